"""What a year of commuting costs by the register alone, and who it falls on.

Everyone travels by the one mode of the register all year. Seasons, fuels and surveys are in
``state``. Formulas, sources and limits: docs/methods/commuting.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray, SiteStatus
from arbetshubb.analysis.pricing import (
    TRAVEL_KEYS,
    TravelWeek,
    figures_in_a_year,
    prices,
)
from arbetshubb.analysis.spans import Span, Spans, spread, tables_at_ends
from arbetshubb.analysis.travel import TravelMatrix, nearest_of, way_to
from arbetshubb.analysis.workforce import MODES, Workforce

DISTANCE_CLASSES: Final = ("0-5", "5-10", "10-30", "30-70", "70-100", "100-", "unknown")
_CLASS_LIMITS: Final = np.array([5.0, 10.0, 30.0, 70.0, 100.0])
_BLOCK: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Commuting:
    """A year of commuting for some people: totals, and ``people`` that they describe."""

    people: int
    km: Span
    hours: Span
    kronor: Span
    kg_co2e: Span


@dataclass(frozen=True, slots=True)
class CommutingRow:
    """One row of a breakdown: a municipality, mode, unit, employer or distance class."""

    key: str
    commuting: Commuting


class Breakdown(StrEnum):
    """What commuting can be divided by."""

    MUNICIPALITY = "municipality"
    MODE = "mode"
    UNIT = "unit"
    EMPLOYER = "employer"
    DISTANCE = "distance"


@dataclass(frozen=True, eq=False)
class Commutes:
    """Everyone's commute: one way to the own workplace and to the hub used today.

    Attributes:
        work_km, work_minutes: ``[person]`` one way by road; ``nan`` when there is no known way.
        hub_km, hub_minutes: ``[person]`` one way to the nearest existing hub; ``nan`` likewise.
    """

    work_km: FloatArray
    work_minutes: FloatArray
    hub_km: FloatArray
    hub_minutes: FloatArray


@dataclass(frozen=True, eq=False)
class PersonYears:
    """``[person]`` km, hours, kronor and kg CO2e of commuting in a year, by the base values.

    A way that is not known counts as nothing, so sums are sums of what is known.
    """

    km: FloatArray
    hours: FloatArray
    kronor: FloatArray
    kg_co2e: FloatArray


def existing_hubs(workforce: Workforce) -> IntArray:
    """Indices of the sites that are hubs in use today."""
    return np.array(
        [
            index
            for index, site in enumerate(workforce.sites)
            if site.is_hub_choice and site.status is SiteStatus.EXISTING
        ],
        dtype=np.int64,
    )


def commutes(workforce: Workforce, travel: TravelMatrix) -> Commutes:
    """Everyone's commute; ``travel`` is ``[cell, site]`` of the workforce. O(people)."""
    hub = nearest_of(travel, existing_hubs(workforce))
    return Commutes(
        work_km=travel.km[workforce.home, workforce.workplace],
        work_minutes=travel.minutes[workforce.home, workforce.workplace],
        hub_km=way_to(travel.km, hub)[workforce.home],
        hub_minutes=way_to(travel.minutes, hub)[workforce.home],
    )


def distance_class(work_km: FloatArray) -> IntArray:
    """``[person]`` index into ``DISTANCE_CLASSES``; a limit belongs to the class above it."""
    found = np.searchsorted(_CLASS_LIMITS, work_km, side="right")
    return np.where(np.isnan(work_km), len(DISTANCE_CLASSES) - 1, found).astype(np.int64)


def commuting(workforce: Workforce, travel: TravelMatrix, constants: ConstantTable) -> Commuting:
    """The year's commuting of everyone together, with its range."""
    return _priced(workforce, commutes(workforce, travel), constants, _one_group(workforce), 1)[0]


def commuting_by(
    breakdown: Breakdown, workforce: Workforce, travel: TravelMatrix, constants: ConstantTable
) -> tuple[CommutingRow, ...]:
    """The year's commuting divided by ``breakdown``; rows sum to ``commuting`` in the base value.

    Every possible key has a row, also those without people, in the order of the workforce.
    """
    ways = commutes(workforce, travel)
    keys, group = _groups_of(breakdown, workforce, ways)
    rows = _priced(workforce, ways, constants, group, len(keys))
    return tuple(CommutingRow(key, row) for key, row in zip(keys, rows, strict=True))


def groups_of(
    breakdown: Breakdown, workforce: Workforce, travel: TravelMatrix
) -> tuple[tuple[str, ...], IntArray]:
    """The keys of a breakdown's rows and ``[person]`` which row each one is in."""
    return _groups_of(breakdown, workforce, commutes(workforce, travel))


