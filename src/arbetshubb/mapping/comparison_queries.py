"""Reads consents, and draws the two sides of a comparison while both consents hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from arbetshubb.foundation.keeping import kept
from arbetshubb.foundation.models import Organisation, OrganisationKind
from arbetshubb.mapping.models import ComparisonConsent
from arbetshubb.mapping.models.history import ComparisonConsentQuerySet
from arbetshubb.mapping.queries import people_of
from arbetshubb.mapping.rules.comparison import Circle, Side, side_of
from arbetshubb.mapping.rules.ground import Inputs


@dataclass(frozen=True, slots=True)
class Partner:
    """Another employer and what stands between it and ``own``."""

    own: Organisation
    other: Organisation
    ours: ComparisonConsent | None
    theirs: ComparisonConsent | None
    today: date

    @property
    def is_open(self) -> bool:
        """Whether both have agreed and both consents hold today."""
        return self._holds(self.ours) and self._holds(self.theirs)

    def _holds(self, consent: ComparisonConsent | None) -> bool:
        return (
            consent is not None
            and consent.withdrawn is None
            and consent.valid_from <= self.today
            and (consent.valid_to is None or self.today <= consent.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two employers side by side; ``source`` and ``quality`` are of the distances."""

    ours: Side
    theirs: Side
    quality: str
    source: str
    constants_version: str


def partners_of(own: Organisation, *, today: date) -> list[Partner]:
    """Every other employer, and what stands between it and ``own``."""
    others = Organisation.objects.exclude(pk=own.pk).exclude(kind=OrganisationKind.HUB_OPERATOR)
    ours = {each.other_id: each for each in _standing(today).filter(organisation=own)}
    theirs = {each.organisation_id: each for each in _standing(today).filter(other=own)}
    return [
        Partner(own, other, ours.get(other.pk), theirs.get(other.pk), today) for other in others
    ]


def partner_of(own: Organisation, other_pk: int, *, today: date) -> Partner | None:
    """One of them; ``None`` when there is no such employer."""
    return next((each for each in partners_of(own, today=today) if each.other.pk == other_pk), None)


def comparison_of(partner: Partner) -> Comparison | None:
    """The figures of both; ``None`` unless both consents hold now.

    The consents are looked at before anything kept, so that one taken back closes the page at once.
    """
    if not partner.is_open:
        return None
    own, other = partner.own, partner.other
    partners = {each.other for each in partners_of(own, today=partner.today) if each.is_open}
    pooled = set(Organisation.objects.filter(shares_for_planning=True)) | {own}
    counted = people_of(sorted({*pooled, *partners, own}, key=lambda each: each.pk))
    circle = Circle(_names([own]), _names(partners), _names(pooled))
    names = "|".join([own.name, other.name, *sorted(circle.partners), *sorted(circle.pooled)])
    key = f"mapping-comparison:{counted.digest}:{sha256(names.encode()).hexdigest()[:16]}"
    return kept(key, lambda: _drawn(counted.inputs(), own.name, other.name, circle))


def _standing(today: date) -> ComparisonConsentQuerySet:
    return ComparisonConsent.objects.standing(today).select_related("organisation", "other")


def _names(organisations: Iterable[Organisation]) -> frozenset[str]:
    return frozenset(each.name for each in organisations)


def _drawn(inputs: Inputs, own: str, other: str, circle: Circle) -> Comparison:
    return Comparison(
        ours=side_of(own, inputs, circle),
        theirs=side_of(other, inputs, circle),
        quality=inputs.travel.quality.value,
        source=inputs.travel.source,
        constants_version=inputs.constants.version,
    )
