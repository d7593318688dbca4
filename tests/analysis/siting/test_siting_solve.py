from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.siting.siting_cases import all_judged, all_sets, random_problem, true_optimum
from arbetshubb.analysis.siting import (
    Demand,
    PlanStatus,
    SitingPlan,
    SitingProblem,
    branching,
    evaluate,
    solve,
)

CLOSE = 1e-6
PAIRS = [*itertools.combinations(Demand, 2)]


@pytest.fixture(params=["relaxations to the end", "small parts enumerated"])
def _leaves(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove both by linear programming alone, and with the shortcut for small parts."""
    if request.param == "relaxations to the end":
        monkeypatch.setattr(branching, "ENUMERATED", 0)
        monkeypatch.setattr(branching, "EASED_FROM", 0)


@pytest.fixture
def _no_local_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all finding to branch and bound, so that a wrong bound cannot hide."""
    monkeypatch.setattr(branching, "improve", lambda _problem, plan, *, stop: plan)


def assert_is_the_optimum(problem: SitingProblem, plan: SitingPlan) -> None:
    optimum = true_optimum(problem)
    if optimum == -math.inf:
        assert plan.status is PlanStatus.INFEASIBLE
        assert plan.explanation.conflict
        return
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.objective == pytest.approx(optimum, abs=CLOSE)
    assert plan.bound >= optimum - CLOSE
    assert plan.gap == 0
    outcome = evaluate(problem, plan.open)
    assert outcome.broken == ()
    assert outcome.objective == plan.objective
    assert (outcome.assignment == plan.assignment).all()
    assert (outcome.seats == plan.seats).all()


@pytest.mark.usefixtures("_leaves")
@pytest.mark.parametrize("demand", [None, *Demand])
def test_each_demand_alone_gives_the_optimum_of_all_sets(demand: Demand | None) -> None:
    for seed in range(6):
        problem = random_problem(seed, demands=() if demand is None else (demand,))
        assert_is_the_optimum(problem, solve(problem))


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_each_pair_of_demands_gives_the_optimum_of_all_sets(pair: tuple[Demand, Demand]) -> None:
    for seed in range(3):
        problem = random_problem(100 + seed, demands=pair)
        assert_is_the_optimum(problem, solve(problem))


@pytest.mark.usefixtures("_no_local_search")
def test_random_mixtures_are_proven_without_local_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branching, "ENUMERATED", 0)
    for seed in range(200, 280):
        monkeypatch.setattr(branching, "EASED_FROM", 0 if seed % 2 else 99)
        problem = random_problem(seed)
        if true_optimum(problem) > -math.inf:
            assert_is_the_optimum(problem, solve(problem))


def test_random_mixtures_give_the_optimum_of_all_sets() -> None:
    for seed in range(300, 380):
        problem = random_problem(seed)
        assert_is_the_optimum(problem, solve(problem))


def test_a_conflict_is_impossible_and_dropping_any_part_of_it_makes_a_plan_possible() -> None:
    conflicts = 0
    for seed in range(400, 480):
        problem = random_problem(seed)
        if true_optimum(problem) > -math.inf:
            continue
        conflicts += 1
        conflict = set(solve(problem).explanation.conflict)
        broken = [broken & conflict for _, broken in all_judged(problem)]
        assert all(broken)
        for demand in conflict:
            assert any(not rest - {demand} for rest in broken)
    assert conflicts >= 10


def test_a_conflict_names_the_sites_concerned() -> None:
    problem = SitingProblem(
        value=np.ones((1, 4)),
        dislike=np.ones((1, 4)),
        fixed_cost=np.ones(4),
        municipality=np.array([0, 0, 1, 1]),
        minimum_per_municipality=np.array([1, 1]),
        forbidden=np.array([True, True, True, False]),
        names=("Ås", "Föllinge", "Hede", "Sveg"),
    )
    explanation = solve(problem).explanation
    assert explanation.conflict == (Demand.EACH_MUNICIPALITY, Demand.FORBIDDEN)
    assert set(explanation.sites) == {"Ås", "Föllinge"}


