"""How much the outcome moves when one assumption is low and high, the greatest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext

from arbetshubb.ui import formats
from arbetshubb.ui.charts.chart import Chart, Spec, drawn
from arbetshubb.ui.charts.theme import CLOUDBERRY, INK, LAKE, ONCE, ROW, SPRUCE, axis_of
from arbetshubb.ui.tables import Column, DataTable
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """The outcome when one assumption has its low and its high value."""

    label: Words
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the outcome moves."""
        return abs(self.high - self.low)


def tornado(  # noqa: PLR0913  what may be said about it
    title: Words,
    rows: Sequence[TornadoRow],
    *,
    base: float,
    unit: Words = "",
    kind: str = "number",
    source: Words = "",
    summary: Words = "",
) -> Chart:
    """A chart with a bar for each assumption, from low to high around ``base``.

    Args:
        title: what it shows.
        rows: the assumptions, in any order.
        base: the outcome with every assumption at its middle.
        unit: stands on the axis.
        kind: how outcomes are written, a key of ``formats.FORMATS``.
        source: a line under the chart.
        summary: what the picture tells.
    """
    ordered = sorted(rows, key=lambda row: row.width, reverse=True)
    sides = [side for row in ordered for side in _sides(row, base)]
    place = _place(unit, axis_of(kind, largest=max((abs(row.high) for row in rows), default=0)))
    spec: Spec = {
        "height": {"step": ROW},
        "data": {"values": sides},
        "layer": [_bars(place), *_words(place), *_base(base, kind)],
    }
    return drawn(title, spec, _table(title, ordered, kind), source=source, summary=summary)


def _sides(row: TornadoRow, base: float) -> list[dict[str, object]]:
    words = ((row.low, gettext("low"), LAKE), (row.high, gettext("high"), SPRUCE))
    return [
        {
            "label": str(row.label),
            "base": base,
            "end": end,
            "word": word if end != base else "",
            "color": color,
            "before": end < base,
        }
        for end, word, color in words
    ]


def _place(unit: Words, axis: Spec) -> Spec:
    return {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"grid": False},
        },
        "x": {
            "field": "end",
            "type": "quantitative",
            "title": str(unit) or None,
            "axis": axis,
            "scale": {"zero": False, "nice": True, "padding": 34},
        },
    }


def _bars(place: Spec) -> Spec:
    color: Spec = {"field": "color", "type": "nominal", "scale": None}
    return {
        "mark": {"type": "bar", "height": 16},
        "encoding": {**place, "x2": {"field": "base"}, "color": color},
    }


def _words(place: Spec) -> list[Spec]:
    """The words say which end is which: colour alone would not. Vega aligns a layer one way."""
    return [
        {
            "transform": [{"filter": f"datum.before === {str(before).lower()}"}],
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11},
            "encoding": {**place, "text": {"field": "word"}},
        }
        for before, align, shift in ((True, "right", -4), (False, "left", 4))
    ]


def _base(base: float, kind: str) -> list[Spec]:
    place: Spec = {"x": {"datum": base, "type": "quantitative"}}
    return [
        {
            "data": ONCE,
            "mark": {"type": "rule", "color": CLOUDBERRY, "strokeWidth": 2},
            "encoding": place,
        },
        {
            "data": ONCE,
            "mark": {
                "type": "text",
                "baseline": "bottom",
                "dy": -4,
                "color": INK,
                "fontWeight": 600,
            },
            "encoding": {
                **place,
                "y": {"value": 0},
                "text": {"value": formats.FORMATS[kind](base)},
            },
        },
    ]


def _table(title: Words, rows: Sequence[TornadoRow], kind: str) -> DataTable:
    return DataTable(
        id=f"table-{slugify(str(title))}",
        caption=title,
        columns=(
            Column("label", gettext("Assumption")),
            Column("low", gettext("When it is low"), kind=kind),
            Column("high", gettext("When it is high"), kind=kind),
        ),
        rows=list(rows),
        is_caption_hidden=True,
    )
