from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from arbetshubb.foundation import texts
from arbetshubb.foundation.audit import record_change, record_read
from arbetshubb.foundation.csv_files import safe_cell
from arbetshubb.foundation.models import AuditEntry, OutboxMessage
from arbetshubb.foundation.models.audit import AuditIsAppendOnly
from arbetshubb.foundation.outbox import publish
from arbetshubb.foundation.texts import audit_details
from arbetshubb.places.actions import create_place, update_place
from cast import Cast

pytestmark = pytest.mark.django_db
type SignIn = Callable[..., Client]


def test_an_entry_is_never_changed_or_deleted(cast: Cast) -> None:
    entry = record_change(actor=cast.hr, thing=cast.region, verb="changed")
    entry.verb = "something else"
    with pytest.raises(AuditIsAppendOnly):
        entry.save()
    with pytest.raises(AuditIsAppendOnly):
        entry.delete()
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.all().delete()
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.update(verb="x")
    assert AuditEntry.objects.get().verb == "changed"


def test_a_change_to_a_shared_thing_is_in_the_log_of_whoever_made_it(cast: Cast) -> None:
    shared = OutboxMessage.objects.create(topic="shared by all", payload={})
    assert record_change(actor=cast.planner, thing=shared, verb="x").organisation == cast.region
    assert record_change(actor=None, thing=shared, verb="x").organisation is None
    assert AuditEntry.objects.visible_to(cast.administrator).count() == 1
    assert AuditEntry.objects.visible_to(cast.outsider).count() == 0


def test_an_entry_disappears_with_the_change_that_failed(cast: Cast) -> None:
    def change_that_fails() -> None:
        record_change(actor=cast.hr, thing=cast.region, verb="changed")
        publish("news", {})
        _ = 1 / 0

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change_that_fails()
    assert not AuditEntry.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_details_say_what_differs(cast: Cast) -> None:
    entry = record_change(
        actor=cast.hr,
        thing=cast.region,
        verb="changed",
        before={"name": "A", "seats": 3},
        after={"name": "B", "seats": 3, "open": True},
    )
    with translation.override("en"):
        assert audit_details(entry) == "name: A → B; open: Yes"


def test_a_read_says_why_and_how_many(cast: Cast) -> None:
    entry = record_read(actor=cast.hr, thing=cast.region, purpose="staff list", people=50)
    assert entry.kind == "read"
    with translation.override("en"):
        assert audit_details(entry) == "staff list; people: 50"


def test_the_log_shows_the_own_organisation_to_its_administrator(
    cast: Cast, sign_in: SignIn
) -> None:
    record_change(actor=cast.hr, thing=cast.region, verb="own-change")
    record_change(actor=cast.outsider, thing=cast.municipality, verb="foreign-change")
    page = sign_in(cast.administrator).get(reverse("foundation:audit"))
    assert page.status_code == 200
    assert "own-change" in page.content.decode()
    assert "foreign-change" not in page.content.decode()


@pytest.mark.parametrize("name", ["planner", "hr", "employee", "manager"])
@pytest.mark.parametrize("url", ["foundation:audit", "foundation:audit_export"])
def test_the_log_is_closed_to_all_others(cast: Cast, sign_in: SignIn, name: str, url: str) -> None:
    assert sign_in(getattr(cast, name)).get(reverse(url)).status_code == 403


def test_the_log_is_searched_by_kind_person_and_day(cast: Cast, sign_in: SignIn) -> None:
    record_change(actor=cast.hr, thing=cast.region, verb="hr-change")
    record_change(actor=cast.planner, thing=cast.region, verb="planner-change")
    record_read(actor=cast.planner, thing=cast.region, purpose="planner-read")
    browser = sign_in(cast.administrator)

    def found(**search: str) -> set[str]:
        text = browser.get(reverse("foundation:audit"), search).content.decode()
        return {word for word in ("hr-change", "planner-change", "planner-read") if word in text}

    assert found(who="plann") == {"planner-change", "planner-read"}
    assert found(kind="change") == {"hr-change", "planner-change"}
    assert found(until="2020-01-01") == set()
    assert found(since="not a day") == set()


def test_the_export_holds_what_was_searched_and_no_formula(cast: Cast, sign_in: SignIn) -> None:
    cast.hr.first_name = "=cmd|' /C calc'!A0"
    cast.hr.save()
    record_change(actor=cast.hr, thing=cast.region, verb="hr-change")
    record_change(actor=cast.planner, thing=cast.region, verb="planner-change")
    answer = sign_in(cast.administrator).get(
        reverse("foundation:audit_export"), {"who": cast.hr.username}
    )
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    assert "'=cmd" in text
    assert ";=cmd" not in text
    assert "planner-change" not in text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "text"), [(-1.5, "-1.5"), (None, ""), ("Åre", "Åre")])
def test_plain_values_are_written_as_they_are(value: object, text: str) -> None:
    assert safe_cell(value) == text


def test_every_verb_that_a_room_writes_has_words() -> None:
    source = Path(texts.__file__).parents[1]
    written = {
        verb
        for path in source.rglob("actions/*.py")
        for verb in re.findall(r'verb="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert "created" in written
    assert written <= texts.VERBS.keys()


def test_every_detail_that_a_room_writes_has_words() -> None:
    source = Path(texts.__file__).parents[1]
    columns = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    written = {
        key.value
        for path in source.rglob("actions/*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record_change"
        for given in call.keywords
        if given.arg in {"before", "after"} and isinstance(given.value, ast.Dict)
        for key in given.value.keys
        if isinstance(key, ast.Constant)
    }
    assert "visited_on" in written
    assert written <= texts.DETAILS.keys() | columns


def test_a_changed_column_is_told_in_the_words_of_its_room(cast: Cast) -> None:
    facts = {"name": "Hubben", "kind": "hub", "status": "candidate", "municipality": "Berg",
             "north": 6_960_000.0, "east": 471_000.0, "seats_max": 12}  # fmt: skip
    place = create_place(cast.planner, facts)
    update_place(cast.planner, place, {"status": "existing", "seats_max": 20, "accessibility": []})
    with translation.override("sv"):
        told = audit_details(AuditEntry.objects.get(verb="updated"))
    assert set(told.split("; ")) == {"status: Kandidat → Finns", "högst antal sittplatser: 12 → 20"}
