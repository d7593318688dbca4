"""What may be asked of a hub plan, how a demand is loosened and how two plans differ. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.published import Figure, HubOut, PublishedPlan
from arbetshubb.analysis.siting.plan import Demand

type Assumptions = Mapping[str, float]
"""Constants by id that a planner has moved away from the table's value."""

SHORTEST_MINUTES: Final = 5
LONGEST_MINUTES: Final = 180
SHORTEST_SEARCH_SECONDS: Final = 5
LONGEST_SEARCH_SECONDS: Final = 900


class DemandsContradict(ValueError):
    """The demands cannot be meant: ``code`` says which, ``params`` with what."""

    def __init__(self, *, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


# -- What may be asked


def check_options(options: PlanOptions, *, sites: Iterable[str]) -> None:
    """Refuse demands that are contradictory before any search.

    Raises:
        DemandsContradict: a site is both demanded and ruled out, is not known, or there are more
            sites demanded than hubs allowed.
    """
    both = sorted(set(options.forced) & set(options.forbidden))
    if both:
        raise DemandsContradict(code="both_forced_and_forbidden", sites=both)
    unknown = sorted((set(options.forced) | set(options.forbidden)) - set(sites))
    if unknown:
        raise DemandsContradict(code="unknown_site", sites=unknown)
    most = options.hubs if options.hubs is not None else options.hubs_max
    if most is not None and len(options.forced) > most:
        raise DemandsContradict(code="more_forced_than_hubs", forced=len(options.forced), hubs=most)


def options_to_json(options: PlanOptions) -> dict[str, Any]:
    """Plain values that ``options_from_json`` reads back."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(options).items()
    }


def options_from_json(values: Mapping[str, Any]) -> PlanOptions:
    """The options kept in a scenario or a published plan; names it does not know are left out."""
    known = {field.name for field in fields(PlanOptions)}
    kept: dict[str, Any] = {  # Any: the options have several types
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name in known
    }
    return PlanOptions(**kept)


def assume(constants: ConstantTable, assumptions: Assumptions) -> ConstantTable:
    """The table with the planner's own values in place of its own.

    Raises:
        KeyError: an assumption is not about any constant of the table.
    """
    for key, value in sorted(assumptions.items()):
        constants = constants.at(key, value)
    return constants


def moved_assumptions(constants: ConstantTable, given: Assumptions) -> dict[str, float]:
    """Those of ``given`` that say something else than the table does."""
    return {key: value for key, value in given.items() if value != constants.value(key)}


# -- What may be let go of


def loosen(options: PlanOptions, demand: Demand, *, sites: Iterable[str] = ()) -> PlanOptions:
    """The same wishes without one demand; ``sites`` are those the conflict named.

    Existing hubs kept open count as ``FORCED`` for the solver, so letting go of a conflict about
    them means that they need not be kept. Capacity is a fact about the places, not a wish:
    the options come back unchanged.
    """
    named = set(sites)
    if demand is Demand.FORCED:
        return _without_forced(options, named)
    if demand is Demand.FORBIDDEN:
        kept = tuple(site for site in options.forbidden if named and site not in named)
        return replace(options, forbidden=kept)
    without: dict[Demand, dict[str, Any]] = {  # Any: the options have several types
        Demand.BUDGET: {"budget": None},
        Demand.HUBS_MIN: {"hubs": None, "hubs_max": options.hubs or options.hubs_max},
        Demand.HUBS_MAX: {"hubs": None, "hubs_max": None},
        Demand.EACH_MUNICIPALITY: {"each_municipality": False},
        Demand.CRITICAL_MASS: {"critical_mass": None},
        Demand.CAPACITY: {},
    }
    return replace(options, **without[demand])


def can_loosen(options: PlanOptions, demand: Demand, *, sites: Iterable[str] = ()) -> bool:
    """Whether letting go of the demand changes anything."""
    return loosen(options, demand, sites=sites) != options


def only_these(options: PlanOptions, open_sites: Sequence[str]) -> PlanOptions:
    """Exactly these hubs, whatever was demanded: the plan that an alternative stands for.

    The demands that chose among sites fall away, or a set that breaks one could not be shown.
    """
    return replace(
        options,
        forced=tuple(open_sites),
        forbidden=(),
        hubs=len(open_sites),
        hubs_max=None,
        budget=None,
        each_municipality=False,
        critical_mass=None,
        keep_existing=False,
    )


def _without_forced(options: PlanOptions, named: set[str]) -> PlanOptions:
    kept = tuple(site for site in options.forced if named and site not in named)
    touches_existing = not named or bool(named - set(options.forced)) or kept == options.forced
    return replace(
        options, forced=kept, keep_existing=options.keep_existing and not touches_existing
    )


# -- How plans differ


@dataclass(frozen=True, slots=True)
class Difference:
    """Two plans beside each other, by hub."""

    only_left: tuple[HubOut, ...]
    only_right: tuple[HubOut, ...]
    both: tuple[tuple[HubOut, HubOut], ...]


def difference(left: PublishedPlan, right: PublishedPlan) -> Difference:
    """Which hubs are in one plan only, and which in both."""
    of_left = {hub.site_id: hub for hub in left.hubs}
    of_right = {hub.site_id: hub for hub in right.hubs}
    return Difference(
        only_left=tuple(hub for key, hub in of_left.items() if key not in of_right),
        only_right=tuple(hub for key, hub in of_right.items() if key not in of_left),
        both=tuple((of_left[key], of_right[key]) for key in of_left if key in of_right),
    )


def is_comparable(left: PublishedPlan, right: PublishedPlan) -> bool:
    """Whether the figures describe the same people with the same assumptions and roads."""
    return (
        left.employees == right.employees
        and left.employers == right.employers
        and left.constants_version == right.constants_version
        and left.travel_source == right.travel_source
    )


def covered_municipalities(plan: PublishedPlan) -> int:
    """In how many municipalities of the plan a hub is open."""
    return sum(1 for row in plan.municipalities if row.hubs)


def is_one_each(plan: PublishedPlan) -> bool:
    """Whether every municipality has a hub."""
    return bool(plan.municipalities) and covered_municipalities(plan) == len(plan.municipalities)


def reach_share_worst(plan: PublishedPlan) -> tuple[str, float] | None:
    """The municipality whose people reach a hub least often, of those that may be shown."""
    known = [
        (row.reach_share_plan, row.name)
        for row in plan.municipalities
        if row.reach_share_plan is not None
    ]
    if not known:
        return None
    share, name = min(known)
    return name, share


def rounded(value: Figure | float | None, digits: int = 3) -> Figure | float | None:
    """The figure with as many digits as its making deserves; hidden stays hidden."""
    if isinstance(value, Figure):
        ends = (_rounded(each, digits) for each in (value.base, value.low, value.high))
        return Figure(*ends)
    return _rounded(value, digits)


def _rounded(value: float | None, digits: int) -> float | None:
    if value is None or value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def negated(figure: Figure) -> Figure:
    """The figure with the other sign, its low and high changing places."""
    if figure.base is None or figure.low is None or figure.high is None:
        return figure
    return Figure(-figure.base, -figure.high, -figure.low)
