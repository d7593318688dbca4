"""What measures together save: each person's savings counted on what is left of their travel.

Expectations: a measure that a share of people take is taken by that share of every sum, whatever
else they take. Who has changed to electric saves little by a home day; nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import (
    IS_DRIVER,
    KINDS,
    SEASONS,
    Fuel,
    Kind,
    Measure,
    Season,
)
from arbetshubb.analysis.commuting.mixtures import Mixtures
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.one_percent.effect_prices import Prices
from arbetshubb.analysis.one_percent.potential import PARTS, Potential
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.workforce import Mode

MODE_MEASURES: Final = (
    Measure.CAR_TO_ELECTRIC,
    Measure.CAR_TO_BUS,
    Measure.CAR_POOL,
    Measure.CAR_TO_BICYCLE,
)
DAY_MEASURES: Final = (Measure.HOME_DAY, Measure.HUB_DAY)
_ELECTRIC: Final = KINDS.index(Kind(Mode.ELECTRIC_CAR, Fuel.ELECTRIC))
_BUS: Final = KINDS.index(Kind(Mode.BUS))
_BICYCLE: Final = KINDS.index(Kind(Mode.BICYCLE))
_SHARE, _VEHICLE, _POOLED = range(3)
_ALL, _HOME, _HUB, _BOTH_HOME, _BOTH_HUB = range(len(PARTS))


@dataclass(frozen=True, slots=True)
class Effect:
    """A year's emissions, money and hours, or what is saved of them.

    Attributes:
        kg: CO2e.
        traveller_kronor: paid by those who travel.
        employer_kronor: paid by the employer (days at a hub).
        hours: on the way.
    """

    kg: float
    traveller_kronor: float
    employer_kronor: float
    hours: float

    @property
    def kronor(self) -> float:
        """Whoever pays."""
        return self.traveller_kronor + self.employer_kronor

    def __sub__(self, other: Effect) -> Effect:
        return Effect(
            self.kg - other.kg,
            self.traveller_kronor - other.traveller_kronor,
            self.employer_kronor - other.employer_kronor,
            self.hours - other.hours,
        )

    def times(self, share: float) -> Effect:
        """A share of it."""
        return Effect(
            self.kg * share,
            self.traveller_kronor * share,
            self.employer_kronor * share,
            self.hours * share,
        )


@dataclass(frozen=True, eq=False)
class Sums:
    """Drivers' weeks by pattern and pair of kinds (winter's and summer's).

    Attributes:
        potential: where the patterns come from.
        winter, summer: ``[pair]`` indices into ``KINDS``; at least one is a driver's.
        people: ``[pattern, pair]``.
        week: ``[kind of share, S, way, part, (km, minutes), pattern, pair]``.
        hub_days: ``[S, which, pattern, pair]``.
    """

    potential: Potential
    winter: IntArray
    summer: IntArray
    people: FloatArray
    week: FloatArray
    hub_days: FloatArray


def drivers_sums(found: Potential, mixtures: Mixtures, constants: ConstantTable) -> Sums:
    """The potential spread over the kinds of those who drive.

    Who shares a car after the measure drives no more of it alone than ``detour / people``; who
    shares with more already goes on as before.
    """
    winter, summer = np.nonzero(
        mixtures.joint.any(axis=0) & (IS_DRIVER[:, None] | IS_DRIVER[None, :])
    )
    share = mixtures.joint[:, winter, summer]
    vehicle = mixtures.vehicles[:, winter, summer]
    alone = constants.value("carpool_detour") / constants.value("carpool_people")
    weights = np.stack([share, vehicle, np.minimum(vehicle, share * alone)])
    return Sums(
        potential=found,
        winter=winter,
        summer=summer,
        people=found.people @ share,
        week=np.einsum("...m,tmp->t...p", found.week, weights, optimize=True),
        hub_days=found.hub_days @ share,
    )


@dataclass(frozen=True, eq=False)
class Taken:
    """How much is taken of each measure so far, in the order of taking.

    Attributes:
        shares: of those who can, by measure; the order matters, so it is kept.
    """

    shares: Mapping[Measure, float] = field(default_factory=dict)

    def and_also(self, measure: Measure, share: float) -> Taken:
        """With ``measure`` taken last."""
        return Taken({**self.shares, measure: share})


def can_save(sums: Sums, measure: Measure, price: Prices) -> BoolArray:
    """``[pattern, pair]`` who can take ``measure`` and would lower emissions by it."""
    can = sums.potential.can(measure)[:, None]
    if measure in DAY_MEASURES or measure is Measure.CAR_POOL:
        return np.broadcast_to(can, sums.people.shape)
    new = {
        Measure.CAR_TO_ELECTRIC: _ELECTRIC,
        Measure.CAR_TO_BUS: _BUS,
        Measure.CAR_TO_BICYCLE: _BICYCLE,
    }[measure]
    # A bus may go round; potential lets it by at most half as long again.
    margin = 1.5 if measure is Measure.CAR_TO_BUS and sums.potential.has_bus_way else 1.0
    lower = (price.kg[:, new : new + 1] * margin < price.kg).all(axis=0) | ~IS_DRIVER
    return np.asarray(can & lower[sums.winter] & lower[sums.summer])


def people_taking(sums: Sums, taken: Taken, measure: Measure, price: Prices) -> float:
    """How many take ``measure``, which must be in ``taken``: who is left when its turn comes."""
    can = can_save(sums, measure, price) * sums.people
    if measure in DAY_MEASURES:
        return float(can.sum() * taken.shares[measure])
    return float((can * _left_driving(sums, taken, measure, price)).sum() * taken.shares[measure])


def _left_driving(sums: Sums, taken: Taken, before: Measure | None, price: Prices) -> FloatArray:
    """``[pattern, pair]`` share that still drives as before when ``before``'s turn comes."""
    left = np.ones(sums.people.shape)
    for measure, share in taken.shares.items():
        if measure is before:
            break
        if measure in MODE_MEASURES:
            left *= 1.0 - share * can_save(sums, measure, price)
    return left


