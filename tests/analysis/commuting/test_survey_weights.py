"""Answers as columns, kilometres filled from the register, and weights for response."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.commuting.surveys import answer, random_answers, random_survey
from analysis.small_county import cell, employee, matrix, office, random_county
from arbetshubb.analysis.commuting import (
    KINDS,
    Breakdown,
    Fuel,
    Measure,
    Strata,
    TravelSurvey,
    reason_shares,
    response_weights,
    strata_by,
    travel_survey,
    with_register_km,
)
from arbetshubb.analysis.workforce import MODES, Mode, workforce


def test_the_season_that_is_not_answered_is_like_the_other() -> None:
    survey = travel_survey([answer(winter_mode=None, summer_mode=Mode.BUS, summer_days=3.0,
                                   winter_days=None)])  # fmt: skip
    assert MODES[survey.winter_mode[0]] is MODES[survey.summer_mode[0]] is Mode.BUS
    assert survey.winter_days[0] == survey.summer_days[0] == 3.0


def test_an_answer_without_a_mode_tells_none() -> None:
    survey = travel_survey([answer(winter_mode=None), answer(), answer(weight=0.0)])
    assert survey.tells_mode.tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("mode", "fuel", "kind"),
    [
        (Mode.CAR, Fuel.ELECTRIC, Mode.ELECTRIC_CAR),
        (Mode.ELECTRIC_CAR, None, Mode.ELECTRIC_CAR),
        (Mode.ELECTRIC_CAR, Fuel.PETROL, Mode.ELECTRIC_CAR),
        (Mode.CAR, None, Mode.CAR),
        (Mode.BUS, Fuel.DIESEL, Mode.BUS),
    ],
)
def test_an_electric_car_is_one_whichever_column_says_so(
    mode: Mode, fuel: Fuel | None, kind: Mode
) -> None:
    survey = travel_survey([answer(winter_mode=mode, fuel=fuel)])
    assert KINDS[survey.winter_kind[0]].mode is kind


@pytest.mark.parametrize(
    "wrong",
    [
        {"km": -1.0}, {"km": float("nan")}, {"weight": -0.5}, {"occupancy": 0.5},
        {"willingness": {Measure.CAR_TO_BUS: 1.5}}, {"winter_days": float("inf")},
    ],
)  # fmt: skip
def test_numbers_without_meaning_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"respondent|person|willingness"):
        travel_survey([answer(**wrong)])


def test_missing_kilometres_are_those_of_people_who_live_alike() -> None:
    homes = [cell(0, 0), cell(0, 0), cell(0, 1), cell(0, 2)]
    people = [employee(home, unit=unit) for home, unit in zip(homes, "XYXY", strict=True)]
    staff = workforce(people, [office()])
    travel = matrix([[10.0], [30.0], [80.0]])
    answers = [
        answer(home=cell(0, 1), km=None, unit="X"),
        answer(home=cell(0, 0), km=None, unit="Z"),
        answer(km=None, unit="Y"),
        answer(km=None, unit=""),
        answer(km=None, unit="", municipality="Elsewhere"),
        answer(km=7.0, home=cell(0, 1)),
    ]
    found = with_register_km(travel_survey(answers), staff, travel)
    np.testing.assert_allclose(found.km, [30.0, 10.0, 45.0, 32.5, np.nan, 7.0])


def _strata(people: list[int], answers: list[int], parent: list[int] | None = None) -> Strata:
    """``answers[i]`` is the stratum of answer i."""
    return Strata(
        keys=tuple(f"S{i}" for i in range(len(people))),
        parent=np.array(parent or [0] * len(people)),
        people=np.array(people, dtype=np.float64),
        respondent=np.array(answers),
    )


def _survey(count: int, **changes: object) -> TravelSurvey:
    return travel_survey([answer(**changes) for _ in range(count)])


def test_who_answers_seldom_weighs_more() -> None:
    found = response_weights(_survey(20), _strata([100, 50], [0] * 5 + [1] * 15))
    np.testing.assert_allclose(found.weight, [20.0] * 5 + [50 / 15] * 15)
    assert (found.rate, found.joined, found.capped) == (20 / 150, 0, 0)
    assert found.design_effect > 1.0


def test_strata_with_few_answers_are_joined_within_their_parent() -> None:
    strata = _strata([40, 10, 10, 60], [0] * 6 + [1] * 2 + [2] * 3 + [3] * 9, [0, 0, 0, 1])
    found = response_weights(_survey(20), strata)
    np.testing.assert_allclose(found.weight[6:11], 20 / 5)
    assert found.joined == 2
    assert found.people.tolist() == pytest.approx([40, 60, 20])


def test_a_lonely_small_stratum_joins_the_smallest_large_one() -> None:
    found = response_weights(_survey(16), _strata([100, 30, 5], [0] * 8 + [1] * 6 + [2] * 2))
    np.testing.assert_allclose(found.weight[8:], 35 / 8)


def test_a_stratum_where_nobody_answered_is_stood_for_by_others() -> None:
    found = response_weights(_survey(6), _strata([30, 70], [0] * 6))
    np.testing.assert_allclose(found.weight, 100 / 6)


def test_answers_that_do_not_tell_their_stratum_stand_for_their_share() -> None:
    found = response_weights(_survey(20), _strata([60, 40], [-1] * 4 + [0] * 8 + [1] * 8))
    assert found.weight[:4].sum() == pytest.approx(100 * 4 / 20)
    assert found.weight.sum() == pytest.approx(100)
    only = response_weights(_survey(3), _strata([60, 40], [-1] * 3))
    np.testing.assert_allclose(only.weight, 100 / 3)


def test_no_weight_is_above_the_cap_and_the_rest_carry_it() -> None:
    found = response_weights(_survey(105), _strata([1000, 100], [0] * 5 + [1] * 100), largest=3.0)
    assert found.weight.max() == pytest.approx(3.0 * 1100 / 105)
    assert found.capped == 5
    assert found.weight.sum() == pytest.approx(1100)


def test_weights_need_somebody() -> None:
    with pytest.raises(ValueError, match="at least one answer"):
        response_weights(_survey(1, weight=0.0), _strata([10], [0]))
    with pytest.raises(ValueError, match="at least one answer"):
        response_weights(_survey(1), _strata([0], [0]))


def test_answers_are_not_weighted_by_distance() -> None:
    staff, travel = random_county(1, people=30)
    with pytest.raises(ValueError, match="not weighted"):
        strata_by(Breakdown.DISTANCE, random_survey(1, staff, travel), staff)


@pytest.mark.parametrize("by", [Breakdown.UNIT, Breakdown.MUNICIPALITY, Breakdown.EMPLOYER])
@given(seed=st.integers(0, 10_000), cap=st.floats(1.5, 8.0))
@settings(max_examples=10, deadline=None)
def test_weights_sum_to_the_population(by: Breakdown, seed: int, cap: float) -> None:
    staff, travel = random_county(seed, people=120)
    survey = random_survey(seed, staff, travel)
    found = response_weights(survey, strata_by(by, survey, staff), largest=cap)
    assert found.weight.sum() == pytest.approx(120)
    assert found.people.sum() == pytest.approx(120)
    assert found.weight.min() >= 0
    assert found.weight.max() <= cap * 120 / len(survey) * (1 + 1e-9)
    assert found.respondents.sum() == len(survey)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_an_answer_of_no_weight_changes_no_other_weight(seed: int) -> None:
    staff, travel = random_county(seed, people=90)
    rows = random_answers(seed, staff, travel)
    one, more = (
        travel_survey(each, municipalities=staff.municipalities)
        for each in (rows, [*rows, answer(unit="U1", weight=0.0)])
    )
    first, second = (
        response_weights(each, strata_by(Breakdown.UNIT, each, staff)) for each in (one, more)
    )
    np.testing.assert_allclose(second.weight[:-1], first.weight)
    assert (second.weight[-1], second.stratum[-1]) == (0.0, -1)


def test_reasons_are_shares_of_those_who_gave_any() -> None:
    survey = travel_survey(
        [
            answer(reasons=("time", "cost"), weight=3.0), answer(reasons=("time",)), answer(),
            answer(reasons=("cost",), weight=0.0),
        ]
    )  # fmt: skip
    found = [(reason.code, reason.share, reason.respondents) for reason in reason_shares(survey)]
    assert found == [("time", 1.0, 2), ("cost", 0.75, 1)]
    assert reason_shares(travel_survey([answer()])) == ()
