"""Who may read statistics and who may bring them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.foundation.access import has_role
from arbetshubb.statistics.models import IMPORTERS, READERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

__all__ = ["IMPORTERS", "READERS", "may_import"]


def may_import(user: AnyUser) -> bool:
    """Whether the user may import files, fetch from publishers and note breaks in series."""
    return has_role(user, *IMPORTERS)
