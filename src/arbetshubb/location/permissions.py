"""Who may read, try out, decide and save in the room of location."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.foundation.access import has_role, organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.location.models import LocationCheck, Post
from arbetshubb.location.roles import KEEPERS, REACH_READERS, READERS, RECRUITERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.foundation.models import User

__all__ = ["KEEPERS", "REACH_READERS", "READERS", "RECRUITERS"]


def may_read(user: AnyUser) -> bool:
    """Whether relocation and the checks are open to the user."""
    return has_role(user, *READERS)


def may_keep(user: AnyUser, organisation: Organisation | None = None) -> bool:
    """Planners, HR and administrators judge tasks and make and decide checks."""
    return has_role(user, *KEEPERS, organisation=organisation)


def may_save_post(user: AnyUser, organisation: Organisation | None = None) -> bool:
    """They and managers save vacancies."""
    return has_role(user, *RECRUITERS, organisation=organisation)


def may_change_check(user: AnyUser, check: LocationCheck) -> bool:
    """Those who keep the checks of its organisation, while it is a draft."""
    return check.is_draft and may_keep(user, check.organisation)


def may_change_post(user: AnyUser, post: Post) -> bool:
    """Those who keep the organisation's vacancies, and the manager who saved it."""
    is_own = post.created_by_id == getattr(user, "pk", None)
    return may_keep(user, post.organisation) or (is_own and may_save_post(user, post.organisation))


def working_organisation(user: User, *roles: str) -> Organisation | None:
    """The first of the user's organisations where one of ``roles`` is held."""
    ids = organisation_ids(user, *roles)  # type: ignore[arg-type]  # Role is a str
    return next(
        (each.organisation for each in user.current_memberships if each.organisation_id in ids),
        None,
    )
