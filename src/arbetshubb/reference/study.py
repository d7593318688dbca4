"""The municipalities a study is about, out of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from arbetshubb.reference.municipalities import all_municipalities
from arbetshubb.tables.columns import Column, with_columns
from arbetshubb.tables.problems import Problem, has_errors
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import folded

MUNICIPALITY_COLUMNS: Final = (
    Column("name", ("kommun", "municipality", "namn"), is_required=True),
    Column("code", ("kommunkod", "kod")),
    Column("population", ("invånare", "folkmängd", "befolkning")),
    Column("seat", ("centralort",)),
    Column("year", ("år",)),
    Column("source", ("källa",)),
)


@dataclass(frozen=True, slots=True)
class MunicipalitiesRead:
    """The study's municipalities in the file's order, and what was wrong in it."""

    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def municipality_named(text: str) -> str | None:
    """The official name of the municipality that ``text`` names, or ``None``.

    ``Östersunds kommun`` and ``ostersund`` are Östersund.
    """
    known = _by_folded_name()
    word = folded(text)
    plain = word.removesuffix("kommun")
    return known.get(word) or known.get(plain) or known.get(plain.removesuffix("s"))


def read_municipalities(table: Table) -> MunicipalitiesRead:
    """The municipalities named in ``table``; their order is kept in every table of the plan."""
    read = with_columns(table, MUNICIPALITY_COLUMNS)
    problems = list(read.problems)
    names: dict[str, None] = {}
    for record in read.records() if not has_errors(problems) else ():
        name = municipality_named(record["name"])
        if name is None:
            code = "municipality_unknown" if record["name"] else "value_missing"
            problems.append(record.error("name", code))
        elif name in names:
            problems.append(record.warning("name", "municipality_twice"))
        else:
            names[name] = None
    return MunicipalitiesRead(tuple(names), tuple(problems))


@cache
def _by_folded_name() -> Mapping[str, str]:
    return {folded(name): name for name in all_municipalities()}
