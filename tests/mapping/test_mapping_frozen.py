"""Pictures kept for later: coarse enough that no two of them tell about fewer than five people."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.workforce import Mode
from arbetshubb.mapping.rules.frozen import (
    FEWEST_CHANGED,
    coarse_sum,
    freeze,
    frozen_from_json,
    frozen_to_json,
    is_enough_changed,
)
from mapping.test_mapping_rules import MUNICIPALITIES, employee, inputs

counts = st.integers(0, 400)


def ends(shown: int | None) -> tuple[int, int]:
    """What a reader knows the true count to lie between."""
    return (0, 4) if shown is None else (max(5, shown - 2), shown + 2)


def frozen_row(people: dict[str, int]) -> dict[str, int | None]:
    crowd = [employee(name) for name, many in people.items() for _ in range(many)]
    return dict(freeze(inputs(crowd)).rows.get(Breakdown.MUNICIPALITY, {}))


def test_counts_are_given_to_the_nearest_five() -> None:
    assert frozen_row({"Östersund": 42, "Krokom": 13, "Berg": 28}) == {
        "Östersund": 40, "Krokom": 15, "Berg": 30,
    }  # fmt: skip


def test_nobody_and_a_few_look_the_same() -> None:
    nobody = frozen_row({"Östersund": 42, "Krokom": 30})
    few = frozen_row({"Östersund": 42, "Krokom": 30, "Berg": 2})
    assert nobody["Berg"] is few["Berg"] is None


@settings(max_examples=40)
@given(counts, counts)
def test_every_change_between_two_dates_may_be_of_nobody_or_of_five(
    before: int, after: int
) -> None:
    """A reader who sees both dates never learns that one to four came or left."""
    many = {"Östersund": 100, "Krokom": 100}
    first = frozen_row({**many, "Berg": before})["Berg"]
    last = frozen_row({**many, "Berg": after})["Berg"]
    (low, high), (then_low, then_high) = ends(first), ends(last)
    smallest, largest = then_low - high, then_high - low
    assert smallest <= 0 <= largest or largest >= 5 or smallest <= -5


@settings(max_examples=40)
@given(st.lists(st.floats(1, 60_000), min_size=6, max_size=60), st.data())
def test_fewer_than_five_people_never_fill_a_step_of_a_sum(
    years: list[float], data: st.DataObject
) -> None:
    kept = coarse_sum(sum(years), largest=max(years))
    gone = data.draw(st.lists(st.sampled_from(range(len(years))), max_size=4, unique=True))
    assert sum(years[each] for each in gone) < kept.step * (1 + 1e-9)


@given(st.floats(1, 1e10), st.floats(0.01, 1.0))
def test_a_sum_is_within_half_a_step_and_has_at_most_three_digits(
    total: float, share: float
) -> None:
    kept = coarse_sum(total, largest=share * total)
    if kept.value is not None:
        assert abs(kept.value - total) <= kept.step / 2 * (1 + 1e-9)
        assert kept.step >= total / 1000


def test_a_sum_that_few_people_make_is_not_shown() -> None:
    assert coarse_sum(100_000, largest=30_000).value is None


def test_a_figure_for_each_says_what_the_rounding_leaves_open() -> None:
    kept = coarse_sum(1_004_000, largest=2_000)
    found = kept.per(100)
    assert found is not None
    middle, low, high = found
    assert low < 1_004_000 / 101 < 1_004_000 / 99 < high
    assert low < middle < high


def test_a_protected_complement_stays_hidden_when_it_is_kept() -> None:
    found = frozen_row({"Östersund": 50, "Krokom": 9, "Berg": 3})
    assert found["Krokom"] is None
    assert found["Berg"] is None


def test_too_few_people_are_kept_as_nothing() -> None:
    kept = freeze(inputs([employee()] * 4))
    assert kept.people is None
    assert kept.rows == kept.sums == {}


def test_a_picture_comes_back_from_json_as_it_was() -> None:
    kept = freeze(inputs([employee()] * 30 + [employee("Krokom", mode=Mode.BUS)] * 12))
    assert frozen_from_json(frozen_to_json(kept)) == kept


def test_nothing_exact_is_kept() -> None:
    crowd = [employee(name) for name in MUNICIPALITIES for _ in range(17)]
    kept = freeze(inputs(crowd))
    numbers = [kept.people, *(n for rows in kept.rows.values() for n in rows.values())]
    assert all(number is None or number % 5 == 0 for number in numbers)
    for each in kept.sums.values():
        assert each.value is None or np.isclose(each.value % each.step, 0, atol=1e-6)


@pytest.mark.parametrize(
    ("changes", "is_enough"),
    [([], False), ([FEWEST_CHANGED - 1], False), ([4, 6], True), ([FEWEST_CHANGED], True)],
)
def test_a_new_date_waits_until_enough_people_differ(changes: list[int], is_enough: bool) -> None:
    assert is_enough_changed(changes) is is_enough
