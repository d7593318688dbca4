"""What people do with statistics: check a file, take it into use, put it away, note a break."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.jobs import RunningJob, job_kind, start_job
from arbetshubb.foundation.models import Job
from arbetshubb.foundation.outbox import publish
from arbetshubb.statistics.models import Dataset, Edition, EditionStatus, SeriesBreak
from arbetshubb.statistics.permissions import may_import
from arbetshubb.statistics.queries import edition_in_use
from arbetshubb.statistics.rules.editions import Difference, difference, together
from arbetshubb.statistics.rules.figures import Figures
from arbetshubb.statistics.rules.files import read_statistics
from arbetshubb.statistics.rules.kinds import Kind, KnownTable, StatisticsRead, known_table
from arbetshubb.tables.problems import Problem, has_errors

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

QUICK_BYTES: Final = 1_000_000
"""Larger files take more than a second to read: they are checked by a job."""
INVENTED: Final = "Påhittat exempel"
_KEPT_PROBLEMS: Final = 100


class MayNotImport(PermissionError):
    """The user does not bring statistics in."""


class EditionNotOpen(ValueError):
    """The edition has errors, or is applied or put away already."""


class StatisticsHaveChanged(ValueError):
    """Somebody took another edition into use after the differences were shown."""


def check_file(  # noqa: PLR0913 - what is known about a file beside its content
    user: User,
    *,
    name: str,
    content: bytes,
    published: date | None = None,
    table_id: str = "",
    is_fetched: bool = False,
    is_example: bool = False,
) -> Edition:
    """The file read and kept beside the statistics in use, changing none of them.

    Raises:
        MayNotImport: the user does not bring statistics in.
    """
    edition = _kept(
        user, name=name, content=content, published=published, is_fetched=is_fetched,
        is_example=is_example,
    )  # fmt: skip
    return _checked(edition, content, table_id)


def start_check(user: User, *, name: str, content: bytes, published: date | None) -> Edition | Job:
    """The edition of a small file, or the job that reads a large one.

    Raises:
        MayNotImport: the user does not bring statistics in.
    """
    if len(content) <= QUICK_BYTES:
        return check_file(user, name=name, content=content, published=published)
    with transaction.atomic():
        edition = _kept(user, name=name, content=content, published=published)
        edition.content = content
        edition.save(update_fields=["content"])
        title = _("Read %(file)s") % {"file": edition.file_name}
        return start_job("statistics.check_file", {"edition": edition.pk}, owner=user, title=title)


@job_kind(
    "statistics.check_file",
    stages={"reading": pgettext_lazy("stage of a job", "The file is read")},
)
def check_waiting_file(running: RunningJob, *, edition: int) -> str:
    """Read a large file that was left with its edition."""
    waiting = Edition.objects.get(pk=edition)
    running.report("reading", 0.1)
    running.stop_if_cancelled()
    if waiting.content is not None:
        _checked(waiting, bytes(waiting.content), "")
    return reverse("statistics:edition", args=[edition])


def changes_of(edition: Edition) -> tuple[Difference, str]:
    """What taking the edition into use would change, and what it is compared with."""
    current = edition_in_use(edition.dataset) if edition.dataset else None
    found = difference(current.figures if current else None, edition.figures)
    return found, basis_of(current)


def basis_of(current: Edition | None) -> str:
    """What the edition in use is called when a person says yes to changes against it."""
    return str(current.pk) if current else "none"


@transaction.atomic
def apply_edition(user: User, edition: Edition, *, basis: str, keeps_rest: bool) -> Edition:
    """The edition in use from now on; ``keeps_rest`` adds what it says nothing about.

    Raises:
        EditionNotOpen: it has errors, or was applied or put away.
        StatisticsHaveChanged: ``basis`` is no longer what is in use.
        MayNotImport: the user does not bring statistics in.
    """
    _check_may_import(user)
    locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if locked.status != EditionStatus.CHECKED or locked.dataset_id is None:
        raise EditionNotOpen
    dataset = Dataset.objects.select_for_update().get(pk=locked.dataset_id)
    current = edition_in_use(dataset)
    if basis != basis_of(current):
        raise StatisticsHaveChanged
    if current is not None:
        if keeps_rest:
            _keep_figures(locked, together(current.figures, locked.figures))
            locked.is_adjusted = locked.is_adjusted or current.is_adjusted
        Edition.objects.filter(pk=current.pk).update(status=EditionStatus.REPLACED)
    locked.number = dataset.editions.exclude(number=None).count() + 1
    locked.status, locked.applied = EditionStatus.IN_USE, timezone.now()
    locked.save()
    record_change(
        actor=user, thing=locked, verb="applied",
        after={"table": dataset.table_id, "edition": locked.number, "figures": len(locked.figures)},
    )  # fmt: skip
    publish("statistics.applied", {"dataset": dataset.pk, "kind": dataset.kind})
    return locked


def put_away(user: User, edition: Edition) -> None:
    """Forget what the file held without using it.

    Raises:
        EditionNotOpen: it is or was in use.
        MayNotImport: the user does not bring statistics in.
    """
    _check_may_import(user)
    open_ones = [EditionStatus.CHECKED, EditionStatus.FAULTY, EditionStatus.READING]
    waiting = Edition.objects.filter(pk=edition.pk, status__in=open_ones)
    if not waiting.update(status=EditionStatus.ABANDONED, columns=None, content=None, problems=[]):
        raise EditionNotOpen


@transaction.atomic
def note_break(user: User, dataset: Dataset, *, period: str, note: str) -> SeriesBreak:
    """A break in the series, shown wherever its figures are.

    Raises:
        MayNotImport: the user does not bring statistics in.
    """
    _check_may_import(user)
    found, _is_new = SeriesBreak.objects.update_or_create(
        dataset=dataset, period=period, defaults={"note_sv": note, "note_en": ""}
    )
    record_change(
        actor=user, thing=found, verb="noted",
        after={"table": dataset.table_id, "period": period},
    )  # fmt: skip
    return found


def check_fetched(user: User, *, name: str, content: bytes, mark: str) -> Edition:
    """What a publisher answered, checked; the edition there is when the answer is the same.

    ``mark`` is the publisher's own word for this state of the table; empty when it has none.

    Raises:
        MayNotImport: the user does not bring statistics in.
    """
    _check_may_import(user)
    same = Edition.objects.filter(
        fingerprint=hashlib.sha256(content).hexdigest(), is_fetched=True,
        status__in=[EditionStatus.IN_USE, EditionStatus.CHECKED],
    ).first()  # fmt: skip
    if same is not None:
        return same
    edition = check_file(user, name=name, content=content, is_fetched=True)
    Edition.objects.filter(pk=edition.pk).update(mark=mark[:80])
    return edition


def is_known_already(kind: Kind, mark: str) -> Dataset | None:
    """The dataset in use that was fetched in the state ``mark``; ``None`` when it is news."""
    if not mark:
        return None
    found = Edition.objects.in_use().light().filter(dataset__kind=kind.value, mark=mark[:80])
    edition = found.select_related("dataset").first()
    return edition.dataset if edition else None


@transaction.atomic
def start_fetch(user: User, kind: str, params: dict[str, Any], *, title: str) -> Job:  # Any: JSON
    """The job that asks a publisher; ``kind`` is declared by the integrations.

    Raises:
        MayNotImport: the user does not bring statistics in.
        UnknownJobKind: no integration has declared ``kind``.
    """
    _check_may_import(user)
    return start_job(kind, params, owner=user, title=title)


# -- Reading


def _kept(  # noqa: PLR0913 - the facts of a file
    user: User,
    *,
    name: str,
    content: bytes,
    published: date | None,
    is_fetched: bool = False,
    is_example: bool = False,
) -> Edition:
    _check_may_import(user)
    return Edition.objects.create(
        status=EditionStatus.READING,
        file_name=name[:200],
        fingerprint=hashlib.sha256(content).hexdigest(),
        published=published,
        is_fetched=is_fetched,
        is_example=is_example,
        created_by=user,
    )


@transaction.atomic
def _checked(edition: Edition, content: bytes, table_id: str) -> Edition:
    read = read_statistics(content, name=edition.file_name)
    edition.content = None
    edition.problems = [_problem_to_json(each) for each in read.problems[:_KEPT_PROBLEMS]]
    edition.notes = [note[:1000] for note in read.about.notes][:20]
    edition.status = EditionStatus.FAULTY
    if read.kind is not None and read.figures is not None:
        _describe(edition, read, read.kind, read.figures, table_id)
        if not has_errors(read.problems):
            edition.status = EditionStatus.CHECKED
    edition.save()
    return edition


def _describe(
    edition: Edition, read: StatisticsRead, kind: Kind, figures: Figures, table_id: str
) -> None:
    name = read.about.table_id or table_id or edition.file_name.rsplit(".", 1)[0]
    table = known_table(kind, name, read.about.title)
    edition.dataset = _dataset(table, is_example=edition.is_example)
    edition.published = edition.published or read.about.updated
    edition.is_adjusted = read.about.is_adjusted or table.is_adjusted
    _keep_figures(edition, figures)


def _keep_figures(edition: Edition, figures: Figures) -> None:
    edition.columns = figures.to_bytes()
    edition.__dict__.pop("figures", None)
    edition.figure_count = len(figures)
    edition.unknown_count = int((~figures.is_known).sum())
    edition.periods = sorted(set(figures.period.code_array().tolist()))


def _dataset(table: KnownTable, *, is_example: bool) -> Dataset:
    """The table's row; an invented example is never mixed with what was published."""
    dataset, is_new = Dataset.objects.get_or_create(
        kind=table.kind.value,
        table_id=f"{table.table_id} (exempel)" if is_example else table.table_id,
        defaults={
            "title_sv": table.title_sv,
            "title_en": table.title_en,
            "publisher": INVENTED if is_example else table.publisher,
            "licence": "–" if is_example else table.licence,
            "source_url": "" if is_example else table.source_url,
        },
    )
    if is_new:
        SeriesBreak.objects.bulk_create(
            SeriesBreak(
                dataset=dataset, period=each.period, note_sv=each.note_sv, note_en=each.note_en
            )
            for each in table.breaks
        )
    return dataset


def _check_may_import(user: User) -> None:
    if not may_import(user):
        raise MayNotImport


def _problem_to_json(problem: Problem) -> dict[str, Any]:  # Any: JSON
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "params": dict(problem.params),
        "severity": problem.severity.value,
    }
