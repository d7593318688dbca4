"""What the means of travel in work are called."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from arbetshubb.mapping.rules.business_file import TripMode

TRIP_LABELS: Final[dict[str, Promise]] = {
    TripMode.OWN_CAR: pgettext_lazy("means of travel in work", "One's own car"),
    TripMode.POOL_CAR: pgettext_lazy("means of travel in work", "Pool car"),
    TripMode.ELECTRIC_CAR: pgettext_lazy("means of travel in work", "Electric pool car"),
    TripMode.TAXI: pgettext_lazy("means of travel in work", "Taxi"),
    TripMode.HIRE_CAR: pgettext_lazy("means of travel in work", "Hire car"),
    TripMode.BUS: pgettext_lazy("means of travel in work", "Bus"),
    TripMode.TRAIN: pgettext_lazy("means of travel in work", "Train"),
    TripMode.FLIGHT: pgettext_lazy("means of travel in work", "Flight"),
}


def trip_label(mode: str) -> str:
    """What a means of travel is called at the start of a line."""
    return str(TRIP_LABELS[mode])
