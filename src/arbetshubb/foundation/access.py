"""Who may see and do what: roles, the scope every query passes, and the door before a view.

Imported by every room's models; imports none itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Self, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from typing_extensions import TypeIs

    from arbetshubb.foundation.models import Organisation, User

    type AnyUser = User | AnonymousUser

type View[**P, Answer: HttpResponseBase] = Callable[Concatenate[HttpRequest, P], Answer]


class Role(models.TextChoices):
    """What a person does in an organisation. One person can have several."""

    EMPLOYEE = "employee", _("employee")
    MANAGER = "manager", _("manager")
    HOST = "host", _("hub host")
    PLANNER = "planner", _("planner")
    HR = "hr", _("HR")
    CONTROLLER = "controller", _("controller")
    ADMINISTRATOR = "administrator", _("administrator")


class ScopedQuerySet[M: models.Model](models.QuerySet[M]):
    """The rows of a model, and those of them that somebody may see.

    Views and forms reach rows only by ``visible_to``; a test reads their source for it.
    """

    def visible_to(self, user: AnyUser) -> Self:
        """The rows that ``user`` may see; nobody signed in sees none."""
        message = f"{self.model.__name__} says who may see its rows"
        raise NotImplementedError(message)


def has_role(user: AnyUser, *roles: Role, organisation: Organisation | None = None) -> bool:
    """Whether the user has one of ``roles``, in ``organisation`` or, without it, anywhere."""
    if not _is_present(user):
        return False
    return any(
        membership.role in roles
        and (organisation is None or membership.organisation_id == organisation.pk)
        for membership in user.current_memberships
    )


def signed_in(request: HttpRequest) -> User:
    """The user of a request that ``role_required`` or ``login_required`` has let through."""
    return cast("User", request.user)


def organisation_of(user: AnyUser) -> Organisation | None:
    """The organisation the user works in: that of the oldest membership; ``None`` without one."""
    if not _is_present(user) or not user.current_memberships:
        return None
    return user.current_memberships[0].organisation


def organisation_ids(user: AnyUser, *roles: Role) -> frozenset[int]:
    """Keys of the organisations where the user has one of ``roles``, or any role if none given."""
    if not _is_present(user):
        return frozenset()
    return frozenset(
        membership.organisation_id
        for membership in user.current_memberships
        if not roles or membership.role in roles
    )


def role_required[**P, Answer: HttpResponseBase](
    *roles: Role,
) -> Callable[[View[P, Answer]], View[P, Answer]]:
    """Let only those with one of ``roles`` into a view; others sign in or are refused (403)."""

    def decorate(view: View[P, Answer]) -> View[P, Answer]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
            if not has_role(request.user, *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return decorate


def _is_present(user: AnyUser) -> TypeIs[User]:
    return bool(user.is_authenticated and user.is_active)
