"""What the pages of files have in common: steps, problems and the rows a file may still hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.mapping.import_texts import sentence
from arbetshubb.people.models import ImportStatus
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.problems import Problem, Severity
from arbetshubb.ui.navigation import Step
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

if TYPE_CHECKING:
    from django.http import HttpRequest

    from arbetshubb.mapping.models import ReadFile

STATUS_KINDS = {
    ImportStatus.FAULTY: "error",
    ImportStatus.CHECKED: "new",
    ImportStatus.APPLIED: "ok",
    ImportStatus.ABANDONED: "neutral",
}


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


@cache
def gazetteer() -> Gazetteer:
    """The places that homes are looked up among; read once."""
    return Gazetteer.shipped()


def is_too_large(request: HttpRequest) -> bool:
    """Whether the upload was so large that Django has read no file from it."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    return length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def problems_of(file: ReadFile) -> list[Problem]:
    """What is wrong in the file, as it was kept."""
    return [Problem(**{**kept, "severity": Severity(kept["severity"])}) for kept in file.problems]


def problem_table(problems: Sequence[Problem], *, export_url: str) -> DataTable:
    """Every problem with row, column, value, what is wrong and what to do."""
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
        rows=[ProblemLine(problem, *sentence(problem)) for problem in problems],
        filter_fields=("problem__column", "wrong"),
        export_url=export_url,
    )


def problem_lines(problems: Sequence[Problem]) -> Iterator[list[object]]:
    """The problems as lines of a CSV file, to mend the file by."""
    yield [
        _("File"), _("Row"), _("Column"), _("Value"), _("What is wrong"), _("What to do"),
        _("Stops the import"),
    ]  # fmt: skip
    for problem in problems:
        wrong, remedy = sentence(problem)
        stops = _("Yes") if problem.is_error else _("No")
        yield [problem.file, problem.row, problem.column, problem.value, wrong, remedy, stops]


def file_status(file: ReadFile) -> Status:
    """How far a file has come, in word and shape."""
    label: Any = ImportStatus(file.status).label  # Any: a lazy text
    return Status(str(label), STATUS_KINDS[ImportStatus(file.status)])


def steps_of(status: str, *, import_url: str) -> list[Step]:
    """The four steps; those before the present one are done."""
    names = {
        "": _("Choose a file"),
        ImportStatus.FAULTY: _("Mend what is wrong"),
        ImportStatus.CHECKED: _("See what it holds"),
        ImportStatus.APPLIED: _("Done"),
    }
    known = list(names)
    place = known.index(status) if status in known else len(known)
    return [
        Step(label, "" if key else import_url, _state(index, place))
        for index, (key, label) in enumerate(names.items())
    ]


def _state(index: int, place: int) -> Literal["todo", "now", "done"]:
    if index == place:
        return "now"
    return "done" if index < place else "todo"
