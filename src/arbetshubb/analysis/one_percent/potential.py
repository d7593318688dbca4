"""One pass over the people: who can take which measures, and what a week of each is.

People who can take the same measures and are of one mixture are summed together; all that follows
is exact arithmetic on the sums, since every saving is linear in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import IS_DRIVER, MEASURES, Measure
from arbetshubb.analysis.commuting.mixtures import Mixing, Mixtures
from arbetshubb.analysis.commuting.rates import season_weeks
from arbetshubb.analysis.commuting.register import both_ways
from arbetshubb.analysis.commuting.state import CommutingState
from arbetshubb.analysis.commuting.sums import blocks
from arbetshubb.analysis.commuting.travellers import Travellers
from arbetshubb.analysis.one_percent.offer import MONTHS, Offer
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.travel import nearest_of, way_to
from arbetshubb.analysis.workforce import Workforce

POOL_AREA_KM: Final = 5
"""Colleagues who share a car live in the same square of this side and work at the same place."""
_LONGEST_BUS_DETOUR: Final = 1.5
_PATTERNS: Final = 1 << len(MEASURES)
_MOST_PAIRS: Final = 50_000_000
PARTS: Final = ("all", "home", "hub", "both_home", "both_hub")
"""Kilometres and minutes a week: of all travel, saved by home days, saved by hub days, and what a
home day or a hub day saves on the days that both would take."""


@dataclass(frozen=True, eq=False)
class Potential:
    """A week's sums by pattern of measures and mixture. ``S`` is 1 when the seasons are alike.

    Attributes:
        patterns: ``[pattern]`` bits of the measures that these people can take.
        people: ``[pattern, mixture]``.
        week: ``[S, way, part, (km, minutes), pattern, mixture]``; ways are the road and the bus.
        hub_days: ``[S, (all, taken by a home day), pattern, mixture]`` a week.
        has_bus_way: whether bus travel was measured; else it is the road's.
    """

    patterns: IntArray
    people: FloatArray
    week: FloatArray
    hub_days: FloatArray
    has_bus_way: bool

    def can(self, measure: Measure) -> BoolArray:
        """``[pattern]`` whether its people can take ``measure``."""
        return np.asarray((self.patterns >> MEASURES.index(measure)) & 1, dtype=np.bool_)


def potential(state: CommutingState, offer: Offer) -> Potential:
    """The sums for the people of ``state``. O(people), a block at a time."""
    travellers, mixing = state.travellers, state.mixing
    people = _People(
        travellers=travellers,
        offer=offer,
        home_days=offer.home_days_a_month * MONTHS / float(season_weeks(state.constants).sum()),
        hub=_way_to_hubs(travellers, offer),
        shares_a_way=_shares_a_way(travellers, mixing, state.mixtures),
    )
    seasons = 2 if travellers.has_seasons else 1
    mixtures = len(state.mixtures)
    ways = 2 if travellers.bus is not None else 1
    head = np.zeros(_PATTERNS * mixtures)
    week = np.zeros((seasons, ways, len(PARTS), 2, _PATTERNS * mixtures))
    days = np.zeros((seasons, 2, _PATTERNS * mixtures))
    for part in blocks(len(travellers)):
        block = people.at(part)
        key = block.pattern() * mixtures + mixing.index[part]
        head += np.bincount(key, block.weight, minlength=len(head))
        for season in range(seasons):
            _add(week[season], days[season], block, season, key)
    used = np.flatnonzero(head.reshape(_PATTERNS, mixtures).any(axis=1))
    return Potential(
        patterns=used,
        people=head.reshape(_PATTERNS, mixtures)[used],
        week=week.reshape(*week.shape[:-1], _PATTERNS, mixtures)[..., used, :],
        hub_days=days.reshape(*days.shape[:-1], _PATTERNS, mixtures)[..., used, :],
        has_bus_way=ways > 1,
    )


@dataclass(frozen=True, eq=False)
class _People:
    """What is known of everybody; ``hub`` is ``[person]`` km and minutes to the nearest one."""

    travellers: Travellers
    offer: Offer
    home_days: float
    hub: tuple[FloatArray, FloatArray] | None
    shares_a_way: BoolArray | None

    def at(self, part: slice) -> _Block:
        """The people in ``part``."""
        of, road = self.travellers, self.travellers.road
        count = len(road.km[part])
        none = np.full(count, np.nan)
        return _Block(
            offer=self.offer,
            home_days=self.home_days,
            office=(of.office_days[0][part], of.office_days[1][part]),
            hub_days=None if of.hub_days is None else of.hub_days[part],
            km=road.km[part],
            minutes=road.minutes[part],
            old_hub=None
            if road.hub_km is None or road.hub_minutes is None
            else (road.hub_km[part], road.hub_minutes[part]),
            hub=(none, none) if self.hub is None else (self.hub[0][part], self.hub[1][part]),
            bus=None if of.bus is None else (of.bus.km[part], of.bus.minutes[part]),
            remote=np.ones(count, dtype=np.bool_)
            if of.may_work_remotely is None
            else of.may_work_remotely[part],
            shares_a_way=np.ones(count, dtype=np.bool_)
            if self.shares_a_way is None
            else self.shares_a_way[part],
            weight=None if of.weight is None else of.weight[part],
        )


@dataclass(frozen=True, eq=False)
class _Block:
    """The columns of some people."""

    offer: Offer
    home_days: float
    office: tuple[FloatArray, FloatArray]
    hub_days: FloatArray | None
    km: FloatArray
    minutes: FloatArray
    old_hub: tuple[FloatArray, FloatArray] | None
    hub: tuple[FloatArray, FloatArray]
    bus: tuple[FloatArray, FloatArray] | None
    remote: BoolArray
    shares_a_way: BoolArray
    weight: FloatArray | None

    def pattern(self) -> IntArray:
        """``[person]`` bits of the measures that each can take, were they to drive."""
        travels = np.nan_to_num(self.km) * (self.office[0] + self.office[1]) > 0
        if self.old_hub is not None and self.hub_days is not None:
            travels |= np.nan_to_num(self.old_hub[0]) * self.hub_days > 0
        to_office = travels & (self.office[0] + self.office[1] > 0)
        can = {
            Measure.CAR_TO_ELECTRIC: travels,
            Measure.CAR_TO_BUS: travels & self._has_bus(),
            Measure.CAR_POOL: travels & self.shares_a_way,
            Measure.CAR_TO_BICYCLE: travels & (self.km < self.offer.cycling_km),
            Measure.HOME_DAY: to_office & self.remote & (self.km > 0),
            Measure.HUB_DAY: to_office & self.remote & (self.hub[0] < self.km),
        }
        bits = np.zeros(len(self.km), dtype=np.int64)
        for place, measure in enumerate(MEASURES):
            bits |= can[measure].astype(np.int64) << place
        return bits

    def _has_bus(self) -> BoolArray:
        """Who has a bus; without measured travel everyone, which the module then says."""
        if self.bus is None:
            return np.ones(len(self.km), dtype=np.bool_)
        km, minutes = self.bus
        # A detour this long may emit more by bus than by car; nan is never below anything.
        is_near = (km <= _LONGEST_BUS_DETOUR * self.km) & (km > 0)
        return np.asarray(is_near & (minutes <= self.offer.bus_times_car * self.minutes))

    def days(self, season: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Days a week that may move home, to a hub, and that both would take."""
        office = self.office[season]
        home = np.where(self.remote, np.minimum(self.home_days, office), 0.0)
        can_hub = self.remote & (self.hub[0] < self.km)
        hub = np.where(can_hub, np.minimum(self.offer.hub_days_a_week, office), 0.0)
        return home, hub, np.maximum(0.0, home + hub - office)


