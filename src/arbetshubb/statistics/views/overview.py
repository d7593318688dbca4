"""What statistics there are, and one of them: figures, map, breaks and editions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.statistics.actions import note_break
from arbetshubb.statistics.display.editions import editions_table
from arbetshubb.statistics.display.maps import municipalities_map, squares_map
from arbetshubb.statistics.display.tables import (
    datasets_table,
    figure_rows,
    figures_table,
)
from arbetshubb.statistics.display.words import marks_of, source_text
from arbetshubb.statistics.export import table_response
from arbetshubb.statistics.forms import BreakForm, FigureChoice
from arbetshubb.statistics.models import IMPORTERS, READERS, Dataset, Edition
from arbetshubb.statistics.permissions import may_import
from arbetshubb.statistics.queries import (
    breaks_of,
    edition_in_use,
    figures_of,
    in_use,
    population_of,
    waiting,
)
from arbetshubb.statistics.rules.figures import TOTAL, Figures
from arbetshubb.statistics.rules.grid import cell_code
from arbetshubb.statistics.rules.kinds import Kind
from arbetshubb.statistics.rules.series import series_from
from arbetshubb.statistics.texts import GROUP_LABELS, measure_label
from arbetshubb.ui.maps import MapView
from arbetshubb.ui.tables import DataTable

_MUNICIPAL = (Kind.MIGRATION, Kind.KEY_FIGURES)


@role_required(*READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The statistics in use, and ways to what they say."""
    editions = in_use(request.user)
    kinds = {edition.dataset.kind for edition in editions if edition.dataset}
    page = {
        "count": len(editions),
        "kinds": kinds,
        "table": datasets_table(editions).read(request.GET),
        "may_import": may_import(request.user),
        "waiting": waiting(request.user),
    }
    return render(request, "statistics/home.html", page)


@role_required(*READERS)
@require_safe
def dataset(request: HttpRequest, pk: int) -> HttpResponse:
    """One dataset: its figures by year and measure, where they come from and what to mind."""
    found, edition = _dataset(request, pk)
    shown = _Shown(request, found, edition)
    page = {
        "dataset": found,
        "edition": edition,
        "source": source_text(edition),
        "marks": marks_of(edition),
        "notes": edition.notes,
        "breaks": breaks_of(found),
        "form": shown.form,
        "table": shown.table.read(request.GET),
        "map": shown.map(),
        "editions": editions_table(_editions(request, found)),
        "may_import": may_import(request.user),
        "break_form": BreakForm(),
    }
    return render(request, "statistics/dataset.html", page)


@role_required(*READERS)
@require_safe
def dataset_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the choice as a workbook."""
    found, edition = _dataset(request, pk)
    table = _Shown(request, found, edition).table.read(request.GET)
    return table_response(table, [edition], name=found.table_id.rsplit("/", 1)[-1])


@role_required(*READERS)
@require_safe
def squares(request: HttpRequest, pk: int) -> JsonResponse:
    """The squares of the map, fetched by it."""
    _found, edition = _dataset(request, pk)
    grid = population_of(edition)
    return JsonResponse(squares_map(grid, source="", data_url="").data())


@role_required(*IMPORTERS)
@require_POST
def add_break(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a break in the series."""
    found = get_object_or_404(Dataset.objects.visible_to(request.user), pk=pk)
    form = BreakForm(request.POST)
    if form.is_valid():
        note_break(signed_in(request), found, **form.cleaned_data)
        messages.success(request, _("The break is noted and shown wherever the figures are."))
    else:
        messages.error(request, _("Write a year and what changed."))
    return redirect(found.get_absolute_url())


