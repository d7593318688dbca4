"""Lets rooms above say where a place is used, without this room knowing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.places.models import Place


@dataclass(frozen=True, slots=True)
class Use:
    """Something that uses a place: what it is called, where it is and a few words about it."""

    name: str
    url: str
    text: str = ""


type FindUses = Callable[[AnyUser, Place], Iterable[Use]]

_finders: list[FindUses] = []


def tell_uses(find: FindUses) -> FindUses:
    """Declare a function that finds what uses a place, of what the user may see."""
    if find not in _finders:
        _finders.append(find)
    return find


def uses_of(user: AnyUser, place: Place) -> list[Use]:
    """Everything that uses the place and that the user may see."""
    return [use for find in _finders for use in find(user, place)]
