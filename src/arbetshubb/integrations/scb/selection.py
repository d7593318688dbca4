"""Which values of a table to ask for: the years wanted, everybody, and the places that matter."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from arbetshubb.integrations.fetching import FetchFailed
from arbetshubb.integrations.scb.client import TableInfo, TableVariable
from arbetshubb.statistics.rules.kinds import Kind
from arbetshubb.statistics.rules.shapes import MIGRATION_MEASURES
from arbetshubb.tables.values import folded

_TIME: Final = ("tid", "ar", "year", "time")
_SEX: Final = ("kon", "sex")
_AGE: Final = ("alder", "age")
_CONTENTS: Final = ("contentscode", "tabellinnehall", "contents")
_EVERYBODY: Final = ("totalt", "total", "tot", "totalalder", "totaltalder")
_MUNICIPALITY: Final = re.compile(r"^\d{4}$")
_SMALL_AREA: Final = re.compile(r"^(\d{4})[ABC]\d{4}")
_FIVE_YEARS: Final = re.compile(r"^\d{1,3}-\d{0,3}( år)?$")


def selection_for(
    table: TableInfo, kind: Kind, *, years: tuple[int, int], county: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The values of every variable; small areas only of the municipalities in ``county``.

    Raises:
        FetchFailed: the table has none of the years, or lacks a variable.
    """
    chosen = {each.code: _values(each, kind, years, county) for each in table.variables}
    empty = next((each for each in table.variables if not chosen[each.code]), None)
    if empty is None:
        return chosen
    if _is_named(empty, _TIME):
        raise FetchFailed(code="nothing_to_fetch", years=_span(empty))
    raise FetchFailed(code="changed_shape", host=table.table_id, part=empty.label)


def _values(
    variable: TableVariable, kind: Kind, years: tuple[int, int], county: Collection[str]
) -> tuple[str, ...]:
    if _is_named(variable, _TIME):
        first, last = years
        return tuple(code for code in variable.codes if first <= _year(code) <= last)
    if _is_named(variable, _SEX):
        return _whole(variable) or variable.codes
    if _is_named(variable, _AGE):
        return _ages(variable, kind)
    if _is_named(variable, _CONTENTS):
        return _contents(variable, kind)
    if kind is Kind.POPULATION_AREAS:
        return tuple(
            code
            for code in variable.codes
            if (found := _SMALL_AREA.match(code)) and found[1] in county
        )
    return tuple(code for code in variable.codes if _MUNICIPALITY.match(code))


def _ages(variable: TableVariable, kind: Kind) -> tuple[str, ...]:
    whole = _whole(variable)
    if kind is not Kind.POPULATION_AREAS:
        return whole or variable.codes
    pairs = zip(variable.codes, variable.labels, strict=True)
    classes = tuple(code for code, label in pairs if _FIVE_YEARS.match(label))
    return (*whole, *(code for code in classes if code not in whole))


def _contents(variable: TableVariable, kind: Kind) -> tuple[str, ...]:
    if kind is not Kind.MIGRATION:
        return variable.codes[:1]
    pairs = zip(variable.codes, variable.labels, strict=True)
    return tuple(code for code, label in pairs if folded(label) in MIGRATION_MEASURES)


def _whole(variable: TableVariable) -> tuple[str, ...]:
    """The value that is everybody, when there is one."""
    for code, label in zip(variable.codes, variable.labels, strict=True):
        if folded(label) in _EVERYBODY or folded(code) in _EVERYBODY or code == "1+2":
            return (code,)
    return ()


def _is_named(variable: TableVariable, words: tuple[str, ...]) -> bool:
    return folded(variable.code) in words or folded(variable.label) in words


def _year(code: str) -> int:
    return int(code[:4]) if code[:4].isdigit() else 0


def _span(variable: TableVariable) -> str:
    return f"{variable.codes[0]}–{variable.codes[-1]}" if variable.codes else "–"
