"""Reads people and places for the mapping, and keeps the protected pictures drawn from them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import BoolArray
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.travel import roads_in_use, travel_of
from arbetshubb.foundation.access import organisation_ids
from arbetshubb.foundation.keeping import kept
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
    own_names = {each.name for each in own} if choice.scope is Scope.POOLED else set()
    counted = people_of(whose, known=own_names)
    return Mapping(
        choice=choice,
        employers=counted.people.employers,
        picture=_picture(counted, choice) if len(counted.people) else None,
        left_out=count_without_workplace(whose, sites=counted.people.sites),
    )


@dataclass(frozen=True, eq=False)
class Counted:
    """People to draw a picture of; ``digest`` is the same for the same inputs on every machine."""

    people: Workforce
    is_own: BoolArray
    digest: str

    def inputs(self) -> Inputs:
        """With their ways measured."""
        return Inputs(self.people, travel_of(self.people), assumptions(), self.is_own, self.digest)


def counted_for(user: User, scope: Scope) -> Counted:
    """The people of a scope as the user may have them counted."""
    own = own_organisations(user)
    if scope is Scope.OWN:
        return people_of(own)
    return people_of(pooled_organisations(user), known={each.name for each in own})


def people_of(whose: Iterable[Organisation], *, known: Collection[str] = ()) -> Counted:
    """The people of the organisations; the reader has those of ``known`` employers already."""
    places = sites()
    people = workforce_for(whose, sites=places, municipalities=study_area(places))
    is_own = np.isin(
        people.employer,
        [index for index, name in enumerate(people.employers) if name in known],
    )
    return Counted(people, is_own, _digest(people, is_own))


def assumptions() -> ConstantTable:
    """The constants that the pictures rest on."""
    return constants()


def _picture(counted: Counted, choice: Choice) -> Picture:
    key = f"mapping:{counted.digest}:{choice.only.key if choice.only else ''}:{choice.scope}"
    return kept(key, lambda: draw(counted.inputs(), choice))


def _digest(people: Workforce, is_own: object) -> str:
    """Sixteen hexadecimal digits that change when any person, place or constant does."""
    found = hashlib.sha256(assumptions().version.encode())
    found.update(roads_in_use().encode())
    values = [getattr(people, field.name) for field in fields(people)]
    for value in [*values, is_own]:
        found.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return found.hexdigest()[:16]
