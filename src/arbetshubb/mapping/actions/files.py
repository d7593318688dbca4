"""What files of surveys and business trips go through alike: kept, put aside, forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.models import BusinessFile, SurveyWave
from arbetshubb.mapping.permissions import may_import_for
from arbetshubb.people.models import ImportStatus
from arbetshubb.tables.problems import Problem

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User
    from arbetshubb.mapping.models import ReadFile

MOST_PROBLEMS: Final = 2000
MASKED_CODES: Final = frozenset({"looks_like_address", "unit_unknown", "text_too_long"})
"""What people write there may tell who they are: the value is not kept with the problem."""


class NotYourMapping(PermissionError):
    """The user does not import for the organisation."""


class FileNotOpen(Exception):
    """The file is applied or put aside already."""


class FileExpired(Exception):
    """The file's rows are removed because it waited too long."""


class NameTaken(Exception):
    """There is one with that name and year already."""


def check_may_import(user: User, organisation: Organisation) -> None:
    """Raise unless the user imports for the organisation.

    Raises:
        NotYourMapping: they do not.
    """
    if not may_import_for(user, organisation):
        raise NotYourMapping


def kept_problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """The problems as they are kept for a day, without values that could name somebody."""
    return [_kept(problem) for problem in problems[:MOST_PROBLEMS]]


@transaction.atomic
def abandon_file(file: ReadFile, *, actor: User) -> None:
    """Put a file aside: its rows are removed and nothing else changes.

    Raises:
        FileNotOpen: applied or put aside already.
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, file.organisation)
    locked = lock_open(file, ImportStatus.CHECKED, ImportStatus.FAULTY)
    locked.status = ImportStatus.ABANDONED
    locked.rows, locked.problems = None, []
    locked.save()
    record_change(actor=actor, thing=locked, verb="put aside")


def forget_expired_files() -> int:
    """Remove the rows and problems of files that have waited too long; how many."""
    now = timezone.now()
    surveys = SurveyWave.objects.expired(now=now).update(rows=None, problems=[])
    return surveys + BusinessFile.objects.expired(now=now).update(rows=None, problems=[])


def lock_open[F: ReadFile](file: F, *statuses: ImportStatus) -> F:
    """The file as it is now, held until the transaction ends.

    Raises:
        FileNotOpen: it has another status, perhaps since a moment ago.
    """
    manager = type(file)._default_manager  # noqa: SLF001 - documented by Django
    locked = manager.select_for_update(of=("self",)).select_related("organisation").get(pk=file.pk)
    if locked.status not in statuses:
        raise FileNotOpen
    return locked


def _kept(problem: Problem) -> dict[str, object]:
    kept = {**asdict(replace(problem, params={})), "params": dict(problem.params)}
    if problem.code in MASKED_CODES and problem.value:
        kept["value"] = "•••"
    return kept
