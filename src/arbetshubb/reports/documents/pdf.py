"""Blocks as a tagged PDF/UA-1 file: title, language, bookmarks, header cells and alt texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from arbetshubb.reports.documents.blocks import Document
from arbetshubb.reports.documents.html import to_html
from arbetshubb.reports.fonts import REGULAR, SEMIBOLD, font_file

_EMBEDDED: Final = "data:image/svg+xml;base64,"


def to_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1; nothing is fetched from outside."""
    return pdf_of(to_html(document, font_faces=font_faces()))


def pdf_of(html: str) -> bytes:
    """One complete HTML page as PDF/UA-1; nothing is fetched from outside."""
    import weasyprint  # noqa: PLC0415  takes a second to import; only PDF should wait for it

    page = weasyprint.HTML(string=html, base_url=None, url_fetcher=_fetcher())
    written: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return written


def font_faces() -> str:
    """CSS that names our own font files, so that a PDF looks the same on every machine."""
    files = [(weight, font_file(weight)) for weight in (REGULAR, SEMIBOLD)]
    return "".join(_font_face(weight, path) for weight, path in files if path)


def _font_face(weight: int, path: Path) -> str:
    return (
        f'@font-face {{ font-family: Inter; font-weight: {weight}; src: url("{path.as_uri()}"); }}'
    )


def _fetcher() -> Any:  # WeasyPrint has no types
    """What the document embeds itself and our own fonts; nothing else on disk or network."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  as above

    fonts = {path.as_uri() for path in map(font_file, (REGULAR, SEMIBOLD)) if path}

    class OnlyOurOwn(URLFetcher):  # type: ignore[misc]  # as above
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(_EMBEDDED) and url not in fonts:
                message = f"a report may not fetch {url[:80]}"
                raise ValueError(message)
            return super().fetch(url, headers)

    return OnlyOurOwn()
