"""What the operator gives to measure travel with: roads, a timetable, a fitted estimate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import EstimateRouter, Route, Router, TravelMatrix
from arbetshubb.distances.rules.ways import Way
from arbetshubb.distances.travel import ESTIMATED_WAYS, estimate
from arbetshubb.foundation.jobs import JobFailed
from arbetshubb.integrations.gtfs import TimetableError, TransitRouter
from arbetshubb.integrations.gtfs.texts import sentence as timetable_sentence
from arbetshubb.integrations.roads import (
    CachedRouter,
    RoadError,
    is_network,
    read_calibration,
    router_from,
)
from arbetshubb.integrations.roads.folder import read_network
from arbetshubb.integrations.roads.texts import sentence
from arbetshubb.places.queries import sites


def router(way: str = "car") -> Router:
    """What measures travel by ``way``; a network is built once and kept beside the database.

    Raises:
        JobFailed: the file is of an unknown kind or broken; its sentence says what to do.
    """
    with _told():
        return _Told(_router(way))


def ways() -> tuple[str, ...]:
    """The ways of travelling that can be measured, the car first."""
    found = tuple(way.value for way in ESTIMATED_WAYS)
    if settings.ARBETSHUBB_ROADS:
        found = _network_ways(Path(settings.ARBETSHUBB_ROADS))
    return (*found, Way.TRANSIT.value) if settings.ARBETSHUBB_TRANSIT else found


@dataclass(frozen=True, slots=True)
class _Told:
    """A router that says what goes wrong while it measures as well as when it is made."""

    router: Router

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel from every origin to every destination.

        Raises:
            JobFailed: the roads are broken or lack a row; its sentence says what to do.
        """
        with _told():
            return self.router.travel(origins, destinations)

    def route(self, origin: Sweref, destination: Sweref) -> Route | None:
        """The quickest way, when the engine draws it.

        Raises:
            JobFailed: the roads are broken; its sentence says what to do.
        """
        draws = getattr(self.router, "route", None)
        if draws is None:
            return None
        with _told():
            found: Route | None = draws(origin, destination)
            return found


@contextmanager
def _told() -> Iterator[None]:
    """Whatever is wrong with roads or timetable, in words that a job or a page can show."""
    try:
        yield
    except RoadError as error:
        raise JobFailed(error.code, sentence(error)) from error
    except TimetableError as error:
        raise JobFailed(error.code, timetable_sentence(error)) from error


def _router(way: str) -> Router:
    if way == Way.TRANSIT:
        return _transit(Path(settings.ARBETSHUBB_TRANSIT), settings.ARBETSHUBB_TRANSIT_DATE)
    if not settings.ARBETSHUBB_ROADS:
        return _estimate(Way(way))
    path = Path(settings.ARBETSHUBB_ROADS)
    if not is_network(path):
        return router_from(path, cache=_cache(), sites=sites())
    return _network(path, way)


def _network_ways(path: Path) -> tuple[str, ...]:
    if not path.is_dir():
        return (Way.CAR.value,)
    try:
        return tuple(read_network(path).modes)
    except RoadError:
        # Whoever asks for the car is told what is wrong.
        return (Way.CAR.value,)


@cache
def _network(path: Path, way: str) -> Router:
    return router_from(path, cache=_cache(), mode=way)


@cache
def _transit(path: Path, day: str) -> Router:
    return CachedRouter(TransitRouter(path, dt.date.fromisoformat(day)), _cache() / "travel")


def _estimate(way: Way) -> Router:
    if way is Way.CAR and settings.ARBETSHUBB_CALIBRATION:
        return EstimateRouter(read_calibration(Path(settings.ARBETSHUBB_CALIBRATION)))
    return estimate(way)


def _cache() -> Path:
    folder: Path = settings.VAR / "roads"
    return folder
