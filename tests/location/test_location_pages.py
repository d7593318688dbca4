"""The pages of the room, as the browser gets them and for whom they open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from arbetshubb.foundation.models import User
from arbetshubb.location.actions import Decision, create_check, decide_check, judge_tasks
from arbetshubb.location.models import LocationCheck, Post, UnitTasks
from arbetshubb.people.models import Unit
from arbetshubb.places.models import Place
from cast import Cast, make_user
from location.location_county import make_places, make_units

pytestmark = pytest.mark.django_db

type SignIn = Callable[[User], Client]
REACH = {
    "workplace": "office",
    "office_days": "w1",
    "home_days": "2",
    "hub_days": "2",
    "hubs": ["hub-a", "hub-b"],
    "office_minutes": "75",
    "hub_minutes": "30",
    "week_hours": "none",
}
CHECK = {
    "activity": "Ny enhet",
    "responsible": "Staben",
    "unit": "",
    "posts": "4",
    "premises": "",
    "municipality": "Berg",
    "place": "",
    "reason": "Hubben finns.",
}


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    client.cookies["language"] = "en"


@pytest.fixture
def county(cast: Cast) -> dict[str, Unit]:
    make_places(cast.region)
    return make_units(cast.region)


def text_of(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"location:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


# -- Relocation


def test_the_list_shows_the_unit_that_suits_and_never_the_unit_of_three(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    page = text_of(sign_in(cast.planner), "relocation")
    assert "Nordenheten suits best to move: to Strömsundskontoret" in page
    assert "Trioenheten" not in page
    assert "Gamla lokalen" not in page


def test_the_list_can_be_asked_for_a_municipality_and_every_pair(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    page = text_of(sign_in(cast.planner), "relocation", show="all", municipality="Berg")
    assert "Hubben Svenstavik" in page
    assert page.count('href="/location/relocation/') >= 3


def test_what_is_tried_is_said_beside_its_slider(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    page = text_of(sign_in(cast.planner), "relocation", way="share", days="3", minutes="60")
    assert "3 days" in page
    assert "Live within 60" in page


def test_one_unit_at_one_place_shows_before_and_after_also_for_those_who_lose(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    place = Place.objects.get(site_id="office-2")
    page = text_of(sign_in(cast.planner), "pair", county["Nordenheten"].pk, place.pk)
    assert "Get a longer way" in page
    assert "5–9" in page
    assert "20–24" in page
    assert "What the points are made of" in page


def test_a_unit_of_three_has_no_page(cast: Cast, county: dict[str, Unit], sign_in: SignIn) -> None:
    place = Place.objects.get(site_id="hub-a")
    client = sign_in(cast.planner)
    answer = client.get(reverse("location:pair", args=[county["Trioenheten"].pk, place.pk]))
    assert answer.status_code == 404


def test_no_setting_shows_an_exact_small_count(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    """Sydenheten: 14 of 25 live in Svenstavik; no page may say 14 or 11."""
    client = sign_in(cast.planner)
    place = Place.objects.get(site_id="hub-a")
    for way in ("move", "share"):
        for minutes in ("15", "30", "45", "60"):
            page = text_of(
                client, "pair", county["Sydenheten"].pk, place.pk, way=way, minutes=minutes
            )
            assert "10–14" in page
            assert ">14<" not in page
            assert ">11<" not in page


def test_a_judgement_changes_the_points(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    client = sign_in(cast.planner)
    unit = county["Nordenheten"]
    wrong = client.post(
        reverse("location:tasks", args=[unit.pk]), {"bound_percent": "100", "reason": ""}
    )
    assert wrong.status_code == 422
    assert not UnitTasks.objects.exists()
    answer = client.post(
        reverse("location:tasks", args=[unit.pk]), {"bound_percent": "100", "reason": "Prover."}
    )
    assert answer.status_code == 302
    assert "Sydenheten suits best" in text_of(client, "relocation")


def test_the_workbook_holds_the_pairs_with_their_parts(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    answer = sign_in(cast.planner).get(reverse("location:relocation_export"), {"show": "all"})
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_name("Units and places").to_python()
    assert {row[0] for row in rows[1:]} == {"Nordenheten", "Sydenheten", "Stadsenheten"}
    assert len(rows[0]) == len(rows[1])


def test_before_there_are_people_the_page_says_what_to_do_first(
    cast: Cast, sign_in: SignIn
) -> None:
    assert "Add places first" in text_of(sign_in(cast.planner), "relocation")
    make_places(cast.region)
    assert "Import staff first" in text_of(sign_in(cast.planner), "relocation")


# -- Checks


def test_a_check_goes_from_form_to_frozen_decision(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    client = sign_in(cast.hr)
    page = text_of(client, "check_new")
    assert page.count("Strömsund") >= 2
    client.post(reverse("location:check_new"), CHECK)
    check = LocationCheck.objects.get()
    decide = reverse("location:check_decide", args=[check.pk])
    wrong = client.post(
        decide,
        {"registry_number": "12", "decided_on": "2026-05-04", "deciding_role": "RS"},
    )
    assert wrong.status_code == 422
    assert "RS/305/2021" in wrong.content.decode()
    client.post(
        decide,
        {
            "registry_number": "rs/12/2026",
            "paragraph": "§ 7",
            "decided_on": "2026-05-04",
            "deciding_role": "regionstyrelsen",
        },
    )
    page = text_of(client, "check", check.pk)
    assert "RS/12/2026 § 7" in page
    assert client.get(reverse("location:check_edit", args=[check.pk])).status_code == 403
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(reverse("location:checks_export")).content)
    )
    assert book.get_sheet_by_index(0).to_python()[1][0] == "Ny enhet"


def test_a_draft_without_reason_is_not_offered_a_decision(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    client.post(reverse("location:check_new"), {**CHECK, "reason": ""})
    check = LocationCheck.objects.get()
    assert "Complete the check" in text_of(client, "check_decide", check.pk)


def test_a_place_in_another_municipality_than_the_chosen_is_refused(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    place = Place.objects.get(site_id="hub-b")
    answer = sign_in(cast.planner).post(
        reverse("location:check_new"), {**CHECK, "place": str(place.pk)}
    )
    assert answer.status_code == 422
    assert not LocationCheck.objects.exists()


def test_the_register_filters_by_status(cast: Cast, sign_in: SignIn) -> None:
    facts = {**CHECK, "unit": None, "place": None, "posts": 4}
    create_check(cast.planner, cast.region, {**facts, "activity": "Utkastet"})
    done = create_check(cast.planner, cast.region, {**facts, "activity": "Den beslutade"})
    day = date(2026, 5, 4)
    decide_check(cast.planner, done, Decision("RS/1/2026", "", day, "RS"), today=day)
    page = text_of(sign_in(cast.planner), "checks", show="decided")
    assert "Den beslutade" in page
    assert "Utkastet" not in page


def test_a_check_can_be_replaced_and_the_old_one_stays_readable(
    cast: Cast, sign_in: SignIn
) -> None:
    facts = {**CHECK, "unit": None, "place": None, "posts": 4}
    done = create_check(cast.planner, cast.region, facts)
    day = date(2026, 5, 4)
    decide_check(cast.planner, done, Decision("RS/1/2026", "", day, "RS"), today=day)
    client = sign_in(cast.planner)
    client.post(reverse("location:check_replace", args=[done.pk]))
    draft = LocationCheck.objects.get(replaces=done)
    assert "This check replaces" in text_of(client, "check", draft.pk)
    client.post(reverse("location:check_delete", args=[draft.pk]))
    assert not LocationCheck.objects.filter(pk=draft.pk).exists()
    assert "RS/1/2026" in text_of(client, "check", done.pk)


# -- Reach


def test_the_reach_counts_map_and_text_answer_the_rules(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    client = sign_in(cast.manager)
    page = text_of(client, "reach", **REACH)
    assert "people live where the holder can live" in page
    assert "Only localities are counted" in page
    assert "Du arbetar där minst 1 dag i veckan." in page
    data = client.get(reverse("location:reach_map"), REACH).json()
    layers = {layer["id"]: layer for layer in data["layers"]}
    assert layers["baseline"]["features"]
    assert layers["added"]["features"]


def test_hub_days_without_a_hub_are_an_error_that_says_so(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    answer = sign_in(cast.hr).get(reverse("location:reach"), {**REACH, "hubs": []})
    assert answer.status_code == 422
    assert "Choose at least one hub" in answer.content.decode()


def test_an_address_that_asks_wrongly_gets_no_map(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    client = sign_in(cast.hr)
    assert client.get(reverse("location:reach_map"), {"workplace": "no"}).status_code == 400


def test_a_saved_vacancy_keeps_its_figures_and_its_edited_text(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    client = sign_in(cast.hr)
    address = client.get(reverse("location:reach"), REACH).context["save_url"]
    client.post(address, {"name": "Jurist", "advert_sv": "Kom hit.", "advert_en": "Come."})
    post = Post.objects.get()
    assert post.figures["quality"] == "estimate"
    assert post.advert_sv == "Kom hit."
    before = dict(post.figures)
    client.post(
        reverse("location:post", args=[post.pk]), {"advert_sv": "Kom.", "advert_en": "Come."}
    )
    post.refresh_from_db()
    assert (post.advert_sv, post.figures) == ("Kom.", before)
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(reverse("location:post_export", args=[post.pk])).content)
    )
    rows = book.get_sheet_by_name("Municipalities").to_python()
    assert sum(row[1] for row in rows[1:]) == post.figures["total"]["people"]


def test_a_post_that_can_be_held_anywhere_says_so(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    free = {**REACH, "office_days": "0", "home_days": "5", "hub_days": "0", "hubs": []}
    page = text_of(sign_in(cast.hr), "reach", **free)
    assert "The holder can live anywhere" in page


# -- Who may


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("home", {"planner", "hr", "administrator", "controller", "manager"}),
        ("relocation", {"planner", "hr", "administrator", "controller"}),
        ("units", {"planner", "hr", "administrator", "controller"}),
        ("checks", {"planner", "hr", "administrator", "controller"}),
        ("check_new", {"planner", "hr", "administrator"}),
        ("reach", {"planner", "hr", "administrator", "controller", "manager"}),
        ("posts", {"planner", "hr", "administrator", "controller", "manager"}),
    ],
)
def test_each_page_opens_for_its_roles_only(
    cast: Cast, county: dict[str, Unit], client: Client, name: str, roles: set[str]
) -> None:
    for role in ("planner", "hr", "administrator", "controller", "manager", "employee", "host"):
        client.force_login(make_user(role, cast.region, username=f"one-{role}"))
        status = client.get(reverse(f"location:{name}")).status_code
        assert status == (200 if role in roles else 403), role


def test_another_organisation_sees_nothing_of_ours(
    cast: Cast, county: dict[str, Unit], sign_in: SignIn
) -> None:
    judge_tasks(cast.planner, county["Nordenheten"], bound_percent=10, reason="Prover.")
    facts = {**CHECK, "unit": None, "place": None, "posts": 4}
    check = create_check(cast.planner, cast.region, facts)
    client = sign_in(cast.outsider)
    assert client.get(reverse("location:check", args=[check.pk])).status_code == 404
    assert "Nordenheten" not in text_of(client, "relocation")
    tasks = reverse("location:tasks", args=[county["Nordenheten"].pk])
    assert client.get(tasks).status_code == 404
