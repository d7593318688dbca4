"""Reads JSON-stat 2.0 (json-stat.org) and PxWeb's own JSON: the same table in two dialects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import prod
from typing import Any, Final

import numpy as np

from arbetshubb.analysis.places import FloatArray
from arbetshubb.statistics.rules.cube import Cube, NotThatShape, Variable
from arbetshubb.statistics.rules.figures import Status, StatusArray
from arbetshubb.statistics.rules.kinds import About
from arbetshubb.statistics.rules.marks import figure_in, status_of

type Json = Mapping[str, Any]  # Any: a document from outside

MOST_FIGURES: Final = 5_000_000
_ADJUSTED_WORDS: Final = (
    "cell key", "cellnyckel", "röjande", "disclosure", "brus", "slumpm", "perturb", "avrund",
)  # fmt: skip
_PARTS: Final = 10  # of a date: 2025-02-20


def is_json_stat(document: Json) -> bool:
    """Whether a document looks like a JSON-stat dataset."""
    return "dimension" in document and "id" in document and "size" in document


def is_px_json(document: Json) -> bool:
    """Whether a document looks like PxWeb's own ``json`` answer."""
    return isinstance(document.get("columns"), list) and isinstance(document.get("data"), list)


def cube_from_json_stat(document: Json) -> Cube:
    """The table in a JSON-stat dataset.

    Raises:
        NotThatShape: a part is lacking or does not fit the others.
    """
    try:
        names = [str(name) for name in document["id"]]
        size = [int(each) for each in document["size"]]
        variables = tuple(
            _variable(name, document["dimension"][name], length)
            for name, length in zip(names, size, strict=True)
        )
        total = prod(size)
        if total > MOST_FIGURES:
            raise NotThatShape(code="too_many_figures", limit=str(MOST_FIGURES))
        value, status = _values(document.get("value", []), document.get("status"), total)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NotThatShape(code="json_stat_broken", part=str(error)[:60]) from error
    at = np.stack(np.unravel_index(np.arange(total), size), axis=1).astype(np.int64)
    given = status != _NOT_GIVEN
    return Cube(variables, at[given], value[given], status[given], _about(document))


def cube_from_px_json(document: Json) -> Cube:
    """The table in PxWeb's ``json``: ``columns`` and ``data`` with ``key`` and ``values``.

    Raises:
        NotThatShape: a part is lacking or does not fit the others.
    """
    try:
        columns = document["columns"]
        keys = [each for each in columns if each.get("type") != "c"]
        contents = [each for each in columns if each.get("type") == "c"]
        cells = [
            (*map(str, row["key"]), str(content["code"]), str(text))
            for row in document["data"]
            for content, text in zip(contents, row["values"], strict=True)
        ]
        if any(len(cell) != len(keys) + 2 for cell in cells):
            raise NotThatShape(code="px_json_broken")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotThatShape(code="px_json_broken") from error
    labels = {str(each["code"]): str(each.get("text", each["code"])) for each in contents}
    heads = [(str(each["code"]), str(each.get("text", each["code"]))) for each in keys]
    return cube_of_cells([*heads, ("ContentsCode", "tabellinnehåll")], cells, {-1: labels})


def cube_of_cells(
    heads: Sequence[tuple[str, str]],
    cells: Sequence[tuple[str, ...]],
    labels: Mapping[int, Mapping[str, str]],
    about: About | None = None,
) -> Cube:
    """The table of cells that each say their codes and, last, their figure as text.

    ``heads`` are the code and label of every variable; ``labels`` of its values, where known, by
    the variable's position (``-1`` for the last).

    Raises:
        NotThatShape: a figure is neither a number nor a mark.
    """
    columns = list(zip(*cells, strict=True)) if cells else [()] * (len(heads) + 1)
    variables, at = [], np.zeros((len(cells), len(heads)), dtype=np.int64)
    for position, (code, label) in enumerate(heads):
        found = tuple(dict.fromkeys(columns[position]))
        place = {word: index for index, word in enumerate(found)}
        at[:, position] = [place[word] for word in columns[position]]
        words = labels.get(position) or labels.get(position - len(heads)) or {}
        variables.append(Variable(code, label, found, tuple(words.get(w, w) for w in found)))
    read = [figure_in(text) for text in columns[-1]]
    wrong = next((text for text, each in zip(columns[-1], read, strict=True) if not each), None)
    if wrong is not None:
        raise NotThatShape(code="figure_unreadable", value=wrong[:40])
    known = [each for each in read if each]
    return Cube(
        tuple(variables),
        at,
        np.array([value for value, _status in known], dtype=np.float64),
        np.array([status for _value, status in known], dtype=np.uint8),
        about or About(),
    )


_NOT_GIVEN: Final = 255


def _variable(name: str, dimension: Json, length: int) -> Variable:
    category = dimension.get("category", {})
    index = category.get("index")
    labels = category.get("label") or {}
    match index:
        case dict():
            codes = sorted(index, key=lambda code: int(index[code]))
        case list():
            codes = [str(code) for code in index]
        case _:
            codes = [str(code) for code in labels]
    if len(codes) != length:
        raise NotThatShape(code="json_stat_size", variable=name)
    return Variable(
        name,
        str(dimension.get("label") or name),
        tuple(str(code) for code in codes),
        tuple(str(labels.get(code, code)) for code in codes),
    )


def _values(values: Any, marks: Any, total: int) -> tuple[FloatArray, StatusArray]:
    value = np.full(total, np.nan)
    status = np.full(total, Status.MISSING, dtype=np.uint8)
    match values:
        case dict():
            # A sparse answer leaves out what has no figure: those are not rows at all.
            status[:] = _NOT_GIVEN
            for place, each in values.items():
                value[int(place)] = np.nan if each is None else float(each)
                status[int(place)] = Status.MISSING if each is None else Status.OK
        case list() if len(values) == total:
            value = np.array([np.nan if v is None else float(v) for v in values])
            status[~np.isnan(value)] = Status.OK
        case _:
            raise NotThatShape(code="json_stat_size", variable="value")
    for place, mark in _marks(marks):
        if status[place] == Status.OK:
            status[place] = {"p": Status.PRELIMINARY, "*": Status.PRELIMINARY}.get(
                mark.casefold(), Status.ADJUSTED if mark.casefold() in {"r", "k", "e"} else 0
            )
        else:
            status[place] = status_of(mark)
    return value, status


def _marks(marks: Any) -> list[tuple[int, str]]:
    match marks:
        case dict():
            return [(int(place), str(mark)) for place, mark in marks.items()]
        case list():
            return [(place, str(mark)) for place, mark in enumerate(marks) if mark]
        case _:
            return []


def _about(document: Json) -> About:
    extension = document.get("extension") or {}
    px = extension.get("px") or {}
    notes = [str(note) for note in document.get("note") or []]
    for dimension in document.get("dimension", {}).values():
        notes += [str(note) for note in dimension.get("note") or []]
    text = " ".join(notes).casefold()
    return About(
        table_id=str(px.get("tableid") or extension.get("tableid") or ""),
        title=str(document.get("label") or ""),
        publisher=str(document.get("source") or ""),
        updated=_date(document.get("updated")),
        notes=tuple(dict.fromkeys(notes)),
        is_adjusted=any(word in text for word in _ADJUSTED_WORDS),
    )


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)[:_PARTS])
    except ValueError:
        return None
