"""Reads surveys and trips: what a file is checked against, and what its rows say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count

from arbetshubb.mapping.models import BusinessFile, BusinessTrip, SurveyAnswer, SurveyWave
from arbetshubb.mapping.rules.business_file import Trips
from arbetshubb.mapping.rules.survey_file import Answer, SurveyStudy
from arbetshubb.mapping.rules.survey_picture import SurveyPicture, survey_picture
from arbetshubb.people.models import ImportStatus, Unit
from arbetshubb.places.queries import sites
from arbetshubb.reference.municipalities import all_municipalities

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation
    from arbetshubb.reference.gazetteer import Gazetteer

ANSWER_FIELDS: Final = tuple(field.name for field in fields(Answer))


def staff_by_unit(organisation: Organisation) -> dict[str, int]:
    """How many the register has in each unit of the organisation."""
    units = Unit.objects.filter(organisation=organisation).annotate(staff=Count("person"))
    return dict(units.order_by("name").values_list("name", "staff"))


def study_for(organisation: Organisation, gazetteer: Gazetteer) -> SurveyStudy:
    """What a survey of the organisation is checked against."""
    return SurveyStudy(
        sites=sites(),
        units=tuple(staff_by_unit(organisation)),
        municipalities=tuple(all_municipalities()),
        gazetteer=gazetteer,
    )


def answers_of(wave: SurveyWave) -> list[Answer]:
    """The answers of a wave that counts, or those waiting in a checked file."""
    if wave.status == ImportStatus.APPLIED:
        rows = SurveyAnswer.objects.filter(wave=wave).order_by("pk").values_list(*ANSWER_FIELDS)
        return [answer_from(values) for values in rows]
    return [answer_from(values) for values in wave.rows or []]


def answer_from(values: Sequence[Any]) -> Answer:
    """The answer whose values stand in the order of the fields (Any: of several types)."""
    said = dict(zip(ANSWER_FIELDS, values, strict=True))
    return Answer(**{**said, "willing": tuple(said["willing"]), "reasons": tuple(said["reasons"])})


def picture_of(answers: Sequence[Answer], *, staff: Mapping[str, int], asked: int) -> SurveyPicture:
    """What the answers say, protected."""
    return survey_picture(answers, staff=staff, asked=asked)


def trips_of(file: BusinessFile) -> list[Trips]:
    """The trips of a file that counts, or those waiting in a checked one."""
    if file.status != ImportStatus.APPLIED:
        return [Trips(*values) for values in file.rows or []]
    rows = BusinessTrip.objects.filter(file=file).order_by("pk")
    return [Trips(*values) for values in rows.values_list("unit", "mode", "period", "km", "kronor")]


def waves_of(organisation: Organisation) -> list[SurveyWave]:
    """The waves that count, the latest first."""
    return list(SurveyWave.objects.of(organisation).applied())


def business_files_of(organisation: Organisation) -> list[BusinessFile]:
    """The files of trips that count, the latest first."""
    return list(BusinessFile.objects.of(organisation).applied())
