"""How many people it takes to cut commuting's emissions by one per cent, measure by measure.

After CERO's one-per-cent modules (Robèrt, KTH); formulas: docs/methods/commuting.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from arbetshubb.analysis.commuting.kinds import Measure
from arbetshubb.analysis.commuting.state import CommutingState
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.one_percent.acceptance import Acceptance, acceptance_of
from arbetshubb.analysis.one_percent.effect_prices import (
    EMISSION_KEYS,
    SHARING_KEYS,
    Prices,
    effect_prices,
)
from arbetshubb.analysis.one_percent.effects import (
    Effect,
    Sums,
    Taken,
    can_save,
    drivers_sums,
    year_of,
)
from arbetshubb.analysis.one_percent.offer import Offer
from arbetshubb.analysis.one_percent.potential import Potential, potential
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.spans import Span, Spans, spread, tables_at_ends


@dataclass(frozen=True, slots=True)
class Module:
    """How far a measure goes when it is the only one (domain.md 2.3, after Robèrt).

    Attributes:
        people: drivers who could take the measure and would lower emissions by it.
        kg_per_person: kg CO2e a year that one of them saves in the mean, with its range.
        kronor_per_person: kronor a year that one of them saves, whoever pays; negative: it costs.
        traveller_kronor_per_person, employer_kronor_per_person: its two parts.
        hours_per_person: hours a year saved on the way; negative: it takes longer.
        people_for_one_percent: how many must take it to cut commuting's emissions by 1 %; ``None``
            when there are not so many.
        acceptance: the share of ``people`` that would.
        accepting: how many would.
        share_of_emissions: of all commuting's emissions, saved when those accepting take it.
        is_way_checked: whether it was looked up that there is a way (bus with measured travel,
            hub days, bicycle); ``False`` for a bus without a timetable.
    """

    measure: Measure
    people: float
    kg_per_person: Span
    kronor_per_person: float
    traveller_kronor_per_person: float
    employer_kronor_per_person: float
    hours_per_person: float
    people_for_one_percent: int | None
    acceptance: Acceptance
    accepting: Span
    share_of_emissions: Span
    is_way_checked: bool

    @property
    def kronor_per_kg(self) -> float:
        """Kronor saved for each kilogram saved; negative: what a kilogram costs."""
        return self.kronor_per_person / self.kg_per_person.base if self.people else -np.inf

    @property
    def is_enough(self) -> bool:
        """Whether those who would take it make one per cent."""
        needed = self.people_for_one_percent
        return needed is not None and self.accepting.base >= needed


@dataclass(frozen=True, eq=False)
class Groundwork:
    """What modules and targets are counted from; made once by ``groundwork``."""

    state: CommutingState
    offer: Offer
    potential: Potential
    acceptance: Mapping[Measure, Acceptance]

    @cached_property
    def sums(self) -> Sums:
        """The drivers' weeks under the state's constants."""
        return drivers_sums(self.potential, self.state.mixtures, self.state.constants)

    @cached_property
    def price(self) -> Prices:
        """The prices of the state's constants."""
        return effect_prices(self.state.constants)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures on offer."""
        return tuple(
            measure for measure in Measure if self.offer.hubs or measure is not Measure.HUB_DAY
        )

    @property
    def total_kg(self) -> float:
        """All commuting's emissions, those of bus riders too."""
        return self.state.total.kg_co2e.base


def groundwork(
    state: CommutingState,
    offer: Offer | None = None,
    acceptance: Mapping[Measure, Acceptance] | None = None,
) -> Groundwork:
    """What can be done about ``state``; O(people).

    Without ``acceptance`` it is taken from the state's survey and, where that does not say, from
    the constants.
    """
    given = offer or Offer()
    survey = state.answers.survey if state.answers is not None else None
    return Groundwork(
        state=state,
        offer=given,
        potential=potential(state, given),
        acceptance=acceptance_of(survey, state.constants) | dict(acceptance or {}),
    )


def one_percent_modules(ground: Groundwork) -> tuple[Module, ...]:
    """The measures each by itself, the one saving most kronor per kilogram first."""
    ranges = _kg_per_person(ground)
    found = [
        _module(ground, measure, ranges.at(index)) for index, measure in enumerate(ground.measures)
    ]
    return tuple(sorted(found, key=lambda module: module.kronor_per_kg, reverse=True))


def _module(ground: Groundwork, measure: Measure, kg: Span) -> Module:
    people = people_who_can(ground.sums, measure, ground.price)
    acceptance = ground.acceptance[measure]
    saved = saving(ground.sums, measure, ground.price)
    each = saved.times(1.0 / people) if people else Effect(0.0, 0.0, 0.0, 0.0)
    needed = int(np.ceil(0.01 * ground.total_kg / each.kg - 1e-9)) if each.kg > 0 else None
    part = saved.kg / ground.total_kg if ground.total_kg > 0 else 0.0
    taken = acceptance.taken
    return Module(
        measure=measure,
        people=people,
        kg_per_person=kg,
        kronor_per_person=each.kronor,
        traveller_kronor_per_person=each.traveller_kronor,
        employer_kronor_per_person=each.employer_kronor,
        hours_per_person=each.hours,
        people_for_one_percent=needed if needed is not None and needed <= people else None,
        acceptance=acceptance,
        accepting=_times(taken, people),
        share_of_emissions=_times(taken, part),
        is_way_checked=measure is not Measure.CAR_TO_BUS or ground.potential.has_bus_way,
    )


def people_who_can(sums: Sums, measure: Measure, price: Prices) -> float:
    """How many drivers could take ``measure`` and would lower emissions by it."""
    return float((can_save(sums, measure, price) * sums.people).sum())


def saving(sums: Sums, measure: Measure, price: Prices, taken: Taken | None = None) -> Effect:
    """What everyone who can take ``measure`` saves by it, after what is ``taken`` already."""
    before = taken or Taken()
    return year_of(sums, before, price) - year_of(sums, before.and_also(measure, 1.0), price)


def _times(share: Span, of: float) -> Span:
    return Span(share.base * of, share.low * of, share.high * of)


def _kg_per_person(ground: Groundwork) -> Spans:
    """``[measure]`` the mean saving of those who can, with its range."""
    base = _kg_with(ground, ground.sums, ground.price)
    ends = (
        (_kg_at(ground, key, low), _kg_at(ground, key, high))
        for key, low, high in tables_at_ends(ground.state.constants, dict.fromkeys(EMISSION_KEYS))
    )
    return spread(base, ends)


def _kg_at(ground: Groundwork, key: str, table: ConstantTable) -> FloatArray:
    sums = ground.sums
    if key in SHARING_KEYS:
        sums = drivers_sums(ground.potential, ground.state.mixtures, table)
    return _kg_with(ground, sums, effect_prices(table))


def _kg_with(ground: Groundwork, sums: Sums, price: Prices) -> FloatArray:
    now = year_of(sums, Taken(), price).kg
    found = []
    for measure in ground.measures:
        people = people_who_can(sums, measure, price)
        then = year_of(sums, Taken().and_also(measure, 1.0), price).kg
        found.append((now - then) / people if people else 0.0)
    return np.array(found)
