"""``arbetshubb template`` and ``arbetshubb demo-data``: files to start from."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from arbetshubb.cli.exits import Exit
from arbetshubb.cli.folders import refusal
from arbetshubb.cli.terminal import show_problems, show_refusal
from arbetshubb.cli.texts import files_written
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.values import whole_number_in

TEMPLATES: Final = {"people": "people", "personer": "people", "sites": "sites", "platser": "sites"}
DEMO_FILES: Final = ("people.csv", "sites.csv", "municipalities.csv", "README.txt")
MOST_DEMO_PEOPLE: Final = 200_000


def write_template_file(name: str, *, language: str) -> int:
    """Write the template that the file's name asks for, and answer the exit code."""
    path = Path(name)
    wanted = TEMPLATES.get(path.stem.casefold())
    if wanted is None or path.suffix.casefold() != ".xlsx":
        return _refuse(Problem(path.name, 0, "", "", "template_unknown"))
    if path.exists():
        return _refuse(Problem(path.name, 0, "", "", "file_exists"))
    try:
        write_whole(path, _template(wanted, language))
    except OSError:
        return _refuse(Problem(str(path.parent), 0, "", "", "cannot_write"))
    print(files_written(str(path.parent), path.name))
    return Exit.OK


def write_demo_data(arguments: Mapping[str, object]) -> int:
    """Write the files of a synthetic county, and answer the exit code."""
    sizes, problems = _sizes(arguments)
    folder = Path(str(arguments["folder"]))
    refused = refusal(folder, own=DEMO_FILES, column="", code="not_a_demo_folder")
    if refused:
        problems.append(refused)
    if problems:
        show_problems(problems)
        return Exit.BAD_INPUT
    contents = _demo_files(**sizes)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            write_whole(folder / name, content)
    except OSError:
        return _refuse(Problem(str(folder), 0, "", "", "cannot_write"))
    print(files_written(str(folder), ", ".join(contents)))
    return Exit.OK


def _template(wanted: str, language: str) -> bytes:
    if wanted == "people":
        from arbetshubb.people.template import people_template  # noqa: PLC0415 - one of two

        return people_template(language)
    from arbetshubb.places.template import sites_template  # noqa: PLC0415 - one of two

    return sites_template(language)


def _sizes(arguments: Mapping[str, object]) -> tuple[dict[str, int], list[Problem]]:
    sizes: dict[str, int] = {}
    problems: list[Problem] = []
    for name, least in (("people", 1), ("others", 0), ("seed", 0)):
        text = str(arguments[name])
        number = whole_number_in(text)
        row = ("arbetshubb demo-data", 0, f"--{name}", text)
        if number is None:
            problems.append(Problem(*row, "whole_number_expected"))
        elif number < least:
            problems.append(Problem(*row, "number_too_small", {"least": str(least - 1)}))
        elif name != "seed" and number > MOST_DEMO_PEOPLE:
            problems.append(Problem(*row, "number_too_large", {"most": str(MOST_DEMO_PEOPLE)}))
        else:
            sizes[name] = number
    return sizes, problems


def _demo_files(*, people: int, others: int, seed: int) -> dict[str, bytes]:
    from arbetshubb.demo.county import all_employers, demo_county  # noqa: PLC0415 - numpy

    employers = all_employers(region=people, others=others) if others else None
    county = demo_county(people=people, seed=seed, employers=employers)
    rows = (county.people_rows, county.site_rows, county.municipality_rows)
    files = {name: _csv(each) for name, each in zip(DEMO_FILES, rows, strict=False)}
    about = _(
        "A synthetic county for trying Arbetshubb.\n\n"
        "Municipalities, localities and populations are real (sources stand in the files).\n"
        "People, employers, sites, sizes and prices are invented, and no row describes anybody.\n\n"
        "Made by: arbetshubb demo-data --people %(people)d --others %(others)d --seed %(seed)d\n"
        "Plan with: arbetshubb plan people.csv sites.csv --municipalities municipalities.csv\n"
    ) % {"people": people, "others": others, "seed": seed}
    return {**files, "README.txt": about.encode()}


def _csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Semicolons and a byte order mark: what a Swedish Excel opens right by a double click."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:  # Ctrl-C too must leave nothing behind
        Path(name).unlink(missing_ok=True)
        raise


def _refuse(problem: Problem) -> int:
    show_refusal(problem)
    return Exit.BAD_INPUT
