"""Two gunicorn workers, as bin/serve starts them, on the test's own database: both know at once what was approved."""

import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection

from news.models import ArticleEdition
from publishing import clock

MINUTE = timedelta(minutes=1)
HOUSE = Path(__file__).resolve().parent.parent


def database_url():
    """The address of the database this test writes to, not of the one the tests were started with."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Workers:
    def __init__(self, folder):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.log = folder / "access.log"
        command = [sys.executable, "-m", "gunicorn", "--config", "cstonews/gunicorn.py", "cstonews.wsgi"]
        command += ["--access-logfile", str(self.log), "--access-logformat", "%(p)s", "--log-level", "warning"]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_DATABASE_URL": database_url(),
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "2",
        }
        self.process = subprocess.Popen(command, cwd=HOUSE, env=environment)

    def get(self, path):
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def wait(self, path):
        for _ in range(100):
            try:
                return self.get(path)
            except URLError:
                assert self.process.poll() is None, "gunicorn has stopped"
                time.sleep(0.1)
        raise AssertionError("gunicorn does not answer")

    def ask_both(self, path):
        """What they answer, asked until each of the two has answered."""
        self.log.write_text("")
        answers = set()
        with ThreadPoolExecutor(4) as pool:
            for _ in range(50):
                answers.update(pool.map(self.get, [path] * 8))
                if len(set(re.findall(r"\d+", self.log.read_text()))) == 2:
                    return answers
        raise AssertionError("one of the workers never answered")


@pytest.fixture
def workers(transactional_db, tmp_path):
    workers = Workers(tmp_path)
    yield workers
    workers.process.terminate()
    assert workers.process.wait(timeout=20) == 0


def test_both_show_a_change_as_soon_as_it_is_approved(workers, write, second_moderator):
    edition = write(headline="As it was")
    path = edition.get_absolute_url()
    workers.wait(path)
    assert all("As it was" in answer for answer in workers.ask_both(path))

    draft = write(work=edition.work, headline="As it is", slug=edition.slug, state="in_review")
    assert all("As it was" in answer and "As it is" not in answer for answer in workers.ask_both(path))

    draft.approve(by=second_moderator)
    assert all("As it is" in answer and "As it was" not in answer for answer in workers.ask_both(path))


def test_both_change_at_the_instant_of_a_new_edition_with_no_job_running(workers, write):
    """Releases fall on whole minutes; so that nobody waits for one, the stored instants are moved to a moment from now.
    Answers are judged by when their requests began and ended."""
    first = write(headline="As it was")
    second = write(work=first.work, headline="As it is", slug=first.slug, live_from=clock.next_minute() + MINUTE)
    path = first.get_absolute_url()
    workers.wait(path)

    at = clock.now() + timedelta(seconds=1.5)
    ArticleEdition.objects.filter(pk=first.pk).update(live_until=at)
    ArticleEdition.objects.filter(pk=second.pk).update(live_from=at)
    answers = []
    while not answers or answers[-1][0] < at + timedelta(seconds=0.5):
        begun = clock.now()
        answers.append((begun, workers.get(path), clock.now()))
    before = [answer for _, answer, ended in answers if ended < at]
    after = [answer for begun, answer, _ in answers if begun >= at]
    assert before
    assert all("As it was" in answer and "As it is" not in answer for answer in before)
    assert after
    assert all("As it is" in answer and "As it was" not in answer for answer in after)
    assert all("As it is" in answer for answer in workers.ask_both(path))
