"""The site's settings with a test's environment: nothing of the machine, its shell or a developer's .env gets in.

TEST_DATABASE_URL chooses the database (default: SQLite); TEST_SECRET_KEY, TEST_EMAIL_URL and TEST_JOBS_URL are for
processes that a test starts beside its own. What is set here wins, because .env never overrides a
variable that exists; tests/test_house.py checks that no variable of the settings is forgotten.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="cstonews-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
(FOLDER / "static").mkdir()

os.environ.update(
    {
        "SECRET_KEY": os.environ.get("TEST_SECRET_KEY") or secrets.token_urlsafe(50),
        "DEBUG": "off",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "HTTPS": "off",
        "BEHIND_PROXY": "off",
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{FOLDER / 'db.sqlite3'}",
        "NEWSROOM_ZONE": "Europe/Moscow",
        "ORGANISATION_NAME": "Collective Security Treaty Organization",
        "ORGANISATION_SHORT_NAME": "CSTO",
        "DATE_STYLE": "digits",
        "UNDO_SECONDS": "0",
        "PREVIEW_HOURS": "72",
        "EMAIL_URL": os.environ.get("TEST_EMAIL_URL", ""),
        "EMAIL_FROM": "newsroom@news.example.org",
        "SITE_URL": "https://news.example.org",
        "JOBS_URL": os.environ.get("TEST_JOBS_URL") or f"sqlite:///{FOLDER / 'jobs.sqlite3'}",
        "MEDIA_ROOT": str(FOLDER / "media"),
        "STATIC_ROOT": str(FOLDER / "static"),
    }
)

from cstonews.settings import *  # noqa: E402, F403
from cstonews.settings import DATABASES, STORAGES  # noqa: E402

# Signing in a cast of five for every test must not cost a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Hashed names need `collectstatic` first; pages are the same without.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: threads share a memory database in a way that ignores its timeout.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
