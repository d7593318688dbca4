"""What a move changes for everybody, what of it may be shown, and how units are ranked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

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
from arbetshubb.analysis.commuting import Breakdown, commuting_by
from arbetshubb.analysis.places import IntArray
from arbetshubb.analysis.pricing import figures_in_a_year, prices
from arbetshubb.analysis.relocation import (
    BOUND_STEPS,
    DAY_STEPS,
    NEAR_MINUTES,
    SEAT_COST_STEPS,
    Measured,
    Profile,
    Settings,
    Way,
    band_of,
    measure,
    protect,
    rank,
)
from arbetshubb.analysis.relocation.profile import rounded
from arbetshubb.analysis.relocation.ranking import COMPONENTS, WEIGHTS, Component
from arbetshubb.analysis.spans import Spans
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce, workforce

SEEDS = st.integers(0, 10_000)


def every_site(force: Workforce) -> IntArray:
    return np.arange(len(force.sites))


def no_bound(profile: Profile) -> np.ndarray:
    return np.zeros(len(profile.units))


def village(people: int = 12, **changes: object) -> tuple[Workforce, TravelMatrix]:
    """A unit 60 km from its office, beside a place that could take it."""
    staff = [employee(cell(60, index % 3), unit="Away", **changes) for index in range(people)]
    force = workforce(
        staff,
        [office(), site("h", 60.0, 1.0, municipality="B", seats_min=4, cost_per_seat=12_000.0)],
    )
    return force, matrix([[60.0, 3.0]] * len(force.cells))


def counted_one_by_one(
    force: Workforce, travel: TravelMatrix, unit: int, place: int
) -> tuple[int, int, int, float, float]:
    """Better, worse, unknown, km saved by a move and by an offer: plainly, person by person."""
    better = worse = unknown = 0
    moved = offered = 0.0
    for person in np.flatnonzero(force.unit == unit):
        now = travel.minutes[force.home[person], force.workplace[person]]
        there = travel.minutes[force.home[person], place]
        days = force.office_days[person]
        if np.isnan(now) or np.isnan(there):
            unknown += bool(days > 0)
            continue
        saved = travel.km[force.home[person], force.workplace[person]]
        saved = 2 * days * (saved - travel.km[force.home[person], place])
        moved += saved
        if days > 0 and there < now - 1:
            better += 1
            offered += saved if force.is_remote_eligible[person] else 0.0
        worse += bool(days > 0 and there > now + 1)
    return better, worse, unknown, moved, offered


@given(SEEDS)
@settings(max_examples=15)
def test_a_move_is_the_sum_over_the_people_of_the_unit(seed: int) -> None:
    force, travel = random_county(seed, people=120, sites=5)
    found = measure(force, travel, every_site(force))
    for unit, place in product(range(len(force.units)), range(len(force.sites))):
        better, worse, unknown, moved, offered = counted_one_by_one(force, travel, unit, place)
        assert (found.better[unit, place], found.worse[unit, place]) == (better, worse)
        assert found.unknown[unit, place] == unknown
        assert found.moved.km[unit, place].sum() == pytest.approx(moved, abs=1e-6)
        assert found.offered.km[unit, place].sum() == pytest.approx(offered, abs=1e-6)


@given(SEEDS)
@settings(max_examples=15)
def test_before_is_what_the_commuting_analysis_says_of_the_unit(seed: int) -> None:
    force, travel = random_county(seed, people=80, sites=3)
    constants = shipped_constants()
    found = measure(force, travel, every_site(force))
    year = figures_in_a_year(found.before, prices(constants))
    rows = commuting_by(Breakdown.UNIT, force, travel, constants)
    assert year[:, 0] == pytest.approx([row.commuting.km.base for row in rows])
    assert year[:, 3] == pytest.approx([row.commuting.kg_co2e.base for row in rows])


@given(SEEDS)
@settings(max_examples=15)
def test_the_parts_of_a_unit_add_up_to_the_whole(seed: int) -> None:
    force, travel = random_county(seed, people=90, sites=4)
    parts = measure(force, travel, every_site(force))
    together = replace(force, units=("All",), unit=np.zeros(len(force), dtype=np.int64))
    whole = measure(together, travel, every_site(force))
    for name in ("better", "worse", "users", "works_there", "unknown"):
        assert (getattr(parts, name).sum(axis=0) == getattr(whole, name)[0]).all()
    assert parts.moved.km.sum(axis=0) == pytest.approx(whole.moved.km[0])
    assert parts.near.sum(axis=1) == pytest.approx(whole.near[:, 0])


@given(SEEDS)
@settings(max_examples=15)
def test_moving_to_where_everybody_works_already_changes_nothing(seed: int) -> None:
    force, travel = random_county(seed, people=60, sites=3)
    here = replace(force, workplace=np.zeros(len(force), dtype=np.int64))
    found = measure(here, travel, np.array([0]))
    assert not found.moved.km.any()
    assert not found.moved.minutes.any()
    assert not found.better.any()
    assert not found.worse.any()


@given(SEEDS)
@settings(max_examples=15)
def test_an_offered_place_never_lengthens_anybodys_way(seed: int) -> None:
    force, travel = random_county(seed, people=60, sites=6)
    found = measure(force, travel, every_site(force))
    assert (found.offered.minutes >= 0).all()
    assert (found.users <= found.better).all()


@given(SEEDS)
@settings(max_examples=15)
def test_a_nearer_place_never_lengthens_the_way_of_those_who_choose(seed: int) -> None:
    force, travel = random_county(seed, people=60, sites=1, with_gaps=False)
    nearer = TravelMatrix.of_minutes(
        travel.minutes * 0.5, travel.km * 0.5, travel.quality, travel.source
    )
    place = len(force.sites) - 1
    both = np.hstack([travel.minutes[:, :place], nearer.minutes[:, place:]])
    km = np.hstack([travel.km[:, :place], nearer.km[:, place:]])
    moved = TravelMatrix.of_minutes(both, km, travel.quality, travel.source)
    far, near = (measure(force, each, np.array([place])) for each in (travel, moved))
    assert (near.offered.minutes.sum(axis=-1) >= far.offered.minutes.sum(axis=-1) - 1e-9).all()
    assert (near.near >= far.near).all()


def test_those_without_a_known_way_are_left_out_on_both_sides() -> None:
    force, _ = village(10)
    travel = matrix([[60.0, 3.0], [60.0, np.nan], [np.nan, 3.0]])
    found = measure(force, travel, np.array([1]))
    assert found.unknown[0, 0] == 6
    assert found.moved.km[0, 0].sum() == pytest.approx(4 * 2 * 4.0 * 57.0)


def test_how_much_worse_is_told_of_five_people_and_never_of_one() -> None:
    staff = [employee(cell(index, 0), unit="U") for index in range(7)]
    force = workforce(staff, [office(), site("h")])
    order = [c.north_km for c in force.cells]
    longer = np.argsort(np.argsort(order)) * 10.0 + 10.0
    travel = matrix(np.column_stack([np.full(7, 5.0), 5.0 + longer]))
    found = measure(force, travel, np.array([1]))
    assert found.worse_median[0, 0] == pytest.approx(40.0)
    assert found.worse_most[0, 0] == pytest.approx(np.mean([30, 40, 50, 60, 70]))
    few = measure(force.where(np.arange(7) < 4), travel, np.array([1]))
    assert np.isnan(few.worse_most[0, 0])


# -- What may be shown


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_difference_between_two_bands_is_known_to_be_a_small_group(a: int, b: int) -> None:
    inner, outer = sorted((a, b))
    low, high = band_of(outer // 5, 10**6)
    low_inner, high_inner = band_of(inner // 5, 10**6)
    fewest, most = max(0, low - high_inner), high - low_inner
    assert fewest <= outer - inner <= most
    assert fewest == 0 or most >= 5


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.integers(0, 12))
def test_no_step_of_minutes_tells_of_a_small_group_even_with_the_units_size(
    grown: list[int], rest: int
) -> None:
    """The attacker knows the unit's size and all four bands, and tries every possible truth."""
    counts = np.cumsum(grown)
    people = int(counts[-1]) + rest
    bands = [int(count) // 5 for count in counts]
    ranges = [band_of(band, people) for band in bands]
    edges = [(0, 0), *ranges, (people, people)]
    for (low, high), (low_after, high_after) in pairwise(edges):
        fewest, most = max(0, low_after - high), high_after - low
        assert fewest == 0 or most >= 5


def shown_of(profile: Profile) -> list[np.ndarray]:
    """Everything a profile tells, as arrays."""
    values = []
    for each in vars(profile).values():
        if isinstance(each, Spans):
            values += [each.base, each.low, each.high]
        elif isinstance(each, np.ndarray):
            values.append(each)
    return values


def with_one_away(measured: Measured, unit: int, place: int) -> Measured:
    """The same measurement had one more person of the unit lived near, inside the same band."""
    near = measured.near.copy()
    near[:, unit, place] += 1
    return replace(measured, near=near)


@given(SEEDS)
@settings(max_examples=10)
def test_whoever_moves_inside_a_band_leaves_no_trace_in_any_setting(seed: int) -> None:
    """Two truths with one profile give the same answer whatever the sliders are set to."""
    force, travel = random_county(seed, people=150, sites=3)
    constants = shipped_constants()
    found = measure(force, travel, every_site(force))
    place = 2
    unit = next(
        (u for u in range(len(force.units)) if (found.near[:, u, place] % 5 < 4).all()), None
    )
    if unit is None:
        return
    one, other = (protect(each, constants) for each in (found, with_one_away(found, unit, place)))
    for first, second in zip(shown_of(one), shown_of(other), strict=True):
        assert np.array_equal(first, second, equal_nan=first.dtype.kind == "f")


@given(SEEDS, st.sampled_from(list(Way)))
@settings(max_examples=10)
def test_sums_at_any_setting_are_one_profile_times_a_known_share(seed: int, way: Way) -> None:
    """So a hundred settings tell an attacker no more about the sum than one of them."""
    force, travel = random_county(seed, people=150, sites=3)
    constants = shipped_constants()
    profile = protect(measure(force, travel, every_site(force)), constants)
    whole = profile.moved if way is Way.MOVE else profile.offered
    for days, bound in product(DAY_STEPS, BOUND_STEPS):
        chosen = Settings(way=way, days=days, bound=bound / 100)
        found = rank(profile, force.sites, chosen, constants, bound=no_bound(profile))
        share = 1 - bound / 100
        share = share if way is Way.MOVE else min(share, days / 5)
        assert found.saved.base == pytest.approx(whole.base * share, nan_ok=True)


@given(SEEDS)
@settings(max_examples=15)
def test_a_unit_of_fewer_than_five_is_never_shown_nor_given_away_by_the_rest(seed: int) -> None:
    force, travel = random_county(seed, people=40, sites=3)
    profile = protect(measure(force, travel, every_site(force)), shipped_constants())
    sizes = np.bincount(force.unit, minlength=len(force.units))
    assert profile.is_hidden[(sizes > 0) & (sizes < 5)].all()
    assert (profile.people[profile.is_hidden] == 0).all()
    assert np.isnan(profile.moved.base[profile.is_hidden]).all()
    assert not profile.near[:, profile.is_hidden].any()
    hidden = sizes[profile.is_hidden & (sizes > 0)]
    assert not len(hidden) or len(hidden) > 1 or profile.is_hidden.all()


def test_a_change_that_is_one_persons_alone_is_hidden() -> None:
    staff = [employee(cell(0, 1), unit="U") for _ in range(7)] + [employee(cell(200, 0), unit="U")]
    force = workforce(staff, [office(), site("h")])
    travel = matrix([[1.0, 1.5] if c.north_km < 7100 else [200.0, 1.0] for c in force.cells])
    profile = protect(measure(force, travel, np.array([1])), shipped_constants())
    assert np.isnan(profile.moved.base).all()


def test_an_offer_that_fewer_than_five_would_take_up_has_no_figures() -> None:
    staff = [employee(cell(60, 0), unit="U", is_remote_eligible=index < 4) for index in range(20)]
    force = workforce(staff, [office(), site("h")])
    profile = protect(measure(force, matrix([[60.0, 2.0]]), np.array([1])), shipped_constants())
    assert np.isnan(profile.offered.base).all()
    assert np.isnan(profile.users_days).all()
    assert np.isfinite(profile.moved.base).all()


def test_where_an_offer_may_leave_a_few_out_its_figures_have_one_digit() -> None:
    staff = [employee(cell(60, 0), unit="U", is_remote_eligible=index > 1) for index in range(20)]
    force = workforce(staff, [office(), site("h")])
    profile = protect(measure(force, matrix([[60.0, 2.0]]), np.array([1])), shipped_constants())
    assert np.array_equal(profile.offered.base, rounded(profile.offered.base, 1))


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_rounding_keeps_the_size_and_the_sign(value: float) -> None:
    found = float(rounded(value))
    assert found == pytest.approx(value, rel=0.051, abs=1e-300)


# -- Ranking


def ranking_of(force: Workforce, travel: TravelMatrix, chosen: Settings | None = None):  # noqa: ANN201
    constants = shipped_constants()
    profile = protect(measure(force, travel, every_site(force)), constants)
    found = rank(profile, force.sites, chosen or Settings(), constants, bound=no_bound(profile))
    return profile, found


def test_weights_are_a_hundred_points_together() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_points_are_the_weighted_sum_of_the_components_shown() -> None:
    _profile, found = ranking_of(*village())
    weights = np.array([WEIGHTS[name] for name in COMPONENTS])
    assert found.points[0, 1] == pytest.approx((found.components[0, 1] * weights).sum(), abs=0.06)
    assert found.points[0, 1] > 70


def test_a_unit_gets_no_points_for_where_it_works_today() -> None:
    _profile, found = ranking_of(*village())
    assert np.isnan(found.points[0, 0])
    assert found.rank[0, 0] == 0
    assert found.rank[0, 1] == 1


def test_a_unit_whose_tasks_are_all_bound_gets_nothing() -> None:
    _profile, found = ranking_of(*village(), Settings(bound=1.0))
    assert found.points[0, 1] == 0
    assert found.saved.base[0, 1, 0] == 0


@given(SEEDS, st.integers(0, 9))
@settings(max_examples=15)
def test_more_bound_tasks_never_give_more_travel_saved(seed: int, step: int) -> None:
    force, travel = random_county(seed, people=100, sites=3)
    _one, less = ranking_of(force, travel, Settings(bound=step / 10))
    _two, more = ranking_of(force, travel, Settings(bound=(step + 1) / 10))
    assert (np.nan_to_num(np.abs(more.saved.base)) <= np.nan_to_num(np.abs(less.saved.base))).all()


def test_a_dearer_seat_never_gives_more_points() -> None:
    points = [
        ranking_of(*village(), Settings(seat_cost=float(cost)))[1].points[0, 1]
        for cost in SEAT_COST_STEPS
    ]
    assert points == sorted(points, reverse=True)


@given(SEEDS)
@settings(max_examples=10)
def test_the_rank_lies_between_its_lowest_and_highest(seed: int) -> None:
    force, travel = random_county(seed, people=150, sites=5)
    _profile, found = ranking_of(force, travel)
    assert (found.lowest <= found.rank).all()
    assert (found.rank <= found.highest).all()
    ranked = found.rank[found.rank > 0]
    assert not len(ranked) or ranked.min() == 1


def test_sharing_costs_seats_for_those_who_would_come_and_never_makes_it_worse() -> None:
    profile, found = ranking_of(*village(20), Settings(way=Way.SHARE, days=2))
    assert profile.users[0, 1] == 4
    assert found.components[0, 1, COMPONENTS.index(Component.WORSE)] == 0
    assert found.moved_share[0] == pytest.approx(0.4)
    assert found.present[0, 1] == pytest.approx(20 * 4 * 0.4 / 5)


@pytest.mark.parametrize(
    "wrong",
    [{"days": 5}, {"near_minutes": 20}, {"seat_cost": 12_345.0}, {"bound": 0.333}],
)
def test_settings_between_the_steps_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not on the steps"):
        Settings(**wrong)  # type: ignore[arg-type]


def test_the_near_count_grows_with_the_minutes() -> None:
    force, travel = random_county(3)
    found = measure(force, travel, every_site(force))
    assert (np.diff(found.near, axis=0) >= 0).all()
    assert len(found.near) == len(NEAR_MINUTES)
    assert found.before.km.shape == (len(force.units), len(MODES))
