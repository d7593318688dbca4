"""Population by square: what is hidden is never counted as nobody."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.places import Cell
from arbetshubb.analysis.population import Headcount, added
from populated import grid

PEOPLE = st.lists(st.one_of(st.none(), st.integers(0, 5000)), min_size=1, max_size=30)


def test_a_hidden_square_makes_a_sum_at_least() -> None:
    found = grid([10, None, 5]).inhabitants()
    assert found == Headcount(15, hidden_cells=1)
    assert not found.is_exact


def test_cells_and_centres_say_the_same_place() -> None:
    one = grid([1])
    assert one.cells == (Cell(7010, 480),)
    assert one.centre_array.tolist() == [[7_010_500.0, 480_500.0]]
    assert one.centres[0].north == 7_010_500.0


@given(PEOPLE)
def test_municipalities_sum_to_everybody(people: list[int | None]) -> None:
    whole = grid(people)
    assert added(whole.by_municipality().values()) == whole.inhabitants()


@given(PEOPLE, st.integers(0, 30))
def test_a_part_and_the_rest_sum_to_everybody(people: list[int | None], cut: int) -> None:
    whole = grid(people)
    chosen = np.arange(len(whole)) < cut
    parts = (whole.where(chosen).inhabitants(), whole.inhabitants(~chosen))
    assert added(parts) == whole.inhabitants()


@given(PEOPLE)
def test_working_age_is_never_more_than_everybody(people: list[int | None]) -> None:
    whole = grid(people)
    assert whole.of_working_age().people <= whole.inhabitants().people
