"""Who may see the mapping, and who is invited to fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.foundation.access import has_role
from arbetshubb.mapping.roles import IMPORTERS, READERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

__all__ = ["READERS", "may_import"]


def may_import(user: AnyUser) -> bool:
    """Whether the empty room can invite the user to import staff."""
    return has_role(user, *IMPORTERS)