def _add(week: FloatArray, days: FloatArray, block: _Block, season: int, key: IntArray) -> None:
    """Adds the block's sums to ``week[way, part, figure, key]`` and ``days[which, key]``."""
    home, hub, both = block.days(season)
    size = days.shape[-1]
    factors = _bus_factors(block)
    for figure, (work, to_hub) in enumerate(
        ((block.km, block.hub[0]), (block.minutes, block.hub[1]))
    ):
        saved = np.where(hub > 0, work - to_hub, 0.0)
        every = both_ways(block.office[season], work)
        if block.old_hub is not None and block.hub_days is not None:
            every += both_ways(block.hub_days, block.old_hub[figure])
        parts = (
            every, both_ways(home, work), both_ways(hub, saved), both_ways(both, work),
            both_ways(both, saved),
        )  # fmt: skip
        for way in range(len(week)):
            for place, each in enumerate(parts):
                values = each if way == 0 else each * factors[figure]
                week[way, place, figure] += _summed(values, block.weight, key, size)
    for place, each in enumerate((hub, both)):
        days[place] += _summed(each, block.weight, key, size)


def _bus_factors(block: _Block) -> tuple[FloatArray, FloatArray]:
    """``[person]`` the bus's km and minutes over the car's; a way to a hub is taken alike."""
    if block.bus is None:
        return np.ones(0), np.ones(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        km, minutes = block.bus[0] / block.km, block.bus[1] / block.minutes
    return tuple(np.where(np.isfinite(each), each, 0.0) for each in (km, minutes))  # type: ignore[return-value] # two in, two out


def _summed(values: FloatArray, weight: FloatArray | None, key: IntArray, size: int) -> FloatArray:
    return np.bincount(key, values if weight is None else values * weight, minlength=size)


def _way_to_hubs(travellers: Travellers, offer: Offer) -> tuple[FloatArray, FloatArray] | None:
    """``[person]`` km and minutes to the nearest of the offer's hubs by minutes."""
    if not offer.hubs or travellers.register is None or travellers.travel is None:
        return None
    travel, home = travellers.travel, travellers.register.home
    nearest = nearest_of(travel, np.array(sorted(offer.hubs), dtype=np.int64))
    return way_to(travel.km, nearest)[home], way_to(travel.minutes, nearest)[home]


def _shares_a_way(travellers: Travellers, mixing: Mixing, mixtures: Mixtures) -> BoolArray | None:
    """``[person]`` whether another driver is expected from the same square to the same site."""
    register = travellers.register
    if register is None:
        return None
    drives = (IS_DRIVER[:, None] | IS_DRIVER) * mixtures.joint
    share = drives.sum(axis=(1, 2))[mixing.index]
    code, size = _ways_code(register)
    expected = np.bincount(code, share, minlength=size)
    # Each one's own share is not company.
    return np.asarray(expected[code] - share >= 1.0 - 1e-9)


def _ways_code(register: Workforce) -> tuple[IntArray, int]:
    """``[person]`` a number for the square of the home and the workplace."""
    squares = {
        (cell.north_km // POOL_AREA_KM, cell.east_km // POOL_AREA_KM): 0 for cell in register.cells
    }
    place = {square: index for index, square in enumerate(squares)}
    of_cell = np.array(
        [
            place[cell.north_km // POOL_AREA_KM, cell.east_km // POOL_AREA_KM]
            for cell in register.cells
        ],
        dtype=np.int64,
    )
    code = of_cell[register.home] * len(register.sites) + register.workplace
    size = len(place) * len(register.sites)
    if size <= _MOST_PAIRS:
        return code, size
    used, code = np.unique(code, return_inverse=True)
    return code, len(used)