class _Shown:
    """The figures that an address asks for, as a table and a map."""

    def __init__(self, request: HttpRequest, found: Dataset, edition: Edition) -> None:
        self._dataset, self._edition = found, edition
        figures = figures_of(edition)
        choices = _choices(figures, Kind(found.kind))
        wanted = {
            name: _wanted(request.GET.get(name, ""), [code for code, _label in options], name)
            for name, options in choices.items()
        }
        self.form = FigureChoice(request.GET, choices, wanted)
        self.wanted = wanted
        self._chosen = figures.only(
            period=wanted["period"], measure=wanted["measure"], group=wanted["group"]
        )
        if wanted.get("municipality"):
            self._chosen = _in_municipality(self._chosen, edition, wanted["municipality"])
        self._measure = dict(choices["measure"]).get(wanted["measure"], wanted["measure"])

    @property
    def table(self) -> DataTable:
        query = "&".join(f"{name}={value}" for name, value in self.wanted.items())
        return figures_table(
            figure_rows(self._chosen, self._lies_in()),
            caption=f"{self._measure}, {self.wanted['period']}",
            value_label=self._measure,
            export_url=reverse("statistics:dataset_export", args=[self._dataset.pk]) + "?" + query,
            note=source_text(self._edition),
            is_squares=self._dataset.kind == Kind.POPULATION_CELLS,
        )

    def _lies_in(self) -> dict[str, str]:
        """The municipality of every square; nothing for other statistics."""
        if self._dataset.kind != Kind.POPULATION_CELLS:
            return {}
        grid = population_of(self._edition)
        names = [*grid.municipalities, ""]
        corners = zip(grid.north_km.tolist(), grid.east_km.tolist(), strict=True)
        return {
            cell_code(north, east): names[place]
            for (north, east), place in zip(corners, grid.municipality.tolist(), strict=True)
        }

    def map(self) -> MapView | None:
        kind = Kind(self._dataset.kind)
        source = source_text(self._edition)
        if kind is Kind.POPULATION_CELLS:
            url = reverse("statistics:squares", args=[self._dataset.pk])
            return squares_map(population_of(self._edition), source=source, data_url=url)
        if kind not in _MUNICIPAL:
            return None
        series = series_from(self._chosen)
        measure, period = self.wanted["measure"], self.wanted["period"]
        points = {row.code: series.at(row.code, measure, period) for row in municipalities()}
        return municipalities_map(
            points,
            name="figures-map",
            title=f"{self._measure}, {period}",
            label=self._measure,
            source=source,
        )


def _choices(figures: Figures, kind: Kind) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen between; municipalities only where there are too many rows without."""
    names = dict(zip(figures.measure.codes, figures.measure.names, strict=True))
    used = set(figures.measure.code_array().tolist())
    found = {
        "period": [(code, code) for code in sorted(figures.period.codes, reverse=True)],
        "measure": [
            (code, measure_label(code, name)) for code, name in names.items() if code in used
        ],
        "group": [
            (code, str(label)) for code, label in GROUP_LABELS.items()
            if code in figures.group.codes
        ],
    }  # fmt: skip
    if kind is Kind.POPULATION_CELLS:
        found["municipality"] = [(row.name, row.name) for row in municipalities()]
        found["municipality"].insert(0, ("all", _("All squares")))
    return found


def _wanted(text: str, options: list[str], name: str) -> str:
    if text in options:
        return text
    if name == "group":
        return TOTAL
    return options[0] if options else ""


def _in_municipality(figures: Figures, edition: Edition, name: str) -> Figures:
    if name == "all":
        return figures
    grid = population_of(edition)
    if name not in grid.municipalities:
        return figures.where(figures.value != figures.value)
    inside = grid.municipality == grid.municipalities.index(name)
    corners = zip(grid.north_km[inside].tolist(), grid.east_km[inside].tolist(), strict=True)
    return figures.only(area={cell_code(north, east) for north, east in corners})


def _dataset(request: HttpRequest, pk: int) -> tuple[Dataset, Edition]:
    found = get_object_or_404(Dataset.objects.visible_to(request.user), pk=pk)
    edition = edition_in_use(found)
    if edition is None:
        raise Http404
    return found, edition


def _editions(request: HttpRequest, found: Dataset) -> Any:  # Any: a QuerySet
    return Edition.objects.visible_to(request.user).light().filter(dataset=found)
