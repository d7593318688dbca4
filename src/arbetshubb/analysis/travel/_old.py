"""How long it takes from homes to sites: the matrix, the protocol, the stated estimate and tables.

A real road network plugs in through ``Router`` (integrations/roads); no file is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

import numpy as np

from arbetshubb.analysis.places import Cell, FloatArray, IntArray, Sweref, sweref_array

DETOUR_FACTOR: Final = 1.30
START_MINUTES: Final = 2.0
TOP_SPEED: Final = 80.0
SPEED_LOST_NEAR: Final = 48.0
SPEED_REACH_KM: Final = 10.0
_ESTIMATE: Final = re.compile(
    r"straight line × (?P<factor>\d+\.\d+)(; (?P<known>\d+) of (?P<pairs>\d+) distances known)?"
)


class Quality(StrEnum):
    """Whether distances were measured on a road network or estimated from a straight line."""

    NETWORK = "network"
    ESTIMATE = "estimate"


@dataclass(frozen=True, eq=False)
class TravelMatrix:
    """One-way travel by road: ``minutes[origin, site]`` and ``km[origin, site]``.

    No way is ``nan`` in both. The two arrays have one shape; values are never negative.
    ``quality`` holds for the whole matrix; ``source`` says engine, network and its date.
    """

    minutes: FloatArray
    km: FloatArray
    quality: Quality
    source: str


class Router(Protocol):
    """Whatever can measure travel between points."""

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way car travel from every origin to every destination."""
        ...


@dataclass(frozen=True, slots=True)
class EstimateRouter:
    """Road travel guessed from straight lines; for planning when no network is at hand.

    ``km`` = straight line × ``detour_factor``; ``minutes`` by ``minutes_by_road``. Against a road
    network the distance is wrong by 9–14 % in the median and 25–38 % at the 90th percentile, in the
    fells 19 and 49 %; round lakes the true factor reaches 1.45–1.67 (own measurement, November
    2026). Never use it for a strict threshold such as the 70–100 km rule.

    The straight line is taken in the plane of SWEREF 99 TM, not along the great circle: within
    Sweden the two differ by at most 0.2 % (the projection's scale runs from 0.9996 on its central
    meridian to 1.0018 at Haparanda), a fiftieth of the error above. O(pairs).
    """

    detour_factor: float = DETOUR_FACTOR

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """Estimated one-way car travel from every origin to every destination."""
        km = straight_km(origins, destinations) * self.detour_factor
        source = str(EstimateSource(self.detour_factor))
        return TravelMatrix(minutes_by_road(km), km, Quality.ESTIMATE, source)


@dataclass(frozen=True, slots=True)
class EstimateSource:
    """What the ``source`` of an estimate says, so that it can be said in another language.

    ``known`` of ``pairs`` distances were corrected by ``with_known``; both 0 when none were.
    """

    detour_factor: float
    known: int = 0
    pairs: int = 0

    def __str__(self) -> str:
        """The source as a ``TravelMatrix`` and a published plan carry it."""
        estimate = f"straight line × {self.detour_factor:.2f}"
        if not self.known:
            return estimate
        return estimate + _known_of(self.known, self.pairs)


def estimate_source(source: str) -> EstimateSource | None:
    """What ``str(EstimateSource(…))`` says; ``None`` for every other source."""
    found = _ESTIMATE.fullmatch(source)
    if found is None:
        return None
    return EstimateSource(
        float(found["factor"]), int(found["known"] or 0), int(found["pairs"] or 0)
    )


