from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from arbetshubb.config.navigation import DOORS, LANDINGS

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 50


def run_manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**kept, **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def read_settings(tmp_path: Path, *names: str, **variables: str) -> dict[str, object]:
    """The settings as a process with just these variables sees them."""
    code = (
        "import json; from arbetshubb.config import settings as s;"
        f"print(json.dumps({{name: getattr(s, name) for name in {names!r}}}))"
    )
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "ARBETSHUBB_VAR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    values: dict[str, object] = json.loads(answer.stdout)
    return values


def test_wrong_settings_stop_the_start_and_are_all_listed(tmp_path: Path) -> None:
    answer = run_manage(
        "check", ARBETSHUBB_VAR=str(tmp_path), ARBETSHUBB_DEBUG="perhaps", DATABASE_URL="oracle://x"
    )
    assert answer.returncode != 0
    for variable in (
        "ARBETSHUBB_DEBUG",
        "ARBETSHUBB_SECRET_KEY",
        "ARBETSHUBB_PSEUDONYM_KEY",
        "ARBETSHUBB_URL",
        "DATABASE_URL",
    ):
        assert variable in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_secret_never_stands_in_the_complaint(tmp_path: Path) -> None:
    answer = run_manage(
        "check",
        ARBETSHUBB_VAR=str(tmp_path),
        ARBETSHUBB_SECRET_KEY="hunter2",
        DATABASE_URL="postgresql://hubb:hunter2@host:port/db",
    )
    assert answer.returncode != 0
    assert "hunter2" not in answer.stdout + answer.stderr


def test_without_demonstration_or_debug_no_key_is_made_up(tmp_path: Path) -> None:
    found = read_settings(tmp_path, "SECRET_KEY", "PSEUDONYM_KEY", "ALLOWED_HOSTS")
    assert found == {"SECRET_KEY": "", "PSEUDONYM_KEY": "", "ALLOWED_HOSTS": []}
    assert not (tmp_path / "secret").exists()


def test_a_wrong_database_is_no_database(tmp_path: Path) -> None:
    found = read_settings(tmp_path, "DATABASES", DATABASE_URL="oracle://x")
    assert found["DATABASES"] == {"default": {"ENGINE": "django.db.backends.dummy"}}


def test_the_demonstration_makes_keys_of_its_own_that_stay(tmp_path: Path) -> None:
    first = read_settings(tmp_path, "SECRET_KEY", "PSEUDONYM_KEY", ARBETSHUBB_DEMO="1")
    again = read_settings(tmp_path, "SECRET_KEY", "PSEUDONYM_KEY", ARBETSHUBB_DEMO="1")
    assert first == again
    assert first["SECRET_KEY"] != first["PSEUDONYM_KEY"]


def test_an_encrypted_address_makes_cookies_secure(tmp_path: Path) -> None:
    found = read_settings(
        tmp_path,
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS", "SETTINGS_MISTAKES", "DEBUG", "ARBETSHUBB_DEMO",
        ARBETSHUBB_URL="https://hubb.example",
        ARBETSHUBB_SECRET_KEY=KEY,
        ARBETSHUBB_PSEUDONYM_KEY=KEY,
    )  # fmt: skip
    assert found == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "ALLOWED_HOSTS": ["hubb.example"],
        "CSRF_TRUSTED_ORIGINS": ["https://hubb.example"],
        "SETTINGS_MISTAKES": [],
        "DEBUG": False,
        "ARBETSHUBB_DEMO": False,
    }


@pytest.mark.django_db
def test_pages_come_with_a_strict_policy_and_headers(client: Client) -> None:
    answer = client.get(reverse("foundation:sign_in"))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_page_has_inline_script_or_style(client: Client) -> None:
    text = client.get(reverse("foundation:sign_in")).content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.url_name)
def test_every_door_leads_to_a_page_that_exists(door: object) -> None:
    assert reverse(door.url_name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("url_name", sorted(set(LANDINGS.values())))
def test_every_landing_is_a_page_that_exists(url_name: str) -> None:
    assert reverse(url_name)


def test_queries_with_their_parameters_are_never_logged() -> None:
    assert settings.LOGGING["loggers"]["django.db.backends"]["level"] == "WARNING"


def test_the_base_map_is_the_one_in_var_unless_another_file_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.pmtiles"
    own.touch()
    common = {"ARBETSHUBB_DEMO": "1"}
    default = read_settings(tmp_path, "ARBETSHUBB_BASEMAP", **common)
    named = read_settings(tmp_path, "ARBETSHUBB_BASEMAP", ARBETSHUBB_BASEMAP=str(own), **common)
    assert default == {"ARBETSHUBB_BASEMAP": str(tmp_path / "basemap.pmtiles")}
    assert named == {"ARBETSHUBB_BASEMAP": str(own)}
    missing = run_manage(
        "check", ARBETSHUBB_VAR=str(tmp_path), ARBETSHUBB_BASEMAP="nowhere.pmtiles", **common
    )
    assert missing.returncode != 0
    assert "ARBETSHUBB_BASEMAP" in missing.stderr
