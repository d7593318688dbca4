"""What a plan for several employers may show to one of them, who knows its own people. Pure.

``analysis.disclosure`` hides small groups of everybody. Whoever knows one employer's people can
take them off a pooled figure; what is left must not be a small group either. Here people of other
employers who would be left alone in a municipality are kept out of the study, and cells, flows and
breakdowns whose rest is small are taken off.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from arbetshubb.analysis.commuting import distance_class
from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import CellOut, FlowOut
from arbetshubb.analysis.places import BoolArray, IntArray
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce


def without_few_others(workforce: Workforce, *, own: str, limit: int) -> Workforce:
    """The study without other employers' people where fewer than ``limit`` of them live."""
    others = _others(workforce, own)
    left = np.bincount(workforce.municipality[others], minlength=len(workforce.municipalities))
    is_few = (left > 0) & (left < limit)
    if not is_few.any():
        return workforce
    return workforce.where(~(others & is_few[workforce.municipality]))


def only_safe(
    plan: PublishedPlan, workforce: Workforce, travel: TravelMatrix, *, own: str, limit: int
) -> PublishedPlan:
    """The plan without cells, flows and breakdowns that, less one's own people, are small groups.

    Units are taken off altogether: those of another employer are its own affair.
    """
    others = _others(workforce, own)
    cells = _safe_cells(plan, workforce, others, limit)
    hidden = sum(cell.people for cell in plan.cells) - sum(cell.people for cell in cells)
    known = travel.km[workforce.home, workforce.workplace]
    by_mode = _counts(workforce.mode, others, len(MODES))
    by_distance = _counts(distance_class(known), others, 0)
    return replace(
        plan,
        cells=cells,
        hidden_cells_people=_plus(plan.hidden_cells_people, hidden, limit),
        flows=_safe_flows(plan, workforce, others, limit),
        today_by_unit=(),
        today_by_mode=() if _has_few(by_mode, limit) else plan.today_by_mode,
        today_by_distance=() if _has_few(by_distance, limit) else plan.today_by_distance,
    )


def _others(workforce: Workforce, own: str) -> BoolArray:
    if own not in workforce.employers:
        return np.ones(len(workforce), dtype=np.bool_)
    return np.asarray(workforce.employer != workforce.employers.index(own), dtype=np.bool_)


def _counts(group: IntArray, chosen: BoolArray, groups: int) -> IntArray:
    return np.bincount(group[chosen], minlength=groups)


def _has_few(counts: IntArray, limit: int) -> bool:
    return bool(((counts > 0) & (counts < limit)).any())


def _safe_cells(
    plan: PublishedPlan, workforce: Workforce, others: BoolArray, limit: int
) -> tuple[CellOut, ...]:
    counts = _counts(workforce.home, others, len(workforce.cells))
    left = {cell.id: int(count) for cell, count in zip(workforce.cells, counts, strict=True)}
    return tuple(cell for cell in plan.cells if not 0 < left.get(cell.id, 0) < limit)


def _safe_flows(
    plan: PublishedPlan, workforce: Workforce, others: BoolArray, limit: int
) -> tuple[FlowOut, ...]:
    homes = workforce.municipality[others]
    work = workforce.workplace[others]
    left: dict[tuple[str, str], int] = {}
    for home, site in zip(homes.tolist(), work.tolist(), strict=True):
        key = (workforce.municipalities[home], workforce.sites[site].municipality)
        left[key] = left.get(key, 0) + 1
    return tuple(
        replace(flow, people=None) if 0 < left.get((flow.home, flow.work), 0) < limit else flow
        for flow in plan.flows
    )


def _plus(hidden: int | None, more: int, limit: int) -> int | None:
    if not more:
        return hidden
    total = (hidden or 0) + more
    return total if total >= limit and hidden is not None else None
