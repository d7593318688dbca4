"""The protected figures of an analysis as plain values, in three digits, and back."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10
from typing import Any, Final

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import Figure, Travel, TravelRow
from arbetshubb.mapping.rules.travel_picture import TravelPicture

FORMAT: Final = "arbetshubb-travel-1"
_NAMES: Final = ("km", "hours", "kronor", "kg_co2e")
_DIGITS: Final = 3


def frozen_figures(picture: TravelPicture) -> dict[str, object]:
    """The totals and rows of ``picture`` as plain JSON; hidden figures stay hidden."""
    return {
        "format": FORMAT,
        "basis": picture.basis,
        "respondents": picture.respondents,
        "merged": list(picture.merged),
        "total": _plain(picture.total),
        "rows": {
            by.value: [{"key": row.key, **_plain(row.travel)} for row in rows]
            for by, rows in picture.rows.items()
        },
    }


# Any: what a JSON column holds.
def thawed_rows(figures: Mapping[str, Any]) -> dict[Breakdown, tuple[TravelRow, ...]]:
    """The rows that ``frozen_figures`` wrote; none for another format."""
    if figures.get("format") != FORMAT:
        return {}
    return {
        Breakdown(by): tuple(TravelRow(row["key"], _travel(row)) for row in rows)
        for by, rows in figures["rows"].items()
    }


def _plain(travel: Travel) -> dict[str, object]:
    amounts = {name: getattr(travel, name) for name in _NAMES}
    return {
        "people": travel.people,
        **{
            name: [_in_three(end) for end in (each.base, each.low, each.high)]
            for name, each in amounts.items()
        },
    }


def _travel(row: Mapping[str, Any]) -> Travel:
    return Travel(row["people"], *(Figure(*row[name]) for name in _NAMES))


def _in_three(value: float | None) -> float | None:
    if value is None or abs(value) < 10**_DIGITS:
        return None if value is None else round(value, 1)
    return float(round(value, _DIGITS - 1 - floor(log10(abs(value)))))
