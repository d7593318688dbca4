"""What people see on the terminal: a table of problems and how far the work has come."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, TextIO

from arbetshubb.cli.texts import (
    and_more,
    errors_found,
    problem_headings,
    progress_line,
    sentence,
    warnings_found,
)
from arbetshubb.tables.problems import Problem

SHOWN_ERRORS: Final = 200
SHOWN_WARNINGS: Final = 20

_PLAIN_WIDTH: Final = 160
_WIDEST_CELLS: Final = (24, 6, 20, 28, 48, 60)
_GAP: Final = "  "

# How long the stages take on a county, in per cent; only to guess the time left.
_WEIGHTS: Final = {
    "reading": 10, "travel": 1, "commuting": 1, "demand": 1, "siting": 3,
    "alternatives": 17, "sensitivity": 17, "writing": 50,
}  # fmt: skip
_SURE_FROM: Final = 0.1
_SECONDS_BETWEEN_LINES: Final = 5.0
_SECONDS_BETWEEN_REDRAWS: Final = 0.1


def show_problems(problems: Sequence[Problem], out: TextIO | None = None) -> None:
    """Errors and warnings as tables with file, row, column, value, what is wrong and what to do."""
    out = sys.stderr if out is None else out
    errors = [problem for problem in problems if problem.is_error]
    warnings = [problem for problem in problems if not problem.is_error]
    for heading, rows, most in (
        (errors_found, errors, SHOWN_ERRORS),
        (warnings_found, warnings, SHOWN_WARNINGS),
    ):
        if rows:
            print(heading(len(rows)), file=out)
            print(_table(rows[:most], _width(out)), file=out)
            if len(rows) > most:
                print(and_more(len(rows) - most), file=out)


def show_refusal(problem: Problem) -> None:
    """One problem that stops the command."""
    show_problems([problem])


def _width(out: TextIO) -> int:
    return shutil.get_terminal_size().columns if out.isatty() else _PLAIN_WIDTH


def _table(problems: Sequence[Problem], width: int) -> str:
    rows = [problem_headings()]
    rows += [
        (p.file, str(p.row or ""), p.column, _one_line(p.value), *sentence(p)) for p in problems
    ]
    widths = _widths(rows, width)
    lines = [_row(rows[0], widths), _GAP.join("─" * width for width in widths)]
    return "\n".join(lines + [_row(row, widths) for row in rows[1:]])


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as it needs, the two sentences sharing what is left of the line."""
    widths = [
        min(max(len(row[index]) for row in rows), most) for index, most in enumerate(_WIDEST_CELLS)
    ]
    too_wide = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    for index in (5, 4, 3):
        give = min(max(too_wide, 0), max(widths[index] - 16, 0))
        widths[index] -= give
        too_wide -= give
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    wrapped = [
        textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(len(lines) for lines in wrapped)
    return "\n".join(
        _GAP.join(
            (lines[line] if line < len(lines) else "").ljust(width)
            for lines, width in zip(wrapped, widths, strict=True)
        ).rstrip()
        for line in range(height)
    )


def _one_line(value: str) -> str:
    """A value without anything that could move the cursor or break the table."""
    return "".join(char if char.isprintable() else " " for char in value)[:200]


@dataclass(slots=True)
class ProgressLine:
    """Progress on stderr: one line that rewrites itself on a terminal, else a line a stage.

    ``weights`` says how long each stage takes against the others, in their order.
    """

    is_quiet: bool = False
    weights: Mapping[str, float] = field(default_factory=lambda: _WEIGHTS)
    out: TextIO = field(default_factory=lambda: sys.stderr)
    started: float = field(default_factory=monotonic)
    _stage: str = ""
    _told: float = 0.0

    def __call__(self, stage: str, share: float) -> None:
        """Tell that ``share`` (0–1) of ``stage`` is done."""
        if self.is_quiet:
            return
        is_new, self._stage = stage != self._stage, stage
        pause = _SECONDS_BETWEEN_REDRAWS if self.out.isatty() else _SECONDS_BETWEEN_LINES
        if not is_new and monotonic() - self._told < pause:
            return
        self._told = monotonic()
        line = progress_line(stage, share, self._seconds_left(stage, share))
        if self.out.isatty():
            print(f"\r\x1b[K{line}", end="", file=self.out, flush=True)
        else:
            print(line, file=self.out, flush=True)

    def close(self) -> None:
        """End the line, so that what follows starts on its own."""
        if self._stage and not self.is_quiet and self.out.isatty():
            print("\r\x1b[K", end="", file=self.out, flush=True)
        self._stage = ""

    def _seconds_left(self, stage: str, share: float) -> float | None:
        done = 0.0
        for name, weight in self.weights.items():
            if name == stage:
                done += weight * share
                break
            done += weight
        total = done / sum(self.weights.values())
        if total < _SURE_FROM:
            return None
        return (monotonic() - self.started) * (1 - total) / total
