"""Blocks as HTML: the source of the PDF. Every text is escaped here and nowhere else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import singledispatchmethod
from html import escape
from pathlib import Path
from typing import Final

from arbetshubb.reports.documents.blocks import (
    SHORT_TABLE_ROWS,
    Block,
    Callout,
    Document,
    Entries,
    Figure,
    Heading,
    Items,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)

_STYLE: Final = Path(__file__).with_name("print.css")


def to_html(document: Document, *, font_faces: str = "") -> str:
    """One complete HTML page without outside references; ``font_faces`` is CSS put first."""
    body = "\n".join(_Writer(document).blocks())
    facts = "".join(
        f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in document.facts
    )
    return f"""<!doctype html>
<html lang="{escape(document.language_tag)}">
<head>
<meta charset="utf-8">
<title>{escape(document.title)}</title>
<meta name="description" content="{escape(document.subject)}">
<meta name="author" content="Arbetshubb">
<meta name="generator" content="Arbetshubb">
<meta name="dcterms.created" content="{escape(document.created)}">
<style>{font_faces}{_STYLE.read_text(encoding="utf-8")}{_page_number(document)}</style>
</head>
<body>
<header>
<p class="kicker">{escape(document.kicker)}</p>
<h1>{escape(document.title)}</h1>
<p class="lead">{escape(document.lead)}</p>
<dl class="facts">{facts}</dl>
</header>
<main>
{body}
</main>
</body>
</html>"""


def _page_number(document: Document) -> str:
    """The CSS of the running foot; counters stand where the sentence has its places."""
    text = document.words.page_of
    before, _, rest = text.partition("{page}")
    between, _, after = rest.partition("{pages}")
    parts = [before, between, after]
    quoted = ['"' + part.replace("\\", "").replace('"', "") + '"' for part in parts]
    content = f"{quoted[0]} counter(page) {quoted[1]} counter(pages) {quoted[2]}"
    return f"@page {{ @bottom-right {{ content: {content}; }} }}"


class _Writer:
    """Writes the blocks one after the other, numbering tables and figures."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tables = 0
        self._figures = 0

    def blocks(self) -> Iterator[str]:
        """The HTML of every block."""
        for block in self._document.blocks:
            yield self._html(block)

    @singledispatchmethod
    def _html(self, block: Block) -> str:
        raise NotImplementedError(type(block))

    @_html.register
    def _(self, block: Heading) -> str:
        tag = f"h{block.level + 1}"
        return f"<{tag}>{escape(block.text)}</{tag}>"

    @_html.register
    def _(self, block: Paragraph) -> str:
        return f"<p{' class="quiet"' if block.is_quiet else ''}>{escape(block.text)}</p>"

    @_html.register
    def _(self, block: KeyFigures) -> str:
        cells = "".join(
            f'<li><span class="label">{escape(f.label)}</span> '
            f'<strong class="value">{escape(f.value)}</strong> '
            f'<span class="detail">{escape(f.detail)}</span></li>'
            for f in block.figures
        )
        return f'<ul class="key-figures">{cells}</ul>'

    @_html.register
    def _(self, block: Table) -> str:
        self._tables += 1
        head = "".join(
            f'<th scope="col"{_number(column.is_number)}>{escape(column.title)}</th>'
            for column in block.columns
        )
        rows = "".join(_row(block, row) for row in block.rows)
        total = sum(column.width for column in block.columns)
        widths = "".join(f'<col style="width:{100 * c.width / total:.2f}%">' for c in block.columns)
        caption = f"{self._document.words.table} {self._tables}. {block.caption}"
        note = f'<p class="note">{escape(block.note)}</p>' if block.note else ""
        kinds = ["has-total"] * block.has_total + ["short"] * (len(block.rows) <= SHORT_TABLE_ROWS)
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        return (
            f"<table{kind}><caption>{escape(caption)}</caption><colgroup>{widths}</colgroup>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
        )

    @_html.register
    def _(self, block: Figure) -> str:
        self._figures += 1
        words = self._document.words
        caption = f"{words.figure} {self._figures}. {block.caption}"
        source = f" {words.source}: {block.source}" if block.source else ""
        data = base64.b64encode(block.svg.encode()).decode()
        return (
            f'<figure><img alt="{escape(block.alt)}" style="width:{block.width_mm}mm" '
            f'src="data:image/svg+xml;base64,{data}">'
            f'<figcaption>{escape(caption)}<span class="source">{escape(source)}</span>'
            "</figcaption></figure>"
        )

    @_html.register
    def _(self, block: Callout) -> str:
        return (
            f'<aside class="callout {block.tone}"><p><strong>{escape(block.title)}</strong> '
            f"{escape(block.text)}</p></aside>"
        )

    @_html.register
    def _(self, block: Items) -> str:
        return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in block.texts)}</ul>"

    @_html.register
    def _(self, block: Entries) -> str:
        return "".join(
            f'<p class="entry"><strong>{escape(term)}</strong> {escape(text)}</p>'
            for term, text in block.entries
        )

    @_html.register
    def _(self, block: PageBreak) -> str:  # noqa: ARG002  chosen by its type
        return '<div class="page-break"></div>'


def _row(table: Table, row: tuple[str, ...]) -> str:
    cells = "".join(
        f"<td{_number(column.is_number)}>{escape(text)}</td>"
        for column, text in zip(table.columns[1:], row[1:], strict=True)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _number(is_number: bool) -> str:  # noqa: FBT001  read in place as a word of the tag
    return ' class="number"' if is_number else ""
