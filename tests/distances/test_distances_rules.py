"""What the distances room decides without any table: bands, states, squares, files, reach."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.places import Cell, Sweref
from arbetshubb.analysis.travel import NoWay, Quality
from arbetshubb.distances.rules.bands import Band, band_of, is_certain
from arbetshubb.distances.rules.known_file import (
    KnownRead,
    KnownRow,
    diff_known,
    digest_of,
    parse_known,
)
from arbetshubb.distances.rules.origins import Origin, origin_from
from arbetshubb.distances.rules.questions import (
    KEPT_AFTER_DECISION,
    AlreadyDecided,
    QuestionStatus,
    ShorterThanStraight,
    check_is_open,
    check_road,
    is_due,
)
from arbetshubb.distances.rules.reach import (
    BAND_MINUTES,
    BandRow,
    Reached,
    band_of_minutes,
    colour_steps,
)
from arbetshubb.distances.rules.shown import Correction, Shown, date_in
from arbetshubb.distances.rules.squares import (
    MOST_SQUARES,
    fine_reach_km,
    squares_around,
    straight_km_between,
)
from arbetshubb.distances.rules.ways import Way, way_from
from arbetshubb.reference.gazetteer import Gazetteer, NotLocated
from arbetshubb.tables.reading import read_table
from distances.distances_study import HOME, site

TODAY = date(2026, 11, 22)
GAZETTEER = Gazetteer.shipped()
SITES = (site("stab", "Staben"), site("a", "Delat namn"), site("b", "Delat namn"))
HEAD = "från;till;km;minuter;källa;gäller_från;noggrannhet"


def read(*rows: str, head: str = HEAD) -> KnownRead:
    table = read_table("\n".join([head, *rows]).encode(), name="avstånd.csv")
    return parse_known(table, sites=SITES, gazetteer=GAZETTEER, today=TODAY)


def codes(found: KnownRead) -> list[tuple[str, str]]:
    return [(problem.code, problem.column) for problem in found.problems]


# -- The 70–100 km band


@pytest.mark.parametrize(
    ("km", "band"),
    [
        (0.0, Band.UNDER),
        (69.9, Band.UNDER),
        (69.94, Band.UNDER),
        (69.96, Band.WITHIN),
        (70.0, Band.WITHIN),
        (100.0, Band.WITHIN),
        (100.04, Band.WITHIN),
        (100.1, Band.OVER),
    ],
)
def test_a_distance_is_under_within_or_over_the_band(km: float, band: Band) -> None:
    assert band_of(km) is band


def test_a_measured_distance_is_certain_and_an_estimate_near_a_limit_is_not() -> None:
    assert is_certain(71.0, is_estimate=False)
    assert not is_certain(71.0, is_estimate=True)
    assert is_certain(20.0, is_estimate=True)
    assert is_certain(200.0, is_estimate=True)


@given(st.floats(0.1, 400.0), st.floats(-0.37, 0.37))
def test_a_band_that_is_called_certain_holds_for_every_error(km: float, error: float) -> None:
    if is_certain(km, is_estimate=True):
        true = km / (1 + error)
        assert band_of(true) is band_of(km)


# -- Questions


def test_only_an_open_question_is_answered() -> None:
    check_is_open(QuestionStatus.OPEN)
    for status in (QuestionStatus.CORRECTED, QuestionStatus.KEPT):
        with pytest.raises(AlreadyDecided):
            check_is_open(status)


def test_no_road_is_shorter_than_the_straight_line() -> None:
    check_road(40.0, straight_km=40.5)  # a home can lie nearer than its square's middle
    with pytest.raises(ShorterThanStraight):
        check_road(39.0, straight_km=40.5)


def test_a_square_is_due_half_a_year_after_the_answer() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert not is_due(None, now=now)
    assert not is_due(now - KEPT_AFTER_DECISION, now=now)
    assert is_due(now - KEPT_AFTER_DECISION - timedelta(seconds=1), now=now)


# -- Where a way starts


@pytest.mark.parametrize("text", ["N7010E482", "n7010e482", " N7010 E482 "])
def test_a_square_is_read_by_its_name(text: str) -> None:
    found = origin_from(text, gazetteer=GAZETTEER)
    assert isinstance(found, Origin)
    assert found.cell == Cell(7010, 482)


def test_a_locality_becomes_its_square_and_coordinates_are_forgotten_to_theirs() -> None:
    locality = origin_from("Hammerdal", gazetteer=GAZETTEER)
    assert isinstance(locality, Origin)
    assert (locality.text, locality.municipality) == ("Hammerdal", "Strömsund")
    point = origin_from("7010345, 482789", gazetteer=GAZETTEER)
    assert isinstance(point, Origin)
    assert point.text == "N7010E482"
    assert point.point == Sweref(7_010_500.0, 482_500.0)


def test_a_square_abroad_is_no_start() -> None:
    assert origin_from("N7010E105", gazetteer=GAZETTEER) == NotLocated("outside_sweden")


def test_an_unknown_way_of_travelling_becomes_the_first() -> None:
    assert way_from("rocket", (Way.CAR, Way.FOOT)) is Way.CAR
    assert way_from("transit", (Way.CAR, Way.FOOT)) is Way.CAR
    assert way_from("foot", (Way.CAR, Way.FOOT)) is Way.FOOT


# -- A file of known distances


def test_a_row_says_from_where_to_where_how_far_and_who_knows() -> None:
    found = read("Hammerdal;stab;72,5;54;Skylten;2026-01-02;ungefärlig")
    assert not found.problems
    (row,) = found.rows
    assert (row.origin_text, row.site_id, row.km, row.minutes) == ("Hammerdal", "stab", 72.5, 54.0)
    assert (row.source, row.valid_from, row.is_approximate) == ("Skylten", date(2026, 1, 2), True)


def test_what_is_left_out_has_a_default() -> None:
    (row,) = read("N7048E482;Staben;47;;Körd;;").rows
    assert (row.minutes, row.valid_from, row.is_approximate) == (None, TODAY, False)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (";stab;72;;Skylten;;", "value_missing", "från"),
        ("Hammerdahl;stab;72;;Skylten;;", "locality_misspelt", "från"),
        ("Storgatan 12;stab;72;;Skylten;;", "looks_like_address", "från"),
        ("840 90;stab;72;;Skylten;;", "postcode_unknown", "från"),
        ("831 40;stab;72;;Skylten;;", "known_from_area", "från"),
        ("Hammerdal;;72;;Skylten;;", "value_missing", "till"),
        ("Hammerdal;Stabben;72;;Skylten;;", "place_misspelt", "till"),
        ("Hammerdal;Zanzibar;72;;Skylten;;", "place_unknown", "till"),
        ("Hammerdal;Delat namn;72;;Skylten;;", "place_shared_name", "till"),
        ("Hammerdal;stab;;;Skylten;;", "value_missing", "km"),
        ("Hammerdal;stab;långt;;Skylten;;", "number_expected", "km"),
        ("Hammerdal;stab;-72;;Skylten;;", "number_negative", "km"),
        ("Hammerdal;stab;72000;;Skylten;;", "number_too_large", "km"),
        ("Hammerdal;stab;20;;Skylten;;", "km_under_straight", "km"),
        ("Hammerdal;stab;72;snart;Skylten;;", "number_expected", "minuter"),
        ("Hammerdal;stab;72;;;;", "value_missing", "källa"),
        ("Hammerdal;stab;72;;Skylten;i går;", "date_expected", "gäller_från"),
        ("Hammerdal;stab;72;;Skylten;2027-01-01;", "date_in_future", "gäller_från"),
        ("Hammerdal;stab;72;;Skylten;;kanske", "word_unknown", "noggrannhet"),
    ],
)
def test_a_wrong_cell_is_named_and_its_row_is_left_out(row: str, code: str, column: str) -> None:
    found = read(row)
    assert (code, column) in codes(found)
    assert not found.rows


def test_what_looks_odd_is_asked_about_and_read() -> None:
    found = read("N7048E482;stab;300;10;Körd;;")
    assert codes(found) == [("km_far_over_straight", "km"), ("minutes_too_few", "minuter")]
    assert len(found.rows) == 1


def test_the_same_way_twice_is_an_error() -> None:
    # The two starts are words for one square.
    found = read("Hammerdal;stab;72;;A;;", "Hammerdal, Strömsund;Staben;73;;B;;")
    assert ("known_twice", "från") in codes(found)


def test_a_file_without_its_columns_or_rows_says_so() -> None:
    assert {code for code, _ in codes(read("Hammerdal;72", head="från;km"))} == {"column_missing"}
    assert ("no_rows", "from") in codes(read())


def row(**changes: object) -> KnownRow:
    facts = {
        "origin_cell": HOME.id, "origin_text": "Hem", "site_id": "stab", "km": 50.0,
        "minutes": None, "source": "Karta", "valid_from": TODAY, "is_approximate": False, **changes,
    }  # fmt: skip
    return KnownRow(**facts)  # type: ignore[arg-type]


def test_a_file_adds_replaces_and_leaves_alone() -> None:
    now = [row(), row(site_id="b", km=9.0)]
    wanted = [row(origin_text="Ett annat ord"), row(site_id="b", km=10.0), row(site_id="c")]
    diff = diff_known(now, wanted)
    assert [each.site_id for each in diff.new] == ["c"]
    assert [(old.km, new.km) for old, new in diff.replaced] == [(9.0, 10.0)]
    assert [each.site_id for each in diff.unchanged] == ["stab"]


@given(st.lists(st.floats(1, 99).map(lambda km: round(km, 1)), max_size=6))
def test_applying_a_file_twice_changes_nothing_the_second_time(numbers: list[float]) -> None:
    wanted = [row(site_id=str(index), km=km) for index, km in enumerate(numbers)]
    assert diff_known(wanted, wanted).is_empty
    assert digest_of(wanted) == digest_of(reversed(wanted))


@given(st.floats(0.1, 2999).map(lambda km: round(km, 1)), st.dates(date(2000, 1, 1), TODAY))
def test_a_row_survives_being_kept_as_json(km: float, day: date) -> None:
    kept = row(km=km, valid_from=day, minutes=12.5)
    assert KnownRow.from_json(kept.to_json()) == kept


# -- The squares around a point


@given(st.floats(6_900_000, 7_000_000), st.floats(400_000, 600_000), st.floats(0.5, 150.0))
def test_squares_cover_the_circle_once_and_are_never_too_many(
    north: float, east: float, reach: float
) -> None:
    point = Sweref(north, east)
    found = squares_around(point, reach_km=reach)
    assert int((found.size_km == 1).sum()) <= MOST_SQUARES * 1.05
    covered = {
        (int(n) + i, int(e) + j)
        for (n, e), size in zip(found.corner[:50], found.size_km[:50], strict=True)
        for i in range(size)
        for j in range(size)
    }
    assert len(covered) == int((found.size_km[:50] ** 2).sum())
    own = Cell.containing(point)
    corners = found.corner // found.size_km[:, None] * found.size_km[:, None]
    inside = (corners[:, 0] <= own.north_km) & (own.north_km < corners[:, 0] + found.size_km)
    inside &= (corners[:, 1] <= own.east_km) & (own.east_km < corners[:, 1] + found.size_km)
    assert inside.sum() == 1


def test_every_square_in_reach_is_there() -> None:
    point = Sweref(7_008_123.0, 482_987.0)
    found = squares_around(point, reach_km=25.0)
    keys = {tuple(corner) for corner in found.corner.tolist()}
    for north in range(6980, 7036):
        for east in range(455, 511):
            away = straight_km_between(point, Cell(north, east).centre)
            assert ((north, east) in keys) == (away <= 25.0)


def test_far_away_the_squares_are_five_kilometres() -> None:
    found = squares_around(Sweref(7_008_500.0, 482_500.0), reach_km=120.0)
    assert set(found.size_km.tolist()) == {1, 5}
    assert fine_reach_km() == 60


# -- Bands of minutes


def test_the_end_of_a_band_belongs_to_it_and_no_way_comes_last() -> None:
    minutes = np.array([0.0, 15.0, 15.1, 90.0, 90.1, np.nan])
    assert band_of_minutes(minutes).tolist() == [0, 0, 1, 4, 5, 5]


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 6), min_size=1, max_size=8))
def test_more_minutes_never_reach_fewer_people(rows: list[tuple[int, ...]]) -> None:
    found = Reached(tuple(BandRow(str(i), row, 0) for i, row in enumerate(rows)), 0, ())
    counts = [found.within(minutes) for minutes in BAND_MINUTES]
    assert counts == sorted(counts, key=lambda count: count or 0)
    assert sum(row.total for row in found.rows) == found.total
    assert found.within(31) is None


@given(st.integers(5, 120))
def test_the_colours_go_up_to_the_minutes_asked_for(minutes: int) -> None:
    steps = colour_steps(minutes)
    assert steps[-1] == minutes
    assert list(steps) == sorted(set(steps))


# -- What is shown


def shown(**changes: object) -> Shown:
    facts = {
        "way": Way.CAR, "km": 74.6, "minutes": 58.0, "no_way": NoWay.NONE,
        "quality": Quality.ESTIMATE, "source": "straight line × 1.30", "straight_km": 57.4,
        **changes,
    }  # fmt: skip
    return Shown(**facts)  # type: ignore[arg-type]


def correction(*, is_approximate: bool) -> Correction:
    return Correction(1, 72.0, None, "Karta", "", TODAY, is_approximate=is_approximate)


def test_an_estimate_stays_one_until_something_measured_corrects_it() -> None:
    assert shown().is_estimate
    assert shown(correction=correction(is_approximate=True)).is_estimate
    assert not shown(correction=correction(is_approximate=False)).is_estimate
    assert not shown(quality=Quality.NETWORK).is_estimate


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("OSRM 26.10, county.osm.pbf 2026-10-28, car", date(2026, 10, 28)),
        ("straight line × 1.30", None),
        ("version 2026-13-40, of 2026-01-31", date(2026, 1, 31)),
    ],
)
def test_the_date_of_the_network_is_read_from_its_source(source: str, found: date | None) -> None:
    assert date_in(source) == found


@given(st.floats(1.0, 120.0), st.integers(0, 2**32 - 1))
def test_rectangles_cover_exactly_the_squares(reach: float, seed: int) -> None:
    every = squares_around(Sweref(7_008_321.0, 482_777.0), reach_km=reach)
    some = every.where(np.random.default_rng(seed).random(len(every.size_km)) < 0.7)
    sides = some.rectangles()
    area = ((sides[:, 2] - sides[:, 0]) * (sides[:, 3] - sides[:, 1])).sum()
    assert area == (some.size_km**2).sum()
    assert len(sides) <= len(some.size_km)


@pytest.mark.parametrize(
    ("minutes", "steps"),
    [(15, (5, 10, 15)), (30, (10, 20, 30)), (60, (15, 30, 45, 60)), (37, (10, 20, 30, 37)),
     (120, (30, 60, 90, 120)), (5, (5,))],
)  # fmt: skip
def test_the_colours_change_at_round_times(minutes: int, steps: tuple[int, ...]) -> None:
    assert colour_steps(minutes) == steps
