"""Travel written to Parquet as it is measured, a block of origins at a time."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from arbetshubb import __version__
from arbetshubb.analysis.places import BoolArray
from arbetshubb.analysis.travel import NoWay, Router, TravelMatrix
from arbetshubb.cli.roads.points import Points
from arbetshubb.integrations.gtfs import TransitRouter, TransitTimes

_PAIRS_AT_ONCE: Final = 1_000_000
"""About 100 MB while they are measured and written."""

_REASONS: Final = {
    NoWay.FAR_FROM_ROAD: "far_from_road",
    NoWay.OTHER_COMPONENT: "no_road_joins",
    NoWay.BEYOND_CUTOFF: "beyond_cutoff",
    NoWay.UNKNOWN: "unknown",
}
_SCHEMA: Final = {
    "from": pl.String, "to": pl.String, "seconds": pl.Float64, "metres": pl.Float64,
}  # fmt: skip
_TRIPS: Final = {"quickest_seconds": pl.Float64, "trips": pl.Int32, "ordered_trips": pl.Int32}


@dataclass(frozen=True, eq=False)
class Asked:
    """Which travel is wanted. ``with_trips`` needs a ``TransitRouter``."""

    router: Router
    starts: Points
    ends: Points
    mode: str
    cutoff_minutes: float
    with_trips: bool


@dataclass(slots=True)
class Written:
    """What was written: the source of the travel and how many pairs have a way, or why not."""

    source: str = ""
    pairs: int = 0
    no_way: Counter[NoWay] = field(default_factory=Counter)

    @property
    def ways(self) -> int:
        """Pairs that have a way."""
        return self.pairs - self.no_way.total()


def write_travel(
    asked: Asked, *, to: Path, no_way: Path | None, progress: Callable[[float], None]
) -> Written:
    """Write rows ``from, to, seconds, metres`` for all pairs with a way; both files or none.

    A point without any way gets one row with empty values, so that the file still knows it. Pairs
    without a way and the reason go to ``no_way``, when it is given. Memory does not grow with the
    number of origins.

    Raises:
        OSError: a file cannot be written.
    """
    written = Written()
    drafts = [path.with_name(f".{path.name}.part") for path in (to, no_way) if path]
    reasons = drafts[1].open("w", encoding="utf-8-sig", newline="") if no_way else None
    try:
        schema = {**_SCHEMA, **(_TRIPS if asked.with_trips else {})}
        rows = _Rows(asked, written, reasons, progress)
        frame = register_io_source(rows.frames, schema=schema, is_pure=False)
        about = _about(asked)
        frame.sink_parquet(drafts[0], metadata=about, mkdir=False)
        if reasons is not None:
            reasons.close()
        for draft, path in zip(drafts, (path for path in (to, no_way) if path), strict=True):
            draft.replace(path)
    finally:
        if reasons is not None:
            reasons.close()
        for draft in drafts:
            draft.unlink(missing_ok=True)
    written.source = about["source"]
    return written


def _about(asked: Asked) -> dict[str, str]:
    """What the file says of itself."""
    empty = asked.router.travel([], [])
    return {
        "schema": "arbetshubb.travel/1",
        "quality": empty.quality.value,
        "source": empty.source,
        "mode": asked.mode,
        "cutoff_minutes": "" if np.isinf(asked.cutoff_minutes) else f"{asked.cutoff_minutes:g}",
        "metres": "straight line" if asked.mode == "transit" else "along the way",
        "product": f"arbetshubb {__version__}",
    }


class _Rows:
    """The rows of the file, made while it is written."""

    def __init__(
        self,
        asked: Asked,
        written: Written,
        reasons: TextIO | None,
        progress: Callable[[float], None],
    ) -> None:
        self._asked = asked
        self._written = written
        self._reasons = csv.writer(reasons, delimiter=";") if reasons else None
        if self._reasons:
            self._reasons.writerow(("from", "to", "reason"))
        self._progress = progress
        self._ids = np.array(asked.ends.ids, dtype=np.object_)
        self._reached = np.zeros(len(asked.ends.ids), dtype=np.bool_)

    def frames(
        self,
        with_columns: list[str] | None,
        _predicate: Any,  # polars' own expression type: Any
        _n_rows: int | None,
        _batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        """Block after block, as polars asks for them."""
        starts, ends = self._asked.starts, self._asked.ends
        at_once = max(1, _PAIRS_AT_ONCE // len(ends.ids))
        self._progress(0.0)
        for first in range(0, len(starts.ids), at_once):
            block = slice(first, first + at_once)
            frame = self._frame(starts.ids[block], starts.positions[block])
            yield frame.select(with_columns) if with_columns else frame
            self._progress(min(1.0, (first + at_once) / len(starts.ids)))
        lonely = self._nowhere([starts.ids[0]], self._ids[~self._reached].tolist())
        yield lonely.select(with_columns) if with_columns else lonely

    def _frame(self, ids: tuple[str, ...], positions: tuple[Any, ...]) -> pl.DataFrame:
        travel, times = self._measured(positions)
        has_way = travel.no_way == NoWay.NONE
        self._count(ids, travel, has_way)
        start, end = np.nonzero(has_way)
        columns: dict[str, Any] = {
            "from": np.array(ids, dtype=np.object_)[start].tolist(),
            "to": self._ids[end].tolist(),
            "seconds": travel.seconds[has_way],
            "metres": travel.metres[has_way],
        }
        if times is not None:
            columns["quickest_seconds"] = times.quickest[has_way]
            columns["trips"] = times.trips[has_way].astype(np.int32)
            columns["ordered_trips"] = times.ordered_trips[has_way].astype(np.int32)
        frame = pl.DataFrame(columns, schema=self._schema)
        lonely = [
            name for name, reaches in zip(ids, has_way.any(axis=1), strict=True) if not reaches
        ]
        return pl.concat([frame, self._nowhere(lonely, [self._ids[0]])]) if lonely else frame

    def _measured(self, positions: tuple[Any, ...]) -> tuple[TravelMatrix, TransitTimes | None]:
        asked, ends = self._asked, self._asked.ends.positions
        times = None
        if asked.with_trips and isinstance(asked.router, TransitRouter):
            times = asked.router.times(positions, ends)
            travel = asked.router.matrix_of(times, positions, ends)
        else:
            travel = asked.router.travel(positions, ends)
        if not np.isinf(asked.cutoff_minutes):
            travel = travel.within(asked.cutoff_minutes)
        return travel, times

    def _count(self, ids: tuple[str, ...], travel: TravelMatrix, has_way: BoolArray) -> None:
        self._written.pairs += has_way.size
        self._reached |= has_way.any(axis=0)
        for reason in _REASONS:
            self._written.no_way[reason] += int(np.sum(travel.no_way == reason))
        if self._reasons is None:
            return
        for start, end in np.argwhere(~has_way).tolist():
            why = _REASONS[NoWay(int(travel.no_way[start, end]))]
            self._reasons.writerow((ids[start], self._ids[end], why))

    def _nowhere(self, starts: list[str], ends: list[str]) -> pl.DataFrame:
        """Rows without values for points that nothing reaches."""
        pairs = [(start, end) for start in starts for end in ends]
        empty = dict.fromkeys(self._schema)
        rows = [{**empty, "from": start, "to": end} for start, end in pairs]
        return pl.DataFrame(rows, schema=self._schema)

    @property
    def _schema(self) -> dict[str, Any]:
        return {**_SCHEMA, **(_TRIPS if self._asked.with_trips else {})}
