"""What a wave of answers says, protected: shares by mode, willingness, reasons, response by unit.

Every list is hidden as ``analysis.disclosure`` says: a count is of nobody or of at least the limit,
and no total gives a hidden one back. That somebody has *not* answered tells nothing of travel and
is not protected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.commuting import Fuel
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT, hidden_in_rows, must_hide_total
from arbetshubb.analysis.hubplan.published import Count
from arbetshubb.analysis.workforce import MODES, Mode
from arbetshubb.mapping.rules.survey_columns import MEASURE_COLUMNS, Reason, Willing
from arbetshubb.mapping.rules.survey_file import Answer


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many answered so; ``None`` is hidden."""

    key: str
    count: Count


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """How many of a unit have answered. ``asked`` is what the register says; 0 when not known."""

    unit: str
    answers: Count
    asked: Count

    @property
    def share(self) -> float | None:
        """The response rate, 0–1; ``None`` when hidden or not known."""
        if self.answers is None or not self.asked:
            return None
        return min(1.0, self.answers / self.asked)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """How many would take a measure, would perhaps, and would not."""

    measure: str
    yes: Count
    maybe: Count
    no: Count


@dataclass(frozen=True, slots=True)
class SurveyPicture:
    """The wave as it may be shown. ``answers`` is ``None`` when there are too few for anything.

    ``winter`` and ``summer`` are by mode, ``reasons`` of all. ``fuels`` are of those who drive in
    winter, the same list as under travel and emissions: two that differ by a few would tell.
    """

    answers: Count
    asked: int
    by_unit: tuple[ResponseRow, ...]
    winter: tuple[CountRow, ...]
    summer: tuple[CountRow, ...]
    fuels: tuple[CountRow, ...]
    willing: tuple[MeasureRow, ...]
    reasons: tuple[CountRow, ...]

    @property
    def share(self) -> float | None:
        """The response rate of the whole, 0–1."""
        return ResponseRow("", self.answers, self.asked).share


def survey_picture(
    answers: Sequence[Answer],
    *,
    staff: Mapping[str, int],
    asked: int = 0,
    limit: int = DEFAULT_LIMIT,
) -> SurveyPicture:
    """The protected picture of ``answers``; O(answers).

    ``staff`` is how many the register has in each unit. ``asked`` is how many got the survey;
    0 means everybody in the register.
    """
    everybody = asked or sum(staff.values())
    if len(answers) < limit:
        return SurveyPicture(None, everybody, (), (), (), (), (), ())
    modes = [mode.value for mode in MODES]
    by_car = [each for each in answers if each.mode_winter == Mode.CAR]
    return SurveyPicture(
        answers=len(answers),
        asked=everybody,
        by_unit=_by_unit(answers, staff, limit),
        winter=_rows(modes, (each.mode_winter for each in answers), limit),
        summer=_rows(modes, (each.mode_summer for each in answers), limit),
        fuels=_rows(["", *(fuel.value for fuel in Fuel)], (each.fuel for each in by_car), limit),
        willing=tuple(
            _measure(measure, [each.willing[index] for each in answers], limit)
            for index, measure in enumerate(MEASURE_COLUMNS)
        ),
        reasons=_reasons(answers, limit),
    )


def _rows(keys: Sequence[str], values: Iterable[str], limit: int) -> tuple[CountRow, ...]:
    found = Counter(values)
    counts = [found[key] for key in keys]
    return tuple(
        CountRow(key, count) for key, count in zip(keys, _protected(counts, limit), strict=True)
    )


def _protected(counts: Sequence[int], limit: int) -> list[Count]:
    """The counts of a list whose total is known; all hidden where no fewer are enough."""
    hidden = hidden_in_rows(np.array(counts), limit=limit)
    if must_hide_total(np.array(counts), limit=limit):
        hidden[:] = True
    return [None if is_hidden else count for count, is_hidden in zip(counts, hidden, strict=True)]


def _by_unit(
    answers: Sequence[Answer], staff: Mapping[str, int], limit: int
) -> tuple[ResponseRow, ...]:
    """Units of the register, then those that only answers name; the unnamed last."""
    found = Counter(each.unit for each in answers)
    names = [*sorted(staff), *sorted(set(found) - set(staff) - {""}), *([""] if found[""] else [])]
    counts, sizes = _protected([found[name] for name in names], limit), []
    for name in names:
        size = staff.get(name, 0)
        sizes.append(None if 0 < size < limit else size)
    return tuple(
        ResponseRow(name, None if size is None and count else count, size)
        for name, count, size in zip(names, counts, sizes, strict=True)
    )


def _measure(measure: str, said: Sequence[str], limit: int) -> MeasureRow:
    found = Counter(said)
    counts = [found[each.value] for each in Willing]
    yes, maybe, no, _unanswered = _protected([*counts, found[""]], limit)
    return MeasureRow(measure, yes, maybe, no)


def _reasons(answers: Sequence[Answer], limit: int) -> tuple[CountRow, ...]:
    """Several can be given: each is a list of its own, of those who gave it and the others."""
    found = Counter(reason for each in answers for reason in each.reasons)
    return tuple(
        CountRow(
            reason.value,
            _protected([found[reason.value], len(answers) - found[reason.value]], limit)[0],
        )
        for reason in Reason
    )
