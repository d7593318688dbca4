"""Recruitment reach: the rules and the answer, and saved vacancies."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.models import Organisation
from arbetshubb.location.actions import delete_post, save_post, write_advert
from arbetshubb.location.display import reach_page
from arbetshubb.location.display.export import workbook
from arbetshubb.location.display.posts import posts_table, rule_facts
from arbetshubb.location.forms.reach import (
    NO_LIMIT,
    AdvertForm,
    Question,
    ReachForm,
    SavePostForm,
)
from arbetshubb.location.models import Post
from arbetshubb.location.permissions import REACH_READERS, RECRUITERS, may_change_post
from arbetshubb.location.permissions import may_save_post as may_save
from arbetshubb.location.queries.adverts import examples
from arbetshubb.location.queries.inhabitants import (
    Answer,
    answer_for,
    centre,
    daily_minutes,
    inhabitants,
    is_estimate,
)
from arbetshubb.location.queries.units import usable_places
from arbetshubb.location.texts.advert import Advert, advert_in
from arbetshubb.location.texts.relocation import quality_sentence
from arbetshubb.location.texts.sources import population_text, source_text
from arbetshubb.location.views.finding import (
    organisation_or_403,
    own_post_or_403,
    post_or_404,
)
from arbetshubb.places.models import Place

type Context = dict[str, Any]  # Any: what templates are given


@role_required(*REACH_READERS)
@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """Where the holder of a post can live."""
    organisation = organisation_or_403(request, *REACH_READERS)
    form = _form(request, organisation)
    if form is None:
        return render(request, "location/reach_empty.html")
    if not form.is_valid():
        return render(request, "location/reach.html", {"form": form}, status=_wrong(request))
    question = form.question
    answer = answer_for(
        inhabitants(signed_in(request)), question.rules,
        workplace=question.workplace, hubs=question.hubs,
    )  # fmt: skip
    page = _answered(answer, question) | {"form": form}
    page["may_save"] = may_save(request.user, organisation)
    page["save_form"] = SavePostForm(initial=_texts(question, answer))
    page["save_url"] = reverse("location:post_save") + f"?{_query(question)}"
    return render(request, "location/reach.html", page)


@role_required(*REACH_READERS)
@require_safe
def reach_map(request: HttpRequest) -> HttpResponse:
    """What the map draws."""
    question, answer = _asked(request)
    return JsonResponse(reach_page.reach_map(answer, question, data_url="").data())


@role_required(*REACH_READERS)
@require_safe
def reach_export(request: HttpRequest) -> HttpResponse:
    """The municipalities and the rules as a workbook."""
    question, answer = _asked(request)
    figures = reach_page.frozen(answer, question)
    about = [*rule_facts(question.values, figures), *_provenance(figures)]
    return workbook(_("reach"), reach_page.sheets(reach_page.town_rows(answer), about))


@role_required(*RECRUITERS)
@require_POST
def post_save(request: HttpRequest) -> HttpResponse:
    """Keep the vacancy with the figures of today and the texts as they were edited."""
    organisation = organisation_or_403(request, *RECRUITERS)
    question, answer = _asked(request)
    form = SavePostForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the vacancy a name, at most 160 characters."))
        return redirect(reverse("location:reach") + f"?{_query(question)}")
    post = save_post(
        signed_in(request), organisation,
        rules=dict(question.values), figures=reach_page.frozen(answer, question),
        **form.cleaned_data,
    )  # fmt: skip
    messages.success(request, _("The vacancy is saved with today's figures."))
    return redirect(post)


@role_required(*REACH_READERS)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Saved vacancies."""
    rows = Post.objects.visible_to(request.user).select_related("created_by")
    page = {"table": posts_table(rows).read(request.GET), "count": rows.count()}
    return render(request, "location/posts.html", page)


