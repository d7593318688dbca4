"""The protected picture of homes and commuting: what pages, maps and exports are drawn from.

``None`` in a count or a figure means hidden by disclosure control, never zero. Nothing in here is
about fewer people than the limit, so it may be kept in a cache.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import Count, FlowOut, Travel, TravelRow
from arbetshubb.analysis.places import Site


@dataclass(frozen=True, slots=True)
class HomeSquare:
    """A 1 km cell where at least the limit of people live; ``id`` as ``places.Cell.id``."""

    id: str
    municipality: str
    people: int


@dataclass(frozen=True, slots=True)
class Workplace:
    """A site where people work, and how many."""

    site: Site
    people: Count


@dataclass(frozen=True, slots=True)
class Picture:
    """Homes and commuting of the people asked for.

    Attributes:
        total: a year of commuting for all of them; ``total.people`` how many they are.
        rows: each breakdown's rows, every key in its order.
        squares: only those that may be shown; ``squares_left_out`` people live in others.
        flows: pairs of home and work municipality with anybody in them, or hidden.
        quality, source: of the distances (``analysis.travel``).
        inputs_hash: the same inputs give the same hash on every machine.
    """

    total: Travel
    rows: Mapping[Breakdown, tuple[TravelRow, ...]]
    squares: tuple[HomeSquare, ...]
    squares_left_out: Count
    flows: tuple[FlowOut, ...]
    workplaces: tuple[Workplace, ...]
    quality: str
    source: str
    constants_version: str
    inputs_hash: str
    limit: int

    @property
    def is_hidden(self) -> bool:
        """Whether so few people are asked for that nothing at all can be shown."""
        return self.total.people is None
