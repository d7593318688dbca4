"""Who would use which hub, how often, and what that saves against an explicit counterfactual.

Formulas, sources and limits: docs/methods/demand.md. A hub day replaces either an office day, which
saves the trip to the own workplace, or a home day, which saves nothing and costs the trip to the
hub. Nobody is moved to fill a hub: people go to the nearest open one or stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting import existing_hubs
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.pricing import (
    DAYS_PER_WEEK,
    TravelWeek,
    kronor_for_a_km,
    kronor_for_a_minute,
    prices,
)
from arbetshubb.analysis.travel import TravelMatrix, nearest_of, way_to
from arbetshubb.analysis.workforce import MODES, Workforce

ASSUMPTION_KEYS: Final = (
    "stated_interest", "realisation", "hub_days_per_member", "replaces_home_share",
    "hub_decay_half_minutes", "hub_gain_half_minutes", "hub_max_minutes", "hub_peak_factor",
)  # fmt: skip
_BLOCK_ENTRIES: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the demand rests on.

    Attributes:
        interest: share of those who may work remotely that say they would use a hub.
        realisation: share of them that do.
        days: hub days a week of a member.
        home_share: share of hub days that would else be home days.
        decay_half: minutes to the hub that halve the interest.
        gain_half: minutes saved one way that half of the interested find enough.
        max_minutes: nobody goes further than this to a hub.
        peak: the busiest day over the mean day, for seats.
    """

    interest: float
    realisation: float
    days: float
    home_share: float
    decay_half: float
    gain_half: float
    max_minutes: float
    peak: float


def assumptions(constants: ConstantTable) -> Assumptions:
    """The assumptions in ``constants``, by ``ASSUMPTION_KEYS``.

    Raises:
        KeyError: a constant is missing.
    """
    return Assumptions(*(constants.value(key) for key in ASSUMPTION_KEYS))


@dataclass(frozen=True, eq=False)
class Kinds:
    """People who are alike in all that demand depends on, counted; sorted by ``cell``.

    Counting kinds instead of people makes the result the same in any order of people, to the last
    bit, and the work proportional to kinds.

    Attributes:
        people: ``[kind]`` how many.
        cell, mode: ``[kind]`` indices into the workforce's cells and ``MODES``.
        office_days, home_days, hub_days: ``[kind]`` days a week now.
        is_eligible, is_complex: ``[kind]`` may work remotely; has a complex issue (rule P2).
        work_km, work_minutes: ``[kind]`` one way to the own workplace, ``nan`` = unknown.
        today_km, today_minutes: ``[kind]`` one way to the nearest hub that exists today.
        group: ``[person]`` index into kinds.
    """

    people: FloatArray
    cell: IntArray
    mode: IntArray
    office_days: FloatArray
    home_days: FloatArray
    hub_days: FloatArray
    is_eligible: BoolArray
    is_complex: BoolArray
    work_km: FloatArray
    work_minutes: FloatArray
    today_km: FloatArray
    today_minutes: FloatArray
    group: IntArray

    def __len__(self) -> int:
        return len(self.people)

    @property
    def is_user(self) -> BoolArray:
        """``[kind]`` whether they use a hub already."""
        return self.hub_days > 0


def kinds(workforce: Workforce, travel: TravelMatrix) -> Kinds:
    """The kinds of people; ``travel`` is ``[cell, site]`` of the workforce. O(n log n)."""
    first, group, people = _alike(workforce)
    cell, workplace = workforce.home[first], workforce.workplace[first]
    today = nearest_of(travel, existing_hubs(workforce))
    return Kinds(
        people=people.astype(np.float64),
        cell=cell,
        mode=workforce.mode[first],
        office_days=workforce.office_days[first],
        home_days=workforce.home_days[first],
        hub_days=workforce.hub_days[first],
        is_eligible=workforce.is_remote_eligible[first],
        is_complex=workforce.is_complex_issue[first],
        work_km=travel.km[cell, workplace],
        work_minutes=travel.minutes[cell, workplace],
        today_km=way_to(travel.km, today)[cell],
        today_minutes=way_to(travel.minutes, today)[cell],
        group=group,
    )


