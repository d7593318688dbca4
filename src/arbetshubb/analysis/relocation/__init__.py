"""Which unit could move where: what it changes for everybody, what may be shown, and a rank.

``measure`` reckons person by person and is never shown; ``profile`` is what may be shown of it;
``ranking`` turns profiles and a few settings into points. Method: docs/methods/relocation.md.
"""

from arbetshubb.analysis.relocation.measure import NEAR_MINUTES, Measured, measure
from arbetshubb.analysis.relocation.profile import Profile, band_of, protect
from arbetshubb.analysis.relocation.ranking import (
    BOUND_STEPS,
    DAY_STEPS,
    SEAT_COST_STEPS,
    WEIGHTS,
    Component,
    Ranking,
    Settings,
    Way,
    rank,
)

__all__ = [
    "BOUND_STEPS",
    "DAY_STEPS",
    "NEAR_MINUTES",
    "SEAT_COST_STEPS",
    "WEIGHTS",
    "Component",
    "Measured",
    "Profile",
    "Ranking",
    "Settings",
    "Way",
    "band_of",
    "measure",
    "protect",
    "rank",
]
