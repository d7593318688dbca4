"""What every protected picture stands on: the people, their groups, and which groups are hidden.

All tables of the room take their totals from here, so that a group hidden in one is hidden in all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.commuting import (
    DISTANCE_CLASSES,
    Breakdown,
    commutes,
    distance_class,
    person_years,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT
from arbetshubb.analysis.disclosure.crowds import (
    Crowd,
    Group,
    hidden_groups,
    hidden_pairs,
    hidden_parts,
)
from arbetshubb.analysis.places import BoolArray, IntArray
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce


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


@dataclass(frozen=True, eq=False)
class Ground:
    """The people in groups; ``hidden[breakdown][key]`` which groups of each list are hidden."""

    inputs: Inputs
    crowd: Crowd
    groups: Mapping[Breakdown, Group]
    hidden: Mapping[Breakdown, BoolArray]

    @property
    def homes(self) -> Group:
        """The people by home municipality."""
        return self.groups[Breakdown.MUNICIPALITY]

    @property
    def hidden_homes(self) -> BoolArray:
        """``[municipality]`` which home municipalities are hidden."""
        return self.hidden[Breakdown.MUNICIPALITY]

    def hidden_between(self, rows: Breakdown, columns: Breakdown) -> BoolArray:
        """``[row, column]`` which cells of the two-way table to hide."""
        return hidden_pairs(
            self.groups[rows],
            self.groups[columns],
            self.crowd,
            hidden_rows=self.hidden[rows],
            hidden_columns=self.hidden[columns],
        )


@dataclass(frozen=True, eq=False)
class WorkSide:
    """Where people work: municipalities and sites, which of both are hidden, and the flows.

    ``hidden_flows[home, municipality]`` is the mask of the flows between municipalities.
    """

    group: Group
    hidden: BoolArray
    municipality_of_site: IntArray
    sites: Group
    hidden_sites: BoolArray
    hidden_flows: BoolArray


def ground_of(inputs: Inputs, *, limit: int = DEFAULT_LIMIT) -> Ground:
    """The people of ``inputs`` in groups, each list protected. O(people)."""
    groups = _groups(inputs)
    crowd = _crowd(inputs, limit)
    hidden = {by: hidden_groups(group, crowd) for by, group in groups.items()}
    return Ground(inputs, crowd, groups, hidden)


def work_side(ground: Ground) -> WorkSide:
    """Where the people of ``ground`` work, protected together with where they live."""
    people, crowd = ground.inputs.workforce, ground.crowd
    found = {site.municipality for site in people.sites}
    names = (
        *(name for name in people.municipalities if name in found),
        *sorted(found - set(people.municipalities)),
    )
    of_site = np.array([names.index(site.municipality) for site in people.sites], dtype=np.int64)
    group = Group(names, of_site[people.workplace])
    hidden = hidden_groups(group, crowd)
    sites = Group(tuple(site.site_id for site in people.sites), people.workplace)
    return WorkSide(
        group=group,
        hidden=hidden,
        municipality_of_site=of_site,
        sites=sites,
        hidden_sites=hidden_parts(sites, crowd, whole_of=of_site, hidden_wholes=hidden),
        hidden_flows=hidden_pairs(
            ground.homes,
            group,
            crowd,
            hidden_rows=ground.hidden_homes,
            hidden_columns=hidden,
        ),
    )


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
