"""The house style of charts, and the pieces that Vega-Lite specifications are put together from.

The specifications are plain Vega-Lite rather than made through a Python wrapper: importing one
takes longer than drawing all the charts.
"""

from __future__ import annotations

from typing import Any, Final

from arbetshubb.reports import theme
from arbetshubb.reports.documents.pictures import register_fonts
from arbetshubb.reports.hubplan.words import PlanWords
from arbetshubb.reports.number_forms import NO_BREAK

# Vega-Lite specifications are JSON: their values are of any kind.
type Spec = dict[str, Any]

_WIDTH: Final = 520
_ROW: Final = 26

_CONFIG: Final[Spec] = {
    "font": "Inter",
    "background": theme.PAPER,
    "view": {"stroke": None},
    "axis": {
        "labelColor": theme.INK,
        "titleColor": theme.MUTED,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": theme.LINE,
        "domainColor": theme.LINE,
        "tickColor": theme.LINE,
        "labelLimit": 320,
        "titlePadding": 10,
    },
    "axisY": {"grid": False, "ticks": False, "domain": False, "labelPadding": 8},
    "axisX": {"domain": False, "tickCount": 6},
    "text": {"font": "Inter", "fontSize": 12, "color": theme.INK},
}


def draw(
    words: PlanWords, values: list[Spec], layers: list[Spec], *, rows: int = 0, height: int = 0
) -> str:
    """The chart with these layers over these values, as SVG."""
    import vl_convert  # noqa: PLC0415  a large native library; only drawings should wait for it

    register_fonts()
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": _WIDTH,
        "height": height or max(rows, 2) * _ROW,
        "layer": layers,
        "config": _CONFIG,
        "padding": 6,
    }
    svg: str = vl_convert.vegalite_to_svg(spec, format_locale=_format_locale(words.language.code))
    return svg


def _format_locale(code: str) -> Spec:
    is_swedish = code == "sv"
    return {
        "decimal": "," if is_swedish else ".",
        "thousands": NO_BREAK if is_swedish else ",",
        "grouping": [3],
        "currency": ["", ""],
        "minus": "−",
    }


def x_axis(field: str, title: str, domain: list[float] | None = None) -> Spec:
    """A quantity along the foot of the chart."""
    axis: Spec = {"field": field, "type": "quantitative", "title": title}
    return axis | {"scale": {"domain": domain}} if domain else axis


def y_axis(order: list[str]) -> Spec:
    """Names down the side, in this order."""
    return {"field": "name", "type": "nominal", "title": None, "sort": order}


def by_kind(chosen: str, other: str) -> Spec:
    """One look for what is chosen and another for the rest."""
    return {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["chosen", "other"], "range": [chosen, other]},
    }


def text_after(field: str, order: list[str], *, offset: int = 6) -> Spec:
    """Each row's label right of its value."""
    return {
        "mark": {"type": "text", "align": "left", "dx": offset},
        "encoding": {
            "x": {"field": field, "type": "quantitative"},
            "y": y_axis(order),
            "text": {"field": "label"},
        },
    }
