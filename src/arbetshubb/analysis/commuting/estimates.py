"""A figure of the year and its uncertainty: from the constants, and from who answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.spans import Span, Spans

_ROUNDING: Final = 1e-6
"""Replicates are summed in single precision: six digits of an interval are five too many."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure. ``low`` to ``high`` holds both kinds of uncertainty.

    Attributes:
        constants: the range that the constants' ranges give.
        sampling: the 95 % interval of the survey's sampling error; ``None`` without a survey.
    """

    base: float
    low: float
    high: float
    constants: Span
    sampling: Span | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year of commuting for some people.

    Attributes:
        people: people, or for a mode people-years: who changes with the season is in two modes.
        respondents: answers behind the figures; 0 when they come from a register alone.
    """

    people: Estimate
    km: Estimate
    hours: Estimate
    kronor: Estimate
    kg_co2e: Estimate
    respondents: int


@dataclass(frozen=True, slots=True)
class StateRow:
    """One row of a breakdown: a municipality, mode, unit, employer or distance class."""

    key: str
    figures: YearFigures


@dataclass(frozen=True, eq=False)
class Uncertain:
    """Many figures: base and range by constants, and low and high of the sampling interval."""

    constants: Spans
    sampling: tuple[FloatArray, FloatArray] | None

    def at(self, *index: int) -> Estimate:
        """The one figure at ``index``; the two kinds of error are independent, so squares add."""
        span = self.constants.at(*index)
        if self.sampling is None:
            return Estimate(span.base, span.low, span.high, span, None)
        low, high = (_unless_rounding(float(each[index]), span.base) for each in self.sampling)
        # A skewed bootstrap may leave the base outside; an interval that does not hold the figure
        # it is the interval of would only confuse.
        sampling = Span(span.base, min(low, span.base), max(high, span.base))
        down = np.hypot(span.base - span.low, span.base - sampling.low)
        up = np.hypot(span.high - span.base, sampling.high - span.base)
        # Nothing here is negative, however far two wide ranges together would reach down.
        low = max(float(span.base - down), min(0.0, span.low))
        return Estimate(
            base=span.base,
            low=min(low, span.low, sampling.low),
            high=max(float(span.base + up), span.high, sampling.high),
            constants=span,
            sampling=sampling,
        )

    def figures(self, *index: int, respondents: int) -> YearFigures:
        """The year at ``index``, the last axis being ``rates.FIGURES``."""
        people, km, hours, kronor, kg = (self.at(*index, figure) for figure in range(5))
        return YearFigures(people, km, hours, kronor, kg, respondents)


def _unless_rounding(value: float, base: float) -> float:
    """``base`` where ``value`` differs from it only by the rounding of sums."""
    return base if abs(value - base) <= _ROUNDING * abs(base) else value
