"""Fills an empty database with the demo: users, officials, meetings, sections, pictures, articles with their history.

Everything goes through the same doors as the newsroom's work, at the instants at which it would have happened: an
editor writes and submits, a moderator approves.
"""

import secrets
import uuid
from collections import defaultdict
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction

from cstonews.roles import EDITORS, MODERATORS
from library.models import Document, Picture
from meetings.models import Meeting
from news.models import Article, Section, SectionText, Topic
from news.officials import officials_in
from people.models import Body, Person, State
from people.recognition import Recogniser
from publishing import clock
from publishing.models import Release

from .library import DemoLibrary
from .meetings import DemoMeetings
from .structure import Structure
from .texts import instant, listed, read_records, read_texts

STAFF = {"editor": EDITORS, "moderator": MODERATORS, "moderator2": MODERATORS, "admin": None}
LANGUAGES = {"en": "english", "ru": "russian"}
# How long before its publication a text was written and submitted.
WRITTEN, SUBMITTED = timedelta(minutes=50), timedelta(minutes=20)
# The same, before now, of what is not out yet.
WRITTEN_AHEAD, SUBMITTED_AHEAD, APPROVED_AHEAD = timedelta(hours=20), timedelta(hours=19), timedelta(hours=2)


class NotEmpty(Exception):
    """The database has content of its own, which the demo must not touch."""


def is_empty():
    """Whether there is nothing yet that somebody made: no user, section, upload, article, official or meeting."""
    made = (get_user_model(), Section, Topic, Picture, Document, Article, State, Body, Person, Meeting, Release)
    return not any(model.objects.exists() for model in made)


