"""A document as blocks, and the blocks as DOCX, HTML and tagged PDF. Knows nothing of hub plans."""

from arbetshubb.reports.documents.blocks import (
    Block,
    Callout,
    Column,
    Document,
    DocumentWords,
    Entries,
    Figure,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
    Tone,
)

__all__ = [
    "Block",
    "Callout",
    "Column",
    "Document",
    "DocumentWords",
    "Entries",
    "Figure",
    "Heading",
    "Items",
    "KeyFigure",
    "KeyFigures",
    "PageBreak",
    "Paragraph",
    "Table",
    "Tone",
]
