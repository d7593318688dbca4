"""The one settings file, read from the environment (docs/guides/operator.md lists the variables).

Wrong values are collected in ``SETTINGS_MISTAKES``; the doors refuse to open when there are any.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from arbetshubb.config.database import WrongDatabaseUrl, database_from_url, sqlite_database
from arbetshubb.config.environment import Environment, derived_key, kept_secret

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
_environment = Environment(os.environ)

# -- What kind of installation this is

DEBUG = _environment.switch("ARBETSHUBB_DEBUG")
ARBETSHUBB_DEMO = _environment.switch("ARBETSHUBB_DEMO")
VAR = _environment.folder("ARBETSHUBB_VAR", ROOT / "var")
_is_relaxed = DEBUG or ARBETSHUBB_DEMO
_stand_in = kept_secret(VAR / "secret") if _is_relaxed else ""

SECRET_KEY = _environment.key("ARBETSHUBB_SECRET_KEY", stand_in=_stand_in)
# Person ids are kept only as HMACs with this key: another key makes every person look new.
PSEUDONYM_KEY = _environment.key(
    "ARBETSHUBB_PSEUDONYM_KEY", stand_in=derived_key(_stand_in, "pseudonyms")
)

# -- Where it is found

_address = _environment.address(
    "ARBETSHUBB_URL", stand_in="http://localhost:8000" if _is_relaxed else ""
)
_local_hosts = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [
    *([_address.host] if _address else []),
    *(_local_hosts if _is_relaxed else []),
    *_environment.words("ARBETSHUBB_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [_address.origin] if _address else []
IS_HTTPS = bool(_address and _address.is_https)
IS_BEHIND_PROXY = _environment.switch("ARBETSHUBB_BEHIND_PROXY")
if IS_BEHIND_PROXY:
    # Only when a proxy of ours sets the header: otherwise a caller could claim to be encrypted.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- What is kept

DATABASES: dict[str, Any] = {"default": {"ENGINE": "django.db.backends.dummy"}}
if _url := _environment.text("DATABASE_URL"):
    try:
        DATABASES["default"] = database_from_url(_url)
    except WrongDatabaseUrl as error:
        _environment.wrong("DATABASE_URL", str(error))
else:
    DATABASES["default"] = sqlite_database(VAR / "db.sqlite3")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
    }
}
MEDIA_ROOT = VAR / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# Files of staff are read in memory and never written to disk. A larger one is not read at all.
FILE_UPLOAD_MAX_MEMORY_SIZE = 60_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

# -- The rooms

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "arbetshubb.foundation",  # before django_tasks_db: it extends the command db_worker
    "django_tasks_db",
    "django_htmx",
    "arbetshubb.ui",
    "arbetshubb.people",
    "arbetshubb.places",
    "arbetshubb.distances",
    "arbetshubb.statistics",
    "arbetshubb.mapping",
    "arbetshubb.plans",
    "arbetshubb.location",
    "arbetshubb.reports",
    "arbetshubb.integrations",
    "arbetshubb.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "arbetshubb.foundation.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "arbetshubb.distances.middleware.BrokenRoadsMiddleware",
]
ROOT_URLCONF = "arbetshubb.config.urls"
WSGI_APPLICATION = "arbetshubb.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "arbetshubb.ui.shell.context",
            ],
        },
    }
]
ARBETSHUBB_SHELL = "arbetshubb.config.navigation.shell_of"
ARBETSHUBB_DOORS = "arbetshubb.config.navigation.DOORS"
ARBETSHUBB_LANDINGS = "arbetshubb.config.navigation.LANDINGS"
ARBETSHUBB_SITES = "arbetshubb.places.queries.sites"  # people are below places and ask for them
# What travel is measured with: a network folder, an extract or a matrix; a timetable and its day;
# what the estimate was fitted to.
ARBETSHUBB_ROADS = _environment.file_or_folder("ARBETSHUBB_ROADS")
ARBETSHUBB_TRANSIT = _environment.file("ARBETSHUBB_TRANSIT")
ARBETSHUBB_TRANSIT_DATE = _environment.date(
    "ARBETSHUBB_TRANSIT_DATE", is_needed=bool(ARBETSHUBB_TRANSIT)
)
ARBETSHUBB_CALIBRATION = _environment.file("ARBETSHUBB_CALIBRATION")
_is_measured = ARBETSHUBB_ROADS or ARBETSHUBB_TRANSIT or ARBETSHUBB_CALIBRATION
ARBETSHUBB_ROUTER = "arbetshubb.config.roads.router" if _is_measured else ""
ARBETSHUBB_WAYS = "arbetshubb.config.roads.ways" if _is_measured else ""
# Publishers of statistics are asked only when the operator says where they are.
ARBETSHUBB_SCB_URL = _environment.text("ARBETSHUBB_SCB_URL")
ARBETSHUBB_KOLADA_URL = _environment.text("ARBETSHUBB_KOLADA_URL")
ARBETSHUBB_OWN_FLOWS = "arbetshubb.config.own_flows.own_flows"  # statistics are below mapping
# Looked for at each map, so that `manage.py build_basemap` needs no restart.
ARBETSHUBB_BASEMAP = _environment.file("ARBETSHUBB_BASEMAP") or str(VAR / "basemap.pmtiles")
ARBETSHUBB_REPORT_EMAIL = _environment.text("ARBETSHUBB_REPORT_EMAIL")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- Who may come in

AUTH_USER_MODEL = "foundation.User"
LOGIN_URL = "foundation:sign_in"
CSRF_FAILURE_VIEW = "arbetshubb.ui.errors.csrf_failure"
LOGIN_REDIRECT_URL = "foundation:arrive"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# -- What browsers are told

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # the host's own probe comes without encryption
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
NODE_MODULES = ROOT / "node_modules"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "arbetshubb.ui.static_packages.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "arbetshubb.config.storage.StaticStorage"
    },
}

# -- Language and time

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = sorted(SOURCE.glob("*/locale"))
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# -- What is logged: what happened, never about whom

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
    },
    "root": {
        "handlers": ["console"],
        "level": _environment.choice(
            "ARBETSHUBB_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"
        ),
    },
    # Queries carry their parameters, and parameters carry people: never below warning.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.db.backends": {"level": "WARNING"},
    },
}

SETTINGS_MISTAKES = tuple(_environment.mistakes)
