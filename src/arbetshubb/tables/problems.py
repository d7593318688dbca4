"""What can be wrong with a file: facts with a place, no sentences (``texts.py`` has those)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

type Params = Mapping[str, str]

NO_PARAMS: Final[Params] = MappingProxyType({})


class Severity(StrEnum):
    """Whether a problem stops the import."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file.

    ``row`` counts as a spreadsheet does, the header being row 1; ``column`` is written as in the
    file where the file has it. ``value`` may be personal: show it to the person who gave the
    file, never write it to a log (``repr`` leaves it out for that reason).
    """

    file: str
    row: int
    column: str
    value: str = field(repr=False)
    code: str
    params: Params = field(default=NO_PARAMS, repr=False)
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether this problem stops the import."""
        return self.severity is Severity.ERROR


class UnreadableFile(Exception):
    """The file as a whole cannot be read as a table."""

    def __init__(self, code: str, params: Params = NO_PARAMS) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def as_problem(self, file: str) -> Problem:
        """The same as a problem of the file's first row."""
        row = int(self.params.get("row", "1"))
        return Problem(file=file, row=row, column="", value="", code=self.code, params=self.params)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the import."""
    return any(problem.is_error for problem in problems)


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings, then by file and row: the order people mend them in."""
    return tuple(
        sorted(problems, key=lambda problem: (not problem.is_error, problem.file, problem.row))
    )
