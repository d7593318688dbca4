"""Shapes for maps: 1 km cells as squares, rounded coordinates, where a name stands best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import shapely
import shapely.geometry

from arbetshubb.analysis.places import Cell, Sweref, wgs84_from_sweref

type Geometry = Mapping[str, Any]
"""A GeoJSON geometry (its nested coordinates have no useful static type)."""

DECIMALS: Final = 5  # a metre: enough for any map here, and half the bytes
METRES_PER_KM: Final = 1000
NAME_TOLERANCE: Final = 0.02  # degrees, some 1-2 km: a name is wider than that


def squares_of(cell_ids: Sequence[str]) -> list[dict[str, Any]]:
    """The squares of 1 km cells as GeoJSON polygons, in one transformation."""
    corners = [corner for cell_id in cell_ids for corner in _corners(Cell.from_id(cell_id))]
    places = wgs84_from_sweref(corners).round(DECIMALS).tolist()
    rings = (places[first : first + 4] for first in range(0, len(places), 4))
    return [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]} for ring in rings]


def _corners(cell: Cell) -> list[Sweref]:
    south, west = cell.north_km * METRES_PER_KM, cell.east_km * METRES_PER_KM
    north, east = south + METRES_PER_KM, west + METRES_PER_KM
    return [Sweref(*at) for at in ((south, west), (south, east), (north, east), (north, west))]


def name_place(geometry: Geometry) -> list[float]:
    """Where an area's name stands best: the middle of the roomiest part of its largest piece."""
    drawn = shapely.geometry.shape(dict(geometry))
    pieces = getattr(drawn, "geoms", [drawn])
    largest = max(pieces, key=lambda piece: float(piece.area))
    middle = shapely.maximum_inscribed_circle(largest, tolerance=NAME_TOLERANCE)
    return short(middle.coords[0])


def rounded(geometry: Geometry) -> Geometry:
    """The geometry to the metre."""
    if "geometries" in geometry:
        return {**geometry, "geometries": [rounded(part) for part in geometry["geometries"]]}
    return {**geometry, "coordinates": _allshort(geometry["coordinates"])}


def _allshort(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        return short(coordinates)
    return [_allshort(part) for part in coordinates]


def short(place: Iterable[float]) -> list[float]:
    """A place to the metre."""
    return [round(float(number), DECIMALS) for number in place]
