"""How many people live within reach of places: statistics by square, or a stated stand-in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from django.utils import timezone

from arbetshubb.analysis.places import BoolArray, Cell, FloatArray, Site, sweref_array
from arbetshubb.analysis.population import PopulationGrid
from arbetshubb.analysis.reach import PostRules, Reach, reach
from arbetshubb.analysis.travel import Quality
from arbetshubb.distances.travel import corrected, roads_in_use, router
from arbetshubb.foundation.keeping import kept
from arbetshubb.location.queries.units import assumptions
from arbetshubb.places.models import Place
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.statistics.queries import population_cells

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

KM_A_MINUTE: Final = 2.0
"""Nobody drives 120 km/h in a straight line: homes farther than this are not asked about."""
STAND_IN: Final = "localities"


@dataclass(frozen=True, eq=False)
class Inhabitants:
    """The population in use; ``is_stand_in`` when only localities are known, not squares."""

    grid: PopulationGrid
    is_stand_in: bool

    @property
    def key(self) -> str:
        """Changes with any cell."""
        found = hashlib.sha256(self.grid.source.encode())
        for name in ("north_km", "east_km", "people", "working_age", "municipality", "is_hidden"):
            found.update(getattr(self.grid, name).tobytes())
        return found.hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Minutes:
    """One-way minutes ``[cell, place]``, ``nan`` for no way or too far to be asked about."""

    values: FloatArray
    quality: str
    source: str


@dataclass(frozen=True, eq=False)
class Answer:
    """Where the holder of a post can live."""

    reach: Reach
    inhabitants: Inhabitants
    quality: str
    source: str


def inhabitants(user: User | None = None) -> Inhabitants:
    """The imported population, or the localities' known ones when nothing is imported."""
    grid = population_cells(user)
    if grid is None:
        return Inhabitants(_localities(), is_stand_in=True)
    return Inhabitants(grid, is_stand_in=False)


def answer_for(
    people: Inhabitants, rules: PostRules, *, workplace: Place, hubs: Sequence[Place]
) -> Answer:
    """Where the holder can live; reckoned now or kept from before.

    Raises:
        JobFailed: the operator's roads are broken.
    """
    places = [workplace, *hubs]
    spots = [(each.site_id, each.north, each.east) for each in places]
    key = hashlib.sha256(
        f"{people.key} {rules} {spots} {roads_in_use()} {daily_minutes()}".encode()
    ).hexdigest()
    found, quality, source = kept(
        f"location:reach:{key}", lambda: _reached(people, rules, workplace, hubs)
    )
    return Answer(found, people, quality, source)


def _reached(
    people: Inhabitants, rules: PostRules, workplace: Place, hubs: Sequence[Place]
) -> tuple[Reach, str, str]:
    limits = [rules.office_minutes, rules.hub_minutes if hubs else 0.0]
    far = None if None in limits else max(limit or 0.0 for limit in limits)
    ways = minutes_to(people.grid, [each.site for each in (workplace, *hubs)], within=far)
    answer = reach(
        people.grid, rules, office=ways.values[:, 0], hubs=ways.values[:, 1:],
        daily_minutes=daily_minutes(),
    )  # fmt: skip
    return answer, ways.quality, ways.source


def daily_minutes() -> float:
    """The longest way that one is taken to go every day."""
    return assumptions().value("hub_max_minutes")


def minutes_to(grid: PopulationGrid, sites: Sequence[Site], *, within: float | None) -> Minutes:
    """By car from every cell to every site; cells that cannot be ``within`` minutes are ``nan``.

    Raises:
        JobFailed: the operator's roads are broken.
    """
    asked = _near_any(grid, sites, within)
    cells = [Cell(*pair) for pair in zip(
        grid.north_km[asked].tolist(), grid.east_km[asked].tolist(), strict=True
    )]  # fmt: skip
    matrix = router().travel([cell.centre for cell in cells], [each.position for each in sites])
    matrix = corrected(matrix, cells, sites)
    values = np.full((len(grid), len(sites)), np.nan)
    values[asked] = matrix.minutes
    return Minutes(values, matrix.quality.value, matrix.source)


def is_estimate(quality: str) -> bool:
    """Whether distances were guessed from straight lines."""
    return quality == Quality.ESTIMATE.value


def _near_any(grid: PopulationGrid, sites: Sequence[Site], within: float | None) -> BoolArray:
    if within is None or not len(grid):
        return np.ones(len(grid), dtype=np.bool_)
    ends = sweref_array([site.position for site in sites])
    near = np.zeros(len(grid), dtype=np.bool_)
    for end in ends:
        near |= np.hypot(*(grid.centre_array - end).T) <= 1000.0 * KM_A_MINUTE * within
    return near


@cache
def _localities() -> PopulationGrid:
    """The localities whose population a source gives, each in the square of its middle."""
    county = municipalities()
    names = tuple(row.name for row in county)
    known = [each for each in localities() if each.population and each.municipality in names]
    people: dict[Cell, int] = {}
    lies_in: dict[Cell, int] = {}
    for each in known:
        cell = Cell.containing(each.position)
        people[cell] = people.get(cell, 0) + (each.population or 0)
        lies_in[cell] = names.index(each.municipality)
    cells = sorted(people)
    return PopulationGrid(
        north_km=np.array([cell.north_km for cell in cells], dtype=np.int64),
        east_km=np.array([cell.east_km for cell in cells], dtype=np.int64),
        people=np.array([people[cell] for cell in cells], dtype=np.int64),
        working_age=np.zeros(len(cells), dtype=np.int64),
        municipality=np.array([lies_in[cell] for cell in cells], dtype=np.int64),
        municipalities=names,
        municipality_codes=tuple(row.code for row in county),
        is_hidden=np.zeros(len(cells), dtype=np.bool_),
        is_working_age_hidden=np.ones(len(cells), dtype=np.bool_),
        as_of=date(2024, 12, 31),
        source=STAND_IN,
        licence="",
    )


def county_names() -> tuple[str, ...]:
    """The county's municipalities, in the order of every table."""
    return tuple(row.name for row in municipalities())


def centre() -> str:
    """The county's largest municipality, where most activities are today."""
    return max(municipalities(), key=lambda row: row.population or 0).name


def today() -> date:
    """The day as the user's clock has it."""
    return timezone.localdate()
