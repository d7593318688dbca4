"""Who travels how, as shares: a person belongs to a mixture, a mixture is spread over kinds.

A mode known from the register is a mixture of one kind. A mode put on the register's people from a
survey, or modelled, is spread; sums are then expectations and nobody is guessed at by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import IS_CAR, KINDS
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray

_KINDS: Final = len(KINDS)
_TENTHS: Final = 10


@dataclass(frozen=True, eq=False)
class Mixtures:
    """Shares of each mixture's people: ``[mixture, kind in winter, kind in summer]``.

    Attributes:
        joint: shares of people; each mixture's sum to one.
        vehicles: the same divided by the people in the car.
    """

    joint: FloatArray
    vehicles: FloatArray

    def __len__(self) -> int:
        return len(self.joint)

    @property
    def shares(self) -> FloatArray:
        """``[mixture, season, kind]`` shares of people."""
        return _by_season(self.joint)

    @property
    def vehicle_shares(self) -> FloatArray:
        """``[mixture, season, kind]`` cars for each person; for other kinds the share itself."""
        return np.where(IS_CAR, _by_season(self.vehicles), self.shares)


@dataclass(frozen=True, eq=False)
class Mixing:
    """The mixtures of some people, and how they depend on the constants.

    Attributes:
        index: ``[person]`` index of the mixture.
        at: the mixtures under a table of constants.
        keys: the constants that move the mixtures; empty when none does.
    """

    index: IntArray
    at: Callable[[ConstantTable], Mixtures]
    keys: tuple[str, ...] = ()


def _by_season(joint: FloatArray) -> FloatArray:
    return np.stack([joint.sum(axis=2), joint.sum(axis=1)], axis=1)


def mixtures_of_kinds(
    winter: IntArray, summer: IntArray, occupancy: FloatArray | None = None
) -> tuple[IntArray, Mixtures]:
    """``[person]`` the mixture and the mixtures of people whose kinds are known.

    ``occupancy`` is kept to a tenth of a person. O(people).
    """
    pair = winter * _KINDS + summer
    if occupancy is None:
        place, index = _used(pair, _KINDS * _KINDS)
        return index, _one_hot(place, np.ones(len(place)))
    tenths = np.rint(np.minimum(occupancy, 9.0) * _TENTHS).astype(np.int64)
    place, index = _used(pair * 100 + tenths, _KINDS * _KINDS * 100)
    return index, _one_hot(place // 100, (place % 100) / _TENTHS)


def _used(code: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """The codes that occur, and ``[person]`` which of them; without sorting the people."""
    is_used = np.zeros(size, dtype=np.bool_)
    is_used[code] = True
    place = np.flatnonzero(is_used)
    return place, (np.cumsum(is_used) - 1)[code]


def _one_hot(pair: IntArray, occupancy: FloatArray) -> Mixtures:
    joint = np.zeros((len(pair), _KINDS * _KINDS))
    joint[np.arange(len(pair)), pair] = 1.0
    shape = (len(pair), _KINDS, _KINDS)
    return Mixtures(joint.reshape(shape), (joint / occupancy[:, None]).reshape(shape))


def stacked(first: Mixtures, second: Mixtures) -> Mixtures:
    """The mixtures of both, the second's after the first's."""
    return Mixtures(
        np.concatenate([first.joint, second.joint]),
        np.concatenate([first.vehicles, second.vehicles]),
    )
