"""What a GTFS archive says of a day: which trips run, which must be ordered, where they stop."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from pyproj import Transformer

from arbetshubb.analysis.places import SWEREF99_TM, WGS84, FloatArray
from arbetshubb.integrations.gtfs.errors import (
    NoServiceOnDate,
    NotATimetable,
    TimetableMissing,
)

_NEEDED: Final = ("stops.txt", "routes.txt", "trips.txt", "stop_times.txt")
_CALENDARS: Final = ("calendar.txt", "calendar_dates.txt")
_WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip

_TAXIS: Final = (1500, 1599)
"""Extended route types of taxis; 1501 is a taxi for everybody, which must be ordered."""
_MUST_PHONE: Final = "2"
"""``pickup_type`` 2: the agency must be phoned. 3 (wave to the driver) is any bus stop in Sweden:
38,218 of 44,341 stops in Norrbotten's timetable of 2022."""
_ADDED: Final = "1"


@dataclass(frozen=True, eq=False)
class Feed:
    """One day of a timetable.

    ``stop_ids`` are the stops that some trip of the day serves, at ``positions[stop, (north,
    east)]``. ``ordered_trips`` must be ordered beforehand. ``trips`` counts those that run, ordered
    ones among them.
    """

    path: Path
    date: dt.date
    fingerprint: str
    stop_ids: Sequence[str]
    positions: FloatArray
    served_by_others: Sequence[bool]
    trips: int
    ordered_trips: Sequence[str]
    first: str
    last: str


def read_feed(path: Path, date: dt.date) -> Feed:
    """The timetable's ``date``.

    Raises:
        TimetableMissing: there is no file.
        NotATimetable: it is no GTFS archive.
        NoServiceOnDate: no trip runs that day.
    """
    if not path.is_file():
        raise TimetableMissing(path)
    try:
        with zipfile.ZipFile(path) as archive:
            tables = _tables(path, archive)
        return _feed(path, date, tables)
    except (zipfile.BadZipFile, pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise NotATimetable(path, detail=str(error).partition("\n")[0]) from error


def _tables(path: Path, archive: zipfile.ZipFile) -> dict[str, pl.DataFrame]:
    names = set(archive.namelist())
    missing = [name for name in _NEEDED if name not in names]
    if not names & set(_CALENDARS):
        missing.append(_CALENDARS[0])
    if missing:
        raise NotATimetable(path, missing=missing)
    return {
        name.removesuffix(".txt"): _table(archive.read(name))
        for name in (*_NEEDED, *_CALENDARS)
        if name in names
    }


def _table(content: bytes) -> pl.DataFrame:
    """Every cell as text: identifiers are often long numbers."""
    text = content.decode("utf-8-sig")
    frame = pl.read_csv(io.StringIO(text), infer_schema=False)
    return frame.rename({name: name.strip() for name in frame.columns})


def _feed(path: Path, date: dt.date, tables: dict[str, pl.DataFrame]) -> Feed:
    running = _services(tables, date)
    trips = tables["trips"].filter(pl.col("service_id").is_in(running))
    first, last = _span(tables)
    if trips.is_empty():
        raise NoServiceOnDate(path, date=date.isoformat(), first=first, last=last)
    ordered = _ordered(tables, trips)
    times = tables["stop_times"].join(trips.select("trip_id"), on="trip_id", how="semi")
    others = times.filter(~pl.col("trip_id").is_in(ordered))["stop_id"].unique().to_list()
    stops = tables["stops"].join(times.select("stop_id").unique(), on="stop_id", how="semi")
    stops = stops.with_columns(pl.col("stop_lat", "stop_lon").cast(pl.Float64)).drop_nulls(
        ["stop_lat", "stop_lon"]
    )
    with path.open("rb") as file:
        fingerprint = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    ids = stops["stop_id"].to_list()
    own = set(others)
    return Feed(
        path=path,
        date=date,
        fingerprint=fingerprint,
        stop_ids=ids,
        positions=_sweref(stops["stop_lat"].to_numpy(), stops["stop_lon"].to_numpy()),
        served_by_others=[name in own for name in ids],
        trips=trips.height,
        ordered_trips=ordered,
        first=first,
        last=last,
    )


def _services(tables: dict[str, pl.DataFrame], date: dt.date) -> list[str]:
    """The services that run on ``date``: by weekday, then exceptions added and taken away."""
    day = date.strftime("%Y%m%d")
    running: set[str] = set()
    calendar = tables.get("calendar")
    if calendar is not None:
        is_on = pl.col(_WEEKDAYS[date.weekday()]) == _ADDED
        within = (pl.col("start_date") <= day) & (pl.col("end_date") >= day)
        running |= set(calendar.filter(is_on & within)["service_id"])
    exceptions = tables.get("calendar_dates")
    if exceptions is not None:
        today = exceptions.filter(pl.col("date") == day)
        is_added = pl.col("exception_type") == _ADDED
        running |= set(today.filter(is_added)["service_id"])
        running -= set(today.filter(~is_added)["service_id"])
    return sorted(running)


def _ordered(tables: dict[str, pl.DataFrame], trips: pl.DataFrame) -> list[str]:
    """Trips that must be ordered: taxis, and trips where a stop says that one must phone."""
    kind = pl.col("route_type").cast(pl.Int64, strict=False)
    taxis = tables["routes"].filter(kind.is_between(*_TAXIS))["route_id"].to_list()
    of_taxis = trips.filter(pl.col("route_id").is_in(taxis))["trip_id"].to_list()
    times = tables["stop_times"].join(trips.select("trip_id"), on="trip_id", how="semi")
    phoned = [
        number
        for column in ("pickup_type", "drop_off_type")
        if column in times.columns
        for number in times.filter(pl.col(column) == _MUST_PHONE)["trip_id"].to_list()
    ]
    return sorted({*of_taxis, *phoned})


def _span(tables: dict[str, pl.DataFrame]) -> tuple[str, str]:
    """The first and last day on which anything may run (ISO)."""
    days: list[str] = []
    if "calendar" in tables:
        days += [*tables["calendar"]["start_date"], *tables["calendar"]["end_date"]]
    if "calendar_dates" in tables:
        days += list(tables["calendar_dates"]["date"])
    if not days:
        return "", ""
    return _iso(min(days)), _iso(max(days))


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _sweref(latitudes: FloatArray, longitudes: FloatArray) -> FloatArray:
    east, north = Transformer.from_crs(WGS84, SWEREF99_TM, always_xy=True).transform(
        longitudes, latitudes
    )
    return np.column_stack([north, east])
