"""What changes in the foundation: organisations, accounts, roles and personas."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from arbetshubb.foundation.access import Role
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.models import Membership, Organisation, User


@dataclass(frozen=True, slots=True)
class Persona:
    """A fictional person that anybody may be in the demonstration."""

    username: str
    first_name: str
    last_name: str
    story: str
    organisation_code: str
    roles: tuple[Role, ...]


@transaction.atomic
def create_organisation(  # noqa: PLR0913 - the columns of an organisation
    *,
    name: str,
    code: str,
    kind: str,
    actor: User | None = None,
    number: str = "",
    shares_for_planning: bool = False,
) -> Organisation:
    """A new organisation.

    Raises:
        ValidationError: a value is wrong, or the name or code is taken.
    """
    organisation = Organisation(
        name=name, code=code, kind=kind, number=number, shares_for_planning=shares_for_planning
    )
    organisation.full_clean()
    organisation.save()
    record_change(
        actor=actor,
        thing=organisation,
        verb="created",
        after={"name": name, "code": code, "kind": kind},
    )
    return organisation


@transaction.atomic
def give_role(
    user: User, organisation: Organisation, role: Role, *, actor: User | None = None
) -> Membership:
    """Let the user be ``role`` in the organisation; giving it twice changes nothing."""
    membership, is_new = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role
    )
    if is_new:
        record_change(
            actor=actor,
            thing=membership,
            verb="given role",
            after={"user": user.pk, "role": role.value},
        )
    return membership


@transaction.atomic
def create_persona(persona: Persona, *, order: int = 0) -> User:
    """The account of a persona; it has no password, so only the demonstration opens it.

    Running it again brings an existing account up to date.

    Raises:
        Organisation.DoesNotExist: no organisation has the persona's code.
    """
    organisation = Organisation.objects.get(code=persona.organisation_code)
    user, is_new = User.objects.update_or_create(
        username=persona.username,
        defaults={
            "first_name": persona.first_name,
            "last_name": persona.last_name,
            "is_persona": True,
            "persona_story": persona.story,
            "persona_order": order,
        },
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    for role in persona.roles:
        give_role(user, organisation, role)
    return user
