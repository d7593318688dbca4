"""What changes in people: a file is checked, applied or put aside.

The raw file is read in memory and never kept; the ids in it become pseudonyms at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from arbetshubb.analysis.places import Site
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.foundation.outbox import publish
from arbetshubb.people.models import ImportBatch, ImportStatus, Person, Unit
from arbetshubb.people.queries import people_now, rows_of
from arbetshubb.people.rules import PeopleRead, parse_people
from arbetshubb.people.rules.difference import (
    Difference,
    PersonValues,
    compare_people,
    digest_of,
    with_pseudonyms,
)
from arbetshubb.people.rules.employer import check_employer, with_employer
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors, in_file_order
from arbetshubb.tables.reading import read_table

MOST_PROBLEMS: Final = 2000
"""More are not kept: whoever has them mends the first ones and tries again."""
IDENTIFYING_CODES: Final = frozenset({"person_number", "person_id_is_address"})
BATCH_SIZE: Final = 1000


class ImportNotOpen(Exception):
    """The import has been applied or put aside already."""


class ImportExpired(Exception):
    """The import's rows have been removed because it waited too long."""


class PeopleChangedMeanwhile(Exception):
    """The people differ from those the import was checked against."""


def check_import(  # noqa: PLR0913 - what a file is read against
    content: bytes,
    *,
    file_name: str,
    organisation: Organisation,
    actor: User,
    sites: Sequence[Site],
    gazetteer: Gazetteer,
    municipalities: Collection[str] = (),
) -> ImportBatch:
    """Read a file and leave a batch: faulty with its problems, or checked and ready to apply.

    Nothing about people changes. Batches that have waited too long lose their rows on the way.
    """
    forget_expired_imports()
    read = _read(
        content,
        file_name=file_name,
        organisation=organisation,
        sites=sites,
        gazetteer=gazetteer,
        municipalities=municipalities,
    )
    batch = ImportBatch(
        organisation=organisation,
        uploaded_by=actor,
        file_name=file_name[:200],
        status=ImportStatus.FAULTY,
        problems=[_kept(problem) for problem in read.problems[:MOST_PROBLEMS]],
        row_count=len(read.people),
        protected_count=read.protected,
    )
    if not has_errors(read.problems):
        _add_difference(batch, read)
    batch.save()
    return batch


@transaction.atomic
def apply_import(batch: ImportBatch, *, actor: User, removes_gone: bool) -> ImportBatch:
    """Make the people be as the file says; those who are not in it go only if ``removes_gone``.

    Raises:
        ImportNotOpen: applied or put aside already, perhaps a moment ago by somebody else.
        ImportExpired: it has waited too long.
        PeopleChangedMeanwhile: the people differ from those it was checked against.
    """
    _lock(batch.organisation)
    batch = ImportBatch.objects.select_related("organisation").get(pk=batch.pk)
    if batch.status != ImportStatus.CHECKED:
        raise ImportNotOpen
    if batch.rows is None:
        raise ImportExpired
    before, after = people_now(batch.organisation), rows_of(batch)
    if digest_of(before) != batch.basis:
        raise PeopleChangedMeanwhile
    difference = compare_people(before, after)
    _write(batch.organisation, difference, after, removes_gone=removes_gone)
    batch.status = ImportStatus.APPLIED
    batch.applied = timezone.now()
    batch.gone_were_removed = removes_gone and bool(difference.gone)
    _forget(batch)
    batch.save()
    _tell(batch, actor)
    return batch


@transaction.atomic
def abandon_import(batch: ImportBatch, *, actor: User) -> None:
    """Put a file aside: its rows are removed and nothing else changes.

    Raises:
        ImportNotOpen: applied or put aside already.
    """
    _lock(batch.organisation)
    batch = ImportBatch.objects.get(pk=batch.pk)
    if batch.status not in {ImportStatus.CHECKED, ImportStatus.FAULTY}:
        raise ImportNotOpen
    batch.status = ImportStatus.ABANDONED
    _forget(batch)
    batch.save()
    record_change(actor=actor, thing=batch, verb="put aside")


def forget_expired_imports() -> int:
    """Remove the rows and problems of batches that have waited too long; how many."""
    expired = ImportBatch.objects.expired(now=timezone.now())
    return expired.update(rows=None, problems=[])


