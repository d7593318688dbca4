"""``arbetshubb roads build``: an OpenStreetMap extract in, a road network in a folder out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from arbetshubb.cli.exits import Exit
from arbetshubb.cli.roads.given import Given
from arbetshubb.cli.roads.information import described
from arbetshubb.cli.roads.texts import needs_stated, nothing_to_build
from arbetshubb.cli.terminal import ProgressLine, show_problems, show_refusal
from arbetshubb.integrations.roads import RoadError
from arbetshubb.integrations.roads.area import Area, area_from
from arbetshubb.integrations.roads.build import Order, build, check_folder, steps_of
from arbetshubb.integrations.roads.needs import check_room, free_disk, free_memory, needs_before
from arbetshubb.integrations.roads.osm_file import osm_file
from arbetshubb.integrations.roads.programs import MODES

_DEFAULT_MODES = "car,bicycle,foot"
_DEFAULT_BUFFER_KM = 20.0


def build_roads(arguments: Mapping[str, object]) -> int:
    """Run the command and answer its exit code."""
    given = Given(arguments)
    modes = given.words("modes", _DEFAULT_MODES, choices=MODES)
    buffer_km = given.number("buffer-km", _DEFAULT_BUFFER_KM, least=0.0)
    if given.problems:
        show_problems(given.problems)
        return Exit.BAD_INPUT
    weights = {"clip": 5} | {
        f"{step}-{mode}": weight
        for mode in modes
        for step, weight in (("extract", 10), ("contract", 40))
    }
    progress = ProgressLine(is_quiet=given.is_quiet, weights=weights)
    try:
        return _build(given, modes, buffer_km, progress)
    except RoadError as error:
        progress.close()
        show_refusal(given.refusal(error))
        return Exit.BAD_INPUT
    except OSError:
        progress.close()
        given.wrong("out", "cannot_write")
        show_problems(given.problems)
        return Exit.BAD_INPUT
    finally:
        progress.close()


def _build(given: Given, modes: tuple[str, ...], buffer_km: float, progress: ProgressLine) -> int:
    source = osm_file(Path(given.text("source")).expanduser())
    area: Area | None = None
    if given.text("area"):
        area = area_from(given.text("area"), buffer_km=buffer_km)
    folder = given.path("out") or Path()
    check_folder(folder)
    order = Order(source, folder, modes, area, buffer_km)
    left = steps_of(order)
    if not left:
        print(nothing_to_build(str(folder)))
    else:
        needs = needs_before(source, area=area, modes=len(modes))
        print(needs_stated(needs, disk=free_disk(folder), memory=free_memory()))
        if "clip" in left:
            check_room(needs, folder=folder, source=source.path)
    network = build(order, progress)
    progress.close()
    print(described(network, folder))
    return Exit.OK
