"""The pages of the statistics: who comes in, what they say, and that nothing hidden is a zero."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from made_files import commuting, key_figures, migration, squares
from python_calamine import CalamineWorkbook

from arbetshubb.analysis.hubplan.published import FlowOut
from arbetshubb.foundation.models import Job, User
from arbetshubb.places.actions import create_place
from arbetshubb.statistics import actions
from arbetshubb.statistics.models import Edition, EditionStatus
from cast import Cast

PAGES = (
    "/statistics/", "/statistics/commuting/", "/statistics/migration/", "/statistics/key-figures/",
    "/statistics/catchments/",
)  # fmt: skip
IMPORTING = ("/statistics/import/",)

type SignIn = Callable[[User], Client]


@pytest.fixture
def told(cast: Cast) -> Cast:
    for name, content in (
        ("ArRegPend2.csv", commuting()), ("Flyttningar97.csv", migration()),
        ("kolada.json", key_figures()), ("befolkning_1km_2024.csv", squares()),
    ):  # fmt: skip
        edition = actions.check_file(cast.planner, name=name, content=content)
        actions.apply_edition(cast.planner, edition, basis="none", keeps_rest=False)
    facts = {
        "name": "Hubben", "municipality": "Östersund", "kind": "hub", "status": "existing",
        "north": 7_005_400.0, "east": 481_400.0,
    }  # fmt: skip
    create_place(cast.planner, facts)
    return cast


@pytest.fixture(autouse=True)
def _no_own_people(settings: Any) -> None:
    settings.ARBETSHUBB_OWN_FLOWS = "test_statistics_pages.own_flows"


def own_flows(_user: User) -> tuple[FlowOut, ...]:
    return (FlowOut("Krokom", "Östersund", 12), FlowOut("Östersund", "Krokom", None))


def text_of(client: Client, address: str) -> str:
    client.cookies["language"] = "en"
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.mark.parametrize("who", ["planner", "hr", "administrator", "outsider"])
def test_those_who_read_statistics_see_every_page(told: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(told, who))
    for address in PAGES:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("who", ["employee", "manager"])
def test_others_are_refused(told: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(told, who))
    edition = Edition.objects.first()
    assert edition is not None
    for address in (*PAGES, *IMPORTING, f"/statistics/{edition.dataset_id}/",
                    f"/statistics/editions/{edition.pk}/"):  # fmt: skip
        assert client.get(address).status_code == 403, address


def test_hr_reads_and_does_not_bring_in(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.hr)
    assert client.get("/statistics/import/").status_code == 403
    assert client.post("/statistics/fetch/scb/").status_code == 403
    waiting = actions.check_file(told.planner, name="a.csv", content=commuting(2025))
    # A file that is only checked is the importers' own business.
    assert client.get(f"/statistics/editions/{waiting.pk}/").status_code == 404
    assert client.post(f"/statistics/editions/{waiting.pk}/apply/").status_code == 403
    assert "Bring in statistics" not in text_of(client, "/statistics/")


def test_empty_rooms_invite_to_the_first_step(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    for address in PAGES:
        assert "/statistics/import/" in text_of(client, address)
    assert "A planner or an administrator" in text_of(sign_in(cast.hr), "/statistics/commuting/")


def test_a_planner_brings_a_file_in_and_takes_it_into_use(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    file = SimpleUploadedFile("ArRegPend2.csv", commuting())
    answer = client.post("/statistics/import/", {"file": file, "published": "2026-01-29"})
    edition = Edition.objects.get()
    assert answer["Location"] == f"/statistics/editions/{edition.pk}/"
    page = text_of(client, answer["Location"])
    assert "4 new and 0 changed figures" in page
    answer = client.post(f"/statistics/editions/{edition.pk}/apply/", {"basis": "none"})
    assert answer["Location"] == f"/statistics/{edition.dataset_id}/"
    page = text_of(client, answer["Location"])
    assert "CC0 1.0" in page
    assert "29 Jan 2026" in page
    assert "not shown by the publisher" in page


def test_a_faulty_file_says_what_to_mend(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    file = SimpleUploadedFile("a.csv", commuting(krokom_to_ostersund="många"))
    answer = client.post("/statistics/import/", {"file": file})
    page = text_of(client, answer["Location"])
    assert "1 thing must be mended" in page
    assert "“många” is neither a figure" in page
    assert "Take into use" not in page


def test_a_form_without_a_file_says_so(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.planner).post("/statistics/import/", {})
    assert answer.status_code == 422


def test_the_commuting_page_says_at_least_and_never_zero_for_what_is_hidden(
    told: Cast, sign_in: SignIn
) -> None:
    page = text_of(sign_in(told.planner), "/statistics/commuting/")
    assert "At least 5,000 work in another municipality" in page
    assert "at least 4,100" in page
    assert "not known" in page


def test_own_employees_stand_beside_as_the_mapping_shows_them(told: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(told.planner), "/statistics/commuting/")
    assert "Of them the own employees" in page
    assert "fewer than 5" in page
    assert ">12<" in page.replace(" ", "").replace("\n", "")


def test_every_table_comes_as_a_workbook_with_its_source(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.planner)
    dataset = Edition.objects.filter(status=EditionStatus.IN_USE).first()
    assert dataset is not None
    for address in (
        "/statistics/commuting/balance/export/", "/statistics/commuting/flows/export/",
        "/statistics/migration/export/", "/statistics/key-figures/export/",
        "/statistics/catchments/export/", f"/statistics/{dataset.dataset_id}/export/",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        assert len(book.sheet_names) == 2
        about = book.get_sheet_by_index(1).to_python()
        assert any("SCB" in str(cell) or "Kolada" in str(cell) for row in about for cell in row)


def test_a_hidden_flow_is_words_in_the_workbook_too(told: Cast, sign_in: SignIn) -> None:
    answer = sign_in(told.planner).get("/statistics/commuting/balance/export/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    krokom = next(row for row in rows.to_python() if row[0] == "Krokom")
    assert krokom[1:3] == [3000.0, 900.0]
    assert "4" in str(krokom[3])
    assert isinstance(krokom[3], str)


def test_the_migration_page_marks_the_break(told: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(told.planner), "/statistics/migration/?municipality=2309")
    assert "925 moved in to Krokom in 2025" in page
    assert "break in series" in page
    assert "Moved in to Krokom, 2021–2024" in page
    assert "2021–2025" not in page.split("Year by year")[0].split("Moved in to Krokom,")[1][:40]


def test_all_eight_municipalities_stand_in_every_key_figure(told: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(told.planner), "/statistics/key-figures/")
    for name in ("Ragunda", "Bräcke", "Krokom", "Strömsund", "Åre", "Berg", "Härjedalen",
                 "Östersund"):  # fmt: skip
        assert name in page
    assert "26.5" in page


def test_catchments_are_labelled_as_estimate_and_model(told: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(told.planner), "/statistics/catchments/")
    assert "Hubben reaches most: at least 202 people within 30 minutes" in page
    assert "Estimate." in page
    assert "(model)" in page


def test_squares_are_fetched_by_the_map(told: Cast, sign_in: SignIn) -> None:
    edition = Edition.objects.get(dataset__kind="population_cells")
    answer = sign_in(told.planner).get(f"/statistics/{edition.dataset_id}/squares/")
    layers = answer.json()["layers"]
    assert [layer["id"] for layer in layers] == ["borders", "squares"]


def test_a_break_is_noted_on_the_datasets_page(told: Cast, sign_in: SignIn) -> None:
    edition = Edition.objects.get(dataset__kind="migration")
    client = sign_in(told.planner)
    address = f"/statistics/{edition.dataset_id}/"
    client.post(f"{address}breaks/", {"period": "2023", "note": "Ny kommungräns"})
    assert "2023: Ny kommungräns" in text_of(client, address)
    client.post(f"{address}breaks/", {"period": "snart", "note": ""})
    assert "Write a year and what changed." in text_of(client, address)


def test_without_an_address_nobody_is_asked(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.planner)
    assert "Not connected" in text_of(client, "/statistics/import/")
    answer = client.post(
        "/statistics/fetch/kolada/", {"kpis": "N00914", "first_year": 2020, "last_year": 2024}
    )
    assert answer.status_code == 200


def test_a_name_in_a_file_is_never_markup(cast: Cast, sign_in: SignIn) -> None:
    content = commuting().replace(b"2309 Krokom", b"2309 <b>Krokom</b>")
    edition = actions.check_file(cast.planner, name="<i>.csv", content=content)
    actions.apply_edition(cast.planner, edition, basis="none", keeps_rest=False)
    page = text_of(sign_in(cast.planner), f"/statistics/{edition.dataset_id}/")
    assert "<b>Krokom" not in page
    assert "<i>.csv" not in page


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("https://scb.example/api/v2", "TAB1830"),
        ("https://scb.example/OV0104/v1/doris/sv/ssd", "AM/AM0210/AM0210F/ArRegPend2"),
    ],
)
def test_a_connected_planner_starts_a_fetch(
    cast: Cast, sign_in: SignIn, settings: Any, address: str, table: str
) -> None:
    settings.ARBETSHUBB_SCB_URL = address
    client = sign_in(cast.planner)
    assert "Fetch the table" in text_of(client, "/statistics/import/")
    years = {"first_year": 2022, "last_year": 2024}
    client.post("/statistics/fetch/scb/", {"table": "AM0210F/ArRegPend2", **years})
    job = Job.objects.get()
    assert job.kind == "scb.fetch"
    assert job.params == {"table": table, "kind": "commuting", **years}


def test_a_question_to_kolada_is_checked_before_it_is_asked(
    cast: Cast, sign_in: SignIn, settings: Any
) -> None:
    settings.ARBETSHUBB_KOLADA_URL = "https://kolada.example/v3"
    client = sign_in(cast.planner)
    years = {"first_year": 2022, "last_year": 2024}
    wrong = client.post("/statistics/fetch/kolada/", {"kpis": "pendlare", **years})
    assert wrong.status_code == 422
    late = {"kpis": "N00914", "first_year": 2024, "last_year": 2022}
    assert client.post("/statistics/fetch/kolada/", late).status_code == 422
    assert Job.objects.count() == 0
    client.post("/statistics/fetch/kolada/", {"kpis": "n00914, N01951", **years})
    job = Job.objects.get()
    assert job.params["kpis"] == ["N00914", "N01951"]
    assert len(job.params["places"]) == 8
