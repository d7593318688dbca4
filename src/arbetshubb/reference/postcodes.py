"""Where postcodes lie: an operator's table, or the county's areas by their first three digits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from types import MappingProxyType
from typing import Final

from arbetshubb.analysis.places import Sweref, sweref_from_wgs84
from arbetshubb.reference.coordinates import Degrees, Metres, position_of
from arbetshubb.reference.localities import Locality
from arbetshubb.reference.shipped import shipped_rows
from arbetshubb.tables.columns import Column, Record, with_columns
from arbetshubb.tables.problems import Problem, has_errors
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import number_in

POSTCODE_COLUMNS: Final = (
    Column("postcode", ("postnummer", "postnr"), is_required=True),
    Column("locality", ("ort", "postort", "tätort")),
    Column("municipality", ("kommun",)),
    Column("lat", ("latitude", "latitud", "breddgrad")),
    Column("lon", ("longitude", "longitud", "längdgrad", "lng")),
    Column("n", ("north", "northing", "nord", "norr")),
    Column("e", ("east", "easting", "öst", "ost")),
)

_POSTCODE: Final = re.compile(r"(?:SE?[- ]?)?(\d{3})[ ]?(\d{2})(?:[ ,]+(\D.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Postcodes:
    """An operator's postcodes: a position or a locality for each, and the localities it names."""

    positions: Mapping[str, Sweref]
    names: Mapping[str, str]
    localities: tuple[Locality, ...] = ()


@dataclass(frozen=True, slots=True)
class PostcodesRead:
    """Postcodes from a file and what was wrong in it."""

    postcodes: Postcodes
    problems: tuple[Problem, ...]


NO_POSTCODES: Final = Postcodes(MappingProxyType({}), MappingProxyType({}))


def postcode_in(text: str) -> tuple[str, str] | None:
    """The five digits of a postcode and the place name after it, if any.

    ``831 40``, ``83140``, ``SE-831 40 Östersund``.
    """
    match = _POSTCODE.fullmatch(text.strip())
    if match is None:
        return None
    return match[1] + match[2], (match[3] or "").strip()


@cache
def postal_areas() -> Mapping[str, str]:
    """The main locality of each postal area of the county by its first three digits."""
    return {row["prefix"]: row["locality"] for row in shipped_rows("postal_areas.csv")}


def read_postcodes(table: Table) -> PostcodesRead:
    """An operator's postcodes: each row gives a position (``lat, lon`` or ``n, e``) or a locality.

    Rows with both a position and a locality also teach the locality's position: the mean of its
    postcodes. A postcode given twice is placed in the middle.
    """
    read = with_columns(table, POSTCODE_COLUMNS)
    problems = list(read.problems)
    points: dict[str, list[Sweref]] = defaultdict(list)
    of_locality: dict[tuple[str, str], list[Sweref]] = defaultdict(list)
    names: dict[str, str] = {}
    for record in read.records() if not has_errors(problems) else ():
        found = postcode_in(record["postcode"])
        if found is None:
            problems.append(record.error("postcode", "postcode_expected"))
            continue
        point = _point(record)
        if isinstance(point, Problem):
            problems.append(point)
            continue
        if record["locality"]:
            names[found[0]] = record["locality"]
        if point is not None:
            points[found[0]].append(point)
            of_locality[record["locality"], record["municipality"]].append(point)
        elif not record["locality"]:
            problems.append(record.error("locality", "postcode_without_place"))
    localities = tuple(
        Locality(name, municipality, _middle(where), source=table.name)
        for (name, municipality), where in of_locality.items()
        if name
    )
    positions = {code: _middle(where) for code, where in points.items()}
    return PostcodesRead(Postcodes(positions, names, localities), tuple(problems))


def _point(record: Record) -> Sweref | Problem | None:
    for first, second in (("lat", "lon"), ("n", "e")):
        if not record[first] and not record[second]:
            continue
        numbers = number_in(record[first]), number_in(record[second])
        if numbers[0] is None or numbers[1] is None:
            return record.error(first if numbers[0] is None else second, "number_expected")
        match position_of(numbers[0], numbers[1]):
            case Degrees(latitude, longitude):
                return sweref_from_wgs84(latitude, longitude)
            case Metres(north, east):
                return Sweref(north, east)
            case wrong:
                return record.error(first, wrong.code)
    return None


def _middle(points: list[Sweref]) -> Sweref:
    return Sweref(fmean(p.north for p in points), fmean(p.east for p in points))
