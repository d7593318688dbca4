"""One pass over the people: a week's travel summed by group and mixture.

Everything that follows (figures, ranges, intervals, tables) is arithmetic on these small sums,
which is why a country takes seconds. O(people) a breakdown, a block of people at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import IS_CAR, KINDS, SEASONS
from arbetshubb.analysis.commuting.mixtures import Mixtures
from arbetshubb.analysis.commuting.rates import COLUMNS
from arbetshubb.analysis.commuting.register import both_ways
from arbetshubb.analysis.commuting.travellers import Travellers, Way
from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.workforce import Mode

_BLOCK: Final = 500_000
_ROAD: Final = 2
"""Quantities 0 and 1 are people and days; then km and minutes by road, then four for each way."""
_OWN: Final = 4


@dataclass(frozen=True, eq=False)
class WeekSums:
    """A week's travel: ``values[season, quantity, group, mixture]``.

    The quantities are people, days, km and minutes by road, and for each of ``own`` modes km,
    measured minutes, road minutes where none were measured, and the km of those.
    """

    values: FloatArray
    own: tuple[Mode, ...]


def week_sums(
    travellers: Travellers, mixture: IntArray, mixtures: int, group: IntArray, groups: int
) -> WeekSums:
    """The sums by ``group[person]`` and ``mixture[person]``."""
    own = tuple(travellers.own)
    shape = (len(SEASONS), _ROAD + 2 + _OWN * len(own), groups * mixtures)
    values = np.zeros(shape)
    for part in blocks(len(travellers)):
        key = group[part] * mixtures + mixture[part]
        for season in range(len(SEASONS) if travellers.has_seasons else 1):
            for quantity, each in enumerate(week_quantities(travellers, season, part)):
                weight = np.ones(len(key)) if each is None else each
                values[season, quantity] += np.bincount(key, weight, minlength=shape[2])
    if not travellers.has_seasons:
        values[1] = values[0]
    return WeekSums(values.reshape(*shape[:2], groups, mixtures), own)


def blocks(people: int) -> Iterator[slice]:
    """Slices that together are everybody; one, empty, for nobody."""
    for start in range(0, max(1, people), _BLOCK):
        yield slice(start, min(start + _BLOCK, people))


def week_quantities(
    travellers: Travellers, season: int, part: slice
) -> Iterator[FloatArray | None]:
    """Each quantity of the people in ``part``, times their weight; ``None`` stands for ones."""
    weight = None if travellers.weight is None else travellers.weight[part]
    office = travellers.office_days[season][part]
    hub = None if travellers.hub_days is None else travellers.hub_days[part]
    road_km, road_minutes = _both(travellers.road, office, hub, part)
    yield weight
    yield _times(office if hub is None else office + hub, weight)
    yield _times(road_km, weight)
    yield _times(road_minutes, weight)
    for way in travellers.own.values():
        for each in _own_quantities(travellers, way, office, hub, part):
            yield _times(each, weight)


def _times(values: FloatArray, weight: FloatArray | None) -> FloatArray:
    return values if weight is None else values * weight


def _both(
    way: Way, office: FloatArray, hub: FloatArray | None, part: slice
) -> tuple[FloatArray, FloatArray]:
    km, minutes = both_ways(office, way.km[part]), both_ways(office, way.minutes[part])
    if hub is not None and way.hub_km is not None and way.hub_minutes is not None:
        km += both_ways(hub, way.hub_km[part])
        minutes += both_ways(hub, way.hub_minutes[part])
    return km, minutes


def _own_quantities(
    travellers: Travellers, way: Way, office: FloatArray, hub: FloatArray | None, part: slice
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Measured where there is a way; by road where there is none, since the person does travel."""
    road = travellers.road
    km, minutes = np.zeros(len(office)), np.zeros(len(office))
    road_minutes, road_km = np.zeros(len(office)), np.zeros(len(office))
    trips = [(office, way.km, way.minutes, road.km, road.minutes)]
    if hub is not None and way.hub_km is not None and way.hub_minutes is not None:
        assert road.hub_km is not None
        assert road.hub_minutes is not None
        trips.append((hub, way.hub_km, way.hub_minutes, road.hub_km, road.hub_minutes))
    for days, own_km, own_minutes, by_road, road_time in trips:
        has = ~np.isnan(own_km[part])
        rest = both_ways(np.where(has, 0.0, days), by_road[part])
        km += both_ways(days, own_km[part]) + rest
        minutes += both_ways(days, own_minutes[part])
        road_minutes += both_ways(np.where(has, 0.0, days), road_time[part])
        road_km += rest
    return km, minutes, road_minutes, road_km


def quantity_maps(own: tuple[Mode, ...]) -> tuple[FloatArray, FloatArray]:
    """``[kind, column, quantity]`` 0 or 1: which quantity is a kind's column.

    The first is multiplied by shares of people, the second by cars for each person.
    """
    quantities = _ROAD + 2 + _OWN * len(own)
    by_people = np.zeros((len(KINDS), len(COLUMNS), quantities))
    by_vehicle = np.zeros_like(by_people)
    at = {name: index for index, name in enumerate(COLUMNS)}
    for index, kind in enumerate(KINDS):
        by_people[index, at["people"], 0] = by_people[index, at["days"], 1] = 1.0
        km = _ROAD
        if kind.mode in own:
            km = _ROAD + 2 + _OWN * own.index(kind.mode)
            by_people[index, at["minutes"], km + 1] = 1.0
            by_people[index, at["road_minutes"], km + 2] = 1.0
            by_people[index, at["road_km"], km + 3] = 1.0
        else:
            by_people[index, at["road_minutes"], km + 1] = by_people[index, at["road_km"], km] = 1.0
        by_people[index, at["km"], km] = 1.0
        of_vehicle = by_vehicle if IS_CAR[index] else by_people
        of_vehicle[index, at["vehicle_km"], km] = 1.0
    return by_people, by_vehicle


def activity_of(sums: WeekSums, mixtures: Mixtures) -> FloatArray:
    """``[group, season, kind, column]`` a week's travel when mixtures are spread over kinds."""
    by_people, by_vehicle = quantity_maps(sums.own)
    found = np.zeros((sums.values.shape[2], len(SEASONS), len(KINDS), len(COLUMNS)))
    for shares, maps in ((mixtures.shares, by_people), (mixtures.vehicle_shares, by_vehicle)):
        for season in range(len(SEASONS)):
            spread = sums.values[season] @ shares[:, season]
            found[:, season] += np.einsum("qgc,cxq->gcx", spread, maps)
    return found


def rates_by_quantity(rates: FloatArray, own: tuple[Mode, ...]) -> tuple[FloatArray, FloatArray]:
    """``[season, quantity, figure, kind]`` what a quantity gives: by people, and by vehicle."""
    by_people, by_vehicle = quantity_maps(own)
    first, second = (np.einsum("scxf,cxq->sqfc", rates, maps) for maps in (by_people, by_vehicle))
    return first, second
