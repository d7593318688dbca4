"""The ways of travelling that a distance can be asked for."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """One way of travelling; a ``Router`` measures one of them."""

    CAR = "car"
    BICYCLE = "bicycle"
    FOOT = "foot"
    TRANSIT = "transit"


def way_from(text: str, available: tuple[Way, ...]) -> Way:
    """The way named in an address; the first available one when it is not known or not there."""
    return next((way for way in available if way.value == text), available[0])
