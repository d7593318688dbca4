"""Disclosure control, checked by attackers that try every table that fits what is shown."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from arbetshubb.analysis.disclosure import (
    Attacker,
    hidden_beside_own,
    hidden_in_linked,
    hidden_in_rows,
    hidden_in_table,
    hidden_magnitudes,
    hidden_under_filter,
    hidden_with_margins,
    is_dominated,
    is_safe_difference,
    must_hide_total,
    rounded,
    table_equations,
    unprotected,
    unsafe_differences,
    with_margins,
)

counts_lists = st.lists(st.integers(0, 40), min_size=1, max_size=9)
small_tables = st.tuples(st.integers(2, 3), st.integers(2, 3)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 7))
)


def tables_that_fit(counts: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Every table with the same shown cells and totals; only a hidden zero can be nobody."""
    cells = list(zip(*np.nonzero(hidden), strict=True))
    ceilings = [min(counts[r].sum(), counts[:, c].sum()) for r, c in cells]
    fits = []
    floors = [min(1, int(counts[cell])) for cell in cells]
    spans = (range(low, int(top) + 1) for low, top in zip(floors, ceilings, strict=True))
    for values in product(*spans):
        table = counts.copy()
        for cell, value in zip(cells, values, strict=True):
            table[cell] = value
        same_rows = (table.sum(axis=1) == counts.sum(axis=1)).all()
        if same_rows and (table.sum(axis=0) == counts.sum(axis=0)).all():
            fits.append(table)
    return np.array(fits)


def test_a_small_row_is_hidden_together_with_the_smallest_other_row() -> None:
    assert hidden_in_rows([3, 40, 12, 0]).tolist() == [True, False, True, False]


def test_a_row_needs_no_company_when_the_total_is_unknown() -> None:
    assert hidden_in_rows([3, 40], total_is_known=False).tolist() == [True, False]


def test_nothing_is_hidden_when_no_row_is_small() -> None:
    assert not hidden_in_rows([0, 5, 40]).any()


def test_an_empty_list_and_an_all_zero_list_hide_nothing() -> None:
    assert hidden_in_rows([]).tolist() == []
    assert hidden_in_rows([0, 0]).tolist() == [False, False]
    assert not must_hide_total([0, 0])


def test_two_small_rows_that_together_are_small_need_a_third() -> None:
    assert hidden_in_rows([2, 2, 30, 9]).tolist() == [True, True, False, True]


def test_rows_of_one_give_themselves_away_by_their_total() -> None:
    counts = [1, 1, 1, 1, 1, 1]
    assert hidden_in_rows(counts).all()
    assert must_hide_total(counts)


def test_a_single_small_row_hides_its_total() -> None:
    assert must_hide_total([3, 0])
    assert hidden_in_rows([3, 0]).tolist() == [True, False]


def test_rows_hidden_for_another_reason_get_company_too() -> None:
    hidden = hidden_in_rows([30, 20, 10], hidden=np.array([True, False, False]))
    assert hidden.tolist() == [True, False, True]


@given(counts_lists)
def test_every_small_row_and_no_zero_is_hidden(counts: list[int]) -> None:
    hidden = hidden_in_rows(counts)
    for count, is_hidden in zip(counts, hidden, strict=True):
        assert is_hidden or not 0 < count < 5
        assert not (is_hidden and count == 0)


@given(counts_lists)
def test_what_is_left_of_the_total_never_tells_a_hidden_row(counts: list[int]) -> None:
    hidden = hidden_in_rows(counts)
    assume(hidden.any() and not must_hide_total(counts))
    rest = sum(c for c, h in zip(counts, hidden, strict=True) if h)
    assert hidden.sum() >= 2
    assert rest - (hidden.sum() - 1) >= 5


@given(counts_lists)
def test_hiding_twice_is_hiding_once(counts: list[int]) -> None:
    once = hidden_in_rows(counts)
    assert (hidden_in_rows(counts, hidden=once) == once).all()


@given(counts_lists)
def test_the_list_is_protected_as_the_attacker_sees_it(counts: list[int]) -> None:
    assume(not must_hide_total(counts))
    values = np.array([*counts, sum(counts)])
    equations = np.array([[*np.ones(len(counts)), -1.0]])
    hidden = np.append(hidden_in_rows(counts), False)
    assert not unprotected(values, equations, hidden).any()


