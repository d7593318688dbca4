"""The tables, cards and chart of business trips, drawn from their protected picture."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from arbetshubb.analysis.hubplan.published import Figure, TravelRow
from arbetshubb.mapping.figures import key_figures, rounded, rounded_figure
from arbetshubb.mapping.rules.business_picture import BusinessPicture, TripRow
from arbetshubb.mapping.tables import hidden_note
from arbetshubb.mapping.trip_words import trip_label
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Bar, Chart, bars
from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.formats import KG_PER_TONNE
from arbetshubb.ui.tables import Column, DataTable


def unit_label(unit: str) -> str:
    """What a unit's row is called."""
    return unit or _("No unit named")


def business_cards(picture: BusinessPicture, *, why_url: str) -> list[FigureCard]:
    """Kilometres, hours, kronor and emissions of all the trips."""
    return key_figures(picture, why_url=why_url)


def trip_table(picture: BusinessPicture) -> DataTable:
    """The trips by means of travel."""
    note = ""
    if picture.unpriced:
        note = _("Kronor of %(share)s of the kilometres are reckoned: the file does not have them.")
        note %= {"share": formats.percent(picture.unpriced)}
    return DataTable(
        id="trip-modes",
        caption=_("Business trips by means of travel"),
        columns=(
            Column("mode", _("Means of travel"), value=lambda row: trip_label(row.mode)),
            *_figure_columns(),
        ),
        rows=picture.rows,
        per_page=0,
        note=note,
    )


def unit_trip_table(picture: BusinessPicture) -> DataTable:
    """The trips by unit."""
    return DataTable(
        id="trip-units",
        caption=_("Business trips by unit"),
        columns=(
            Column("key", _("Unit"), value=lambda row: unit_label(row.key)),
            *_figure_columns(),
        ),
        rows=picture.units,
        per_page=25,
        filter_fields=("key",),
        note=hidden_note(),
    )


def business_chart(picture: BusinessPicture) -> Chart | None:
    """Emissions by means of travel."""
    shown = [
        Bar(trip_label(row.mode), rounded(row.travel.kg_co2e.base / KG_PER_TONNE))
        for row in picture.rows
        if row.travel.kg_co2e.base is not None
    ]
    if not shown:
        return None
    return bars(
        _("Emissions of business trips by means of travel"), shown, unit=_("tonnes CO₂e a year")
    )


def _figure_columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            name,
            label,
            kind=kind,
            value=_in_three(name),
            hidden_is_few=True,
        )
        for name, label, kind in (
            ("km", _("Kilometres a year"), "number"),
            ("hours", _("Hours a year"), "number"),
            ("kronor", _("SEK a year"), "number"),
            ("kg_co2e", _("CO₂e a year"), "tonnes"),
        )
    )


def _in_three(name: str) -> Callable[[TripRow | TravelRow], Figure]:
    return lambda row: rounded_figure(getattr(row.travel, name))
