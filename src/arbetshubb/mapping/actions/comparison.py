"""Giving and withdrawing consent to be compared with another employer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from arbetshubb.foundation.access import has_role
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.foundation.outbox import publish
from arbetshubb.mapping.models import ComparisonConsent
from arbetshubb.mapping.roles import CONSENTERS
from arbetshubb.mapping.rules.comparison import MOST_PARTNERS


class NotYoursToGive(PermissionError):
    """The user neither plans for the organisation nor administers it."""


class ConsentGivenAlready(ValueError):
    """There is a consent to be compared with that organisation, now or to come."""


class TooManyPartners(ValueError):
    """The organisation has consented to as many comparisons as can be protected together."""


class ConsentIsPast(ValueError):
    """The last day is before the first, or before today."""


def give_consent(  # noqa: PLR0913 - what a consent says
    user: User,
    organisation: Organisation,
    other: Organisation,
    *,
    valid_from: date,
    valid_to: date | None,
    now: datetime,
) -> ComparisonConsent:
    """Agree that ``organisation`` is compared with ``other``, and so ask ``other`` to agree too.

    Raises:
        NotYoursToGive: the user is neither planner nor administrator of ``organisation``.
        ConsentIsPast: the period is over or ends before it starts.
        ConsentGivenAlready: one stands already.
        TooManyPartners: ``MOST_PARTNERS`` consents stand already.
    """
    _check_giver(user, organisation)
    if valid_to is not None and (valid_to < valid_from or valid_to < now.date()):
        raise ConsentIsPast
    try:
        with transaction.atomic():
            return _given(user, organisation, other, valid_from, valid_to, now)
    except IntegrityError as error:  # a colleague did the same a moment ago
        raise ConsentGivenAlready from error


@transaction.atomic
def withdraw_consent(user: User, consent: ComparisonConsent, *, now: datetime) -> None:
    """Take the consent back at once; doing it twice changes nothing.

    Raises:
        NotYoursToGive: the user is neither planner nor administrator of the organisation.
    """
    _check_giver(user, consent.organisation)
    locked = ComparisonConsent.objects.select_for_update().get(pk=consent.pk)
    if locked.withdrawn is not None:
        return
    locked.withdrawn, locked.withdrawn_by = now, user
    locked.save(update_fields=["withdrawn", "withdrawn_by"])
    record_change(actor=user, thing=locked, verb="withdrawn", after={"other": locked.other.code})
    _tell("mapping.comparison_withdrawn", locked)


def _check_giver(user: User, organisation: Organisation) -> None:
    if not has_role(user, *CONSENTERS, organisation=organisation):
        raise NotYoursToGive


def _given(  # noqa: PLR0913, PLR0917 - the same
    user: User,
    organisation: Organisation,
    other: Organisation,
    valid_from: date,
    valid_to: date | None,
    now: datetime,
) -> ComparisonConsent:
    # One at a time for each organisation, so that the number of partners holds.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    own = ComparisonConsent.objects.filter(organisation=organisation, withdrawn=None)
    standing = own.standing(now.date())
    if standing.filter(other=other).exists():
        raise ConsentGivenAlready
    if standing.count() >= MOST_PARTNERS:
        raise TooManyPartners
    # One that has run out makes room for the new one.
    own.filter(other=other).update(withdrawn=now, withdrawn_by=user)
    consent = ComparisonConsent.objects.create(
        organisation=organisation,
        other=other,
        valid_from=valid_from,
        valid_to=valid_to,
        given_by=user,
    )
    record_change(
        actor=user,
        thing=consent,
        verb="consented",
        after={"other": other.code, "from": valid_from, "to": valid_to},
    )
    _tell("mapping.comparison_consented", consent)
    return consent


def _tell(topic: str, consent: ComparisonConsent) -> None:
    publish(topic, {"organisation": consent.organisation.code, "other": consent.other.code})