def _alike(workforce: Workforce) -> tuple[IntArray, IntArray, IntArray]:
    """First person of each kind, kind of each person, people of each kind; home counts most."""
    code = workforce.home.astype(np.int64)
    for column in (
        workforce.workplace, workforce.mode, workforce.office_days, workforce.home_days,
        workforce.hub_days, workforce.is_remote_eligible, workforce.is_complex_issue,
    ):  # fmt: skip
        _, part = np.unique(column, return_inverse=True)
        joined = code * (int(part.max(initial=0)) + 1) + part
        # Numbering anew after each column keeps the code from overflowing and keeps its order.
        _, code = np.unique(joined, return_inverse=True)
    _, first, group, people = np.unique(
        code, return_index=True, return_inverse=True, return_counts=True
    )
    return first, group, people


@dataclass(frozen=True, eq=False)
class HubDays:
    """``[kind]`` days a week of one member: at the hub, and how many of them each day replaces."""

    days: FloatArray
    from_office: FloatArray
    from_home: FloatArray


def hub_days(people: Kinds, assumed: Assumptions) -> HubDays:
    """How a member's week changes.

    A new member takes ``min(assumed.days, office + home days)``; ``home_share`` of them from home
    days while there are any, the rest from office days while there are any. Whoever uses a hub
    already keeps the hub days of today; without a hub ``home_share`` of them would be home days.
    """
    days = np.where(
        people.is_user,
        people.hub_days,
        np.minimum(assumed.days, people.office_days + people.home_days),
    )
    room_at_home = np.where(people.is_user, np.inf, people.home_days)
    room_at_office = np.where(people.is_user, np.inf, people.office_days)
    from_office = np.minimum(
        days - np.minimum(assumed.home_share * days, room_at_home), room_at_office
    )
    return HubDays(days=days, from_office=from_office, from_home=days - from_office)


def chance(people: Kinds, minutes: FloatArray, assumed: Assumptions) -> FloatArray:
    """``[kind, ...]`` the chance that one of them is a member, ``minutes[kind, ...]`` from a hub.

    New members: eligible × interest × realisation × 2^(−minutes/decay_half) × gain, where
    gain = 1 − 2^(−saved/gain_half) with ``saved`` the minutes that the hub is nearer than the own
    workplace one way; 0 when it is not nearer. With a complex issue the distance to the own
    workplace does not matter (rule P2) and gain is 1. 0 beyond ``max_minutes``.

    Users of today: 1 as far as they go today and to ``max_minutes``, 0 beyond.

    For one home, whoever has a chance at some hub has one at every nearer hub as well. So everyone
    at one home chooses alike, by minutes, and a cell can be one demand of the siting problem.
    """
    wide = (slice(None),) + (None,) * (minutes.ndim - 1)
    saved = people.work_minutes[wide] - minutes
    gain = np.where(saved > 0, 1.0 - np.exp2(-np.maximum(saved, 0.0) / assumed.gain_half), 0.0)
    gain = np.where(people.is_complex[wide], 1.0, gain)
    share = assumed.interest * assumed.realisation * np.exp2(-minutes / assumed.decay_half) * gain
    can_go = people.is_eligible & (people.office_days + people.home_days > 0)
    new = np.where(can_go[wide] & (minutes <= assumed.max_minutes), share, 0.0)
    furthest = np.fmax(people.today_minutes, assumed.max_minutes)
    return np.where(people.is_user[wide], (minutes <= furthest[wide]) * 1.0, new)


def saved_one_member(
    people: Kinds, km: FloatArray, minutes: FloatArray, days: HubDays
) -> TravelWeek:
    """Travel a week that one member saves at a hub, against having no hub.

    Arrays are ``[kind]``, not yet by mode. Both ways: office days that fall away save the trip to
    the own workplace, every hub day costs the trip to the hub. An unknown way to work saves
    nothing. Someone who uses a hub that is not among the sites saves nothing by another one:
    what they travel today is not known.
    """
    is_lost = people.is_user & np.isnan(people.today_minutes)
    to_work_km = np.nan_to_num(people.work_km, nan=0.0)
    to_work_minutes = np.nan_to_num(people.work_minutes, nan=0.0)
    saved_km = 2.0 * (days.from_office * to_work_km - days.days * km)
    saved_minutes = 2.0 * (days.from_office * to_work_minutes - days.days * minutes)
    return TravelWeek(
        np.where(is_lost | np.isnan(km), 0.0, saved_km),
        np.where(is_lost | np.isnan(minutes), 0.0, saved_minutes),
    )


