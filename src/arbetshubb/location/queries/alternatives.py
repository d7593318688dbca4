"""What a location check weighs: every municipality of the county, each with the same facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils import timezone

from arbetshubb.analysis.disclosure import DEFAULT_LIMIT, must_hide_total
from arbetshubb.analysis.places import FloatArray, Site, SiteKind, SiteStatus, Sweref
from arbetshubb.analysis.population import Headcount
from arbetshubb.analysis.relocation import band_of
from arbetshubb.distances.travel import router
from arbetshubb.foundation.models import Organisation
from arbetshubb.location.queries.inhabitants import Inhabitants, inhabitants, minutes_to
from arbetshubb.location.queries.units import UnitStudy, assumptions, study_of, usable_places
from arbetshubb.people.models import Unit
from arbetshubb.people.queries import workforce_for
from arbetshubb.places.queries import sites
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import Municipality, municipalities

MINUTES: Final = 45
MEETING_KINDS: Final = (SiteKind.HEALTH_CENTRE, SiteKind.BUSINESS_OFFICE, SiteKind.LIBRARY)

type Figures = dict[str, Any]  # Any: plain JSON


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a municipality distances are measured to."""

    site: Site
    is_place: bool


def alternatives(organisation: Organisation, unit: Unit | None) -> Figures:
    """The alternatives as plain values that can be frozen, in the municipalities' own order.

    Raises:
        JobFailed: the operator's roads are broken.
    """
    usable = usable_places(organisation)
    places = [site for site in sites() if site.site_id in usable]
    anchors = [_anchor(row, places) for row in municipalities()]
    spots = [each.site for each in anchors]
    people = inhabitants()
    ways = minutes_to(people.grid, spots, within=MINUTES)
    staff = _staff_near(organisation, spots)
    study = study_of(organisation)
    rows = [
        {
            **_row(row, anchor, places),
            "population_near": _headcount(people, ways.values[:, index] <= MINUTES),
            "staff_near": staff[index],
            **_unit_row(study, unit, anchor),
        }
        for index, (row, anchor) in enumerate(zip(municipalities(), anchors, strict=True))
    ]
    return {
        "rows": rows,
        "minutes": MINUTES,
        "unit": unit.name if unit else "",
        "quality": ways.quality,
        "source": ways.source,
        "population_source": people.grid.source,
        "population_date": people.grid.as_of.isoformat(),
        "is_stand_in": people.is_stand_in,
        "constants_version": assumptions().version,
        "inputs_hash": study.source.inputs_hash if study else "",
        "reckoned": timezone.now().isoformat(timespec="seconds"),
    }


def hash_of(figures: Figures) -> str:
    """A fingerprint of frozen figures: the same values give the same on every machine."""
    text = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _anchor(row: Municipality, places: Sequence[Site]) -> Anchor:
    """The own office, else the hub, else other premises, else the municipality's seat."""
    here = sorted(
        (site for site in places if site.municipality == row.name and _preference(site) < _NONE),
        key=lambda site: (_preference(site), site.site_id),
    )
    if here:
        return Anchor(here[0], is_place=True)
    return Anchor(
        Site(
            f"seat-{row.code}", row.seat, row.name, SiteKind.OTHER, _seat(row),
            SiteStatus.CANDIDATE,
        ),
        is_place=False,
    )  # fmt: skip


_NONE: Final = 9


def _preference(site: Site) -> int:
    if site.status is SiteStatus.CLOSED:
        return _NONE
    is_open = site.status is SiteStatus.EXISTING
    if site.kind is SiteKind.OWN_OFFICE:
        return 0
    if site.kind is SiteKind.HUB:
        return 1 if is_open else 2
    return 3 if is_open else 4


def _seat(row: Municipality) -> Sweref:
    return next(each.position for each in localities() if each.name == row.seat)


def _row(row: Municipality, anchor: Anchor, places: Sequence[Site]) -> Figures:
    here = [site for site in places if site.municipality == row.name]
    hubs = [site for site in here if site.kind is SiteKind.HUB]
    return {
        "municipality": row.name,
        "code": row.code,
        "population": row.population,
        "measured_to": anchor.site.name,
        "is_place": anchor.is_place,
        "offices": [site.name for site in here if site.kind is SiteKind.OWN_OFFICE],
        "hubs": [site.name for site in hubs],
        "hub_seats": sum(site.seats_max or 0 for site in hubs),
        "meeting_places": [site.name for site in here if site.kind in MEETING_KINDS],
    }


def _headcount(people: Inhabitants, within: np.ndarray) -> Figures:
    found: Headcount = people.grid.inhabitants(np.asarray(within, dtype=np.bool_))
    return {"people": found.people, "hidden_cells": found.hidden_cells}


def _staff_near(organisation: Organisation, spots: Sequence[Site]) -> list[list[int] | None]:
    """For each spot the fewest and most of the organisation's own people who live near it."""
    people = workforce_for([organisation], sites=sites())
    if not len(people) or must_hide_total([len(people)]):
        return [None] * len(spots)
    minutes = _from_homes([cell.centre for cell in people.cells], spots)
    near = (minutes[people.home] <= MINUTES).sum(axis=0)
    return [list(band_of(int(count) // DEFAULT_LIMIT, len(people))) for count in near]


def _from_homes(homes: Sequence[Sweref], spots: Sequence[Site]) -> FloatArray:
    return router().travel(homes, [each.position for each in spots]).minutes


def _unit_row(study: UnitStudy | None, unit: Unit | None, anchor: Anchor) -> Figures:
    """What it would change for the unit's people to work there; hidden for small units."""
    empty: Figures = {"unit_km_saved": None, "unit_worse": None, "unit_people": None}
    if study is None or unit is None or unit.name not in study.profile.units:
        return empty
    profile = study.profile
    row = profile.units.index(unit.name)
    ids = [study.sites[place].site_id for place in profile.places]
    if anchor.site.site_id not in ids or profile.is_hidden[row]:
        return empty
    column = ids.index(anchor.site.site_id)
    people, saved = int(profile.people[row]), float(profile.moved.base[row, column, 0])
    return {
        "unit_km_saved": saved if np.isfinite(saved) else None,
        "unit_worse": list(band_of(int(profile.worse[row, column]), people)),
        "unit_people": people,
    }
