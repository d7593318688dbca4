"""What distances and populations rest on, in words."""

from __future__ import annotations

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arbetshubb.analysis.travel import estimate_source
from arbetshubb.ui import formats


def source_text(source: str) -> str:
    """The engine and its network, or how the estimate is made."""
    estimate = estimate_source(source)
    if estimate is None:
        return source
    return _("Estimate: the straight line times %(factor)s") % {
        "factor": formats.number(estimate.detour_factor, 2)
    }


def population_text(source: str, as_of: str, *, is_stand_in: bool) -> str:
    """The statistics, or that only localities are known."""
    if is_stand_in:
        return _(
            "Only localities with a known population: people who live between them are missing."
        )
    day = parse_date(as_of)
    return f"{source}, {date_format(day, 'j M Y')}" if day else source
