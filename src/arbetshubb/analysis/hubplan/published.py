"""A hub plan fit to leave the house: small groups hidden, plain values only.

This is what ``plan.json`` holds (schema ``arbetshubb.plan/1``, docs/plan-json.md), what the web
keeps and what every document is drawn from. ``publish.py`` makes it; ``None`` in a ``Figure`` or a
count means hidden because it describes fewer people than the disclosure limit, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SCHEMA: Final = "arbetshubb.plan/1"

type Count = int | None
"""A number of people; ``None`` = hidden (fewer than the limit, or hidden to protect another)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its range. The three are ``None`` together when the figure is hidden."""

    base: float | None
    low: float | None
    high: float | None

    @property
    def is_hidden(self) -> bool:
        """Whether disclosure control took the figure away."""
        return self.base is None


@dataclass(frozen=True, slots=True)
class Travel:
    """Travel in a year for some people; ``people`` are those it describes."""

    people: Count
    km: Figure
    hours: Figure
    kronor: Figure
    kg_co2e: Figure


@dataclass(frozen=True, slots=True)
class TravelRow:
    """One row of a breakdown of today's commuting. ``key`` is a municipality, mode, unit or class.

    Distance classes have keys ``0-5``, ``5-10``, ``10-30``, ``30-70``, ``70-100``, ``100-`` (km
    one way), ``unknown``.
    """

    key: str
    travel: Travel


@dataclass(frozen=True, slots=True)
class WorthOut:
    """What the plan loses without this hub, everybody choosing anew among the rest."""

    lost_value: Figure
    saved_cost: float
    lost_km: Figure
    people_losing_reach: Count
    best_replacement: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HubOut:
    """One open hub."""

    site_id: str
    name: str
    municipality: str
    kind: str
    provider: str
    longitude: float
    latitude: float
    is_existing: bool
    seats: int
    catchment: Count
    members: Figure
    days_per_week: Figure
    cost: Figure
    saved: Travel
    worth: WorthOut


@dataclass(frozen=True, slots=True)
class SiteOut:
    """A site that was not chosen, or an own office: shown on the map."""

    site_id: str
    name: str
    municipality: str
    kind: str
    status: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class MunicipalityOut:
    """What the plan gives those who live in one municipality.

    ``reach_share_today`` and ``reach_share_plan`` are shares 0-1, hidden like counts.
    """

    name: str
    employees: Count
    reach_share_today: float | None
    reach_share_plan: float | None
    hubs: tuple[str, ...]
    members: Figure
    today: Travel
    saved: Travel


@dataclass(frozen=True, slots=True)
class AlternativeOut:
    """One point of the Pareto front; ``open`` holds site ids."""

    open: tuple[str, ...]
    cost: float
    saved_km: Figure
    worst_reach: float | None
    worst_municipality: str
    objective: float
    status: str
    gap: float
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SensitivityOut:
    """The chosen hubs, and the best hubs, when one constant is low and high.

    ``is_searched``: both searches for the best hubs ended; if not, they may change more.
    """

    constant_id: str
    low: float
    high: float
    objective_low: float
    objective_high: float
    saved_km_low: float
    saved_km_high: float
    changes_low: tuple[str, ...]
    changes_high: tuple[str, ...]
    is_searched: bool = True


@dataclass(frozen=True, slots=True)
class CellOut:
    """A populated 1 km cell with at least the limit of people; ``id`` as ``places.Cell.id``."""

    id: str
    people: int
    minutes: float | None
    hub: str


@dataclass(frozen=True, slots=True)
class FlowOut:
    """Employees living in one municipality and working in another (or the same)."""

    home: str
    work: str
    people: Count


@dataclass(frozen=True, slots=True)
class ConstantOut:
    """A constant used, with range and source."""

    id: str
    value: float
    low: float
    high: float
    unit: str
    price_year: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """The whole plan. Money is kronor a year ex VAT; distances km; time hours a year or minutes.

    ``options`` is the dict of ``PlanOptions``; ``replaces_home_share`` the share of hub days that
    would else be home days (they save no travel). ``hidden_cells_people`` counts people in cells
    too small to show. ``objective``/``bound`` kronor a year.
    """

    schema: str
    created: str
    product_version: str
    inputs_hash: str
    constants_version: str
    options: dict[str, object]
    status: str
    objective: float
    bound: float
    gap: float
    seconds: float
    binding: tuple[str, ...]
    travel_quality: str
    travel_source: str
    disclosure_limit: int
    employees: Count
    employers: tuple[str, ...]
    replaces_home_share: float
    today: Travel
    today_by_municipality: tuple[TravelRow, ...]
    today_by_mode: tuple[TravelRow, ...]
    today_by_distance: tuple[TravelRow, ...]
    today_by_unit: tuple[TravelRow, ...]
    saved: Travel
    cost: Figure
    members: Figure
    reach_share_today: float | None
    reach_share_plan: float | None
    hubs: tuple[HubOut, ...]
    other_sites: tuple[SiteOut, ...]
    municipalities: tuple[MunicipalityOut, ...]
    alternatives: tuple[AlternativeOut, ...]
    sensitivity: tuple[SensitivityOut, ...]
    cells: tuple[CellOut, ...]
    hidden_cells_people: Count
    flows: tuple[FlowOut, ...]
    constants: tuple[ConstantOut, ...]
