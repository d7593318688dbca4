"""The tables, cards and charts of travel and emissions, drawn from the protected picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.commuting import ActivityTable, Breakdown
from arbetshubb.analysis.commuting.rates import FIGURES
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.published import Figure, Travel, TravelRow
from arbetshubb.analysis.workforce import Mode
from arbetshubb.mapping.figures import rounded, rounded_figure
from arbetshubb.mapping.rules.travel_picture import STATE_BREAKDOWNS, KindRow, TravelPicture
from arbetshubb.mapping.survey_tables import FUEL_LABELS
from arbetshubb.mapping.tables import TableChoice, hidden_note
from arbetshubb.mapping.texts import BREAKDOWN_LABELS, CAPTIONS, row_label
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Bar, Chart, bars
from arbetshubb.ui.figures import FigureCard, figure_card
from arbetshubb.ui.formats import KG_PER_TONNE
from arbetshubb.ui.tables import Column, DataTable

KINDS: Final = "kinds"
FIGURE_LABELS: Final[dict[str, Promise]] = {
    "km": pgettext_lazy("a figure", "Kilometres"),
    "hours": pgettext_lazy("a figure", "Hours"),
    "kronor": pgettext_lazy("a figure", "Kronor"),
    "kg_co2e": pgettext_lazy("a figure", "kg CO₂e"),
}


def kind_label(row: KindRow) -> str:
    """``Car, diesel`` or ``Bus``."""
    mode = row_label(Breakdown.MODE, row.mode)
    if not row.fuel or row.mode == Mode.ELECTRIC_CAR:
        return mode
    return _("%(mode)s, %(fuel)s") % {"mode": mode, "fuel": str(FUEL_LABELS[row.fuel]).lower()}


def state_label(by: Breakdown, key: str) -> str:
    """What a row of the state is called; a survey has a row for those who have not said."""
    if key == "unknown" and by is not Breakdown.DISTANCE:
        return _("Not said")
    return row_label(by, key)


def per_person(travel: Travel, figure: str) -> float | None:
    """A figure divided by the people it is about, in three digits; ``None`` when hidden."""
    amount: Figure = getattr(travel, figure)
    if amount.base is None or not travel.people:
        return None
    return rounded(amount.base / travel.people)


def state_tables(picture: TravelPicture) -> tuple[TableChoice, ...]:
    """Every table of the state, one a tab."""
    return (
        *(
            TableChoice(by.value, str(BREAKDOWN_LABELS[by]), state_table(by, picture.rows[by]))
            for by in STATE_BREAKDOWNS
        ),
        TableChoice(KINDS, _("Fuel and season"), kind_table(picture)),
    )


def state_table(by: Breakdown, rows: tuple[TravelRow, ...]) -> DataTable:
    """A breakdown, in all and for each person."""
    people = _("People in an average week") if by is Breakdown.MODE else _("Employees")
    return DataTable(
        id=f"state-{by}",
        caption=str(CAPTIONS[by]),
        columns=(
            Column("key", str(BREAKDOWN_LABELS[by]), value=lambda row: state_label(by, row.key)),
            Column("travel__people", people, kind="number", hidden_is_few=True),
            *(_figure_column(name) for name in ("km", "hours", "kronor", "kg_co2e")),
            _person_column("km", _("Kilometres each")),
            _person_column("kg_co2e", _("kg CO₂e each")),
        ),
        rows=[row for row in rows if row.travel.people != 0],
        per_page=25,
        filter_fields=("key",) if by is Breakdown.UNIT else (),
        note=hidden_note(),
    )


def kind_table(picture: TravelPicture) -> DataTable:
    """Modes with their fuel, winter beside summer."""
    return DataTable(
        id="state-kinds",
        caption=_("Emissions by fuel, winter and summer"),
        columns=(
            Column("mode", _("Way of travelling"), value=kind_label),
            Column("km", _("Kilometres a year"), kind="number", value=_in_three("km"),
                   hidden_is_few=True),
            Column("winter_kg", _("CO₂e in winter"), kind="tonnes", value=_in_three("winter_kg"),
                   hidden_is_few=True),
            Column("summer_kg", _("CO₂e in summer"), kind="tonnes", value=_in_three("summer_kg"),
                   hidden_is_few=True),
            Column("grams", _("Grams a kilometre"), kind="number", value=_in_three("grams_per_km"),
                   hidden_is_few=True),
        ),
        rows=picture.kinds,
        per_page=0,
        note=_("Grams a kilometre are for one person: a shared car's are divided."),
    )  # fmt: skip


def uncertainty_table(picture: TravelPicture) -> DataTable:
    """Each total with its range: by constants, by who answered, and both."""
    has_survey = bool(picture.respondents)
    columns = [
        Column("label", _("Figure")),
        Column("base", _("Most likely"), kind="number"),
        Column("constants", _("Range of the assumptions")),
    ]
    if has_survey:
        columns += [
            Column("sampling", _("Chance in who answered")),
            Column("both", _("Both together")),
        ]
    return DataTable(
        id="uncertainty",
        caption=_("How sure the totals are"),
        columns=tuple(replace(each, is_sortable=False) for each in columns),
        rows=[_uncertain(name, picture) for name in FIGURE_LABELS],
        per_page=0,
    )


def emissions_chart(key: str, picture: TravelPicture) -> Chart | None:
    """Emissions by mode or distance, or by fuel."""
    if key == KINDS:
        rows = [(kind_label(row), row.winter_kg, row.summer_kg) for row in picture.kinds]
        known = [
            Bar(label, rounded(((winter.base or 0.0) + (summer.base or 0.0)) / KG_PER_TONNE))
            for label, winter, summer in rows
            if winter.base is not None
        ]
        return _chart(_("Emissions by fuel"), known)
    by = next((each for each in (Breakdown.MODE, Breakdown.DISTANCE) if each.value == key), None)
    if by is None:
        return None
    title = (
        _("Emissions by way of travelling")
        if by is Breakdown.MODE
        else _("Emissions by distance to work")
    )
    return _chart(title, [
        Bar(state_label(by, row.key), rounded(row.travel.kg_co2e.base / KG_PER_TONNE))
        for row in picture.rows[by]
        if row.travel.kg_co2e.base is not None and row.travel.people
    ])  # fmt: skip


def chosen(tables: tuple[TableChoice, ...], parameters: Mapping[str, str]) -> TableChoice:
    """The table asked for, else the first, sorted and cut as the address says."""
    wanted = parameters.get("table", "")
    found = next((each for each in tables if each.key == wanted), tables[0])
    return replace(found, table=found.table.read(parameters))


def _chart(title: str, rows: list[Bar]) -> Chart:
    return bars(
        title,
        rows,
        unit=_("tonnes CO₂e a year"),
        source=_("Groups of fewer than 5 people are left out."),
    )


def _figure_column(name: str) -> Column:
    labels = {
        "km": (_("Kilometres a year"), "number"),
        "hours": (_("Hours a year"), "number"),
        "kronor": (_("SEK a year"), "number"),
        "kg_co2e": (_("CO₂e a year"), "tonnes"),
    }
    label, kind = labels[name]
    return Column(
        name,
        label,
        kind=kind,
        value=lambda row: rounded_figure(getattr(row.travel, name)),
        hidden_is_few=True,
    )


def _person_column(name: str, label: str) -> Column:
    return Column(
        f"{name}_each",
        label,
        kind="number",
        value=lambda row: per_person(row.travel, name),
        hidden_is_few=True,
    )


def _in_three(name: str) -> Callable[[KindRow], Figure]:
    return lambda row: rounded_figure(getattr(row, name))


def _uncertain(name: str, picture: TravelPicture) -> dict[str, object]:
    by_constants: Figure = getattr(picture.by_constants, name)
    by_sampling: Figure = getattr(picture.by_sampling, name)
    both: Figure = getattr(picture.total, name)
    return {
        "label": str(FIGURE_LABELS[name]),
        "base": rounded(both.base or 0.0),
        "constants": _span(by_constants),
        "sampling": _span(by_sampling),
        "both": _span(both),
    }


def _span(figure: Figure) -> str:
    if figure.base is None:
        return ""
    return formats.span(rounded_figure(figure), "number")


def frozen_tables(rows: Mapping[Breakdown, tuple[TravelRow, ...]]) -> tuple[TableChoice, ...]:
    """The tables of a saved analysis."""
    return tuple(
        TableChoice(by.value, str(BREAKDOWN_LABELS[by]), state_table(by, rows[by]))
        for by in STATE_BREAKDOWNS
        if by in rows
    )


def state_cards(
    table: ActivityTable, constants: ConstantTable, *, has_hours: bool
) -> list[FigureCard]:
    """A saved analysis' totals, counted with today's constants."""
    totals, people = table.together().figures(constants)[0], float(table.people.sum())
    units = {"km": "km", "hours": "hours", "kronor": "kronor", "kg_co2e": "tonnes"}
    labels = {
        "km": _("Kilometres a year"),
        "hours": _("Hours a year"),
        "kronor": _("Travel cost a year"),
        "kg_co2e": _("Emissions a year"),
    }
    cards = []
    for name, unit in units.items():
        amount = float(totals[FIGURES.index(name)])
        each = formats.FORMATS[unit](rounded(amount / people)) if people else ""
        compared = _("%(amount)s for each employee") % {"amount": each} if each else ""
        if name != "hours" or has_hours:
            cards.append(figure_card(labels[name], rounded(amount), unit=unit, compared=compared))
    return cards
