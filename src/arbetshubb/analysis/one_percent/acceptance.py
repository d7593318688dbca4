"""How many of those who can take a measure would: what is stated, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import IS_DRIVER, MEASURES, Measure
from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.spans import Span

FEWEST_ANSWERS: Final = 10
"""With fewer answers the constant stands instead of the survey."""
_STATED: Final[dict[Measure, str]] = {
    Measure.CAR_TO_ELECTRIC: "stated_electric_car",
    Measure.CAR_TO_BUS: "stated_bus",
    Measure.CAR_POOL: "stated_car_pool",
    Measure.CAR_TO_BICYCLE: "stated_bicycle",
    Measure.HOME_DAY: "stated_home_day",
    Measure.HUB_DAY: "stated_interest",
}
_NORMAL_95: Final = 1.96


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The share of those who can that would take a measure.

    Attributes:
        stated: say that they would.
        taken: would in the end: stated × what usually comes of it.
        respondents: answers that ``stated`` rests on; 0 when it is a constant.
    """

    stated: Span
    taken: Span
    respondents: int


def acceptance_of(
    survey: TravelSurvey | None, constants: ConstantTable
) -> dict[Measure, Acceptance]:
    """Acceptance of every measure: from the answers of drivers, else from the constants.

    The interval of what is stated is the survey's 95 % (normal, with the weights' design effect);
    it is joined with the range of the discount as independent errors.
    """
    return {measure: _acceptance(measure, survey, constants) for measure in MEASURES}


def acceptance_keys(acceptance: Mapping[Measure, Acceptance]) -> tuple[str, ...]:
    """The constants that these acceptances rest on, for "why this figure"."""
    stated = [_STATED[measure] for measure, each in acceptance.items() if not each.respondents]
    return (*stated, *dict.fromkeys(_discount(measure) for measure in acceptance))


def _acceptance(
    measure: Measure, survey: TravelSurvey | None, constants: ConstantTable
) -> Acceptance:
    constant = constants[_STATED[measure]]
    stated, respondents = Span(constant.value, constant.low, constant.high), 0
    if survey is not None:
        answers, weight = _answers(measure, survey)
        if len(answers) >= FEWEST_ANSWERS:
            stated, respondents = _mean(answers, weight), len(answers)
    discount = constants[_discount(measure)]
    base = stated.base * discount.value
    ends = np.array(
        [
            [stated.low * discount.value, stated.high * discount.value],
            [stated.base * discount.low, stated.base * discount.high],
        ]
    )
    down, up = np.hypot(*(base - ends[:, 0])), np.hypot(*(ends[:, 1] - base))
    taken = Span(base, max(0.0, float(base - down)), min(1.0, float(base + up)))
    return Acceptance(stated, taken, respondents)


def _discount(measure: Measure) -> str:
    return "realisation_home_day" if measure is Measure.HOME_DAY else "realisation"


def _answers(measure: Measure, survey: TravelSurvey) -> tuple[FloatArray, FloatArray]:
    """Willingness and weight of the drivers who answered."""
    drives = IS_DRIVER[survey.winter_kind] | IS_DRIVER[survey.summer_kind]
    willing = survey.willingness[:, MEASURES.index(measure)]
    chosen = survey.tells_mode & drives & ~np.isnan(willing)
    return willing[chosen], survey.weight[chosen]


def _mean(answers: FloatArray, weight: FloatArray) -> Span:
    share = weight / weight.sum()
    mean = float(share @ answers)
    error = float(np.sqrt((share**2) @ (answers - mean) ** 2)) * _NORMAL_95
    return Span(mean, max(0.0, mean - error), min(1.0, mean + error))
