"""Searching and ordering a QuerySet as Swedish readers expect, whichever database.

SQLite compares letters outside ASCII by their code: it would not find Östersund by "öster", and
would sort Ä before Å. PostgreSQL does both by its own collation (sv in the operator's guide).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Collate

from arbetshubb.ui.tables.order import swedish_order

COLLATION: Final = "arbetshubb_swedish"


def searched(rows: QuerySet[Any], fields: Sequence[str], text: str) -> QuerySet[Any]:
    """The rows with ``text`` in one of the fields, in any case."""
    lookup, wanted = ("iregex", re.escape(text)) if _is_sqlite(rows) else ("icontains", text)
    return rows.filter(reduce(or_, (Q(**{f"{name}__{lookup}": wanted}) for name in fields)))


def ordered(
    rows: QuerySet[Any], field: str, *, is_descending: bool, is_text: bool
) -> QuerySet[Any]:
    """The rows by a field, those without a value last either way; equal ones keep one order."""
    value = Collate(F(field), COLLATION) if is_text and _is_sqlite(rows) else F(field)
    order = value.desc(nulls_last=True) if is_descending else value.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def add_collation(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Teach a new SQLite connection the Swedish alphabet (signal ``connection_created``)."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compared)


def _compared(one: str, other: str) -> int:
    first, second = swedish_order(one), swedish_order(other)
    return (first > second) - (first < second)


def _is_sqlite(rows: QuerySet[Any]) -> bool:
    return connections[rows.db].vendor == "sqlite"
