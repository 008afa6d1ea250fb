"""The one settings file: everything that differs between machines comes from the environment or from `.env`.

Closed by default: without SECRET_KEY nothing starts, DEBUG and plain HTTP only when asked for.
README lists every variable with its meaning.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
HTTPS = env.bool("HTTPS", default=True)

INSTALLED_APPS = [
    "cstonews.apps.CstonewsConfig",
    "cstonews.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "ckeditor",
    "csp",
    "publishing",
    "library",
    "people",
    "meetings",
    "news",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "publishing.middleware.public_instant",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cstonews.time_machine.time_machine",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "publishing.middleware.language_of_the_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "news.old_addresses.redirect_old_addresses",
]

ROOT_URLCONF = "cstonews.urls"
WSGI_APPLICATION = "cstonews.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cstonews.context.organisation",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads and then writes never fails with "database is locked", it waits its turn.
    # FULL: an approval that was acknowledged survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Disks have no arms any more. With PostgreSQL's default, meant for those, it reads whole tables where an index
    # leads to the few rows of a page.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
# Opening a connection costs more than a page: keep it, and look whether it is alive before it is used again.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

# --- language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
# The languages in which people, posts, bodies and states may have names: those of the site and of the member states.
NAME_LANGUAGES = [
    *LANGUAGES,
    ("hy", _("Armenian")),
    ("be", _("Belarusian")),
    ("kk", _("Kazakh")),
    ("ky", _("Kyrgyz")),
    ("tg", _("Tajik")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
# The newsroom zone: times are typed and shown in it. Instants are stored in UTC, so changing it moves no release.
TIME_ZONE = env.str("NEWSROOM_ZONE", default="Europe/Moscow")
# So long what takes effect "now" can be undone, before readers see it.
UNDO_SECONDS = env.int("UNDO_SECONDS", default=10)

# --- the organisation -------------------------------------------------------------------------------------------------

ORGANISATION_NAME = env.str("ORGANISATION_NAME", default="Collective Security Treaty Organization")
ORGANISATION_SHORT_NAME = env.str("ORGANISATION_SHORT_NAME", default="CSTO")
# How dates are printed on public pages: "digits" (20.01.2020) or "words" (20 January 2020).
DATE_STYLE = env.str("DATE_STYLE", default="words")

# --- previews ---------------------------------------------------------------------------------------------------------

# For how many hours a shared preview can be opened, unless whoever shares it chooses otherwise: 1 to 720.
PREVIEW_HOURS = env.int("PREVIEW_HOURS", default=72)
# --- mail and jobs ----------------------------------------------------------------------------------------------------

# Without a mail server nobody is told by mail, and the newsroom says so. Its address, user and password are one
# variable, as those of the database.
mail_server = env.str("EMAIL_URL", default="")
EMAIL_CONFIGURED = bool(mail_server)
vars().update(env.email_url_config(mail_server or "dummymail://"))
# A server that does not answer must not hold up the worker, which has other things to do.
EMAIL_TIMEOUT = 10
host = ALLOWED_HOSTS[0].strip(".*") if ALLOWED_HOSTS else ""
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"newsroom@{host or 'localhost'}")
# Where the links in mails lead: there is no request whose host could be asked, nor would one be to be trusted.
SITE_URL = env.str("SITE_URL", default=f"{'https' if HTTPS else 'http'}://{host or 'localhost'}").rstrip("/")
# The queue that wakes the worker: a file of its own beside the database, or Redis. What is to be done stands in the
# database; a queue that is lost costs a minute.
JOBS_URL = env.str("JOBS_URL", default="") or f"sqlite:///{BASE_DIR / 'jobs.sqlite3'}"

# --- files ------------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "publishing.editor.LeanEditorFinder",
]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A picture may be 10 MB, a document 20 MB (the library's gates say so in words); a form without files may be 2.5 MB,
# Django's default.
FILE_UPLOAD_PERMISSIONS = 0o644
# A meeting with 150 participants and as many documents (publishing.part_admin.MOST_ROWS) is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# --- security ---------------------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing inline anywhere. The pages with the editor widen this, and only they (publishing/editor.py).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# CKEditor 4 gets no fixes, which its package reports as a warning. We fence it instead: publishing/editor.py fails the
# start when the fence is broken (publishing.E001).
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
