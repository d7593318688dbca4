"""Rounded shares say enough for a plan and never that a small group is there."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.hubplan.coarse import (
    Reached,
    Shares,
    beside_each_other,
    reach_shares,
    step_for,
)

LIMIT = 5


def found(employees: list[int], reached: list[int]) -> Reached:
    none = np.zeros(len(employees), dtype=np.int64)
    return Reached(np.array(employees), np.array(reached), none, none)


def shares_of(each: Reached, hidden: list[bool]) -> Shares:
    nothing = np.zeros(len(hidden), dtype=np.bool_)
    return reach_shares(
        each, hidden=np.array(hidden), unknown=nothing, is_total_exact=False, limit=LIMIT
    )


def test_a_large_municipality_shows_whole_per_cents_instead_of_nothing() -> None:
    shown = shares_of(found([2340, 360], [2338, 180]), [True, False])
    assert shown.each.tolist() == [1.0, 0.5]
    assert shown.high[0] - shown.low[0] >= 2 * LIMIT


def test_a_small_municipality_shows_coarse_steps_or_nothing() -> None:
    shown = shares_of(found([135, 12], [133, 11]), [True, True])
    assert shown.each[0] == 1.0
    assert np.isnan(shown.each[1])
    assert step_for(135, limit=LIMIT) == 0.2
    assert step_for(99, limit=LIMIT) is None


def test_a_municipality_whose_size_is_hidden_shows_no_share() -> None:
    shown = reach_shares(
        found([2340, 360], [2338, 180]),
        hidden=np.array([True, False]),
        unknown=np.array([True, False]),
        is_total_exact=False,
        limit=LIMIT,
    )
    assert np.isnan(shown.each[0])


def test_an_exact_total_never_gives_a_rounded_share_away() -> None:
    """Everybody else exact and the total exact: the rest is known, so nothing may be shown."""
    shown = reach_shares(
        found([400, 300], [398, 150]),
        hidden=np.array([True, False]),
        unknown=np.zeros(2, dtype=np.bool_),
        is_total_exact=True,
        limit=LIMIT,
    )
    assert np.isnan(shown.each[0])


def test_two_rounded_shares_never_tell_that_a_handful_come() -> None:
    before, after = found([1000, 500], [497, 250]), found([1000, 500], [501, 250])
    hidden = [True, False]
    today, planned = beside_each_other(
        before, shares_of(before, hidden), after, shares_of(after, hidden), limit=LIMIT
    )
    told = not np.isnan(today.each[0]) and planned.high[0] - today.low[0] < LIMIT
    assert not told


@st.composite
def counties(draw: st.DrawFn) -> tuple[Reached, list[bool], bool]:
    employees = draw(st.lists(st.integers(0, 3000), min_size=1, max_size=6))
    reached = [draw(st.integers(0, size)) for size in employees]
    near = [draw(st.integers(0, one)) for one in reached]
    far = [draw(st.integers(0, n - r)) for n, r in zip(employees, reached, strict=True)]
    hidden = [draw(st.booleans()) for _ in employees]
    counts = (np.array(each, dtype=np.int64) for each in (employees, reached, near, far))
    return Reached(*counts), hidden, draw(st.booleans())


@given(counties())
def test_a_reader_never_knows_that_a_hidden_group_is_small(
    county: tuple[Reached, list[bool], bool],
) -> None:
    each, hidden, is_exact = county
    shown = reach_shares(
        each,
        hidden=np.array(hidden),
        unknown=np.zeros(len(hidden), dtype=np.bool_),
        is_total_exact=is_exact,
        limit=LIMIT,
    )
    total = int(each.reached.sum())
    for index in np.flatnonzero(np.array(hidden) & ~np.isnan(shown.each)):
        assert shown.low[index] <= each.reached[index] <= shown.high[index]
        others = np.delete(np.arange(len(hidden)), index)
        most = int(min(shown.high[index], each.employees[index] - each.shown_not[index]))
        least = int(max(shown.low[index], each.shown_reached[index]))
        if is_exact:
            at_least = np.maximum(shown.low[others], each.shown_reached[others])
            at_most = np.minimum(
                shown.high[others], each.employees[others] - each.shown_not[others]
            )
            most = min(most, int(total - at_least.sum()))
            least = max(least, int(total - at_most.sum()))
        left = int(each.reached[index] - each.shown_reached[index])
        away = int(each.employees[index] - each.reached[index] - each.shown_not[index])
        if 0 < left < LIMIT:
            assert most - each.shown_reached[index] >= LIMIT
        if 0 < away < LIMIT:
            assert each.employees[index] - least - each.shown_not[index] >= LIMIT


@given(counties())
def test_what_is_not_hidden_is_exact(county: tuple[Reached, list[bool], bool]) -> None:
    each, hidden, is_exact = county
    shown = reach_shares(
        each,
        hidden=np.array(hidden),
        unknown=np.zeros(len(hidden), dtype=np.bool_),
        is_total_exact=is_exact,
        limit=LIMIT,
    )
    for index in np.flatnonzero(~np.array(hidden) & (each.employees > 0)):
        assert shown.each[index] == each.reached[index] / each.employees[index]
