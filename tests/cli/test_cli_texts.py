"""Every problem has a sentence with all its parameters, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

import arbetshubb
from arbetshubb.cli.texts import SENTENCES, sentence
from arbetshubb.tables.problems import Problem, UnreadableFile

SOURCE = Path(arbetshubb.__file__).parent
ASKING = (
    "tables",
    "reference",
    "people/rules/columns.py",
    "people/rules/parse.py",
    "places/rules",
    "cli",
)


def codes_in(path: Path) -> set[str]:
    """Codes given to problems: literal arguments of what makes problems."""
    makers = {"error", "warning", "problem", "NotLocated", "NoCoordinates", "_header_problem"}
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in makers:
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            found |= {t for t in texts if isinstance(t, str) and "_" in t}
        found |= {
            k.value.value
            for k in node.keywords
            if k.arg == "code" and isinstance(k.value, ast.Constant)
        }
    return found


def test_every_code_in_the_source_has_a_sentence() -> None:
    columns = {
        "office_days", "site_id", "person_id", "seats_max", "seats_min", "fixed_cost",
        "cost_per_seat", "cost_per_day", "remote_eligible", "complex_issue",
        "notice_months", "contract_to", "area_m2", "contact_function", "visited_on", "visited_by",
    }  # fmt: skip
    files = [
        file
        for place in ASKING
        for file in ([SOURCE / place] if place.endswith(".py") else (SOURCE / place).rglob("*.py"))
    ]
    codes = set().union(*(codes_in(file) for file in files)) - columns
    assert len(codes) > 40
    assert codes - set(SENTENCES) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_takes_its_parameters(code: str, language: str) -> None:
    names = re.findall(r"%\((\w+)\)s", " ".join(SENTENCES[code]))
    params = {name: f"<{name}>" for name in names}
    with override(language):
        wrong, remedy = sentence(Problem("f", 2, "c", "v", code, params))
    assert wrong
    assert remedy
    assert all(f"<{name}>" in wrong + remedy for name in names)


def test_words_to_choose_from_are_given_in_the_reader_s_language() -> None:
    params = {"choices": "car, bus", "choices_sv": "bil, buss"}
    problem = Problem("f", 2, "mode", "raket", "word_unknown", params)
    with override("sv"):
        assert sentence(problem)[1] == "Skriv något av: bil, buss."
    with override("en"):
        assert sentence(problem)[1] == "Write one of: car, bus."


def test_an_unreadable_file_is_a_problem_of_its_row() -> None:
    problem = UnreadableFile(code="broken_quotes", params={"row": "7"}).as_problem("f.csv")
    assert (problem.file, problem.row, problem.code) == ("f.csv", 7, "broken_quotes")
