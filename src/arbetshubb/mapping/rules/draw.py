"""Draws the protected picture of homes and commuting from person-level columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from arbetshubb.analysis.commuting import Breakdown, Commuting, commuting, commuting_by
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT
from arbetshubb.analysis.disclosure.crowds import Group, hidden_parts, is_total_hidden
from arbetshubb.analysis.hubplan.published import Count, Figure, FlowOut, Travel, TravelRow
from arbetshubb.analysis.places import BoolArray
from arbetshubb.analysis.spans import Span
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.mapping.rules.choice import Choice, Filter
from arbetshubb.mapping.rules.ground import Ground, Inputs, WorkSide, ground_of, work_side
from arbetshubb.mapping.rules.picture import HomeSquare, Picture, Workplace

__all__ = ["HIDDEN_FIGURE", "HIDDEN_TRAVEL", "Inputs", "draw", "travel_of_people"]

HIDDEN_FIGURE = Figure(None, None, None)
HIDDEN_TRAVEL = Travel(None, HIDDEN_FIGURE, HIDDEN_FIGURE, HIDDEN_FIGURE, HIDDEN_FIGURE)


def draw(inputs: Inputs, choice: Choice, *, limit: int = DEFAULT_LIMIT) -> Picture:
    """The picture that ``choice`` asks for. O(people), and some linear programmes a table."""
    ground, empty = ground_of(inputs, limit=limit), _empty(inputs, limit)
    if is_total_hidden(ground.crowd):
        return empty
    if choice.only is not None:
        return _filtered(ground, choice, choice.only, empty)
    work = work_side(ground)
    squares, left_out = _squares(ground)
    return replace(
        empty,
        total=travel_of_people(commuting(inputs.workforce, inputs.travel, inputs.constants)),
        rows={
            by: _rows(inputs, inputs.workforce, by, ground.hidden[by]) for by in choice.breakdowns
        },
        squares=squares,
        squares_left_out=left_out,
        flows=_flows(ground, work),
        workplaces=_workplaces(ground, work),
    )


def _filtered(ground: Ground, choice: Choice, only: Filter, empty: Picture) -> Picture:
    """One column of each two-way table by the filter; squares and flows are never filtered."""
    inputs, column = ground.inputs, ground.groups[only.by].keys.index(only.value)
    if ground.hidden[only.by][column]:
        return empty
    chosen = inputs.workforce.where(ground.groups[only.by].code == column)
    rows = {
        by: _rows(inputs, chosen, by, ground.hidden_between(by, only.by)[:, column])
        for by in choice.breakdowns
    }
    total = travel_of_people(commuting(chosen, inputs.travel, inputs.constants))
    return replace(empty, total=total, rows=rows)


def _empty(inputs: Inputs, limit: int) -> Picture:
    return Picture(
        total=HIDDEN_TRAVEL,
        rows={},
        squares=(),
        squares_left_out=None,
        flows=(),
        workplaces=(),
        quality=inputs.travel.quality.value,
        source=inputs.travel.source,
        constants_version=inputs.constants.version,
        inputs_hash=inputs.inputs_hash,
        limit=limit,
    )


def _rows(
    inputs: Inputs, people: Workforce, by: Breakdown, hidden: BoolArray
) -> tuple[TravelRow, ...]:
    # Units are told apart by their names here, whichever employer they belong to.
    one_employer = replace(people, employers=("",), employer=np.zeros_like(people.employer))
    found = commuting_by(by, one_employer, inputs.travel, inputs.constants)
    return tuple(
        TravelRow(row.key, HIDDEN_TRAVEL if is_hidden else travel_of_people(row.commuting))
        for row, is_hidden in zip(found, hidden, strict=True)
    )


def travel_of_people(known: Commuting) -> Travel:
    """A year's commuting as it is shown; whether it may be, the caller has found out."""
    figures = (known.km, known.hours, known.kronor, known.kg_co2e)
    return Travel(known.people, *(_figure(span) for span in figures))


def _figure(span: Span) -> Figure:
    return Figure(span.base, span.low, span.high)


def _squares(ground: Ground) -> tuple[tuple[HomeSquare, ...], Count]:
    people, crowd = ground.inputs.workforce, ground.crowd
    group = Group(tuple(cell.id for cell in people.cells), people.home)
    counts = np.bincount(people.home, minlength=len(people.cells))
    hidden = hidden_parts(
        group, crowd, whole_of=people.cell_municipality, hidden_wholes=ground.hidden_homes
    )
    lies_in = [people.municipalities[index] for index in people.cell_municipality]
    squares = tuple(
        HomeSquare(group.keys[cell], lies_in[cell], int(counts[cell]))
        for cell in np.flatnonzero(~hidden & (counts > 0))
    )
    left_out = int(counts[hidden].sum())
    return squares, None if 0 < left_out < crowd.limit else left_out


def _flows(ground: Ground, work: WorkSide) -> tuple[FlowOut, ...]:
    homes, hidden = ground.homes, work.hidden_flows
    counts = np.zeros(hidden.shape, dtype=np.int64)
    np.add.at(counts, (homes.code, work.group.code), 1)
    return tuple(
        FlowOut(
            homes.keys[home],
            work.group.keys[place],
            None if hidden[home, place] else int(counts[home, place]),
        )
        for home, place in np.argwhere((counts > 0) | hidden)  # an unlisted pair is known as none
    )


def _workplaces(ground: Ground, work: WorkSide) -> tuple[Workplace, ...]:
    people = ground.inputs.workforce
    counts = np.bincount(people.workplace, minlength=len(people.sites))
    return tuple(
        Workplace(people.sites[site], None if work.hidden_sites[site] else int(counts[site]))
        for site in np.flatnonzero(counts > 0)
    )
