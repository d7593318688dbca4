"""What employees answered about their travel, as columns; nothing here says who answered.

Reading a survey file is done above. Weights for response are made in ``weights``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from arbetshubb.analysis.commuting.kinds import FUELS, MEASURES, Fuel, Measure, kinds_of
from arbetshubb.analysis.places import BoolArray, Cell, FloatArray, IntArray
from arbetshubb.analysis.workforce import MODES, Mode


@dataclass(frozen=True, slots=True)
class Respondent:
    """One answer before the columns are made. ``None`` is a question that was not answered.

    Attributes:
        winter_mode, summer_mode: the main way to work in each half of the year. The one that is
            not answered is taken from the other; a respondent without either tells no mode.
        winter_days, summer_days: days a week that the person travels to the workplace.
        occupancy: people in the car, the respondent included.
        willingness: by measure how willing, from 0 (no) to 1 (yes); "maybe" is 0.5.
        reasons: codes of the reasons for the choice of mode.
        weight: design weight, 1 when everyone was asked.
    """

    employer: str = ""
    unit: str = ""
    municipality: str = ""
    home: Cell | None = None
    km: float | None = None
    minutes: float | None = None
    winter_mode: Mode | None = None
    summer_mode: Mode | None = None
    winter_days: float | None = None
    summer_days: float | None = None
    fuel: Fuel | None = None
    occupancy: float = 1.0
    willingness: Mapping[Measure, float] = field(default_factory=lambda: MappingProxyType({}))
    reasons: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class TravelSurvey:
    """Answers as columns, one entry a respondent. Indices are -1, numbers ``nan``, when not known.

    Attributes:
        employer, unit, municipality, home: ``[respondent]`` indices into ``employers``, ``units``,
            ``municipalities`` and ``cells``.
        km, minutes: ``[respondent]`` one way.
        winter_mode, summer_mode: ``[respondent]`` indices into ``MODES``.
        winter_days, summer_days: ``[respondent]`` days a week to the workplace.
        fuel: ``[respondent]`` index into ``FUELS``.
        occupancy: ``[respondent]`` people in the car, at least 1.
        willingness: ``[respondent, measure]`` 0 to 1, in the order of ``MEASURES``.
        reason: ``[respondent, reason]`` whether the code in ``reasons`` was given.
        weight: ``[respondent]`` how many people each one stands for; 0 counts for nothing.
    """

    employers: tuple[str, ...]
    units: tuple[str, ...]
    municipalities: tuple[str, ...]
    cells: tuple[Cell, ...]
    reasons: tuple[str, ...]
    employer: IntArray
    unit: IntArray
    municipality: IntArray
    home: IntArray
    km: FloatArray
    minutes: FloatArray
    winter_mode: IntArray
    summer_mode: IntArray
    winter_days: FloatArray
    summer_days: FloatArray
    fuel: IntArray
    occupancy: FloatArray
    willingness: FloatArray
    reason: BoolArray
    weight: FloatArray

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def counts(self) -> BoolArray:
        """``[respondent]`` whether the answer weighs anything."""
        return self.weight > 0

    @property
    def tells_mode(self) -> BoolArray:
        """``[respondent]`` whether the answer weighs anything and says a mode."""
        return self.counts & (self.winter_mode >= 0)

    @property
    def winter_kind(self) -> IntArray:
        """``[respondent]`` index into ``KINDS``; without meaning where no mode was told."""
        return kinds_of(self.winter_mode, self.fuel)

    @property
    def summer_kind(self) -> IntArray:
        """``[respondent]`` index into ``KINDS``; without meaning where no mode was told."""
        return kinds_of(self.summer_mode, self.fuel)

    def with_weight(self, weight: FloatArray) -> TravelSurvey:
        """The same answers standing for other numbers of people."""
        return replace(self, weight=np.asarray(weight, dtype=np.float64))

    def where(self, chosen: BoolArray) -> TravelSurvey:
        """Only the ``chosen[respondent]`` answers."""
        return replace(self, **{name: getattr(self, name)[chosen] for name in _COLUMNS})


_COLUMNS = (
    "employer", "unit", "municipality", "home", "km", "minutes", "winter_mode", "summer_mode",
    "winter_days", "summer_days", "fuel", "occupancy", "willingness", "reason", "weight",
)  # fmt: skip


def travel_survey(
    respondents: Sequence[Respondent], *, municipalities: Sequence[str] = ()
) -> TravelSurvey:
    """The columns for ``respondents``; O(respondents).

    ``municipalities`` fixes their order, as for ``workforce``. What a file may get wrong is checked
    where it is read; here only what would make the arithmetic meaningless.

    Raises:
        ValueError: a number is negative, an occupancy below 1 or a willingness outside 0 to 1.
    """
    for row in respondents:
        _check(row)
    employers = _names(row.employer for row in respondents)
    units = _names(row.unit for row in respondents)
    found = _names(row.municipality for row in respondents)
    towns = (*municipalities, *(name for name in found if name not in set(municipalities)))
    cells = tuple(sorted({row.home for row in respondents if row.home is not None}))
    reasons = tuple(sorted({code for row in respondents for code in row.reasons}))
    return TravelSurvey(
        employers=employers,
        units=units,
        municipalities=towns,
        cells=cells,
        reasons=reasons,
        employer=_indices([row.employer for row in respondents], employers),
        unit=_indices([row.unit for row in respondents], units),
        municipality=_indices([row.municipality for row in respondents], towns),
        home=_indices([row.home for row in respondents], cells),
        km=_numbers([row.km for row in respondents]),
        minutes=_numbers([row.minutes for row in respondents]),
        winter_mode=_indices([row.winter_mode or row.summer_mode for row in respondents], MODES),
        summer_mode=_indices([row.summer_mode or row.winter_mode for row in respondents], MODES),
        winter_days=_numbers([_first(row.winter_days, row.summer_days) for row in respondents]),
        summer_days=_numbers([_first(row.summer_days, row.winter_days) for row in respondents]),
        fuel=_indices([row.fuel for row in respondents], FUELS),
        occupancy=_numbers([row.occupancy for row in respondents]),
        willingness=_numbers(
            [[row.willingness.get(measure) for measure in MEASURES] for row in respondents]
        ).reshape(-1, len(MEASURES)),
        reason=np.array(
            [[code in row.reasons for code in reasons] for row in respondents], dtype=np.bool_
        ).reshape(len(respondents), len(reasons)),
        weight=_numbers([row.weight for row in respondents]),
    )


def _check(row: Respondent) -> None:
    numbers = (row.km, row.minutes, row.winter_days, row.summer_days, row.weight)
    if any(number is not None and not 0 <= number < np.inf for number in numbers):
        message = f"a number of a respondent is negative or not a number: {numbers}"
        raise ValueError(message)
    if not 1 <= row.occupancy < np.inf:
        message = f"at least one person is in the car, not {row.occupancy}"
        raise ValueError(message)
    if not all(0 <= share <= 1 for share in row.willingness.values()):
        message = f"willingness runs from 0 to 1: {dict(row.willingness)}"
        raise ValueError(message)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - {""}))


def _indices(values: Sequence[object], choices: Sequence[object]) -> IntArray:
    index_of = {choice: index for index, choice in enumerate(choices)}
    return np.array([index_of.get(value, -1) for value in values], dtype=np.int64)


def _numbers(values: Sequence[object]) -> FloatArray:
    """``None`` becomes ``nan``."""
    return np.array(values, dtype=np.float64)


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
