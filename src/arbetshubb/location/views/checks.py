"""Location checks: the register, one check, its form and its decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.location.actions import (
    CheckIsDecided,
    CheckIsReplaced,
    Decision,
    DecisionLacks,
    create_check,
    decide_check,
    delete_check,
    replace_check,
    update_check,
)
from arbetshubb.location.display import checks_page
from arbetshubb.location.display.export import workbook
from arbetshubb.location.forms.checks import CheckForm, DecisionForm
from arbetshubb.location.models import CheckStatus, LocationCheck
from arbetshubb.location.permissions import KEEPERS, READERS, may_change_check, may_keep
from arbetshubb.location.queries.alternatives import alternatives
from arbetshubb.location.queries.inhabitants import today
from arbetshubb.location.views.finding import check_or_404, draft_or_403, organisation_or_403
from arbetshubb.ui.navigation import EmptyState, Tab
from arbetshubb.ui.tables import DataTable


@role_required(*READERS)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every check, by status."""
    table = _register(request).read(request.GET)
    page = {
        "table": table,
        "tabs": _tabs(request),
        "decided": _checks(request).filter(status=CheckStatus.DECIDED).count(),
        "drafts": _checks(request).filter(status=CheckStatus.DRAFT).count(),
        "may_keep": may_keep(request.user),
    }
    return render(request, "location/checks.html", page)


@role_required(*READERS)
@require_safe
def register_export(request: HttpRequest) -> HttpResponse:
    """The register as searched and sorted, as a workbook."""
    found = _register(request).read(request.GET)
    return workbook(_("location-checks"), [checks_page.register_sheet(list(found.rows))])


@role_required(*READERS)
@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check with its alternatives, its choice and its decision; prints well."""
    found = check_or_404(request, pk)
    successor = getattr(found, "replaced_by", None)
    page = {
        "check": found,
        "status": checks_page.status_of(found),
        "chosen": checks_page.chosen_text(found),
        "decision": checks_page.decision_text(found),
        "table": checks_page.alternatives_table(found.figures).read(request.GET),
        "facts": checks_page.provenance(found),
        "is_stand_in": found.figures.get("is_stand_in"),
        "may_change": may_change_check(request.user, found),
        "may_replace": (
            found.status == CheckStatus.DECIDED
            and successor is None
            and may_keep(request.user, found.organisation)
        ),
        "successor": successor,
    }
    return render(request, "location/check.html", page)


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form for a new check, with the alternatives under it."""
    user, organisation = signed_in(request), organisation_or_403(request, *KEEPERS)
    form = CheckForm(request.POST or None, user=user, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        found = create_check(user, organisation, form.cleaned_data)
        messages.success(request, _("The check is saved as a draft."))
        return redirect(found)
    page = {
        "form": form,
        "table": checks_page.alternatives_table(alternatives(organisation, None)),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "location/check_form.html", page, status=status)


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    user, found = signed_in(request), draft_or_403(request, pk)
    organisation = found.organisation
    form = CheckForm(request.POST or None, user=user, organisation=organisation, check=found)
    if request.method == "POST" and form.is_valid():
        update_check(user, found, form.cleaned_data)
        messages.success(request, _("The check is saved as a draft."))
        return redirect(found)
    page = {
        "form": form,
        "check": found,
        "table": checks_page.alternatives_table(found.figures),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "location/check_form.html", page, status=status)


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the decision; afterwards nothing in the check changes."""
    found = draft_or_403(request, pk)
    form = DecisionForm(request.POST or None, initial={"decided_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            decide_check(signed_in(request), found, Decision(**form.cleaned_data), today=today())
        except DecisionLacks as lack:
            messages.error(request, _lacking(lack))
            return redirect("location:check_edit", pk=found.pk)
        except CheckIsDecided:
            messages.info(request, _("The check has been decided already."))
            return redirect(found)
        messages.success(request, _("The decision is recorded and the figures are frozen."))
        return redirect(found)
    page = {
        "form": form,
        "check": found,
        "chosen": checks_page.chosen_text(found),
        "is_ready": bool(found.municipality and found.reason.strip()),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "location/check_decide.html", page, status=status)


@role_required(*KEEPERS)
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft that will replace a decided check."""
    found = check_or_404(request, pk)
    try:
        draft = replace_check(signed_in(request), found)
    except CheckIsReplaced:
        messages.info(request, _("Another check replaces it already."))
        return redirect(found)
    return redirect("location:check_edit", pk=draft.pk)


@role_required(*KEEPERS)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    found = draft_or_403(request, pk)
    delete_check(signed_in(request), found)
    messages.success(request, _("The draft was deleted."))
    return redirect("location:checks")


def _checks(request: HttpRequest):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a QuerySet
    return LocationCheck.objects.visible_to(request.user).in_full()


def _register(request: HttpRequest) -> DataTable:
    show = request.GET.get("show", "")
    rows = _checks(request)
    if show in CheckStatus.values:
        rows = rows.filter(status=show)
    return checks_page.register_table(
        rows, export_url=reverse("location:checks_export"), empty=_nothing_yet(request)
    )


def _tabs(request: HttpRequest) -> list[Tab]:
    show, rows = request.GET.get("show", ""), _checks(request)
    address = reverse("location:checks")
    tabs = [
        Tab(
            pgettext("location checks", "All"),
            address,
            is_current=show not in CheckStatus.values,
            count=rows.count(),
        )
    ]
    return tabs + [
        Tab(
            str(status.label),
            f"{address}?show={status.value}",
            is_current=show == status.value,
            count=rows.filter(status=status).count(),
        )
        for status in CheckStatus
    ]


def _lacking(lack: DecisionLacks) -> str:
    if lack.field == "reason":
        return _("Write the reason before the check is decided.")
    return _("Choose a municipality before the check is decided.")


def _nothing_yet(request: HttpRequest) -> EmptyState:
    title = _("No location checks yet")
    if not may_keep(request.user):
        return EmptyState(title, _("A planner or HR makes the first one."))
    return EmptyState(
        title,
        _(
            "When an activity starts, weigh all municipalities before it is placed. The check"
            " fills in the figures; you write the reason."
        ),
        reverse("location:check_new"),
        _("Make a location check"),
    )
