"""Blocks as a Word document: real styles, header rows, alt texts, language, page numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

from arbetshubb.reports import theme
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
    Tone,
)
from arbetshubb.reports.documents.pictures import to_png
from arbetshubb.reports.documents.word_markup import (
    add_field,
    describe_table,
    fill_row,
    keep_together,
    keep_whole,
    mark_header,
    rgb,
    set_borders,
    shade_paragraph,
    style_run,
    widths,
)

_FONT: Final = "Inter"


def to_docx(document: Document) -> bytes:
    """The document as a DOCX file."""
    word = docx.Document()
    _set_page(word, document)
    _set_styles(word, document.language_tag)
    _set_properties(word, document)
    writer = _Writer(word, document)
    writer.opening()
    for block in document.blocks:
        writer.write(block)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_page(word: Any, document: Document) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    before, _, rest = document.words.page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    foot.add_run(before)
    add_field(foot, "PAGE")
    foot.add_run(between)
    add_field(foot, "NUMPAGES")
    foot.add_run(after)
    foot.style.font.size = Pt(8)
    foot.style.font.color.rgb = rgb(theme.MUTED)


def _set_styles(word: Any, language_tag: str) -> None:
    """Our typeface, sizes and colours in the template's own named styles."""
    styles = word.styles
    _set_style(styles["Normal"], size=10, colour=theme.INK, after=6)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    _set_style(styles["Title"], size=23, colour=theme.INK, after=6, is_bold=True)
    _remove_border(styles["Title"])
    _set_style(styles["Subtitle"], size=11.5, colour=theme.MUTED, after=8)
    _set_style(styles["Heading 1"], size=15, colour=theme.SPRUCE, before=20, after=6, is_bold=True)
    _set_style(styles["Heading 2"], size=11.5, colour=theme.INK, before=12, after=4, is_bold=True)
    _set_style(styles["Caption"], size=9, colour=theme.INK, before=8, after=4, is_bold=True)
    _set_style(styles["List Bullet"], size=10, colour=theme.INK, after=3)
    for name in ("Title", "Subtitle"):
        styles[name].font.italic = False
    run = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = run.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        run.append(language)
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), language_tag)


def _set_style(  # noqa: PLR0913  a style is all of these
    style: Any, *, size: float, colour: str, before: float = 0, after: float, is_bold: bool = False
) -> None:
    style.font.name = _FONT
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.color.rgb = rgb(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):  # a theme font would win over ours
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)


def _remove_border(style: Any) -> None:
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _set_properties(word: Any, document: Document) -> None:
    properties = word.core_properties
    properties.title = document.title
    properties.subject = document.subject
    properties.author = "Arbetshubb"
    properties.language = document.language_tag
    properties.comments = ""
    properties.created = properties.modified = _moment(document.created)