def person_years(
    workforce: Workforce, travel: TravelMatrix, constants: ConstantTable
) -> PersonYears:
    """Each person's yearly commuting: about individuals, so never shown as it is."""
    week = _person_weeks(workforce, commutes(workforce, travel))
    price, mode = prices(constants), workforce.mode
    hours = week.minutes * price.hours_per_minute[mode] + week.km * price.hours_per_km[mode]
    return PersonYears(
        km=week.km * price.weeks,
        hours=hours * price.weeks,
        kronor=week.km * price.kronor_per_km[mode] * price.weeks,
        kg_co2e=week.km * price.kg_per_km[mode] * price.weeks,
    )


def _one_group(workforce: Workforce) -> IntArray:
    return np.zeros(len(workforce), dtype=np.int64)


def _groups_of(
    breakdown: Breakdown, workforce: Workforce, ways: Commutes
) -> tuple[tuple[str, ...], IntArray]:
    match breakdown:
        case Breakdown.MUNICIPALITY:
            return workforce.municipalities, workforce.municipality
        case Breakdown.MODE:
            return tuple(mode.value for mode in MODES), workforce.mode
        case Breakdown.UNIT:
            return unit_groups(workforce)
        case Breakdown.EMPLOYER:
            return workforce.employers, workforce.employer
        case Breakdown.DISTANCE:
            return DISTANCE_CLASSES, distance_class(ways.work_km)


def unit_groups(workforce: Workforce) -> tuple[tuple[str, ...], IntArray]:
    """Units by name; with several employers by employer too, since names such as HR recur."""
    if len(workforce.employers) < 2:  # noqa: PLR2004 - one employer needs no telling apart
        return workforce.units, workforce.unit
    code = workforce.employer * len(workforce.units) + workforce.unit
    pairs, group = np.unique(code, return_inverse=True)
    employer, unit = np.divmod(pairs, max(1, len(workforce.units)))
    keys = tuple(
        f"{workforce.employers[a]} – {workforce.units[b]}"
        for a, b in zip(employer, unit, strict=True)
    )
    return keys, group.astype(np.int64)


@dataclass(frozen=True, eq=False)
class _PersonWeeks:
    """``[person]`` km and road minutes of a week."""

    km: FloatArray
    minutes: FloatArray


def _person_weeks(workforce: Workforce, ways: Commutes) -> _PersonWeeks:
    office, hub = workforce.office_days, workforce.hub_days
    return _PersonWeeks(
        km=both_ways(office, ways.work_km) + both_ways(hub, ways.hub_km),
        minutes=both_ways(office, ways.work_minutes) + both_ways(hub, ways.hub_minutes),
    )


def both_ways(days: FloatArray, one_way: FloatArray) -> FloatArray:
    """There and back on ``days`` days; an unknown way counts as nothing."""
    return np.asarray(2.0 * days * np.nan_to_num(one_way, nan=0.0))


def _priced(
    workforce: Workforce, ways: Commutes, constants: ConstantTable, group: IntArray, groups: int
) -> tuple[Commuting, ...]:
    week = _weeks_by_group(workforce, ways, group, groups)
    people = np.bincount(group, minlength=groups)
    spans = _year_spans(week, constants)
    return tuple(commuting_at(spans, index, people=int(people[index])) for index in range(groups))


def commuting_at(spans: Spans, *index: int, people: int) -> Commuting:
    """The year at ``index`` of spans whose last axis is km, hours, kronor and kg CO2e."""
    return Commuting(people, *(spans.at(*index, figure) for figure in range(4)))


def _year_spans(week: TravelWeek, constants: ConstantTable) -> Spans:
    ends = (
        (figures_in_a_year(week, prices(low)), figures_in_a_year(week, prices(high)))
        for _, low, high in tables_at_ends(constants, TRAVEL_KEYS)
    )
    return spread(figures_in_a_year(week, prices(constants)), ends)


def _weeks_by_group(
    workforce: Workforce, ways: Commutes, group: IntArray, groups: int
) -> TravelWeek:
    """``[group, mode]`` sums, a block of people at a time so that millions need little memory."""
    km, minutes = np.zeros(groups * len(MODES)), np.zeros(groups * len(MODES))
    for start in range(0, len(workforce), _BLOCK):
        part = slice(start, start + _BLOCK)
        key = group[part] * len(MODES) + workforce.mode[part]
        for total, work, hub in (
            (km, ways.work_km, ways.hub_km),
            (minutes, ways.work_minutes, ways.hub_minutes),
        ):
            weekly = both_ways(workforce.office_days[part], work[part])
            weekly += both_ways(workforce.hub_days[part], hub[part])
            np.add(total, np.bincount(key, weekly, minlength=len(total)), out=total)
    return TravelWeek(km.reshape(groups, len(MODES)), minutes.reshape(groups, len(MODES)))
