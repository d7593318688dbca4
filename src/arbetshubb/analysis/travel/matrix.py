"""The matrix of travel from homes to sites: seconds and metres, and why there is no way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.places import FloatArray, IntArray

type UInt8Array = npt.NDArray[np.uint8]
type Int32Array = npt.NDArray[np.int32]
type Float32Array = npt.NDArray[np.float32]

SECONDS_PER_MINUTE: Final = 60.0
METRES_PER_KM: Final = 1000.0


class Quality(StrEnum):
    """Whether distances were measured on a road network or estimated from a straight line."""

    NETWORK = "network"
    ESTIMATE = "estimate"


class NoWay(IntEnum):
    """Why a pair has no seconds and no metres."""

    NONE = 0
    """There is a way."""
    FAR_FROM_ROAD = 1
    """The origin or the site lies farther from every road than the engine moves a point."""
    OTHER_COMPONENT = 2
    """Both are by roads, but no road joins them in this direction."""
    BEYOND_CUTOFF = 3
    """There may be a way, but it is longer than was asked for."""
    UNKNOWN = 4
    """Nobody measured: a table without that row, or an engine that does not say why."""


@dataclass(frozen=True, eq=False)
class TravelMatrix:
    """One-way travel from every origin to every site, all arrays ``[origin, site]``.

    ``seconds`` and ``metres`` (along the quickest way) are float64, never negative, and ``nan``
    exactly where ``no_way`` is not ``NoWay.NONE``. ``quality`` holds for the whole matrix;
    ``source`` says engine, network and its date. 17 bytes a pair, 33 once ``minutes`` and ``km``
    have been read.

    Raises:
        ValueError: the shapes differ or are not two-dimensional, a value is negative or infinite,
            or ``nan`` and ``no_way`` do not agree.
    """

    seconds: FloatArray
    metres: FloatArray
    quality: Quality
    source: str
    no_way: UInt8Array

    def __post_init__(self) -> None:
        shapes = {self.seconds.shape, self.metres.shape, self.no_way.shape}
        if len(shapes) > 1 or self.seconds.ndim != 2:  # noqa: PLR2004 - origins and sites
            message = f"travel needs one shape [origin, site], not {sorted(shapes)}"
            raise ValueError(message)
        has_way = self.no_way == NoWay.NONE
        for name, values in (("seconds", self.seconds), ("metres", self.metres)):
            if not np.array_equal(np.isfinite(values), has_way) or np.isinf(values).any():
                message = f"{name} must be finite where there is a way and nan where there is none"
                raise ValueError(message)
            if (values < 0).any():
                message = f"{name} must not be negative"
                raise ValueError(message)

    @classmethod
    def of_minutes(
        cls,
        minutes: FloatArray,
        km: FloatArray,
        quality: Quality,
        source: str,
        no_way: UInt8Array | None = None,
    ) -> Self:
        """The matrix of ``minutes`` and ``km``; a pair that lacks either has no way.

        Without ``no_way`` the reason of every missing pair is ``NoWay.UNKNOWN``.
        """
        missing = np.isnan(minutes) | np.isnan(km)
        if no_way is None:
            no_way = np.where(missing, NoWay.UNKNOWN, NoWay.NONE).astype(np.uint8)
        seconds = np.where(missing, np.nan, minutes * SECONDS_PER_MINUTE)
        metres = np.where(missing, np.nan, km * METRES_PER_KM)
        return cls(seconds, metres, quality, source, no_way)

    @cached_property
    def minutes(self) -> FloatArray:
        """``[origin, site]`` minutes one way, ``nan`` where there is no way."""
        return np.asarray(self.seconds / SECONDS_PER_MINUTE, dtype=np.float64)

    @cached_property
    def km(self) -> FloatArray:
        """``[origin, site]`` kilometres one way along the quickest way, ``nan`` for none."""
        return np.asarray(self.metres / METRES_PER_KM, dtype=np.float64)

    def within(self, minutes: float) -> TravelMatrix:
        """The same travel where a way longer than ``minutes`` counts as ``BEYOND_CUTOFF``.

        A way of exactly ``minutes`` stays.

        Raises:
            ValueError: ``minutes`` is not a number of 0 or more.
        """
        beyond = self.seconds > cutoff_seconds(minutes)
        return replace(
            self,
            seconds=np.where(beyond, np.nan, self.seconds),
            metres=np.where(beyond, np.nan, self.metres),
            no_way=np.where(beyond, np.uint8(NoWay.BEYOND_CUTOFF), self.no_way),
        )


def cutoff_seconds(minutes: float) -> float:
    """A cut-off in seconds.

    Raises:
        ValueError: ``minutes`` is not a number of 0 or more.
    """
    if not minutes >= 0:
        message = f"a cut-off must be 0 minutes or more, not {minutes}"
        raise ValueError(message)
    return minutes * SECONDS_PER_MINUTE


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