@pytest.mark.parametrize("counts", [[-1, 3], [2.5]])
def test_impossible_counts_are_refused(counts: list[float]) -> None:
    with pytest.raises(ValueError, match="whole and not negative"):
        hidden_in_rows(counts)


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        hidden_in_rows([1], limit=0)


def test_a_small_cell_in_a_table_takes_three_others_with_it() -> None:
    counts = np.array([[2, 20, 30], [25, 40, 50], [35, 60, 70]])
    hidden = hidden_in_table(counts)
    assert hidden.sum() == 4
    assert hidden[:2, :2].all()


def test_a_table_without_small_cells_is_shown_whole() -> None:
    assert not hidden_in_table(np.array([[5, 0], [9, 12]])).any()


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_the_attackers_interval_is_what_trying_every_table_finds(counts: np.ndarray) -> None:
    hidden = hidden_in_table(counts)
    assume(0 < hidden.sum() <= 5)
    fits = tables_that_fit(counts, hidden)
    extended = with_margins(counts)
    mask = np.zeros(extended.shape, dtype=bool)
    mask[:-1, :-1] = hidden
    attacker = Attacker(extended.reshape(-1), table_equations(extended.shape), mask.reshape(-1))
    for row, column in zip(*np.nonzero(hidden), strict=True):
        cell = int(row * extended.shape[1] + column)
        assert attacker.lowest(cell) == fits[:, row, column].min()
        assert attacker.highest(cell) == fits[:, row, column].max()


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_a_cell_has_room_for_the_limit_or_all_that_hiding_everything_gives(
    counts: np.ndarray,
) -> None:
    hidden = hidden_in_table(counts)
    small = (counts > 0) & (counts < 5)
    assert (hidden | ~small).all()
    ours, widest = tops_of(counts, hidden, small), tops_of(counts, counts >= 0, small)
    assert all(top >= min(5, most) for top, most in zip(ours, widest, strict=True))


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_a_zero_is_hidden_only_when_hiding_all_people_is_not_enough(counts: np.ndarray) -> None:
    hidden = hidden_in_table(counts)
    small = (counts > 0) & (counts < 5)
    if hidden[counts == 0].any():
        assert min(tops_of(counts, counts > 0, small)) < 5


def tops_of(counts: np.ndarray, hidden: np.ndarray, cells: np.ndarray) -> list[float]:
    """The most that each of ``cells`` can be when ``hidden`` are not shown."""
    extended = with_margins(counts)
    mask = np.zeros(extended.shape, dtype=bool)
    mask[:-1, :-1] = hidden
    attacker = Attacker(extended.reshape(-1), table_equations(extended.shape), mask.reshape(-1))
    width = extended.shape[1]
    return [attacker.highest(int(r * width + c)) for r, c in zip(*np.nonzero(cells), strict=True)]


def test_a_row_with_one_other_cell_hides_a_zero_to_protect_its_small_one() -> None:
    counts = np.array([[0, 9], [5, 2], [7, 0]])
    hidden = hidden_in_table(counts)
    assert hidden[1].all()
    assert tops_of(counts, hidden, counts == 2) >= [5]


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_with_its_totals_free_to_hide_every_table_can_be_protected(counts: np.ndarray) -> None:
    hidden = hidden_with_margins(counts)
    extended = with_margins(counts)
    small = (extended > 0) & (extended < 5)
    assert (hidden | ~small).all()
    open_cells = unprotected(
        extended.reshape(-1), table_equations(extended.shape), hidden.reshape(-1)
    )
    assert not open_cells.any()


@settings(max_examples=60, deadline=None)
@given(small_tables, st.data())
def test_no_sum_of_what_is_shown_gives_a_hidden_cell(
    counts: np.ndarray, data: st.DataObject
) -> None:
    """A hidden cell that were a linear combination of shown figures would have one value only."""
    hidden = hidden_with_margins(counts)
    assume(hidden[:-1, :-1].any())
    shape = hidden.shape
    equations = table_equations(shape)[:, hidden.reshape(-1)]
    cell = data.draw(st.integers(0, int(hidden.sum()) - 1))
    wanted = np.zeros(equations.shape[1])
    wanted[cell] = 1.0
    with_cell = np.vstack([equations, wanted])
    assert np.linalg.matrix_rank(with_cell) > np.linalg.matrix_rank(equations)


