"""One-per-cent modules, and targets composed of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.mapping.actions.files import NameTaken
from arbetshubb.mapping.actions.targets import TargetBasis, delete_target, save_target
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.forms.targets import (
    ComposerForm,
    HubsForm,
    TargetNameForm,
    composer_values,
)
from arbetshubb.mapping.import_texts import refusal
from arbetshubb.mapping.measure_words import NO_HUBS
from arbetshubb.mapping.models import SavedTarget
from arbetshubb.mapping.module_export import composition_workbook, modules_workbook
from arbetshubb.mapping.module_queries import Possible, hub_choices, possible
from arbetshubb.mapping.module_tables import (
    composition_cards,
    composition_chart,
    composition_table,
    module_card,
    module_chart,
    module_table,
    modules_heading,
    target_heading,
    target_table,
)
from arbetshubb.mapping.permissions import (
    IMPORTERS,
    READERS,
    mapped_organisation,
    may_import_for,
)
from arbetshubb.mapping.rules.composition import Composition
from arbetshubb.mapping.views.cero import Asked, asked_of

type Page = dict[str, Any]  # Any: for a template


@role_required(*READERS)
@require_safe
def modules(request: HttpRequest) -> HttpResponse:
    """How many people make one per cent, measure by measure."""
    asked = asked_of(request)
    if _is_empty(asked):
        return render(request, "mapping/modules_empty.html", _shared(request, asked))
    found = _possible(request, asked)
    rows = found.rows
    return render(request, "mapping/modules.html", _shared(request, asked) | {
        "heading": modules_heading(rows),
        "cards": [module_card(row) for row in rows],
        "hub_count": len(found.hubs),
        "no_hubs": NO_HUBS,
        "hubs_form": _hubs_form(asked, found),
        "has_hubs": bool(found.hubs),
        "table": module_table(rows).read(request.GET),
        "chart": module_chart(rows),
        "why_url": asked.address("mapping:modules_why"),
        "export_url": _address("mapping:modules_export", found),
        "target_url": _address("mapping:target_compose", found),
    })  # fmt: skip


@role_required(*READERS)
@require_safe
def modules_why(request: HttpRequest) -> HttpResponse:
    """How modules and targets are reckoned."""
    asked = asked_of(request)
    return render(request, "mapping/modules_why.html", {
        "modules_url": asked.address("mapping:modules"),
        "cero_why_url": asked.address("mapping:cero_why"),
    })  # fmt: skip


@role_required(*READERS)
@require_safe
def modules_export(request: HttpRequest) -> HttpResponse:
    """The modules as a workbook."""
    asked = asked_of(request)
    rows = () if _is_empty(asked) else _possible(request, asked).rows
    return _workbook(modules_workbook(rows, asked.basis), _("one-per-cent-modules"))


@role_required(*READERS)
@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """The targets that the organisation has set."""
    organisation = mapped_organisation(request.user)
    found = SavedTarget.objects.visible_to(request.user).of(organisation)
    page = {
        "organisation": organisation,
        "table": target_table(found).read(request.GET),
        "count": found.count(),
    }
    return render(request, "mapping/targets.html", page)


@role_required(*READERS)
@require_safe
def target_compose(request: HttpRequest) -> HttpResponse:
    """A target composed of measures: a form by GET, so that every composition has an address."""
    asked = asked_of(request)
    if _is_empty(asked):
        return render(request, "mapping/modules_empty.html", _shared(request, asked))
    return render(request, "mapping/target_compose.html", _composer(request, asked))


@role_required(*IMPORTERS)
@require_POST
def target_save(request: HttpRequest) -> HttpResponse:
    """Save the composition in the address as a target of the organisation."""
    asked, name = asked_of(request), TargetNameForm(request.POST)
    page = {} if _is_empty(asked) else _composer(request, asked)
    composition: Composition | None = page.get("composition")
    if composition is None or not name.is_valid():
        page |= {"name_form": name}
        return render(request, "mapping/target_compose.html", page, status=422)
    found: Possible = page["found"]
    basis = TargetBasis(
        asked.choice.source.value,
        found.hubs,
        asked.basis.constants.version,
        asked.basis.digest,
    )
    try:
        target = save_target(
            signed_in(request),
            asked.basis.organisation,
            name=name.cleaned_data["name"],
            composition=composition,
            basis=basis,
        )
    except NameTaken as error:
        messages.error(request, refusal(error))
        return redirect(f"{reverse('mapping:target_compose')}?{request.GET.urlencode()}")
    messages.success(request, _("The target is saved."))
    return redirect("mapping:target", pk=target.pk)


@role_required(*READERS)
@require_safe
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """A target as it was saved, and the way to compose it anew."""
    found = _target_of(request, pk)
    query = urlencode(
        {
            "source": found.source,
            "cut": found.cut_percent,
            "year": found.year,
            "hubs": found.hubs,
            "chosen": 1,
            **found.parts,
        },
        doseq=True,
    )
    return render(request, "mapping/target.html", {
        "target": found,
        "heading": target_heading(found),
        "figures": composition_cards(found.result),
        "table": composition_table(found.parts, found.result),
        "again_url": f"{reverse('mapping:target_compose')}?{query}",
        "may_import": may_import_for(request.user, found.organisation),
    })  # fmt: skip


@role_required(*IMPORTERS)
@require_POST
def target_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a target."""
    delete_target(_target_of(request, pk), actor=signed_in(request))
    messages.success(request, _("The target is deleted."))
    return redirect("mapping:targets")


