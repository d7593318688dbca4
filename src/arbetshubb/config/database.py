"""Turns ``DATABASE_URL`` into Django's database settings; no connection is made here."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

type DatabaseSettings = dict[str, Any]  # Any: Django's own format for a database

BUSY_SECONDS: Final = 20
SQLITE_START: Final = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-20000;"
)
POSTGRESQL_OPTIONS: Final = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}
)


class WrongDatabaseUrl(ValueError):
    """The address of the database cannot be understood; the message says what to write."""


def database_from_url(url: str) -> DatabaseSettings:
    """Django's settings for the database at ``url``.

    ``sqlite:///relative/path``, ``sqlite:////absolute/path`` or
    ``postgresql://user:password@host:port/name?sslmode=require``; an empty host is the socket.

    Raises:
        WrongDatabaseUrl: the form is not one of these.
    """
    scheme = url.partition("://")[0].lower()
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in {"postgresql", "postgres"}:
        return _postgresql(url)
    message = (
        "must begin with sqlite:/// or postgresql://, for example"
        " sqlite:////srv/arbetshubb/db.sqlite3 or postgresql://name:password@host:5432/arbetshubb."
    )
    raise WrongDatabaseUrl(message)


def sqlite_database(path: Path) -> DatabaseSettings:
    """SQLite at ``path``, set up for several processes.

    ``IMMEDIATE`` takes the write lock when a transaction begins. With SQLite's default, two
    transactions that first read and then write fail at once, whatever the timeout.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": SQLITE_START,
        },
    }


def _sqlite(url: str) -> DatabaseSettings:
    parts = urlsplit(url)
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or not path:
        message = (
            "names no file. Write three slashes before a relative path and four before an"
            " absolute one, like sqlite:////srv/arbetshubb/db.sqlite3."
        )
        raise WrongDatabaseUrl(message)
    return sqlite_database(Path(path))


def _postgresql(url: str) -> DatabaseSettings:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        message = "has a host or port that cannot be read. Write %-signs in passwords as %25."
        raise WrongDatabaseUrl(message) from error
    name = unquote(parts.path).removeprefix("/")
    if not name or "/" in name:
        message = "names no database. End with its name, like postgresql://host/arbetshubb."
        raise WrongDatabaseUrl(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _postgresql_options(parts.query),
    }


def _postgresql_options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    unknown = sorted(set(options) - POSTGRESQL_OPTIONS)
    if unknown:
        message = (
            f"has an option that is not known: {', '.join(unknown)}."
            f" Known are {', '.join(sorted(POSTGRESQL_OPTIONS))}."
        )
        raise WrongDatabaseUrl(message)
    return options
