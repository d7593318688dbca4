from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from arbetshubb.demo.personas import PERSONAS
from arbetshubb.foundation.access import (
    Role,
    ScopedQuerySet,
    has_role,
    organisation_of,
    role_required,
)
from arbetshubb.foundation.actions import Persona, create_organisation, create_persona, give_role
from arbetshubb.foundation.models import AuditEntry, Job, Membership, Organisation, User
from cast import Cast, make_user

pytestmark = pytest.mark.django_db


def test_a_role_holds_in_its_own_organisation_only(cast: Cast) -> None:
    assert has_role(cast.planner, Role.PLANNER)
    assert has_role(cast.planner, Role.PLANNER, organisation=cast.region)
    assert not has_role(cast.planner, Role.PLANNER, organisation=cast.municipality)
    assert not has_role(cast.planner, Role.HR)


def test_nobody_has_a_role_without_signing_in() -> None:
    assert not has_role(AnonymousUser(), *Role)
    assert organisation_of(AnonymousUser()) is None


def test_a_closed_account_has_no_role(cast: Cast) -> None:
    cast.planner.is_active = False
    assert not has_role(cast.planner, Role.PLANNER)


def test_organisations_are_seen_by_their_members_only(cast: Cast) -> None:
    assert list(Organisation.objects.visible_to(cast.employee)) == [cast.region]
    assert list(Organisation.objects.visible_to(cast.outsider)) == [cast.municipality]
    assert not Organisation.objects.visible_to(AnonymousUser())


def test_a_planner_counts_others_only_when_they_have_agreed(cast: Cast) -> None:
    assert list(Organisation.objects.plannable_by(cast.planner)) == [cast.region]
    cast.municipality.shares_for_planning = True
    cast.municipality.save()
    assert set(Organisation.objects.plannable_by(cast.planner)) == {
        cast.region,
        cast.municipality,
    }
    assert list(Organisation.objects.plannable_by(cast.hr)) == [cast.region]
    assert not Organisation.objects.plannable_by(cast.employee)


def test_only_an_administrator_sees_the_memberships_of_others(cast: Cast) -> None:
    assert Membership.objects.visible_to(cast.employee).count() == 1
    seen = Membership.objects.visible_to(cast.administrator)
    assert {membership.organisation for membership in seen} == {cast.region}
    assert seen.count() == 5


def test_jobs_and_log_are_closed_to_others(cast: Cast) -> None:
    Job.objects.create(kind="x", title="x", params={}, owner=cast.planner)
    assert Job.objects.visible_to(cast.planner).count() == 1
    assert not Job.objects.visible_to(cast.administrator)
    assert not AuditEntry.objects.visible_to(cast.planner)


def test_a_model_that_does_not_say_who_sees_its_rows_shows_none() -> None:
    with pytest.raises(NotImplementedError):
        ScopedQuerySet(Organisation).visible_to(AnonymousUser())


def test_a_role_is_given_once_and_noted(cast: Cast) -> None:
    give_role(cast.employee, cast.region, Role.MANAGER, actor=cast.administrator)
    give_role(cast.employee, cast.region, Role.MANAGER, actor=cast.administrator)
    entry = AuditEntry.objects.get(verb="given role")
    assert entry.actor == cast.administrator
    assert entry.organisation == cast.region
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=cast.employee, organisation=cast.region, role="manager")


def test_an_unknown_role_cannot_be_stored(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=cast.employee, organisation=cast.region, role="king")


def test_an_organisation_with_a_wrong_number_is_refused() -> None:
    with pytest.raises(ValidationError):
        create_organisation(name="A", code="A", kind="region", number="232100-0215")
    assert not Organisation.objects.exists()


def test_an_organisation_is_noted_when_created() -> None:
    made = create_organisation(name="A", code="A", kind="region", number="232100-0214")
    assert AuditEntry.objects.get(thing_id=str(made.pk)).after["code"] == "A"


@role_required(Role.PLANNER, Role.HR)
def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@pytest.mark.parametrize(("role", "comes_in"), [("planner", True), ("hr", True), ("host", False)])
def test_a_view_lets_in_the_roles_it_names(cast: Cast, role: str, comes_in: bool) -> None:
    request = RequestFactory().get("/")
    request.user = make_user(role, cast.region, username="x")
    if comes_in:
        assert _view(request).content == b"in"
    else:
        with pytest.raises(PermissionDenied):
            _view(request)


def test_a_view_sends_the_unknown_to_sign_in() -> None:
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()
    answer = _view(request)
    assert answer.status_code == 302
    assert "next=/somewhere/" in answer.headers["Location"]


def test_a_persona_keeps_its_account_when_made_again(cast: Cast) -> None:
    persona = Persona("ella", "Ella", "Myrdal", "A story.", "REG", (Role.EMPLOYEE,))
    first = create_persona(persona, order=1)
    again = create_persona(persona, order=2)
    assert first == again
    assert User.objects.get(username="ella").persona_order == 2
    assert not again.has_usable_password()
    assert Membership.objects.filter(user=again).count() == 1


def test_the_personas_cover_every_role_and_two_employers() -> None:
    assert len(PERSONAS) == 8
    assert {role for persona in PERSONAS for role in persona.roles} == set(Role)
    assert len({persona.organisation_code for persona in PERSONAS}) == 2