def test_the_bound_holds_at_every_time_limit() -> None:
    for seed in range(500, 512):
        problem = random_problem(seed, sites=9)
        optimum = true_optimum(problem)
        for time_limit in (0.0, 0.001, 0.01, 0.03):
            plan = solve(problem, time_limit=time_limit)
            assert plan.bound >= optimum - CLOSE
            assert plan.bound >= plan.objective
            if plan.has_plan:
                assert evaluate(problem, plan.open).broken == ()
            if plan.status is PlanStatus.INFEASIBLE:
                assert optimum == -math.inf
            if plan.status is PlanStatus.OPTIMAL:
                assert plan.objective == pytest.approx(optimum, abs=CLOSE)


def test_no_time_at_all_gives_no_proof() -> None:
    problem = random_problem(1, demands=(), sites=9)
    plan = solve(problem, time_limit=0.0)
    assert plan.status is PlanStatus.FEASIBLE
    assert math.isfinite(plan.bound)


@pytest.mark.parametrize("gap", [0.01, 0.1, 0.5])
def test_the_asked_gap_is_kept(gap: float) -> None:
    for seed in range(520, 528):
        problem = random_problem(seed, sites=9)
        optimum = true_optimum(problem)
        plan = solve(problem, gap=gap)
        if plan.has_plan:
            assert plan.status is PlanStatus.OPTIMAL
            assert plan.gap <= gap + 1e-12
            assert plan.objective <= optimum + CLOSE
            assert plan.bound >= optimum - CLOSE


def test_a_start_or_a_seed_does_not_change_the_optimum() -> None:
    for seed in range(540, 550):
        problem = random_problem(seed, sites=8)
        plain = solve(problem)
        started = solve(problem, start=range(0, 8, 2), seed=7)
        assert started.status is plain.status
        assert started.objective == pytest.approx(plain.objective)


def test_a_start_is_kept_as_a_plan_when_there_is_no_time() -> None:
    problem = random_problem(3, demands=(), sites=9)
    best = solve(problem)
    assert solve(problem, start=best.open, time_limit=0.0).objective == best.objective


def test_the_same_question_gets_the_same_answer() -> None:
    for seed in range(560, 570):
        problem = random_problem(seed, sites=9)
        first, second = solve(problem, seed=3), solve(problem, seed=3)
        assert first.open == second.open
        assert first.bound == second.bound


def test_cancelling_gives_the_best_plan_so_far_with_an_honest_bound() -> None:
    problem = random_problem(4, demands=(), sites=9)
    plan = solve(problem, cancel=lambda: True)
    assert plan.status is PlanStatus.FEASIBLE
    assert plan.bound >= true_optimum(problem)


