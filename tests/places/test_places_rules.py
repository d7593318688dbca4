"""A file of sites: what every column means and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.places import SiteKind, SiteStatus, Sweref
from arbetshubb.places.rules import SitesRead, parse_sites
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.problems import UnreadableFile
from arbetshubb.tables.reading import read_table

GAZETTEER = Gazetteer.shipped()
COLUMNS = (
    "site_id;name;municipality;kind;position;seats_min;seats_max;fixed_cost;cost_per_seat;"
    "cost_per_day;status;provider"
)


def read(text: str) -> SitesRead:
    return parse_sites(read_table(text.encode(), name="s.csv"), gazetteer=GAZETTEER)


def one(cells: str) -> SitesRead:
    return read(f"{COLUMNS}\n{cells}\n")


def codes(result: SitesRead) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.code) for p in result.problems]


def test_a_full_row_is_a_site() -> None:
    (site,) = one("h1;Demohubb;Berg;hub;6959700,471200;4;16;40 000;12000,50;250;existing;V").sites
    assert (site.site_id, site.name, site.municipality) == ("h1", "Demohubb", "Berg")
    assert (site.kind, site.status) == (SiteKind.HUB, SiteStatus.EXISTING)
    assert site.position == Sweref(6959700, 471200)
    assert (site.seats_min, site.seats_max) == (4, 16)
    assert (site.fixed_cost, site.cost_per_seat, site.cost_per_day) == (40000, 12000.5, 250)
    assert site.provider == "V"


def test_swedish_names_and_words_work_as_well() -> None:
    text = (
        "plats_id;namn;kommun;slag;läge;platser_minst;platser högst;fast_kostnad;status\n"
        "b1;Demobibliotek;Bergs kommun;bibliotek;Svenstavik;4;8;20000;kandidat\n"
    )
    (site,) = read(text).sites
    assert (site.municipality, site.kind, site.seats_max) == ("Berg", SiteKind.LIBRARY, 8)


def test_what_is_left_out_has_stated_defaults() -> None:
    text = "site_id;name;kind;position\no;O;own_office;Sveg\nh;H;hub;Sveg\nb;B;library;Sveg\n"
    sites = read(text).sites
    assert [site.status for site in sites] == [
        SiteStatus.EXISTING, SiteStatus.EXISTING, SiteStatus.CANDIDATE,
    ]  # fmt: skip
    assert all(site.municipality == "Härjedalen" for site in sites)
    assert sites[0].seats_max is None
    assert sites[0].fixed_cost is None


@pytest.mark.parametrize("columns", ["lat;lon", "breddgrad;längdgrad"])
def test_a_position_can_stand_in_two_columns_of_degrees(columns: str) -> None:
    (site,) = read(f"site_id;name;kind;{columns}\nh;H;hub;63,18;14,63\n").sites
    assert site.municipality == "Östersund"


def test_a_position_can_stand_in_two_columns_of_metres() -> None:
    (site,) = read("site_id;name;kind;n;e\nh;H;hub;7005700;481400\n").sites
    assert site.position == Sweref(7005700, 481400)


def test_a_file_without_any_position_column_is_refused() -> None:
    assert codes(read("site_id;name;kind\nh;H;hub\n")) == [
        (1, "position", "position_columns_missing")
    ]


def test_half_a_position_is_an_error() -> None:
    ((row, column, _),) = codes(read("site_id;name;kind;lat;lon\nh;H;hub;63,18;\n"))
    assert (row, column) == (2, "lat")


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        (";N;;hub;Lit;;;;;;;", "site_id", "value_missing"),
        ("h;;;hub;Lit;;;;;;;", "name", "value_missing"),
        ("h;N;;;Lit;;;;;;;", "kind", "value_missing"),
        ("h;N;;rymdskepp;Lit;;;;;;;", "kind", "word_unknown"),
        ("h;N;;hub;Lit;;;;;;kanske;", "status", "word_unknown"),
        ("h;N;Atlantis;hub;Lit;;;;;;;", "municipality", "municipality_unknown"),
        ("h;N;;hub;Lit;9;4;;;;;", "seats_max", "seats_reversed"),
        ("h;N;;hub;Lit;1,5;4;;;;;", "seats_min", "whole_number_expected"),
        ("h;N;;hub;Lit;-1;4;;;;;", "seats_min", "number_negative"),
        ("h;N;;hub;Lit;;;-5;;;;", "fixed_cost", "number_negative"),
        ("h;N;;hub;Lit;;;dyr;;;;", "fixed_cost", "number_expected"),
        ("h;N;;hub;Atlantis;;;;;;;", "position", "locality_unknown"),
        (f"h;{'N' * 201};;hub;Lit;;;;;;;", "name", "text_too_long"),
    ],
)
def test_a_wrong_cell_is_an_error_with_row_and_column(cells: str, column: str, code: str) -> None:
    result = one(cells)
    assert codes(result) == [(2, column, code)]
    assert not result.sites


def test_an_id_given_twice_is_an_error() -> None:
    result = read("site_id;name;kind;position\nh;H;hub;Lit\nh;I;hub;Sveg\n")
    assert codes(result) == [(3, "site_id", "site_twice")]


def test_a_position_in_another_municipality_than_written_is_a_warning() -> None:
    result = one("h;H;Bräcke;hub;Sveg;;;;;;;")
    assert codes(result) == [(2, "municipality", "site_elsewhere")]
    assert result.sites[0].municipality == "Bräcke"


def test_a_site_known_by_its_postal_area_alone_is_a_warning() -> None:
    assert codes(one("h;H;;hub;834 31;;;;;;;")) == [(2, "position", "site_in_postal_area")]


def test_a_file_without_rows_is_an_error() -> None:
    assert codes(read("site_id;name;kind;position\n")) == [(1, "site_id", "no_rows")]


any_cell = st.text(
    st.characters(exclude_characters='"\r\n\0', exclude_categories=["Cs", "Cc"]), max_size=10
)
likely = st.sampled_from(
    ["", "h", "hub", "Berg", "Sveg", "4", "-1", "2,5", "63,18; 14,63", "finns"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(any_cell | likely, min_size=12, max_size=12), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_every_problem_names_row_and_column(
    rows: list[list[str]],
) -> None:
    body = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    try:
        result = read(f"{COLUMNS}\n{body}\n")
    except UnreadableFile:
        return
    assert all(p.row >= 1 and p.column in COLUMNS.split(";") for p in result.problems)
    assert len({site.site_id for site in result.sites}) == len(result.sites)
    for site in result.sites:
        assert site.seats_min is None or site.seats_max is None or site.seats_min <= site.seats_max
