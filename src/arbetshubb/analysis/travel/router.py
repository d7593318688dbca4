"""What an engine of travel is: something that measures many pairs, or draws the way of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel.matrix import Quality, TravelMatrix


class Router(Protocol):
    """Whatever can measure travel between points, by one way of travelling."""

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel from every origin to every destination."""
        ...


@dataclass(frozen=True, slots=True)
class Route:
    """The quickest way between two points: what a person is shown and can question.

    ``line`` runs from origin to destination and is empty when the engine draws none.
    """

    seconds: float
    metres: float
    line: tuple[Sweref, ...]
    source: str
    quality: Quality


class RouteFinder(Protocol):
    """Whatever can draw the way between two points."""

    def route(self, origin: Sweref, destination: Sweref) -> Route | None:
        """The quickest way, or ``None`` where there is none."""
        ...
