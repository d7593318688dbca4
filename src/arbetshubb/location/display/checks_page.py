"""Location checks as a register, and the alternatives of one as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.population import Headcount
from arbetshubb.location.display.export import Sheet, Value
from arbetshubb.location.display.reach_page import at_least
from arbetshubb.location.models import CheckStatus, LocationCheck
from arbetshubb.location.texts.relocation import quality_label, range_text
from arbetshubb.location.texts.sources import population_text, source_text
from arbetshubb.ui import formats
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

type Row = Mapping[str, Any]  # Any: plain JSON

_KINDS = {
    CheckStatus.DRAFT: "warning",
    CheckStatus.DECIDED: "ok",
    CheckStatus.SUPERSEDED: "neutral",
}


def status_of(check: LocationCheck) -> Status:
    """The status as a tag."""
    return Status(check.get_status_display(), _KINDS[CheckStatus(check.status)])


def chosen_text(check: LocationCheck) -> str:
    """Where it is to be: the municipality, and the place when there is one."""
    if not check.municipality:
        return pgettext("choice of municipality", "Not chosen yet")
    return f"{check.place.name}, {check.municipality}" if check.place else check.municipality


def decision_text(check: LocationCheck) -> str:
    """``RS/305/2021 § 79``."""
    if not check.registry_number:
        return ""
    return check.registry_number + (f" § {check.paragraph}" if check.paragraph else "")


def register_table(
    checks: QuerySet[LocationCheck], *, export_url: str, empty: EmptyState
) -> DataTable:
    """The register."""
    return DataTable(
        id="checks",
        caption=_("Location checks"),
        columns=(
            Column("activity", _("Activity"), link=lambda check: check.get_absolute_url()),
            Column("responsible", _("Responsible")),
            Column("posts", _("Posts"), kind="number"),
            Column("chosen", _("Location"), value=chosen_text, sort="municipality"),
            Column("state", _("Status"), kind="status", value=status_of, sort="status"),
            Column("decision", _("Decision"), value=decision_text, sort="registry_number"),
            Column("decided_on", _("Decided on"), kind="date"),
            Column("created", pgettext("of a location check", "Made"), kind="date"),
        ),
        rows=checks,
        filter_fields=("activity", "responsible", "municipality", "registry_number"),
        export_url=export_url,
        empty=empty,
        is_caption_hidden=True,
    )


def register_sheet(checks: Sequence[LocationCheck]) -> Sheet:
    """The register as a sheet."""
    head = (
        _("Activity"), _("Responsible"), _("Unit"), _("Posts"), _("Location"), _("Status"),
        _("Reason"), _("Decision"), _("Decided on"), _("Decided by"),
        _("Fingerprint of the figures"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            check.activity, check.responsible, check.figures.get("unit", ""), check.posts,
            chosen_text(check), check.get_status_display(), check.reason, decision_text(check),
            check.decided_on.isoformat() if check.decided_on else "", check.deciding_role,
            check.figures_hash,
        )
        for check in checks
    ]  # fmt: skip
    return Sheet(_("Location checks"), head, rows)


def alternatives_table(figures: Mapping[str, Any]) -> DataTable:
    """Every municipality with the same facts, in the same order, none put first."""
    minutes = formats.minutes(figures["minutes"])
    columns = [
        Column("municipality", _("Municipality")),
        Column(
            "people",
            _("Inhabitants within %(minutes)s") % {"minutes": minutes},
            kind="number",
            value=lambda row: row["population_near"]["people"],
        ),
        Column(
            "staff",
            _("Own staff within %(minutes)s") % {"minutes": minutes},
            value=_staff,
            is_sortable=False,
        ),
        Column("offices", _("Own offices"), value=lambda row: _names(row["offices"])),
        Column("hubs", _("Work hubs"), value=_hubs),
        Column("meeting", _("Health centres and others"), kind="number", value=_meeting),
    ]
    if figures.get("unit"):
        columns[3:3] = [
            Column(
                "saved",
                _("The unit's travel, km more a year"),
                kind="number",
                value=_more_km,
            ),
            Column("worse", _("Longer way for"), value=_worse, is_sortable=False),
        ]
    return DataTable(
        id="alternatives",
        caption=_("The alternatives"),
        columns=tuple(columns),
        rows=list(figures["rows"]),
        per_page=0,
        note=_(
            "All municipalities are compared in the same way: to the own office there, else to the"
            " hub, else to other premises, else to the main locality."
        ),
        is_caption_hidden=True,
    )


def provenance(check: LocationCheck) -> list[tuple[str, str]]:
    """What the figures rest on."""
    figures = check.figures
    moment = parse_datetime(figures["reckoned"])
    facts = [
        (_("Reckoned"), date_format(localtime(moment), "j M Y H:i") if moment else ""),
        (_("Distances"), quality_label(figures["quality"])),
        (_("Source of distances"), source_text(figures["source"])),
        (
            _("Measured to"),
            "; ".join(f"{row['municipality']}: {row['measured_to']}" for row in figures["rows"]),
        ),
        (
            _("Population"),
            population_text(
                figures["population_source"],
                figures["population_date"],
                is_stand_in=figures["is_stand_in"],
            ),
        ),
        (_("Version of the constants"), figures["constants_version"]),
    ]
    if check.figures_hash:
        facts.append((_("Fingerprint of the figures"), check.figures_hash[:16]))
    return facts


def population_cell(row: Row) -> str:
    """Inhabitants near, the least possible where squares are hidden."""
    near = row["population_near"]
    return at_least(Headcount(near["people"], near["hidden_cells"]))


def _staff(row: Row) -> str:
    return range_text(*row["staff_near"]) if row["staff_near"] else "–"


def _more_km(row: Row) -> float | None:
    saved = row["unit_km_saved"]
    return None if saved is None else -saved


def _worse(row: Row) -> str:
    return range_text(*row["unit_worse"]) if row["unit_worse"] else "–"


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "–"


def _hubs(row: Row) -> str:
    if not row["hubs"]:
        return "–"
    seats = _("%(seats)s seats") % {"seats": formats.number(row["hub_seats"])}
    return f"{_names(row['hubs'])} ({seats})" if row["hub_seats"] else _names(row["hubs"])


def _meeting(row: Row) -> int:
    return len(row["meeting_places"])
