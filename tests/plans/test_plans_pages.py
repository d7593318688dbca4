from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from plans_county import make_people, make_places

from arbetshubb.analysis.hubplan import PlanOptions
from arbetshubb.foundation.models import Job
from arbetshubb.plans.actions import create_scenario, plan_hubs
from arbetshubb.plans.models import Scenario
from cast import Cast, make_user

type SignIn = Callable[[object], Client]
type Work = Callable[[], None]
QUICK = PlanOptions(each_municipality=True, time_limit=20.0)


@dataclass(frozen=True)
class Stage:
    cast: Cast
    done: Scenario
    infeasible: Scenario
    draft: Scenario


@pytest.fixture
def stage(cast: Cast, work: Work) -> Stage:
    make_places()
    make_people(cast.region)
    conflict = PlanOptions(each_municipality=True, critical_mass=5.0, time_limit=20.0)
    done = create_scenario(cast.planner, cast.region, name="Klar plan", options=QUICK)
    infeasible = create_scenario(cast.planner, cast.region, name="Omöjlig", options=conflict)
    draft = create_scenario(cast.planner, cast.region, name="Utkastet", options=QUICK)
    for scenario in (done, infeasible):
        plan_hubs(cast.planner, scenario)
    work()
    done.refresh_from_db()
    return Stage(cast, done, infeasible, draft)


