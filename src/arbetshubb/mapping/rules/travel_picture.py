"""The present state of travel, protected: what the page, its files and saved analyses are made of.

For the register's people the groups that are hidden are the same as everywhere in the room
(``ground``), so that no two pages give a small group by subtraction. For a survey's answers a row
needs as many answers as the limit, and what the survey's own page hides is hidden here as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting import (
    KINDS,
    SEASONS,
    ActivityTable,
    Breakdown,
    CommutingState,
    Estimate,
    YearFigures,
)
from arbetshubb.analysis.commuting.rates import FIGURES, rates
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT, hidden_in_rows, must_hide_total
from arbetshubb.analysis.disclosure.crowds import Crowd, Group, dominated_groups
from arbetshubb.analysis.hubplan.published import Figure, Travel, TravelRow
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.workforce import MODES, Mode
from arbetshubb.mapping.rules.draw import HIDDEN_FIGURE, HIDDEN_TRAVEL

STATE_BREAKDOWNS: Final = (
    Breakdown.MODE,
    Breakdown.MUNICIPALITY,
    Breakdown.DISTANCE,
    Breakdown.UNIT,
)
_CAR_KINDS: Final = np.array([kind.mode is Mode.CAR for kind in KINDS])


@dataclass(frozen=True, slots=True)
class KindRow:
    """A mode with its fuel, winter beside summer. Figures of one are all hidden or none.

    ``mode`` and ``fuel`` are keys; ``fuel`` is empty when it is not known or there is none.
    """

    mode: str
    fuel: str
    km: Figure
    winter_kg: Figure
    summer_kg: Figure
    grams_per_km: Figure


@dataclass(frozen=True, slots=True)
class TravelPicture:
    """The state as it may be shown and kept.

    Attributes:
        basis: ``Basis`` value: what the modes rest on.
        total: everybody's year, the range holding both kinds of uncertainty.
        by_constants, by_sampling: the same totals with the range of one kind each; the second
            hidden without a survey.
        rows: each breakdown's rows. A mode's people are people-years.
        kinds: modes with fuel and season.
        seasons: kg CO2e in winter and in summer.
        respondents: answers behind it, 0 without a survey.
        table: the activity as plain JSON, small modes counted with others; ``None`` when hidden.
        merged: modes that were counted with others in ``table``.
        assumptions: code and number of each assumption.
    """

    basis: str
    total: Travel
    by_constants: Travel
    by_sampling: Travel
    rows: Mapping[Breakdown, tuple[TravelRow, ...]]
    kinds: tuple[KindRow, ...]
    seasons: tuple[float, float] | None
    respondents: int
    table: Mapping[str, object] | None
    merged: tuple[str, ...]
    assumptions: tuple[tuple[str, int], ...]
    quality: str
    source: str
    constants_version: str
    inputs_hash: str

    @property
    def is_hidden(self) -> bool:
        """Whether so few people are described that nothing can be shown."""
        return self.total.people is None


@dataclass(frozen=True, eq=False)
class Shown:
    """What is known of the people behind a state, to decide what may be shown of it.

    ``hidden`` are the masks of the register's lists; a survey alone has none.
    """

    hidden: Mapping[Breakdown, BoolArray]
    quality: str
    source: str
    inputs_hash: str
    limit: int = DEFAULT_LIMIT


def travel_picture(state: CommutingState, shown: Shown) -> TravelPicture:
    """The protected picture of ``state``. O(people · breakdowns)."""
    empty = _empty(state, shown)
    people = len(state.travellers)
    few = shown.limit
    if 0 < people < few or (state.answers is not None and state.respondents < few):
        return empty
    masks = {by: _hidden(state, by, shown) for by in STATE_BREAKDOWNS}
    hidden_kinds = _hidden_kinds(state, masks[Breakdown.MODE], shown.limit)
    activity = state.activity()
    table, merged = merged_table(activity, hidden_kinds)
    return replace(
        empty,
        total=_travel(state.total, _figure),
        by_constants=_travel(
            state.total,
            lambda each: Figure(each.constants.base, each.constants.low, each.constants.high),
        ),
        by_sampling=_travel(state.total, _sampled),
        rows={by: _rows(state, by, masks[by]) for by in STATE_BREAKDOWNS},
        kinds=_kinds(state, activity, hidden_kinds),
        seasons=_seasons(state, activity),
        table=table.to_json(),
        merged=merged,
    )


def merged_table(
    table: ActivityTable, hidden_kinds: BoolArray
) -> tuple[ActivityTable, tuple[str, ...]]:
    """The table with hidden kinds counted as the largest of them, and the modes that were.

    Sums of people and kilometres stay; emissions move a little, which is why it is said.
    """
    values = table.values.copy()
    used = np.flatnonzero(hidden_kinds & values.any(axis=(0, 1, 3)))
    if len(used) < 2:  # noqa: PLR2004 - one alone is nothing to count together
        return table, ()
    heart = used[values[:, :, used].sum(axis=(0, 1, 3)).argmax()]
    pooled = values[:, :, used].sum(axis=2)
    values[:, :, used] = 0.0
    values[:, :, heart] = pooled
    merged = dict.fromkeys(KINDS[index].mode.value for index in used if index != heart)
    return replace(table, values=values), tuple(merged)


def _empty(state: CommutingState, shown: Shown) -> TravelPicture:
    return TravelPicture(
        basis=state.basis.value,
        total=HIDDEN_TRAVEL,
        by_constants=HIDDEN_TRAVEL,
        by_sampling=HIDDEN_TRAVEL,
        rows={},
        kinds=(),
        seasons=None,
        respondents=state.respondents,
        table=None,
        merged=(),
        assumptions=tuple((each.code.value, each.number) for each in state.assumptions),
        quality=shown.quality,
        source=shown.source,
        constants_version=state.constants.version,
        inputs_hash=shown.inputs_hash,
    )


def _sampled(each: Estimate) -> Figure:
    if each.sampling is None:
        return HIDDEN_FIGURE
    return Figure(each.base, each.sampling.low, each.sampling.high)


def _figure(each: Estimate) -> Figure:
    return Figure(each.base, each.low, each.high)


def _travel(figures: YearFigures, form: Callable[[Estimate], Figure]) -> Travel:
    amounts = (figures.km, figures.hours, figures.kronor, figures.kg_co2e)
    return Travel(round(figures.people.base), *(form(each) for each in amounts))


def _rows(state: CommutingState, by: Breakdown, hidden: BoolArray) -> tuple[TravelRow, ...]:
    return tuple(
        TravelRow(row.key, HIDDEN_TRAVEL if is_hidden else _travel(row.figures, _figure))
        for row, is_hidden in zip(state.by(by), hidden, strict=True)
    )


def _hidden(state: CommutingState, by: Breakdown, shown: Shown) -> BoolArray:
    """``[key]`` which rows to hide: the room's own mask, or one from the answers."""
    if state.answers is None or (by is not Breakdown.MODE and by in shown.hidden):
        return shown.hidden[by]
    if by is Breakdown.MODE:
        return _hidden_modes(state, shown.limit)
    keys, code = state.answers.group(by)
    counts = np.bincount(code, minlength=len(keys))
    years = state.person_years()
    crowd = Crowd(
        np.column_stack([years.km, years.hours, years.kronor, years.kg_co2e]),
        np.zeros(len(code), dtype=np.bool_),
        shown.limit,
    )
    start = _listed(counts, shown.limit) | dominated_groups(Group(keys, code), crowd)
    return _listed(counts, shown.limit, start)


