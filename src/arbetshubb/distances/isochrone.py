"""Who gets to a place in so many minutes: the area on the map, and the people who live in it.

Both are kept by everything they rest on, so they never grow old, only unused.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from arbetshubb.analysis.commuting import person_years
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT
from arbetshubb.analysis.disclosure.crowds import (
    Crowd,
    Group,
    counts_of,
    hidden_groups,
    hidden_parts,
    is_total_hidden,
)
from arbetshubb.analysis.places import CELL_METRES, BoolArray, Cell, Sweref, wgs84_from_sweref
from arbetshubb.analysis.travel import Quality, TravelMatrix
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.queries import counted_organisations, own_organisations
from arbetshubb.distances.rules.reach import Reached, colour_steps, reached
from arbetshubb.distances.rules.squares import Squares, squares_around, top_reach_km
from arbetshubb.distances.rules.ways import Way
from arbetshubb.distances.rules.zones import Homes, Zoned, zoned
from arbetshubb.distances.travel import corrected, roads_in_use, router, travel_of
from arbetshubb.foundation.keeping import kept
from arbetshubb.people.queries import workforce_for
from arbetshubb.places.models import Place
from arbetshubb.places.queries import sites, study_area
from arbetshubb.reference.constants import constants
from arbetshubb.reference.municipalities import municipality_of

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

NO_CELL: Final = Cell(-1, -1)
"""Stands for larger squares: no known distance starts in it."""

DRAWN: Final = 2
"""Raise it when the drawing changes, so that pictures kept from before are not used."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Where people are to get: a point, and the place that stands there when it is one of ours."""

    point: Sweref
    name: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Squares within ``upto`` minutes but not within the step before; GeoJSON in degrees."""

    after: int
    upto: int
    km2: int
    geometry: dict[str, Any] | None  # Any: GeoJSON


@dataclass(frozen=True, slots=True)
class Isochrone:
    """The area from which the goal is reached in ``minutes``, in steps from the nearest."""

    way: Way
    minutes: int
    steps: tuple[Step, ...]
    squares: int
    has_coarse: bool
    quality: Quality
    source: str

    @property
    def km2(self) -> int:
        """The whole area."""
        return sum(step.km2 for step in self.steps)


def isochrone(goal: Goal, *, way: Way, minutes: int) -> Isochrone:
    """The area from which ``goal`` is reached by ``way`` within ``minutes``.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    end = goal.place.site_id if goal.place else ""
    key = _key("area", DRAWN, goal.point, end, way, minutes, roads_in_use(way))
    return kept(key, lambda: _drawn(goal, way, minutes))


def people_reached(user: User, goal: Goal, *, way: Way, is_pooled: bool) -> Reached | None:
    """Who of the user's people live within which time; ``None`` when they are too few to show.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    known = sites()
    whose = counted_organisations(user, is_pooled=is_pooled)
    people = workforce_for(whose, sites=known, municipalities=study_area(known))
    own = {each.name for each in own_organisations(user)} if is_pooled else set()
    placed = _zoned(people, own)
    if placed is None:
        return None
    minutes = np.empty(0)
    if placed.zones:
        matrix = router(way).travel([zone.point for zone in placed.zones], [goal.point])
        if way is Way.CAR and goal.place is not None:
            matrix = corrected(matrix, _zone_cells(placed), [goal.place.site])
        minutes = matrix.minutes[:, 0]
    return reached(placed, minutes, employers=people.employers)


# -- The area


def _drawn(goal: Goal, way: Way, minutes: int) -> Isochrone:
    squares = squares_around(goal.point, reach_km=top_reach_km(minutes, way.value))
    matrix = router(way).travel(squares.points, [goal.point])
    if way is Way.CAR and goal.place is not None:
        matrix = corrected(matrix, _cells(squares), [goal.place.site])
    is_near = matrix.minutes[:, 0] <= minutes
    squares, near = squares.where(is_near), matrix.minutes[is_near, 0]
    in_sweden = _in_sweden(squares)
    squares, near = squares.where(in_sweden), near[in_sweden]
    return Isochrone(
        way=way,
        minutes=minutes,
        steps=_steps(squares, near, minutes),
        squares=len(near),
        has_coarse=bool((squares.size_km > 1).any()),
        quality=matrix.quality,
        source=matrix.source,
    )


def _cells(squares: Squares) -> list[Cell]:
    """A cell for each square of 1 km; larger ones get one that no home has."""
    return [
        Cell(int(north), int(east)) if size == 1 else NO_CELL
        for (north, east), size in zip(squares.corner, squares.size_km, strict=True)
    ]


def _in_sweden(squares: Squares) -> BoolArray:
    """``[square]`` whether a municipality holds it: nobody counted lives abroad or at sea."""
    found = municipality_of(squares.centres)
    return np.array([name is not None for name in found], dtype=np.bool_)


def _steps(squares: Squares, minutes: np.ndarray, longest: int) -> tuple[Step, ...]:
    steps, after = [], 0
    for upto in colour_steps(longest):
        chosen = squares.where((minutes <= upto) & ((minutes > after) | (after == 0)))
        area = int((chosen.size_km**2).sum())
        steps.append(Step(after, upto, area, _geometry(chosen) if area else None))
        after = upto
    return tuple(steps)


def _geometry(squares: Squares) -> dict[str, Any]:
    south, west, north, east = squares.rectangles().T * CELL_METRES
    merged = shapely.union_all(shapely.box(west, south, east, north))
    degrees = shapely.transform(merged, _to_degrees)
    return dict(shapely.geometry.mapping(degrees))


def _to_degrees(points: np.ndarray) -> np.ndarray:
    return wgs84_from_sweref([Sweref(float(north), float(east)) for east, north in points])


# -- The people


def _zoned(people: Workforce, own: set[str]) -> Zoned | None:
    if not len(people):
        return None
    is_own = np.isin(
        people.employer, [index for index, name in enumerate(people.employers) if name in own]
    )
    key = _key("zones", DRAWN, _digest(people, is_own), roads_in_use())
    return kept(key, lambda: _put_into_zones(people, is_own))


def _put_into_zones(people: Workforce, is_own: BoolArray) -> Zoned | None:
    travel: TravelMatrix = travel_of(people)
    years = person_years(people, travel, constants())
    figures = np.column_stack([years.km, years.hours, years.kronor, years.kg_co2e])
    crowd = Crowd(figures, is_own, DEFAULT_LIMIT)
    if is_total_hidden(crowd):
        return None
    municipalities = Group(people.municipalities, people.municipality)
    squares = Group(tuple(cell.id for cell in people.cells), people.home)
    hidden = hidden_groups(municipalities, crowd)
    hidden_squares = hidden_parts(
        squares, crowd, whole_of=people.cell_municipality, hidden_wholes=hidden
    )
    counts = np.array([counts_of(squares, who) for who in crowd.populations()])
    return zoned(Homes(people, counts, hidden_squares, hidden, crowd.limit))


def _zone_cells(people: Zoned) -> list[Cell]:
    """A cell for each zone of one square; larger ones get one that no home has."""
    return [Cell.containing(zone.point) if zone.size_km == 1 else NO_CELL for zone in people.zones]


def _digest(people: Workforce, is_own: BoolArray) -> str:
    found = hashlib.sha256(constants().version.encode())
    values = [getattr(people, field.name) for field in fields(people)]
    for value in [*values, is_own]:
        found.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return found.hexdigest()


def _key(*parts: object) -> str:
    """A name in the cache for what rests on all of ``parts``."""
    told = hashlib.sha256(repr(parts).encode()).hexdigest()
    return f"distances:{told[:32]}"
