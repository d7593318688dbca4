"""What a week of travel by each kind costs in a year, winter and summer, from the constants."""

from __future__ import annotations

from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import IS_CAR, KINDS, SEASONS, Fuel, Season
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.pricing import EMISSION_KEYS, TRAVEL_KEYS, prices
from arbetshubb.analysis.workforce import MODES

COLUMNS: Final = ("people", "days", "km", "minutes", "road_minutes", "road_km", "vehicle_km")
"""What is known of a week of travel; arrays over columns are in this order.

``minutes`` were measured for the mode; ``road_minutes`` are a car's, to be stretched by the mode's
factor; ``road_km`` are the kilometres without measured minutes.
"""
FIGURES: Final = ("people", "km", "hours", "kronor", "kg_co2e")
FUEL_KEYS: Final[dict[Fuel, str]] = {
    Fuel.PETROL: "car_petrol_medium",
    Fuel.DIESEL: "car_diesel_medium_2024",
    Fuel.PLUG_IN: "car_plug_in",
    Fuel.ETHANOL: "car_e85",
    Fuel.HVO: "car_hvo100",
    Fuel.GAS: "car_biogas",
    Fuel.ELECTRIC: "car_ev_nordic_el",
}
STATE_KEYS: Final = (
    *TRAVEL_KEYS,
    "winter_work_share",
    "car_winter_ratio",
    "ev_winter_ratio",
    *(key for fuel, key in FUEL_KEYS.items() if fuel is not Fuel.ELECTRIC),
)
_PEOPLE, _DAYS, _KM, _MINUTES, _ROAD_MINUTES, _ROAD_KM, _VEHICLE_KM = range(len(COLUMNS))


def season_weeks(constants: ConstantTable) -> FloatArray:
    """``[season]`` working weeks a year."""
    winter = constants.value("winter_work_share")
    return np.array([winter, 1.0 - winter]) * prices(constants).weeks


def kg_per_km(constants: ConstantTable) -> FloatArray:
    """``[season, kind]`` kg CO2e a km: of the car, or of the person in what is not a car.

    The constants are means of a year. A car uses more in winter by a ratio; the two seasons are
    set so that the same driving all year emits what the constant says.
    """
    yearly = np.array(
        [
            constants.value(FUEL_KEYS[kind.fuel] if kind.fuel else EMISSION_KEYS[kind.mode])
            for kind in KINDS
        ]
    )
    return yearly / 1000.0 * np.stack([_seasonal(constants, season) for season in SEASONS])


def _seasonal(constants: ConstantTable, season: Season) -> FloatArray:
    share = constants.value("winter_work_share")
    combustion = constants.value("car_winter_ratio")
    electric = constants.value("ev_winter_ratio")
    ratio = np.array([electric if kind.fuel is Fuel.ELECTRIC else combustion for kind in KINDS])
    ratio = np.where(IS_CAR, ratio, 1.0)
    summer = 1.0 / (share * ratio + 1.0 - share)
    return np.asarray(summer * ratio if season is Season.WINTER else summer)


def rates(constants: ConstantTable) -> FloatArray:
    """``[season, kind, column, figure]`` what one of each column a week gives in a year.

    ``people`` counts a person by the share of the year, so that a mode's people are people-years.

    Raises:
        KeyError: a constant is missing.
    """
    price, weeks = prices(constants), season_weeks(constants)
    mode = np.array([MODES.index(kind.mode) for kind in KINDS])
    found = np.zeros((len(SEASONS), len(KINDS), len(COLUMNS), len(FIGURES)))
    distance = np.where(IS_CAR, _VEHICLE_KM, _KM)
    kind = np.arange(len(KINDS))
    found[:, :, _KM, 1] = 1.0
    found[:, :, _MINUTES, 2] = 1.0 / 60.0
    found[:, :, _ROAD_MINUTES, 2] = price.hours_per_minute[mode]
    found[:, :, _ROAD_KM, 2] = price.hours_per_km[mode]
    found[:, kind, distance, 3] = price.kronor_per_km[mode]
    found[:, kind, distance, 4] = kg_per_km(constants)
    found *= weeks[:, None, None, None]
    found[:, :, _PEOPLE, 0] = (weeks / weeks.sum())[:, None]
    return found
