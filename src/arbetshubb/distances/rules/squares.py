"""The squares that may be within reach of a point: 1 km near it, 5 km far from it."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, pi, sqrt
from typing import Final

import numpy as np

from arbetshubb.analysis.places import CELL_METRES, FloatArray, IntArray, Sweref

MOST_SQUARES: Final = 12_000
COARSE_KM: Final = 5

# Straight-line kilometres an hour that nobody beats: the reach is asked of the engine, not of this.
TOP_SPEEDS: Final = {"car": 100.0, "bicycle": 30.0, "foot": 7.0, "transit": 130.0}


@dataclass(frozen=True, eq=False)
class Squares:
    """Squares of one or five kilometres; ``corner[square, (north, east)]`` in whole kilometres."""

    corner: IntArray
    size_km: IntArray

    @property
    def centres(self) -> FloatArray:
        """``[square, (north, east)]`` the middles in metres, SWEREF 99 TM."""
        middle = self.corner + self.size_km[:, None] / 2
        return np.asarray(middle * CELL_METRES, dtype=np.float64)

    @property
    def points(self) -> list[Sweref]:
        """The middles as points."""
        return [Sweref(float(north), float(east)) for north, east in self.centres]

    def rectangles(self) -> IntArray:
        """``[rectangle, (south, west, north, east)]`` in km: squares side by side as one.

        Covers the same ground with far fewer shapes, so that they are merged in no time.
        O(squares log squares).
        """
        north, east = self.corner[:, 0], self.corner[:, 1]
        order = np.lexsort((east, north, self.size_km))
        north, east, size = north[order], east[order], self.size_km[order]
        is_first = np.ones(len(order), dtype=np.bool_)
        is_first[1:] = (
            (north[1:] != north[:-1])
            | (size[1:] != size[:-1])
            | (east[1:] != east[:-1] + size[:-1])
        )
        first = np.flatnonzero(is_first)
        last = np.append(first[1:], len(order)) - 1
        return np.column_stack(
            [north[first], east[first], north[first] + size[first], east[last] + size[last]]
        )

    def where(self, chosen: np.ndarray) -> Squares:
        """Those chosen by a mask."""
        return Squares(self.corner[chosen], self.size_km[chosen])


def fine_reach_km(most: int = MOST_SQUARES) -> int:
    """How far from the point 1 km squares go, so that there are at most ``most`` of them."""
    return int(sqrt(most / pi)) // COARSE_KM * COARSE_KM


def squares_around(point: Sweref, *, reach_km: float, most: int = MOST_SQUARES) -> Squares:
    """Every square whose middle lies within ``reach_km`` in a straight line.

    Within ``fine_reach_km`` they are 1 km, beyond it 5 km: blocks of the same grid, so that no
    ground is covered twice. O(squares).
    """
    fine = fine_reach_km(most)
    if reach_km <= fine:
        return _ring(point, size=1, outer=reach_km)
    blocks = _ring(point, size=COARSE_KM, outer=reach_km)
    is_near = _km_from(point, blocks) <= fine - COARSE_KM
    near = _split(blocks.where(is_near))
    far = blocks.where(~is_near)
    return Squares(
        np.concatenate([near.corner, far.corner]), np.concatenate([near.size_km, far.size_km])
    )


def top_reach_km(minutes: float, way: str) -> float:
    """The farthest that ``minutes`` can lead in a straight line."""
    return TOP_SPEEDS[way] * minutes / 60


def straight_km_between(one: Sweref, other: Sweref) -> float:
    """Kilometres in a straight line."""
    return hypot(one.north - other.north, one.east - other.east) / CELL_METRES


def _ring(point: Sweref, *, size: int, outer: float) -> Squares:
    north = _corners(point.north / CELL_METRES, size, outer)
    east = _corners(point.east / CELL_METRES, size, outer)
    corner = np.stack(np.meshgrid(north, east, indexing="ij"), axis=-1).reshape(-1, 2)
    every = Squares(corner, np.full(len(corner), size, dtype=np.int64))
    # The square the point lies in always belongs, however short the reach.
    return every.where(_km_from(point, every) <= max(outer, size))


def _corners(at_km: float, size: int, outer: float) -> IntArray:
    first = int((at_km - outer) // size) * size
    last = int((at_km + outer) // size) * size
    return np.arange(first, last + size, size, dtype=np.int64)


def _km_from(point: Sweref, squares: Squares) -> FloatArray:
    away = squares.centres - np.array([point.north, point.east])
    return np.asarray(np.hypot(away[:, 0], away[:, 1]) / CELL_METRES, dtype=np.float64)


def _split(blocks: Squares) -> Squares:
    steps = np.arange(COARSE_KM, dtype=np.int64)
    inside = np.stack(np.meshgrid(steps, steps, indexing="ij"), axis=-1).reshape(1, -1, 2)
    corner = (blocks.corner[:, None, :] + inside).reshape(-1, 2)
    return Squares(corner, np.ones(len(corner), dtype=np.int64))
