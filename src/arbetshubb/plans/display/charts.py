"""The charts of a plan: alternatives to click through, and the assumptions that matter most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import AlternativeOut
from arbetshubb.plans.models import Scenario
from arbetshubb.plans.texts.constants import constant_label
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Chart, ScatterPoint, TornadoRow, pareto, tornado
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

MOST_ASSUMPTIONS: Final = 10


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """An alternative as a row: numbered from 1 as on its page."""

    number: int
    alternative: AlternativeOut
    url: str

    @property
    def label(self) -> str:
        """“9 hubs”."""
        count = len(self.alternative.open)
        return ngettext("%(count)s hub", "%(count)s hubs", count) % {"count": count}


def alternative_rows(scenario: Scenario, plan: PublishedPlan) -> list[AlternativeRow]:
    """The points of the front, by rising cost."""
    return [
        AlternativeRow(number, row, reverse("plans:alternative", args=[scenario.pk, number]))
        for number, row in enumerate(plan.alternatives, start=1)
    ]


def marked(row: AlternativeRow, *, is_chosen: bool) -> AlternativeRow:
    """The row with the mark of the chart moved: on an alternative's page it is that one."""
    return replace(row, alternative=replace(row.alternative, is_chosen=is_chosen))


def pareto_chart(rows: Sequence[AlternativeRow]) -> Chart | None:
    """Cost against kilometres saved; every point leads to its alternative."""
    points = [
        ScatterPoint(
            row.alternative.cost,
            row.alternative.saved_km.base,
            row.label,
            url=row.url,
            is_chosen=row.alternative.is_chosen,
        )
        for row in rows
        if row.alternative.saved_km.base is not None
    ]
    if len(points) < 2:  # noqa: PLR2004 - one point is no choice
        return None
    return pareto(
        _("Cost against less commuting"),
        points,
        x_label=_("SEK a year"),
        y_label=_("less commuting, km a year"),
    )


def alternatives_table(rows: Sequence[AlternativeRow]) -> DataTable:
    """The same as a table."""
    return DataTable(
        id="alternatives",
        caption=_("Alternatives: none is better in every respect"),
        columns=(
            Column("label", _("Alternative"), link=lambda row: row.url),
            Column("alternative__cost", _("SEK a year"), kind="number"),
            Column("alternative__saved_km", _("Less commuting, km a year"), kind="number",
                   hidden_is_few=True),
            Column("alternative__worst_reach", _("Reach where it is lowest"), kind="percent",
                   hidden_is_few=True),
            Column("alternative__worst_municipality", _("Lowest in")),
            Column("is_chosen", "", kind="status", value=_chosen, spoken_label=_("Choice")),
        ),
        rows=rows,
        per_page=0,
    )  # fmt: skip


def sensitivity_chart(plan: PublishedPlan) -> Chart | None:
    """How far each assumption moves the benefit less cost, the largest first."""
    moved = sorted(
        plan.sensitivity,
        key=lambda row: abs(row.objective_high - row.objective_low),
        reverse=True,
    )[:MOST_ASSUMPTIONS]
    rows = [
        TornadoRow(constant_label(row.constant_id), row.objective_low, row.objective_high)
        for row in moved
        if row.objective_low != row.objective_high
    ]
    if not rows:
        return None
    return tornado(
        _("Benefit less cost when one assumption moves"),
        rows,
        base=plan.objective,
        unit=_("SEK a year"),
        source=_("The planned hubs are kept while the assumption moves."),
    )


def certainty_of(alternative: AlternativeOut) -> str:
    """How sure it is that the alternative is the best of its sort."""
    if alternative.gap == 0:
        return _("proven best for its cost")
    return _("another could be at most %(share)s better") % {
        "share": formats.percent(alternative.gap, 1)
    }


def _chosen(row: AlternativeRow) -> Status | None:
    return Status(_("This plan"), "ok") if row.alternative.is_chosen else None
