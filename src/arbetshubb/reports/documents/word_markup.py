"""What python-docx has no call for: borders, shading, header rows, fields, alt texts of tables.

It is written as the Office Open XML elements themselves, in the order that the schema wants.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from arbetshubb.reports import theme
from arbetshubb.reports.documents.blocks import Column

# python-docx's own objects have no types, hence Any throughout.

_TEXT_WIDTH_MM: Final = 170.0


def fill_row(row: Any, texts: Iterable[str], columns: tuple[Column, ...], *, is_bold: bool) -> None:
    """Write the texts into the row, numbers to the right."""
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.line_spacing = 1.1
        if column.is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        style_run(paragraph.add_run(text), colour=theme.INK, size=8.5, is_bold=is_bold)


def widths(columns: tuple[Column, ...]) -> list[float]:
    """Millimetres for each column of the text's width."""
    total = sum(column.width for column in columns)
    return [_TEXT_WIDTH_MM * column.width / total for column in columns]


def style_run(run: Any, *, colour: str, size: float, is_bold: bool | None = None) -> None:
    """Set colour and size, and weight if it is given."""
    run.font.size = Pt(size)
    run.font.color.rgb = rgb(colour)
    if is_bold is not None:
        run.font.bold = is_bold


def describe_table(table: Any, text: str) -> None:
    """Give the table a caption and a description for those who cannot see it."""
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001  python-docx has no call for a table's alt text
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), text)
        properties.append(element)


def set_borders(table: Any, *, inner: str) -> None:
    """Thin lines between rows, and between columns when ``inner`` says so."""
    borders = OxmlElement("w:tblBorders")
    sides = {"top": "single", "bottom": "single", "insideH": "single", "insideV": inner}
    edges = {"left": inner, "right": inner}
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    for side in order:
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), (sides | edges)[side])
        edge.set(qn("w:sz"), "4")
        edge.set(qn("w:color"), theme.LINE.removeprefix("#"))
        borders.append(edge)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # noqa: SLF001  no call for borders
    layout.addprevious(borders)  # the schema wants this order


def mark_header(row: Any) -> None:
    """Repeat the row on every page and shade it."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  no call for repeated header rows
    keep_whole(row)
    properties.append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", theme.SNOW[1:])):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  no call for shading


def keep_together(table: Any) -> None:
    """A short table stays on one page: every row but the last keeps with the next."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def keep_whole(row: Any) -> None:
    """Never break the row over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  as above


def shade_paragraph(paragraph: Any, fill: str, edge: str) -> None:
    """A coloured ground with an edge to the left."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  no call for borders and shading
    borders, left, shade = (OxmlElement(f"w:{name}") for name in ("pBdr", "left", "shd"))
    for name, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", edge[1:])):
        left.set(qn(f"w:{name}"), value)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill[1:])):
        shade.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(shade, "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.paragraph_format.left_indent = Mm(2)


def add_field(paragraph: Any, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("t", "1"), ("end", "")):
        run._r.append(_field_part(kind, text))  # noqa: SLF001  no call for fields


def _field_part(kind: str, text: str) -> Any:
    if kind in {"", "t"}:
        part = OxmlElement("w:t" if kind else "w:instrText")
        part.text = text
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


def rgb(colour: str) -> RGBColor:
    """A colour written ``#rrggbb``."""
    return RGBColor.from_string(colour.removeprefix("#").upper())
