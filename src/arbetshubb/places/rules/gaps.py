"""What the inventory lacks in each municipality: the same questions asked of every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from arbetshubb.analysis.places import SiteKind, SiteStatus

FRESH: Final = timedelta(days=365)
"""A visit older than this says too little of what the premises are like today."""

ENDS_SOON: Final = timedelta(days=365)


class Gap(StrEnum):
    """A question that the inventory cannot answer for a municipality."""

    NO_HUB = "no_hub"
    NO_CHOICE = "no_choice"
    NO_HEALTH_CENTRE = "no_health_centre"
    NO_BUSINESS_OFFICE = "no_business_office"
    NOT_VISITED = "not_visited"
    ACCESS_UNKNOWN = "access_unknown"
    NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True)
class Premises:
    """What the questions are asked of: one place that is not closed."""

    municipality: str
    kind: SiteKind
    status: SiteStatus
    has_accessibility: bool
    has_contact: bool
    last_visit: date | None
    contract_to: date | None


@dataclass(frozen=True, slots=True)
class MunicipalInventory:
    """What is known of one municipality. The counts leave closed places out.

    ``visited``, ``access_known`` and ``with_contact`` count among the ``choices``: hubs, premises
    and rooms for co-location, which is everything but own offices.
    """

    municipality: str
    own_offices: int
    hubs: int
    candidates: int
    health_centres: int
    business_offices: int
    other: int
    choices: int
    visited: int
    access_known: int
    with_contact: int
    contracts_ending: int
    gaps: tuple[Gap, ...]


def inventory_of(
    places: Iterable[Premises], municipalities: Sequence[str], *, today: date
) -> tuple[MunicipalInventory, ...]:
    """One row a municipality, in the order given, also for those where nothing is known."""
    rows = list(places)
    return tuple(
        _municipality(name, [row for row in rows if row.municipality == name], today)
        for name in municipalities
    )


def _municipality(name: str, rows: Sequence[Premises], today: date) -> MunicipalInventory:
    open_ = [row for row in rows if row.status is not SiteStatus.CLOSED]
    choices = [row for row in open_ if row.kind is not SiteKind.OWN_OFFICE]
    found = MunicipalInventory(
        municipality=name,
        own_offices=_count(open_, SiteKind.OWN_OFFICE),
        hubs=sum(row.kind is SiteKind.HUB and row.status is SiteStatus.EXISTING for row in open_),
        candidates=sum(row.status is SiteStatus.CANDIDATE for row in choices),
        health_centres=_count(open_, SiteKind.HEALTH_CENTRE),
        business_offices=_count(open_, SiteKind.BUSINESS_OFFICE),
        other=_count(open_, SiteKind.LIBRARY) + _count(open_, SiteKind.OTHER),
        choices=len(choices),
        visited=sum(_is_fresh(row, today) for row in choices),
        access_known=sum(row.has_accessibility for row in choices),
        with_contact=sum(row.has_contact for row in choices),
        contracts_ending=sum(_ends_soon(row, today) for row in open_),
        gaps=(),
    )
    return replace(found, gaps=_gaps(found))


def _gaps(row: MunicipalInventory) -> tuple[Gap, ...]:
    lacking = {
        Gap.NO_HUB: not row.hubs,
        Gap.NO_CHOICE: not row.candidates,
        Gap.NO_HEALTH_CENTRE: not row.health_centres,
        Gap.NO_BUSINESS_OFFICE: not row.business_offices,
        Gap.NOT_VISITED: row.visited < row.choices,
        Gap.ACCESS_UNKNOWN: row.access_known < row.choices,
        Gap.NO_CONTACT: row.with_contact < row.choices,
    }
    return tuple(gap for gap, is_lacking in lacking.items() if is_lacking)


def _count(rows: Iterable[Premises], kind: SiteKind) -> int:
    return sum(row.kind is kind for row in rows)


def _is_fresh(row: Premises, today: date) -> bool:
    return row.last_visit is not None and today - row.last_visit <= FRESH


def _ends_soon(row: Premises, today: date) -> bool:
    return row.contract_to is not None and today <= row.contract_to <= today + ENDS_SOON
