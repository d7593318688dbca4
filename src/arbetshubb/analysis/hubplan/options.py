"""What a planner asks of a hub plan: limits, wishes and assumptions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """The planner's demands; ``None`` means no such demand.

    Attributes:
        budget: most kronor a year for all hubs, excluding VAT.
        hubs: exactly this many open hubs.
        hubs_max: at most this many open hubs.
        each_municipality: at least one open hub in every municipality that has a hub choice.
        critical_mass: fewest expected members of an open hub.
        within_minutes: what counts as reaching a hub, minutes by road one way.
        keep_existing: hubs that exist today stay open.
        forced, forbidden: site ids that must / must not be open.
        gap: relative gap at which the search may stop (0 = proven optimal).
        time_limit: seconds for all of the plan's searches together.
        seed: makes the search repeatable.
    """

    budget: float | None = None
    hubs: int | None = None
    hubs_max: int | None = None
    each_municipality: bool = False
    critical_mass: float | None = None
    within_minutes: float = 30.0
    keep_existing: bool = True
    forced: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    gap: float = 0.0
    time_limit: float = 60.0
    seed: int = 0
