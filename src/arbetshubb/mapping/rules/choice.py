"""What somebody asks to see: whose people, and all of them or those of one mode or distance.

One filter at a time: with one, each filtered page is a column of a two-way table that is protected
as a whole, so no two pages give a small group by subtraction (docs/methods/disclosure.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from arbetshubb.analysis.commuting import DISTANCE_CLASSES, Breakdown
from arbetshubb.analysis.workforce import MODES


class Scope(StrEnum):
    """Whose people."""

    OWN = "own"
    POOLED = "pooled"


@dataclass(frozen=True, slots=True)
class Filter:
    """Only people of one ``value`` of mode or distance class."""

    by: Breakdown
    value: str

    @property
    def key(self) -> str:
        """How the filter stands in an address: ``mode:car``."""
        return f"{self.by}:{self.value}"


FILTERS: Final = (
    *(Filter(Breakdown.MODE, mode.value) for mode in MODES),
    *(Filter(Breakdown.DISTANCE, distance) for distance in DISTANCE_CLASSES),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for."""

    scope: Scope = Scope.OWN
    only: Filter | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """The choice as address parameters; nothing for what is the default."""
        found = {} if self.scope is Scope.OWN else {"whose": self.scope.value}
        return found if self.only is None else {**found, "only": self.only.key}

    @property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """What the answer is divided by.

        Units are an employer's own matter, and too small to divide once more by a filter.
        """
        found = [Breakdown.MUNICIPALITY, Breakdown.DISTANCE, Breakdown.MODE]
        if self.scope is Scope.OWN:
            found.append(Breakdown.UNIT)
        if self.only is not None:
            return tuple(each for each in found if each not in {self.only.by, Breakdown.UNIT})
        return tuple(found)


def choice_from(parameters: Mapping[str, str], *, may_pool: bool) -> Choice:
    """The choice in an address; what is not known or not allowed becomes the default."""
    is_pooled = may_pool and parameters.get("whose") == Scope.POOLED
    wanted = parameters.get("only", "")
    only = next((each for each in FILTERS if each.key == wanted), None)
    return Choice(Scope.POOLED if is_pooled else Scope.OWN, only)
