"""``arbetshubb plan``: files in, a plan out; nothing is written unless all is well."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arbetshubb.cli.main import main

SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small county's files."""
    folder = tmp_path_factory.mktemp("county") / "files"
    assert main(["demo-data", str(folder), "--people", "300", "--seed", "1"]) == 0
    return folder


def plan(county: Path, out: Path, *more: str) -> int:
    people, sites = str(county / "people.csv"), str(county / "sites.csv")
    return main(["plan", people, sites, "--out", str(out), "--quiet", "--format", "json", *more])


def test_a_county_becomes_a_plan(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(county, tmp_path / "plan", "--each-municipality", "--language", "en") == 0
    made = json.loads((tmp_path / "plan/plan.json").read_text(encoding="utf-8"))
    assert made["schema"] == "arbetshubb.plan/1"
    assert len({hub["municipality"] for hub in made["hubs"]}) == 8
    said = capsys.readouterr()
    assert "8 hubs, proven best" in said.out
    assert said.err == ""


def test_the_summary_is_swedish_when_nothing_else_is_asked_for(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(county, tmp_path / "plan", "--max-hubs", "3") == 0
    said = capsys.readouterr().out
    assert "bevisat bäst" in said
    assert "Kostnad per år" in said
    assert "Written" not in said


def test_all_files_are_written_in_both_languages(county: Path, tmp_path: Path) -> None:
    for language in ("sv", "en"):
        out = tmp_path / language
        formats = "json,xlsx,html,docx,pdf"
        assert plan(county, out, "--format", formats, "--language", language) == 0
        names = {path.name for path in out.iterdir()}
        assert names == {"plan.json", "tables.xlsx", "map.html", "report.docx", "report.pdf"}
        assert (out / "report.pdf").read_bytes().startswith(b"%PDF")


def test_three_bad_rows_are_told_and_nothing_is_written(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (county / "people.csv").read_text(encoding="utf-8-sig").splitlines()
    rows[3] = rows[3].replace(";car;", ";raket;").replace(";bicycle;", ";raket;")
    cells = [row.split(";") for row in rows]
    cells[3][8], cells[7][3], cells[9][4] = "raket", "Atlantis", "ingenstans"
    bad = tmp_path / "people.csv"
    bad.write_text("\n".join(";".join(row) for row in cells), encoding="utf-8")
    out = tmp_path / "plan"
    assert main(["plan", str(bad), str(county / "sites.csv"), "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "3 fel. Inget har skrivits." in said.err
    for row, column, value in ((4, "mode", "raket"), (8, "home", "Atlantis"),
                               (10, "workplace", "ingenstans")):  # fmt: skip
        (line,) = [line for line in said.err.splitlines() if value in line]
        assert line.split()[:4] == ["people.csv", str(row), column, value]
    assert not out.exists()
    assert "Vad du kan göra" in said.err


def test_wrong_sites_do_not_make_every_person_wrong(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sites = tmp_path / "sites.csv"
    text = (county / "sites.csv").read_text(encoding="utf-8-sig")
    sites.write_text(text.replace("own_office", "slott", 1), encoding="utf-8")
    out = tmp_path / "plan"
    people = str(county / "people.csv")
    assert main(["plan", people, str(sites), "--out", str(out), "--language", "en"]) == 2
    assert "1 error. Nothing was written." in capsys.readouterr().err


def test_warnings_are_listed_counted_and_do_not_stop(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (county / "people.csv").read_text(encoding="utf-8-sig")
    header, *rows = text.splitlines()
    more = [f"X{n};A;B;55.60,13.00;;;;;;;" for n in range(25)]
    people = tmp_path / "people.csv"
    people.write_text("\n".join([header, *rows, rows[0], *more]), encoding="utf-8")
    out = tmp_path / "plan"
    arguments = ["plan", str(people), str(county / "sites.csv"), "--out", str(out), "--quiet"]
    assert main([*arguments, "--format", "json", "--language", "en"]) == 0
    said = capsys.readouterr().err
    assert "26 warnings." in said
    assert "… and 6 more." in said


@pytest.mark.parametrize(
    ("more", "column"),
    [
        (["--budget", "mycket"], "--budget"),
        (["--hubs", "1,5"], "--hubs"),
        (["--within", "0"], "--within"),
        (["--gap", "-1"], "--gap"),
        (["--hubs", "2", "--max-hubs", "3"], "--max-hubs"),
        (["--force", "månen"], "--force"),
        (["--forbid", "kontor-ostersund"], "--forbid"),
        (["--force", "hubb-are", "--forbid", "hubb-are"], "--forbid"),
        (["--format", "odt"], "--format"),
        (["--language", "no"], "--language"),
        (["--scenario", "saknas.toml"], "--scenario"),
        (["--roads", "saknas.osm.pbf"], "--roads"),
    ],
)
def test_a_bad_option_is_told_in_the_same_table(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], column: str
) -> None:
    assert plan(county, tmp_path / "plan", *more) == 2
    assert column in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_demands_that_cannot_hold_together_are_named_with_what_to_loosen(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(county, tmp_path / "plan", "--each-municipality", "--max-hubs", "3") == 3
    said = capsys.readouterr().err
    assert "Varje kommun ska ha en hubb." in said
    assert "Höj --hubs eller --max-hubs." in said
    assert not (tmp_path / "plan").exists()


def test_a_folder_with_other_things_is_never_written_to(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    out.mkdir()
    (out / "important.txt").write_text("mine")
    assert plan(county, out) == 2
    assert [path.name for path in out.iterdir()] == ["important.txt"]


def test_a_former_plan_is_replaced_and_its_other_files_do_not_linger(
    county: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan"
    assert plan(county, out, "--format", "json,xlsx", "--max-hubs", "3") == 0
    before = (out / "plan.json").read_bytes()
    assert plan(county, out, "--max-hubs", "4") == 0
    assert [path.name for path in out.iterdir()] == ["plan.json"]
    assert (out / "plan.json").read_bytes() != before


def test_a_scenario_file_holds_options_and_the_command_line_goes_before_it(
    county: Path, tmp_path: Path
) -> None:
    scenario = tmp_path / "s.toml"
    scenario.write_text('max-hubs = 3\nwithin = 45\nout = "here"\nclose-existing = true\n')
    people, sites = str(county / "people.csv"), str(county / "sites.csv")
    more = ["--scenario", str(scenario), "--within", "40", "--quiet", "--format", "json"]
    assert main(["plan", people, sites, *more]) == 0
    made = json.loads((tmp_path / "here/plan.json").read_text(encoding="utf-8"))
    assert made["options"]["hubs_max"] == 3
    assert made["options"]["within_minutes"] == 40
    assert made["options"]["keep_existing"] is False


def test_a_mistake_in_the_scenario_file_is_told_with_its_row(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = tmp_path / "s.toml"
    scenario.write_text("# a comment\nbudgett = 3\n")
    assert plan(county, tmp_path / "plan", "--scenario", str(scenario)) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "budgett" in line]
    assert line.split()[:3] == ["s.toml", "2", "budgett"]


def test_nothing_personal_is_in_the_output(county: Path, tmp_path: Path) -> None:
    assert plan(county, tmp_path / "plan") == 0
    written = (tmp_path / "plan/plan.json").read_text(encoding="utf-8")
    rows = (county / "people.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert not [row.split(";")[0] for row in rows if f'"{row.split(";")[0]}"' in written]


@pytest.mark.parametrize("seconds", [1.5, 4.0])
def test_ctrl_c_leaves_nothing_behind(county: Path, tmp_path: Path, seconds: float) -> None:
    out = tmp_path / "plan"
    people, sites = str(county / "people.csv"), str(county / "sites.csv")
    process = subprocess.Popen(
        [sys.executable, "-m", "arbetshubb.cli.main", "plan", people, sites, "--out", str(out),
         "--each-municipality"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert process.stderr is not None
    process.stderr.readline()  # the first stage has begun
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:  # a quick machine was done before the signal came
        return
    assert process.returncode == 130
    assert "Avbrutet. Inget har skrivits." in said.decode()
    assert not list(tmp_path.iterdir())
