"""Kilometres that a respondent did not tell, from the register's people who live alike.

Nobody is looked up: the answer has no identity. The mean of people in the same square, or of the
same unit and municipality, stands in.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce


def with_register_km(
    survey: TravelSurvey, register: Workforce, travel: TravelMatrix
) -> TravelSurvey:
    """The answers with kilometres filled where they were missing and the register can tell.

    The mean way to work of the register's people of the same home cell and unit; without such, of
    the cell; of the unit and municipality; of the municipality. Answers that tell none of these
    stay without. O(people + answers).
    """
    missing = np.isnan(survey.km)
    if not missing.any() or not len(register):
        return survey
    work = travel.km[register.home, register.workplace]
    cell = _renumbered(survey.home, survey.cells, register.cells)
    unit = _renumbered(survey.unit, survey.units, register.units)
    town = _renumbered(survey.municipality, survey.municipalities, register.municipalities)
    km = survey.km
    for place, home, count in (
        (cell, register.home, len(register.cells)),
        (town, register.municipality, len(register.municipalities)),
    ):
        units = max(1, len(register.units))
        both = np.where((place < 0) | (unit < 0), -1, place * units + unit)
        km = _filled(km, both, _mean_by(home * units + register.unit, work, count * units))
        km = _filled(km, place, _mean_by(home, work, count))
    return replace(survey, km=km)


def _renumbered(index: IntArray, names: tuple[object, ...], others: tuple[object, ...]) -> IntArray:
    place = {name: at for at, name in enumerate(others)}
    return np.array([*(place.get(name, -1) for name in names), -1], dtype=np.int64)[index]


def _mean_by(group: IntArray, values: FloatArray, size: int) -> FloatArray:
    """``[group]`` mean of what is known; ``nan`` for none."""
    has = ~np.isnan(values)
    count = np.bincount(group[has], minlength=size)
    total = np.bincount(group[has], values[has], minlength=size)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _filled(km: FloatArray, group: IntArray, mean: FloatArray) -> FloatArray:
    found = np.append(mean, np.nan)[group]
    return np.where(np.isnan(km), found, km)
