"""A finished travel matrix from a Parquet file with the columns ``from, to, seconds, metres``.

``from`` and ``to`` hold cell ids (``N7010E482``) or site ids; one row a pair, one way. A pair that
is not in the file, or whose time or distance is empty, has no way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from arbetshubb.analysis.places import Cell, Site, Sweref
from arbetshubb.analysis.travel import TravelMatrix, TravelTable, matrix_from_table
from arbetshubb.integrations.roads.errors import (
    MatrixColumnsMissing,
    MatrixIdsMissing,
    MatrixNotReadable,
    MatrixValuesWrong,
)

COLUMNS: Final = ("from", "to", "seconds", "metres")


def matrix_from_parquet(
    path: Path, origin_ids: Sequence[str], destination_ids: Sequence[str]
) -> TravelMatrix:
    """The matrix in ``path`` in the order of the ids: ``minutes[origin, destination]``, ``km``.

    Raises:
        MatrixNotReadable: the file is not Parquet.
        MatrixColumnsMissing: one of ``COLUMNS`` is not there.
        MatrixIdsMissing: an id has no row at all.
        MatrixValuesWrong: a value is negative or no number, or a pair stands twice.
    """
    rows = _rows(path)
    _check_ids(path, rows, origin_ids, destination_ids)
    wanted = rows.filter(
        pl.col("from").is_in(list(origin_ids)) & pl.col("to").is_in(list(destination_ids))
    )
    _check_values(path, wanted)
    table = TravelTable(
        from_id=wanted["from"].to_list(),
        to_id=wanted["to"].to_list(),
        seconds=wanted["seconds"].to_numpy(),
        metres=wanted["metres"].to_numpy(),
        source=_source(path),
    )
    return matrix_from_table(table, origins=origin_ids, destinations=destination_ids)


class MatrixRouter:
    """Travel looked up in a Parquet matrix: a point is its cell, or the site that stands there."""

    def __init__(self, path: Path, *, sites: Sequence[Site] = ()) -> None:
        self._path = path
        self._site_at = {site.position: site.site_id for site in sites}

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel; see ``matrix_from_parquet`` for what can be wrong."""
        known = set(_rows(self._path).select(pl.col("from", "to")).unpivot()["value"])
        return matrix_from_parquet(
            self._path,
            [self._id(point, known) for point in origins],
            [self._id(point, known) for point in destinations],
        )

    def _id(self, point: Sweref, known: set[str]) -> str:
        """The site's id if the file knows it, else the cell's; the site's when it knows neither."""
        cell_id = Cell.containing(point).id
        site_id = self._site_at.get(point, cell_id)
        return cell_id if cell_id in known and site_id not in known else site_id


def _rows(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise MatrixNotReadable(path) from error
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise MatrixColumnsMissing(path, missing)
    try:
        return frame.select(
            pl.col("from", "to").cast(pl.String), pl.col("seconds", "metres").cast(pl.Float64)
        )
    except pl.exceptions.PolarsError as error:
        raise MatrixValuesWrong(path, rows=frame.height) from error


def _check_ids(
    path: Path, rows: pl.DataFrame, origin_ids: Sequence[str], destination_ids: Sequence[str]
) -> None:
    origins, destinations = set(rows["from"]), set(rows["to"])
    no_origin = sorted({name for name in origin_ids if name not in origins})
    no_destination = sorted({name for name in destination_ids if name not in destinations})
    if no_origin or no_destination:
        raise MatrixIdsMissing(path, origins=no_origin, destinations=no_destination)


def _check_values(path: Path, rows: pl.DataFrame) -> None:
    values = pl.col("seconds", "metres")
    wrong = rows.filter(pl.any_horizontal((values < 0) | values.is_infinite())).height
    twice = rows.height - rows.select("from", "to").unique().height
    if wrong or twice:
        raise MatrixValuesWrong(path, rows=wrong + twice)


def _source(path: Path) -> str:
    with path.open("rb") as file:
        return f"{path.name}, {hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"
