"""What is tried out on the relocation pages, read from an address; anything odd is the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from arbetshubb.analysis.relocation import (
    BOUND_STEPS,
    DAY_STEPS,
    NEAR_MINUTES,
    SEAT_COST_STEPS,
    Settings,
    Way,
)


class Show(StrEnum):
    """Which pairs of unit and place are listed."""

    UNITS = "units"
    PLACES = "places"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """Settings and filters; ``unit`` and ``place`` are empty for every one.

    An empty ``municipality`` is every one but that where the unit works already.
    """

    settings: Settings
    show: Show = Show.UNITS
    unit: str = ""
    place: str = ""
    municipality: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """The query that leads to this choice, without defaults."""
        return {**setting_parameters(self.settings), **self._filters()}

    def _filters(self) -> dict[str, str]:
        found = {"unit": self.unit, "place": self.place, "municipality": self.municipality}
        if self.show is not Show.UNITS:
            found["show"] = self.show.value
        return {name: value for name, value in found.items() if value}


_DEFAULT: Final = Settings()


def choice_from(query: Mapping[str, str]) -> Choice:
    """The choice in an address."""
    show = query.get("show", "")
    return Choice(
        settings=settings_from(query),
        show=Show(show) if show in set(Show) else Show.UNITS,
        unit=query.get("unit", ""),
        place=query.get("place", ""),
        municipality=query.get("municipality", ""),
    )


def settings_from(query: Mapping[str, str]) -> Settings:
    """The settings in an address, each on its steps."""
    way = query.get("way", "")
    cost = _step(query.get("seat_cost", ""), SEAT_COST_STEPS)
    bound = _step(query.get("bound", ""), BOUND_STEPS)
    days = _step(query.get("days", ""), DAY_STEPS)
    minutes = _step(query.get("minutes", ""), NEAR_MINUTES)
    return Settings(
        way=Way(way) if way in set(Way) else _DEFAULT.way,
        days=_DEFAULT.days if days is None else days,
        near_minutes=_DEFAULT.near_minutes if minutes is None else minutes,
        seat_cost=None if cost is None else float(cost),
        bound=None if bound is None else bound / 100.0,
    )


def setting_parameters(settings: Settings) -> dict[str, str]:
    """The query of the settings, without defaults."""
    found: dict[str, str] = {}
    if settings.way is not _DEFAULT.way:
        found["way"] = settings.way.value
    if settings.days != _DEFAULT.days:
        found["days"] = str(settings.days)
    if settings.near_minutes != _DEFAULT.near_minutes:
        found["minutes"] = str(settings.near_minutes)
    if settings.seat_cost is not None:
        found["seat_cost"] = str(round(settings.seat_cost))
    if settings.bound is not None:
        found["bound"] = str(round(100 * settings.bound))
    return found


def _step(text: str, steps: tuple[int, ...]) -> int | None:
    return int(text) if text.isdecimal() and int(text) in steps else None
