"""What may be shown of a measured move. Every setting is reckoned from this, never from people.

Counts are told in bands of five (0–4, 5–9, 10–14 …): the difference between any two of them is then
never known to be 1 to 4. Sums are rounded to two digits before they are multiplied by days or
shares, so that no number of settings tells more than one of them. docs/methods/relocation.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.disclosure import (
    DEFAULT_LIMIT,
    DOMINANCE_SHARE,
    hidden_in_rows,
    must_hide_total,
)
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.pricing import TRAVEL_KEYS, TravelWeek, figures_in_a_year, prices
from arbetshubb.analysis.relocation.measure import Measured
from arbetshubb.analysis.spans import Spans, spread, tables_at_ends

DIGITS: Final = 2
COARSE_DIGITS: Final = 1
MINUTE_STEP: Final = 5.0


@dataclass(frozen=True, eq=False)
class Profile:
    """What may be shown. Band ``b`` of a count holds ``limit·b`` to ``limit·b + limit - 1``.

    Attributes:
        units, places: as in ``Measured``; hidden units keep their row, with everything hidden.
        is_hidden: ``[unit]`` fewer than ``limit`` people, or hidden to protect another.
        people: ``[unit]``; 0 where hidden.
        eligible: ``[unit]`` band of those who may work remotely.
        office_days: ``[unit]`` a week, rounded.
        near: ``[minutes, unit, place]``; better, worse, unknown, users: ``[unit, place]`` bands.
        is_present: ``[unit, place]`` whether most of the unit works there today; ``is_same_town``
            whether most of it works in the place's municipality.
        before: ``[unit, figure]`` km, hours, kronor, kg CO2e a year; ``nan`` where hidden.
        moved, offered: ``[unit, place, figure]`` saved a year if all office days are worked there.
        users_days: ``[unit, place]`` office days a week of the users, rounded; ``nan`` hidden.
        worse_median, worse_most: ``[unit, place]`` minutes one way, to ``MINUTE_STEP``.
        limit: fewest people shown.
    """

    units: tuple[str, ...]
    places: IntArray
    is_hidden: BoolArray
    people: IntArray
    eligible: IntArray
    office_days: FloatArray
    near: IntArray
    better: IntArray
    worse: IntArray
    unknown: IntArray
    users: IntArray
    users_days: FloatArray
    is_present: BoolArray
    is_same_town: BoolArray
    before: Spans
    moved: Spans
    offered: Spans
    worse_median: FloatArray
    worse_most: FloatArray
    limit: int


def protect(measured: Measured, constants: ConstantTable, *, limit: int = DEFAULT_LIMIT) -> Profile:
    """The part of ``measured`` that may be shown, priced with ``constants``.

    Raises:
        KeyError: a constant is missing.
    """
    hidden = _hidden_units(measured, limit)
    band = {
        name: _band(getattr(measured, name), hidden, limit)
        for name in ("better", "worse", "unknown", "users")
    }
    near = np.array([_band(each, hidden, limit) for each in measured.near])
    is_closed = hidden[:, None] | (measured.largest_share > DOMINANCE_SHARE)
    few_known = measured.people[:, None] - measured.unknown < limit
    too_few = band["users"] < 1
    coarse = _may_leave_few(measured.people[:, None], band["users"], limit)
    return Profile(
        units=measured.units,
        places=measured.places,
        is_hidden=hidden,
        people=np.where(hidden, 0, measured.people),
        eligible=_band(measured.eligible, hidden, limit),
        office_days=np.where(hidden, np.nan, rounded(measured.office_days)),
        near=near,
        **band,
        users_days=np.where(too_few | hidden[:, None], np.nan, rounded(measured.users_days)),
        is_present=measured.works_there * 2 > measured.people[:, None],
        is_same_town=measured.works_in_town * 2 > measured.people[:, None],
        before=_rounded(_year(measured.before, constants), hidden, None),
        moved=_rounded(_year(measured.moved, constants), is_closed | few_known, None),
        offered=_rounded(_year(measured.offered, constants), is_closed | too_few, coarse),
        worse_median=_minutes(measured.worse_median, band["worse"]),
        worse_most=_minutes(measured.worse_most, band["worse"]),
        limit=limit,
    )


def band_of(band: int, people: int, *, limit: int = DEFAULT_LIMIT) -> tuple[int, int]:
    """The fewest and most people a band stands for in a group of ``people``."""
    return limit * band, min(people, limit * band + limit - 1)


_AS_GOOD_AS_ZERO: Final = 1e-300
"""Below it a power of ten can no longer be divided by."""


def rounded(values: npt.ArrayLike, digits: npt.ArrayLike = DIGITS) -> FloatArray:
    """Values to ``digits`` significant digits; ``nan`` and what is as good as 0 stay."""
    given = np.asarray(values, dtype=np.float64)
    size = np.abs(given)
    is_number = np.isfinite(size) & (size > _AS_GOOD_AS_ZERO)
    power = np.floor(np.log10(np.where(is_number, size, 1.0))) + 1 - np.asarray(digits)
    step = 10.0**power
    return np.where(is_number, np.round(given / step) * step, given)


def _hidden_units(measured: Measured, limit: int) -> BoolArray:
    """Small units, those dominated by one person, and those that would give them away."""
    is_dominated = (measured.largest_before > DOMINANCE_SHARE) & (measured.people > 0)
    hidden = hidden_in_rows(measured.people, limit=limit, hidden=is_dominated)
    if must_hide_total(measured.people, limit=limit, hidden=is_dominated):
        hidden = np.ones_like(hidden)
    return np.asarray(hidden | (measured.people == 0), dtype=np.bool_)


def _band(counts: IntArray, hidden: BoolArray, limit: int) -> IntArray:
    closed = hidden if counts.ndim == 1 else hidden[:, None]
    return np.asarray(np.where(closed, 0, counts // limit), dtype=np.int64)


def _may_leave_few(people: IntArray, band: IntArray, limit: int) -> BoolArray:
    """Where those outside the band may be 1 to ``limit`` - 1, by what the band itself tells."""
    return np.asarray(people - (limit * band + limit - 1) < limit, dtype=np.bool_)


def _year(week: TravelWeek, constants: ConstantTable) -> Spans:
    ends = (
        (figures_in_a_year(week, prices(low)), figures_in_a_year(week, prices(high)))
        for _key, low, high in tables_at_ends(constants, TRAVEL_KEYS)
    )
    return spread(figures_in_a_year(week, prices(constants)), ends)


def _rounded(figures: Spans, hidden: BoolArray, coarse: BoolArray | None) -> Spans:
    digits = DIGITS if coarse is None else np.where(coarse, COARSE_DIGITS, DIGITS)[..., None]

    def shown(values: FloatArray) -> FloatArray:
        return np.where(hidden[..., None], np.nan, rounded(values, digits))

    return Spans(shown(figures.base), shown(figures.low), shown(figures.high))


def _minutes(values: FloatArray, band: IntArray) -> FloatArray:
    whole = np.round(values / MINUTE_STEP) * MINUTE_STEP
    return np.where(band >= 1, np.maximum(whole, MINUTE_STEP), np.nan)
