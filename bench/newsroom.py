"""What writing, approving and reading cost, in CPU time of this process and in queries.

    .venv-test/bin/python -m bench.newsroom [ARTICLES]                                     on SQLite
    .venv-test/bin/python -m tests.postgres .venv-test/bin/python -m bench.newsroom        on PostgreSQL

It makes a database of its own with that many articles (default 1,000) and removes it. Budgets are the design's; the
exit code is 1 when one is exceeded. CPU time, not wall time: other work on the machine does not count.
"""

import os
import sys
import time
from datetime import date, timedelta
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

ROUNDS = 60
IMPORTED = 300
LEAST_IMPORTED = 100
SENTENCE = "The participants discussed the calendar of the coming months and the order in which drafts are sent."
TEXT = f"<p>{SENTENCE}</p>" * 12


class Bench:
    def __init__(self, articles):
        from django.contrib.auth.models import Group, User

        from news.models import Section, SectionText

        self.editor = User.objects.create_user("editor", is_staff=True)
        self.moderator = User.objects.create_user("moderator", is_staff=True)
        self.editor.groups.add(Group.objects.get(name="Editors"))
        self.moderator.groups.add(Group.objects.get(name="Moderators"))
        parent = Section.objects.create(slug="organs")
        self.section = Section.objects.create(slug="council", parent=parent)
        for section in (parent, self.section):
            SectionText.objects.create(section=section, language="en", name=section.slug)
        for number in range(articles):
            edition = self.write(number)
            edition.submit(by=self.editor)
            edition.approve(by=self.moderator)
        self.last = edition

    def write(self, number):
        from news.models import Article

        day = date(2006, 1, 1) + timedelta(days=number % 7000)
        content = {"headline": f"Article {number}", "body": TEXT, "section": self.section, "date": day}
        return Article.objects.write(by=self.editor, **content)

    def cost(self, action, *prepared):
        """Median CPU milliseconds of an action over what was prepared for it."""
        spent = []
        for one in prepared:
            begun = time.process_time()
            action(one)
            spent.append((time.process_time() - begun) * 1000)
        return median(spent)

    def newsroom(self):
        drafts = [self.write(number) for number in range(ROUNDS)]
        yield "save a draft", self.cost(lambda edition: edition.save_draft(by=self.editor), *drafts), 20
        yield "submit", self.cost(lambda edition: edition.submit(by=self.editor), *drafts), 20
        yield "approve", self.cost(lambda edition: edition.approve(by=self.moderator), *drafts), 30

    def importing(self):
        """Articles a CPU second through the importer's door, as already published."""
        from django.contrib.auth.models import User

        from news.imports import Order, store
        from people.recognition import Recogniser

        admin, names = User.objects.create_superuser("admin"), Recogniser()
        order = Order(by=admin, section=self.section, state="approved", reason="bench", names=names)
        begun = time.process_time()
        for number in range(IMPORTED):
            head = f"Page {number} of the old site\n\nPage {number} of the old site 20.01.2020\n\n"
            store(f"{number}.txt", (head + f"{SENTENCE}\n\n" * 8 + "Back to the section\n").encode(), order)
        return IMPORTED / (time.process_time() - begun)

    def pages(self):
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        client = Client()
        deep = f"/news/organs/?on={date(2006, 2, 1)}"
        for name, path in (
            ("article page", self.last.get_absolute_url()),
            ("section page", "/news/organs/council/"),
            ("section page, deep", deep),
            ("all news", "/news/"),
            ("home", "/"),
        ):
            if client.get(path).status_code != 200:
                raise SystemExit(f"{path} is not there")
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            queries = len(asked)
            yield name, self.cost(client.get, *[path] * ROUNDS), queries


def main():
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        bench = Bench(articles)
        exceeded = False
        print(f"{articles} articles\n\n| action | CPU ms (median of {ROUNDS}) | budget |\n|---|---|---|")
        for name, spent, budget in bench.newsroom():
            exceeded |= spent > budget
            print(f"| {name} | {spent:.1f} | {budget} |")
        rate = bench.importing()
        exceeded |= rate < LEAST_IMPORTED
        print(f"\n{rate:.0f} pages imported a CPU second (budget: at least {LEAST_IMPORTED} on SQLite)")
        print(f"\n| page | CPU ms (median of {ROUNDS}) | queries | budget |\n|---|---|---|---|")
        for name, spent, queries in bench.pages():
            exceeded |= queries > 4
            print(f"| {name} | {spent:.1f} | {queries} | 4 queries |")
    finally:
        teardown_databases(databases, verbosity=0)
    sys.exit(exceeded)


if __name__ == "__main__":
    main()
