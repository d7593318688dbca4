"""Migration and key figures per municipality, all of them shown alike."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.statistics.display.charts import bars_of, trend_charts
from arbetshubb.statistics.display.maps import municipalities_map
from arbetshubb.statistics.display.tables import SeriesRow, series_table
from arbetshubb.statistics.display.words import point_text, source_text
from arbetshubb.statistics.export import table_response
from arbetshubb.statistics.models import READERS, Edition
from arbetshubb.statistics.permissions import may_import
from arbetshubb.statistics.queries import (
    BreakNote,
    breaks_between,
    breaks_of,
    current,
    key_figures,
    migration,
)
from arbetshubb.statistics.rules.kinds import Kind
from arbetshubb.statistics.rules.series import Series
from arbetshubb.statistics.texts import MEASURE_LABELS, measure_label
from arbetshubb.ui.navigation import Tab
from arbetshubb.ui.tables import DataTable


@role_required(*READERS)
@require_safe
def moving(request: HttpRequest) -> HttpResponse:
    """Who moves in and out of each municipality, and how it has gone in one of them."""
    edition, series = current(Kind.MIGRATION, request.user), migration(request.user)
    if edition is None or series is None:
        return render(request, "statistics/nothing.html", _no_migration(request))
    code = _chosen(request, series)
    notes = _breaks(edition, series)
    year, source = series.periods[-1], source_text(edition)
    points = {row.code: series.at(row.code, "in", year) for row in municipalities()}
    page = {
        "edition": edition,
        "year": year,
        "name": series.area_names.get(code, code),
        "moved_in": point_text(series.at(code, "in", year)),
        "tabs": _municipality_tabs(series, code),
        "charts": trend_charts(
            _("Moved in to %(name)s") % {"name": series.area_names.get(code, code)},
            series.of(code, "in"),
            unit=_("people a year"),
            breaks=notes,
            source=source,
        ),
        "map": municipalities_map(
            points,
            name="moving-map",
            title=_("Moved in, %(year)s") % {"year": year},
            label=_("Moved in"),
            source=source,
        ),
        "table": _migration_table(series, year, source).read(request.GET),
        "years": _years_table(series, code, notes, source).read(request.GET),
        "breaks": notes,
        "source": source,
    }
    return render(request, "statistics/moving.html", page)


@role_required(*READERS)
@require_safe
def moving_export(request: HttpRequest) -> HttpResponse:
    """The latest year of every municipality as a workbook."""
    edition, series = current(Kind.MIGRATION, request.user), migration(request.user)
    if edition is None or series is None:
        return render(request, "statistics/nothing.html", _no_migration(request), status=404)
    table = _migration_table(series, series.periods[-1], source_text(edition))
    return table_response(table.read(request.GET), [edition], name=_("migration"))


@role_required(*READERS)
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Kolada's key figures: one at a time for all municipalities, none before another."""
    edition, series = current(Kind.KEY_FIGURES, request.user), key_figures(request.user)
    if edition is None or series is None:
        return render(request, "statistics/nothing.html", _no_key_figures(request))
    kpi = _kpi(request, series)
    title, source = series.measure_names[kpi], source_text(edition)
    year = _latest_year(series, kpi)
    points = {row.code: series.at(row.code, kpi, year) for row in municipalities()}
    known = [
        (row.name, point.value)
        for row in municipalities()
        if (point := points[row.code]) and point.value is not None
    ]
    names = {name for name, _value in known}
    lacking = [
        (row.name, point_text(points[row.code]))
        for row in municipalities()
        if row.name not in names
    ]
    page = {
        "edition": edition,
        "title": title,
        "kpi": kpi,
        "year": year,
        "tabs": [
            Tab(name, f"?kpi={code}", is_current=code == kpi)
            for code, name in series.measure_names.items()
        ],
        "chart": bars_of(f"{title}, {year}", known, without=lacking, source=source),
        "map": municipalities_map(
            points, name="kpi-map", title=f"{title}, {year}", label=title, source=source
        ),
        "table": _kpi_table(series, kpi, source).read(request.GET),
        "breaks": _breaks(edition, series),
        "source": source,
    }
    return render(request, "statistics/indicators.html", page)


