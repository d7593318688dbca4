"""``arbetshubb roads calibrate``: the estimate of travel fitted to a network, and its errors."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import get_language

from arbetshubb.analysis.travel import Calibration, calibrate
from arbetshubb.cli.exits import Exit
from arbetshubb.cli.files import write_whole
from arbetshubb.cli.folders import cache_folder
from arbetshubb.cli.roads.comparing import Compared, compare, read_distances
from arbetshubb.cli.roads.given import Given
from arbetshubb.cli.roads.texts import calibration_lines, comparison_lines
from arbetshubb.cli.terminal import ProgressLine, show_problems, show_refusal
from arbetshubb.integrations.roads import OsrmRouter, RoadError, network_router
from arbetshubb.integrations.roads.sampling import sample_pairs
from arbetshubb.reports.number_forms import Numbers
from arbetshubb.tables.problems import Problem

_DEFAULT_OUT = "calibration.json"
_DEFAULT_PAIRS = 5000
_FEWEST_PAIRS = 20


def calibrate_roads(arguments: Mapping[str, object]) -> int:
    """Run the command and answer its exit code."""
    given = Given(arguments)
    pairs = int(given.number("pairs", _DEFAULT_PAIRS, least=_FEWEST_PAIRS, is_whole=True))
    seed = int(given.number("seed", 0, least=0, is_whole=True))
    path = given.path("distances")
    known = read_distances(path) if path else None
    problems = [*given.problems, *(known.problems if known else ())]
    show_problems(problems)
    if any(problem.is_error for problem in problems):
        return Exit.BAD_INPUT
    progress = ProgressLine(is_quiet=given.is_quiet, weights={"sampling": 1})
    try:
        router = network_router(Path(given.text("network")).expanduser(), cache=cache_folder())
        fitted = _fitted(given, router, pairs, seed, progress)
    except RoadError as error:
        progress.close()
        show_refusal(given.refusal(error))
        return Exit.BAD_INPUT
    finally:
        progress.close()
    if isinstance(fitted, Problem):
        show_refusal(fitted)
        return Exit.BAD_INPUT
    compared = compare(known.rows, router) if known else None
    return _tell(given, fitted, compared)


def _fitted(
    given: Given, router: OsrmRouter, pairs: int, seed: int, progress: ProgressLine
) -> Calibration | Problem:
    progress("sampling", 0.0)
    sample = sample_pairs(router.folder, router, pairs=pairs, seed=seed)
    if sample.ways < _FEWEST_PAIRS:
        params = {"count": str(sample.ways)}
        return Problem(given.command, 0, "--pairs", given.text("pairs"), "too_few_ways", params)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return calibrate(
        sample.straight_km, sample.road_km, sample.minutes, source=router.source, date=today
    )


def _tell(given: Given, fitted: Calibration, compared: Compared | None) -> int:
    numbers = Numbers(get_language() or "sv")
    out = given.path("out") or Path(_DEFAULT_OUT)
    content = json.dumps(fitted.to_dict(), ensure_ascii=False, indent=1) + "\n"
    try:
        write_whole(out, content.encode())
    except OSError:
        show_refusal(Problem(given.command, 0, "--out", str(out), "cannot_write"))
        return Exit.BAD_INPUT
    lines = calibration_lines(fitted, out, numbers)
    if compared is not None:
        lines += comparison_lines(compared, numbers)
    print("\n".join(lines))
    return Exit.OK
