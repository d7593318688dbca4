"""Cut the roads of an area out of an OpenStreetMap extract, with every way whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import osmium

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.integrations.roads.area import Area
from arbetshubb.integrations.roads.errors import NoRoadsInArea, RoadNetworkBroken
from arbetshubb.integrations.roads.osm_file import OsmFile

_KEYS: Final = ("highway", "route", "man_made", "railway", "public_transport", "amenity")
"""What OSRM's profiles for car, bicycle and foot may use as a way."""
_ONLY: Final = {
    "route": frozenset({"ferry", "shuttle_train"}),
    "man_made": frozenset({"pier"}),
    "railway": frozenset({"platform"}),
    "amenity": frozenset({"parking", "parking_entrance"}),
}
_RESTRICTIONS: Final = ("restriction:conditional", "restriction:motorcar", "restriction:bicycle")
_WAYS_AT_ONCE: Final = 20_000
_UNKNOWN_DEGREES: Final = 200.0
_LARGE_FILE: Final = 300_000_000


@dataclass(frozen=True, slots=True)
class Clipped:
    """How many ways were kept, and how many of them are roads or paths."""

    ways: int
    roads: int


def clip(
    source: OsmFile,
    area: Area | None,
    *,
    to: Path,
    progress: Callable[[float], None] = lambda _share: None,
) -> Clipped:
    """Write the roads, paths and ferries that touch ``area`` to the extract ``to``.

    A way that crosses the border is kept whole, with all its nodes, so that no road ends where
    the area does. Turn restrictions between kept ways come with them. O(objects in the source);
    positions of all nodes are held while it runs, on disk when the extract is large.

    Raises:
        NoRoadsInArea: nothing was left.
        RoadNetworkBroken: the extract cannot be read.
    """
    try:
        kept, roads = _ways_in(source, area, progress, index=to.with_suffix(".nodes"))
        if not len(kept):
            raise NoRoadsInArea(source.path)
        _write(source, kept, to)
    except (RuntimeError, ValueError) as error:
        raise RoadNetworkBroken(source.path, step="clip", detail=str(error)) from error
    finally:
        to.with_suffix(".nodes").unlink(missing_ok=True)
    progress(1.0)
    return Clipped(len(kept), roads)


def _ways_in(
    source: OsmFile, area: Area | None, progress: Callable[[float], None], *, index: Path
) -> tuple[IntArray, int]:
    """The numbers of the ways that touch the area, ascending, and how many are roads."""
    found: list[IntArray] = []
    roads = 0
    is_large = source.size > _LARGE_FILE
    storage = f"sparse_file_array,{index}" if is_large else "flex_mem"
    ways = osmium.FileProcessor(str(source.path), osmium.osm.NODE | osmium.osm.WAY)
    if area is not None:
        ways = ways.with_locations(storage)
    ways = ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    ways = ways.with_filter(osmium.filter.KeyFilter(*_KEYS))
    for batch in _batches(ways):
        inside = batch.inside(area)
        found.append(batch.ids[inside])
        roads += int(batch.is_road[inside].sum())
        # How many ways there are is not known before; each batch takes a share of what is left.
        progress(min(0.9, 0.02 * len(found)))
    together = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
    return np.unique(together), roads


@dataclass(frozen=True, eq=False)
class _Batch:
    """Ways and where their nodes lie: node ``i`` belongs to way ``way_of[i]``."""

    ids: IntArray
    is_road: BoolArray
    way_of: IntArray
    lon_lat: FloatArray

    def inside(self, area: Area | None) -> BoolArray:
        if area is None:
            return np.ones(len(self.ids), dtype=np.bool_)
        touching = self.way_of[area.holds(self.lon_lat)]
        return np.bincount(touching, minlength=len(self.ids)).astype(np.bool_)


# pyosmium carries no type information: Any.
def _batches(ways: Any) -> Iterator[_Batch]:
    ids: list[int] = []
    is_road: list[bool] = []
    owners: list[int] = []
    points: list[tuple[float, float]] = []
    for way in ways:
        if not _is_useful(way.tags):
            continue
        for node in way.nodes:
            place = node.location
            if place.valid():
                owners.append(len(ids))
                points.append((place.lon, place.lat))
        ids.append(way.id)
        is_road.append("highway" in way.tags)
        if len(ids) == _WAYS_AT_ONCE:
            yield _batch(ids, is_road, owners, points)
            ids, is_road, owners, points = [], [], [], []
    if ids:
        yield _batch(ids, is_road, owners, points)


def _batch(
    ids: list[int], is_road: list[bool], owners: list[int], points: list[tuple[float, float]]
) -> _Batch:
    return _Batch(
        np.array(ids, dtype=np.int64),
        np.array(is_road, dtype=np.bool_),
        np.array(owners, dtype=np.int64),
        np.array(points, dtype=np.float64).reshape(-1, 2),
    )


def _is_useful(tags: Any) -> bool:
    if "highway" in tags or "public_transport" in tags:
        return True
    return any(tags.get(key) in values for key, values in _ONLY.items())


def _write(source: OsmFile, kept: IntArray, to: Path) -> None:
    header = osmium.io.Header()
    if source.date:
        header.set("osmosis_replication_timestamp", f"{source.date}T00:00:00Z")
    wanted = osmium.IdTracker()
    for number in kept.tolist():
        wanted.add_way(number)
    wanted.complete_backward_references(str(source.path), relation_depth=0)
    parts = osmium.osm.NODE | osmium.osm.WAY
    with osmium.SimpleWriter(str(to), header=header, overwrite=True) as writer:
        # Applied instead of looped over: no object comes up to Python.
        osmium.apply(osmium.io.Reader(str(source.path), parts), wanted.id_filter(), writer)
        ways = wanted.way_ids()
        relations = osmium.FileProcessor(str(source.path), osmium.osm.RELATION)
        restrictions: Any = relations.with_filter(
            osmium.filter.KeyFilter("restriction", *_RESTRICTIONS)
        )
        for each in restrictions:
            if all(member.ref in ways for member in each.members if member.type == "w"):
                writer.add_relation(each)
