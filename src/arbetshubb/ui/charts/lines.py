"""A line over time or another scale, with its uncertainty as a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify
from django.utils.translation import gettext

from arbetshubb.ui.charts.chart import Chart, Spec, drawn
from arbetshubb.ui.charts.theme import CLOUDBERRY, INK, LAKE, ONCE, axis_of
from arbetshubb.ui.tables import Column, DataTable
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class LinePoint:
    """A point on the line, with the ends of its range when they are known."""

    x: float | date
    y: float
    low: float | None = None
    high: float | None = None


def line(  # noqa: PLR0913  what may be said about a line
    title: Words,
    points: Sequence[LinePoint],
    *,
    unit: Words = "",
    kind: str = "number",
    x_label: Words = "",
    x_kind: str = "number",
    source: Words = "",
    summary: Words = "",
    target: float | None = None,
    target_label: Words = "",
) -> Chart:
    """A chart of a line, its band and, when given, a target as a dashed line.

    ``x_kind`` is a format, or ``year`` for whole years; dates need none.
    """
    is_time = bool(points) and isinstance(points[0].x, date)
    along = _x(x_label, x_kind, is_time=is_time)
    upwards = _y(unit, axis_of(kind, largest=max((point.y for point in points), default=0)))
    layers = [_band(along, upwards), _line(along, upwards)]
    if target is not None:
        layers += _target(target, target_label)
    spec: Spec = {
        "height": 240,
        "data": {"values": [_datum(point) for point in points]},
        "layer": layers,
    }
    return drawn(
        title,
        spec,
        _table(title, points, value=(unit, kind), along=(x_label, x_kind)),
        source=source,
        summary=summary,
    )


def _datum(point: LinePoint) -> dict[str, object]:
    along = point.x.isoformat() if isinstance(point.x, date) else point.x
    return {"x": along, "y": point.y, "low": point.low, "high": point.high}


def _x(label: Words, kind: str, *, is_time: bool) -> Spec:
    axis: Spec = {"format": "%b %Y"} if is_time else axis_of(kind)
    return {
        "field": "x",
        "type": "temporal" if is_time else "quantitative",
        "title": str(label) or None,
        "axis": {"grid": False, "labelFlush": False, **axis},
        "scale": {"zero": False, "padding": 12},
    }


def _y(unit: Words, axis: Spec) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "title": str(unit) or None,
        "axis": axis,
        "scale": {"zero": False, "nice": True},
    }


def _band(along: Spec, upwards: Spec) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
        "mark": {"type": "area", "color": LAKE, "opacity": 0.16},
        "encoding": {"x": along, "y": {**upwards, "field": "low"}, "y2": {"field": "high"}},
    }


def _line(along: Spec, upwards: Spec) -> Spec:
    point: Spec = {"size": 45, "color": LAKE}
    return {
        "mark": {"type": "line", "color": LAKE, "strokeWidth": 2.5, "point": point},
        "encoding": {"x": along, "y": upwards},
    }


def _target(target: float, label: Words) -> list[Spec]:
    place: Spec = {"y": {"datum": target, "type": "quantitative"}}
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
                "align": "left",
                "baseline": "bottom",
                "dx": 4,
                "dy": -3,
                "color": INK,
            },
            "encoding": {**place, "x": {"value": 0}, "text": {"value": str(label)}},
        },
    ]


def _table(
    title: Words,
    points: Sequence[LinePoint],
    *,
    value: tuple[Words, str],
    along: tuple[Words, str],
) -> DataTable:
    is_time = bool(points) and isinstance(points[0].x, date)
    unit, kind = value
    return DataTable(
        id=f"table-{slugify(str(title))}",
        caption=title,
        columns=(
            Column("x", along[0] or gettext("Time"), kind=_along(along[1], is_time=is_time)),
            Column("y", unit or gettext("Value"), kind=kind),
            Column("low", gettext("Lowest"), kind=kind),
            Column("high", gettext("Highest"), kind=kind),
        ),
        rows=list(points),
        is_caption_hidden=True,
    )


def _along(x_kind: str, *, is_time: bool) -> str:
    """How the table writes x: a year is no quantity and gets no separators."""
    if is_time:
        return "date"
    return "text" if x_kind == "year" else x_kind
