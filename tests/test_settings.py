"""Closed by default: what is not asked for is off. The settings are read in a folder without a .env."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
READ = """
import json
from cstonews import settings as s
print(json.dumps({
    "DEBUG": s.DEBUG, "ALLOWED_HOSTS": s.ALLOWED_HOSTS, "HTTPS": s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS > 0,
    "COOKIES": s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE, "ENGINE": s.DATABASES["default"]["ENGINE"],
}))
"""


@pytest.fixture
def read(tmp_path):
    (tmp_path / "cstonews").mkdir()
    (tmp_path / "cstonews/__init__.py").touch()
    shutil.copy(HOUSE / "cstonews/settings.py", tmp_path / "cstonews")

    def read(**environment):
        environment["PATH"] = os.environ["PATH"]
        return subprocess.run(
            [sys.executable, "-c", READ], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return read


def test_without_a_key_nothing_starts(read):
    answer = read()
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


def test_with_a_key_alone_everything_is_closed(read):
    assert json.loads(read(SECRET_KEY="k").stdout) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": [],
        "HTTPS": True,
        "COOKIES": True,
        "ENGINE": "django.db.backends.sqlite3",
    }


def test_the_environment_opens_what_it_names(read):
    answer = read(SECRET_KEY="k", HTTPS="off", ALLOWED_HOSTS="a.org,b.org", DATABASE_URL="postgres://u:p@db/news")
    assert json.loads(answer.stdout) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["a.org", "b.org"],
        "HTTPS": False,
        "COOKIES": False,
        "ENGINE": "django.db.backends.postgresql",
    }
