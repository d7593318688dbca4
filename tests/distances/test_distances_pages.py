"""The pages of the distances room: who comes in, what they say, what can be done there."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from arbetshubb.distances.actions import Facts, add_known, withdraw_known
from arbetshubb.distances.models import DistanceQuestion, KnownDistance, KnownImport
from arbetshubb.foundation.models import AuditEntry, User
from arbetshubb.places.models import Place
from cast import Cast
from distances.distances_study import HOME, OFFICE_AT, hire, place

type SignIn = Callable[[User], Client]

GOOD = "från;till;km;källa\nN7048E482;stab;52;Körd\n=HYPERLINK(1);stab;52;x\n"
CORRECT = {
    "km": "52,5", "minutes": "", "source": "Körd", "valid_from": "2026-01-01",
    "reason": "Du har rätt",
}  # fmt: skip


@pytest.fixture
def office(db: None) -> Place:
    return place()


def page(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def look(browser: Client, office: Place, start: str = HOME.id) -> object:
    return browser.post(reverse("distances:home"), {"start": start, "to": str(office.pk)})


def asked(browser: Client, office: Place, **changes: str) -> DistanceQuestion:
    data = {
        "start": HOME.id, "to": str(office.pk), "way": "car", "send": "1", "said_km": "52,5",
        "why": "Vägen går runt sjön", **changes,
    }  # fmt: skip
    answer = browser.post(reverse("distances:ask"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    return DistanceQuestion.objects.latest("pk")


def known(cast: Cast, office: Place, **changes: object) -> KnownDistance:
    facts = {
        "origin": HOME, "origin_text": "Hem", "place": office, "km": 52.0, "source": "=Körd",
        "valid_from": date(2026, 1, 1), **changes,
    }  # fmt: skip
    return add_known(cast.planner, cast.region, Facts(**facts))  # type: ignore[arg-type]


# -- Every page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_drawn(cast: Cast, office: Place, sign_in: SignIn, language: str) -> None:
    hire(cast.region, 20)
    row = known(cast, office)
    question = asked(sign_in(cast.employee), office)
    browser = sign_in(cast.planner)
    browser.cookies["language"] = language
    upload(browser, GOOD)
    batch = KnownImport.objects.get()
    reach = reverse("distances:reach")
    for address in (
        reverse("distances:home"), reverse("distances:why"), reverse("distances:mine"),
        reverse("distances:questions"), question.get_absolute_url(), reverse("distances:known"),
        reverse("distances:known_add"), reverse("distances:known_one", args=[row.pk]),
        reverse("distances:import"), reverse("distances:import_batch", args=[batch.pk]), reach,
        f"{reach}?to={office.pk}", f"{reach}?to={office.pk}&minutes=37&way=bicycle",
        f"{reach}?at=Hammerdal&minutes=60",
    ):  # fmt: skip
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "%(" not in page(answer), address
        assert page(answer).count("<h1") == 1, address


def test_nobody_comes_in_without_signing_in(client: Client, db: None) -> None:
    for name in ("home", "reach", "mine", "questions", "known", "why"):
        assert client.get(reverse(f"distances:{name}")).status_code == 302


def test_an_employee_looks_and_asks_but_neither_answers_nor_keeps(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    row = known(cast, office)
    browser = sign_in(cast.employee)
    for name in ("home", "reach", "mine", "why"):
        assert browser.get(reverse(f"distances:{name}")).status_code == 200
    for name in ("questions", "questions_export", "known", "known_add", "known_export", "import"):
        assert browser.get(reverse(f"distances:{name}")).status_code == 403
    assert browser.get(reverse("distances:reach_export"), {"to": office.pk}).status_code == 403
    assert browser.post(reverse("distances:known_one", args=[row.pk])).status_code == 403
    text = page(browser.get(reverse("distances:reach"), {"to": office.pk}))
    assert "anställda bor" not in text


# -- Looking up


def test_an_estimate_is_called_one_and_may_not_decide(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    text = page(look(sign_in(cast.employee), office, "Hammerdal"))
    assert "uppskattning" in text
    assert "får inte avgöra" in text
    assert "Fågelvägen" in text


def test_a_corrected_distance_says_by_what_and_what_it_was(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    known(cast, office, reason="Bron är stängd")
    text = page(look(sign_in(cast.employee), office))
    assert "52,0" in text
    assert "Bron är stängd" in text
    assert "Utan rättelsen hade det varit" in text
    assert "får inte avgöra" not in text


def test_the_start_never_stands_in_an_address(cast: Cast, office: Place, sign_in: SignIn) -> None:
    browser = sign_in(cast.employee)
    answer = browser.get(reverse("distances:home"), {"start": HOME.id, "to": office.pk})
    assert "shown" not in answer.context
    found = look(browser, office)
    assert HOME.id not in "".join(
        part for part in page(found).split('"') if part.startswith(("/", "?"))
    )


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("Hammerdahl", "Hammerdal"),
        ("Storgatan 12", "adress"),
        ("", "Ange"),
        ("N7010E105", "Sverige"),
    ],
)
def test_a_start_that_is_no_place_is_refused_with_what_to_write(
    cast: Cast, office: Place, sign_in: SignIn, start: str, said: str
) -> None:
    answer = look(sign_in(cast.employee), office, start)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    errors = str(answer.context["form"].errors["start"])  # type: ignore[attr-defined]
    assert said.casefold() in errors.casefold() or start == ""


def test_a_postal_area_is_measured_from_its_main_locality_and_says_so(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    text = page(look(sign_in(cast.employee), office, "833 35"))
    assert "Bara postområdet är känt" in text


# -- Asking and answering


def test_a_question_goes_from_form_to_receipt_to_answer(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    browser = sign_in(cast.employee)
    data = {"start": HOME.id, "to": str(office.pk)}
    form = browser.post(reverse("distances:ask"), data)
    assert form.status_code == 200
    assert not DistanceQuestion.objects.exists()
    question = asked(browser, office)
    assert "Inte besvarad än" in page(browser.get(question.get_absolute_url()))
    sign_in(cast.planner).post(reverse("distances:correct", args=[question.pk]), CORRECT)
    text = page(sign_in(cast.employee).get(question.get_absolute_url()))
    assert "52,5" in text
    assert "Du har rätt" in text
    assert "Rättat" in page(browser.get(reverse("distances:mine")))


def test_a_question_without_a_why_is_sent_back_with_everything_left(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    data = {"start": HOME.id, "to": str(office.pk), "send": "1", "said_km": "52,5", "why": ""}
    answer = sign_in(cast.employee).post(reverse("distances:ask"), data)
    assert answer.status_code == 422
    assert answer.context["form"]["said_km"].value() == "52,5"
    assert HOME.id in page(answer)


def test_another_organisation_sees_no_question(cast: Cast, office: Place, sign_in: SignIn) -> None:
    question = asked(sign_in(cast.employee), office)
    outsider = sign_in(cast.outsider)
    assert outsider.get(question.get_absolute_url()).status_code == 404
    for name in ("correct", "keep"):
        address = reverse(f"distances:{name}", args=[question.pk])
        assert outsider.post(address, {**CORRECT, "reason": "x"}).status_code == 404
    assert "Staben" not in page(outsider.get(reverse("distances:questions")))
    manager = sign_in(cast.manager)
    assert manager.get(question.get_absolute_url()).status_code == 404
    assert DistanceQuestion.objects.get().is_open


def test_opening_somebody_elses_question_is_noted_and_ones_own_is_not(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    question = asked(sign_in(cast.employee), office)
    sign_in(cast.employee).get(question.get_absolute_url())
    assert not AuditEntry.objects.filter(kind="read").exists()
    sign_in(cast.hr).get(question.get_absolute_url())
    entry = AuditEntry.objects.get(kind="read")
    assert (entry.actor, entry.thing_id) == (cast.hr, str(question.pk))


def test_the_list_to_answer_tells_neither_who_nor_from_where(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    asked(sign_in(cast.employee), office)
    browser = sign_in(cast.planner)
    text = page(browser.get(reverse("distances:questions")))
    rows = "".join(
        str(row)
        for row in CalamineWorkbook.from_filelike(
            io.BytesIO(browser.get(reverse("distances:questions_export")).content)
        )
        .get_sheet_by_index(0)
        .to_python()
    )
    for told in (text, rows):
        assert HOME.id not in told
        assert "Employee" not in told
    assert "Staben" in rows


def test_the_second_to_answer_gets_a_sentence(cast: Cast, office: Place, sign_in: SignIn) -> None:
    question = asked(sign_in(cast.employee), office)
    keep = reverse("distances:keep", args=[question.pk])
    sign_in(cast.planner).post(keep, {"reason": "Den är mätt"})
    answer = sign_in(cast.hr).post(keep, {"reason": "Nej"}, follow=True)
    assert "Någon besvarade frågan alldeles nyss" in page(answer)
    assert "Den är mätt" in page(answer)


def test_who_asked_cannot_answer(cast: Cast, office: Place, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    question = asked(browser, office)
    assert "Rätta avståndet" not in page(browser.get(question.get_absolute_url()))
    address = reverse("distances:keep", args=[question.pk])
    assert browser.post(address, {"reason": "Själv"}).status_code == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"km": "12"}, "km"),
        ({"km": "långt"}, "km"),
        ({"km": "99999"}, "km"),
        ({"source": ""}, "source"),
        ({"reason": ""}, "reason"),
        ({"valid_from": "2999-01-01"}, "valid_from"),
    ],
)
def test_a_wrong_correction_is_sent_back(
    cast: Cast, office: Place, sign_in: SignIn, changes: dict[str, str], field: str
) -> None:
    question = asked(sign_in(cast.employee), office)
    address = reverse("distances:correct", args=[question.pk])
    answer = sign_in(cast.planner).post(address, {**CORRECT, **changes})
    assert answer.status_code == 422
    assert list(answer.context["correcting"].errors) == [field]
    assert DistanceQuestion.objects.get().is_open


# -- Known distances


def upload(browser: Client, text: str) -> KnownImport:
    file = SimpleUploadedFile("avstånd.csv", text.encode())
    answer = browser.post(reverse("distances:import"), {"file": file})
    assert answer.status_code == 302
    return KnownImport.objects.latest("pk")


def test_a_faulty_file_names_every_row_and_a_good_one_is_applied(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    browser = sign_in(cast.planner)
    faulty = upload(browser, GOOD)
    assert "1 rad måste rättas" in page(
        browser.get(reverse("distances:import_batch", args=[faulty.pk]))
    )
    good = upload(browser, "\n".join(GOOD.splitlines()[:2]))
    shown = browser.get(reverse("distances:import_batch", args=[good.pk]))
    address = reverse("distances:import_apply", args=[good.pk])
    browser.post(address, {"basis": shown.context["basis"]})
    assert KnownDistance.objects.get().km == 52
    assert "1 känt avstånd" in page(browser.get(reverse("distances:known")))


def test_the_export_can_be_imported_unchanged(cast: Cast, office: Place, sign_in: SignIn) -> None:
    known(cast, office, minutes=44.0, is_approximate=True)
    browser = sign_in(cast.planner)
    content = browser.get(reverse("distances:known_export")).content
    batch = upload_content(browser, content)
    shown = browser.get(reverse("distances:import_batch", args=[batch.pk]))
    assert shown.context["diff"].is_empty, shown.context["diff"]


def upload_content(browser: Client, content: bytes) -> KnownImport:
    file = SimpleUploadedFile("kända.xlsx", content)
    browser.post(reverse("distances:import"), {"file": file})
    return KnownImport.objects.latest("pk")


def test_the_example_file_can_be_read_once_its_places_exist(cast: Cast, sign_in: SignIn) -> None:
    place("kontor-ostersund", "Demokontor Östersund")
    browser = sign_in(cast.planner)
    for language in ("sv", "en"):
        browser.cookies["language"] = language
        batch = upload_content(browser, browser.get(reverse("distances:known_template")).content)
        assert batch.status == "checked", batch.problems


def test_the_square_of_a_question_is_not_told_to_other_organisations(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    question = asked(sign_in(cast.employee), office)
    sign_in(cast.planner).post(reverse("distances:correct", args=[question.pk]), CORRECT)
    row = KnownDistance.objects.get()
    pages = ("distances:known", "distances:known_export")
    for user, is_told in ((cast.planner, True), (cast.outsider, False)):
        browser = sign_in(user)
        listed = page(browser.get(reverse(pages[0])))
        one = page(browser.get(reverse("distances:known_one", args=[row.pk])))
        book = CalamineWorkbook.from_filelike(io.BytesIO(browser.get(reverse(pages[1])).content))
        cells = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
        for told in (listed, one, cells):
            assert (HOME.id in told) is is_told


def test_a_distance_is_written_by_hand_and_withdrawn_with_a_reason(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    browser = sign_in(cast.administrator)
    data = {**CORRECT, "start": "Hammerdal", "to": str(office.pk), "km": "72"}
    assert browser.post(reverse("distances:known_add"), data).status_code == 302
    row = KnownDistance.objects.get()
    assert (row.origin_text, row.km, row.is_private_origin) == ("Hammerdal", 72, False)
    address = reverse("distances:known_one", args=[row.pk])
    assert browser.post(address, {"reason": ""}).status_code == 422
    browser.post(address, {"reason": "Fel ruta"})
    row.refresh_from_db()
    assert not row.is_active
    assert "Fel ruta" in page(browser.get(address))
    again = browser.post(address, {"reason": "Igen"}, follow=True)
    assert "redan återtaget" in page(again)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"start": "831 40"}, "start"), ({"km": "10"}, "km"), ({"to": ""}, "to")],
)
def test_a_wrong_distance_by_hand_is_sent_back(
    cast: Cast, office: Place, sign_in: SignIn, changes: dict[str, str], field: str
) -> None:
    data = {**CORRECT, "start": "Hammerdal", "to": str(office.pk), "km": "72", **changes}
    answer = sign_in(cast.planner).post(reverse("distances:known_add"), data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_withdrawn_distances_stay_in_the_list(cast: Cast, office: Place, sign_in: SignIn) -> None:
    withdraw_known(cast.planner, known(cast, office), reason="Fel")
    text = page(sign_in(cast.planner).get(reverse("distances:known")))
    assert "Återtaget" in text
    assert "0 kända avstånd" in text


# -- Within reach


def test_the_people_within_reach_are_counted_for_fixed_times_only(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    hire(cast.region, 20, home="N7010E482")
    browser = sign_in(cast.planner)
    address = reverse("distances:reach")
    fixed = browser.get(address, {"to": office.pk, "minutes": "30"})
    assert "20 av 20 anställda bor inom 30 minuter" in page(fixed)
    custom = browser.get(address, {"to": office.pk, "minutes": "31"})
    assert "20 anställda bor inom" not in page(custom)
    assert "fasta tider" in page(custom)
    assert custom.context["people"] == fixed.context["people"]


def test_the_figures_of_a_small_employer_are_not_shown(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    hire(cast.region, 3, home="N7010E482")
    answer = sign_in(cast.planner).get(reverse("distances:reach"), {"to": office.pk})
    assert "För få personer att visa" in page(answer)
    assert "people_table" not in answer.context
    address = reverse("distances:reach_export")
    assert sign_in(cast.planner).get(address, {"to": office.pk}).status_code == 302


def test_reach_is_downloaded_with_what_it_rests_on(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    hire(cast.region, 20, home="N7010E482")
    answer = sign_in(cast.hr).get(reverse("distances:reach_export"), {"to": office.pk})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    people, about = (book.get_sheet_by_index(index).to_python() for index in (0, 1))
    assert people[1][0] == "Östersund"
    assert people[-1][-1] == 20
    assert "uppskattning" in str(about)


def test_a_name_that_looks_like_a_formula_stays_a_text(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    known(cast, office)
    content = sign_in(cast.planner).get(reverse("distances:known_export")).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert "=Körd" in rows[1]


@pytest.mark.parametrize("query", [{"to": ""}, {"at": "Ingenstans"}, {"to": "999999"}])
def test_a_wrong_address_is_answered_with_the_form(
    cast: Cast, office: Place, sign_in: SignIn, query: dict[str, str]
) -> None:
    answer = sign_in(cast.planner).get(reverse("distances:reach"), query)
    assert answer.status_code == 422
    assert "asked" not in answer.context


@pytest.mark.parametrize("minutes", ["4", "121", "snart", "-30"])
def test_impossible_minutes_are_refused(
    cast: Cast, office: Place, sign_in: SignIn, minutes: str
) -> None:
    query = {"to": office.pk, "minutes": minutes}
    answer = sign_in(cast.planner).get(reverse("distances:reach"), query)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["minutes"]


def test_the_place_page_leads_to_both(cast: Cast, office: Place, sign_in: SignIn) -> None:
    text = page(sign_in(cast.employee).get(office.get_absolute_url()))
    assert f"{reverse('distances:home')}?to={office.pk}" in text
    assert f"{reverse('distances:reach')}?to={office.pk}" in text
    chosen = sign_in(cast.employee).get(reverse("distances:home"), {"to": office.pk})
    assert f'value="{office.pk}" selected' in page(chosen)


def test_a_closed_place_is_not_offered(cast: Cast, sign_in: SignIn) -> None:
    closed = place("stängd", "Stängda kontoret", status="closed", north=OFFICE_AT.north)
    answer = look(sign_in(cast.employee), closed)
    assert answer.status_code == 422  # type: ignore[attr-defined]
