"""What publishing hides stands in none of the five files, in no place about the hidden row.

The exact figures come from the plan before publishing. That they would be found is shown by the
same search in a plan published without a limit.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import docx
import numpy as np
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from analysis.small_county import cell, employee, office, site
from arbetshubb.analysis.commuting import Commuting
from arbetshubb.analysis.hubplan import HubPlan, PlanOptions, PublishedPlan, make_hub_plan, publish
from arbetshubb.analysis.hubplan.published import MunicipalityOut
from arbetshubb.analysis.hubplan.result import MunicipalityOutcome
from arbetshubb.analysis.spans import Span
from arbetshubb.analysis.travel import EstimateRouter
from arbetshubb.analysis.workforce import Workforce, workforce
from arbetshubb.reference.constants import constants
from arbetshubb.reports.hubplan import FORMATS, charts, render
from arbetshubb.reports.hubplan.words import words_for
from arbetshubb.reports.number_forms import Numbers

LIMIT: Final = 5
SMALL: Final = {"Bräcke": 3, "Berg": 4, "Ragunda": 2}
LARGE: Final = {"Östersund": 71, "Krokom": 38, "Åre": 26}
EAST_KM: Final = {
    "Östersund": 0,
    "Krokom": 21,
    "Åre": -58,
    "Bräcke": 63,
    "Berg": -37,
    "Ragunda": 86,
}
NUMBERS: Final = {code: Numbers(code) for code in ("sv", "en")}
NUMBER = re.compile(r"−?\d+(?:[\u00a0,](?=\d{3}(?!\d))\d{3})*(?:[.,]\d+)?(?:\u00a0?%)?")


@dataclass(frozen=True)
class HiddenRow:
    """A municipality with the exact figures that its published row does not tell."""

    name: str
    figures: tuple[float, ...]
    shares: tuple[float, ...]

    def forms(self, name: str, language: str) -> set[str]:
        """Each figure in every way in which a file of this format could write it."""
        numbers = NUMBERS[language]
        if name in {"json", "xlsx"}:
            exact = {plain(value) for value in (*self.figures, *self.shares)}
            return exact - {"0"}
        texts = {
            form(value)
            for value in self.figures
            for form in (numbers.whole, numbers.rounded, numbers.plain)
        }
        texts |= {numbers.decimal(value, places) for value in self.figures for places in (1, 2, 3)}
        texts |= {numbers.share(share) for share in self.shares}
        return texts - {"0"}


def plain(value: float) -> str:
    """A number as calculation programs have it; publishing rounds to three or six decimals."""
    return f"{round(value, 6):.15g}"


# -- The plan


def people() -> Workforce:
    """Three municipalities with many employees and three with two to four, some at hubs' doors."""
    staff = [
        employee(
            cell(number % 5, EAST_KM[name] + number % 3),
            municipality=name,
            unit="Vården" if number % 2 else "Staben",
        )
        for name, count in (LARGE | SMALL).items()
        for number in range(count)
    ]
    places = [
        office(municipality="Östersund"),
        *(
            site(f"h-{name}", 1.0, EAST_KM[name] + 1.0, municipality=name, fixed_cost=900.0,
                 cost_per_seat=310.0, seats_min=2, seats_max=17)
            for name in (LARGE | SMALL)
            if name != "Östersund"
        ),
    ]  # fmt: skip
    return workforce(staff, places, municipalities=list(LARGE | SMALL))


@cache
def exact_plan() -> HubPlan:
    staff = people()
    travel = EstimateRouter().travel(
        [each.centre for each in staff.cells], [each.position for each in staff.sites]
    )
    options = PlanOptions(time_limit=5.0, each_municipality=True)
    return make_hub_plan(staff, travel, options, constants())


@cache
def published(limit: int) -> PublishedPlan:
    plan = exact_plan()
    return publish(plan, created="2026-11-22T10:00:00+01:00", product_version="0.1", limit=limit)


