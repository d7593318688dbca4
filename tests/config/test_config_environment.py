from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from arbetshubb.config.environment import Environment, derived_key, kept_secret


def mistakes(environment: Environment) -> list[str]:
    return [mistake.variable for mistake in environment.mistakes]


@pytest.mark.parametrize("text", ["1", "true", "YES", " on "])
def test_a_switch_is_on_for_every_plain_yes(text: str) -> None:
    environment = Environment({"X": text})
    assert environment.switch("X")
    assert not environment.mistakes


@pytest.mark.parametrize("text", ["", "0", "False", "no", "off"])
def test_a_switch_is_off_for_every_plain_no(text: str) -> None:
    environment = Environment({"X": text})
    assert not environment.switch("X")
    assert not environment.mistakes


def test_a_switch_that_says_neither_is_a_mistake_and_off() -> None:
    environment = Environment({"X": "maybe"})
    assert not environment.switch("X")
    assert mistakes(environment) == ["X"]


def test_a_short_key_is_a_mistake_and_never_used() -> None:
    environment = Environment({"KEY": "changeme"})
    assert environment.key("KEY", stand_in="s" * 50) == ""
    assert mistakes(environment) == ["KEY"]


def test_a_missing_key_without_a_stand_in_is_a_mistake_that_says_how_to_make_one() -> None:
    environment = Environment({})
    assert environment.key("KEY", stand_in="") == ""
    assert "secrets.token_urlsafe" in str(environment.mistakes[0])


def test_a_missing_key_takes_the_stand_in_of_the_demonstration() -> None:
    environment = Environment({})
    assert environment.key("KEY", stand_in="stand-in") == "stand-in"
    assert not environment.mistakes


@pytest.mark.parametrize(
    "text", ["", "arbetshubb.example", "ftp://a.example", "https://", "https://a.example/path"]
)
def test_an_address_that_is_none_is_a_mistake(text: str) -> None:
    environment = Environment({"URL": text})
    assert environment.address("URL", stand_in="") is None
    assert mistakes(environment) == ["URL"]


def test_an_address_gives_host_and_origin_with_its_port() -> None:
    address = Environment({"URL": "https://hubb.example:8443/"}).address("URL", stand_in="")
    assert address is not None
    assert address.host == "hubb.example"
    assert address.origin == "https://hubb.example:8443"
    assert address.is_https


def test_every_mistake_is_collected_not_only_the_first() -> None:
    environment = Environment({"A": "maybe", "B": "LOUD"})
    environment.switch("A")
    environment.choice("B", ("INFO", "ERROR"), "INFO")
    environment.key("C", stand_in="")
    assert mistakes(environment) == ["A", "B", "C"]


def test_a_folder_that_cannot_be_made_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    environment = Environment({"VAR": str(tmp_path / "file" / "var")})
    environment.folder("VAR", tmp_path)
    assert mistakes(environment) == ["VAR"]


def test_a_kept_secret_stays_the_same_and_is_only_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    first = kept_secret(path)
    assert len(first) >= 50
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: kept_secret(path), range(16)))
    assert len(secrets) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret"]


def test_keys_for_two_purposes_differ_and_nothing_comes_from_nothing() -> None:
    assert derived_key("secret", "a") != derived_key("secret", "b")
    assert derived_key("", "a") == ""
