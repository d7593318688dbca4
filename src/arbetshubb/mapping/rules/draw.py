"""Draws the protected picture of homes and commuting from person-level columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from arbetshubb.analysis.commuting import (
    DISTANCE_CLASSES,
    Breakdown,
    Commuting,
    commutes,
    commuting,
    commuting_by,
    distance_class,
    person_years,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT
from arbetshubb.analysis.hubplan.published import Count, Figure, FlowOut, Travel, TravelRow
from arbetshubb.analysis.places import BoolArray, IntArray
from arbetshubb.analysis.spans import Span
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce
from arbetshubb.mapping.rules.choice import Choice, Filter
from arbetshubb.mapping.rules.picture import HomeSquare, Picture, Workplace
from arbetshubb.mapping.rules.protection import (
    Crowd,
    Group,
    hidden_groups,
    hidden_pairs,
    hidden_parts,
    is_total_hidden,
)

HIDDEN_FIGURE = Figure(None, None, None)
HIDDEN_TRAVEL = Travel(None, HIDDEN_FIGURE, HIDDEN_FIGURE, HIDDEN_FIGURE, HIDDEN_FIGURE)


@dataclass(frozen=True, eq=False)
class Inputs:
    """What a picture is drawn from. Person-level: never stored or shown.

    ``travel`` is ``[cell, site]`` of the workforce; ``is_own[person]`` marks, in a pooled picture,
    the people whom the reader knows already.
    """

    workforce: Workforce
    travel: TravelMatrix
    constants: ConstantTable
    is_own: BoolArray
    inputs_hash: str


def draw(inputs: Inputs, choice: Choice, *, limit: int = DEFAULT_LIMIT) -> Picture:
    """The picture that ``choice`` asks for. O(people), and some linear programmes a table."""
    groups = _groups(inputs)
    crowd = _crowd(inputs, limit)
    empty = _empty(inputs, limit)
    if is_total_hidden(crowd):
        return empty
    hidden = {by: hidden_groups(group, crowd) for by, group in groups.items()}
    if choice.only is not None:
        return _filtered(inputs, choice, choice.only, groups, hidden, crowd, empty)
    homes, hidden_homes = groups[Breakdown.MUNICIPALITY], hidden[Breakdown.MUNICIPALITY]
    work = _work_side(inputs, crowd)
    squares, left_out = _squares(inputs, hidden_homes, crowd)
    return replace(
        empty,
        total=_travel(commuting(inputs.workforce, inputs.travel, inputs.constants)),
        rows={by: _rows(inputs, inputs.workforce, by, hidden[by]) for by in choice.breakdowns},
        squares=squares,
        squares_left_out=left_out,
        flows=_flows(homes, hidden_homes, work, crowd),
        workplaces=_workplaces(inputs, work, crowd),
    )


def _filtered(  # noqa: PLR0913, PLR0917 - the parts of ``draw``
    inputs: Inputs,
    choice: Choice,
    only: Filter,
    groups: Mapping[Breakdown, Group],
    hidden: Mapping[Breakdown, BoolArray],
    crowd: Crowd,
    empty: Picture,
) -> Picture:
    """One column of each two-way table by the filter; squares and flows are never filtered."""
    column = groups[only.by].keys.index(only.value)
    if hidden[only.by][column]:
        return empty
    chosen = inputs.workforce.where(groups[only.by].code == column)
    rows = {}
    for by in choice.breakdowns:
        pairs = hidden_pairs(
            groups[by],
            groups[only.by],
            crowd,
            hidden_rows=hidden[by],
            hidden_columns=hidden[only.by],
        )
        rows[by] = _rows(inputs, chosen, by, pairs[:, column])
    total = _travel(commuting(chosen, inputs.travel, inputs.constants))
    return replace(empty, total=total, rows=rows)


def _groups(inputs: Inputs) -> dict[Breakdown, Group]:
    people = inputs.workforce
    ways = commutes(people, inputs.travel)
    return {
        Breakdown.MUNICIPALITY: Group(people.municipalities, people.municipality),
        Breakdown.DISTANCE: Group(DISTANCE_CLASSES, distance_class(ways.work_km)),
        Breakdown.MODE: Group(tuple(mode.value for mode in MODES), people.mode),
        Breakdown.UNIT: Group(people.units, people.unit),
    }


def _crowd(inputs: Inputs, limit: int) -> Crowd:
    years = person_years(inputs.workforce, inputs.travel, inputs.constants)
    figures = np.column_stack([years.km, years.hours, years.kronor, years.kg_co2e])
    return Crowd(figures, inputs.is_own, limit)


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
        TravelRow(row.key, HIDDEN_TRAVEL if is_hidden else _travel(row.commuting))
        for row, is_hidden in zip(found, hidden, strict=True)
    )


def _travel(known: Commuting) -> Travel:
    figures = (known.km, known.hours, known.kronor, known.kg_co2e)
    return Travel(known.people, *(_figure(span) for span in figures))


def _figure(span: Span) -> Figure:
    return Figure(span.base, span.low, span.high)


@dataclass(frozen=True, eq=False)
class _WorkSide:
    """Where people work: the municipality of each workplace and which of them are hidden."""

    group: Group
    hidden: BoolArray
    municipality_of_site: IntArray


def _work_side(inputs: Inputs, crowd: Crowd) -> _WorkSide:
    people = inputs.workforce
    found = {site.municipality for site in people.sites}
    names = (
        *(name for name in people.municipalities if name in found),
        *sorted(found - set(people.municipalities)),
    )
    of_site = np.array([names.index(site.municipality) for site in people.sites], dtype=np.int64)
    group = Group(names, of_site[people.workplace])
    return _WorkSide(group, hidden_groups(group, crowd), of_site)


def _squares(
    inputs: Inputs, hidden_homes: BoolArray, crowd: Crowd
) -> tuple[tuple[HomeSquare, ...], Count]:
    people = inputs.workforce
    group = Group(tuple(cell.id for cell in people.cells), people.home)
    counts = np.bincount(people.home, minlength=len(people.cells))
    hidden = hidden_parts(
        group, crowd, whole_of=people.cell_municipality, hidden_wholes=hidden_homes
    )
    lies_in = [people.municipalities[index] for index in people.cell_municipality]
    squares = tuple(
        HomeSquare(group.keys[cell], lies_in[cell], int(counts[cell]))
        for cell in np.flatnonzero(~hidden & (counts > 0))
    )
    left_out = int(counts[hidden].sum())
    return squares, None if 0 < left_out < crowd.limit else left_out


def _flows(
    homes: Group, hidden_homes: BoolArray, work: _WorkSide, crowd: Crowd
) -> tuple[FlowOut, ...]:
    hidden = hidden_pairs(
        homes, work.group, crowd, hidden_rows=hidden_homes, hidden_columns=work.hidden
    )
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


def _workplaces(inputs: Inputs, work: _WorkSide, crowd: Crowd) -> tuple[Workplace, ...]:
    people = inputs.workforce
    group = Group(tuple(site.site_id for site in people.sites), people.workplace)
    counts = np.bincount(people.workplace, minlength=len(people.sites))
    hidden = hidden_parts(
        group, crowd, whole_of=work.municipality_of_site, hidden_wholes=work.hidden
    )
    return tuple(
        Workplace(people.sites[site], None if hidden[site] else int(counts[site]))
        for site in np.flatnonzero(counts > 0)
    )