@role_required(*READERS)
@require_safe
def indicators_export(request: HttpRequest) -> HttpResponse:
    """One key figure for all municipalities and years as a workbook."""
    edition, series = current(Kind.KEY_FIGURES, request.user), key_figures(request.user)
    if edition is None or series is None:
        return render(request, "statistics/nothing.html", _no_key_figures(request), status=404)
    kpi = _kpi(request, series)
    table = _kpi_table(series, kpi, source_text(edition))
    return table_response(
        table.read(request.GET), [edition], name=kpi, facts=[series.measure_names[kpi]]
    )


def _migration_table(series: Series, year: str, source: str) -> DataTable:
    used = [code for code in MEASURE_LABELS if code in series.measure_names]
    rows = [
        SeriesRow(row.name, row.code, {code: series.at(row.code, code, year) for code in used})
        for row in municipalities()
    ]
    return series_table(
        rows,
        [(code, measure_label(code)) for code in used],
        id="migration",
        caption=_("Migration per municipality, %(year)s") % {"year": year},
        export_url=reverse("statistics:moving_export"),
        note=source,
        link=lambda row: f"?municipality={row.code}",
    )


def _years_table(series: Series, code: str, notes: Sequence[BreakNote], source: str) -> DataTable:
    """Every year of one municipality; a year that follows a break says so."""
    edges = {note.period: note.note for note in notes}
    used = [key for key in ("in", "out", "net") if series.of(code, key)]
    rows = [
        SeriesRow(
            f"{year} ({_('break in series')})" if year in edges else year,
            year,
            {key: series.at(code, key, year) for key in used},
        )
        for year in reversed(series.periods)
    ]
    return series_table(
        rows,
        [(key, measure_label(key)) for key in used],
        id="years",
        caption=_("Year by year, %(name)s") % {"name": series.area_names.get(code, code)},
        first=_("Year"),
        export_url="",
        note=source,
    )


def _kpi_table(series: Series, kpi: str, source: str) -> DataTable:
    years = [year for year in series.periods if any(
        series.at(row.code, kpi, year) for row in municipalities())]  # fmt: skip
    rows = [
        SeriesRow(row.name, row.code, {year: series.at(row.code, kpi, year) for year in years})
        for row in municipalities()
    ]
    return series_table(
        rows,
        [(year, year) for year in years],
        id="kpi",
        caption=series.measure_names[kpi],
        export_url=reverse("statistics:indicators_export") + f"?kpi={kpi}",
        note=source,
    )


def _municipality_tabs(series: Series, chosen: str) -> list[Tab]:
    return [
        Tab(row.name, f"?municipality={row.code}", is_current=row.code == chosen)
        for row in municipalities()
        if row.code in series.area_names
    ]


def _chosen(request: HttpRequest, series: Series) -> str:
    wanted = request.GET.get("municipality", "")
    if wanted in series.area_names:
        return wanted
    county = [row.code for row in municipalities() if row.code in series.area_names]
    return county[0] if county else next(iter(series.area_names), "")


def _kpi(request: HttpRequest, series: Series) -> str:
    wanted = request.GET.get("kpi", "")
    return wanted if wanted in series.measure_names else next(iter(series.measure_names))


def _latest_year(series: Series, kpi: str) -> str:
    """The last year with a figure for any municipality."""
    found = [point.period for row in municipalities() if (point := series.latest(row.code, kpi))]
    return max(found, default=series.periods[-1])


def _breaks(edition: Edition, series: Series) -> tuple[BreakNote, ...]:
    assert edition.dataset is not None  # an edition in use has one
    return breaks_between(breaks_of(edition.dataset), series.periods)


def _no_migration(request: HttpRequest) -> dict[str, object]:
    return {
        "heading": _("No migration statistics yet"),
        "title": _("In- and out-migration"),
        "text": _("Import SCB's table of migration by region (Flyttningar97)."),
        "may_import": may_import(request.user),
    }


def _no_key_figures(request: HttpRequest) -> dict[str, object]:
    return {
        "heading": _("No key figures yet"),
        "title": _("Key figures by municipality"),
        "text": _("Import key figures from Kolada, as JSON or CSV."),
        "may_import": may_import(request.user),
    }
