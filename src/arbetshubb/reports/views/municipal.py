"""Pages for the meetings with the municipalities: choose, print one, print all."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.mapping.forms.flows import ScopeForm
from arbetshubb.mapping.permissions import READERS, may_import
from arbetshubb.mapping.queries import may_pool
from arbetshubb.mapping.rules.choice import Scope, choice_from
from arbetshubb.reports.actions import print_municipal_pages
from arbetshubb.reports.models import PrintedFile, PrintedKind
from arbetshubb.reports.municipal.content import MunicipalContent
from arbetshubb.reports.municipal.write import file_name, pdf_pages
from arbetshubb.reports.queries import municipal_pages
from arbetshubb.reports.views.hubplan import CONTENT_TYPES, language_of_reader
from arbetshubb.ui.tables import Column, DataTable

TYPES: Final = {**CONTENT_TYPES, "zip": "application/zip"}


@role_required(*READERS)
@require_safe
def municipal(request: HttpRequest) -> HttpResponse:
    """The municipalities, a page to print for each, and all of them at once."""
    user = signed_in(request)
    scope, is_pooling = _scope(request)
    pages = municipal_pages(user, scope, code=language_of_reader())
    page = {
        "form": ScopeForm(may_pool=is_pooling, scope=scope),
        "may_import": may_import(user),
        "scope": scope,
        "pages": pages,
    }
    if pages is not None:
        count = len(pages.contents)
        page |= {
            "heading": ngettext(
                "One page for the meeting with the municipality",
                "%(count)s pages for the meetings with the municipalities",
                count,
            )
            % {"count": count},
            "who": pages.words.who(),
            "table": _table(pages.contents, scope).read(request.GET),
        }
    return render(request, "reports/municipal.html", page)


@role_required(*READERS)
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one municipality as a PDF."""
    scope, _is_pooling = _scope(request)
    pages = municipal_pages(signed_in(request), scope, code=language_of_reader())
    content = pages.of(code) if pages else None
    if pages is None or content is None:
        raise Http404
    pdf = pdf_pages([content], pages.words)
    return _file(pdf, file_name(content.name, pages.words, "pdf"), "pdf")


@role_required(*READERS)
@require_POST
def make_all(request: HttpRequest) -> HttpResponse:
    """Start the job that makes all pages as one file."""
    kind = request.POST.get("kind", "")
    if kind not in PrintedKind.values:
        raise Http404
    scope = choice_from(request.POST, may_pool=may_pool(signed_in(request))).scope
    job = print_municipal_pages(
        signed_in(request), scope=scope, kind=PrintedKind(kind), code=language_of_reader()
    )
    return redirect("foundation:job", pk=job.pk)


@role_required(*READERS)
@require_safe
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """The file is there: how to fetch it and how long it is kept."""
    kept = _kept(request, pk)
    page = {"kept": kept, "days": PrintedFile.KEPT.days}
    return render(request, "reports/municipal_ready.html", page)


@role_required(*READERS)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, for whoever asked for it."""
    kept = _kept(request, pk)
    return _file(bytes(kept.content), kept.name, kept.kind)


def _kept(request: HttpRequest, pk: int) -> PrintedFile:
    return get_object_or_404(PrintedFile.objects.visible_to(request.user), pk=pk)


def _scope(request: HttpRequest) -> tuple[Scope, bool]:
    is_pooling = may_pool(signed_in(request))
    return choice_from(request.GET, may_pool=is_pooling).scope, is_pooling


def _table(contents: tuple[MunicipalContent, ...], scope: Scope) -> DataTable:
    query = f"?{urlencode({'whose': scope.value})}" if scope is Scope.POOLED else ""
    return DataTable(
        id="municipalities",
        caption=_("One page for each municipality"),
        columns=(
            Column(
                "name",
                _("Municipality"),
                link=lambda each: reverse("reports:municipal_one", args=[each.code]) + query,
            ),
            Column(
                "picture__residents__people",
                _("Employees who live there"),
                kind="number",
                hidden_is_few=True,
            ),
            Column(
                "picture__workers",
                _("Employees who work there"),
                kind="number",
                hidden_is_few=True,
            ),
            Column("hubs", _("Hubs and places in use"), kind="number", value=_hubs),
            Column("candidates", _("Possible premises"), kind="number", value=_candidates),
        ),
        rows=contents,
        per_page=0,
        note=_("Choose a municipality to fetch its page as a PDF."),
    )


def _hubs(content: MunicipalContent) -> int:
    return len(content.hubs)


def _candidates(content: MunicipalContent) -> int:
    return len(content.candidates)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        headers={
            "Content-Type": TYPES[kind],
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
