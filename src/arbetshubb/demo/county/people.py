"""Who the demo county's people are: where they live and work, how they travel, their week.

All shares are invented unless a source is named; they make a county in which a hub plan has
something to weigh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray, SiteKind, sweref_array
from arbetshubb.analysis.workforce import Mode
from arbetshubb.demo.county.employers import CENTRE, REGION, DemoEmployer, EmployerKind, split
from arbetshubb.demo.county.homes import RESIDENCE_WEIGHTS, homes_in
from arbetshubb.demo.county.sites import CLINIC, HEAD_OFFICE, DemoSite, office_of

PEOPLE_HEADER: Final = (
    "person_id", "employer", "unit", "home", "workplace", "office_days", "home_days", "hub_days",
    "mode", "remote_eligible", "complex_issue",
)  # fmt: skip

_OWN_MUNICIPALITY: Final = 0.78
"""Share of a municipality's staff that live in it."""

# Share of the region's people in each municipality who work in Östersund.
_TO_CENTRE: Final = {
    CENTRE: 0.93, "Krokom": 0.80, "Berg": 0.55, "Bräcke": 0.55, "Åre": 0.45, "Ragunda": 0.42,
    "Strömsund": 0.38, "Härjedalen": 0.30,
}  # fmt: skip
_HEAD_OFFICE_SHARE: Final = 0.42
_ELIGIBLE_AT_HEAD_OFFICE: Final = 0.80
_ELIGIBLE_ELSEWHERE: Final = 0.15
_COMPLEX_SHARE: Final = 0.03
_HUB_HABIT: Final = 0.06
_ROAD_FACTOR: Final = 1.3
"""Road over straight line in this county (domain.md 0, median 1.31); only to draw a mode."""

# Office, home and hub days a week, and how common each week is.
_REMOTE_WEEKS: Final = (((3.0, 2.0, 0.0), 0.45), ((4.0, 1.0, 0.0), 0.20),
                        ((2.0, 3.0, 0.0), 0.20), ((5.0, 0.0, 0.0), 0.15))  # fmt: skip
_PLACED_WEEKS: Final = (((5.0, 0.0, 0.0), 0.75), ((4.0, 0.0, 0.0), 0.20), ((3.0, 0.0, 0.0), 0.05))
_HUB_WEEK: Final = (2.0, 2.0, 1.0)

_MODES: Final = (Mode.CAR, Mode.ELECTRIC_CAR, Mode.BUS, Mode.TRAIN, Mode.BICYCLE, Mode.WALK)
# Shares in the order of ``_MODES`` up to so many kilometres by road.
_MODE_SHARES: Final = (
    (3.0, (0.34, 0.05, 0.06, 0.00, 0.33, 0.22)),
    (10.0, (0.55, 0.09, 0.16, 0.00, 0.19, 0.01)),
    (40.0, (0.74, 0.12, 0.12, 0.01, 0.01, 0.00)),
    (float("inf"), (0.78, 0.12, 0.08, 0.02, 0.00, 0.00)),
)

_UNITS: Final = ("Ekonomi", "Personal", "Utveckling", "Digitalisering", "Inköp", "Kommunikation",
                 "Analys", "Kansli", "Säkerhet")  # fmt: skip
_CARE_UNITS: Final = ("Mottagning", "Vårdavdelning", "Laboratorium", "Folktandvård", "Service")
_UNIT_WEIGHTS: Final = (0.20, 0.18, 0.16, 0.15, 0.10, 0.09, 0.07, 0.04, 0.01)


def demo_people(
    employer: DemoEmployer, sites: Sequence[DemoSite], random: np.random.Generator
) -> list[tuple[str, ...]]:
    """The rows of one employer's people, in an order that tells nothing about where they live."""
    rows: list[tuple[str, ...]] = []
    counts = split(employer.people, _residence_weights(employer))
    for municipality, count in zip(RESIDENCE_WEIGHTS, counts, strict=True):
        rows += _residents(employer, municipality, count, sites, random)
    order = random.permutation(len(rows))
    width = max(4, len(str(len(rows))))
    return [
        (f"{employer.code}-{number:0{width}}", *rows[index])
        for number, index in enumerate(order, start=1)
    ]


def _residence_weights(employer: DemoEmployer) -> list[float]:
    weights = dict(RESIDENCE_WEIGHTS)
    if employer.kind is EmployerKind.MUNICIPALITY:
        others = sum(weights.values()) - weights[employer.municipality]
        share = _OWN_MUNICIPALITY / (1 - _OWN_MUNICIPALITY)
        weights[employer.municipality] = share * others
    return list(weights.values())


