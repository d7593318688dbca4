"""The study behind a hub plan: which sites may be chosen, what they cost and the siting problem.

Kept apart from the search so that the same study can be looked at under moved constants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.demand import Kinds, assumptions, cell_demand, kinds, seats_needed
from arbetshubb.analysis.hubplan.errors import UnknownSites
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray, Site, SiteStatus
from arbetshubb.analysis.pricing import prices
from arbetshubb.analysis.siting.problem import SitingProblem
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce

SITE_KEYS: Final = ("coworking_flex_month", "hub_seats_min")
MONTHS: Final = 12.0


@dataclass(frozen=True, eq=False)
class Study:
    """Everything about a plan that does not change with the constants.

    Attributes:
        choices: indices into ``workforce.sites`` of the sites that may be chosen; the siting
            problem counts sites in this order.
        minutes, km: ``[cell, choice]`` one way by road.
        is_existing: ``[choice]`` whether it is in use today.
        municipalities: names that ``site_municipality`` points into: those of the workforce first.
        site_municipality: ``[choice]`` where each choice lies.
    """

    workforce: Workforce
    travel: TravelMatrix
    options: PlanOptions
    people: Kinds
    choices: IntArray
    minutes: FloatArray
    km: FloatArray
    is_existing: BoolArray
    municipalities: tuple[str, ...]
    site_municipality: IntArray

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites that may be chosen, in the order of ``choices``."""
        return tuple(self.workforce.sites[index] for index in self.choices)

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(site.site_id for site in self.sites)

    @property
    def existing(self) -> tuple[int, ...]:
        """The choices in use today."""
        return tuple(int(index) for index in np.flatnonzero(self.is_existing))


@dataclass(frozen=True, eq=False)
class Terms:
    """``[choice]`` what each site costs and holds, with constants where the file said nothing.

    ``fixed`` and ``seat`` are kronor a year, ``day`` kronor for one used seat-day.
    """

    fixed: FloatArray
    seat: FloatArray
    day: FloatArray
    seats_min: IntArray
    seats_max: IntArray


@dataclass(frozen=True, eq=False)
class Case:
    """A study under given constants, with the siting problem that they make."""

    study: Study
    problem: SitingProblem
    constants: ConstantTable


def case_of(study: Study, constants: ConstantTable) -> Case:
    """The case of a study under ``constants``. O(kinds · sites)."""
    return Case(study, problem_of(study, constants), constants)


def study_of(workforce: Workforce, travel: TravelMatrix, options: PlanOptions) -> Study:
    """The study; ``travel`` is ``[cell, site]`` of the workforce.

    Raises:
        UnknownSites: ``options`` force or forbid a site that cannot be chosen.
    """
    choices = np.array(
        [index for index, site in enumerate(workforce.sites) if site.is_hub_choice], dtype=np.int64
    )
    sites = [workforce.sites[index] for index in choices]
    known = {site.site_id for site in sites}
    unknown = [name for name in (*options.forced, *options.forbidden) if name not in known]
    if unknown:
        raise UnknownSites(tuple(unknown))
    others = sorted({site.municipality for site in sites} - {"", *workforce.municipalities})
    names = (*workforce.municipalities, *others)
    at = {name: index for index, name in enumerate(names)}
    return Study(
        workforce=workforce,
        travel=travel,
        options=options,
        people=kinds(workforce, travel),
        choices=choices,
        minutes=travel.minutes[:, choices],
        km=travel.km[:, choices],
        is_existing=np.array(
            [site.status is SiteStatus.EXISTING for site in sites], dtype=np.bool_
        ),
        municipalities=names,
        site_municipality=np.array(
            [at.get(site.municipality, -1) for site in sites], dtype=np.int64
        ),
    )


def terms_of(study: Study, constants: ConstantTable) -> Terms:
    """Costs and sizes of the choices.

    A site without any cost is priced as flexible co-working seats (``coworking_flex_month`` × 12 a
    seat). A site with some cost gets nothing added: an empty field beside a filled one means
    "nothing of that kind". A site that is paid by the day alone need have no seat by contract.
    """
    seat_year = constants.value("coworking_flex_month") * MONTHS
    fixed, seat, day, least, most = [], [], [], [], []
    for site in study.sites:
        is_priced = any(
            cost is not None for cost in (site.fixed_cost, site.cost_per_seat, site.cost_per_day)
        )
        fixed.append(site.fixed_cost or 0.0)
        seat.append((site.cost_per_seat or 0.0) if is_priced else seat_year)
        day.append(site.cost_per_day or 0.0)
        small, large = _size(site, constants)
        least.append(small)
        most.append(large)
    return Terms(
        fixed=np.array(fixed, dtype=np.float64),
        seat=np.array(seat, dtype=np.float64),
        day=np.array(day, dtype=np.float64),
        seats_min=np.array(least, dtype=np.int64),
        seats_max=np.array(most, dtype=np.int64),
    )


def problem_of(study: Study, constants: ConstantTable) -> SitingProblem:
    """The siting problem: one demand for each 1 km cell, in the order of the workforce's cells.

    What is paid by the day follows use and is taken from the value; the rest is cost.
    """
    demand = cell_demand(study.people, study.travel, study.choices, constants)
    terms, weeks = terms_of(study, constants), prices(constants).weeks
    ids, options = study.ids, study.options
    is_wanted = np.array([name in options.forced for name in ids], dtype=np.bool_)
    if options.keep_existing:
        is_wanted |= study.is_existing & ~np.isin(ids, options.forbidden)
    return SitingProblem(
        value=demand.value - demand.days * weeks * terms.day,
        dislike=demand.minutes,
        members=demand.members,
        load=seats_needed(demand.days, assumptions(constants)),
        fixed_cost=terms.fixed,
        seat_cost=terms.seat,
        seats_min=terms.seats_min,
        seats_max=terms.seats_max,
        # Seats are bought as passes and months, and expected load is an average over the year.
        pays_whole_seats=False,
        minimum_members=np.full(len(ids), options.critical_mass or 0.0),
        municipality=study.site_municipality,
        minimum_per_municipality=_least_in_each(study),
        forced=is_wanted,
        forbidden=np.array([name in options.forbidden for name in ids], dtype=np.bool_),
        budget=options.budget,
        hubs_min=options.hubs or 0,
        hubs_max=options.hubs if options.hubs is not None else options.hubs_max,
        names=ids,
    )


def _size(site: Site, constants: ConstantTable) -> tuple[int, int]:
    is_by_day = site.cost_per_day is not None and not (site.fixed_cost or site.cost_per_seat)
    usual = 0 if is_by_day else round(constants.value("hub_seats_min"))
    most = site.seats_max
    if most is None:
        most = max(round(constants.value("hub_seats_max")), site.seats_min or 0)
    least = min(usual, most) if site.seats_min is None else site.seats_min
    return least, most


def _least_in_each(study: Study) -> IntArray:
    least = np.zeros(len(study.municipalities), dtype=np.int64)
    if study.options.each_municipality:
        least[study.site_municipality[study.site_municipality >= 0]] = 1
    return least
