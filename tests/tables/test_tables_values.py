"""Numbers, yes and no as people write them, in Swedish and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.tables.values import folded, number_in, whole_number_in, yes_or_no_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0), ("12,5", 12.5), ("12.5", 12.5), ("1 234 567", 1234567.0),
        ("1\u00a0234,5", 1234.5), ("1\u202f234", 1234.0), ("−3", -3.0),
        ("–3,5", -3.5), ("- 3", -3.0),
        ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1,234", 1.234), ("40 000 kr", 40000.0),
        ("250 SEK", 250.0), ("+7", 7.0), ("100:-", 100.0), ("10'000", 10000.0),
    ],
)  # fmt: skip
def test_numbers_are_understood(text: str, number: float) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "12 a", "1 2", "nan", "inf", "1e5", "1,2,3", "--3", "12 34"]
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert number_in(text) is None


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_survives_swedish_grouping(number: int) -> None:
    assert whole_number_in(f"{number:,}".replace(",", "\u00a0").replace("-", "−")) == number


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = number_in(text)
    assert number is None or number == number  # noqa: PLR0124 - never nan


def test_half_a_seat_is_no_whole_number() -> None:
    assert whole_number_in("1,5") is None
    assert whole_number_in("12,0") == 12


@pytest.mark.parametrize("text", ["ja", "Ja ", "JA", "yes", "true", "1", "x", "Sant"])
def test_yes_in_many_ways(text: str) -> None:
    assert yes_or_no_in(text) is True


@pytest.mark.parametrize("text", ["nej", "no", "FALSE", "0", "n"])
def test_no_in_many_ways(text: str) -> None:
    assert yes_or_no_in(text) is False


@pytest.mark.parametrize("text", ["", "kanske", "2"])
def test_neither_yes_nor_no(text: str) -> None:
    assert yes_or_no_in(text) is None


def test_names_fold_without_case_accents_and_spaces() -> None:
    assert folded("Antal platser, HÖGST") == folded("antal_platser_hogst") == "antalplatserhogst"
