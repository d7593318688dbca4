from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from plans_county import make_people, make_places

from arbetshubb.analysis.hubplan import PlanOptions, published_from_json, published_to_json
from arbetshubb.analysis.siting.plan import Demand
from arbetshubb.foundation.jobs import request_cancel
from arbetshubb.foundation.models import AuditEntry, Job, OutboxMessage
from arbetshubb.plans.actions import (
    PlanUnderWay,
    cancel_plan,
    copy_scenario,
    create_scenario,
    delete_scenario,
    loosen_scenario,
    plan_hubs,
    rename_scenario,
    scenario_of_alternative,
)
from arbetshubb.plans.actions.keep import NotYourScenario, ScenarioUnderWay
from arbetshubb.plans.models import Scenario, ScenarioStatus, Scope
from arbetshubb.plans.rules import DemandsContradict
from cast import Cast, make_user

QUICK = {"time_limit": 20.0}
type Work = Callable[[], None]


@pytest.fixture
def county(cast: Cast) -> Cast:
    make_places()
    make_people(cast.region)
    return cast


def made(cast: Cast, work: Work, **options: object) -> Scenario:
    asked = PlanOptions(**{**QUICK, **options})  # type: ignore[arg-type]
    scenario = create_scenario(cast.planner, cast.region, name="Plan", options=asked)
    plan_hubs(cast.planner, scenario)
    work()
    scenario.refresh_from_db()
    return Scenario.objects.get(pk=scenario.pk)


def test_a_scenario_becomes_a_plan(county: Cast, work: Work) -> None:
    scenario = made(county, work)
    plan = scenario.published
    assert scenario.status == ScenarioStatus.DONE
    assert plan is not None
    assert plan.employees == 223
    assert scenario.hubs == len(plan.hubs) >= 1
    assert "hub-a" in scenario.open_sites
    assert "shut" not in scenario.open_sites
    assert scenario.inputs_hash == plan.inputs_hash != ""
    assert scenario.gap == 0
    assert OutboxMessage.objects.filter(topic="plans.made").count() == 1


def test_the_kept_plan_survives_being_read_and_written(county: Cast, work: Work) -> None:
    kept = made(county, work).plan_json
    assert published_to_json(published_from_json(kept)) == kept


def test_the_same_demands_give_the_same_fingerprint(county: Cast, work: Work) -> None:
    assert made(county, work).inputs_hash == made(county, work).inputs_hash


def test_a_moved_assumption_changes_the_version_of_the_constants(county: Cast, work: Work) -> None:
    plain = made(county, work)
    moved = create_scenario(
        county.planner, county.region, name="Moved", options=PlanOptions(**QUICK),
        assumptions={"realisation": 0.3, "stated_interest": 0.65},
    )  # fmt: skip
    assert moved.assumptions == {"realisation": 0.3}
    plan_hubs(county.planner, moved)
    work()
    moved.refresh_from_db()
    assert moved.constants_version != plain.constants_version


def test_groups_of_fewer_than_five_are_not_kept(county: Cast, work: Work) -> None:
    plan = made(county, work, each_municipality=True).published
    assert plan is not None
    sveg = next(row for row in plan.municipalities if row.name == "Härjedalen")
    assert sveg.employees is None
    assert sveg.today.km.is_hidden
    assert all(cell.people >= 5 for cell in plan.cells)


def test_demands_that_conflict_are_named_and_can_be_let_go_of(county: Cast, work: Work) -> None:
    scenario = made(county, work, each_municipality=True, critical_mass=5.0)
    assert scenario.status == ScenarioStatus.INFEASIBLE
    assert set(scenario.conflict["demands"]) >= {"critical_mass"}
    assert Job.objects.get().status == "done"
    free = loosen_scenario(
        county.planner, scenario, Demand.CRITICAL_MASS, name="Utan kritisk massa"
    )
    assert free.plan_options.critical_mass is None
    assert free.plan_options.each_municipality
    assert free.copied_from == scenario
    plan_hubs(county.planner, free)
    work()
    free.refresh_from_db()
    assert free.status == ScenarioStatus.DONE


def test_an_alternative_becomes_a_plan_with_exactly_its_hubs(county: Cast, work: Work) -> None:
    scenario = made(county, work, keep_existing=False)
    plan = scenario.published
    assert plan is not None
    other = next(row for row in plan.alternatives if not row.is_chosen)
    copy = scenario_of_alternative(county.planner, scenario, other.open, name="Annat val")
    plan_hubs(county.planner, copy)
    work()
    copy.refresh_from_db()
    assert sorted(copy.open_sites) == sorted(other.open)
    assert copy.cost == pytest.approx(other.cost)


