"""What a move would change for everybody in each unit, person by person. Never shown as it is.

Two ways of using a place are measured at once. *Move*: everybody's office days are worked there.
*Offer*: only those work there who may work remotely and get a shorter way; the others stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from arbetshubb.analysis.commuting import Commutes, both_ways, commutes
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.pricing import TravelWeek
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce

NEAR_MINUTES: Final = (15, 30, 45, 60)
NO_DIFFERENCE_MINUTES: Final = 1.0
"""A way that changes by no more than this is neither better nor worse."""


@dataclass(frozen=True, eq=False)
class Measured:
    """Exact sums for each unit and place; about individuals in small units.

    Attributes:
        units: names; ``people[unit]``, ``eligible[unit]`` and ``office_days[unit]`` (a week).
        places: ``[place]`` index into the sites of the workforce.
        near: ``[minutes, unit, place]`` people who live within each of ``NEAR_MINUTES``.
        better, worse: ``[unit, place]`` people whose way gets shorter, longer, if all move.
        unknown: ``[unit, place]`` people without a known way now or there; left out of sums.
        users: ``[unit, place]`` people who would take up an offer; ``users_days`` their days.
        works_there: ``[unit, place]`` people whose workplace it is today; ``works_in_town`` those
            whose workplace lies in the same municipality.
        before: ``[unit, mode]`` a week's whole commuting now.
        moved: ``[unit, place, mode]`` travel saved a week when all office days move; may be < 0.
        offered: ``[unit, place, mode]`` travel saved when ``users`` work there all office days.
        worse_median: ``[unit, place]`` minutes one way, of those who get it worse.
        worse_most: mean of the five who get it worst; ``nan`` where fewer do.
        largest_share: ``[unit, place]`` one person's part of all change in km, 0 to 1.
        largest_before: ``[unit]`` one person's part of the unit's kilometres now.
    """

    units: tuple[str, ...]
    places: IntArray
    people: IntArray
    eligible: IntArray
    office_days: FloatArray
    near: IntArray
    better: IntArray
    worse: IntArray
    unknown: IntArray
    users: IntArray
    users_days: FloatArray
    works_there: IntArray
    works_in_town: IntArray
    before: TravelWeek
    moved: TravelWeek
    offered: TravelWeek
    worse_median: FloatArray
    worse_most: FloatArray
    largest_share: FloatArray
    largest_before: FloatArray


def measure(
    workforce: Workforce, travel: TravelMatrix, places: IntArray, *, limit: int = DEFAULT_LIMIT
) -> Measured:
    """Every unit at every one of ``places``; ``travel`` is ``[cell, site]`` of the workforce.

    O(people · places), a unit at a time, so memory is that of the largest unit.

    Raises:
        ValueError: there are no units.
    """
    if not workforce.units:
        message = "there are no units to measure"
        raise ValueError(message)
    ways = commutes(workforce, travel)
    there = _There(travel.minutes[:, places], travel.km[:, places], places, _towns(workforce))
    order = np.argsort(workforce.unit, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(workforce.unit, minlength=len(workforce.units))))
    rows = [
        _row(_unit(workforce, ways, there, who), limit) for who in parts[: len(workforce.units)]
    ]
    columns = _stacked(rows)
    near = np.moveaxis(columns.pop("near"), 1, 0)
    return Measured(
        units=workforce.units,
        places=places,
        near=near,
        before=TravelWeek(columns.pop("before_km"), columns.pop("before_minutes")),
        moved=TravelWeek(columns.pop("moved_km"), columns.pop("moved_minutes")),
        offered=TravelWeek(columns.pop("offered_km"), columns.pop("offered_minutes")),
        **columns,
    )


@dataclass(frozen=True, eq=False)
class _Unit:
    """One unit's people: ``[person]``, or ``[person, place]`` for ``there`` and ``is_there``."""

    office_days: FloatArray
    is_eligible: BoolArray
    mode: FloatArray
    now_km: FloatArray
    now_minutes: FloatArray
    week_km: FloatArray
    week_minutes: FloatArray
    there_km: FloatArray
    there_minutes: FloatArray
    is_there: BoolArray
    is_in_town: BoolArray


@dataclass(frozen=True, eq=False)
class _There:
    """The ways from every home to the places: ``[cell, place]``."""

    minutes: FloatArray
    km: FloatArray
    places: IntArray
    town: IntArray
    """``[site]`` a number for each municipality; not of the places only."""


@dataclass(frozen=True, eq=False)
class _Row:
    """One unit's part of ``Measured``; ``[place]`` and so on."""

    people: int
    eligible: int
    office_days: float
    near: IntArray
    better: IntArray
    worse: IntArray
    unknown: IntArray
    users: IntArray
    users_days: FloatArray
    works_there: IntArray
    works_in_town: IntArray
    before_km: FloatArray
    before_minutes: FloatArray
    moved_km: FloatArray
    moved_minutes: FloatArray
    offered_km: FloatArray
    offered_minutes: FloatArray
    worse_median: FloatArray
    worse_most: FloatArray
    largest_share: FloatArray
    largest_before: float


