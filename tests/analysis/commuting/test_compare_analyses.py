"""Activity that is kept, and two analyses compared like for like."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.commuting.surveys import answer, random_survey
from analysis.small_county import random_county, shipped_constants
from arbetshubb.analysis.commuting import (
    ActivityTable,
    Breakdown,
    CommutingState,
    Driver,
    Fuel,
    Respondent,
    compare_analyses,
    present_state,
    travel_survey,
)
from arbetshubb.analysis.workforce import Mode

FIGURES = ("km", "hours", "kronor", "kg_co2e")


def _random(seed: int) -> CommutingState:
    staff, travel = random_county(seed, people=80)
    survey = random_survey(seed, staff, travel)
    return present_state(
        constants=shipped_constants(), register=staff, travel=travel, survey=survey, replicates=30
    )


def _of(*rows: Respondent) -> ActivityTable:
    return present_state(constants=shipped_constants(), survey=travel_survey(rows)).activity()


def _effects(earlier: ActivityTable, now: ActivityTable) -> dict[Driver, float]:
    found = compare_analyses(earlier, now, shipped_constants()).kg_co2e
    return {driver: amount for driver, amount in found.effects.items() if abs(amount) > 1e-9}


def test_a_table_that_was_kept_gives_the_same_figures() -> None:
    table = _random(1).activity(Breakdown.UNIT)
    kept = ActivityTable.from_json(json.loads(json.dumps(table.to_json())))
    assert (kept.groups, kept.basis) == (table.groups, "both")
    assert kept.sampling == table.sampling
    assert set(kept.sampling) <= set(FIGURES)
    np.testing.assert_allclose(kept.values, table.values)
    np.testing.assert_allclose(
        kept.figures(shipped_constants()), table.figures(shipped_constants())
    )
    assert kept.constants_version == shipped_constants().version


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content | {"format": "other"},
        lambda content: {key: each for key, each in content.items() if key != "groups"},
        lambda content: content | {"groups": [{"name": "all", "people": 1, "respondents": 1}]},
        lambda content: content | {"groups": [_group(mode="rocket")]},
        lambda content: content | {"groups": [_group(km=-1.0)]},
        lambda content: content | {"groups": [_group(km=float("nan"))]},
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(spoil: Any) -> None:
    content = _of(answer()).to_json()
    with pytest.raises(ValueError, match=r"activity|rocket"):
        ActivityTable.from_json(spoil(content))


def _group(**changes: object) -> dict[str, object]:
    group = _of(answer()).to_json()["groups"][0]
    return group | {"rows": [group["rows"][0] | changes]}


def test_more_people_of_the_same_habits_are_an_effect_of_people_alone() -> None:
    earlier, now = _of(answer()), _of(answer(), answer())
    assert _effects(earlier, now) == {Driver.PEOPLE: pytest.approx(20 * 2 * 220 * 0.167)}


def test_longer_ways_are_an_effect_of_kilometres_a_person() -> None:
    found = _effects(_of(answer(km=10.0)), _of(answer(km=15.0)))
    assert found == {Driver.KM_PER_PERSON: pytest.approx(5 * 2 * 220 * 0.167)}


def test_a_change_of_mode_is_an_effect_of_the_mix_though_the_old_row_is_gone() -> None:
    found = _effects(_of(answer()), _of(answer(winter_mode=Mode.BUS)))
    assert found == {Driver.MODE_MIX: pytest.approx(20 * 2 * 220 * (0.045 - 0.167))}
    found = _effects(_of(answer()), _of(answer(fuel=Fuel.ELECTRIC)))
    assert found == {Driver.MODE_MIX: pytest.approx(20 * 2 * 220 * (0.014 - 0.167))}


def test_sharing_a_car_is_an_effect_of_its_own_and_saves_no_time() -> None:
    earlier, now = _of(answer()), _of(answer(occupancy=2.0))
    assert _effects(earlier, now) == {Driver.CAR_SHARING: pytest.approx(-10 * 2 * 220 * 0.167)}
    assert compare_analyses(earlier, now, shipped_constants()).hours.change == pytest.approx(0.0)


def test_nobody_before_is_an_effect_of_people_and_no_travel_one_of_kilometres() -> None:
    nobody = replace(_of(answer(km=0.0)), people=np.zeros(1))
    assert set(_effects(nobody, _of(answer()))) == {Driver.PEOPLE}
    assert set(_effects(_of(answer(km=0.0)), _of(answer()))) == {Driver.KM_PER_PERSON}
    still = compare_analyses(nobody, nobody, shipped_constants())
    assert (still.kg_co2e.change, still.kg_co2e.share) == (0.0, None)


def test_the_earlier_analysis_is_counted_again_with_todays_constants() -> None:
    then, now = shipped_constants().at("car_petrol_medium", 150.0), shipped_constants()
    table = _of(answer())
    found = compare_analyses(table, table, now, earlier_constants=then)
    assert found.kg_co2e.change == pytest.approx(0.0)
    assert found.constants_kg == pytest.approx(20 * 2 * 220 * 0.017)
    assert compare_analyses(table, table, now).constants_kg == 0.0


@given(first=st.integers(0, 10_000), second=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_effects_and_modes_sum_to_the_difference(first: int, second: int) -> None:
    states = [_random(seed) for seed in (first, second)]
    earlier, now = (state.activity(Breakdown.MUNICIPALITY) for state in states)
    found = compare_analyses(earlier, now, shipped_constants())
    for figure in FIGURES:
        difference = getattr(found, figure)
        scale = abs(difference.earlier) + abs(difference.now)
        bases = [getattr(state.total, figure).base for state in states]
        assert (difference.earlier, difference.now) == pytest.approx(tuple(bases))
        for parts in (difference.effects, difference.by_mode):
            assert sum(parts.values()) == pytest.approx(difference.change, abs=1e-9 * scale)
    assert found.kg_co2e.effects[Driver.FACTORS] == pytest.approx(0.0, abs=1e-6)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_turning_the_comparison_round_turns_every_effect(seed: int) -> None:
    one, other = (_random(each).activity() for each in (seed, seed + 1))
    there = compare_analyses(one, other, shipped_constants()).kg_co2e
    back = compare_analyses(other, one, shipped_constants()).kg_co2e
    for driver in Driver:
        assert there.effects[driver] == pytest.approx(-back.effects[driver], abs=1e-6)
    assert there.sampling is not None
    assert back.sampling is not None
    assert there.sampling.low == pytest.approx(-back.sampling.high)


def test_two_registers_have_no_sampling_error_and_another_basis_is_told() -> None:
    staff, travel = random_county(1, people=50)
    register = present_state(constants=shipped_constants(), register=staff, travel=travel)
    same = compare_analyses(register.activity(), register.activity(), shipped_constants())
    assert same.kg_co2e.sampling is None
    assert same.is_same_basis
    other = compare_analyses(register.activity(), _random(1).activity(), shipped_constants())
    assert not other.is_same_basis
    assert other.kg_co2e.sampling is not None
