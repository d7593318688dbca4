"""A person asks about a distance, somebody corrects or keeps it, in time the square goes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from arbetshubb.analysis.places import Cell
from arbetshubb.distances.actions.known import Facts, NotAllowed, put_in_place
from arbetshubb.distances.models import DistanceQuestion
from arbetshubb.distances.permissions import may_decide
from arbetshubb.distances.rules.questions import AlreadyDecided, QuestionStatus, check_is_open
from arbetshubb.distances.rules.shown import Shown
from arbetshubb.foundation.access import organisation_of
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.places.models import Place
from arbetshubb.reference.localities import nearest_locality

if TYPE_CHECKING:
    from datetime import date

    from arbetshubb.foundation.models import User

NEAR_KM: Final = 15.0
"""A square of somebody's own is called by the nearest locality within so many kilometres."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says the distance is and why."""

    km: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The distance as it is from now on, with where that is known from."""

    km: float
    minutes: float | None
    source: str
    reason: str
    valid_from: date


@transaction.atomic
def ask(  # noqa: PLR0913 - where from, where to, what was shown and what is said
    user: User, *, origin: Cell, origin_text: str, place: Place, shown: Shown, said: Said
) -> DistanceQuestion:
    """The question, kept with what the page showed.

    Raises:
        NotAllowed: the user belongs to no organisation, so nobody could answer.
    """
    organisation = organisation_of(user)
    if organisation is None:
        raise NotAllowed
    question = DistanceQuestion.objects.create(
        asked_by=user,
        organisation=organisation,
        origin_cell=origin.id,
        origin_text=origin_text[:120],
        destination=place,
        way=shown.way.value,
        shown_km=_tenths(shown.km),
        shown_minutes=_tenths(shown.minutes),
        shown_quality=shown.quality.value,
        shown_source=shown.source[:300],
        shown_date=shown.network_date,
        said_km=_tenths(said.km),
        said_why=said.why,
    )
    # Neither the log nor the outbox may know the square: both outlive it.
    record_change(actor=user, thing=question, verb="asked", after={"place": place.pk})
    publish("distances.asked", {"question": question.pk, "place": place.pk})
    return question


@transaction.atomic
def correct(user: User, question: DistanceQuestion, decided: Decided) -> DistanceQuestion:
    """The person is right: the distance is another from now on, for everybody.

    Raises:
        NotAllowed: the user does not answer questions of that organisation, or asked it.
        AlreadyDecided: it is answered, perhaps a moment ago by somebody else.
        ShorterThanStraight: no road can be that short.
        SomebodyWasFirst: another correction of the same way came to hold meanwhile.
    """
    cell = _answer(user, question, QuestionStatus.CORRECTED, decided.reason)
    near = nearest_locality(cell.centre, within_km=NEAR_KM)
    known = put_in_place(
        user,
        question.organisation,
        Facts(
            origin=cell,
            origin_text=near or cell.id,
            place=question.destination,
            km=decided.km,
            minutes=decided.minutes,
            source=decided.source,
            valid_from=decided.valid_from,
            reason=decided.reason,
            is_private_origin=True,
        ),
    )
    DistanceQuestion.objects.filter(pk=question.pk).update(correction=known, decided_km=known.km)
    return _told(user, question, "corrected", {"km": str(known.km)})


@transaction.atomic
def keep(user: User, question: DistanceQuestion, *, reason: str) -> DistanceQuestion:
    """The distance stays as it is, and the person is told why.

    Raises:
        NotAllowed: the user does not answer questions of that organisation, or asked it.
        AlreadyDecided: it is answered, perhaps a moment ago by somebody else.
    """
    _answer(user, question, QuestionStatus.KEPT, reason)
    return _told(user, question, "kept", {})


@transaction.atomic
def forget_old_squares() -> int:
    """Empty the squares of questions answered long ago, and all that tells them; how many.

    What was shown, said in kilometres and decided stays: it explains figures and is about a road.
    """
    due = DistanceQuestion.objects.due(now=timezone.now()).select_for_update(of=("self",))
    questions = list(due)
    for question in questions:
        record_change(actor=None, thing=question, verb="square forgotten")
    keys = [question.pk for question in questions]
    # The link to the correction goes too: it names the square.
    return DistanceQuestion.objects.filter(pk__in=keys).update(
        origin_cell="", origin_text="", said_why="", correction=None, forgotten=timezone.now()
    )


def _answer(user: User, question: DistanceQuestion, status: QuestionStatus, reason: str) -> Cell:
    """Take the question from open to answered, once; the square it is about.

    On a database without row locks the second of two finds nothing open to change.
    """
    locked = DistanceQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not may_decide(user, locked):
        raise NotAllowed
    check_is_open(QuestionStatus(locked.status))
    still_open = DistanceQuestion.objects.filter(pk=question.pk).open()
    changed = still_open.update(
        status=status, decided=timezone.now(), decided_by=user, decision_reason=reason[:400]
    )
    if not changed:
        raise AlreadyDecided
    return Cell.from_id(locked.origin_cell)


def _told(
    user: User, question: DistanceQuestion, verb: str, after: dict[str, object]
) -> DistanceQuestion:
    record_change(actor=user, thing=question, verb=verb, after=after)
    publish("distances.answered", {"question": question.pk, "status": verb})
    question.refresh_from_db()
    return question


def _tenths(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.1"))
