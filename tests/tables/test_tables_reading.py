"""Any dialect of a table reads to the same rows, and nothing that is given crashes the reader."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arbetshubb.tables.problems import UnreadableFile
from arbetshubb.tables.reading import clean, read_table
from arbetshubb.tables.table import Table

HEADER = ("id", "hem", "dagar")
ROWS = (("1", "Ås", "2,5"), ("2", "63,18; 14,63", "3"), ("3", "Östersund", ""))


def delimited(delimiter: str) -> str:
    lines = [delimiter.join(f'"{cell}"' if cell else "" for cell in row) for row in (HEADER, *ROWS)]
    return "\r\n".join(lines) + "\r\n"


def workbook(rows: list[list[object]], *, first_sheet_empty: bool = False) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        if first_sheet_empty:
            book.add_worksheet("tomt")
        sheet = book.add_worksheet("data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
    return target.getvalue()


def values(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(row.values for row in table.rows)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_delimiter_and_encoding_gives_the_same_table(delimiter: str, encoding: str) -> None:
    table = read_table(delimited(delimiter).encode(encoding), name="x.csv")
    assert table.columns == HEADER
    assert values(table) == ROWS


def test_a_decimal_comma_does_not_win_over_the_semicolon() -> None:
    table = read_table(b"id;days\n1;2,5\n2;3,5\n", name="x.csv")
    assert table.columns == ("id", "days")


def test_an_unquoted_position_with_a_comma_is_a_problem_of_its_row() -> None:
    table = read_table(b"id,home\n1,Lit\n2,63.1,14.6\n3,Lit\n", name="x.csv")
    (problem,) = table.problems
    assert (problem.row, problem.code, problem.value) == (3, "too_many_cells", "14.6")


def test_empty_rows_are_skipped_and_row_numbers_are_the_file_s() -> None:
    table = read_table(b"\n\nid;home\n\n1;Lit\n;\n2;As\n", name="x.csv")
    assert table.header_row == 3
    assert [row.number for row in table.rows] == [5, 7]


def test_excel_s_own_delimiter_line_is_not_data() -> None:
    table = read_table(b"sep=,\nid,home\n1,Lit\n", name="x.csv")
    assert table.columns == ("id", "home")
    assert [row.number for row in table.rows] == [3]


def test_short_rows_are_filled_up() -> None:
    assert values(read_table(b"a;b;c\n1\n", name="x.csv")) == (("1", "", ""),)


def test_a_line_break_inside_quotes_is_part_of_the_cell() -> None:
    table = read_table(b'a;b\n"x\ny";2\n3;4\n', name="x.csv")
    assert values(table) == (("x\ny", "2"), ("3", "4"))
    assert [row.number for row in table.rows] == [2, 3]


def test_spreadsheet_numbers_come_back_as_clean_text() -> None:
    content = workbook(
        [["a", "b", "c", "d", "e"], [83140.0, 2.5, "00123", True, dt.date(2026, 1, 9)]]
    )
    assert values(read_table(content, name="x.xlsx")) == (
        ("83140", "2.5", "00123", "true", "2026-01-09"),
    )


def test_the_first_sheet_that_holds_anything_is_read() -> None:
    content = workbook([["a"], ["1"]], first_sheet_empty=True)
    assert read_table(content, name="x.xlsx").columns == ("a",)


def test_rows_of_a_spreadsheet_are_numbered_as_it_shows_them() -> None:
    content = workbook([[""], ["a"], [""], ["1"]])
    table = read_table(content, name="x.xlsx")
    assert (table.header_row, table.rows[0].number) == (2, 4)


def test_letters_written_in_two_parts_and_hard_spaces_become_plain() -> None:
    table = read_table("a\nA\u030as\u00a0kyrka\u200b\n".encode(), name="x.csv")
    assert values(table) == (("Ås kyrka",),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n;;\n", "file_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_table"),
        (b'a;b\n1;"2\n3;4\n', "broken_quotes"),
        (b"a;\x81\x8d\x8f\n", "unknown_encoding"),
        (b"PK\x03\x04 but no workbook", "broken_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 but no workbook", "broken_spreadsheet"),
    ],
)
def test_a_file_that_is_no_table_says_which_way(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_table(content, name="x")
    assert caught.value.code == code


def test_too_many_bytes_and_rows_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="file_too_large"):
        read_table(b"a;b\n" * 100, name="x", max_bytes=50)
    with pytest.raises(UnreadableFile, match="too_many_rows"):
        read_table(b"a;b\n" * 100, name="x", max_rows=50)
    assert len(read_table(b"a;b\n" * 51, name="x", max_rows=50).rows) == 50


def test_a_cell_far_out_does_not_fill_the_memory() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write(1_000_000, 16_000, "x")
    with pytest.raises(UnreadableFile, match="too_many"):
        read_table(target.getvalue(), name="x.xlsx")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arbetshubb.tables.sheet_cells.MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="file_too_large"):
        read_table(workbook([["a"], ["1"]]), name="x.xlsx")


def test_a_damaged_workbook_is_unreadable_whatever_was_damaged() -> None:
    content = workbook([["a", "b"], [1, 2]])
    for start in range(0, len(content), 97):
        damaged = content[:start] + b"\xff\x00\xff" + content[start + 3 :]
        try:
            read_table(damaged, name="x.xlsx")
        except UnreadableFile:
            continue


def test_an_archive_that_is_no_workbook_is_unreadable() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(UnreadableFile, match="broken_spreadsheet"):
        read_table(target.getvalue(), name="x.xlsx")


def test_a_problem_never_shows_its_value_when_logged() -> None:
    table = read_table(b"id\n1;19811218-9876\n", name="x.csv")
    assert "9876" not in repr(table.problems)


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    try:
        table = read_table(content, name="x")
    except UnreadableFile:
        return
    assert all(len(row.values) == len(table.columns) for row in table.rows)


@given(st.binary(max_size=200))
def test_no_bytes_that_begin_like_a_workbook_crash_the_reader(content: bytes) -> None:
    for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with pytest.raises(UnreadableFile):
            read_table(start + content, name="x")


cell = st.text(st.characters(codec="cp1252", categories=["L", "N", "P", "Zs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    table = read_table(target.getvalue().encode("utf-8-sig"), name="x")
    wanted = [tuple(clean(c) for c in row) for row in rows]
    assert list(values(table)) == [row for row in wanted if any(row)]
