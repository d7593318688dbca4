"""Travel looked up in a table of measured pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.places import Cell, FloatArray, IntArray, Sweref
from arbetshubb.analysis.travel.matrix import NoWay, Quality, TravelMatrix


@dataclass(frozen=True, eq=False)
class TravelTable:
    """Measured travel as columns, one row a pair: what a routing engine or a file gives.

    ``seconds`` and ``metres`` belong to the same row of ``from_id`` and ``to_id``. A pair that is
    missing has no known way. A pair given more than once counts with its quickest row.

    Raises:
        ValueError: the columns differ in length, or a value is negative.
    """

    from_id: Sequence[str]
    to_id: Sequence[str]
    seconds: FloatArray
    metres: FloatArray
    source: str

    def __post_init__(self) -> None:
        if len({len(self.from_id), len(self.to_id), len(self.seconds), len(self.metres)}) > 1:
            message = "the columns of a travel table must have one length"
            raise ValueError(message)
        if np.any(self.seconds < 0) or np.any(self.metres < 0):
            message = "seconds and metres must not be negative"
            raise ValueError(message)


def matrix_from_table(
    table: TravelTable, *, origins: Sequence[str], destinations: Sequence[str]
) -> TravelMatrix:
    """The measured matrix ``[origin, destination]``; pairs not in it are ``nan``.

    Rows about other ids are left out. Quality is always ``NETWORK``: holes are never filled with
    estimates, since a matrix must not mix the two; their reason is ``UNKNOWN``.
    O(rows log rows + pairs).
    """
    origin_ids, destination_ids = tuple(dict.fromkeys(origins)), tuple(dict.fromkeys(destinations))
    rows = _positions(table.from_id, origin_ids)
    columns = _positions(table.to_id, destination_ids)
    seconds = np.asarray(table.seconds, dtype=np.float64)
    metres = np.asarray(table.metres, dtype=np.float64)
    is_way = (rows >= 0) & (columns >= 0) & np.isfinite(seconds) & np.isfinite(metres)
    # Slowest first, so that the quickest of several rows for a pair is written last and stays.
    order = np.flatnonzero(is_way)[np.argsort(-seconds[is_way], kind="stable")]
    found_seconds = np.full((len(origin_ids), len(destination_ids)), np.nan)
    found_metres = found_seconds.copy()
    found_seconds[rows[order], columns[order]] = seconds[order]
    found_metres[rows[order], columns[order]] = metres[order]
    asked = np.ix_(_positions(origins, origin_ids), _positions(destinations, destination_ids))
    no_way = np.where(np.isnan(found_seconds), NoWay.UNKNOWN, NoWay.NONE).astype(np.uint8)
    return TravelMatrix(
        found_seconds[asked], found_metres[asked], Quality.NETWORK, table.source, no_way[asked]
    )


@dataclass(frozen=True, eq=False)
class TableRouter:
    """A ``Router`` over a table whose ``from_id`` are cell ids and ``to_id`` are site ids.

    ``site_at`` names the site at each position that may be asked for.
    """

    table: TravelTable
    site_at: Mapping[Sweref, str]

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """Travel from the cells holding ``origins`` to the sites at ``destinations``."""
        return matrix_from_table(
            self.table,
            origins=[Cell.containing(point).id for point in origins],
            destinations=[self.site_at.get(point, "") for point in destinations],
        )


def _positions(ids: Sequence[str], wanted: Sequence[str]) -> IntArray:
    """``[row]`` where each id stands in ``wanted`` (each once), -1 when it does not."""
    position = {name: index for index, name in enumerate(wanted)}
    return np.fromiter((position.get(name, -1) for name in ids), dtype=np.int64, count=len(ids))
