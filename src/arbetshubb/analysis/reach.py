"""Where the holder of a post can live, given its rules: who lives within, and what hubs add.

Each home gets the week that its rules allow with the least travel. A home is within reach when one
such week exists. More hubs, more home days and more minutes can only add homes, never take any
away. Method and limits: docs/methods/reach.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.analysis.population import Headcount, PopulationGrid

WORK_DAYS: Final = 5.0
WEEKS_A_MONTH: Final = 52.0 / 12.0
DAILY_MINUTES: Final = 45.0
"""What is taken to be the longest way one goes every day (``hub_max_minutes`` of the constants)."""
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class PostRules:
    """Days a week and minutes one way that the employer has set for a post.

    ``office_days`` at least at the workplace; ``hub_days`` and ``home_days`` at most elsewhere.
    A limit of ``None`` is no limit; ``week_minutes`` is all travel of a week, both ways.

    Raises:
        ValueError: days are not 0 to 5, or a limit is negative.
    """

    office_days: float
    hub_days: float = 0.0
    home_days: float = 0.0
    office_minutes: float | None = 60.0
    hub_minutes: float | None = 30.0
    week_minutes: float | None = None

    def __post_init__(self) -> None:
        days = (self.office_days, self.hub_days, self.home_days)
        limits = (self.office_minutes, self.hub_minutes, self.week_minutes)
        if not all(0.0 <= each <= WORK_DAYS for each in days):
            message = f"days a week must be 0 to 5, not {days}"
            raise ValueError(message)
        if any(each is not None and not each >= 0.0 for each in limits):
            message = f"minutes must not be negative: {limits}"
            raise ValueError(message)

    @property
    def days_at_home(self) -> float:
        """Home days that can be used beside the office days that must be."""
        return min(self.home_days, WORK_DAYS - self.office_days)

    @property
    def days_out(self) -> float:
        """Days that are neither at home nor bound to the office: at a hub, else at the office."""
        return WORK_DAYS - self.office_days - self.days_at_home

    @property
    def is_anywhere(self) -> bool:
        """Whether the rules themselves limit nobody: no way is asked for, or any way will do."""
        if self.days_out > _NOTHING:
            return False
        has_limit = self.office_minutes is not None or self.week_minutes is not None
        return self.office_days <= _NOTHING or not has_limit

    def office_every_day(self, minutes: float = DAILY_MINUTES) -> PostRules:
        """The same post with five days at the office, to compare with.

        A way that is fine once a week is not so every day: at most ``minutes`` one way.
        """
        if self.office_minutes is not None:
            minutes = min(minutes, self.office_minutes)
        return PostRules(WORK_DAYS, office_minutes=minutes, week_minutes=self.week_minutes)


@dataclass(frozen=True, eq=False)
class Weeks:
    """The week with least travel that the rules allow from each home; ``[home]``.

    Where ``is_possible`` is false no week keeps the rules, and the other values mean nothing.
    """

    is_possible: BoolArray
    office_days: FloatArray
    hub_days: FloatArray
    minutes: FloatArray


@dataclass(frozen=True, slots=True)
class ReachRow:
    """People in one municipality, or outside all of them (``name`` empty)."""

    name: str
    people: Headcount
    working_age: Headcount
    baseline_people: Headcount
    baseline_working_age: Headcount


@dataclass(frozen=True, eq=False)
class Reach:
    """Who lives where the holder of a post can live; rows sum to ``total``.

    ``is_within`` and ``is_baseline`` are ``[cell]`` of the grid; the second, those who would reach
    the office every day, is always part of the first.
    """

    rules: PostRules
    is_within: BoolArray
    is_baseline: BoolArray
    total: ReachRow
    rows: tuple[ReachRow, ...]


def weeks(rules: PostRules, *, office: FloatArray, hub: FloatArray) -> Weeks:
    """The best week from each home.

    ``office[home]`` and ``hub[home]`` are minutes one way to the workplace and to the nearest
    allowed hub, ``nan`` where there is no known way (then nobody is promised it). O(homes).
    """
    office_ok, hub_ok = _within(office, rules.office_minutes), _within(hub, rules.hub_minutes)
    to_office, to_hub = np.nan_to_num(office), np.nan_to_num(hub)
    most = np.where(hub_ok, min(rules.hub_days, rules.days_out), 0.0)
    prefers_hub = ~office_ok | (to_hub < to_office)
    at_hub = np.where(prefers_hub, most, 0.0)
    at_office = rules.office_days + rules.days_out - at_hub
    minutes = 2.0 * (at_office * to_office + at_hub * to_hub)
    is_possible = office_ok | (at_office <= _NOTHING)
    if rules.week_minutes is not None:
        is_possible &= minutes <= rules.week_minutes + _NOTHING
    return Weeks(np.asarray(is_possible, dtype=np.bool_), at_office, at_hub, minutes)


def nearest_hub(minutes: FloatArray) -> FloatArray:
    """``[home]`` minutes to the nearest of ``minutes[home, hub]``; ``nan`` where none is known."""
    if not minutes.shape[1]:
        return np.full(len(minutes), np.nan)
    found = np.where(np.isnan(minutes), np.inf, minutes).min(axis=1)
    return np.where(np.isinf(found), np.nan, found)


def reach(
    grid: PopulationGrid,
    rules: PostRules,
    *,
    office: FloatArray,
    hubs: FloatArray,
    daily_minutes: float = DAILY_MINUTES,
) -> Reach:
    """Who lives where the holder can live; O(cells · hubs).

    ``office[cell]`` and ``hubs[cell, hub]`` are minutes one way from the cells of ``grid``;
    ``daily_minutes`` is how far "office every day" reaches at most.
    """
    hub = nearest_hub(hubs)
    within = weeks(rules, office=office, hub=hub).is_possible
    baseline = weeks(rules.office_every_day(daily_minutes), office=office, hub=hub).is_possible
    rows = tuple(
        _row(grid, name, (within, baseline), grid.municipality == index)
        for index, name in enumerate(grid.municipalities)
    )
    nowhere = grid.municipality < 0
    if nowhere.any():
        rows = (*rows, _row(grid, "", (within, baseline), nowhere))
    everywhere = np.ones(len(grid), dtype=np.bool_)
    return Reach(rules, within, baseline, _row(grid, "", (within, baseline), everywhere), rows)


def _within(minutes: FloatArray, limit: float | None) -> BoolArray:
    known = np.isfinite(minutes)
    if limit is None:
        return np.asarray(known, dtype=np.bool_)
    return np.asarray(known & (np.nan_to_num(minutes) <= limit), dtype=np.bool_)


def _row(
    grid: PopulationGrid, name: str, chosen: tuple[BoolArray, BoolArray], lies_here: BoolArray
) -> ReachRow:
    within, baseline = (each & lies_here for each in chosen)
    return ReachRow(
        name,
        grid.inhabitants(within),
        grid.of_working_age(within),
        grid.inhabitants(baseline),
        grid.of_working_age(baseline),
    )
