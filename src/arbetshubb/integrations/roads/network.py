"""Travel on a built road network, through OSRM in this process.

OSRM's profile of the way of travelling decides speeds, one-way streets, turn restrictions, access
and ferries. Building the network is in ``build``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import osrm

from arbetshubb.analysis.places import (
    BoolArray,
    FloatArray,
    Sweref,
    sweref_from_wgs84,
    wgs84_from_sweref,
)
from arbetshubb.analysis.travel import NoWay, Quality, Route, TravelMatrix, UInt8Array
from arbetshubb.integrations.roads.build import Order, build
from arbetshubb.integrations.roads.errors import NoRoadsInArea, RoadNetworkBroken
from arbetshubb.integrations.roads.folder import ABOUT, BASE, check_mode, read_network
from arbetshubb.integrations.roads.osm_file import content_fingerprint, osm_file
from arbetshubb.integrations.roads.programs import engine_version

SNAP_METRES: Final = 5000.0
"""A point farther than this from any road has no way anywhere."""

# One call to OSRM searches once from each point and answers with objects, some 50 bytes a number:
# as many points as possible at once, within a hundred megabytes.
ORIGINS_AT_ONCE: Final = 2000
PAIRS_AT_ONCE: Final = 1_000_000

# Contraction hierarchies: slower to build than OSRM's other method, but twice as fast for the
# many-to-many tables that are nearly all we ask (measured: 0.20 s against 0.47 s, 2,000 by 100).
_ALGORITHM: Final = "CH"


class OsrmRouter:
    """Travel by one mode on the network in a folder.

    Raises:
        RoadError: the folder holds no whole network of this engine, or none for ``mode``.
    """

    def __init__(self, folder: Path, mode: str = "car") -> None:
        self.folder = folder
        self.network = read_network(folder)
        check_mode(folder, self.network, mode)
        self.mode = mode
        self._engine = osrm.OSRM(
            algorithm=_ALGORITHM,
            storage_config=str(folder / mode / BASE),
            use_shared_memory=False,
            max_locations_distance_table=-1,
        )

    @property
    def source(self) -> str:
        """Engine, profile, day of the network and fingerprint, in no language: a figure's source.

        ``OSRM 26.10.0, car.lua, OpenStreetMap 2026-10-28, 0123456789abcdef``; the day is left out
        when the extract did not say it.
        """
        roads = f"OpenStreetMap {self.network.date}".strip()
        return f"OSRM {self.network.engine}, {self.mode}.lua, {roads}, {self.network.fingerprint}"

    @property
    def fingerprint(self) -> str:
        """A text that changes whenever an answer may."""
        return f"osrm {self.network.engine} {self.mode} {self.network.fingerprint} {SNAP_METRES}"

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel along the quickest way.

        A point is moved to the nearest road; farther away than ``SNAP_METRES`` it is
        ``FAR_FROM_ROAD``. Two points that no road joins are in ``OTHER_COMPONENT``. 17 bytes a
        pair and a hundred megabytes while it runs.
        """
        shape = (len(origins), len(destinations))
        seconds, metres = np.empty(shape), np.empty(shape)
        no_way = np.zeros(shape, dtype=np.uint8)
        starts, ends = wgs84_from_sweref(origins), wgs84_from_sweref(destinations)
        at_once = _origins_at_once(len(destinations))
        for rows in _blocks(len(origins) if destinations else 0, at_once):
            answer = self._table(starts[rows], ends)
            seconds[rows], metres[rows], no_way[rows] = _answered(answer)
        return TravelMatrix(seconds, metres, Quality.NETWORK, self.source, no_way)

    def route(self, origin: Sweref, destination: Sweref) -> Route | None:
        """The quickest way with its line; ``None`` where there is none."""
        points = wgs84_from_sweref([origin, destination])
        try:
            answer = self._engine.Route(
                osrm.RouteParameters(
                    coordinates=_pairs(points), geometries="geojson", overview="full"
                )
            )
        except RuntimeError as error:
            if "NoRoute" in str(error) or "NoSegment" in str(error):
                return None
            raise
        if _is_far(answer["waypoints"]).any():
            return None
        found = answer["routes"][0]
        return Route(
            seconds=float(found["duration"]),
            metres=float(found["distance"]),
            line=tuple(
                sweref_from_wgs84(lat, lon) for lon, lat in found["geometry"]["coordinates"]
            ),
            source=self.source,
            quality=Quality.NETWORK,
        )

    # OSRM's answers are its own list and dict types, which carry no type information: Any.
    def _table(self, starts: FloatArray, ends: FloatArray) -> Any:
        count = len(starts)
        return self._engine.Table(
            osrm.TableParameters(
                coordinates=_pairs(starts) + _pairs(ends),
                sources=list(range(count)),
                destinations=list(range(count, count + len(ends))),
                annotations=["duration", "distance"],
                generate_hints=False,
            )
        )


