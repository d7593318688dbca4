"""A picture of the breakdown beside its table."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.mapping.texts import row_label
from arbetshubb.ui.charts import Bar, Chart, bars
from arbetshubb.ui.formats import KG_PER_TONNE

CHARTED: Final = (Breakdown.DISTANCE, Breakdown.MODE)
"""Municipalities are on the map already, and units are too many for bars."""


def commuting_chart(key: str, picture: Picture) -> Chart | None:
    """Emissions by distance or mode: few long ways often weigh more than many short ones."""
    by = next((each for each in CHARTED if each.value == key), None)
    if by is None:
        return None
    known = [row for row in picture.rows.get(by, ()) if row.travel.kg_co2e.base is not None]
    return bars(
        _("Emissions by distance to work")
        if by is Breakdown.DISTANCE
        else _("Emissions by way of travelling"),
        [
            Bar(row_label(by, row.key), rounded(row.travel.kg_co2e.base or 0.0) / KG_PER_TONNE)
            for row in known
            if row.travel.people
        ],
        unit=_("tonnes CO₂e a year"),
        source=_("Groups of fewer than 5 people are left out."),
    )
