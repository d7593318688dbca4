"""The inventory: contacts, visits, pictures, gaps, and details that come in a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.foundation.models import AuditEntry
from arbetshubb.places.actions import (
    NotYourPlace,
    TooManyPhotos,
    add_contact,
    add_photo,
    add_visit,
    apply_import,
    check_file,
    create_place,
)
from arbetshubb.places.actions.inventory import MOST_PHOTOS
from arbetshubb.places.models import ImportStatus, Place, PlacePhoto
from arbetshubb.places.pictures import LONGEST_SIDE, NotAPicture, redrawn
from arbetshubb.places.queries import details_now, import_diff, municipal_inventory
from arbetshubb.places.rules.details import (
    Access,
    Contact,
    Details,
    Verdict,
    Visit,
    details_from_json,
    details_to_json,
)
from arbetshubb.places.rules.gaps import Gap, Premises, inventory_of
from cast import Cast

TODAY = date(2026, 11, 22)
SignIn = Callable[..., Client]
MUNICIPALITIES = ("Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre")

FACTS = {
    "plats_id": "hubb-1", "namn": "Exempelhubben", "slag": "hubb", "läge": "Svenstavik",
    "adress": "Exempelgatan 1", "yta_m2": "85,5", "utrustning": "skrivare, två skärmar",
    "tillgänglighet": "hiss, trappfri entré", "avtal_från": "2026-01-01",
    "avtal_till": "2027-03-31", "uppsägning_månader": "9",
    "kontakt_funktion": "fastighetsägare", "kontakt_telefon": "063-00 00 00",
    "besökt": "2026-09-15", "besökt_av": "lokalstrateg", "bedömning": "efter åtgärder",
    "iakttagelser": "Ljust.",
}  # fmt: skip
FILE = ";".join(FACTS) + "\n" + ";".join(FACTS.values()) + "\n"


def picture_of(size: tuple[int, int] = (64, 48), *, kind: str = "JPEG", **info: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (20, 90, 70)).save(target, kind, **info)
    return target.getvalue()


@pytest.fixture
def hub(cast: Cast) -> Place:
    facts = {"name": "Hubben", "kind": "hub", "status": "existing", "municipality": "Berg",
             "north": 6_960_000.0, "east": 471_000.0}  # fmt: skip
    return create_place(cast.planner, facts, site_id="hubb-1")


@pytest.fixture
def office(cast: Cast) -> Place:
    """An own office of the other organisation."""
    facts = {"name": "Kommunhuset", "kind": "own_office", "status": "existing",
             "municipality": "Berg", "north": 6_960_000.0, "east": 471_500.0,
             "owner": cast.municipality}  # fmt: skip
    return create_place(cast.outsider, facts, site_id="kommunhuset")


# -- A file


def test_a_file_fills_the_inventory_and_a_second_time_changes_nothing(cast: Cast) -> None:
    batch = check_file(cast.planner, cast.region, name="a.csv", content=FILE.encode())
    assert batch.status == ImportStatus.CHECKED, batch.problems
    _diff, basis = import_diff(batch)
    apply_import(cast.planner, batch, basis=basis)
    place = Place.objects.get(site_id="hubb-1")
    assert place.details == Details(
        address="Exempelgatan 1",
        area_m2=85.5,
        equipment=("skrivare", "två skärmar"),
        accessibility=(Access.STEP_FREE, Access.LIFT),
        contract_from=date(2026, 1, 1),
        contract_to=date(2027, 3, 31),
        notice_months=9,
    )
    assert [row.contact.function for row in place.contacts.all()] == ["fastighetsägare"]
    assert [row.visit.verdict for row in place.visits.all()] == [Verdict.AFTER_MEASURES]
    again = check_file(cast.planner, cast.region, name="a.csv", content=FILE.encode())
    diff, _basis = import_diff(again)
    assert diff.is_empty


def test_a_file_changes_only_the_details_that_it_gives(cast: Cast, hub: Place) -> None:
    hub.address, hub.accessibility = "Storgatan 2", [Access.LIFT.value]
    hub.save()
    file = "site_id;name;kind;position;area_m2\nhubb-1;Hubben;hub;6960000,471000;120\n"
    batch = check_file(cast.planner, cast.region, name="a.csv", content=file.encode())
    diff, basis = import_diff(batch)
    assert [change.field for change in diff.changed[0].changes] == ["area_m2"]
    apply_import(cast.planner, batch, basis=basis)
    hub.refresh_from_db()
    assert (hub.address, hub.accessibility, float(hub.area_m2 or 0)) == (
        "Storgatan 2", [Access.LIFT.value], 120.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("contract_to", "31/12", "date_expected"),
        ("contract_to", "2025-12-31", "contract_reversed"),
        ("area_m2", "-4", "area_expected"),
        ("accessibility", "hisss", "word_unknown"),
        ("notice_months", "1,5", "months_expected"),
        ("public_email", "hubben", "email_expected"),
        ("verdict", "toppen", "word_unknown"),
        ("visited_by", "lokalstrateg", "value_missing"),
        ("contact_phone", "063-00 00 00", "value_missing"),
        ("findings", "x" * 2001, "text_too_long"),
    ],
)
def test_a_wrong_detail_is_named_with_row_and_column(
    cast: Cast, column: str, value: str, code: str
) -> None:
    file = (
        f"site_id;name;kind;position;contract_from;{column}\n"
        f"h;Hubben;hub;Svenstavik;2026-01-01;{value}\n"
    )
    batch = check_file(cast.planner, cast.region, name="a.csv", content=file.encode())
    assert batch.status == ImportStatus.FAULTY
    assert (2, code) in [(row["row"], row["code"]) for row in batch.problems]
    assert not Place.objects.exists()


@given(
    st.builds(
        Details,
        address=st.text(max_size=20),
        area_m2=st.none() | st.floats(1, 1000),
        equipment=st.lists(st.text(min_size=1, max_size=8)).map(tuple),
        accessibility=st.lists(st.sampled_from(Access), unique=True).map(tuple),
        contract_from=st.none() | st.dates(),
        contact=st.none() | st.builds(Contact, function=st.text(max_size=8)),
        visit=st.none()
        | st.builds(
            Visit, st.dates(), visited_by=st.text(max_size=8), verdict=st.sampled_from(Verdict)
        ),
    )
)
def test_details_survive_being_kept_as_plain_values(details: Details) -> None:
    assert details_from_json(details_to_json(details)) == details


def test_somebody_elses_note_makes_the_differences_out_of_date(cast: Cast, hub: Place) -> None:
    batch = check_file(cast.planner, cast.region, name="a.csv", content=FILE.encode())
    _diff, basis = import_diff(batch)
    add_visit(cast.planner, hub, Visit(TODAY, "lokalstrateg"))
    assert import_diff(batch)[1] != basis


# -- Notes


def test_what_is_kept_for_keepers_is_not_shown_to_others(
    cast: Cast, hub: Place, sign_in: SignIn
) -> None:
    add_contact(cast.planner, hub, Contact("fastighetsägare", "", "063-00 00 00", ""))
    add_visit(cast.planner, hub, Visit(TODAY, "lokalstrateg", findings="Fukt i källaren"))
    Place.objects.filter(pk=hub.pk).update(contract_to=date(2031, 5, 6))
    seen = sign_in(cast.planner).get(hub.get_absolute_url()).content.decode()
    hidden = sign_in(cast.employee).get(hub.get_absolute_url()).content.decode()
    for secret in ("063-00 00 00", "Fukt i källaren", "2031-05-06"):
        assert secret in seen
        assert secret not in hidden


def test_another_organisations_contract_is_not_in_the_workbook(
    cast: Cast, office: Place, hub: Place, sign_in: SignIn
) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - beside its only use

    Place.objects.update(contract_to=date(2031, 5, 6))
    content = sign_in(cast.planner).get("/places/export.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    name, ends = rows[0].index("namn"), rows[0].index("avtal_till")
    assert {row[name]: row[ends] for row in rows[1:]} == {"Kommunhuset": "", "Hubben": "2031-05-06"}


def test_nobody_notes_things_about_a_place_of_another_organisation(
    cast: Cast, office: Place, sign_in: SignIn
) -> None:
    with pytest.raises(NotYourPlace):
        add_contact(cast.planner, office, Contact("vaktmästare", phone="1"))
    with pytest.raises(NotYourPlace):
        add_visit(cast.planner, office, Visit(TODAY, "lokalstrateg"))
    client = sign_in(cast.planner)
    for page in ("contacts/new/", "visits/new/", "photos/new/"):
        assert client.get(f"{office.get_absolute_url()}{page}").status_code == 403


def test_notes_are_made_and_removed_on_pages(cast: Cast, hub: Place, sign_in: SignIn) -> None:
    client, address = sign_in(cast.planner), hub.get_absolute_url()
    assert client.post(f"{address}contacts/new/", {"function": "värd"}).status_code == 422
    told = client.post(
        f"{address}contacts/new/", {"function": "värd", "email": "v@example.org"}, follow=True
    )
    assert "v@example.org" in told.content.decode()
    contact = hub.contacts.get()
    client.post(f"{address}contacts/{contact.pk}/remove/")
    assert not hub.contacts.exists()
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - any later day
    values = {"visited_on": tomorrow, "visited_by": "lokalstrateg", "verdict": "suitable"}
    assert client.post(f"{address}visits/new/", values).status_code == 422
    client.post(f"{address}visits/new/", {**values, "visited_on": "2026-01-02"})
    assert hub.visits.get().verdict == Verdict.SUITABLE
    assert not AuditEntry.objects.filter(after__icontains="example.org").exists()


# -- Pictures


def test_a_picture_is_drawn_anew_without_what_the_camera_hid_in_it() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6  # lies on its side
    given_ = picture_of((2400, 1200), exif=exif)
    assert b"taken at home" in given_
    kept = redrawn(given_)
    assert b"taken at home" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as opened:
        assert not opened.getexif()
        assert opened.size == (kept.width, kept.height) == (LONGEST_SIDE // 2, LONGEST_SIDE)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7", picture_of()[:200]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        redrawn(content)


def test_a_picture_is_added_shown_and_removed(
    cast: Cast,
    hub: Place,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    client, address = sign_in(cast.planner), hub.get_absolute_url()
    file = SimpleUploadedFile("entrén.jpg", picture_of(), "image/jpeg")
    client.post(f"{address}photos/new/", {"file": file, "description": "Entrén från gatan"})
    photo = hub.photos.get()
    assert "Entrén från gatan" in client.get(address).content.decode()
    answer = client.get(photo.get_absolute_url())
    assert answer["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (64, 48)
    client.logout()
    assert client.get(photo.get_absolute_url()).status_code == 302
    storage, name = photo.file.storage, photo.file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        sign_in(cast.planner).post(f"{photo.get_absolute_url()}remove/")
    assert not PlacePhoto.objects.exists()
    assert not storage.exists(name)


def test_a_wrong_file_keeps_what_was_written(cast: Cast, hub: Place, sign_in: SignIn) -> None:
    file = SimpleUploadedFile("a.jpg", b"not a picture", "image/jpeg")
    values = {"file": file, "description": "Entrén från gatan"}
    answer = sign_in(cast.planner).post(f"{hub.get_absolute_url()}photos/new/", values)
    assert answer.status_code == 422
    assert "Entrén från gatan" in answer.content.decode()


def test_a_place_has_no_more_than_twelve_pictures(cast: Cast, hub: Place) -> None:
    picture = redrawn(picture_of())
    for _ in range(MOST_PHOTOS):
        add_photo(cast.planner, hub, picture, description="Rum", is_public=False)
    with pytest.raises(TooManyPhotos):
        add_photo(cast.planner, hub, picture, description="Rum", is_public=False)


# -- Gaps


def premises(**facts: object) -> Premises:
    standard: dict[str, object] = {
        "municipality": "Berg", "kind": SiteKind.CANDIDATE, "status": SiteStatus.CANDIDATE,
        "has_accessibility": True, "has_contact": True, "last_visit": TODAY, "contract_to": None,
    }  # fmt: skip
    return Premises(**{**standard, **facts})  # type: ignore[arg-type]


def test_every_municipality_is_asked_the_same_questions() -> None:
    rows = inventory_of([premises()], MUNICIPALITIES, today=TODAY)
    assert [row.municipality for row in rows] == list(MUNICIPALITIES)
    nothing_known = {row.gaps for row in rows if row.municipality != "Berg"}
    assert nothing_known == {
        (Gap.NO_HUB, Gap.NO_CHOICE, Gap.NO_HEALTH_CENTRE, Gap.NO_BUSINESS_OFFICE)
    }


def test_an_old_visit_is_no_visit() -> None:
    old = premises(last_visit=TODAY - timedelta(days=366))
    (row,) = inventory_of([old, premises()], ["Berg"], today=TODAY)
    assert (row.visited, row.choices) == (1, 2)
    assert Gap.NOT_VISITED in row.gaps


def test_a_closed_place_fills_no_gap() -> None:
    closed = premises(kind=SiteKind.HUB, status=SiteStatus.CLOSED)
    (row,) = inventory_of([closed], ["Berg"], today=TODAY)
    assert (row.hubs, row.choices) == (0, 0)


@given(
    st.lists(
        st.builds(
            premises,
            municipality=st.sampled_from(MUNICIPALITIES),
            kind=st.sampled_from(SiteKind),
            status=st.sampled_from(SiteStatus),
            has_contact=st.booleans(),
            last_visit=st.none() | st.dates(date(2024, 1, 1), TODAY),
        )
    )
)
def test_nothing_is_counted_twice_and_nothing_is_lost(places: list[Premises]) -> None:
    rows = inventory_of(places, MUNICIPALITIES, today=TODAY)
    open_ = [place for place in places if place.status is not SiteStatus.CLOSED]
    assert sum(row.own_offices + row.choices for row in rows) == len(open_)
    for row in rows:
        assert max(row.visited, row.access_known, row.with_contact) <= row.choices
        assert (Gap.NOT_VISITED in row.gaps) == (row.visited < row.choices)


def test_the_page_and_its_workbook_show_the_gaps(cast: Cast, hub: Place, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    text = client.get("/places/inventory/").content.decode()
    assert "ingen hälsocentral att dela med" in text.lower()
    assert client.get("/places/inventory.xlsx").content.startswith(b"PK")
    assert sign_in(cast.employee).get("/places/inventory/").status_code == 403


def test_the_inventory_asks_the_database_the_same_however_many_places(
    cast: Cast, hub: Place, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(20):
        facts = {"name": f"Lokal {number}", "kind": "candidate", "status": "candidate",
                 "municipality": "Berg", "north": 6_960_000.0, "east": 471_000.0}  # fmt: skip
        create_place(cast.planner, facts)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        municipal_inventory(cast.planner, today=TODAY)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        details_now()
