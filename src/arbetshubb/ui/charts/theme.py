"""Type, colours and the Swedish and English ways of writing numbers and time in charts."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import get_language

from arbetshubb.ui.formats import MILLION, MINUS, NBSP

INK: Final = "#16211e"
MUTED: Final = "#566661"
LINE: Final = "#dfe6e2"
SPRUCE: Final = "#17423a"
SPRUCE_LIGHT: Final = "#8fb3a3"
CLOUDBERRY: Final = "#c8641b"
LAKE: Final = "#1d5b8f"

WIDTH: Final = 460
"""Units across. Narrow, so that type stays legible when a phone shows the whole width."""
ROW: Final = 30

CONFIG: Final[dict[str, Any]] = {
    "font": "Inter",
    "background": None,
    "autosize": {"type": "fit-x", "contains": "padding"},
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "grid": True,
        "gridColor": LINE,
        "labelColor": MUTED,
        "labelFontSize": 12,
        "labelLimit": 170,
        "labelPadding": 6,
        "ticks": False,
        "tickCount": 5,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "titlePadding": 8,
    },
    "text": {"color": INK, "fontSize": 12},
}

_MONTHS: Final = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_DAYS: Final = {
    "sv": "söndag måndag tisdag onsdag torsdag fredag lördag",
    "en": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
}


def number_locale(language: str) -> dict[str, Any]:
    """How d3 writes numbers: ``1 234,5`` or ``1,234.5``, with a real minus."""
    is_swedish = language.startswith("sv")
    return {
        "decimal": "," if is_swedish else ".",
        "thousands": NBSP if is_swedish else ",",
        "grouping": [3],
        "currency": ["", f"{NBSP}kr"] if is_swedish else [f"SEK{NBSP}", ""],
        "percent": f"{NBSP}%" if is_swedish else "%",
        "minus": MINUS,
    }


def time_locale(language: str) -> dict[str, Any]:
    """How d3 writes time; its own Swedish names months with capitals, which is wrong."""
    code = "sv" if language.startswith("sv") else "en"
    months, days = _MONTHS[code].split(), _DAYS[code].split()
    return {
        "dateTime": "%A %-d %B %Y %H:%M",
        "date": "%Y-%m-%d" if code == "sv" else "%-d %B %Y",
        "time": "%H:%M",
        "periods": ["fm", "em"] if code == "sv" else ["AM", "PM"],
        "days": days,
        "shortDays": [day[:3] for day in days],
        "months": months,
        "shortMonths": [month[:3] for month in months],
    }


ONCE: Final[dict[str, Any]] = {"values": [{}]}
"""Data of a layer drawn once: else Vega draws a target again for every row."""


def axis_of(kind: str, *, largest: float = 0) -> dict[str, Any]:
    """The axis for values of a ``formats`` kind; money in millions when ``largest`` is."""
    if kind == "kronor" and largest >= MILLION:
        unit = "mnkr" if _is_swedish() else "million"
        return {"labelExpr": f"format(datum.value / 1e6, ',.1f') + '{NBSP}{unit}'", "tickCount": 4}
    return {"format": _AXIS_FORMATS.get(kind, ",.0f")}


def _is_swedish() -> bool:
    return (get_language() or "sv").startswith("sv")


_AXIS_FORMATS: Final = {"percent": ".0%", "decimal": ",~r", "year": "d"}
