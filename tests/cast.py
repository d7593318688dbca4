"""Fixed people with known rights, whom the tests of every room know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User


@dataclass(frozen=True)
class Cast:
    """Fixed people with known rights, in two organisations."""

    region: Organisation
    municipality: Organisation
    planner: User
    hr: User
    administrator: User
    employee: User
    manager: User
    outsider: User
    """Planner of the municipality: has every right there and none in the region."""


def make_user(role: str, organisation: Organisation, *, username: str = "") -> User:
    """A user with one role; the password is ``password``."""
    # Late: tests of the pure floors import this module before Django is set up.
    from arbetshubb.foundation.models import Membership, User  # noqa: PLC0415

    user = User.objects.create_user(
        username or role, password="password", first_name=role.title(), last_name="Test"
    )
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user
