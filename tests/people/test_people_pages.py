from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from people_study import check, offices, people_file
from pytest_django import Settings

from arbetshubb.foundation.models import AuditEntry, User
from arbetshubb.people.actions import apply_import
from arbetshubb.people.models import ImportBatch, Person
from arbetshubb.people.views import importing
from arbetshubb.tables.reading import read_table
from cast import Cast

pytestmark = pytest.mark.django_db
type SignIn = Callable[[User], Client]

GOOD = ("1;Vård;Östersund;O1;3;2;0;car", "2;Skola;Krokom;O1;5;0;0;bus")
BAD = ("1;Vård;Atlantis;O1;3;2;0;car", "2;Skola;Krokom;O9;5;0;0;bus", "3;Skola;Krokom;O1;9;0;0;x")
GET_PAGES = ("home", "export", "units", "units_export", "import", "template")


@pytest.fixture(autouse=True)
def _sites(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places room is above this one; here it has two offices."""
    monkeypatch.setattr(importing, "import_string", lambda _: offices)


@pytest.fixture
def english(cast: Cast) -> None:
    User.objects.update(language="en")


@pytest.fixture
def staffed(cast: Cast) -> None:
    apply_import(check(cast, people_file(*GOOD)), actor=cast.hr, removes_gone=False)


def upload(browser: Client, content: bytes, name: str = "people.csv") -> ImportBatch:
    file = SimpleUploadedFile(name, content)
    answer = browser.post(reverse("people:import"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    batch = ImportBatch.objects.latest("pk")
    assert answer.headers["Location"] == reverse("people:batch", args=[batch.pk])
    return batch


def page_of(browser: Client, batch: ImportBatch) -> str:
    return browser.get(reverse("people:batch", args=[batch.pk])).content.decode()


@pytest.mark.parametrize("name", ["planner", "hr", "administrator"])
def test_those_who_handle_staff_come_in(cast: Cast, sign_in: SignIn, name: str) -> None:
    browser = sign_in(getattr(cast, name))
    for page in GET_PAGES:
        assert browser.get(reverse(f"people:{page}")).status_code == 200, page


@pytest.mark.parametrize("name", ["employee", "manager"])
def test_others_are_refused(cast: Cast, sign_in: SignIn, name: str, staffed: None) -> None:
    browser = sign_in(getattr(cast, name))
    batch = ImportBatch.objects.get()
    for page in GET_PAGES:
        assert browser.get(reverse(f"people:{page}")).status_code == 403, page
    for page in ("batch", "problems"):
        assert browser.get(reverse(f"people:{page}", args=[batch.pk])).status_code == 403, page
    for page in ("apply", "abandon"):
        assert browser.post(reverse(f"people:{page}", args=[batch.pk])).status_code == 403, page


def test_the_unknown_are_sent_to_sign_in(client: Client) -> None:
    for page in GET_PAGES:
        assert client.get(reverse(f"people:{page}")).headers["Location"].startswith("/sign-in/")


def test_an_import_of_another_organisation_does_not_exist(cast: Cast, sign_in: SignIn) -> None:
    batch = check(cast, people_file(*GOOD))
    browser = sign_in(cast.outsider)
    for page in ("batch", "problems"):
        assert browser.get(reverse(f"people:{page}", args=[batch.pk])).status_code == 404
    for page in ("apply", "abandon"):
        assert browser.post(reverse(f"people:{page}", args=[batch.pk])).status_code == 404
    assert not Person.objects.exists()


def test_from_a_file_with_errors_to_a_staff_list(
    cast: Cast, sign_in: SignIn, english: None
) -> None:
    browser = sign_in(cast.planner)
    faulty = upload(browser, people_file(*BAD))
    page = page_of(browser, faulty)
    assert "4 errors to mend" in page
    assert "Atlantis" in page
    assert "No site has this id." in page
    assert reverse("people:apply", args=[faulty.pk]) not in page

    good = upload(browser, people_file(*GOOD))
    page = page_of(browser, good)
    assert reverse("people:apply", args=[good.pk]) in page
    assert not Person.objects.exists()

    answer = browser.post(reverse("people:apply", args=[good.pk]), follow=True)
    assert "The staff list is up to date" in answer.content.decode()
    assert Person.objects.count() == 2
    assert "Vård" in browser.get(reverse("people:home")).content.decode()


def test_the_problems_come_as_a_file_without_formulas(
    cast: Cast, sign_in: SignIn, english: None
) -> None:
    browser = sign_in(cast.planner)
    faulty = upload(browser, people_file("1;Vård;=1+1;O1;3;2;0;car"))
    answer = browser.get(reverse("people:problems", args=[faulty.pk]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "people.csv;2;home;'=1+1;" in text


def test_who_is_not_in_the_file_must_be_decided(cast: Cast, sign_in: SignIn, staffed: None) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, people_file(GOOD[0]))
    url = reverse("people:apply", args=[batch.pk])
    answer = browser.post(url)
    assert answer.status_code == 422
    assert 'name="gone"' in answer.content.decode()
    assert Person.objects.count() == 2
    browser.post(url, {"gone": "remove"})
    assert Person.objects.count() == 1


def test_a_changed_value_is_shown_before_and_after(
    cast: Cast, sign_in: SignIn, staffed: None, english: None
) -> None:
    browser = sign_in(cast.planner)
    page = page_of(browser, upload(browser, people_file("1;Vård;Östersund;O1;1;4;0;bus", GOOD[1])))
    assert "office days: 3.0 → 1.0" in page or "office days: 3 → 1" in page
    assert "travels by: car → bus" in page


def test_an_old_difference_is_not_shown_as_if_it_held(
    cast: Cast, sign_in: SignIn, english: None
) -> None:
    old = check(cast, people_file(GOOD[0]))
    apply_import(check(cast, people_file(GOOD[1])), actor=cast.hr, removes_gone=False)
    browser = sign_in(cast.planner)
    assert "The staff list has changed since" in page_of(browser, old)
    answer = browser.post(reverse("people:apply", args=[old.pk]), {"gone": "remove"}, follow=True)
    assert "out of date" in answer.content.decode()
    assert Person.objects.count() == 1


def test_a_second_click_says_that_it_is_done(cast: Cast, sign_in: SignIn, english: None) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, people_file(*GOOD))
    url = reverse("people:apply", args=[batch.pk])
    browser.post(url)
    assert "already been applied" in browser.post(url, follow=True).content.decode()


def test_a_file_put_aside_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, people_file(*GOOD))
    browser.post(reverse("people:abandon", args=[batch.pk]))
    assert browser.get(reverse("people:batch", args=[batch.pk])).status_code == 200
    assert not Person.objects.exists()


def test_no_file_is_an_error_at_the_field(cast: Cast, sign_in: SignIn, english: None) -> None:
    answer = sign_in(cast.planner).post(reverse("people:import"))
    assert "Choose a file first." in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_too_large_to_be_read_says_so(
    cast: Cast, sign_in: SignIn, english: None, settings: Settings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    file = SimpleUploadedFile("people.csv", people_file(*GOOD * 50))
    answer = sign_in(cast.planner).post(reverse("people:import"), {"file": file})
    text = answer.content.decode()
    assert "larger than" in text
    assert "Choose a file first." not in text


def test_the_upload_is_never_written_to_disk(settings: Settings) -> None:
    assert settings.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler"
    ]


def test_every_look_at_the_staff_is_noted(cast: Cast, sign_in: SignIn, staffed: None) -> None:
    browser = sign_in(cast.planner)
    browser.get(reverse("people:home"))
    entry = AuditEntry.objects.get(kind="read")
    assert (entry.actor, entry.purpose, entry.after) == (cast.planner, "staff list", {"people": 2})
    browser.get(reverse("people:export"))
    assert AuditEntry.objects.filter(kind="read").count() == 2


def test_the_list_is_filtered_sorted_and_exported(
    cast: Cast, sign_in: SignIn, staffed: None
) -> None:
    browser = sign_in(cast.planner)

    def shown(url: str, **search: str) -> list[str]:
        answer = browser.get(reverse(url), search)
        content = (
            b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        )
        codes = {each.code: each.unit.name for each in Person.objects.select_related("unit")}
        text = content.decode()
        return [codes[code] for code in sorted(codes, key=text.find) if code in text]

    for url in ("people:home", "people:export"):
        assert shown(url, municipality="krok") == ["Skola"]
        assert shown(url, mode="car") == ["Vård"]
        assert shown(url, unit="999999") == []
        assert shown(url, **{"people-sort": "unit__name"}) == ["Skola", "Vård"]
        assert shown(url, **{"people-sort": "-unit__name"}) == ["Vård", "Skola"]


def test_the_staff_of_others_is_never_listed(cast: Cast, sign_in: SignIn, staffed: None) -> None:
    page = sign_in(cast.outsider).get(reverse("people:home")).content.decode()
    codes = [each.code for each in Person.objects.all()]
    assert codes
    assert not any(code in page for code in codes)


def test_a_unit_of_another_organisation_cannot_be_asked_for(
    cast: Cast, sign_in: SignIn, staffed: None
) -> None:
    unit = Person.objects.first().unit_id  # type: ignore[union-attr]
    browser = sign_in(cast.outsider)
    assert "Vård" not in browser.get(reverse("people:home"), {"unit": unit}).content.decode()


def test_without_staff_the_pages_invite_to_import(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    for page in ("people:home", "people:units"):
        assert reverse("people:import") in browser.get(reverse(page)).content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_example_file_can_be_read_back(cast: Cast, sign_in: SignIn, language: str) -> None:
    User.objects.update(language=language)
    answer = sign_in(cast.planner).get(reverse("people:template"))
    table = read_table(io.BytesIO(answer.content).read(), name="template.xlsx")
    assert len(table.columns) >= 11
    assert table.rows


def test_a_large_file_is_checked_shown_and_applied(cast: Cast, sign_in: SignIn) -> None:
    rows = 3000
    content = people_file(*(f"{n};Enhet {n % 40};Krokom;O1;3;2;0;car" for n in range(rows)))
    browser = sign_in(cast.planner)
    batch = upload(browser, content)
    page_of(browser, batch)
    browser.post(reverse("people:apply", args=[batch.pk]))
    assert Person.objects.count() == rows
