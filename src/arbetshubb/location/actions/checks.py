"""Make, change, decide and replace location checks. A decided check never changes again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.location.models import CheckStatus, LocationCheck, Outcome
from arbetshubb.location.permissions import may_keep
from arbetshubb.location.queries.alternatives import alternatives, hash_of
from arbetshubb.location.queries.inhabitants import centre, county_names
from arbetshubb.location.rules.decisions import Flaw, check_day, check_number, check_paragraph

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User

FACTS: Final = (
    "activity", "responsible", "unit", "posts", "premises", "municipality", "place", "reason",
)  # fmt: skip
type Facts = Mapping[str, Any]  # Any: the columns of a check


class NotYourCheck(PermissionError):
    """The check belongs to another organisation, or the user keeps none."""


class CheckIsDecided(ValueError):
    """A decided check is not changed, deleted or decided again."""


class CheckIsReplaced(ValueError):
    """Only a decided check that nothing has replaced can be replaced."""


class DecisionLacks(ValueError):
    """The choice, its reason or the reference is missing or wrong; ``field`` says which."""

    def __init__(self, field: str, flaw: Flaw | None = None) -> None:
        super().__init__(field)
        self.field = field
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a decision can be found."""

    registry_number: str
    paragraph: str
    decided_on: date
    deciding_role: str


@transaction.atomic
def create_check(
    user: User,
    organisation: Organisation,
    facts: Facts,
    *,
    replaces: LocationCheck | None = None,
) -> LocationCheck:
    """A new draft with its alternatives reckoned.

    Raises:
        NotYourCheck: the user keeps no checks in the organisation.
        ValidationError: a value is wrong.
        JobFailed: the operator's roads are broken.
    """
    if not may_keep(user, organisation):
        raise NotYourCheck
    check = LocationCheck(organisation=organisation, created_by=user, replaces=replaces)
    _fill(check, facts)
    check.save()
    record_change(actor=user, thing=check, verb="created", after=_told(check))
    return check


@transaction.atomic
def update_check(user: User, check: LocationCheck, facts: Facts) -> LocationCheck:
    """The draft with new facts and figures.

    Raises:
        NotYourCheck: it belongs to another organisation.
        CheckIsDecided: it is no longer a draft.
    """
    locked = _draft(user, check)
    before = _told(locked)
    _fill(locked, facts)
    locked.save()
    if _told(locked) != before:
        record_change(actor=user, thing=locked, verb="changed", before=before, after=_told(locked))
    return locked


@transaction.atomic
def decide_check(
    user: User, check: LocationCheck, decision: Decision, *, today: date
) -> LocationCheck:
    """The check decided: figures frozen, and the one it replaces marked as replaced.

    Raises:
        NotYourCheck: it belongs to another organisation.
        CheckIsDecided: it is no longer a draft.
        DecisionLacks: the choice, its reason or the reference is missing or wrong.
    """
    locked = _draft(user, check)
    _check_decision(locked, decision, today=today)
    locked.registry_number, locked.paragraph = decision.registry_number, decision.paragraph
    locked.decided_on, locked.deciding_role = decision.decided_on, decision.deciding_role.strip()
    locked.figures = alternatives(locked.organisation, locked.unit)
    locked.figures_hash = hash_of(locked.figures)
    locked.status, locked.decided_by = CheckStatus.DECIDED, user
    locked.full_clean()
    locked.save()
    if locked.replaces is not None:
        _supersede(user, locked.replaces)
    told = _told(locked) | {"registry_number": locked.registry_number}
    record_change(actor=user, thing=locked, verb="decided", after=told)
    publish("location.decided", {"check": locked.pk, "municipality": locked.municipality})
    return locked


@transaction.atomic
def replace_check(user: User, check: LocationCheck) -> LocationCheck:
    """A draft that will replace a decided check, with the same facts to begin from.

    Raises:
        NotYourCheck: it belongs to another organisation.
        CheckIsReplaced: it is a draft, or another check replaces it already.
    """
    locked = _locked(user, check)
    if locked.status != CheckStatus.DECIDED or hasattr(locked, "replaced_by"):
        raise CheckIsReplaced
    facts = {name: getattr(locked, name) for name in FACTS if name != "reason"}
    return create_check(user, locked.organisation, facts, replaces=locked)


@transaction.atomic
def delete_check(user: User, check: LocationCheck) -> None:
    """Take a draft away.

    Raises:
        NotYourCheck: it belongs to another organisation.
        CheckIsDecided: it is no longer a draft.
    """
    locked = _draft(user, check)
    record_change(actor=user, thing=locked, verb="deleted", before=_told(locked))
    locked.delete()


def _locked(user: User, check: LocationCheck) -> LocationCheck:
    locked = LocationCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if not may_keep(user, locked.organisation):
        raise NotYourCheck
    return locked


def _draft(user: User, check: LocationCheck) -> LocationCheck:
    locked = _locked(user, check)
    if not locked.is_draft:
        raise CheckIsDecided
    return locked


def _fill(check: LocationCheck, facts: Facts) -> None:
    for name in FACTS:
        if name in facts:
            setattr(check, name, facts[name])
    if check.place is not None:
        check.municipality = check.place.municipality
    check.outcome = _outcome(check.municipality)
    check.figures = alternatives(check.organisation, check.unit)
    check.full_clean()


def _outcome(municipality: str) -> str:
    if not municipality:
        return ""
    return Outcome.CENTRE if municipality == centre() else Outcome.PLACED


def _check_decision(check: LocationCheck, decision: Decision, *, today: date) -> None:
    is_there = {
        "municipality": check.municipality in county_names(),
        "reason": bool(check.reason.strip()),
        "deciding_role": bool(decision.deciding_role.strip()),
    }
    for field, is_given in is_there.items():
        if not is_given:
            raise DecisionLacks(field)
    flaws = {
        "decided_on": check_day(decision.decided_on, today=today),
        "registry_number": check_number(decision.registry_number, decided_on=decision.decided_on),
        "paragraph": check_paragraph(decision.paragraph),
    }
    for field, flaw in flaws.items():
        if flaw is not None:
            raise DecisionLacks(field, flaw)


def _supersede(user: User, old: LocationCheck) -> None:
    locked = LocationCheck.objects.select_for_update(of=("self",)).get(pk=old.pk)
    locked.status = CheckStatus.SUPERSEDED
    locked.save(update_fields=["status", "updated"])
    record_change(
        actor=user, thing=locked, verb="replaced",
        before={"status": CheckStatus.DECIDED.value}, after={"status": locked.status},
    )  # fmt: skip


def _told(check: LocationCheck) -> dict[str, object]:
    return {
        "activity": check.activity,
        "posts": check.posts,
        "municipality": check.municipality,
        "place": check.place_id,
        "status": str(check.status),
    }
