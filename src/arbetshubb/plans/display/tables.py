"""Tables of a plan and of scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import HubOut, MunicipalityOut, SensitivityOut
from arbetshubb.plans.display.figures import ConstantRow
from arbetshubb.plans.models import Scenario, ScenarioStatus
from arbetshubb.plans.texts.constants import constant_label, constant_number
from arbetshubb.plans.texts.plan import listed
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

STATUS_KINDS = {
    ScenarioStatus.DONE: "ok",
    ScenarioStatus.INFEASIBLE: "warning",
    ScenarioStatus.FAILED: "error",
    ScenarioStatus.CANCELLED: "neutral",
    ScenarioStatus.DRAFT: "neutral",
    ScenarioStatus.QUEUED: "away",
    ScenarioStatus.RUNNING: "away",
}


def hubs_table(scenario: Scenario, plan: PublishedPlan) -> DataTable:
    """The hubs with members, seats, cost and whether they exist."""
    return DataTable(
        id="hubs",
        caption=_("Hubs in the plan"),
        columns=(
            Column("name", _("Hub"), link=lambda hub: hub_url(scenario, hub)),
            Column("municipality", _("Municipality")),
            Column("members", _("Members"), kind="number", hidden_is_few=True),
            Column("seats", _("Seats"), kind="number"),
            Column("cost", _("SEK a year"), kind="number", hidden_is_few=True),
            Column("is_existing", "", kind="status", value=hub_status, spoken_label=_("State")),
        ),
        rows=plan.hubs,
        per_page=0,
    )


def municipalities_table(plan: PublishedPlan) -> DataTable:
    """What the plan gives those who live in each municipality; every one has a row."""
    names = {hub.site_id: hub.name for hub in plan.hubs}
    return DataTable(
        id="municipalities",
        caption=_("What the plan gives in each municipality"),
        columns=(
            Column("name", _("Municipality")),
            Column("employees", _("Employees"), kind="number", hidden_is_few=True),
            Column("hubs", _("Hubs"), value=lambda row: _hub_names(row, names)),
            Column("members", _("Members"), kind="number", hidden_is_few=True),
            Column("reach_share_today", _("Reach today"), kind="percent", hidden_is_few=True),
            Column("reach_share_plan", _("Reach in the plan"), kind="percent", hidden_is_few=True),
            Column("saved__km", _("Less commuting, km a year"), kind="number", hidden_is_few=True),
        ),
        rows=plan.municipalities,
        per_page=0,
        note=_(
            "By where people live. “Fewer than 5” protects single persons and is not zero;"
            " some shares are rounded for the same reason."
        ),
    )


def sensitivity_table(plan: PublishedPlan) -> DataTable:
    """How the plan holds when one assumption moves."""
    names = place_names_in(plan)
    return DataTable(
        id="sensitivity",
        caption=_("When one assumption at a time is at its lowest and highest"),
        columns=(
            Column(
                "constant_id", _("Assumption"), value=lambda row: constant_label(row.constant_id)
            ),
            Column("range", _("Range"), value=_range_text),
            Column("objective_low", _("Benefit less cost at the lowest"), kind="kronor"),
            Column("objective_high", _("at the highest"), kind="kronor"),
            Column(
                "changes",
                _("Best hubs would then"),
                value=lambda row: _changes_text(row, names),
            ),
        ),
        rows=plan.sensitivity,
        per_page=0,
    )


def constants_table(rows: Sequence[ConstantRow]) -> DataTable:
    """The constants behind a figure."""
    return DataTable(
        id="constants",
        caption=_("Constants behind the figure"),
        columns=(
            Column("label", _("Constant")),
            Column(
                "value",
                _("Value"),
                value=lambda row: (
                    _("%(value)s (your own)") % {"value": row.value} if row.is_moved else row.value
                ),
            ),
            Column("range", _("Range")),
            Column("unit", _("Unit")),
            Column("year", _("Year")),
            Column("source", _("Source")),
            Column("confidence", _("How sure")),
        ),
        rows=rows,
        per_page=0,
    )


def scenarios_table(scenarios: Sequence[Scenario], *, empty: EmptyState) -> DataTable:
    """Every scenario, the newest first."""
    return DataTable(
        id="scenarios",
        caption=_("Scenarios"),
        columns=(
            Column("name", _("Name"), link=lambda row: row.get_absolute_url()),
            Column("scope", _("Whose staff"), value=lambda row: row.get_scope_display()),
            Column("hubs", _("Hubs"), kind="number"),
            Column("cost", _("SEK a year"), kind="number"),
            Column("created_by", _("Made by"), value=lambda row: str(row.created_by)),
            Column("created", _("Made"), kind="datetime"),
            Column(
                "state",
                pgettext("column heading", "Status"),
                kind="status",
                value=scenario_status,
            ),
        ),
        rows=scenarios,
        filter_fields=("name", "created_by"),
        default_sort="-created",
        empty=empty,
    )


def scenario_status(scenario: Scenario) -> Status:
    """The state of a scenario as word and shape."""
    return Status(str(scenario.state.label), STATUS_KINDS[scenario.state])


def hub_status(hub: HubOut) -> Status:
    """Whether the hub exists."""
    if hub.is_existing:
        return Status(pgettext("state of a hub", "Existing"), "existing")
    return Status(pgettext("state of a hub", "New"), "new")


def hub_url(scenario: Scenario, hub: HubOut) -> str:
    """The page of one hub of the plan."""
    return reverse("plans:hub", args=[scenario.pk, hub.site_id])


def place_names_in(plan: PublishedPlan) -> dict[str, str]:
    """Names of every place that the plan speaks of, by id."""
    others = {site.site_id: site.name for site in plan.other_sites}
    return others | {hub.site_id: hub.name for hub in plan.hubs}


def _hub_names(row: MunicipalityOut, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(site, site) for site in row.hubs)


def _range_text(row: SensitivityOut) -> str:
    return f"{constant_number(row.low)}–{constant_number(row.high)}"


def _changes_text(row: SensitivityOut, names: Mapping[str, str]) -> str:
    parts = [
        _at_end(row.changes_low, names, _("at the lowest: %(changes)s")),
        _at_end(row.changes_high, names, _("at the highest: %(changes)s")),
    ]
    return "; ".join(part for part in parts if part) or _("be the same")


def _at_end(changes: Sequence[str], names: Mapping[str, str], shape: str) -> str:
    if not changes:
        return ""
    added = [names.get(each[1:], each[1:]) for each in changes if each.startswith("+")]
    dropped = [names.get(each[1:], each[1:]) for each in changes if each.startswith("-")]
    words = [
        _("with %(places)s") % {"places": listed(added)} if added else "",
        _("without %(places)s") % {"places": listed(dropped)} if dropped else "",
    ]
    return shape % {"changes": ", ".join(word for word in words if word)}
