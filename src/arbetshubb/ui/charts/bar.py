"""Bars by category, each with its value written at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext

from arbetshubb.ui import formats
from arbetshubb.ui.charts.chart import Chart, Spec, drawn
from arbetshubb.ui.charts.theme import CLOUDBERRY, INK, MUTED, ONCE, ROW, SPRUCE, axis_of
from arbetshubb.ui.tables import Column, DataTable
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class Bar:
    """One category; a value of ``None`` is hidden and gets words in place of a bar."""

    label: Words
    value: float | None
    is_highlighted: bool = False


def bars(  # noqa: PLR0913  what may be said about bars
    title: Words,
    rows: Sequence[Bar],
    *,
    unit: Words = "",
    kind: str = "number",
    source: Words = "",
    summary: Words = "",
    target: float | None = None,
    target_label: Words = "",
    category: Words = "",
) -> Chart:
    """A chart with a bar for each category, in the given order.

    Args:
        title: what it shows.
        rows: the bars.
        unit: stands on the axis.
        kind: how values are written, a key of ``formats.FORMATS``.
        source: a line under the chart.
        summary: what the picture tells.
        target: drawn as a line across all bars, named ``target_label``.
        target_label: what the line means.
        category: heading of the categories in the table.
    """
    place = _place(unit, axis_of(kind, largest=_roof(rows, target)), _roof(rows, target))
    layers = [_bars(place), _values(place)]
    if target is not None:
        layers += _target(target, target_label or formats.FORMATS[kind](target))
    spec: Spec = {
        "height": {"step": ROW},
        "data": {"values": [_datum(row, kind) for row in rows]},
        "layer": layers,
    }
    return drawn(
        title, spec, _table(title, rows, unit, kind, category), source=source, summary=summary
    )


def _datum(row: Bar, kind: str) -> dict[str, object]:
    return {
        "label": str(row.label),
        "value": row.value or 0,
        "text": formats.FORMATS[kind](row.value),
        "color": CLOUDBERRY if row.is_highlighted else SPRUCE,
        "ink": MUTED if row.value is None else INK,
    }


def _roof(rows: Sequence[Bar], target: float | None) -> float:
    largest = max([row.value or 0 for row in rows] + [target or 0], default=0)
    return (largest or 1) * 1.22


def _place(unit: Words, axis: Spec, roof: float) -> Spec:
    return {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"grid": False},
        },
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": str(unit) or None,
            "axis": axis,
            # Room for the value of the longest bar.
            "scale": {"domainMax": roof},
        },
    }


def _bars(place: Spec) -> Spec:
    return {
        "mark": {"type": "bar", "cornerRadiusEnd": 3, "height": 18},
        "encoding": {**place, "color": {"field": "color", "type": "nominal", "scale": None}},
    }


def _values(place: Spec) -> Spec:
    return {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": 500},
        "encoding": {
            **place,
            "text": {"field": "text"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _target(target: float, label: Words) -> list[Spec]:
    place: Spec = {"x": {"datum": target, "type": "quantitative"}}
    return [
        {
            "data": ONCE,
            "mark": {"type": "rule", "color": CLOUDBERRY, "strokeWidth": 2, "strokeDash": [5, 3]},
            "encoding": place,
        },
        {
            "data": ONCE,
            "mark": {
                "type": "text",
                "align": "center",
                "baseline": "bottom",
                "dy": -4,
                "color": INK,
            },
            "encoding": {**place, "y": {"value": 0}, "text": {"value": str(label)}},
        },
    ]


def _table(title: Words, rows: Sequence[Bar], unit: Words, kind: str, category: Words) -> DataTable:
    return DataTable(
        id=f"table-{slugify(str(title))}",
        caption=title,
        columns=(
            Column("label", category or gettext("Category")),
            Column("value", unit or gettext("Value"), kind=kind, hidden_is_few=True),
        ),
        rows=list(rows),
        is_caption_hidden=True,
    )
