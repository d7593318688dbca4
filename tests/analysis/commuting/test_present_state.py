"""The present state from the register, modelled, from a survey, and from both."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.commuting.surveys import answer, random_answers, random_survey
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
    AssumptionCode,
    Basis,
    Breakdown,
    CommutingState,
    Fuel,
    Season,
    commuting,
    commuting_by,
    indicators,
    person_years,
    present_state,
    response_weights,
    strata_by,
    travel_survey,
)
from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Mode, Workforce, workforce

FIGURES = ("km", "hours", "kronor", "kg_co2e")
STATES = ("register", "modelled", "survey", "both", "by_mode")


def _state(name: str, seed: int = 1, *, people: int = 90, replicates: int = 40) -> CommutingState:
    staff, travel = random_county(seed, people=people)
    given: dict[str, Any] = {"constants": shipped_constants(), "replicates": replicates}
    if name != "survey":
        given |= {"register": staff, "travel": travel}
    if name == "modelled":
        given["is_modelled"] = np.arange(people) % 3 > 0
    if name in {"survey", "both"}:
        given["survey"] = random_survey(seed, staff, travel)
    if name == "by_mode":
        given["by_mode"] = {Mode.BUS: _slower(travel, seed)}
    return present_state(**given)


def _slower(travel: TravelMatrix, seed: int) -> TravelMatrix:
    """A bus that goes round, and not everywhere."""
    none = np.random.default_rng(seed).random(travel.km.shape) < 0.3
    return matrix(
        np.where(none, np.nan, travel.km * 1.2), np.where(none, np.nan, travel.minutes * 1.9)
    )


def _alone(**changes: Any) -> tuple[Workforce, TravelMatrix]:
    return workforce([employee(cell(0, 0), **changes)], [office()]), matrix([[101.0]], [[78.0]])


def test_the_worked_example_from_stromsund() -> None:
    """domain.md 3: 101 km one way, one day a week by car in 44 weeks."""
    staff, travel = _alone(office_days=1.0)
    found = present_state(constants=shipped_constants(), register=staff, travel=travel).total
    assert found.km.base == pytest.approx(8888.0)
    assert found.kg_co2e.base == pytest.approx(1467, abs=1)
    assert found.kronor.base == pytest.approx(22_220.0)
    assert 107 <= found.hours.base <= 118


def test_the_worked_example_told_by_a_respondent() -> None:
    survey = travel_survey([answer(km=101.0, winter_days=1.0, fuel=None, minutes=78.0)])
    found = present_state(constants=shipped_constants(), survey=survey)
    assert found.total.km.base == pytest.approx(8888.0)
    assert found.total.kg_co2e.base == pytest.approx(1466.5, abs=0.1)
    assert found.total.hours.base == pytest.approx(88 * 78 / 60)
    assert AssumptionCode.ONLY_THOSE_WHO_ANSWERED in {each.code for each in found.assumptions}


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_the_register_alone_says_what_it_always_has(seed: int) -> None:
    staff, travel = random_county(seed, people=70)
    state = present_state(constants=shipped_constants(), register=staff, travel=travel)
    before = commuting(staff, travel, shipped_constants())
    for name in FIGURES:
        now, then = getattr(state.total, name), getattr(before, name)
        assert (now.base, now.low, now.high) == pytest.approx((then.base, then.low, then.high))
        assert now.sampling is None
    for breakdown in Breakdown:
        rows = commuting_by(breakdown, staff, travel, shipped_constants())
        for new, old in zip(state.by(breakdown), rows, strict=True):
            assert new.key == old.key
            assert new.figures.people.base == pytest.approx(old.commuting.people)
            assert new.figures.hours.high == pytest.approx(old.commuting.hours.high)
    each, every = state.person_years(), person_years(staff, travel, shipped_constants())
    np.testing.assert_allclose(each.kg_co2e, every.kg_co2e)


@pytest.mark.parametrize("name", STATES)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_rows_sum_to_the_total_and_ranges_enclose_the_base(name: str, seed: int) -> None:
    state = _state(name, seed)
    for breakdown in Breakdown:
        rows = [row.figures for row in state.by(breakdown)]
        for figure in ("people", *FIGURES):
            estimates = [getattr(row, figure) for row in rows]
            total = getattr(state.total, figure)
            assert sum(each.base for each in estimates) == pytest.approx(total.base)
            for each in (*estimates, total):
                assert each.base >= 0
                assert each.low <= each.constants.low <= each.base
                assert each.base <= each.constants.high <= each.high
                if each.sampling is not None:
                    assert each.low <= each.sampling.low <= each.base
                    assert each.base <= each.sampling.high <= each.high


@pytest.mark.parametrize("name", STATES)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_persons_and_activity_sum_to_the_total(name: str, seed: int) -> None:
    state = _state(name, seed)
    years, table = state.person_years(), state.activity(Breakdown.MUNICIPALITY)
    figures = table.figures(shipped_constants()).sum(axis=0)
    assert figures[0] == pytest.approx(state.people)
    for index, figure in enumerate(FIGURES):
        base = getattr(state.total, figure).base
        assert getattr(years, figure).sum() == pytest.approx(base)
        assert figures[index + 1] == pytest.approx(base)
    assert (table.values >= 0).all()
    assert table.people.sum() == pytest.approx(state.people)


@pytest.mark.parametrize("name", STATES)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_shares_of_modes_sum_to_one(name: str, seed: int) -> None:
    shares = _state(name, seed).mode_shares()
    for season in (*Season, None):
        of_season = [share for share in shares if share.season is season]
        assert sum(share.share_of_trips for share in of_season) == pytest.approx(1.0)
        assert sum(share.share_of_km for share in of_season) == pytest.approx(1.0)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_pooled_is_the_sum_of_employers(seed: int) -> None:
    staff, travel = random_county(seed, people=80)
    employer = np.arange(80) % 2
    both = Workforce(**{**staff.__dict__, "employers": ("A", "B"), "employer": employer})
    pooled, first, second = (
        present_state(constants=shipped_constants(), register=each, travel=travel).total
        for each in (both, both.where(employer == 0), both.where(employer == 1))
    )
    for figure in FIGURES:
        parts = getattr(first, figure).base + getattr(second, figure).base
        assert getattr(pooled, figure).base == pytest.approx(parts)


@pytest.mark.parametrize("name", ["survey", "both"])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_an_answer_of_no_weight_changes_nothing(name: str, seed: int) -> None:
    staff, travel = random_county(seed, people=90)
    rows = random_answers(seed, staff, travel)
    found = []
    for each in (rows, [*rows, answer(weight=0.0, winter_mode=Mode.WALK, unit="U1")]):
        survey = travel_survey(each, municipalities=staff.municipalities)
        given = {"register": staff, "travel": travel} if name == "both" else {}
        found.append(present_state(constants=shipped_constants(), survey=survey, replicates=30,
                                   **given))  # fmt: skip
    assert found[0].respondents == found[1].respondents
    for figure in FIGURES:
        one, other = (getattr(state.total, figure) for state in found)
        assert (one.base, one.low, one.high) == pytest.approx((other.base, other.low, other.high))


def test_the_same_driving_all_year_emits_what_the_constant_says_and_more_of_it_in_winter() -> None:
    survey = travel_survey([answer(km=10.0)])
    state = present_state(constants=shipped_constants(), survey=survey)
    assert state.total.kg_co2e.base == pytest.approx(10 * 2 * 220 * 0.167)
    half = travel_survey([answer(km=10.0, winter_days=5.0, summer_days=0.0)])
    winter = present_state(constants=shipped_constants(), survey=half).total.kg_co2e.base
    ratio = shipped_constants().value("car_winter_ratio")
    assert winter == pytest.approx(10 * 2 * 110 * 0.167 * 2 * ratio / (1 + ratio))


@pytest.mark.parametrize(
    ("fuel", "grams"),
    [(Fuel.PETROL, 167), (Fuel.DIESEL, 178), (Fuel.ELECTRIC, 14), (Fuel.HVO, 37), (None, 165)],
)
def test_every_fuel_has_its_own_factor(fuel: Fuel | None, grams: float) -> None:
    state = present_state(
        constants=shipped_constants(), survey=travel_survey([answer(fuel=fuel, km=10.0)])
    )
    assert state.total.kg_co2e.base == pytest.approx(10 * 2 * 220 * grams / 1000)


def test_two_in_a_car_are_half_a_car_each_but_travel_as_long() -> None:
    one, two = (
        present_state(
            constants=shipped_constants(), survey=travel_survey([answer(occupancy=people)])
        ).total
        for people in (1.0, 2.0)
    )
    assert two.kg_co2e.base == pytest.approx(one.kg_co2e.base / 2)
    assert two.kronor.base == pytest.approx(one.kronor.base / 2)
    assert (two.km.base, two.hours.base) == pytest.approx((one.km.base, one.hours.base))


def test_a_summer_cyclist_drives_in_winter_only() -> None:
    survey = travel_survey([answer(summer_mode=Mode.BICYCLE)])
    state = present_state(constants=shipped_constants(), survey=survey)
    by_mode = {row.key: row.figures for row in state.by(Breakdown.MODE)}
    assert by_mode["car"].people.base == by_mode["bicycle"].people.base == pytest.approx(0.5)
    assert by_mode["car"].km.base == by_mode["bicycle"].km.base == pytest.approx(20 * 220)
    assert by_mode["car"].respondents == by_mode["bicycle"].respondents == 1


def test_measured_bus_travel_is_used_where_there_is_a_way() -> None:
    people = [employee(cell(0, index), mode=Mode.BUS, office_days=5.0) for index in range(2)]
    staff, travel = workforce(people, [office()]), matrix([[20.0]] * 2, [[24.0]] * 2)
    bus = matrix([[26.0], [np.nan]], [[60.0], [np.nan]])
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel, by_mode={Mode.BUS: bus}
    )
    assert state.total.km.base == pytest.approx(2 * 220 * (26 + 20))
    assert state.total.hours.base == pytest.approx(2 * 220 * (60 + 24 * 1.6) / 60)


def test_hub_days_go_to_the_nearest_hub_by_the_own_mode_too() -> None:
    hub = site("hub", kind=SiteKind.HUB, status=SiteStatus.EXISTING)
    staff = workforce(
        [employee(cell(0, 0), mode=Mode.BUS, office_days=0.0, hub_days=2.0)], [office(), hub]
    )
    travel, bus = matrix([[50.0, 7.0]]), matrix([[60.0, 8.0]], [[90.0, 12.0]])
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel, by_mode={Mode.BUS: bus}
    )
    assert state.total.km.base == pytest.approx(2 * 2 * 44 * 8)
    assert state.total.hours.base == pytest.approx(2 * 2 * 44 * 12 / 60)


def test_near_ways_are_modelled_as_walked_and_far_ones_as_driven() -> None:
    people = [employee(cell(0, index), mode=Mode.CAR) for index in range(2)]
    staff, travel = workforce(people, [office()]), matrix([[0.4], [40.0]])
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel,
        is_modelled=np.ones(2, dtype=np.bool_), car_access={"A": 1.0},
    )  # fmt: skip
    assert state.basis is Basis.MODELLED
    near, far = state.mixtures.shares[state.mixing.index]
    walk, car = 11, 0
    assert near[0, walk] > 0.4 > near[0, car]
    assert far[0, car] > 0.8
    assert far[0, walk] == pytest.approx(0.0, abs=1e-9)
    numbers = {each.code: each.number for each in state.assumptions}
    assert numbers[AssumptionCode.MODELLED_MODES] == 2


def test_without_a_car_one_takes_the_bus() -> None:
    staff, travel = workforce([employee(cell(0, 0))], [office()]), matrix([[40.0]])
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel,
        is_modelled=np.ones(1, dtype=np.bool_), car_access={"A": 0.0},
    )  # fmt: skip
    shares = {s.mode: s.share_of_km for s in state.mode_shares() if s.season is None}
    assert shares[Mode.BUS] == pytest.approx(0.9995, abs=1e-3)
    assert shares[Mode.CAR] == 0.0


def test_the_ranges_of_the_model_widen_the_figure() -> None:
    known, modelled = (_state(name).total.kg_co2e for name in ("register", "modelled"))
    assert modelled.high / modelled.base > known.high / known.base


def test_a_survey_on_the_register_gives_its_own_shares_when_everybody_is_alike() -> None:
    staff, travel = random_county(5, people=60, municipalities=2, with_gaps=False)
    modes = [Mode.CAR] * 30 + [Mode.BUS] * 10
    rows = [answer(winter_mode=mode, municipality="", km=None, unit="") for mode in modes]
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel, survey=travel_survey(rows)
    )
    shares = {s.mode: s.share_of_trips for s in state.mode_shares() if s.season is None}
    assert shares[Mode.CAR] == pytest.approx(0.75)
    assert shares[Mode.BUS] == pytest.approx(0.25)
    assert (state.basis, state.respondents) == (Basis.BOTH, 40)


def test_strata_with_many_answers_keep_their_own_shares() -> None:
    near, far = cell(0, 0), cell(0, 1)
    people = [employee(near)] * 50 + [employee(far)] * 50
    staff, travel = workforce(people, [office()]), matrix([[3.0], [50.0]])
    rows = [answer(km=3.0, winter_mode=Mode.BICYCLE)] * 400
    rows += [answer(km=50.0, winter_mode=Mode.CAR)] * 400
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel, survey=travel_survey(rows),
        replicates=20,
    )  # fmt: skip
    by_class = {row.key: row.figures for row in state.by(Breakdown.DISTANCE)}
    cars = 50 * 50 * 2 * 4 * 44 * 0.167
    assert by_class["30-70"].kg_co2e.base == pytest.approx(cars, rel=0.03)
    assert by_class["0-5"].kg_co2e.base < 0.03 * 50 * 3 * 2 * 4 * 44 * 0.167
    assert by_class["0-5"].respondents == by_class["30-70"].respondents == 400


def test_blocks_and_rows_in_turn_give_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [_state(name).by(Breakdown.UNIT) for name in STATES]
    monkeypatch.setattr("arbetshubb.analysis.commuting.sums._BLOCK", 7)
    monkeypatch.setattr("arbetshubb.analysis.commuting.state._MOST_SUMS", 150)
    parts = [_state(name).by(Breakdown.UNIT) for name in STATES]
    for one, other in zip(whole, parts, strict=True):
        for row, same in zip(one, other, strict=True):
            assert row.figures.kg_co2e.base == pytest.approx(same.figures.kg_co2e.base)
            assert row.figures.kg_co2e.high == pytest.approx(same.figures.kg_co2e.high, rel=1e-5)
            assert row.figures.respondents == same.figures.respondents


def test_the_same_seed_gives_the_same_interval_and_another_nearly_so() -> None:
    staff, travel = random_county(2, people=200)
    survey = random_survey(2, staff, travel)
    one, same, other = (
        present_state(constants=shipped_constants(), register=staff, travel=travel, survey=survey,
                      seed=seed).total.kg_co2e
        for seed in (1, 1, 2)
    )  # fmt: skip
    assert one == same
    assert one.sampling is not None
    assert other.sampling is not None
    assert one.sampling != other.sampling
    assert one.sampling.low == pytest.approx(other.sampling.low, rel=0.05)


def test_when_everybody_answered_nothing_is_left_to_chance() -> None:
    staff, travel = random_county(3, people=60, with_gaps=False)
    rows = random_answers(3, staff, travel, count=60)
    rows = [row for row in rows if row.winter_mode is not None or row.summer_mode is not None]
    survey = travel_survey(rows, municipalities=staff.municipalities)
    state = present_state(constants=shipped_constants(), survey=survey)
    kg = state.total.kg_co2e
    assert kg.sampling is not None
    assert kg.sampling.low == kg.sampling.high == kg.base


@pytest.mark.parametrize("is_on_register", [False, True])
def test_the_interval_holds_the_true_figure_about_as_often_as_it_says(
    *, is_on_register: bool
) -> None:
    """A known population, 60 surveys of it: 95 % intervals must hold the truth in most of them."""
    staff, travel = random_county(11, people=900, municipalities=2, with_gaps=False)
    truth = present_state(constants=shipped_constants(), register=staff, travel=travel)
    known, modes = truth.total.kg_co2e.base, list(Mode)
    held = 0
    for seed in range(60):
        who = np.random.default_rng(seed).choice(900, 200, replace=False)
        rows = [
            answer(km=float(travel.km[staff.home[p], staff.workplace[p]]), fuel=None, unit="",
                   winter_mode=modes[staff.mode[p]], winter_days=float(staff.office_days[p]),
                   municipality=f"M{staff.municipality[p]}")
            for p in who if staff.hub_days[p] == 0
        ]  # fmt: skip
        survey = travel_survey(rows)
        response = response_weights(survey, strata_by(Breakdown.MUNICIPALITY, survey, staff))
        given = {"register": staff, "travel": travel} if is_on_register else {}
        found = present_state(constants=shipped_constants(), survey=survey, response=response,
                              replicates=200, seed=seed, **given).total.kg_co2e  # fmt: skip
        assert found.sampling is not None
        assert found.sampling.low < found.base < found.sampling.high
        held += found.sampling.low <= known <= found.sampling.high
    assert held >= 51


def test_answers_without_a_mode_are_stood_for_by_their_stratum() -> None:
    rows = [answer(unit="X"), answer(unit="X", winter_mode=None), answer(unit="Y")] * 6
    people = [employee(cell(0, 0), unit=unit) for unit in "XXXY" * 10]
    staff, survey = workforce(people, [office()]), travel_survey(rows)
    response = response_weights(survey, strata_by(Breakdown.UNIT, survey, staff))
    state = present_state(
        constants=shipped_constants(), survey=survey, response=response, replicates=20
    )
    assert state.people == pytest.approx(40)
    by_unit = {row.key: row.figures.people.base for row in state.by(Breakdown.UNIT)}
    assert by_unit == pytest.approx({"X": 30, "Y": 10})


def test_what_cannot_be_is_refused() -> None:
    staff, travel = _alone()
    constants = shipped_constants()
    with pytest.raises(ValueError, match="register or a survey"):
        present_state(constants=constants)
    with pytest.raises(ValueError, match="needs travel"):
        present_state(constants=constants, register=staff)
    with pytest.raises(ValueError, match="by mode"):
        present_state(
            constants=constants, register=staff, travel=travel, by_mode={Mode.CAR: travel}
        )
    with pytest.raises(ValueError, match="by mode"):
        present_state(constants=constants, survey=travel_survey([answer()]),
                      by_mode={Mode.BUS: travel})  # fmt: skip
    for people in ({}, {"register": staff, "travel": travel}):
        with pytest.raises(ValueError, match="tells how"):
            present_state(
                constants=constants, survey=travel_survey([answer(winter_mode=None)]), **people
            )


def test_nobody_travels_nothing() -> None:
    staff, travel = workforce([], [office()], municipalities=["A"]), matrix(np.empty((0, 1)))
    state = present_state(constants=shipped_constants(), register=staff, travel=travel)
    assert (state.people, state.total.km.base, state.total.km.high) == (0.0, 0.0, 0.0)
    assert [row.key for row in state.by(Breakdown.MUNICIPALITY)] == ["A"]
    assert all(share.share_of_km == 0 for share in state.mode_shares())
    assert indicators(state).mean_km is None


def test_indicators_are_those_of_a_cero_report() -> None:
    people = [employee(cell(0, index), office_days=5.0, mode=mode) for index, mode in
              enumerate([Mode.CAR, Mode.CAR, Mode.ELECTRIC_CAR, Mode.BUS])]  # fmt: skip
    staff = workforce(people, [office()])
    travel, bus = matrix([[4.0], [90.0], [20.0], [6.0]]), matrix([[4.0], [np.nan], [20.0], [6.0]])
    state = present_state(
        constants=shipped_constants(), register=staff, travel=travel, by_mode={Mode.BUS: bus}
    )
    found = indicators(state)
    assert (found.mean_km, found.median_km) == (30.0, 6.0)
    assert (found.potential_cyclists, found.potential_bus_riders) == (1.0, 1.0)
    assert found.people_per_car == 1.0
    assert found.electric_share == pytest.approx(20 / 114)
    assert found.far_share_of_people == 0.25
    assert found.far_share_of_emissions == pytest.approx(90 * 165 / (94 * 165 + 20 * 14 + 6 * 45))
    assert found.kg_per_person == pytest.approx(state.total.kg_co2e.base / 4)
