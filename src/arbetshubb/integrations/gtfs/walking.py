"""Walks to, from and between stops: straight line × the detour factor at a walker's speed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from arbetshubb.analysis.places import FloatArray, Sweref, sweref_array
from arbetshubb.analysis.travel import DETOUR_FACTOR
from arbetshubb.integrations.gtfs.engine import Walks


@dataclass(frozen=True, slots=True)
class Walking:
    """How fast and how far people walk: ``speed`` in km/h, the longest walks in minutes."""

    speed: float
    to_stop_minutes: float = 20.0
    between_stops_minutes: float = 5.0

    def seconds(self, straight_metres: float) -> int:
        """Whole seconds for a straight line, rounded up."""
        return math.ceil(straight_metres * DETOUR_FACTOR / (self.speed / 3.6))

    def reach(self, minutes: float) -> float:
        """How far away, in a straight line in metres, something within ``minutes`` may be."""
        return minutes * 60 * self.speed / 3.6 / DETOUR_FACTOR


def walks_to_stops(
    points: Sequence[Sweref], stop_ids: Sequence[str], positions: FloatArray, walking: Walking
) -> Walks:
    """``[point]`` the stops within ``to_stop_minutes``, with seconds."""
    if not points or not len(positions):
        return [[] for _ in points]
    where = sweref_array(points)
    reach = walking.reach(walking.to_stop_minutes)
    near: Iterable[list[int]] = cKDTree(positions).query_ball_point(where, reach)  # type: ignore[assignment]  # scipy-stubs take many points for one
    return [
        [
            (stop_ids[stop], walking.seconds(float(math.dist(here, positions[stop]))))
            for stop in sorted(stops)
        ]
        for here, stops in zip(where, near, strict=True)
    ]


def walks_between_stops(
    stop_ids: Sequence[str], positions: FloatArray, walking: Walking
) -> list[tuple[str, str, int, float]]:
    """Pairs of stops within ``between_stops_minutes``: from, to, seconds, metres; both ways."""
    if not len(positions):
        return []
    reach = walking.reach(walking.between_stops_minutes)
    pairs = cKDTree(positions).query_pairs(reach, output_type="ndarray")
    straight = np.hypot(*(positions[pairs[:, 0]] - positions[pairs[:, 1]]).T)
    walks = []
    for (one, other), metres in zip(pairs.tolist(), straight.tolist(), strict=True):
        seconds, along = walking.seconds(metres), metres * DETOUR_FACTOR
        walks.append((stop_ids[one], stop_ids[other], seconds, along))
        walks.append((stop_ids[other], stop_ids[one], seconds, along))
    return walks
