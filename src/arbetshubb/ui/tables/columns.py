"""A column: where its value comes from, how it is written, sorted and aligned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from arbetshubb.ui import formats
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables.order import swedish_order
from arbetshubb.ui.words import Words

type Row = Any  # a model instance, a dataclass or a mapping: the column knows how to read it

NUMERIC: Final = frozenset({*formats.FORMATS, "decimal"})
KINDS: Final = NUMERIC | {"text", "date", "datetime", "status", "html", "yes_no"}
NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One drawn cell."""

    text: str
    is_number: bool = False
    is_hidden: bool = False
    href: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        key: attribute, mapping key, or a path of them joined by ``__``; also the sort parameter.
        label: the heading; an empty one is spoken as ``spoken_label``.
        kind: one of ``KINDS``; decides format and alignment.
        value: reads the value from a row instead of ``key``.
        link: gives the address the value leads to, or an empty text.
        sort: the field a QuerySet is ordered by; lists are sorted by value.
        is_sortable: whether the heading sorts. A QuerySet also needs ``sort`` or a plain ``key``.
        hidden_is_few: ``None`` is written "fewer than 5", not a dash.
        decimals: for kind ``decimal``.
        spoken_label: heading for screen readers where ``label`` is empty.
    """

    key: str
    label: Words
    kind: str = "text"
    value: Callable[[Row], Any] | None = None
    link: Callable[[Row], str] | None = None
    sort: str = ""
    is_sortable: bool = True
    hidden_is_few: bool = False
    decimals: int = 1
    spoken_label: Words = ""

    def __post_init__(self) -> None:
        """Refuse a kind nobody can write."""
        if self.kind not in KINDS:
            message = f"unknown kind of column: {self.kind!r}"
            raise ValueError(message)

    @property
    def is_number(self) -> bool:
        """Whether the column is aligned to the right in tabular figures."""
        return self.kind in NUMERIC

    @property
    def order_field(self) -> str:
        """The field a QuerySet is ordered by; empty when only Python knows the value."""
        return self.sort or ("" if self.value else self.key)

    def of(self, row: Row) -> Any:
        """The value in ``row``."""
        return self.value(row) if self.value else _followed(row, self.key)

    def cell(self, row: Row) -> Cell:
        """The cell for ``row``."""
        value = self.of(row)
        if isinstance(value, Status):
            return Cell(str(value), status=value)
        is_missing = self._is_missing(value)
        return Cell(
            text=self._absent() if is_missing else self._written(value),
            is_number=self.is_number,
            is_hidden=is_missing and self.hidden_is_few,
            href=self.link(row) if self.link else "",
        )

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Order of rows: numbers by size, texts without regard to case, missing ones last."""
        value = self.of(row)
        if self._is_missing(value):
            return (True, 0)
        if self.is_number:
            return (False, formats.value_of(value))
        if isinstance(value, date | datetime | bool):
            return (False, value)
        return (False, swedish_order(str(value)))

    def _is_missing(self, value: Any) -> bool:
        return formats.value_of(value) is None if self.is_number else value in (None, "")

    def _absent(self) -> str:
        return formats.hidden_text() if self.hidden_is_few else NOTHING

    def _written(self, value: Any) -> str:
        if self.kind == "decimal":
            return formats.number(value, self.decimals)
        if self.kind in formats.FORMATS:
            return formats.FORMATS[self.kind](value)
        if self.kind == "html" and isinstance(value, SafeString):
            return value
        if self.kind == "yes_no":
            return gettext("Yes") if value else gettext("No")
        if self.kind in {"date", "datetime"}:
            return _moment(value, self.kind)
        return str(value)


def _moment(value: Any, kind: str) -> str:
    if kind == "date":
        return date_format(value, "j M Y")
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return date_format(local, "j M Y H:i")


def _followed(row: Row, path: str) -> Any:
    for name in path.split("__"):
        if row is None:
            return None
        row = row.get(name) if isinstance(row, Mapping) else getattr(row, name)
        if callable(row):
            row = row()
    return row
