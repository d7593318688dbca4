"""Travel by public transport on one day: door to door, for trips that leave within a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray, Sweref
from arbetshubb.analysis.travel import NoWay, Quality, TravelMatrix, straight_km
from arbetshubb.integrations.gtfs.engine import Timetable, Walks, engine_version
from arbetshubb.integrations.gtfs.feed import Feed, read_feed
from arbetshubb.integrations.gtfs.walking import Walking, walks_between_stops, walks_to_stops
from arbetshubb.reference.constants import constants

_MINUTE: Final = 60
_DESTINATIONS_AT_ONCE: Final = 50
_VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Window:
    """When people leave home: from ``start`` up to and with ``end``, minutes after midnight."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a window must end after it starts, not {self.start}–{self.end}"
            raise ValueError(message)

    def __str__(self) -> str:
        """As ``06:30–09:00``."""
        return "–".join(f"{each // 60:02d}:{each % 60:02d}" for each in (self.start, self.end))


MORNING: Final = Window(6 * 60 + 30, 9 * 60)


@dataclass(frozen=True, slots=True)
class TransitOptions:
    """How trips are looked for.

    ``step_minutes`` is how finely arrivals are told apart: of trips that arrive within the same
    step, the one that leaves last counts. No trip is longer than ``longest_minutes``. With
    ``with_ordered``, trips that must be ordered count like others.
    """

    window: Window = MORNING
    step_minutes: int = 5
    longest_minutes: int = 180
    with_ordered: bool = False
    walking: Walking | None = None


@dataclass(frozen=True, eq=False)
class TransitTimes:
    """What the timetable offers each pair ``[origin, destination]``, leaving in the window.

    ``seconds`` is the median and ``quickest`` the shortest of its trips from door to door, timed
    to leave just before the vehicle; ``nan`` without a trip. ``trips`` counts trips that run by
    themselves, ``ordered_trips`` those that come on top when one orders beforehand. Where walking
    all the way is quicker than the median, it stands in ``seconds`` and ``quickest``.
    """

    seconds: FloatArray
    quickest: FloatArray
    trips: IntArray
    ordered_trips: IntArray
    is_far_from_stop: BoolArray


