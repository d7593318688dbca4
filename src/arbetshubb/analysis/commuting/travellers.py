"""The people whose travel is counted, as columns: their ways, days and groups.

They come from the register or are the respondents of a survey; what follows is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.register import (
    DISTANCE_CLASSES,
    Breakdown,
    distance_class,
    existing_hubs,
    unit_groups,
)
from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.travel import TravelMatrix, minutes_by_road, nearest_of, way_to
from arbetshubb.analysis.workforce import MODES, Mode, Workforce

type Groups = tuple[tuple[str, ...], IntArray]
"""The keys of a breakdown's rows and ``[person]`` which row each one is in."""


@dataclass(frozen=True, eq=False)
class Way:
    """``[person]`` one way to the workplace and to the hub used today; ``nan`` for no known way.

    ``hub_km`` and ``hub_minutes`` are ``None`` when nobody goes to a hub.
    """

    km: FloatArray
    minutes: FloatArray
    hub_km: FloatArray | None = None
    hub_minutes: FloatArray | None = None


@dataclass(frozen=True, eq=False)
class Travellers:
    """People as columns, one entry a person.

    Attributes:
        road: the way by car.
        own: the ways by modes whose travel was measured.
        office_days: winter's and summer's ``[person]`` days a week at the workplace.
        hub_days: ``[person]`` days a week at a hub today.
        weight: ``[person]`` people that each entry stands for; ``None`` when each is one.
        group: the rows that a breakdown puts them in; every breakdown but ``MODE``.
        register, survey: where they come from; one of the two.
        travel: ``[cell, site]`` of the register by car.
        may_work_remotely: ``[person]`` whether the work allows it; ``None`` when not known.
    """

    road: Way
    own: Mapping[Mode, Way]
    office_days: tuple[FloatArray, FloatArray]
    hub_days: FloatArray | None
    weight: FloatArray | None
    group: Callable[[Breakdown], Groups]
    register: Workforce | None
    survey: TravelSurvey | None
    travel: TravelMatrix | None
    may_work_remotely: BoolArray | None

    def __len__(self) -> int:
        return len(self.road.km)

    def at(self, chosen: IntArray) -> Travellers:
        """Only the people at these places; groups are those of everybody."""
        hub, weight = self.hub_days, self.weight
        winter, summer = self.office_days
        days = winter[chosen]
        return replace(
            self,
            road=_way_at(self.road, chosen),
            own={mode: _way_at(way, chosen) for mode, way in self.own.items()},
            office_days=(days, summer[chosen] if self.has_seasons else days),
            hub_days=None if hub is None else hub[chosen],
            weight=None if weight is None else weight[chosen],
        )

    @property
    def bus(self) -> Way | None:
        """Everyone's way by bus, if it was measured; what respondents told is only their own."""
        return None if self.register is None else self.own.get(Mode.BUS)

    @property
    def has_seasons(self) -> bool:
        """Whether days differ between winter and summer."""
        return self.office_days[0] is not self.office_days[1]


def _way_at(way: Way, chosen: IntArray) -> Way:
    columns = (way.km, way.minutes, way.hub_km, way.hub_minutes)
    km, minutes, *hub = (None if each is None else each[chosen] for each in columns)
    assert km is not None
    assert minutes is not None
    return Way(km, minutes, *hub)


def travellers_in_register(
    register: Workforce, travel: TravelMatrix, by_mode: Mapping[Mode, TravelMatrix]
) -> Travellers:
    """Everyone in the register, going as ``travel[cell, site]`` and ``by_mode`` say. O(people)."""
    uses_hub = bool(register.hub_days.any())
    nearest = nearest_of(travel, existing_hubs(register)) if uses_hub else None
    return Travellers(
        road=_way(register, travel, nearest),
        own={mode: _way(register, matrix, nearest) for mode, matrix in by_mode.items()},
        office_days=(register.office_days, register.office_days),
        hub_days=register.hub_days if uses_hub else None,
        weight=None,
        group=partial(_register_groups, register, travel),
        register=register,
        survey=None,
        travel=travel,
        may_work_remotely=register.is_remote_eligible,
    )


