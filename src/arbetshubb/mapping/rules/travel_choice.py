"""What travel is to be reckoned from: the register, a survey or both, and which business trips."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where the present state comes from."""

    REGISTER = "register"
    SURVEY = "survey"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class TravelChoice:
    """What is asked for; ``wave`` and ``trips`` are keys of files, 0 for none."""

    source: Source = Source.REGISTER
    wave: int = 0
    trips: int = 0

    @property
    def parameters(self) -> dict[str, str]:
        """The choice as address parameters."""
        found = {"source": self.source.value}
        if self.wave and self.source is not Source.REGISTER:
            found["wave"] = str(self.wave)
        return {**found, "trips": str(self.trips)}


def travel_choice_from(
    parameters: Mapping[str, str], *, waves: Collection[int], trips: Collection[int]
) -> TravelChoice:
    """The choice in an address. Without one: both sources when there is a survey, the latest files.

    ``waves`` and ``trips`` are the keys that may be chosen, the latest first.
    """
    source = _source(parameters.get("source", ""), has_survey=bool(waves))
    wave = 0 if source is Source.REGISTER else _one_of(parameters.get("wave", ""), waves)
    wanted = parameters.get("trips", "")
    return TravelChoice(source, wave, 0 if wanted == "0" else _one_of(wanted, trips))


def _source(wanted: str, *, has_survey: bool) -> Source:
    if not has_survey:
        return Source.REGISTER
    return Source(wanted) if wanted in set(Source) else Source.BOTH


def _one_of(wanted: str, keys: Collection[int]) -> int:
    """The key asked for, else the first, else 0."""
    known = {str(key): key for key in keys}
    return known.get(wanted, next(iter(keys), 0))
