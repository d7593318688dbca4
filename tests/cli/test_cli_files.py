"""``arbetshubb template`` and ``arbetshubb demo-data``, help, and words from ``argparse``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from arbetshubb.cli import terminal
from arbetshubb.cli.main import main
from arbetshubb.cli.terminal import ProgressLine, show_problems
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.reading import read_table


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_demo_data_is_the_same_to_the_byte_for_the_same_seed(tmp_path: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        assert main(["demo-data", str(tmp_path / name), "--people", "50", "--seed", seed]) == 0
    assert files_in(tmp_path / "a") == files_in(tmp_path / "b")
    assert files_in(tmp_path / "a") != files_in(tmp_path / "c")
    assert set(files_in(tmp_path / "a")) == {
        "README.txt", "municipalities.csv", "people.csv", "sites.csv",
    }  # fmt: skip


def test_demo_data_may_have_all_employers(tmp_path: Path) -> None:
    assert main(["demo-data", str(tmp_path / "a"), "--people", "50", "--others", "100"]) == 0
    table = read_table((tmp_path / "a/people.csv").read_bytes(), name="people.csv")
    assert len(table.rows) == 150
    assert "Demomyndighet 1" in {row.values[1] for row in table.rows}


@pytest.mark.parametrize("size", ["--people=0", "--people=x", "--people=1,5", "--others=-1"])
def test_demo_data_of_an_impossible_size_is_refused(tmp_path: Path, size: str) -> None:
    assert main(["demo-data", str(tmp_path / "a"), size]) == 2
    assert not (tmp_path / "a").exists()


def test_demo_data_is_not_mixed_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["demo-data", str(tmp_path), "--people", "50"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "language", "column"),
    [
        ("people.xlsx", "sv", "person"), ("people.xlsx", "en", "person_id"),
        ("sites.xlsx", "sv", "plats_id"), ("platser.xlsx", "en", "site_id"),
    ],
)  # fmt: skip
def test_a_template_is_chosen_by_its_name(
    tmp_path: Path, name: str, language: str, column: str
) -> None:
    assert main(["template", str(tmp_path / name), "--language", language]) == 0
    assert read_table((tmp_path / name).read_bytes(), name=name).columns[0] == column


def test_the_two_templates_can_be_planned_with_once_there_are_people_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("people.xlsx", "sites.xlsx"):
        assert main(["template", str(tmp_path / name)]) == 0
    out = tmp_path / "plan"
    files = [str(tmp_path / "people.xlsx"), str(tmp_path / "sites.xlsx")]
    assert main(["plan", *files, "--out", str(out), "--language", "en"]) == 2
    assert "There are fewer than 5 people" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["people.csv", "personal.xlsx"])
def test_another_name_has_no_template(tmp_path: Path, name: str) -> None:
    assert main(["template", str(tmp_path / name)]) == 2
    assert not list(tmp_path.iterdir())


def test_a_filled_in_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"filled in")
    assert main(["template", str(path)]) == 2
    assert path.read_bytes() == b"filled in"


@pytest.mark.parametrize(
    ("language", "word"), [("sv", "minst en hubb i varje kommun"), ("en", "at least one hub")]
)
def test_help_is_in_the_language_asked_for(
    language: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["plan", "--help", "--language", language])
    assert left.value.code == 0
    assert word in " ".join(capsys.readouterr().out.split())


def test_an_unknown_option_is_told_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["plan", "a", "b", "--hubbar", "3"])
    assert left.value.code == 2
    assert "fel: okända argument" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_line_a_stage_when_nobody_watches() -> None:
    out = io.StringIO()
    line = ProgressLine(out=out)
    for share in (0.0, 0.5, 1.0):
        line("reading", share)
    line("siting", 0.0)
    line.close()
    assert len(out.getvalue().splitlines()) == 2


def test_progress_rewrites_one_line_on_a_terminal() -> None:
    out = Terminal()
    line = ProgressLine(out=out)
    line("reading", 0.0)
    line("siting", 0.5)
    line.close()
    assert "\n" not in out.getvalue()
    assert out.getvalue().endswith("\r\x1b[K")
    assert " s " in out.getvalue()


def test_quiet_says_nothing() -> None:
    out = io.StringIO()
    line = ProgressLine(is_quiet=True, out=out)
    line("reading", 0.5)
    line.close()
    assert out.getvalue() == ""


def test_a_value_cannot_play_tricks_with_the_terminal() -> None:
    out = io.StringIO()
    show_problems([Problem("f", 2, "c", "a\x1b[2Jb\nc", "number_expected")], out)
    assert "\x1b" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 4


def test_a_table_fits_a_narrow_window_and_loses_no_word() -> None:
    problem = Problem("people.csv", 12, "home", "Storgatan 5", "looks_like_address")
    text = terminal._table([problem], 80)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "Storgatan 5" in text
