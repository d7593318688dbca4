"""Who may see the mapping, and who is invited to fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from arbetshubb.foundation.access import has_role, organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.roles import IMPORTERS, READERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

__all__ = ["IMPORTERS", "READERS", "mapped_organisation", "may_import", "may_import_for"]


def may_import(user: AnyUser) -> bool:
    """Whether the empty room can invite the user to import staff."""
    return has_role(user, *IMPORTERS)


def may_import_for(user: AnyUser, organisation: Organisation) -> bool:
    """Whether the user may give files about the organisation, and save what they show."""
    return has_role(user, *IMPORTERS, organisation=organisation)


def mapped_organisation(user: AnyUser) -> Organisation:
    """The organisation whose travel the user works with; the first one when there are several.

    Raises:
        PermissionDenied: there is none.
    """
    allowed = organisation_ids(user, *READERS)
    found = Organisation.objects.filter(pk__in=allowed).order_by("pk").first()
    if found is None:
        raise PermissionDenied
    return found
