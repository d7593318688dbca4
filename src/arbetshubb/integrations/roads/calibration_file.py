"""The estimate of travel that ``arbetshubb roads calibrate`` fitted, read from its file."""

from __future__ import annotations

import json
from pathlib import Path

from arbetshubb.analysis.travel import Calibration
from arbetshubb.integrations.roads.errors import CalibrationBroken, RoadFileMissing


def read_calibration(path: Path) -> Calibration:
    """The calibration in the file.

    Raises:
        RoadFileMissing: there is no file.
        CalibrationBroken: it holds no calibration.
    """
    try:
        return Calibration.from_dict(json.loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise RoadFileMissing(path) from error
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise CalibrationBroken(path) from error
