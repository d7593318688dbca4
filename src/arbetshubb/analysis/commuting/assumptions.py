"""What a state rests on, and what had to be assumed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What the modes rest on."""

    REGISTER = "register"
    MODELLED = "modelled"
    SURVEY = "survey"
    BOTH = "both"


class AssumptionCode(StrEnum):
    """What had to be assumed; ``Assumption.number`` says of how many."""

    ALONE_IN_CAR = "alone_in_car"
    """Nobody shares a car, since the register does not say who does."""
    ONE_MODE_ALL_YEAR = "one_mode_all_year"
    """People with the register's one mode travel by it in both seasons, in an average car."""
    MODELLED_MODES = "modelled_modes"
    """People whose mode was modelled from distance and access to a car."""
    SURVEY_ON_REGISTER = "survey_on_register"
    """Answers whose modes were put on the register's people, by distance and municipality."""
    ONLY_THOSE_WHO_ANSWERED = "only_those_who_answered"
    """Answers that stand for themselves alone: they were given no weights."""
    MINUTES_ESTIMATED = "minutes_estimated"
    """Answers without minutes: estimated from the kilometres."""
    UNKNOWN_WAY = "unknown_way"
    """People without a known way to work: they count as people but travel nothing."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption, and how many people or answers it is about."""

    code: AssumptionCode
    number: int
