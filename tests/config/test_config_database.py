from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.config.database import WrongDatabaseUrl, database_from_url


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///db.sqlite3", "db.sqlite3"),
        ("sqlite:///var/db.sqlite3", "var/db.sqlite3"),
        ("sqlite:////srv/hubb/db.sqlite3", "/srv/hubb/db.sqlite3"),
        ("sqlite:////srv/my%20hubb/db.sqlite3", "/srv/my hubb/db.sqlite3"),
    ],
)
def test_a_sqlite_address_names_a_file(url: str, path: str) -> None:
    assert database_from_url(url)["NAME"] == Path(path)


def test_sqlite_takes_its_write_lock_when_a_transaction_begins() -> None:
    options = database_from_url("sqlite:///db.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 5


@pytest.mark.django_db
def test_sqlite_runs_with_write_ahead_log_and_foreign_keys() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has these")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone()[0] == 1


def test_a_postgresql_address_gives_every_part() -> None:
    settings = database_from_url(
        "postgresql://hubb:p%40ss%2F@db.example:6432/hubb?sslmode=require&connect_timeout=5"
    )
    assert settings["ENGINE"].endswith("postgresql")
    assert settings["NAME"] == "hubb"
    assert settings["USER"] == "hubb"
    assert settings["PASSWORD"] == "p@ss/"
    assert settings["HOST"] == "db.example"
    assert settings["PORT"] == "6432"
    assert settings["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}


def test_a_postgresql_address_without_host_is_the_socket() -> None:
    settings = database_from_url("postgresql:///hubb")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("", "", "hubb")


def test_a_socket_folder_may_stand_as_the_host() -> None:
    assert database_from_url("postgres://%2Fvar%2Frun/hubb")["HOST"].lower() == "/var/run"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "must begin with"),
        ("mysql://host/db", "must begin with"),
        ("db.sqlite3", "must begin with"),
        ("sqlite://", "names no file"),
        ("sqlite://host/db.sqlite3", "names no file"),
        ("postgresql://host", "names no database"),
        ("postgresql://host/a/b", "names no database"),
        ("postgresql://host:port/db", "cannot be read"),
        ("postgresql://host/db?sslmod=require", "sslmod"),
    ],
)
def test_a_wrong_address_says_what_to_write(url: str, says: str) -> None:
    with pytest.raises(WrongDatabaseUrl, match=says):
        database_from_url(url)


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused_in_words(text: str) -> None:
    try:
        name = database_from_url(text)["NAME"]
    except WrongDatabaseUrl as error:
        name = str(error)
    assert name


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_a_quoted_password_comes_back_as_it_was(user: str, password: str) -> None:
    try:
        url = f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@host/db"
    except UnicodeEncodeError:
        return  # lone surrogates cannot stand in an address
    settings = database_from_url(url)
    assert (settings["USER"], settings["PASSWORD"]) == (user, password)
