"""The arguments of ``arbetshubb roads``. Values stay text here; each command checks its own."""

from __future__ import annotations

import argparse
from typing import Final

from django.utils.translation import gettext as _

from arbetshubb.cli.roads.texts import HELP, PLACEHOLDERS

MODES: Final = ("car", "bicycle", "foot", "transit")

# The options of each command: name, what stands for the value, or empty for a switch.
_OPTIONS: Final = {
    "build": (
        ("area", "area"), ("out", "folder"), ("modes", "modes"), ("buffer-km", "number"),
    ),
    "info": (),
    "matrix": (
        ("from", "file"), ("to", "file"), ("mode", "mode"), ("cutoff", "number"), ("out", "file"),
        ("no-way", "file"), ("postcodes", "file"), ("depart", "window"), ("date", "date"),
        ("trips", ""), ("on-demand", ""),
    ),
    "calibrate": (
        ("distances", "file"), ("pairs", "number"), ("out", "file"), ("seed", "number"),
    ),
}  # fmt: skip
_REQUIRED: Final = {"build": {"out"}, "matrix": {"from", "to", "out"}}
_FIRST: Final = {"build": "source"}


def add_roads(command: argparse.ArgumentParser) -> None:
    """Add the four commands of ``roads``."""
    commands = command.add_subparsers(
        dest="roads_command", required=True, metavar="|".join(_OPTIONS)
    )
    for name, options in _OPTIONS.items():
        text = _(HELP[name])
        own = commands.add_parser(name, help=text, description=text)
        first = _FIRST.get(name, "network")
        own.add_argument(first, help=_(HELP[first]))
        for option, placeholder in options:
            _add(own, name, option, placeholder)
        own.add_argument("--quiet", action="store_true", help=_(HELP["quiet"]))
        own.add_argument("--language", default="sv", choices=("sv", "en"), help=_(HELP["language"]))


def _add(own: argparse.ArgumentParser, command: str, option: str, placeholder: str) -> None:
    text = _(HELP.get(f"{command}-{option}", "") or HELP[option])
    if not placeholder:
        own.add_argument(f"--{option}", action="store_true", help=text)
        return
    is_required = option in _REQUIRED.get(command, set())
    shown = _(PLACEHOLDERS[placeholder])
    own.add_argument(f"--{option}", metavar=shown, required=is_required, help=text)
