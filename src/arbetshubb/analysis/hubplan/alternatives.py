"""Other sets of hubs worth a look: the Pareto front of cost, travel saved and worst reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from arbetshubb.analysis.hubplan.deadline import Running
from arbetshubb.analysis.hubplan.outcome import choose, outcome_of, people_of_cells, worst_reach
from arbetshubb.analysis.hubplan.result import Alternative
from arbetshubb.analysis.hubplan.search import solve_again
from arbetshubb.analysis.hubplan.study import Case, Study
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.siting import PlanStatus, SitingPlan, SitingProblem, evaluate

TIME_SHARE: Final = 0.5
"""Share of the time left after the plan that the alternatives may take."""

SECONDS: Final = 3.0
"""Most seconds for all alternatives: they are for comparing, and come with their own gap."""

STEPS_AROUND: Final = 3
BUDGET_LEVELS: Final = (0.6, 0.8, 1.25, 1.5)
_SWAP_ROUNDS: Final = 20
_SHARE_DUST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class _Candidate:
    open: tuple[int, ...]
    status: PlanStatus
    gap: float


def alternatives(case: Case, running: Running, *, plan: SitingPlan) -> tuple[Alternative, ...]:
    """The alternatives that no other one beats in cost, saved km and worst reach, by rising cost.

    The chosen plan is always among them. Searched: the best plan for each number of hubs around
    the chosen one, for budgets below and above its cost (all other demands kept), and a plan with
    as many hubs that lifts the worst-off municipality (a swap heuristic, status FEASIBLE).
    ``gap`` is that of the alternative's own question; of the heuristic, against the plan's bound.
    """
    candidates = {plan.open: _Candidate(plan.open, plan.status, plan.gap)}
    for candidate in _searched(case, running, plan):
        candidates.setdefault(candidate.open, candidate)
    fairest = _fairest(case, plan)
    candidates.setdefault(fairest.open, fairest)
    rows = [
        _alternative(case, each, is_chosen=each.open == plan.open) for each in candidates.values()
    ]
    running.tell("alternatives", 1.0)
    front = [row for row in rows if row.is_chosen or not _is_beaten(row, rows)]
    return tuple(sorted(front, key=lambda row: (row.cost, row.open)))


def _searched(case: Case, running: Running, plan: SitingPlan) -> Iterator[_Candidate]:
    questions = sorted(_questions(case.problem, plan), key=lambda each: _distance(each, plan))
    seconds = min(SECONDS, running.left * TIME_SHARE)
    until, share = running.seconds + seconds, seconds / max(1, len(questions))
    for done, question in enumerate(questions):
        running.tell("alternatives", done / len(questions))
        if running.seconds >= until:
            return
        found = solve_again(question, case.study.options, running, seconds=share)
        if found.has_plan:
            yield _Candidate(found.open, found.status, found.gap)


def _questions(problem: SitingProblem, plan: SitingPlan) -> Iterator[SitingProblem]:
    free = replace(problem, hubs_min=0, hubs_max=None, budget=None)
    chosen, forced = len(plan.open), int(problem.forced.sum())
    most = min(problem.sites - int(problem.forbidden.sum()), chosen + STEPS_AROUND)
    for hubs in range(max(1, forced, chosen - STEPS_AROUND), most + 1):
        if hubs != chosen:
            yield replace(free, hubs_min=hubs, hubs_max=hubs)
    is_limited = problem.budget is not None or problem.hubs_max is not None
    cost = evaluate(problem, plan.open).cost
    for level in BUDGET_LEVELS:
        # More money changes nothing when neither money nor the number of hubs held the plan back.
        if level < 1.0 or is_limited:
            yield replace(free, budget=cost * level)


def _distance(question: SitingProblem, plan: SitingPlan) -> int:
    """How far a question lies from the plan: the nearest are asked first, in case time runs out."""
    return abs(question.hubs_min - len(plan.open)) if question.hubs_min else 1


def _fairest(case: Case, plan: SitingPlan) -> _Candidate:
    """As many hubs, swapped one at a time while the worst-off municipality's reach rises."""
    best, reach = plan.open, worst_reach(case.study, choose(case.study, plan.open))[0]
    for _ in range(_SWAP_ROUNDS):
        swapped, share = _best_swap(case, best)
        if share <= reach + _SHARE_DUST or evaluate(case.problem, swapped).broken:
            break
        best, reach = swapped, share
    objective = evaluate(case.problem, best).objective
    gap = max(0.0, plan.bound - objective) / max(1.0, abs(objective))
    return _Candidate(best, PlanStatus.FEASIBLE, gap)


def _best_swap(case: Case, chosen: tuple[int, ...]) -> tuple[tuple[int, ...], float]:
    """The swap of one hub that gives the highest worst reach, and that reach. O(open · entries)."""
    study, problem = case.study, case.problem
    within = study.minutes <= study.options.within_minutes
    weight = _share_of_cells(study)
    hubs_within = within[:, list(chosen)].sum(axis=1)
    best, highest = chosen, -1.0
    for out in chosen:
        if problem.forced[out]:
            continue
        kept = hubs_within - within[:, out] > 0
        reach = (weight @ (kept[:, None] | within)).min(axis=0, initial=1.0)
        reach[problem.forbidden] = -1.0
        reach[list(chosen)] = -1.0
        come = int(reach.argmax())
        if reach[come] > highest:
            best = tuple(sorted({*chosen, come} - {out}))
            highest = float(reach[come])
    return best, highest


def _share_of_cells(study: Study) -> FloatArray:
    """``[municipality with employees, cell]`` the share of its employees that live in the cell."""
    of_cell, people = study.workforce.cell_municipality, people_of_cells(study)
    total = np.bincount(of_cell, people, minlength=len(study.workforce.municipalities))
    share = np.zeros((len(total), len(people)))
    share[of_cell, np.arange(len(people))] = people / np.maximum(total[of_cell], 1.0)
    return share[total > 0]


def _alternative(case: Case, candidate: _Candidate, *, is_chosen: bool) -> Alternative:
    study = case.study
    choice = choose(study, candidate.open)
    outcome = outcome_of(study, choice, case.constants)
    reach, municipality = worst_reach(study, choice)
    return Alternative(
        open=tuple(study.ids[site] for site in candidate.open),
        cost=float(outcome.cost),
        saved_km=outcome.saved_km,
        worst_reach=reach,
        worst_municipality=municipality,
        objective=outcome.objective,
        status=candidate.status,
        gap=candidate.gap,
        is_chosen=is_chosen,
    )


def _is_beaten(row: Alternative, rows: Sequence[Alternative]) -> bool:
    """Whether another one is at least as good in all three and better in one."""
    return any(
        other.cost <= row.cost
        and other.saved_km >= row.saved_km
        and other.worst_reach >= row.worst_reach
        and (other.cost, other.saved_km, other.worst_reach)
        != (row.cost, row.saved_km, row.worst_reach)
        for other in rows
    )
