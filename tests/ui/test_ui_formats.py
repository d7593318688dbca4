"""Numbers on the page, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.ui import formats


@dataclass(frozen=True)
class Figure:
    base: float | None
    low: float | None
    high: float | None


def plain(text: str) -> str:
    """With ordinary spaces, for reading."""
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("name", "value", "sv", "en"),
    [
        ("number", 1_140_000, "1 140 000", "1,140,000"),
        ("number", -3, "−3", "−3"),
        ("number", -0.2, "0", "0"),
        ("number", 2.5, "3", "3"),
        ("number", Decimal("12.5"), "13", "13"),
        ("kronor", 159_000, "159 000 kr", "SEK 159,000"),
        ("kronor", 999_999, "999 999 kr", "SEK 999,999"),
        ("kronor", 2_310_000, "2,31 mnkr", "SEK 2.31 million"),
        ("kronor", -2_310_000, "−2,31 mnkr", "SEK −2.31 million"),
        ("kronor", 23_100_000, "23,1 mnkr", "SEK 23.1 million"),
        ("kronor", 99_900_000, "99,9 mnkr", "SEK 99.9 million"),
        ("kronor", 100_400_000, "100 mnkr", "SEK 100 million"),
        ("kronor", -2_310_400_000, "−2 310 mnkr", "SEK −2,310 million"),
        ("kronor_full", 2_310_000, "2 310 000 kr", "SEK 2,310,000"),
        ("percent", 0.86, "86 %", "86%"),
        ("percent", 0.005, "1 %", "1%"),
        ("km", 1_140_000, "1 140 000 km", "1,140,000 km"),
        ("km", 4.26, "4,3 km", "4.3 km"),
        ("km", 4, "4 km", "4 km"),
        ("hours", 24_000, "24 000 timmar", "24,000 hours"),
        ("minutes", 35.4, "35 min", "35 min"),
        ("tonnes", 188_000, "188 ton CO₂e", "188 tonnes CO₂e"),
        ("tonnes", -188_000, "−188 ton CO₂e", "−188 tonnes CO₂e"),
        ("tonnes", 840, "840 kg CO₂e", "840 kg CO₂e"),
        ("tonnes", 4_250, "4,3 ton CO₂e", "4.3 tonnes CO₂e"),
    ],
)
def test_a_value_is_written_in_the_readers_language(
    name: str, value: formats.Value, sv: str, en: str
) -> None:
    assert plain(formats.FORMATS[name](value, language="sv")) == sv
    assert plain(formats.FORMATS[name](value, language="en")) == en


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_a_hidden_value_is_words_in_every_format_and_never_a_number(
    name: str, swedish: None
) -> None:
    hidden = Figure(None, None, None)
    assert formats.FORMATS[name](None) == formats.FORMATS[name](hidden) == "färre än 5"
    assert formats.span(hidden, name) == "färre än 5"


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_a_figure_is_written_as_its_middle_value(name: str) -> None:
    assert formats.FORMATS[name](Figure(0.5, 0.1, 0.9)) == formats.FORMATS[name](0.5)


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_units_and_groups_never_break_over_a_line(name: str) -> None:
    assert " " not in formats.FORMATS[name](1_234_567.8, language="sv")
    assert " " not in formats.FORMATS[name](1_234_567.8, language="en")


@pytest.mark.parametrize(
    ("low", "high", "unit", "sv"),
    [
        (2_000_000, 2_700_000, "kronor", "2,0–2,7 mnkr"),
        (140_000, 178_000, "kronor", "140 000–178 000 kr"),
        (900_000, 1_200_000, "kronor", "0,9–1,2 mnkr"),
        (98_400_000, 131_200_000, "kronor", "98–131 mnkr"),
        (160_000, 217_000, "tonnes", "160–217 ton CO₂e"),
        (-217_000, -160_000, "tonnes", "−217 till −160 ton CO₂e"),
        (400, 900, "tonnes", "400–900 kg CO₂e"),
        (0.51, 0.62, "percent", "51–62 %"),
        (-3, 8, "km", "−3 till 8 km"),
        (7, 7, "number", "7"),
        (12, 14, "hours", "12–14 timmar"),
    ],
)
def test_a_span_says_its_unit_once(low: float, high: float, unit: str, sv: str) -> None:
    assert plain(formats.span(Figure(0, low, high), unit, language="sv")) == sv


def test_a_span_of_losses_is_joined_by_a_word_in_english_too() -> None:
    assert plain(formats.span(Figure(0, -2, 3), "km", language="en")) == "−2 to 3 km"


@pytest.mark.parametrize(
    ("value", "unit", "sv", "en"),
    [
        (12, "km", "+12 km", "+12 km"),
        (-188_000, "tonnes", "−188 ton CO₂e", "−188 tonnes CO₂e"),
        (-5_000, "kronor", "−5 000 kr", "SEK −5,000"),
        (5_000, "kronor", "+5 000 kr", "+SEK 5,000"),
        (0, "number", "0", "0"),
        (0.2, "number", "0", "0"),
    ],
)
def test_a_change_shows_its_sign_and_no_change_shows_none(
    value: formats.Value, unit: str, sv: str, en: str
) -> None:
    assert plain(formats.signed(value, unit, language="sv")) == sv
    assert plain(formats.signed(value, unit, language="en")) == en


@pytest.mark.parametrize(
    ("seconds", "sv"),
    [
        (0, "0 s"),
        (-4, "0 s"),
        (59.6, "1 min"),
        (130, "2 min 10 s"),
        (700, "12 min"),
        (7_500, "2 tim 5 min"),
    ],
)
def test_time_left_is_no_more_exact_than_it_is_known(seconds: float, sv: str) -> None:
    assert plain(formats.duration(seconds, language="sv")) == sv


@given(st.floats(min_value=-1e12, max_value=1e12), st.integers(0, 3))
def test_swedish_and_english_write_the_same_number(value: float, decimals: int) -> None:
    sv = formats.number(value, decimals, language="sv")
    en = formats.number(value, decimals, language="en")
    assert sv.replace(formats.NBSP, "").replace(",", ".") == en.replace(",", "")
    assert float(en.replace(",", "").replace(formats.MINUS, "-")) == pytest.approx(
        value, abs=0.51 * 10**-decimals + abs(value) * 1e-12
    )
