"""What can be done about commuting: the ground that modules and targets are counted from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from arbetshubb.analysis.one_percent import (
    Groundwork,
    Measure,
    Offer,
    TargetPlan,
    compose_target,
    groundwork,
    one_percent_modules,
)
from arbetshubb.analysis.places import Site, SiteStatus
from arbetshubb.foundation.keeping import kept
from arbetshubb.mapping.rules.composition import Composition, compose
from arbetshubb.mapping.rules.module_picture import ModuleRow, module_rows
from arbetshubb.mapping.travel_queries import TravelBasis


@dataclass(frozen=True, eq=False)
class Possible:
    """What can be done from a basis with some hubs open. Person-level inside."""

    basis: TravelBasis
    hubs: tuple[str, ...]

    @cached_property
    def ground(self) -> Groundwork:
        """What everything here is counted from; O(people)."""
        return groundwork(self.basis.state, Offer(hubs=self._places))

    @property
    def rows(self) -> tuple[ModuleRow, ...]:
        """The measures each by itself, counted now or kept from before."""
        return kept(self._key("rows"), self._counted)

    def suggestion(self, *, cut_share: float, year: int) -> TargetPlan:
        """The plan that takes the cheapest measures first, as far as people accept."""
        return kept(
            self._key(f"plan:{cut_share}:{year}"),
            lambda: compose_target(self.ground, target_share=-cut_share, year=year),
        )

    def composed(
        self, wanted: Mapping[Measure, int], *, cut_share: float, year: int
    ) -> Composition:
        """What it gives when so many people take each measure."""
        order = [row.measure for row in self.rows]
        return compose(self.ground, wanted, order=order, cut_share=cut_share, year=year)

    def _counted(self) -> tuple[ModuleRow, ...]:
        return module_rows(one_percent_modules(self.ground), total_kg=self.ground.total_kg)

    @property
    def _places(self) -> tuple[int, ...]:
        sites = self.basis.people.sites
        return tuple(index for index, site in enumerate(sites) if site.site_id in self.hubs)

    def _key(self, what: str) -> str:
        return f"mapping:modules:{self.basis.digest}:{','.join(sorted(self.hubs))}:{what}"


def possible(basis: TravelBasis, hubs: Collection[str] | None) -> Possible:
    """With these hubs open; ``None`` are those in use today."""
    known = hub_choices(basis)
    if hubs is None:
        chosen = [site.site_id for site in known if site.status is SiteStatus.EXISTING]
    else:
        chosen = [site.site_id for site in known if site.site_id in hubs]
    return Possible(basis, tuple(chosen))


def hub_choices(basis: TravelBasis) -> list[Site]:
    """The places that can be hubs, those in use first."""
    hubs = [site for site in basis.people.sites if site.is_hub_choice]
    return sorted(hubs, key=lambda site: (site.status is not SiteStatus.EXISTING, site.name))
