"""The audit log for administrators: read, searched, taken out as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from arbetshubb.foundation.access import Role, role_required
from arbetshubb.foundation.csv_files import csv_response
from arbetshubb.foundation.forms import AuditSearch
from arbetshubb.foundation.models import AuditEntry
from arbetshubb.foundation.models.audit import AuditQuerySet
from arbetshubb.foundation.texts import audit_details, audit_thing, audit_verb

PER_PAGE = 50


@role_required(Role.ADMINISTRATOR)
def audit(request: HttpRequest) -> HttpResponse:
    """The log, newest first unless asked otherwise."""
    form = AuditSearch(request.GET)
    page = Paginator(_entries(request, form), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [_row(entry) for entry in page.object_list]}
    return render(request, "foundation/audit.html", context)


@role_required(Role.ADMINISTRATOR)
def audit_export(request: HttpRequest) -> StreamingHttpResponse:
    """The log as CSV that a spreadsheet opens as it is."""
    entries = _entries(request, AuditSearch(request.GET))
    return csv_response("audit.csv", _lines(entries))


def _entries(request: HttpRequest, form: AuditSearch) -> AuditQuerySet:
    entries = AuditEntry.objects.visible_to(request.user).select_related("actor", "organisation")
    return form.chosen(entries)


def _row(entry: AuditEntry) -> dict[str, object]:
    return {
        "entry": entry,
        "actor": _actor(entry),
        "verb": audit_verb(entry.verb),
        "thing": audit_thing(entry),
        "details": audit_details(entry),
    }


def _actor(entry: AuditEntry) -> str:
    return str(entry.actor) if entry.actor else _("the system")


def _lines(entries: AuditQuerySet) -> Iterator[list[object]]:
    yield [_("When"), _("Kind"), _("Who"), _("What"), _("To what"), _("Key"), _("Details")]
    for entry in entries.iterator(chunk_size=2000):
        yield [
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            entry.get_kind_display(),
            _actor(entry),
            audit_verb(entry.verb),
            audit_thing(entry),
            entry.thing_id,
            audit_details(entry),
        ]
