"""The constants that come with the program, and those a user gives in a file instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from arbetshubb.analysis.constants import Constant, ConstantTable
from arbetshubb.reference.shipped import shipped_content
from arbetshubb.tables.columns import Column, Record, with_columns
from arbetshubb.tables.problems import Problem, has_errors
from arbetshubb.tables.reading import read_table
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import number_in

SHIPPED: Final = ("constants.csv", "demand_constants.csv", "commuting_constants.csv")

CONSTANT_COLUMNS: Final = (
    Column("key", ("nyckel", "id"), is_required=True),
    Column("value", ("värde",), is_required=True),
    Column("unit", ("enhet",)),
    Column("low", ("lågt", "låg")),
    Column("high", ("högt", "hög")),
    Column("year", ("prisår", "år", "price_year")),
    Column("source_tag", ("källtyp",)),
    Column("source", ("källa",)),
    Column("confidence", ("säkerhet",)),
    # How the shipped rows are said in Swedish (``wording``). They are known here so that a user's
    # file made from a shipped one is not warned about; what they say there is not used.
    Column("unit_sv"),
    Column("year_sv"),
    Column("source_sv"),
)


@dataclass(frozen=True, slots=True)
class ConstantsRead:
    """Constants from a file and what was wrong in it. Use them only when there is no error."""

    constants: ConstantTable
    problems: tuple[Problem, ...]


@cache
def constants() -> ConstantTable:
    """The constants that come with the program.

    Raises:
        ValueError: a shipped file is wrong; a fault of ours.
    """
    rows: list[Constant] = []
    for name in SHIPPED:
        content = shipped_content(name)
        if content is None:
            continue
        read = read_constants(read_table(content, name=name))
        if has_errors(read.problems):
            message = f"shipped constants are wrong: {read.problems[0]}"
            raise ValueError(message)
        rows += read.constants.constants
    return ConstantTable.of(rows)


def read_constants(table: Table, *, base: ConstantTable | None = None) -> ConstantsRead:
    """The constants in ``table``; with ``base`` those replace the ones of the same key.

    A missing low or high is the value itself. With ``base``, a key that it does not hold is an
    error: a misspelt key would otherwise change nothing without telling.
    """
    read = with_columns(table, CONSTANT_COLUMNS)
    problems = list(read.problems)
    found: dict[str, Constant] = {}
    if not has_errors(problems):
        for record in read.records():
            row = _constant(record, base)
            if isinstance(row, Problem):
                problems.append(row)
            elif row.id in found:
                problems.append(record.error("key", "constant_twice"))
            else:
                found[row.id] = row
    merged: dict[str, Constant] = {**(base or {}), **found}
    return ConstantsRead(ConstantTable.of(merged.values()), tuple(problems))


def _constant(record: Record, base: Mapping[str, Constant] | None) -> Constant | Problem:
    key = record["key"]
    if not key:
        return record.error("key", "value_missing")
    old = None if base is None else base.get(key)
    if base is not None and old is None:
        return record.error("key", "constant_unknown")
    numbers: dict[str, float] = {}
    for column in ("value", "low", "high"):
        number = number_in(record[column])
        if number is None and (record[column] or column == "value"):
            return record.error(column, "number_expected")
        numbers[column] = numbers["value"] if number is None else number
    if not numbers["low"] <= numbers["value"] <= numbers["high"]:
        return record.error("value", "constant_outside_range")
    return Constant(
        id=key,
        value=numbers["value"],
        low=numbers["low"],
        high=numbers["high"],
        unit=record["unit"] or (old.unit if old else ""),
        price_year=record["year"],
        source=_source(record),
        confidence=record["confidence"],
    )


def _source(record: Record) -> str:
    """The source with its kind: found, derived, general (knowledge) or seed (own documents)."""
    tag = record["source_tag"]
    return f"{record['source']} [{tag}]" if tag else record["source"] or record.table.name
