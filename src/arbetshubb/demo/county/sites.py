"""Where the demo county's people can work: offices, health centres, hubs and candidates.

Localities are real; every name, size and price is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from arbetshubb.analysis.places import SiteKind, SiteStatus, Sweref
from arbetshubb.demo.county.employers import (
    CENTRE,
    REGION,
    DemoEmployer,
    EmployerKind,
)
from arbetshubb.reference.localities import Locality, localities

SITE_HEADER: Final = (
    "site_id", "name", "municipality", "kind", "position", "seats_min", "seats_max",
    "fixed_cost", "cost_per_seat", "cost_per_day", "status", "provider",
)  # fmt: skip

HEAD_OFFICE: Final = "kontor-ostersund"
CLINIC: Final = "kontor-ostersund-2"

# The region's own offices outside the centre: one in each of the other seven municipalities.
_OFFICES: Final = ("Krokom", "Järpen", "Sveg", "Strömsund", "Svenstavik", "Bräcke", "Hammarstrand")
_HEALTH_CENTRES: Final = (
    "Brunflo", "Frösön", "Lit", "Krokom", "Föllinge", "Änge (Offerdal)", "Åre", "Järpen", "Hallen",
    "Sveg", "Funäsdalen", "Hede", "Ytterhogdal", "Strömsund", "Hammerdal", "Backe", "Gäddede",
    "Svenstavik", "Bräcke", "Hammarstrand", "Stugun",
)  # fmt: skip
_HUBS: Final = ("Svenstavik", "Åre")
_LIBRARIES: Final = (
    "Krokom", "Järpen", "Sveg", "Strömsund", "Bräcke", "Hammarstrand", "Funäsdalen", "Hoting",
    "Hackås", "Gällö", "Mörsil", "Brunflo",
)  # fmt: skip
_BUSINESS_OFFICES: Final = (
    "Krokom", "Åre", "Sveg", "Strömsund", "Hoverberg", "Bräcke", "Hammarstrand",
)  # fmt: skip
_SCHOOLS: Final = ("Klövsjö", "Kälarne", "Rossön", "Lillhärdal", "Bispgården")
_PREMISES: Final = ("Östersund", "Nälden", "Vemdalen", "Duved")


@dataclass(frozen=True, slots=True)
class _Terms:
    """Invented ranges, low and high: seats at most, kronor a year and kronor a seat-day."""

    seats: tuple[int, int]
    fixed: tuple[int, int]
    seat: tuple[int, int]
    day: tuple[int, int]


_TERMS: Final = {
    SiteKind.HUB: _Terms((24, 48), (30_000, 60_000), (8_000, 14_000), (0, 0)),
    SiteKind.HEALTH_CENTRE: _Terms((8, 24), (15_000, 40_000), (6_000, 9_000), (0, 0)),
    SiteKind.LIBRARY: _Terms((8, 30), (15_000, 35_000), (5_000, 8_000), (0, 0)),
    SiteKind.BUSINESS_OFFICE: _Terms((16, 60), (30_000, 70_000), (7_000, 12_000), (0, 60)),
    SiteKind.OTHER: _Terms((10, 40), (20_000, 50_000), (4_000, 8_000), (0, 0)),
    SiteKind.CANDIDATE: _Terms((40, 120), (60_000, 140_000), (7_000, 12_000), (0, 80)),
}


@dataclass(frozen=True, slots=True)
class DemoSite:
    """A site: its row, and what the telling of people needs to know about it."""

    site_id: str
    municipality: str
    position: Sweref
    kind: SiteKind
    row: tuple[str, ...]


def demo_sites(
    employers: Sequence[DemoEmployer], random: np.random.Generator
) -> tuple[DemoSite, ...]:
    """Sixty sites for the region, and an own office for each further employer."""
    own = (
        (CENTRE, HEAD_OFFICE, "Demokontor Östersund", 400),
        (CENTRE, CLINIC, "Demokliniken Östersund", 250),
        *((place, f"kontor-{_slug(place)}", f"Demokontor {place}", 24) for place in _OFFICES),
    )
    sites = [_office(*office, provider=REGION, random=random) for office in own]
    sites += [_hub_choice(place, SiteKind.HUB, "Demohubb", random) for place in _HUBS]
    for kind, word, places in (
        (SiteKind.HEALTH_CENTRE, "Demohälsocentral", _HEALTH_CENTRES),
        (SiteKind.LIBRARY, "Demobibliotek", _LIBRARIES),
        (SiteKind.BUSINESS_OFFICE, "Demonäringskontor", _BUSINESS_OFFICES),
        (SiteKind.OTHER, "Demoskola", _SCHOOLS),
        (SiteKind.CANDIDATE, "Demolokal", _PREMISES),
    ):
        sites += [_hub_choice(place, kind, word, random) for place in places]
    for employer in employers:
        if employer.kind is not EmployerKind.REGION:
            place = _seat(employer.municipality)
            name = f"{employer.name}, kontor"
            office = (place, office_of(employer), name, employer.people)
            sites.append(_office(*office, provider=employer.name, random=random))
    return tuple(sites)


def office_of(employer: DemoEmployer) -> str:
    """The id of the own office of an employer other than the region."""
    return f"kontor-{employer.code.lower()}"


def _office(  # noqa: PLR0913 - one row of a file
    place: str, site_id: str, name: str, seats: int, *, provider: str, random: np.random.Generator
) -> DemoSite:
    return _site(
        site_id, name, _locality(place), SiteKind.OWN_OFFICE, SiteStatus.EXISTING,
        costs=("1", str(max(seats, 1)), "", "", ""), provider=provider, random=random,
    )  # fmt: skip


def _hub_choice(place: str, kind: SiteKind, word: str, random: np.random.Generator) -> DemoSite:
    terms = _TERMS[kind]
    name = place.partition(" (")[0]
    costs = (
        str(min(4, terms.seats[0])),
        str(random.integers(*terms.seats, endpoint=True)),
        _rounded(random, terms.fixed, 5000),
        _rounded(random, terms.seat, 500),
        _rounded(random, terms.day, 10),
    )
    provider = REGION if kind is SiteKind.HEALTH_CENTRE else "Demovärden"
    status = SiteStatus.EXISTING if kind is SiteKind.HUB else SiteStatus.CANDIDATE
    return _site(
        f"{_slug(word.removeprefix('Demo'))}-{_slug(name)}", f"{word} {name}", _locality(place),
        kind, status, costs=costs, provider=provider, random=random,
    )  # fmt: skip


def _site(  # noqa: PLR0913 - one row of a file
    site_id: str,
    name: str,
    place: Locality,
    kind: SiteKind,
    status: SiteStatus,
    *,
    costs: tuple[str, str, str, str, str],
    provider: str,
    random: np.random.Generator,
) -> DemoSite:
    north, east = random.integers(-2, 3, 2) * 100
    position = Sweref(
        round(place.position.north, -2) + float(north), round(place.position.east, -2) + float(east)
    )
    where = f"{position.north:.0f},{position.east:.0f}"
    row = (site_id, name, place.municipality, str(kind), where, *costs, str(status), provider)
    return DemoSite(site_id, place.municipality, position, kind, row)


def _rounded(random: np.random.Generator, limits: tuple[int, int], step: int) -> str:
    return str(int(random.integers(limits[0] // step, limits[1] // step, endpoint=True)) * step)


def _slug(text: str) -> str:
    plain = text.casefold().translate(str.maketrans("åäö", "aao"))
    return "-".join(plain.partition(" (")[0].split())


def _seat(municipality: str) -> str:
    return {"Åre": "Järpen", "Berg": "Svenstavik", "Härjedalen": "Sveg",
            "Ragunda": "Hammarstrand"}.get(municipality, municipality)  # fmt: skip


def _locality(name: str) -> Locality:
    return _localities()[name]


@cache
def _localities() -> dict[str, Locality]:
    return {place.name: place for place in localities()}
