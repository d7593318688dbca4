"""The surroundings of every hub and candidate place: population, travel and statistics together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from arbetshubb.analysis.places import BoolArray, Site, sweref_array
from arbetshubb.analysis.population import PopulationGrid
from arbetshubb.analysis.travel import Quality
from arbetshubb.distances.travel import roads_in_use, router
from arbetshubb.foundation.keeping import kept
from arbetshubb.places.queries import sites
from arbetshubb.statistics.models import Edition
from arbetshubb.statistics.queries import commuting_flows, current, migration, population_cells
from arbetshubb.statistics.rules.catchment import Beside, Catchment, catchments
from arbetshubb.statistics.rules.kinds import Kind

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

LIMIT_MINUTES: Final = 30.0
FARTHEST_METRES: Final = 60_000.0
"""Nobody drives farther than this, as the crow flies, in half an hour."""


class PlaceCatchment(NamedTuple):
    """A place and its surroundings."""

    site: Site
    catchment: Catchment


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Every place's catchment, and what the distances and figures rest on."""

    rows: tuple[PlaceCatchment, ...]
    quality: Quality
    roads: str
    editions: tuple[Edition, ...]
    commuting_year: str
    migration_year: str


def surroundings(user: AnyUser) -> Surroundings | None:
    """The catchments of all places that can be hubs; ``None`` without population squares.

    Reckoned once for each state of places, roads and statistics, and then kept.
    """
    grid = population_cells(user)
    if grid is None:
        return None
    places = tuple(site for site in sites() if site.is_hub_choice)
    used = [current(kind, user) for kind in (Kind.POPULATION_CELLS, Kind.COMMUTING, Kind.MIGRATION)]
    editions = tuple(each for each in used if each is not None)
    key = _key(places, editions)
    return kept(key, lambda: _reckoned(grid, places, editions, user))


def _reckoned(
    grid: PopulationGrid, places: tuple[Site, ...], editions: tuple[Edition, ...], user: AnyUser
) -> Surroundings:
    near = grid.where(_near(grid, places))
    travel = router().travel(near.centres, [site.position for site in places])
    minutes = np.full((len(grid), len(places)), np.nan)
    minutes[_near(grid, places)] = travel.minutes
    flows, moved = commuting_flows(user=user), migration(user)
    year = moved.periods[-1] if moved and moved.periods else ""
    moved_in = None
    if moved is not None:
        found = {code: moved.at(code, "in", year) for code in moved.area_names}
        moved_in = {code: point.value if point else None for code, point in found.items()}
    rows = catchments(
        grid,
        minutes,
        [site.site_id for site in places],
        limit_minutes=LIMIT_MINUTES,
        beside=Beside(flows, moved_in),
    )
    return Surroundings(
        rows=tuple(PlaceCatchment(*pair) for pair in zip(places, rows, strict=True)),
        quality=travel.quality,
        roads=travel.source,
        editions=editions,
        commuting_year=flows.period if flows else "",
        migration_year=year,
    )


def _near(grid: PopulationGrid, places: tuple[Site, ...]) -> BoolArray:
    """``[cell]`` whether any place is near enough to be worth measuring the way to."""
    centres = grid.centre_array
    found = np.zeros(len(grid), dtype=np.bool_)
    for point in sweref_array([site.position for site in places]):
        found |= np.hypot(*(centres - point).T) <= FARTHEST_METRES
    return found


def _key(places: tuple[Site, ...], editions: tuple[Edition, ...]) -> str:
    parts = [
        roads_in_use(),
        *(f"{site.site_id} {site.position} {site.name}" for site in places),
        *(f"{each.pk} {each.fingerprint} {each.applied}" for each in editions),
    ]
    return "statistics:catchments:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
