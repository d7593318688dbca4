from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.siting.siting_cases import all_sets, judged, random_problem
from arbetshubb.analysis.siting import SitingProblem, evaluate


def test_evaluation_agrees_with_plain_loops_on_every_set() -> None:
    for seed in range(30):
        problem = random_problem(seed, sites=6)
        for chosen in all_sets(problem):
            outcome = evaluate(problem, chosen)
            objective, broken = judged(problem, chosen)
            assert outcome.objective == pytest.approx(objective, abs=1e-9)
            assert set(outcome.broken) == broken


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), chosen=st.sets(st.integers(0, 7)), added=st.integers(0, 7))
def test_opening_a_hub_never_lengthens_anyones_trip(
    seed: int, chosen: set[int], added: int
) -> None:
    problem = random_problem(seed, sites=8)
    before, after = evaluate(problem, chosen), evaluate(problem, chosen | {added})
    for row in range(problem.demands):
        if before.assignment[row] >= 0:
            old = problem.dislike[row, before.assignment[row]]
            assert problem.dislike[row, after.assignment[row]] <= old


def test_equally_liked_sites_go_by_index_and_nan_is_never_chosen() -> None:
    problem = SitingProblem(
        value=np.ones((3, 3)),
        dislike=np.array([[2.0, 2.0, 1.0], [np.nan, np.nan, 1.0], [np.inf, 4.0, 5.0]]),
        fixed_cost=np.zeros(3),
    )
    assert evaluate(problem, [1, 0]).assignment.tolist() == [0, -1, 1]


def test_seats_are_whole_and_dust_buys_none() -> None:
    problem = SitingProblem(
        value=np.zeros((3, 1)),
        dislike=np.zeros((3, 1)),
        fixed_cost=np.array([100.0]),
        load=np.array([[1.1], [1.1], [0.8]]),  # 3.0000000000000004 when summed
        seat_cost=np.array([10.0]),
        seats_min=np.array([2]),
    )
    outcome = evaluate(problem, [0])
    assert outcome.seats.tolist() == [3]
    assert outcome.cost == 130.0


def test_nothing_open_costs_and_gives_nothing() -> None:
    outcome = evaluate(random_problem(1, demands=()), [])
    assert (outcome.value, outcome.cost, outcome.broken) == (0.0, 0.0, ())


def test_repeated_sites_count_once_and_unknown_ones_are_refused() -> None:
    problem = random_problem(2, demands=(), sites=3)
    assert evaluate(problem, [1, 1]).cost == evaluate(problem, [1]).cost
    with pytest.raises(IndexError, match="between 0 and 2"):
        evaluate(problem, [3])
    with pytest.raises(IndexError, match="between 0 and 2"):
        evaluate(problem, [-1])
