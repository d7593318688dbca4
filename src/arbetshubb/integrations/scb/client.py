"""Asks PxWebApi for a table: what it has, and its figures in pieces under the cell limit.

Version 2 is spoken unless the address has ``/v1/`` in it: version 1 is to be closed at the turn of
2026–2027, and until then it serves installations of PxWeb that have not moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Final

import numpy as np

from arbetshubb.integrations.fetching import Fetcher, FetchFailed, Json, Rate

SCB_RATE: Final = Rate(calls=30, seconds=10.0)
"""What Statistics Sweden states; ``/config`` may state less."""
CELL_LIMIT: Final = 150_000
_LANGUAGE: Final = {"lang": "sv"}

type Selection = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TableVariable:
    """A variable and its values; ``codes`` and ``labels`` stand side by side."""

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What a table has. ``updated`` changes when its figures do; empty when it is not told."""

    table_id: str
    label: str
    updated: str
    variables: tuple[TableVariable, ...]


class ScbClient:
    """Tables behind one address of PxWebApi."""

    def __init__(self, fetch: Fetcher) -> None:
        self._fetch = fetch
        self._is_first_version = "/v1/" in fetch.base_url + "/"
        self._limit: int | None = None

    def table(self, table_id: str) -> TableInfo:
        """The table's variables, and when it was updated.

        Raises:
            FetchFailed: it cannot be had, or the answer is of a new shape.
        """
        if self._is_first_version:
            document = self._fetch.get(table_id)
            return self._read(lambda: _first_info(table_id, document))
        document = self._fetch.get(f"tables/{table_id}/metadata", _LANGUAGE)
        return self._read(lambda: _second_info(table_id, document))

    def data(
        self,
        table: TableInfo,
        selection: Selection,
        *,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> dict[str, Any]:
        """The chosen figures as one JSON-stat 2 dataset, however many calls it takes.

        Raises:
            FetchFailed: an answer cannot be had, or is of a new shape.
        """
        pieces = list(in_pieces(selection, self._cell_limit()))
        documents = []
        for number, piece in enumerate(pieces):
            documents.append(self._piece(table.table_id, piece))
            progress((number + 1) / len(pieces))
        split = _split_variable(pieces)
        return self._read(lambda: joined(documents, split))

    def _piece(self, table_id: str, selection: Selection) -> Json:
        if self._is_first_version:
            query = [
                {"code": code, "selection": {"filter": "item", "values": list(values)}}
                for code, values in selection.items()
            ]
            return self._fetch.post(
                table_id, {"query": query, "response": {"format": "json-stat2"}}
            )
        chosen = [
            {"variableCode": code, "valueCodes": list(values)} for code, values in selection.items()
        ]
        return self._fetch.post(
            f"tables/{table_id}/data",
            {"selection": chosen},
            {**_LANGUAGE, "outputFormat": "json-stat2"},
        )

    def _cell_limit(self) -> int:
        """How many cells an answer may have, as the publisher's own settings say."""
        if self._is_first_version:
            return CELL_LIMIT
        if self._limit is None:
            config = self._fetch.get("config")
            self._limit = self._read(lambda: max(1, int(config["maxDataCells"])))
            calls, seconds = config.get("maxCallsPerTimeWindow"), config.get("timeWindow")
            if isinstance(calls, int) and isinstance(seconds, int) and calls > 0:
                self._fetch.rate = Rate(calls, float(seconds))
        return self._limit

    def _read[T](self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            host = self._fetch.base_url
            raise FetchFailed(code="changed_shape", host=host, part=str(error)[:60]) from error


def in_pieces(selection: Selection, limit: int) -> Iterator[Selection]:
    """The selection in parts of at most ``limit`` cells, split along its longest variable.

    Raises:
        FetchFailed: with one value of that variable there are still too many.
    """
    longest = max(selection, key=lambda code: len(selection[code]))
    others = prod(len(values) for code, values in selection.items() if code != longest)
    if others > limit:
        raise FetchFailed(code="answer_too_large", host="PxWeb")
    values, step = selection[longest], limit // max(1, others)
    for start in range(0, len(values), step):
        yield {**selection, longest: values[start : start + step]}


def joined(documents: Sequence[Json], along: str) -> dict[str, Any]:
    """JSON-stat datasets that differ in one variable's values, as one.

    Raises:
        ValueError: they differ in more than that.
        KeyError: a part is lacking.
    """
    first = dict(documents[0])
    if len(documents) == 1:
        return first
    axis = list(first["id"]).index(along)
    codes: list[str] = []
    labels: dict[str, str] = {}
    for document in documents:
        category = document["dimension"][along]["category"]
        found = category["index"]
        codes += found if isinstance(found, list) else sorted(found, key=found.__getitem__)
        labels.update(category.get("label", {}))
        if list(document["id"]) != list(first["id"]):
            msg = "id"
            raise ValueError(msg)
    blocks = [_block(document) for document in documents]
    values = np.concatenate([block[0] for block in blocks], axis=axis)
    marks = np.concatenate([block[1] for block in blocks], axis=axis).reshape(-1)
    dimension = dict(first["dimension"])
    category = {"index": {code: place for place, code in enumerate(codes)}, "label": labels}
    dimension[along] = {**dimension[along], "category": category}
    flat = values.reshape(-1)
    return {
        **first,
        "size": list(values.shape),
        "dimension": dimension,
        "value": [None if np.isnan(value) else float(value) for value in flat],
        "status": {str(place): str(marks[place]) for place in np.flatnonzero(marks != "")},
    }


def _block(document: Json) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    size = [int(each) for each in document["size"]]
    total = prod(size)
    given = document["value"]
    if isinstance(given, dict):
        given = [given.get(str(place)) for place in range(total)]
    if len(given) != total:
        msg = "value"
        raise ValueError(msg)
    values = np.array([np.nan if value is None else float(value) for value in given])
    marks = np.full(total, "", dtype="<U8")
    status = document.get("status") or {}
    pairs = status.items() if isinstance(status, dict) else enumerate(status)
    for place, mark in pairs:
        marks[int(place)] = mark or ""
    return values.reshape(size), marks.reshape(size)


def _split_variable(pieces: Sequence[Selection]) -> str:
    first, last = pieces[0], pieces[-1]
    return next((code for code in first if list(first[code]) != list(last[code])), "")


def _second_info(table_id: str, document: Json) -> TableInfo:
    variables = tuple(
        _variable(code, document["dimension"][code]) for code in map(str, document["id"])
    )
    return TableInfo(
        table_id, str(document["label"]), str(document.get("updated") or ""), variables
    )


def _variable(code: str, dimension: Json) -> TableVariable:
    category = dimension["category"]
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = index if isinstance(index, list) else sorted(index, key=index.__getitem__)
    return TableVariable(
        code,
        str(dimension.get("label", code)),
        tuple(map(str, codes)),
        tuple(str(labels.get(each, each)) for each in codes),
    )


def _first_info(table_id: str, document: Json) -> TableInfo:
    variables = tuple(
        TableVariable(
            str(each["code"]),
            str(each.get("text", each["code"])),
            tuple(map(str, each["values"])),
            tuple(map(str, each.get("valueTexts", each["values"]))),
        )
        for each in document["variables"]
    )
    return TableInfo(table_id, str(document["title"]), "", variables)
