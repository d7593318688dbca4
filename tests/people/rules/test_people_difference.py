from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.people.rules.difference import (
    FieldChange,
    PersonValues,
    compare_people,
    digest_of,
    pseudonym_of,
)
from arbetshubb.people.rules.employer import check_employer, with_employer
from arbetshubb.tables.table import Row, Table

ELLA = PersonValues(
    unit="Vård", home_cell="N7010E482", home_municipality="Krokom", workplace="O1",
    office_days=3.0, home_days=2.0, hub_days=0.0, mode="car",
    is_remote_eligible=True, is_complex_issue=False,
)  # fmt: skip

values = st.builds(
    replace,
    st.just(ELLA),
    unit=st.sampled_from(["Vård", "Skola"]),
    office_days=st.sampled_from([0.0, 2.5, 5.0]),
)
people = st.dictionaries(st.sampled_from("abcdefgh"), values)


@given(people, people)
def test_everybody_is_counted_once(
    before: dict[str, PersonValues], after: dict[str, PersonValues]
) -> None:
    found = compare_people(before, after)
    names = [*found.new, *(change.pseudonym for change in found.changed), *found.gone]
    assert len(names) == len(set(names))
    assert len(found.new) + len(found.changed) + found.unchanged == len(after)
    assert len(found.gone) + len(found.changed) + found.unchanged == len(before)


@given(people, people)
def test_applying_the_difference_gives_the_file(
    before: dict[str, PersonValues], after: dict[str, PersonValues]
) -> None:
    found = compare_people(before, after)
    made = {name: value for name, value in before.items() if name not in found.gone}
    made |= {name: after[name] for name in found.new}
    for change in found.changed:
        fields = {each.field: each.after for each in change.changes}
        made[change.pseudonym] = replace(made[change.pseudonym], **fields)  # type: ignore[arg-type]
    assert made == after
    assert compare_people(made, after).is_empty


@given(people, people)
def test_digests_are_equal_exactly_when_nothing_differs(
    before: dict[str, PersonValues], after: dict[str, PersonValues]
) -> None:
    assert (digest_of(before) == digest_of(after)) is compare_people(before, after).is_empty


def test_a_change_names_the_fields_that_differ_only() -> None:
    moved = replace(ELLA, home_cell="N7011E482", mode="bus")
    (change,) = compare_people({"a": ELLA}, {"a": moved}).changed
    assert change.changes == (
        FieldChange("home_cell", "N7010E482", "N7011E482"),
        FieldChange("mode", "car", "bus"),
    )


def test_a_pseudonym_is_stable_and_tells_employers_and_keys_apart() -> None:
    one = pseudonym_of("17", employer="REG", key="k")
    assert one == pseudonym_of("17", employer="REG", key="k")
    others = {
        pseudonym_of("18", employer="REG", key="k"),
        pseudonym_of("17", employer="KRO", key="k"),
        pseudonym_of("17", employer="REG", key="another"),
    }
    assert one not in others
    assert len(others) == 3
    assert "17" not in one[:2] or len(one) == 64


@given(st.text(), st.text(), st.text(), st.text())
def test_employer_and_id_cannot_run_together(e1: str, p1: str, e2: str, p2: str) -> None:
    same = pseudonym_of(p1, employer=e1, key="k") == pseudonym_of(p2, employer=e2, key="k")
    assert same is ((e1, p1) == (e2, p2))


def table(*columns: str, rows: list[tuple[str, ...]]) -> Table:
    numbered = tuple(Row(number, row) for number, row in enumerate(rows, start=2))
    return Table(name="people.csv", columns=columns, rows=numbered)


def test_an_employer_left_out_is_the_own() -> None:
    filled = with_employer(table("person_id", rows=[("1",), ("2",)]), "Region Norrskog")
    assert filled.columns[-1] == "employer"
    assert {row.values[-1] for row in filled.rows} == {"Region Norrskog"}


def test_an_empty_cell_is_the_own_employer_and_others_stay() -> None:
    given_ = table("arbetsgivare", "person_id", rows=[("", "1"), ("Another", "2")])
    assert [row.values[0] for row in with_employer(given_, "Own").rows] == ["Own", "Another"]


@pytest.mark.parametrize("name", ["Region Norrskog", "region norrskog", "REG", " reg "])
def test_the_own_name_or_code_in_any_case_is_right(name: str) -> None:
    given_ = table("employer", rows=[(name,)])
    assert not check_employer(given_, ("Region Norrskog", "REG"))


def test_another_employer_is_an_error_in_its_row() -> None:
    given_ = table("employer", rows=[("REG",), ("Granfors kommun",)])
    (problem,) = check_employer(given_, ("Region Norrskog", "REG"))
    assert (problem.row, problem.column, problem.value) == (3, "employer", "Granfors kommun")
    assert problem.is_error