def test_without_people_the_plan_says_what_to_do(cast: Cast, work: Work) -> None:
    make_places()
    scenario = made(cast, work)
    assert (scenario.status, scenario.failure) == (ScenarioStatus.FAILED, "no_people")


def test_without_places_the_plan_says_what_to_do(cast: Cast, work: Work) -> None:
    make_places()
    from arbetshubb.places.models import Place  # noqa: PLC0415 - beside its only use

    Place.objects.exclude(site_id="office").delete()
    make_people(cast.region)
    assert made(cast, work).failure == "no_places"


def test_people_at_unknown_places_are_told_of(cast: Cast, work: Work) -> None:
    make_people(cast.region)
    assert made(cast, work).failure == "unknown_workplace"


def test_a_handful_of_people_gets_no_plan(cast: Cast, work: Work) -> None:
    make_places()
    make_people(cast.region, (("Berg", 62.77, 14.44, 4),))
    assert made(cast, work).failure == "too_few_people"


def test_a_fault_in_the_analysis_leaves_a_scenario_that_can_be_started_again(
    county: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("arbetshubb.plans.actions.make.make_hub_plan", break_down)
        scenario = made(county, work)
    assert (scenario.status, scenario.failure) == (ScenarioStatus.FAILED, "unexpected")
    plan_hubs(county.planner, scenario)
    work()
    scenario.refresh_from_db()
    assert scenario.status == ScenarioStatus.DONE


def test_a_scenario_is_not_started_twice(county: Cast) -> None:
    scenario = create_scenario(
        county.planner, county.region, name="Plan", options=PlanOptions(**QUICK)
    )
    plan_hubs(county.planner, scenario)
    with pytest.raises(PlanUnderWay):
        plan_hubs(county.administrator, scenario)
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_get_one_job(cast: Cast) -> None:
    make_places()
    make_people(cast.region)
    scenario = create_scenario(cast.planner, cast.region, name="Plan", options=PlanOptions(**QUICK))
    gate, refused = threading.Barrier(2), []

    def start() -> None:
        mine = Scenario.objects.get(pk=scenario.pk)
        gate.wait()
        try:
            plan_hubs(cast.planner, mine)
        except PlanUnderWay:
            refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Job.objects.count() == 1


def test_a_plan_that_is_made_is_not_made_over(county: Cast, work: Work) -> None:
    scenario = made(county, work)
    with pytest.raises(PlanUnderWay):
        plan_hubs(county.planner, scenario)


def test_cancelling_before_the_worker_comes_frees_the_scenario(county: Cast, work: Work) -> None:
    scenario = create_scenario(
        county.planner, county.region, name="Plan", options=PlanOptions(**QUICK)
    )
    plan_hubs(county.planner, scenario)
    cancel_plan(county.planner, scenario)
    again = Scenario.objects.get(pk=scenario.pk)
    assert again.state == ScenarioStatus.CANCELLED
    plan_hubs(county.planner, again)
    work()
    again.refresh_from_db()
    assert again.status == ScenarioStatus.DONE


def test_cancelling_while_it_runs_stops_the_search(
    county: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arbetshubb.foundation.jobs.REPORT_SECONDS", 0.0)

    def cancel_from_elsewhere(scenario: Scenario) -> object:
        request_cancel(Job.objects.get())
        return original(scenario)

    from arbetshubb.plans.actions import make  # noqa: PLC0415 - patched here alone

    original = make.basis_of
    monkeypatch.setattr(make, "basis_of", cancel_from_elsewhere)
    scenario = made(county, work)
    assert scenario.state == ScenarioStatus.CANCELLED
    assert scenario.plan_json is None
    assert Job.objects.get().status == "cancelled"


def test_a_lost_worker_does_not_leave_the_scenario_running_for_ever(county: Cast) -> None:
    scenario = create_scenario(
        county.planner, county.region, name="Plan", options=PlanOptions(**QUICK)
    )
    job = plan_hubs(county.planner, scenario)
    Scenario.objects.filter(pk=scenario.pk).update(status=ScenarioStatus.RUNNING)
    Job.objects.filter(pk=job.pk).update(status="failed", error_sentence="Servern stannade.")
    again = Scenario.objects.get(pk=scenario.pk)
    assert again.state == ScenarioStatus.FAILED
    assert not again.is_under_way


def test_an_employers_own_people_only_are_counted(county: Cast, work: Work) -> None:
    make_people(county.municipality)
    plan = made(county, work).published
    assert plan is not None
    assert plan.employees == 223
    assert plan.employers == (county.region.name,)


def test_a_pooled_plan_holds_nothing_about_a_few_people_of_another_employer(
    county: Cast, work: Work
) -> None:
    county.municipality.shares_for_planning = True
    county.municipality.save()
    make_people(
        county.municipality,
        (("Berg", 62.77, 14.44, 30), ("Berg", 62.70, 14.30, 3), ("Krokom", 63.33, 14.45, 2)),
    )
    scenario = create_scenario(
        county.planner, county.region, name="Pool", scope=Scope.POOLED,
        options=PlanOptions(**QUICK),
    )  # fmt: skip
    plan_hubs(county.planner, scenario)
    work()
    plan = Scenario.objects.get(pk=scenario.pk).published
    assert plan is not None
    assert plan.employers == (county.municipality.name, county.region.name)
    # The two in Krokom are left out: less one's own sixty they would stand there alone.
    assert plan.employees == 223 + 33
    krokom = next(row for row in plan.municipalities if row.name == "Krokom")
    assert krokom.employees == 60
    assert plan.today_by_unit == ()


def test_an_employer_that_does_not_share_is_not_in_the_pool(county: Cast, work: Work) -> None:
    make_people(county.municipality)
    scenario = create_scenario(
        county.planner, county.region, name="Pool", scope=Scope.POOLED,
        options=PlanOptions(**QUICK),
    )  # fmt: skip
    plan_hubs(county.planner, scenario)
    work()
    plan = Scenario.objects.get(pk=scenario.pk).published
    assert plan is not None
    assert plan.employees == 223


def test_only_planners_and_administrators_make_plans(county: Cast) -> None:
    controller = make_user("controller", county.region)
    for user in (county.hr, county.employee, county.manager, controller, county.outsider):
        with pytest.raises(NotYourScenario):
            create_scenario(user, county.region, name="Plan", options=PlanOptions())


def test_a_scenario_is_visible_in_its_organisation_alone(county: Cast) -> None:
    scenario = create_scenario(county.planner, county.region, name="Plan", options=PlanOptions())
    controller = make_user("controller", county.region)
    for user in (county.planner, county.administrator, controller):
        assert list(Scenario.objects.visible_to(user)) == [scenario]
    for user in (county.outsider, county.employee, county.manager, county.hr):
        assert not Scenario.objects.visible_to(user).exists()


def test_another_organisations_planner_changes_nothing(county: Cast) -> None:
    scenario = create_scenario(county.planner, county.region, name="Plan", options=PlanOptions())
    for act in (
        lambda: plan_hubs(county.outsider, scenario),
        lambda: cancel_plan(county.outsider, scenario),
        lambda: rename_scenario(county.outsider, scenario, "Min"),
        lambda: delete_scenario(county.outsider, scenario),
        lambda: copy_scenario(county.outsider, scenario, name="Min"),
    ):
        with pytest.raises(NotYourScenario):
            act()
    scenario.refresh_from_db()
    assert scenario.name == "Plan"


def test_contradictory_demands_are_not_even_kept(county: Cast) -> None:
    with pytest.raises(DemandsContradict):
        create_scenario(
            county.planner, county.region, name="Plan",
            options=PlanOptions(forced=("hub-a",), forbidden=("hub-a",)),
        )  # fmt: skip
    assert not Scenario.objects.exists()


def test_every_change_is_in_the_log(county: Cast) -> None:
    scenario = create_scenario(county.planner, county.region, name="Plan", options=PlanOptions())
    rename_scenario(county.planner, scenario, "Ny")
    delete_scenario(county.planner, scenario)
    verbs = AuditEntry.objects.filter(thing_type="plans.scenario").values_list("verb", flat=True)
    assert sorted(verbs) == ["created", "deleted", "renamed"]


def test_a_plan_under_way_is_not_deleted(county: Cast) -> None:
    scenario = create_scenario(county.planner, county.region, name="Plan", options=PlanOptions())
    plan_hubs(county.planner, scenario)
    with pytest.raises(ScenarioUnderWay):
        delete_scenario(county.planner, scenario)
