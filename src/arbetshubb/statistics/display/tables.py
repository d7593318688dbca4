"""Tables of the statistics pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.statistics.catchments import PlaceCatchment
from arbetshubb.statistics.display.told import ToldColumn
from arbetshubb.statistics.display.words import (
    headcount_text,
    marks_of,
    point_text,
    total_text,
    value_text,
)
from arbetshubb.statistics.models import Edition
from arbetshubb.statistics.rules.figures import Figures, Total
from arbetshubb.statistics.rules.flows import Balance
from arbetshubb.statistics.rules.series import Point
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a dataset."""

    area: str
    code: str
    other: str
    value: float | None
    status: int

    @property
    def text(self) -> str:
        """The figure, or why there is none."""
        return value_text(self.value, self.status)


def datasets_table(editions: Sequence[Edition]) -> DataTable:
    """The statistics in use: what, from whom, which years, and what to mind."""
    return DataTable(
        id="statistics",
        caption=_("Statistics in use"),
        columns=(
            Column(
                "title",
                _("Statistics"),
                value=lambda each: each.dataset.title,
                link=lambda each: each.dataset.get_absolute_url(),
            ),
            Column("publisher", _("Publisher"), value=lambda each: each.dataset.publisher),
            Column("years", _("Years"), value=lambda each: each.years),
            Column("published", _("Published"), kind="date"),
            Column("licence", _("Licence"), value=lambda each: each.dataset.licence),
            Column(
                "breaks",
                _("Breaks in series"),
                value=lambda each: ", ".join(row.period for row in each.dataset.breaks.all()),
            ),
            Column("marks", _("To mind"), kind="status", value=lambda each: marks_of(each)[0]),
        ),
        rows=list(editions),
        filter_fields=("dataset__title_sv", "dataset__publisher"),
        empty=EmptyState(_("No statistics yet"), _("Import a file from Statistics Sweden.")),
    )


def figure_rows(figures: Figures, lies_in: Mapping[str, str] | None = None) -> list[FigureRow]:
    """The figures as rows for a table; ``lies_in`` names the municipality of squares."""
    known = figures.is_known.tolist()
    return [
        FigureRow(
            area=figures.area.names[area],
            code=(lies_in or {}).get(figures.area.codes[area], figures.area.codes[area]),
            other=figures.other.names[other],
            value=value if is_known else None,
            status=status,
        )
        for area, other, value, status, is_known in zip(
            figures.area.index.tolist(),
            figures.other.index.tolist(),
            figures.value.tolist(),
            figures.status.tolist(),
            known,
            strict=True,
        )
    ]


def figures_table(  # noqa: PLR0913 - what a table is called and where it goes
    rows: Sequence[FigureRow],
    *,
    caption: str,
    value_label: str,
    export_url: str,
    note: str,
    is_squares: bool = False,
) -> DataTable:
    """Figures of one year and measure."""
    is_flow = any(row.other for row in rows)
    first = _("Lives in") if is_flow else pgettext("a place in statistics", "Area")
    first = _("Square (SWEREF 99 TM)") if is_squares else first
    code = _("Municipality") if is_squares else _("Code")
    columns = [
        Column("area", first),
        *([Column("other", _("Works in"))] if is_flow else [Column("code", code)]),
        ToldColumn("value", value_label, value=lambda row: row.text, size=lambda row: row.value),
    ]
    return DataTable(
        id="figures",
        caption=caption,
        columns=tuple(columns),
        rows=list(rows),
        filter_fields=("area", "code", "other"),
        export_url=export_url,
        note=note,
        empty=EmptyState(_("No figures for this choice"), _("Choose another year or measure.")),
    )


