"""A scatter of alternatives where none is better in everything, with the chosen one marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext

from arbetshubb.ui.charts.chart import LINK, Chart, Spec, drawn
from arbetshubb.ui.charts.theme import CLOUDBERRY, SPRUCE, SPRUCE_LIGHT, axis_of
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """One alternative; ``url`` leads to it."""

    x: float
    y: float
    label: Words
    url: str = ""
    is_chosen: bool = False


def pareto(  # noqa: PLR0913  what may be said about two axes
    title: Words,
    points: Sequence[ScatterPoint],
    *,
    x_label: Words,
    y_label: Words,
    x_kind: str = "kronor",
    y_kind: str = "km",
    source: Words = "",
    summary: Words = "",
) -> Chart:
    """A chart of alternatives joined by a quiet line; each point is a link.

    Args:
        title: what it shows.
        points: the alternatives.
        x_label: what is along, with unit.
        y_label: what is upwards, with unit.
        x_kind: how x is written in the table.
        y_kind: how y is written in the table.
        source: a line under the chart.
        summary: what the picture tells.
    """
    links = tuple((point.url, str(point.label)) for point in points)
    linked = any(point.url for point in points)
    spec: Spec = {
        "height": 280,
        "data": {"values": [_datum(point, index) for index, point in enumerate(points)]},
        "layer": [_path(), _points(linked=linked), _names()],
        "encoding": {
            "x": _axis("x", x_label, x_kind, max((point.x for point in points), default=0)),
            "y": _axis("y", y_label, y_kind, max((point.y for point in points), default=0)),
        },
    }
    return drawn(
        title,
        spec,
        _table(title, points, (x_label, x_kind), (y_label, y_kind)),
        source=source,
        summary=summary,
        links=links if linked else (),
    )


def _datum(point: ScatterPoint, index: int) -> dict[str, object]:
    return {
        "x": point.x,
        "y": point.y,
        "label": str(point.label) if point.is_chosen else "",
        "chosen": point.is_chosen,
        "href": f"{LINK}{index}" if point.url else None,
    }


def _axis(field: str, label: Words, kind: str, largest: float) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "title": str(label),
        "axis": axis_of(kind, largest=largest),
        "scale": {"zero": False, "nice": True, "padding": 24},
    }


def _path() -> Spec:
    return {
        "mark": {"type": "line", "color": SPRUCE_LIGHT, "strokeWidth": 1.5},
        "encoding": {"order": {"field": "x"}},
    }


def _points(*, linked: bool) -> Spec:
    chosen: Spec = {"test": "datum.chosen"}
    encoding: Spec = {
        "color": {"condition": {**chosen, "value": CLOUDBERRY}, "value": SPRUCE},
        "size": {"condition": {**chosen, "value": 260}, "value": 110},
        "shape": {"condition": {**chosen, "value": "diamond"}, "value": "circle"},
    }
    if linked:
        encoding["href"] = {"field": "href"}
    return {
        "mark": {
            "type": "point",
            "filled": True,
            "opacity": 1,
            "stroke": "#ffffff",
            "strokeWidth": 1,
        },
        "encoding": encoding,
    }


def _names() -> Spec:
    return {
        "mark": {"type": "text", "dy": -18, "fontWeight": 600},
        "encoding": {"text": {"field": "label"}},
    }


def _table(
    title: Words, points: Sequence[ScatterPoint], x: tuple[Words, str], y: tuple[Words, str]
) -> DataTable:
    return DataTable(
        id=f"table-{slugify(str(title))}",
        caption=title,
        columns=(
            Column("label", gettext("Alternative"), link=lambda point: point.url),
            Column("x", x[0], kind=x[1]),
            Column("y", y[0], kind=y[1]),
            Column("chosen", "", value=_choice, spoken_label=gettext("Chosen or not")),
        ),
        rows=list(points),
        is_caption_hidden=True,
    )


def _choice(point: ScatterPoint) -> Status | str:
    return Status(gettext("Chosen"), "hub") if point.is_chosen else ""
