"""Across all files: nothing hidden leaks, nothing is half-written, nothing runs, one language."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from arbetshubb.analysis.hubplan import published_from_json
from arbetshubb.reports.hubplan import FILE_NAMES, UnknownFormat, render, write_outputs
from arbetshubb.reports.hubplan import write as write_module
from arbetshubb.reports.language import UnknownLanguage, language
from reports.example_plan import HOSTILE, NOTHING, example_plan

QUICK = ("json", "xlsx", "html")


def all_text(files: dict[str, bytes]) -> dict[str, str]:
    """What a reader, or a search in the raw file, finds in each file."""
    texts = {name: files[name].decode() for name in ("json", "html") if name in files}
    for name in ("xlsx", "docx"):
        if name in files:
            with zipfile.ZipFile(io.BytesIO(files[name])) as file:
                parts = [file.read(part) for part in file.namelist() if part.endswith(".xml")]
            texts[name] = b"\n".join(parts).decode()
    if "pdf" in files:
        pages = PdfReader(io.BytesIO(files["pdf"])).pages
        texts["pdf"] = "\n".join(page.extract_text() for page in pages)
    return texts


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_files_are_written_under_their_names(tmp_path: Path) -> None:
    paths = write_outputs(example_plan(), tmp_path / "plan", formats=QUICK)
    assert [path.name for path in paths] == [FILE_NAMES[name] for name in QUICK]
    assert names_in(tmp_path) == ["plan"]
    assert all(path.stat().st_size > 1000 for path in paths)


def test_plan_json_is_the_plan(swedish: dict[str, bytes]) -> None:
    read = published_from_json(json.loads(swedish["json"]))
    options = json.loads(json.dumps(example_plan().options))
    assert read == replace(example_plan(), options=options)


def test_the_same_plan_gives_the_same_json_and_map_twice(swedish: dict[str, bytes]) -> None:
    for name in ("json", "html"):
        assert render(example_plan(), name) == swedish[name]


@pytest.mark.parametrize("trouble", [OSError("disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("when", ["writing", "moving"])
def test_trouble_leaves_the_earlier_plan_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException, when: str
) -> None:
    folder = tmp_path / "plan"
    write_outputs(example_plan(), folder, formats=QUICK)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    fail_on_second_call(monkeypatch, "_write" if when == "writing" else "_replace", trouble)
    with pytest.raises(type(trouble)):
        write_outputs(replace(example_plan(), seconds=99.0), folder, formats=QUICK)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert names_in(tmp_path) == ["plan"]


@pytest.mark.parametrize("trouble", [OSError("disk full"), KeyboardInterrupt()])
def test_trouble_the_first_time_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    fail_on_second_call(monkeypatch, "_replace", trouble)
    with pytest.raises(type(trouble)):
        write_outputs(example_plan(), tmp_path / "plan", formats=QUICK)
    assert names_in(tmp_path) == []


def test_an_interrupt_while_drawing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> dict[str, bytes]:
        raise KeyboardInterrupt

    monkeypatch.setattr(write_module, "render_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_outputs(example_plan(), tmp_path / "plan", formats=QUICK)
    assert names_in(tmp_path) == []


def fail_on_second_call(monkeypatch: pytest.MonkeyPatch, name: str, trouble: BaseException) -> None:
    whole = getattr(write_module, name)
    calls: list[object] = []

    def failing(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise trouble
        return whole(*arguments, **options)

    monkeypatch.setattr(write_module, name, failing)


def test_new_files_replace_old_ones_and_leave_others(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_outputs(example_plan(), tmp_path, formats=("json",))
    write_outputs(replace(example_plan(), seconds=99.0), tmp_path, formats=("json",))
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["seconds"] == 99.0
    assert names_in(tmp_path) == ["notes.txt", "plan.json"]


def test_unknown_formats_and_languages_are_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    with pytest.raises(UnknownFormat):
        write_outputs(example_plan(), tmp_path / "plan", formats=("json", "odt"))
    with pytest.raises(UnknownFormat):
        render(example_plan(), "odt")
    with pytest.raises(UnknownLanguage):
        write_outputs(example_plan(), tmp_path / "plan", formats=("json",), language="fi")
    assert names_in(tmp_path) == []


def test_no_file_says_zero_or_none_for_what_is_hidden(swedish: dict[str, bytes]) -> None:
    for name, text in all_text(swedish).items():
        if name != "json":
            assert not re.search(r"\b(None|nan|NaN|null|inf)\b", _visible(name, text)), name


def test_figures_made_from_hidden_ones_are_hidden_too() -> None:
    """The cost of a hub is known; what it costs a member must not tell the hidden members."""
    plan = example_plan()
    hub = replace(plan.hubs[3], members=NOTHING, cost=replace(plan.hubs[3].cost, base=198_765.0))
    hidden = replace(plan, hubs=(*plan.hubs[:3], hub, *plan.hubs[4:]))
    text = all_text({"docx": render(hidden, "docx")})["docx"]
    words = re.sub(r"<[^>]+>", "|", text).replace("\u00a0", " ")
    row = words[words.index("199 000") :]
    assert row.index("färre än 5") < row.index("Demohubb Strömsund")


def test_a_hidden_plan_can_be_written_whole() -> None:
    """Everything about people hidden: every file is still made and says so."""
    plan = example_plan()
    nobody = replace(plan.hubs[8].saved, people=None)
    bare = replace(
        plan,
        employees=None,
        today=nobody,
        saved=nobody,
        members=NOTHING,
        reach_share_today=None,
        reach_share_plan=None,
        hidden_cells_people=None,
        cells=(),
        municipalities=tuple(
            replace(row, employees=None, reach_share_today=None, reach_share_plan=None,
                    members=NOTHING, today=nobody, saved=nobody)
            for row in plan.municipalities
        ),
    )  # fmt: skip
    files = {name: render(bare, name) for name in FILE_NAMES}
    texts = all_text(files)
    assert "färre än 5" in texts["html"]
    assert "färre än 5" in texts["pdf"].replace("\u00a0", " ")


def test_a_plan_without_hubs_cells_or_alternatives_is_a_report_too() -> None:
    empty = replace(
        example_plan(),
        hubs=(),
        cells=(),
        alternatives=(),
        sensitivity=(),
        other_sites=(),
        constants=(),
    )
    texts = all_text({name: render(empty, name) for name in FILE_NAMES})
    assert "Ingen hubb lönar sig" in texts["html"]
    assert "Ingen hubb lönar sig" in texts["pdf"]


def test_user_text_is_only_text_in_every_file(hostile: dict[str, bytes]) -> None:
    texts = all_text(hostile)
    assert "<script>alert" not in texts["html"] + texts["docx"] + texts["xlsx"]
    words = "".join(p.text for p in docx.Document(io.BytesIO(hostile["docx"])).paragraphs)
    assert HOSTILE in words
    assert b"/JavaScript" not in hostile["pdf"]
    assert b"example.org/x.png" not in hostile["pdf"]


ENGLISH = re.compile(
    r"\b(the|and|of|hubs?|with|today|municipalit\w+|members|seats|share|fewer|cost|value|source)\b",
    re.IGNORECASE,
)


def test_the_swedish_files_have_no_english(swedish: dict[str, bytes]) -> None:
    for name, text in all_text(swedish).items():
        if name != "json":
            assert not set(ENGLISH.findall(_visible(name, text))), name


def test_every_text_of_the_reports_is_translated() -> None:
    catalogue = language("sv").catalogue
    assert catalogue.gettext("Summary") == "Sammanfattning"
    assert catalogue.pgettext("number word", "nine") == "nio"


def _visible(name: str, text: str) -> str:
    """The words that people read: without tags, script, style and the file formats' own words."""
    if name == "html":
        text = re.sub(r"<(script|style)>.*?</\1>", " ", text, flags=re.DOTALL)
    if name in {"docx", "xlsx"}:
        text = " ".join(re.findall(r"<(?:w:)?t(?: [^>]*)?>([^<]*)<", text))
    return re.sub(r"<[^>]+>", " ", text)