def year_of(sums: Sums, taken: Taken, price: Prices) -> Effect:
    """The year of the drivers in ``sums`` when ``taken`` is taken."""
    week, days = _what_is_left(sums, taken, price)
    total = np.zeros(3)
    for season in range(len(SEASONS)):
        kind = sums.winter if SEASONS[season] is Season.WINTER else sums.summer
        drives = IS_DRIVER[kind]
        # Who does not drive in this season goes on as before, and is left out before and after.
        of_season = week[:, min(season, week.shape[1] - 1)] * drives
        each = _season(of_season, _modes(sums, taken, price), kind, season, sums, price)
        total += each * price.weeks[season]
    electric = _modes(sums, taken, price)[Measure.CAR_TO_ELECTRIC] * sums.people
    return Effect(
        kg=float(total[0]),
        traveller_kronor=float(total[1]) + float(electric.sum()) * price.electric_extra,
        employer_kronor=_hub_cost(sums, days, price),
        hours=float(total[2]),
    )


def _modes(sums: Sums, taken: Taken, price: Prices) -> dict[Measure | None, FloatArray]:
    """``[pattern, pair]`` shares that changed by each measure; ``None`` drives as before."""
    left = np.ones(sums.people.shape)
    found: dict[Measure | None, FloatArray] = {
        measure: np.zeros(sums.people.shape) for measure in MODE_MEASURES
    }
    for measure, share in taken.shares.items():
        if measure in MODE_MEASURES:
            found[measure] = left * share * can_save(sums, measure, price)
            left = left - found[measure]
    found[None] = left
    return found


def _what_is_left(sums: Sums, taken: Taken, price: Prices) -> tuple[FloatArray, FloatArray]:
    """The week without the days that home and hub take, and ``[S, pattern, pair]`` hub days."""
    home, hub = (
        can_save(sums, measure, price) * taken.shares.get(measure, 0.0) for measure in DAY_MEASURES
    )
    order = [measure for measure in taken.shares if measure in DAY_MEASURES]
    is_hub_last = order[-1:] == [Measure.HUB_DAY]
    # The days both would take are the first one's; the second saves nothing on them.
    both = sums.week[:, :, :, _BOTH_HUB if is_hub_last else _BOTH_HOME]
    week = (
        sums.week[:, :, :, _ALL]
        - home * sums.week[:, :, :, _HOME]
        - hub * sums.week[:, :, :, _HUB]
        + home * hub * both
    )
    days = hub * sums.hub_days[:, 0]
    if is_hub_last:
        days = days - home * hub * sums.hub_days[:, 1]
    return week, days


def _season(  # noqa: PLR0913, PLR0917 - the parts of ``year_of``
    week: FloatArray,
    modes: Mapping[Measure | None, FloatArray],
    kind: IntArray,
    season: int,
    sums: Sums,
    price: Prices,
) -> FloatArray:
    """kg, kronor and hours of a week of ``week[share, way, (km, minutes), pattern, pair]``."""
    road, kg = week[:, 0], price.kg[season]
    bus = week[:, -1]
    as_before = _week(
        road[_VEHICLE, 0], road[_SHARE, 1], kg[kind], price.car_kronor, price.car_hours
    )
    by_bicycle = _week(
        road[_SHARE, 0], road[_SHARE, 0], kg[_BICYCLE], price.bicycle_kronor, price.bicycle_hours
    )
    cycled = price.winter_cycling if SEASONS[season] is Season.WINTER else 1.0
    bus_hours = 1.0 / 60.0 if sums.potential.has_bus_way else price.bus_hours_by_road
    each = {
        None: as_before,
        Measure.CAR_TO_ELECTRIC: _week(
            road[_VEHICLE, 0], road[_SHARE, 1], kg[_ELECTRIC], price.electric_kronor,
            price.car_hours,
        ),
        Measure.CAR_TO_BUS: _week(
            bus[_SHARE, 0], bus[_SHARE, 1], kg[_BUS], price.bus_kronor, bus_hours
        ),
        Measure.CAR_POOL: _week(
            road[_POOLED, 0], road[_SHARE, 1] * price.detour, kg[kind], price.car_kronor,
            price.car_hours,
        ),
        Measure.CAR_TO_BICYCLE: cycled * by_bicycle + (1.0 - cycled) * as_before,
    }  # fmt: skip
    found = np.zeros(3)
    for measure, share in modes.items():
        found += (each[measure] * share).sum(axis=(1, 2))
    return found


def _week(
    km: FloatArray, time: FloatArray, kg: FloatArray | float, kronor: float, hours: float
) -> FloatArray:
    """``[(kg, kronor, hours), pattern, pair]``."""
    return np.stack([km * kg, km * kronor, time * hours])


def _hub_cost(sums: Sums, days: FloatArray, price: Prices) -> float:
    cost = 0.0
    for season, kind in enumerate((sums.winter, sums.summer)):
        of_season = days[min(season, len(days) - 1)] * IS_DRIVER[kind]
        cost += float(of_season.sum()) * float(price.weeks[season]) * price.hub_day
    return cost