class Demo:
    """One loading. `now` is the instant from which the relative times of the texts are counted."""

    def __init__(self, report=print, now=None):
        self.report = report
        self.now = now or clock.now()
        self.users, self.passwords = {}, {}
        self.library = None
        self.sections, self.topics = {}, {}
        self.groups, self.releases = defaultdict(uuid.uuid4), {}

    def load(self, keep):
        """Load everything or nothing. `keep(passwords)` stores the passwords; when it fails, nothing stays.

        Raises NotEmpty.
        """
        try:
            with transaction.atomic():
                if not is_empty():
                    raise NotEmpty
                self.fill()
                keep(self.passwords)
        except BaseException:
            # The database forgets by itself, the disk does not.
            if self.library:
                self.library.forget_files()
            raise
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def fill(self):
        self.make_staff()
        self.library = DemoLibrary(self.users["editor"])
        self.make_sections()
        self.make_topics()
        self.make_structure_and_meetings()
        texts = sorted(read_texts(), key=lambda text: (instant(text.editions[0]["published"], self.now), text.language))
        self.report(f"Drawing pictures, publishing {len(texts)} articles through the doors of the newsroom ...")
        for text in texts:
            try:
                self.publish(text)
            except Exception as error:
                error.add_note(f"This happened in content/{text.language}/{text.name}.txt.")
                raise
        self.schedule_releases()

    # --- what articles need -------------------------------------------------------------------------------------------

    def make_staff(self):
        self.report(f"Making {len(STAFF)} users ...")
        for name, group in STAFF.items():
            self.passwords[name] = secrets.token_urlsafe(12)
            create = get_user_model().objects.create_user if group else get_user_model().objects.create_superuser
            self.users[name] = create(name, password=self.passwords[name], **({"is_staff": True} if group else {}))
            if group:
                self.users[name].groups.add(Group.objects.get(name=group))

    def make_sections(self):
        records = read_records("sections.txt")
        self.report(f"Making {len(records)} sections ...")
        for order, record in enumerate(records, start=1):
            above, _, slug = record["path"].rpartition("/")
            section = Section(parent=self.sections.get(above), slug=slug, order=order * 10)
            section.full_clean(exclude=["path"])
            section.save()
            self.sections[section.path] = section
            for language, word in LANGUAGES.items():
                name, introduction = record[word], record[f"introduction in {word}"]
                SectionText.objects.create(section=section, language=language, name=name, introduction=introduction)

    def make_topics(self):
        for record in read_records("topics.txt"):
            for language, word in LANGUAGES.items():
                topic = Topic.objects.create(language=language, slug=record["slug"], name=record[word])
                self.topics[language, topic.slug] = topic

    def make_structure_and_meetings(self):
        self.report("Making states, bodies, posts, people and meetings ...")
        structure = Structure(self.library)
        structure.load()
        self.meetings = DemoMeetings(self.users, structure.bodies, self.library, self.now)
        self.meetings.load()
        self.names = Recogniser()

    # --- articles -----------------------------------------------------------------------------------------------------

    def publish(self, text):
        """Write, submit and approve each edition of one article, then withdraw it if its file says so."""
        article = None
        for written in text.editions:
            edition = self.write(text, written, article)
            article = edition.work
            self.approve(edition, written)
        last = text.editions[-1]
        if "withdrawn" in last:
            article.withdraw(
                by=self.users["moderator"],
                reason=last["reason"],
                notice=last["notice"],
                at=instant(last["withdrawn"], self.now),
            )

    def write(self, text, written, article):
        by, at = self.users["editor"], self.moment(written, WRITTEN, WRITTEN_AHEAD)
        content, relations = self.content(text, written, article), self.relations(text, written)
        day = content.get("date") or article.newest_approved().date
        officials = officials_in({**content, "date": day}, self.names).content
        content["signed_by"], relations["people"] = officials["signed_by"], officials["people"]
        if article is None:
            group = self.groups[text.name]
            return Article.objects.write(by=by, at=at, language=text.language, group=group, **content, **relations)
        edition = article.start_edition(by=by, at=at)
        for name, value in content.items():
            setattr(edition, name, value)
        edition.save_draft(by=by, at=at, **relations)
        return edition

    def approve(self, edition, written):
        state = written.get("state")
        if "release" in written:
            self.put_into_release(edition, written)
        if state == "draft":
            return
        edition.submit(by=self.users["editor"], at=self.moment(written, SUBMITTED, SUBMITTED_AHEAD))
        if state == "in review":
            return
        published = instant(written["published"], self.now)
        # Both moderators have their share of the work.
        moderator = self.users["moderator" if edition.work_id % 3 else "moderator2"]
        ahead = published if published > self.now and "release" not in written else None
        edition.approve(by=moderator, live_from=ahead, at=self.moment(written, timedelta(0), APPROVED_AHEAD))

    def put_into_release(self, edition, written):
        name, at = written["release"], self.moment(written, WRITTEN, WRITTEN_AHEAD)
        if name not in self.releases:
            release = Release.objects.start(by=self.users["moderator"], at=at, name=name)
            self.releases[name] = release, instant(written["published"], self.now)
        self.releases[name][0].add(edition, by=self.users["editor"], at=at)

    def schedule_releases(self):
        """Once all their texts are approved."""
        for release, goes_out_at in self.releases.values():
            release.schedule(by=self.users["moderator"], at=self.now - APPROVED_AHEAD, goes_out_at=goes_out_at)

    def moment(self, written, before_publication, before_now):
        """When one step was taken: so long before the publication, or before now if that is still to come."""
        published = instant(written["published"], self.now)
        return published - before_publication if published <= self.now else self.now - before_now

    def content(self, text, written, article):
        published = instant(written["published"], self.now)
        content = {name: written.get(name, "") for name in ("headline", "slug", "lead", "body", "byline")}
        content["kind"] = written.get("kind", "news")
        content["section"] = self.sections[written["section"]]
        content["picture"] = self.library.picture(written.get("picture"), text.language)
        content["meeting"] = self.meetings.about.get((text.name, text.language))
        content["planned_for"] = published if published > self.now else None
        if article is None:
            return content | {"date": clock.today(published)}
        # What has appeared keeps its address, and its printed date unless the text says otherwise.
        del content["slug"]
        if "date" in written:
            content["date"] = date.fromisoformat(written["date"])
        return content | {"change_note": written.get("change note", ""), "typo_only": "typo only" in written}

    def relations(self, text, written):
        return {
            "further_sections": [self.sections[path] for path in listed(written.get("also"))],
            "topics": [self.topics[text.language, slug] for slug in listed(written.get("topics"))],
        }