def _read(  # noqa: PLR0913 - the same
    content: bytes,
    *,
    file_name: str,
    organisation: Organisation,
    sites: Sequence[Site],
    gazetteer: Gazetteer,
    municipalities: Collection[str],
) -> PeopleRead:
    try:
        table = read_table(content, name=file_name)
    except UnreadableFile as error:
        return PeopleRead((), (error.as_problem(file_name),))
    table = with_employer(table, organisation.name)
    read = parse_people(table, sites=sites, gazetteer=gazetteer, municipalities=municipalities)
    others = check_employer(table, (organisation.name, organisation.code))
    return replace(read, problems=in_file_order((*read.problems, *others)))


def _kept(problem: Problem) -> dict[str, object]:
    """The problem as it is kept; a value that would identify somebody is not."""
    kept = {**asdict(replace(problem, params={})), "params": dict(problem.params)}
    if problem.code in IDENTIFYING_CODES:
        kept["value"] = "•••"
    return kept


def _add_difference(batch: ImportBatch, read: PeopleRead) -> None:
    organisation = batch.organisation
    before = people_now(organisation)
    after = with_pseudonyms(read.people, employer=organisation.code, key=settings.PSEUDONYM_KEY)
    difference = compare_people(before, after)
    batch.status = ImportStatus.CHECKED
    batch.basis = digest_of(before)
    batch.rows = {pseudonym: values.as_list() for pseudonym, values in after.items()}
    batch.new_count = len(difference.new)
    batch.changed_count = len(difference.changed)
    batch.gone_count = len(difference.gone)
    batch.unchanged_count = difference.unchanged


def _lock(organisation: Organisation) -> None:
    """Let one import of an organisation be applied at a time.

    On SQLite the transaction itself holds the only write lock (``transaction_mode``).
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _write(
    organisation: Organisation,
    difference: Difference,
    after: dict[str, PersonValues],
    *,
    removes_gone: bool,
) -> None:
    kept = Person.objects.filter(organisation=organisation)
    if removes_gone:
        for some in _in_batches(difference.gone):
            kept.filter(pseudonym__in=some).delete()
    units = _units(organisation, {values.unit for values in after.values()})
    changed = [change.pseudonym for change in difference.changed]
    ids = _keys(organisation, changed)
    Person.objects.bulk_update(
        [_person(organisation, name, after[name], units, key=ids[name]) for name in changed],
        _COLUMNS,
        batch_size=BATCH_SIZE,
    )
    Person.objects.bulk_create(
        [_person(organisation, name, after[name], units) for name in difference.new],
        batch_size=BATCH_SIZE,
    )
    Unit.objects.filter(organisation=organisation).empty().delete()


_COLUMNS: Final = (
    "unit", "home_cell", "home_municipality", "workplace", "office_days", "home_days", "hub_days",
    "mode", "is_remote_eligible", "is_complex_issue",
)  # fmt: skip


def _units(organisation: Organisation, names: Iterable[str]) -> dict[str, Unit]:
    Unit.objects.bulk_create(
        [Unit(organisation=organisation, name=name) for name in sorted(names)],
        ignore_conflicts=True,
    )
    return {unit.name: unit for unit in Unit.objects.filter(organisation=organisation)}


def _keys(organisation: Organisation, pseudonyms: Sequence[str]) -> dict[str, int]:
    kept = Person.objects.filter(organisation=organisation)
    return {
        name: key
        for some in _in_batches(pseudonyms)
        for name, key in kept.filter(pseudonym__in=some).values_list("pseudonym", "pk")
    }


def _person(
    organisation: Organisation,
    pseudonym: str,
    values: PersonValues,
    units: dict[str, Unit],
    *,
    key: int | None = None,
) -> Person:
    columns = {**asdict(values), "unit": units[values.unit]}
    return Person(pk=key, organisation=organisation, pseudonym=pseudonym, **columns)


def _in_batches(names: Sequence[str]) -> Iterable[Sequence[str]]:
    return (names[start : start + BATCH_SIZE] for start in range(0, len(names), BATCH_SIZE))


def _forget(batch: ImportBatch) -> None:
    batch.rows = None
    batch.problems = []


def _tell(batch: ImportBatch, actor: User) -> None:
    counts = {
        "new": batch.new_count,
        "changed": batch.changed_count,
        "gone": batch.gone_count,
        "gone_were_removed": batch.gone_were_removed,
        "unchanged": batch.unchanged_count,
    }
    record_change(actor=actor, thing=batch, verb="imported", after=counts)
    publish("people.imported", {"organisation": batch.organisation.code, **counts})
