"""Relocation: the ranked list, one unit at one place, how it is reckoned, and bound tasks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arbetshubb.analysis.relocation import WEIGHTS, Ranking, Way, rank
from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.location.actions import judge_tasks
from arbetshubb.location.display import pair_page
from arbetshubb.location.display.export import workbook
from arbetshubb.location.display.pairs import Pair, pair_at, pairs_of, pairs_table
from arbetshubb.location.display.relocation_file import relocation_sheets
from arbetshubb.location.display.units import units_table
from arbetshubb.location.forms.relocation import RankingForm, TasksForm, WhatIfForm
from arbetshubb.location.models import UnitTasks
from arbetshubb.location.permissions import KEEPERS, READERS, may_keep
from arbetshubb.location.queries.units import UnitStudy, assumptions, has_places, study_of
from arbetshubb.location.rules.choice import Choice, choice_from
from arbetshubb.location.texts.relocation import (
    COMPONENT_HELP,
    COMPONENT_LABELS,
    WAY_SENTENCES,
    quality_sentence,
)
from arbetshubb.location.texts.sources import source_text
from arbetshubb.location.views.finding import organisation_or_403
from arbetshubb.people.models import Unit

type Context = dict[str, Any]  # Any: what templates are given


@role_required(*READERS)
@require_safe
def relocation(request: HttpRequest) -> HttpResponse:
    """Units and places, best first."""
    study = _study(request)
    if study is None:
        return render(request, "location/relocation_empty.html", _empty(request))
    choice = choice_from(request.GET)
    ranking = _ranked(study, choice)
    pairs = pairs_of(study, ranking, choice)
    export_url = _address("location:relocation_export", choice)
    page = {
        "form": RankingForm(choice, study),
        "choice": choice,
        "best": pairs[0] if pairs else None,
        "is_gain": bool(pairs) and (pairs[0].km_saved or 0.0) > 0,
        "is_move": choice.settings.way is Way.MOVE,
        "way": WAY_SENTENCES[choice.settings.way],
        "quality": quality_sentence(study.source.quality),
        "table": pairs_table(pairs, choice, export_url=export_url).read(request.GET),
        "unjudged": _count_unjudged(study),
        "left_out": study.left_out,
        "export_url": export_url,
        "why_url": reverse("location:relocation_why"),
    }
    return render(request, "location/relocation.html", page)


@role_required(*READERS)
@require_safe
def relocation_export(request: HttpRequest) -> HttpResponse:
    """Every pair that is shown, with its parts, as a workbook."""
    study = _study(request)
    if study is None:
        raise Http404
    choice = choice_from(request.GET)
    ranking = _ranked(study, choice)
    pairs = pairs_of(study, ranking, choice)
    return workbook(_("relocation"), relocation_sheets(study, ranking, pairs, choice))


@role_required(*READERS)
@require_safe
def relocation_why(request: HttpRequest) -> HttpResponse:
    """The formula in words, with its weights and what it rests on."""
    study = _study(request)
    parts = [(COMPONENT_LABELS[name], WEIGHTS[name], COMPONENT_HELP[name]) for name in WEIGHTS]
    source = source_text(study.source.source) if study else ""
    page = {"parts": parts, "study": study, "source": source}
    return render(request, "location/relocation_why.html", page)


@role_required(*READERS)
@require_safe
def pair(request: HttpRequest, unit_pk: int, place_pk: int) -> HttpResponse:
    """One unit at one place, before and after."""
    study = _study(request)
    if study is None:
        raise Http404
    choice = choice_from(request.GET)
    ranking = _ranked(study, choice)
    found = _pair_or_404(study, ranking, choice, unit_pk, place_pk)
    others = pair_page.others_of(study, ranking, found, choice)
    page = {
        "pair": found,
        "form": WhatIfForm(choice.settings),
        "is_move": choice.settings.way is Way.MOVE,
        "is_present": bool(study.profile.is_present[found.row, found.column]),
        "way": WAY_SENTENCES[choice.settings.way],
        "quality": quality_sentence(study.source.quality),
        "status": pair_page.shown_status(found),
        "rows": pair_page.compare_rows(study, ranking, found),
        "cost_rows": pair_page.cost_rows(ranking, found),
        "people": pair_page.people_facts(study, found, choice),
        "parts": pair_page.part_table(ranking, found),
        "others": others,
        "map": pair_page.pair_map(study, found, others),
        "may_keep": may_keep(request.user, study.organisation),
        "list_url": _address("location:relocation", choice),
        "export_url": _pair_export(choice, found),
    }
    return render(request, "location/pair.html", page)


@role_required(*READERS)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit with how much of its work is bound."""
    organisation = organisation_or_403(request, *READERS)
    study = study_of(organisation)
    if study is None:
        return render(request, "location/relocation_empty.html", _empty(request))
    page = {
        "table": units_table(study, may_keep=may_keep(request.user, organisation)).read(
            request.GET
        ),
        "unjudged": _count_unjudged(study),
        "may_keep": may_keep(request.user, organisation),
    }
    return render(request, "location/units.html", page)


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def tasks(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """How much of one unit's work is bound, and why."""
    organisation = organisation_or_403(request, *KEEPERS)
    mine = Unit.objects.visible_to(request.user).of(organisation)
    unit = get_object_or_404(mine, pk=unit_pk)
    judged = UnitTasks.objects.visible_to(request.user).filter(unit=unit).first()
    form = TasksForm(request.POST or None, instance=judged)
    if request.method == "POST" and form.is_valid():
        judge_tasks(
            signed_in(request), unit,
            bound_percent=form.cleaned_data["bound_percent"], reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("The judgement of %(unit)s was saved.") % {"unit": unit.name})
        return redirect("location:units")
    status = 422 if form.is_bound and form.errors else 200
    page = {"form": form, "unit": unit, "judged": judged}
    return render(request, "location/tasks.html", page, status=status)


def _study(request: HttpRequest) -> UnitStudy | None:
    organisation = organisation_or_403(request, *READERS)
    study = study_of(organisation)
    if study is None or not len(study.profile.places):
        return None
    return study


def _empty(request: HttpRequest) -> Context:
    organisation = organisation_or_403(request, *READERS)
    is_keeper = may_keep(request.user, organisation)
    return {"has_places": has_places(organisation), "may_keep": is_keeper}


def _ranked(study: UnitStudy, choice: Choice) -> Ranking:
    return rank(study.profile, study.sites, choice.settings, assumptions(), bound=study.bound)


def _pair_or_404(
    study: UnitStudy, ranking: Ranking, choice: Choice, unit_pk: int, place_pk: int
) -> Pair:
    unit_of = {key: name for name, key in study.unit_keys.items()}
    site_of = {key: site_id for site_id, key in study.place_keys.items()}
    ids = [study.sites[place].site_id for place in study.profile.places]
    unit, site_id = unit_of.get(unit_pk, ""), site_of.get(place_pk, "")
    if unit not in study.profile.units or site_id not in ids:
        raise Http404
    row, column = study.profile.units.index(unit), ids.index(site_id)
    if study.profile.is_hidden[row]:
        raise Http404
    return pair_at(study, ranking, choice, row, column)


def _count_unjudged(study: UnitStudy) -> int:
    return int((~study.is_judged & ~study.profile.is_hidden).sum())


def _address(name: str, choice: Choice) -> str:
    query = urlencode(choice.parameters)
    return reverse(name) + (f"?{query}" if query else "")


def _pair_export(choice: Choice, found: Pair) -> str:
    query = {**choice.parameters, "unit": found.unit, "place": found.place.site_id, "show": "all"}
    return reverse("location:relocation_export") + f"?{urlencode(query)}"
