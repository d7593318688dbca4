"""Known road distances against a network: how far off it is, and which lie outside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import NoWay, Router
from arbetshubb.reference.gazetteer import Gazetteer, Located, NotLocated
from arbetshubb.tables.columns import Column, Record, with_columns
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors, in_file_order
from arbetshubb.tables.reading import read_table
from arbetshubb.tables.values import number_in

_COLUMNS: Final = (
    Column("from", ("från", "start", "origin"), is_required=False),
    Column("place", ("plats", "ort", "till", "to"), is_required=True),
    Column("municipality", ("kommun",)),
    Column("from_lat", ("från_lat",)),
    Column("from_lon", ("från_lon",)),
    Column("lat", ("latitude", "latitud")),
    Column("lon", ("longitude", "longitud")),
    Column(
        "km",
        ("road_km", "väg_km", "road_km_from_ostersund", "road_km_from_ostersund_approx"),
        is_required=True,
    ),
    Column("source", ("källa",)),
    # Columns of the shipped table that are not compared with.
    Column("crow_km", ("crow_km_from_ostersund",)),
    Column("detour_factor"),
    Column("policy_band", ("policy_band_70_100",)),
    Column("confidence", ("säkerhet",)),
)
DEFAULT_START: Final = "Östersund"
"""Where the way starts when no column says it: the table of the county starts there."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A known road distance between two named places."""

    start: str
    end: str
    positions: tuple[Sweref, Sweref]
    km: float


@dataclass(frozen=True, slots=True)
class DistancesRead:
    """Known distances of a file and what was wrong in it; with an error, use none."""

    rows: tuple[KnownRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Known distances beside those of a network.

    ``errors`` are network km / known km − 1, of the rows in ``inside``, in their order.
    """

    inside: tuple[KnownRow, ...]
    measured_km: tuple[float, ...]
    outside: tuple[KnownRow, ...]
    apart: tuple[KnownRow, ...]

    @property
    def errors(self) -> tuple[float, ...]:
        """How much longer the network says that each way is, as a share of the known."""
        return tuple(km / row.km - 1 for row, km in zip(self.inside, self.measured_km, strict=True))

    @property
    def median_error(self) -> float:
        """The median of the errors without sign."""
        return median(abs(error) for error in self.errors)


def read_distances(path: Path) -> DistancesRead:
    """Known distances: columns ``place`` (or ``lat``, ``lon``) and ``km``, perhaps ``from``."""
    try:
        table = read_table(path.read_bytes(), name=path.name)
    except OSError:
        return DistancesRead((), (Problem(str(path), 0, "--distances", "", "file_missing"),))
    except UnreadableFile as error:
        return DistancesRead((), (error.as_problem(path.name),))
    read = with_columns(table, _COLUMNS)
    problems = list(read.problems)
    if has_errors(problems):
        return DistancesRead((), in_file_order(problems))
    gazetteer = Gazetteer.shipped()
    rows = []
    for record in read.records():
        row = _row(record, gazetteer)
        if isinstance(row, KnownRow):
            rows.append(row)
        else:
            problems.append(row)
    return DistancesRead(tuple(rows), in_file_order(problems))


def compare(rows: Sequence[KnownRow], router: Router) -> Compared:
    """The network's kilometres beside the known ones; rows that it does not hold apart."""
    inside, measured, outside, apart = [], [], [], []
    for row in rows:
        travel = router.travel([row.positions[0]], [row.positions[1]])
        match NoWay(int(travel.no_way[0, 0])):
            case NoWay.NONE:
                inside.append(row)
                measured.append(float(travel.km[0, 0]))
            case NoWay.FAR_FROM_ROAD:
                outside.append(row)
            case _:
                apart.append(row)
    return Compared(tuple(inside), tuple(measured), tuple(outside), tuple(apart))


def _row(record: Record, gazetteer: Gazetteer) -> KnownRow | Problem:
    km = number_in(record["km"])
    if km is None or km <= 0:
        return record.error("km", "number_expected" if km is None else "number_negative")
    start = _found(record, gazetteer, "from", ("from_lat", "from_lon"), DEFAULT_START)
    end = _found(record, gazetteer, "place", ("lat", "lon"), "")
    if isinstance(start, NotLocated):
        return record.error("from", start.code, start.params)
    if isinstance(end, NotLocated):
        return record.error("place", end.code, end.params)
    names = record["from"] or DEFAULT_START, record["place"]
    return KnownRow(*names, (start.position, end.position), km)


def _found(
    record: Record, gazetteer: Gazetteer, name: str, pair: tuple[str, str], default: str
) -> Located | NotLocated:
    if record[pair[0]]:
        return gazetteer.locate(f"{record[pair[0]]}; {record[pair[1]]}")
    place = record[name] or default
    found = gazetteer.locate(place)
    if isinstance(found, NotLocated) and name == "place" and record["municipality"]:
        return gazetteer.locate(f"{place}, {record['municipality']}")
    return found
