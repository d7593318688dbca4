"""``arbetshubb roads matrix``: travel between two files of points, written block by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language

from arbetshubb.analysis.travel import Router
from arbetshubb.cli.exits import Exit
from arbetshubb.cli.folders import cache_folder
from arbetshubb.cli.roads.arguments import MODES
from arbetshubb.cli.roads.given import Given
from arbetshubb.cli.roads.points import Points, read_points
from arbetshubb.cli.roads.texts import matrix_lines
from arbetshubb.cli.roads.writing import Asked, write_travel
from arbetshubb.cli.terminal import ProgressLine, show_problems, show_refusal
from arbetshubb.integrations.gtfs import MORNING, TimetableError, TransitOptions, TransitRouter
from arbetshubb.integrations.roads import RoadError, network_router
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.reference.postcodes import NO_POSTCODES, read_postcodes
from arbetshubb.reports.number_forms import Numbers
from arbetshubb.tables.problems import Problem, UnreadableFile
from arbetshubb.tables.reading import read_table


@dataclass(frozen=True, slots=True)
class _Request:
    network: Path
    mode: str
    cutoff: float
    out: Path
    no_way: Path | None
    with_trips: bool


def write_matrix(arguments: Mapping[str, object]) -> int:
    """Run the command and answer its exit code."""
    given = Given(arguments)
    request = _request(given)
    gazetteer = _gazetteer(given)
    starts, ends = (
        read_points(given.path(option) or Path(), gazetteer) for option in ("from", "to")
    )
    show_problems([*given.problems, *starts.problems, *ends.problems])
    if any(p.is_error for p in (*given.problems, *starts.problems, *ends.problems)):
        return Exit.BAD_INPUT
    progress = ProgressLine(is_quiet=given.is_quiet, weights={"travel": 1})
    try:
        router = _router(given, request)
        return _write(request, router, (starts, ends), progress)
    except (RoadError, TimetableError) as error:
        progress.close()
        show_refusal(given.refusal(error))
        return Exit.BAD_INPUT
    except OSError:
        progress.close()
        show_refusal(Problem(given.command, 0, "--out", str(request.out), "cannot_write"))
        return Exit.BAD_INPUT
    finally:
        progress.close()


def _request(given: Given) -> _Request:
    modes = given.words("mode", "car", choices=MODES)
    mode = modes[0] if modes else "car"
    is_transit = mode == "transit"
    for option in ("depart", "date", "trips", "on-demand"):
        if not is_transit and given.switch(option):
            given.wrong(option, "only_for_transit")
    if is_transit:
        given.date("date")
        given.window("depart", MORNING)
    return _Request(
        network=Path(given.text("network")).expanduser(),
        mode=mode,
        cutoff=given.number("cutoff", float("inf"), least=1.0),
        out=given.path("out") or Path(),
        no_way=given.path("no-way"),
        with_trips=given.switch("trips"),
    )


def _gazetteer(given: Given) -> Gazetteer:
    path = given.path("postcodes")
    if path is None:
        return Gazetteer.shipped(NO_POSTCODES)
    try:
        read = read_postcodes(read_table(path.read_bytes(), name=path.name))
    except OSError:
        given.problems.append(Problem(str(path), 0, "--postcodes", "", "file_missing"))
        return Gazetteer.shipped(NO_POSTCODES)
    except UnreadableFile as error:
        given.problems.append(error.as_problem(path.name))
        return Gazetteer.shipped(NO_POSTCODES)
    given.problems += read.problems
    return Gazetteer.shipped(read.postcodes)


def _router(given: Given, request: _Request) -> Router:
    if request.mode != "transit":
        return network_router(request.network, cache=cache_folder(), mode=request.mode)
    date = given.date("date")
    options = TransitOptions(
        window=given.window("depart", MORNING), with_ordered=given.switch("on-demand")
    )
    if date is None:  # said before
        raise ValueError
    return TransitRouter(request.network, date, options)


def _write(
    request: _Request, router: Router, points: tuple[Points, Points], progress: ProgressLine
) -> int:
    starts, ends = points
    asked = Asked(
        router=router,
        starts=starts,
        ends=ends,
        mode=request.mode,
        cutoff_minutes=request.cutoff,
        with_trips=request.with_trips,
    )
    written = write_travel(
        asked,
        to=request.out,
        no_way=request.no_way,
        progress=lambda share: progress("travel", share),
    )
    progress.close()
    numbers = Numbers(get_language() or "sv")
    print("\n".join(matrix_lines(written, request.out, request.no_way, numbers)))
    return Exit.OK
