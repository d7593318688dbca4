"""What published statistics say of each place's surroundings: a model, and labelled as one.

Everybody is allotted to the nearest place within the limit of travel. A municipality's commuting
and migration are then shared among places by how many of its inhabitants each is allotted. Formulas
and limits: docs/methods/statistics.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.population import Headcount, PopulationGrid
from arbetshubb.statistics.rules.figures import Total
from arbetshubb.statistics.rules.flows import CommutingFlows


@dataclass(frozen=True, slots=True)
class Catchment:
    """One place's surroundings.

    Attributes:
        reached: inhabitants within the limit; one who reaches two places is in both.
        working_age: those of them of working age.
        nearest: inhabitants within the limit who have no other place nearer; each is in one.
        commuters: of them, modelled, those who work in another municipality than they live in.
        moved_in: modelled: people who moved to where these live, in the year.
        shares: the share of each municipality's inhabitants in ``nearest``, largest first.
    """

    place_id: str
    reached: Headcount
    working_age: Headcount
    nearest: Headcount
    commuters: Total | None
    moved_in: Total | None
    shares: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shared among places: commuting, and who moved into each municipality by code.

    ``None`` in ``moved_in`` is a figure that is not told; a code not in it likewise.
    """

    flows: CommutingFlows | None = None
    moved_in: Mapping[str, float | None] | None = None


def catchments(
    grid: PopulationGrid,
    minutes: FloatArray,
    place_ids: Sequence[str],
    *,
    limit_minutes: float,
    beside: Beside,
) -> tuple[Catchment, ...]:
    """Each place's surroundings; ``minutes[cell, place]``, ``nan`` for no way. O(cells·places)."""
    within = minutes <= limit_minutes
    nearest = _nearest(minutes, limit_minutes)
    shares = _shares(grid, nearest, len(place_ids))
    commuters = _shared(shares, _leaving(grid, beside.flows))
    moved_in = _shared(shares, _moved(grid, beside.moved_in))
    return tuple(
        Catchment(
            place_id=place_id,
            reached=grid.inhabitants(within[:, index]),
            working_age=grid.of_working_age(within[:, index]),
            nearest=grid.inhabitants(nearest == index),
            commuters=commuters[index] if commuters else None,
            moved_in=moved_in[index] if moved_in else None,
            shares=_named_shares(grid, shares[:, index]),
        )
        for index, place_id in enumerate(place_ids)
    )


def _nearest(minutes: FloatArray, limit: float) -> IntArray:
    """``[cell]`` the nearest place within the limit; -1 without one. Of two, the first."""
    if minutes.shape[1] == 0:
        return np.full(len(minutes), -1, dtype=np.int64)
    known = np.where(minutes <= limit, minutes, np.inf)
    found = known.argmin(axis=1)
    return np.where(np.isinf(known.min(axis=1)), -1, found).astype(np.int64)


def _shares(grid: PopulationGrid, nearest: IntArray, places: int) -> FloatArray:
    """``[municipality, place]`` the share of the municipality's known inhabitants."""
    count = len(grid.municipalities)
    inside = grid.municipality >= 0
    everybody = np.bincount(grid.municipality[inside], grid.people[inside], minlength=count)
    allotted = inside & (nearest >= 0)
    key = grid.municipality[allotted] * places + nearest[allotted]
    found = np.bincount(key, grid.people[allotted], minlength=count * places)
    return np.asarray(found.reshape(count, places) / np.maximum(everybody, 1.0)[:, None])


def _leaving(grid: PopulationGrid, flows: CommutingFlows | None) -> list[Total] | None:
    if flows is None:
        return None
    return [flows.balance(code).leave for code in grid.municipality_codes]


def _moved(grid: PopulationGrid, moved_in: Mapping[str, float | None] | None) -> list[Total] | None:
    if moved_in is None:
        return None
    found = [moved_in.get(code) for code in grid.municipality_codes]
    return [Total(0.0, 1) if value is None else Total(value) for value in found]


def _shared(shares: FloatArray, totals: list[Total] | None) -> list[Total] | None:
    """``[place]`` each municipality's total by its share; not told parts stay counted."""
    if totals is None:
        return None
    values = np.array([total.value for total in totals])
    unknown = np.array([total.unknown for total in totals])
    return [
        Total(float(values @ shares[:, place]), int(unknown[shares[:, place] > 0].sum()))
        for place in range(shares.shape[1])
    ]


def _named_shares(grid: PopulationGrid, shares: FloatArray) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-shares, kind="stable")
    return tuple((grid.municipalities[i], float(shares[i])) for i in order if shares[i] > 0)
