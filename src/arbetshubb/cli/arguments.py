"""The arguments of the commands. Values stay text here; ``request`` checks them."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _

from arbetshubb import __version__
from arbetshubb.cli.options import PLAN_OPTIONS, Option, Sort
from arbetshubb.cli.roads.arguments import add_roads
from arbetshubb.cli.roads.texts import HELP as ROADS_HELP
from arbetshubb.cli.texts import HELP, PLACEHOLDERS

_MANY = frozenset({Sort.SITES, Sort.FORMATS})


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, in the language that is active."""
    top = argparse.ArgumentParser(prog="arbetshubb", description=_(HELP["program"]))
    top.add_argument("--version", action="version", version=__version__, help=_(HELP["version"]))
    commands = top.add_subparsers(
        dest="command", required=True, metavar="plan|roads|template|demo-data"
    )
    _add_plan(commands.add_parser("plan", help=_(HELP["plan"]), description=_(HELP["plan"])))
    text = _(ROADS_HELP["roads"])
    add_roads(commands.add_parser("roads", help=text, description=text))
    template = commands.add_parser("template", help=_(HELP["template"]))
    template.add_argument("file", help=_(HELP["template-file"]))
    _add_language(template)
    demo = commands.add_parser("demo-data", help=_(HELP["demo-data"]))
    demo.add_argument("folder", help=_(HELP["folder"]))
    number = _(PLACEHOLDERS["number"])
    for name, default in (("people", "4500"), ("others", "0"), ("seed", "1")):
        text = _(HELP[f"demo-{name}"])
        demo.add_argument(f"--{name}", default=default, metavar=number, help=text)
    _add_language(demo)
    return top


def _add_plan(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("people", help=_(HELP["people"]))
    plan.add_argument("sites", help=_(HELP["sites"]))
    for option in PLAN_OPTIONS:
        _add_option(plan, option)
    plan.add_argument("--scenario", metavar=_(PLACEHOLDERS["file"]), help=_(HELP["scenario"]))


def _add_option(plan: argparse.ArgumentParser, option: Option) -> None:
    name, text = f"--{option.name}", _(HELP[option.name])
    if option.sort is Sort.SWITCH:
        plan.add_argument(name, action="store_const", const="yes", help=text)
        return
    action = "append" if option.sort in _MANY else "store"
    plan.add_argument(name, action=action, metavar=_(PLACEHOLDERS[option.sort.value]), help=text)


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", default="sv", choices=("sv", "en"), help=_(HELP["language"]))
