"""Where a way starts: a text made into a 1 km square. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from arbetshubb.analysis.places import Cell, Sweref, sweref_array
from arbetshubb.reference.gazetteer import Gazetteer, Located, NotLocated, Precision
from arbetshubb.reference.municipalities import municipality_of

_SQUARE: Final = re.compile(r"N\s?(\d{4})\s?E\s?(\d{3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """A square and what it was called; ``is_area`` when only the postal area was known."""

    cell: Cell
    text: str
    municipality: str
    is_area: bool = False

    @property
    def point(self) -> Sweref:
        """The middle of the square: what ways are measured from."""
        return self.cell.centre


def origin_from(text: str, *, gazetteer: Gazetteer) -> Origin | NotLocated:
    """The square that ``text`` says: its name, a locality, a postcode or coordinates."""
    square = _SQUARE.fullmatch(text.strip())
    if square is not None:
        return _of_square(Cell(int(square[1]), int(square[2])))
    found = gazetteer.locate(text)
    if isinstance(found, NotLocated):
        return found
    return _of_located(found)


def _of_square(cell: Cell) -> Origin | NotLocated:
    municipality = municipality_of(sweref_array([cell.centre]))[0]
    if municipality is None:
        return NotLocated("outside_sweden")
    return Origin(cell, cell.id, municipality)


def _of_located(found: Located) -> Origin:
    cell = Cell.containing(found.position)
    # A position finer than its square is forgotten here: the square names it.
    text = found.place or cell.id
    return Origin(cell, text, found.municipality, found.precision is Precision.POSTAL_AREA)
