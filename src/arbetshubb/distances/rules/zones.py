"""Groups of homes that may be counted against any travel time without showing a small group. Pure.

Counting people within so many minutes of a place they choose, a reader could ask again from a
place next to it and subtract. No choice of hidden figures protects against that, since there is
no end to the places. Here people are therefore put into zones once, before any place or time is
known: squares that may be shown are zones by themselves, people in other squares are put together
in blocks of 5, 10, 20 or 40 km until there are enough of them, and who is still left of a
municipality is spread, counted in its total only. Whole zones fall on one side of a limit or the
other, so every figure and every difference is a sum of zones, each at least the limit
(docs/methods/disclosure.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import CELL_METRES, BoolArray, IntArray, Sweref
from arbetshubb.analysis.workforce import Workforce

BLOCKS_KM: Final = (5, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Zone:
    """People who are counted together; ``point`` says where, ``size_km`` how closely."""

    point: Sweref
    size_km: int
    municipality: int
    people: int


@dataclass(frozen=True, eq=False)
class Zoned:
    """Everybody: in zones, or spread over a municipality, or in one that is not shown.

    ``spread[municipality]`` people are in no zone; ``hidden`` people live in municipalities that
    are too small to be shown, marked in ``is_hidden[municipality]``.
    """

    municipalities: tuple[str, ...]
    zones: tuple[Zone, ...]
    spread: IntArray
    is_hidden: BoolArray
    hidden: int


@dataclass(frozen=True, eq=False)
class Homes:
    """How many live in each square, for each list of people that must be protected.

    ``counts[population, cell]``: everybody first, then, in a pooled picture, those who are not the
    reader's own. ``is_square_hidden[cell]`` and ``is_hidden[municipality]`` as everywhere else.
    """

    workforce: Workforce
    counts: IntArray
    is_square_hidden: BoolArray
    is_hidden: BoolArray
    limit: int


def zoned(homes: Homes) -> Zoned:
    """Everybody put into zones, one municipality at a time. O(cells log cells)."""
    people = homes.workforce
    zones: list[Zone] = []
    spread = np.zeros(len(people.municipalities), dtype=np.int64)
    for municipality in np.flatnonzero(~homes.is_hidden):
        cells = np.flatnonzero(people.cell_municipality == municipality)
        cells = cells[homes.counts[0, cells] > 0]
        found, spread[municipality] = _municipality(homes, cells, int(municipality))
        zones += found
    hidden_cells = homes.is_hidden[people.cell_municipality]
    return Zoned(
        municipalities=people.municipalities,
        zones=tuple(zones),
        spread=spread,
        is_hidden=homes.is_hidden,
        hidden=int(homes.counts[0, hidden_cells].sum()),
    )


def _municipality(homes: Homes, cells: IntArray, municipality: int) -> tuple[list[Zone], int]:
    shown = cells[~homes.is_square_hidden[cells]]
    left = cells[homes.is_square_hidden[cells]]
    squares = [_zone(homes, np.array([cell]), municipality, 1) for cell in shown]
    blocks: list[tuple[IntArray, int]] = []
    for size in BLOCKS_KM:
        formed, left = _blocks(homes, left, size)
        blocks += [(block, size) for block in formed]
    # A rest too small to be left alone takes the coarsest blocks back until it is not.
    while blocks and not _is_safe(homes, left):
        block, _size = blocks.pop()
        left = np.concatenate([left, block])
    if not _is_safe(homes, left):
        return [], int(homes.counts[0, cells].sum())
    grouped = [_zone(homes, block, municipality, size) for block, size in blocks]
    return [*squares, *grouped], int(homes.counts[0, left].sum())


def _blocks(homes: Homes, cells: IntArray, size: int) -> tuple[list[IntArray], IntArray]:
    """The blocks of ``size`` km with people enough, and the squares in none of them."""
    if not len(cells):
        return [], cells
    corner = _corners(homes, cells) // size
    _keys, block_of = np.unique(corner, axis=0, return_inverse=True)
    block_of = block_of.reshape(-1)
    groups = [cells[block_of == block] for block in range(int(block_of.max()) + 1)]
    formed = [group for group in groups if _is_safe(homes, group)]
    left = [group for group in groups if not _is_safe(homes, group)]
    return formed, np.concatenate([*left, np.empty(0, dtype=np.int64)]).astype(np.int64)


def _is_safe(homes: Homes, cells: IntArray) -> bool:
    """Whether nobody, or at least the limit, of every list of people lives there."""
    totals = homes.counts[:, cells].sum(axis=1)
    return bool(((totals == 0) | (totals >= homes.limit)).all())


def _zone(homes: Homes, cells: IntArray, municipality: int, size: int) -> Zone:
    north, east = (_corners(homes, cells[:1])[0] // size) * size
    # The middle of the block on the map, whoever lives in it: nothing is told by where it stands.
    point = Sweref(float((north + size / 2) * CELL_METRES), float((east + size / 2) * CELL_METRES))
    return Zone(point, size, municipality, int(homes.counts[0, cells].sum()))


def _corners(homes: Homes, cells: IntArray) -> IntArray:
    every = homes.workforce.cells
    return np.array([(every[cell].north_km, every[cell].east_km) for cell in cells], dtype=np.int64)
