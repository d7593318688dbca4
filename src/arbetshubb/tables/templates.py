"""Write an example workbook: a sheet to fill in and a sheet that explains every column."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_FILLABLE_ROWS: Final = 5000
_HEAD: Final = {
    "bold": True,
    "bg_color": "#E4ECEC",
    "bottom": 1,
    "text_wrap": True,
    "valign": "top",
}
_LIST_LIMIT: Final = 255
"""Excel refuses a validation list whose text is longer."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of a template, explained in both languages.

    ``choices`` become a drop-down list. ``examples`` are the column's example values, row by row.
    """

    name: str
    name_sv: str
    explanation_en: str
    explanation_sv: str
    is_required: bool
    choices: tuple[str, ...] = ()
    examples: tuple[str | float, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateNames:
    """What the sheets and the columns of the explaining sheet are called."""

    data: str = "Data"
    columns: str = "Kolumner – Columns"
    headings: tuple[str, ...] = ("Kolumn", "Column", "Måste finnas / Required", "Förklaring",
                                 "Explanation", "Värden / Values", "Exempel / Example")  # fmt: skip
    yes: str = "ja / yes"
    no: str = "nej / no"


def write_template(
    columns: Sequence[TemplateColumn], *, swedish: bool, names: TemplateNames | None = None
) -> bytes:
    """An XLSX workbook that ``read_table`` reads back: its first sheet holds the examples.

    ``swedish`` chooses which of the two names stands in the header; both can be imported.
    """
    names = names or TemplateNames()
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        _write_data(workbook, columns, names=names, swedish=swedish)
        _write_explanations(workbook, columns, names)
    return target.getvalue()


def _write_data(
    workbook: Workbook, columns: Sequence[TemplateColumn], *, names: TemplateNames, swedish: bool
) -> None:
    sheet = workbook.add_worksheet(names.data)
    head = workbook.add_format(_HEAD)
    as_text = workbook.add_format({"num_format": "@"})
    for index, column in enumerate(columns):
        shown = column.name_sv if swedish else column.name
        is_text = not any(isinstance(example, float | int) for example in column.examples)
        sheet.set_column(
            index, index, min(max(len(shown) + 4, 12), 34), as_text if is_text else None
        )
        sheet.write_string(0, index, shown, head)
        for row, example in enumerate(column.examples, start=1):
            sheet.write(row, index, example, as_text if is_text else None)
        _add_list(sheet, index, column.choices)
    sheet.freeze_panes(1, 1)


def _add_list(sheet: Worksheet, index: int, choices: Sequence[str]) -> None:
    if not choices or len(",".join(choices)) > _LIST_LIMIT:
        return
    rule = {
        "validate": "list",
        "source": list(choices),
        # Words in the other language are read too, so the list advises and does not forbid.
        "error_type": "information",
    }
    sheet.data_validation(1, index, _FILLABLE_ROWS, index, rule)


def _write_explanations(
    workbook: Workbook, columns: Sequence[TemplateColumn], names: TemplateNames
) -> None:
    sheet = workbook.add_worksheet(names.columns)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, names.headings, workbook.add_format(_HEAD))
    for row, column in enumerate(columns, start=1):
        sheet.write_row(row, 0, _explained(column, names), wrapped)
    for index, width in enumerate((20, 20, 14, 52, 52, 30, 24)):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(1, 0)


def _explained(column: TemplateColumn, names: TemplateNames) -> tuple[str, ...]:
    return (
        column.name_sv,
        column.name,
        names.yes if column.is_required else names.no,
        column.explanation_sv,
        column.explanation_en,
        ", ".join(column.choices),
        str(column.examples[0]) if column.examples else "",
    )
