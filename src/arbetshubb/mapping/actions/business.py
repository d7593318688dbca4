"""What people do with business trips: read a file in, apply it, delete it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.mapping.actions.files import (
    FileExpired,
    NameTaken,
    check_may_import,
    forget_expired_files,
    kept_problems,
    lock_open,
)
from arbetshubb.mapping.models import BusinessFile, BusinessTrip
from arbetshubb.mapping.rules.business_file import BusinessRead, parse_business
from arbetshubb.mapping.survey_queries import trips_of
from arbetshubb.people.models import ImportStatus
from arbetshubb.tables.problems import UnreadableFile, has_errors
from arbetshubb.tables.reading import read_table

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User


@dataclass(frozen=True, slots=True)
class TripsName:
    """What a file of trips is called, and the year it describes."""

    year: int
    label: str


def check_trips(  # noqa: PLR0913 - what a file is read against
    content: bytes,
    *,
    file_name: str,
    organisation: Organisation,
    actor: User,
    called: TripsName,
    units: Collection[str],
) -> BusinessFile:
    """Read a file and leave it: faulty with its problems, or checked and ready to apply.

    Raises:
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, organisation)
    forget_expired_files()
    read = _read(content, file_name, units)
    is_faulty = has_errors(read.problems)
    return BusinessFile.objects.create(
        organisation=organisation,
        uploaded_by=actor,
        file_name=file_name[:200],
        year=called.year,
        label=called.label,
        status=ImportStatus.FAULTY if is_faulty else ImportStatus.CHECKED,
        problems=kept_problems(read.problems),
        rows=None if is_faulty else [list(asdict(trips).values()) for trips in read.trips],
        row_count=len(read.trips),
    )


@transaction.atomic
def apply_trips(file: BusinessFile, *, actor: User) -> BusinessFile:
    """Let the trips count.

    Raises:
        FileNotOpen: applied or put aside already.
        FileExpired: it has waited too long.
        NameTaken: there is a file with that name and year.
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, file.organisation)
    file = lock_open(file, ImportStatus.CHECKED)
    if file.rows is None:
        raise FileExpired
    trips = trips_of(file)
    file.status, file.applied = ImportStatus.APPLIED, timezone.now()
    file.rows, file.problems = None, []
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError as error:
        raise NameTaken from error
    BusinessTrip.objects.bulk_create([BusinessTrip(file=file, **asdict(each)) for each in trips])
    said = {"year": file.year, "label": file.label, "rows": len(trips)}
    record_change(actor=actor, thing=file, verb="imported", after=said)
    publish("mapping.trips_imported", {"organisation": file.organisation.code, **said})
    return file


@transaction.atomic
def delete_trips(file: BusinessFile, *, actor: User) -> None:
    """Delete a file's trips; that they were there stays in the log.

    Raises:
        FileNotOpen: it is not applied.
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, file.organisation)
    locked = lock_open(file, ImportStatus.APPLIED)
    before = {"year": locked.year, "label": locked.label, "rows": locked.row_count}
    record_change(actor=actor, thing=locked, verb="deleted", before=before)
    publish("mapping.trips_deleted", {"organisation": locked.organisation.code, **before})
    locked.delete()


def _read(content: bytes, file_name: str, units: Collection[str]) -> BusinessRead:
    try:
        table = read_table(content, name=file_name)
    except UnreadableFile as error:
        return BusinessRead((), (error.as_problem(file_name),))
    return parse_business(table, units=units)
