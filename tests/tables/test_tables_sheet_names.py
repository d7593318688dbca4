"""What a sheet of a workbook may be called."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from arbetshubb.tables.sheet_names import sheet_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Flöden", "Flöden"),
        ("Påhittat exempel: pendlare ut", "Påhittat exempel – pendlare ut"),
        ("kr/km", "kr – km"),
        ("[*]", "–"),
        ("x" * 40, "x" * 31),
        ("𐀀" * 20, "𐀀" * 15),
    ],
)
def test_what_excel_refuses_becomes_a_dash(text: str, name: str) -> None:
    assert sheet_name(text) == name


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_text_gives_a_name_that_excel_takes(text: str) -> None:
    with Workbook(io.BytesIO(), {"in_memory": True}) as book:
        book.add_worksheet(sheet_name(text))
