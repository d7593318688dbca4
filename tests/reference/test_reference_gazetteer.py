"""Where a text says: in either order, in any spelling, and never guessed without telling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.places import Sweref, sweref_from_wgs84
from arbetshubb.reference.coordinates import Degrees, Metres, NoCoordinates, coordinates_in
from arbetshubb.reference.gazetteer import Gazetteer, Located, NotLocated, Precision
from arbetshubb.reference.localities import Locality
from arbetshubb.reference.postcodes import NO_POSTCODES, postcode_in, read_postcodes
from arbetshubb.tables.reading import read_table

GAZETTEER = Gazetteer.shipped()


@pytest.mark.parametrize(
    "text",
    ["63.18,14.63", "63,18; 14,63", "63,18 14,63", "63,18, 14,63", "63,18,14,63", "14.63 63.18",
     "63.18 ; 14.63"],
)  # fmt: skip
def test_degrees_are_read_in_any_order_with_comma_or_point(text: str) -> None:
    assert coordinates_in(text) == Degrees(63.18, 14.63)


@pytest.mark.parametrize(
    "text", ["7005700,481400", "481400 7005700", "7 005 700; 481 400", "7005700; 481400"]
)
def test_metres_are_read_in_any_order(text: str) -> None:
    assert coordinates_in(text) == Metres(7005700, 481400)


@pytest.mark.parametrize("text", ["Lit", "12", "", "1,2,3", "63,18", "12-13"])
def test_other_texts_are_no_coordinates(text: str) -> None:
    assert coordinates_in(text) is None


@given(st.floats(55.3, 69.0), st.floats(11.0, 24.0))
def test_any_swedish_position_is_found_in_both_orders_and_systems(lat: float, lon: float) -> None:
    point = sweref_from_wgs84(lat, lon)
    first = coordinates_in(f"{lat:.6f}, {lon:.6f}")
    assert first == coordinates_in(f"{lon:.6f}; {lat:.6f}".replace(".", ","))
    assert isinstance(first, Degrees)
    metres = f"{point.north:.0f}", f"{point.east:.0f}"
    assert coordinates_in(",".join(metres)) == coordinates_in(" ".join(reversed(metres)))


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_is_located_or_not_and_never_an_exception(text: str) -> None:
    assert isinstance(GAZETTEER.locate(text), Located | NotLocated)


def test_rt90_and_places_abroad_are_named_as_such() -> None:
    assert coordinates_in("7005700,1441400") == NoCoordinates("looks_like_rt90")
    assert coordinates_in("52.5,13.4") == NoCoordinates("outside_sweden")
    assert GAZETTEER.locate("63.43,10.40") == NotLocated("outside_sweden")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("831 40", ("83140", "")), ("83140", ("83140", "")), ("SE-831 40", ("83140", "")),
        ("S-83140 Östersund", ("83140", "Östersund")), ("831 40, Lit", ("83140", "Lit")),
        ("8314", None), ("831 401", None), ("Lit", None),
    ],
)  # fmt: skip
def test_postcodes_in_many_spellings(text: str, answer: tuple[str, str] | None) -> None:
    assert postcode_in(text) == answer


def test_a_postcode_of_the_county_is_placed_in_its_area_s_main_locality() -> None:
    found = GAZETTEER.locate("846 30")
    assert isinstance(found, Located)
    assert (found.place, found.municipality) == ("Hede", "Härjedalen")
    assert found.precision is Precision.POSTAL_AREA


def test_a_place_name_after_the_postcode_is_better_than_the_area() -> None:
    found = GAZETTEER.locate("840 90 Gäddede")
    assert isinstance(found, Located)
    assert (found.place, found.precision) == ("Gäddede", Precision.LOCALITY)


def test_a_name_matches_its_own_letters_first() -> None:
    places = (
        Locality("Ås", "Krokom", Sweref(7013500, 478200)),
        Locality("As", "Berg", Sweref(6960000, 471000)),
    )
    gazetteer = Gazetteer(places, NO_POSTCODES, {})
    assert [getattr(gazetteer.locate(text), "place", "") for text in ("ås", "AS")] == ["Ås", "As"]


def test_a_name_that_several_places_have_asks_for_the_municipality() -> None:
    places = (
        Locality("Vik", "Åre", Sweref(7030000, 410000)),
        Locality("Vik", "Berg", Sweref(6960000, 471000)),
    )
    gazetteer = Gazetteer(places, NO_POSTCODES, {})
    assert gazetteer.locate("Vik") == NotLocated(
        "locality_ambiguous", {"choices": "Vik, Berg; Vik, Åre"}
    )
    found = gazetteer.locate("vik, åre")
    assert isinstance(found, Located)
    assert found.municipality == "Åre"


def test_an_operator_s_postcodes_go_before_the_built_in_areas() -> None:
    text = (
        "postnummer;postort;lat;lon;n;e\n831 40;;63,20;14,70;;\n84090;Gäddede;;;;\n"
        "85230;Sundsvall;;;6918000;618000\n85231;Sundsvall;;;6920000;618000\n"
    )
    read = read_postcodes(read_table(text.encode(), name="p.csv"))
    assert not read.problems
    gazetteer = Gazetteer.shipped(read.postcodes)
    for where, municipality in (("83140", "Östersund"), ("840 90", "Strömsund"),
                                ("852 30", "Sundsvall"), ("sundsvall", "Sundsvall")):  # fmt: skip
        found = gazetteer.locate(where)
        assert isinstance(found, Located)
        assert found.municipality == municipality
    middle = gazetteer.locate("Sundsvall")
    assert isinstance(middle, Located)
    assert middle.position == Sweref(6919000, 618000)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("831;;63,2;14,7", "postnummer", "postcode_expected"),
        ("83140;;;", "ort", "postcode_without_place"),
        ("83140;;63,2;", "lon", "number_expected"),
        ("83140;;52,5;13,4", "lat", "outside_sweden"),
    ],
)
def test_a_wrong_row_of_postcodes_is_told(row: str, column: str, code: str) -> None:
    read = read_postcodes(read_table(f"postnummer;ort;lat;lon\n{row}\n".encode(), name="p"))
    assert [(p.row, p.column, p.code) for p in read.problems] == [(2, column, code)]


def test_many_are_located_as_one_by_one() -> None:
    texts = ["Lit", "63.18,14.63", "", "831 40", "63.18,14.63", "Atlantis", "7005700,481400"]
    assert GAZETTEER.locate_all(texts) == [GAZETTEER.locate(text) for text in texts]
