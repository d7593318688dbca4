"""Where the holder of a post can live."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.analysis.population import PopulationGrid, added
from arbetshubb.analysis.reach import PostRules, nearest_hub, reach, weeks

MINUTES = st.one_of(st.floats(0, 240), st.just(float("nan")))
LIMIT = st.one_of(st.none(), st.floats(0, 200))
DAYS = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0])
RULES = st.builds(
    PostRules,
    office_days=DAYS,
    hub_days=DAYS,
    home_days=DAYS,
    office_minutes=LIMIT,
    hub_minutes=LIMIT,
    week_minutes=st.one_of(st.none(), st.floats(0, 1500)),
)
HOMES = 25


@st.composite
def travels(draw: st.DrawFn) -> tuple[FloatArray, FloatArray]:
    office = draw(hnp.arrays(np.float64, HOMES, elements=MINUTES))
    hubs = draw(hnp.arrays(np.float64, (HOMES, draw(st.integers(0, 4))), elements=MINUTES))
    return office, hubs


def homes(rules: PostRules, office: FloatArray, hubs: FloatArray) -> BoolArray:
    return weeks(rules, office=office, hub=nearest_hub(hubs)).is_possible


def grid(cells: int = HOMES, *, seed: int = 1) -> PopulationGrid:
    rng = np.random.default_rng(seed)
    hidden = rng.random(cells) < 0.3
    people = np.where(hidden, 0, rng.integers(5, 900, cells))
    return PopulationGrid(
        north_km=np.arange(cells) + 7000,
        east_km=np.full(cells, 480),
        people=people,
        working_age=people // 2,
        municipality=rng.integers(-1, 3, cells),
        municipalities=("Berg", "Bräcke", "Sollefteå"),
        municipality_codes=("2321", "2305", "2283"),
        is_hidden=hidden,
        is_working_age_hidden=hidden,
        as_of=date(2025, 12, 31),
        source="test",
        licence="CC0",
    )


@given(RULES, travels(), st.floats(0, 120))
def test_looser_rules_hold_everybody_who_reaches_the_office_every_day(
    rules: PostRules, travel: tuple[FloatArray, FloatArray], minutes: float
) -> None:
    office, hubs = travel
    baseline = homes(rules.office_every_day(minutes), office, hubs)
    assert not (baseline & ~homes(rules, office, hubs)).any()


@given(RULES, travels(), hnp.arrays(np.float64, HOMES, elements=MINUTES))
def test_one_more_hub_never_shrinks_the_reach(
    rules: PostRules, travel: tuple[FloatArray, FloatArray], new: FloatArray
) -> None:
    office, hubs = travel
    more = np.column_stack([hubs, new])
    assert not (homes(rules, office, hubs) & ~homes(rules, office, more)).any()


@given(RULES, travels(), DAYS)
def test_more_days_elsewhere_never_shrink_the_reach(
    rules: PostRules, travel: tuple[FloatArray, FloatArray], days: float
) -> None:
    now = homes(rules, *travel)
    for name in ("home_days", "hub_days"):
        looser = replace(rules, **{name: max(getattr(rules, name), days)})
        assert not (now & ~homes(looser, *travel)).any()


@given(RULES, travels(), DAYS)
def test_fewer_days_that_must_be_at_the_office_never_shrink_the_reach(
    rules: PostRules, travel: tuple[FloatArray, FloatArray], days: float
) -> None:
    looser = replace(rules, office_days=min(rules.office_days, days))
    assert not (homes(rules, *travel) & ~homes(looser, *travel)).any()


@given(RULES, travels(), st.floats(0, 300))
def test_more_minutes_never_shrink_the_reach(
    rules: PostRules, travel: tuple[FloatArray, FloatArray], more: float
) -> None:
    now = homes(rules, *travel)
    for name in ("office_minutes", "hub_minutes", "week_minutes"):
        limit = getattr(rules, name)
        longer = replace(rules, **{name: None if limit is None else limit + more})
        assert not (now & ~homes(longer, *travel)).any()
        assert not (now & ~homes(replace(rules, **{name: None}), *travel)).any()


@given(RULES, travels())
def test_the_week_found_keeps_every_rule(
    rules: PostRules, travel: tuple[FloatArray, FloatArray]
) -> None:
    office, hubs = travel
    hub = nearest_hub(hubs)
    found = weeks(rules, office=office, hub=hub)
    for home in np.flatnonzero(found.is_possible):
        assert found.office_days[home] >= rules.office_days - 1e-9
        assert found.hub_days[home] <= rules.hub_days + 1e-9
        at_home = 5 - found.office_days[home] - found.hub_days[home]
        assert -1e-9 <= at_home <= rules.home_days + 1e-9
        if found.office_days[home] > 1e-9:
            assert office[home] <= (rules.office_minutes or np.inf) or rules.office_minutes == 0
        if found.hub_days[home] > 1e-9:
            assert hub[home] <= (np.inf if rules.hub_minutes is None else rules.hub_minutes)


@given(RULES, travels())
def test_people_within_are_the_sum_over_municipalities_and_outside(
    rules: PostRules, travel: tuple[FloatArray, FloatArray]
) -> None:
    office, hubs = travel
    found = reach(grid(), rules, office=office, hubs=hubs)
    assert found.total.people == added(row.people for row in found.rows)
    assert found.total.working_age == added(row.working_age for row in found.rows)
    assert found.total.baseline_people == added(row.baseline_people for row in found.rows)
    assert all(row.people.people >= row.baseline_people.people for row in found.rows)


def test_a_hidden_cell_makes_the_number_at_least_and_not_exact() -> None:
    cells = grid()
    found = reach(cells, PostRules(5.0), office=np.zeros(HOMES), hubs=np.empty((HOMES, 0)))
    assert found.total.people.hidden_cells == cells.is_hidden.sum()
    assert not found.total.people.is_exact


@pytest.mark.parametrize(
    ("rules", "is_possible"),
    [
        (PostRules(5.0, office_minutes=60), False),
        (PostRules(2.0, home_days=3.0, office_minutes=100), True),
        (PostRules(2.0, home_days=3.0, office_minutes=100, week_minutes=300), False),
        (PostRules(0.0, hub_days=5.0, hub_minutes=20), True),
        (PostRules(1.0, hub_days=2.0, home_days=1.0, office_minutes=60), False),
        (PostRules(0.0, hub_days=2.0, home_days=2.0, office_minutes=60), False),
        (PostRules(0.0, hub_days=2.0, home_days=3.0, office_minutes=60), True),
    ],
)
def test_a_home_90_minutes_from_the_office_and_10_from_a_hub(
    rules: PostRules, *, is_possible: bool
) -> None:
    found = weeks(rules, office=np.array([90.0]), hub=np.array([10.0]))
    assert bool(found.is_possible[0]) is is_possible


def test_only_a_post_without_any_way_to_keep_can_be_held_anywhere() -> None:
    assert PostRules(0.0, home_days=5.0).is_anywhere
    assert PostRules(0.25, home_days=5.0, office_minutes=None).is_anywhere
    assert not PostRules(0.25, home_days=5.0, office_minutes=120).is_anywhere
    assert not PostRules(0.25, home_days=5.0, office_minutes=None, week_minutes=60).is_anywhere
    assert not PostRules(0.0, home_days=4.0).is_anywhere


def test_a_home_without_a_known_way_is_promised_nothing() -> None:
    rules = PostRules(1.0, home_days=4.0, office_minutes=None)
    assert not weeks(rules, office=np.array([np.nan]), hub=np.array([np.nan])).is_possible[0]


@pytest.mark.parametrize("wrong", [{"office_days": 6.0}, {"office_days": 1.0, "hub_minutes": -1.0}])
def test_impossible_rules_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        PostRules(**wrong)  # type: ignore[arg-type]
