"""A file that keeps what an engine answered for some origins: one column a destination.

    header   magic, number of origins, key of what was asked, check sum
    columns  position of the destination, check sum, seconds and metres (float32) and reasons of no
             way (byte) for all origins

One more destination appends one column. Readers take whole columns only, map them into memory and
trust none whose check sum is wrong; the next writer cuts a torn one off. Writers hold the file's
lock.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import UInt8Array

type Float32Array = npt.NDArray[np.float32]

_MAGIC: Final = b"ARBTRVL1"
_HEADER: Final = struct.Struct("<8sQ32sI12x")
_CHECKED: Final = struct.Struct("<8sQ32s")


@dataclass(frozen=True, eq=False)
class Column:
    """Travel from all origins to one destination: ``seconds[origin]`` and so on."""

    seconds: Float32Array
    metres: Float32Array
    no_way: UInt8Array

    @property
    def check_sum(self) -> int:
        """Changes with any value."""
        total = crc32(self.seconds.tobytes())
        return crc32(self.no_way.tobytes(), crc32(self.metres.tobytes(), total))


class TravelFile:
    """The columns kept in ``path`` for ``origins`` origins and the travel that ``key`` names.

    ``key`` is 32 bytes. A file of another key, and one that is no such file, counts as empty and
    is written anew.
    """

    def __init__(self, path: Path, *, origins: int, key: bytes) -> None:
        self._path = path
        checked = _CHECKED.pack(_MAGIC, origins, key)
        self._header = _HEADER.pack(_MAGIC, origins, key, crc32(checked))
        self._record = np.dtype(
            [
                ("north", "<f8"),
                ("east", "<f8"),
                ("check_sum", "<u8"),
                ("seconds", "<f4", (origins,)),
                ("metres", "<f4", (origins,)),
                ("no_way", "u1", (origins,)),
                ("fill", "u1", (-origins % 8,)),
            ]
        )

    @property
    def column_bytes(self) -> int:
        """Bytes of one column."""
        return self._record.itemsize

    def columns(self, destinations: Collection[Sweref]) -> dict[Sweref, Column]:
        """Those of ``destinations`` that are kept whole; other columns are not read from disk.

        None when the file is not there or cannot be read.
        """
        try:
            with self._path.open("rb") as file:
                return self._columns(file, destinations)
        except OSError:
            return {}

    def append(self, columns: Mapping[Sweref, Column]) -> None:
        """Keep these columns as well, except those that are there by now."""
        with self._locked() as file:
            there = self._columns(file, columns)
            file.seek(0)
            if file.read(_HEADER.size) != self._header:
                file.truncate(0)
                file.seek(0)
                file.write(self._header)
            file.truncate(_HEADER.size + self._whole(file) * self.column_bytes)
            file.seek(0, os.SEEK_END)
            for destination, column in columns.items():
                if destination not in there:
                    file.write(self._bytes(destination, column))
                    file.flush()

    def touch(self) -> None:
        """Say that the file was used now; the one not used for longest is removed first."""
        with suppress(OSError):
            os.utime(self._path)

    def _columns(self, file: BinaryIO, destinations: Collection[Sweref]) -> dict[Sweref, Column]:
        file.seek(0)
        if file.read(_HEADER.size) != self._header:
            return {}
        whole = self._whole(file)
        if not whole:
            return {}
        records = np.memmap(file, dtype=self._record, mode="r", offset=_HEADER.size, shape=(whole,))
        places = zip(records["north"].tolist(), records["east"].tolist(), strict=True)
        found: dict[Sweref, Column] = {}
        for index, (north, east) in enumerate(places):
            destination = Sweref(north, east)
            if destination not in destinations:
                continue
            record = records[index]
            column = Column(record["seconds"], record["metres"], record["no_way"])
            if column.check_sum == int(record["check_sum"]):
                found[destination] = column
        return found

    def _whole(self, file: BinaryIO) -> int:
        size = os.fstat(file.fileno()).st_size
        return max(0, size - _HEADER.size) // self.column_bytes

    def _bytes(self, destination: Sweref, column: Column) -> bytes:
        record = np.zeros((), dtype=self._record)
        record["north"], record["east"] = destination.north, destination.east
        record["check_sum"] = column.check_sum
        record["seconds"], record["metres"] = column.seconds, column.metres
        record["no_way"] = column.no_way
        return record.tobytes()

    @contextmanager
    def _locked(self) -> Iterator[BinaryIO]:
        """The file, made if needed, that nobody else writes to meanwhile."""
        while True:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            with os.fdopen(handle, "r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                # It may have been removed, to make room, between being opened and locked.
                if self._is_at_path(file):
                    yield file
                    return

    def _is_at_path(self, file: BinaryIO) -> bool:
        try:
            return self._path.stat().st_ino == os.fstat(file.fileno()).st_ino
        except FileNotFoundError:
            return False
