"""Make a hub plan fit to leave the house: every figure passes disclosure control here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import numpy as np

from arbetshubb.analysis.commuting import Breakdown, Commuting, commuting_by
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT, is_small
from arbetshubb.analysis.hubplan.errors import TooFewPeople
from arbetshubb.analysis.hubplan.hiding import (
    Masks,
    choice_of,
    is_reach_safe,
    masks_of,
    moved_people,
)
from arbetshubb.analysis.hubplan.outcome import (
    Choice,
    people_of_cells,
    reach_of_municipalities,
    worst_reach,
)
from arbetshubb.analysis.hubplan.published import (
    SCHEMA,
    AlternativeOut,
    CellOut,
    ConstantOut,
    Figure,
    FlowOut,
    HubOut,
    MunicipalityOut,
    PublishedPlan,
    SensitivityOut,
    SiteOut,
    Travel,
    TravelRow,
    WorthOut,
)
from arbetshubb.analysis.hubplan.result import HubOutcome, HubPlan, Worth
from arbetshubb.analysis.hubplan.sensitivity import KEYS
from arbetshubb.analysis.hubplan.study import study_of
from arbetshubb.analysis.places import BoolArray, Site, wgs84_from_sweref
from arbetshubb.analysis.spans import FULL_CAR_COST, Span

HIDDEN = Figure(None, None, None)
_USED = (*KEYS, FULL_CAR_COST, "hub_seats_max")
_PLACES = 5
"""Decimals of a degree: about a metre."""


def publish(
    plan: HubPlan, *, created: str, product_version: str, limit: int = DEFAULT_LIMIT
) -> PublishedPlan:
    """The plan with every figure about 1 to ``limit`` - 1 people, or that gives one away, hidden.

    ``created`` is an ISO 8601 time, given by the caller. Figures are rounded to three decimals so
    that the document is the same on every machine.

    Raises:
        TooFewPeople: the whole workforce, or all whom the plan's value describes, are fewer than
            ``limit``: then even the totals describe a small group.
    """
    benefits = sum(row.saved.people for row in plan.municipalities)
    if is_small([len(plan.workforce), benefits], limit=limit).any():
        raise TooFewPeople(limit)
    masks = masks_of(plan, limit=limit)
    return PublishedPlan(
        schema=SCHEMA,
        created=created,
        product_version=product_version,
        inputs_hash=plan.inputs_hash,
        constants_version=plan.constants.version,
        options={name: _plain(value) for name, value in asdict(plan.options).items()},
        status=plan.status.value,
        objective=_rounded(plan.objective),
        bound=_rounded(plan.bound),
        gap=plan.gap,
        seconds=_rounded(plan.seconds),
        binding=tuple(demand.value for demand in plan.binding),
        travel_quality=plan.travel.quality.value,
        travel_source=plan.travel.source,
        disclosure_limit=limit,
        employees=len(plan.workforce),
        employers=plan.workforce.employers,
        replaces_home_share=plan.constants.value("replaces_home_share"),
        today=_travel(plan.today),
        today_by_municipality=_rows(plan, Breakdown.MUNICIPALITY, masks.municipality),
        today_by_mode=_rows(plan, Breakdown.MODE, masks.rows[Breakdown.MODE]),
        today_by_distance=_rows(plan, Breakdown.DISTANCE, masks.rows[Breakdown.DISTANCE]),
        today_by_unit=_rows(plan, Breakdown.UNIT, masks.rows[Breakdown.UNIT]),
        saved=_travel(plan.saved),
        cost=_figure(plan.cost),
        members=_figure(plan.members),
        reach_share_today=_shown(masks.shares_today.total),
        reach_share_plan=_shown(masks.shares_plan.total),
        hubs=tuple(_hubs(plan, masks, limit=limit)),
        other_sites=tuple(_other_sites(plan)),
        municipalities=tuple(_municipalities(plan, masks)),
        alternatives=tuple(_alternatives(plan, masks, limit=limit)),
        sensitivity=tuple(_sensitivity(plan)),
        cells=tuple(_cells(plan, masks)),
        hidden_cells_people=_count_of_hidden_cells(plan, masks, limit=limit),
        flows=tuple(_flows(plan, masks)),
        constants=tuple(_constants(plan)),
    )


def _rounded(value: float) -> float:
    return round(float(value), 3)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _figure(span: Span, *, is_hidden: bool = False) -> Figure:
    if is_hidden:
        return HIDDEN
    return Figure(_rounded(span.base), _rounded(span.low), _rounded(span.high))


def _exact(value: float, *, is_hidden: bool) -> Figure:
    return _figure(Span(value, value, value), is_hidden=is_hidden)


def _travel(commuting: Commuting, *, is_hidden: bool = False) -> Travel:
    return Travel(
        people=None if is_hidden else commuting.people,
        km=_figure(commuting.km, is_hidden=is_hidden),
        hours=_figure(commuting.hours, is_hidden=is_hidden),
        kronor=_figure(commuting.kronor, is_hidden=is_hidden),
        kg_co2e=_figure(commuting.kg_co2e, is_hidden=is_hidden),
    )


def _rows(plan: HubPlan, breakdown: Breakdown, hidden: BoolArray) -> tuple[TravelRow, ...]:
    rows = commuting_by(breakdown, plan.workforce, plan.travel, plan.constants)
    return tuple(
        TravelRow(row.key, _travel(row.commuting, is_hidden=bool(is_hidden)))
        for row, is_hidden in zip(rows, hidden, strict=True)
    )


def _shown(share: float) -> float | None:
    return None if np.isnan(share) else round(float(share), 6)


def _degrees(site: Site) -> tuple[float, float]:
    longitude, latitude = wgs84_from_sweref([site.position])[0]
    return round(float(longitude), _PLACES), round(float(latitude), _PLACES)


def _hubs(plan: HubPlan, masks: Masks, *, limit: int) -> Iterator[HubOut]:
    for index, hub in enumerate(plan.hubs):
        is_hidden = bool(masks.hub[index])
        longitude, latitude = _degrees(hub.site)
        yield HubOut(
            site_id=hub.site.site_id,
            name=hub.site.name,
            municipality=hub.site.municipality,
            kind=hub.site.kind.value,
            provider=hub.site.provider,
            longitude=longitude,
            latitude=latitude,
            is_existing=hub.is_existing,
            seats=hub.seats,
            catchment=None if masks.catchment[index] else hub.catchment,
            members=_figure(hub.members, is_hidden=is_hidden),
            days_per_week=_figure(hub.days_per_week, is_hidden=is_hidden),
            cost=_cost(hub, is_hidden=is_hidden),
            saved=_travel(hub.saved, is_hidden=is_hidden),
            worth=_worth(hub.worth, is_hidden=is_hidden, limit=limit),
        )


def _cost(hub: HubOutcome, *, is_hidden: bool) -> Figure:
    """What is paid by the day or above the fewest seats tells the days used; the rest does not."""
    is_by_day = hub.site.cost_per_day is not None and hub.site.cost_per_day > 0
    tells_use = is_by_day or hub.seats > (hub.site.seats_min or 0)
    return _figure(hub.cost, is_hidden=is_hidden and tells_use)


def _worth(worth: Worth, *, is_hidden: bool, limit: int) -> WorthOut:
    is_few = bool(is_small(worth.people_losing_reach, limit=limit))
    return WorthOut(
        lost_value=_exact(worth.lost_value, is_hidden=is_hidden),
        saved_cost=_rounded(worth.saved_cost),
        lost_km=_exact(worth.lost_km, is_hidden=is_hidden),
        people_losing_reach=None if is_few else worth.people_losing_reach,
        best_replacement=worth.best_replacement,
        breaks=tuple(demand.value for demand in worth.breaks),
    )


def _other_sites(plan: HubPlan) -> Iterator[SiteOut]:
    chosen = {hub.site.site_id for hub in plan.hubs}
    for site in plan.workforce.sites:
        if site.site_id in chosen:
            continue
        longitude, latitude = _degrees(site)
        yield SiteOut(
            site_id=site.site_id,
            name=site.name,
            municipality=site.municipality,
            kind=site.kind.value,
            status=site.status.value,
            longitude=longitude,
            latitude=latitude,
        )


def _municipalities(plan: HubPlan, masks: Masks) -> Iterator[MunicipalityOut]:
    for index, row in enumerate(plan.municipalities):
        is_hidden, is_benefit_hidden = bool(masks.municipality[index]), bool(masks.benefit[index])
        yield MunicipalityOut(
            name=row.municipality,
            employees=None if is_hidden else row.employees,
            reach_share_today=_shown(masks.shares_today.each[index]),
            reach_share_plan=_shown(masks.shares_plan.each[index]),
            hubs=row.hubs,
            members=_figure(row.members, is_hidden=is_benefit_hidden),
            today=_travel(row.today, is_hidden=is_hidden),
            saved=_travel(row.saved, is_hidden=is_benefit_hidden),
        )


def _alternatives(plan: HubPlan, masks: Masks, *, limit: int) -> Iterator[AlternativeOut]:
    """The front, without alternatives that differ from one already shown by a small group.

    Two plans that differ for three people tell what those three travel.
    """
    study = study_of(plan.workforce, plan.travel, plan.options)
    shown: list[Choice] = []
    keep: set[int] = set()
    for index in sorted(
        range(len(plan.alternatives)), key=lambda i: not plan.alternatives[i].is_chosen
    ):
        choice = choice_of(study, plan.alternatives[index].open)
        moved = [moved_people(study, plan, choice, other) for other in shown]
        if not is_small(moved, limit=limit).any():
            shown.append(choice)
            keep.add(index)
    for index, row in enumerate(plan.alternatives):
        if index not in keep:
            continue
        choice = choice_of(study, row.open)
        reach, worst = _worst_reach(plan, masks, choice, limit=limit)
        yield AlternativeOut(
            open=row.open,
            cost=_rounded(row.cost),
            saved_km=_exact(row.saved_km, is_hidden=False),
            worst_reach=reach,
            worst_municipality=worst,
            objective=_rounded(row.objective),
            status=row.status.value,
            gap=row.gap,
            is_chosen=row.is_chosen,
        )


def _worst_reach(
    plan: HubPlan, masks: Masks, choice: Choice, *, limit: int
) -> tuple[float | None, str]:
    study = study_of(plan.workforce, plan.travel, plan.options)
    share, name = worst_reach(study, choice)
    if name not in plan.workforce.municipalities:
        return None, ""
    index = plan.workforce.municipalities.index(name)
    row = plan.municipalities[index]
    reached = int(reach_of_municipalities(study, choice)[index])
    is_safe = not masks.reach[index] and is_reach_safe(
        reached, row.employees, [row.reach_today, row.reach_plan], limit=limit
    )
    return (round(share, 6), name) if is_safe else (None, "")


def _sensitivity(plan: HubPlan) -> Iterator[SensitivityOut]:
    for row in plan.sensitivity:
        yield SensitivityOut(
            constant_id=row.constant_id,
            low=row.low,
            high=row.high,
            objective_low=_rounded(row.objective_low),
            objective_high=_rounded(row.objective_high),
            saved_km_low=_rounded(row.saved_km_low),
            saved_km_high=_rounded(row.saved_km_high),
            changes_low=row.changes_low,
            changes_high=row.changes_high,
            is_searched=row.is_searched,
        )


def _cells(plan: HubPlan, masks: Masks) -> Iterator[CellOut]:
    workforce = plan.workforce
    people = np.bincount(workforce.home, minlength=len(workforce.cells))
    for index in np.flatnonzero(~masks.cell & (people > 0)):
        minutes, hub = float(plan.nearest_minutes[index]), int(plan.hub_of_cell[index])
        yield CellOut(
            id=workforce.cells[index].id,
            people=int(people[index]),
            minutes=None if np.isnan(minutes) else _rounded(minutes),
            hub=workforce.sites[hub].site_id if hub >= 0 else "",
        )


def _count_of_hidden_cells(plan: HubPlan, masks: Masks, *, limit: int) -> int | None:
    study = study_of(plan.workforce, plan.travel, plan.options)
    hidden = int(people_of_cells(study)[masks.cell].sum())
    return None if is_small(hidden, limit=limit) else hidden


def _flows(plan: HubPlan, masks: Masks) -> Iterator[FlowOut]:
    for row, column in np.argwhere(masks.flow_counts > 0):
        is_hidden = masks.flows[row, column]
        yield FlowOut(
            home=plan.workforce.municipalities[row],
            work=masks.flow_names[column],
            people=None if is_hidden else int(masks.flow_counts[row, column]),
        )


def _constants(plan: HubPlan) -> Iterator[ConstantOut]:
    for key in sorted(_USED):
        if key in plan.constants:
            yield ConstantOut(**asdict(plan.constants[key]))
