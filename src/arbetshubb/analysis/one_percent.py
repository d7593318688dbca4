"""How many people it takes to cut commuting's emissions by one per cent, measure by measure.

After CERO's one-per-cent modules (Robèrt, KTH); formulas: docs/methods/commuting.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting import (
    Commutes,
    PersonYears,
    both_ways,
    commutes,
    person_years,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.analysis.pricing import DAYS_PER_WEEK, prices
from arbetshubb.analysis.travel import TravelMatrix, nearest_of, way_to
from arbetshubb.analysis.workforce import MODES, Mode, Workforce

CYCLING_KM: Final = 6.0


class Measure(StrEnum):
    """A measure that one-per-cent modules are counted in."""

    CAR_TO_ELECTRIC = "car_to_electric"
    CAR_TO_BUS = "car_to_bus"
    CAR_TO_BICYCLE = "car_to_bicycle"
    HOME_DAY_A_MONTH = "home_day_a_month"
    HUB_DAY_A_WEEK = "hub_day_a_week"


@dataclass(frozen=True, slots=True)
class Module:
    """How far a measure goes (domain.md 2.3, after Robèrt's one-per-cent modules).

    Attributes:
        people: commuters by car who could take the measure and would lower emissions by it.
        kg_per_person: mean kg CO2e a year that one of them saves.
        kronor_per_person: mean kronor a year that one of them saves (negative: it costs).
        people_for_one_percent: how many must take it to cut commuting's emissions by 1 %;
            ``None`` when there are not so many.
    """

    measure: Measure
    people: int
    kg_per_person: float
    kronor_per_person: float
    people_for_one_percent: int | None


def one_percent_modules(
    workforce: Workforce,
    travel: TravelMatrix,
    constants: ConstantTable,
    *,
    hubs: Sequence[int] = (),
) -> tuple[Module, ...]:
    """The measures, the one saving most kronor per kilogram first.

    ``hubs`` are site indices open in the plan; without them there is no hub module. The one who
    drives to a hub chooses the nearest by minutes and stays at the office if none saves emissions.
    """
    ways, years = commutes(workforce, travel), person_years(workforce, travel, constants)
    is_driver = (workforce.mode == MODES.index(Mode.CAR)) & (years.kg_co2e > 0)
    total = float(years.kg_co2e.sum())
    savings = _mode_measures(years, ways, constants)
    savings[Measure.HOME_DAY_A_MONTH] = _home_day(workforce, ways, constants)
    if len(hubs):
        nearest = nearest_of(travel, np.array(sorted(hubs), dtype=np.int64))
        hub_km = way_to(travel.km, nearest)[workforce.home]
        savings[Measure.HUB_DAY_A_WEEK] = _hub_day(workforce, ways.work_km - hub_km, constants)
    modules = [
        _module(measure, is_driver & (kg > 0), kg, kronor, total)
        for measure, (kg, kronor) in savings.items()
    ]
    return tuple(sorted(modules, key=_kronor_per_kg, reverse=True))


type _Saving = tuple[FloatArray, FloatArray]
"""``[person]`` kg CO2e and kronor a year."""


def _mode_measures(
    years: PersonYears, ways: Commutes, constants: ConstantTable
) -> dict[Measure, _Saving]:
    price, car = prices(constants), MODES.index(Mode.CAR)
    can_cycle = np.nan_to_num(ways.work_km, nan=np.inf) < CYCLING_KM
    found: dict[Measure, _Saving] = {}
    for measure, mode, can in (
        (Measure.CAR_TO_ELECTRIC, Mode.ELECTRIC_CAR, True),
        (Measure.CAR_TO_BUS, Mode.BUS, True),
        (Measure.CAR_TO_BICYCLE, Mode.BICYCLE, can_cycle),
    ):
        km = np.where(can, years.km, 0.0)
        new = MODES.index(mode)
        found[measure] = (
            km * (price.kg_per_km[car] - price.kg_per_km[new]),
            km * (price.kronor_per_km[car] - price.kronor_per_km[new]),
        )
    return found


def _home_day(workforce: Workforce, ways: Commutes, constants: ConstantTable) -> _Saving:
    days = np.where(workforce.office_days > 0, 12.0, 0.0)
    return _by_car(both_ways(days, ways.work_km), constants)


def _hub_day(workforce: Workforce, km_saved: FloatArray, constants: ConstantTable) -> _Saving:
    weeks = constants.value("workdays_per_year") / DAYS_PER_WEEK
    days = np.minimum(1.0, workforce.office_days) * weeks
    return _by_car(both_ways(days, km_saved), constants)


def _by_car(km: FloatArray, constants: ConstantTable) -> _Saving:
    price, car = prices(constants), MODES.index(Mode.CAR)
    return km * price.kg_per_km[car], km * price.kronor_per_km[car]


def _module(
    measure: Measure, can: BoolArray, kg: FloatArray, kronor: FloatArray, total: float
) -> Module:
    people = int(can.sum())
    if not people:
        return Module(measure, 0, 0.0, 0.0, None)
    each = float(kg[can].mean())
    needed = int(np.ceil(0.01 * total / each))
    return Module(
        measure=measure,
        people=people,
        kg_per_person=each,
        kronor_per_person=float(kronor[can].mean()),
        people_for_one_percent=needed if needed <= people else None,
    )


def _kronor_per_kg(module: Module) -> float:
    return module.kronor_per_person / module.kg_per_person if module.people else -np.inf
