"""Shares that reach a hub, rounded so far that nobody can count a small group out of them.

"99 % of 2,340" tells that about twenty do not reach a hub; "99.9 %" that two do not. Where the
exact share is hidden a rounded one is shown instead, with steps as wide as the municipality is
small, and the whole is audited as an attacker would read it: every share an interval, the shown
1 km cells and the total known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray

STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2)
_DUST: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Reached:
    """How many of each municipality's employees reach a hub; all ``[municipality]``.

    ``shown_reached`` and ``shown_not`` of them live in cells that are shown one by one.
    """

    employees: IntArray
    reached: IntArray
    shown_reached: IntArray
    shown_not: IntArray


@dataclass(frozen=True, eq=False)
class Shares:
    """Shares 0-1 that may be shown, ``nan`` where none may, and the counts they may stand for.

    ``each``, ``low`` and ``high`` are ``[municipality]``; ``total`` is the share of everybody.
    """

    each: FloatArray
    low: FloatArray
    high: FloatArray
    total: float


def beside_each_other(
    before: Reached, today: Shares, after: Reached, planned: Shares, *, limit: int
) -> tuple[Shares, Shares]:
    """The same shares without those that together tell that a small group comes or goes."""
    told = _is_told(after.reached - before.reached, planned.high - today.low, limit=limit)
    told |= _is_told(before.reached - after.reached, today.high - planned.low, limit=limit)
    told &= (today.low < today.high) | (planned.low < planned.high)
    return (
        replace(today, each=np.where(told, np.nan, today.each)),
        replace(planned, each=np.where(told, np.nan, planned.each)),
    )


def step_for(employees: int, *, limit: int) -> float | None:
    """The finest step whose half holds two small groups; ``None`` if none does."""
    for step in STEPS:
        if step * employees >= 4 * limit:
            return step
    return None


def reach_shares(
    found: Reached, *, hidden: BoolArray, unknown: BoolArray, is_total_exact: bool, limit: int
) -> Shares:
    """Shares that may be shown for each municipality and for all.

    Args:
        found: the true counts.
        hidden: ``[municipality]`` where the exact share must not be shown.
        unknown: ``[municipality]`` where not even the number of employees is shown.
        is_total_exact: whether the exact share of all may be shown.
        limit: groups smaller than this are small.
    """
    shares, lows, highs = _all_exact(found)
    total, total_low, total_high = _total(found, is_exact=is_total_exact, limit=limit)
    for index in np.flatnonzero(hidden).tolist():
        shares[index], lows[index], highs[index] = (
            _nothing(found, index) if unknown[index] else _coarse(found, index, limit=limit)
        )
    for _ in range(len(shares)):
        told = _told(found, lows, highs, (total_low, total_high), limit=limit)
        told &= hidden & ~np.isnan(shares)
        if not told.any():
            break
        for index in np.flatnonzero(told).tolist():
            shares[index], lows[index], highs[index] = _nothing(found, index)
    return Shares(shares, lows, highs, total)


def _all_exact(found: Reached) -> tuple[FloatArray, FloatArray, FloatArray]:
    exact = found.reached.astype(np.float64)
    with np.errstate(invalid="ignore"):
        shares = np.where(found.employees > 0, exact / found.employees, np.nan)
    return shares, exact.copy(), exact.copy()


def _total(found: Reached, *, is_exact: bool, limit: int) -> tuple[float, float, float]:
    everybody, reached = int(found.employees.sum()), int(found.reached.sum())
    if is_exact and everybody:
        return reached / everybody, float(reached), float(reached)
    return _rounded(reached, everybody, limit=limit)


def _coarse(found: Reached, index: int, *, limit: int) -> tuple[float, float, float]:
    return _rounded(int(found.reached[index]), int(found.employees[index]), limit=limit)


def _rounded(reached: int, employees: int, *, limit: int) -> tuple[float, float, float]:
    """A share on the grid, and the counts it may stand for."""
    step = step_for(employees, limit=limit)
    if step is None:
        return float("nan"), 0.0, float(employees)
    share = round(reached / employees / step) * step
    low = np.ceil((share - step / 2) * employees - _DUST)
    high = np.floor((share + step / 2) * employees + _DUST)
    return round(share, 6), max(0.0, float(low)), min(float(employees), float(high))


def _nothing(found: Reached, index: int) -> tuple[float, float, float]:
    return float("nan"), 0.0, float(found.employees[index])


def _told(
    found: Reached,
    lows: FloatArray,
    highs: FloatArray,
    total: tuple[float, float],
    *,
    limit: int,
) -> BoolArray:
    """``[municipality]`` where an attacker would know that a group is small."""
    least = np.maximum(lows, found.shown_reached)
    most = np.minimum(highs, found.employees - found.shown_not)
    low = np.maximum(least, total[0] - (most.sum() - most))
    high = np.minimum(most, total[1] - (least.sum() - least))
    groups = (
        (found.reached, high),
        (found.employees - found.reached, found.employees - low),
        (found.reached - found.shown_reached, high - found.shown_reached),
        (
            found.employees - found.reached - found.shown_not,
            found.employees - low - found.shown_not,
        ),
    )
    told = np.zeros(len(lows), dtype=np.bool_)
    for true, possible in groups:
        told |= _is_told(true, possible, limit=limit)
    return told


def _is_told(true: IntArray, possible: FloatArray, *, limit: int) -> BoolArray:
    """Whether a small group is there, and no larger one is possible to the reader."""
    return np.asarray((true > 0) & (true < limit) & (possible < limit))
