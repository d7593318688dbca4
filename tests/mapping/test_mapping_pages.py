"""The mapping in the browser: who comes in, what stands there, what is downloaded."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.mapping.queries import mapping_for, may_pool
from arbetshubb.mapping.rules.choice import Choice, Scope
from arbetshubb.people.models import Person, Unit
from arbetshubb.places.models import Place
from cast import Cast

SignIn = Callable[[User], Client]
HOME = "N7008E482"


@pytest.fixture(autouse=True)
def in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def office(db: None) -> Place:
    return Place.objects.create(
        site_id="stab",
        name="=Staben",
        municipality="Östersund",
        kind=SiteKind.OWN_OFFICE,
        status=SiteStatus.EXISTING,
        north=7_008_000.0,
        east=482_000.0,
    )


def hire(
    organisation: Organisation,
    number: int,
    *,
    home: str = HOME,
    municipality: str = "Östersund",
    mode: str = "car",
    workplace: str = "stab",
    unit: str = "HR",
) -> None:
    team, _ = Unit.objects.get_or_create(organisation=organisation, name=unit)
    start = Person.objects.count()
    Person.objects.bulk_create(
        Person(
            organisation=organisation,
            unit=team,
            pseudonym=f"{start + n:064x}",
            home_cell=home,
            home_municipality=municipality,
            workplace=workplace,
            office_days=3,
            home_days=2,
            hub_days=0,
            mode=mode,
            is_remote_eligible=True,
            is_complex_issue=False,
        )
        for n in range(number)
    )


@pytest.fixture
def staffed(cast: Cast, office: Place) -> Cast:
    hire(cast.region, 20)
    hire(cast.region, 9, home="N7024E468", municipality="Krokom", mode="bus", unit="IT")
    hire(cast.region, 3, home="N6962E462", municipality="Berg")
    hire(cast.municipality, 12)
    return cast


def page(client: Client, query: str = "") -> str:
    answer = client.get(reverse("mapping:home") + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["planner", "hr", "administrator"])
def test_those_who_plan_see_the_map(staffed: Cast, sign_in: SignIn, name: str) -> None:
    assert "32 employees commute" in page(sign_in(getattr(staffed, name)))


@pytest.mark.parametrize("address", ["mapping:home", "mapping:why", "mapping:export"])
@pytest.mark.parametrize("name", ["employee", "manager"])
def test_others_are_refused(staffed: Cast, sign_in: SignIn, name: str, address: str) -> None:
    assert sign_in(getattr(staffed, name)).get(reverse(address)).status_code == 403


def test_nobody_comes_in_without_signing_in(client: Client, db: None) -> None:
    assert client.get(reverse("mapping:home")).status_code == 302


def test_another_organisation_sees_its_own_people_only(staffed: Cast, sign_in: SignIn) -> None:
    text = page(sign_in(staffed.outsider))
    assert "12 employees commute" in text
    assert "Region Norrskog" not in text.split("<main", 1)[1]


def test_without_people_the_page_invites_to_the_import(cast: Cast, sign_in: SignIn) -> None:
    text = page(sign_in(cast.planner))
    assert "Import staff first" in text
    assert reverse("people:import") in text


def test_a_planner_without_staff_can_still_look_at_all_employers_together(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    hire(cast.municipality, 12)
    cast.municipality.shares_for_planning = True
    cast.municipality.save()
    assert 'name="whose"' in page(sign_in(cast.planner))
    assert "12 employees commute" in page(sign_in(cast.planner), "?whose=pooled")


def test_people_without_a_known_workplace_are_told_of(cast: Cast, sign_in: SignIn) -> None:
    hire(cast.region, 7, workplace="gone")
    text = page(sign_in(cast.planner))
    assert "Some people are not counted" in text
    assert "Import staff first" not in text


def test_too_few_people_are_not_shown(cast: Cast, office: Place, sign_in: SignIn) -> None:
    hire(cast.region, 4)
    text = page(sign_in(cast.planner))
    assert "Too few people to show" in text
    assert "4 employees" not in text


def test_a_small_municipality_and_the_one_that_protects_it_are_hidden(
    staffed: Cast, sign_in: SignIn
) -> None:
    rows = page(sign_in(staffed.planner)).split("<tbody", 1)[1]
    assert rows.count("fewer than 5") >= 10


def test_a_filter_shows_its_people_and_no_squares(staffed: Cast, sign_in: SignIn) -> None:
    hire(staffed.region, 6, mode="bus")
    text = page(sign_in(staffed.planner), "?only=mode:bus")
    assert "15 employees commute" in text
    assert "only those who go by bus" in text
    assert "Homes, 1 km squares" not in text


@pytest.mark.parametrize(
    "table", ["municipality", "distance", "mode", "unit", "flows", "workplaces", "squares", "none"]
)
def test_everything_on_the_map_has_a_table(staffed: Cast, sign_in: SignIn, table: str) -> None:
    assert "<table" in page(sign_in(staffed.planner), f"?table={table}")


def test_pooling_is_offered_only_when_another_employer_shares(
    staffed: Cast, sign_in: SignIn
) -> None:
    assert not may_pool(staffed.planner)
    assert 'name="whose"' not in page(sign_in(staffed.planner))
    staffed.municipality.shares_for_planning = True
    staffed.municipality.save()
    assert may_pool(User.objects.get(pk=staffed.planner.pk))
    text = page(sign_in(staffed.planner), "?whose=pooled")
    assert 'name="whose"' in text
    assert "44 employees commute" in text


def test_hr_never_pools(staffed: Cast, sign_in: SignIn) -> None:
    staffed.municipality.shares_for_planning = True
    staffed.municipality.save()
    assert "32 employees commute" in page(sign_in(staffed.hr), "?whose=pooled")


def test_units_are_not_shown_for_others_people(staffed: Cast, sign_in: SignIn) -> None:
    staffed.municipality.shares_for_planning = True
    staffed.municipality.save()
    answer = mapping_for(staffed.planner, Choice(Scope.POOLED))
    assert answer.picture is not None
    assert "unit" not in answer.picture.rows


def test_the_picture_changes_with_the_people(staffed: Cast) -> None:
    before = mapping_for(staffed.planner, Choice()).picture
    Person.objects.filter(home_municipality="Krokom").update(mode="walk")
    after = mapping_for(staffed.planner, Choice()).picture
    assert before is not None
    assert after is not None
    assert before.inputs_hash != after.inputs_hash


def test_the_reasons_name_formula_versions_and_quality(staffed: Cast, sign_in: SignIn) -> None:
    text = sign_in(staffed.planner).get(reverse("mapping:why")).content.decode()
    picture = mapping_for(staffed.planner, Choice()).picture
    assert picture is not None
    for said in (
        picture.constants_version,
        picture.inputs_hash,
        "Distances are estimates",
        "g CO₂e",
    ):
        assert said in text


def test_the_workbook_holds_the_tables_with_names_as_texts(staffed: Cast, sign_in: SignIn) -> None:
    answer = sign_in(staffed.planner).get(reverse("mapping:export"))
    assert "attachment" in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    sheet = book.get_sheet_by_name("Home municipality").to_python()
    homes = {row[0]: row[1] for row in sheet}
    assert homes["Östersund"] == 20
    assert homes["Berg"] == homes["Krokom"] == "fewer than 5"
    workplaces = book.get_sheet_by_name("Workplaces").to_python()
    assert workplaces[1][0] == "=Staben"


def test_the_workbook_of_nobody_says_so_instead_of_failing(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.planner).get(reverse("mapping:export"))
    assert answer.status_code == 200


def test_the_page_is_written_in_swedish(staffed: Cast, settings: object, sign_in: SignIn) -> None:
    settings.LANGUAGE_CODE = "sv"
    with override("sv"):
        text = page(sign_in(staffed.planner), "?table=distance")
    assert "32 anställda pendlar" in text
    assert "Avstånden är uppskattade" in text
