"""Many editions due at one instant, on two gunicorn workers with no job running: is the old state seen after it?

    .venv-test/bin/python -m bench.due_at_once [ARTICLES]                                   on SQLite
    .venv-test/bin/python -m tests.postgres .venv-test/bin/python -m bench.due_at_once      on PostgreSQL

It makes a database of its own with that many articles (default 1,000), each with a next edition for the same minute T,
serves it, and asks from three seconds before T until five seconds after it for 50 sampled articles and every list, the
server itself and, where nginx is installed, through nginx caching by our headers. An answer counts as stale when its
request began at or after T and it shows a word of the old state. The exit code is 1 when there is one.
"""

import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

SAMPLED, CLIENTS = 50, 4
LEAD, AFTER = 3, 5
OLD, NEW = "Oldstate", "Newstate"
LISTS = ("/", "/news/", "/news/council/", "/news/archive/2020/01/", "/sitemap-articles-0.xml", "/corrections/")
NGINX = """
pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 128; }}
http {{
  access_log off;
  proxy_cache_path {folder}/cache keys_zone=site:1m;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host 127.0.0.1; proxy_cache site; proxy_cache_lock on;
    }}
  }}
}}
"""


class Answer(NamedTuple):
    server: str
    path: str
    begun: float
    body: str


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fill(articles):
    """Articles with a live edition and one due at T; returns (paths of the sampled ones, T in seconds)."""
    from django.contrib.auth.models import Group, User

    from news.models import Article, Section, SectionText
    from publishing import clock

    editor = User.objects.create_user("editor", is_staff=True)
    moderator = User.objects.create_user("moderator", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    moderator.groups.add(Group.objects.get(name="Moderators"))
    section = Section.objects.create(slug="council")
    SectionText.objects.create(section=section, language="en", name="Council")
    # Making them takes some 40 ms each, so the instant is chosen after the first editions.
    works = []
    for number in range(articles):
        content = {"headline": f"{OLD} {number}", "body": f"<p>{OLD}</p>", "date": date(2020, 1, 20)}
        edition = Article.objects.write(by=editor, section=section, slug="same", **content)
        edition.submit(by=editor)
        edition.approve(by=moderator)
        works.append(edition.work)
    drafts = []
    for number, work in enumerate(works):
        draft = work.start_edition(by=editor)
        draft.headline, draft.body, draft.change_note = f"{NEW} {number}", f"<p>{NEW}</p>", f"{NEW} note"
        draft.save_draft(by=editor)
        draft.submit(by=editor)
        drafts.append(draft)
    at = clock.next_minute(clock.now() + timedelta(seconds=10 + 0.08 * articles))
    for draft in drafts:
        draft.approve(by=moderator, live_from=at)
    sampled = random.Random(1).sample(drafts, min(SAMPLED, articles))  # noqa: S311 (a sample, not a secret)
    return [draft.get_absolute_url() for draft in sampled], at.timestamp()


def serve(folder, servers):
    """Start gunicorn and, where there is one, nginx before it; fills `servers` with {name: port}, returns processes."""
    from tests.test_workers import database_url

    servers["gunicorn"] = free_port()
    environment = {**os.environ, "TEST_DATABASE_URL": database_url(), "WEB_CONCURRENCY": "2"}
    environment["PORT"] = str(servers["gunicorn"])
    command = [sys.executable, "-m", "gunicorn", "--config", "cstonews/gunicorn.py", "cstonews.wsgi"]
    processes = [subprocess.Popen([*command, "--log-level", "warning"], env=environment)]  # noqa: S603 (our own)
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx:
        # Its worker may be another user than ours.
        folder.chmod(0o755)
        servers["nginx"] = free_port()
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=servers["nginx"], behind=servers["gunicorn"]))
        command = [nginx, "-c", str(config), "-p", str(folder)]
        processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))  # noqa: S603 (our own)
    return processes


def ask(server, port, path):
    begun = time.time()
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return Answer(server, path, begun, answer.read().decode())


def watch(servers, paths, until):
    """Ask for one path after the other, in turn from every server, until that time."""
    answers = []
    while time.time() < until:
        for path in paths:
            answers += [ask(server, port, path) for server, port in servers.items()]
    return answers


def is_stale(answer, at):
    return answer.begun >= at and OLD in answer.body


def main():
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    folder, servers, processes = Path(tempfile.mkdtemp(prefix="due-at-once-")), {}, []
    try:
        sampled, at = fill(articles)
        processes = serve(folder, servers)
        paths = [*sampled, *LISTS]
        time.sleep(max(0, at - LEAD - time.time()))
        shares = [paths[client::CLIENTS] for client in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as pool:
            found = pool.map(lambda share: watch(servers, share, at + AFTER), shares)
            answers = [answer for share in found for answer in share]
        report(answers, at, articles)
        return any(is_stale(answer, at) for answer in answers) or not answers
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)
        teardown_databases(databases, verbosity=0)


def report(answers, at, articles):
    print(f"{articles} articles, a new edition of each due at one instant\n")
    print("| server | asked before it | at or after it | first answer after it | stale |\n|---|---|---|---|---|")
    for server in dict.fromkeys(answer.server for answer in answers):
        own = [answer for answer in answers if answer.server == server]
        after = [answer for answer in own if answer.begun >= at]
        first = min((answer.begun for answer in after), default=at) - at
        stale = sum(is_stale(answer, at) for answer in own)
        print(f"| {server} | {len(own) - len(after)} | {len(after)} | {first * 1000:.0f} ms | {stale} |")
        for path in sorted({answer.path for answer in own if is_stale(answer, at)})[:5]:
            print(f"  stale: {path}")
    missing = {answer.path for answer in answers if answer.begun >= at and not re.search(NEW, answer.body)}
    print(f"\nAddresses that show nothing of the new state afterwards: {sorted(missing) or 'none'}")


if __name__ == "__main__":
    sys.exit(main())
