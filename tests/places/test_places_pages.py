from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from arbetshubb.foundation.models import AuditEntry, OutboxMessage
from arbetshubb.places.actions import NotYourPlace, create_place, update_place
from arbetshubb.places.inventory import free_site_id, site_from_json, site_to_json
from arbetshubb.places.models import Place, PlaceImport
from arbetshubb.places.queries import sites
from cast import Cast

type SignIn = Callable[[object], Client]

HEAD = "site_id;name;municipality;kind;position;seats_max;fixed_cost;status"
GOOD = f"""{HEAD}
h1;Hubben;Berg;hub;62.77, 14.44;12;30000,50;existing
k1;Kontoret;Östersund;own_office;63.18, 14.64;;;existing
"""
BAD = f"""{HEAD}
h1;Hubben;Berg;hub;ingenstans alls;tolv;30000;existing
h2;;Berg;slott;62.77, 14.44;12;30000;existing
"""


@pytest.fixture
def hub(cast: Cast) -> Place:
    return create_place(cast.planner, facts(), site_id="h1")


def facts(**changes: object) -> dict[str, object]:
    return {
        "name": "Hubben", "municipality": "Berg", "kind": "hub", "status": "existing",
        "north": 6960000.0, "east": 471000.0, "seats_max": 12, **changes,
    }  # fmt: skip


def answers(**changes: object) -> dict[str, object]:
    return {
        "name": "Hubben", "kind": "hub", "status": "existing", "position": "Svenstavik",
        "seats_min": "2", "seats_max": "12", "fixed_cost": "30 000,50", "cost_per_seat": "",
        "cost_per_day": "", "provider": "Värden", "owner": "",
        "attributes": "mötesrum, tyst rum, mötesrum", "notes": "", **changes,
    }  # fmt: skip


