"""The estimate fitted to measured pairs, with its errors on pairs that it was not fitted to."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.analysis.travel.calibration import (
    DEFAULT_CALIBRATION,
    Calibration,
    EstimateError,
    minutes_by_road,
)

FEWEST_PAIRS: Final = 20
_FOLDS: Final = 5
_MOST_TIMED: Final = 20_000
"""Pairs that the speed curve is fitted to; more do not change four numbers."""

# start_minutes, top_speed, speed_lost_near as a share of top_speed, speed_reach_km.
_LOWEST: Final = (0.0, 30.0, 0.0, 1.0)
_HIGHEST: Final = (10.0, 130.0, 0.95, 100.0)
_LARGE_RESIDUAL: Final = 0.1
"""Relative errors beyond this count by their size, not its square."""


class _Pairs(NamedTuple):
    straight: FloatArray
    road: FloatArray
    minutes: FloatArray  # nan where nobody measured the time
    weights: FloatArray

    def where(self, chosen: BoolArray) -> _Pairs:
        return _Pairs(*(values[chosen] for values in self))


def calibrate(  # noqa: PLR0913 - what was measured, and where it comes from
    straight_km: FloatArray,
    road_km: FloatArray,
    minutes: FloatArray | None,
    *,
    source: str,
    date: str = "",
    weights: FloatArray | None = None,
) -> Calibration:
    """The calibration that is least wrong, in per cent, on measured pairs.

    The factor is the weighted median of road / straight: half of the roads are longer than
    estimated, half shorter, and a few ways round a lake do not move it. The speed curve is a
    bounded least-squares fit of relative errors, large ones damped (soft L1), so that a ferry does
    not bend it; with fewer than ``FEWEST_PAIRS`` times it stays the stated one. Errors are measured
    by five-fold cross-validation: each fifth of the pairs is estimated, from its straight line
    alone, by what the other four teach. The same pairs in the same order give the same calibration.

    Args:
        straight_km: straight lines, in the plane of SWEREF 99 TM (``straight_km``).
        road_km: the same pairs by road. Pairs without a way (``nan``) or without a straight line
            (0) are left out.
        minutes: the same pairs' minutes, ``nan`` where unknown; ``None`` when no time is known.
        source: what was measured on: engine, network and its date.
        date: when it was fitted.
        weights: how much each pair counts, such as how many travel it; all alike by default.

    Raises:
        ValueError: the arrays differ in length, a weight is negative or not finite, or fewer than
            ``FEWEST_PAIRS`` pairs can be used.
    """
    pairs = _usable(straight_km, road_km, minutes, weights)
    fold = np.random.default_rng(0).permutation(len(pairs.road)) % _FOLDS
    km_errors, minutes_errors = np.empty(len(fold)), np.empty(len(fold))
    for held_out in range(_FOLDS):
        is_held = fold == held_out
        fitted, test = _fit(pairs.where(~is_held)), pairs.where(is_held)
        km = test.straight * fitted.factor
        km_errors[is_held] = np.abs(km / test.road - 1)
        minutes_errors[is_held] = np.abs(minutes_by_road(km, fitted) / test.minutes - 1)
    best = _fit(pairs)
    return Calibration(
        best.factor,
        *best.curve,
        source=source,
        date=date,
        km_error=_error(km_errors, pairs.weights),
        minutes_error=_error(minutes_errors, pairs.weights),
    )


def _usable(
    straight_km: FloatArray,
    road_km: FloatArray,
    minutes: FloatArray | None,
    weights: FloatArray | None,
) -> _Pairs:
    times = np.full(len(road_km), np.nan) if minutes is None else minutes
    counts = np.ones(len(road_km)) if weights is None else weights
    if len({len(straight_km), len(road_km), len(times), len(counts)}) > 1:
        message = "straight lines, roads, minutes and weights must be of the same pairs"
        raise ValueError(message)
    if not (np.isfinite(counts) & (counts >= 0)).all():
        message = "a weight must be a finite number, 0 or more"
        raise ValueError(message)
    given = (straight_km, road_km, np.where(times > 0, times, np.nan), counts)
    pairs = _Pairs(*(np.asarray(values, dtype=np.float64) for values in given))
    has_both = (pairs.straight > 0) & (pairs.road > 0) & np.isfinite(pairs.road)
    used = pairs.where(has_both & (pairs.weights > 0))
    if len(used.road) < FEWEST_PAIRS:
        message = f"{len(used.road)} measured pairs are too few; {FEWEST_PAIRS} are needed"
        raise ValueError(message)
    return used


def _fit(pairs: _Pairs) -> Calibration:
    # Rounded, so that what a source says (estimate_source) is what was used.
    factor = max(1.0, _weighted_quantile(pairs.road / pairs.straight, pairs.weights, 0.5))
    start, top, lost_share, reach = _curve(pairs)
    return Calibration(
        factor=round(factor, 3),
        start_minutes=round(start, 3),
        top_speed=round(top, 3),
        speed_lost_near=round(lost_share * top, 3),
        speed_reach_km=round(reach, 3),
    )


def _weighted_quantile(values: FloatArray, weights: FloatArray, share: float) -> float:
    """The least value that, with all below it, holds ``share`` of the weight."""
    order = np.argsort(values, kind="stable")
    held = np.cumsum(weights[order])
    return float(values[order][min(np.searchsorted(held, share * held[-1]), len(values) - 1)])


def _curve(pairs: _Pairs) -> tuple[float, float, float, float]:
    """``start_minutes``, ``top_speed``, the share of it lost near, ``speed_reach_km``."""
    from scipy.optimize import least_squares  # noqa: PLC0415 - a second that few runs need

    start, top, lost, reach = DEFAULT_CALIBRATION.curve
    stated = (start, top, lost / top, reach)
    timed = pairs.where(np.isfinite(pairs.minutes))
    if len(timed.road) < FEWEST_PAIRS:
        return stated
    every = -(-len(timed.road) // _MOST_TIMED)
    km, minutes = timed.road[::every], timed.minutes[::every]
    weights = timed.weights[::every]

    def relative_errors(shape: FloatArray) -> FloatArray:
        speed = shape[1] * (1 - shape[2] * np.exp(-km / shape[3]))
        return np.asarray((shape[0] + 60.0 * km / speed) / minutes - 1)

    def damped(squares: FloatArray, /, *, cost_only: bool | None = None) -> FloatArray:  # noqa: ARG001 - SciPy's
        """Soft L1 and its two derivatives, as ``least_squares`` asks for them."""
        root = np.sqrt(1 + squares)
        return np.asarray(weights * np.stack([2 * (root - 1), 1 / root, -0.5 / root**3]))

    found = least_squares(
        relative_errors,
        stated,
        bounds=(_LOWEST, _HIGHEST),
        loss=damped,
        f_scale=_LARGE_RESIDUAL,
        x_scale=stated,
    )
    start, top, lost_share, reach = found.x.tolist()
    return start, top, lost_share, reach


def _error(errors: FloatArray, weights: FloatArray) -> EstimateError | None:
    measured = np.isfinite(errors)
    if not measured.any():
        return None
    median, p90 = (
        round(_weighted_quantile(errors[measured], weights[measured], share), 4)
        for share in (0.5, 0.9)
    )
    return EstimateError(int(measured.sum()), median, p90)