class TransitRouter:
    """Public transport of one ``date`` in a GTFS archive.

    ``seconds`` of its matrix are those of ``TransitTimes``. ``metres`` are the straight line: the
    engine does not tell the length of each pair's way, and no figure is made of it.

    Raises:
        TimetableError: the archive cannot be used, or nothing runs that day.
    """

    def __init__(self, path: Path, date: dt.date, options: TransitOptions | None = None) -> None:
        self.feed: Feed = read_feed(path, date)
        options = options or TransitOptions()
        walking = options.walking or Walking(speed=constants()["walk_speed"].value)
        self.options = replace(options, walking=walking)
        self._walking = walking
        between = walks_between_stops(self.feed.stop_ids, self.feed.positions, walking)
        self._timetable = Timetable(path, between)

    @property
    def source(self) -> str:
        """Engine, timetable, day and window, in no language: a figure's source."""
        day = f"{self.feed.date.isoformat()} {self.options.window}"
        return f"cafein {engine_version()}, GTFS {day}, {self.feed.fingerprint}"

    @property
    def fingerprint(self) -> str:
        """A text that changes whenever an answer may."""
        return f"transit {_VERSION} {self.source} {self.options}"

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel; ``FAR_FROM_ROAD`` is too far to walk to a stop."""
        return self.matrix_of(self.times(origins, destinations), origins, destinations)

    def matrix_of(
        self, times: TransitTimes, origins: Sequence[Sweref], destinations: Sequence[Sweref]
    ) -> TravelMatrix:
        """The matrix that ``travel`` gives, of times that are known already."""
        has_way = ~np.isnan(times.seconds)
        why = np.where(times.is_far_from_stop, NoWay.FAR_FROM_ROAD, NoWay.OTHER_COMPONENT)
        return TravelMatrix(
            seconds=times.seconds,
            metres=np.where(has_way, straight_km(origins, destinations) * 1000.0, np.nan),
            quality=Quality.NETWORK,
            source=self.source,
            no_way=np.where(has_way, NoWay.NONE, why).astype(np.uint8),
        )

    def times(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TransitTimes:
        """What the timetable offers each pair.

        (window + longest) / step searches a destination; a county's 1,400 cells and 50 places take
        seconds.
        """
        blocks = [
            self._times(origins, destinations[start : start + _DESTINATIONS_AT_ONCE])
            for start in range(0, max(len(destinations), 1), _DESTINATIONS_AT_ONCE)
        ]
        return TransitTimes(
            *(
                np.hstack([getattr(block, name) for block in blocks])
                for name in TransitTimes.__dataclass_fields__
            )
        )

    def _times(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TransitTimes:
        access, egress = self._walks(origins), self._walks(destinations)
        alone = self._trips(access, egress, without=self.feed.ordered_trips)
        every = self._trips(access, egress) if self.feed.ordered_trips else alone
        used = every if self.options.with_ordered else alone
        has_stop = np.logical_and.outer(_any(access), _any(egress))
        seconds, quickest = self._or_on_foot(used, origins, destinations)
        return TransitTimes(
            seconds=seconds,
            quickest=quickest,
            trips=alone.count,
            ordered_trips=np.maximum(every.count - alone.count, 0),
            is_far_from_stop=~has_stop & np.isnan(seconds),
        )

    def _walks(self, points: Sequence[Sweref]) -> Walks:
        return walks_to_stops(points, self.feed.stop_ids, self.feed.positions, self._walking)

    def _trips(self, access: Walks, egress: Walks, *, without: Sequence[str] = ()) -> _Found:
        """Go through the deadlines, early to late: each new departure is one more trip."""
        options = self.options
        start, end = options.window.start * _MINUTE, options.window.end * _MINUTE
        longest, step = options.longest_minutes * _MINUTE, options.step_minutes * _MINUTE
        shape = (len(access), len(egress))
        last = np.full(shape, -np.inf)
        found: list[FloatArray] = []
        for deadline in range(start + step, end + longest + step, step):
            if 0 in shape:
                break
            trips = self._timetable.arriving_by(
                deadline, date=self.feed.date, access=access, egress=egress, without=without
            )
            is_new = (trips.leaves > last) & (trips.leaves >= start) & (trips.leaves <= end)
            is_new &= trips.seconds <= longest
            last = np.fmax(last, np.where(is_new, trips.leaves, -np.inf))
            if is_new.any():
                found.append(np.where(is_new, trips.seconds, np.nan).astype(np.float32))
        return _found(found, shape)

    def _or_on_foot(
        self, used: _Found, origins: Sequence[Sweref], destinations: Sequence[Sweref]
    ) -> tuple[FloatArray, FloatArray]:
        walking = self._walking
        straight = straight_km(origins, destinations) * 1000.0
        on_foot = straight / walking.reach(1.0) * _MINUTE
        on_foot[on_foot > walking.to_stop_minutes * _MINUTE] = np.nan
        return np.fmin(used.median, on_foot), np.fmin(used.quickest, on_foot)


@dataclass(frozen=True, eq=False)
class _Found:
    median: FloatArray
    quickest: FloatArray
    count: IntArray


def _found(trips: Sequence[FloatArray], shape: tuple[int, int]) -> _Found:
    if not trips:
        nothing = np.full(shape, np.nan)
        return _Found(nothing, nothing, np.zeros(shape, dtype=np.int64))
    # Sorted with nan last: the median is the middle of the first ``count``.
    every = np.sort(np.stack(trips).astype(np.float64), axis=0)
    count = np.sum(~np.isnan(every), axis=0)
    low = np.take_along_axis(every, np.maximum((count - 1) // 2, 0)[None], axis=0)[0]
    high = np.take_along_axis(every, np.minimum(count // 2, len(every) - 1)[None], axis=0)[0]
    has_trip = count > 0
    median = np.where(has_trip, (low + high) / 2, np.nan)
    return _Found(median, np.where(has_trip, every[0], np.nan), count.astype(np.int64))


def _any(walks: Walks) -> BoolArray:
    return np.array([bool(stops) for stops in walks], dtype=np.bool_)
