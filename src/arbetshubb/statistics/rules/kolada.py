"""Reads key figures as Kolada publishes them: JSON of the API (versions 2 and 3), or CSV."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from arbetshubb.reference.municipalities import all_municipalities
from arbetshubb.reference.study import municipality_named
from arbetshubb.statistics.rules.cube import NotThatShape
from arbetshubb.statistics.rules.figures import TOTAL, Figures, Status, figures_of
from arbetshubb.statistics.rules.marks import figure_in
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import folded

type Json = Mapping[str, Any]  # Any: a document from outside
type Row = tuple[str, str, str, str, str, float, int]

GROUPS: Final = {"T": TOTAL, "K": "women", "F": "women", "M": "men", "": TOTAL}
_WORDS: Final = {"totalt": TOTAL, "total": TOTAL, "kvinnor": "women", "man": "men"}
_ID: Final = re.compile(r"^[A-Z]\d{5}$")
_PLACE: Final = re.compile(r"^[A-Z]?\d{3,5}$")
_YEAR: Final = re.compile(r"^(19|20)\d\d$")
_HIDDEN: Final = ("priv", "sekret", "confid", "suppress", "dold")
_PRELIMINARY: Final = ("prel",)
_MOST_PROBLEMS: Final = 100

_KPI_COLUMNS: Final = ("kpi", "nyckeltalsid", "nyckeltalid", "nyckeltal", "id")
_TITLE_COLUMNS: Final = ("title", "titel", "nyckeltalstitel", "kpititle", "nyckeltalsnamn")
_PLACE_COLUMNS: Final = ("municipality", "municipalityid", "kommunid", "kommunkod", "kommun")
_PERIOD_COLUMNS: Final = ("period", "year", "ar")
_GENDER_COLUMNS: Final = ("gender", "kon")
_VALUE_COLUMNS: Final = ("value", "varde")
_STATUS_COLUMNS: Final = ("status",)


def is_kolada(document: Json) -> bool:
    """Whether a document looks like Kolada's data, or several pages of it."""
    return any("kpi" in each and "period" in each for each in _items(document))


def figures_from_json(document: Json) -> Figures:
    """Every value in the document; one that Kolada has deleted is left out.

    Raises:
        NotThatShape: a part is lacking or does not fit the others.
    """
    rows: list[Row] = []
    try:
        for item in _items(document):
            if "kpi" not in item or "period" not in item:
                continue
            place = str(item["municipality"])
            for each in item["values"]:
                if each.get("isdeleted"):
                    continue
                value, status = _value(each.get("value"), str(each.get("status") or ""))
                group = GROUPS[str(each.get("gender") or "")]
                rows.append(
                    (place, "", str(item["period"]), str(item["kpi"]), group, value, status)
                )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotThatShape(code="kolada_broken", part=str(error)[:60]) from error
    if not rows:
        raise NotThatShape(code="kolada_empty")
    return figures_of(rows, {"area": _place_names(rows), "measure": dict(_titles(document))})


def is_kolada_csv(table: Table) -> bool:
    """Whether the header is that of key figures."""
    names = {folded(column) for column in table.columns}
    has_period = bool(names & set(_PERIOD_COLUMNS)) or any(map(_YEAR.match, table.columns))
    return bool(names & set(_KPI_COLUMNS)) and bool(names & set(_PLACE_COLUMNS)) and has_period


def figures_from_csv(table: Table) -> tuple[Figures, list[Problem]]:
    """The key figures of a table with one row a value, or with a column a year."""
    where = {folded(column): index for index, column in enumerate(table.columns)}
    rows: list[Row] = []
    titles: dict[str, str] = {}
    problems: list[Problem] = []
    for row in table.rows:
        read = _Line(where, row.values)
        kpi, place = read.kpi(), _place(read.cell(_PLACE_COLUMNS))
        if not kpi or place is None:
            name, code = ("kpi", "kpi_unknown") if not kpi else ("municipality", "place_unknown")
            problems.append(_problem(table, row.number, name, read.cell(_PLACE_COLUMNS), code))
            continue
        titles.setdefault(kpi, read.cell(_TITLE_COLUMNS) or kpi)
        for period, text in read.periods(table.columns):
            figure = figure_in(text)
            if figure is None:
                problems.append(_problem(table, row.number, period, text, "figure_unreadable"))
            elif text or read.cell(_STATUS_COLUMNS):
                value = None if math.isnan(figure[0]) else figure[0]
                found = _value(value, read.cell(_STATUS_COLUMNS))
                if value is None and figure[1] is Status.SUPPRESSED:
                    found = figure
                rows.append((place, "", period, kpi, read.group(), found[0], int(found[1])))
        if len(problems) >= _MOST_PROBLEMS:
            break
    return figures_of(rows, {"area": _place_names(rows), "measure": titles}), problems


class _Line:
    """One row of a CSV by what its columns mean."""

    def __init__(self, where: Mapping[str, int], values: Sequence[str]) -> None:
        self._where, self._values = where, values

    def cell(self, names: Sequence[str]) -> str:
        for name in names:
            if name in self._where:
                return self._values[self._where[name]].strip()
        return ""

    def kpi(self) -> str:
        text = self.cell(_KPI_COLUMNS)
        first = text.split(" ")[0].strip("():")
        return first if _ID.match(first) else ""

    def group(self) -> str:
        text = self.cell(_GENDER_COLUMNS)
        return GROUPS.get(text.upper()) or _WORDS.get(folded(text), TOTAL)

    def periods(self, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
        if period := self.cell(_PERIOD_COLUMNS):
            yield period[:4], self.cell(_VALUE_COLUMNS)
            return
        for column, value in zip(columns, self._values, strict=True):
            if _YEAR.match(column.strip()):
                yield column.strip(), value.strip()


def _items(document: Json) -> list[Json]:
    """The items of one answer, or of several answers kept in ``pages``."""
    pages = document.get("pages", [document])
    found = [page.get("values", []) for page in pages if isinstance(page, dict)]
    return [item for values in found if isinstance(values, list) for item in values
            if isinstance(item, dict)]  # fmt: skip


def _titles(document: Json) -> Iterator[tuple[str, str]]:
    """Names of the key figures, when the document brings them (``kpis``, as /kpi answers)."""
    for each in document.get("kpis", []):
        if isinstance(each, dict) and "id" in each:
            yield str(each["id"]), str(each.get("title") or each["id"])


def _value(value: object, mark: str) -> tuple[float, Status]:
    word = mark.casefold()
    if value is None:
        is_hidden = any(part in word for part in _HIDDEN)
        return math.nan, Status.SUPPRESSED if is_hidden else Status.MISSING
    is_early = any(part in word for part in _PRELIMINARY)
    return float(str(value)), Status.PRELIMINARY if is_early else Status.OK


def _place(text: str) -> str | None:
    word = text.split(" ", maxsplit=1)[0]
    if _PLACE.match(word):
        return word.zfill(4) if word.isdigit() else word
    named = municipality_named(text)
    return all_municipalities()[named].code if named else None


def _place_names(rows: Sequence[Row]) -> dict[str, str]:
    by_code = {row.code: row.name for row in all_municipalities().values()}
    return {row[0]: by_code.get(row[0], row[0]) for row in rows}


def _problem(table: Table, row: int, column: str, value: str, code: str) -> Problem:
    return Problem(
        file=table.name, row=row, column=column, value=value, code=code,
        params={"value": value[:40]},
    )  # fmt: skip