def straight_km(origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> FloatArray:
    """Straight-line kilometres ``[origin, destination]`` in the plane of SWEREF 99 TM."""
    start, end = sweref_array(origins), sweref_array(destinations)
    north = start[:, None, 0] - end[None, :, 0]
    east = start[:, None, 1] - end[None, :, 1]
    return np.asarray(np.hypot(north, east) / 1000.0, dtype=np.float64)


def minutes_by_road(km: FloatArray) -> FloatArray:
    """Minutes by car for road kilometres: 2 + 60·km/v with v = 80 − 48·exp(−km/10) km/h.

    The two minutes are for getting to and from the car; short trips go at town speed (32 km/h),
    long ones at 80. ``nan`` stays ``nan``.
    """
    speed = TOP_SPEED - SPEED_LOST_NEAR * np.exp(-km / SPEED_REACH_KM)
    return np.asarray(START_MINUTES + 60.0 * km / speed, dtype=np.float64)


def with_known(matrix: TravelMatrix, overrides: Mapping[tuple[int, int], float]) -> TravelMatrix:
    """An estimate corrected by known road kilometres for some ``(origin, site)`` pairs.

    It stays an estimate, since most pairs still are; minutes of the corrected pairs follow
    ``minutes_by_road``. ``source`` says how many pairs are known.

    Raises:
        ValueError: the matrix was measured on a network (a table of round figures would make it
            worse without showing), or a distance is negative or not finite.
    """
    if matrix.quality is not Quality.ESTIMATE:
        message = "known distances correct an estimate, not a measured matrix"
        raise ValueError(message)
    if not overrides:
        return matrix
    pairs = np.array(list(overrides), dtype=np.int64)
    known = np.array(list(overrides.values()), dtype=np.float64)
    if not np.all(np.isfinite(known) & (known >= 0)):
        message = "a known distance must be a finite number of kilometres, 0 or more"
        raise ValueError(message)
    km, minutes = matrix.km.copy(), matrix.minutes.copy()
    km[pairs[:, 0], pairs[:, 1]] = known
    minutes[pairs[:, 0], pairs[:, 1]] = minutes_by_road(known)
    source = matrix.source + _known_of(len(known), km.size)
    return TravelMatrix(minutes, km, Quality.ESTIMATE, source)


def _known_of(known: int, pairs: int) -> str:
    return f"; {known} of {pairs} distances known"


@dataclass(frozen=True, eq=False)
class TravelTable:
    """Measured travel as columns, one row a pair: what a routing engine or a file gives.

    ``seconds`` and ``metres`` belong to the same row of ``from_id`` and ``to_id``. A pair that is
    missing has no known way. A pair given more than once counts with its quickest row.

    Raises:
        ValueError: the columns differ in length, or a value is negative.
    """

    from_id: Sequence[str]
    to_id: Sequence[str]
    seconds: FloatArray
    metres: FloatArray
    source: str

    def __post_init__(self) -> None:
        if len({len(self.from_id), len(self.to_id), len(self.seconds), len(self.metres)}) > 1:
            message = "the columns of a travel table must have one length"
            raise ValueError(message)
        if np.any(self.seconds < 0) or np.any(self.metres < 0):
            message = "seconds and metres must not be negative"
            raise ValueError(message)


def matrix_from_table(
    table: TravelTable, *, origins: Sequence[str], destinations: Sequence[str]
) -> TravelMatrix:
    """The measured matrix ``[origin, destination]``; pairs not in the table are ``nan``.

    Rows about other ids are left out. Quality is always ``NETWORK``: holes are never filled with
    estimates, since a matrix must not mix the two. O(rows log rows + pairs).
    """
    origin_ids, destination_ids = tuple(dict.fromkeys(origins)), tuple(dict.fromkeys(destinations))
    rows = _positions(table.from_id, origin_ids)
    columns = _positions(table.to_id, destination_ids)
    seconds = np.asarray(table.seconds, dtype=np.float64)
    metres = np.asarray(table.metres, dtype=np.float64)
    is_way = (rows >= 0) & (columns >= 0) & np.isfinite(seconds) & np.isfinite(metres)
    # Slowest first, so that the quickest of several rows for a pair is written last and stays.
    order = np.flatnonzero(is_way)[np.argsort(-seconds[is_way], kind="stable")]
    minutes = np.full((len(origin_ids), len(destination_ids)), np.nan)
    km = minutes.copy()
    minutes[rows[order], columns[order]] = seconds[order] / 60.0
    km[rows[order], columns[order]] = metres[order] / 1000.0
    asked = np.ix_(_positions(origins, origin_ids), _positions(destinations, destination_ids))
    return TravelMatrix(minutes[asked], km[asked], Quality.NETWORK, table.source)


@dataclass(frozen=True, eq=False)
class TableRouter:
    """A ``Router`` over a table whose ``from_id`` are cell ids and ``to_id`` are site ids.

    ``site_at`` names the site at each position that may be asked for.
    """

    table: TravelTable
    site_at: Mapping[Sweref, str]

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """Travel from the cells holding ``origins`` to the sites at ``destinations``."""
        return matrix_from_table(
            self.table,
            origins=[Cell.containing(point).id for point in origins],
            destinations=[self.site_at.get(point, "") for point in destinations],
        )


def nearest_of(travel: TravelMatrix, sites: IntArray) -> IntArray:
    """``[origin]`` the one of ``sites`` with fewest minutes (ties: the first), -1 for none."""
    if not len(sites):
        return np.full(len(travel.minutes), -1, dtype=np.int64)
    minutes = travel.minutes[:, sites]
    minutes = np.where(np.isnan(minutes), np.inf, minutes)
    best = minutes.argmin(axis=1)
    is_way = np.isfinite(minutes[np.arange(len(minutes)), best])
    return np.where(is_way, sites[best], -1)


def way_to(values: FloatArray, site: IntArray) -> FloatArray:
    """``[origin]`` the minutes or km in ``values[origin, site]`` to each origin's ``site``.

    ``nan`` where the site is -1 (none).
    """
    found = np.full(len(site), np.nan)
    has = np.flatnonzero(site >= 0)
    found[has] = values[has, site[has]]
    return found


def _positions(ids: Sequence[str], wanted: Sequence[str]) -> IntArray:
    """``[row]`` where each id stands in ``wanted`` (each once), -1 when it does not."""
    position = {name: index for index, name in enumerate(wanted)}
    return np.fromiter((position.get(name, -1) for name in ids), dtype=np.int64, count=len(ids))
