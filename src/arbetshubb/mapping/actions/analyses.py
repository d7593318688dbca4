"""What people do with analyses: freeze today's, write in an old report's, delete one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.workforce import Mode
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.mapping.actions.files import NameTaken, check_may_import
from arbetshubb.mapping.models import AnalysisSource, SavedAnalysis
from arbetshubb.mapping.rules.frozen_travel import frozen_figures
from arbetshubb.mapping.rules.old_report import report_table
from arbetshubb.mapping.rules.travel_picture import TravelPicture

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User


class NothingToSave(ValueError):
    """The analysis describes so few people that nothing of it may be kept."""


@dataclass(frozen=True, slots=True)
class OldReport:
    """What an old report says: kilometres a year by means of travel."""

    name: str
    year: int
    people: int
    km: Mapping[Mode, float]
    source: str
    quality: str


@transaction.atomic
def save_analysis(  # noqa: PLR0913 - what is saved, and for whom
    user: User,
    organisation: Organisation,
    *,
    name: str,
    year: int,
    source: str,
    picture: TravelPicture,
) -> SavedAnalysis:
    """Today's analysis frozen: the protected figures and the activity by means.

    Raises:
        NotYourMapping: the user does not import for the organisation.
        NothingToSave: too few people.
        NameTaken: there is one with that name and year.
    """
    check_may_import(user, organisation)
    if picture.table is None:
        raise NothingToSave
    return _saved(user, SavedAnalysis(
        organisation=organisation,
        name=name,
        year=year,
        source=source,
        quality=picture.quality,
        roads=picture.source[:200],
        constants_version=picture.constants_version,
        inputs_hash=picture.inputs_hash,
        table=picture.table,
        figures=frozen_figures(picture),
        created_by=user,
    ))  # fmt: skip


@transaction.atomic
def save_report(
    user: User, organisation: Organisation, report: OldReport, *, constants: ConstantTable
) -> SavedAnalysis:
    """An old report's sums as an analysis to compare with.

    Raises:
        NotYourMapping: the user does not import for the organisation.
        NameTaken: there is one with that name and year.
    """
    check_may_import(user, organisation)
    return _saved(user, SavedAnalysis(
        organisation=organisation,
        name=report.name,
        year=report.year,
        source=AnalysisSource.REPORT,
        source_text=report.source,
        quality=report.quality,
        table=report_table(report.people, report.km, constants).to_json(),
        created_by=user,
    ))  # fmt: skip


@transaction.atomic
def delete_analysis(analysis: SavedAnalysis, *, actor: User) -> None:
    """Delete an analysis; that it was there stays in the log.

    Raises:
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, analysis.organisation)
    before = {"name": analysis.name, "year": analysis.year, "source": analysis.source}
    record_change(actor=actor, thing=analysis, verb="deleted", before=before)
    analysis.delete()


def _saved(user: User, analysis: SavedAnalysis) -> SavedAnalysis:
    try:
        with transaction.atomic():
            analysis.save()
    except IntegrityError as error:
        raise NameTaken from error
    said = {"name": analysis.name, "year": analysis.year, "source": str(analysis.source)}
    record_change(actor=user, thing=analysis, verb="created", after=said)
    publish("mapping.analysis_saved", {"organisation": analysis.organisation.code, **said})
    return analysis