def test_a_large_total_hidden_elsewhere_cannot_be_summed_from_its_row() -> None:
    counts = np.array([[10, 20, 30], [11, 22, 33], [14, 23, 35]])
    given_hidden = np.zeros((4, 4), dtype=bool)
    given_hidden[0, 3] = True
    hidden = hidden_with_margins(counts, hidden=given_hidden)
    assert hidden[0, 3]
    assert hidden[0, :3].any()
    assert not unprotected(
        with_margins(counts).reshape(-1), table_equations((4, 4)), hidden.reshape(-1)
    ).any()


def test_linked_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        hidden_in_linked([1, 2, 4], np.array([[1.0, 1.0, -1.0]]))


def test_linked_counts_never_use_a_public_figure_as_complement() -> None:
    equations = np.array([[1.0, 1.0, 1.0, -1.0]])
    may_hide = np.array([True, False, True, False])
    hidden = hidden_in_linked([3, 6, 50, 59], equations, may_hide=may_hide)
    assert hidden.tolist() == [True, False, True, False]


def test_a_pooled_row_is_hidden_when_the_others_in_it_are_few() -> None:
    hidden = hidden_beside_own([30, 50, 60], [27, 20, 60])
    assert hidden.tolist() == [True, True, False]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
def test_own_counts_taken_away_leave_nobody_or_enough(pairs: list[tuple[int, int]]) -> None:
    own = np.array([a for a, _ in pairs])
    rest = np.array([b for _, b in pairs])
    hidden = hidden_beside_own(own + rest, own)
    shown = rest[~hidden]
    assert ((shown == 0) | (shown >= 5)).all()
    assert not (((own + rest)[~hidden] > 0) & ((own + rest)[~hidden] < 5)).any()
    if not must_hide_total(rest):
        left = rest[hidden].sum()
        assert left == 0 or left >= 5


def test_own_counts_larger_than_the_pooled_are_refused() -> None:
    with pytest.raises(ValueError, match="all employers"):
        hidden_beside_own([3], [4])


def test_a_filter_that_leaves_out_few_is_hidden() -> None:
    assert hidden_under_filter([30, 50, 20], [27, 20, 10])[0]
    assert not hidden_under_filter([30, 50, 20], [20, 20, 10]).any()
    with pytest.raises(ValueError, match="more people"):
        hidden_under_filter([3], [4])


@pytest.mark.parametrize(("smaller", "larger", "is_safe"), [
    (10, 10, True), (10, 11, False), (10, 14, False), (10, 15, True), (0, 3, False),
])  # fmt: skip
def test_nested_groups_may_differ_by_nobody_or_by_enough(
    smaller: int, larger: int, *, is_safe: bool
) -> None:
    assert is_safe_difference(smaller, larger) is is_safe


def test_only_nested_groups_are_compared() -> None:
    members = np.zeros((3, 20), dtype=bool)
    members[0, :10] = True
    members[1, :12] = True
    members[2, 5:16] = True
    assert unsafe_differences(members) == ((0, 1),)


def test_a_sum_that_one_person_dominates_is_hidden() -> None:
    assert is_dominated([100.0, 100.0, 0.0], [86.0, 85.0, 0.0]).tolist() == [True, False, False]
    hidden = hidden_magnitudes([6, 40, 30], [100.0, 900.0, 800.0], [90.0, 30.0, 30.0])
    assert hidden.tolist() == [True, False, True]


def test_a_part_larger_than_its_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="part"):
        is_dominated([10.0], [11.0])


@given(counts_lists, st.integers(1, 10))
def test_rounding_moves_a_count_by_at_most_half_the_base(counts: list[int], base: int) -> None:
    out = rounded(counts, base=base)
    assert (out % base == 0).all()
    assert (np.abs(out - np.array(counts)) * 2 <= base).all()


def test_halves_round_upwards() -> None:
    assert rounded([1, 2, 3, 7, 8, 0], base=2).tolist() == [2, 2, 4, 8, 8, 0]


def test_an_attack_that_loses_its_way_is_started_afresh() -> None:
    # HiGHS 1.15 ends this one as "unknown" when it starts from the solution before it.
    hidden = hidden_with_margins(np.array([[0, 1, 1], [0, 0, 1]]))
    assert hidden[0, 1]
    assert not hidden[0, 0]
