"""Which groups of a list may be shown, to a reader who may know one employer's own people.

Every rule is applied to everybody counted and, in a pooled picture, also to those who are not the
reader's own: they are what the reader gets by subtraction. Rooms that show the same people must
hide the same groups of them, or what one shows gives back what another hides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.disclosure.magnitudes import is_dominated
from arbetshubb.analysis.disclosure.rows import hidden_in_rows, is_small, must_hide_total
from arbetshubb.analysis.disclosure.tables import (
    hidden_in_linked,
    table_equations,
    with_margins,
)
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Group:
    """People divided by one thing: ``keys[code[person]]``."""

    keys: tuple[str, ...]
    code: IntArray


@dataclass(frozen=True, eq=False)
class Crowd:
    """The people counted: what each adds to the year's sums, and who is the reader's own.

    ``years[person, figure]`` are km, hours, kronor and kg CO2e. ``is_own`` is all false when the
    picture is of the reader's own people only: there is nothing to subtract.
    """

    years: FloatArray
    is_own: BoolArray
    limit: int

    def populations(self) -> Iterator[BoolArray]:
        """Who is counted, for each list of people that must be protected."""
        yield np.ones(len(self.is_own), dtype=np.bool_)
        if self.is_own.any():
            yield ~self.is_own


def is_total_hidden(crowd: Crowd) -> bool:
    """Whether not even all of the people together may be shown."""
    return any(0 < who.sum() < crowd.limit for who in crowd.populations())


def hidden_groups(group: Group, crowd: Crowd) -> BoolArray:
    """``[key]`` which groups of a list to hide; its total is known.

    When hiding all groups with people in them is not enough (twenty units of one person), the
    empty groups are hidden as well: the list then says nothing.
    """
    mask = np.zeros(len(group.keys), dtype=np.bool_)
    for who in crowd.populations():
        counts, dominated = counts_of(group, who), dominated_groups(group, crowd, who)
        mask |= hidden_in_rows(counts, limit=crowd.limit, hidden=dominated)
        if must_hide_total(counts, limit=crowd.limit, hidden=dominated):
            mask[:] = True
    return mask


def hidden_parts(
    parts: Group, crowd: Crowd, *, whole_of: IntArray, hidden_wholes: BoolArray
) -> BoolArray:
    """``[part]`` which parts to hide of wholes shown elsewhere: squares in a municipality.

    ``whole_of[part]`` is the whole it belongs to. A hidden whole hides all its parts.
    """
    mask = hidden_wholes[whole_of]
    for who in crowd.populations():
        counts = counts_of(parts, who)
        for whole in np.unique(whole_of):
            inside = whole_of == whole
            mask[inside] |= hidden_in_rows(counts[inside], limit=crowd.limit)
    return mask


def hidden_pairs(
    rows: Group, columns: Group, crowd: Crowd, *, hidden_rows: BoolArray, hidden_columns: BoolArray
) -> BoolArray:
    """``[row, column]`` which cells of a two-way table to hide; its totals are shown elsewhere.

    ``hidden_rows`` and ``hidden_columns`` say which totals are not.
    """
    pair = Group(
        tuple(f"{a} {b}" for a in rows.keys for b in columns.keys),
        rows.code * len(columns.keys) + columns.code,
    )
    shape = (len(rows.keys), len(columns.keys))
    mask = np.zeros(shape, dtype=np.bool_)
    for who in crowd.populations():
        counts = with_margins(counts_of(pair, who).reshape(shape))
        start, inner = np.zeros(counts.shape, np.bool_), np.zeros(counts.shape, np.bool_)
        inner[:-1, :-1] = True
        dominated = dominated_groups(pair, crowd, who).reshape(shape)
        start[:-1, :-1] = is_small(counts[:-1, :-1], limit=crowd.limit) | dominated
        start[:-1, -1], start[-1, :-1] = hidden_rows, hidden_columns
        found = hidden_in_linked(
            counts.reshape(-1),
            table_equations(counts.shape),
            limit=crowd.limit,
            hidden=start.reshape(-1),
            may_hide=inner.reshape(-1),
        )
        mask |= found.reshape(counts.shape)[:-1, :-1]
    return mask


def counts_of(group: Group, who: BoolArray) -> IntArray:
    """``[key]`` how many of ``who[person]`` are in each group."""
    return np.bincount(group.code[who], minlength=len(group.keys)).astype(np.int64)


def dominated_groups(group: Group, crowd: Crowd, who: BoolArray | None = None) -> BoolArray:
    """``[key]`` where one of ``who`` (everybody) is nearly all of a sum that would be shown."""
    who = np.ones(len(group.code), dtype=np.bool_) if who is None else who
    found = np.zeros(len(group.keys), dtype=np.bool_)
    code = group.code[who]
    for figure in crowd.years[who].T:
        largest = np.zeros(len(group.keys))
        np.maximum.at(largest, code, figure)
        found |= is_dominated(np.bincount(code, figure, minlength=len(group.keys)), largest)
    return found
