"""Business trips: what they cost in a year, from a file of their own.

Factors are life-cycle factors of the fuel; a flight's holds its effect at height.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import FUELS
from arbetshubb.analysis.commuting.rates import FUEL_KEYS
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.pricing import KM_PER_MIL
from arbetshubb.analysis.spans import Span, Spans, spread, tables_at_ends


class BusinessMode(StrEnum):
    """How a business trip was made."""

    OWN_CAR = "own_car"
    POOL_CAR = "pool_car"
    HIRE_CAR = "hire_car"
    TAXI = "taxi"
    BUS = "bus"
    TRAIN = "train"
    FLIGHT = "flight"


BUSINESS_MODES: Final = tuple(BusinessMode)
_DRIVEN: Final = {BusinessMode.OWN_CAR, BusinessMode.POOL_CAR, BusinessMode.HIRE_CAR}
BUSINESS_KEYS: Final = (
    "car_default_wtw", *FUEL_KEYS.values(), "taxi_empty_factor", "bus_coach_diesel_60pct",
    "train_electric_nordic", "flight_domestic", "milersattning_own_car", "car_full_cost",
    "hire_car_cost", "taxi_fare", "bus_fare", "train_business_fare", "flight_fare",
    "business_speed_road", "business_speed_train", "business_speed_flight",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class BusinessTrips:
    """Trips as columns, one entry a line of the file. Indices are -1 when not known.

    Attributes:
        units, periods: names, such as "2026-03".
        mode: ``[trip]`` index into ``BUSINESS_MODES``.
        km: ``[trip]`` kilometres of the whole trip; of the car, or of the person.
        kronor: ``[trip]`` what was paid; ``nan`` is priced by the constants.
        minutes: ``[trip]`` on the way; ``nan`` follows from the kilometres.
        fuel: ``[trip]`` index into ``FUELS``, for cars.
        unit, period: ``[trip]`` indices into ``units`` and ``periods``.
        trips: ``[trip]`` how many trips the line is about.
        traveller: ``[trip]`` a number for each traveller, only to count them apart.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    mode: IntArray
    km: FloatArray
    kronor: FloatArray
    minutes: FloatArray
    fuel: IntArray
    unit: IntArray
    period: IntArray
    trips: FloatArray
    traveller: IntArray

    def __len__(self) -> int:
        return len(self.mode)

    def __post_init__(self) -> None:
        for name in ("km", "kronor", "minutes", "trips"):
            values = getattr(self, name)
            if (values < 0).any() or np.isinf(values).any():
                message = f"{name} of a business trip is negative or without end"
                raise ValueError(message)
        if np.isnan(self.km).any() or np.isnan(self.trips).any():
            message = "a business trip needs kilometres and a number of trips"
            raise ValueError(message)


class BusinessBreakdown(StrEnum):
    """What business trips can be divided by."""

    MODE = "mode"
    UNIT = "unit"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class BusinessFigures:
    """Business trips together.

    ``travellers`` is how many different people travelled, ``None`` when a line does not tell who.
    """

    trips: float
    travellers: int | None
    km: Span
    hours: Span
    kronor: Span
    kg_co2e: Span


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """One row of a breakdown of business trips."""

    key: str
    figures: BusinessFigures


def business_year(trips: BusinessTrips, constants: ConstantTable) -> BusinessFigures:
    """All the trips together, with the range of the constants. O(trips)."""
    group = np.zeros(len(trips), dtype=np.int64)
    return _figures(trips, group, 1, constants)[0]


def business_by(
    by: BusinessBreakdown, trips: BusinessTrips, constants: ConstantTable
) -> tuple[BusinessRow, ...]:
    """The trips by mode, unit or period; rows sum to ``business_year`` in the base value."""
    match by:
        case BusinessBreakdown.MODE:
            keys, group = tuple(mode.value for mode in BUSINESS_MODES), trips.mode
        case BusinessBreakdown.UNIT:
            keys, group = _named(trips.units, trips.unit)
        case BusinessBreakdown.PERIOD:
            keys, group = _named(trips.periods, trips.period)
    rows = _figures(trips, group, len(keys), constants)
    return tuple(BusinessRow(key, row) for key, row in zip(keys, rows, strict=True))


def _named(names: tuple[str, ...], index: IntArray) -> tuple[tuple[str, ...], IntArray]:
    if (index < 0).any():
        return (*names, "unknown"), np.where(index < 0, len(names), index)
    return names, index


