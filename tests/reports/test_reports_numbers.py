from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.reports.number_forms import MINUS, Numbers, significant

SV, EN = Numbers("sv"), Numbers("en")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (SV.whole(1_140_000), "1 140 000"),
        (SV.kronor(2_310_000), "2,31 mnkr"),
        (SV.kronor(420_000), "420 000 kr"),
        (SV.share(0.86), "86 %"),
        (SV.unit(-188_000 / 1000, "ton CO₂e"), "−188 ton CO₂e"),
        (SV.rounded(1_234_567), "1 230 000"),
        (SV.rounded(6.55), "6,5"),
        (SV.rounded(9.0), "9"),
        (SV.plain(0.25), "0,25"),
        (SV.span(160, 217), "160–217"),
        (SV.span(-5, 3), "−5 till 3"),
        (SV.span(12, 12), "12"),
        (SV.kronor_span(1_980_000, 2_690_000), "2,0–2,7 mnkr"),
        (SV.signed(12), "+12"),
        (EN.kronor(2_310_000), "SEK 2.31 million"),
        (EN.share(0.86), "86%"),
        (EN.whole(1_140_000), "1,140,000"),
    ],
)
def test_numbers_are_written_as_people_read_them(shown: str, expected: str) -> None:
    assert shown.replace("\u00a0", " ") == expected


def test_groups_and_units_cannot_be_broken_over_lines() -> None:
    assert " " not in SV.kronor(1_234_567) + SV.unit(1_140_000, "km") + SV.share(0.5)


def test_a_rounded_zero_has_no_minus() -> None:
    assert SV.whole(-0.2) == "0"
    assert SV.decimal(-0.001, 2) == "0,00"


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_a_swedish_number_never_has_english_signs(value: float) -> None:
    text = SV.rounded(value) + SV.kronor(value) + SV.decimal(value, 2)
    assert "." not in text
    assert "-" not in text
    assert (MINUS in SV.rounded(value)) <= (value < 0)


@given(st.floats(min_value=1e-6, max_value=1e15))
def test_three_significant_digits_are_within_half_a_per_cent(value: float) -> None:
    assert abs(significant(value) - value) <= 0.0051 * value


def test_a_figure_is_rounded_once() -> None:
    assert Numbers("sv").rounded(20.525) == "21"
    assert Numbers("sv").rounded(20_525.0) == "20\N{NO-BREAK SPACE}500"
