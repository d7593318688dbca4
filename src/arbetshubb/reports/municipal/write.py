"""The pages as PDF/UA: one municipality, all of them in one file, or all of them in a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from django.utils.text import slugify

from arbetshubb.reports.documents.pdf import font_faces, pdf_of
from arbetshubb.reports.municipal.content import MunicipalContent
from arbetshubb.reports.municipal.sheet import sheets
from arbetshubb.reports.municipal.words import PageWords

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""ZIP's own first day, so that the same pages give the same file."""


def pdf_pages(contents: Sequence[MunicipalContent], words: PageWords) -> bytes:
    """One PDF with a page for each municipality."""
    return pdf_of(sheets(contents, words, font_faces=font_faces()))


def zip_of_pages(
    contents: Sequence[MunicipalContent],
    words: PageWords,
    *,
    on_page: Callable[[int], object] = lambda _done: None,
) -> bytes:
    """A ZIP with one PDF for each municipality; ``on_page`` hears how many are done."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for done, (name, pdf) in enumerate(_each(contents, words), start=1):
            bundle.writestr(zipfile.ZipInfo(name, _ZIP_TIME), pdf, zipfile.ZIP_DEFLATED)
            on_page(done)
    return buffer.getvalue()


def file_name(name: str, words: PageWords, suffix: str) -> str:
    """``kommunmote-berg.pdf``: plain letters, so that every system can keep it."""
    first = words.language.pgettext("part of a file name", "municipal-meeting")
    return f"{slugify(f'{first} {name}')}.{suffix}"


def _each(contents: Sequence[MunicipalContent], words: PageWords) -> Iterator[tuple[str, bytes]]:
    for content in contents:
        yield file_name(content.name, words, "pdf"), pdf_pages([content], words)
