"""Localities of the county, road distances from its centre, and hubs that are publicly known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from arbetshubb.analysis.places import Sweref, sweref_from_wgs84
from arbetshubb.reference.shipped import shipped_rows


@dataclass(frozen=True, slots=True)
class Locality:
    """A named place; ``population`` is ``None`` when no source gives it."""

    name: str
    municipality: str
    position: Sweref
    population: int | None = None
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class KnownDistance:
    """Kilometres from Östersund to a locality: straight line, and by road to about ±7 %."""

    place: str
    municipality: str
    crow_km: float
    road_km: float
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class KnownHub:
    """A hub or co-working place that public sources name. Prices and sizes are not known."""

    name: str
    municipality: str
    place: str
    kind: str
    operator: str
    status: str
    source: str
    confidence: str


@cache
def localities() -> tuple[Locality, ...]:
    """The county's localities; some positions are approximate, see ``confidence``."""
    return tuple(
        Locality(
            name=row["name"],
            municipality=row["municipality"],
            position=sweref_from_wgs84(float(row["lat"]), float(row["lon"])),
            population=int(row["population"]) if row["population"] else None,
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in shipped_rows("localities.csv")
    )


@cache
def known_distances() -> tuple[KnownDistance, ...]:
    """Distances from Östersund; the road ones are general knowledge, to compare with."""
    return tuple(
        KnownDistance(
            place=row["place"],
            municipality=row["municipality"],
            crow_km=float(row["crow_km_from_ostersund"]),
            road_km=float(row["road_km_from_ostersund"]),
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in shipped_rows("distances.csv")
    )


@cache
def known_hubs() -> tuple[KnownHub, ...]:
    """Hubs in the county that public sources name."""
    return tuple(
        KnownHub(
            name=row["name"],
            municipality=row["municipality"],
            place=row["place"],
            kind=row["kind"],
            operator=row["operator_or_partner"],
            status=row["status_as_known"],
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in shipped_rows("known_hubs.csv")
    )


def nearest_locality(position: Sweref, *, within_km: float = 5.0) -> str:
    """The name of the locality nearest to a point; empty when none is within ``within_km``."""
    nearest = min(localities(), key=lambda each: _km(each.position, position), default=None)
    if nearest is None or _km(nearest.position, position) > within_km:
        return ""
    return nearest.name


def _km(one: Sweref, other: Sweref) -> float:
    return math.hypot(one.north - other.north, one.east - other.east) / 1000.0
