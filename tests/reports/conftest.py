"""Compiled catalogues and one rendering of the example, shared by the tests of the reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import arbetshubb.reports
from arbetshubb.reports.hubplan.render import FORMATS, render_all
from reports.example_plan import example_plan, hostile_plan

CATALOGUE = Path(arbetshubb.reports.__file__).parent / "locale/sv/LC_MESSAGES/django.po"


def _compile_catalogue() -> None:
    """Catalogues are compiled by ``make install``; a test run alone compiles its own."""
    compiled = CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    with CATALOGUE.open("rb") as source, compiled.open("wb") as target:
        write_mo(target, read_po(source, locale="sv"))


_compile_catalogue()


@pytest.fixture(scope="session")
def swedish() -> dict[str, bytes]:
    """All five files of the example in Swedish."""
    return render_all(example_plan(), FORMATS, language="sv")


@pytest.fixture(scope="session")
def english() -> dict[str, bytes]:
    """All five files of the example in English."""
    return render_all(example_plan(), FORMATS, language="en")


@pytest.fixture(scope="session")
def hostile() -> dict[str, bytes]:
    """All five files of a plan whose names are code and formulas."""
    return render_all(hostile_plan(), FORMATS, language="sv")
