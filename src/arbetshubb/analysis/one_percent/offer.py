"""What is offered to commuters by car: the measures' terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CYCLING_KM: Final = 6.0
MONTHS: Final = 12.0


@dataclass(frozen=True, slots=True)
class Offer:
    """The terms of the measures.

    Attributes:
        hubs: indices of the register's sites that are open as hubs; without them no hub module.
        hub_days_a_week: office days that may move to a hub.
        home_days_a_month: office days that may move home.
        cycling_km: longest way one way that is cycled (CERO: 6 km).
        bus_times_car: with measured bus travel, how many times the car's minutes is still a choice.
    """

    hubs: tuple[int, ...] = ()
    hub_days_a_week: float = 1.0
    home_days_a_month: float = 1.0
    cycling_km: float = CYCLING_KM
    bus_times_car: float = 2.5
