"""Asking about a distance, one's own questions, and answering those of others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.distances.actions import (
    Decided,
    NotAllowed,
    Said,
    SomebodyWasFirst,
    ask,
    correct,
    keep,
)
from arbetshubb.distances.display import my_questions_table, question_facts, questions_table
from arbetshubb.distances.export import questions_workbook, workbook_response
from arbetshubb.distances.forms import CorrectForm, LookForm, QuestionForm, ReasonForm
from arbetshubb.distances.maps import way_map
from arbetshubb.distances.models import DistanceQuestion
from arbetshubb.distances.navigation import tabs_for
from arbetshubb.distances.permissions import DECIDERS, may_decide
from arbetshubb.distances.rules.origins import Origin
from arbetshubb.distances.rules.questions import AlreadyDecided, ShorterThanStraight
from arbetshubb.distances.rules.ways import Way, way_from
from arbetshubb.distances.texts import km_text, minutes_text, question_status, rests_on
from arbetshubb.distances.travel import distance_between, ways_in_use
from arbetshubb.foundation.access import organisation_of, role_required, signed_in
from arbetshubb.foundation.audit import record_read
from arbetshubb.ui import formats
from arbetshubb.ui.navigation import EmptyState

READ_PURPOSE = gettext_noop("a question about a distance")


# -- Asking


@require_POST
@login_required
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """The form, filled in with what was looked up; sent from itself it becomes a question.

    By POST for the same reason as the look-up: the start is often a home.
    """
    user = signed_in(request)
    look = LookForm(request.POST, user=user)
    if not look.is_valid():
        return redirect("distances:home")
    if organisation_of(user) is None:
        raise PermissionDenied(_("You belong to no organisation, so nobody could answer."))
    origin, place = look.origin, look.cleaned_data["to"]
    way = way_from(request.POST.get("way", ""), ways_in_use())
    shown = distance_between(origin.cell, place, way=way)
    form = QuestionForm(request.POST if "send" in request.POST else None)
    if form.is_valid():
        question = ask(
            user,
            origin=origin.cell,
            origin_text=origin.text,
            place=place,
            shown=shown,
            said=Said(_float(form.cleaned_data["said_km"]), form.cleaned_data["why"]),
        )
        messages.success(request, _("Your question is sent. You find the answer on this page."))
        return redirect(question)
    page = {
        "tabs": tabs_for(user, ""),
        "form": form,
        "origin": origin,
        "place": place,
        "shown": shown,
        "km": km_text(shown.km),
        "minutes": minutes_text(shown.minutes),
        "rests_on": rests_on(shown),
        "start_text": request.POST["start"],
    }
    status = 422 if form.is_bound else 200
    return render(request, "distances/ask.html", page, status=status)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader has asked, and the answers."""
    questions = DistanceQuestion.objects.visible_to(request.user).asked_by_user(request.user)
    empty = EmptyState(
        _("You have not asked about any distance"),
        _("Look a distance up first. If it is wrong, say so below it."),
        reverse("distances:home"),
        _("Look up a distance"),
    )
    table = my_questions_table(questions.select_related("destination"), empty=empty)
    page = {"tabs": tabs_for(request.user, "mine"), "table": table.read(request.GET)}
    return render(request, "distances/mine.html", page)


# -- Answering


@require_safe
@role_required(*DECIDERS)
def questions(request: HttpRequest) -> HttpResponse:
    """What has been asked in the organisations where the reader answers."""
    table = _table_to_answer(request)
    waiting = DistanceQuestion.objects.visible_to(request.user).to_answer_by(request.user)
    page = {
        "tabs": tabs_for(request.user, "questions"),
        "table": table,
        "open": waiting.open().count(),
    }
    return render(request, "distances/questions.html", page)


