"""Points to measure travel between, from a file: an id and where it is, in any usual form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arbetshubb.analysis.places import Cell, Sweref
from arbetshubb.reference.gazetteer import Gazetteer, Located, NotLocated
from arbetshubb.tables.columns import Column, ReadTable, Record, with_columns
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors, in_file_order
from arbetshubb.tables.reading import read_table

POINT_COLUMNS: Final = (
    Column("id", ("nummer", "site_id", "plats_id", "namn", "name")),
    Column("cell", ("ruta", "cell_id", "ruta_id")),
    Column("position", ("läge", "koordinater", "coordinates", "locality", "ort", "place", "plats")),
    Column("postcode", ("postnummer", "postnr")),
    Column("lat", ("latitude", "latitud", "breddgrad")),
    Column("lon", ("longitude", "longitud", "längdgrad", "lng")),
    Column("n", ("north", "northing", "nord", "norr")),
    Column("e", ("east", "easting", "öst", "ost")),
)
_PAIRS: Final = (("lat", "lon"), ("n", "e"))


@dataclass(frozen=True, slots=True)
class Points:
    """Ids and positions, one a row, and what was wrong in the file."""

    ids: tuple[str, ...]
    positions: tuple[Sweref, ...]
    problems: tuple[Problem, ...]


def read_points(path: Path, gazetteer: Gazetteer) -> Points:
    """The points in the file; with an error, use none of them.

    A row without ``id`` is named by its cell or position. An id that is itself a cell's
    (``N7010E482``) needs no position.
    """
    try:
        table = read_table(path.read_bytes(), name=path.name)
    except OSError:
        return Points((), (), (Problem(str(path), 0, "", "", "file_missing"),))
    except UnreadableFile as error:
        return Points((), (), (error.as_problem(path.name),))
    read = with_columns(table, POINT_COLUMNS)
    problems = list(read.problems)
    if has_errors(problems):
        return Points((), (), in_file_order(problems))
    records = list(read.records())
    found = _positions(records, gazetteer)
    ids: dict[str, Sweref] = {}
    for record, where in zip(records, found, strict=True):
        name = record["id"] or record["cell"] or _text(record)
        if isinstance(where, Problem):
            problems.append(where)
        elif name in ids:
            problems.append(record.error("id", "point_twice"))
        else:
            ids[name] = where
    if not records:
        problems.append(_no_rows(read))
    return Points(tuple(ids), tuple(ids.values()), in_file_order(problems))


def _positions(records: list[Record], gazetteer: Gazetteer) -> list[Sweref | Problem]:
    cells = [_cell(record) for record in records]
    texts = [
        "" if cell is not None else _text(record)
        for record, cell in zip(records, cells, strict=True)
    ]
    places = gazetteer.locate_all(texts)
    return [
        cell if cell is not None else _place(record, place)
        for record, cell, place in zip(records, cells, places, strict=True)
    ]


def _cell(record: Record) -> Sweref | Problem | None:
    """The middle of the cell that the row names; ``None`` when it names none."""
    if record["cell"]:
        try:
            return Cell.from_id(record["cell"].upper()).centre
        except ValueError:
            return record.error("cell", "cell_expected")
    if _text(record):
        return None
    try:
        return Cell.from_id(record["id"].upper()).centre
    except ValueError:
        return None


def _place(record: Record, place: Located | NotLocated) -> Sweref | Problem:
    if isinstance(place, Located):
        return place.position
    return record.error(_column(record), place.code, place.params)


def _column(record: Record) -> str:
    """The column that says where; ``position`` when none does."""
    pairs = (first for first, second in _PAIRS if record[first] or record[second])
    alone = (name for name in ("position", "postcode") if record[name])
    return next(pairs, None) or next(alone, "position")


def _text(record: Record) -> str:
    """The position as one text, whichever columns hold it."""
    column = _column(record)
    second = dict(_PAIRS).get(column)
    return f"{record[column]}; {record[second]}" if second else record[column]


def _no_rows(read: ReadTable) -> Problem:
    return Problem(read.name, read.header_row, "id", "", "no_rows")
