"""How suited each unit is for each place: points from seven components that can all be seen.

The points are a weighted mean, and the weights stand here and in docs/methods/relocation.md. They
order what is worth looking at; they decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray, Site, SiteKind, SiteStatus
from arbetshubb.analysis.pricing import DAYS_PER_WEEK
from arbetshubb.analysis.relocation.measure import NEAR_MINUTES
from arbetshubb.analysis.relocation.profile import Profile
from arbetshubb.analysis.spans import Spans, tables_at_ends

DAY_STEPS: Final = (1, 2, 3, 4)
SEAT_COST_STEPS: Final = (0, 10_000, 20_000, 30_000, 40_000, 50_000)
BOUND_STEPS: Final = tuple(range(0, 101, 10))
MONTHS: Final = 12.0
RANGE_KEYS: Final = ("coworking_flex_month", "hub_peak_factor", "hub_seats_min")
"""The constants that points rest on and that have a range; kilometres and people rest on none."""


class Way(StrEnum):
    """What the unit would do at the place."""

    MOVE = "move"
    SHARE = "share"


class Component(StrEnum):
    """What points are made of; each is a share, of which some may be negative."""

    NEAR = "near"
    TRAVEL = "travel"
    WORSE = "worse"
    MOVABLE = "movable"
    ELIGIBLE = "eligible"
    COST = "cost"
    MASS = "mass"


WEIGHTS: Final[dict[Component, int]] = {
    Component.NEAR: 30,
    Component.TRAVEL: 25,
    Component.WORSE: 15,
    Component.MOVABLE: 10,
    Component.ELIGIBLE: 5,
    Component.COST: 10,
    Component.MASS: 5,
}
COMPONENTS: Final = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is tried, on discrete steps. ``None`` leaves what is known of the place and the unit.

    ``days`` of five at the place (``SHARE`` only); ``bound`` is the share of tasks bound to the
    present workplace, 0 to 1; ``seat_cost`` kronor a seat and year there.
    """

    way: Way = Way.MOVE
    days: int = 2
    near_minutes: int = 30
    seat_cost: float | None = None
    bound: float | None = None

    def __post_init__(self) -> None:
        """Refuse what is not a step: in between, differences could tell about few people."""
        is_step = (
            self.days in DAY_STEPS
            and self.near_minutes in NEAR_MINUTES
            and (self.seat_cost is None or self.seat_cost in SEAT_COST_STEPS)
            and (self.bound is None or round(100 * self.bound) in BOUND_STEPS)
        )
        if not is_step:
            message = f"not on the steps: {self}"
            raise ValueError(message)


@dataclass(frozen=True, eq=False)
class Ranking:
    """Points and what they are made of, for every unit and place.

    Attributes:
        points: ``[unit, place]`` 0 to 100; ``nan`` where the unit is hidden or works there today.
        rank: ``[unit, place]`` 1 is best; 0 where there are no points, and for places in the
            municipality where the unit works already: they are no relocation.
        lowest, highest: the best and worst rank when the constants go to their ends.
        components: ``[unit, place, component]`` before weights; ``nan`` is hidden, counted as 0.
        moved_share: ``[unit]`` share of office days worked at the place.
        saved: ``[unit, place, figure]`` km, hours, kronor and kg CO2e a year, with ranges.
        seats: ``[unit, place]`` seats needed; ``nan`` where hidden.
        room: ``[unit, place]`` share of those seats that the place holds; points are times this.
        cost_now, cost_there: ``[unit, place]`` kronor a year for those seats.
        present: ``[unit, place]`` people there on a mean day.
    """

    points: FloatArray
    rank: IntArray
    lowest: IntArray
    highest: IntArray
    components: FloatArray
    moved_share: FloatArray
    saved: Spans
    seats: FloatArray
    room: FloatArray
    cost_now: FloatArray
    cost_there: FloatArray
    present: FloatArray


def rank(
    profile: Profile,
    sites: Sequence[Site],
    settings: Settings,
    constants: ConstantTable,
    *,
    bound: FloatArray,
) -> Ranking:
    """Points for every unit at every place; ``bound[unit]`` is each unit's own share, 0 to 1.

    ``sites`` are those of the workforce. O(units · places · constants with a range).

    Raises:
        KeyError: a constant is missing.
    """
    shares = _moved_share(settings, bound)
    found = _reckoned(profile, sites, settings, constants, shares)
    points = _points(profile, found, shares)
    ranks = [_ranks(profile, points)]
    for _key, low, high in tables_at_ends(constants, RANGE_KEYS):
        for table in (low, high):
            moved = _reckoned(profile, sites, settings, table, shares)
            ranks.append(_ranks(profile, _points(profile, moved, shares)))
    return Ranking(
        points=points,
        rank=ranks[0],
        lowest=np.min(ranks, axis=0),
        highest=np.max(ranks, axis=0),
        components=found.components,
        moved_share=shares,
        saved=_times(profile.moved if settings.way is Way.MOVE else profile.offered, shares),
        seats=found.seats,
        room=found.room,
        cost_now=found.cost_now,
        cost_there=found.cost_there,
        present=found.present,
    )


