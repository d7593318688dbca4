"""A file of people: what every column means, what is refused, and that nothing personal is kept."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus, sweref_from_wgs84
from arbetshubb.analysis.workforce import Mode
from arbetshubb.people.rules import PeopleRead, looks_like_person_number, parse_people
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.problems import UnreadableFile
from arbetshubb.tables.reading import read_table

GAZETTEER = Gazetteer.shipped()


def office(site_id: str, latitude: float, longitude: float, provider: str = "") -> Site:
    return Site(
        site_id=site_id,
        name=site_id,
        municipality="Östersund",
        kind=SiteKind.OWN_OFFICE,
        position=sweref_from_wgs84(latitude, longitude),
        status=SiteStatus.EXISTING,
        provider=provider,
    )


SITES = (office("centrum", 63.179, 14.636), office("sveg", 62.034, 14.366))


def read(
    text: str, sites: tuple[Site, ...] = SITES, municipalities: tuple[str, ...] = ()
) -> PeopleRead:
    return parse_people(
        read_table(text.encode(), name="p.csv"),
        sites=sites,
        gazetteer=GAZETTEER,
        municipalities=municipalities,
    )


def one(cells: str, columns: str = "person_id;employer;unit;home") -> PeopleRead:
    return read(f"{columns}\n{cells}\n")


def codes(result: PeopleRead) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.code) for p in result.problems]


def test_the_four_columns_are_enough_and_the_rest_has_stated_defaults() -> None:
    (row,) = one("7;A;B;Svenstavik").people
    person = row.employee
    assert row.person_id == "7"
    assert person.workplace == "centrum"
    assert (person.office_days, person.home_days, person.hub_days) == (3, 2, 0)
    assert person.mode is Mode.CAR
    assert person.is_remote_eligible
    assert not person.is_complex_issue
    assert person.municipality == "Berg"


def test_whoever_may_not_work_remotely_is_at_the_office_all_week() -> None:
    (row,) = one("7;A;B;Lit;nej", "person_id;employer;unit;home;distansarbete").people
    assert (row.employee.office_days, row.employee.home_days) == (5, 0)


def test_with_one_day_column_given_the_others_are_zero() -> None:
    (row,) = one("7;A;B;Lit;2,5", "id;arbetsgivare;enhet;hem;hemmadagar").people
    assert (row.employee.office_days, row.employee.home_days, row.employee.hub_days) == (0, 2.5, 0)


def test_a_home_is_kept_as_a_square_of_1_km_and_nothing_finer() -> None:
    near = one("7;A;B;6960001,471001").people[0].employee
    far = one("7;A;B;6960999,471999").people[0].employee
    assert near == far
    assert near.home == Cell(6960, 471)


@pytest.mark.parametrize(
    ("home", "municipality"),
    [
        ("Svenstavik", "Berg"), ("63.18,14.63", "Östersund"), ("63,18; 14,63", "Östersund"),
        ("7005700,481400", "Östersund"), ("481400 7005700", "Östersund"), ("831 40", "Östersund"),
        ("Offerdal", "Krokom"), ("845 00 Hoverberg", "Berg"),
    ],
)  # fmt: skip
def test_a_home_can_be_written_in_many_ways(home: str, municipality: str) -> None:
    (row,) = one(f'7;A;B;"{home}"').people
    assert row.employee.municipality == municipality


@pytest.mark.parametrize(
    ("home", "code"),
    [
        ("", "value_missing"), ("840 10", "postcode_unknown"),
        ("Storgatan 5", "looks_like_address"),
        ("59.91,10.75", "outside_sweden"), ("63.0,19.9", "outside_sweden"),
        ("7005700,1441400", "looks_like_rt90"), ("Härjedalen", "only_municipality"),
        ("Krokomm", "locality_misspelt"), ("Atlantis", "locality_unknown"),
    ],
)  # fmt: skip
def test_a_home_that_cannot_be_placed_is_an_error_that_says_why(home: str, code: str) -> None:
    result = one(f"7;A;B;{home}")
    assert codes(result) == [(2, "home", code)]
    assert not result.people


def test_a_home_known_by_its_postal_area_alone_is_a_warning() -> None:
    result = one("7;A;B;834 31")
    assert codes(result) == [(2, "home", "home_in_postal_area")]
    assert result.problems[0].params == {"place": "Brunflo"}
    assert len(result.people) == 1


def test_a_home_far_away_is_a_warning_and_is_used() -> None:
    result = one("7;A;B;55.6,13.0")
    assert codes(result) == [(2, "home", "home_far_away")]
    assert len(result.people) == 1


def test_a_home_outside_the_study_is_a_warning() -> None:
    text = "person_id;employer;unit;home\n7;A;B;62.39,17.30\n"
    result = read(text, municipalities=("Östersund", "Berg"))
    assert codes(result) == [(2, "home", "home_outside_study")]
    assert result.problems[0].params == {"municipality": "Sundsvall"}


def test_the_nearest_office_of_the_own_employer_is_the_workplace_when_known() -> None:
    sites = (
        office("a", 63.18, 14.63, "Arbetsgivare A"),
        office("b", 62.03, 14.37, "Arbetsgivare B"),
    )
    text = "person_id;employer;unit;home\n7;arbetsgivare b;X;Östersund\n8;C;X;Östersund\n"
    result = read(text, sites)
    assert [row.employee.workplace for row in result.people] == ["b", "a"]


def test_an_unknown_workplace_is_an_error() -> None:
    result = one("7;A;B;Lit;månen", "person_id;employer;unit;home;arbetsplats")
    assert codes(result) == [(2, "arbetsplats", "workplace_unknown")]


def test_without_any_own_office_a_workplace_must_be_given() -> None:
    result = read("person_id;employer;unit;home\n7;A;B;Lit\n", sites=())
    assert codes(result) == [(2, "workplace", "no_own_office")]


@pytest.mark.parametrize(
    ("days", "code", "is_used"),
    [
        ("0;0;0", "no_days", False), ("5;3;0", "too_many_days", False),
        ("5;1;0", "many_days", True),
        ("-1;2;0", "number_negative", False), ("två;2;0", "number_expected", False),
    ],
)  # fmt: skip
def test_a_week_that_cannot_be(days: str, code: str, is_used: bool) -> None:
    result = one(f"7;A;B;Lit;{days}", "person_id;employer;unit;home;office_days;home_days;hub_days")
    assert codes(result) == [(2, "office_days", code)]
    assert bool(result.people) is is_used


@pytest.mark.parametrize("number", ["811218-9876", "19811218-9876", "198112189876", "8112189876"])
def test_a_personal_identity_number_is_no_id(number: str) -> None:
    assert looks_like_person_number(number)
    assert codes(one(f"{number};A;B;Lit")) == [(2, "person_id", "person_number")]


@pytest.mark.parametrize("number", ["1001", "811218-9877", "8113189876", "1234567890", "R-0001"])
def test_other_numbers_are_ids(number: str) -> None:
    assert not looks_like_person_number(number)


def test_a_coordination_number_is_a_personal_identity_number_too() -> None:
    assert looks_like_person_number("701063-2391")


def test_columns_with_personal_data_are_not_read_and_warned_of() -> None:
    result = one("7;A;B;Lit;Ann Exempel;Storgatan 5", "person_id;employer;unit;home;Namn;hemadress")
    assert codes(result) == [(1, "Namn", "column_personal"), (1, "hemadress", "column_personal")]
    assert "Ann" not in str(result.people)


def test_a_protected_identity_never_enters_and_is_only_counted() -> None:
    text = (
        "person_id;employer;unit;home;skyddad_identitet\n"
        "811218-9876;A;B;ingenstans;ja\n8;A;B;Lit;nej\n9;A;B;Lit;\n"
    )
    result = read(text)
    assert result.protected == 1
    assert not result.problems
    assert [row.person_id for row in result.people] == ["8", "9"]


def test_an_unclear_mark_of_protection_is_an_error() -> None:
    result = one("7;A;B;Lit;kanske", "person_id;employer;unit;home;skyddad_identitet")
    assert codes(result) == [(2, "skyddad_identitet", "yes_or_no_expected")]
    assert not result.people


def test_the_same_person_twice_counts_once_with_a_warning() -> None:
    text = "person_id;employer;unit;home\n7;A;B;Lit\n7;A;B;Lit\n7;A;B;Sveg\n7;C;B;Lit\n"
    result = read(text)
    assert codes(result) == [
        (3, "person_id", "person_twice"),
        (4, "person_id", "person_twice_differently"),
    ]
    assert [row.employee.employer for row in result.people] == ["A", "C"]
    assert result.people[0].employee.municipality == "Östersund"


def test_every_wrong_cell_of_a_row_is_told_at_once() -> None:
    columns = "person_id;employer;unit;home;mode;remote_eligible"
    result = one(";;B;Atlantis;raket;kanske", columns)
    assert {p.column for p in result.problems} == {
        "person_id", "employer", "home", "mode", "remote_eligible",
    }  # fmt: skip


def test_a_missing_required_column_stops_before_the_rows() -> None:
    result = one("7;A;B", "person_id;employer;unit")
    assert codes(result) == [(1, "home", "column_missing")]


def test_people_of_one_cell_have_one_municipality() -> None:
    # The border between Krokom and Östersund crosses cells; each cell must count to one of them.
    rows = [f"{n};A;B;{7009000 + n // 40 * 100},{476000 + n % 40 * 250}" for n in range(1200)]
    result = read("person_id;employer;unit;home\n" + "\n".join(rows) + "\n")
    found: dict[Cell, Counter[str]] = {}
    for employee in result.employees:
        found.setdefault(employee.home, Counter())[employee.municipality] += 1
    assert len({name for names in found.values() for name in names}) > 1
    assert all(len(names) == 1 for names in found.values())


any_cell = st.text(
    st.characters(exclude_characters='"\r\n\0', exclude_categories=["Cs", "Cc"]), max_size=10
)
likely = st.sampled_from(
    ["", "1", "2,5", "ja", "nej", "bil", "Lit", "831 40", "63,18; 14,63", "centrum", "811218-9876"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(any_cell | likely, min_size=12, max_size=12), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_every_error_names_row_and_column(
    rows: list[list[str]],
) -> None:
    header = (
        "person_id;employer;unit;home;workplace;office_days;home_days;hub_days;mode;"
        "remote_eligible;complex_issue;protected_identity"
    )
    body = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    try:
        result = read(f"{header}\n{body}\n")
    except UnreadableFile:
        return
    columns = header.split(";")
    assert all(p.row >= 1 and p.column in columns for p in result.problems)
    wrong = {p.row for p in result.problems if p.is_error}
    assert len(result.people) + result.protected + len(wrong) <= len(rows) + 1
    for employee in result.employees:
        assert 0 < employee.office_days + employee.home_days + employee.hub_days <= 7
        assert employee.workplace in {"centrum", "sveg"}
