"""Who gets to a place in time: the area on the map, and how many of our people live in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from arbetshubb.distances.display import reach_table
from arbetshubb.distances.export import reach_workbook, workbook_response
from arbetshubb.distances.forms import START_LIST, ReachForm
from arbetshubb.distances.isochrone import Goal, Isochrone, isochrone, people_reached
from arbetshubb.distances.maps import reach_map
from arbetshubb.distances.navigation import tabs_for
from arbetshubb.distances.permissions import COUNTERS, may_count
from arbetshubb.distances.queries import may_pool
from arbetshubb.distances.rules.reach import CHOSEN_MINUTES, Reached
from arbetshubb.distances.rules.ways import Way, way_from
from arbetshubb.distances.texts import WAY_WORDS, engine_text, quality_word
from arbetshubb.distances.travel import ways_in_use
from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.models import User
from arbetshubb.reference.localities import localities
from arbetshubb.ui import formats

DEFAULT_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for in the address."""

    goal: Goal
    way: Way
    minutes: int
    is_pooled: bool

    @property
    def parameters(self) -> dict[str, str]:
        """The same as parameters of an address."""
        end = {"to": str(self.goal.place.pk)} if self.goal.place else {"at": self.goal.name}
        found = {**end, "way": self.way.value, "minutes": str(self.minutes)}
        return {**found, "whose": "pooled"} if self.is_pooled else found


@require_safe
@login_required
def reach(request: HttpRequest) -> HttpResponse:
    """Choose a place, a way and a time; see the area and the people."""
    user = signed_in(request)
    form = _form(request, user)
    page: dict[str, Any] = {  # Any: a template's context
        "tabs": tabs_for(user, "reach"),
        "form": form,
        "localities": localities(),
        "start_list": START_LIST,
        "minutes_list": CHOSEN_MINUTES,
        "may_count": may_count(user),
    }
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "distances/reach.html", page, status=status)
    asked = _asked(form)
    found = isochrone(asked.goal, way=asked.way, minutes=asked.minutes)
    page |= {"asked": asked, "map": reach_map(asked.goal, found), **_area(asked, found)}
    if may_count(user):
        people = people_reached(user, asked.goal, way=asked.way, is_pooled=asked.is_pooled)
        page |= _people(asked, people)
    return render(request, "distances/reach.html", page)


@require_safe
@role_required(*COUNTERS)
def export(request: HttpRequest) -> HttpResponse:
    """The people by municipality and time band as a workbook."""
    user = signed_in(request)
    form = _form(request, user)
    if not form.is_valid():
        return redirect("distances:reach")
    asked = _asked(form)
    people = people_reached(user, asked.goal, way=asked.way, is_pooled=asked.is_pooled)
    if people is None:
        return redirect(f"{reverse('distances:reach')}?{urlencode(asked.parameters)}")
    found = isochrone(asked.goal, way=asked.way, minutes=asked.minutes)
    about = [
        (pgettext("where a way ends", "Place"), asked.goal.name),
        (_("Way of travelling"), str(WAY_WORDS[asked.way])),
        (_("Whose people"), ", ".join(people.employers)),
        (_("How sure"), str(quality_word(found.quality))),
        (_("Rests on"), engine_text(found.source, found.quality)),
        (_("Not placed"), _("too few in their area to be put anywhere; in the total only")),
    ]
    return workbook_response(reach_workbook(people, about), _("within-reach"))


def _form(request: HttpRequest, user: User) -> ReachForm:
    """The form as the address fills it in; a link need only say the place."""
    pools = may_count(user) and may_pool(user)
    ways = ways_in_use()
    defaults = {"way": ways[0].value, "minutes": str(DEFAULT_MINUTES), "whose": "own"}
    given = {name: value for name, value in request.GET.items() if value}
    is_asked = bool({"to", "at"} & request.GET.keys())
    return ReachForm(
        {**defaults, **given} if is_asked else None,
        user=user, ways=ways, may_pool=pools, initial=defaults,
    )  # fmt: skip


def _asked(form: ReachForm) -> Asked:
    given = form.cleaned_data
    place, point = given["to"], given["at"]
    if place is not None:
        goal = Goal(place.site.position, place.name, place)
    else:
        goal = Goal(point.point, point.text)
    return Asked(
        goal=goal,
        way=way_from(given["way"], ways_in_use()),
        minutes=given["minutes"],
        is_pooled=given.get("whose") == "pooled",
    )


def _area(asked: Asked, found: Isochrone) -> dict[str, Any]:  # Any: a template's context
    return {
        "heading": _("To %(place)s within %(minutes)s minutes %(way)s")
        % {"place": asked.goal.name, "minutes": asked.minutes, "way": WAY_WORDS[asked.way]},
        "area": found,
        "quality": quality_word(found.quality),
        "engine": engine_text(found.source, found.quality),
        "is_custom": asked.minutes not in CHOSEN_MINUTES,
    }


def _people(asked: Asked, people: Reached | None) -> dict[str, Any]:  # Any: the same
    if people is None:
        return {"too_few": True}
    within = people.within(asked.minutes)
    export_url = f"{reverse('distances:reach_export')}?{urlencode(asked.parameters)}"
    found: dict[str, Any] = {
        "people": people,
        "people_table": reach_table(people, export_url=export_url),
        "employer_count": len(people.employers),
    }
    if within is not None:
        found["sentence"] = _("%(within)s of %(total)s people live within %(minutes)s minutes.") % {
            "within": formats.number(within),
            "total": formats.number(people.total),
            "minutes": asked.minutes,
        }
    return found
