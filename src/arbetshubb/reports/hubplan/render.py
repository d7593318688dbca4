"""One file of a published plan as bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.analysis.hubplan.serialize import published_to_json
from arbetshubb.reports.documents import Document
from arbetshubb.reports.hubplan.content import report_of
from arbetshubb.reports.hubplan.words import words_for

FILE_NAMES: Final = {
    "json": "plan.json",
    "xlsx": "tables.xlsx",
    "html": "map.html",
    "docx": "report.docx",
    "pdf": "report.pdf",
}
FORMATS: Final = tuple(FILE_NAMES)


class UnknownFormat(ValueError):
    """There is no such file of a plan."""


def render(plan: PublishedPlan, format: str, *, language: str = "sv") -> bytes:  # noqa: A002
    """The plan as ``json``, ``xlsx``, ``html``, ``docx`` or ``pdf``, in ``sv`` or ``en``.

    Raises:
        UnknownFormat: none of these.
        UnknownLanguage: neither Swedish nor English.
    """
    if format not in FORMATS:
        message = f"no {format!r} of a plan, only {', '.join(FORMATS)}"
        raise UnknownFormat(message)
    return render_all(plan, (format,), language=language)[format]


def render_all(
    plan: PublishedPlan, formats: tuple[str, ...], *, language: str = "sv"
) -> dict[str, bytes]:
    """Several files at once; Word and PDF share one report, so its charts are drawn once."""
    words = words_for(plan, language)
    report: Document | None = None
    if {"docx", "pdf"} & set(formats):
        report = report_of(plan, words)
    makers: dict[str, Callable[[], bytes]] = {
        "json": lambda: _json(plan),
        "xlsx": lambda: _xlsx(plan, language),
        "html": lambda: _html(plan, language),
        "docx": lambda: _docx(report),
        "pdf": lambda: _pdf(report),
    }
    return {name: makers[name]() for name in formats}


def _json(plan: PublishedPlan) -> bytes:
    text = json.dumps(published_to_json(plan), ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()


# Every writer is imported when it is asked for: together they take seconds to import.


def _xlsx(plan: PublishedPlan, code: str) -> bytes:
    from arbetshubb.reports.hubplan.workbook import workbook_of  # noqa: PLC0415  see above

    return workbook_of(plan, words_for(plan, code))


def _html(plan: PublishedPlan, code: str) -> bytes:
    from arbetshubb.reports.hubplan.map_page import map_page_of  # noqa: PLC0415  see above

    return map_page_of(plan, words_for(plan, code)).encode()


def _docx(report: Document | None) -> bytes:
    from arbetshubb.reports.documents.docx import to_docx  # noqa: PLC0415  see above

    assert report is not None  # made above for these two formats
    return to_docx(report)


def _pdf(report: Document | None) -> bytes:
    from arbetshubb.reports.documents.pdf import to_pdf  # noqa: PLC0415  see above

    assert report is not None  # made above for these two formats
    return to_pdf(report)
