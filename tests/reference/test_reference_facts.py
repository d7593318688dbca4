"""The shipped facts are whole and agree with each other; users replace only known constants."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from arbetshubb.analysis.places import sweref_array
from arbetshubb.reference.constants import constants, read_constants
from arbetshubb.reference.localities import known_distances, known_hubs, localities
from arbetshubb.reference.municipalities import (
    all_municipalities,
    municipalities,
    municipality_of,
    municipality_shapes,
    sweref_shape,
)
from arbetshubb.reference.study import municipality_named, read_municipalities
from arbetshubb.tables.reading import read_table

COUNTY_2024 = 132_839


def test_the_municipalities_sum_to_the_county() -> None:
    rows = municipalities()
    assert len(rows) == 8
    assert sum(row.population or 0 for row in rows) == COUNTY_2024


def test_every_fact_has_a_source() -> None:
    assert all(row.source for row in (*municipalities(), *localities(), *known_hubs()))
    assert all(row.source for row in known_distances())
    assert all(constant.source for constant in constants().values())


def test_all_constants_are_carried_over_and_a_missing_range_is_the_value() -> None:
    table = constants()
    assert len(table) >= 62
    assert (table["milersattning_own_car"].low, table["milersattning_own_car"].high) == (25, 25)
    assert table["car_default_wtw"].low < table.value("car_default_wtw")


def test_localities_lie_in_the_municipality_they_are_said_to() -> None:
    rows = localities()
    assert len(rows) == 62
    found = municipality_of(sweref_array([row.position for row in rows]))
    assert found == [row.municipality for row in rows]


def test_known_roads_are_never_shorter_than_the_straight_line() -> None:
    rows = known_distances()
    assert len(rows) == 46
    assert all(row.road_km >= row.crow_km for row in rows)


def test_there_are_290_municipalities() -> None:
    assert len(all_municipalities()) == 290
    assert all_municipalities()["Åre"].population == 12_693
    assert all_municipalities()["Malmö"].population is None


def test_a_point_at_the_shore_belongs_to_the_nearest_and_one_at_sea_to_none() -> None:
    shape = sweref_shape("Gotland")
    west, south, _, _ = shape.bounds
    shore, sea = np.array([[south - 2000, west]]), np.array([[6_350_000.0, 800_000.0]])
    line = shapely.boundary(shape)
    x, y = line.geoms[0].coords[0] if hasattr(line, "geoms") else line.coords[0]
    assert municipality_of(np.array([[y, x]])) == ["Gotland"]
    assert municipality_of(sea) == [None]
    assert municipality_of(shore) in (["Gotland"], [None])
    assert municipality_of(np.empty((0, 2))) == []


def test_shapes_come_in_degrees_by_code() -> None:
    shapes = municipality_shapes(["2380", "2321"])
    assert list(shapes) == ["2380", "2321"]
    assert shapes["2380"].contains(shapely.Point(14.6357, 63.1792))
    with pytest.raises(KeyError):
        municipality_shapes(["0000"])


@pytest.mark.parametrize("text", ["Östersund", "ostersund", "Östersunds kommun", "ÖSTERSUND "])
def test_a_municipality_is_known_by_what_people_call_it(text: str) -> None:
    assert municipality_named(text) == "Östersund"


@pytest.mark.parametrize("text", ["Borås", "Borås kommun", "Höganäs kommun", "Bräcke kommun"])
def test_a_name_that_ends_in_s_keeps_it(text: str) -> None:
    assert municipality_named(text) == text.removesuffix(" kommun")


def test_a_study_keeps_the_file_s_order() -> None:
    read = read_municipalities(read_table("kommun\nÅre\nBerg\nAtlantis\nÅre\n".encode(), name="m"))
    assert read.names == ("Åre", "Berg")
    assert [(p.row, p.code) for p in read.problems] == [
        (4, "municipality_unknown"), (5, "municipality_twice"),
    ]  # fmt: skip


def user_constants(text: str) -> tuple[list[tuple[int, str, str]], float]:
    read = read_constants(read_table(text.encode(), name="c.csv"), base=constants())
    problems = [(p.row, p.column, p.code) for p in read.problems]
    return problems, read.constants.value("workdays_per_year")


def test_a_user_s_constant_replaces_the_shipped_one_and_changes_the_version() -> None:
    assert user_constants("key;value;low;high\nworkdays_per_year;212,5;200;220\n") == ([], 212.5)
    table = read_table(b"key;value\nworkdays_per_year;212\n", name="c")
    assert read_constants(table, base=constants()).constants.version != constants().version


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("wordays_per_year;212;;", "key", "constant_unknown"),
        (";212;;", "key", "value_missing"),
        ("workdays_per_year;många;;", "value", "number_expected"),
        ("workdays_per_year;212;220;230", "value", "constant_outside_range"),
    ],
)
def test_a_wrong_constant_is_told_and_nothing_is_replaced(row: str, column: str, code: str) -> None:
    problems, value = user_constants(f"key;value;low;high\n{row}\n")
    assert problems == [(2, column, code)]
    assert value == constants().value("workdays_per_year")
