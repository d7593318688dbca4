"""One employer's commuting as another employer may see it, when both have agreed to be compared.

The reader knows its own people exactly, sees all employers together in the pooled picture, and may
be compared with several others. What subtraction then leaves is protected too: the pooled people
less the reader's own and less every choice of compared employers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting import Breakdown, commuting
from arbetshubb.analysis.disclosure import is_dominated
from arbetshubb.analysis.disclosure.crowds import Crowd, Group, hidden_groups, is_total_hidden
from arbetshubb.analysis.hubplan.published import Count, Travel
from arbetshubb.analysis.places import BoolArray
from arbetshubb.mapping.rules.draw import HIDDEN_TRAVEL, travel_of_people
from arbetshubb.mapping.rules.ground import Ground, Inputs, ground_of

MOST_PARTNERS: Final = 8
"""Employers that one may be compared with at a time: each choice of them is protected."""
COMPARED: Final = (Breakdown.MODE, Breakdown.DISTANCE, Breakdown.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Side:
    """One employer in a comparison; ``rows[breakdown][key]`` are counts, ``None`` hidden."""

    name: str
    travel: Travel
    rows: Mapping[Breakdown, Mapping[str, Count]]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it can be shown."""
        return self.travel.people is None

    def share(self, by: Breakdown, key: str) -> float | None:
        """The share of its people in one group; ``None`` when hidden."""
        count = self.rows.get(by, {}).get(key, 0)
        return None if count is None or not self.travel.people else count / self.travel.people


@dataclass(frozen=True, slots=True)
class Circle:
    """Whom the reader can count: names of employers.

    ``own`` are known exactly, ``partners`` by comparison, ``pooled`` together with others.
    """

    own: frozenset[str]
    partners: frozenset[str]
    pooled: frozenset[str]


def side_of(name: str, inputs: Inputs, circle: Circle) -> Side:
    """What a reader in ``circle`` may see of the employer ``name``.

    ``inputs`` holds everybody in the circle. O(people · 2^partners).
    """
    ground = ground_of(inputs)
    who = _people_of(ground, {name})
    populations = _populations(ground, who, name, circle) if who.any() else []
    if _is_nothing_shown(ground, populations):
        return Side(name, HIDDEN_TRAVEL, {})
    people = inputs.workforce.where(who)
    rows = {by: _rows(ground, by, populations) for by in COMPARED}
    travel = travel_of_people(commuting(people, inputs.travel, inputs.constants))
    return Side(name, travel, rows)


def remainders(name: str, circle: Circle) -> Iterator[frozenset[str]]:
    """Whom the reader is left with when it subtracts ``name`` and others it knows."""
    if name in circle.own or name not in circle.pooled:
        return
    known = sorted((circle.partners & circle.pooled) - circle.own - {name})
    for size in range(len(known) + 1):
        for others in combinations(known, size):
            yield circle.pooled - circle.own - {name, *others}


def _people_of(ground: Ground, names: Collection[str]) -> BoolArray:
    people = ground.inputs.workforce
    codes = [index for index, name in enumerate(people.employers) if name in names]
    return np.isin(people.employer, codes)


def _populations(ground: Ground, who: BoolArray, name: str, circle: Circle) -> list[BoolArray]:
    """Everybody to protect: the employer itself, then each remainder with people in it."""
    rests = (_people_of(ground, rest) for rest in remainders(name, circle))
    return [people for people in (who, *rests) if people.any()]


def _crowd_of(ground: Ground, people: BoolArray) -> Crowd:
    years = ground.crowd.years[people]
    return Crowd(years, np.zeros(len(years), dtype=np.bool_), ground.crowd.limit)


def _is_nothing_shown(ground: Ground, populations: list[BoolArray]) -> bool:
    crowds = [_crowd_of(ground, people) for people in populations]
    if not crowds or any(map(is_total_hidden, crowds)):
        return True
    years = crowds[0].years
    return bool(is_dominated(years.sum(axis=0), years.max(axis=0)).any())


def _rows(ground: Ground, by: Breakdown, populations: list[BoolArray]) -> dict[str, Count]:
    group = ground.groups[by]
    hidden = np.zeros(len(group.keys), dtype=np.bool_)
    for people in populations:
        part = Group(group.keys, group.code[people])
        hidden |= hidden_groups(part, _crowd_of(ground, people))
    counts = np.bincount(group.code[populations[0]], minlength=len(group.keys)).tolist()
    return {
        key: None if is_hidden else count
        for key, is_hidden, count in zip(group.keys, hidden, counts, strict=True)
    }
