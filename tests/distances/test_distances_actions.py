"""Asking, answering, importing, withdrawing and forgetting; two people at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from arbetshubb.distances.actions import (
    AlreadyWithdrawn,
    Decided,
    Facts,
    ImportNotReady,
    KnownHaveChanged,
    NotAllowed,
    Said,
    abandon_import,
    add_known,
    apply_import,
    ask,
    check_file,
    correct,
    keep,
    withdraw_known,
)
from arbetshubb.distances.models import DistanceQuestion, KnownDistance, KnownImport
from arbetshubb.distances.queries import import_diff
from arbetshubb.distances.rules.questions import (
    KEPT_AFTER_DECISION,
    AlreadyDecided,
    ShorterThanStraight,
)
from arbetshubb.distances.travel import distance_between
from arbetshubb.foundation.models import AuditEntry, OutboxMessage, User
from arbetshubb.places.models import Place
from cast import Cast, make_user
from distances.distances_study import HOME, place

TODAY = date(2026, 11, 22)
DECIDED = Decided(km=52.0, minutes=44.0, source="Körd", reason="Du har rätt.", valid_from=TODAY)
GOOD = "from;to;km;source\nN7048E482;stab;52;Körd\nHammerdal;stab;72;Skylten\n"


@pytest.fixture
def office(db: None) -> Place:
    return place()


def question(user: User, office: Place) -> DistanceQuestion:
    return ask(
        user,
        origin=HOME,
        origin_text="Hem",
        place=office,
        shown=distance_between(HOME, office),
        said=Said(52.0, "Vägen går runt sjön."),
    )


def facts(office: Place, **changes: object) -> Facts:
    return Facts(
        **{  # type: ignore[arg-type]
            "origin": HOME, "origin_text": "Hem", "place": office, "km": 52.0,
            "source": "Körd", "valid_from": TODAY, **changes,
        }
    )  # fmt: skip


# -- Questions


def test_a_question_keeps_what_was_shown_and_what_is_said(cast: Cast, office: Place) -> None:
    asked = question(cast.employee, office)
    shown = distance_between(HOME, office)
    assert asked.organisation == cast.region
    assert (float(asked.shown_km or 0), asked.shown_quality) == (
        round(shown.km or 0, 1),
        "estimate",
    )
    assert (float(asked.said_km or 0), asked.said_why) == (52.0, "Vägen går runt sjön.")
    assert asked.is_open


def test_neither_log_nor_outbox_knows_the_square(cast: Cast, office: Place) -> None:
    asked = question(cast.employee, office)
    correct(cast.planner, asked, DECIDED)
    told = [entry.before for entry in AuditEntry.objects.all()]
    told += [entry.after for entry in AuditEntry.objects.all()]
    told += [message.payload for message in OutboxMessage.objects.all()]
    assert HOME.id not in str(told)
    topics = set(OutboxMessage.objects.values_list("topic", flat=True))
    assert {"distances.asked", "distances.answered", "distances.known"} <= topics


def test_a_correction_makes_a_known_distance_that_the_asker_sees(cast: Cast, office: Place) -> None:
    before = distance_between(HOME, office)
    answered = correct(cast.planner, question(cast.employee, office), DECIDED)
    known = KnownDistance.objects.get()
    assert (answered.status, answered.correction) == ("corrected", known)
    assert (answered.decided_by, answered.decision_reason) == (cast.planner, "Du har rätt.")
    assert known.is_private_origin
    after = distance_between(HOME, office)
    assert (after.km, after.minutes) == (52.0, 44.0)
    assert after.measured_km == before.km
    assert after.correction is not None
    assert not after.is_estimate


def test_keeping_says_why_and_changes_nothing(cast: Cast, office: Place) -> None:
    before = distance_between(HOME, office)
    answered = keep(cast.hr, question(cast.employee, office), reason="Vägen är mätt.")
    assert (answered.status, answered.decision_reason) == ("kept", "Vägen är mätt.")
    assert not KnownDistance.objects.exists()
    assert distance_between(HOME, office) == before


@pytest.mark.parametrize("name", ["employee", "manager", "outsider"])
def test_only_those_who_answer_at_the_askers_employer_decide(
    cast: Cast, office: Place, name: str
) -> None:
    asked = question(cast.employee, office)
    for decide in (
        lambda user: correct(user, asked, DECIDED),
        lambda user: keep(user, asked, reason="Nej"),
    ):
        with pytest.raises(NotAllowed):
            decide(getattr(cast, name))
    asked.refresh_from_db()
    assert asked.is_open


def test_nobody_answers_a_question_of_their_own(cast: Cast, office: Place) -> None:
    with pytest.raises(NotAllowed):
        correct(cast.planner, question(cast.planner, office), DECIDED)


def test_a_question_is_answered_once(cast: Cast, office: Place) -> None:
    asked = question(cast.employee, office)
    keep(cast.hr, asked, reason="Nej")
    for decide in (
        lambda: correct(cast.planner, asked, DECIDED),
        lambda: keep(cast.planner, asked, reason="Nej igen"),
    ):
        with pytest.raises(AlreadyDecided):
            decide()
    assert DistanceQuestion.objects.get().decision_reason == "Nej"


def test_a_correction_shorter_than_the_straight_line_is_refused_whole(
    cast: Cast, office: Place
) -> None:
    asked = question(cast.employee, office)
    impossible = Decided(km=12.0, minutes=None, source="?", reason="?", valid_from=TODAY)
    with pytest.raises(ShorterThanStraight):
        correct(cast.planner, asked, impossible)
    asked.refresh_from_db()
    assert asked.is_open
    assert not KnownDistance.objects.exists()


def together(*actions: Callable[[], object]) -> list[str]:
    """Do the actions at the same moment; what each raised, or an empty text."""
    gate, answers = threading.Barrier(len(actions)), [""] * len(actions)

    def do(index: int, action: Callable[[], object]) -> None:
        gate.wait(10)
        try:
            action()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            answers[index] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_wins(cast: Cast, office: Place) -> None:
    asked = question(cast.employee, office)
    answers = together(
        lambda: correct(cast.planner, asked, DECIDED),
        lambda: keep(cast.administrator, asked, reason="Nej"),
    )
    assert answers == ["", "AlreadyDecided"]
    answered = DistanceQuestion.objects.get()
    assert KnownDistance.objects.count() == (1 if answered.status == "corrected" else 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_withdraw_at_once_one_wins(cast: Cast, office: Place) -> None:
    known = add_known(cast.planner, cast.region, facts(office))
    answers = together(
        lambda: withdraw_known(cast.planner, known, reason="Fel"),
        lambda: withdraw_known(cast.administrator, known, reason="Också fel"),
    )
    assert answers == ["", "AlreadyWithdrawn"]
    assert AuditEntry.objects.filter(verb="withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_same_way_at_once_one_holds(cast: Cast, office: Place) -> None:
    together(
        lambda: add_known(cast.planner, cast.region, facts(office, km=52.0)),
        lambda: add_known(cast.outsider, cast.municipality, facts(office, km=53.0)),
    )
    assert KnownDistance.objects.active().count() == 1


# -- Known distances


def test_a_new_distance_takes_the_place_of_the_old_which_stays_in_the_list(
    cast: Cast, office: Place
) -> None:
    old = add_known(cast.planner, cast.region, facts(office, km=50.0))
    new = add_known(cast.administrator, cast.region, facts(office, km=52.0, source="Ny karta"))
    old.refresh_from_db()
    assert not old.is_active
    assert "Ny karta" in old.withdrawn_reason
    assert list(KnownDistance.objects.active()) == [new]


def test_a_withdrawn_distance_holds_no_more_and_cannot_be_withdrawn_again(
    cast: Cast, office: Place
) -> None:
    before = distance_between(HOME, office)
    known = add_known(cast.planner, cast.region, facts(office))
    withdraw_known(cast.planner, known, reason="Fel ruta")
    assert distance_between(HOME, office) == before
    with pytest.raises(AlreadyWithdrawn):
        withdraw_known(cast.planner, known, reason="Igen")


@pytest.mark.parametrize("name", ["employee", "manager", "hr"])
def test_only_planners_and_administrators_keep_known_distances(
    cast: Cast, office: Place, name: str
) -> None:
    known = add_known(cast.planner, cast.region, facts(office))
    user = getattr(cast, name)
    for act in (
        lambda: add_known(user, cast.region, facts(office)),
        lambda: withdraw_known(user, known, reason="Fel"),
        lambda: check_file(user, cast.region, name="a.csv", content=GOOD.encode()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_database_holds_one_active_distance_a_pair(cast: Cast, office: Place) -> None:
    known = add_known(cast.planner, cast.region, facts(office))
    known.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        known.save()
    for wrong in ({"km": -1}, {"withdrawn": timezone.now(), "withdrawn_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KnownDistance.objects.update(**wrong)


def test_the_database_refuses_an_answer_without_reason(cast: Cast, office: Place) -> None:
    question(cast.employee, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        DistanceQuestion.objects.update(status="kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        DistanceQuestion.objects.update(origin_cell="")


def test_a_place_that_moves_loses_its_known_distances(cast: Cast, office: Place) -> None:
    add_known(cast.planner, cast.region, facts(office))
    office.north += 2_000
    office.save()
    known = KnownDistance.objects.get()
    assert known.is_active
    assert not known.counts
    assert distance_between(HOME, office).correction is None


# -- A file


def checked(cast: Cast, text: str = GOOD) -> KnownImport:
    return check_file(cast.planner, cast.region, name="avstånd.csv", content=text.encode())


def test_a_file_is_checked_shown_and_applied(cast: Cast, office: Place) -> None:
    add_known(cast.planner, cast.region, facts(office, km=50.0))
    batch = checked(cast)
    diff, basis = import_diff(batch)
    assert (len(diff.new), len(diff.replaced)) == (1, 1)
    assert KnownDistance.objects.count() == 1
    apply_import(cast.planner, batch, basis=basis)
    assert KnownDistance.objects.active().count() == 2
    assert KnownDistance.objects.filter(withdrawn__isnull=False).count() == 1
    with pytest.raises(ImportNotReady):
        apply_import(cast.planner, batch, basis=basis)
    assert import_diff(checked(cast))[0].is_empty


def test_a_file_with_errors_or_no_file_at_all_changes_nothing(cast: Cast, office: Place) -> None:
    for content in (b"from;to;km;source\nHem;stab;52;x\n", b"\x89PNG\r\n\x1a\n\x00", b""):
        batch = check_file(cast.planner, cast.region, name="fel.csv", content=content)
        assert batch.status == "faulty"
        assert batch.problems
        with pytest.raises(ImportNotReady):
            apply_import(cast.planner, batch, basis="")
    assert not KnownDistance.objects.exists()


def test_differences_shown_too_long_ago_are_not_applied(cast: Cast, office: Place) -> None:
    batch = checked(cast)
    _diff, basis = import_diff(batch)
    add_known(cast.administrator, cast.region, facts(office, km=51.0))
    with pytest.raises(KnownHaveChanged):
        apply_import(cast.planner, batch, basis=basis)
    batch.refresh_from_db()
    assert batch.status == "checked"
    assert KnownDistance.objects.get().km == 51


def test_a_file_put_away_is_forgotten(cast: Cast, office: Place) -> None:
    batch = checked(cast)
    abandon_import(cast.planner, batch)
    batch.refresh_from_db()
    assert (batch.status, batch.rows, batch.problems) == ("abandoned", [], [])
    with pytest.raises(ImportNotReady):
        abandon_import(cast.planner, batch)


# -- Forgetting


def test_the_square_goes_half_a_year_after_the_answer(cast: Cast, office: Place) -> None:
    old, fresh, waiting = (question(cast.employee, office) for _number in range(3))
    correct(cast.planner, old, DECIDED)
    keep(cast.planner, fresh, reason="Nej")
    long_ago = timezone.now() - KEPT_AFTER_DECISION - timedelta(days=1)
    DistanceQuestion.objects.filter(pk=old.pk).update(decided=long_ago)
    call_command("forget_old_questions")
    for each in (old, fresh, waiting):
        each.refresh_from_db()
    assert (old.origin_cell, old.origin_text, old.said_why, old.correction) == ("", "", "", None)
    assert old.is_forgotten
    assert float(old.decided_km or 0) == 52.0
    assert fresh.origin_cell == waiting.origin_cell == HOME.id
    # The road is as long as before, but nothing leads from it to who asked.
    known = KnownDistance.objects.get()
    assert known.is_active
    assert AuditEntry.objects.filter(verb="square forgotten", actor=None).count() == 1
    call_command("forget_old_questions")
    assert AuditEntry.objects.filter(verb="square forgotten").count() == 1


def test_somebody_without_organisation_cannot_ask(cast: Cast, office: Place) -> None:
    lonely = make_user("employee", cast.region, username="lonely")
    lonely.memberships.all().delete() if hasattr(
        lonely, "memberships"
    ) else lonely.membership_set.all().delete()
    with pytest.raises(NotAllowed):
        question(User.objects.get(pk=lonely.pk), office)
