"""Downloads of a stored hub plan as a document."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required
from arbetshubb.plans.models import Scenario
from arbetshubb.plans.permissions import READERS
from arbetshubb.reports.hubplan import FILE_NAMES, FORMATS, render
from arbetshubb.reports.language import LANGUAGES, language

CONTENT_TYPES: Final = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@role_required(*READERS)
def hubplan(request: HttpRequest, pk: int, format: str) -> HttpResponse:  # noqa: A002  its name in the address
    """The plan in one format, in the reader's language, as a file to keep."""
    if format not in FORMATS:
        raise Http404
    scenario = get_object_or_404(Scenario.objects.visible_to(request.user).done(), pk=pk)
    plan = scenario.published
    if plan is None:
        raise Http404
    code = language_of_reader()
    content = render(plan, format, language=code)
    name = _file_name(scenario.name, format, code)
    return HttpResponse(
        content,
        headers={
            "Content-Type": CONTENT_TYPES[format],
            # Always saved, never shown in our own address space: the map page has its own script.
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def language_of_reader() -> str:
    """The language that reports are written in for this reader."""
    code = (get_language() or "sv").partition("-")[0]
    return code if code in LANGUAGES else "sv"


def _file_name(name: str, format: str, code: str) -> str:  # noqa: A002  as above
    """``hubbplan-nio-hubbar-karta.html``: plain letters, so that every system can keep it."""
    words = language(code)
    parts = {
        "json": words.pgettext("part of a file name", "data"),
        "xlsx": words.pgettext("part of a file name", "tables"),
        "html": words.pgettext("part of a file name", "map"),
        "docx": words.pgettext("part of a file name", "report"),
        "pdf": words.pgettext("part of a file name", "report"),
    }
    first = words.pgettext("part of a file name", "hub-plan")
    suffix = FILE_NAMES[format].rpartition(".")[2]
    return f"{slugify(f'{first} {name} {parts[format]}')}.{suffix}"
