"""Flows of one municipality: rows and columns of the same protected tables, never a new count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Direction(StrEnum):
    """Which flows of a municipality."""

    BOTH = "both"
    OUT = "out"
    IN = "in"


class HasEnds(Protocol):
    """A flow with a home and a work municipality."""

    @property
    def home(self) -> str:
        """Where its people live."""

    @property
    def work(self) -> str:
        """Where they work."""


@dataclass(frozen=True, slots=True)
class Focus:
    """One municipality, or all of them when ``municipality`` is empty."""

    municipality: str = ""
    direction: Direction = Direction.BOTH

    @property
    def parameters(self) -> dict[str, str]:
        """The focus as address parameters; nothing for what is the default."""
        if not self.municipality:
            return {}
        found = {"municipality": self.municipality}
        return found if self.direction is Direction.BOTH else {**found, "way": self.direction.value}

    def holds(self, flow: HasEnds) -> bool:
        """Whether the flow is one of those looked at."""
        if not self.municipality:
            return True
        is_out = self.direction is not Direction.IN and flow.home == self.municipality
        is_in = self.direction is not Direction.OUT and flow.work == self.municipality
        return is_out or is_in

    def of[Flow: HasEnds](self, flows: Iterable[Flow]) -> list[Flow]:
        """Those of ``flows`` that are looked at."""
        return [flow for flow in flows if self.holds(flow)]


def focus_from(parameters: Mapping[str, str], *, known: Iterable[str]) -> Focus:
    """The focus in an address; what is not known becomes the default."""
    name = parameters.get("municipality", "")
    if name not in set(known):
        return Focus()
    wanted = parameters.get("way", "")
    is_known = wanted in {each.value for each in Direction}
    return Focus(name, Direction(wanted) if is_known else Direction.BOTH)
