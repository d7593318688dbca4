"""Flows between municipalities and to places: the map, its tables and a file."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.flow_maps import flow_map
from arbetshubb.mapping.flow_queries import FlowAnswer, flows_for
from arbetshubb.mapping.flow_tables import flow_tables, flow_workbook
from arbetshubb.mapping.forms.flows import FlowForm
from arbetshubb.mapping.permissions import READERS, may_import
from arbetshubb.mapping.queries import may_pool
from arbetshubb.mapping.rules.choice import Scope, choice_from
from arbetshubb.mapping.rules.focus import Focus, focus_from
from arbetshubb.mapping.tables import chosen_table
from arbetshubb.mapping.texts import flow_heading, lead
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.ui.navigation import Tab


@role_required(*READERS)
@require_safe
def flows(request: HttpRequest) -> HttpResponse:
    """Who travels from where to where."""
    asked = _asked(request)
    page = {
        "answer": asked.answer.answer,
        "form": FlowForm(
            may_pool=asked.may_pool,
            scope=asked.scope,
            focus=asked.focus,
            municipalities=_names(),
        ),
        "may_import": may_import(request.user),
    }
    picture = asked.answer.picture
    if picture is None:
        return render(request, "mapping/flows_empty.html", page)
    tables = flow_tables(asked.answer, asked.focus)
    shown = chosen_table(tables, request.GET)
    page |= {
        "heading": flow_heading(picture, asked.focus),
        "lead": lead(asked.answer.answer.choice, asked.answer.answer.employers, picture),
        "map": flow_map(asked.answer, asked.focus),
        "tabs": [
            Tab(each.label, asked.query(table=each.key), is_current=each.key == shown.key)
            for each in tables
        ],
        "table": shown.table,
        "export_url": reverse("mapping:flows_export") + asked.query(),
        "why_url": reverse("mapping:why") + asked.query(),
    }
    return render(request, "mapping/flows.html", page)


@role_required(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The flows as a workbook."""
    asked = _asked(request)
    return HttpResponse(
        flow_workbook(asked.answer, asked.focus),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{_("flows")}.xlsx"'},
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for and the answer to it."""

    may_pool: bool
    scope: Scope
    focus: Focus
    answer: FlowAnswer

    def query(self, **more: str) -> str:
        """The address of this view with ``more`` in it."""
        scope = {"whose": self.scope.value} if self.scope is Scope.POOLED else {}
        query = urlencode({**scope, **self.focus.parameters, **more})
        return f"?{query}" if query else "?"


def _asked(request: HttpRequest) -> _Asked:
    user = signed_in(request)
    is_pooling = may_pool(user)
    scope = choice_from(request.GET, may_pool=is_pooling).scope
    focus = focus_from(request.GET, known=_names())
    return _Asked(is_pooling, scope, focus, flows_for(user, scope))


def _names() -> list[str]:
    return [row.name for row in municipalities()]
