from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.hubplan import PlanOptions
from arbetshubb.analysis.hubplan.published import Figure
from arbetshubb.analysis.siting.plan import Demand
from arbetshubb.plans.rules import (
    DemandsContradict,
    assume,
    can_loosen,
    check_options,
    loosen,
    moved_assumptions,
    negated,
    only_these,
    options_from_json,
    options_to_json,
    rounded,
)
from arbetshubb.reference.constants import constants

SITES = ("a", "b", "c")
ids = st.lists(st.sampled_from(SITES), unique=True).map(tuple)
amounts = st.none() | st.floats(0, 1e9)
options = st.builds(
    PlanOptions,
    budget=amounts,
    hubs=st.none() | st.integers(1, 20),
    hubs_max=st.none() | st.integers(1, 20),
    each_municipality=st.booleans(),
    critical_mass=amounts,
    keep_existing=st.booleans(),
    forced=ids,
    forbidden=ids,
)


@given(options)
def test_options_survive_being_kept_as_json(given_options: PlanOptions) -> None:
    assert options_from_json(options_to_json(given_options)) == given_options


def test_a_kept_option_that_is_no_longer_known_is_left_out() -> None:
    assert options_from_json({"budget": 5.0, "colour": "red"}) == PlanOptions(budget=5.0)


@given(options, st.sampled_from(list(Demand)))
def test_loosening_twice_changes_nothing_more(given_options: PlanOptions, demand: Demand) -> None:
    once = loosen(given_options, demand)
    assert loosen(once, demand) in (once, replace(once, hubs_max=None))
    assert can_loosen(given_options, demand) == (once != given_options)


@pytest.mark.parametrize(
    ("demand", "before", "after"),
    [
        (Demand.BUDGET, PlanOptions(budget=1.0), PlanOptions()),
        (Demand.EACH_MUNICIPALITY, PlanOptions(each_municipality=True), PlanOptions()),
        (Demand.CRITICAL_MASS, PlanOptions(critical_mass=5), PlanOptions()),
        (Demand.HUBS_MAX, PlanOptions(hubs=3), PlanOptions()),
        (Demand.HUBS_MIN, PlanOptions(hubs=3), PlanOptions(hubs_max=3)),
    ],
)
def test_loosening_a_demand_drops_it_alone(
    demand: Demand, before: PlanOptions, after: PlanOptions
) -> None:
    assert loosen(before, demand) == after


def test_loosening_forced_places_drops_only_those_in_the_conflict() -> None:
    asked = PlanOptions(forced=("a", "b"), keep_existing=True)
    assert loosen(asked, Demand.FORCED, sites=["a"]) == PlanOptions(forced=("b",))


def test_a_conflict_about_an_existing_hub_lets_existing_hubs_close() -> None:
    asked = PlanOptions(forced=("a",), keep_existing=True)
    assert loosen(asked, Demand.FORCED, sites=["old"]).keep_existing is False
    assert loosen(asked, Demand.FORCED, sites=["old"]).forced == ("a",)


def test_loosening_forbidden_places_allows_those_in_the_conflict() -> None:
    asked = PlanOptions(forbidden=("a", "b"))
    assert loosen(asked, Demand.FORBIDDEN, sites=["b"]).forbidden == ("a",)
    assert loosen(asked, Demand.FORBIDDEN).forbidden == ()


def test_capacity_is_no_wish_that_can_be_let_go_of() -> None:
    assert not can_loosen(PlanOptions(budget=1.0), Demand.CAPACITY)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (PlanOptions(forced=("a",), forbidden=("a",)), "both_forced_and_forbidden"),
        (PlanOptions(forced=("x",)), "unknown_site"),
        (PlanOptions(forbidden=("x",)), "unknown_site"),
        (PlanOptions(forced=("a", "b"), hubs_max=1), "more_forced_than_hubs"),
        (PlanOptions(forced=("a", "b"), hubs=1), "more_forced_than_hubs"),
    ],
)
def test_demands_that_contradict_are_refused(asked: PlanOptions, code: str) -> None:
    with pytest.raises(DemandsContradict) as refusal:
        check_options(asked, sites=SITES)
    assert refusal.value.code == code


def test_only_these_fixes_the_hubs_and_drops_what_could_forbid_them() -> None:
    asked = PlanOptions(
        budget=1.0, each_municipality=True, critical_mass=9, forbidden=("a",), hubs_max=1
    )
    fixed = only_these(asked, ["a", "b"])
    check_options(fixed, sites=SITES)
    assert (fixed.forced, fixed.hubs) == (("a", "b"), 2)
    assert (fixed.budget, fixed.critical_mass, fixed.each_municipality) == (None, None, False)


def test_an_assumption_moves_its_constant_and_the_version() -> None:
    table = constants()
    moved = assume(table, {"replaces_home_share": 0.9})
    assert moved.value("replaces_home_share") == 0.9
    assert moved.version != table.version


def test_assumptions_that_say_what_the_table_says_are_not_kept() -> None:
    table = constants()
    same = {"replaces_home_share": table.value("replaces_home_share")}
    assert moved_assumptions(table, same) == {}
    assert moved_assumptions(table, {**same, "realisation": 0.5}) == {"realisation": 0.5}


def test_an_unknown_assumption_is_refused() -> None:
    with pytest.raises(KeyError):
        assume(constants(), {"no_such_constant": 1.0})


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_rounding_keeps_three_digits(value: float) -> None:
    shown = rounded(value)
    assert isinstance(shown, float)
    assert abs(shown - value) <= abs(value) * 0.00501


def test_hidden_stays_hidden_when_rounded_or_negated() -> None:
    hidden = Figure(None, None, None)
    assert rounded(hidden) == hidden
    assert rounded(None) is None
    assert negated(hidden) == hidden


def test_negating_swaps_the_ends() -> None:
    assert negated(Figure(2.0, 1.0, 5.0)) == Figure(-2.0, -5.0, -1.0)
