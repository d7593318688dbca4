"""What people do with travel surveys: read a file in, apply it, delete a wave."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

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
from arbetshubb.mapping.models import SurveyAnswer, SurveyWave
from arbetshubb.mapping.rules.survey_file import Answer, SurveyRead, SurveyStudy, parse_survey
from arbetshubb.mapping.survey_queries import answers_of
from arbetshubb.people.models import ImportStatus
from arbetshubb.tables.problems import UnreadableFile, has_errors
from arbetshubb.tables.reading import read_table

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User

BATCH_SIZE: Final = 1000


@dataclass(frozen=True, slots=True)
class WaveName:
    """What a wave is called and how many were asked (0: all in the register)."""

    year: int
    label: str
    asked: int = 0


def check_survey(  # noqa: PLR0913 - what a file is read against
    content: bytes,
    *,
    file_name: str,
    organisation: Organisation,
    actor: User,
    called: WaveName,
    study: SurveyStudy,
) -> SurveyWave:
    """Read a file and leave a wave: faulty with its problems, or checked and ready to apply.

    Raises:
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, organisation)
    forget_expired_files()
    read = _read(content, file_name, study)
    is_faulty = has_errors(read.problems)
    return SurveyWave.objects.create(
        organisation=organisation,
        uploaded_by=actor,
        file_name=file_name[:200],
        year=called.year,
        label=called.label,
        asked=called.asked,
        status=ImportStatus.FAULTY if is_faulty else ImportStatus.CHECKED,
        problems=kept_problems(read.problems),
        rows=None if is_faulty else [list(asdict(answer).values()) for answer in read.answers],
        row_count=len(read.answers),
    )


@transaction.atomic
def apply_survey(wave: SurveyWave, *, actor: User) -> SurveyWave:
    """Let the answers count.

    Raises:
        FileNotOpen: applied or put aside already.
        FileExpired: it has waited too long.
        NameTaken: there is a wave with that name and year.
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, wave.organisation)
    wave = lock_open(wave, ImportStatus.CHECKED)
    if wave.rows is None:
        raise FileExpired
    answers = answers_of(wave)
    wave.status, wave.applied = ImportStatus.APPLIED, timezone.now()
    wave.rows, wave.problems = None, []
    try:
        with transaction.atomic():
            wave.save()
    except IntegrityError as error:
        raise NameTaken from error
    SurveyAnswer.objects.bulk_create(
        [_row(wave, answer) for answer in answers], batch_size=BATCH_SIZE
    )
    said = {"year": wave.year, "label": wave.label, "answers": len(answers)}
    record_change(actor=actor, thing=wave, verb="imported", after=said)
    publish("mapping.survey_imported", {"organisation": wave.organisation.code, **said})
    return wave


@transaction.atomic
def delete_survey(wave: SurveyWave, *, actor: User) -> None:
    """Delete a wave with all its answers; that it was there stays in the log.

    Raises:
        FileNotOpen: it is not applied.
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, wave.organisation)
    locked = lock_open(wave, ImportStatus.APPLIED)
    before = {"year": locked.year, "label": locked.label, "answers": locked.row_count}
    record_change(actor=actor, thing=locked, verb="deleted", before=before)
    publish("mapping.survey_deleted", {"organisation": locked.organisation.code, **before})
    locked.delete()


def _read(content: bytes, file_name: str, study: SurveyStudy) -> SurveyRead:
    try:
        table = read_table(content, name=file_name)
    except UnreadableFile as error:
        return SurveyRead((), (error.as_problem(file_name),))
    return parse_survey(table, study)


def _row(wave: SurveyWave, answer: Answer) -> SurveyAnswer:
    values = asdict(answer)
    return SurveyAnswer(
        wave=wave,
        **{**values, "willing": list(answer.willing), "reasons": list(answer.reasons)},
    )
