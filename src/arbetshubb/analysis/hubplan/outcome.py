"""What a given set of open hubs gives, under given constants: members, travel saved, cost, reach.

This is cheap (no search), so it is what ranges, worth, alternatives and sensitivity are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.demand import (
    assumptions,
    by_mode,
    chance,
    hub_days,
    saved_one_member,
    saved_today,
    seats_needed,
)
from arbetshubb.analysis.hubplan.study import Study, terms_of
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.pricing import TravelWeek, figures_in_a_year, prices, value_in_a_year
from arbetshubb.analysis.siting.evaluate import whole_seats
from arbetshubb.analysis.spans import Spans, spread


@dataclass(frozen=True, eq=False)
class Choice:
    """Where people would go when ``open`` (ascending choices) are open.

    Attributes:
        hub: ``[cell]`` the nearest open choice by minutes (ties: the first), -1 without a way.
        minutes: ``[cell]`` minutes to it, ``nan`` without a way.
    """

    open: tuple[int, ...]
    hub: IntArray
    minutes: FloatArray


@dataclass(frozen=True, eq=False)
class Outcome:
    """Figures of a set of open hubs; ``[hub]`` counts the open ones in ascending order.

    Kronor a year; travel is ``[..., figure]`` km, hours, kronor, kg CO2e a year saved against
    today. ``[hub]`` and ``[municipality]`` travel each sum to ``saved``, except that people whose
    hub of today shuts and who have no other are in no hub's figures.

    Attributes:
        value: of travel time, vehicle and CO2e against having no hub at all.
    """

    members_of_hub: FloatArray
    days_of_hub: FloatArray
    cost_of_hub: FloatArray
    seats_of_hub: FloatArray
    saved_of_hub: FloatArray
    members_of_municipality: FloatArray
    saved_of_municipality: FloatArray
    members: FloatArray
    saved: FloatArray
    cost: FloatArray
    value: FloatArray

    @property
    def objective(self) -> float:
        """Value less cost, kronor a year."""
        return float(self.value - self.cost)

    @property
    def saved_km(self) -> float:
        """Kilometres a year less than today."""
        return float(self.saved[0])


def choose(study: Study, open_sites: Iterable[int]) -> Choice:
    """Everyone's nearest open hub. O(cells · open)."""
    chosen = tuple(sorted(set(open_sites)))
    cells = len(study.minutes)
    if not chosen or not cells:
        return Choice(chosen, np.full(cells, -1, dtype=np.int64), np.full(cells, np.nan))
    columns = np.array(chosen, dtype=np.int64)
    minutes = study.minutes[:, columns]
    far = np.where(np.isnan(minutes), np.inf, minutes)
    best = far.argmin(axis=1)
    shortest = far[np.arange(cells), best]
    is_way = np.isfinite(shortest)
    return Choice(chosen, np.where(is_way, columns[best], -1), np.where(is_way, shortest, np.nan))


def chances(study: Study, choice: Choice, constants: ConstantTable) -> FloatArray:
    """``[kind]`` the chance that one of them is a member of the hub they choose."""
    return chance(study.people, choice.minutes[study.people.cell], assumptions(constants))


def outcome_of(study: Study, choice: Choice, constants: ConstantTable) -> Outcome:
    """The figures of a choice. O(kinds)."""
    people, assumed, price = study.people, assumptions(constants), prices(constants)
    week = hub_days(people, assumed)
    members = chances(study, choice, constants) * people.people
    against_none = _saved_by_members(study, choice, members, constants)
    against_today = against_none - saved_today(people, week)
    hubs, row = len(choice.open), _row_of_kind(study, choice)
    municipality = study.workforce.cell_municipality[people.cell]
    places = len(study.workforce.municipalities)
    saved_rows = figures_in_a_year(by_mode(people, against_today, row, hubs + 1), price)
    saved_places = figures_in_a_year(by_mode(people, against_today, municipality, places), price)
    everyone = np.zeros(len(people), dtype=np.int64)
    value = value_in_a_year(by_mode(people, against_none, everyone, 1), price)[0]
    days = np.bincount(row, members * week.days, minlength=hubs + 1)[:hubs]
    seats, cost = _seats_and_cost(study, choice, days, constants)
    return Outcome(
        members_of_hub=np.bincount(row, members, minlength=hubs + 1)[:hubs],
        days_of_hub=days,
        cost_of_hub=cost,
        seats_of_hub=seats,
        saved_of_hub=saved_rows[:hubs],
        members_of_municipality=np.bincount(municipality, members, minlength=places),
        saved_of_municipality=saved_places,
        members=np.asarray(members.sum()),
        saved=saved_rows.sum(axis=0),
        cost=np.asarray(cost.sum()),
        value=np.asarray(value),
    )


