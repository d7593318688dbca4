"""What an estimate of road travel rests on: a detour factor, a speed curve and their errors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

import numpy as np

from arbetshubb.analysis.places import FloatArray

DETOUR_FACTOR: Final = 1.30
START_MINUTES: Final = 2.0
TOP_SPEED: Final = 80.0
SPEED_LOST_NEAR: Final = 48.0
SPEED_REACH_KM: Final = 10.0


@dataclass(frozen=True, slots=True)
class EstimateError:
    """How wrong an estimate was on pairs it was not fitted to.

    ``median`` and ``p90`` are absolute errors as shares of the measured value (0.12 is 12 %).
    """

    pairs: int
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Straight line to road: km = straight × ``factor``; minutes by ``minutes_by_road``.

    At a road distance of d km the speed is ``top_speed − speed_lost_near · exp(−d /
    speed_reach_km)`` km/h, after ``start_minutes`` for getting to and from the car. ``source`` and
    ``date`` say what it was fitted to and when; empty for the stated one, whose errors are ranges
    (docs/methods/travel.md).

    Raises:
        ValueError: a value is not finite, the factor is under 1, or a speed would not be positive.
    """

    factor: float
    start_minutes: float
    top_speed: float
    speed_lost_near: float
    speed_reach_km: float
    source: str = ""
    date: str = ""
    km_error: EstimateError | None = None
    minutes_error: EstimateError | None = None

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, self.curve)) or not math.isfinite(self.factor):
            message = "a calibration needs finite numbers"
            raise ValueError(message)
        if self.factor < 1:
            message = f"a road is never shorter than the straight line: factor {self.factor}"
            raise ValueError(message)
        if not 0 <= self.speed_lost_near < self.top_speed or self.speed_reach_km <= 0:
            message = "the speed must be positive at every distance"
            raise ValueError(message)
        if self.start_minutes < 0:
            message = "the minutes to start must be 0 or more"
            raise ValueError(message)

    @property
    def curve(self) -> tuple[float, float, float, float]:
        """``start_minutes``, ``top_speed``, ``speed_lost_near`` and ``speed_reach_km``."""
        return (self.start_minutes, self.top_speed, self.speed_lost_near, self.speed_reach_km)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as JSON keeps them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The calibration that ``to_dict`` gave.

        Raises:
            ValueError: a value is missing, unknown or not possible.
        """
        try:
            given = dict(values)
            for name in ("km_error", "minutes_error"):
                error = given.pop(name, None)
                given[name] = None if error is None else EstimateError(**error)
            for field in fields(cls)[:5]:
                given[field.name] = float(given[field.name])
            return cls(**given)
        except (KeyError, TypeError) as error:
            message = f"not a calibration: {error}"
            raise ValueError(message) from error


DEFAULT_CALIBRATION: Final = Calibration(
    factor=DETOUR_FACTOR,
    start_minutes=START_MINUTES,
    top_speed=TOP_SPEED,
    speed_lost_near=SPEED_LOST_NEAR,
    speed_reach_km=SPEED_REACH_KM,
)


def minutes_by_road(km: FloatArray, calibration: Calibration = DEFAULT_CALIBRATION) -> FloatArray:
    """Minutes by car for road kilometres; by default 2 + 60·km/v, v = 80 − 48·exp(−km/10) km/h.

    The two minutes are for getting to and from the car; short trips go at town speed (32 km/h),
    long ones at 80. ``nan`` stays ``nan``.
    """
    start, top, lost, reach = calibration.curve
    speed = top - lost * np.exp(-km / reach)
    return np.asarray(start + 60.0 * km / speed, dtype=np.float64)
