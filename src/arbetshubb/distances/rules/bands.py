"""Where a distance lies against the 70–100 km rule. Information only: what follows is policy.

The region prefers its own offices "when the distance from home is shorter than 10–7 mil": under
70 km an own office, over 100 km a call-off, and in between somebody decides and says why
(design/domain.md 0.1, P1).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LOW_KM: Final = 70.0
HIGH_KM: Final = 100.0

# Against a road network nine of ten estimates are within this share (docs/methods/travel.md).
ESTIMATE_ERROR: Final = 0.38


class Band(StrEnum):
    """Under, within or over the band of the rule; both edges belong to the band."""

    UNDER = "under"
    WITHIN = "within"
    OVER = "over"


def band_of(km: float) -> Band:
    """The band of a distance, compared to the tenth of a kilometre that a page shows."""
    shown = round(km, 1)
    if shown < LOW_KM:
        return Band.UNDER
    return Band.OVER if shown > HIGH_KM else Band.WITHIN


def is_certain(km: float, *, is_estimate: bool) -> bool:
    """Whether the distance stays in its band however wrong an estimate of it may be."""
    if not is_estimate:
        return True
    return band_of(km / (1 + ESTIMATE_ERROR)) == band_of(km / (1 - ESTIMATE_ERROR))
