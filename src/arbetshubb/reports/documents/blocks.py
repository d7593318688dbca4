"""The parts a document is made of. Text is plain text: whatever a user wrote stays harmless."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHORT_TABLE_ROWS: Final = 14
"""A table of at most so many rows is kept on one page."""


class Tone(StrEnum):
    """What a callout is for."""

    EXPLANATION = "explanation"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a chapter (the document's title stands above all levels)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A quiet one is smaller and grey: notes and sources."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with what it measures and what to hold it against."""

    label: str
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """At most four figures in a row; ``description`` is read to those who cannot see the row."""

    description: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` is relative to the others'."""

    title: str
    width: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column heads its rows; ``has_total`` sets the last row apart."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    has_total: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with the text that says the same to those who cannot see it."""

    svg: str
    alt: str
    caption: str
    source: str = ""
    width_mm: float = 165.0


@dataclass(frozen=True, slots=True)
class Callout:
    """Something the reader must not miss."""

    title: str
    text: str
    tone: Tone = Tone.EXPLANATION


@dataclass(frozen=True, slots=True)
class Items:
    """A bullet list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Terms, each with its text."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


type Block = (
    Heading | Paragraph | KeyFigures | Table | Figure | Callout | Items | Entries | PageBreak
)


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The few words the writers add themselves, in the document's language."""

    table: str
    figure: str
    source: str
    page_of: str
    """With ``{page}`` and ``{pages}``."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``facts`` stand under the title as label and value; ``created`` is ISO."""

    title: str
    kicker: str
    lead: str
    subject: str
    language_tag: str
    created: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    words: DocumentWords
