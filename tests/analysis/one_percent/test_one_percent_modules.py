"""One-per-cent modules and targets, against going through every person."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.commuting.surveys import answer, random_survey
from analysis.one_percent.brute_force import Slow
from analysis.small_county import (
    cell,
    employee,
    matrix,
    office,
    random_county,
    shipped_constants,
    site,
)
from arbetshubb.analysis.commuting import (
    Fuel,
    Respondent,
    present_state,
    travel_survey,
)
from arbetshubb.analysis.one_percent import (
    Acceptance,
    Groundwork,
    Measure,
    Module,
    Offer,
    acceptance_keys,
    acceptance_of,
    compose_target,
    groundwork,
    one_percent_modules,
)
from arbetshubb.analysis.one_percent.effects import Taken, people_taking, year_of
from arbetshubb.analysis.spans import Span
from arbetshubb.analysis.workforce import Mode, workforce

ALL = dict.fromkeys(Measure, Acceptance(Span(1, 1, 1), Span(1, 1, 1), 0))


def _ground(people: Any, km: Any, *, bus: Any = None, **terms: Any) -> Groundwork:
    staff = workforce(people, [office(), site("hub")])
    by_mode = {} if bus is None else {Mode.BUS: bus}
    state = present_state(
        constants=shipped_constants(), register=staff, travel=matrix(km), by_mode=by_mode
    )
    return groundwork(state, Offer(**terms))


def _modules(people: Any, km: Any, **more: Any) -> dict[Measure, Module]:
    return {each.measure: each for each in one_percent_modules(_ground(people, km, **more))}


def _random(seed: int, *, people: int = 25, with_survey: bool = True) -> Groundwork:
    staff, travel = random_county(seed, people=people, sites=3, spread_km=20.0)
    survey = random_survey(seed, staff, travel) if with_survey else None
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel, survey=survey, replicates=10
    )
    return groundwork(state, Offer(hubs=(2, 3, 4), home_days_a_month=3.0))


def test_one_per_cent_is_counted_in_people_who_change() -> None:
    people = [employee(cell(0, index), office_days=5.0) for index in range(200)]
    modules = _modules(people, [[20.0, 2.0]] * 200, hubs=(1,))
    total = 200 * 20 * 2 * 220 * 0.165
    bus = modules[Measure.CAR_TO_BUS]
    assert bus.people == 200
    assert bus.kg_per_person.base == pytest.approx(20 * 2 * 220 * (0.165 - 0.045))
    assert bus.people_for_one_percent == np.ceil(0.01 * total / bus.kg_per_person.base) == 3
    assert not bus.is_way_checked
    hub = modules[Measure.HUB_DAY]
    assert hub.kg_per_person.base == pytest.approx(18 * 2 * 44 * 0.165)
    assert modules[Measure.HOME_DAY].kg_per_person.base == pytest.approx(20 * 2 * 12 * 0.165)
    assert modules[Measure.CAR_TO_BICYCLE].people == 0
    assert modules[Measure.CAR_TO_BICYCLE].people_for_one_percent is None


def test_who_pays_and_how_long_it_takes_are_told_apart() -> None:
    people = [employee(cell(0, index), office_days=5.0) for index in range(2)]
    modules = _modules(people, [[20.0, 2.0]] * 2, hubs=(1,))
    hub = modules[Measure.HUB_DAY]
    assert hub.traveller_kronor_per_person == pytest.approx(18 * 2 * 44 * 2.5)
    assert hub.employer_kronor_per_person == pytest.approx(-44 * 250)
    assert hub.kronor_per_person == pytest.approx(18 * 2 * 44 * 2.5 - 44 * 250)
    assert hub.hours_per_person == pytest.approx(18 * 2 * 44 / 60)
    bus = modules[Measure.CAR_TO_BUS]
    assert bus.hours_per_person == pytest.approx(-20 * 2 * 220 / 60 * 0.6)
    electric = modules[Measure.CAR_TO_ELECTRIC]
    assert electric.kronor_per_person == pytest.approx(20 * 2 * 220 * 0.25 - 6000)


def test_only_short_ways_are_cycled_and_only_drivers_change() -> None:
    people = [employee(cell(0, 0)), employee(cell(0, 1)), employee(cell(0, 2), mode=Mode.BUS)]
    modules = _modules(people, [[5.9, 1.0], [6.0, 1.0], [3.0, 1.0]])
    assert modules[Measure.CAR_TO_BICYCLE].people == 1
    assert modules[Measure.CAR_TO_ELECTRIC].people == 2
    assert Measure.HUB_DAY not in modules


def test_cycling_saves_all_summer_and_some_of_winter() -> None:
    module = _modules([employee(cell(0, 0), office_days=5.0)], [[5.0, 1.0]])[Measure.CAR_TO_BICYCLE]
    all_year, winter = 5 * 2 * 220 * 0.165, 1.12 / 2.12
    assert module.kg_per_person.base == pytest.approx(all_year * (1 - winter * 0.6))


def test_a_hub_further_away_than_the_office_is_no_module() -> None:
    assert _modules([employee(cell(0, 0))], [[5.0, 9.0]], hubs=(1,))[Measure.HUB_DAY].people == 0


def test_who_must_be_at_the_office_gets_neither_home_days_nor_hub_days() -> None:
    people = [employee(cell(0, 0), is_remote_eligible=False)]
    modules = _modules(people, [[50.0, 5.0]], hubs=(1,))
    assert modules[Measure.HOME_DAY].people == modules[Measure.HUB_DAY].people == 0
    assert modules[Measure.CAR_TO_BUS].people == 1


def test_a_car_is_shared_only_with_a_colleague_from_the_same_square() -> None:
    people = [employee(cell(0, 0)), employee(cell(1, 1)), employee(cell(30, 30))]
    modules = _modules(people, [[20.0, 2.0]] * 3)
    assert modules[Measure.CAR_POOL].people == 2
    one = modules[Measure.CAR_POOL].kg_per_person.base
    assert one == pytest.approx(20 * 2 * 4 * 44 * 0.165 * (1 - 1.1 / 2))


def test_with_a_timetable_the_bus_is_for_those_who_have_one() -> None:
    people = [employee(cell(0, index)) for index in range(4)]
    bus = matrix(
        [[25.0, 1.0], [np.nan, 1.0], [40.0, 1.0], [22.0, 1.0]],
        [[30.0, 1.0], [np.nan, 1.0], [40.0, 1.0], [60.0, 1.0]],
    )
    module = _modules(people, [[20.0, 1.0]] * 4, bus=bus)[Measure.CAR_TO_BUS]
    assert (module.people, module.is_way_checked) == (1, True)
    assert module.kg_per_person.base == pytest.approx(2 * 4 * 44 * (20 * 0.165 - 25 * 0.045))
    assert module.hours_per_person == pytest.approx(-2 * 4 * 44 * 10 / 60)


def test_who_drives_on_nearly_clean_fuel_does_not_lower_emissions_by_a_bus() -> None:
    rows = [answer(fuel=Fuel.HVO), answer(fuel=Fuel.PETROL)]
    state = present_state(constants=shipped_constants(), survey=travel_survey(rows))
    modules = {each.measure: each for each in one_percent_modules(groundwork(state))}
    assert modules[Measure.CAR_TO_BUS].people == 1
    assert modules[Measure.CAR_TO_ELECTRIC].people == 2


def test_a_measure_too_few_can_take_has_no_number() -> None:
    people = [employee(cell(0, i), office_days=5.0) for i in range(100)]
    people += [employee(cell(1, 0), office_days=1.0)]
    module = _modules(people, [[90.0, 1.0]] * 100 + [[1.0, 1.0]])[Measure.CAR_TO_BICYCLE]
    assert (module.people, module.people_for_one_percent, module.is_enough) == (1, None, False)


def test_nobody_takes_no_measure_and_reaches_every_target() -> None:
    ground = _ground([], np.empty((0, 2)))
    assert all(module.people == 0 for module in one_percent_modules(ground))
    plan = compose_target(ground)
    assert (plan.parts, plan.needed_kg, plan.missing_kg) == ((), 0.0, 0.0)


@given(
    seed=st.integers(0, 10_000),
    order=st.permutations(list(Measure)),
    shares=st.lists(st.floats(0.0, 1.0), min_size=6, max_size=6),
    with_survey=st.booleans(),
)
@settings(max_examples=12, deadline=None)
def test_sums_say_what_going_through_every_person_says(
    *, seed: int, order: list[Measure], shares: list[float], with_survey: bool
) -> None:
    ground = _random(seed, people=8, with_survey=False)
    if with_survey:
        staff, travel = ground.state.travellers.register, ground.state.travellers.travel
        rows = [
            answer(winter_mode=Mode.CAR, summer_mode=Mode.BICYCLE, fuel=Fuel.HVO, occupancy=2.0),
            answer(winter_mode=Mode.CAR, fuel=None), answer(winter_mode=Mode.BUS),
        ]  # fmt: skip
        state = present_state(constants=shipped_constants(), register=staff, travel=travel,
                              survey=travel_survey(rows), replicates=5)  # fmt: skip
        ground = groundwork(state, ground.offer)
    slow, taken = Slow(ground.state, ground.offer), dict(zip(order, shares, strict=True))
    fast = year_of(ground.sums, Taken(taken), ground.price)
    expected = slow.year(taken)
    found = [fast.kg, fast.traveller_kronor, fast.employer_kronor, fast.hours]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-6)
    for measure in order[:2]:
        count = people_taking(ground.sums, Taken(taken), measure, ground.price)
        assert count == pytest.approx(slow.people(taken, measure), abs=1e-9)


@given(seed=st.integers(0, 10_000), target=st.floats(-1.0, 0.0))
@settings(max_examples=20, deadline=None)
def test_modules_sum_to_the_target_or_say_what_is_missing(seed: int, target: float) -> None:
    ground = _random(seed, people=60)
    plan = compose_target(ground, target_share=target)
    assert plan.saved_kg + plan.missing_kg == pytest.approx(plan.needed_kg, abs=1e-6)
    assert plan.saved_kg == pytest.approx(sum(part.saved.kg for part in plan.parts))
    assert plan.is_reached == (plan.needed_kg <= plan.saved_kg + 1e-6)
    assert plan.reachable_share.high <= plan.reachable_share.base <= plan.reachable_share.low <= 0
    modules = {module.measure: module for module in one_percent_modules(ground)}
    for part in plan.parts:
        assert part.saved.kg > 0
        assert part.people <= modules[part.measure].accepting.base + 1e-9
        assert 0 < part.share_of_accepting <= 1
    assert all(part.share_of_accepting == 1 for part in plan.parts[:-1])


def test_a_target_takes_the_measure_that_saves_most_kronor_a_kilogram_first() -> None:
    ground = _random(3, people=200)
    plan = compose_target(ground, target_share=-1.0)
    best = one_percent_modules(ground)[0]
    assert plan.parts[0].kronor_per_kg == pytest.approx(best.kronor_per_kg)
    assert plan.missing_kg > 0
    assert not plan.is_reached
    assert plan.saved_kg / plan.baseline_kg == pytest.approx(-plan.reachable_share.base)


def test_nothing_is_saved_twice() -> None:
    people = [employee(cell(0, index), office_days=5.0) for index in range(10)]
    staff = workforce(people, [office(), site("hub")])
    state = present_state(
        constants=shipped_constants(), register=staff, travel=matrix([[20.0, 2.0]] * 10)
    )
    plan = compose_target(groundwork(state, Offer(hubs=(1,)), ALL), target_share=-1.0)
    alone = one_percent_modules(groundwork(state, Offer(hubs=(1,)), ALL))
    assert plan.saved_kg < plan.baseline_kg
    assert sum(module.kg_per_person.base * module.people for module in alone) > plan.baseline_kg


def test_days_that_home_and_hub_both_would_take_are_saved_once() -> None:
    ground = _ground([employee(cell(0, 0), office_days=1.0)], [[20.0, 2.0]], hubs=(1,),
                     home_days_a_month=8.0)  # fmt: skip
    taken = Taken().and_also(Measure.HOME_DAY, 1.0).and_also(Measure.HUB_DAY, 1.0)
    left = year_of(ground.sums, taken, ground.price).kg
    at_hub = 1.0 - 8 * 12 / 44
    assert at_hub < 0
    assert left == pytest.approx(0.0)
    turned = Taken().and_also(Measure.HUB_DAY, 1.0).and_also(Measure.HOME_DAY, 1.0)
    assert year_of(ground.sums, turned, ground.price).kg == pytest.approx(2 * 2 * 44 * 0.165)


@pytest.mark.parametrize("share", [-1.1, 0.1, float("nan")])
def test_a_target_is_a_cut_of_at_most_everything(share: float) -> None:
    with pytest.raises(ValueError, match="a target is a cut"):
        compose_target(_ground([employee(cell(0, 0))], [[20.0, 2.0]]), target_share=share)


def test_acceptance_is_what_drivers_answered_times_what_comes_of_it() -> None:
    def row(share: float, mode: Mode = Mode.CAR) -> Respondent:
        return answer(winter_mode=mode, willingness={Measure.CAR_TO_BUS: share})

    survey = travel_survey([row(1.0)] * 6 + [row(0.0)] * 6 + [row(1.0, Mode.WALK)] * 50)
    found = acceptance_of(survey, shipped_constants())
    bus = found[Measure.CAR_TO_BUS]
    assert (bus.stated.base, bus.respondents) == (pytest.approx(0.5), 12)
    assert bus.stated.low == pytest.approx(0.5 - 1.96 * 0.5 / np.sqrt(12))
    assert bus.taken.base == pytest.approx(0.5 * 0.2)
    assert 0 <= bus.taken.low < bus.taken.base < bus.taken.high
    assert found[Measure.CAR_POOL].respondents == 0
    assert found[Measure.CAR_POOL].stated == Span(0.25, 0.1, 0.4)
    keys = acceptance_keys(found)
    assert "stated_bus" not in keys
    assert {"stated_car_pool", "realisation", "realisation_home_day"} <= set(keys)


def test_a_few_answers_do_not_stand_before_the_constant() -> None:
    survey = travel_survey([answer(willingness={Measure.CAR_TO_BUS: 1.0})] * 9)
    assert acceptance_of(survey, shipped_constants())[Measure.CAR_TO_BUS].respondents == 0


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_ranges_of_modules_enclose_them_and_shares_are_shares(seed: int) -> None:
    for module in one_percent_modules(_random(seed, people=60)):
        kg, accepting = module.kg_per_person, module.accepting
        assert kg.low <= kg.base <= kg.high
        assert 0 <= accepting.low <= accepting.base <= accepting.high <= module.people + 1e-9
        assert module.share_of_emissions.base <= 1
        assert module.people == 0 or kg.base > 0
