"""Which figures of a hub plan are hidden: every mask that ``publish`` lays over the exact figures.

The reader is taken to know every figure shown and every total, and that rows add up to totals.
Where hubs and municipalities describe the same people, the reader is also taken to know which
municipalities a hub draws people from. Limits: docs/methods/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.commuting import Breakdown, groups_of, person_years
from arbetshubb.analysis.disclosure import (
    Attacker,
    hidden_in_rows,
    is_dominated,
    is_safe_difference,
    is_small,
    must_hide_total,
)
from arbetshubb.analysis.hubplan.coarse import Reached, Shares, beside_each_other, reach_shares
from arbetshubb.analysis.hubplan.outcome import (
    Choice,
    benefit_table,
    chances,
    choose,
    is_reached,
    people_of_cells,
)
from arbetshubb.analysis.hubplan.result import HubPlan
from arbetshubb.analysis.hubplan.study import Study, study_of
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Masks:
    """What is hidden; each array follows the rows it belongs to.

    Attributes:
        municipality: employees and today's commuting of each municipality.
        rows: ``[breakdown][row]`` the other breakdowns of today's commuting.
        flows: ``[municipality of home, municipality of work]`` counts, and whether each is hidden.
        hub, benefit: members and saved travel of each hub and of each municipality.
        reach: the exact shares of each municipality that reach a hub; ``total_reach`` the overall
            ones. ``shares_today`` and ``shares_plan`` are what may be shown, rounded there.
        catchment: each hub's catchment.
        cell: the 1 km cells.
    """

    municipality: BoolArray
    rows: dict[Breakdown, BoolArray]
    flow_names: tuple[str, ...]
    flow_counts: IntArray
    flows: BoolArray
    hub: BoolArray
    benefit: BoolArray
    reach: BoolArray
    total_reach: bool
    shares_today: Shares
    shares_plan: Shares
    catchment: BoolArray
    cell: BoolArray


def masks_of(plan: HubPlan, *, limit: int) -> Masks:
    """Every mask for ``plan``."""
    study = study_of(plan.workforce, plan.travel, plan.options)
    choice = choice_of(study, [hub.site.site_id for hub in plan.hubs])
    flow_names, flow_counts = _flows(study)
    dominated = _dominated(plan, Breakdown.MUNICIPALITY)
    municipality = _hidden_municipalities(plan, flow_counts, dominated, limit=limit)
    flows = _hidden_flows(flow_counts, municipality, limit=limit)
    cell = _hidden_cells(study, municipality, limit=limit)
    hub, benefit = _hidden_benefits(plan, study, choice, limit=limit)
    reach, total_reach = _hidden_reach(study, choice, municipality, cell, limit=limit)
    today, planned = _shares(
        study, choice, cell, hidden=reach, unknown=municipality,
        is_total_exact=not total_reach, limit=limit,
    )  # fmt: skip
    return Masks(
        municipality=municipality,
        rows={
            each: hidden_in_rows(_people(plan, each), limit=limit, hidden=_dominated(plan, each))
            for each in (Breakdown.MODE, Breakdown.DISTANCE, Breakdown.UNIT)
        },
        flow_names=flow_names,
        flow_counts=flow_counts,
        flows=flows,
        hub=hub,
        benefit=benefit,
        reach=reach,
        total_reach=total_reach,
        shares_today=today,
        shares_plan=planned,
        catchment=_hidden_catchments(study, choice, municipality, cell, limit=limit),
        cell=cell,
    )


def choice_of(study: Study, site_ids: Sequence[str]) -> Choice:
    """Where people go when the sites with these ids are open."""
    at = {name: index for index, name in enumerate(study.ids)}
    return choose(study, [at[name] for name in site_ids])


def moved_people(study: Study, plan: HubPlan, one: Choice, other: Choice) -> int:
    """People whose figures differ between two choices: they would use, or go to, another hub."""
    chance_one = chances(study, one, plan.constants)
    chance_other = chances(study, other, plan.constants)
    differs = (one.hub != other.hub)[study.people.cell] & ((chance_one > 0) | (chance_other > 0))
    return int(study.people.people[differs].sum())


def _people(plan: HubPlan, breakdown: Breakdown) -> IntArray:
    keys, group = groups_of(breakdown, plan.workforce, plan.travel)
    return np.bincount(group, minlength=len(keys))


def _dominated(plan: HubPlan, breakdown: Breakdown) -> BoolArray:
    """Rows whose kilometres are nearly all one person's, however many people stand beside."""
    keys, group = groups_of(breakdown, plan.workforce, plan.travel)
    km = person_years(plan.workforce, plan.travel, plan.constants).km
    largest = np.zeros(len(keys))
    np.maximum.at(largest, group, km)
    return is_dominated(np.bincount(group, km, minlength=len(keys)), largest)


