"""What can be wrong with a road file: one class a fact. Their sentences live in ``texts``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class RoadError(Exception):
    """A road file that cannot be used. ``code`` names the fact for logs and the API."""

    code = "road_error"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{self.code}: {path.name}")
        self.path = path


class RoadFileMissing(RoadError):
    """There is no file at the path."""

    code = "road_file_missing"


class UnknownRoadFile(RoadError):
    """The file's name ends neither in ``.osm.pbf`` nor in ``.parquet``."""

    code = "unknown_road_file"


class RoadNetworkBroken(RoadError):
    """OSRM could not make a network of the extract; ``step`` failed, saying ``detail``."""

    code = "road_network_broken"

    def __init__(self, path: Path, *, step: str, detail: str) -> None:
        super().__init__(path)
        self.step = step
        self.detail = detail


class MatrixNotReadable(RoadError):
    """The file is not Parquet."""

    code = "matrix_not_readable"


class MatrixColumnsMissing(RoadError):
    """The matrix lacks ``columns``."""

    code = "matrix_columns_missing"

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(path)
        self.columns = tuple(columns)


class MatrixIdsMissing(RoadError):
    """The matrix has no row from ``origins`` or to ``destinations``."""

    code = "matrix_ids_missing"

    def __init__(self, path: Path, *, origins: Sequence[str], destinations: Sequence[str]) -> None:
        super().__init__(path)
        self.origins = tuple(origins)
        self.destinations = tuple(destinations)


class MatrixValuesWrong(RoadError):
    """``rows`` of the matrix hold something that is not a time and a distance, or a pair twice."""

    code = "matrix_values_wrong"

    def __init__(self, path: Path, *, rows: int) -> None:
        super().__init__(path)
        self.rows = rows
