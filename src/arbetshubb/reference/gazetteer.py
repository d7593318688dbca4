"""Find where a text says that a home or a site lies: coordinates, a locality or a postcode.

Positions that come out of here are exact; whoever keeps a home makes a 1 km cell of it at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, Self

import numpy as np

from arbetshubb.analysis.places import FloatArray, Sweref, sweref_array, sweref_from_wgs84
from arbetshubb.reference.coordinates import Degrees, Metres, NoCoordinates, coordinates_in
from arbetshubb.reference.localities import Locality, localities
from arbetshubb.reference.municipalities import all_municipalities, municipality_of
from arbetshubb.reference.postcodes import NO_POSTCODES, Postcodes, postal_areas, postcode_in
from arbetshubb.tables.problems import NO_PARAMS, Params
from arbetshubb.tables.values import folded

_SHOWN_CHOICES: Final = 6
_ADDRESS: Final = re.compile(r"\D{3,}\s\d{1,4}\s?[A-Za-z]?\b")
"""A street and number: never read, so that it need not be in the file."""


class Precision(StrEnum):
    """How closely the text says where."""

    COORDINATES = "coordinates"
    LOCALITY = "locality"
    POSTCODE = "postcode"
    POSTAL_AREA = "postal_area"
    """Only the first three digits were known: the position is the area's main locality."""


@dataclass(frozen=True, slots=True)
class Located:
    """A position and the municipality that holds it; ``place`` is the locality's name, if any."""

    position: Sweref
    municipality: str
    precision: Precision
    place: str = ""


@dataclass(frozen=True, slots=True)
class NotLocated:
    """Why no position was found; ``code`` has a sentence in ``texts``."""

    code: str
    params: Params = NO_PARAMS


class Gazetteer:
    """Localities, postcodes and municipalities to look positions up in."""

    def __init__(
        self, places: Sequence[Locality], postcodes: Postcodes, areas: Mapping[str, str]
    ) -> None:
        self._postcodes = postcodes
        self._areas = areas
        self._exactly: dict[str, list[Locality]] = defaultdict(list)
        self._loosely: dict[str, list[Locality]] = defaultdict(list)
        for place in places:
            for name in _names_of(place.name):
                self._exactly[_exact(name)].append(place)
                self._loosely[folded(name)].append(place)

    @classmethod
    def shipped(cls, postcodes: Postcodes = NO_POSTCODES) -> Self:
        """The county's localities, with an operator's postcodes when there are such.

        Localities that only the operator's table names are added; the shipped ones keep their
        positions.
        """
        known = {(_exact(place.name), place.municipality) for place in localities()}
        names = {name for name, _ in known}
        added = [
            place
            for place in postcodes.localities
            if (_exact(place.name), place.municipality) not in known
            and (place.municipality or _exact(place.name) not in names)
        ]
        return cls((*localities(), *added), postcodes, postal_areas())

    def locate(self, text: str) -> Located | NotLocated:
        """Where ``text`` says: a postcode, a locality, ``lat,lon`` or SWEREF 99 TM ``n,e``."""
        return self.locate_all([text])[0]

    def locate_all(self, texts: Sequence[str]) -> list[Located | NotLocated]:
        """Where each of ``texts`` says; many are much quicker together than one by one."""
        once = dict.fromkeys(texts)
        answers = [self._without_municipality(text) for text in once]
        open_ones = [
            index
            for index, answer in enumerate(answers)
            if isinstance(answer, Located) and not answer.municipality
        ]
        points = sweref_array(
            [a.position for a in answers if isinstance(a, Located) and not a.municipality]
        )
        for index, name in zip(open_ones, municipality_of(points), strict=True):
            answers[index] = _in_municipality(answers[index], name)
        found = dict(zip(once, answers, strict=True))
        return [found[text] for text in texts]

    def _without_municipality(self, text: str) -> Located | NotLocated:
        """The place without municipality when only its position is known."""
        if not text.strip():
            return NotLocated("value_missing")
        postcode = postcode_in(text)
        if postcode is not None:
            return self._by_postcode(*postcode)
        match coordinates_in(text):
            case Degrees(latitude, longitude):
                point = sweref_from_wgs84(latitude, longitude)
                return Located(point, "", Precision.COORDINATES)
            case Metres(north, east):
                return Located(Sweref(north, east), "", Precision.COORDINATES)
            case NoCoordinates(code):
                return NotLocated(code)
            case _:
                return self._by_name(text)

    def _by_postcode(self, postcode: str, name: str) -> Located | NotLocated:
        position = self._postcodes.positions.get(postcode)
        if position is not None:
            return Located(position, "", Precision.POSTCODE)
        for place, precision in (
            (self._postcodes.names.get(postcode), Precision.POSTCODE),
            (name, Precision.LOCALITY),
            (self._areas.get(postcode[:3]), Precision.POSTAL_AREA),
        ):
            found = self._by_name(place) if place else None
            if isinstance(found, Located):
                return replace(found, precision=precision)
        return NotLocated("postcode_unknown", {"area": postcode[:3]})

    def _by_name(self, text: str) -> Located | NotLocated:
        name, _, municipality = (part.strip() for part in text.partition(","))
        found = self._exactly.get(_exact(name)) or self._loosely.get(folded(name)) or []
        if municipality:
            found = [place for place in found if folded(place.municipality) == folded(municipality)]
        if len(found) == 1:
            place = found[0]
            return Located(place.position, place.municipality, Precision.LOCALITY, place.name)
        if found:
            return NotLocated("locality_ambiguous", {"choices": _choices(found)})
        if _ADDRESS.search(name):
            return NotLocated("looks_like_address")
        if name in all_municipalities():
            return NotLocated("only_municipality")
        close = get_close_matches(folded(name), self._loosely, n=1, cutoff=0.75)
        if close:
            return NotLocated("locality_misspelt", {"suggestion": self._loosely[close[0]][0].name})
        return NotLocated("locality_unknown")


def _in_municipality(answer: Located | NotLocated, name: str | None) -> Located | NotLocated:
    if isinstance(answer, NotLocated):
        return answer
    if name is None:
        return NotLocated("outside_sweden")
    return replace(answer, municipality=name)


def _names_of(name: str) -> tuple[str, ...]:
    """``Änge (Offerdal)`` is also called ``Änge`` and ``Offerdal``."""
    outer, opening, inner = name.partition("(")
    return (name, outer.strip(), inner.strip(" )")) if opening else (name,)


def _exact(name: str) -> str:
    return " ".join(name.casefold().split())


def _choices(places: Sequence[Locality]) -> str:
    rows = sorted(f"{place.name}, {place.municipality}" for place in places)
    return "; ".join(rows[:_SHOWN_CHOICES])


def nearest_km(point: Sweref, positions: FloatArray) -> float:
    """Kilometres in a straight line to the nearest of ``positions[row, (north, east)]``.

    Infinite when there are none.
    """
    if len(positions) == 0:
        return float("inf")
    metres = np.hypot(positions[:, 0] - point.north, positions[:, 1] - point.east)
    return float(metres.min() / 1000)
