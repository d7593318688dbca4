"""The constants behind a plan and the way distances were made are said in the reader's language."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from django.utils import translation

from arbetshubb.analysis.hubplan.published import ConstantOut
from arbetshubb.mapping.why import assumption_table, used_constants, wording
from arbetshubb.plans.display.figures import constant_rows
from arbetshubb.plans.texts.assumptions import assumption_help
from arbetshubb.plans.texts.figures import FIGURES
from arbetshubb.plans.texts.plan import roads
from arbetshubb.reference.constants import constants
from reports.example_plan import example_plan

PLAN = replace(
    example_plan(),
    constants=tuple(ConstantOut(**asdict(each)) for each in constants().values()),
)


def test_the_constants_behind_each_figure_are_swedish() -> None:
    with translation.override("sv"):
        rows = [row for figure in FIGURES.values() for row in constant_rows(figure, PLAN, [])]
    assert rows
    sources = {constant.source for constant in PLAN.constants}
    assert not {row.source for row in rows} & sources
    assert {row.confidence for row in rows} <= {"säkert", "ganska säkert", "osäkert"}
    assert not [row for row in rows if "prices" in row.year or "[" in row.source]


def test_the_assumptions_of_the_form_name_their_swedish_source() -> None:
    with translation.override("sv"):
        text = assumption_help(constants()["hub_days_per_member"])
    assert "ersätt med bokningar när det finns sådana (allmän kunskap)." in text


def test_the_mappings_reasons_are_swedish() -> None:
    table = assumption_table(constants())
    with translation.override("sv"):
        cells = {
            str(column.of(row)) for column in table.columns for row in used_constants(constants())
        }
        assert {wording(row).source for row in used_constants(constants())} <= cells
    assert "2025 prices" not in cells
    assert not {row.source for row in used_constants(constants())} & cells


@pytest.mark.parametrize(
    ("quality", "source", "said"),
    [
        ("estimate", "straight line × 1.45", "uppskattningar (fågelvägen gånger 1,45)"),
        ("estimate", "egen modell", "uppskattningar (egen modell)"),
        ("network", "OSRM 6, OpenStreetMap 2026-10-28", "(OSRM 6, OpenStreetMap 2026-10-28)"),
        (
            "network",
            "OSRM 6; 3 of 4000 distances known",
            "(OSRM 6; 3 av 4\u00a0000 avstånd är kända)",
        ),
        (
            "estimate",
            "straight line × 1.45; 3 of 40 distances known",
            "(fågelvägen gånger 1,45; 3 av 40 avstånd är kända)",
        ),
    ],
)
def test_the_way_distances_were_made_is_swedish(quality: str, source: str, said: str) -> None:
    plan = replace(PLAN, travel_quality=quality, travel_source=source)
    with translation.override("sv"):
        assert said in roads(plan)
