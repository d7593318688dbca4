"""Flows to places and the municipal pictures: drawn from people, kept protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arbetshubb.foundation.keeping import kept
from arbetshubb.mapping.queries import Counted, Mapping, counted_for, mapping_for
from arbetshubb.mapping.rules.choice import Choice, Scope
from arbetshubb.mapping.rules.ground import ground_of, work_side
from arbetshubb.mapping.rules.municipal import (
    MunicipalPicture,
    MunicipalTables,
    municipal_pictures,
    municipal_tables,
)
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.mapping.rules.place_flows import PlaceFlows, place_flows
from arbetshubb.reference.municipalities import municipalities

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User


@dataclass(frozen=True, slots=True)
class FlowAnswer:
    """Everybody's flows; both parts are ``None`` when there is nobody or too few to show."""

    answer: Mapping
    picture: Picture | None
    places: PlaceFlows | None


@dataclass(frozen=True, slots=True)
class MunicipalAnswer:
    """One picture for each municipality of the county, in the order of their codes."""

    answer: Mapping
    picture: Picture | None
    municipalities: tuple[MunicipalPicture, ...]


def flows_for(user: User, scope: Scope) -> FlowAnswer:
    """The flows of a scope, drawn now or kept from before."""
    answer = mapping_for(user, Choice(scope))
    if answer.picture is None or answer.picture.is_hidden:
        return FlowAnswer(answer, None, None)
    counted = counted_for(user, scope)
    places = kept(f"mapping-flows:{counted.digest}:{scope}", lambda: _places(counted))
    return FlowAnswer(answer, answer.picture, places)


def municipal_for(user: User, scope: Scope) -> MunicipalAnswer:
    """The municipal pictures of a scope."""
    answer = mapping_for(user, Choice(scope))
    if answer.picture is None or answer.picture.is_hidden:
        return MunicipalAnswer(answer, None, ())
    counted = counted_for(user, scope)
    tables = kept(f"mapping-municipal:{counted.digest}:{scope}", lambda: _tables(counted))
    names = [row.name for row in municipalities()]
    found = municipal_pictures(answer.picture, tables, names)
    return MunicipalAnswer(answer, answer.picture, found)


def _places(counted: Counted) -> PlaceFlows:
    ground = ground_of(counted.inputs())
    return place_flows(ground, work_side(ground))


def _tables(counted: Counted) -> MunicipalTables:
    ground = ground_of(counted.inputs())
    return municipal_tables(ground, work_side(ground))
