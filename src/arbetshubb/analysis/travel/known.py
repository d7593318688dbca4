"""Travel corrected by known ways: what somebody measured, drove or agreed, pair by pair."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.travel.calibration import DEFAULT_CALIBRATION, minutes_by_road
from arbetshubb.analysis.travel.estimate import estimate_source
from arbetshubb.analysis.travel.known_source import known_ways_in, said_as_known
from arbetshubb.analysis.travel.matrix import (
    METRES_PER_KM,
    SECONDS_PER_MINUTE,
    NoWay,
    Quality,
    TravelMatrix,
)


@dataclass(frozen=True, slots=True)
class KnownWay:
    """A known way between one origin and one site; ``source`` says who knows it and how.

    ``minutes`` is ``None`` when only the distance is known.

    Raises:
        ValueError: km or minutes is negative or not finite.
    """

    km: float
    minutes: float | None
    source: str

    def __post_init__(self) -> None:
        for name, value in (("km", self.km), ("minutes", self.minutes)):
            if value is not None and not (math.isfinite(value) and value >= 0):
                message = f"a known way needs a finite number of {name}, 0 or more, not {value}"
                raise ValueError(message)


def with_known(matrix: TravelMatrix, overrides: Mapping[tuple[int, int], KnownWay]) -> TravelMatrix:
    """The matrix where each ``(origin, site)`` of ``overrides`` is as known; the rest is untouched.

    Its quality stays: most pairs still are what they were. Its ``source`` says how many pairs are
    known (``known_ways_in``). Where only the distance is known, a measured pair keeps its mean
    speed; an estimated one, and a pair that had no way, gets the minutes of the estimate's curve.

    Raises:
        ValueError: the matrix is corrected already (give everything known at once, so that no
            pair is counted twice).
        IndexError: a pair is outside the matrix.
    """
    if not overrides:
        return matrix
    if known_ways_in(matrix.source):
        message = "a matrix is corrected once, by everything that is known"
        raise ValueError(message)
    where = _positions(matrix, list(overrides))
    km = np.array([way.km for way in overrides.values()], dtype=np.float64)
    minutes = np.array(
        [np.nan if way.minutes is None else way.minutes for way in overrides.values()]
    )
    minutes = np.where(np.isnan(minutes), _minutes_of_distance(matrix, where, km), minutes)
    seconds, metres, no_way = matrix.seconds.copy(), matrix.metres.copy(), matrix.no_way.copy()
    seconds[where] = minutes * SECONDS_PER_MINUTE
    metres[where] = km * METRES_PER_KM
    no_way[where] = NoWay.NONE
    source = said_as_known(matrix.source, len(km), seconds.size)
    return replace(matrix, seconds=seconds, metres=metres, no_way=no_way, source=source)


def _positions(matrix: TravelMatrix, pairs: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    origin, site = np.array(pairs, dtype=np.int64).T
    origins, sites = matrix.seconds.shape
    if not np.all((origin >= 0) & (origin < origins) & (site >= 0) & (site < sites)):
        message = f"a known way is outside the {origins} origins and {sites} sites"
        raise IndexError(message)
    return origin, site


def _minutes_of_distance(
    matrix: TravelMatrix, where: tuple[IntArray, IntArray], km: FloatArray
) -> FloatArray:
    estimate = estimate_source(matrix.source)
    curve = minutes_by_road(km, estimate.calibration if estimate else DEFAULT_CALIBRATION)
    if matrix.quality is Quality.ESTIMATE:
        return curve
    was_km, was_minutes = matrix.km[where], matrix.minutes[where]
    has_speed = (was_km > 0) & (was_minutes > 0)
    share = np.divide(km, was_km, out=np.zeros_like(km), where=has_speed)
    return np.where(has_speed, was_minutes * share, curve)
