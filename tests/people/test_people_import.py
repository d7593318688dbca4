from __future__ import annotations

import io
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone
from people_study import check, people_file

from arbetshubb.foundation.models import AuditEntry, Organisation, OutboxMessage
from arbetshubb.people.actions import (
    ImportExpired,
    ImportNotOpen,
    PeopleChangedMeanwhile,
    abandon_import,
    apply_import,
    forget_expired_imports,
)
from arbetshubb.people.models import ImportBatch, ImportStatus, Person, Unit
from cast import Cast

pytestmark = pytest.mark.django_db

ELLA = "1;Vård;Östersund;O1;3;2;0;car"
KIM = "2;Vård;Krokom;O1;5;0;0;bus"
ROBIN = "3;Skola;Krokom;O2;5;0;0;bus"


def imported(cast: Cast, *rows: str, removes_gone: bool = False) -> ImportBatch:
    batch = check(cast, people_file(*rows))
    return apply_import(batch, actor=cast.hr, removes_gone=removes_gone)


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return (batch.new_count, batch.changed_count, batch.gone_count, batch.unchanged_count)


def test_checking_a_file_changes_nobody(cast: Cast) -> None:
    batch = check(cast, people_file(ELLA, KIM))
    assert batch.status == ImportStatus.CHECKED
    assert counts(batch) == (2, 0, 0, 0)
    assert not Person.objects.exists()


def test_applying_makes_people_and_units(cast: Cast) -> None:
    imported(cast, ELLA, KIM, ROBIN)
    assert Person.objects.count() == 3
    assert set(Unit.objects.values_list("name", flat=True)) == {"Vård", "Skola"}
    kim = Person.objects.get(mode="bus", unit__name="Vård")
    assert (kim.home_municipality, kim.workplace, float(kim.office_days)) == ("Krokom", "O1", 5.0)
    assert kim.home_cell.startswith("N")


def test_neither_the_raw_id_nor_the_file_is_kept_anywhere(cast: Cast) -> None:
    batch = check(cast, people_file("SECRET-4711;Vård;Krokom;O1;5;0;0;bus"))
    assert "SECRET-4711" not in str(ImportBatch.objects.values().get(pk=batch.pk))
    apply_import(batch, actor=cast.hr, removes_gone=False)
    for model in (Person, ImportBatch, AuditEntry, OutboxMessage):
        assert "SECRET-4711" not in str(list(model.objects.values()))


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    imported(cast, ELLA, KIM)
    before = list(Person.objects.order_by("pk").values())
    again = imported(cast, KIM, ELLA)
    assert counts(again) == (0, 0, 0, 2)
    assert list(Person.objects.order_by("pk").values()) == before


def test_a_changed_person_is_the_same_person(cast: Cast) -> None:
    imported(cast, ELLA, KIM)
    keys = set(Person.objects.values_list("pk", flat=True))
    batch = imported(cast, "1;Skola;Östersund;O2;2,5;2,5;0;walk", KIM)
    assert counts(batch) == (0, 1, 0, 1)
    assert set(Person.objects.values_list("pk", flat=True)) == keys
    ella = Person.objects.get(mode="walk")
    assert (ella.unit.name, ella.workplace, float(ella.home_days)) == ("Skola", "O2", 2.5)


def test_those_not_in_the_file_stay_unless_they_are_to_go(cast: Cast) -> None:
    imported(cast, ELLA, ROBIN)
    batch = imported(cast, ELLA)
    assert (counts(batch), batch.gone_were_removed) == ((0, 0, 1, 1), False)
    assert Person.objects.count() == 2
    batch = imported(cast, ELLA, removes_gone=True)
    assert batch.gone_were_removed
    assert Person.objects.count() == 1


def test_a_unit_that_nobody_is_left_in_disappears(cast: Cast) -> None:
    imported(cast, ELLA, ROBIN)
    imported(cast, ELLA, removes_gone=True)
    assert [unit.name for unit in Unit.objects.all()] == ["Vård"]