@cache
def file_of(name: str, language: str, limit: int) -> bytes:
    return render(published(limit), name, language=language)


def hidden_rows() -> dict[str, HiddenRow]:
    """Every municipality with hidden figures, also those hidden to protect another."""
    pairs = zip(exact_plan().municipalities, published(LIMIT).municipalities, strict=True)
    rows = [_hidden_row(exact, shown) for exact, shown in pairs]
    return {row.name: row for row in rows if row.figures or row.shares}


def _hidden_row(exact: MunicipalityOutcome, shown: MunicipalityOut) -> HiddenRow:
    figures: list[float] = []
    shares: list[float] = []
    if shown.employees is None:
        figures.append(exact.employees)
    for reached, share in (
        (exact.reach_today, shown.reach_share_today),
        (exact.reach_plan, shown.reach_share_plan),
    ):
        if share is None:
            shares.append(reached / exact.employees)
    if shown.members.is_hidden:
        figures += _ends(exact.members)
    if shown.today.people is None:
        figures += _figures(exact.today)
    if shown.saved.people is None:
        figures += _figures(exact.saved)
    return HiddenRow(exact.municipality, tuple(figures), tuple(shares))


def _figures(commuting: Commuting) -> Iterator[float]:
    yield commuting.people
    for span in (commuting.km, commuting.hours, commuting.kronor, commuting.kg_co2e):
        yield from _ends(span)


def _ends(span: Span) -> tuple[float, ...]:
    return tuple(round(float(each), 3) for each in (span.base, span.low, span.high))


def exact_km(place: str) -> float:
    """Today's kilometres of one municipality, as published without a limit."""
    rows = {row.municipality: row for row in exact_plan().municipalities}
    return round(float(rows[place].today.km.base), 3)


# -- Where a file speaks of a municipality: the numbers that stand there


def numbers_about(place: str, name: str, content: bytes) -> set[str]:
    """The numbers in the row's cells, and in sentences and labels that name the municipality."""
    readers = {"json": _in_json, "xlsx": _in_workbook, "html": _in_page, "docx": _in_document,
               "pdf": _in_pdf}  # fmt: skip
    return set(readers[name](place, content))


def _in_json(place: str, content: bytes) -> Iterator[str]:
    for thing in _things(json.loads(content)):
        if place in {thing.get("name"), thing.get("key"), thing.get("home")}:
            yield from (plain(each) for each in _numbers_in(thing) if each is not None)


def _things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from _things(part)


def _numbers_in(value: Any) -> Iterator[float]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _numbers_in(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _in_workbook(place: str, content: bytes) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in book.sheet_names:
        for row in book.get_sheet_by_name(sheet).to_python():
            # A row is about a municipality when that is its first text, or its second in the
            # sheet of breakdowns; a hub in the municipality is another row.
            if place in row[:2] and row[2:3] != [place]:
                yield from (plain(each) for each in row if isinstance(each, int | float))


def _in_page(place: str, content: bytes) -> Iterator[str]:
    page = _Page()
    page.feed(content.decode())
    yield from _in_rows(place, page.rows)
    yield from _in_sentences(place, page.texts)


def _in_document(place: str, content: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(content))
    yield from _in_rows(
        place,
        ([each.text for each in row.cells] for table in document.tables for row in table.rows),
    )
    described = [each.get("descr", "") for each in document.element.iter(qn("wp:docPr"))]
    yield from _in_sentences(place, [*(each.text for each in document.paragraphs), *described])


def _in_pdf(place: str, content: bytes) -> Iterator[str]:
    """A table's row is its name and cells after it on the line, up to where the next row begins."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    nexts = "|".join(rf"^{name}\b" for name in (*LARGE, *SMALL, "All", "Alla"))
    for row in re.findall(rf"(?ms)^{place} ((?:(?!{nexts}).)*)", text):
        yield from NUMBER.findall(row)


def _in_rows(place: str, rows: Iterable[list[str]]) -> Iterator[str]:
    for row in rows:
        if row and row[0].strip() == place:
            yield from (number for each in row[1:] for number in NUMBER.findall(each))


def _in_sentences(place: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for clause in re.split(r"[;.]\s", text):
            if clause.strip().startswith(f"{place}:"):
                yield from NUMBER.findall(clause)


class _Page(HTMLParser):
    """The cells of table rows, and every text and attribute beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for _, value in attrs if value]
        if tag == "tr":
            self.rows.append([])
        self._in_cell = tag in {"td", "th"} or (self._in_cell and tag not in {"tr", "table"})
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data
        self.texts.append(data)


