"""The worker as bin/serve starts it: a process of its own, on the test's database, that writes mails into a folder."""

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as site

from publishing import jobs
from publishing.notices import Notice, SignOfLife

from ...test_workers import HOUSE, database_url
from .conftest import give_address

# The shell becomes what it starts last, as bin/serve becomes gunicorn.
BESIDE = f'"{sys.executable}" manage.py work --beside $$ & echo $!; exec sleep 300'


class Worker:
    def __init__(self, folder, jobs_url):
        self.mails = folder / "mails"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_DATABASE_URL": database_url(),
            "TEST_SECRET_KEY": site.SECRET_KEY,
            "TEST_EMAIL_URL": f"filemail:///{self.mails}",
            "TEST_JOBS_URL": jobs_url,
        }
        command = ["sh", "-c", BESIDE]
        self.parent = subprocess.Popen(command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, text=True)
        self.pid = int(self.parent.stdout.readline())
        wait(SignOfLife.objects.exists, "The worker shows no sign of life.")

    def letters(self):
        return [path.read_text() for path in self.mails.iterdir()]

    def has_ended(self):
        status = Path(f"/proc/{self.pid}/stat")
        return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def wait(condition, complaint, seconds=30):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, complaint
        time.sleep(0.1)


@pytest.fixture
def worker(transactional_db, tmp_path, settings):
    settings.JOBS_URL = f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    settings.EMAIL_CONFIGURED = True
    forget_queue()
    worker = Worker(tmp_path, settings.JOBS_URL)
    yield worker
    worker.parent.kill()
    worker.parent.communicate()
    wait(worker.has_ended, "The worker has outlived its parent.")
    forget_queue()


def forget_queue():
    jobs.queue.cache_clear()
    jobs.send_now.cache_clear()


def test_a_submission_wakes_the_worker_and_the_mail_goes_out(worker, write, moderator):
    give_address(moderator)
    # What the clock makes it do each minute, it has done.
    wait(lambda: jobs.queue().pending_count() == 0, "The worker does nothing.")
    write("in_review", headline="The Council met")
    wait(Notice.objects.filter(progress="sent").exists, "No mail went out.", seconds=20)
    [letter] = worker.letters()
    assert "To: moira@example.org" in letter


class Forged:
    """Makes a folder where it is read."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_a_forged_job_is_not_run_and_stops_nothing(worker, write, moderator):
    give_address(moderator)
    mark = worker.mails.with_name("forged")
    jobs.queue().storage.enqueue(pickle.dumps(Forged(mark)))
    write("in_review")
    wait(Notice.objects.filter(progress="sent").exists, "No mail went out.", seconds=20)
    assert not mark.exists()


@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGTERM])
def test_the_worker_ends_with_the_server_it_was_started_beside_however_that_ends(worker, signal_):
    worker.parent.send_signal(signal_)
    worker.parent.wait(10)
    wait(worker.has_ended, "The worker has outlived its parent.", seconds=15)
