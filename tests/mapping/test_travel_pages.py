"""Travel and emissions, modules, targets and comparisons: what is shown, saved and refused."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from arbetshubb.analysis.commuting import ActivityTable, compare_analyses
from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.analysis.workforce import Mode
from arbetshubb.foundation.models import AuditEntry, Organisation, User
from arbetshubb.mapping.actions.analyses import OldReport, save_report
from arbetshubb.mapping.actions.business import TripsName, apply_trips, check_trips
from arbetshubb.mapping.actions.files import NotYourMapping
from arbetshubb.mapping.actions.surveys import WaveName, apply_survey, check_survey
from arbetshubb.mapping.importing import gazetteer
from arbetshubb.mapping.models import SavedAnalysis, SavedTarget
from arbetshubb.mapping.queries import assumptions
from arbetshubb.mapping.rules.old_report import report_table
from arbetshubb.mapping.rules.travel_choice import Source, TravelChoice
from arbetshubb.mapping.survey_queries import staff_by_unit, study_for
from arbetshubb.mapping.travel_queries import picture_for, travel_basis
from arbetshubb.people.models import Person, Unit
from arbetshubb.places.models import Place
from cast import Cast, make_user

SignIn = Callable[[User], Client]
NEAR, FAR = "N7010E482", "N6962E462"


@pytest.fixture(autouse=True)
def in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"


def place(site_id: str, kind: SiteKind, *, north: float, east: float) -> Place:
    return Place.objects.create(
        site_id=site_id, name=f"=Plats {site_id}", municipality="Östersund", kind=kind,
        status=SiteStatus.EXISTING, north=north, east=east,
    )  # fmt: skip


def hire(
    organisation: Organisation, number: int, *, home: str, unit: str, mode: str = "car"
) -> None:
    team, _ = Unit.objects.get_or_create(organisation=organisation, name=unit)
    start = Person.objects.count()
    Person.objects.bulk_create(
        Person(
            organisation=organisation, unit=team, pseudonym=f"{start + n:064x}", home_cell=home,
            home_municipality="Berg" if home == FAR else "Östersund", workplace="stab",
            office_days=4, home_days=1, hub_days=0, mode=mode, is_remote_eligible=True,
            is_complex_issue=False,
        )
        for n in range(number)
    )  # fmt: skip


@pytest.fixture
def staffed(cast: Cast) -> Cast:
    place("stab", SiteKind.OWN_OFFICE, north=7_008_000.0, east=482_000.0)
    place("hubb", SiteKind.HUB, north=6_962_500.0, east=462_500.0)
    hire(cast.region, 40, home=FAR, unit="HR")
    hire(cast.region, 20, home=NEAR, unit="IT")
    hire(cast.region, 8, home=NEAR, unit="Kansli", mode="bus")
    hire(cast.region, 3, home=NEAR, unit="Arkiv", mode="walk")
    hire(cast.municipality, 12, home=FAR, unit="Skola")
    return cast


def survey(cast: Cast) -> int:
    rows = ["hem;enhet;vinter;sommar;drivmedel;kan tänka sig buss"]
    rows += ["Svenstavik;HR;bil;bil;diesel;ja"] * 12 + ["Östersund;IT;bil;cykel;bensin;nej"] * 8
    rows += ["Östersund;IT;elbil;elbil;el;nej"] * 3
    wave = check_survey(
        "\n".join(rows).encode(), file_name="e.csv", organisation=cast.region, actor=cast.planner,
        called=WaveName(2026, "Spring"), study=study_for(cast.region, gazetteer()),
    )  # fmt: skip
    return apply_survey(wave, actor=cast.planner).pk


def trips(cast: Cast) -> None:
    rows = b"mode;km;kronor;period;unit\ncar;4000;;2025;HR\ntaxi;900;9000;2025;Arkiv\n"
    rows += b"train;5000;7000;2025;IT\nflight;10000;;2025;Kansli\n"
    file = check_trips(
        rows, file_name="t.csv", organisation=cast.region, actor=cast.planner,
        called=TripsName(2025, "Trips"), units=tuple(staff_by_unit(cast.region)),
    )  # fmt: skip
    apply_trips(file, actor=cast.planner)


def text_of(client: Client, name: str, query: str = "", **more: int) -> str:
    answer = client.get(reverse(f"mapping:{name}", kwargs=more) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


PAGES = ["cero", "cero_why", "cero_export", "modules", "modules_why", "modules_export", "targets",
         "target_compose", "target_export", "analyses", "compare", "compare_export", "business",
         "business_example", "surveys"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_readers_come_in_and_others_are_refused(staffed: Cast, sign_in: SignIn, name: str) -> None:
    for user in (staffed.planner, staffed.hr, make_user("controller", staffed.region)):
        assert sign_in(user).get(reverse(f"mapping:{name}")).status_code == 200
    assert sign_in(staffed.manager).get(reverse(f"mapping:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["cero", "cero_why", "cero_export", "modules", "modules_export",
                                  "target_compose", "target_export", "compare"])  # fmt: skip
def test_without_people_no_page_breaks(cast: Cast, sign_in: SignIn, name: str) -> None:
    assert sign_in(cast.planner).get(reverse(f"mapping:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["analysis_save", "report_add", "business_import"])
def test_a_controller_saves_nothing(staffed: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(make_user("controller", staffed.region))
    assert client.get(reverse(f"mapping:{name}")).status_code == 403


def test_a_small_unit_and_its_complement_are_hidden_on_every_source(staffed: Cast) -> None:
    wave = survey(staffed)
    for source in (Source.REGISTER, Source.BOTH):
        basis = travel_basis(staffed.region, TravelChoice(source, wave))
        rows = {row.key: row.travel.people for row in picture_for(basis).rows["unit"]}
        assert rows["Arkiv"] is None
        assert sum(people is None for people in rows.values()) > 1


def test_a_mode_that_fewer_than_five_have_answered_is_hidden(staffed: Cast) -> None:
    wave = survey(staffed)
    for source in (Source.SURVEY, Source.BOTH):
        picture = picture_for(travel_basis(staffed.region, TravelChoice(source, wave)))
        rows = {row.key: row.travel for row in picture.rows["mode"]}
        assert rows["electric_car"].people is None
        kinds = {(row.mode, row.fuel): row.km.base for row in picture.kinds}
        assert kinds["electric_car", "electric"] is None


def test_too_few_answers_show_nothing_at_all(staffed: Cast) -> None:
    wave = check_survey(
        "\n".join(["hem;vinter", *["Östersund;bil"] * 4]).encode(), file_name="e.csv",
        organisation=staffed.region, actor=staffed.planner, called=WaveName(2026, "Few"),
        study=study_for(staffed.region, gazetteer()),
    )  # fmt: skip
    apply_survey(wave, actor=staffed.planner)
    picture = picture_for(travel_basis(staffed.region, TravelChoice(Source.SURVEY, wave.pk)))
    assert picture.is_hidden
    assert (picture.table, picture.rows) == (None, {})


def test_the_page_says_what_it_rests_on_and_how_sure_it_is(staffed: Cast, sign_in: SignIn) -> None:
    survey(staffed)
    client = sign_in(staffed.planner)
    both = text_of(client, "cero")
    assert "How people travel comes from the survey" in both
    assert "Chance in who answered" in both
    alone = text_of(client, "cero", "?source=register")
    assert "way of travelling are the register&#x27;s" in alone
    assert "Distances are estimates" in alone
    assert "Everybody who drives sits alone" in alone


def test_business_trips_stand_beside_and_hide_the_unit_of_few(
    staffed: Cast, sign_in: SignIn
) -> None:
    trips(staffed)
    client = sign_in(staffed.planner)
    assert "Electric pool car" not in text_of(client, "cero")
    assert "Taxi" in text_of(client, "cero")
    content = client.get(reverse("mapping:cero_export")).content
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(
        "Business trips by unit"
    )
    rows = {row[0]: row[1] for row in sheet.to_python()[1:]}
    assert rows["Arkiv"] == "fewer than 5"
    assert list(rows.values()).count("fewer than 5") > 1


def test_figures_in_the_file_have_three_digits_as_on_the_page(
    staffed: Cast, sign_in: SignIn
) -> None:
    content = sign_in(staffed.planner).get(reverse("mapping:cero_export")).content
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Way of travelling")
    km = next(row[2] for row in sheet.to_python() if row[0] == "Car")
    assert f"{km:.0f}"[3:].strip("0") == ""


def test_another_organisation_sees_its_own_travel_only(staffed: Cast, sign_in: SignIn) -> None:
    text = text_of(sign_in(staffed.outsider), "cero").split("<main", 1)[1]
    assert "Granfors kommun" in text
    assert "Region Norrskog" not in text


def test_modules_say_how_many_make_one_per_cent(staffed: Cast, sign_in: SignIn) -> None:
    text = text_of(sign_in(staffed.planner), "modules")
    assert "change the car for the bus" in text or "changes the car for the bus" in text
    assert "One day a week at a hub" in text
    none = text_of(sign_in(staffed.planner), "modules", "?chosen=1")
    assert "No hub is open" in none
    assert "Choose hubs to see" in none


def test_a_target_is_composed_said_and_saved(staffed: Cast, sign_in: SignIn) -> None:
    client = sign_in(staffed.planner)
    assert "Not enough yet" in text_of(client, "target_compose", "?cut=90&car_to_bus=5&chosen=1")
    reached = text_of(client, "target_compose", "?cut=5&year=2031&car_to_electric=30")
    assert "The target is reached" in reached
    answer = client.post(
        reverse("mapping:target_save") + "?cut=5&year=2031&car_to_electric=30&source=register",
        {"name": "Five less"},
        follow=True,
    )
    assert "Five less: −5% to 2031" in answer.content.decode()
    target = SavedTarget.objects.get()
    assert target.parts["car_to_electric"] == 30
    assert target.result["missing_kg"] == 0
    assert AuditEntry.objects.filter(verb="created", thing_id=str(target.pk)).exists()
    client.post(reverse("mapping:target_delete", args=[target.pk]))
    assert not SavedTarget.objects.exists()
    assert AuditEntry.objects.filter(verb="deleted").exists()


@pytest.mark.parametrize("query", ["?cut=x", "?cut=0", "?cut=20&car_to_bus=-3",
                                   "?cut=20&car_to_bus=99999", "?cut=20&year=1"])  # fmt: skip
def test_nonsense_in_the_composer_is_said_and_saves_nothing(
    staffed: Cast, sign_in: SignIn, query: str
) -> None:
    client = sign_in(staffed.planner)
    assert "target is reached" not in text_of(client, "target_compose", query)
    answer = client.post(reverse("mapping:target_save") + query, {"name": "x"})
    assert answer.status_code == 422
    assert not SavedTarget.objects.exists()


def test_another_organisation_finds_no_target_or_analysis_of_ours(
    staffed: Cast, sign_in: SignIn
) -> None:
    client = sign_in(staffed.planner)
    client.post(reverse("mapping:target_save") + "?cut=5&car_to_electric=5", {"name": "Ours"})
    client.post(reverse("mapping:analysis_save"), {"name": "CERO", "year": "2026"})
    target, analysis = SavedTarget.objects.get(), SavedAnalysis.objects.get()
    other = sign_in(staffed.outsider)
    assert other.get(reverse("mapping:target", args=[target.pk])).status_code == 404
    assert other.get(reverse("mapping:analysis", args=[analysis.pk])).status_code == 404
    assert other.post(reverse("mapping:analysis_delete", args=[analysis.pk])).status_code == 404
    with pytest.raises(NotYourMapping):
        save_report(staffed.outsider, staffed.region, report(), constants=assumptions())


def report(quality: str = "estimate") -> OldReport:
    return OldReport("CERO", 2017, 60, {Mode.CAR: 900_000.0, Mode.BUS: 60_000.0}, "old", quality)


def test_a_saved_analysis_holds_no_small_group(staffed: Cast, sign_in: SignIn) -> None:
    client = sign_in(staffed.planner)
    client.post(reverse("mapping:analysis_save"), {"name": "CERO", "year": "2026"})
    saved = SavedAnalysis.objects.get()
    rows = [row for by in saved.figures["rows"].values() for row in by]
    assert all(row["people"] is None or row["people"] == 0 or row["people"] >= 5 for row in rows)
    kinds = [row for group in saved.table["groups"] for row in group["rows"]]
    assert all(row["people"] >= 5 for row in kinds)
    assert "CERO 2026" in text_of(client, "analysis", pk=saved.pk)
    export = client.get(reverse("mapping:analysis_export", args=[saved.pk]))
    assert export.status_code == 200


def test_an_old_report_is_written_in_and_compared_like_for_like(
    staffed: Cast, sign_in: SignIn
) -> None:
    client = sign_in(staffed.planner)
    answer = client.post(
        reverse("mapping:report_add"),
        {"name": "CERO 2017", "year": "2017", "people": "60", "quality": "estimate",
         "source": "the archive", "km_car": "900000", "km_bus": "60 000"},
        follow=True,
    )  # fmt: skip
    assert "CERO 2017" in answer.content.decode()
    text = text_of(client, "compare")
    assert "What the difference comes from" in text
    assert "Not like for like" in text
    assert "Hours a year" not in text
    export = client.get(reverse("mapping:compare_export"))
    assert "Causes" in CalamineWorkbook.from_filelike(BytesIO(export.content)).sheet_names


def test_an_estimate_is_not_compared_with_a_network_unless_one_insists(
    staffed: Cast, sign_in: SignIn
) -> None:
    save_report(staffed.planner, staffed.region, report("network"), constants=assumptions())
    client = sign_in(staffed.planner)
    refused = text_of(client, "compare")
    assert "These two are not like for like" in refused
    assert "What the difference comes from" not in refused
    assert "What the difference comes from" in text_of(client, "compare", "?anyway=1")


def test_a_report_without_kilometres_is_sent_back(staffed: Cast, sign_in: SignIn) -> None:
    answer = sign_in(staffed.planner).post(
        reverse("mapping:report_add"),
        {"name": "x", "year": "2017", "people": "60", "source": "y"},
    )
    assert answer.status_code == 422
    assert "by at least one means" in answer.content.decode()


def test_the_causes_sum_to_the_difference() -> None:
    constants = assumptions()
    one = report_table(60, {Mode.CAR: 900_000.0, Mode.BUS: 60_000.0}, constants)
    other = report_table(70, {Mode.CAR: 700_000.0, Mode.ELECTRIC_CAR: 200_000.0}, constants)
    found = compare_analyses(one, ActivityTable.from_json(other.to_json()), constants).kg_co2e
    assert sum(found.effects.values()) == pytest.approx(found.change)
    assert found.earlier == pytest.approx(900_000 * 0.165 + 60_000 * 0.045, rel=0.01)