@role_required(*REACH_READERS)
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One saved vacancy: its figures as frozen, and its texts."""
    found = post_or_404(request, pk)
    is_mine = may_change_post(request.user, found)
    form = AdvertForm(
        request.POST or None,
        initial={"advert_sv": found.advert_sv, "advert_en": found.advert_en},
    )
    if request.method == "POST" and form.is_valid():
        own = own_post_or_403(request, pk)
        write_advert(
            signed_in(request), own,
            swedish=form.cleaned_data["advert_sv"], english=form.cleaned_data["advert_en"],
        )  # fmt: skip
        messages.success(request, _("The texts are saved."))
        return redirect(found)
    rows = reach_page.rows_from(found.figures)
    total = reach_page.total_from(found.figures)
    page = {
        "post": found,
        "form": form,
        "may_change": is_mine,
        "figures": reach_page.cards(total, rows, found.figures["working_ages"]),
        "total": total,
        "table": reach_page.town_table(
            rows, export_url=reverse("location:post_export", args=[pk])
        ).read(request.GET),
        "facts": rule_facts(found.rules, found.figures),
        "provenance": [
            *_provenance(found.figures),
            (_("Fingerprint of the figures"), found.figures_hash[:16]),
        ],
        "again_url": reverse("location:reach") + "?" + urlencode(found.rules, doseq=True),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "location/post.html", page, status=status)


@role_required(*REACH_READERS)
@require_safe
def post_export(request: HttpRequest, pk: int) -> HttpResponse:
    """A saved vacancy as a workbook."""
    found = post_or_404(request, pk)
    about = [*rule_facts(found.rules, found.figures), *_provenance(found.figures)]
    sheets = reach_page.sheets(reach_page.rows_from(found.figures), about)
    return workbook(_("vacancy"), sheets)


@role_required(*RECRUITERS)
@require_POST
def post_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a saved vacancy away."""
    found = own_post_or_403(request, pk)
    delete_post(signed_in(request), found)
    messages.success(request, _("“%(name)s” was deleted.") % {"name": found.name})
    return redirect("location:posts")


def _form(request: HttpRequest, organisation: Organisation) -> ReachForm | None:
    """The form as asked, or with a first proposal; ``None`` while there is no place to be at."""
    places = Place.objects.visible_to(request.user).filter(
        pk__in=usable_places(organisation).values(), status=SiteStatus.EXISTING
    )
    own = places.filter(kind=SiteKind.OWN_OFFICE).order_by("site_id")
    first = own.filter(municipality=centre()).first() or own.first() or places.first()
    if first is None:
        return None
    asked = request.GET if "workplace" in request.GET else _proposal(first, places)
    return ReachForm(asked, user=signed_in(request), organisation=organisation)


def _proposal(first: Place, places: Any) -> dict[str, Any]:  # Any: a QuerySet, and a query
    hubs = list(places.filter(kind=SiteKind.HUB).values_list("site_id", flat=True))
    return {
        "workplace": first.site_id,
        "office_days": "w1",
        "home_days": "2",
        "hub_days": "2" if hubs else "0",
        "hubs": hubs,
        "office_minutes": "90",
        "hub_minutes": "30",
        "week_hours": NO_LIMIT,
    }


def _asked(request: HttpRequest) -> tuple[Question, Answer]:
    """The question of an address and its answer; an address that asks wrongly asks nothing."""
    organisation = organisation_or_403(request, *REACH_READERS)
    form = _form(request, organisation)
    if form is None or not form.is_valid():
        message = _("The rules in the address are not complete. Go back and choose them again.")
        raise BadRequest(message)
    question = form.question
    people = inhabitants(signed_in(request))
    return question, answer_for(
        people, question.rules, workplace=question.workplace, hubs=question.hubs
    )


def _answered(answer: Answer, question: Question) -> Context:
    query = _query(question)
    rows = reach_page.town_rows(answer)
    figures = reach_page.frozen(answer, question)
    total = reach_page.total_from(figures)
    ages = answer.inhabitants.grid.working_ages
    return {
        "question": question,
        "total": total,
        "is_anywhere": question.rules.is_anywhere,
        "is_stand_in": answer.inhabitants.is_stand_in,
        "figures": reach_page.cards(total, rows, ages),
        "map": reach_page.reach_map(
            answer, question, data_url=reverse("location:reach_map") + f"?{query}"
        ),
        "table": reach_page.town_table(
            rows, export_url=reverse("location:reach_export") + f"?{query}"
        ),
        "quality": quality_sentence(answer.quality),
        "daily_minutes": daily_minutes(),
        "provenance": _provenance(figures),
    }


def _texts(question: Question, answer: Answer) -> dict[str, str]:
    advert = Advert(
        rules=question.rules,
        office_key=question.values["office_days"],
        workplace=question.workplace.name,
        municipality=question.workplace.municipality,
        hubs=[hub.name for hub in question.hubs],
        examples=examples(question.rules, workplace=question.workplace, hubs=question.hubs),
        is_estimate=is_estimate(answer.quality),
    )
    return {"advert_sv": advert_in("sv", advert), "advert_en": advert_in("en", advert)}


def _provenance(figures: dict[str, Any]) -> list[tuple[str, str]]:  # Any: plain JSON
    return [
        (_("Distances"), quality_sentence(figures["quality"])),
        (_("Source of distances"), source_text(figures["source"])),
        (
            _("Population"),
            population_text(
                figures["population_source"],
                figures["population_date"],
                is_stand_in=figures["is_stand_in"],
            ),
        ),
    ]


def _query(question: Question) -> str:
    return urlencode(question.values, doseq=True)


def _wrong(request: HttpRequest) -> int:
    return 422 if "workplace" in request.GET else 200