def balance_table(rows: Sequence[Balance], *, export_url: str, note: str) -> DataTable:
    """In, out and both of every municipality."""
    return DataTable(
        id="balance",
        caption=_("In, out and balance per municipality"),
        columns=(
            Column("name", _("Municipality")),
            _sum("stay", _("Lives and works here")),
            _sum("come", _("Commutes in")),
            _sum("leave", _("Commutes out")),
            ToldColumn(
                "net",
                _("Balance"),
                value=lambda row: total_text(row.net, is_signed=True),
                size=lambda row: row.net.value if row.net.is_exact else None,
            ),
        ),
        rows=list(rows),
        export_url=export_url,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class PairRow:
    """A flow, and the own employees' part of it as the mapping may show it."""

    home: str
    work: str
    people: float | None
    own: int | None


def pairs_table(
    rows: Sequence[PairRow], *, with_own: bool, export_url: str, note: str
) -> DataTable:
    """Flows between municipalities, with the own employers' beside them."""
    own = (
        Column(
            "own",
            _("Of them the own employees"),
            kind="number",
            hidden_is_few=True,
        ),
    )
    return DataTable(
        id="flows",
        caption=_("Flows between municipalities"),
        columns=(
            Column("home", _("Lives in")),
            Column("work", _("Works in")),
            Column("people", _("Commuters"), kind="number"),
            *(own if with_own else ()),
        ),
        rows=list(rows),
        per_page=25,
        filter_fields=("home", "work"),
        export_url=export_url,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One municipality and its figures: ``by_key`` holds a year's or a measure's."""

    name: str
    code: str
    by_key: dict[str, Point | None]


def series_table(  # noqa: PLR0913 - what a table is called and where it goes
    rows: Sequence[SeriesRow],
    keys: Iterable[tuple[str, str]],
    *,
    id: str,  # noqa: A002
    caption: str,
    export_url: str,
    note: str,
    first: str = "",
    link: Any = None,  # Any: a callable on rows
) -> DataTable:
    """Municipalities as rows; years or measures, as ``keys`` names them, as columns.

    Without ``first``, the heading of the first column says that they are municipalities.
    """
    points = [point for row in rows for point in row.by_key.values() if point is not None]
    decimals = 0 if all(p.value is None or p.value.is_integer() for p in points) else 1
    return DataTable(
        id=id,
        caption=caption,
        columns=(
            Column("name", first or _("Municipality"), link=link),
            *(_point(key, label, decimals) for key, label in keys),
        ),
        rows=list(rows),
        export_url=export_url,
        note=note,
    )


def catchments_table(rows: Sequence[PlaceCatchment], *, export_url: str, note: str) -> DataTable:
    """Every place's surroundings."""
    return DataTable(
        id="catchments",
        caption=_("People within 30 minutes of each place"),
        columns=(
            Column("name", pgettext("hub or premises", "Place"), value=lambda row: row.site.name),
            Column("municipality", _("Municipality"), value=lambda row: row.site.municipality),
            _counted("reached", _("Inhabitants")),
            _counted("working_age", _("Aged 20–64")),
            _counted("nearest", _("Have it nearest")),
            ToldColumn(
                "commuters",
                _("Commute out (model)"),
                value=lambda row: total_text(_rounded(row.catchment.commuters)),
                size=lambda row: _size(row.catchment.commuters),
            ),
            ToldColumn(
                "moved_in",
                _("Moved in (model)"),
                value=lambda row: total_text(_rounded(row.catchment.moved_in)),
                size=lambda row: _size(row.catchment.moved_in),
            ),
        ),
        rows=list(rows),
        per_page=25,
        filter_fields=("site__name", "site__municipality"),
        export_url=export_url,
        note=note,
        default_sort="-reached",
    )


def _sum(key: str, label: str) -> Column:
    return ToldColumn(
        key,
        label,
        value=lambda row: total_text(getattr(row, key)),
        size=lambda row: getattr(row, key).value,
    )


def _counted(key: str, label: str) -> Column:
    return ToldColumn(
        key,
        label,
        value=lambda row: headcount_text(getattr(row.catchment, key)),
        size=lambda row: getattr(row.catchment, key).people,
    )


def _point(key: str, label: str, decimals: int) -> Column:
    def size(row: SeriesRow) -> float | None:
        point = row.by_key.get(key)
        return point.value if point else None

    return ToldColumn(
        f"y{key}", label, value=lambda row: point_text(row.by_key.get(key), decimals), size=size
    )


def _size(total: Total | None) -> float | None:
    rounded = _rounded(total)
    return rounded.value if rounded else None


def _rounded(total: Total | None) -> Total | None:
    """Modelled people to the nearest five: the model bears no more."""
    if total is None:
        return None
    return Total(float(5 * round(total.value / 5)), total.unknown)