def _figures(
    trips: BusinessTrips, group: IntArray, groups: int, constants: ConstantTable
) -> tuple[BusinessFigures, ...]:
    sums = _sums(trips, group, groups)
    base = _year(sums, constants)
    ends = (
        (_year(sums, low), _year(sums, high))
        for _, low, high in tables_at_ends(constants, dict.fromkeys(BUSINESS_KEYS))
    )
    spans = spread(base, ends)
    count = np.bincount(group, trips.trips, minlength=groups)
    return tuple(_at(spans, index, count[index], trips, group == index) for index in range(groups))


def _at(
    spans: Spans, index: int, count: float, trips: BusinessTrips, chosen: np.ndarray
) -> BusinessFigures:
    who = trips.traveller[chosen]
    travellers = None if (who < 0).any() else len(np.unique(who))
    return BusinessFigures(
        float(count), travellers, *(spans.at(index, figure) for figure in range(4))
    )


def _sums(trips: BusinessTrips, group: IntArray, groups: int) -> FloatArray:
    """``[column, group, mode, fuel]`` km, km without kronor, km without minutes, kronor, minutes.

    The last fuel is the one that is not known.
    """
    shape = (groups, len(BUSINESS_MODES), len(FUELS) + 1)
    fuel = np.where(trips.fuel < 0, len(FUELS), trips.fuel)
    key = np.ravel_multi_index((group, trips.mode, fuel), shape)
    columns = (
        trips.km,
        np.where(np.isnan(trips.kronor), trips.km, 0.0),
        np.where(np.isnan(trips.minutes), trips.km, 0.0),
        np.nan_to_num(trips.kronor),
        np.nan_to_num(trips.minutes),
    )
    size = int(np.prod(shape))
    return np.stack([np.bincount(key, each, minlength=size) for each in columns]).reshape(
        -1, *shape
    )


def _year(sums: FloatArray, constants: ConstantTable) -> FloatArray:
    """``[group, (km, hours, kronor, kg)]``."""
    km, unpriced, untimed, kronor, minutes = sums
    hours = np.array([1.0 / _speed(mode, constants) for mode in BUSINESS_MODES])
    price = np.array([_kronor_per_km(mode, constants) for mode in BUSINESS_MODES])
    figures = (
        km,
        untimed * hours[:, None] + minutes / 60.0,
        unpriced * price[:, None] + kronor,
        km * _kg_per_km(constants),
    )
    return np.stack([each.sum(axis=(1, 2)) for each in figures], axis=-1)


def _speed(mode: BusinessMode, constants: ConstantTable) -> float:
    if mode is BusinessMode.TRAIN:
        return constants.value("business_speed_train")
    if mode is BusinessMode.FLIGHT:
        return constants.value("business_speed_flight")
    return constants.value("business_speed_road")


def _kronor_per_km(mode: BusinessMode, constants: ConstantTable) -> float:
    return {
        BusinessMode.OWN_CAR: constants.value("milersattning_own_car") / KM_PER_MIL,
        BusinessMode.POOL_CAR: constants.value("car_full_cost") / KM_PER_MIL,
        BusinessMode.HIRE_CAR: constants.value("hire_car_cost"),
        BusinessMode.TAXI: constants.value("taxi_fare"),
        BusinessMode.BUS: constants.value("bus_fare"),
        BusinessMode.TRAIN: constants.value("train_business_fare"),
        BusinessMode.FLIGHT: constants.value("flight_fare"),
    }[mode]


def _kg_per_km(constants: ConstantTable) -> FloatArray:
    """``[mode, fuel]``."""
    fuels = [constants.value(FUEL_KEYS[fuel]) for fuel in FUELS]
    cars = np.array([*fuels, constants.value("car_default_wtw")])
    others = {
        BusinessMode.BUS: constants.value("bus_coach_diesel_60pct"),
        BusinessMode.TRAIN: constants.value("train_electric_nordic"),
        BusinessMode.FLIGHT: constants.value("flight_domestic"),
    }
    empty = constants.value("taxi_empty_factor")
    rows = [
        np.full(len(cars), others[mode])
        if mode in others
        else cars * (1.0 if mode in _DRIVEN else empty)
        for mode in BUSINESS_MODES
    ]
    return np.array(rows) / 1000.0