def saved_today(people: Kinds, days: HubDays) -> TravelWeek:
    """``[kind]`` travel a week that all of a kind save by the hubs of today, against no hub."""
    each = saved_one_member(people, people.today_km, people.today_minutes, days)
    count = np.where(people.is_user, people.people, 0.0)
    return TravelWeek(each.km * count, each.minutes * count)


@dataclass(frozen=True, eq=False)
class CellDemand:
    """Demand by cell, as the siting problem wants it; all arrays ``[cell, site]``.

    Attributes:
        value: kronor a year of travel time, vehicle and CO2e saved against no hub.
        members: expected members. days: expected hub days a week.
        minutes: road minutes one way where anyone would go, ``nan`` elsewhere.
    """

    value: FloatArray
    members: FloatArray
    days: FloatArray
    minutes: FloatArray


def cell_demand(
    people: Kinds, travel: TravelMatrix, sites: IntArray, constants: ConstantTable
) -> CellDemand:
    """Demand of every cell at each of ``sites``: exact sums over the people. O(kinds · sites).

    ``travel`` is ``[cell, site]`` of the workforce, ``sites`` are column indices in it.
    """
    shape = (len(travel.minutes), len(sites))
    value, members, days = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    assumed, price = assumptions(constants), prices(constants)
    per_km, per_minute = kronor_for_a_km(price), kronor_for_a_minute(price)
    minutes, km = travel.minutes[:, sites], travel.km[:, sites]
    week = hub_days(people, assumed)
    is_lost = people.is_user & np.isnan(people.today_minutes)
    kept = (
        2.0
        * week.from_office
        * (
            np.nan_to_num(people.work_km, nan=0.0) * per_km[people.mode]
            + np.nan_to_num(people.work_minutes, nan=0.0) * per_minute[people.mode]
        )
    )
    for part in _blocks(len(people), len(sites)):
        block = _part(people, part)
        at, starts = np.unique(block.cell, return_index=True)
        going = chance(block, minutes[block.cell], assumed) * block.people[:, None]
        trip = km[block.cell] * per_km[block.mode, None]
        trip += minutes[block.cell] * per_minute[block.mode, None]
        each = kept[part, None] - 2.0 * week.days[part, None] * trip
        worth = np.where((going > 0) & ~is_lost[part, None], going * each, 0.0)
        value[at] += np.add.reduceat(worth, starts)
        members[at] += np.add.reduceat(going, starts)
        days[at] += np.add.reduceat(going * week.days[part, None], starts)
    return CellDemand(value, members, days, np.where(members > 0, minutes, np.nan))


def seats_needed(days: FloatArray, assumed: Assumptions) -> FloatArray:
    """Seats that ``days`` hub days a week need on the busiest day, not yet rounded up."""
    return days / DAYS_PER_WEEK * assumed.peak


def by_mode(people: Kinds, week: TravelWeek, row: IntArray, rows: int) -> TravelWeek:
    """``[row, mode]`` sums of ``week[kind]`` by ``row[kind]``."""
    key = row * len(MODES) + people.mode
    size = rows * len(MODES)
    return TravelWeek(
        np.bincount(key, week.km, minlength=size).reshape(rows, len(MODES)),
        np.bincount(key, week.minutes, minlength=size).reshape(rows, len(MODES)),
    )


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    height = max(1, _BLOCK_ENTRIES // max(1, columns))
    return (slice(start, start + height) for start in range(0, rows, height))


def _part(people: Kinds, part: slice) -> Kinds:
    return Kinds(
        people=people.people[part],
        cell=people.cell[part],
        mode=people.mode[part],
        office_days=people.office_days[part],
        home_days=people.home_days[part],
        hub_days=people.hub_days[part],
        is_eligible=people.is_eligible[part],
        is_complex=people.is_complex[part],
        work_km=people.work_km[part],
        work_minutes=people.work_minutes[part],
        today_km=people.today_km[part],
        today_minutes=people.today_minutes[part],
        group=people.group[:0],
    )