def test_an_import_never_touches_another_employer(cast: Cast) -> None:
    imported(cast, ELLA, KIM)
    theirs = check(cast, people_file(ROBIN), organisation=cast.municipality, actor=cast.outsider)
    assert counts(theirs) == (1, 0, 0, 0)
    apply_import(theirs, actor=cast.outsider, removes_gone=True)
    assert Person.objects.filter(organisation=cast.region).count() == 2
    assert Person.objects.filter(organisation=cast.municipality).count() == 1


def test_the_same_id_at_two_employers_is_two_people(cast: Cast) -> None:
    imported(cast, ELLA)
    theirs = check(cast, people_file(ELLA), organisation=cast.municipality, actor=cast.outsider)
    apply_import(theirs, actor=cast.outsider, removes_gone=False)
    assert len(set(Person.objects.values_list("pseudonym", flat=True))) == 2


def test_an_import_is_noted_and_told_without_personal_data(cast: Cast) -> None:
    batch = imported(cast, ELLA, KIM)
    entry = AuditEntry.objects.get(verb="imported")
    assert (entry.actor, entry.organisation) == (cast.hr, cast.region)
    assert entry.after["new"] == 2
    message = OutboxMessage.objects.get(topic="people.imported")
    assert message.payload["organisation"] == "REG"
    pseudonyms = Person.objects.values_list("pseudonym", flat=True)
    assert not any(name in str((entry.after, message.payload)) for name in pseudonyms)
    batch.refresh_from_db()
    assert batch.rows is None


def test_a_bad_row_makes_the_whole_file_wait(cast: Cast) -> None:
    batch = check(cast, people_file(ELLA, "2;Vård;Atlantis;O1;5;0;0;bus"))
    assert batch.status == ImportStatus.FAULTY
    assert batch.rows is None
    (problem,) = [each for each in batch.problems if each["severity"] == "error"]
    assert (problem["row"], problem["column"], problem["value"]) == (3, "home", "Atlantis")
    with pytest.raises(ImportNotOpen):
        apply_import(batch, actor=cast.hr, removes_gone=False)


def test_another_employers_rows_are_refused(cast: Cast) -> None:
    content = people_file(
        "REG;1;Vård;Krokom;O1;5;0;0;bus",
        "Granfors kommun;2;Vård;Krokom;O1;5;0;0;bus",
        first="employer;",
    )
    batch = check(cast, content)
    assert batch.status == ImportStatus.FAULTY
    assert [each["code"] for each in batch.problems] == ["employer_other"]


def test_a_personal_identity_number_is_refused_and_not_kept(cast: Cast) -> None:
    batch = check(cast, people_file("811218-9876;Vård;Krokom;O1;5;0;0;bus"))
    assert batch.status == ImportStatus.FAULTY
    assert "811218" not in str(batch.problems)


def test_something_that_is_no_table_is_a_problem_not_a_crash(cast: Cast) -> None:
    for content in (b"", b"\x00\x01\x02" * 50, b"PK\x03\x04broken"):
        batch = check(cast, content)
        assert batch.status == ImportStatus.FAULTY
        assert batch.problems


def test_people_who_changed_meanwhile_stop_an_old_difference(cast: Cast) -> None:
    old = check(cast, people_file(ELLA))
    imported(cast, KIM)
    with pytest.raises(PeopleChangedMeanwhile):
        apply_import(old, actor=cast.hr, removes_gone=True)
    assert Person.objects.count() == 1
    assert ImportBatch.objects.get(pk=old.pk).status == ImportStatus.CHECKED


def test_a_batch_is_applied_once(cast: Cast) -> None:
    batch = check(cast, people_file(ELLA))
    apply_import(batch, actor=cast.hr, removes_gone=False)
    with pytest.raises(ImportNotOpen):
        apply_import(batch, actor=cast.hr, removes_gone=False)


