"""The only place that knows cafein, the timetable engine (one maintainer, not yet 1.0: pinned).

What is used of it is not public yet: a reverse search from each destination with walks to and from
stops given by us. Its answer for no connection is the largest uint32.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np
from cafein._cafein import TransportNetwork

from arbetshubb.analysis.places import FloatArray
from arbetshubb.integrations.gtfs.errors import NotATimetable, TimetableEngineChanged

EXPECTED: Final = "0.29"
"""The version that this adapter was written and tested for."""

type Walks = list[list[tuple[str, int]]]
"""``[point]`` the stops a point can be walked to or from, each with whole seconds."""

_NOWHERE: Final = np.uint32(2**32 - 1)
_MOST_CHANGES: Final = 4
"""Searches take four times as long with the engine's own 7, and nobody commutes so."""


@dataclass(frozen=True, eq=False)
class Trips:
    """The latest trips that arrive by a deadline, ``[origin, destination]``.

    ``leaves`` is when one must leave home, in seconds after midnight of the day, and ``seconds``
    how long it takes from door to door; both ``nan`` where no trip arrives in time.
    """

    leaves: FloatArray
    seconds: FloatArray


class Timetable:
    """A GTFS archive in the engine's memory, with walks between stops for changes.

    Raises:
        NotATimetable: the engine cannot read it.
        TimetableEngineChanged: another version of the engine is installed than the adapter knows.
    """

    def __init__(self, path: Path, walks: Sequence[tuple[str, str, int, float]]) -> None:
        if not engine_version().startswith(f"{EXPECTED}."):
            raise TimetableEngineChanged(path, installed=engine_version(), expected=EXPECTED)
        try:
            self._network = TransportNetwork.from_gtfs([str(path)])
        except (ValueError, RuntimeError, OSError) as error:
            raise NotATimetable(path, detail=str(error).partition("\n")[0]) from error
        # One walk between two vehicles, never a chain of them: so the list need not be closed.
        self._network.set_transfers(list(walks))

    def arriving_by(
        self,
        seconds: int,
        *,
        date: dt.date,
        access: Walks,
        egress: Walks,
        without: Sequence[str] = (),
    ) -> Trips:
        """For each pair the trip that leaves last of those that arrive by ``seconds``.

        ``seconds`` counts from midnight of ``date`` and may pass 24 hours. ``without`` names trips
        that are not used. One search a destination, on all cores.
        """
        found = self._network._arrive_by_time_matrix_with_access(  # noqa: SLF001 - see the module
            access,
            egress,
            date.isoformat(),
            _clock(seconds),
            _MOST_CHANGES,
            exclude_trips=list(without),
        )
        shape = (len(access), len(egress))
        return Trips(_numbers(found["departure"], shape), _numbers(found["matrix"], shape))


def engine_version() -> str:
    """The version of the timetable engine."""
    return version("cafein")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _numbers(values: np.ndarray, shape: tuple[int, int]) -> FloatArray:
    whole = np.asarray(values, dtype=np.uint32).reshape(shape)
    return np.where(whole == _NOWHERE, np.nan, whole.astype(np.float64))