def _residents(
    employer: DemoEmployer,
    municipality: str,
    count: int,
    sites: Sequence[DemoSite],
    random: np.random.Generator,
) -> Iterator[tuple[str, ...]]:
    homes = homes_in(municipality, count, random)
    places = sweref_array([site.position for site in sites])
    workplaces = _workplaces(employer, municipality, homes.points, sites, random)
    km = np.hypot(*(homes.points - places[workplaces]).T) / 1000 * _ROAD_FACTOR
    has_hub = any(s.kind is SiteKind.HUB and s.municipality == municipality for s in sites)
    for text, index, distance in zip(homes.texts, workplaces.tolist(), km.tolist(), strict=True):
        site = sites[index]
        is_office = site.kind is SiteKind.OWN_OFFICE and site.site_id != CLINIC
        may = _ELIGIBLE_AT_HEAD_OFFICE if is_office else _ELIGIBLE_ELSEWHERE
        is_eligible = bool(random.random() < may)
        goes_far = site.municipality == CENTRE != municipality
        week = _week(random, is_eligible=is_eligible, may_use_hub=has_hub and goes_far)
        is_complex = is_eligible and bool(random.random() < _COMPLEX_SHARE)
        yield (
            employer.name,
            _unit(random, is_office=is_office),
            text,
            site.site_id,
            *(f"{days:g}" for days in week),
            str(_mode(distance, random)),
            "yes" if is_eligible else "no",
            "yes" if is_complex else "no",
        )


def _workplaces(
    employer: DemoEmployer,
    municipality: str,
    homes: FloatArray,
    sites: Sequence[DemoSite],
    random: np.random.Generator,
) -> IntArray:
    """``[person]`` index into ``sites``."""
    index_of = {site.site_id: index for index, site in enumerate(sites)}
    if employer.kind is not EmployerKind.REGION:
        return np.full(len(homes), index_of[office_of(employer)])
    to_centre = random.random(len(homes)) < _TO_CENTRE[municipality]
    is_office = random.random(len(homes)) < _HEAD_OFFICE_SHARE
    central = np.where(is_office, index_of[HEAD_OFFICE], index_of[CLINIC])
    return np.where(to_centre, central, _nearest_local(municipality, homes, sites))


def _nearest_local(municipality: str, homes: FloatArray, sites: Sequence[DemoSite]) -> IntArray:
    """The nearest of the region's workplaces in the home municipality."""
    local = [
        index
        for index, site in enumerate(sites)
        if site.municipality == municipality
        and site.site_id not in {HEAD_OFFICE, CLINIC}
        and _is_of_region(site)
    ]
    places = sweref_array([sites[index].position for index in local])
    metres = np.hypot(*(homes[:, None, :] - places[None]).transpose(2, 0, 1))
    nearest: IntArray = np.array(local)[metres.argmin(axis=1)]
    return nearest


def _is_of_region(site: DemoSite) -> bool:
    is_office = site.kind is SiteKind.OWN_OFFICE and site.row[-1] == REGION
    return is_office or site.kind is SiteKind.HEALTH_CENTRE


def _week(
    random: np.random.Generator, *, is_eligible: bool, may_use_hub: bool
) -> tuple[float, float, float]:
    if is_eligible and may_use_hub and random.random() < _HUB_HABIT:
        return _HUB_WEEK
    weeks = _REMOTE_WEEKS if is_eligible else _PLACED_WEEKS
    return weeks[_draw([share for _, share in weeks], random)][0]


def _mode(km: float, random: np.random.Generator) -> Mode:
    shares = next(shares for limit, shares in _MODE_SHARES if km <= limit)
    return _MODES[_draw(shares, random)]


def _unit(random: np.random.Generator, *, is_office: bool) -> str:
    if is_office:
        return f"Demoenhet {_UNITS[_draw(_UNIT_WEIGHTS, random)]}"
    return f"Demoenhet {_CARE_UNITS[int(random.integers(len(_CARE_UNITS)))]}"


def _draw(shares: Sequence[float], random: np.random.Generator) -> int:
    """An index drawn by ``shares``, which sum to one; much quicker than ``choice`` one by one."""
    left = random.random()
    for index, share in enumerate(shares):
        left -= share
        if left < 0:
            return index
    return len(shares) - 1
