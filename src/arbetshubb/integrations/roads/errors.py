"""What can be wrong with a road file or network: one class a fact. Their sentences: ``texts``."""

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
    """There is nothing at the path."""

    code = "road_file_missing"


class UnknownRoadFile(RoadError):
    """The path is neither a network folder nor named ``.osm.pbf`` or ``.parquet``."""

    code = "unknown_road_file"


class RoadNetworkBroken(RoadError):
    """OSRM could not make a network of the extract; ``step`` failed, saying ``detail``."""

    code = "road_network_broken"

    def __init__(self, path: Path, *, step: str, detail: str) -> None:
        super().__init__(path)
        self.step = step
        self.detail = detail


class AreaNotUsable(RoadError):
    """The area is neither GeoJSON with polygons nor the code of a county or municipality."""

    code = "area_not_usable"

    def __init__(self, area: str) -> None:
        super().__init__(Path(area))
        self.area = area


class NoRoadsInArea(RoadError):
    """The extract holds no road within the area."""

    code = "no_roads_in_area"


class AreaTooSmall(RoadError):
    """The area with its buffer covers only ``km2`` square kilometres."""

    code = "area_too_small"

    def __init__(self, area: str, *, km2: float) -> None:
        super().__init__(Path(area))
        self.area = area
        self.km2 = km2


class NotEnoughDisk(RoadError):
    """The build needs ``needed`` bytes of disk where only ``free`` are free."""

    code = "not_enough_disk"

    def __init__(self, path: Path, *, needed: int, free: int) -> None:
        super().__init__(path)
        self.needed = needed
        self.free = free


class NotEnoughMemory(RoadError):
    """The build needs ``needed`` bytes of memory where only ``free`` are free."""

    code = "not_enough_memory"

    def __init__(self, path: Path, *, needed: int, free: int) -> None:
        super().__init__(path)
        self.needed = needed
        self.free = free


class NetworkBusy(RoadError):
    """Somebody else is building in the folder."""

    code = "network_busy"


class NotANetwork(RoadError):
    """The folder holds other things than a network: ``found`` is one of them."""

    code = "not_a_network"

    def __init__(self, path: Path, *, found: str = "") -> None:
        super().__init__(path)
        self.found = found


class OtherNetwork(RoadError):
    """The folder holds a network of another extract, area or engine."""

    code = "other_network"


class NetworkUnfinished(RoadError):
    """The folder's build was stopped before its end."""

    code = "network_unfinished"


class NetworkDamaged(RoadError):
    """A file of the network is missing or not of the size it was built with."""

    code = "network_damaged"

    def __init__(self, path: Path, *, file: str) -> None:
        super().__init__(path)
        self.file = file


class NetworkOfOtherVersion(RoadError):
    """The network was built by ``built``, and the engine is ``installed``."""

    code = "network_of_other_version"

    def __init__(self, path: Path, *, built: str, installed: str) -> None:
        super().__init__(path)
        self.built = built
        self.installed = installed


class ModeMissing(RoadError):
    """The network has no roads for ``mode``; it has ``modes``."""

    code = "mode_missing"

    def __init__(self, path: Path, *, mode: str, modes: Sequence[str]) -> None:
        super().__init__(path)
        self.mode = mode
        self.modes = tuple(modes)


class CalibrationBroken(RoadError):
    """The file holds no calibration of the estimate."""

    code = "calibration_broken"


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