def benefit_table(study: Study, choice: Choice, constants: ConstantTable) -> IntArray:
    """``[municipality, hub + none]`` people whom members and saved travel describe.

    They have a chance of being members of the hub they choose, or use a hub today that they may
    lose; the last column is for those who have no way to any open hub.
    """
    people = study.people
    counts = (chances(study, choice, constants) > 0) | (people.is_user & ~np.isnan(people.today_km))
    row = study.workforce.cell_municipality[people.cell]
    shape = (len(study.workforce.municipalities), len(choice.open) + 1)
    table = np.zeros(shape, dtype=np.int64)
    number = np.where(counts, people.people, 0.0).astype(np.int64)
    np.add.at(table, (row, _row_of_kind(study, choice)), number)
    return table


def people_of_cells(study: Study) -> IntArray:
    """``[cell]`` how many employees live there."""
    return np.bincount(study.workforce.home, minlength=len(study.workforce.cells))


def is_reached(study: Study, choice: Choice) -> BoolArray:
    """``[cell]`` whether an open hub is within the wished minutes."""
    return np.asarray(choice.minutes <= study.options.within_minutes)


def reach_of_municipalities(study: Study, choice: Choice) -> IntArray:
    """``[municipality]`` employees with an open hub within the wished minutes."""
    reached = np.where(is_reached(study, choice), people_of_cells(study), 0)
    places = len(study.workforce.municipalities)
    found = np.bincount(study.workforce.cell_municipality, reached, minlength=places)
    return found.astype(np.int64)


def worst_reach(study: Study, choice: Choice) -> tuple[float, str]:
    """The least share of a municipality's employees who reach a hub, and which one it is.

    Municipalities without employees do not count; with no employees at all it is 0 and ``""``.
    """
    workforce = study.workforce
    employees = np.bincount(workforce.municipality, minlength=len(workforce.municipalities))
    if not len(workforce):
        return 0.0, ""
    reached = reach_of_municipalities(study, choice)
    share = np.where(employees > 0, reached / np.maximum(employees, 1), np.inf)
    worst = int(share.argmin())
    return float(share[worst]), workforce.municipalities[worst]


def outcome_spans(base: Outcome, ends: Sequence[tuple[Outcome, Outcome]]) -> dict[str, Spans]:
    """The range of every figure of an outcome, by the figure's name."""
    return {
        field.name: spread(
            getattr(base, field.name),
            ((getattr(low, field.name), getattr(high, field.name)) for low, high in ends),
        )
        for field in fields(Outcome)
    }


def _row_of_kind(study: Study, choice: Choice) -> IntArray:
    """``[kind]`` which open hub they choose, counted from 0; ``len(open)`` for none."""
    chosen = np.array(choice.open, dtype=np.int64)
    hub = choice.hub[study.people.cell]
    return np.where(hub >= 0, np.searchsorted(chosen, hub), len(chosen)).astype(np.int64)


def _saved_by_members(
    study: Study, choice: Choice, members: FloatArray, constants: ConstantTable
) -> TravelWeek:
    people = study.people
    hub = choice.hub[people.cell]
    km = np.full(len(people), np.nan)
    has = np.flatnonzero(hub >= 0)
    km[has] = study.km[people.cell[has], hub[has]]
    week = hub_days(people, assumptions(constants))
    each = saved_one_member(people, km, choice.minutes[people.cell], week)
    return TravelWeek(each.km * members, each.minutes * members)


def _seats_and_cost(
    study: Study, choice: Choice, days: FloatArray, constants: ConstantTable
) -> tuple[FloatArray, FloatArray]:
    terms, chosen = terms_of(study, constants), np.array(choice.open, dtype=np.int64)
    load = seats_needed(days, assumptions(constants))
    seats = np.maximum(terms.seats_min[chosen], whole_seats(load)).astype(np.float64)
    paid = np.maximum(terms.seats_min[chosen], load)
    by_use = days * prices(constants).weeks * terms.day[chosen]
    return seats, terms.fixed[chosen] + terms.seat[chosen] * paid + by_use
