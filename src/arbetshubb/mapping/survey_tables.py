"""The tables and charts of a travel survey, drawn from its protected picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from arbetshubb.analysis.commuting import Fuel
from arbetshubb.mapping.rules.survey_columns import Reason
from arbetshubb.mapping.rules.survey_picture import CountRow, SurveyPicture
from arbetshubb.mapping.tables import hidden_note
from arbetshubb.people.models import TravelMode
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Bar, Chart, bars
from arbetshubb.ui.figures import FigureCard, figure_card
from arbetshubb.ui.tables import Column, DataTable

FUEL_LABELS: Final[dict[str, Promise]] = {
    "": pgettext_lazy("fuel", "Not said"),
    Fuel.PETROL: pgettext_lazy("fuel", "Petrol"),
    Fuel.DIESEL: pgettext_lazy("fuel", "Diesel"),
    Fuel.ELECTRIC: pgettext_lazy("fuel", "Electricity"),
    Fuel.PLUG_IN: pgettext_lazy("fuel", "Plug-in hybrid"),
    Fuel.GAS: pgettext_lazy("fuel", "Gas"),
    Fuel.ETHANOL: pgettext_lazy("fuel", "Ethanol"),
    Fuel.HVO: pgettext_lazy("fuel", "HVO (renewable diesel)"),
}
REASON_LABELS: Final[dict[str, Promise]] = {
    Reason.TIME: pgettext_lazy("reason for a way of travelling", "It is quickest"),
    Reason.COST: pgettext_lazy("reason for a way of travelling", "It is cheapest"),
    Reason.NO_ALTERNATIVE: pgettext_lazy("reason for a way of travelling", "There is no other way"),
    Reason.ERRANDS: pgettext_lazy("reason for a way of travelling", "Children and errands"),
    Reason.NEEDS_CAR: pgettext_lazy("reason for a way of travelling", "The car is needed at work"),
    Reason.COMFORT: pgettext_lazy("reason for a way of travelling", "It is comfortable"),
    Reason.HEALTH: pgettext_lazy("reason for a way of travelling", "It is good for health"),
    Reason.ENVIRONMENT: pgettext_lazy("reason for a way of travelling", "The environment"),
    Reason.WEATHER: pgettext_lazy("reason for a way of travelling", "The weather"),
    Reason.SAFETY: pgettext_lazy("reason for a way of travelling", "It feels safe"),
    Reason.OTHER: pgettext_lazy("reason for a way of travelling", "Something else"),
}
WOULD_LABELS: Final[dict[str, Promise]] = {
    "car_to_bus": gettext_lazy("Would go by bus"),
    "car_pool": gettext_lazy("Would share a car"),
    "car_to_bicycle": gettext_lazy("Would cycle"),
    "car_to_electric": gettext_lazy("Would change to an electric car"),
    "home_day": gettext_lazy("Would work one more day a month at home"),
    "hub_day": gettext_lazy("Would work one day a week at a hub near home"),
}


def mode_label(mode: str) -> str:
    """What a way of travelling is called at the start of a line."""
    return str(capfirst(str(TravelMode(mode).label)))


def survey_cards(picture: SurveyPicture) -> list[FigureCard]:
    """How many answered, of how many, and how many of them drive in winter."""
    cards = [
        figure_card(
            _("Answers"),
            picture.answers,
            compared=_("of %(asked)s asked") % {"asked": formats.number(picture.asked)}
            if picture.asked
            else "",
        ),
    ]
    if picture.share is not None:
        cards.append(figure_card(_("Response rate"), picture.share, unit="percent"))
    for label, rows in (
        (_("By car in winter"), picture.winter),
        (_("By car in summer"), picture.summer),
    ):
        count = next((row.count for row in rows if row.key == TravelMode.CAR), None)
        share = None if count is None or not picture.answers else count / picture.answers
        cards.append(figure_card(label, share, unit="percent"))
    return cards


def response_table(picture: SurveyPicture) -> DataTable:
    """How many have answered in each unit."""
    return DataTable(
        id="response",
        caption=_("Answers by unit"),
        columns=(
            Column("unit", _("Unit"), value=lambda row: row.unit or _("No unit named")),
            Column("asked", _("In the register"), kind="number", hidden_is_few=True),
            Column("answers", _("Answers"), kind="number", hidden_is_few=True),
            Column(
                "share",
                _("Response rate"),
                kind="percent",
                value=lambda row: row.share,
            ),
        ),
        rows=picture.by_unit,
        per_page=25,
        filter_fields=("unit",),
        note=hidden_note(),
    )


def mode_table(picture: SurveyPicture) -> DataTable:
    """How many go by each means in winter and in summer."""
    summer = {row.key: row.count for row in picture.summer}
    return DataTable(
        id="modes",
        caption=_("Ways of travelling in winter and summer"),
        columns=(
            Column("key", _("Way of travelling"), value=lambda row: mode_label(row.key)),
            Column("count", _("Winter"), kind="number", hidden_is_few=True),
            Column(
                "summer",
                _("Summer"),
                kind="number",
                value=lambda row: summer[row.key],
                hidden_is_few=True,
            ),
        ),
        rows=picture.winter,
        per_page=0,
        note=hidden_note(),
    )


def willing_table(picture: SurveyPicture) -> DataTable:
    """How many would take each measure."""
    return DataTable(
        id="willing",
        caption=_("What people would do"),
        columns=(
            Column("measure", _("Measure"), value=lambda row: str(WOULD_LABELS[row.measure])),
            Column("yes", _("Yes"), kind="number", hidden_is_few=True),
            Column("maybe", _("Maybe"), kind="number", hidden_is_few=True),
            Column("no", _("No"), kind="number", hidden_is_few=True),
        ),
        rows=picture.willing,
        per_page=0,
        note=hidden_note(),
    )


def fuel_chart(picture: SurveyPicture) -> Chart | None:
    """What the cars go on, when anybody has said."""
    return _chart(
        _("What the cars go on"), picture.fuels, lambda key: str(FUEL_LABELS[key]), _("answers")
    )


def reason_chart(picture: SurveyPicture) -> Chart | None:
    """Why people travel as they do; several reasons can be given."""
    rows = sorted(picture.reasons, key=lambda row: -(row.count or 0))
    return _chart(
        _("Why people travel as they do"), rows, lambda key: str(REASON_LABELS[key]), _("answers")
    )


def _chart(
    title: str, rows: Iterable[CountRow], label: Callable[[str], str], unit: str
) -> Chart | None:
    shown = [Bar(label(row.key), row.count) for row in rows if row.count != 0]
    if not shown or all(bar.value is None for bar in shown):
        return None
    return bars(title, shown, unit=unit, source=_("Fewer than 5 answers are never shown."))