def _listed(counts: IntArray, limit: int, start: BoolArray | None = None) -> BoolArray:
    """Which rows of a list to hide; all of them when no fewer are enough."""
    hidden = hidden_in_rows(counts, limit=limit, hidden=start)
    if must_hide_total(counts, limit=limit, hidden=start):
        hidden[:] = True
    return hidden


def _told(state: CommutingState) -> Sequence[IntArray]:
    """Winter's and summer's ``[answer]`` kinds."""
    assert state.answers is not None  # only asked of states with a survey
    survey = state.answers.survey
    assert survey is not None
    return survey.winter_kind, survey.summer_kind


def _hidden_modes(state: CommutingState, limit: int) -> BoolArray:
    """A mode is hidden when its list of answers in winter or in summer hides it."""
    mode_of = np.array([MODES.index(kind.mode) for kind in KINDS])
    hidden = np.zeros(len(MODES), dtype=np.bool_)
    for kinds in _told(state):
        hidden |= _listed(np.bincount(mode_of[kinds], minlength=len(MODES)), limit)
    return hidden


def _hidden_kinds(state: CommutingState, hidden_modes: BoolArray, limit: int) -> BoolArray:
    """``[kind]``: those of a hidden mode, and fuels that too few of a season's cars go on."""
    mode_of = np.array([MODES.index(kind.mode) for kind in KINDS])
    hidden: BoolArray = hidden_modes[mode_of]
    if state.answers is None:
        return hidden
    for kinds in _told(state):
        counts = np.bincount(kinds, minlength=len(KINDS))
        hidden[_CAR_KINDS] |= _listed(counts[_CAR_KINDS], limit)
    return hidden


def _kinds(
    state: CommutingState, activity: ActivityTable, hidden: BoolArray
) -> tuple[KindRow, ...]:
    by_season = _season_figures(state, activity)
    km, kg = (by_season[:, :, FIGURES.index(name)] for name in ("km", "kg_co2e"))
    rows = []
    for index, kind in enumerate(KINDS):
        if not km[:, index].any():
            continue
        amounts = (
            float(km[:, index].sum()),
            *(float(kg[season, index]) for season in range(len(SEASONS))),
            float(kg[:, index].sum() / km[:, index].sum() * 1000.0),
        )
        figures = [HIDDEN_FIGURE if hidden[index] else Figure(each, each, each) for each in amounts]
        rows.append(KindRow(kind.mode.value, kind.fuel.value if kind.fuel else "", *figures))
    return tuple(rows)


def _seasons(state: CommutingState, activity: ActivityTable) -> tuple[float, float]:
    kg = _season_figures(state, activity)[:, :, FIGURES.index("kg_co2e")].sum(axis=1)
    return float(kg[0]), float(kg[1])


def _season_figures(state: CommutingState, activity: ActivityTable) -> FloatArray:
    """``[season, kind, figure]`` of everybody in a year."""
    return np.asarray(
        np.einsum("scx,scxf->scf", activity.values.sum(axis=0), rates(state.constants))
    )
