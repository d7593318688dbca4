from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from reports.example_plan import example_plan

SHEETS = [
    "Läs mig", "Nyckeltal", "Hubbar", "Kommuner", "Pendling i dag", "Flöden", "Alternativ",
    "Känslighet", "Rutor", "Andra lokaler", "Konstanter",
]  # fmt: skip


def sheet(content: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def column(rows: list[list[Any]], title: str) -> list[Any]:
    index = rows[0].index(title)
    return [row[index] for row in rows[1:]]


def test_the_workbook_has_its_sheets_in_order(swedish: dict[str, bytes]) -> None:
    assert CalamineWorkbook.from_filelike(io.BytesIO(swedish["xlsx"])).sheet_names == SHEETS


def test_numbers_are_exact_numbers(swedish: dict[str, bytes]) -> None:
    plan = example_plan()
    rows = sheet(swedish["xlsx"], "Hubbar")
    assert column(rows, "Hubb") == [hub.name for hub in plan.hubs]
    assert column(rows, "Kostnad, kr om året") == [hub.cost.base for hub in plan.hubs]
    assert column(rows, "Medlemmar")[:8] == [hub.members.base for hub in plan.hubs[:8]]


def test_hidden_figures_are_words_and_never_zero(swedish: dict[str, bytes]) -> None:
    municipalities = sheet(swedish["xlsx"], "Kommuner")
    berg = next(row for row in municipalities if row[0] == "Berg")
    shown = [value for value in berg[1:] if value != "Demohubb Svenstavik"]
    assert set(shown) == {"färre än 5"}
    assert column(sheet(swedish["xlsx"], "Hubbar"), "Medlemmar")[8] == "färre än 5"


def test_all_eight_municipalities_have_a_row(swedish: dict[str, bytes]) -> None:
    names = column(sheet(swedish["xlsx"], "Kommuner"), "Kommun")
    assert sorted(names) == sorted(row.name for row in example_plan().municipalities)


def test_every_sheet_of_figures_is_frozen_and_filtered(swedish: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(swedish["xlsx"])) as file:
        for number in range(2, len(SHEETS) + 1):
            xml = file.read(f"xl/worksheets/sheet{number}.xml")
            assert b'state="frozen"' in xml
            assert b"<autoFilter" in xml


def test_the_workbook_has_a_title(swedish: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(swedish["xlsx"])) as file:
        core = file.read("docProps/core.xml").decode()
    assert "Nio hubbar, minst en i varje kommun" in core


@pytest.mark.parametrize("part", ["<f>", "<hyperlink"])
def test_user_text_never_becomes_a_formula_or_a_link(hostile: dict[str, bytes], part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(hostile["xlsx"])) as file:
        sheets = [file.read(name) for name in file.namelist() if "worksheets/sheet" in name]
    assert not [xml for xml in sheets if part.encode() in xml]
    assert "=cmd|' /C calc'!A0" in column(sheet(hostile["xlsx"], "Hubbar"), "Leverantör")