def _flows(study: Study) -> tuple[tuple[str, ...], IntArray]:
    workforce = study.workforce
    names = tuple(dict.fromkeys((*workforce.municipalities, *_site_municipalities(study))))
    at = {name: index for index, name in enumerate(names)}
    work = np.array([at[site.municipality] for site in workforce.sites], dtype=np.int64)
    counts = np.zeros((len(workforce.municipalities), len(names)), dtype=np.int64)
    if len(workforce):
        np.add.at(counts, (workforce.municipality, work[workforce.workplace]), 1)
    return names, counts


def _site_municipalities(study: Study) -> tuple[str, ...]:
    return tuple(sorted({site.municipality for site in study.workforce.sites}))


def _hidden_municipalities(
    plan: HubPlan, flows: IntArray, dominated: BoolArray, *, limit: int
) -> BoolArray:
    """A municipality whose flows would give a small one back, even all hidden, is hidden too."""
    tight = np.array([must_hide_total(row, limit=limit) for row in flows], dtype=np.bool_)
    return hidden_in_rows(
        _people(plan, Breakdown.MUNICIPALITY), limit=limit, hidden=dominated | tight
    )


def _hidden_flows(flows: IntArray, municipality: BoolArray, *, limit: int) -> BoolArray:
    """Row by row: the municipality of home is a known total, that of work is not published.

    All of a hidden municipality's flows are hidden, or their sum would tell its total.
    """
    hidden = np.zeros(flows.shape, dtype=np.bool_)
    for row, counts in enumerate(flows):
        hidden[row] = counts > 0 if municipality[row] else hidden_in_rows(counts, limit=limit)
    return hidden


def _hidden_cells(study: Study, municipality: BoolArray, *, limit: int) -> BoolArray:
    """Small cells, and as many more as keep each municipality's remainder from being small."""
    people, of_cell = people_of_cells(study), study.workforce.cell_municipality
    hidden = is_small(people, limit=limit)
    for index in np.flatnonzero(~municipality):
        inside = np.flatnonzero(of_cell == index)
        hidden[inside] = hidden_in_rows(people[inside], limit=limit, hidden=hidden[inside])
    # Hidden municipalities' sum is known from the total: their cells together are one list.
    inside = np.flatnonzero(municipality[of_cell])
    hidden[inside] = hidden_in_rows(people[inside], limit=limit, hidden=hidden[inside])
    return hidden_in_rows(people, limit=limit, hidden=hidden)


def _hidden_benefits(
    plan: HubPlan, study: Study, choice: Choice, *, limit: int
) -> tuple[BoolArray, BoolArray]:
    """Hubs and municipalities whose members and savings are hidden.

    Each list is protected by itself; then against each other. A hub's and a municipality's people
    are sums of the same groups (who lives in a municipality and goes to a hub), so a list alone is
    not enough: a hub less the municipality that fills it leaves the few others.
    """
    of_hub = np.array([hub.base_people for hub in plan.hubs], dtype=np.int64)
    of_place = np.array([row.saved.people for row in plan.municipalities], dtype=np.int64)
    hidden_hub = hidden_in_rows(of_hub, limit=limit)
    hidden_place = hidden_in_rows(of_place, limit=limit)
    if not (hidden_hub.any() or hidden_place.any()):
        return hidden_hub, hidden_place
    hidden = _hidden_together(
        benefit_table(study, choice, plan.constants),
        np.concatenate([hidden_hub, hidden_place]),
        limit=limit,
    )
    return hidden[: len(of_hub)], hidden[len(of_hub) :]


def _hidden_together(table: IntArray, hidden: BoolArray, *, limit: int) -> BoolArray:
    """``hidden[hubs, then municipalities]`` and the smallest others that protect all hidden."""
    hubs = table.shape[1] - 1
    margins = np.concatenate([table[:, :hubs].sum(axis=0), table.sum(axis=1)])
    hidden = hidden.copy()
    values, equations, inner = _margin_system(table)
    spare = [index for index in np.argsort(margins, kind="stable") if margins[index] > 0]
    while True:
        mask = np.concatenate([np.ones(inner, dtype=np.bool_), hidden, [False]])
        attacker = Attacker(values, equations, mask)
        if all(
            _has_room(attacker, inner + int(index), int(margins[index]), limit=limit)
            for index in np.flatnonzero(hidden & (margins > 0))
        ):
            return hidden
        more = [index for index in spare if not hidden[index]]
        if not more:
            return hidden
        hidden[more[0]] = True


def _margin_system(table: IntArray) -> tuple[IntArray, FloatArray, int]:
    """The groups that are not empty, hubs, municipalities and total; and how they add up."""
    rows, columns = np.nonzero(table)
    inner, hubs, places = len(rows), table.shape[1] - 1, table.shape[0]
    values = np.concatenate(
        [table[rows, columns], table[:, :hubs].sum(axis=0), table.sum(axis=1), [table.sum()]]
    )
    equations = np.zeros((hubs + places + 1, len(values)))
    for hub in range(hubs):
        equations[hub, :inner] = columns == hub
        equations[hub, inner + hub] = -1.0
    for place in range(places):
        equations[hubs + place, :inner] = rows == place
        equations[hubs + place, inner + hubs + place] = -1.0
    equations[-1, inner + hubs : inner + hubs + places] = 1.0
    equations[-1, -1] = -1.0
    return values, equations, inner