# -- The tests


def test_the_county_has_groups_to_hide() -> None:
    hidden = hidden_rows()
    assert set(SMALL) <= set(hidden)
    for name, count in SMALL.items():
        assert count in hidden[name].figures
        assert len(hidden[name].figures) >= 1 + 3 + 2 * 13
    assert any(row.employees is not None for row in published(LIMIT).municipalities)


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "sv") for name in FORMATS), ("docx", "en")]
)
def test_no_hidden_figure_stands_where_its_row_is(name: str, language: str) -> None:
    content = file_of(name, language, LIMIT)
    leaks = {
        place: numbers_about(place, name, content) & row.forms(name, language)
        for place, row in hidden_rows().items()
    }
    # “fewer than 5” is the one number that a hidden cell does hold.
    leaks = {place: found - {str(LIMIT)} for place, found in leaks.items()}
    assert not {place: found for place, found in leaks.items() if found}


@pytest.mark.parametrize("name", FORMATS)
def test_the_search_finds_the_figures_when_nothing_is_hidden(name: str) -> None:
    """Without this the test above could pass by looking in the wrong places."""
    content = file_of(name, "sv", 1)
    for place, row in hidden_rows().items():
        found = numbers_about(place, name, content) & row.forms(name, "sv")
        as_number = plain if name in {"json", "xlsx"} else NUMBERS["sv"].whole
        assert as_number(row.figures[0]) in found, (place, found)
        if name != "html":  # the map's page has no kilometres by municipality
            km = exact_km(place)
            assert (
                as_number(km) if name in {"json", "xlsx"} else NUMBERS["sv"].rounded(km)
            ) in found


@pytest.mark.parametrize("name", FORMATS)
def test_the_search_finds_every_municipality_that_is_shown(name: str) -> None:
    content = file_of(name, "sv", LIMIT)
    for row in published(LIMIT).municipalities:
        if row.employees is not None:
            assert str(row.employees) in numbers_about(row.name, name, content)


def test_the_chart_of_reach_marks_only_those_that_are_shown() -> None:
    """In the PDF its words have an order of their own, so it is looked at as it is drawn."""
    plan = published(LIMIT)
    texts = re.findall(r"<text[^>]*>(.*?)</text>", charts.reach_chart(plan, words_for(plan, "sv")))
    shown = [
        row.reach_share_plan for row in plan.municipalities if row.reach_share_plan is not None
    ]
    assert len([text for text in texts if NUMBER.fullmatch(text) and "%" in text]) == len(shown)
    assert texts.count("färre än 5") == len(plan.municipalities) - len(shown)


@pytest.mark.parametrize("key", ["people", "km"])
def test_flows_and_breakdowns_hide_the_small_municipalities_too(key: str) -> None:
    homes = np.bincount(exact_plan().workforce.municipality, minlength=len(EAST_KM))
    assert sorted(homes)[: len(SMALL)] == sorted(SMALL.values())
    plan = json.loads(file_of("json", "sv", LIMIT))
    flows = [flow for flow in plan["flows"] if flow["home"] in SMALL]
    rows = [row["travel"] for row in plan["today_by_municipality"] if row["key"] in SMALL]
    assert len(flows) >= len(SMALL) == len(rows)
    if key == "people":
        assert {flow["people"] for flow in flows} | {row["people"] for row in rows} == {None}
    else:
        assert {value for row in rows for value in row["km"].values()} == {None}
