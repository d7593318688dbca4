"""The rules of docs/architecture.md that import-linter cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "arbetshubb"
LAYERS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"][0]["layers"]


def own_models() -> Iterator[type]:
    for model in apps.get_models():
        if model.__module__.startswith("arbetshubb."):
            yield model


def floor_of(model: type) -> int:
    return LAYERS.index(model.__module__.split(".")[1])


def python_files(pattern: str) -> list[Path]:
    return sorted(path for path in SOURCE.rglob(pattern) if "migrations" not in path.parts)


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_a_foreign_key_never_points_up() -> None:
    upwards = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and getattr(field, "concrete", False)
        and field.related_model is not None
        and field.related_model.__module__.startswith("arbetshubb.")
        and floor_of(field.related_model) < floor_of(model)
    ]
    assert not upwards


def test_views_reach_rows_only_through_visible_to() -> None:
    unscoped = []
    for path in [*python_files("views.py"), *python_files("views/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        scoped = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "visible_to"
        }
        unscoped += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_default_manager", "_base_manager"}
            and id(node) not in scoped
        ]
    assert not unscoped


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "managers", "core", "common"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    assert not [p for p in SOURCE.rglob("*") if p.stem == name and "locale" not in p.parts]


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files("*.py")
        if (text := path.read_text(encoding="utf-8")).strip()
        and ast.get_docstring(ast.parse(text)) is None
    ]
    assert not silent


def test_no_source_file_outgrows_its_name() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in python_files("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not long


def test_templates_carry_no_inline_script_or_style() -> None:
    inline = re.compile(
        r"<script(?![^>]*\b(?:src=|type=.(?:application/json|importmap)))|<style|\sstyle=|\son[a-z]+=",
        re.IGNORECASE,
    )
    # Files that must stand alone without a server are written by reports and have their own policy.
    guilty = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        if "standalone" not in path.parts
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not guilty


def test_templates_call_nothing_outside() -> None:
    outside = re.compile(r"""(?:src|href|action)=["']https?://""", re.IGNORECASE)
    guilty = [
        str(path.relative_to(ROOT))
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        if outside.search(path.read_text(encoding="utf-8"))
    ]
    assert not guilty


def test_no_tracked_file_names_this_machine_or_a_registry() -> None:
    machine = re.compile(r"(?<![\w.])/(?:root|farm|work)/[\w.-]+")
    registries = (
        "py" + "pi.org",
        "python" + "hosted.org",
        "registry." + "npmjs.org",
        "deb." + "debian.org",
    )
    guilty = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if machine.search(text) or any(host in text for host in registries):
            guilty.append(str(path.relative_to(ROOT)))
    assert not guilty


def test_no_tracked_file_is_over_a_megabyte() -> None:
    assert not [str(path) for path in tracked_files() if path.stat().st_size > 1_000_000]
