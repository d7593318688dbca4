"""Two things side by side, one row for each question."""

from __future__ import annotations

from dataclasses import dataclass

from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class CompareRow:
    """Ready texts; ``is_better``: whether the right one is better, ``None`` when neither."""

    label: Words
    left: Words
    right: Words
    difference: Words = ""
    is_better: bool | None = None
