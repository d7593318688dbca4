"""What people do with targets: save a composition, delete it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.mapping.actions.files import NameTaken, check_may_import
from arbetshubb.mapping.models import SavedTarget
from arbetshubb.mapping.rules.composition import Composition

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User


@dataclass(frozen=True, slots=True)
class TargetBasis:
    """What a composition was counted from."""

    source: str
    hubs: tuple[str, ...]
    constants_version: str
    inputs_hash: str


@transaction.atomic
def save_target(
    user: User,
    organisation: Organisation,
    *,
    name: str,
    composition: Composition,
    basis: TargetBasis,
) -> SavedTarget:
    """The composition as the organisation's target, with what it gives by today's figures.

    Raises:
        NotYourMapping: the user does not import for the organisation.
        NameTaken: there is a target with that name.
    """
    check_may_import(user, organisation)
    try:
        with transaction.atomic():
            target = SavedTarget.objects.create(
                organisation=organisation,
                name=name,
                cut_percent=round(100 * composition.cut_share),
                year=composition.year,
                source=basis.source,
                parts={part.measure.value: round(part.people) for part in composition.parts},
                hubs=list(basis.hubs),
                result=result_of(composition),
                constants_version=basis.constants_version,
                inputs_hash=basis.inputs_hash,
                created_by=user,
            )
    except IntegrityError as error:
        raise NameTaken from error
    said = {"name": name, "cut_percent": target.cut_percent, "year": target.year}
    record_change(actor=user, thing=target, verb="created", after={**said, "parts": target.parts})
    publish("mapping.target_set", {"organisation": organisation.code, **said})
    return target


@transaction.atomic
def delete_target(target: SavedTarget, *, actor: User) -> None:
    """Delete a target; that it was there stays in the log.

    Raises:
        NotYourMapping: the user does not import for the organisation.
    """
    check_may_import(actor, target.organisation)
    before = {"name": target.name, "cut_percent": target.cut_percent, "year": target.year}
    record_change(actor=actor, thing=target, verb="deleted", before=before)
    target.delete()


def result_of(composition: Composition) -> Mapping[str, object]:
    """What a composition gives, as plain values: sums only, nobody in particular."""
    return {
        "baseline_kg": composition.baseline_kg,
        "needed_kg": composition.needed_kg,
        "saved_kg": composition.saved_kg,
        "missing_kg": composition.missing_kg,
        "kronor": composition.saved_kronor,
        "employer_kronor": composition.employer_kronor,
        "hours": composition.hours,
        "parts": {
            part.measure.value: {"kg": part.saved.kg, "kronor": part.saved.kronor}
            for part in composition.parts
        },
    }