def addresses(stage: Stage) -> list[str]:
    pk = stage.done.pk
    keys = ("cost", "km", "emissions", "reach", "hours", "kronor", "members", "objective")
    return [
        reverse("plans:home"),
        reverse("plans:home") + "?show=done",
        reverse("plans:new"),
        reverse("plans:new") + f"?from={pk}",
        reverse("plans:compare"),
        reverse("plans:compare") + f"?a={pk}&b={pk}",
        reverse("plans:scenario", args=[pk]),
        reverse("plans:scenario", args=[stage.infeasible.pk]),
        reverse("plans:scenario", args=[stage.draft.pk]),
        reverse("plans:hub", args=[pk, stage.done.open_sites[0]]),
        reverse("plans:alternative", args=[pk, 1]),
        reverse("plans:rename", args=[pk]),
        reverse("plans:map", args=[pk]),
        *(reverse("plans:why", args=[pk, key]) for key in keys),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_drawn_with_hidden_figures(
    stage: Stage, sign_in: SignIn, language: str
) -> None:
    browser = sign_in(stage.cast.planner)
    browser.cookies["language"] = language
    for address in addresses(stage):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "%(" not in answer.content.decode(), address
    page = browser.get(reverse("plans:scenario", args=[stage.done.pk])).content.decode()
    assert ("färre än 5" if language == "sv" else "fewer than 5") in page
    for name in ("Berg", "Krokom", "Härjedalen", "Ragunda", "Bräcke", "Strömsund", "Åre"):
        assert name in page


def test_the_heading_says_the_result(stage: Stage, sign_in: SignIn) -> None:
    browser = sign_in(stage.cast.planner)
    page = browser.get(reverse("plans:scenario", args=[stage.done.pk])).content.decode()
    assert "Fyra hubbar i fyra av åtta kommuner" in page
    assert "bevisat bäst" in page


def test_another_organisation_finds_nothing(stage: Stage, sign_in: SignIn) -> None:
    browser = sign_in(stage.cast.outsider)
    for address in addresses(stage)[6:]:
        assert browser.get(address).status_code == 404, address
    assert "Klar plan" not in browser.get(reverse("plans:home")).content.decode()
    assert browser.get(reverse("plans:new") + f"?from={stage.done.pk}").status_code == 404
    pk = stage.done.pk
    for name in ("start", "cancel", "delete"):
        assert browser.post(reverse(f"plans:{name}", args=[pk])).status_code == 404
    compared = browser.get(reverse("plans:compare") + f"?a={pk}&b={pk}").content.decode()
    assert "Klar plan" not in compared


def test_a_controller_reads_and_changes_nothing(stage: Stage, sign_in: SignIn) -> None:
    browser = sign_in(make_user("controller", stage.cast.region))
    pk = stage.done.pk
    page = browser.get(reverse("plans:scenario", args=[pk]))
    assert page.status_code == 200
    assert reverse("plans:delete", args=[pk]) not in page.content.decode()
    assert browser.get(reverse("plans:new")).status_code == 403
    for name in ("start", "cancel", "delete"):
        assert browser.post(reverse(f"plans:{name}", args=[pk])).status_code == 403


@pytest.mark.parametrize("role", ["employee", "manager", "hr"])
def test_others_are_refused(stage: Stage, sign_in: SignIn, role: str) -> None:
    browser = sign_in(getattr(stage.cast, role))
    assert browser.get(reverse("plans:home")).status_code == 403
    assert browser.get(reverse("plans:scenario", args=[stage.done.pk])).status_code == 403


def test_nobody_signed_in_is_sent_to_sign_in(stage: Stage, client: Client) -> None:
    assert client.get(reverse("plans:home")).status_code == 302


def answers(**changes: object) -> dict[str, object]:
    return {
        "name": "Ny plan", "scope": "own", "hub_count": "free", "hubs": "", "budget": "",
        "critical_mass": "", "within_minutes": "30", "keep_existing": "on",
        "stated_interest": "65", "realisation": "20", "hub_days_per_member": "1,5",
        "replaces_home_share": "40", "time_limit": "20", **changes,
    }  # fmt: skip


def test_the_form_starts_a_plan(stage: Stage, sign_in: SignIn, work: Work) -> None:
    browser = sign_in(stage.cast.planner)
    asked = answers(
        budget="1 500 000", hub_count="at_most", hubs="3", realisation="25,5", forced=["hub-b"]
    )
    answer = browser.post(reverse("plans:new"), asked)
    scenario = Scenario.objects.get(name="Ny plan")
    assert answer["Location"] == scenario.get_absolute_url()
    options = scenario.plan_options
    assert (options.budget, options.hubs_max, options.forced) == (1_500_000.0, 3, ("hub-b",))
    assert scenario.assumptions == {"realisation": 0.255}
    assert "data-" in browser.get(scenario.get_absolute_url()).content.decode()
    work()
    assert browser.get(reverse("plans:progress", args=[scenario.pk]))["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"forced": ["hub-b"], "forbidden": ["hub-b"]}, "forbidden"),
        ({"hub_count": "exactly"}, "hubs"),
        ({"hub_count": "exactly", "hubs": "1", "forced": ["hub-a", "hub-b"]}, "hubs"),
        ({"budget": "mycket"}, "budget"),
        ({"budget": "-1"}, "budget"),
        ({"within_minutes": "0"}, "within_minutes"),
        ({"realisation": "101"}, "realisation"),
        ({"forced": ["no-such-place"]}, "forced"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_form_keeps_what_was_written_and_says_what_is_wrong(
    stage: Stage, sign_in: SignIn, changes: dict[str, object], field: str
) -> None:
    answer = sign_in(stage.cast.planner).post(reverse("plans:new"), answers(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["time_limit"].value() == "20"
    assert not Scenario.objects.filter(name="Ny plan").exists()


def test_a_conflict_is_let_go_of_with_one_click(stage: Stage, sign_in: SignIn, work: Work) -> None:
    browser, pk = sign_in(stage.cast.planner), stage.infeasible.pk
    page = browser.get(reverse("plans:scenario", args=[pk])).content.decode()
    button = reverse("plans:loosen", args=[pk, "critical_mass"])
    assert button in page
    answer = browser.post(button)
    work()
    copy = Scenario.objects.get(copied_from=pk)
    assert answer["Location"] == copy.get_absolute_url()
    assert copy.status == "done"
    assert browser.post(reverse("plans:loosen", args=[pk, "budget"])).status_code == 404


def test_an_alternative_is_planned_in_full_with_one_click(
    stage: Stage, sign_in: SignIn, work: Work
) -> None:
    browser, pk = sign_in(stage.cast.planner), stage.done.pk
    address = reverse("plans:make_alternative", args=[pk, 1])
    assert browser.post(address).status_code == 302
    work()
    copy = Scenario.objects.get(copied_from=pk)
    plan = stage.done.published
    assert plan is not None
    assert sorted(copy.open_sites) == sorted(plan.alternatives[0].open)
    assert browser.post(reverse("plans:make_alternative", args=[pk, 99])).status_code == 404


def test_a_scenario_is_renamed_and_deleted(stage: Stage, sign_in: SignIn) -> None:
    browser, pk = sign_in(stage.cast.planner), stage.draft.pk
    browser.post(reverse("plans:rename", args=[pk]), {"name": "Nytt namn"})
    assert Scenario.objects.get(pk=pk).name == "Nytt namn"
    browser.post(reverse("plans:delete", args=[pk]))
    assert not Scenario.objects.filter(pk=pk).exists()


def test_a_draft_is_started_and_stopped_from_its_page(stage: Stage, sign_in: SignIn) -> None:
    browser, pk = sign_in(stage.cast.planner), stage.draft.pk
    browser.post(reverse("plans:start", args=[pk]))
    assert (
        reverse("plans:cancel", args=[pk])
        in browser.get(reverse("plans:progress", args=[pk])).content.decode()
    )
    browser.post(reverse("plans:cancel", args=[pk]))
    assert Job.objects.order_by("created").last().status == "cancelled"  # type: ignore[union-attr]
    assert (
        reverse("plans:start", args=[pk])
        in browser.get(reverse("plans:scenario", args=[pk])).content.decode()
    )


def test_the_first_plan_is_invited_to(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.planner).get(reverse("plans:home")).content.decode()
    assert reverse("plans:new") in page


def test_the_page_of_a_place_tells_which_plans_chose_it(stage: Stage, sign_in: SignIn) -> None:
    from arbetshubb.places.models import Place  # noqa: PLC0415 - beside its only use

    address = Place.objects.get(site_id="hub-a").get_absolute_url()
    assert "Klar plan" in sign_in(stage.cast.planner).get(address).content.decode()
    assert "Klar plan" not in sign_in(stage.cast.outsider).get(address).content.decode()


def test_the_list_asks_the_database_no_more_for_more_scenarios(
    stage: Stage, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser = sign_in(stage.cast.planner)
    for number in range(12):
        create_scenario(stage.cast.planner, stage.cast.region, name=f"P{number}", options=QUICK)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert browser.get(reverse("plans:home")).status_code == 200
