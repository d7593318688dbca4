"""Editions, flows, marks and the model of catchments: examples, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.statistics.rules.catchment import Beside, catchments
from arbetshubb.statistics.rules.editions import difference, together
from arbetshubb.statistics.rules.figures import Figures, Status, Total, figures_of
from arbetshubb.statistics.rules.flows import flows_from
from arbetshubb.statistics.rules.grid import cell_code, corner_in, corners_of
from arbetshubb.statistics.rules.marks import ages_in, figure_in
from populated import grid

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2303", "2309", "2380"]),
        st.sampled_from(["2303", "2309", "2380"]),
        st.sampled_from(["2023", "2024"]),
        st.one_of(st.none(), st.integers(0, 1000)),
    ),
    max_size=12,
    unique_by=lambda row: row[:3],
)


def figures(rows: list[tuple[str, str, str, int | None]]) -> Figures:
    return figures_of(
        [
            (home, work, year, "people", "total", math.nan if people is None else float(people),
             int(Status.SUPPRESSED if people is None else Status.OK))
            for home, work, year, people in rows
        ],
        {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("..", Status.SUPPRESSED), ("…", Status.SUPPRESSED), (".", Status.MISSING),
        ("–", Status.MISSING), ("-", Status.MISSING), ("", Status.MISSING), ("12", Status.OK),
        ("1 234", Status.OK), ("12p", Status.PRELIMINARY), ("12*", Status.PRELIMINARY),
        ("12r", Status.ADJUSTED),
    ],
)  # fmt: skip
def test_every_mark_has_its_meaning(text: str, status: Status) -> None:
    found = figure_in(text)
    assert found is not None
    assert found[1] is status
    assert math.isnan(found[0]) == (status in {Status.SUPPRESSED, Status.MISSING})


def test_a_word_is_no_figure() -> None:
    assert figure_in("många") is None


@pytest.mark.parametrize(
    ("text", "ages"),
    [("20-24 år", (20, 24)), ("80- år", (80, 120)), ("100+ år", (100, 120)), ("7 år", (7, 7)),
     ("7", (7, 7)), ("totalt", None)],
)  # fmt: skip
def test_ages_are_understood(text: str, ages: tuple[int, int] | None) -> None:
    assert ages_in(text) == ages


@given(st.integers(6200, 7700), st.integers(260, 920))
def test_a_squares_id_says_its_corner(north: int, east: int) -> None:
    code = cell_code(north, east)
    assert len(code) == 13
    assert corner_in(code) == (north * 1000, east * 1000)
    assert corner_in(f"SE_CRS3006RES1000mN{north * 1000}E{east * 1000}") == (
        north * 1000,
        east * 1000,
    )
    norths, easts = corners_of([code])
    assert (norths[0], easts[0]) == (north, east)


@given(ROWS)
def test_figures_survive_being_kept(rows: list[tuple[str, str, str, int | None]]) -> None:
    before = figures(rows)
    after = Figures.from_bytes(before.to_bytes())
    assert difference(before, after).is_empty
    assert after.total() == before.total()


@given(ROWS, ROWS)
def test_a_difference_counts_every_figure_once(
    old: list[tuple[str, str, str, int | None]], new: list[tuple[str, str, str, int | None]]
) -> None:
    before, after = figures(old), figures(new)
    found = difference(before, after)
    assert found.new + found.changed + found.same == len(after)
    assert found.gone + found.changed + found.same == len(before)


@given(ROWS, ROWS)
def test_both_editions_together_lose_nothing_and_the_new_one_counts(
    old: list[tuple[str, str, str, int | None]], new: list[tuple[str, str, str, int | None]]
) -> None:
    both = together(figures(old), figures(new))
    keys = {row[:3] for row in old} | {row[:3] for row in new}
    assert len(both) == len(keys)
    assert difference(both, figures(new)).changed == 0


@given(ROWS)
def test_everybody_who_leaves_a_municipality_comes_to_another(
    rows: list[tuple[str, str, str, int | None]],
) -> None:
    flows = flows_from(figures(rows).only(period="2024"), "2024")
    balances = [flows.balance(code) for code in flows.codes]
    assert sum(each.come.value for each in balances) == sum(each.leave.value for each in balances)
    assert sum(each.come.unknown for each in balances) == sum(
        each.leave.unknown for each in balances
    )


def test_a_balance_with_a_hidden_flow_is_at_least() -> None:
    flows = flows_from(
        figures([("2309", "2380", "2024", 100), ("2309", "2303", "2024", None)]), "2024"
    )
    assert flows.balance("2309").leave == Total(100.0, unknown=1)
    assert not flows.balance("2309").net.is_exact
    assert flows.balance("9999").come == Total(0.0)


MINUTES = st.lists(
    st.lists(st.one_of(st.just(math.nan), st.floats(0, 60)), min_size=3, max_size=3),
    min_size=6,
    max_size=6,
)


@given(MINUTES, st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=6, max_size=6))
def test_nobody_belongs_to_two_places(minutes: list[list[float]], people: list[int | None]) -> None:
    whole = grid(people)
    found = catchments(whole, np.array(minutes), "abc", limit_minutes=30, beside=Beside())
    assert sum(row.nearest.people for row in found) <= whole.inhabitants().people
    for row in found:
        assert row.nearest.people <= row.reached.people
        assert row.commuters is None
        assert all(0 < share <= 1 for _name, share in row.shares)


@given(MINUTES)
def test_shares_never_give_away_more_commuters_than_there_are(minutes: list[list[float]]) -> None:
    flows = flows_from(
        figures([("2309", "2380", "2024", 500), ("2380", "2309", "2024", 300)]), "2024"
    )
    found = catchments(
        grid([10, 20, 30, 40, 50, 60]),
        np.array(minutes),
        "abc",
        limit_minutes=30,
        beside=Beside(flows, {"2309": 40.0, "2380": None}),
    )
    assert sum(row.commuters.value for row in found if row.commuters) <= 800 + 1e-9
    assert sum(row.moved_in.value for row in found if row.moved_in) <= 40 + 1e-9


def test_a_place_gets_the_share_of_commuters_that_its_people_are() -> None:
    flows = flows_from(figures([("2309", "2380", "2024", 400)]), "2024")
    # Krokom's squares have 10 and 30 people: a quarter of them reach the place.
    (row,) = catchments(
        grid([10, 7, 30, 9]),
        np.array([[10.0], [math.nan], [31.0], [math.nan]]),
        ["hub"],
        limit_minutes=30,
        beside=Beside(flows, {"2309": 80.0}),
    )
    assert row.reached.people == 10
    assert row.commuters == Total(100.0)
    assert row.moved_in == Total(20.0)
    assert row.shares == (("Krokom", 0.25),)


def test_without_places_there_are_no_catchments() -> None:
    assert catchments(grid([1]), np.zeros((1, 0)), [], limit_minutes=30, beside=Beside()) == ()
