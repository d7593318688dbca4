"""``arbetshubb roads``: build a road network, ask it, and fit the estimate to it."""

from __future__ import annotations

from collections.abc import Mapping


def roads(arguments: Mapping[str, object]) -> int:
    """Run the command that was meant and answer its exit code."""
    # Each is imported when it is asked for: they need the routing engine and polars.
    match arguments["roads_command"]:
        case "build":
            from arbetshubb.cli.roads.building import build_roads  # noqa: PLC0415

            return build_roads(arguments)
        case "info":
            from arbetshubb.cli.roads.information import show_roads  # noqa: PLC0415

            return show_roads(arguments)
        case "matrix":
            from arbetshubb.cli.roads.matrix import write_matrix  # noqa: PLC0415

            return write_matrix(arguments)
        case _:
            from arbetshubb.cli.roads.calibrating import calibrate_roads  # noqa: PLC0415

            return calibrate_roads(arguments)
