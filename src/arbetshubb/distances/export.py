"""Tables of the distances room as workbooks. Texts are written as texts, never as formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from arbetshubb.distances.display import start_of
from arbetshubb.distances.models import DistanceQuestion, KnownDistance
from arbetshubb.distances.rules.known_file import ACCURACY_WORDS, KNOWN_COLUMNS
from arbetshubb.distances.rules.reach import BAND_MINUTES, Reached
from arbetshubb.distances.texts import minutes_band, question_status
from arbetshubb.tables.sheet_names import sheet_name

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type Value = str | float | None
type Lines = Iterable[Sequence[Value]]


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download."""
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def known_workbook(rows: Iterable[KnownDistance], own: frozenset[int]) -> bytes:
    """Known distances; those that hold can be imported again as they are."""
    is_swedish = (get_language() or "sv").startswith("sv")
    head = [column.aliases[0] if is_swedish else column.name for column in KNOWN_COLUMNS]
    every = list(rows)
    elsewhere = [each for each in every if _is_square_hidden(each, own)]
    shown = [each for each in every if not _is_square_hidden(each, own)]
    holding = [_known_line(each, own, is_swedish) for each in shown if each.is_active]
    withdrawn = [
        [*_known_line(each, own, is_swedish), each.withdrawn_reason]
        for each in shown
        if not each.is_active
    ]
    return _workbook(
        {
            _("Known distances"): (head, holding),
            pgettext("known distances that are", "Withdrawn"): (
                [*head, _("Why it was withdrawn")],
                withdrawn,
            ),
            _("Corrected elsewhere"): (
                head,
                [_known_line(each, own, is_swedish) for each in elsewhere],
            ),
        }
    )


def questions_workbook(questions: Iterable[DistanceQuestion]) -> bytes:
    """Questions without who asked and from where."""
    head = [
        _("Asked"), pgettext("where a way ends", "To"), _("Shown, km"), _("Said, km"),
        pgettext("column heading", "Status"), _("Decided, km"), pgettext("of a decision", "Reason"),
    ]  # fmt: skip
    lines = [
        [
            each.asked.date().isoformat(), each.destination.name, _float(each.shown_km),
            _float(each.said_km), str(question_status(each.status)), _float(each.decided_km),
            each.decision_reason,
        ]
        for each in questions
    ]  # fmt: skip
    return _workbook({_("Questions about distances"): (head, lines)})


def reach_workbook(found: Reached, about: Sequence[tuple[str, str]]) -> bytes:
    """People by municipality and time band, and what the figures rest on."""
    ends = (0, *BAND_MINUTES)
    bands = [minutes_band(ends[i], ends[i + 1]) for i in range(len(BAND_MINUTES))]
    head = [
        _("Municipality"), *bands, _("Over 90 min or no way"), _("Not placed"),
        pgettext("of people", "All"),
    ]  # fmt: skip
    lines: list[Sequence[Value]] = [
        [row.municipality, *row.people, row.spread, row.total] for row in found.rows
    ]
    lines.append([_("All municipalities"), *found.people, found.not_placed, found.total])
    return _workbook(
        {_("Our people"): (head, lines), _("About the figures"): ([_("What"), _("Value")], about)}
    )


def _is_square_hidden(known: KnownDistance, own: frozenset[int]) -> bool:
    """Whether the square is a matter of somebody in another organisation."""
    return known.is_private_origin and known.organisation_id not in own


def _known_line(known: KnownDistance, own: frozenset[int], is_swedish: bool) -> list[Value]:  # noqa: FBT001 - a row's language
    is_hidden = _is_square_hidden(known, own)
    return [
        start_of(known, own) if is_hidden else known.origin_cell,
        known.destination.site_id,
        float(known.km),
        _float(known.minutes),
        known.source,
        known.valid_from.isoformat(),
        ACCURACY_WORDS[known.is_approximate][is_swedish],
    ]


def _workbook(sheets: dict[str, tuple[Sequence[str], Lines]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e4efe8", "text_wrap": True})
        for name, (head, lines) in sheets.items():
            page = book.add_worksheet(sheet_name(name))
            for column, text in enumerate(head):
                page.write_string(0, column, text, bold)
            for line, row in enumerate(lines, start=1):
                for column, value in enumerate(row):
                    _write(page, line, column, value)
            page.freeze_panes(1, 1)
            page.set_column(0, 1, 26)
            page.set_column(2, max(2, len(head) - 1), 16)
    return content.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, line: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        page.write_string(line, column, value)
    elif value is not None:
        page.write_number(line, column, value)


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
