"""What can be wrong with a timetable: one class a fact. Their sentences live in ``texts``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class TimetableError(Exception):
    """A timetable that cannot be used. ``code`` names the fact for logs and the API."""

    code = "timetable_error"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{self.code}: {path.name}")
        self.path = path


class TimetableMissing(TimetableError):
    """There is no file at the path."""

    code = "timetable_missing"


class NotATimetable(TimetableError):
    """The file is no GTFS archive: it lacks the files ``missing``, or ``detail`` is wrong."""

    code = "not_a_timetable"

    def __init__(self, path: Path, *, missing: Sequence[str] = (), detail: str = "") -> None:
        super().__init__(path)
        self.missing = tuple(missing)
        self.detail = detail


class NoServiceOnDate(TimetableError):
    """No trip runs on ``date``; the timetable has trips between ``first`` and ``last`` (ISO)."""

    code = "no_service_on_date"

    def __init__(self, path: Path, *, date: str, first: str, last: str) -> None:
        super().__init__(path)
        self.date = date
        self.first = first
        self.last = last


class TimetableEngineChanged(TimetableError):
    """The installed engine is ``installed``, and the adapter was written for ``expected``."""

    code = "timetable_engine_changed"

    def __init__(self, path: Path, *, installed: str, expected: str) -> None:
        super().__init__(path)
        self.installed = installed
        self.expected = expected
