"""Reads people and places for the mapping, and keeps the protected pictures drawn from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np
from django.core.cache import cache

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.travel import roads_in_use, travel_of
from arbetshubb.foundation.access import organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.roles import READERS
from arbetshubb.mapping.rules.choice import Choice, Scope
from arbetshubb.mapping.rules.draw import Inputs, draw
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.people.queries import count_without_workplace, workforce_for
from arbetshubb.places.queries import sites, study_area
from arbetshubb.reference.constants import constants

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.foundation.models import User

KEPT_SECONDS: Final = 60 * 60 * 24
"""A picture is looked up by everything it was drawn from, so it never grows old, only unused."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The answer to a choice; ``picture`` is ``None`` when there are no people to draw.

    ``left_out`` people are not counted: their workplace is not among the places.
    """

    choice: Choice
    employers: tuple[str, ...]
    picture: Picture | None
    left_out: int


def own_organisations(user: AnyUser) -> list[Organisation]:
    """The organisations whose people the user knows: those where the user may see the mapping."""
    return list(Organisation.objects.filter(pk__in=organisation_ids(user, *READERS)))


def pooled_organisations(user: User) -> list[Organisation]:
    """All organisations that the user may count together."""
    return list(Organisation.objects.plannable_by(user))


def may_pool(user: User) -> bool:
    """Whether there is anybody to count together with the user's own."""
    own = {each.pk for each in own_organisations(user)}
    return bool({each.pk for each in pooled_organisations(user)} - own)


def mapping_for(user: User, choice: Choice) -> Mapping:
    """The picture that the user asks for, drawn now or kept from before."""
    own = own_organisations(user)
    whose = pooled_organisations(user) if choice.scope is Scope.POOLED else own
    known = sites()
    people = workforce_for(whose, sites=known, municipalities=study_area(known))
    own_names = {each.name for each in own} if choice.scope is Scope.POOLED else set()
    return Mapping(
        choice=choice,
        employers=people.employers,
        picture=_picture(people, own_names, choice) if len(people) else None,
        left_out=count_without_workplace(whose, sites=known),
    )


def assumptions() -> ConstantTable:
    """The constants that the pictures rest on."""
    return constants()


def _picture(people: Workforce, own_names: set[str], choice: Choice) -> Picture:
    is_own = np.isin(people.employer, [
        index for index, name in enumerate(people.employers) if name in own_names
    ])  # fmt: skip
    digest = _digest(people, is_own)
    key = f"mapping:{digest}:{choice.only.key if choice.only else ''}:{choice.scope}"
    kept: Picture | None = cache.get(key)
    if kept is not None:
        return kept
    picture = draw(Inputs(people, travel_of(people), assumptions(), is_own, digest), choice)
    cache.set(key, picture, KEPT_SECONDS)
    return picture


def _digest(people: Workforce, is_own: object) -> str:
    """Sixteen hexadecimal digits that change when any person, place or constant does."""
    found = hashlib.sha256(assumptions().version.encode())
    found.update(roads_in_use().encode())
    values = [getattr(people, field.name) for field in fields(people)]
    for value in [*values, is_own]:
        found.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return found.hexdigest()[:16]