def test_a_batch_put_aside_cannot_be_applied_and_keeps_no_rows(cast: Cast) -> None:
    batch = check(cast, people_file(ELLA))
    abandon_import(batch, actor=cast.hr)
    batch.refresh_from_db()
    assert (batch.status, batch.rows) == (ImportStatus.ABANDONED, None)
    with pytest.raises(ImportNotOpen):
        apply_import(batch, actor=cast.hr, removes_gone=False)
    with pytest.raises(ImportNotOpen):
        abandon_import(batch, actor=cast.hr)


def test_rows_and_problems_are_gone_after_a_day(cast: Cast) -> None:
    good = check(cast, people_file(ELLA))
    bad = check(cast, people_file("2;Vård;Atlantis;O1;5;0;0;bus"))
    young = check(cast, people_file(KIM))
    late = timezone.now() - ImportBatch.KEPT - timedelta(minutes=1)
    ImportBatch.objects.filter(pk__in=[good.pk, bad.pk]).update(created=late)
    assert forget_expired_imports() == 2
    for batch in (good, bad, young):
        batch.refresh_from_db()
    assert (good.rows, bad.problems) == (None, [])
    assert young.rows is not None
    with pytest.raises(ImportExpired):
        apply_import(good, actor=cast.hr, removes_gone=False)


def test_a_protected_identity_is_never_read(cast: Cast) -> None:
    content = people_file(
        "nej;1;Vård;Krokom;O1;5;0;0;bus",
        "ja;2;Vård;Krokom;O1;5;0;0;bus",
        first="skyddad_identitet;",
    )
    batch = check(cast, content)
    assert (batch.row_count, batch.protected_count) == (1, 1)


def test_an_import_that_breaks_off_leaves_nothing_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = check(cast, people_file(ELLA))

    def broken(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("arbetshubb.people.actions.publish", broken)
    with pytest.raises(ConnectionError):
        apply_import(batch, actor=cast.hr, removes_gone=False)
    assert not Person.objects.exists()
    assert not AuditEntry.objects.filter(verb="imported").exists()
    assert ImportBatch.objects.get(pk=batch.pk).status == ImportStatus.CHECKED


def _at_once(*works: object) -> list[object]:
    """What each work gave or raised when all began together."""
    barrier = threading.Barrier(len(works))
    results: list[object] = []

    def run(work: object) -> None:
        barrier.wait()
        try:
            results.append(work())  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001  the test looks at it
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_the_same_file_at_once_apply_it_once(cast: Cast) -> None:
    batch = check(cast, people_file(ELLA, KIM))

    def work() -> ImportBatch:
        return apply_import(batch, actor=cast.hr, removes_gone=True)

    results = _at_once(work, work, work)
    assert sum(isinstance(each, ImportBatch) for each in results) == 1
    assert sum(isinstance(each, ImportNotOpen) for each in results) == 2
    assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_files_applied_at_once_never_mix(cast: Cast) -> None:
    one, other = check(cast, people_file(ELLA)), check(cast, people_file(KIM, ROBIN))
    results = _at_once(
        lambda: apply_import(one, actor=cast.hr, removes_gone=True),
        lambda: apply_import(other, actor=cast.planner, removes_gone=True),
    )
    assert sum(isinstance(each, PeopleChangedMeanwhile) for each in results) == 1
    (winner,) = [each for each in results if isinstance(each, ImportBatch)]
    assert Person.objects.count() == winner.new_count


def test_an_organisation_with_people_cannot_be_deleted(cast: Cast) -> None:
    imported(cast, ELLA)
    with pytest.raises(ProtectedError):
        Organisation.objects.get(pk=cast.region.pk).delete()


def test_the_daily_command_forgets_what_has_waited_too_long(cast: Cast) -> None:
    batch = check(cast, people_file(ELLA))
    ImportBatch.objects.update(created=timezone.now() - timedelta(days=2))
    said = io.StringIO()
    call_command("forget_expired", stdout=said)
    batch.refresh_from_db()
    assert batch.rows is None
    assert said.getvalue().startswith("1 ")
