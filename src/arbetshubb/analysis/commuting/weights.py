"""Weights for response: how many people each answer stands for.

Post-stratification (Holt & Smith 1979) with strata too small joined and weights capped. Formulas:
docs/methods/commuting.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.register import Breakdown
from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.workforce import Workforce

FEWEST_RESPONDENTS: Final = 5
LARGEST_WEIGHT: Final = 5.0
_UNKNOWN: Final = -1


@dataclass(frozen=True, eq=False)
class Strata:
    """Groups of people who answer at a rate of their own.

    Attributes:
        keys: the strata's names.
        parent: ``[stratum]`` what a stratum too small is first joined within, such as an employer.
        people: ``[stratum]`` how many people there are in the register.
        respondent: ``[respondent]`` index into ``keys``; -1 when the answer does not tell.
    """

    keys: tuple[str, ...]
    parent: IntArray
    people: FloatArray
    respondent: IntArray


@dataclass(frozen=True, eq=False)
class ResponseWeights:
    """Weights that sum to the people of the register, and how they came about.

    Attributes:
        weight: ``[respondent]`` people that each answer stands for.
        stratum: ``[respondent]`` index of the joined stratum; -1 for an answer without weight.
        people: ``[joined stratum]`` people in the register.
        respondents: ``[joined stratum]`` answers.
        joined: how many strata were joined with others since too few answered.
        capped: how many answers would have weighed more than the cap.
    """

    weight: FloatArray
    stratum: IntArray
    people: FloatArray
    respondents: IntArray
    joined: int
    capped: int

    @property
    def rate(self) -> float:
        """Answers for each person in the register."""
        people = float(self.people.sum())
        return float(self.respondents.sum()) / people if people else 0.0

    @property
    def design_effect(self) -> float:
        """How much the uneven weights widen an interval: 1 + cv² (Kish 1965)."""
        used = self.weight[self.weight > 0]
        return float(len(used) * (used**2).sum() / used.sum() ** 2) if len(used) else 1.0


def strata_by(by: Breakdown, survey: TravelSurvey, register: Workforce) -> Strata:
    """Strata by ``UNIT`` (within the employer), ``MUNICIPALITY`` or ``EMPLOYER``.

    Names bind the two together; a name that the register does not have is an answer that does not
    tell its stratum.

    Raises:
        ValueError: another breakdown was asked for.
    """
    match by:
        case Breakdown.UNIT:
            return _by_unit(survey, register)
        case Breakdown.MUNICIPALITY:
            names, own = register.municipalities, register.municipality
            answers = _renumbered(survey.municipality, survey.municipalities, names)
        case Breakdown.EMPLOYER:
            names, own = register.employers, register.employer
            answers = _renumbered(survey.employer, survey.employers, names)
        case _:
            message = f"answers are not weighted by {by}"
            raise ValueError(message)
    people = np.bincount(own, minlength=len(names)).astype(np.float64)
    return Strata(names, np.zeros(len(names), dtype=np.int64), people, answers)


def _by_unit(survey: TravelSurvey, register: Workforce) -> Strata:
    units = max(1, len(register.units))
    codes, people = np.unique(register.employer * units + register.unit, return_counts=True)
    employer = _renumbered(survey.employer, survey.employers, register.employers)
    if len(register.employers) == 1:
        employer = np.where(survey.employer < 0, 0, employer)
    unit = _renumbered(survey.unit, survey.units, register.units)
    asked = np.where((employer < 0) | (unit < 0), _UNKNOWN, employer * units + unit)
    at = np.minimum(np.searchsorted(codes, asked), max(0, len(codes) - 1))
    is_found = (codes[at] == asked) if len(codes) else np.zeros(len(asked), dtype=np.bool_)
    keys = tuple(
        f"{register.employers[code // units]} – {register.units[code % units]}" for code in codes
    )
    return Strata(keys, codes // units, people.astype(np.float64), np.where(is_found, at, _UNKNOWN))


def _renumbered(index: IntArray, names: tuple[str, ...], others: tuple[str, ...]) -> IntArray:
    """Indices into ``names`` as indices into ``others``; -1 when not known there."""
    place = {name: at for at, name in enumerate(others)}
    table = np.array([*(place.get(name, _UNKNOWN) for name in names), _UNKNOWN], dtype=np.int64)
    return table[index]


def response_weights(
    survey: TravelSurvey,
    strata: Strata,
    *,
    fewest: int = FEWEST_RESPONDENTS,
    largest: float = LARGEST_WEIGHT,
) -> ResponseWeights:
    """What each answer weighs, so that weights sum to the people of ``strata``.

    Within a stratum answers share its people by their design weight. A stratum with fewer than
    ``fewest`` answers is joined with the other small ones of its parent, then with all small ones,
    then with the smallest that is large enough. Answers that do not tell their stratum stand for
    their share of everybody. No weight is more than ``largest`` times the mean; what is cut off is
    spread over the others. O(respondents + strata).

    Raises:
        ValueError: nobody answered, or the register is empty.
    """
    used = np.flatnonzero(survey.counts)
    everybody = float(strata.people.sum())
    if not len(used) or everybody <= 0:
        message = "weights need at least one answer and one person in the register"
        raise ValueError(message)
    group = _joined(strata, used, fewest)
    stratum = np.where(strata.respondent[used] < 0, group.max() + 1, group[strata.respondent[used]])
    groups = int(group.max()) + 2
    design = survey.weight[used]
    share_unknown = float(design[strata.respondent[used] < 0].sum() / design.sum())
    people = np.bincount(group, strata.people, minlength=groups) * (1.0 - share_unknown)
    people[-1] = everybody * share_unknown
    per_group = np.bincount(stratum, design, minlength=groups)
    weight = (
        design * np.divide(people, per_group, out=np.zeros(groups), where=per_group > 0)[stratum]
    )
    # With no answer that tells its stratum, the unknown ones stand for everybody.
    weight *= everybody / weight.sum()
    weight, capped = _capped(weight, largest)
    counts = np.bincount(stratum, minlength=groups)
    has = counts > 0
    place = np.cumsum(has) - 1
    return ResponseWeights(
        weight=_scattered(weight, used, len(survey), 0.0),
        stratum=_scattered(place[stratum], used, len(survey), -1).astype(np.int64),
        people=np.bincount(place[stratum], weight),
        respondents=counts[has],
        joined=len(strata.keys) - int(_is_enough(strata, used, fewest).sum()),
        capped=capped,
    )


def _is_enough(strata: Strata, used: IntArray, fewest: int) -> BoolArray:
    known = strata.respondent[used]
    answers = np.bincount(known[known >= 0], minlength=len(strata.keys))
    return np.asarray((answers >= fewest) & (strata.people > 0))


def _joined(strata: Strata, used: IntArray, fewest: int) -> IntArray:
    """``[stratum]`` the joined stratum that each belongs to, numbered from 0 without gaps."""
    known = strata.respondent[used]
    answers = np.bincount(known[known >= 0], minlength=len(strata.keys))
    count = len(strata.keys)
    is_small = ~_is_enough(strata, used, fewest)
    group = np.where(is_small, count + strata.parent, np.arange(count))
    rest = count + int(strata.parent.max(initial=0)) + 1
    group = np.where(np.isin(group, _few(group, answers, fewest)), rest, group)
    if np.isin(rest, _few(group, answers, fewest)):
        large = np.unique(group[group != rest])
        if len(large):
            people = np.array([strata.people[group == each].sum() for each in large])
            group = np.where(group == rest, large[people.argmin()], group)
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def _few(group: IntArray, answers: IntArray, fewest: int) -> IntArray:
    """The groups with too few answers."""
    return np.array(
        [each for each in np.unique(group) if answers[group == each].sum() < fewest], dtype=np.int64
    )


def _capped(weight: FloatArray, largest: float) -> tuple[FloatArray, int]:
    """The weights with none above ``largest`` means and the same sum, and how many were cut."""
    total, cap = weight.sum(), largest * weight.mean()
    is_cut = np.zeros(len(weight), dtype=np.bool_)
    while (above := (weight > cap * (1 + 1e-12)) & ~is_cut).any():
        is_cut |= above
        left = total - cap * is_cut.sum()
        weight = np.where(is_cut, cap, weight * left / weight[~is_cut].sum())
    return weight, int(is_cut.sum())


def _scattered(values: FloatArray | IntArray, at: IntArray, size: int, empty: float) -> FloatArray:
    found = np.full(size, empty, dtype=np.float64)
    found[at] = values
    return found