def _unit(workforce: Workforce, ways: Commutes, there: _There, who: IntArray) -> _Unit:
    office, hub = workforce.office_days[who], workforce.hub_days[who]
    home = workforce.home[who]
    return _Unit(
        office_days=office,
        is_eligible=workforce.is_remote_eligible[who],
        mode=np.eye(len(MODES))[workforce.mode[who]],
        now_km=ways.work_km[who],
        now_minutes=ways.work_minutes[who],
        week_km=both_ways(office, ways.work_km[who]) + both_ways(hub, ways.hub_km[who]),
        week_minutes=both_ways(office, ways.work_minutes[who])
        + both_ways(hub, ways.hub_minutes[who]),
        there_km=there.km[home],
        there_minutes=there.minutes[home],
        is_there=workforce.workplace[who][:, None] == there.places[None, :],
        is_in_town=there.town[workforce.workplace[who]][:, None] == there.town[there.places],
    )


def _row(unit: _Unit, limit: int) -> _Row:
    is_known = np.isfinite(unit.now_minutes)[:, None] & np.isfinite(unit.there_minutes)
    longer = np.where(is_known, unit.there_minutes - unit.now_minutes[:, None], 0.0)
    saved_km = np.where(is_known, unit.now_km[:, None] - unit.there_km, 0.0)
    goes = unit.office_days > 0
    is_better = goes[:, None] & (longer < -NO_DIFFERENCE_MINUTES)
    is_worse = goes[:, None] & (longer > NO_DIFFERENCE_MINUTES)
    uses = is_better & unit.is_eligible[:, None]
    week = 2.0 * unit.office_days[:, None]
    parts = np.abs(week * saved_km)
    median, most = _worst(np.where(is_worse, longer, -np.inf), is_worse.sum(axis=0), limit)
    return _Row(
        people=len(unit.office_days),
        eligible=int(unit.is_eligible.sum()),
        office_days=float(unit.office_days.sum()),
        near=np.array([(unit.there_minutes <= within).sum(axis=0) for within in NEAR_MINUTES]),
        better=is_better.sum(axis=0),
        worse=is_worse.sum(axis=0),
        unknown=(goes[:, None] & ~is_known).sum(axis=0),
        users=uses.sum(axis=0),
        users_days=unit.office_days @ uses,
        works_there=unit.is_there.sum(axis=0),
        works_in_town=unit.is_in_town.sum(axis=0),
        before_km=unit.week_km @ unit.mode,
        before_minutes=unit.week_minutes @ unit.mode,
        moved_km=(week * saved_km).T @ unit.mode,
        moved_minutes=(week * -longer).T @ unit.mode,
        offered_km=(week * saved_km * uses).T @ unit.mode,
        offered_minutes=(week * -longer * uses).T @ unit.mode,
        worse_median=median,
        worse_most=most,
        largest_share=_share(parts.max(axis=0, initial=0.0), parts.sum(axis=0)),
        largest_before=float(_share(unit.week_km.max(initial=0.0), np.asarray(unit.week_km.sum()))),
    )


def _towns(workforce: Workforce) -> IntArray:
    names = {site.municipality: index for index, site in enumerate(workforce.sites)}
    return np.array([names[site.municipality] for site in workforce.sites], dtype=np.int64)


def _worst(longer: FloatArray, worse: IntArray, limit: int) -> tuple[FloatArray, FloatArray]:
    """``[place]`` the median of those whose way is ``longer``, and the mean of the worst ``limit``.

    The one who gets it worst of all would be a figure about one person.
    """
    ranked = np.sort(longer, axis=0)
    people, column = len(ranked), np.arange(ranked.shape[1])
    median, most = np.full((2, ranked.shape[1]), np.nan)
    shown = np.flatnonzero(worse >= limit)
    if len(shown):
        lower = people - worse + (worse - 1) // 2
        upper = people - worse + worse // 2
        middle = (ranked[lower[shown], column[shown]] + ranked[upper[shown], column[shown]]) / 2
        median[shown] = middle
        most[shown] = ranked[people - limit :, shown].mean(axis=0)
    return median, most


def _share(largest: FloatArray | float, whole: FloatArray) -> FloatArray:
    return np.divide(largest, whole, out=np.zeros_like(whole), where=whole > 0)


def _stacked(rows: Sequence[_Row]) -> dict[str, Any]:  # Any: counts and sums
    return {
        field.name: np.array([getattr(row, field.name) for row in rows]) for field in fields(_Row)
    }
