"""The kinds of travel that are told apart: mode and fuel, winter and summer, and the measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from arbetshubb.analysis.places import IntArray
from arbetshubb.analysis.workforce import MODES, Mode


class Fuel(StrEnum):
    """What a car runs on."""

    PETROL = "petrol"
    DIESEL = "diesel"
    PLUG_IN = "plug_in"
    ETHANOL = "ethanol"
    HVO = "hvo"
    GAS = "gas"
    ELECTRIC = "electric"


FUELS: Final = tuple(Fuel)


class Season(StrEnum):
    """Half a year: winter is November to April."""

    WINTER = "winter"
    SUMMER = "summer"


SEASONS: Final = tuple(Season)


@dataclass(frozen=True, slots=True)
class Kind:
    """A mode and, for a car, its fuel; a car without fuel is the average car."""

    mode: Mode
    fuel: Fuel | None = None


KINDS: Final = (
    Kind(Mode.CAR),
    *(Kind(Mode.CAR, fuel) for fuel in FUELS if fuel is not Fuel.ELECTRIC),
    Kind(Mode.ELECTRIC_CAR, Fuel.ELECTRIC),
    *(Kind(mode) for mode in (Mode.BUS, Mode.TRAIN, Mode.BICYCLE, Mode.WALK)),
)
"""The kinds that activity is kept by; arrays over kinds are in this order."""

IS_CAR: Final = np.array([kind.mode in {Mode.CAR, Mode.ELECTRIC_CAR} for kind in KINDS])
IS_DRIVER: Final = np.array([kind.mode is Mode.CAR for kind in KINDS])
"""The kinds whose people the measures are for: cars that are not all-electric."""


class Measure(StrEnum):
    """A measure that one-per-cent modules are counted in."""

    CAR_TO_ELECTRIC = "car_to_electric"
    CAR_TO_BUS = "car_to_bus"
    CAR_POOL = "car_pool"
    CAR_TO_BICYCLE = "car_to_bicycle"
    HOME_DAY = "home_day"
    HUB_DAY = "hub_day"


MEASURES: Final = tuple(Measure)


def kind_index(kind: Kind) -> int:
    """Where ``kind`` stands in ``KINDS``."""
    return KINDS.index(kind)


def kinds_of(mode: IntArray, fuel: IntArray | None = None) -> IntArray:
    """``[person]`` index into ``KINDS`` of indices into ``MODES`` and ``FUELS`` (-1: not known).

    An electric car is one whichever of the two columns says so.
    """
    fuels = np.full(len(mode), -1, dtype=np.int64) if fuel is None else fuel
    return _KIND_OF[mode, fuels]


def _kind_table() -> IntArray:
    """``[mode, fuel]`` index into ``KINDS``; the last column is a fuel that is not known."""
    found = np.empty((len(MODES), len(FUELS) + 1), dtype=np.int64)
    for row, mode in enumerate(MODES):
        for column, fuel in enumerate((*FUELS, None)):
            is_electric = mode is Mode.ELECTRIC_CAR or (mode is Mode.CAR and fuel is Fuel.ELECTRIC)
            if is_electric:
                kind = Kind(Mode.ELECTRIC_CAR, Fuel.ELECTRIC)
            else:
                kind = Kind(mode, fuel if mode is Mode.CAR else None)
            found[row, column] = KINDS.index(kind)
    return found


_KIND_OF: Final = _kind_table()
