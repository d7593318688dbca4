"""Figures with a range: how low and high a figure goes when the constants under it move.

The constants are taken to err independently of each other, so the range is the root of the sum of
squares of what each constant does alone (the usual propagation of independent errors; GUM,
JCGM 100:2008, 5.1.2). Adding the worst ends of twenty constants would give a range that never
occurs; moving only one would give one that is too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray

OWN_CAR_RATE = "milersattning_own_car"
FULL_CAR_COST = "car_full_cost"


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its low and high by the ranges of the constants."""

    base: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Spans:
    """Many figures with their lows and highs: three arrays of one shape."""

    base: FloatArray
    low: FloatArray
    high: FloatArray

    def at(self, *index: int) -> Span:
        """The one figure at ``index``."""
        return Span(float(self.base[index]), float(self.low[index]), float(self.high[index]))


def ends_of(constants: ConstantTable, key: str) -> tuple[float, float]:
    """The low and high end that a constant is moved to.

    The mileage rate for an own car has no range of its own: it is a rule. What driving really
    costs does have one, so its high end is the base value of the full cost of owning a car.
    """
    constant = constants[key]
    if key == OWN_CAR_RATE and FULL_CAR_COST in constants:
        return constant.low, max(constant.high, constants.value(FULL_CAR_COST))
    return constant.low, constant.high


def tables_at_ends(
    constants: ConstantTable, keys: Iterable[str]
) -> Iterator[tuple[str, ConstantTable, ConstantTable]]:
    """For each constant with a range: its key, the table with it low, the table with it high."""
    for key in keys:
        low, high = ends_of(constants, key)
        if low < high:
            yield key, constants.at(key, low), constants.at(key, high)


def spread(base: FloatArray, ends: Iterable[tuple[FloatArray, FloatArray]]) -> Spans:
    """The joint range of ``base`` given the same figures at each constant's two ends.

    A figure may fall when a constant rises, and may move the same way at both ends; what counts is
    how far down and how far up it gets. ``low <= base <= high`` always holds.
    """
    base = np.asarray(base, dtype=np.float64)
    down, up = np.zeros_like(base), np.zeros_like(base)
    for at_low, at_high in ends:
        down += np.maximum(0.0, base - np.minimum(at_low, at_high)) ** 2
        up += np.maximum(0.0, np.maximum(at_low, at_high) - base) ** 2
    return Spans(base, base - np.sqrt(down), base + np.sqrt(up))
