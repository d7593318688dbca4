"""The mode where nobody has said it: modelled from the distance and from access to a car.

Assumptions, not knowledge: every number is a constant with a wide range. docs/methods/commuting.md.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import KINDS, Kind
from arbetshubb.analysis.commuting.mixtures import Mixtures
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.workforce import Mode

MODEL_KEYS: Final = (
    "car_access_share", "electric_car_share", "walk_share_at_home", "walk_half_km",
    "bicycle_share_near", "bicycle_half_km", "bicycle_winter_share", "bus_share_with_car",
)  # fmt: skip
_LIMITS: Final = np.array([*range(1, 16), 20.0, 25.0])
_MIDDLES: Final = np.array([*(n + 0.5 for n in range(15)), 17.5, 22.5, np.inf, np.inf])
"""Middle of each class of distance; the two last are far away and not known."""
_CAR, _ELECTRIC, _BUS, _BICYCLE, _WALK = (
    next(i for i, kind in enumerate(KINDS) if kind.mode is mode)
    for mode in (Mode.CAR, Mode.ELECTRIC_CAR, Mode.BUS, Mode.BICYCLE, Mode.WALK)
)
assert KINDS[_CAR] == Kind(Mode.CAR)


def modelled_index(work_km: FloatArray, municipality: IntArray, municipalities: int) -> IntArray:
    """``[person]`` the mixture by distance and home municipality. O(people)."""
    near = np.searchsorted(_LIMITS, work_km, side="right")
    near = np.where(np.isnan(work_km), len(_MIDDLES) - 1, near)
    return np.asarray(near * municipalities + municipality, dtype=np.int64)


def modelled_mixtures(constants: ConstantTable, car_access: FloatArray) -> Mixtures:
    """``[distance × municipality]`` mixtures in the order of ``modelled_index``.

    ``car_access[municipality]`` is the share with a car to drive; ``nan`` takes the constant.

    A share walks that halves with every ``walk_half_km``; of the others a share cycles in summer
    that halves with every ``bicycle_half_km``, and some of them in winter too; of the rest those
    without a car and some of those with one take the bus, and the others drive.
    """
    walk = constants.value("walk_share_at_home") * _halved(constants.value("walk_half_km"))
    cycle = constants.value("bicycle_share_near") * _halved(constants.value("bicycle_half_km"))
    cycle *= 1.0 - walk
    in_winter = constants.value("bicycle_winter_share")
    access = np.where(np.isnan(car_access), constants.value("car_access_share"), car_access)
    drives = access * (1.0 - constants.value("bus_share_with_car"))
    electric = constants.value("electric_car_share")
    rest = np.zeros((len(access), len(KINDS)))
    rest[:, _CAR], rest[:, _ELECTRIC] = drives * (1.0 - electric), drives * electric
    rest[:, _BUS] = 1.0 - drives
    joint = np.zeros((len(_MIDDLES), len(access), len(KINDS), len(KINDS)))
    joint[:, :, _WALK, _WALK] = walk[:, None]
    for kind in (_CAR, _ELECTRIC, _BUS):
        joint[:, :, kind, kind] = (1.0 - walk - cycle)[:, None] * rest[:, kind]
        joint[:, :, kind, _BICYCLE] = (cycle * (1.0 - in_winter))[:, None] * rest[:, kind]
    joint[:, :, _BICYCLE, _BICYCLE] = (cycle * in_winter)[:, None]
    shares = joint.reshape(-1, len(KINDS), len(KINDS))
    return Mixtures(shares, shares)


def _halved(half_km: float) -> FloatArray:
    return np.asarray(np.exp2(-_MIDDLES / half_km), dtype=np.float64)