def _way(register: Workforce, travel: TravelMatrix, nearest: IntArray | None) -> Way:
    km = travel.km[register.home, register.workplace]
    minutes = travel.minutes[register.home, register.workplace]
    if nearest is None:
        return Way(km, minutes)
    hub_km, hub_minutes = (way_to(values, nearest) for values in (travel.km, travel.minutes))
    return Way(km, minutes, hub_km[register.home], hub_minutes[register.home])


def _register_groups(register: Workforce, travel: TravelMatrix, by: Breakdown) -> Groups:
    match by:
        case Breakdown.MUNICIPALITY:
            return register.municipalities, register.municipality
        case Breakdown.UNIT:
            return unit_groups(register)
        case Breakdown.EMPLOYER:
            return register.employers, register.employer
        case Breakdown.DISTANCE:
            km = travel.km[register.home, register.workplace]
            return DISTANCE_CLASSES, distance_class(km)
        case Breakdown.MODE:
            message = "a person may travel by several modes; mode is no group of people"
            raise ValueError(message)


def travellers_in_survey(survey: TravelSurvey) -> Travellers:
    """The respondents, each standing for ``survey.weight`` people.

    Days that were not answered count as the mean of the others. Minutes hold for the winter's mode;
    where they were not answered, or the summer's mode is another, they follow from the km.
    """
    by_road = minutes_by_road(survey.km)
    days = tuple(_filled(each, survey.weight) for each in (survey.winter_days, survey.summer_days))
    return Travellers(
        road=Way(survey.km, np.where(_told(survey, *_CARS), survey.minutes, by_road)),
        own={mode: _own_way(survey, mode) for mode in MODES if mode not in _CARS},
        office_days=(days[0], days[1]),
        hub_days=None,
        weight=survey.weight,
        group=partial(_survey_groups, survey),
        register=None,
        survey=survey,
        travel=None,
        may_work_remotely=None,
    )


_CARS: Final = (Mode.CAR, Mode.ELECTRIC_CAR)


def _told(survey: TravelSurvey, *modes: Mode) -> BoolArray:
    """``[respondent]`` whether the minutes by one of these modes were answered."""
    is_mode = np.isin(survey.winter_mode, [MODES.index(mode) for mode in modes])
    return np.asarray(is_mode & ~np.isnan(survey.minutes) & ~np.isnan(survey.km))


def _own_way(survey: TravelSurvey, mode: Mode) -> Way:
    told = _told(survey, mode)
    return Way(np.where(told, survey.km, np.nan), np.where(told, survey.minutes, np.nan))


def _filled(days: FloatArray, weight: FloatArray) -> FloatArray:
    has = ~np.isnan(days) & (weight > 0)
    mean = float(np.average(days[has], weights=weight[has])) if has.any() else 5.0
    return np.where(np.isnan(days), mean, days)


def _survey_groups(survey: TravelSurvey, by: Breakdown) -> Groups:
    match by:
        case Breakdown.MUNICIPALITY:
            return _named(survey.municipalities, survey.municipality)
        case Breakdown.UNIT:
            return _named(survey.units, survey.unit)
        case Breakdown.EMPLOYER:
            return _named(survey.employers, survey.employer)
        case Breakdown.DISTANCE:
            return DISTANCE_CLASSES, distance_class(survey.km)
        case Breakdown.MODE:
            message = "a person may travel by several modes; mode is no group of people"
            raise ValueError(message)


def _named(names: tuple[str, ...], index: IntArray) -> Groups:
    """The groups, with one more called ``unknown`` for those who did not tell."""
    if (index < 0).any():
        return (*names, "unknown"), np.where(index < 0, len(names), index)
    return names, index
