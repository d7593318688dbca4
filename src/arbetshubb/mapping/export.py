"""The mapping as a workbook: the same tables as on the page, and how they were reckoned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from arbetshubb.analysis.constants import Constant, ConstantTable
from arbetshubb.analysis.hubplan.published import Figure, Travel
from arbetshubb.mapping.figures import rounded_figure
from arbetshubb.mapping.queries import Mapping
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.mapping.tables import hidden_note
from arbetshubb.mapping.texts import BREAKDOWN_LABELS, row_label
from arbetshubb.mapping.why import (
    constant_label,
    constant_unit,
    provenance,
    used_constants,
    wording,
)
from arbetshubb.tables.sheet_names import sheet_name
from arbetshubb.ui import formats

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type Value = str | float | None
"""``None`` is a hidden figure."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a heading row and rows of values."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def workbook(answer: Mapping, constants: ConstantTable, *, filtered_by: str) -> bytes:
    """The workbook. Texts are written as texts, so that no name can be a formula."""
    sheets = [_about(answer, filtered_by), *_sheets(answer.picture)]
    return written([*sheets, constants_sheet(used_constants(constants))])


def written(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return content.getvalue()


def _about(answer: Mapping, filtered_by: str) -> Sheet:
    facts: list[tuple[Value, ...]] = [(fact.label, fact.value) for fact in provenance(answer)]
    facts.append((_("Show"), filtered_by))
    if answer.picture is not None:
        facts += [
            (label, figure.base, figure.low, figure.high)
            for label, figure in _figures(answer.picture.total)
        ]
    facts.append((_("Hidden figures"), hidden_note()))
    return Sheet(_("About the figures"), (_("What"), _("Value"), _("Low"), _("High")), facts)


def _sheets(picture: Picture | None) -> list[Sheet]:
    if picture is None or picture.is_hidden:
        return []
    figure_names = [name for name, _figure in _figures(picture.total)]
    found = [
        Sheet(
            str(BREAKDOWN_LABELS[by]),
            (str(BREAKDOWN_LABELS[by]), _("Employees"), *figure_names),
            [(row_label(by, row.key), *_travel(row.travel)) for row in rows],
        )
        for by, rows in picture.rows.items()
    ]
    if picture.flows:
        found += _places(picture)
    return found


def _places(picture: Picture) -> list[Sheet]:
    employees = _("Employees")
    return [
        Sheet(
            _("Flows"),
            (_("Lives in"), _("Works in"), employees),
            [(flow.home, flow.work, flow.people) for flow in picture.flows],
        ),
        Sheet(
            _("Workplaces"),
            (_("Workplace"), _("Municipality"), employees),
            [(each.site.name, each.site.municipality, each.people) for each in picture.workplaces],
        ),
        Sheet(
            _("Home squares"),
            (_("Square (SWEREF 99 TM)"), _("Municipality"), employees),
            [(square.id, square.municipality, square.people) for square in picture.squares],
        ),
    ]


def constants_sheet(constants: Iterable[Constant]) -> Sheet:
    """The assumptions with their ranges and sources."""
    return Sheet(
        _("Assumptions"),
        (
            _("Assumption"), _("Value"), _("Low"), _("High"), _("Unit"), _("Year"),
            _("How sure"), _("Source"),
        ),
        [
            (
                constant_label(each), each.value, each.low, each.high, constant_unit(each),
                words.price_year, words.confidence, words.source,
            )
            for each in constants
            for words in (wording(each),)
        ],
    )  # fmt: skip


def _figures(travel: Travel) -> tuple[tuple[str, Figure], ...]:
    return (
        # In three digits, as on the page: exact sums and known factors would give hidden rows back.
        (_("Kilometres a year"), rounded_figure(travel.km)),
        (_("Hours a year"), rounded_figure(travel.hours)),
        (_("SEK a year"), rounded_figure(travel.kronor)),
        (_("kg CO₂e a year"), rounded_figure(travel.kg_co2e)),
    )


def _travel(travel: Travel) -> tuple[Value, ...]:
    return (travel.people, *(figure.base for _name, figure in _figures(travel)))


def _write(book: Any, sheet: Sheet) -> None:  # Any: xlsxwriter has no types
    page = book.add_worksheet(sheet_name(sheet.name))
    head = book.add_format(
        {"bold": True, "bg_color": "#e4efe8", "text_wrap": True, "valign": "top"}
    )
    quiet = book.add_format({"italic": True, "font_color": "#566661", "align": "right"})
    plain = book.add_format({"num_format": "#,##0"})
    exact = book.add_format({"num_format": "#,##0.##"})
    for column, name in enumerate(sheet.head):
        page.write_string(0, column, name, head)
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if value is None:
                page.write_string(line, column, formats.hidden_text(), quiet)
            elif isinstance(value, str):
                page.write_string(line, column, value)
            else:
                page.write_number(line, column, value, plain if abs(value) >= 100 else exact)  # noqa: PLR2004  small ones keep decimals
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 34)
    page.set_column(1, max(1, len(sheet.head) - 1), 20)
