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
    "MAIL": s.EMAIL_CONFIGURED, "FROM": s.DEFAULT_FROM_EMAIL, "SITE": s.SITE_URL,
    "COOKIES": s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE, "ENGINE": s.DATABASES["default"]["ENGINE"],
}))
"""


@pytest.fixture
def read(tmp_path):
    (tmp_path / "cstonews").mkdir()
    (tmp_path / "cstonews/__init__.py").touch()
    shutil.copy(HOUSE / "cstonews/settings.py", tmp_path / "cstonews")

    def read(script=READ, /, **environment):
        environment["PATH"] = os.environ["PATH"]
        return subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
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
        "MAIL": False,
        "FROM": "newsroom@localhost",
        "SITE": "https://localhost",
        "COOKIES": True,
        "ENGINE": "django.db.backends.sqlite3",
    }


def test_the_environment_opens_what_it_names(read):
    answer = read(SECRET_KEY="k", HTTPS="off", ALLOWED_HOSTS="a.org,b.org", DATABASE_URL="postgres://u:p@db/news")
    assert json.loads(answer.stdout) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["a.org", "b.org"],
        "HTTPS": False,
        "MAIL": False,
        "FROM": "newsroom@a.org",
        "SITE": "http://a.org",
        "COOKIES": False,
        "ENGINE": "django.db.backends.postgresql",
    }


def test_the_mail_server_is_one_variable_and_its_password_stands_where_django_hides_it(read):
    told = {"SECRET_KEY": "k", "ALLOWED_HOSTS": ".a.org", "EMAIL_URL": "smtp+tls://user:pa%2Fss@mail.a.org:587"}
    script = """
from cstonews import settings as s
print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_HOST_USER, s.EMAIL_CONFIGURED, s.SITE_URL)
texts = {name: value for name, value in vars(s).items() if name.isupper() and isinstance(value, str)}
print(*(name for name, value in texts.items() if "pa/ss" in value or "pa%2Fss" in value))
"""
    assert read(script, **told).stdout.splitlines() == [
        "mail.a.org 587 True user True https://a.org",
        "EMAIL_HOST_PASSWORD",
    ]
