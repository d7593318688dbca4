"""What travel and emissions are reckoned from: people, their ways, answers and business trips."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from arbetshubb.analysis.commuting import (
    Breakdown,
    CommutingState,
    Fuel,
    Respondent,
    ResponseWeights,
    TravelSurvey,
    present_state,
    response_weights,
    strata_by,
    travel_survey,
    with_register_km,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import Cell, Site
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Mode, Workforce
from arbetshubb.distances.travel import corrected, router
from arbetshubb.foundation.keeping import kept
from arbetshubb.mapping.models import SurveyWave
from arbetshubb.mapping.queries import Counted, assumptions, people_of
from arbetshubb.mapping.rules.ground import ground_of
from arbetshubb.mapping.rules.survey_columns import MEASURE_COLUMNS, Willing
from arbetshubb.mapping.rules.survey_file import Answer
from arbetshubb.mapping.rules.travel_choice import Source, TravelChoice
from arbetshubb.mapping.rules.travel_picture import Shown, TravelPicture, travel_picture
from arbetshubb.mapping.survey_queries import answers_of

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation

_WILLING: Final = {Willing.YES: 1.0, Willing.MAYBE: 0.5, Willing.NO: 0.0}


@dataclass(frozen=True, eq=False)
class TravelBasis:
    """What a state is made of. Person-level: never stored or shown."""

    organisation: Organisation
    choice: TravelChoice
    counted: Counted
    answers: tuple[Answer, ...]

    @property
    def constants(self) -> ConstantTable:
        """The constants of today."""
        return assumptions()

    @property
    def people(self) -> Workforce:
        """The people of the register."""
        return self.counted.people

    @property
    def has_people(self) -> bool:
        """Whether there is anybody to reckon with."""
        return bool(len(self.people) if self.uses_register else self.answers)

    @property
    def uses_register(self) -> bool:
        """Whether the register says who the people are."""
        return self.choice.source is not Source.SURVEY

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that change when anything it is made of does."""
        found = hashlib.sha256(self.counted.digest.encode())
        found.update(repr((self.choice.source, self.answers)).encode())
        return found.hexdigest()[:16]

    @cached_property
    def travel(self) -> TravelMatrix:
        """``[cell, site]`` of the register's people."""
        return self.counted.inputs().travel

    @cached_property
    def survey(self) -> TravelSurvey | None:
        """The answers as columns.

        Kilometres that were not stated are measured, and where the workplace is not known either
        they are those of the register's people who live alike.
        """
        if not self.answers:
            return None
        ways = _measured(self.answers, self.people.sites)
        rows = [_respondent(each, km) for each, km in zip(self.answers, ways, strict=True)]
        survey = travel_survey(rows, municipalities=self.people.municipalities)
        if not len(self.people):
            return survey
        return with_register_km(survey, self.people, self.travel)

    @cached_property
    def response(self) -> ResponseWeights | None:
        """How many people each answer stands for; ``None`` without a survey or a register."""
        if self.survey is None or not len(self.people):
            return None
        return response_weights(self.survey, strata_by(Breakdown.UNIT, self.survey, self.people))

    @cached_property
    def state(self) -> CommutingState:
        """The present state."""
        by_register = self.uses_register
        return present_state(
            constants=self.constants,
            register=self.people if by_register else None,
            travel=self.travel if by_register else None,
            survey=self.survey,
            response=self.response,
        )


def travel_basis(organisation: Organisation, choice: TravelChoice) -> TravelBasis:
    """The people and answers of the organisation that ``choice`` asks for."""
    wave = SurveyWave.objects.of(organisation).applied().filter(pk=choice.wave).first()
    answers = answers_of(wave) if wave and choice.source is not Source.REGISTER else []
    return TravelBasis(organisation, choice, people_of([organisation]), tuple(answers))


def picture_for(basis: TravelBasis) -> TravelPicture:
    """The protected picture of the state, drawn now or kept from before."""
    return kept(f"mapping:travel:{basis.digest}", lambda: _drawn(basis))


def _drawn(basis: TravelBasis) -> TravelPicture:
    inputs = basis.counted.inputs()
    hidden = ground_of(inputs).hidden if basis.uses_register else {}
    travel = inputs.travel
    return travel_picture(
        basis.state, Shown(hidden, travel.quality.value, travel.source, basis.digest)
    )


def _measured(answers: Sequence[Answer], sites: Sequence[Site]) -> list[float | None]:
    """Kilometres one way of each answer: as stated, else measured, else not known."""
    place = {site.site_id: index for index, site in enumerate(sites)}
    cells = sorted({Cell.from_id(each.home_cell) for each in answers if _is_measured(each, place)})
    if not cells:
        return [_stated(each) for each in answers]
    matrix = corrected(
        router().travel([cell.centre for cell in cells], [site.position for site in sites]),
        cells,
        sites,
    )
    row = {cell.id: index for index, cell in enumerate(cells)}
    found: list[float | None] = []
    for each in answers:
        if not _is_measured(each, place):
            found.append(_stated(each))
            continue
        km = float(matrix.km[row[each.home_cell], place[each.workplace]])
        found.append(None if np.isnan(km) else km)
    return found


def _is_measured(answer: Answer, place: Mapping[str, int]) -> bool:
    return answer.km < 0 and bool(answer.home_cell) and answer.workplace in place


def _stated(answer: Answer) -> float | None:
    return float(answer.km) if answer.km >= 0 else None


def _respondent(answer: Answer, km: float | None) -> Respondent:
    return Respondent(
        unit=answer.unit,
        municipality=answer.home_municipality,
        home=Cell.from_id(answer.home_cell) if answer.home_cell else None,
        km=km,
        winter_mode=Mode(answer.mode_winter),
        summer_mode=Mode(answer.mode_summer),
        winter_days=answer.office_days,
        summer_days=answer.office_days,
        fuel=Fuel(answer.fuel) if answer.fuel else None,
        occupancy=float(answer.in_car),
        willingness={
            measure: _WILLING[Willing(said)]
            for measure, said in zip(MEASURE_COLUMNS, answer.willing, strict=True)
            if said
        },
        reasons=answer.reasons,
    )
