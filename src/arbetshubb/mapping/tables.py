"""The tables behind the map, one for each thing on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import TravelRow
from arbetshubb.mapping.figures import rounded_figure
from arbetshubb.mapping.rules.choice import Choice
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.mapping.texts import BREAKDOWN_LABELS, CAPTIONS, row_label
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable

SQUARES, WORKPLACES, FLOWS = "squares", "workplaces", "flows"


@dataclass(frozen=True, slots=True)
class TableChoice:
    """One table that can be chosen: its key in the address and its name on the tab."""

    key: str
    label: str
    table: DataTable


def table_choices(choice: Choice, picture: Picture) -> tuple[TableChoice, ...]:
    """Every table of the picture. Squares, workplaces and flows are never filtered."""
    found = [
        TableChoice(by.value, str(BREAKDOWN_LABELS[by]), _breakdown_table(by, rows))
        for by, rows in picture.rows.items()
    ]
    if choice.only is None:
        found += [
            TableChoice(FLOWS, _("Flows"), _flow_table(picture)),
            TableChoice(WORKPLACES, _("Workplaces"), _workplace_table(picture)),
            TableChoice(SQUARES, _("Home squares"), _square_table(picture)),
        ]
    return tuple(found)


def chosen_table(tables: tuple[TableChoice, ...], parameters: Mapping[str, str]) -> TableChoice:
    """The table asked for, else the first, sorted and cut as the address says."""
    wanted = parameters.get("table", "")
    found = next((each for each in tables if each.key == wanted), tables[0])
    return replace(found, table=found.table.read(parameters))


def hidden_note() -> str:
    """What the hidden cells of these tables mean."""
    return _(
        "Fewer than 5 people are never shown. Sometimes a larger group is hidden as well, so that "
        "the small one cannot be found by subtraction."
    )


def _breakdown_table(by: Breakdown, rows: tuple[TravelRow, ...]) -> DataTable:
    return DataTable(
        id=f"by-{by}",
        caption=str(CAPTIONS[by]),
        columns=(
            Column("key", str(BREAKDOWN_LABELS[by]), value=lambda row: row_label(by, row.key)),
            Column("travel__people", _("Employees"), kind="number", hidden_is_few=True),
            _figure_column("km", _("Kilometres a year"), "number"),
            _figure_column("hours", _("Hours a year"), "number"),
            _figure_column("kronor", _("SEK a year"), "number"),
            _figure_column("kg_co2e", _("CO₂e a year"), "tonnes"),
        ),
        rows=[row for row in rows if row.travel.people != 0],
        per_page=25,
        filter_fields=("key",) if by is Breakdown.UNIT else (),
        note=hidden_note(),
    )


def _figure_column(name: str, label: str, kind: str) -> Column:
    return Column(
        name,
        label,
        kind=kind,
        value=lambda row: rounded_figure(getattr(row.travel, name)),
        hidden_is_few=True,
    )


def _flow_table(picture: Picture) -> DataTable:
    return DataTable(
        id="flows",
        caption=_("From home municipality to work municipality"),
        columns=(
            Column("home", _("Lives in")),
            Column("work", _("Works in")),
            Column("people", _("Employees"), kind="number", hidden_is_few=True),
        ),
        rows=picture.flows,
        per_page=25,
        filter_fields=("home", "work"),
        default_sort="-people",
        note=hidden_note(),
    )


def _workplace_table(picture: Picture) -> DataTable:
    return DataTable(
        id="workplaces",
        caption=_("Workplaces"),
        columns=(
            Column("site__name", _("Workplace")),
            Column("site__municipality", _("Municipality")),
            Column("people", _("Employees"), kind="number", hidden_is_few=True),
        ),
        rows=picture.workplaces,
        per_page=25,
        filter_fields=("site__name", "site__municipality"),
        default_sort="-people",
        note=hidden_note(),
    )


def _square_table(picture: Picture) -> DataTable:
    return DataTable(
        id="squares",
        caption=_("1 km squares where at least 5 employees live"),
        columns=(
            Column("id", _("Square (SWEREF 99 TM)")),
            Column("municipality", _("Municipality")),
            Column("people", _("Employees"), kind="number"),
        ),
        rows=picture.squares,
        per_page=25,
        filter_fields=("municipality",),
        default_sort="-people",
        empty=EmptyState(
            title=_("No square has enough people"),
            text=_("Every 1 km square has fewer than 5 of the employees."),
        ),
        note=hidden_note(),
    )
