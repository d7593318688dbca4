"""What a kilometre and a minute by each mode cost: kronor, hours and CO2e, taken from constants.

All climate figures are life-cycle figures of the fuel (well to wheel); tailpipe figures, which the
constants also hold, are never mixed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.workforce import MODES, Mode

DAYS_PER_WEEK: Final = 5.0
KM_PER_MIL: Final = 10.0
FIGURES: Final = ("km", "hours", "kronor", "kg_co2e")

EMISSION_KEYS: Final[dict[Mode, str]] = {
    Mode.CAR: "car_default_wtw",
    Mode.ELECTRIC_CAR: "car_ev_nordic_el",
    Mode.BUS: "bus_rural_default",
    # Commuting by train in the county is on electrified lines (Mittbanan, Norra stambanan). The
    # diesel Inlandsbanan carries next to no commuters; move this constant where it does.
    Mode.TRAIN: "train_electric_nordic",
    Mode.BICYCLE: "walk_cycle",
    Mode.WALK: "walk_cycle",
}
TIME_VALUE_KEYS: Final[dict[Mode, str]] = {
    Mode.CAR: "time_value_commute_car",
    Mode.ELECTRIC_CAR: "time_value_commute_car",
    Mode.BUS: "time_value_commute_bus",
    Mode.TRAIN: "time_value_commute_train",
    Mode.BICYCLE: "time_value_commute_walk_cycle",
    Mode.WALK: "time_value_commute_walk_cycle",
}
TRAVEL_KEYS: Final = (
    "workdays_per_year", "milersattning_own_car", "bus_fare", "train_fare", "bicycle_cost",
    "car_default_wtw", "car_ev_nordic_el", "bus_rural_default", "train_electric_nordic",
    "walk_cycle", "bus_time_factor", "train_time_factor", "bicycle_speed", "walk_speed",
)  # fmt: skip
VALUE_KEYS: Final = (
    "time_value_commute_car", "time_value_commute_bus", "time_value_commute_train",
    "time_value_commute_walk_cycle", "co2_value_asek7",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Prices:
    """What travel costs; the arrays are ``[mode]`` in the order of ``MODES``.

    Attributes:
        weeks: working weeks in a year = working days / 5.
        kronor_per_km: what the traveller pays. An own car, electric too, by the mileage rate.
        kg_per_km: CO2e, fuel life cycle, for one person travelling alone.
        hours_per_minute: hours for each minute the same way takes by car.
        hours_per_km: hours for each kilometre (only bicycle and walk, whose time is distance).
        hour_value: kronor that an hour saved is worth to the traveller.
        kg_value: kronor that a kilogram of CO2e avoided is worth to society.
    """

    weeks: float
    kronor_per_km: FloatArray
    kg_per_km: FloatArray
    hours_per_minute: FloatArray
    hours_per_km: FloatArray
    hour_value: FloatArray
    kg_value: float


def prices(constants: ConstantTable) -> Prices:
    """The prices in ``constants``.

    Raises:
        KeyError: a constant is missing.
    """
    car = constants.value("milersattning_own_car") / KM_PER_MIL
    kronor = {
        Mode.CAR: car,
        Mode.ELECTRIC_CAR: car,
        Mode.BUS: constants.value("bus_fare"),
        Mode.TRAIN: constants.value("train_fare"),
        Mode.BICYCLE: constants.value("bicycle_cost"),
    }
    times_car = {
        Mode.CAR: 1.0,
        Mode.ELECTRIC_CAR: 1.0,
        Mode.BUS: constants.value("bus_time_factor"),
        Mode.TRAIN: constants.value("train_time_factor"),
    }
    speed = {
        Mode.BICYCLE: constants.value("bicycle_speed"),
        Mode.WALK: constants.value("walk_speed"),
    }
    return Prices(
        weeks=constants.value("workdays_per_year") / DAYS_PER_WEEK,
        kronor_per_km=np.array([kronor.get(mode, 0.0) for mode in MODES]),
        kg_per_km=np.array([constants.value(EMISSION_KEYS[mode]) / 1000.0 for mode in MODES]),
        hours_per_minute=np.array([times_car.get(mode, 0.0) / 60.0 for mode in MODES]),
        hours_per_km=np.array([1.0 / speed[mode] if mode in speed else 0.0 for mode in MODES]),
        hour_value=np.array([constants.value(TIME_VALUE_KEYS[mode]) for mode in MODES]),
        kg_value=constants.value("co2_value_asek7"),
    )


@dataclass(frozen=True, eq=False)
class TravelWeek:
    """A week's travel by mode: ``km[..., mode]`` and ``minutes[..., mode]`` as a car takes them.

    Minutes are kept as road minutes, so that one week can be priced under many constants.
    """

    km: FloatArray
    minutes: FloatArray

    def __add__(self, other: TravelWeek) -> TravelWeek:
        return TravelWeek(self.km + other.km, self.minutes + other.minutes)

    def __sub__(self, other: TravelWeek) -> TravelWeek:
        return TravelWeek(self.km - other.km, self.minutes - other.minutes)


def figures_in_a_year(week: TravelWeek, price: Prices) -> FloatArray:
    """``[..., figure]`` km, hours, kronor and kg CO2e in a year of such weeks, all modes."""
    km = week.km.sum(axis=-1)
    hours = week.minutes @ price.hours_per_minute + week.km @ price.hours_per_km
    kronor, kg = week.km @ price.kronor_per_km, week.km @ price.kg_per_km
    return np.stack([km, hours, kronor, kg], axis=-1) * price.weeks


def value_in_a_year(week: TravelWeek, price: Prices) -> FloatArray:
    """``[...]`` kronor a year of travel time, vehicle and CO2e in a year of such weeks."""
    return np.asarray(week.km @ kronor_for_a_km(price) + week.minutes @ kronor_for_a_minute(price))


def kronor_for_a_km(price: Prices) -> FloatArray:
    """``[mode]`` kronor a year that one kilometre more every week costs."""
    each = price.kronor_per_km + price.kg_per_km * price.kg_value
    return np.asarray((each + price.hours_per_km * price.hour_value) * price.weeks)


def kronor_for_a_minute(price: Prices) -> FloatArray:
    """``[mode]`` kronor a year that one road minute more every week costs."""
    return np.asarray(price.hours_per_minute * price.hour_value * price.weeks)
