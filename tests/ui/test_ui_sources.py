"""Rules that hold for every template and stylesheet of the house."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from pytest_django import Settings

from arbetshubb.ui.static_packages import FILES, PackageFinder

SOURCE = Path(__file__).resolve().parents[2] / "src" / "arbetshubb"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
STYLES = sorted((SOURCE / "ui" / "static").glob("**/*.css"))
ROOT = SOURCE.parents[1]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_inline_style_script_or_handler(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r'\son[a-z]+\s*=\s*["\']', text)
    assert not re.search(r"<script(?![^>]*src=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_no_stylesheet_asks_another_host(style: Path) -> None:
    assert not re.search(r"https?://|@import", style.read_text())


def test_every_built_in_word_of_the_design_system_is_said_in_swedish_and_english() -> None:
    package = (ROOT / "node_modules/@digdir/designsystemet-css/dist/src/index.css").read_text()
    words = {
        name
        for name, text in re.findall(r"(--dsc-[\w-]+)\s*:\s*[\"']([^\"']*)", package)
        if re.search(r"[a-zæøå]{2}", text) and "data:" not in text
    }
    ours = (SOURCE / "ui/static/ui/language.css").read_text()
    for code in ("sv", "en"):
        said = set()
        for block in re.findall(
            rf":lang\({code}\)[^{{]*{{(.*?)\n?}}\s*(?=\n:lang|\Z|:lang)", ours, re.DOTALL
        ):
            said |= set(re.findall(r"--dsc-[\w-]+", block))
        assert words
        assert words <= said, f"{code}: {words - said}"


def test_no_norwegian_is_said_in_swedish() -> None:
    ours = (SOURCE / "ui/static/ui/language.css").read_text()
    assert not re.search(r"[æø]|\b(ikke|fjern|Trykk|tegn|valgte)\b", ours)


def test_no_norwegian_reaches_the_page() -> None:
    html = Client(headers={"Accept-Language": "sv"}).get("/gallery/").content.decode()
    assert not re.search(r"[æø]|\bikke\b|\bLukk\b", html)


def test_every_package_file_we_serve_is_there_and_nothing_else_is() -> None:
    finder = PackageFinder()
    assert finder.check() == []
    assert {name for name, _ in finder.list(None)} == set(FILES)
    for name, storage in finder.list(None):
        assert storage.exists(name)
    assert finder.find("vendor/maplibre/maplibre-gl-dev.mjs") == []


def test_missing_packages_are_told_at_the_start(tmp_path: Path, settings: Settings) -> None:
    settings.NODE_MODULES = tmp_path
    (warning,) = PackageFinder().check()
    assert warning.hint == "Run: npm ci"


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_versions_are_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    for version in {**package["dependencies"], **package["devDependencies"]}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_the_first_page_weighs_at_most_300_kilobytes_over_the_wire() -> None:
    html = Client(headers={"Accept-Language": "sv"}).get("/accessibility/").content
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html.decode()))
    assert {"vendor/designsystemet/index.css", "vendor/inter/inter.woff2", "ui/ui.js"} <= names
    total = len(gzip.compress(html)) + sum(_weight(name) for name in names)
    assert 100_000 < total <= 300_000, total


def _weight(name: str) -> int:
    found = find(name)
    assert found, name
    content = Path(found).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))
