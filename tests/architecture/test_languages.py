"""Swedish is complete: every text in the code is in a catalogue, translated and sure."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "arbetshubb"
PACKAGES = sorted(path.parent for path in SOURCE.glob("*/locale"))


def catalogue(package: Path) -> Catalog:
    with (package / "locale/sv/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="sv")


def forms(string: object) -> list[str]:
    return [string] if isinstance(string, str) else list(string)  # type: ignore[call-overload]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_every_text_is_translated_and_none_is_fuzzy(package: Path) -> None:
    left = [
        message.id
        for message in catalogue(package)
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]
    assert not left


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_translation_keeps_its_placeholders(package: Path) -> None:
    placeholder = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%s|%d")
    broken = [
        message.id
        for message in catalogue(package)
        if message.id
        for string in forms(message.string)[-1:]
        if set(placeholder.findall(forms(message.id)[-1])) != set(placeholder.findall(string))
    ]
    assert not broken


def test_a_text_has_one_swedish_wording_everywhere() -> None:
    """All catalogues are merged at run time: two wordings of one msgid would fight."""
    seen: dict[object, set[tuple[str, ...]]] = {}
    for package in PACKAGES:
        for message in catalogue(package):
            if message.id:
                key = (message.context, message.id)
                seen.setdefault(key, set()).add(tuple(forms(message.string)))
    assert not {key: words for key, words in seen.items() if len(words) > 1}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_no_text_in_the_code_is_missing_from_the_catalogue(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / package.name
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("static", "__pycache__"))
    before = {(m.context, _key(m.id)) for m in catalogue(package) if m.id}
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "sv", "--no-location", "-v", "0"],
        cwd=copy,
        check=True,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": ""},
    )
    with (copy / "locale/sv/LC_MESSAGES/django.po").open("rb") as file:
        after = {(m.context, _key(m.id)) for m in read_po(file, locale="sv") if m.id}
    elsewhere = {(m.context, _key(m.id)) for other in PACKAGES for m in catalogue(other) if m.id}
    assert not after - before - elsewhere


def _key(msgid: object) -> str:
    return forms(msgid)[0]
