"""Coordinates out of text: WGS 84 degrees or SWEREF 99 TM metres, in either order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from arbetshubb.tables.values import number_in

_LATITUDES: Final = (55.0, 69.5)
_LONGITUDES: Final = (10.5, 24.3)
_NORTHINGS: Final = (6_100_000.0, 7_700_000.0)
_EASTINGS: Final = (250_000.0, 930_000.0)
_RT90_EASTINGS: Final = (1_150_000.0, 1_950_000.0)
_DEGREES: Final = 180.0

_TWO_COMMAS: Final = re.compile(r"(-?\d+,\d+)\s*,\s*(-?\d+,\d+)")
# ``63,18`` is one number: nobody means the whole degrees 63 north and 18 east.
_HALF_A_POSITION: Final = re.compile(r"[-−+]?\d{1,3},\d+")
_NUMERIC: Final = re.compile(r"[-−+\d.,;\s]+")


@dataclass(frozen=True, slots=True)
class Degrees:
    """A WGS 84 position."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Metres:
    """A SWEREF 99 TM position."""

    north: float
    east: float


@dataclass(frozen=True, slots=True)
class NoCoordinates:
    """Numbers that are no position in Sweden; ``code`` says why."""

    code: str


type Coordinates = Degrees | Metres | NoCoordinates


def coordinates_in(text: str) -> Coordinates | None:
    """The position written in ``text``; ``None`` when it does not hold two numbers.

    ``63.18,14.63``, ``63,18; 14,63``, ``63,18 14,63``, ``7010000,482000`` and the same with the
    numbers swapped are understood: in Sweden no latitude can be taken for a longitude and no
    northing for an easting.
    """
    if _HALF_A_POSITION.fullmatch(text.strip()):
        return None
    pair = _two_numbers(text)
    return None if pair is None else position_of(*pair)


def position_of(first: float, second: float) -> Coordinates:
    """The position that two numbers mean, whichever comes first."""
    if max(abs(first), abs(second)) <= _DEGREES:
        for latitude, longitude in ((first, second), (second, first)):
            if _within(latitude, _LATITUDES) and _within(longitude, _LONGITUDES):
                return Degrees(latitude, longitude)
        return NoCoordinates("outside_sweden")
    for north, east in ((first, second), (second, first)):
        if not _within(north, _NORTHINGS):
            continue
        if _within(east, _EASTINGS):
            return Metres(north, east)
        if _within(east, _RT90_EASTINGS):
            return NoCoordinates("looks_like_rt90")
    return NoCoordinates("outside_sweden")


def _two_numbers(text: str) -> tuple[float, float] | None:
    if not _NUMERIC.fullmatch(text):
        return None
    for parts in _ways_to_split(text.strip()):
        numbers = [number_in(part) for part in parts]
        match numbers:
            case [float(first), float(second)]:
                return first, second
            case _:
                continue
    return None


def _ways_to_split(text: str) -> list[list[str]]:
    two_commas = _TWO_COMMAS.fullmatch(text)
    return [
        text.split(";"),
        text.split(",") if text.count(",") == 1 and not _is_decimal_comma(text) else [],
        list(two_commas.groups()) if two_commas else [],
        [part.strip(",") for part in text.split()],
    ]


def _is_decimal_comma(text: str) -> bool:
    """``63,18 14`` has a comma inside a number, ``63.18, 14`` has it between numbers."""
    left, right = text.split(",")
    return " " in right.strip() and " " not in left and len(left) < 4  # noqa: PLR2004 - degrees have at most three digits


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
