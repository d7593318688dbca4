"""Travel by public transport, from a GTFS archive the operator gives; nothing is downloaded."""

from __future__ import annotations

from arbetshubb.integrations.gtfs.errors import (
    NoServiceOnDate,
    NotATimetable,
    TimetableEngineChanged,
    TimetableError,
    TimetableMissing,
)
from arbetshubb.integrations.gtfs.router import (
    MORNING,
    TransitOptions,
    TransitRouter,
    TransitTimes,
    Window,
)
from arbetshubb.integrations.gtfs.walking import Walking

__all__ = [
    "MORNING",
    "NoServiceOnDate",
    "NotATimetable",
    "TimetableEngineChanged",
    "TimetableError",
    "TimetableMissing",
    "TransitOptions",
    "TransitRouter",
    "TransitTimes",
    "Walking",
    "Window",
]
