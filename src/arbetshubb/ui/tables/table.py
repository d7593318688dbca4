"""A table as the page shows it: sorted, filtered, one page at a time, all by links and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.paging import PageLinks, page_links
from arbetshubb.ui.tables import database
from arbetshubb.ui.tables.columns import Cell, Column, Row
from arbetshubb.ui.words import Words

EVERY_ROW: Final = 1_000_000
"""On one page: a table that wants no pages."""
type Parameters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """A drawn heading; ``url`` sorts by it."""

    label: Words
    spoken_label: Words
    is_number: bool
    url: str
    order: Literal["none", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table handed to ``{% data_table %}``; call ``read(request.GET)`` before drawing it.

    Without ``read`` all rows are shown in the given order, with no links.

    Attributes:
        id: unique on the page; prefix of the query parameters ``<id>-sort|page|q``.
        caption: what the table shows; always read, drawn above the table.
        columns: the first one is the row's heading.
        rows: a list or a QuerySet.
        per_page: rows on a page; 0 for all.
        filter_fields: keys (list) or fields (QuerySet) a search looks in; none hides the search.
        export_url: address of the same table as a file; the search and order are added to it.
        empty: shown in place of an empty table.
        default_sort: a column's key, with ``-`` for descending.
        note: a line under the table, such as its source.
    """

    id: str
    caption: Words
    columns: tuple[Column, ...]
    rows: Sequence[Row] | QuerySet[Any]
    per_page: int = 50
    filter_fields: tuple[str, ...] = ()
    export_url: str = ""
    empty: EmptyState | None = None
    default_sort: str = ""
    note: Words = ""
    is_caption_hidden: bool = False
    parameters: Parameters = field(default_factory=dict)
    is_read: bool = False
    pages: Paginator[Any] | None = None

    def read(self, parameters: Parameters) -> DataTable:
        """The table as the address asks for it: searched and sorted."""
        asked = replace(self, parameters=dict(parameters.items()), is_read=True)
        rows = asked._sorted(asked._searched())  # noqa: SLF001  itself
        # One paginator for all that is asked about pages: it counts the rows once.
        return replace(asked, rows=rows, pages=Paginator(rows, self.per_page or EVERY_ROW))

    @property
    def query(self) -> str:
        """What the reader searched for."""
        return self.parameters.get(f"{self.id}-q", "").strip()

    @property
    def page(self) -> Page[Any] | None:
        """The page asked for (the nearest that exists); ``None`` when all rows fit on one."""
        if self.pages is None or self.pages.num_pages == 1:
            return None
        return self.pages.get_page(self.parameters.get(self.page_name))

    @property
    def page_links(self) -> PageLinks | None:
        """Links to the other pages; ``None`` when there are none."""
        page = self.page
        if page is None:
            return None
        return page_links(page, name=self.page_name, parameters=self.parameters)

    @property
    def page_name(self) -> str:
        """The parameter that holds the page."""
        return f"{self.id}-page"

    @property
    def headers(self) -> list[Header]:
        """The headings with their sort links."""
        return [self._header(column) for column in self.columns]

    def lines(self) -> list[list[Cell]]:
        """The cells of the rows on this page."""
        page = self.page
        shown = self.rows if page is None else page.object_list
        return [[column.cell(row) for column in self.columns] for row in shown]

    @property
    def count(self) -> int:
        """Rows found, on all pages."""
        return len(self.rows) if self.pages is None else self.pages.count

    @property
    def is_searchable(self) -> bool:
        """Whether a search form is shown."""
        return bool(self.filter_fields) and self.is_read and (self.count > 0 or bool(self.query))

    @property
    def kept_parameters(self) -> list[tuple[str, str]]:
        """What a new search keeps of the address."""
        dropped = {f"{self.id}-q", self.page_name}
        return [(name, value) for name, value in self.parameters.items() if name not in dropped]

    @property
    def cleared_url(self) -> str:
        """The address without the search."""
        return "?" + urlencode(self.kept_parameters)

    @property
    def full_export_url(self) -> str:
        """The export's address with the search and order of the page."""
        kept = {
            name: value
            for name, value in self.parameters.items()
            if not name.endswith("-page") and value
        }
        if not self.export_url or not kept:
            return self.export_url
        return self.export_url + ("&" if "?" in self.export_url else "?") + urlencode(kept)

    @property
    def _sort(self) -> str:
        return self.parameters.get(f"{self.id}-sort", "") or self.default_sort

    def _can_sort(self, column: Column) -> bool:
        if not column.is_sortable or not self.is_read:
            return False
        return bool(column.order_field) if isinstance(self.rows, QuerySet) else True

    def _header(self, column: Column) -> Header:
        can_sort = self._can_sort(column)
        is_descending = can_sort and self._sort == f"-{column.key}"
        is_ascending = can_sort and self._sort == column.key
        wanted = f"-{column.key}" if is_ascending else column.key
        return Header(
            label=column.label,
            spoken_label=column.spoken_label,
            is_number=column.is_number,
            url=self._url(wanted) if can_sort else "",
            order="descending" if is_descending else "ascending" if is_ascending else "none",
        )

    def _url(self, sort: str) -> str:
        kept = {name: value for name, value in self.parameters.items() if name != self.page_name}
        return "?" + urlencode({**kept, f"{self.id}-sort": sort})

    def _searched(self) -> Sequence[Row] | QuerySet[Any]:
        if not self.query or not self.filter_fields:
            return self.rows
        if isinstance(self.rows, QuerySet):
            return database.searched(self.rows, self.filter_fields, self.query)
        wanted = self.query.casefold()
        readers = [Column(name, "") for name in self.filter_fields]
        return [row for row in self.rows if any(wanted in _folded(c, row) for c in readers)]

    def _sorted(self, rows: Sequence[Row] | QuerySet[Any]) -> Sequence[Row] | QuerySet[Any]:
        is_descending = self._sort.startswith("-")
        key = self._sort.removeprefix("-")
        column = next((column for column in self.columns if column.key == key), None)
        if column is None or not self._can_sort(column):
            # Pages of rows in no order would show some rows twice and others never.
            return rows.order_by("pk") if isinstance(rows, QuerySet) and not rows.ordered else rows
        if isinstance(rows, QuerySet):
            return database.ordered(
                rows,
                column.order_field,
                is_descending=is_descending,
                is_text=column.kind == "text",
            )
        return _sorted_list(rows, column, is_descending=is_descending)


def _folded(column: Column, row: Row) -> str:
    return str(column.of(row)).casefold()


def _sorted_list(rows: Sequence[Row], column: Column, *, is_descending: bool) -> list[Row]:
    """Rows in order, those without a value last either way."""
    keyed = [(column.sort_key(row), row) for row in rows]
    known = [pair for pair in keyed if not pair[0][0]]
    missing = [row for (is_missing, _), row in keyed if is_missing]
    known.sort(key=lambda pair: pair[0], reverse=is_descending)
    return [row for _, row in known] + missing
