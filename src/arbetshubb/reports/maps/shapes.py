"""Municipalities and points in the frame of a map: SWEREF 99 TM scaled, north up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.places import Cell, Sweref
from arbetshubb.reference.municipalities import sweref_shape
from arbetshubb.reports.maps.labels import Point

_TOLERANCE_METRES: Final = 400.0
"""Detail that a county's map cannot show; borders are simplified together, so they still meet."""
_LEAST_METRES: Final = 20_000.0


@dataclass(frozen=True, eq=False)
class Shape:
    """A municipality's area in SWEREF 99 TM; x is east, y is north."""

    name: str
    area: BaseGeometry


@dataclass(frozen=True, slots=True)
class Frame:
    """The map's paper in units; ``scale`` is units a metre."""

    width: float
    height: float
    margin: float
    west: float
    north: float
    scale: float

    def point(self, place: Sweref) -> Point:
        """Where a place lies on the paper."""
        return (
            self.margin + (place.east - self.west) * self.scale,
            self.margin + (self.north - place.north) * self.scale,
        )

    def cell(self, cell: Cell) -> tuple[float, float, float]:
        """Left, top and side of a 1 km cell."""
        left, top = self.point(Sweref((cell.north_km + 1) * 1000.0, cell.east_km * 1000.0))
        return left, top, 1000.0 * self.scale

    def path(self, area: BaseGeometry) -> str:
        """The area as SVG path data with one decimal."""
        return "".join(
            self._ring(ring.coords)
            for polygon in shapely.get_parts(area)
            if polygon.geom_type == "Polygon"
            for ring in (polygon.exterior, *polygon.interiors)
        )

    def drawn(self, area: BaseGeometry) -> BaseGeometry:
        """The area itself in the units of the paper."""
        # x = margin + (east - west) * scale; y = margin + (north - north of paper) * -scale
        across = self.margin - self.west * self.scale
        down = self.margin + self.north * self.scale
        return affine_transform(area, [self.scale, 0, 0, -self.scale, across, down])

    def hatching(self, area: BaseGeometry, spacing: float) -> str:
        """Slanting lines that fill the area, as SVG path data: every renderer draws them alike."""
        west, south, east, north = area.bounds
        height, step = north - south, spacing * math.sqrt(2) / self.scale
        starts = np.arange(west - height, east, step)
        lines = shapely.linestrings([[(x, south), (x + height, north)] for x in starts])
        pieces = shapely.get_parts(shapely.intersection(shapely.multilinestrings(lines), area))
        return "".join(self._line(p.coords) for p in pieces if p.geom_type == "LineString")

    def _line(self, coordinates: Iterable[tuple[float, ...]]) -> str:
        points = [self.point(Sweref(north, east)) for east, north, *_ in coordinates]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    def _ring(self, coordinates: Iterable[tuple[float, ...]]) -> str:
        points = [self.point(Sweref(north, east)) for east, north, *_ in coordinates]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points[:-1]) + "Z"


def shapes_of(names: Sequence[str]) -> tuple[Shape, ...]:
    """The municipalities that are known by these names; others have no shape to draw."""
    found = [(name, area) for name in names if (area := _area(name)) is not None]
    if not found:
        return ()
    areas = shapely.coverage_simplify([area for _, area in found], _TOLERANCE_METRES)
    return tuple(Shape(name, area) for (name, _), area in zip(found, areas, strict=True))


def frame_around(
    shapes: Iterable[Shape], points: Iterable[Sweref], *, width: float, margin: float
) -> Frame:
    """The paper that holds all shapes and points; never narrower than 20 km."""
    bounds = [shape.area.bounds for shape in shapes]
    bounds += [(p.east, p.north, p.east, p.north) for p in points]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    across = max(east - west, _LEAST_METRES)
    scale = (width - 2 * margin) / across
    height = max(north - south, _LEAST_METRES) * scale + 2 * margin
    return Frame(width, height, margin, west, north, scale)


def fitted_frame(area: BaseGeometry, *, width: float, height: float, margin: float) -> Frame:
    """A paper of a given size with ``area`` in its middle, as large as it can be."""
    west, south, east, north = area.bounds
    across, down = max(east - west, _LEAST_METRES), max(north - south, _LEAST_METRES)
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
    middle_east, middle_north = (west + east) / 2, (south + north) / 2
    return Frame(
        width,
        height,
        margin,
        west=middle_east - (width / 2 - margin) / scale,
        north=middle_north + (height / 2 - margin) / scale,
        scale=scale,
    )


def _area(name: str) -> BaseGeometry | None:
    try:
        return sweref_shape(name)
    except KeyError:
        return None
