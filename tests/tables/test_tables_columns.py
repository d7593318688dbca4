"""Columns are found under any of their names; what is missing, double or unknown is told."""

from __future__ import annotations

import pytest

from arbetshubb.tables.columns import Column, with_columns
from arbetshubb.tables.problems import in_file_order
from arbetshubb.tables.reading import read_table

COLUMNS = (
    Column("home", ("hem", "bostad"), is_required=True),
    Column("seats_max", ("platser_högst",)),
)


@pytest.mark.parametrize("header", ["home", "Hem", "BOSTAD", " hem "])
def test_a_column_goes_under_all_its_names(header: str) -> None:
    read = with_columns(read_table(f"{header};x\nLit;1\n".encode(), name="f"), COLUMNS)
    assert [record["home"] for record in read.records()] == ["Lit"]


@pytest.mark.parametrize("header", ["platser högst", "Platser_hogst", "PLATSER-HÖGST", "Seats max"])
def test_spaces_underscores_case_and_accents_do_not_matter(header: str) -> None:
    read = with_columns(read_table(f"hem;{header}\nLit;4\n".encode(), name="f"), COLUMNS)
    assert not read.problems
    assert next(read.records())["seats_max"] == "4"


def test_a_missing_column_reads_as_empty() -> None:
    read = with_columns(read_table(b"hem\nLit\n", name="f"), COLUMNS)
    assert next(read.records())["seats_max"] == ""


def test_a_missing_required_column_is_an_error_that_names_it() -> None:
    (first, second) = with_columns(read_table(b"x\n1\n", name="f"), COLUMNS).problems
    assert (first.code, first.is_error) == ("column_unknown", False)
    assert (second.code, second.column, second.row) == ("column_missing", "home", 1)
    assert second.params == {"names": "home, hem", "found": "x"}


def test_two_columns_that_mean_the_same_are_an_error() -> None:
    (problem,) = with_columns(read_table(b"hem;home\nLit;As\n", name="f"), COLUMNS).problems
    assert (problem.code, problem.column, problem.params) == (
        "column_twice",
        "home",
        {"first": "hem"},
    )


def test_a_misspelt_column_is_a_warning_with_a_suggestion() -> None:
    read = with_columns(read_table(b"hem;platser_hogs\nLit;4\n", name="f"), COLUMNS)
    (problem,) = read.problems
    assert (problem.code, problem.params) == ("column_misspelt", {"suggestion": "platser_högst"})


def test_a_problem_names_the_column_as_the_file_spells_it() -> None:
    read = with_columns(read_table(b"Hem\nLit\n", name="f"), COLUMNS)
    problem = next(read.records()).error("home", "value_missing")
    assert (problem.file, problem.row, problem.column, problem.value) == ("f", 2, "Hem", "Lit")


def test_errors_come_before_warnings() -> None:
    read = with_columns(read_table(b"hem\nLit\nAs\n", name="f"), COLUMNS)
    one, two = read.records()
    ordered = in_file_order([one.warning("home", "a"), two.error("home", "b")])
    assert [problem.code for problem in ordered] == ["b", "a"]
