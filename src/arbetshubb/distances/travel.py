"""How far it is from homes to places, for every room that asks.

Settings name what measures: ``ARBETSHUBB_ROUTER`` is the dotted name of a callable that gives a
``Router`` for a way of travelling (``"car"`` when it is called without), and ``ARBETSHUBB_WAYS``
one that gives the ways it can measure. Without a router everything is estimated. Known distances
(``models.KnownDistance``) stand in for what is measured, pair by pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string

from arbetshubb.analysis.places import Cell, Site, Sweref
from arbetshubb.analysis.travel import (
    DETOUR_FACTOR,
    Calibration,
    EstimateRouter,
    KnownWay,
    NoWay,
    Quality,
    Router,
    TravelMatrix,
    with_known,
)
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.models import KnownDistance
from arbetshubb.distances.queries import ActiveWay, active_ways, known_version
from arbetshubb.distances.rules.shown import Correction, Shown
from arbetshubb.distances.rules.squares import straight_km_between
from arbetshubb.distances.rules.ways import Way
from arbetshubb.foundation.jobs import JobFailed
from arbetshubb.places.models import Place
from arbetshubb.reference.constants import constants

__all__ = [
    "Way",
    "distance_between",
    "estimate",
    "roads_in_use",
    "router",
    "travel_of",
    "ways_in_use",
]

ESTIMATED_WAYS: Final = (Way.CAR, Way.BICYCLE, Way.FOOT)
ROW_MISSING: Final = "matrix_ids_missing"
"""What a router over a table of distances fails with when it is asked for others."""

_SPEEDS: Final = {Way.BICYCLE: "bicycle_speed", Way.FOOT: "walk_speed"}


def travel_of(workforce: Workforce) -> TravelMatrix:
    """By car from every home cell to every site of the workforce, ``[cell, site]``.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    homes = [cell.centre for cell in workforce.cells]
    matrix = router().travel(homes, [site.position for site in workforce.sites])
    return corrected(matrix, workforce.cells, workforce.sites)


def router(way: Way = Way.CAR) -> Router:
    """What measures travel by ``way``: the operator's network when there is one, else an estimate.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    name: str = settings.ARBETSHUBB_ROUTER
    if not name:
        return estimate(way)
    make: Callable[..., Router] = import_string(name)
    return make() if way is Way.CAR else make(way.value)


def ways_in_use() -> tuple[Way, ...]:
    """The ways of travelling that can be asked for in this installation; the car is the first."""
    name: str = getattr(settings, "ARBETSHUBB_WAYS", "")
    if name:
        found: Iterable[str] = import_string(name)()
        return tuple(Way(text) for text in found)
    return (Way.CAR,) if settings.ARBETSHUBB_ROUTER else ESTIMATED_WAYS


def roads_in_use(way: Way = Way.CAR) -> str:
    """What distances rest on, as a text that changes with it and with every correction.

    The router says itself what it measures with: a network that is built anew in the same folder
    counts from when it is read.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    return f"{settings.ARBETSHUBB_ROUTER} {router(way).travel([], []).source} {known_version()}"


def corrected(matrix: TravelMatrix, cells: Sequence[Cell], sites: Sequence[Site]) -> TravelMatrix:
    """A matrix by car with the known distances in the place of what was measured."""
    rows = {cell.id: index for index, cell in enumerate(cells)}
    columns = {site.site_id: index for index, site in enumerate(sites)}
    known: dict[tuple[int, int], KnownWay] = {}
    for way in active_ways():
        row, column = rows.get(way.origin_cell), columns.get(way.site_id)
        if row is None or column is None or not _counts(way, matrix, sites[column].position):
            continue
        known[row, column] = KnownWay(way.km, way.minutes, way.source)
    return with_known(matrix, known)


def distance_between(origin: Cell, place: Place, *, way: Way = Way.CAR) -> Shown:
    """The way from the middle of a square to a place, with all that it rests on.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    measures = router(way)
    there = place.site.position
    matrix = _measured(measures, origin.centre, there)
    known = _known_between(origin, place, matrix) if way is Way.CAR else None
    final = matrix if known is None else with_known(matrix, {(0, 0): _known_way(known)})
    is_way = final.no_way[0, 0] == NoWay.NONE
    return Shown(
        way=way,
        km=float(final.km[0, 0]) if is_way else None,
        minutes=float(final.minutes[0, 0]) if is_way else None,
        no_way=NoWay(int(final.no_way[0, 0])),
        quality=matrix.quality,
        source=matrix.source,
        straight_km=straight_km_between(origin.centre, there),
        line=_line(measures, origin.centre, there),
        correction=None if known is None else _correction(known),
        measured_km=_number(matrix, known),
    )


def _counts(way: ActiveWay, matrix: TravelMatrix, position: Sweref) -> bool:
    """Whether it corrects this matrix: the place is where it was, and it is no worse."""
    return way.leads_to(position) and not (way.is_approximate and matrix.quality is Quality.NETWORK)


def estimate(way: Way) -> Router:
    """The stated estimate; a bicycle and a walker go the same roads at one speed."""
    if way is Way.CAR:
        return EstimateRouter()
    if way not in _SPEEDS:
        message = f"no estimate is made of travel by {way.value}"
        raise ValueError(message)
    speed = constants()[_SPEEDS[way]].value
    return EstimateRouter(
        Calibration(
            DETOUR_FACTOR, start_minutes=0.0, top_speed=speed, speed_lost_near=0.0,
            speed_reach_km=1.0,
        )
    )  # fmt: skip


def _known_between(origin: Cell, place: Place, matrix: TravelMatrix) -> KnownDistance | None:
    found = KnownDistance.objects.active().between(origin, place).first()
    if found is None or not found.counts:
        return None
    is_worse = found.is_approximate and matrix.quality is Quality.NETWORK
    return None if is_worse else found


def _known_way(known: KnownDistance) -> KnownWay:
    row = known.row
    return KnownWay(row.km, row.minutes, row.source)


def _correction(known: KnownDistance) -> Correction:
    row = known.row
    return Correction(
        pk=known.pk,
        km=row.km,
        minutes=row.minutes,
        source=row.source,
        reason=known.reason,
        valid_from=row.valid_from,
        is_approximate=row.is_approximate,
    )


def _number(matrix: TravelMatrix, known: KnownDistance | None) -> float | None:
    is_way = matrix.no_way[0, 0] == NoWay.NONE
    return float(matrix.km[0, 0]) if known is not None and is_way else None


def _measured(measures: Router, start: Sweref, end: Sweref) -> TravelMatrix:
    """One pair; a table of distances that lacks it does not know, which is no fault of its own.

    Raises:
        JobFailed: the operator's roads are broken; its sentence says what to do.
    """
    try:
        return measures.travel([start], [end])
    except JobFailed as error:
        if error.code != ROW_MISSING:
            raise
        nothing = np.full((1, 1), np.nan)
        return TravelMatrix.of_minutes(nothing, nothing, Quality.NETWORK, str(error.sentence))


def _line(measures: Router, start: Sweref, end: Sweref) -> tuple[Sweref, ...]:
    """The way on the map, when the engine draws it."""
    draws = getattr(measures, "route", None)
    route = draws(start, end) if draws is not None else None
    return () if route is None else route.line
