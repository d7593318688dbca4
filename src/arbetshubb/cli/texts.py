"""Everything the command line says, to be translated: help, facts, problems and the summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from arbetshubb.cli.roads.texts import SENTENCES as ROAD_SENTENCES
from arbetshubb.cli.roads.texts import STAGES as ROAD_STAGES
from arbetshubb.people.texts import SENTENCES as PEOPLE_SENTENCES
from arbetshubb.places.texts import SENTENCES as SITE_SENTENCES
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.texts import Sentences
from arbetshubb.tables.texts import sentence as table_sentence

HELP: Final[Mapping[str, str]] = {
    "program": gettext_noop(
        "Plan work hubs: from people and places in files to hubs on a map, with figures."
    ),
    "plan": gettext_noop("make a hub plan of a file of people and a file of sites"),
    "template": gettext_noop("write an example file with every column explained"),
    "demo-data": gettext_noop("write the files of a synthetic county"),
    "people": gettext_noop("file of people: CSV or XLSX"),
    "sites": gettext_noop("file of sites: CSV or XLSX"),
    "template-file": gettext_noop("people.xlsx or sites.xlsx"),
    "folder": gettext_noop("folder to write to"),
    "demo-people": gettext_noop("employees of the region (default 4500)"),
    "demo-others": gettext_noop(
        "employees of eight municipalities and eleven authorities together (default 0)"
    ),
    "demo-seed": gettext_noop("the same seed gives the same files (default 1)"),
    "out": gettext_noop("folder for the plan's files (default plan)"),
    "municipalities": gettext_noop("file with the municipalities of the plan, in order"),
    "roads": gettext_noop(
        "road network (a folder made by roads build, or .osm.pbf) or travel matrix (.parquet); "
        "without it travel is estimated"
    ),
    "calibration": gettext_noop("file from roads calibrate: what the estimate of travel rests on"),
    "constants": gettext_noop("file with constants to use instead of the built-in ones"),
    "postcodes": gettext_noop("file with postcodes and their positions or localities"),
    "budget": gettext_noop("most kronor a year for all hubs, excluding VAT"),
    "hubs": gettext_noop("exactly this many hubs"),
    "max-hubs": gettext_noop("at most this many hubs"),
    "each-municipality": gettext_noop("at least one hub in every municipality"),
    "critical-mass": gettext_noop("fewest expected members of a hub"),
    "within": gettext_noop("minutes by road that count as reaching a hub (default 30)"),
    "close-existing": gettext_noop("hubs that exist today may be closed"),
    "force": gettext_noop("a site that must be a hub; can be given several times"),
    "forbid": gettext_noop("a site that must not be a hub; can be given several times"),
    "format": gettext_noop("files to write: json, xlsx, html, docx, pdf (default all)"),
    "time-limit": gettext_noop("seconds for the search (default 60)"),
    "gap": gettext_noop(
        "how far from proven best the search may stop, 0.01 is one per cent (default 0)"
    ),
    "seed": gettext_noop("makes the search repeatable (default 0)"),
    "quiet": gettext_noop("no progress"),
    "language": gettext_noop("sv or en (default sv)"),
    "scenario": gettext_noop(
        "TOML file with options of the same names; the command line goes before it"
    ),
    "version": gettext_noop("show the version and exit"),
}

# What stands for an option's value in the help.
PLACEHOLDERS: Final[Mapping[str, str]] = {
    "file": gettext_noop("FILE"),
    "folder": gettext_noop("FOLDER"),
    "whole": gettext_noop("NUMBER"),
    "number": gettext_noop("NUMBER"),
    "sites": gettext_noop("SITE"),
    "formats": gettext_noop("FORMAT"),
    "language": gettext_noop("LANGUAGE"),
}

# What argparse itself says, so that the catalogue has it too.
_ARGPARSE: Final = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("expected one argument"),
    gettext_noop("expected at least one argument"),
    gettext_noop("ambiguous option: %(option)s could match %(matches)s"),
    gettext_noop("ignored explicit argument %r"),
)

SENTENCES: Final[Sentences] = {
    **PEOPLE_SENTENCES,
    **SITE_SENTENCES,
    **ROAD_SENTENCES,
    "choice_unknown": (
        gettext_noop("This cannot be chosen."),
        gettext_noop("Write one of: %(choices)s."),
    ),
    "number_too_small": (
        gettext_noop("The number must be larger than %(least)s."),
        gettext_noop("Write a larger number."),
    ),
    "number_too_large": (
        gettext_noop("The number must be at most %(most)s."),
        gettext_noop("Write a smaller number."),
    ),
    "either_hubs": (
        gettext_noop("An exact and a largest number of hubs cannot both be given."),
        gettext_noop("Leave out --hubs or --max-hubs."),
    ),
    "site_not_a_choice": (
        gettext_noop("No site to choose from has this id."),
        gettext_noop("Use the id of a site that is neither an own office nor closed."),
    ),
    "site_both_ways": (
        gettext_noop("The site is both forced and forbidden."),
        gettext_noop("Leave out one of the two."),
    ),
    "no_hub_choice": (
        gettext_noop("No site can become a hub: all are own offices or closed."),
        gettext_noop("Add hubs, candidates or other premises to the file."),
    ),
    "too_few_people": (
        gettext_noop(
            "There are fewer than %(limit)s people; a plan would tell about each of them."
        ),
        gettext_noop("Add more people to the file."),
    ),
    "not_a_plan_folder": (
        gettext_noop("The folder holds other things than a plan."),
        gettext_noop("Choose a new folder, or one that holds a former plan only."),
    ),
    "not_a_demo_folder": (
        gettext_noop("The folder holds other things than demo data."),
        gettext_noop("Choose a new folder."),
    ),
    "not_a_folder": (
        gettext_noop("This is not a folder."),
        gettext_noop("Choose another name."),
    ),
    "cannot_write": (
        gettext_noop("The folder cannot be written to."),
        gettext_noop("Check that you may write there and that the disk is not full."),
    ),
    "file_exists": (
        gettext_noop("There is a file with this name already."),
        gettext_noop("Choose another name, so that nothing filled in is lost."),
    ),
    "template_unknown": (
        gettext_noop("There is no template of this name."),
        gettext_noop("Write people.xlsx or sites.xlsx."),
    ),
    "scenario_broken": (
        gettext_noop("The scenario file is not TOML: %(detail)s."),
        gettext_noop("Mend it; an option looks like: budget = 1000000"),
    ),
    "option_unknown": (
        gettext_noop("There is no option of this name."),
        gettext_noop("Use one of: %(choices)s."),
    ),
    "option_wrong_type": (
        gettext_noop("The option cannot hold this sort of value."),
        gettext_noop("Write it as on the command line; a switch is true or false."),
    ),
    "road_file": (
        gettext_noop("The road file cannot be used."),
        "%(detail)s",
    ),
}

# Why demands cannot hold together: what was demanded, and what would loosen it.
DEMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "budget": (
        gettext_noop("The budget is a limit."),
        gettext_noop("Raise --budget."),
    ),
    "hubs_min": (
        gettext_noop("The number of hubs must not be lower than you asked for."),
        gettext_noop("Lower --hubs."),
    ),
    "hubs_max": (
        gettext_noop("The number of hubs must not be higher than you asked for."),
        gettext_noop("Raise --hubs or --max-hubs."),
    ),
    "each_municipality": (
        gettext_noop("Every municipality must have a hub."),
        gettext_noop("Leave out --each-municipality, or add candidates where they are missing."),
    ),
    "critical_mass": (
        gettext_noop("Every hub must reach the critical mass of members."),
        gettext_noop("Lower --critical-mass."),
    ),
    "capacity": (
        gettext_noop("No hub may need more seats than it can have."),
        gettext_noop("Raise seats_max in the file of sites, or add candidates nearby."),
    ),
    "forced": (
        gettext_noop("Some sites must be hubs: those forced and those that exist today."),
        gettext_noop("Leave out --force, or give --close-existing."),
    ),
    "forbidden": (
        gettext_noop("Some sites must not be hubs."),
        gettext_noop("Leave out --forbid."),
    ),
}

STAGES: Final[Mapping[str, str]] = {
    **ROAD_STAGES,
    "reading": gettext_noop("Reading the files"),
    "travel": gettext_noop("Measuring travel"),
    "commuting": gettext_noop("Today's commuting"),
    "demand": gettext_noop("Who would use a hub"),
    "siting": gettext_noop("Choosing hubs"),
    "alternatives": gettext_noop("Alternatives"),
    "sensitivity": gettext_noop("Testing the assumptions"),
    "writing": gettext_noop("Writing the report"),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do, in the language that is active."""
    return table_sentence(problem, SENTENCES)


