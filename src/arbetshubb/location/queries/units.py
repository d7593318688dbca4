"""What may be shown of every unit at every place: measured once, kept until anything changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from django.db.models import Q

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray, Site, SiteStatus
from arbetshubb.analysis.relocation import Profile, measure, protect
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.travel import roads_in_use, travel_of
from arbetshubb.foundation.keeping import kept
from arbetshubb.foundation.models import Organisation
from arbetshubb.location.models import UnitTasks
from arbetshubb.people.models import Unit
from arbetshubb.people.queries import count_without_workplace, workforce_for
from arbetshubb.places.models import Place
from arbetshubb.places.queries import sites, study_area
from arbetshubb.reference.constants import constants

"""What is kept is looked up by everything it rests on, so it never grows old, only unused."""


@dataclass(frozen=True, slots=True)
class Source:
    """What figures rest on, as they are shown and frozen."""

    quality: str
    source: str
    constants_version: str
    inputs_hash: str


@dataclass(frozen=True, eq=False)
class UnitStudy:
    """An organisation's units and the places they could be at. Nothing here is about few people.

    ``bound[unit]`` is the share of tasks bound to the workplace and ``is_judged[unit]`` whether
    anybody has said so; keys lead from names and site ids to rows.
    """

    organisation: Organisation
    profile: Profile
    sites: tuple[Site, ...]
    bound: FloatArray
    is_judged: BoolArray
    unit_keys: Mapping[str, int]
    place_keys: Mapping[str, int]
    left_out: int
    source: Source


def assumptions() -> ConstantTable:
    """The constants that the room's figures rest on."""
    return constants()


def study_of(organisation: Organisation) -> UnitStudy | None:
    """The study of the organisation's own people; ``None`` when there are none."""
    known = sites()
    people = workforce_for([organisation], sites=known, municipalities=study_area(known))
    if not len(people):
        return None
    place_keys = usable_places(organisation)
    profile, source = _kept(people, place_keys)
    bound, is_judged = _judged(organisation, people.units)
    return UnitStudy(
        organisation=organisation,
        profile=profile,
        sites=people.sites,
        bound=bound,
        is_judged=is_judged,
        unit_keys=dict(Unit.objects.of(organisation).values_list("name", "pk")),
        place_keys=place_keys,
        left_out=count_without_workplace([organisation], sites=known),
        source=source,
    )


def usable_places(organisation: Organisation) -> dict[str, int]:
    """Keys by site id of the open places that are shared or the organisation's own."""
    mine = Place.objects.open().filter(Q(owner=None) | Q(owner=organisation))
    return dict(mine.order_by("site_id").values_list("site_id", "pk"))


def has_places(organisation: Organisation) -> bool:
    """Whether there is any place to be at."""
    return bool(usable_places(organisation))


def _kept(people: Workforce, place_keys: Mapping[str, int]) -> tuple[Profile, Source]:
    places = np.array(
        [
            index
            for index, site in enumerate(people.sites)
            if site.site_id in place_keys and site.status is not SiteStatus.CLOSED
        ],
        dtype=np.int64,
    )
    digest = _digest(people, places)
    return kept(f"location:{digest}", lambda: _protected(people, places, digest))


def _protected(people: Workforce, places: IntArray, digest: str) -> tuple[Profile, Source]:
    travel = travel_of(people)
    profile = protect(measure(people, travel, places), assumptions())
    return profile, Source(travel.quality.value, travel.source, assumptions().version, digest)


def _digest(people: Workforce, places: object) -> str:
    """Sixteen hexadecimal digits that change when any person, place, road or constant does."""
    found = hashlib.sha256(f"{assumptions().version} {roads_in_use()}".encode())
    for value in [*(getattr(people, field.name) for field in fields(people)), places]:
        found.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return found.hexdigest()[:16]


def _judged(organisation: Organisation, units: tuple[str, ...]) -> tuple[FloatArray, BoolArray]:
    rows = UnitTasks.objects.filter(unit__organisation=organisation)
    percent = dict(rows.values_list("unit__name", "bound_percent"))
    bound = np.array([percent.get(name, 0) / 100.0 for name in units])
    return bound, np.array([name in percent for name in units], dtype=np.bool_)
