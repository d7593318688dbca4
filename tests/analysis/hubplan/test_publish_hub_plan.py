from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.small_county import (
    cell,
    employee,
    matrix,
    office,
    random_county,
    shipped_constants,
    site,
)
from arbetshubb.analysis.disclosure import unprotected
from arbetshubb.analysis.hubplan import (
    HubPlan,
    PlanOptions,
    PublishedPlan,
    TooFewPeople,
    make_hub_plan,
    publish,
)
from arbetshubb.analysis.hubplan.hiding import (
    Masks,
    _hidden_together,
    _margin_system,
    choice_of,
    masks_of,
)
from arbetshubb.analysis.hubplan.outcome import benefit_table
from arbetshubb.analysis.hubplan.published import Figure, Travel
from arbetshubb.analysis.hubplan.study import study_of
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce, workforce

LIMIT = 5
SEEDS = st.integers(0, 100_000)


def _plan(staff: Workforce, travel: TravelMatrix, **options: Any) -> HubPlan:
    wished = PlanOptions(time_limit=2.0, gap=0.01, **options)
    return make_hub_plan(staff, travel, wished, shipped_constants())


def _publish(plan: HubPlan, **more: Any) -> PublishedPlan:
    return publish(plan, created="2026-11-22T10:00:00+01:00", product_version="0.1", **more)


@pytest.fixture(scope="module")
def plan() -> HubPlan:
    return _plan(*random_county(1, people=350, sites=8), each_municipality=True)


@pytest.fixture(scope="module")
def shown(plan: HubPlan) -> PublishedPlan:
    return _publish(plan)


def _people_in_figures(shown: PublishedPlan) -> list[int | None]:
    """Every count of people in the document."""
    found = [shown.employees, shown.hidden_cells_people, shown.today.people, shown.saved.people]
    for rows in (shown.today_by_municipality, shown.today_by_mode, shown.today_by_distance,
                 shown.today_by_unit):  # fmt: skip
        found += [row.travel.people for row in rows]
    for hub in shown.hubs:
        found += [hub.catchment, hub.saved.people, hub.worth.people_losing_reach]
    for row in shown.municipalities:
        found += [row.employees, row.today.people, row.saved.people]
    found += [cell.people for cell in shown.cells] + [flow.people for flow in shown.flows]
    return found


def test_no_count_shown_is_one_to_four(shown: PublishedPlan) -> None:
    counts = [count for count in _people_in_figures(shown) if count is not None]
    assert len(counts) > 30
    assert not [count for count in counts if 0 < count < LIMIT]


def test_something_was_there_to_hide(plan: HubPlan, shown: PublishedPlan) -> None:
    assert any(count is None for count in _people_in_figures(shown))
    assert shown.hidden_cells_people > 0
    assert sum(each.people for each in shown.cells) + shown.hidden_cells_people == 350


def test_figures_of_a_hidden_row_are_all_hidden(shown: PublishedPlan) -> None:
    def check(travel: Travel) -> None:
        hidden = {
            figure.is_hidden for figure in (travel.km, travel.hours, travel.kronor, travel.kg_co2e)
        }
        assert hidden == {travel.people is None}

    for row in (*shown.today_by_unit, *shown.today_by_mode, *shown.today_by_municipality):
        check(row.travel)
    for hub in shown.hubs:
        check(hub.saved)
        assert hub.members.is_hidden == hub.saved.people is None or not hub.members.is_hidden
    for row in shown.municipalities:
        check(row.today)
        check(row.saved)
        assert (row.employees is None) == (row.today.people is None)


def test_shown_figures_are_the_exact_ones_rounded(plan: HubPlan, shown: PublishedPlan) -> None:
    assert shown.saved.km.base == round(plan.saved.km.base, 3)
    for exact, out in zip(plan.hubs, shown.hubs, strict=True):
        assert out.seats == exact.seats
        if not out.members.is_hidden:
            assert out.members.base == round(exact.members.base, 3)
            assert out.members.low <= out.members.base <= out.members.high


def _is_determined(known: np.ndarray, figure: np.ndarray) -> bool:
    """Whether sums and differences of the ``known`` rows give ``figure``: plain linear algebra."""
    if not len(known):
        return False
    both = np.vstack([known, figure])
    return np.linalg.matrix_rank(both) == np.linalg.matrix_rank(known)