@role_required(*READERS)
@require_safe
def target_export(request: HttpRequest) -> HttpResponse:
    """The composition in the address as a workbook."""
    asked = asked_of(request)
    composition = None if _is_empty(asked) else _composer(request, asked).get("composition")
    return _workbook(composition_workbook(composition, asked.basis), _("target"))


def _target_of(request: HttpRequest, pk: int) -> SavedTarget:
    visible = SavedTarget.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(visible, pk=pk)


def _is_empty(asked: Asked) -> bool:
    picture = asked.picture
    return picture is None or picture.is_hidden


def _shared(request: HttpRequest, asked: Asked) -> Page:
    return {
        "asked": asked,
        "form": asked.form,
        "cero_url": asked.address("mapping:cero"),
        "may_import": may_import_for(request.user, asked.basis.organisation),
    }


def _possible(request: HttpRequest, asked: Asked) -> Possible:
    chosen = request.GET.getlist("hubs") if "chosen" in request.GET else None
    return possible(asked.basis, chosen)


def _hubs_form(asked: Asked, found: Possible) -> HubsForm:
    return HubsForm(initial={"hubs": found.hubs}, choices=hub_choices(asked.basis))


def _address(name: str, found: Possible, more: Mapping[str, object] | None = None) -> str:
    query = {**found.basis.choice.parameters, "hubs": found.hubs, "chosen": 1, **(more or {})}
    return f"{reverse(name)}?{urlencode(query, doseq=True)}"


def _composer(request: HttpRequest, asked: Asked) -> Page:
    """The composer with its answer; without numbers in the address the suggested plan stands."""
    found = _possible(request, asked)
    rows = found.rows
    values = composer_values(request.GET)
    form = ComposerForm(values, rows=rows)
    page = _shared(request, asked) | {
        "found": found,
        "composer": form,
        "name_form": TargetNameForm(),
        "kept": [*asked.choice.parameters.items(), *(("hubs", hub) for hub in found.hubs)],
        "modules_url": _address("mapping:modules", found),
        "why_url": asked.address("mapping:modules_why"),
        "target_url": reverse("mapping:target_compose"),
    }
    if not form.is_valid():
        return page
    cut_share, year = form.cleaned_data["cut"] / 100.0, form.cleaned_data["year"]
    if not any(name in request.GET for name in form.fields if name not in {"cut", "year"}):
        wanted = {
            part.measure: round(part.people)
            for part in found.suggestion(cut_share=cut_share, year=year).parts
        }
        form = ComposerForm({**values, **{m.value: str(n) for m, n in wanted.items()}}, rows=rows)
        form.is_valid()
    else:
        wanted = form.wanted
    composition = found.composed(wanted, cut_share=cut_share, year=year)
    numbers = {"cut": form["cut"].value(), "year": year, **{m.value: n for m, n in wanted.items()}}
    # A name that is not in the form at all would bring the suggestion back.
    numbers |= {row.measure.value: wanted.get(row.measure, 0) for row in rows if row.people}
    return page | {
        "composer": form,
        "composition": composition,
        "heading": target_heading(composition),
        "figures": composition_cards(composition),
        "table": composition_table(composition.parts, composition),
        "chart": composition_chart(composition),
        "suggest_url": _address("mapping:target_compose", found, {
            "cut": form["cut"].value(), "year": year,
        }),
        "save_url": _address("mapping:target_save", found, numbers),
        "export_url": _address("mapping:target_export", found, numbers),
    }  # fmt: skip


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
