"""A bridge from one figure to another: what each cause added or took on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.text import slugify

from arbetshubb.ui import formats
from arbetshubb.ui.charts.chart import Chart, Spec, drawn
from arbetshubb.ui.charts.theme import CLOUDBERRY, INK, LAKE, ROW, SPRUCE, axis_of
from arbetshubb.ui.tables import Column, DataTable
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class Pier:
    """Where the bridge stands: the first and the last figure."""

    label: Words
    value: float


@dataclass(frozen=True, slots=True)
class Step:
    """What one cause adds, or takes when it is negative."""

    label: Words
    change: float


def bridge(  # noqa: PLR0913  what may be said about it
    title: Words,
    first: Pier,
    steps: Sequence[Step],
    last: Pier,
    *,
    unit: Words = "",
    kind: str = "number",
    headings: tuple[Words, Words] = ("", ""),
    source: Words = "",
    summary: Words = "",
) -> Chart:
    """A chart with a bar for each end and, between them, one for each step where the last ended.

    Args:
        title: what it shows.
        first: the figure before.
        steps: the causes, in the order they are drawn; their changes sum to the difference.
        last: the figure after.
        unit: stands on the axis.
        kind: how figures are written, a key of ``formats.FORMATS``.
        headings: of the causes and of the figures, in the table.
        source: a line under the chart.
        summary: what the picture tells.
    """
    rows = _rows(first, steps, last, kind)
    roof = _roof(first, steps, last)
    place = _place(unit, axis_of(kind, largest=roof), roof)
    spec: Spec = {
        "height": {"step": ROW},
        "data": {"values": rows},
        "layer": [_bars(place), _values(place)],
    }
    table = _table(title, rows, headings)
    return drawn(title, spec, table, source=source, summary=summary)


def _rows(first: Pier, steps: Sequence[Step], last: Pier, kind: str) -> list[dict[str, object]]:
    write = formats.FORMATS[kind]
    rows: list[dict[str, object]] = [
        _row(first.label, 0.0, first.value, write(first.value), SPRUCE)
    ]
    place = first.value
    for step in steps:
        color = CLOUDBERRY if step.change > 0 else LAKE
        words = formats.signed(step.change, kind)
        rows.append(_row(step.label, place, place + step.change, words, color))
        place += step.change
    rows.append(_row(last.label, 0.0, last.value, write(last.value), SPRUCE))
    return rows


def _roof(first: Pier, steps: Sequence[Step], last: Pier) -> float:
    """The highest that any bar reaches."""
    ends = accumulate((step.change for step in steps), initial=first.value)
    return max(*ends, last.value, 0.0) or 1.0


def _row(label: Words, start: float, end: float, text: str, color: str) -> dict[str, object]:
    low, high = min(start, end), max(start, end)
    return {"label": str(label), "low": low, "high": high, "text": text, "color": color}


def _place(unit: Words, axis: Spec, roof: float) -> Spec:
    return {
        "y": {"field": "label", "type": "nominal", "sort": None, "title": None,
              "axis": {"grid": False}},
        "x": {"field": "high", "type": "quantitative", "title": str(unit) or None, "axis": axis,
              "scale": {"domainMax": roof * 1.25}},
    }  # fmt: skip


def _bars(place: Spec) -> Spec:
    color: Spec = {"field": "color", "type": "nominal", "scale": None}
    return {
        "mark": {"type": "bar", "height": 18, "minBandSize": 2},
        "encoding": {**place, "x2": {"field": "low"}, "color": color},
    }


def _values(place: Spec) -> Spec:
    return {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": 500, "color": INK},
        "encoding": {**place, "text": {"field": "text"}},
    }


def _table(
    title: Words, rows: Sequence[dict[str, object]], headings: tuple[Words, Words]
) -> DataTable:
    return DataTable(
        id=f"table-{slugify(str(title))}",
        caption=title,
        columns=(
            Column("label", headings[0] or title, is_sortable=False),
            Column("text", headings[1] or title, is_sortable=False),
        ),
        rows=list(rows),
        is_caption_hidden=True,
    )
