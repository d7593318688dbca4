"""The workbook: a page that explains it, then the sheets."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports import theme
from arbetshubb.reports.hubplan.content.appendix import birth_certificate, data_quality
from arbetshubb.reports.hubplan.sentences import (
    conditions_of,
    counterfactual,
    estimate_warning,
    is_estimate,
    lead_of,
    title_of,
)
from arbetshubb.reports.hubplan.words import PlanWords
from arbetshubb.reports.hubplan.workbook.sheet import Form, Formats, Sheet, write_sheet
from arbetshubb.reports.hubplan.workbook.sheets import sheets_of


def workbook_of(plan: PublishedPlan, words: PlanWords) -> bytes:
    """The XLSX file; exact numbers, hidden ones as words."""
    buffer = io.BytesIO()
    # What looks like a formula, a number or an address stays the text it is.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.formats[0].set_font_name("Inter")
    formats = _formats(book)
    _set_properties(book, plan, words)
    sheets = sheets_of(plan, words)
    _write_read_me(book, sheets, plan, words)
    for sheet in sheets:
        write_sheet(book, sheet, formats, words.hidden)
    book.close()
    return buffer.getvalue()


def _set_properties(book: Any, plan: PublishedPlan, words: PlanWords) -> None:
    book.set_properties(
        {
            "title": title_of(plan, words),
            "subject": words.language.gettext("Hub plan: the figures"),
            "author": "Arbetshubb",
            "comments": f"{plan.inputs_hash} · {plan.constants_version}",
            "created": datetime.fromisoformat(plan.created).replace(tzinfo=None),
        }
    )


def _formats(book: Any) -> Formats:
    base = {"font_name": "Inter", "font_size": 10, "valign": "top"}
    return Formats(
        head=book.add_format(
            base | {"bold": True, "bg_color": theme.MOSS, "text_wrap": True, "bottom": 1}
        ),
        hidden=book.add_format(
            base | {"italic": True, "font_color": theme.MUTED, "align": "right"}
        ),
        by_form={form: book.add_format(base | {"num_format": form.value}) for form in Form},
    )


def _write_read_me(
    book: Any, sheets: tuple[Sheet, ...], plan: PublishedPlan, words: PlanWords
) -> None:
    """Title, what the file holds, conditions, comparison, quality, particulars."""
    gettext = words.language.gettext
    page = book.add_worksheet(words.language.pgettext("name of a sheet", "Read me"))
    page.hide_gridlines(2)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 92)
    title = book.add_format({"font_name": "Inter", "font_size": 18, "bold": True})
    strong = book.add_format({"font_name": "Inter", "bold": True, "valign": "top"})
    plain = book.add_format({"font_name": "Inter", "text_wrap": True, "valign": "top"})
    page.write_string(0, 0, title_of(plan, words), title)
    lines = [
        (gettext("In short"), lead_of(plan, words)),
        (gettext("Conditions"), " ".join(conditions_of(plan, words))),
        (gettext("What is compared?"), counterfactual(plan, words)),
        (gettext("Hidden figures"), words.hidden_note()),
        *data_quality(plan, words),
    ]
    if is_estimate(plan):
        lines.append((gettext("Estimated distances."), estimate_warning(words)))
    lines.append((gettext("Sheets"), ", ".join(sheet.name for sheet in sheets)))
    lines += birth_certificate(plan, words)
    for line, (name, text) in enumerate(lines, 2):
        page.write_string(line, 0, name.removesuffix("."), strong)
        page.write_string(line, 1, text, plain)
