"""What a decision must say to be found again: registry number, paragraph and day."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

_NUMBER: Final = re.compile(r"(?P<body>[A-ZÅÄÖ]{1,6})/(?P<number>[1-9]\d{0,5})/(?P<year>\d{4})")
_PARAGRAPH: Final = re.compile(r"[1-9]\d{0,3}")
FIRST_YEAR: Final = 1990


class Flaw(StrEnum):
    """What is wrong with a reference to a decision."""

    SHAPE = "shape"
    YEAR = "year"
    PARAGRAPH = "paragraph"
    FUTURE = "future"


def tidy_number(text: str) -> str:
    """The registry number without spaces and in capitals: ``rs / 305/2021`` → ``RS/305/2021``."""
    return "".join(text.split()).upper()


def tidy_paragraph(text: str) -> str:
    """The number alone: ``§ 79`` → ``79``."""
    return text.replace("§", "").strip()


def check_number(number: str, *, decided_on: date) -> Flaw | None:
    """What is wrong with a tidy registry number (body/running number/year), or nothing.

    A case is registered before or in the year it is decided.
    """
    found = _NUMBER.fullmatch(number)
    if found is None:
        return Flaw.SHAPE
    if not FIRST_YEAR <= int(found["year"]) <= decided_on.year:
        return Flaw.YEAR
    return None


def check_paragraph(paragraph: str) -> Flaw | None:
    """What is wrong with a tidy paragraph; an empty one is allowed."""
    if paragraph and _PARAGRAPH.fullmatch(paragraph) is None:
        return Flaw.PARAGRAPH
    return None


def check_day(decided_on: date, *, today: date) -> Flaw | None:
    """A decision is not recorded before it is made."""
    return Flaw.FUTURE if decided_on > today else None
