"""The survey's modes put on the register's people, by distance class and home municipality.

A synthetic estimate: people of one stratum are taken to travel as its respondents do, and a stratum
with few answers borrows from its distance class, which borrows from everybody (Rao & Molina 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from arbetshubb.analysis.commuting.kinds import KINDS
from arbetshubb.analysis.commuting.mixtures import Mixtures
from arbetshubb.analysis.commuting.register import DISTANCE_CLASSES, distance_class
from arbetshubb.analysis.commuting.resampling import Cells
from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.commuting.weights import ResponseWeights
from arbetshubb.analysis.places import FloatArray, IntArray

PRIOR_RESPONDENTS: Final = 10.0
"""As many answers as the wider group counts for in a stratum's shares."""
OWN_STRATUM_RESPONDENTS: Final = 10
"""With fewer answers than this a municipality is not told from the others without."""
_KINDS: Final = len(KINDS)
_CLASSES: Final = len(DISTANCE_CLASSES)
_TENTHS: Final = 10
_OCCUPANCIES: Final = 100


@dataclass(frozen=True, eq=False)
class SurveyModes:
    """How the respondents travel, by stratum: distance class × municipality with answers enough.

    Attributes:
        towns: names of the municipalities that are strata of their own.
        cells: respondents who are alike in response stratum, stratum and way of travelling.
        stratum, winter, summer, occupancy: ``[cell]`` what its respondents have in common.
        respondents: answers that tell a mode.
    """

    towns: tuple[str, ...]
    cells: Cells
    stratum: IntArray
    winter: IntArray
    summer: IntArray
    occupancy: FloatArray
    respondents: int

    @property
    def strata(self) -> int:
        """How many strata there are, those without answers included."""
        return _CLASSES * (len(self.towns) + 1)

    def index(
        self, work_km: FloatArray, municipality: IntArray, names: tuple[str, ...]
    ) -> IntArray:
        """``[person]`` the stratum of people with these distances and home municipalities."""
        return _stratum(distance_class(work_km), municipality, names, self.towns)

    def mixtures(self) -> Mixtures:
        """``[stratum]`` the shares by all answers."""
        size, pairs = self.strata, _KINDS * _KINDS
        weight = self.cells.weight
        at = self.stratum * pairs + self.winter * _KINDS + self.summer
        people = np.bincount(at, weight, minlength=size * pairs).reshape(size, pairs)
        cars = np.bincount(at, weight / self.occupancy, minlength=size * pairs)
        both = np.stack([people, cars.reshape(size, pairs)], axis=1)
        share = self._shrunk(both[..., None], people.sum(axis=1)[:, None])[..., 0]
        shape = (size, _KINDS, _KINDS)
        return Mixtures(share[:, 0].reshape(shape), share[:, 1].reshape(shape))

    def expected(
        self, by_people: FloatArray, by_car: FloatArray, factors: FloatArray
    ) -> FloatArray:
        """``[stratum, feature, replicate]`` means of features over a stratum's resampled travel.

        ``by_people[feature, season, kind]`` is what a person by the kind has of a feature, and
        ``by_car`` what a car has; ``factors[cell, replicate]`` are ``replicate_factors``. Means
        are linear in shares, so that a feature a figure is all that is carried through replicates.
        """
        cell, features = np.arange(len(self.stratum)), len(by_people)
        value = sum(
            by_people[:, season, kind] + by_car[:, season, kind] / self.occupancy
            for season, kind in enumerate((self.winter, self.summer))
        )
        row = self.stratum * features + np.arange(features)[:, None]
        spread = sparse.csr_array(
            (np.asarray(value).ravel(), (row.ravel(), np.tile(cell, features))),
            shape=(self.strata * features, len(cell)),
        )
        total = sparse.csr_array(
            (np.ones(len(cell)), (self.stratum, cell)), shape=(self.strata, len(cell))
        )
        weight = self.cells.weight[:, None] * factors
        sums = (spread @ weight).reshape(self.strata, features, -1)
        return self._shrunk(sums, total @ weight)

    def _shrunk(self, sums: FloatArray, weight: FloatArray) -> FloatArray:
        """Shares of ``sums[stratum, …, replicate]`` by ``weight[stratum, replicate]``."""
        shape = sums.shape
        sums = sums.reshape(_CLASSES, len(self.towns) + 1, -1, shape[-1])
        weight = weight.reshape(_CLASSES, len(self.towns) + 1, 1, shape[-1])
        all_sums, all_weight = sums.sum(axis=(0, 1)), weight.sum(axis=(0, 1))
        everybody = all_sums / np.where(all_weight > 0, all_weight, 1.0)
        prior = PRIOR_RESPONDENTS
        by_class = sums.sum(axis=1) + prior * everybody
        by_class /= weight.sum(axis=1) + prior
        by_stratum = sums + prior * by_class[:, None]
        by_stratum /= weight + prior
        return np.asarray(by_stratum).reshape(shape)


def survey_modes(survey: TravelSurvey, response: ResponseWeights | None) -> SurveyModes:
    """The modes of the answers that tell one, weighted as ``survey.weight`` says.

    Raises:
        ValueError: no answer tells a mode.
    """
    told = np.flatnonzero(survey.tells_mode)
    if not len(told):
        message = "no answer with a weight tells how the respondent travels"
        raise ValueError(message)
    towns = _towns(survey, told)
    stratum = _stratum(
        distance_class(survey.km[told]), survey.municipality[told], survey.municipalities, towns
    )
    kinds = survey.winter_kind[told] * _KINDS + survey.summer_kind[told]
    tenths = np.rint(np.minimum(survey.occupancy[told], 9.0) * _TENTHS).astype(np.int64)
    answered = np.zeros(len(told), dtype=np.int64) if response is None else response.stratum[told]
    code = ((answered * _CLASSES * (len(towns) + 1) + stratum) * _KINDS**2 + kinds) * _OCCUPANCIES
    _, first, cell = np.unique(code + tenths, return_index=True, return_inverse=True)
    weight = survey.weight[told] * (len(told) / survey.weight[told].sum())
    return SurveyModes(
        towns=towns,
        cells=Cells.of(
            cell=cell,
            weight=weight,
            stratum=answered[first],
            people=_people(survey, told, answered),
        ),
        stratum=stratum[first],
        winter=kinds[first] // _KINDS,
        summer=kinds[first] % _KINDS,
        occupancy=tenths[first] / _TENTHS,
        respondents=len(told),
    )


def _people(survey: TravelSurvey, told: IntArray, answered: IntArray) -> FloatArray:
    """``[response stratum]`` how many people the answers stand for."""
    return np.bincount(answered, survey.weight[told])


def _towns(survey: TravelSurvey, told: IntArray) -> tuple[str, ...]:
    known = survey.municipality[told]
    answers = np.bincount(known[known >= 0], minlength=len(survey.municipalities))
    return tuple(
        name
        for name, count in zip(survey.municipalities, answers, strict=True)
        if count >= OWN_STRATUM_RESPONDENTS
    )


def _stratum(
    near: IntArray, municipality: IntArray, names: tuple[str, ...], towns: tuple[str, ...]
) -> IntArray:
    """Distance class × town; the last town is all the others and those not known."""
    place = {name: at for at, name in enumerate(towns)}
    rest = len(towns)
    town = np.array([*(place.get(name, rest) for name in names), rest], dtype=np.int64)
    return np.asarray(near * (len(towns) + 1) + town[municipality], dtype=np.int64)