@given(seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_a_hidden_hub_or_municipality_is_never_a_sum_of_what_is_shown(seed: int) -> None:
    """Members and saved travel: with all groups (who lives where and goes to which hub) unknown."""
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 30, (4, 5)) * (rng.random((4, 5)) < 0.4)
    table[rng.integers(4)] = rng.integers(0, 3, 5)  # a small municipality
    hubs = table.shape[1] - 1
    margins = np.concatenate([table[:, :hubs].sum(axis=0), table.sum(axis=1)])
    start = (margins > 0) & (margins < LIMIT)
    hidden = _hidden_together(table, start, limit=LIMIT)
    assert np.all(hidden[start])
    where = np.argwhere(table > 0)
    rows = [(where[:, 1] == hub) for hub in range(hubs)]
    rows += [(where[:, 0] == place) for place in range(table.shape[0])]
    indicator = np.array(rows, dtype=float).reshape(len(rows), -1)
    known = np.vstack([indicator[~hidden], np.ones((1, len(where)))])
    everything = np.all(hidden[margins > 0])
    for index in np.flatnonzero(hidden & (margins > 0)):
        assert everything or not _is_determined(known, indicator[index])


@given(seed=SEEDS)
@settings(max_examples=5, deadline=None)
def test_nothing_hidden_of_a_whole_plan_is_recovered(seed: int) -> None:
    staff, travel = random_county(seed, people=120, sites=5, municipalities=5, existing=1)
    plan = _plan(staff, travel, hubs_max=4)
    shown = _publish(plan)
    masks = masks_of(plan, limit=LIMIT)
    _check_one_way([row.travel.people for row in shown.today_by_unit], staff.unit)
    _check_one_way([row.travel.people for row in shown.today_by_mode], staff.mode)
    _check_one_way([row.employees for row in shown.municipalities], staff.municipality)
    _check_flows(shown, masks)
    _check_cells(shown, staff)


def _check_one_way(shown: list[int | None], group: np.ndarray) -> None:
    counts = np.bincount(group, minlength=len(shown))
    hidden = np.array([value is None for value in shown])
    assert np.array_equal(counts[~hidden], [v for v in shown if v is not None])
    assert hidden.sum() != 1
    remainder = counts[hidden].sum()
    assert remainder == 0 or remainder >= LIMIT


def _check_flows(shown: PublishedPlan, masks: Masks) -> None:
    by_home = {row.name: row.employees for row in shown.municipalities}
    for name, employees in by_home.items():
        row = [flow.people for flow in shown.flows if flow.home == name]
        if employees is None:
            assert all(people is None for people in row)
        elif None in row:
            assert row.count(None) > 1
            assert employees - sum(people or 0 for people in row) >= LIMIT
        else:
            assert sum(row) == employees


def _check_cells(shown: PublishedPlan, staff: Workforce) -> None:
    by_home = {row.name: row.employees for row in shown.municipalities}
    home = {
        c.id: staff.municipalities[m]
        for c, m in zip(staff.cells, staff.cell_municipality, strict=True)
    }
    for name, employees in by_home.items():
        visible = sum(each.people for each in shown.cells if home[each.id] == name)
        if employees is not None:
            assert employees - visible == 0 or employees - visible >= LIMIT


def test_the_attacker_of_the_disclosure_room_agrees(plan: HubPlan) -> None:
    study = study_of(plan.workforce, plan.travel, plan.options)
    choice = choice_of(study, [hub.site.site_id for hub in plan.hubs])
    table = benefit_table(study, choice, plan.constants)
    masks = masks_of(plan, limit=LIMIT)
    values, equations, inner = _margin_system(table)
    hidden = np.concatenate([masks.hub, masks.benefit])
    mask = np.concatenate([np.ones(inner, dtype=bool), hidden, [False]])
    weak = unprotected(values, equations, mask, limit=LIMIT)[inner:-1]
    assert not weak.any()


def _two_places(small: int) -> tuple[Workforce, TravelMatrix]:
    """A large municipality and a small one, each with its hub, 60 minutes from the office."""
    people = [employee(cell(0, 0), municipality="Large") for _ in range(40)]
    people += [employee(cell(50, 0), municipality="Small") for _ in range(small)]
    staff = workforce(people, [office(), site("large", municipality="Large"),
                               site("small", municipality="Small")])  # fmt: skip
    travel = matrix([[60.0, 5.0, 90.0], [60.0, 90.0, 5.0]])
    return staff, travel


