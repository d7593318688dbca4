"""What a week of driving, and of what comes in its place, costs in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from arbetshubb.analysis.commuting.rates import FUEL_KEYS, kg_per_km, season_weeks
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.pricing import KM_PER_MIL, prices
from arbetshubb.analysis.workforce import MODES, Mode

SHARING_KEYS: Final = ("carpool_people", "carpool_detour")
"""The constants that ``Sums`` depend on."""
EMISSION_KEYS: Final = (
    "workdays_per_year",
    "winter_work_share",
    "car_winter_ratio",
    "ev_winter_ratio",
    "car_default_wtw",
    *FUEL_KEYS.values(),
    "bus_rural_default",
    "walk_cycle",
    "bicycle_winter_share",
    *SHARING_KEYS,
)
"""The constants that move what a measure saves of emissions."""
EFFECT_KEYS: Final = (
    *EMISSION_KEYS,
    "electric_car_extra_year",
    "coworking_day_pass",
    "milersattning_own_car",
    "milersattning_company_car",
    "milersattning_company_ev",
    "bus_fare",
    "bicycle_cost",
    "bus_time_factor",
    "bicycle_speed",
)
"""The constants that modules and targets rest on, besides those of acceptance."""


@dataclass(frozen=True, eq=False)
class Prices:
    """What a week's km and minutes of each kind are in a year; arrays ``[season, …]``."""

    weeks: FloatArray
    kg: FloatArray
    car_kronor: float
    electric_kronor: float
    electric_extra: float
    bus_kronor: float
    bicycle_kronor: float
    car_hours: float
    bus_hours_by_road: float
    bicycle_hours: float
    detour: float
    winter_cycling: float
    hub_day: float


def effect_prices(constants: ConstantTable) -> Prices:
    """The prices in ``constants``.

    An electric car saves per kilometre what the tax authority's rates say that energy differs for
    company cars, and costs a sum more a year.
    """
    price, value = prices(constants), constants.value
    car, bus, bicycle = (MODES.index(mode) for mode in (Mode.CAR, Mode.BUS, Mode.BICYCLE))
    energy = value("milersattning_company_car") - value("milersattning_company_ev")
    return Prices(
        weeks=season_weeks(constants),
        kg=kg_per_km(constants),
        car_kronor=float(price.kronor_per_km[car]),
        electric_kronor=float(price.kronor_per_km[car]) - energy / KM_PER_MIL,
        electric_extra=value("electric_car_extra_year"),
        bus_kronor=float(price.kronor_per_km[bus]),
        bicycle_kronor=float(price.kronor_per_km[bicycle]),
        car_hours=float(price.hours_per_minute[car]),
        bus_hours_by_road=float(price.hours_per_minute[bus]),
        bicycle_hours=float(price.hours_per_km[bicycle]),
        detour=value("carpool_detour"),
        winter_cycling=value("bicycle_winter_share"),
        hub_day=value("coworking_day_pass"),
    )
