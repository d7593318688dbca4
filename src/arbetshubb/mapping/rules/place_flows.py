"""Flows from home municipality to single workplaces and hubs, beside those between municipalities.

The flows to the workplaces of a municipality sum to the flow to that municipality, which is shown
already. All of them, and every total that is shown, are therefore protected as one system of
linked figures. Workplaces that cannot be told apart safely are taken together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting import existing_hubs
from arbetshubb.analysis.disclosure import hidden_in_linked, is_small, unprotected
from arbetshubb.analysis.disclosure.crowds import Group, hidden_groups, hidden_pairs
from arbetshubb.analysis.hubplan.published import Count
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray, Site
from arbetshubb.analysis.travel import nearest_of
from arbetshubb.mapping.rules.ground import Ground, WorkSide

REST: Final = ""
"""The home of all who live in a municipality too small to be named."""
MOST_ATTEMPTS: Final = 6
"""Times that workplaces are merged one by one; then all those of a municipality at once."""


@dataclass(frozen=True, slots=True)
class PlaceFlow:
    """Employees of one home municipality at one place.

    ``home`` is ``REST`` for home municipalities that are not named; ``site`` is ``None`` for the
    workplaces of ``work`` that are too small to be named, taken together.
    """

    home: str
    work: str
    site: Site | None
    people: Count


@dataclass(frozen=True, slots=True)
class PlaceFlows:
    """Flows to workplaces and to hubs.

    Attributes:
        workplaces: pairs with anybody in them, or hidden.
        hubs: those with days at a hub today, at the hub nearest to home.
    """

    workplaces: tuple[PlaceFlow, ...]
    hubs: tuple[PlaceFlow, ...]


def place_flows(ground: Ground, work: WorkSide) -> PlaceFlows:
    """The flows to places. Some linear programmes for each hidden figure."""
    return PlaceFlows(
        workplaces=_listed(ground, work, _divided(ground, work)), hubs=_hub_flows(ground)
    )


@dataclass(frozen=True, eq=False)
class _Columns:
    """Places as columns: named sites, then one for the rest of each municipality that has any.

    ``of_site[site]`` is the column a site is counted in; ``municipality[column]``.
    """

    of_site: IntArray
    site: tuple[int | None, ...]
    municipality: IntArray

    def named_in(self, municipality: int) -> list[int]:
        """The sites of a municipality that have a column of their own."""
        return [
            site
            for site, town in zip(self.site, self.municipality.tolist(), strict=True)
            if site is not None and town == municipality
        ]


@dataclass(frozen=True, eq=False)
class _Divided:
    """The result: counts and mask ``[home row, column]``."""

    columns: _Columns
    counts: IntArray
    hidden: BoolArray


def _divided(ground: Ground, work: WorkSide) -> _Divided:
    """Name as many workplaces as can be protected; the others are taken together."""
    people = np.bincount(work.sites.code, minlength=len(work.sites.keys))
    named = np.flatnonzero(~work.hidden_sites & (people > 0))
    for attempt in range(MOST_ATTEMPTS + 1):
        columns = _columns(work, named)
        systems = [_system(ground, work, columns, who) for who in ground.crowd.populations()]
        masks = [system.mask(ground.crowd.limit) for system in systems]
        bad = _betrayed(systems, masks, ground.crowd.limit)
        to_merge = _to_merge(columns, bad, people, is_last=attempt == MOST_ATTEMPTS)
        if not to_merge:
            break
        named = np.setdiff1d(named, to_merge)
    hidden = np.logical_or.reduce([each[: systems[0].inner] for each in masks])
    hidden = hidden.reshape(systems[0].shape)
    hidden[:, sorted(bad)] = True
    return _Divided(columns, systems[0].inner_counts, hidden)


def _betrayed(systems: list[_System], masks: list[BoolArray], limit: int) -> frozenset[int]:
    found = (each.betrayed(mask, limit) for each, mask in zip(systems, masks, strict=True))
    return frozenset[int]().union(*found)


def _to_merge(
    columns: _Columns, bad: frozenset[int], people: IntArray, *, is_last: bool
) -> list[int]:
    """Sites that lose their column: betrayed ones, or the smallest beside a betrayed rest."""
    found: list[int] = []
    for column in bad:
        site, beside = columns.site[column], columns.named_in(int(columns.municipality[column]))
        if is_last:
            found += beside
        elif site is not None:
            found.append(site)
        else:
            found += sorted(beside, key=lambda each: int(people[each]))[:1]
    return found


def _columns(work: WorkSide, named: IntArray) -> _Columns:
    of_site = work.municipality_of_site
    people = np.bincount(work.sites.code, minlength=len(of_site))
    is_rest = (people > 0) & ~np.isin(np.arange(len(of_site)), named)
    rest = sorted(set(of_site[is_rest].tolist()))
    column = np.zeros(len(of_site), dtype=np.int64)
    column[named] = np.arange(len(named))
    for index, municipality in enumerate(rest, start=len(named)):
        column[is_rest & (of_site == municipality)] = index
    return _Columns(
        of_site=column,
        site=(*(int(each) for each in named), *(None for _ in rest)),
        municipality=np.array([*of_site[named], *rest], dtype=np.int64),
    )


@dataclass(frozen=True, eq=False)
class _System:
    """All figures in one row: inner cells, flows between municipalities, then every total."""

    shape: tuple[int, int]
    inner: int
    values: IntArray
    equations: FloatArray
    hidden: BoolArray

    @property
    def inner_counts(self) -> IntArray:
        """The cells ``[home row, column]``."""
        return self.values[: self.inner].reshape(self.shape)

    def mask(self, limit: int) -> BoolArray:
        """What to hide: only inner cells are added to what is hidden elsewhere already."""
        inner = np.arange(len(self.values)) < self.inner
        start = self.hidden | (inner & is_small(self.values, limit=limit))
        return hidden_in_linked(
            self.values, self.equations, limit=limit, hidden=start, may_hide=inner
        )

    def betrayed(self, mask: BoolArray, limit: int) -> frozenset[int]:
        """Columns that tell more of a small figure than it may."""
        found = unprotected(self.values, self.equations, mask, limit=limit)
        found[self.inner :] &= ~self._without_inner(limit)
        if found[self.inner :].any():  # a flow is given away: any column may be the reason
            return frozenset(range(self.shape[1]))
        return frozenset((np.flatnonzero(found[: self.inner]) % self.shape[1]).tolist())

    def _without_inner(self, limit: int) -> BoolArray:
        """Which flows and totals were not protected even before anything was divided."""
        coarse = ~(self.equations[:, : self.inner] != 0).any(axis=1)
        equations = self.equations[coarse][:, self.inner :]
        return unprotected(
            self.values[self.inner :], equations, self.hidden[self.inner :], limit=limit
        )


def _system(ground: Ground, work: WorkSide, columns: _Columns, who: BoolArray) -> _System:
    """The figures of ``who`` and how they add up."""
    named = np.flatnonzero(~ground.hidden_homes)
    row_of = np.full(len(ground.hidden_homes), len(named))
    row_of[named] = np.arange(len(named))
    homes, towns = len(ground.hidden_homes), len(work.group.keys)
    shape = (len(named) + 1, len(columns.site))
    place = columns.of_site[work.sites.code[who]]
    home, town = ground.homes.code[who], work.group.code[who]
    cells = _table(row_of[home], place, shape)
    flows = _table(home, town, (homes, towns))
    values = [cells, flows, cells.sum(axis=0), flows.sum(axis=1), flows.sum(axis=0)]
    hidden = [
        np.zeros(shape, dtype=np.bool_),
        work.hidden_flows,
        work.hidden[columns.municipality] & [site is None for site in columns.site],
        ground.hidden_homes,
        work.hidden,
    ]
    index = _indices([each.shape for each in values])
    return _System(
        shape=shape,
        inner=cells.size,
        values=np.concatenate([each.reshape(-1) for each in values]),
        equations=_equations(index, row_of, columns.municipality),
        hidden=np.concatenate([each.reshape(-1) for each in hidden]),
    )


def _table(rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> IntArray:
    found = np.zeros(shape, dtype=np.int64)
    np.add.at(found, (rows, columns), 1)
    return found


def _indices(shapes: list[tuple[int, ...]]) -> list[IntArray]:
    """Where each table's figures stand when all are put in one row."""
    found, start = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        found.append(np.arange(start, start + size).reshape(shape))
        start += size
    return found


