"""A file of known distances is checked, applied or put away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from arbetshubb.analysis.places import Cell
from arbetshubb.distances.actions.known import Facts, NotAllowed, put_in_place
from arbetshubb.distances.models import ImportStatus, KnownImport
from arbetshubb.distances.permissions import may_keep
from arbetshubb.distances.queries import import_diff
from arbetshubb.distances.rules.known_file import KnownDiff, KnownRow, parse_known
from arbetshubb.foundation.audit import record_change
from arbetshubb.places.inventory import problem_to_json
from arbetshubb.places.models import Place
from arbetshubb.places.queries import sites
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors
from arbetshubb.tables.reading import read_table

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User

MOST_PROBLEMS: Final = 1000
"""More are not kept: whoever has them mends the first ones and tries again."""


class ImportNotReady(ValueError):
    """The import has errors, or is applied or put away already."""


class KnownHaveChanged(ValueError):
    """Somebody changed the known distances after the differences were shown."""


def check_file(user: User, organisation: Organisation, *, name: str, content: bytes) -> KnownImport:
    """The file read and kept beside the known distances, changing none of them.

    Raises:
        NotAllowed: the user does not keep known distances.
    """
    if not may_keep(user):
        raise NotAllowed
    try:
        table = read_table(content, name=name)
    except UnreadableFile as error:
        return _kept(user, organisation, name, (), (error.as_problem(name),))
    today = timezone.localdate()
    read = parse_known(table, sites=sites(), gazetteer=gazetteer(), today=today)
    return _kept(user, organisation, name, read.rows, read.problems)


@transaction.atomic
def apply_import(user: User, batch: KnownImport, *, basis: str) -> KnownDiff:
    """Do what the file says; ``basis`` is the digest that the differences were shown with.

    Raises:
        ImportNotReady: it has errors, or was applied or put away.
        KnownHaveChanged: what holds is no longer what was shown.
        NotAllowed: the user does not keep known distances.
    """
    if not may_keep(user):
        raise NotAllowed
    _take(batch, ImportStatus.APPLIED, frm=(ImportStatus.CHECKED,))
    diff, now = import_diff(batch)
    if basis != now:
        raise KnownHaveChanged
    places = {place.site_id: place for place in Place.objects.all()}
    wanted = [*diff.new, *(after for _before, after in diff.replaced)]
    for row in wanted:
        put_in_place(user, batch.organisation, _facts(row, places[row.site_id]))
    KnownImport.objects.filter(pk=batch.pk).update(applied=timezone.now())
    record_change(
        actor=user, thing=batch, verb="imported",
        after={"new": len(diff.new), "changed": len(diff.replaced)},
    )  # fmt: skip
    return diff


@transaction.atomic
def abandon_import(user: User, batch: KnownImport) -> None:
    """Put the file away without applying it; what it held is forgotten.

    Raises:
        ImportNotReady: it is applied or put away already.
        NotAllowed: the user does not keep known distances.
    """
    if not may_keep(user):
        raise NotAllowed
    _take(batch, ImportStatus.ABANDONED, frm=(ImportStatus.CHECKED, ImportStatus.FAULTY))
    KnownImport.objects.filter(pk=batch.pk).update(rows=[], problems=[])
    record_change(actor=user, thing=batch, verb="put aside")


def _take(batch: KnownImport, status: ImportStatus, *, frm: tuple[ImportStatus, ...]) -> None:
    """Move the import on; the second of two who do finds it moved."""
    if not KnownImport.objects.filter(pk=batch.pk, status__in=frm).update(status=status):
        raise ImportNotReady


def _kept(
    user: User,
    organisation: Organisation,
    name: str,
    rows: Iterable[KnownRow],
    problems: Iterable[Problem],
) -> KnownImport:
    found = tuple(problems)
    return KnownImport.objects.create(
        file_name=name[:200],
        created_by=user,
        organisation=organisation,
        status=ImportStatus.FAULTY if has_errors(found) else ImportStatus.CHECKED,
        rows=[row.to_json() for row in rows],
        problems=[problem_to_json(problem) for problem in found[:MOST_PROBLEMS]],
    )


def _facts(row: KnownRow, place: Place) -> Facts:
    return Facts(
        origin=Cell.from_id(row.origin_cell),
        origin_text=row.origin_text,
        place=place,
        km=row.km,
        minutes=row.minutes,
        source=row.source,
        valid_from=row.valid_from,
        is_approximate=row.is_approximate,
    )


@cache
def gazetteer() -> Gazetteer:
    """The places and postcodes that positions are looked up in."""
    return Gazetteer.shipped()