def _moment(iso: str) -> datetime:
    """When the plan was made, in UTC as OOXML wants it."""
    moment = datetime.fromisoformat(iso)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Writer:
    """Adds blocks to a Word document, numbering tables and figures."""

    def __init__(self, word: Any, document: Document) -> None:
        self._word = word
        self._document = document
        self._tables = 0
        self._figures = 0

    def opening(self) -> None:
        """Kicker, title, lead and facts."""
        document = self._document
        kicker = self._word.add_paragraph()
        style_run(kicker.add_run(document.kicker), colour=theme.SPRUCE, size=9, is_bold=True)
        self._word.add_paragraph(document.title, style="Title")
        self._word.add_paragraph(document.lead, style="Subtitle")
        for label, value in document.facts:
            line = self._word.add_paragraph()
            line.paragraph_format.space_after = Pt(0)
            style_run(line.add_run(f"{label}: "), colour=theme.MUTED, size=9)
            style_run(line.add_run(value), colour=theme.INK, size=9)

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Add one block at the end."""
        raise NotImplementedError(type(block))

    @write.register
    def _(self, block: Heading) -> None:
        self._word.add_heading(block.text, level=block.level)

    @write.register
    def _(self, block: Paragraph) -> None:
        paragraph = self._word.add_paragraph()
        run = paragraph.add_run(block.text)
        if block.is_quiet:
            style_run(run, colour=theme.MUTED, size=9)

    @write.register
    def _(self, block: KeyFigures) -> None:
        table = self._word.add_table(rows=1, cols=len(block.figures))
        describe_table(table, block.description)
        set_borders(table, inner="single")
        for cell, figure in zip(table.rows[0].cells, block.figures, strict=True):
            label, value, detail = (cell.paragraphs[0], cell.add_paragraph(), cell.add_paragraph())
            style_run(label.add_run(figure.label), colour=theme.MUTED, size=8.5)
            style_run(value.add_run(figure.value), colour=theme.INK, size=14, is_bold=True)
            style_run(detail.add_run(figure.detail), colour=theme.MUTED, size=8.5)
            for paragraph in (label, value, detail):
                paragraph.paragraph_format.space_after = Pt(2)
        self._gap()

    @write.register
    def _(self, block: Table) -> None:
        self._tables += 1
        caption = f"{self._document.words.table} {self._tables}. {block.caption}"
        self._word.add_paragraph(caption, style="Caption").paragraph_format.keep_with_next = True
        table = self._word.add_table(rows=1, cols=len(block.columns))
        describe_table(table, block.caption)
        set_borders(table, inner="none")
        column_widths = widths(block.columns)
        fill_row(table.rows[0], [c.title for c in block.columns], block.columns, is_bold=True)
        mark_header(table.rows[0])
        for index, texts in enumerate(block.rows):
            is_total = block.has_total and index == len(block.rows) - 1
            row = table.add_row()
            fill_row(row, texts, block.columns, is_bold=is_total)
            keep_whole(row)
        if len(block.rows) <= SHORT_TABLE_ROWS:
            keep_together(table)
        for row in table.rows:
            for cell, width in zip(row.cells, column_widths, strict=True):
                cell.width = Mm(width)
        self._note(block.note)

    @write.register
    def _(self, block: Figure) -> None:
        self._figures += 1
        words = self._document.words
        picture = self._word.add_paragraph()
        picture.paragraph_format.keep_with_next = True
        run = picture.add_run()
        image = io.BytesIO(to_png(block.svg))
        shape = run.add_picture(image, width=Mm(block.width_mm))
        properties = shape._inline.docPr  # noqa: SLF001  python-docx has no call for alt text
        properties.set("descr", block.alt)
        properties.set("title", block.caption)
        text = f"{words.figure} {self._figures}. {block.caption}"
        source = f" {words.source}: {block.source}" if block.source else ""
        caption = self._word.add_paragraph(style="Caption")
        caption.add_run(text)
        style_run(caption.add_run(source), colour=theme.MUTED, size=9, is_bold=False)

    @write.register
    def _(self, block: Callout) -> None:
        is_warning = block.tone is Tone.WARNING
        paragraph = self._word.add_paragraph()
        fill = theme.CLOUDBERRY_SOFT if is_warning else theme.LAKE_SOFT
        shade_paragraph(paragraph, fill, theme.CLOUDBERRY if is_warning else theme.LAKE)
        style_run(paragraph.add_run(block.title + " "), colour=theme.INK, size=10, is_bold=True)
        paragraph.add_run(block.text)

    @write.register
    def _(self, block: Items) -> None:
        for text in block.texts:
            self._word.add_paragraph(text, style="List Bullet")

    @write.register
    def _(self, block: Entries) -> None:
        for term, text in block.entries:
            paragraph = self._word.add_paragraph()
            style_run(paragraph.add_run(term + " "), colour=theme.INK, size=10, is_bold=True)
            paragraph.add_run(text)

    @write.register
    def _(self, block: PageBreak) -> None:  # noqa: ARG002  chosen by its type
        self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _note(self, text: str) -> None:
        if not text:
            self._gap()
            return
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        style_run(paragraph.add_run(text), colour=theme.MUTED, size=8.5)

    def _gap(self) -> None:
        """Word sets nothing between a table and what follows it."""
        self._word.add_paragraph().paragraph_format.space_after = Pt(2)
