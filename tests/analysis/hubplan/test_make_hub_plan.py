from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from analysis.small_county import (
    cell,
    employee,
    matrix,
    office,
    random_county,
    shipped_constants,
    site,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan import (
    HubPlan,
    NoPlanInTime,
    NoPlanPossible,
    PlanCancelled,
    PlanOptions,
    make_hub_plan,
)
from arbetshubb.analysis.hubplan.fingerprint import inputs_hash
from arbetshubb.analysis.hubplan.sensitivity import KEYS
from arbetshubb.analysis.hubplan.study import problem_of, study_of
from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.analysis.siting import Demand, PlanStatus, evaluate
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce, workforce


def _make(
    staff: Workforce, travel: TravelMatrix, constants: ConstantTable | None = None, **options: Any
) -> HubPlan:
    return make_hub_plan(staff, travel, PlanOptions(**options), constants or shipped_constants())


@pytest.fixture(scope="module")
def county() -> tuple[Workforce, TravelMatrix]:
    return random_county(1, people=500, sites=10)


@pytest.fixture(scope="module")
def plan(county: tuple[Workforce, TravelMatrix]) -> HubPlan:
    return _make(*county, each_municipality=True)


def _long_commuters(
    *places: Site, km: Any, people: Any = 60, **changes: Any
) -> tuple[Workforce, TravelMatrix]:
    return workforce([employee(cell(0, 0), **changes)] * people, [office(), *places]), matrix([km])


def test_the_plan_is_proven_and_its_objective_is_value_less_cost(plan: HubPlan) -> None:
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.objective <= plan.bound
    chosen = next(row for row in plan.alternatives if row.is_chosen)
    assert chosen.objective == pytest.approx(plan.objective)
    assert chosen.open == tuple(hub.site.site_id for hub in plan.hubs)
    assert chosen.cost == pytest.approx(plan.cost.base)


def test_existing_hubs_are_kept_and_every_municipality_gets_one(plan: HubPlan) -> None:
    assert {"h0", "h1"} <= {hub.site.site_id for hub in plan.hubs}
    assert all(row.hubs for row in plan.municipalities)


def test_no_other_set_of_hubs_is_better(
    county: tuple[Workforce, TravelMatrix], plan: HubPlan
) -> None:
    """By trying all of them."""
    study = study_of(*county, plan.options)
    problem = problem_of(study, plan.constants)
    every = (set_ for count in range(11) for set_ in combinations(range(10), count))
    judged = (evaluate(problem, each) for each in every)
    best = max(each.objective for each in judged if not each.broken)
    assert plan.objective == pytest.approx(best)


def test_municipalities_sum_to_the_plan(plan: HubPlan) -> None:
    rows = plan.municipalities
    assert sum(row.employees for row in rows) == 500
    assert sum(row.reach_plan for row in rows) == plan.reach_plan
    assert sum(row.reach_today for row in rows) == plan.reach_today
    assert sum(row.members.base for row in rows) == pytest.approx(plan.members.base)
    for name in ("km", "hours", "kronor", "kg_co2e"):
        assert sum(getattr(row.saved, name).base for row in rows) == pytest.approx(
            getattr(plan.saved, name).base
        )
        assert sum(getattr(row.today, name).base for row in rows) == pytest.approx(
            getattr(plan.today, name).base
        )


def test_hubs_sum_to_the_plan(plan: HubPlan) -> None:
    assert sum(hub.members.base for hub in plan.hubs) == pytest.approx(plan.members.base)
    assert sum(hub.cost.base for hub in plan.hubs) == pytest.approx(plan.cost.base)
    assert sum(hub.saved.km.base for hub in plan.hubs) == pytest.approx(plan.saved.km.base)


def test_every_range_encloses_its_figure(plan: HubPlan) -> None:
    spans = [plan.cost, plan.members]
    for hub in plan.hubs:
        spans += [hub.members, hub.days_per_week, hub.cost, hub.saved.km, hub.saved.kg_co2e]
    for row in plan.municipalities:
        spans += [row.members, row.saved.hours, row.today.kronor]
    assert all(span.low <= span.base <= span.high for span in spans)
    assert plan.members.low < plan.members.base < plan.members.high


def test_the_worth_of_a_hub_is_the_plan_without_it(
    county: tuple[Workforce, TravelMatrix], plan: HubPlan
) -> None:
    hub = next(hub for hub in plan.hubs if not hub.is_existing)
    others = tuple(each.site.site_id for each in plan.hubs if each is not hub)
    every = {s.site_id for s in county[0].sites if s.is_hub_choice}
    without = _make(*county, forced=others, forbidden=tuple(every - set(others)))
    assert hub.worth.lost_km == pytest.approx(plan.saved.km.base - without.saved.km.base)
    assert hub.worth.saved_cost == pytest.approx(plan.cost.base - without.cost.base)
    assert hub.worth.people_losing_reach == plan.reach_plan - without.reach_plan
    lost = plan.objective - without.objective
    assert hub.worth.lost_value - hub.worth.saved_cost == pytest.approx(lost)


def test_the_worth_of_a_kept_hub_says_what_its_closing_breaks(plan: HubPlan) -> None:
    kept = next(hub for hub in plan.hubs if hub.is_existing)
    assert Demand.FORCED in kept.worth.breaks


def test_the_best_replacement_is_the_nearest_equal() -> None:
    places = [site("a", fixed_cost=1.0, cost_per_seat=0.0),
              site("b", fixed_cost=2.0, cost_per_seat=0.0),
              site("dear", fixed_cost=9e9, cost_per_seat=0.0)]  # fmt: skip
    staff, travel = _long_commuters(*places, km=[90.0, 5.0, 5.0, 5.0])
    hub = _make(staff, travel).hubs[0]
    assert (hub.site.site_id, hub.worth.best_replacement) == ("a", "b")
    lonely = _make(staff, travel, forbidden=("b",)).hubs[0]
    assert lonely.worth.best_replacement == ""


def test_no_alternative_beats_another_and_the_chosen_is_there(plan: HubPlan) -> None:
    rows = plan.alternatives
    assert sum(row.is_chosen for row in rows) == 1
    assert len({row.open for row in rows}) == len(rows)
    for one in rows:
        for other in rows:
            is_beaten = (
                other.cost < one.cost
                and other.saved_km > one.saved_km
                and other.worst_reach > one.worst_reach
            )
            assert one.is_chosen or not is_beaten


def test_every_assumption_with_a_range_is_moved(plan: HubPlan) -> None:
    moved = {row.constant_id for row in plan.sensitivity}
    constants = shipped_constants()
    assert moved == {key for key in KEYS if constants[key].low < constants[key].high} | {
        "milersattning_own_car"
    }


def test_more_interest_gives_more_and_less_interest_less(plan: HubPlan) -> None:
    row = next(row for row in plan.sensitivity if row.constant_id == "stated_interest")
    assert row.objective_low < plan.objective < row.objective_high
    assert (row.low, row.high) == (0.5, 0.8)


def test_a_hub_that_is_not_worth_it_under_low_interest_is_said_to_fall() -> None:
    """Sixty people 90 km away: worth a hub at the base, not at a tenth of the interest."""
    constants = shipped_constants()
    weak = replace(constants["realisation"], low=0.005)
    constants = replace(
        constants,
        constants=tuple(weak if c.id == "realisation" else c for c in constants.constants),
    )
    staff, travel = _long_commuters(site("h"), km=[90.0, 5.0])
    plan = _make(staff, travel, constants)
    row = next(row for row in plan.sensitivity if row.constant_id == "realisation")
    assert [hub.site.site_id for hub in plan.hubs] == ["h"]
    assert row.changes_low == ("-h",)
    assert row.changes_high == ()


def test_a_hub_for_people_who_would_else_be_at_home_is_not_worth_opening() -> None:
    staff, travel = _long_commuters(site("h"), km=[90.0, 5.0], office_days=0.0, home_days=5.0)
    assert _make(staff, travel).hubs == ()


def test_a_hub_forced_on_people_at_home_saves_less_than_nothing() -> None:
    staff, travel = _long_commuters(site("h"), km=[90.0, 5.0], office_days=0.0, home_days=5.0)
    plan = _make(staff, travel, forced=("h",))
    hub = plan.hubs[0]
    assert hub.saved.km.base < 0
    assert hub.saved.km.base == pytest.approx(-hub.days_per_week.base * 2 * 5 * 44)


def test_the_same_people_in_another_order_give_the_same_plan(
    county: tuple[Workforce, TravelMatrix], plan: HubPlan
) -> None:
    staff, travel = county
    mixed = staff.where(np.random.default_rng(0).permutation(len(staff)))
    other = _make(mixed, travel, each_municipality=True)
    assert other.inputs_hash == plan.inputs_hash
    assert other.objective == plan.objective
    assert other.hubs == plan.hubs


def test_the_hash_changes_with_every_input(county: tuple[Workforce, TravelMatrix]) -> None:
    staff, travel = county
    constants, options = shipped_constants(), PlanOptions()
    base = inputs_hash(staff, travel, options, constants)
    assert inputs_hash(staff, travel, options, constants) == base
    assert len(base) == 64
    site_0 = replace(staff.sites[0], fixed_cost=1.0)
    others = [
        inputs_hash(staff.where(np.arange(len(staff)) > 0), travel, options, constants),
        inputs_hash(replace(staff, sites=(site_0, *staff.sites[1:])), travel, options, constants),
        inputs_hash(staff, replace(travel, metres=travel.metres + 100), options, constants),
        inputs_hash(staff, travel, PlanOptions(hubs=3), constants),
        inputs_hash(staff, travel, options, constants.at("realisation", 0.11)),
    ]
    assert len({base, *others}) == 6


def test_the_last_bits_of_a_distance_do_not_change_the_hash(
    county: tuple[Workforce, TravelMatrix],
) -> None:
    staff, travel = county
    nudged = replace(travel, metres=np.nextafter(travel.metres, np.inf))
    options, constants = PlanOptions(), shipped_constants()
    assert inputs_hash(staff, nudged, options, constants) == inputs_hash(
        staff, travel, options, constants
    )


def test_the_hash_is_this_one() -> None:
    """Written down, so that a change of it is noticed: old plans could not be matched any more."""
    staff, travel = _long_commuters(site("h"), km=[90.0, 5.0], people=2)
    constants = replace(shipped_constants(), constants=(shipped_constants()["realisation"],))
    found = inputs_hash(staff, travel, PlanOptions(), constants)
    assert found == "ac2c8f77a889a930a29277e7237b9460a02099715cdf5f2c9b8edfa5067b3146"


def test_demands_that_cannot_hold_together_are_named() -> None:
    staff, travel = _long_commuters(site("h", fixed_cost=5000.0), km=[90.0, 5.0])
    with pytest.raises(NoPlanPossible) as caught:
        _make(staff, travel, forced=("h",), budget=100.0)
    assert set(caught.value.conflict) == {Demand.FORCED, Demand.BUDGET}


def test_no_time_is_no_plan_or_an_honest_one() -> None:
    staff, travel = random_county(2, people=300, sites=12)
    try:
        plan = _make(staff, travel, time_limit=0.0)
    except NoPlanInTime:
        return
    assert plan.bound >= plan.objective
    assert np.isfinite(plan.bound)


def test_it_stops_when_asked() -> None:
    staff, travel = random_county(2, people=100, sites=6)
    asked = iter([False, False, False])
    with pytest.raises(PlanCancelled):
        make_hub_plan(
            staff, travel, PlanOptions(), shipped_constants(), cancel=lambda: next(asked, True)
        )


def test_progress_never_goes_backwards_and_every_stage_ends() -> None:
    staff, travel = random_county(2, people=100, sites=6)
    told = []
    make_hub_plan(
        staff, travel, PlanOptions(), shipped_constants(), progress=lambda *each: told.append(each)
    )
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages == ["commuting", "demand", "siting", "alternatives", "sensitivity"]
    for stage in stages:
        shares = [share for name, share in told if name == stage]
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


def test_the_budget_holds_also_for_what_is_paid_by_the_day() -> None:
    places = [site("day", cost_per_day=150.0), site("seat", cost_per_seat=20_000.0, seats_min=1)]
    staff, travel = _long_commuters(*places, km=[90.0, 5.0, 30.0], people=200)
    free = _make(staff, travel, hubs=1)
    assert free.hubs[0].site.site_id == "day"
    tight = _make(staff, travel, budget=free.cost.base - 1)
    assert tight.cost.base <= free.cost.base - 1
    assert [hub.site.site_id for hub in tight.hubs] == ["seat"]
    assert tight.bound >= tight.objective


def test_a_workforce_of_nobody_gets_the_hubs_that_must_be_kept() -> None:
    hub = site("old", kind=SiteKind.HUB, status=SiteStatus.EXISTING)
    staff = workforce([], [office(), hub, site("new")], municipalities=["A"])
    plan = _make(staff, matrix(np.empty((0, 3))))
    assert [each.site.site_id for each in plan.hubs] == ["old"]
    assert plan.members.base == 0.0
    assert plan.municipalities[0].employees == 0


def test_people_whom_no_road_reaches_get_no_hub() -> None:
    staff, travel = _long_commuters(site("h"), km=[np.nan, np.nan])
    plan = _make(staff, travel)
    assert plan.hubs == ()
    assert (plan.reach_plan, plan.hub_of_cell.tolist()) == (0, [-1])
    assert np.isnan(plan.nearest_minutes).all()


def test_nobody_who_may_work_remotely_means_no_hub() -> None:
    staff, travel = _long_commuters(site("h"), km=[90.0, 5.0], is_remote_eligible=False)
    plan = _make(staff, travel)
    assert (plan.hubs, plan.saved.km.base) == ((), 0.0)


def test_a_hub_is_demanded_where_there_is_no_site() -> None:
    staff, travel = _long_commuters(km=[90.0])
    with pytest.raises(NoPlanPossible) as caught:
        _make(staff, travel, hubs=1)
    assert caught.value.conflict == (Demand.HUBS_MIN,)


def test_no_sites_to_choose_from_is_a_plan_without_hubs() -> None:
    staff, travel = _long_commuters(km=[90.0])
    plan = _make(staff, travel)
    assert plan.hubs == ()
    assert plan.today.km.base > 0


def test_an_alternative_lifts_the_worst_off_municipality() -> None:
    """Two hubs may open; money alone puts both where most live, fairness one in each place."""
    people = [employee(cell(0, i), municipality="Large") for i in (0, 30) for _ in range(60)]
    people += [employee(cell(90, 0), municipality="Small") for _ in range(10)]
    hubs = [site("west", municipality="Large"), site("east", municipality="Large"),
            site("north", municipality="Small")]  # fmt: skip
    staff = workforce(people, [office(), *hubs])
    travel = matrix([[90, 5, 40, 99], [90, 40, 5, 99], [90, 99, 99, 5]])
    plan = _make(staff, travel, hubs=2)
    assert [hub.site.site_id for hub in plan.hubs] == ["west", "east"]
    fairest = max(plan.alternatives, key=lambda row: row.worst_reach)
    assert "north" in fairest.open
    assert fairest.worst_reach >= 0.5
