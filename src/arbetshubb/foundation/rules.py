"""Rules of the foundation that need no table: organisation numbers, time left, attempts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

ORGANISATION_DIGITS: Final = 10
# A number's third digit is at least 2, which tells it from a personal identity number.
LOWEST_THIRD_DIGIT: Final = 2
SHARE_WORTH_A_GUESS: Final = 0.03


def is_organisation_number(text: str) -> bool:
    """Whether ``text`` is a Swedish organisation number: ten digits, Luhn check digit.

    Source: Skatteverket, SKV 709 (organisationsnummer).
    """
    digits = text.replace("-", "", 1)
    if len(digits) != ORGANISATION_DIGITS or not (digits.isascii() and digits.isdecimal()):
        return False
    return int(digits[2]) >= LOWEST_THIRD_DIGIT and _luhn_sum(digits) % 10 == 0


def time_left(*, started: datetime, now: datetime, share: float) -> timedelta | None:
    """How long the rest takes at the pace so far; ``None`` while it is too early to say."""
    elapsed = now - started
    if share < SHARE_WORTH_A_GUESS or share >= 1 or elapsed <= timedelta():
        return None
    return elapsed * ((1 - share) / share)


def is_lost(*, heartbeat: datetime, now: datetime, silence: timedelta) -> bool:
    """Whether a running job has been silent so long that its worker must be gone."""
    return now - heartbeat > silence


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled)
