"""Who may see and import the people of which organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from arbetshubb.foundation.access import Role, organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.people.models import READERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

IMPORTERS: tuple[Role, ...] = READERS
"""Planners too: in most organisations they are the ones who get the file from payroll."""


def may_handle_people(user: AnyUser, organisation: Organisation) -> bool:
    """Whether the user may see and import the people of the organisation."""
    return organisation.pk in organisation_ids(user, *READERS)


def staffed_organisation(user: AnyUser) -> Organisation:
    """The organisation whose people the user handles; the first one when there are several.

    Raises:
        PermissionDenied: there is none.
    """
    allowed = organisation_ids(user, *READERS)
    organisation = Organisation.objects.filter(pk__in=allowed).order_by("pk").first()
    if organisation is None:
        raise PermissionDenied
    return organisation
