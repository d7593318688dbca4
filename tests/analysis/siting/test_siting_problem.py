from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from arbetshubb.analysis.siting import SitingProblem

FINE: dict[str, Any] = {
    "value": np.ones((2, 3)),
    "dislike": np.ones((2, 3)),
    "fixed_cost": np.ones(3),
}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"value": np.ones(3)}, "value must be"),
        ({"value": np.full((2, 3), np.nan)}, "value must be finite"),
        ({"dislike": np.ones((3, 2))}, "dislike must have shape"),
        ({"dislike": np.full((2, 3), -np.inf)}, "minus infinity"),
        ({"members": -np.ones((2, 3))}, "members must be 0 or more"),
        ({"load": np.full((2, 3), np.inf)}, "load must be finite"),
        ({"load": np.ones((1, 3))}, "load must have shape"),
        ({"fixed_cost": np.empty(0)}, "fixed_cost must have shape"),
        ({"fixed_cost": -np.ones(3)}, "fixed_cost must be 0 or more"),
        ({"seat_cost": np.full(3, np.nan)}, "seat_cost must be finite"),
        ({"seats_min": np.full(3, 1.5)}, "seats_min must hold whole numbers"),
        ({"seats_min": np.full(3, 4), "seats_max": np.full(3, 3)}, "seats_min is above"),
        ({"minimum_members": -np.ones(3)}, "minimum_members must be 0 or more"),
        ({"municipality": np.array([-2, 0, 0])}, "municipality must be an index"),
        (
            {"municipality": np.array([0, 1, 2]), "minimum_per_municipality": np.array([1])},
            "1 entries for 3",
        ),
        ({"minimum_per_municipality": np.array([-1])}, "must be 0 or more"),
        ({"forced": np.array([True])}, "forced must have shape"),
        ({"budget": -1.0}, "budget must be"),
        ({"budget": float("nan")}, "budget must be"),
        ({"hubs_min": -1}, "hubs_min must be"),
        ({"hubs_max": -1}, "hubs_max must be"),
        ({"names": ("a",)}, "1 names for 3"),
    ],
)
def test_parts_that_disagree_are_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SitingProblem(**(FINE | wrong))


def test_what_is_left_out_gets_its_full_shape() -> None:
    problem = SitingProblem(**FINE)
    assert problem.members.tolist() == np.ones((2, 3)).tolist()
    assert problem.load.shape == (2, 3)
    for name in ("seat_cost", "seats_min", "seats_max", "minimum_members", "forced", "forbidden"):
        assert getattr(problem, name).shape == (3,)
    assert problem.municipality.tolist() == [-1, -1, -1]
    assert problem.names == ("0", "1", "2")


def test_values_where_nobody_goes_may_be_missing() -> None:
    dislike = np.array([[1.0, np.nan, np.inf], [1.0, 1.0, 1.0]])
    value = np.array([[1.0, np.nan, np.nan], [1.0, 1.0, 1.0]])
    problem = SitingProblem(**(FINE | {"value": value, "dislike": dislike}))
    assert problem.value[0].tolist() == [1.0, 0.0, 0.0]


def test_the_callers_arrays_are_neither_kept_nor_changed() -> None:
    value = np.ones((2, 3))
    problem = SitingProblem(**(FINE | {"value": value}))
    value[0, 0] = 99.0
    assert problem.value[0, 0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        problem.value[0, 0] = 2.0


def test_an_infinite_budget_is_no_limit() -> None:
    assert SitingProblem(**FINE, budget=float("inf")).budget is None
