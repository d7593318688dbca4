"""``arbetshubb plan``: read the files, make the plan, write its files, say what came out."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

from arbetshubb import __version__
from arbetshubb.analysis.hubplan import (
    HubPlan,
    NoPlanInTime,
    NoPlanPossible,
    PublishedPlan,
    TooFewPeople,
    make_hub_plan,
    publish,
)
from arbetshubb.analysis.travel import EstimateRouter, Router, TravelMatrix
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.cli.exits import Exit
from arbetshubb.cli.folders import cache_folder, refusal, remove_others
from arbetshubb.cli.inputs import FEWEST_PEOPLE, InputProblems, Inputs, read_inputs
from arbetshubb.cli.language import speak
from arbetshubb.cli.request import COMMAND_LINE, Request, request_from
from arbetshubb.cli.summary import conflict, summary
from arbetshubb.cli.terminal import ProgressLine, show_problems, show_refusal
from arbetshubb.cli.texts import no_plan_in_time, protected_left_out
from arbetshubb.tables.problems import Problem


def plan(arguments: Mapping[str, object]) -> int:
    """Run the command and answer its exit code."""
    request, problems = request_from(arguments)
    if request is None:
        show_problems(problems)
        return Exit.BAD_INPUT
    speak(request.language)
    refused = _refused_folder(request.out)
    if refused:
        show_refusal(refused)
        return Exit.BAD_INPUT
    progress = ProgressLine(is_quiet=request.is_quiet)
    try:
        return _plan(request, progress)
    finally:
        progress.close()


def _plan(request: Request, progress: ProgressLine) -> int:
    progress("reading", 0.0)
    inputs = read_inputs(request)
    progress.close()
    if isinstance(inputs, InputProblems):
        show_problems(inputs.problems)
        return Exit.BAD_INPUT
    _show_warnings(inputs)
    travel = _travel(request, inputs.workforce, progress)
    if isinstance(travel, Problem):
        progress.close()
        show_refusal(travel)
        return Exit.BAD_INPUT
    try:
        made = make_hub_plan(
            inputs.workforce, travel, request.options, inputs.constants, progress=progress
        )
    except NoPlanPossible as error:
        progress.close()
        print(conflict(error, inputs.workforce.sites), file=sys.stderr)
        return Exit.NO_PLAN_POSSIBLE
    except NoPlanInTime as error:
        progress.close()
        print(no_plan_in_time(error.seconds), file=sys.stderr)
        return Exit.NO_PLAN_IN_TIME
    return _publish_and_write(made, request, progress)


def _show_warnings(inputs: Inputs) -> None:
    show_problems(inputs.warnings)
    if inputs.protected:
        print(protected_left_out(inputs.protected), file=sys.stderr)


def _travel(
    request: Request, workforce: Workforce, progress: ProgressLine
) -> TravelMatrix | Problem:
    """Travel from every cell to every site, on roads when a file of roads is given."""
    origins = [cell.centre for cell in workforce.cells]
    destinations = [site.position for site in workforce.sites]
    progress("travel", 0.0)
    if request.roads is None and request.calibration is None:
        return EstimateRouter().travel(origins, destinations)
    from arbetshubb.integrations import roads  # noqa: PLC0415 - a routing engine few runs need
    from arbetshubb.integrations.roads.texts import sentence  # noqa: PLC0415 - as above

    try:
        return _router(request, workforce, progress).travel(origins, destinations)
    except roads.RoadError as error:
        params = {"detail": sentence(error)}
        column = "--roads" if request.roads else "--calibration"
        return Problem(COMMAND_LINE, 0, column, error.path.name, "road_file", params)


def _router(request: Request, workforce: Workforce, progress: ProgressLine) -> Router:
    """The network, when there is one, goes before the fitted estimate."""
    from arbetshubb.integrations import roads  # noqa: PLC0415 - as above

    if request.roads is not None:
        return roads.router_from(
            request.roads, cache=cache_folder(), sites=workforce.sites, progress=progress
        )
    if request.calibration is not None:
        return EstimateRouter(roads.read_calibration(request.calibration))
    return EstimateRouter()


def _publish_and_write(made: HubPlan, request: Request, progress: ProgressLine) -> int:
    from arbetshubb.reports.hubplan import FILE_NAMES, write_outputs  # noqa: PLC0415 - a second

    progress("writing", 0.0)
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        published = publish(made, created=created, product_version=__version__)
        paths = write_outputs(
            published, request.out, formats=request.formats, language=request.language
        )
        remove_others(request.out, own=FILE_NAMES.values(), written=paths)
    except TooFewPeople:
        params = {"limit": str(FEWEST_PEOPLE)}
        progress.close()
        show_refusal(Problem(request.people.name, 1, "", "", "too_few_people", params))
        return Exit.BAD_INPUT
    except OSError:
        progress.close()
        show_refusal(Problem(COMMAND_LINE, 0, "--out", str(request.out), "cannot_write"))
        return Exit.BAD_INPUT
    progress.close()
    _say(published, request, paths)
    return Exit.OK


def _say(published: PublishedPlan, request: Request, paths: list[Path]) -> None:
    print(summary(published, language=request.language, folder=request.out, paths=paths))


def _refused_folder(folder: Path) -> Problem | None:
    names = ("plan.json", "tables.xlsx", "map.html", "report.docx", "report.pdf")
    return refusal(folder, own=names, column="--out", code="not_a_plan_folder")
