"""The pages of the mapping: the map with its figures, why they are what they are, and a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required
from arbetshubb.mapping.charts import commuting_chart
from arbetshubb.mapping.export import XLSX, workbook
from arbetshubb.mapping.figures import key_figures
from arbetshubb.mapping.forms.choice import ChoiceForm
from arbetshubb.mapping.maps import commuting_map
from arbetshubb.mapping.permissions import READERS, may_import
from arbetshubb.mapping.queries import Mapping, assumptions, mapping_for, may_pool
from arbetshubb.mapping.rules.choice import Choice, choice_from
from arbetshubb.mapping.tables import TableChoice, chosen_table, table_choices
from arbetshubb.mapping.texts import filter_in_sentence, heading, lead
from arbetshubb.mapping.why import assumption_table, provenance
from arbetshubb.ui.navigation import Tab

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User


@role_required(*READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The map, the key figures and the tables behind them."""
    user = cast("User", request.user)  # role_required lets nobody else in
    is_pooling = may_pool(user)
    choice = choice_from(request.GET, may_pool=is_pooling)
    answer = mapping_for(user, choice)
    page = {
        "answer": answer,
        "choice": choice,
        "form": ChoiceForm(may_pool=is_pooling, choice=choice),
        "may_import": may_import(user),
    }
    if answer.picture is None:
        return render(request, "mapping/empty.html", page)
    page |= {
        "heading": heading(answer.picture),
        "lead": lead(choice, answer.employers, answer.picture),
        "why_url": _address("mapping:why", choice),
        "export_url": _address("mapping:export", choice),
    }
    if answer.picture.is_hidden:
        return render(request, "mapping/hidden.html", page)
    return render(request, "mapping/home.html", page | _pictured(request, answer))


@role_required(*READERS)
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """How the figures are reckoned, from what and how sure they are."""
    user = cast("User", request.user)
    choice = choice_from(request.GET, may_pool=may_pool(user))
    answer = mapping_for(user, choice)
    page = {
        "answer": answer,
        "choice": choice,
        "home_url": _address("mapping:home", choice),
        "facts": provenance(answer),
        "constants": assumption_table(assumptions()).read(request.GET),
    }
    return render(request, "mapping/why.html", page)


@role_required(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything on the page as a workbook."""
    user = cast("User", request.user)
    choice = choice_from(request.GET, may_pool=may_pool(user))
    answer = mapping_for(user, choice)
    content = workbook(answer, assumptions(), filtered_by=_filter_words(choice))
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{_("commuting")}.xlsx"'},
    )


def _pictured(request: HttpRequest, answer: Mapping) -> dict[str, object]:
    picture = answer.picture
    assert picture is not None  # the caller has looked
    tables = table_choices(answer.choice, picture)
    shown = chosen_table(tables, request.GET)
    return {
        "figures": key_figures(picture, why_url=_address("mapping:why", answer.choice)),
        "map": commuting_map(picture),
        "tabs": [_tab(each, shown, answer.choice) for each in tables],
        "table": shown.table,
        "chart": commuting_chart(shown.key, picture),
        "quality": picture.quality,
    }


def _tab(each: TableChoice, shown: TableChoice, choice: Choice) -> Tab:
    query = urlencode({**choice.parameters, "table": each.key})
    return Tab(each.label, f"?{query}#behind", is_current=each.key == shown.key)


def _address(name: str, choice: Choice) -> str:
    query = urlencode(choice.parameters)
    return reverse(name) + (f"?{query}" if query else "")


def _filter_words(choice: Choice) -> str:
    return filter_in_sentence(choice.only) if choice.only else _("Everybody")
