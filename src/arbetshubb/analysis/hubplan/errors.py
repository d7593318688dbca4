"""Why no hub plan was made; each is a fact that the caller can put into words."""

from __future__ import annotations

from arbetshubb.analysis.siting.plan import Demand


class NoPlanPossible(Exception):
    """No set of hubs meets all demands.

    ``conflict`` is a smallest set of demands that cannot hold together: dropping any one of them
    leaves a plan. ``sites`` are the ids of the sites concerned.
    """

    def __init__(self, conflict: tuple[Demand, ...], sites: tuple[str, ...]) -> None:
        super().__init__(
            f"demands that cannot hold together: {', '.join(conflict) or 'none named'}"
        )
        self.conflict = conflict
        self.sites = sites


class NoPlanInTime(Exception):
    """The time limit passed before any plan was found; there may be one."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no plan found in {seconds:.0f} s")
        self.seconds = seconds


class PlanCancelled(Exception):
    """Whoever asked for the plan does not want it any more."""


class UnknownSites(Exception):
    """A plan must or must not hold sites that are not among those to choose from."""

    def __init__(self, site_ids: tuple[str, ...]) -> None:
        super().__init__(f"not sites to choose from: {', '.join(site_ids)}")
        self.site_ids = site_ids


class TooFewPeople(Exception):
    """A plan describes so few people that no figure of it may be shown."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"a plan that describes fewer than {limit} people is not published")
        self.limit = limit


class NotAPlan(Exception):
    """A document is not a plan of the schema that this version reads."""