def problem_headings() -> tuple[str, ...]:
    """The headings of the table of problems."""
    return (
        pgettext("table", "File"),
        pgettext("table", "Row"),
        pgettext("table", "Column"),
        pgettext("table", "Value"),
        pgettext("table", "What is wrong"),
        pgettext("table", "What to do"),
    )


def errors_found(count: int) -> str:
    """The line above a table of errors."""
    return ngettext(
        "%(count)d error. Nothing was written.", "%(count)d errors. Nothing was written.", count
    ) % {"count": count}


def warnings_found(count: int) -> str:
    """The line above a table of warnings."""
    return ngettext("%(count)d warning.", "%(count)d warnings.", count) % {"count": count}


def and_more(count: int) -> str:
    """The line below a table that was cut."""
    return ngettext("… and %(count)d more.", "… and %(count)d more.", count) % {"count": count}


def protected_left_out(count: int) -> str:
    """How many rows were not read because of protected identities."""
    return ngettext(
        "%(count)d row with protected identity was not read.",
        "%(count)d rows with protected identity were not read.",
        count,
    ) % {"count": count}


def stage_name(stage: str) -> str:
    """A stage of the work."""
    return _(STAGES.get(stage, stage))


def progress_line(stage: str, share: float, seconds_left: float | None) -> str:
    """How far the work has come."""
    percent = f"{100 * share:.0f}"
    if seconds_left is None:
        return _("%(stage)s … %(percent)s %%") % {"stage": stage_name(stage), "percent": percent}
    return _("%(stage)s … %(percent)s %%, about %(seconds)s s left") % {
        "stage": stage_name(stage),
        "percent": percent,
        "seconds": f"{seconds_left:.0f}",
    }


def interrupted() -> str:
    """Said after Ctrl-C."""
    return _("Stopped. Nothing was written.")


def no_plan_in_time(seconds: float) -> str:
    """Said when the time limit passed without a plan."""
    return _(
        "No plan was found in %(seconds)s s, and it is not proven that there is none. "
        "Raise --time-limit, or allow a gap with --gap 0.01."
    ) % {"seconds": f"{seconds:.0f}"}


def no_plan_possible() -> str:
    """The line above the demands that conflict."""
    return _("No plan is possible: these demands cannot hold together.")


def loosen_one() -> str:
    """The line above what would make a plan possible."""
    return _("Any one of these makes a plan possible:")


def sites_concerned(names: str) -> str:
    """Which sites a conflict is about."""
    return _("Sites concerned: %(names)s.") % {"names": names}


def files_written(folder: str, names: str) -> str:
    """The line that says where the result is."""
    return _("Written to %(folder)s: %(names)s") % {"folder": folder, "names": names}
