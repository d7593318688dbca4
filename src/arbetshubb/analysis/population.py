"""How many people live where: a country's or a county's 1 km cells as columns.

Public statistics, not anybody's staff. A cell that the publisher hides is not empty: sums over
it are "at least", and say how many hidden cells they leave out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from arbetshubb.analysis.places import CELL_METRES, BoolArray, Cell, FloatArray, IntArray, Sweref


@dataclass(frozen=True, slots=True)
class Headcount:
    """People in some cells: at least ``people``, with ``hidden_cells`` of them not told.

    ``hidden_cells`` are cells where people live whose number the publisher does not give.
    """

    people: int
    hidden_cells: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether every cell's number is known, so that ``people`` is all of them."""
        return self.hidden_cells == 0


@dataclass(frozen=True, eq=False)
class PopulationGrid:
    """Inhabitants of 1 km cells in SWEREF 99 TM, one entry a cell; a cell not here has nobody.

    Attributes:
        north_km, east_km: ``[cell]`` the south-west corner in whole kilometres.
        people: ``[cell]`` inhabitants; 0 where ``is_hidden``.
        working_age: ``[cell]`` inhabitants aged ``working_ages``; 0 where it is not known.
        municipality: ``[cell]`` index into ``municipalities`` and ``municipality_codes``; -1 when
            the cell's centre is in no Swedish municipality.
        is_hidden: ``[cell]`` people live there, but the publisher does not say how many.
        is_working_age_hidden: ``[cell]`` the same for ``working_age``; true also where
            ``is_hidden``, and everywhere when the statistics have no ages.
        working_ages: the first and last age counted as working age.
        as_of: the day that the statistics describe.
        source, licence: as they must be shown.
    """

    north_km: IntArray
    east_km: IntArray
    people: IntArray
    working_age: IntArray
    municipality: IntArray
    municipalities: tuple[str, ...]
    municipality_codes: tuple[str, ...]
    is_hidden: BoolArray
    is_working_age_hidden: BoolArray
    as_of: date
    source: str
    licence: str
    working_ages: tuple[int, int] = (20, 64)

    def __len__(self) -> int:
        return len(self.people)

    @property
    def has_ages(self) -> bool:
        """Whether working age is known of any cell."""
        return not bool(self.is_working_age_hidden.all())

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells as values; O(cells) the first time."""
        pairs = zip(self.north_km.tolist(), self.east_km.tolist(), strict=True)
        return tuple(Cell(north, east) for north, east in pairs)

    @cached_property
    def centres(self) -> tuple[Sweref, ...]:
        """The middle of each cell, to measure ways from; O(cells) the first time."""
        return tuple(cell.centre for cell in self.cells)

    @property
    def centre_array(self) -> FloatArray:
        """``[cell, (north, east)]`` the middle of each cell in metres."""
        corners = np.column_stack([self.north_km, self.east_km]).astype(np.float64)
        return np.asarray(corners * CELL_METRES + CELL_METRES / 2)

    def where(self, chosen: BoolArray) -> PopulationGrid:
        """The same statistics with only the ``chosen[cell]`` cells."""
        columns = {
            name: getattr(self, name)[chosen]
            for name in (
                "north_km", "east_km", "people", "working_age", "municipality",
                "is_hidden", "is_working_age_hidden",
            )
        }  # fmt: skip
        return replace(self, **columns)

    def inhabitants(self, chosen: BoolArray | None = None) -> Headcount:
        """Everybody in the ``chosen[cell]`` cells, or in all of them."""
        return _headcount(self.people, self.is_hidden, chosen)

    def of_working_age(self, chosen: BoolArray | None = None) -> Headcount:
        """Those of working age in the ``chosen[cell]`` cells, or in all of them."""
        return _headcount(self.working_age, self.is_working_age_hidden, chosen)

    def by_municipality(self, chosen: BoolArray | None = None) -> dict[str, Headcount]:
        """Inhabitants of the ``chosen[cell]`` cells for each of ``municipalities``, by name."""
        everywhere = np.ones(len(self), dtype=np.bool_) if chosen is None else chosen
        return {
            name: self.inhabitants(everywhere & (self.municipality == index))
            for index, name in enumerate(self.municipalities)
        }


def added(counts: Iterable[Headcount]) -> Headcount:
    """The headcounts together; not exact as soon as one of them is not."""
    people, hidden = 0, 0
    for each in counts:
        people, hidden = people + each.people, hidden + each.hidden_cells
    return Headcount(people, hidden)


def _headcount(values: IntArray, hidden: BoolArray, chosen: BoolArray | None) -> Headcount:
    if chosen is None:
        return Headcount(int(values.sum()), int(hidden.sum()))
    return Headcount(int(values[chosen].sum()), int((hidden & chosen).sum()))