def _equations(index: list[IntArray], row_of: IntArray, municipality: IntArray) -> FloatArray:
    """Cells sum to flows and to their place, flows to homes and towns, places to towns."""
    cells, flows, places, homes, towns = index
    lines: list[tuple[IntArray, IntArray]] = []
    for row in range(cells.shape[0]):
        members = np.flatnonzero(row_of == row)
        lines += [
            (cells[row, municipality == town], flows[members, town]) for town in range(len(towns))
        ]
    lines += [(cells[:, column], places[[column]]) for column in range(len(places))]
    lines += [(flows[home], homes[[home]]) for home in range(len(homes))]
    lines += [(flows[:, town], towns[[town]]) for town in range(len(towns))]
    lines += [(places[municipality == town], towns[[town]]) for town in range(len(towns))]
    equations = np.zeros((len(lines), int(towns[-1]) + 1))
    for equation, (parts, whole) in zip(equations, lines, strict=True):
        equation[parts] += 1.0
        equation[whole] -= 1.0
    return equations


def _listed(ground: Ground, work: WorkSide, divided: _Divided) -> tuple[PlaceFlow, ...]:
    sites, columns = ground.inputs.workforce.sites, divided.columns
    names = [ground.homes.keys[home] for home in np.flatnonzero(~ground.hidden_homes)] + [REST]
    return tuple(
        PlaceFlow(
            names[row],
            work.group.keys[columns.municipality[column]],
            None if (site := columns.site[column]) is None else sites[site],
            None if divided.hidden[row, column] else int(divided.counts[row, column]),
        )
        for row, column in np.argwhere((divided.counts > 0) | divided.hidden)
    )


def _hub_flows(ground: Ground) -> tuple[PlaceFlow, ...]:
    """Who goes to which hub today; those without hub days are the last column."""
    people = ground.inputs.workforce
    hubs = existing_hubs(people)
    if len(hubs) == 0:
        return ()
    nearest = nearest_of(ground.inputs.travel, hubs)[people.home]
    position = np.searchsorted(hubs, nearest)  # hubs are in the order of the sites
    uses = (people.hub_days > 0) & (nearest >= 0)
    code = np.where(uses, position, len(hubs)).astype(np.int64)
    group = Group((*(people.sites[hub].site_id for hub in hubs), REST), code)
    hidden_hubs = hidden_groups(group, ground.crowd)
    hidden = hidden_pairs(
        ground.homes,
        group,
        ground.crowd,
        hidden_rows=ground.hidden_homes,
        hidden_columns=hidden_hubs,
    )
    counts = _table(ground.homes.code, code, hidden.shape)
    return tuple(
        PlaceFlow(
            ground.homes.keys[home],
            people.sites[hubs[hub]].municipality,
            people.sites[hubs[hub]],
            None if hidden[home, hub] else int(counts[home, hub]),
        )
        for home, hub in np.argwhere((counts > 0) | hidden)
        if hub < len(hubs)
    )
