"""Tables of an import for its pages: what is wrong in the file, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.people.import_texts import FIELD_LABELS, sentence
from arbetshubb.people.models import ImportBatch, ImportStatus, TravelMode, code_of
from arbetshubb.people.queries import rows_of
from arbetshubb.people.rules.difference import Difference, FieldChange, Value
from arbetshubb.tables.problems import Problem
from arbetshubb.ui.figures import FigureCard, figure_card
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem as its row on the page."""

    problem: Problem
    wrong: str
    remedy: str

    @property
    def status(self) -> Status:
        """Whether it stops the import, in word and shape."""
        if self.problem.is_error:
            return Status(pgettext("problem in a file", "Error"), "error")
        return Status(pgettext("problem in a file", "Note"), "warning")


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A person as a row of the differences."""

    code: str
    status: Status
    unit: str
    what: str


def problem_table(batch: ImportBatch, problems: list[Problem]) -> DataTable:
    """Every problem with file, row, column, value, what is wrong and what to do."""
    lines = [ProblemLine(problem, *sentence(problem)) for problem in problems]
    return DataTable(
        id="problems",
        caption=_("What is wrong in the file"),
        columns=(
            Column("problem__row", _("Row"), kind="number"),
            Column("problem__column", _("Column")),
            Column("problem__value", _("Value")),
            Column("status", _("Kind"), kind="status", value=lambda line: line.status),
            Column("wrong", _("What is wrong")),
            Column("remedy", _("What to do")),
        ),
        rows=lines,
        filter_fields=("problem__column", "wrong"),
        export_url=reverse("people:problems", args=[batch.pk]),
    )


def count_cards(batch: ImportBatch) -> list[FigureCard]:
    """How many come, change, are not in the file and stay the same."""
    gone = pgettext("people", "Not in the file")
    if batch.status == ImportStatus.APPLIED:
        removed = pgettext("people", "Removed")
        gone = removed if batch.gone_were_removed else _("Not in the file, left as they were")
    figures = (
        (_("New people"), batch.new_count),
        (pgettext("people", "Changed"), batch.changed_count),
        (gone, batch.gone_count),
        (_("The same as before"), batch.unchanged_count),
    )
    return [figure_card(label, count, unit="number") for label, count in figures]


def difference_table(batch: ImportBatch, difference: Difference) -> DataTable:
    """Every person who comes, changes or is not in the file, and what differs."""
    return DataTable(
        id="differences",
        caption=_("What the file would change"),
        columns=(
            Column("code", _("Person")),
            Column("status", _("What happens"), kind="status", value=lambda line: line.status),
            Column("unit", _("Unit")),
            Column("what", _("Details")),
        ),
        rows=_lines(batch, difference),
        filter_fields=("code", "unit", "what"),
    )


def _lines(batch: ImportBatch, difference: Difference) -> list[DifferenceLine]:
    after = rows_of(batch)
    new = Status(pgettext("person in an import", "New"), "new")
    changed = Status(pgettext("person in an import", "Changed"), "away")
    gone = Status(pgettext("person in an import", "Not in the file"), "neutral")
    return [
        *(
            DifferenceLine(
                code_of(each.pseudonym), changed, after[each.pseudonym].unit, _all(each.changes)
            )
            for each in difference.changed
        ),
        *(DifferenceLine(code_of(name), new, after[name].unit, "") for name in difference.new),
        *(DifferenceLine(code_of(name), gone, "", "") for name in difference.gone),
    ]


def _all(changes: tuple[FieldChange, ...]) -> str:
    return "; ".join(
        f"{FIELD_LABELS[change.field]}: {_written(change.field, change.before)}"
        f" → {_written(change.field, change.after)}"
        for change in changes
    )


def _written(field: str, value: Value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "mode":
        return str(TravelMode(str(value)).label)
    return floatformat(value, -2) if isinstance(value, float) else value
