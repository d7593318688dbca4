"""How a question about a distance goes: open, then answered once by a correction or by keeping."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

KEPT_AFTER_DECISION: Final = timedelta(days=180)
"""How long the square a question was asked from is kept once it is answered."""

MOST_KM: Final = 3000.0
"""No way inside Sweden is longer; a larger number is metres or a slip."""

MOST_MINUTES: Final = 3000.0

SQUARE_REACH_KM: Final = 0.75
"""From the middle of a 1 km square to its farthest corner, and a little for rounding."""


class QuestionStatus(StrEnum):
    """How far a question has come."""

    OPEN = "open"
    CORRECTED = "corrected"
    KEPT = "kept"


class AlreadyDecided(ValueError):
    """Somebody has answered the question before."""


class ShorterThanStraight(ValueError):
    """The distance is shorter than the straight line, so it cannot be a road."""


def check_is_open(status: QuestionStatus) -> None:
    """Only an open question is answered.

    Raises:
        AlreadyDecided: it is answered.
    """
    if status is not QuestionStatus.OPEN:
        raise AlreadyDecided


def check_road(km: float, *, straight_km: float) -> None:
    """No road is shorter than the straight line between the points it is measured between.

    The square's middle stands for a home that can lie 0.7 km from it, so that much is let pass.

    Raises:
        ShorterThanStraight: it is.
    """
    if km < straight_km - SQUARE_REACH_KM:
        raise ShorterThanStraight


def is_due(decided: datetime | None, *, now: datetime) -> bool:
    """Whether the square of an answered question has been kept long enough."""
    return decided is not None and now - decided > KEPT_AFTER_DECISION
