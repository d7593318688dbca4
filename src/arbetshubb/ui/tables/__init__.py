"""Tables for pages: what a room hands over, sorted, filtered and cut on the server."""

from arbetshubb.ui.tables.columns import Cell, Column
from arbetshubb.ui.tables.compare import CompareRow
from arbetshubb.ui.tables.table import DataTable, Header

__all__ = ["Cell", "Column", "CompareRow", "DataTable", "Header"]
