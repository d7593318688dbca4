"""Makes the present state from the register, from a survey, or from both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.assumptions import Assumption, AssumptionCode, Basis
from arbetshubb.analysis.commuting.kinds import kinds_of
from arbetshubb.analysis.commuting.mixtures import Mixing, Mixtures, mixtures_of_kinds, stacked
from arbetshubb.analysis.commuting.modelled import (
    MODEL_KEYS,
    modelled_index,
    modelled_mixtures,
)
from arbetshubb.analysis.commuting.register import Breakdown
from arbetshubb.analysis.commuting.resampling import Cells
from arbetshubb.analysis.commuting.sampling import AnswerSampling, ModeSampling
from arbetshubb.analysis.commuting.state import CommutingState
from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.commuting.survey_modes import survey_modes
from arbetshubb.analysis.commuting.travellers import (
    Travellers,
    travellers_in_register,
    travellers_in_survey,
)
from arbetshubb.analysis.commuting.weights import (
    ResponseWeights,
    response_weights,
    strata_by,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Mode, Workforce

REPLICATES: Final = 1000
_NOTHING: Final[Mapping[Mode, TravelMatrix]] = MappingProxyType({})
_NO_ACCESS: Final[Mapping[str, float]] = MappingProxyType({})
_CARS: Final = frozenset({Mode.CAR, Mode.ELECTRIC_CAR})


def present_state(  # noqa: PLR0913 - what may be known; all by name
    *,
    constants: ConstantTable,
    register: Workforce | None = None,
    travel: TravelMatrix | None = None,
    survey: TravelSurvey | None = None,
    response: ResponseWeights | None = None,
    by_mode: Mapping[Mode, TravelMatrix] = _NOTHING,
    is_modelled: BoolArray | None = None,
    car_access: Mapping[str, float] = _NO_ACCESS,
    replicates: int = REPLICATES,
    seed: int = 1,
) -> CommutingState:
    """The present state of the people in ``register``, or of those whom ``survey`` speaks for.

    With both, the register says who, from where, whereto and how many days, and the survey how:
    its shares of modes, fuels and car sharing by distance class and municipality are put on the
    register's people. ``response`` weights the answers; with both and no ``response`` they are
    weighted by unit. A survey alone without ``response`` has the weights in its columns.

    Args:
        constants: prices, factors and assumptions.
        register: the people; needs ``travel``.
        travel: ``[cell, site]`` by car.
        survey: the answers; kilometres missing may be filled by ``with_register_km`` before.
        response: weights of the answers.
        by_mode: ``[cell, site]`` by bus, train, bicycle or on foot, used instead of the road's
            length and of the mode's time factor where there is such a way.
        is_modelled: ``[person]`` whose mode the register does not know; it is then modelled from
            distance and car access. A mode of -1 is always modelled. Not used with a survey.
        car_access: share with a car to drive, by municipality; others take the constant.
        replicates: how often answers are drawn again for the sampling interval.
        seed: of the draws.

    Raises:
        ValueError: neither register nor survey is given, a register comes without ``travel``,
            ``by_mode`` holds a car or comes without a register, or no answer tells a mode.
    """
    if register is None and survey is None:
        message = "a state needs a register or a survey"
        raise ValueError(message)
    if register is not None and travel is None:
        message = "a register needs travel from its homes to its sites"
        raise ValueError(message)
    if by_mode and (register is None or _CARS & set(by_mode)):
        message = "travel by mode is for a register's people, and a car's is in travel"
        raise ValueError(message)
    if register is None or travel is None:
        assert survey is not None
        return _of_survey(survey, response, constants, replicates, seed)
    travellers = travellers_in_register(register, travel, by_mode)
    if survey is None:
        return _of_register(register, travellers, is_modelled, car_access, constants)
    return _of_both(register, travellers, survey, response, constants, replicates, seed)


def _of_survey(
    survey: TravelSurvey,
    response: ResponseWeights | None,
    constants: ConstantTable,
    replicates: int,
    seed: int,
) -> CommutingState:
    weighted = survey if response is None else survey.with_weight(response.weight)
    told = np.flatnonzero(weighted.tells_mode)
    if not len(told):
        message = "no answer with a weight tells how the respondent travels"
        raise ValueError(message)
    stratum = np.zeros(len(told), dtype=np.int64)
    if response is not None:
        stratum = response.stratum[told]
        # Who answered but told no mode is stood for by the others of the stratum.
        weighted = _spread_over(weighted, response, told)
    answers = weighted.where(weighted.tells_mode)
    index, mixtures = mixtures_of_kinds(answers.winter_kind, answers.summer_kind, answers.occupancy)
    travellers = travellers_in_survey(answers)
    cells = Cells(
        weight=answers.weight,
        respondents=np.ones(len(told), dtype=np.int64),
        stratum=stratum,
        people=np.bincount(stratum, answers.weight),
    )
    assumptions = [
        Assumption(AssumptionCode.MINUTES_ESTIMATED, int(np.isnan(answers.minutes).sum())),
        Assumption(AssumptionCode.UNKNOWN_WAY, _unknown(travellers)),
    ]
    if (answers.weight == 1.0).all():
        assumptions.append(Assumption(AssumptionCode.ONLY_THOSE_WHO_ANSWERED, len(told)))
    return CommutingState(
        basis=Basis.SURVEY,
        travellers=travellers,
        mixing=Mixing(index, lambda _: mixtures),
        constants=constants,
        sampling=AnswerSampling(cells, replicates, seed),
        answers=travellers,
        respondents=len(told),
        assumptions=_that_matter(assumptions),
    )


def _spread_over(survey: TravelSurvey, response: ResponseWeights, told: np.ndarray) -> TravelSurvey:
    stratum = response.stratum[told]
    all_of = np.bincount(response.stratum[survey.counts], survey.weight[survey.counts])
    told_of = np.bincount(stratum, survey.weight[told], minlength=len(all_of))
    weight = survey.weight.copy()
    weight[told] *= (all_of / np.where(told_of > 0, told_of, 1.0))[stratum]
    # A stratum where nobody told a mode is stood for by everyone who did.
    weight[told] *= survey.weight.sum() / weight[told].sum()
    return survey.with_weight(weight)


def _of_register(
    register: Workforce,
    travellers: Travellers,
    is_modelled: BoolArray | None,
    car_access: Mapping[str, float],
    constants: ConstantTable,
) -> CommutingState:
    modelled = register.mode < 0 if is_modelled is None else is_modelled | (register.mode < 0)
    number = int(modelled.sum())
    known = len(register) - number
    assumptions = [
        Assumption(AssumptionCode.MODELLED_MODES, number),
        Assumption(AssumptionCode.ONE_MODE_ALL_YEAR, known),
        Assumption(AssumptionCode.ALONE_IN_CAR, len(register)),
        Assumption(AssumptionCode.UNKNOWN_WAY, _unknown(travellers)),
    ]
    return CommutingState(
        basis=Basis.MODELLED if number else Basis.REGISTER,
        travellers=travellers,
        mixing=_register_mixing(register, travellers, modelled, car_access),
        constants=constants,
        sampling=None,
        answers=None,
        respondents=0,
        assumptions=_that_matter(assumptions),
    )


def _register_mixing(
    register: Workforce,
    travellers: Travellers,
    modelled: BoolArray,
    car_access: Mapping[str, float],
) -> Mixing:
    modes = np.arange(len(MODES))
    one_each, known = mixtures_of_kinds(kinds_of(modes), kinds_of(modes))
    mode = np.where(modelled, 0, register.mode)
    if not modelled.any():
        return Mixing(one_each[mode], lambda _: known)
    access = np.array([car_access.get(name, np.nan) for name in register.municipalities])
    near = modelled_index(travellers.road.km, register.municipality, len(access))
    return Mixing(
        index=np.where(modelled, near + len(known), one_each[mode]),
        at=partial(_known_and_modelled, known, access),
        keys=MODEL_KEYS,
    )


def _known_and_modelled(known: Mixtures, access: FloatArray, constants: ConstantTable) -> Mixtures:
    return stacked(known, modelled_mixtures(constants, access))


def _of_both(  # noqa: PLR0913, PLR0917 - the parts of ``present_state``
    register: Workforce,
    travellers: Travellers,
    survey: TravelSurvey,
    response: ResponseWeights | None,
    constants: ConstantTable,
    replicates: int,
    seed: int,
) -> CommutingState:
    if response is None:
        response = response_weights(survey, strata_by(Breakdown.UNIT, survey, register))
    weighted = survey.with_weight(response.weight)
    modes = survey_modes(weighted, response)
    mixtures = modes.mixtures()
    index = modes.index(travellers.road.km, register.municipality, register.municipalities)
    assumptions = [
        Assumption(AssumptionCode.SURVEY_ON_REGISTER, modes.respondents),
        Assumption(AssumptionCode.UNKNOWN_WAY, _unknown(travellers)),
    ]
    return CommutingState(
        basis=Basis.BOTH,
        travellers=travellers,
        mixing=Mixing(index, lambda _: mixtures),
        constants=constants,
        sampling=ModeSampling(modes, replicates, seed),
        answers=travellers_in_survey(weighted.where(weighted.tells_mode)),
        respondents=modes.respondents,
        assumptions=_that_matter(assumptions),
    )


def _unknown(travellers: Travellers) -> int:
    return int(np.isnan(travellers.road.km).sum())


def _that_matter(assumptions: list[Assumption]) -> tuple[Assumption, ...]:
    return tuple(each for each in assumptions if each.number)
