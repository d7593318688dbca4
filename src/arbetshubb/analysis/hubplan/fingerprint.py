"""The hash of all that a plan rests on, the same on every machine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import FloatArray, Site
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce

_COLUMNS = (
    "home", "workplace", "office_days", "home_days", "hub_days", "mode", "employer", "unit",
    "is_remote_eligible", "is_complex_issue",
)  # fmt: skip


def inputs_hash(
    workforce: Workforce, travel: TravelMatrix, options: PlanOptions, constants: ConstantTable
) -> str:
    """SHA-256 in hexadecimal over people (in any order), sites, travel, constants and options.

    Lengths are hashed as whole metres and times as whole thousandths of a minute, positions as
    whole metres: the last bits of an exponential or a projection differ between processors and
    versions of PROJ, and must not make two runs on the same files look different.
    """
    digest = hashlib.sha256()
    facts = {
        "cells": [cell.id for cell in workforce.cells],
        "municipalities": workforce.municipalities,
        "sites": [_site(site) for site in workforce.sites],
        "employers": workforce.employers,
        "units": workforce.units,
        "travel": [travel.quality.value, travel.source, list(travel.km.shape)],
        "options": asdict(options),
        "constants": [asdict(constant) for constant in constants.constants],
    }
    digest.update(json.dumps(facts, ensure_ascii=True, sort_keys=True).encode())
    digest.update(_whole(workforce.cell_municipality).tobytes())
    digest.update(_people(workforce).tobytes())
    digest.update(_rounded(travel.km).tobytes())
    digest.update(_rounded(travel.minutes).tobytes())
    return digest.hexdigest()


def _site(site: Site) -> dict[str, object]:
    row: dict[str, object] = asdict(site)
    row["position"] = [round(site.position.north), round(site.position.east)]
    return row


def _people(workforce: Workforce) -> npt.NDArray[np.int64]:
    """``[person, column]`` whole numbers, sorted, so that the order of people does not matter."""
    columns = [_whole(np.round(getattr(workforce, name) * 1e6)) for name in _COLUMNS]
    rows = np.column_stack(columns) if len(workforce) else np.empty((0, len(_COLUMNS)), "<i8")
    return np.ascontiguousarray(rows[np.lexsort(rows.T[::-1])], dtype="<i8")


def _rounded(values: FloatArray) -> npt.NDArray[np.int64]:
    return _whole(np.round(np.nan_to_num(values, nan=-1.0) * 1e3))


def _whole(values: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    return np.ascontiguousarray(values, dtype="<i8")
