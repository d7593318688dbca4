"""The page of flows: who comes in, what it says, one municipality, the file."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from cast import Cast
from mapping.test_mapping_pages import SignIn, hire, in_english, office, staffed

__all__ = ["in_english", "office", "staffed"]


def page(client: object, query: str = "") -> str:
    answer = client.get(reverse("mapping:flows") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_flows_are_on_a_map_and_in_tables(staffed: Cast, sign_in: SignIn) -> None:
    hire(staffed.region, 12, home="N6962E462", municipality="Berg")
    text = page(sign_in(staffed.planner))
    assert "At least 24 employees work in another municipality" in text
    assert "Berg → Östersund" in text
    for table in ("flows", "places", "hubs", "none"):
        assert "<table" in page(sign_in(staffed.planner), f"?table={table}") or table == "hubs"


def test_one_municipality_shows_its_rows_of_the_same_table(staffed: Cast, sign_in: SignIn) -> None:
    hire(staffed.region, 12, home="N6962E462", municipality="Berg")
    text = page(sign_in(staffed.planner), "?municipality=Berg&way=out&table=places")
    assert "At least 15 employees travel from Berg" in text
    rows = text.split("<tbody", 1)[1].split("</tbody", 1)[0]
    assert "Berg" in rows
    assert "Krokom" not in rows


def test_an_unknown_municipality_is_all_of_them(staffed: Cast, sign_in: SignIn) -> None:
    def heading(query: str) -> str:
        return page(sign_in(staffed.planner), query).split("<h1>")[1].split("</h1>")[0]

    assert heading("?municipality=Atlantis") == heading("")


def test_the_workbook_has_the_three_tables(staffed: Cast, sign_in: SignIn) -> None:
    answer = sign_in(staffed.planner).get(reverse("mapping:flows_export"))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.sheet_names[1:] == ["Flows", "To workplaces", "To work hubs"]
    places = book.get_sheet_by_name("To workplaces").to_python()
    assert ["Östersund", "=Staben", "Östersund", 20] in places


def test_the_workbook_of_nobody_says_so(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.planner).get(reverse("mapping:flows_export")).status_code == 200


def test_without_people_the_page_says_what_to_do_first(cast: Cast, sign_in: SignIn) -> None:
    assert "Import staff first" in page(sign_in(cast.planner))


def test_too_few_people_are_not_shown(cast: Cast, office: object, sign_in: SignIn) -> None:
    hire(cast.region, 4)
    assert "Too few people to show" in page(sign_in(cast.planner))


@pytest.mark.parametrize("address", ["mapping:flows", "mapping:flows_export"])
@pytest.mark.parametrize("name", ["employee", "manager"])
def test_others_are_refused(staffed: Cast, sign_in: SignIn, name: str, address: str) -> None:
    assert sign_in(getattr(staffed, name)).get(reverse(address)).status_code == 403


def test_another_organisation_sees_its_own_flows_only(staffed: Cast, sign_in: SignIn) -> None:
    text = page(sign_in(staffed.outsider), "?table=places")
    main = text.split("<main", 1)[1]
    assert "Krokom → Östersund" not in main
    assert "Region Norrskog" not in main
