"""How a constant's unit, price year, source and confidence are said in English and in Swedish.

The English of the shipped tables is what plans carry; the Swedish stands beside it there
(``unit_sv``, ``year_sv``, ``source_sv``). What a user wrote in a file of their own is quoted as it
is, in whatever language it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Protocol

from arbetshubb.reference.constants import SHIPPED, constants
from arbetshubb.reference.shipped import shipped_rows

WORDS: Final = "constant_words.csv"


class Explained(Protocol):
    """A constant as the analysis or a published plan carries it."""

    @property
    def id(self) -> str:
        """The key in the table of constants."""

    @property
    def unit(self) -> str:
        """The unit of value, low and high."""

    @property
    def price_year(self) -> str:
        """The year that the value, or its prices, belong to."""

    @property
    def source(self) -> str:
        """Where the value comes from, with its kind: ``… [found]``."""

    @property
    def confidence(self) -> str:
        """``high``, ``medium`` or ``low``."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A constant's words in one language. ``price_year`` and others are empty when not given."""

    source: str
    unit: str
    price_year: str
    confidence: str


def constant_wording(constant: Explained, language: str) -> Wording:
    """The words of ``constant`` in ``language`` (a tag such as ``sv`` or ``sv-se``).

    Each text that is no longer the shipped one has been changed by a user and is given as it
    stands. A language that is neither Swedish nor English gets English.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    shipped = constants().get(constant.id)
    own = Wording(constant.source, constant.unit, constant.price_year, constant.confidence)
    if code == "sv" and shipped is not None:
        swedish = _swedish()[constant.id]
        own = Wording(
            source=swedish.source if own.source == shipped.source else own.source,
            unit=swedish.unit if own.unit == shipped.unit else own.unit,
            price_year=(
                swedish.price_year if own.price_year == shipped.price_year else own.price_year
            ),
            confidence=own.confidence,
        )
    return Wording(
        source=_with_kind_in_words(own.source, code),
        unit=own.unit,
        price_year=own.price_year,
        confidence=_words("confidence", code).get(own.confidence, own.confidence),
    )


def _with_kind_in_words(source: str, code: str) -> str:
    for mark, words in _words("source_kind", code).items():
        source = source.replace(mark, words)
    return source


@cache
def _swedish() -> Mapping[str, Wording]:
    """The Swedish texts by constant, the kind of source still as its mark."""
    rows = (row for name in SHIPPED for row in shipped_rows(name))
    return MappingProxyType({row["key"]: _swedish_of(row) for row in rows})


def _swedish_of(row: Mapping[str, str]) -> Wording:
    """The row in Swedish; a unit or year without words of its own is the same in English."""
    kind = f" [{row['source_tag']}]" if row["source_tag"] else ""
    return Wording(
        source=row["source_sv"] + kind,
        unit=row["unit_sv"] or row["unit"],
        price_year=row["year_sv"] or row["year"],
        confidence=row["confidence"],
    )


@cache
def _words(group: str, code: str) -> Mapping[str, str]:
    column = "sv" if code == "sv" else "en"
    rows = (row for row in shipped_rows(WORDS) if row["group"] == group)
    return MappingProxyType({row["word"]: row[column] for row in rows})
