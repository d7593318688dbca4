"""Units with how much of their work is bound to the workplace."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from arbetshubb.location.queries.units import UnitStudy
from arbetshubb.location.texts.relocation import band_text
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that may be shown; ``bound`` is ``None`` until somebody has judged."""

    name: str
    people: int
    eligible: str
    bound: float | None
    url: str

    @property
    def state(self) -> Status:
        """Whether anybody has judged the tasks."""
        if self.bound is None:
            return Status(_("Not judged"), "warning")
        return Status(_("Judged"), "ok")


def units_table(study: UnitStudy, *, may_keep: bool) -> DataTable:
    """Every unit of at least five people."""
    profile = study.profile
    rows = [
        UnitRow(
            name=name,
            people=int(profile.people[index]),
            eligible=band_text(int(profile.eligible[index]), int(profile.people[index])),
            bound=float(study.bound[index]) if study.is_judged[index] else None,
            url=reverse("location:tasks", args=[study.unit_keys[name]]) if may_keep else "",
        )
        for index, name in enumerate(profile.units)
        if not profile.is_hidden[index]
    ]
    return DataTable(
        id="units",
        caption=_("Units and their tasks"),
        columns=(
            Column("name", _("Unit"), link=lambda row: row.url),
            Column("people", _("People"), kind="number"),
            Column("eligible", _("May work remotely"), is_sortable=False),
            Column("bound", _("Tasks bound to the workplace"), kind="percent"),
            Column("state", _("Status"), kind="status"),
        ),
        rows=rows,
        filter_fields=("name",),
        note=_("Units with fewer than 5 people are not shown."),
        is_caption_hidden=True,
    )
