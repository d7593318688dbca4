"""The plan when one assumption at a time is at its low and at its high end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.demand import ASSUMPTION_KEYS
from arbetshubb.analysis.hubplan.deadline import Running
from arbetshubb.analysis.hubplan.outcome import Choice, Outcome, outcome_of
from arbetshubb.analysis.hubplan.result import Sensitivity
from arbetshubb.analysis.hubplan.search import solve_again
from arbetshubb.analysis.hubplan.study import SITE_KEYS, Case, Study, problem_of
from arbetshubb.analysis.pricing import TRAVEL_KEYS, VALUE_KEYS
from arbetshubb.analysis.siting import PlanStatus, SitingPlan, SitingProblem, evaluate
from arbetshubb.analysis.spans import ends_of, tables_at_ends

KEYS: Final = (*ASSUMPTION_KEYS, *SITE_KEYS, *TRAVEL_KEYS, *VALUE_KEYS)
SECONDS: Final = 4.0
"""Most seconds for all searches; the constants that matter most are searched first."""

SECONDS_A_SEARCH: Final = 0.5
NOTICEABLE: Final = 1e-3
"""Other hubs are named when they raise the objective by at least this share."""


@dataclass(frozen=True, eq=False)
class Ends:
    """The chosen hubs when one constant is at its two ends."""

    key: str
    low_table: ConstantTable
    high_table: ConstantTable
    low: Outcome
    high: Outcome


def outcomes_at_ends(study: Study, choice: Choice, constants: ConstantTable) -> tuple[Ends, ...]:
    """The same hubs under every moved constant. O(constants · kinds)."""
    return tuple(
        Ends(key, low, high, outcome_of(study, choice, low), outcome_of(study, choice, high))
        for key, low, high in tables_at_ends(constants, KEYS)
    )


def sensitivity(
    case: Case, running: Running, *, plan: SitingPlan, ends: Sequence[Ends]
) -> tuple[Sensitivity, ...]:
    """For every moved constant the chosen hubs' figures and how the best hubs would change.

    The constants that move the objective most come first and are searched first. Each search has a
    short time limit, and all of them together; where time ran out the hubs count as unchanged and
    ``is_searched`` is false.
    """
    rows: list[Sensitivity] = []
    until = running.seconds + min(SECONDS, running.left)
    for done, each in enumerate(sorted(ends, key=_swing, reverse=True)):
        running.tell("sensitivity", done / len(ends))
        rows.append(_row(case, plan, running, each, until=until))
    running.tell("sensitivity", 1.0)
    return tuple(rows)


def _swing(ends: Ends) -> tuple[float, str]:
    return abs(ends.high.objective - ends.low.objective), ends.key


def _row(
    case: Case, plan: SitingPlan, running: Running, ends: Ends, *, until: float
) -> Sensitivity:
    low, high = ends_of(case.constants, ends.key)
    changes_low, is_low_searched = _changes(case, plan, running, ends.low_table, until=until)
    changes_high, is_high_searched = _changes(case, plan, running, ends.high_table, until=until)
    return Sensitivity(
        constant_id=ends.key,
        low=low,
        high=high,
        objective_low=ends.low.objective,
        objective_high=ends.high.objective,
        saved_km_low=ends.low.saved_km,
        saved_km_high=ends.high.saved_km,
        changes_low=changes_low,
        changes_high=changes_high,
        is_searched=is_low_searched and is_high_searched,
    )


def _changes(
    case: Case, plan: SitingPlan, running: Running, table: ConstantTable, *, until: float
) -> tuple[tuple[str, ...], bool]:
    """Ids with + or - that the best plan under ``table`` adds or drops; whether it was searched."""
    if running.seconds >= until:
        return (), False
    problem = problem_of(case.study, table)
    if _is_same(problem, case.problem):
        return (), True
    left = max(0.0, until - running.seconds)
    options = replace(case.study.options, gap=max(case.study.options.gap, NOTICEABLE))
    found = solve_again(
        problem, options, running, seconds=min(SECONDS_A_SEARCH, left), start=plan.open
    )
    if not found.has_plan:
        return (), found.status is PlanStatus.INFEASIBLE
    if not _is_better(problem, found.open, plan.open):
        return (), found.status is PlanStatus.OPTIMAL
    added = sorted(set(found.open) - set(plan.open))
    dropped = sorted(set(plan.open) - set(found.open))
    ids = case.study.ids
    signed = (*(f"+{ids[site]}" for site in added), *(f"-{ids[site]}" for site in dropped))
    return signed, found.status is PlanStatus.OPTIMAL


def _is_better(problem: SitingProblem, new: tuple[int, ...], old: tuple[int, ...]) -> bool:
    """Whether the new hubs beat the old noticeably, or the old break a demand."""
    kept = evaluate(problem, old)
    step = NOTICEABLE * max(1.0, abs(kept.objective))
    return bool(kept.broken) or evaluate(problem, new).objective >= kept.objective + step


def _is_same(problem: SitingProblem, other: SitingProblem) -> bool:
    return all(
        np.array_equal(getattr(problem, name), getattr(other, name), equal_nan=True)
        for name in (
            "value", "dislike", "members", "load", "fixed_cost", "seat_cost",
            "seats_min", "seats_max",
        )
    )  # fmt: skip
