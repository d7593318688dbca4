"""Small made-up populations by square, for the tests of whatever counts them."""

from __future__ import annotations

from datetime import date

import numpy as np

from arbetshubb.analysis.population import PopulationGrid


def grid(people: list[int | None]) -> PopulationGrid:
    """Squares in a row with these people (``None``: hidden), in Krokom and Östersund in turn."""
    hidden = np.array([count is None for count in people], dtype=np.bool_)
    values = np.array([count or 0 for count in people], dtype=np.int64)
    size = len(people)
    return PopulationGrid(
        north_km=np.full(size, 7010, dtype=np.int64),
        east_km=np.arange(480, 480 + size, dtype=np.int64),
        people=values,
        working_age=values // 2,
        municipality=np.arange(size, dtype=np.int64) % 2,
        municipalities=("Krokom", "Östersund"),
        municipality_codes=("2309", "2380"),
        is_hidden=hidden,
        is_working_age_hidden=hidden,
        as_of=date(2024, 12, 31),
        source="SCB",
        licence="CC0 1.0",
    )
