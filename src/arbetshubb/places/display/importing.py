"""What a file of places would change, and what is wrong in it, as the pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.places.inventory import Change, SitesDiff, problem_from_json
from arbetshubb.places.models import ACCESS_LABELS, KIND_LABELS, STATUS_LABELS, PlaceImport
from arbetshubb.places.rules.details import Access, Contact, Visit
from arbetshubb.places.texts import sentence
from arbetshubb.ui import formats
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

DASH = "–"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One thing wrong in a file, in words."""

    row: int
    column: str
    value: str
    wrong: str
    remedy: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One place that a file adds or changes, in words."""

    name: str
    municipality: str
    what: Status
    changes: str


def problem_rows(batch: PlaceImport) -> list[ProblemRow]:
    """What was wrong in the file, errors first."""
    problems = [problem_from_json(values) for values in batch.problems]
    return [
        ProblemRow(each.row, each.column, each.value, *sentence(each), is_error=each.is_error)
        for each in problems
    ]


def problems_table(rows: Sequence[ProblemRow]) -> DataTable:
    """The same as a table: row, column, value, what is wrong, what to do."""
    return DataTable(
        id="problems",
        caption=_("What to look at in the file"),
        columns=(
            Column("row", _("Row"), kind="number"),
            Column("column", _("Column")),
            Column("value", _("Value")),
            Column("wrong", _("What is wrong")),
            Column("remedy", _("What to do")),
            Column(
                "is_error",
                _("Weight"),
                kind="status",
                value=lambda row: (
                    Status(_("Must be mended"), "error")
                    if row.is_error
                    else Status(_("Check"), "warning")
                ),
            ),
        ),
        rows=rows,
    )


def diff_table(diff: SitesDiff) -> DataTable:
    """What the file would add and change."""
    rows = [
        DiffRow(site.name, site.municipality, Status(_("New"), "new"), "") for site in diff.new
    ] + [
        DiffRow(
            row.after.name,
            row.after.municipality,
            Status(_("Changed"), "warning"),
            "; ".join(change_text(change) for change in row.changes),
        )
        for row in diff.changed
    ]
    return DataTable(
        id="changes",
        caption=_("What will change"),
        columns=(
            Column("name", _("Name")),
            Column("municipality", _("Municipality")),
            Column("what", _("What happens"), kind="status"),
            Column("changes", _("Before and after")),
        ),
        rows=rows,
    )


def change_text(change: Change) -> str:
    """``Most seats: 8 → 12``."""
    label = field_labels().get(change.field, change.field)
    if change.field == "position":
        return _("The position moves")
    return f"{label}: {_shown(change.before)} → {_shown(change.after)}"


def field_labels() -> dict[str, str]:
    """What the facts of a site are called."""
    return {
        "name": _("Name"),
        "municipality": _("Municipality"),
        "kind": _("Kind"),
        "status": pgettext("column heading", "Status"),
        "seats_min": _("Fewest seats"),
        "seats_max": _("Most seats"),
        "fixed_cost": _("Fixed cost"),
        "cost_per_seat": _("Cost per seat"),
        "cost_per_day": _("Cost per used day"),
        "provider": _("Provider"),
        "address": _("Address"),
        "area_m2": _("Area"),
        "equipment": _("Equipment and facilities"),
        "accessibility": _("Accessibility"),
        "contract_from": _("Contract from"),
        "contract_to": _("Contract to"),
        "notice_months": _("Notice"),
        "public_text": _("Text for everybody"),
        "public_phone": _("Phone for everybody"),
        "public_email": _("E-mail for everybody"),
        "contact": _("Contact"),
        "visit": _("Visit"),
    }


def _shown(value: object) -> str:  # noqa: PLR0911 - one return a sort of value
    match value:
        case None | "" | ():
            return DASH
        case SiteKind():
            return str(KIND_LABELS[value])
        case SiteStatus():
            return str(STATUS_LABELS[value])
        case Access():
            return str(ACCESS_LABELS[value])
        case tuple():
            return ", ".join(_shown(each) for each in value)
        case Contact():
            return value.function
        case Visit():
            return value.visited_on.isoformat()
        case date():
            return value.isoformat()
        case int() | float():
            return formats.number(value)
        case _:
            return str(value)
