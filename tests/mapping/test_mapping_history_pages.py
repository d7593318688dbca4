"""Pictures kept of imports, and the page that moves between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from arbetshubb.foundation.models import Job
from arbetshubb.mapping.actions.history import keep_picture
from arbetshubb.mapping.models import Snapshot
from arbetshubb.mapping.rules.frozen import FEWEST_CHANGED
from arbetshubb.people.actions import apply_import, check_import
from arbetshubb.people.models import ImportBatch, ImportStatus, Person
from arbetshubb.places.models import Place
from arbetshubb.places.queries import sites
from arbetshubb.reference.gazetteer import Gazetteer
from cast import Cast
from mapping.test_mapping_pages import SignIn, in_english, office

__all__ = ["in_english", "office"]
HEADER = "person_id;unit;home;workplace;office_days;home_days;mode;remote_eligible"


def bring(cast: Cast, homes: dict[str, int], *, removes_gone: bool = True) -> ImportBatch:
    rows = [
        f"{home}-{number};IT;{home};stab;3;2;car;yes"
        for home, many in homes.items()
        for number in range(many)
    ]
    batch = check_import(
        "\n".join([HEADER, *rows]).encode(),
        file_name="personal.csv",
        organisation=cast.region,
        actor=cast.hr,
        sites=sites(),
        gazetteer=Gazetteer.shipped(),
    )
    assert batch.status == ImportStatus.CHECKED, batch.problems
    return apply_import(batch, actor=cast.hr, removes_gone=removes_gone)


@pytest.fixture
def first(cast: Cast, office: Place) -> Cast:
    bring(cast, {"Östersund": 30, "Järpen": 22})
    keep_picture(cast.region, actor=cast.hr, at=timezone.now() - timedelta(days=400))
    return cast


def page(client: Client, query: str = "") -> str:
    answer = client.get(reverse("mapping:history") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_import_leaves_a_picture_when_a_worker_has_been_at_it(
    cast: Cast,
    office: Place,
    work: Callable[[], None],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        batch = bring(cast, {"Östersund": 30})
    work()
    assert [job.status for job in Job.objects.all()] == ["done"]
    kept = Snapshot.objects.get()
    assert kept.batch == batch
    assert kept.taken == batch.applied
    assert kept.frozen.people == 30


def test_a_worker_that_comes_late_keeps_only_the_newest(
    cast: Cast,
    office: Place,
    work: Callable[[], None],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bring(cast, {"Östersund": 30})
        newest = bring(cast, {"Östersund": 50})
    work()
    assert Snapshot.objects.get().batch == newest


def test_a_file_put_aside_or_faulty_starts_nothing(
    cast: Cast, office: Place, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        check_import(
            b"nonsense", file_name="x.csv", organisation=cast.region, actor=cast.hr,
            sites=sites(), gazetteer=Gazetteer.shipped(),
        )  # fmt: skip
    assert not Job.objects.exists()


def test_the_first_visit_keeps_a_picture_if_nobody_has(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    bring(cast, {"Östersund": 30})
    assert "Commuting on one date so far" in page(sign_in(cast.planner))
    page(sign_in(cast.planner))
    assert Snapshot.objects.count() == 1


def test_an_import_that_changes_few_gives_no_date_until_enough_have_changed(
    first: Cast, sign_in: SignIn
) -> None:
    few = FEWEST_CHANGED - 4
    bring(first, {"Östersund": 30 + few, "Järpen": 22})
    text = page(sign_in(first.planner))
    assert "A later import is not shown yet" in text
    assert Snapshot.objects.count() == 1
    bring(first, {"Östersund": 30 + few, "Järpen": 22 + 4})
    assert "Commuting on 2 dates" in page(sign_in(first.planner))


def test_a_new_hire_moves_nothing_on_the_page(first: Cast, sign_in: SignIn) -> None:
    def shown() -> str:
        return page(sign_in(first.planner)).split('id="history"')[1].split("ui-callout")[0]

    before = shown()
    bring(first, {"Östersund": 31, "Järpen": 22})
    assert shown() == before


def test_each_date_has_its_own_picture(first: Cast, sign_in: SignIn) -> None:
    bring(first, {"Östersund": 60, "Järpen": 22})
    old, new = (page(sign_in(first.planner), f"?at={at}") for at in (0, 1))
    assert 'value="0"' in old.split('type="range"')[1].split(">")[0]
    assert "Most employees live in Östersund: 30 employees" in old
    assert "Most employees live in Östersund: 60 employees" in new
    assert page(sign_in(first.planner)).count("<svg") > 1


@pytest.mark.parametrize("at", ["-1", "99", "²", "x", ""])
def test_an_unknown_date_is_the_newest(first: Cast, sign_in: SignIn, at: str) -> None:
    bring(first, {"Östersund": 60, "Järpen": 22})
    assert "Most employees live in Östersund: 60 employees" in page(
        sign_in(first.planner), f"?at={at}"
    )


def test_the_same_import_is_kept_once(first: Cast) -> None:
    assert keep_picture(first.region, actor=None) is None
    assert Snapshot.objects.count() == 1


def test_nobody_is_kept_without_an_import(cast: Cast) -> None:
    assert keep_picture(cast.region, actor=None) is None


def test_an_import_that_leaves_nobody_is_not_kept(cast: Cast, office: Place) -> None:
    bring(cast, {"Östersund": 30})
    Person.objects.all().delete()
    assert keep_picture(cast.region, actor=None) is None


def test_the_workbook_has_every_date(first: Cast, sign_in: SignIn) -> None:
    bring(first, {"Östersund": 60, "Järpen": 22})
    page(sign_in(first.planner))
    answer = sign_in(first.planner).get(reverse("mapping:history_export"))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    homes = book.get_sheet_by_name("Home municipality").to_python()
    assert ["Östersund", 30, 60] in homes


def test_another_organisation_sees_none_of_it(first: Cast, sign_in: SignIn) -> None:
    text = page(sign_in(first.outsider))
    assert "No date yet" in text
    answer = sign_in(first.outsider).get(reverse("mapping:history_export"))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert len(book.get_sheet_by_name("All dates").to_python()) == 1


@pytest.mark.parametrize("address", ["mapping:history", "mapping:history_export"])
def test_employees_do_not_come_in(first: Cast, sign_in: SignIn, address: str) -> None:
    assert sign_in(first.employee).get(reverse(address)).status_code == 403
