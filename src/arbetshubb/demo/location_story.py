"""What the demo county has tried out in the room of location. Everything is invented."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from arbetshubb.foundation.models import Organisation, User
from arbetshubb.location.actions import (
    Decision,
    create_check,
    decide_check,
    judge_tasks,
    save_post,
)
from arbetshubb.location.display.reach_page import frozen
from arbetshubb.location.forms.reach import ReachForm
from arbetshubb.location.queries.adverts import examples
from arbetshubb.location.queries.inhabitants import answer_for, inhabitants, is_estimate
from arbetshubb.location.texts.advert import Advert, advert_in
from arbetshubb.people.models import Unit
from arbetshubb.places.models import Place


def tell_location(*, planner: User, hr: User, organisation: Organisation, today: date) -> None:
    """Judged tasks, one decided and one draft check, and a saved vacancy."""
    _judge(planner, organisation)
    _checks(planner, organisation, today=today)
    _vacancy(hr, organisation)


def _judge(planner: User, organisation: Organisation) -> None:
    reasons = (
        (70, _("Invented: meets patients and handles samples on site.")),
        (20, _("Invented: receives visitors and post one day a week.")),
        (0, ""),
    )
    for unit, (share, reason) in zip(_largest(organisation), reasons, strict=False):
        judge_tasks(planner, unit, bound_percent=share, reason=reason)


def _largest(organisation: Organisation) -> list[Unit]:
    """The units, the largest first: only they are judged, the rest wait for somebody to look."""
    counted = list(Unit.objects.of(organisation).with_counts())
    return sorted(counted, key=lambda unit: -getattr(unit, "people_count", 0))


def _checks(planner: User, organisation: Organisation, *, today: date) -> None:
    unit = next(iter(_largest(organisation)), None)
    office = Place.objects.open().filter(municipality="Strömsund", owner=organisation).first()
    decided = create_check(
        planner,
        organisation,
        {
            "activity": _("Invented service centre for remote care"),
            "responsible": _("Invented health administration"),
            "unit": unit,
            "posts": 12,
            "premises": _("Twelve seats, two quiet rooms and a room for video calls."),
            "municipality": "Strömsund",
            "place": office,
            "reason": _(
                "Invented: own premises stand empty, enough staff live near and the tasks are not"
                " bound to a place."
            ),
        },
    )
    decide_check(
        planner,
        decided,
        Decision(f"RS/{101}/{today.year}", "12", today, _("Invented regional board")),
        today=today,
    )
    create_check(
        planner,
        organisation,
        {
            "activity": _("Invented unit for procurement of food"),
            "responsible": _("Invented purchasing unit"),
            "posts": 4,
        },
    )


def _vacancy(hr: User, organisation: Organisation) -> None:
    office = Place.objects.open().filter(owner=organisation, municipality="Östersund").first()
    hubs = Place.objects.open().filter(kind="hub", status="existing", owner=None)
    if office is None:
        return
    values = {
        "workplace": office.site_id,
        "office_days": "w1",
        "home_days": "2",
        "hub_days": "2",
        "hubs": [hub.site_id for hub in hubs],
        "office_minutes": "90",
        "hub_minutes": "30",
        "week_hours": "none",
    }
    form = ReachForm(values, user=hr, organisation=organisation)
    if not form.is_valid():
        raise ValueError(form.errors)
    question = form.question
    answer = answer_for(
        inhabitants(hr), question.rules, workplace=question.workplace, hubs=question.hubs
    )
    advert = Advert(
        rules=question.rules,
        office_key=values["office_days"],  # type: ignore[arg-type]  # a text
        workplace=office.name,
        municipality=office.municipality,
        hubs=[hub.name for hub in question.hubs],
        examples=examples(question.rules, workplace=office, hubs=question.hubs),
        is_estimate=is_estimate(answer.quality),
    )
    save_post(
        hr,
        organisation,
        name=_("Invented vacancy: HR specialist"),
        rules=dict(question.values),
        figures=frozen(answer, question),
        advert_sv=advert_in("sv", advert),
        advert_en=advert_in("en", advert),
    )