@require_safe
@role_required(*DECIDERS)
def questions_export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook, as it is searched and sorted on the page."""
    content = questions_workbook(_table_to_answer(request).rows)
    return workbook_response(content, _("questions-about-distances"))


@require_safe
@login_required
@never_cache
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """What was shown beside what is said, and the decision or the forms to make it."""
    return _page(request, _question(request, pk))


@require_POST
@role_required(*DECIDERS)
def correct_it(request: HttpRequest, pk: int) -> HttpResponse:
    """The person is right: the distance is another from now on."""
    row = _question(request, pk)
    form = CorrectForm(request.POST)
    if not form.is_valid():
        return _page(request, row, correcting=form)
    facts = form.cleaned_data
    decided = Decided(
        km=float(facts["km"]),
        minutes=_float(facts["minutes"]),
        source=facts["source"],
        reason=facts["reason"],
        valid_from=facts["valid_from"],
    )
    try:
        correct(signed_in(request), row, decided)
    except ShorterThanStraight:
        form.add_error("km", _("No road is shorter than the straight line between the two."))
        return _page(request, row, correcting=form)
    except SomebodyWasFirst:
        messages.warning(request, _("Somebody corrected the same way just now. Look again."))
        return redirect(row)
    except (AlreadyDecided, NotAllowed) as error:
        return _refused(request, row, error)
    messages.success(
        request, _("The distance is corrected for everybody, and the person sees the answer.")
    )
    return redirect(row)


@require_POST
@role_required(*DECIDERS)
def keep_it(request: HttpRequest, pk: int) -> HttpResponse:
    """The distance stays as it is."""
    row = _question(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, keeping=form)
    try:
        keep(signed_in(request), row, reason=form.cleaned_data["reason"])
    except (AlreadyDecided, NotAllowed) as error:
        return _refused(request, row, error)
    messages.success(request, _("The distance is kept, and the person sees why."))
    return redirect(row)


# -- What the views share


def _table_to_answer(request: HttpRequest) -> Any:  # Any: a DataTable of model rows
    rows = DistanceQuestion.objects.visible_to(request.user).to_answer_by(request.user)
    empty = EmptyState(
        _("Nobody has asked about a distance"),
        _("When somebody says that a distance is wrong, the question comes here."),
    )
    return questions_table(
        rows.select_related("destination"),
        empty=empty,
        export_url=reverse("distances:questions_export"),
    ).read(request.GET)


def _question(request: HttpRequest, pk: int) -> DistanceQuestion:
    rows = DistanceQuestion.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("destination", "asked_by", "decided_by", "correction"), pk=pk
    )


def _page(
    request: HttpRequest,
    row: DistanceQuestion,
    *,
    correcting: CorrectForm | None = None,
    keeping: ReasonForm | None = None,
) -> HttpResponse:
    user = signed_in(request)
    if row.asked_by_id != user.pk and not row.is_forgotten:
        record_read(actor=user, thing=row, purpose=READ_PURPOSE, people=1)
    is_deciding = row.is_open and may_decide(user, row)
    page: dict[str, Any] = {  # Any: a template's context
        "tabs": tabs_for(user, ""),
        "question": row,
        "status": question_status(row.status),
        "facts": question_facts(row),
        "said": None if row.said_km is None else km_text(float(row.said_km)),
        "decided_km": None if row.decided_km is None else km_text(float(row.decided_km)),
        "is_mine": row.asked_by_id == user.pk,
        "is_deciding": is_deciding,
    }
    if row.cell is not None and (is_deciding or row.asked_by_id == user.pk):
        origin = Origin(row.cell, row.origin_text, "")
        now = distance_between(row.cell, row.destination, way=Way(row.way))
        page["map"] = way_map(origin, row.destination, now)
    if is_deciding:
        said = None if row.said_km is None else formats.number(float(row.said_km), 1)
        today = {"km": said, "valid_from": timezone.localdate()}
        page["correcting"] = correcting or CorrectForm(initial=today)
        page["keeping"] = keeping or ReasonForm(auto_id="keep_%s")
    status = 422 if correcting or keeping else 200
    return render(request, "distances/question.html", page, status=status)


def _refused(request: HttpRequest, row: DistanceQuestion, error: Exception) -> HttpResponse:
    if isinstance(error, NotAllowed):
        raise PermissionDenied(_("Somebody else has to answer this question.")) from error
    messages.warning(request, _("Somebody answered the question just now. This is the answer."))
    return redirect(row)


def _float(value: Any) -> float | None:  # Any: Decimal or None
    return None if value is None else float(value)
