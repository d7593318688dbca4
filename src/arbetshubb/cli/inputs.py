"""The files of a plan, read and checked together so that everything wrong is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import Site
from arbetshubb.analysis.workforce import Workforce, workforce
from arbetshubb.cli.request import COMMAND_LINE, Request
from arbetshubb.people.rules import PeopleRead, parse_people
from arbetshubb.places.rules import SitesRead, parse_sites
from arbetshubb.reference.constants import constants, read_constants
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.reference.postcodes import NO_POSTCODES, Postcodes, read_postcodes
from arbetshubb.reference.study import read_municipalities
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors
from arbetshubb.tables.reading import read_table
from arbetshubb.tables.table import Table

FEWEST_PEOPLE: Final = 5
"""Fewer cannot be published: each figure would tell about one of them (domain.md 4.2)."""

# Problems of people that cannot be judged while the sites are wrong.
_NEEDS_SITES: Final = frozenset({"workplace_unknown", "no_own_office", "home_far_away"})


@dataclass(frozen=True, eq=False)
class Inputs:
    """What a plan is made of. ``protected`` counts rows that were not read."""

    workforce: Workforce
    constants: ConstantTable
    warnings: tuple[Problem, ...]
    protected: int


@dataclass(frozen=True, slots=True)
class InputProblems:
    """Why no plan can be made: errors and, after them, warnings."""

    problems: tuple[Problem, ...]


def read_inputs(request: Request) -> Inputs | InputProblems:
    """The files of ``request`` as a workforce and constants, or everything wrong with them."""
    problems: list[Problem] = []
    postcodes = _postcodes(request.postcodes, problems)
    gazetteer = Gazetteer.shipped(postcodes)
    names = _municipalities(request.municipalities, problems)
    table = _constants(request.constants, problems)
    sites = _sites(request.sites, gazetteer, problems)
    study = names or tuple(sorted({site.municipality for site in sites.sites}))
    people = _people(request.people, sites, gazetteer, study, problems)
    if not has_errors(problems):
        problems += _problems_together(request, people, sites.sites)
    if has_errors(problems):
        return InputProblems(tuple(sorted(problems, key=lambda problem: not problem.is_error)))
    return Inputs(
        workforce=workforce(people.employees, sites.sites, municipalities=study),
        constants=table,
        warnings=tuple(problems),
        protected=people.protected,
    )


def _table(path: Path, problems: list[Problem]) -> Table | None:
    try:
        return read_table(path.read_bytes(), name=path.name)
    except OSError:
        problems.append(Problem(str(path), 0, "", "", "file_missing"))
    except UnreadableFile as error:
        problems.append(error.as_problem(path.name))
    return None


def _postcodes(path: Path | None, problems: list[Problem]) -> Postcodes:
    table = _table(path, problems) if path else None
    if table is None:
        return NO_POSTCODES
    read = read_postcodes(table)
    problems += read.problems
    return read.postcodes


def _municipalities(path: Path | None, problems: list[Problem]) -> tuple[str, ...]:
    table = _table(path, problems) if path else None
    if table is None:
        return ()
    read = read_municipalities(table)
    problems += read.problems
    return read.names


def _constants(path: Path | None, problems: list[Problem]) -> ConstantTable:
    table = _table(path, problems) if path else None
    if table is None:
        return constants()
    read = read_constants(table, base=constants())
    problems += read.problems
    return read.constants


def _sites(path: Path, gazetteer: Gazetteer, problems: list[Problem]) -> SitesRead:
    table = _table(path, problems)
    read = parse_sites(table, gazetteer=gazetteer) if table else SitesRead((), ())
    problems += read.problems
    return read


def _people(
    path: Path,
    sites: SitesRead,
    gazetteer: Gazetteer,
    municipalities: tuple[str, ...],
    problems: list[Problem],
) -> PeopleRead:
    table = _table(path, problems)
    if table is None:
        return PeopleRead((), ())
    are_sites_wrong = not sites.sites or has_errors(sites.problems)
    study = () if are_sites_wrong else municipalities
    read = parse_people(table, sites=sites.sites, gazetteer=gazetteer, municipalities=study)
    problems += [
        problem
        for problem in read.problems
        if not (are_sites_wrong and problem.code in _NEEDS_SITES)
    ]
    return read


def _problems_together(
    request: Request, people: PeopleRead, sites: tuple[Site, ...]
) -> list[Problem]:
    """What is wrong only when the files are seen together with the options."""
    problems = []
    choices = {site.site_id for site in sites if site.is_hub_choice}
    if not choices:
        problems.append(Problem(request.sites.name, 1, "kind", "", "no_hub_choice"))
    if len(people.people) < FEWEST_PEOPLE:
        params = {"limit": str(FEWEST_PEOPLE)}
        problems.append(Problem(request.people.name, 1, "", "", "too_few_people", params))
    return problems + _wishes(request.options, choices)


def _wishes(options: PlanOptions, choices: set[str]) -> list[Problem]:
    return [
        Problem(COMMAND_LINE, 0, column, site, "site_not_a_choice")
        for column, wished in (("--force", options.forced), ("--forbid", options.forbidden))
        for site in wished
        if site not in choices
    ]
