"""What is done in the room: judgements, checks and vacancies, each by those who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from arbetshubb.foundation.models import AuditEntry
from arbetshubb.location.actions import (
    CheckIsDecided,
    CheckIsReplaced,
    Decision,
    DecisionLacks,
    NotYourUnit,
    ReasonMissing,
    create_check,
    decide_check,
    delete_check,
    delete_post,
    judge_tasks,
    replace_check,
    save_post,
    update_check,
)
from arbetshubb.location.actions.checks import NotYourCheck
from arbetshubb.location.actions.posts import NotYourPost
from arbetshubb.location.models import CheckStatus, LocationCheck, Outcome, Post, UnitTasks
from arbetshubb.location.queries.alternatives import alternatives, hash_of
from arbetshubb.location.queries.inhabitants import county_names
from arbetshubb.location.queries.units import study_of
from arbetshubb.people.models import Unit
from cast import Cast
from location.location_county import make_places, make_units

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 4)
DECISION = Decision("RS/12/2026", "79", TODAY, "regionstyrelsen")


def facts(**changes: Any) -> dict[str, Any]:
    given = {
        "activity": "Ny mottagning på distans",
        "responsible": "Hälso- och sjukvården",
        "unit": None,
        "posts": 6,
        "premises": "",
        "municipality": "Strömsund",
        "place": None,
        "reason": "Lokaler finns och personalen bor nära.",
    }
    return {**given, **changes}


def decided(cast: Cast, **changes: Any) -> LocationCheck:
    check = create_check(cast.planner, cast.region, facts(**changes))
    return decide_check(cast.planner, check, DECISION, today=TODAY)


# -- Tasks


def test_bound_tasks_are_judged_with_a_reason_and_logged(cast: Cast) -> None:
    unit = Unit.objects.create(organisation=cast.region, name="Labbet")
    with pytest.raises(ReasonMissing):
        judge_tasks(cast.planner, unit, bound_percent=80, reason=" ")
    judge_tasks(cast.planner, unit, bound_percent=80, reason="Prover hanteras på plats.")
    judge_tasks(cast.hr, unit, bound_percent=60, reason="Svaren skrivs på distans.")
    tasks = UnitTasks.objects.get(unit=unit)
    assert tasks.bound_percent == 60
    entry = AuditEntry.objects.filter(verb="judged").latest("pk")
    assert entry.before["bound_percent"] == 80
    assert entry.organisation == cast.region


def test_a_share_between_the_steps_is_refused(cast: Cast) -> None:
    unit = Unit.objects.create(organisation=cast.region, name="Labbet")
    with pytest.raises(ValidationError):
        judge_tasks(cast.planner, unit, bound_percent=33, reason="En tredjedel.")


def test_nobody_else_judges_a_units_tasks(cast: Cast) -> None:
    unit = Unit.objects.create(organisation=cast.region, name="Labbet")
    for user in (cast.outsider, cast.employee, cast.manager):
        with pytest.raises(NotYourUnit):
            judge_tasks(user, unit, bound_percent=0, reason="")


def test_the_study_knows_what_is_judged_and_hides_the_unit_of_three(cast: Cast) -> None:
    make_places(cast.region)
    units = make_units(cast.region)
    judge_tasks(cast.planner, units["Sydenheten"], bound_percent=50, reason="Besök.")
    study = study_of(cast.region)
    assert study is not None
    row = study.profile.units.index("Sydenheten")
    assert study.bound[row] == 0.5
    assert study.is_judged[row]
    assert study.profile.is_hidden[study.profile.units.index("Trioenheten")]
    assert "shut" not in study.place_keys


def test_a_place_of_another_employer_is_not_proposed(cast: Cast) -> None:
    make_places(cast.municipality)
    make_units(cast.region)
    study = study_of(cast.region)
    assert study is not None
    names = {study.sites[place].site_id for place in study.profile.places}
    assert names == {"hub-a", "hub-b", "clinic"}


# -- Checks


def test_a_new_check_weighs_all_eight_municipalities_alike(cast: Cast) -> None:
    make_places(cast.region)
    units = make_units(cast.region)
    check = create_check(cast.planner, cast.region, facts(unit=units["Nordenheten"]))
    rows = check.figures["rows"]
    assert [row["municipality"] for row in rows] == list(county_names())
    assert len(rows) == 8
    assert len({tuple(sorted(row)) for row in rows}) == 1
    north = next(row for row in rows if row["municipality"] == "Strömsund")
    assert north["offices"] == ["Strömsundskontoret"]
    assert north["unit_km_saved"] > 0
    assert north["staff_near"] == [20, 24]
    assert check.figures["is_stand_in"]
    assert check.outcome == Outcome.PLACED


def test_staff_near_is_told_in_bands_and_never_exactly(cast: Cast) -> None:
    make_places(cast.region)
    make_units(cast.region)
    rows = alternatives(cast.region, None)["rows"]
    for row in rows:
        low, high = row["staff_near"]
        assert low % 5 == 0
        assert high - low in {3, 4} or high == 92


def test_the_units_row_is_empty_for_a_unit_of_three(cast: Cast) -> None:
    make_places(cast.region)
    units = make_units(cast.region)
    rows = alternatives(cast.region, units["Trioenheten"])["rows"]
    assert {row["unit_km_saved"] for row in rows} == {None}
    assert {row["unit_people"] for row in rows} == {None}


def test_a_check_can_be_made_before_there_are_places_or_staff(cast: Cast) -> None:
    check = create_check(cast.planner, cast.region, facts())
    assert {row["is_place"] for row in check.figures["rows"]} == {False}
    assert {row["measured_to"] for row in check.figures["rows"]} >= {"Svenstavik", "Sveg"}


def test_the_chosen_place_decides_the_municipality(cast: Cast) -> None:
    places = make_places(cast.region)
    check = create_check(
        cast.planner, cast.region, facts(place=places["office"], municipality="Strömsund")
    )
    assert check.municipality == "Östersund"
    assert check.outcome == Outcome.CENTRE


def test_a_decision_freezes_figures_with_a_fingerprint(cast: Cast) -> None:
    make_places(cast.region)
    check = decided(cast)
    assert check.status == CheckStatus.DECIDED
    assert check.figures_hash == hash_of(check.figures)
    assert check.figures["constants_version"]
    assert check.figures["quality"] == "estimate"
    assert AuditEntry.objects.filter(verb="decided", thing_id=str(check.pk)).exists()


def test_a_decided_check_is_neither_changed_decided_again_nor_deleted(cast: Cast) -> None:
    check = decided(cast)
    for attempt in (
        lambda: update_check(cast.planner, check, facts(activity="Annat")),
        lambda: decide_check(cast.planner, check, DECISION, today=TODAY),
        lambda: delete_check(cast.planner, check),
    ):
        with pytest.raises(CheckIsDecided):
            attempt()
    check.refresh_from_db()
    assert check.activity == "Ny mottagning på distans"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": "  "}, "reason"), ({"municipality": ""}, "municipality")],
)
def test_a_check_without_choice_or_reason_cannot_be_decided(
    cast: Cast, changes: dict[str, str], field: str
) -> None:
    check = create_check(cast.planner, cast.region, facts(**changes))
    with pytest.raises(DecisionLacks) as found:
        decide_check(cast.planner, check, DECISION, today=TODAY)
    assert found.value.field == field


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision("RS/12", "", TODAY, "styrelsen"), "registry_number"),
        (Decision("RS/12/2026", "x", TODAY, "styrelsen"), "paragraph"),
        (Decision("RS/12/2026", "", date(2026, 6, 1), "styrelsen"), "decided_on"),
        (Decision("RS/12/2026", "", TODAY, " "), "deciding_role"),
    ],
)
def test_a_reference_that_cannot_be_right_is_refused(
    cast: Cast, decision: Decision, field: str
) -> None:
    check = create_check(cast.planner, cast.region, facts())
    with pytest.raises(DecisionLacks) as found:
        decide_check(cast.planner, check, decision, today=TODAY)
    assert found.value.field == field


def test_the_database_refuses_a_decided_check_without_reason(cast: Cast) -> None:
    check = create_check(cast.planner, cast.region, facts(reason=""))
    with pytest.raises(IntegrityError), transaction.atomic():
        LocationCheck.objects.filter(pk=check.pk).update(status=CheckStatus.DECIDED)


def test_a_new_check_replaces_a_decided_one_once_it_is_decided(cast: Cast) -> None:
    old = decided(cast)
    new = replace_check(cast.planner, old)
    assert new.is_draft
    assert not new.reason
    old.refresh_from_db()
    assert old.status == CheckStatus.DECIDED
    with pytest.raises(CheckIsReplaced):
        replace_check(cast.planner, old)
    update_check(cast.planner, new, facts(municipality="Berg"))
    decide_check(cast.planner, new, DECISION, today=TODAY)
    old.refresh_from_db()
    assert old.status == CheckStatus.SUPERSEDED
    with pytest.raises(CheckIsReplaced):
        replace_check(cast.planner, old)


def test_others_neither_make_nor_decide_checks(cast: Cast) -> None:
    check = create_check(cast.planner, cast.region, facts())
    for user in (cast.outsider, cast.employee, cast.manager):
        with pytest.raises(NotYourCheck):
            create_check(user, cast.region, facts())
        with pytest.raises(NotYourCheck):
            decide_check(user, check, DECISION, today=TODAY)
        assert check not in LocationCheck.objects.visible_to(user)


# -- Vacancies


def test_a_manager_saves_and_sees_own_vacancies_only(cast: Cast) -> None:
    rules, figures = {"office_days": "w1"}, {"total": {}}
    texts = {"advert_sv": "", "advert_en": ""}
    mine = save_post(cast.manager, cast.region, name="Min", rules=rules, figures=figures, **texts)
    other = save_post(cast.hr, cast.region, name="HR:s", rules=rules, figures=figures, **texts)
    assert list(Post.objects.visible_to(cast.manager)) == [mine]
    assert set(Post.objects.visible_to(cast.planner)) == {mine, other}
    assert not Post.objects.visible_to(cast.outsider).exists()
    with pytest.raises(NotYourPost):
        delete_post(cast.manager, other)
    delete_post(cast.hr, mine)
    with pytest.raises(NotYourPost):
        save_post(cast.employee, cast.region, name="Nej", rules=rules, figures=figures, **texts)
