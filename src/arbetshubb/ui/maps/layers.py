"""What a map shows, one layer each: areas, cells, flows, lines, points; and the map as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from arbetshubb.ui.maps.colors import Hue, scale, steps_of
from arbetshubb.ui.maps.geometry import Geometry, name_place, rounded, short, squares_of
from arbetshubb.ui.status import SHAPES
from arbetshubb.ui.words import Words

type LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ValueClass:
    """A step of a scale in words, such as "20–40 %"."""

    label: Words


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its class (``None`` = hidden, drawn hatched) and what is said of it."""

    id: str
    name: Words
    geometry: Geometry
    value_class: int | None = None
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A 1 km cell by its SWEREF 99 TM id, ``N7010E482``."""

    id: str
    value_class: int | None = None
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place that can be chosen. ``kind`` as for ``Status``; ``url`` leads to more about it.

    ``weight`` (0–1) makes the mark larger; ``short`` is written beside the mark when the label
    is long (the locality, say), while the list keeps the label.
    """

    id: str
    label: Words
    lon: float
    lat: float
    kind: str = "neutral"
    text: Words = ""
    url: str = ""
    kind_label: Words = ""
    weight: float = 0.0
    short: Words = ""

    def __post_init__(self) -> None:
        """Refuse a kind nobody has drawn."""
        if self.kind not in SHAPES:
            message = f"unknown kind of point: {self.kind!r}"
            raise ValueError(message)

    @property
    def shape(self) -> str:
        """The shape it is drawn with."""
        return SHAPES[self.kind]


@dataclass(frozen=True, slots=True)
class Flow:
    """A line from one place to another, as wide as its weight."""

    start: LonLat
    end: LonLat
    weight: float
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line along the ground, such as a route; ``is_dashed`` when nobody goes just there."""

    places: tuple[LonLat, ...]
    text: Words = ""
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Layer:
    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class Areas(_Layer):
    """Areas coloured by class; names are written quietly inside them."""

    classes: tuple[ValueClass, ...] = ()
    areas: tuple[Area, ...] = ()
    hue: Hue = "spruce"
    is_on: bool = True
    is_switchable: bool = True
    names: bool = True

    @property
    def colors(self) -> list[str]:
        """One colour for each class, light to dark."""
        return scale(self.hue, len(self.classes))

    @property
    def steps(self) -> list[dict[str, str]]:
        """The legend: word and colour of each class."""
        return steps_of([one.label for one in self.classes], self.colors)

    @property
    def has_hidden(self) -> bool:
        """Whether something on it is hidden (and the legend has to say so)."""
        return bool(self.classes) and any(area.value_class is None for area in self.areas)

    def data(self) -> dict[str, Any]:
        """As JSON for ``map.js``."""
        return _layer_data(
            self,
            "areas",
            colors=self.colors,
            names=self.names,
            features=[
                _feature(
                    rounded(area.geometry),
                    id=area.id,
                    name=str(area.name),
                    text=str(area.text),
                    at=name_place(area.geometry),
                    **_class_of(area.value_class, is_classed=bool(self.classes)),
                )
                for area in self.areas
            ],
        )


@dataclass(frozen=True, slots=True)
class Cells(_Layer):
    """1 km cells coloured by class."""

    classes: tuple[ValueClass, ...] = ()
    cells: tuple[Cell, ...] = ()
    hue: Hue = "lake"
    is_on: bool = True
    is_switchable: bool = True

    @property
    def colors(self) -> list[str]:
        """One colour for each class, light to dark."""
        return scale(self.hue, len(self.classes))

    @property
    def steps(self) -> list[dict[str, str]]:
        """The legend: word and colour of each class."""
        return steps_of([one.label for one in self.classes], self.colors)

    @property
    def has_hidden(self) -> bool:
        """Whether a cell on it is hidden."""
        return any(cell.value_class is None for cell in self.cells)

    def data(self) -> dict[str, Any]:
        """As JSON for ``map.js``."""
        return _layer_data(
            self,
            "cells",
            colors=self.colors,
            features=[
                _feature(
                    square,
                    id=cell.id,
                    text=str(cell.text),
                    **_class_of(cell.value_class, is_classed=True),
                )
                for cell, square in zip(
                    self.cells, squares_of([cell.id for cell in self.cells]), strict=True
                )
            ],
        )


@dataclass(frozen=True, slots=True)
class Flows(_Layer):
    """Lines whose width is their weight."""

    flows: tuple[Flow, ...] = ()
    is_on: bool = True
    is_switchable: bool = True

    classes: tuple[ValueClass, ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON for ``map.js``; ``width`` is 0–1 of the widest."""
        widest = max((flow.weight for flow in self.flows), default=1.0) or 1.0
        return _layer_data(
            self,
            "flows",
            features=[
                _feature(
                    {"type": "LineString", "coordinates": [short(flow.start), short(flow.end)]},
                    width=round(flow.weight / widest, 3),
                    text=str(flow.text),
                )
                for flow in self.flows
            ],
        )


@dataclass(frozen=True, slots=True)
class Lines(_Layer):
    """Lines along the ground, all of one width."""

    lines: tuple[Line, ...] = ()
    is_on: bool = True
    is_switchable: bool = True

    classes: tuple[ValueClass, ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON for ``map.js``."""
        return _layer_data(
            self,
            "lines",
            features=[
                _feature(
                    {"type": "LineString", "coordinates": [short(place) for place in line.places]},
                    isDashed=line.is_dashed,
                    text=str(line.text),
                )
                for line in self.lines
            ],
        )


@dataclass(frozen=True, slots=True)
class Points(_Layer):
    """Places that can be chosen, on the map and in the list beside it."""

    points: tuple[Point, ...] = ()
    is_on: bool = True
    is_switchable: bool = True

    classes: tuple[ValueClass, ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON for ``map.js``; the shapes and words are in the list beside the map."""
        return _layer_data(
            self,
            "points",
            points=[
                {
                    "id": point.id,
                    "label": str(point.short or point.label),
                    "at": short((point.lon, point.lat)),
                    "kind": point.kind,
                    "weight": round(min(1.0, max(0.0, point.weight)), 3),
                }
                for point in self.points
            ],
        )


type Layer = Areas | Cells | Flows | Lines | Points


def _layer_data(layer: Layer, kind: str, **more: Any) -> dict[str, Any]:
    return {"id": layer.id, "kind": kind, "isOn": layer.is_on, **more}


def _class_of(value_class: int | None, *, is_classed: bool) -> dict[str, Any]:
    """-1 stands for hidden and -2 for no scale: GeoJSON filters compare numbers more simply."""
    if not is_classed:
        return {"class": -2}
    return {"class": -1 if value_class is None else value_class}


def _feature(geometry: Geometry, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
