"""Comparing with another employer: who has agreed, the comparison, and giving or taking back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.foundation.access import has_role, role_required, signed_in
from arbetshubb.mapping.actions.comparison import (
    ConsentGivenAlready,
    ConsentIsPast,
    TooManyPartners,
    give_consent,
    withdraw_consent,
)
from arbetshubb.mapping.comparison_pages import (
    compared_tables,
    comparison_facts,
    comparison_workbook,
    partner_table,
    sentence_of,
    state_of,
)
from arbetshubb.mapping.comparison_queries import (
    Partner,
    comparison_of,
    partner_of,
    partners_of,
)
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.forms.comparison import ConsentForm
from arbetshubb.mapping.permissions import READERS, mapped_organisation
from arbetshubb.mapping.roles import CONSENTERS
from arbetshubb.mapping.rules.comparison import MOST_PARTNERS


@role_required(*READERS)
@never_cache
@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """Every other employer and how far the two have come."""
    own = mapped_organisation(signed_in(request))
    partners = partners_of(own, today=timezone.localdate())
    ready = sum(each.is_open for each in partners)
    heading = ngettext(
        "One employer can be compared with yours", "%(count)s employers can be compared with yours",
        ready,
    ) % {"count": ready}  # fmt: skip
    page = {
        "heading": heading if ready else _("No employer can be compared with yours yet"),
        "organisation": own,
        "table": partner_table(partners).read(request.GET),
        "most": MOST_PARTNERS,
    }
    return render(request, "mapping/employers.html", page)


@role_required(*READERS)
@never_cache
@require_safe
def employer(request: HttpRequest, pk: int) -> HttpResponse:
    """The two side by side when both have agreed; else who has, and how to ask."""
    partner = _partner(request, pk)
    found = comparison_of(partner)
    if found is None:
        return _consent_page(request, partner, ConsentForm(initial=_from_today()))
    page = {
        "partner": partner,
        "found": found,
        "is_hidden": found.ours.is_hidden or found.theirs.is_hidden,
        "tables": compared_tables(found),
        "facts": comparison_facts(found),
        "may_consent": _may_consent(request, partner),
        "export_url": reverse("mapping:employer_export", args=[pk]),
    }
    return render(request, "mapping/employer.html", page)


@role_required(*READERS)
@never_cache
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The comparison as a workbook, while both agree."""
    partner = _partner(request, pk)
    found = comparison_of(partner)
    if found is None:
        raise Http404
    name = slugify(f"{_('comparison')} {partner.other.code}")
    return HttpResponse(
        comparison_workbook(found, facts=comparison_facts(found)),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


@role_required(*CONSENTERS)
@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree for the organisation, and so ask the other one."""
    partner = _partner(request, pk)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _consent_page(request, partner, form)
    try:
        give_consent(
            signed_in(request), partner.own, partner.other, **form.cleaned_data, now=timezone.now()
        )
    except (ConsentGivenAlready, ConsentIsPast, TooManyPartners) as error:
        form.add_error(None, sentence_of(error))
        return _consent_page(request, partner, form)
    messages.success(
        request, _("Your organisation has agreed to be compared with %(name)s.")
        % {"name": partner.other.name},
    )  # fmt: skip
    return redirect("mapping:employer", pk=pk)


@role_required(*CONSENTERS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the organisation's consent back; the comparison closes at once."""
    partner = _partner(request, pk)
    if partner.ours is not None:
        withdraw_consent(signed_in(request), partner.ours, now=timezone.now())
        messages.success(request, _("The consent is taken back. Nobody sees the comparison now."))
    return redirect("mapping:employer", pk=pk)


def _partner(request: HttpRequest, pk: int) -> Partner:
    """The reader's own organisation and the other: never two others."""
    own = mapped_organisation(signed_in(request))
    partner = partner_of(own, pk, today=timezone.localdate())
    if partner is None:
        raise Http404
    return partner


def _consent_page(request: HttpRequest, partner: Partner, form: ConsentForm) -> HttpResponse:
    page = {
        "partner": partner,
        "state": state_of(partner),
        "form": form,
        "may_consent": _may_consent(request, partner),
    }
    return render(request, "mapping/employer_consent.html", page)


def _may_consent(request: HttpRequest, partner: Partner) -> bool:
    return has_role(request.user, *CONSENTERS, organisation=partner.own)


def _from_today() -> dict[str, object]:
    return {"valid_from": timezone.localdate()}