def test_a_small_hub_takes_the_other_with_it() -> None:
    shown = _publish(_plan(*_two_places(3), forced=("large", "small")))
    assert [hub.members.is_hidden for hub in shown.hubs] == [True, True]
    assert [row.members.is_hidden for row in shown.municipalities] == [True, True]
    assert [hub.catchment for hub in shown.hubs] == [None, None]
    assert not shown.members.is_hidden
    assert shown.cells == ()
    assert shown.hidden_cells_people == 43


def test_large_enough_groups_are_all_shown() -> None:
    shown = _publish(_plan(*_two_places(5), forced=("large", "small")))
    assert [hub.catchment for hub in shown.hubs] == [40, 5]
    assert not any(row.members.is_hidden for row in shown.municipalities)
    assert [row.reach_share_plan for row in shown.municipalities] == [1.0, 1.0]
    assert [each.people for each in shown.cells] == [40, 5]
    assert shown.hidden_cells_people == 0


def test_the_limit_can_be_set_higher() -> None:
    plan = _plan(*_two_places(5), forced=("large", "small"))
    assert _publish(plan, limit=10).hubs[0].members.is_hidden
    assert _publish(plan, limit=10).disclosure_limit == 10


def test_a_handful_who_lose_reach_are_not_counted_out() -> None:
    shown = _publish(_plan(*_two_places(4), forced=("large", "small")))
    by_id = {hub.site_id: hub for hub in shown.hubs}
    assert by_id["small"].worth.people_losing_reach is None


def test_a_plan_for_three_people_is_not_published() -> None:
    staff = workforce([employee(cell(0, 0))] * 3, [office(), site("h")])
    with pytest.raises(TooFewPeople):
        _publish(_plan(staff, matrix([[60.0, 5.0]])))


def test_a_plan_whose_value_is_that_of_three_people_is_not_published() -> None:
    few = [employee(cell(0, 0))] * 3 + [employee(cell(0, 0), is_remote_eligible=False)] * 50
    staff = workforce(few, [office(), site("h")])
    with pytest.raises(TooFewPeople):
        _publish(_plan(staff, matrix([[60.0, 5.0]]), forced=("h",)))


def test_a_plan_for_nobody_is_published_empty() -> None:
    staff = workforce([], [office(), site("h")], municipalities=["A"])
    shown = _publish(_plan(staff, matrix(np.empty((0, 2)))))
    assert (shown.employees, shown.cells, shown.hubs) == (0, (), ())
    assert shown.municipalities[0].employees == 0


def test_kilometres_that_are_nearly_all_one_persons_are_hidden() -> None:
    people = [employee(cell(0, 0), unit="U", office_days=0.0, home_days=5.0) for _ in range(9)]
    people += [employee(cell(0, 1), unit="U")]
    people += [employee(cell(0, 0), unit=name) for name in ("V", "W") for _ in range(20)]
    staff = workforce(people, [office(), site("h")])
    shown = _publish(_plan(staff, matrix([[30.0, 5.0], [90.0, 5.0]])))
    hidden = {row.key for row in shown.today_by_unit if row.travel.people is None}
    assert "U" in hidden
    assert len(hidden) > 1


def test_alternatives_that_differ_for_a_handful_are_left_out(plan: HubPlan) -> None:
    staff, travel = _two_places(3)
    one = _plan(staff, travel, forced=("large",), forbidden=("small",))
    other = replace(one.alternatives[0], open=("large", "small"), is_chosen=False)
    shown = _publish(replace(one, alternatives=(*one.alternatives, other)))
    assert [row.open for row in shown.alternatives] == [("large",)]


def test_only_constants_that_were_used_are_listed(shown: PublishedPlan) -> None:
    ids = {constant.id for constant in shown.constants}
    assert {"realisation", "milersattning_own_car", "car_full_cost"} <= ids
    assert "who5_low" not in ids


def test_a_hidden_figure_says_so() -> None:
    assert Figure(None, None, None).is_hidden
    assert not Figure(0.0, 0.0, 0.0).is_hidden
