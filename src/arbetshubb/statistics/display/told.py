"""A column of figures that may have to be said in words: "at least 1 200", "not shown"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from arbetshubb.ui.tables import Column
from arbetshubb.ui.tables.columns import Cell, Row


@dataclass(frozen=True, slots=True)
class ToldColumn(Column):
    """Like a column of numbers, with ready texts; rows are sorted by ``size``, ``None`` last."""

    size: Callable[[Row], float | None] | None = None

    @property
    def is_number(self) -> bool:
        """Always: it is aligned as figures are."""
        return True

    def cell(self, row: Row) -> Cell:
        """The text for ``row``."""
        return Cell(text=str(self.of(row)), is_number=True)

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Order by size."""
        size = self.size(row) if self.size else None
        return (True, 0) if size is None else (False, size)