def build_network(
    path: Path, *, cache: Path, progress: Callable[[str, float], None] | None = None
) -> OsrmRouter:
    """A router for car on the extract at ``path``, built unless ``cache`` already holds it.

    A build that was stopped goes on where it was; one that failed leaves nothing.

    Raises:
        RoadError: the extract cannot be read, holds no roads, or is being built by somebody else.
    """
    report = progress or (lambda _stage, _share: None)
    source = osm_file(path)
    folder = cache / f"osrm-{engine_version()}-{content_fingerprint(path)}"
    if not (folder / ABOUT).is_file():
        cache.mkdir(parents=True, exist_ok=True)
        order = Order(source, folder, modes=("car",))
        try:
            build(order, lambda step, share: report("travel", _share_of_build(step, share)))
        except (RoadNetworkBroken, NoRoadsInArea):
            shutil.rmtree(folder, ignore_errors=True)
            raise
    report("travel", 1.0)
    return OsrmRouter(folder)


# What each step takes of a build's time; measured on the Porto extract.
_BEFORE: Final = {"clip": (0.0, 0.05), "extract-car": (0.05, 0.2), "contract-car": (0.2, 1.0)}


def _share_of_build(step: str, share: float) -> float:
    start, end = _BEFORE[step]
    return start + (end - start) * share


def _origins_at_once(destinations: int) -> int:
    return max(1, min(ORIGINS_AT_ONCE, PAIRS_AT_ONCE // max(destinations, 1)))


def _blocks(count: int, size: int) -> Iterator[slice]:
    return (slice(start, min(start + size, count)) for start in range(0, count, size))


def _pairs(points: FloatArray) -> list[tuple[float, float]]:
    return [(longitude, latitude) for longitude, latitude in points.tolist()]


def _answered(answer: Any) -> tuple[FloatArray, FloatArray, UInt8Array]:
    """Seconds, metres and ``NoWay`` of one answer."""
    seconds, metres = _numbers(answer["durations"]), _numbers(answer["distances"])
    is_far = np.logical_or.outer(_is_far(answer["sources"]), _is_far(answer["destinations"]))
    is_apart = np.isnan(seconds) | np.isnan(metres)
    no_way = np.where(is_apart, np.uint8(NoWay.OTHER_COMPONENT), np.uint8(NoWay.NONE))
    no_way[is_far] = NoWay.FAR_FROM_ROAD
    has_none = no_way != NoWay.NONE
    seconds[has_none] = metres[has_none] = np.nan
    return seconds, metres, no_way


def _numbers(rows: Any) -> FloatArray:
    # A list of each row, made by its iterator in C, is what numpy reads quickest; None becomes nan.
    return np.array([list(row) for row in rows], dtype=np.float64)


def _is_far(waypoints: Any) -> BoolArray:
    distances = [np.inf if point is None else point["distance"] for point in waypoints]
    return np.asarray(np.array(distances) > SNAP_METRES, dtype=np.bool_)
