from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.foundation.rules import is_lost, is_organisation_number, time_left

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["232100-0214", "2321000214", "212000-2494"])
def test_a_number_with_the_right_check_digit_is_an_organisation_number(text: str) -> None:
    assert is_organisation_number(text)


@pytest.mark.parametrize(
    "text", ["", "232100-0215", "232100-021", "23210O-0214", "8112189876", "２３２１０００２１４"]
)
def test_other_texts_are_not(text: str) -> None:
    assert not is_organisation_number(text)


@given(st.integers(0, 10**9 - 1))
def test_exactly_one_check_digit_fits_every_number(stem: int) -> None:
    digits = f"{stem:09d}"
    fitting = [d for d in "0123456789" if is_organisation_number(digits + d)]
    assert len(fitting) == (1 if int(digits[2]) >= 2 else 0)


def test_half_done_in_a_minute_leaves_a_minute() -> None:
    left = time_left(started=START, now=START + timedelta(minutes=1), share=0.5)
    assert left == timedelta(minutes=1)


@pytest.mark.parametrize("share", [0.0, 0.01, 1.0])
def test_time_left_is_not_guessed_too_early_or_at_the_end(share: float) -> None:
    assert time_left(started=START, now=START + timedelta(minutes=1), share=share) is None


@given(st.floats(0.03, 0.99), st.floats(1, 10_000))
def test_time_left_shrinks_as_the_share_grows(share: float, seconds: float) -> None:
    now = START + timedelta(seconds=seconds)
    less = time_left(started=START, now=now, share=share)
    more = time_left(started=START, now=now, share=min(share + 0.005, 0.995))
    assert less is not None
    assert more is not None
    assert more <= less


def test_silence_longer_than_agreed_means_lost() -> None:
    silence = timedelta(seconds=60)
    assert is_lost(heartbeat=START, now=START + timedelta(seconds=61), silence=silence)
    assert not is_lost(heartbeat=START, now=START + timedelta(seconds=60), silence=silence)
