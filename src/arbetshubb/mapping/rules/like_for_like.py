"""Whether two analyses may be compared, and what must be said loudly if they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from arbetshubb.analysis.travel import Quality


class Unlike(StrEnum):
    """Why a difference may be the method's and not the travel's."""

    ROADS = "roads"
    """One has kilometres measured on roads, the other estimates."""
    ROADS_UNKNOWN = "roads_unknown"
    """It is not known how one of them found its kilometres."""
    BASIS = "basis"
    """They rest on different kinds of data."""


@dataclass(frozen=True, slots=True)
class Made:
    """How an analysis was made: ``quality`` as ``Quality`` or empty, ``basis`` as ``Basis``."""

    quality: str
    basis: str


def unlikeness(earlier: Made, now: Made) -> tuple[Unlike, ...]:
    """What makes the two unlike; nothing when they are like for like."""
    found = []
    known = {Quality.ESTIMATE.value, Quality.NETWORK.value}
    if not {earlier.quality, now.quality} <= known:
        found.append(Unlike.ROADS_UNKNOWN)
    elif earlier.quality != now.quality:
        found.append(Unlike.ROADS)
    if earlier.basis != now.basis:
        found.append(Unlike.BASIS)
    return tuple(found)


def must_be_confirmed(found: tuple[Unlike, ...]) -> bool:
    """Whether the comparison is refused until somebody has said that they know."""
    return Unlike.ROADS in found or Unlike.ROADS_UNKNOWN in found
