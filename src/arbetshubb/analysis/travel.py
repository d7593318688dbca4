"""How long it takes from homes to sites: the matrix, the protocol and the stated estimate.

A real road network plugs in through ``Router`` (integrations/roads); nothing is read from files here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from arbetshubb.analysis.places import FloatArray, Sweref


class Quality(StrEnum):
    """Whether distances were measured on a road network or estimated from a straight line."""

    NETWORK = "network"
    ESTIMATE = "estimate"


@dataclass(frozen=True, eq=False)
class TravelMatrix:
    """One-way travel by road: ``minutes[origin, site]`` and ``km[origin, site]``.

    No way is ``nan`` in both. The two arrays have one shape; values are never negative.
    ``quality`` holds for the whole matrix; ``source`` says engine, network and its date.
    """

    minutes: FloatArray
    km: FloatArray
    quality: Quality
    source: str


class Router(Protocol):
    """Whatever can measure travel between points."""

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way car travel from every origin to every destination."""
        ...
