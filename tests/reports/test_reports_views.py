from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from arbetshubb.analysis.hubplan import published_to_json
from arbetshubb.plans.models import Scenario, ScenarioStatus, Scope
from arbetshubb.reports.hubplan import FORMATS
from arbetshubb.reports.views.hubplan import CONTENT_TYPES
from reports.example_plan import example_plan

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User
    from cast import Cast

STARTS = {"json": b"{", "xlsx": b"PK", "html": b"<!doctype", "docx": b"PK", "pdf": b"%PDF"}


@pytest.fixture
def scenario(cast: Cast) -> Scenario:
    return Scenario.objects.create(
        name="Nio hubbar, på försök",
        organisation=cast.region,
        created_by=cast.planner,
        scope=Scope.OWN,
        options=example_plan().options,
        status=ScenarioStatus.DONE,
        hubs=9,
        plan_json=published_to_json(example_plan()),
    )


def address(scenario: Scenario, kind: str) -> str:
    return reverse("reports:hubplan", args=[scenario.pk, kind])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_planner_downloads_every_format(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario, kind: str
) -> None:
    answer = sign_in(cast.planner).get(address(scenario, kind), HTTP_ACCEPT_LANGUAGE="sv")
    assert answer.status_code == 200
    assert answer["Content-Type"] == CONTENT_TYPES[kind]
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(STARTS[kind])


def test_the_file_has_a_swedish_name_that_says_what_it_is(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario
) -> None:
    answer = sign_in(cast.planner).get(address(scenario, "html"), HTTP_ACCEPT_LANGUAGE="sv")
    assert answer["Content-Disposition"] == (
        'attachment; filename="hubbplan-nio-hubbar-pa-forsok-karta.html"'
    )


def test_another_organisations_plan_is_not_to_be_had(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario
) -> None:
    assert sign_in(cast.outsider).get(address(scenario, "json")).status_code == 404


def test_those_who_do_not_plan_are_refused(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario
) -> None:
    for user in (cast.employee, cast.manager, cast.hr):
        assert sign_in(user).get(address(scenario, "json")).status_code == 403


def test_strangers_are_sent_to_sign_in(client: Client, scenario: Scenario) -> None:
    assert client.get(address(scenario, "pdf")).status_code == 302


def test_there_is_nothing_to_download_before_the_plan_is_done(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario
) -> None:
    Scenario.objects.filter(pk=scenario.pk).update(status=ScenarioStatus.RUNNING, plan_json=None)
    assert sign_in(cast.planner).get(address(scenario, "pdf")).status_code == 404


def test_an_unknown_format_does_not_exist(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario
) -> None:
    assert sign_in(cast.planner).get(address(scenario, "odt")).status_code == 404


def test_a_download_changes_nothing_and_so_is_not_posted(
    cast: Cast, sign_in: Callable[[User], Client], scenario: Scenario
) -> None:
    assert sign_in(cast.planner).post(address(scenario, "json")).status_code == 405
