"""Options of ``arbetshubb roads`` as numbers, days and files, with everything wrong in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from arbetshubb.integrations.gtfs import TimetableError, Window
from arbetshubb.integrations.gtfs.texts import sentence as timetable_sentence
from arbetshubb.integrations.roads import RoadError
from arbetshubb.integrations.roads.texts import sentence as road_sentence
from arbetshubb.tables.problems import Params, Problem
from arbetshubb.tables.values import number_in

_WINDOW: Final = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")
_MINUTES_AN_HOUR: Final = 60


@dataclass(slots=True)
class Given:
    """What was given to a command; problems are collected while it is read."""

    arguments: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list)

    @property
    def command(self) -> str:
        """The command as it was written."""
        return f"arbetshubb roads {self.arguments['roads_command']}"

    @property
    def is_quiet(self) -> bool:
        """Whether no progress is wanted."""
        return bool(self.arguments["quiet"])

    def text(self, option: str, default: str = "") -> str:
        """The option as text."""
        value = self.arguments.get(option.replace("-", "_"))
        return default if value is None else str(value)

    def switch(self, option: str) -> bool:
        """Whether the option was given."""
        return bool(self.arguments.get(option.replace("-", "_")))

    def path(self, option: str) -> Path | None:
        """The option as a path, if it was given."""
        text = self.text(option)
        return Path(text).expanduser() if text else None

    def number(self, option: str, default: float, *, least: float, is_whole: bool = False) -> float:
        """The option as a number of ``least`` or more."""
        text = self.text(option)
        if not text:
            return default
        number = number_in(text)
        if number is None or (is_whole and not number.is_integer()):
            self.wrong(option, "whole_number_expected" if is_whole else "number_expected")
            return default
        if number < least:
            self.wrong(option, "number_below", {"least": f"{least:g}"})
            return default
        return number

    def words(self, option: str, default: str, *, choices: Sequence[str]) -> tuple[str, ...]:
        """The option's comma-separated words, each one of ``choices`` and once."""
        text = self.text(option, default)
        words = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
        if not words or not set(words) <= set(choices):
            self.wrong(option, "choice_unknown", {"choices": ", ".join(choices)})
            return ()
        return words

    def date(self, option: str) -> dt.date | None:
        """The option as a day."""
        try:
            return dt.date.fromisoformat(self.text(option))
        except ValueError:
            self.wrong(option, "date_expected")
            return None

    def window(self, option: str, default: Window) -> Window:
        """The option as ``06:30-09:00``."""
        text = self.text(option)
        if not text:
            return default
        found = _WINDOW.fullmatch(text.strip())
        if found:
            hours = [int(part) for part in found.groups()]
            start, end = (hours[i] * _MINUTES_AN_HOUR + hours[i + 1] for i in (0, 2))
            if start < end and max(hours[1], hours[3]) < _MINUTES_AN_HOUR:
                return Window(start, end)
        self.wrong(option, "window_expected")
        return default

    def wrong(self, option: str, code: str, params: Params | None = None) -> None:
        """Note that an option is wrong."""
        row = (self.command, 0, f"--{option}", self.text(option))
        self.problems.append(Problem(*row, code, params or {}))

    def refusal(self, error: RoadError | TimetableError, column: str = "") -> Problem:
        """What is wrong with the network or timetable, as a problem of the command."""
        if isinstance(error, TimetableError):
            detail = timetable_sentence(error)
        else:
            detail = road_sentence(error)
        return Problem(self.command, 0, column, str(error.path), "road_file", {"detail": detail})