def seat_costs(sites: Sequence[Site], places: IntArray, constants: ConstantTable) -> FloatArray:
    """``[place]`` kronor a seat and year: what the place says, else a constant.

    A price for each used day counts for all working days. An own office without a price costs
    what an office place in the county does; any other a flexible place at a hub.
    """
    workdays = constants.value("workdays_per_year")
    flexible = MONTHS * constants.value("coworking_flex_month")
    own = constants.value("office_cost_jamtland")
    return np.array([_seat_cost(sites[place], workdays, flexible, own) for place in places])


@dataclass(frozen=True, eq=False)
class _Reckoned:
    components: FloatArray
    seats: FloatArray
    room: FloatArray
    cost_now: FloatArray
    cost_there: FloatArray
    present: FloatArray


def _moved_share(settings: Settings, bound: FloatArray) -> FloatArray:
    free = 1.0 - (bound if settings.bound is None else np.full_like(bound, settings.bound))
    if settings.way is Way.MOVE:
        return free
    return np.minimum(free, settings.days / DAYS_PER_WEEK)


def _reckoned(
    profile: Profile,
    sites: Sequence[Site],
    settings: Settings,
    constants: ConstantTable,
    shares: FloatArray,
) -> _Reckoned:
    is_move = settings.way is Way.MOVE
    days = profile.office_days[:, None] if is_move else profile.users_days
    present = np.broadcast_to(shares[:, None] * days / DAYS_PER_WEEK, profile.users.shape)
    seats = np.ceil(np.round(present * constants.value("hub_peak_factor"), 9))
    seats = np.minimum(seats, profile.people[:, None])  # nobody needs two
    each = seat_costs(sites, profile.places, constants)
    if settings.seat_cost is not None:
        each = np.full_like(each, settings.seat_cost)
    room = np.minimum(1.0, _ratio(_held(sites, profile.places), seats, empty=1.0))
    now = seats * constants.value("office_cost_jamtland")
    there = seats * each + _opening(sites, profile.places)
    saved = profile.moved if is_move else profile.offered
    people = np.maximum(profile.people, 1)[:, None]
    values = {
        Component.NEAR: _middle(profile, profile.near[NEAR_MINUTES.index(settings.near_minutes)]),
        Component.TRAVEL: _ratio(shares[:, None] * saved.base[..., 0], profile.before.base[:, :1]),
        Component.WORSE: -_middle(profile, profile.worse) if is_move else 0.0 * people,
        Component.MOVABLE: np.where(shares > 0, shares, 0.0)[:, None],
        Component.ELIGIBLE: _middle(profile, profile.eligible[:, None]),
        Component.COST: _ratio(now - there, now),
        Component.MASS: np.minimum(1.0, present / constants.value("hub_seats_min")),
    }
    shape = profile.users.shape
    stacked = np.stack([np.broadcast_to(values[name], shape) for name in COMPONENTS], axis=-1)
    return _Reckoned(np.clip(stacked, -1.0, 1.0), seats, room, now, there, present)


def _points(profile: Profile, found: _Reckoned, shares: FloatArray) -> FloatArray:
    weights = np.array([WEIGHTS[name] for name in COMPONENTS], dtype=np.float64)
    points = np.clip(np.nan_to_num(found.components) @ weights, 0.0, 100.0)
    points *= np.nan_to_num(found.room, nan=1.0)
    points[shares <= 0.0] = 0.0
    without = profile.is_hidden[:, None] | profile.is_present
    return np.where(without, np.nan, np.round(points, 1))


def _ranks(profile: Profile, points: FloatArray) -> IntArray:
    """Equal points share the better rank."""
    flat = np.where(profile.is_same_town, np.nan, points).reshape(-1)
    known = np.isfinite(flat)
    ordered = np.sort(-flat[known])
    ranks = np.zeros(flat.shape, dtype=np.int64)
    ranks[known] = 1 + np.searchsorted(ordered, -flat[known], side="left")
    return ranks.reshape(points.shape)


def _middle(profile: Profile, band: IntArray) -> FloatArray:
    """The middle of the band as a share of the unit's people; a band of 0–4 counts as nobody."""
    people = np.maximum(profile.people, 1)[:, None]
    low = profile.limit * band
    high = np.minimum(people, low + profile.limit - 1)
    return np.where(band < 1, 0.0, (low + high) / 2.0 / people)


def _ratio(part: FloatArray, whole: FloatArray, *, empty: float = 0.0) -> FloatArray:
    part, whole = np.broadcast_arrays(part, whole)
    return np.asarray(np.divide(part, whole, out=np.full(part.shape, empty), where=whole > 0))


def _held(sites: Sequence[Site], places: IntArray) -> FloatArray:
    """``[place]`` seats that the place holds; endless when nobody has said."""
    return np.array([float(sites[place].seats_max or np.inf) for place in places])


def _times(figures: Spans, shares: FloatArray) -> Spans:
    by = shares[:, None, None]
    return Spans(figures.base * by, figures.low * by, figures.high * by)


def _opening(sites: Sequence[Site], places: IntArray) -> FloatArray:
    """``[place]`` what it costs to have the place at all, when nobody pays for it today."""
    return np.array(
        [
            (sites[place].fixed_cost or 0.0) if sites[place].status is SiteStatus.CANDIDATE else 0.0
            for place in places
        ]
    )


def _seat_cost(site: Site, workdays: float, flexible: float, own: float) -> float:
    if site.cost_per_seat is None and site.cost_per_day is None:
        return own if site.kind is SiteKind.OWN_OFFICE else flexible
    return (site.cost_per_seat or 0.0) + workdays * (site.cost_per_day or 0.0)
