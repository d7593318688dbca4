"""What is asked of ``arbetshubb plan``: command line and scenario file, checked and typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.cli.language import DEFAULT_LANGUAGE, LANGUAGES
from arbetshubb.cli.options import (
    DEFAULT_OUT,
    DEFAULT_TIME_LIMIT,
    DEFAULT_WITHIN,
    PLAN_OPTIONS,
    Option,
    Sort,
)
from arbetshubb.tables.problems import Params, Problem
from arbetshubb.tables.values import number_in, yes_or_no_in

FORMATS: Final = ("json", "xlsx", "html", "docx", "pdf")
COMMAND_LINE: Final = "arbetshubb plan"

_LISTS: Final = frozenset({Sort.SITES, Sort.FORMATS})

type Value = str | float | int | bool | tuple[str, ...] | Path


@dataclass(frozen=True, slots=True)
class Request:
    """Files to read, what to plan for and where to write."""

    people: Path
    sites: Path
    out: Path
    municipalities: Path | None
    roads: Path | None
    calibration: Path | None
    constants: Path | None
    postcodes: Path | None
    options: PlanOptions
    formats: tuple[str, ...]
    language: str
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """An option as it was given: where, and as text."""

    file: str
    row: int
    column: str
    texts: tuple[str, ...]
    folder: Path

    def problem(self, code: str, params: Params | None = None, value: str | None = None) -> Problem:
        shown = ", ".join(self.texts) if value is None else value
        return Problem(self.file, self.row, self.column, shown, code, params or {})


def request_from(arguments: Mapping[str, object]) -> tuple[Request | None, list[Problem]]:
    """The request, or ``None`` and what is wrong with it.

    An option on the command line goes before the same one in the scenario file, whose file names
    are relative to itself.
    """
    given: dict[str, _Given] = {}
    problems: list[Problem] = []
    scenario = arguments.get("scenario")
    if isinstance(scenario, str):
        found, problems = _from_scenario(Path(scenario))
        given |= found
    given |= _from_command_line(arguments)
    values: dict[str, Value] = {}
    for option in PLAN_OPTIONS:
        if option.key not in given:
            continue
        value = _value(option, given[option.key])
        if isinstance(value, Problem):
            problems.append(value)
        else:
            values[option.key] = value
    problems += _conflicts(values, given)
    if problems:
        return None, problems
    return _request(arguments, values), []


def _from_command_line(arguments: Mapping[str, object]) -> dict[str, _Given]:
    given: dict[str, _Given] = {}
    for option in PLAN_OPTIONS:
        value = arguments.get(option.key)
        if value is None:
            continue
        texts = tuple(value) if isinstance(value, list) else (str(value),)
        given[option.key] = _Given(COMMAND_LINE, 0, f"--{option.name}", texts, Path())
    return given


def _from_scenario(path: Path) -> tuple[dict[str, _Given], list[Problem]]:
    try:
        source = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(source)
    except OSError:
        return {}, [Problem(str(path), 0, "--scenario", "", "file_missing")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        params = {"detail": str(error)}
        return {}, [Problem(path.name, 0, "--scenario", "", "scenario_broken", params)]
    by_key = {option.key: option for option in PLAN_OPTIONS}
    given: dict[str, _Given] = {}
    problems: list[Problem] = []
    for name, value in table.items():
        key = name.replace("-", "_")
        texts = _texts(value)
        entry = _Given(path.name, _row_of(name, source), name, texts or (), path.parent)
        if key not in by_key:
            choices = ", ".join(option.name for option in PLAN_OPTIONS)
            problems.append(entry.problem("option_unknown", {"choices": choices}))
        elif texts is None:
            problems.append(entry.problem("option_wrong_type"))
        else:
            given[key] = entry
    return given, problems


def _texts(value: object) -> tuple[str, ...] | None:
    """A TOML value as the command line would hold it; ``None`` for what no option can hold."""
    match value:
        case bool():
            return ("yes" if value else "no",)
        case str() | int() | float():
            return (str(value),)
        case list() if all(isinstance(item, str) for item in value):
            return tuple(value)
        case _:
            return None


def _row_of(name: str, source: str) -> int:
    """The line of a key; TOML itself does not tell."""
    pattern = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    lines = enumerate(source.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 0)


def _value(option: Option, given: _Given) -> Value | Problem:
    if option.sort in _LISTS:
        return _list(option, given)
    if len(given.texts) != 1:
        return given.problem("option_wrong_type")
    text = given.texts[0]
    match option.sort:
        case Sort.FILE | Sort.FOLDER:
            return (
                given.folder / Path(text).expanduser() if text else given.problem("value_missing")
            )
        case Sort.SWITCH:
            answer = yes_or_no_in(text)
            return given.problem("option_wrong_type") if answer is None else answer
        case Sort.LANGUAGE:
            choices = {"choices": ", ".join(LANGUAGES)}
            return text if text in LANGUAGES else given.problem("choice_unknown", choices)
        case _:
            return _number(option, given, text)


def _number(option: Option, given: _Given, text: str) -> float | int | Problem:
    number = number_in(text)
    if number is None:
        return given.problem("number_expected")
    if option.sort is Sort.WHOLE and not number.is_integer():
        return given.problem("whole_number_expected")
    if option.is_above and number <= option.least:
        return given.problem("number_too_small", {"least": f"{option.least:g}"})
    if number < option.least:
        return given.problem("number_negative")
    return int(number) if option.sort is Sort.WHOLE else number


def _list(option: Option, given: _Given) -> tuple[str, ...] | Problem:
    words = tuple(
        dict.fromkeys(
            word.strip() for text in given.texts for word in text.split(",") if word.strip()
        )
    )
    if option.sort is Sort.FORMATS:
        wrong = [word for word in words if word not in FORMATS]
        if wrong or not words:
            return given.problem(
                "choice_unknown", {"choices": ", ".join(FORMATS)}, ", ".join(wrong)
            )
    return words


def _conflicts(values: Mapping[str, Value], given: Mapping[str, _Given]) -> list[Problem]:
    problems = []
    if "hubs" in values and "max_hubs" in values:
        problems.append(given["max_hubs"].problem("either_hubs"))
    both = set(_words(values, "force")) & set(_words(values, "forbid"))
    problems += [given["forbid"].problem("site_both_ways", value=site) for site in sorted(both)]
    return problems


def _words(values: Mapping[str, Value], key: str) -> tuple[str, ...]:
    value = values.get(key, ())
    return value if isinstance(value, tuple) else ()


def _request(arguments: Mapping[str, object], values: Mapping[str, Value]) -> Request:
    options = PlanOptions(
        budget=_maybe(values, "budget"),
        hubs=_count(values, "hubs"),
        hubs_max=_count(values, "max_hubs"),
        each_municipality=bool(values.get("each_municipality")),
        critical_mass=_maybe(values, "critical_mass"),
        within_minutes=_maybe(values, "within") or DEFAULT_WITHIN,
        keep_existing=not values.get("close_existing"),
        forced=_words(values, "force"),
        forbidden=_words(values, "forbid"),
        gap=_maybe(values, "gap") or 0.0,
        time_limit=_maybe(values, "time_limit") or DEFAULT_TIME_LIMIT,
        seed=_count(values, "seed") or 0,
    )
    return Request(
        people=Path(str(arguments["people"])),
        sites=Path(str(arguments["sites"])),
        out=_path(values, "out") or Path(DEFAULT_OUT),
        municipalities=_path(values, "municipalities"),
        roads=_path(values, "roads"),
        calibration=_path(values, "calibration"),
        constants=_path(values, "constants"),
        postcodes=_path(values, "postcodes"),
        options=options,
        formats=_words(values, "format") or FORMATS,
        language=str(values.get("language", DEFAULT_LANGUAGE)),
        is_quiet=bool(values.get("quiet")),
    )


def _maybe(values: Mapping[str, Value], key: str) -> float | None:
    value = values.get(key)
    return float(value) if isinstance(value, float | int) else None


def _count(values: Mapping[str, Value], key: str) -> int | None:
    value = values.get(key)
    return int(value) if isinstance(value, int) else None


def _path(values: Mapping[str, Value], key: str) -> Path | None:
    value = values.get(key)
    return value if isinstance(value, Path) else None
