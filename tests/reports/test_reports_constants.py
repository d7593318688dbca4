"""Constants and the way distances were made are said in the language of the document."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader

from analysis.small_county import random_county
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan import PlanOptions, PublishedPlan, make_hub_plan, publish
from arbetshubb.reference.constants import constants, read_constants
from arbetshubb.reference.wording import constant_wording
from arbetshubb.reports.hubplan import FORMATS, render
from arbetshubb.reports.hubplan.sentences import travel_source
from arbetshubb.reports.hubplan.words import words_for
from arbetshubb.tables.reading import read_table
from reports.example_plan import example_plan

DOCUMENTS = [name for name in FORMATS if name != "json"]
WITH_SOURCES = ("docx", "xlsx", "pdf")
OWN = "Own survey of our staff"


@cache
def own_constants() -> ConstantTable:
    """The shipped ones, with one that an operator has measured."""
    rows = f"key;value;low;high;source\nrealisation;0.25;0.2;0.3;{OWN}\n"
    return read_constants(read_table(rows.encode(), name="c.csv"), base=constants()).constants


@cache
def real_plan(*, is_own: bool = False) -> PublishedPlan:
    """A plan made, published and left in the words of the shipped tables."""
    options = PlanOptions(time_limit=2.0, gap=0.01)
    people, travel = random_county(3, people=120, sites=4, with_gaps=False)
    plan = make_hub_plan(people, travel, options, own_constants() if is_own else constants())
    return publish(plan, created="2026-11-22T10:00:00+01:00", product_version="0.1")


@cache
def squeezed(language: str, name: str, *, is_own: bool = False) -> str:
    """The file's words without spaces, hyphens and tags, however its lines are broken."""
    return squeeze(visible(name, render(real_plan(is_own=is_own), name, language=language)))


def visible(name: str, content: bytes) -> str:
    if name == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if name == "html":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = [file.read(part).decode() for part in file.namelist() if part.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", "".join(parts))


def squeeze(text: str) -> str:
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"[\s\u00a0\u00ad\u2010-]", "", text)


def translated(plan: PublishedPlan) -> list[tuple[str, str]]:
    """English and Swedish source of every constant where they differ, without their kind."""
    pairs = [
        (constant_wording(each, "en").source, constant_wording(each, "sv").source)
        for each in plan.constants
    ]
    pairs = [
        (english.rpartition(" (")[0], swedish.rpartition(" (")[0]) for english, swedish in pairs
    ]
    return [(english, swedish) for english, swedish in pairs if english != swedish]


def test_a_real_plan_has_sources_to_translate() -> None:
    assert len(translated(real_plan())) >= 15
    assert real_plan().travel_source == "straight line × 1.30"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_english_source_stands_in_a_swedish_file(name: str) -> None:
    text = squeezed("sv", name)
    sources = [english for english, _ in translated(real_plan())]
    assert not [source for source in sources if squeeze(source) in text]
    assert "straightline" not in text


@pytest.mark.parametrize("name", WITH_SOURCES)
def test_every_source_stands_in_the_language_of_the_file(name: str) -> None:
    pairs = translated(real_plan())
    assert not [source for _, source in pairs if squeeze(source) not in squeezed("sv", name)]
    assert not [source for source, _ in pairs if squeeze(source) not in squeezed("en", name)]


@pytest.mark.parametrize("name", WITH_SOURCES)
def test_units_years_and_confidence_are_swedish_too(name: str) -> None:
    text = squeezed("sv", name)
    for english in ("2017prices", "2025prices", "Fairlysure", "SEK/h", "SEK/mil", "[general]"):
        assert english not in text
    for swedish in ("2017årspriser", "Ganskasäkert", "krpertimme", "(allmänkunskap)"):
        assert swedish in text


@pytest.mark.parametrize("name", WITH_SOURCES)
def test_an_operators_own_source_is_quoted_as_it_stands(name: str) -> None:
    text = squeezed("sv", name, is_own=True)
    assert squeeze(OWN) in text
    shipped = constant_wording(constants()["realisation"], "sv").source.rpartition(" (")[0]
    assert squeeze(shipped) not in text
    assert squeeze(shipped) in squeezed("sv", name)


@pytest.mark.parametrize(
    ("source", "swedish", "english"),
    [
        ("straight line × 1.30", "Fågelvägen gånger 1,30.", "The straight line times 1.30."),
        (
            "straight line × 1.45; 1204 of 33000 distances known",
            "Fågelvägen gånger 1,45; 1\u00a0204 av 33\u00a0000 avstånd är kända.",
            "The straight line times 1.45; 1,204 of 33,000 distances are known.",
        ),
        ("OSRM 6.0, OpenStreetMap 2026-10-28, ab12",) * 3,
        (
            "OSRM 6.0, ab12; 1204 of 33000 distances known",
            "OSRM 6.0, ab12; 1\u00a0204 av 33\u00a0000 avstånd är kända.",
            "OSRM 6.0, ab12; 1,204 of 33,000 distances are known.",
        ),
    ],
)
def test_the_way_distances_were_made_is_said(source: str, swedish: str, english: str) -> None:
    plan = replace(example_plan(), travel_source=source)
    assert travel_source(plan, words_for(plan, "sv")) == swedish
    assert travel_source(plan, words_for(plan, "en")) == english


def test_the_estimates_factor_stands_in_the_document() -> None:
    assert "Fågelvägengånger1,30." in squeezed("sv", "docx")