def test_progress_rises_to_one() -> None:
    shares: list[float] = []
    solve(random_problem(5, demands=(), sites=9), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(("gap", "time_limit"), [(-0.1, 1.0), (1.5, 1.0), (0.0, -1.0)])
def test_impossible_wishes_are_refused(gap: float, time_limit: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        solve(random_problem(1), gap=gap, time_limit=time_limit)


def test_a_better_but_disliked_hub_does_not_win_people_over() -> None:
    problem = SitingProblem(
        value=np.array([[5.0, 100.0]]), dislike=np.array([[1.0, 2.0]]), fixed_cost=np.zeros(2)
    )
    assert solve(problem).open == (1,)
    assert solve(replace(problem, forced=np.array([True, False]))).objective == 5.0


def test_a_hub_that_fills_alone_may_fall_below_critical_mass_beside_another() -> None:
    problem = SitingProblem(
        value=np.full((2, 2), 10.0),
        dislike=np.array([[1.0, 2.0], [2.0, 1.0]]),
        fixed_cost=np.ones(2),
        minimum_members=np.full(2, 2.0),
    )
    assert len(solve(problem).open) == 1
    both = solve(replace(problem, hubs_min=2))
    assert both.explanation.conflict == (Demand.HUBS_MIN, Demand.CRITICAL_MASS)


def test_people_are_not_turned_away_from_a_full_hub() -> None:
    problem = SitingProblem(
        value=np.full((3, 1), 10.0),
        dislike=np.ones((3, 1)),
        fixed_cost=np.ones(1),
        load=np.ones((3, 1)),
        seats_max=np.array([2]),
    )
    assert solve(problem).open == ()


@pytest.mark.parametrize(
    ("demanded", "expected"),
    [
        ({}, ()),
        ({"budget": 2.5}, (Demand.BUDGET,)),
        ({"budget": 9.0}, ()),
        ({"hubs_max": 2}, (Demand.HUBS_MAX,)),
        ({"hubs_min": 3}, (Demand.HUBS_MIN,)),
        ({"minimum_members": np.ones(3)}, (Demand.CRITICAL_MASS,)),
        ({"forbidden": np.array([True, False, False])}, (Demand.FORBIDDEN,)),
        ({"forced": np.array([True, False, False])}, ()),
        (
            {"forced": np.array([True, True, True]), "fixed_cost": np.full(3, 15.0)},
            (Demand.FORCED,),
        ),
        ({"load": np.eye(3), "seats_max": np.array([1, 9, 9])}, (Demand.CAPACITY,)),
        (
            {"municipality": np.zeros(3, int), "minimum_per_municipality": np.array([3])},
            (Demand.EACH_MUNICIPALITY,),
        ),
    ],
)
def test_demands_met_with_nothing_to_spare_are_named(
    demanded: dict[str, Any], expected: tuple[Demand, ...]
) -> None:
    problem = SitingProblem(
        value=np.diag([10.0, 20.0, 30.0]),
        dislike=np.where(np.eye(3) > 0, 1.0, np.nan),
        fixed_cost=np.ones(3),
    )
    assert solve(replace(problem, **demanded)).explanation.binding == expected


seeds = st.integers(10_000, 20_000)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, demand=st.sampled_from(list(Demand)))
def test_letting_go_of_a_demand_never_makes_the_best_plan_worse(seed: int, demand: Demand) -> None:
    from arbetshubb.analysis.siting.conflict import without  # noqa: PLC0415 - only used here

    problem = random_problem(seed, sites=6)
    assert solve(without(problem, demand)).objective >= solve(problem).objective - CLOSE


@settings(max_examples=25, deadline=None)
@given(seed=seeds)
def test_the_order_of_sites_does_not_matter(seed: int) -> None:
    problem = random_problem(seed, sites=6)
    # Ties go to the lowest index, so break them before the sites change places.
    problem = replace(problem, dislike=problem.dislike + np.arange(6) * 1e-3)
    turn = np.random.default_rng(seed).permutation(6)
    turned = replace(
        problem,
        **{
            name: getattr(problem, name)[..., turn]
            for name in (
                "value", "dislike", "members", "load", "fixed_cost", "seat_cost", "seats_min",
                "seats_max", "minimum_members", "municipality", "forced", "forbidden",
            )
        },
    )  # fmt: skip
    assert solve(turned).objective == pytest.approx(solve(problem).objective)


@settings(max_examples=25, deadline=None)
@given(seed=seeds)
def test_forced_sites_are_open_and_forbidden_ones_shut(seed: int) -> None:
    problem = random_problem(seed, demands=(Demand.FORCED, Demand.FORBIDDEN), sites=7)
    plan = solve(problem)
    if plan.has_plan:
        assert set(np.flatnonzero(problem.forced)) <= set(plan.open)
        assert not set(np.flatnonzero(problem.forbidden)) & set(plan.open)


def test_every_number_of_sites_up_to_one_word_of_bits_and_beyond_is_handled() -> None:
    for sites in (61, 62, 63, 130):
        problem = SitingProblem(
            value=np.eye(sites) * 3.0,
            dislike=np.where(np.eye(sites) + np.eye(sites, k=1) > 0, 1.0, np.nan),
            fixed_cost=np.where(np.arange(sites) % 2 == 0, 1.0, 5.0),
        )
        plan = solve(problem)
        assert plan.status is PlanStatus.OPTIMAL
        assert plan.open == tuple(range(0, sites, 2))


def test_enumeration_covers_every_set() -> None:
    assert len(list(all_sets(random_problem(1, sites=5)))) == 32
