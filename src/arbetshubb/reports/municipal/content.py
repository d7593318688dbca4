"""What stands on a municipality's page, as plain values. Everything in it is protected already."""

from __future__ import annotations

from dataclasses import dataclass

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.mapping.rules.municipal import MunicipalPicture


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure from outside: its name, value, date and source, ready to print."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where the figures of all pages come from; ``day`` is ISO."""

    employers: tuple[str, ...]
    day: str
    quality: str
    source: str
    constants_version: str
    inputs_hash: str
    limit: int


@dataclass(frozen=True, slots=True)
class MunicipalContent:
    """One municipality: its picture, its premises and what is known of it from outside."""

    code: str
    picture: MunicipalPicture
    seat: str
    premises: tuple[Site, ...]
    statistics: tuple[Statistic, ...]

    @property
    def name(self) -> str:
        """The municipality's name."""
        return self.picture.name

    @property
    def hubs(self) -> tuple[Site, ...]:
        """Places where one can work today that are no employer's own office."""
        return tuple(site for site in self.premises if site.status is SiteStatus.EXISTING)

    @property
    def candidates(self) -> tuple[Site, ...]:
        """Premises that may become a hub."""
        return tuple(site for site in self.premises if site.status is SiteStatus.CANDIDATE)


def premises_in(name: str, sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Hubs and premises in a municipality, in alphabetical order: open ones that are shared."""
    found = (
        site
        for site in sites
        if site.municipality == name
        and site.kind is not SiteKind.OWN_OFFICE
        and site.status is not SiteStatus.CLOSED
    )
    return tuple(sorted(found, key=lambda site: (site.status.value, site.name)))
