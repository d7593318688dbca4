"""Tables of what is brought in: editions, their changes and what is wrong with a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.statistics.display.told import ToldColumn
from arbetshubb.statistics.display.words import value_text
from arbetshubb.statistics.models import Edition
from arbetshubb.statistics.rules.editions import ChangedFigure
from arbetshubb.statistics.texts import measure_label, sentence
from arbetshubb.tables.problems import Problem, Severity
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable


def editions_table(editions: Sequence[Edition]) -> DataTable:
    """Every edition of a dataset, the newest first."""
    return DataTable(
        id="editions",
        caption=_("Editions"),
        columns=(
            Column("file_name", _("File"), link=edition_url),
            Column("number", _("Edition"), kind="number"),
            Column("years", _("Years"), value=lambda each: each.years),
            Column("figure_count", _("Figures"), kind="number"),
            Column("created", _("Brought in"), kind="datetime"),
            Column(
                "status",
                pgettext("column heading", "Status"),
                kind="status",
                value=status_of,
            ),
        ),
        rows=list(editions),
    )


def changes_table(changes: Sequence[ChangedFigure]) -> DataTable:
    """The largest changes of a new edition."""
    return DataTable(
        id="changes",
        caption=_("The largest changes"),
        columns=(
            Column("area", pgettext("a place in statistics", "Area")),
            Column("period", _("Year")),
            Column("measure", _("What is counted"), value=lambda row: measure_label(row.measure)),
            ToldColumn("before", _("Before"), value=lambda row: value_text(row.before)),
            ToldColumn("after", _("After"), value=lambda row: value_text(row.after)),
        ),
        rows=list(changes),
    )


def problems_table(problems: Sequence[dict[str, Any]]) -> DataTable:  # Any: JSON
    """What is wrong in a file, row by row, and what to do."""
    read = [Problem(**{**each, "severity": Severity(each["severity"])}) for each in problems]
    return DataTable(
        id="problems",
        caption=_("What must be mended"),
        columns=(
            Column("row", _("Row"), kind="number"),
            Column("column", _("Column")),
            Column("wrong", _("What is wrong"), value=lambda each: sentence(each)[0]),
            Column("remedy", _("What to do"), value=lambda each: sentence(each)[1]),
        ),
        rows=read,
    )


def edition_url(edition: Edition) -> str:
    """The page about an edition."""
    return reverse("statistics:edition", args=[edition.pk])


def status_of(edition: Edition) -> Status:
    """The edition's status as word and shape."""
    kinds = {"in_use": "ok", "checked": "new", "faulty": "error"}
    return Status(edition.get_status_display(), kinds.get(edition.status, "neutral"))