def upload(browser: Client, text: str) -> PlaceImport:
    file = SimpleUploadedFile("platser.csv", text.encode())
    answer = browser.post(reverse("places:import"), {"file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    return PlaceImport.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1]))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_drawn(cast: Cast, hub: Place, sign_in: SignIn, language: str) -> None:
    browser = sign_in(cast.planner)
    browser.cookies["language"] = language
    good, bad = upload(browser, GOOD), upload(browser, BAD)
    for address in (
        reverse("places:home"), reverse("places:home") + "?show=new&places-q=hub",
        hub.get_absolute_url(), reverse("places:new"), reverse("places:edit", args=[hub.pk]),
        reverse("places:import"), reverse("places:import_batch", args=[good.pk]),
        reverse("places:import_batch", args=[bad.pk]),
    ):  # fmt: skip
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "%(" not in answer.content.decode(), address


def test_an_empty_list_invites_to_the_first_step(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.planner).get(reverse("places:home")).content.decode()
    assert reverse("places:import") in page


def test_everybody_signed_in_reads_and_only_keepers_change(
    cast: Cast, hub: Place, sign_in: SignIn
) -> None:
    browser = sign_in(cast.employee)
    page = browser.get(hub.get_absolute_url())
    assert page.status_code == 200
    assert reverse("places:edit", args=[hub.pk]) not in page.content.decode()
    for name in ("new", "import"):
        assert browser.get(reverse(f"places:{name}")).status_code == 403
    for name in ("close", "open", "edit"):
        assert browser.post(reverse(f"places:{name}", args=[hub.pk])).status_code == 403
    browser.logout()
    assert browser.get(reverse("places:home")).status_code == 302


def test_a_place_is_added_by_the_name_of_its_locality(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.planner).post(reverse("places:new"), answers())
    place = Place.objects.get()
    assert answer["Location"] == place.get_absolute_url()
    assert (place.site_id, place.municipality, place.municipality_code) == (
        "hubben",
        "Berg",
        "2326",
    )
    assert str(place.fixed_cost) == "30000.50"
    assert place.attributes == ["mötesrum", "tyst rum"]
    assert AuditEntry.objects.filter(verb="created", thing_id=str(place.pk)).exists()
    assert OutboxMessage.objects.filter(topic="places.created").exists()


@pytest.mark.parametrize(
    "position", ["62.7667, 14.4354", "6959990, 471200", "Svenstavik", "Svenstavik, Berg"]
)
def test_a_position_is_read_in_every_form(cast: Cast, sign_in: SignIn, position: str) -> None:
    sign_in(cast.planner).post(reverse("places:new"), answers(position=position))
    place = Place.objects.get()
    assert place.municipality == "Berg"
    assert abs(place.north - 6_960_000) < 3000
    assert abs(place.east - 471_000) < 3000


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"position": "Svenstavikk"}, "position"),
        ({"position": "12.0, 99.0"}, "position"),
        ({"seats_min": "20"}, "seats_max"),
        ({"fixed_cost": "-1"}, "fixed_cost"),
        ({"fixed_cost": "mycket"}, "fixed_cost"),
        ({"kind": "slott"}, "kind"),
        ({"kind": "own_office", "status": "candidate"}, "status"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_the_rest(
    cast: Cast, sign_in: SignIn, changes: dict[str, object], field: str
) -> None:
    answer = sign_in(cast.planner).post(reverse("places:new"), answers(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["provider"].value() == "Värden"
    assert not Place.objects.exists()


def test_a_misspelt_locality_gets_a_suggestion(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.planner).post(reverse("places:new"), answers(position="Svenstavikk"))
    assert "Svenstavik" in str(answer.context["form"].errors["position"])


def test_saving_an_untouched_form_moves_nothing(cast: Cast, hub: Place, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.planner), reverse("places:edit", args=[hub.pk])
    form = browser.get(address).context["form"]
    same = {name: value for name in form.fields if (value := form[name].value())}
    assert browser.post(address, same).status_code == 302
    after = Place.objects.get()
    assert (after.north, after.east) == (hub.north, hub.east)
    assert not AuditEntry.objects.filter(verb="updated").exists()


def test_a_change_is_logged_with_before_and_after(cast: Cast, hub: Place) -> None:
    update_place(cast.planner, hub, facts(seats_max=20))
    entry = AuditEntry.objects.get(verb="updated")
    assert (entry.before, entry.after) == ({"seats_max": 12}, {"seats_max": 20})


def test_a_place_of_another_organisation_is_left_alone(cast: Cast, sign_in: SignIn) -> None:
    office = create_place(cast.planner, facts(kind="own_office", owner=cast.region), site_id="k1")
    with pytest.raises(NotYourPlace):
        update_place(cast.outsider, office, facts(name="Stulet"))
    browser = sign_in(cast.outsider)
    assert browser.post(reverse("places:close", args=[office.pk])).status_code == 403
    batch = upload(browser, GOOD)
    page = browser.get(reverse("places:import_batch", args=[batch.pk]))
    browser.post(reverse("places:import_apply", args=[batch.pk]), {"basis": page.context["basis"]})
    office.refresh_from_db()
    assert (office.name, office.owner) == ("Hubben", cast.region)
    assert Place.objects.filter(site_id="h1").exists()


def test_a_keeper_cannot_give_a_place_to_an_organisation_they_do_not_keep(
    cast: Cast, sign_in: SignIn
) -> None:
    changes = answers(owner=str(cast.municipality.pk))
    answer = sign_in(cast.planner).post(reverse("places:new"), changes)
    assert list(answer.context["form"].errors) == ["owner"]


def test_a_closed_place_can_be_taken_into_use_again(
    cast: Cast, hub: Place, sign_in: SignIn
) -> None:
    browser = sign_in(cast.planner)
    browser.post(reverse("places:close", args=[hub.pk]))
    assert not sites()[0].is_hub_choice
    browser.post(reverse("places:open", args=[hub.pk]))
    assert sites()[0].is_hub_choice
    assert list(AuditEntry.objects.filter(verb__in=["closed", "opened"]).values_list("verb")) != []


def test_a_file_is_checked_shown_and_applied(cast: Cast, hub: Place, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, GOOD)
    assert Place.objects.count() == 1
    page = browser.get(reverse("places:import_batch", args=[batch.pk]))
    assert [site.site_id for site in page.context["diff"].new] == ["k1"]
    assert [row.after.site_id for row in page.context["diff"].changed] == ["h1"]
    browser.post(reverse("places:import_apply", args=[batch.pk]), {"basis": page.context["basis"]})
    office = Place.objects.get(site_id="k1")
    assert office.owner == cast.region
    assert Place.objects.get(site_id="h1").owner is None
    again = upload(browser, GOOD)
    shown = browser.get(reverse("places:import_batch", args=[again.pk]))
    assert shown.context["diff"].is_empty


def test_a_file_with_errors_changes_nothing_and_names_each(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, BAD)
    page = browser.get(reverse("places:import_batch", args=[batch.pk])).content.decode()
    assert batch.status == "faulty"
    assert "tolv" in page
    assert "slott" in page
    browser.post(reverse("places:import_apply", args=[batch.pk]), {"basis": ""})
    assert not Place.objects.exists()


def test_a_picture_is_no_file_of_places(cast: Cast, sign_in: SignIn) -> None:
    file = SimpleUploadedFile("bild.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    browser = sign_in(cast.planner)
    answer = browser.post(reverse("places:import"), {"file": file})
    assert PlaceImport.objects.get().status == "faulty"
    assert browser.get(answer["Location"]).status_code == 200


def test_differences_shown_too_long_ago_are_not_applied(
    cast: Cast, hub: Place, sign_in: SignIn
) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, GOOD)
    page = browser.get(reverse("places:import_batch", args=[batch.pk]))
    update_place(cast.administrator, hub, facts(seats_max=99))
    address = reverse("places:import_apply", args=[batch.pk])
    browser.post(address, {"basis": page.context["basis"]})
    assert Place.objects.count() == 1
    assert Place.objects.get().seats_max == 99


def test_a_file_put_away_is_forgotten(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    batch = upload(browser, GOOD)
    browser.post(reverse("places:import_abandon", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.status, batch.sites) == ("abandoned", [])


def test_another_organisation_does_not_see_the_file(cast: Cast, sign_in: SignIn) -> None:
    batch = upload(sign_in(cast.planner), GOOD)
    browser = sign_in(cast.outsider)
    assert browser.get(reverse("places:import_batch", args=[batch.pk])).status_code == 404


def test_the_export_can_be_imported_unchanged(cast: Cast, hub: Place, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    content = browser.get(reverse("places:export")).content
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    file = SimpleUploadedFile("platser.xlsx", content)
    answer = browser.post(reverse("places:import"), {"file": file})
    shown = browser.get(answer["Location"])
    assert shown.context["diff"].is_empty, shown.context["diff"]


def test_the_database_refuses_what_cannot_be(hub: Place) -> None:
    for wrong in ({"seats_min": 20}, {"north": 1.0}, {"fixed_cost": -1}, {"status": "perhaps"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.filter(pk=hub.pk).update(**wrong)


def test_a_site_survives_being_kept_as_json(hub: Place) -> None:
    assert site_from_json(site_to_json(hub.site)) == hub.site


def test_an_id_made_of_a_name_is_readable_and_free() -> None:
    assert free_site_id("Fjällhubben i Åre", []) == "fjallhubben-i-are"
    assert free_site_id("Åre", ["are", "are-2"]) == "are-3"
    assert free_site_id("!!!", []) == "place"
