"""``arbetshubb roads info``: what a network holds and what it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import get_language

from arbetshubb.cli.exits import Exit
from arbetshubb.cli.roads.given import Given
from arbetshubb.cli.roads.texts import network_lines
from arbetshubb.cli.terminal import show_refusal
from arbetshubb.integrations.roads import RoadError
from arbetshubb.integrations.roads.folder import Network, read_network
from arbetshubb.reports.number_forms import Numbers


def show_roads(arguments: Mapping[str, object]) -> int:
    """Run the command and answer its exit code."""
    given = Given(arguments)
    folder = Path(given.text("network")).expanduser()
    try:
        network = read_network(folder)
    except RoadError as error:
        show_refusal(given.refusal(error))
        return Exit.BAD_INPUT
    print(described(network, folder))
    return Exit.OK


def described(network: Network, folder: Path) -> str:
    """The network in a few lines."""
    return "\n".join(network_lines(network, folder, Numbers(get_language() or "sv")))