def _has_room(attacker: Attacker, figure: int, value: int, *, limit: int) -> bool:
    """Whether the attacker must hold ``limit`` people possible, or something but the truth."""
    if value < limit:
        return attacker.highest(figure) >= limit
    return attacker.highest(figure) > value or attacker.lowest(figure) < value


def _hidden_reach(
    study: Study, choice: Choice, municipality: BoolArray, cell: BoolArray, *, limit: int
) -> tuple[BoolArray, bool]:
    """Municipalities whose reach today and in the plan is hidden, and whether the totals are.

    A share tells how many do and do not reach a hub, and two shares how many come or go between
    them; none of these, nor what the shown cells leave over of them, may be a small group.
    """
    people, of_cell = people_of_cells(study), study.workforce.cell_municipality
    today, plan = is_reached(study, choose(study, study.existing)), is_reached(study, choice)
    groups = [
        _counts(people, of_cell, len(municipality), chosen)
        for chosen in (today, ~today, plan, ~plan, today & ~plan, plan & ~today)
    ]
    left_over = [
        _counts(people, of_cell, len(municipality), chosen & cell)
        for chosen in (today, ~today, plan, ~plan)
    ]
    hidden = municipality.copy()
    for counts in (*groups, *left_over):
        hidden |= is_small(counts, limit=limit)
    for _ in range(len(hidden)):
        before = hidden.copy()
        for counts in groups[:4]:
            hidden = hidden_in_rows(counts, limit=limit, hidden=hidden)
        if np.array_equal(before, hidden):
            break
    is_total_hidden = any(
        must_hide_total(counts, limit=limit, hidden=hidden) for counts in groups[:4]
    ) or any(is_small(counts.sum(), limit=limit) for counts in (*groups, *left_over))
    return hidden, bool(is_total_hidden)


def _shares(  # noqa: PLR0913 - what is hidden, all by name
    study: Study,
    choice: Choice,
    cell: BoolArray,
    *,
    hidden: BoolArray,
    unknown: BoolArray,
    is_total_exact: bool,
    limit: int,
) -> tuple[Shares, Shares]:
    """The shares that reach a hub today and in the plan, as far as they may be shown."""
    people, of_cell = people_of_cells(study), study.workforce.cell_municipality
    everybody = np.ones(len(people), dtype=np.bool_)
    found = []
    for is_in_reach in (
        is_reached(study, choose(study, study.existing)),
        is_reached(study, choice),
    ):
        employees, reached, shown_reached, shown_not = (
            _counts(people, of_cell, len(hidden), chosen)
            for chosen in (everybody, is_in_reach, is_in_reach & ~cell, ~is_in_reach & ~cell)
        )
        found.append(Reached(employees, reached, shown_reached, shown_not))
    today, planned = (
        reach_shares(
            each, hidden=hidden, unknown=unknown, is_total_exact=is_total_exact, limit=limit
        )
        for each in found
    )
    return beside_each_other(found[0], today, found[1], planned, limit=limit)


def _counts(people: IntArray, of_cell: IntArray, places: int, chosen: BoolArray) -> IntArray:
    found = np.bincount(of_cell, np.where(chosen, people, 0), minlength=places)
    return found.astype(np.int64)


def _hidden_catchments(
    study: Study, choice: Choice, municipality: BoolArray, cell: BoolArray, *, limit: int
) -> BoolArray:
    """Small catchments, and those that give a small group when something shown is taken away.

    What is shown: the cells, the other catchments, municipalities, everybody, and (as what the
    total leaves over) all hidden municipalities together.
    """
    people, of_cell = people_of_cells(study), study.workforce.cell_municipality
    within = (study.minutes[:, list(choice.open)] <= study.options.within_minutes).T
    places = [of_cell == index for index in np.flatnonzero(~municipality)]
    known = [*within, *places, municipality[of_cell], np.ones(len(people), dtype=np.bool_)]
    hidden = is_small(within @ people, limit=limit) | is_small(
        (within & cell) @ people, limit=limit
    )
    for hub, catchment in enumerate(within):
        hidden[hub] |= any(
            _is_unsafe_beside(people, catchment, other, limit=limit) for other in known
        )
    return hidden


def _is_unsafe_beside(people: IntArray, one: BoolArray, other: BoolArray, *, limit: int) -> bool:
    """Whether one group lies in the other and a few people make the difference."""
    less, more = int(people[one & ~other].sum()), int(people[other & ~one].sum())
    return min(less, more) == 0 and not is_safe_difference(0, max(less, more), limit=limit)


def is_reach_safe(reached: int, employees: int, others: Sequence[int], *, limit: int) -> bool:
    """Whether a municipality's share may be shown beside ``others`` numbers reached there."""
    parts = np.array([reached, employees - reached])
    if is_small(parts, limit=limit).any():
        return False
    return all(
        is_safe_difference(min(reached, other), max(reached, other), limit=limit)
        for other in others
    )
