"""The story of the demo county, told through the real actions: nothing is written past them.

First the organisations and the eight people who can sign in, then the places, then everybody's
employees by import, and last a plan that a planner has asked for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import SiteKind
from arbetshubb.demo.county import REGION, all_employers, demo_county
from arbetshubb.demo.county.county import DemoCounty
from arbetshubb.demo.county.employers import DemoEmployer, EmployerKind
from arbetshubb.demo.distances_story import tell_distances
from arbetshubb.demo.history_story import tell_comparison, tell_past
from arbetshubb.demo.location_story import tell_location
from arbetshubb.demo.mapping_story import tell_travel
from arbetshubb.demo.personas import PERSONAS
from arbetshubb.demo.personas import REGION as REGION_CODE
from arbetshubb.demo.places_story import tell_inventory
from arbetshubb.demo.statistics_story import tell_statistics
from arbetshubb.foundation.access import Role
from arbetshubb.foundation.actions import create_organisation, create_persona, give_role
from arbetshubb.foundation.jobs import run_job
from arbetshubb.foundation.models import Membership, Organisation, User
from arbetshubb.people.actions import apply_import as apply_people
from arbetshubb.people.actions import check_import as check_people
from arbetshubb.people.models import ImportStatus as PeopleStatus
from arbetshubb.places.actions import apply_import as apply_places
from arbetshubb.places.actions import check_file as check_places
from arbetshubb.places.models import ImportStatus as PlacesStatus
from arbetshubb.places.queries import import_diff, sites
from arbetshubb.plans.actions import create_scenario, plan_hubs
from arbetshubb.reference.gazetteer import Gazetteer

KINDS: Final = {
    EmployerKind.REGION: "region",
    EmployerKind.MUNICIPALITY: "municipality",
    EmployerKind.AUTHORITY: "agency",
}
PLANNER: Final = "petra"
HR: Final = "hanna"
ASKER: Final = "marit"
TELLER: Final = "demoberattare"
COMPARED: Final = (REGION, "Demokommun Östersund", "Demokommun Krokom")
"""The first two are compared; the third has asked the first."""


@dataclass(frozen=True, slots=True)
class County:
    """How large a county to tell; the same values tell the same county."""

    people: int
    others: int
    seed: int


class StoryBroken(RuntimeError):
    """The demo's own files were refused: the county and the rules have parted."""


def is_told() -> bool:
    """Whether the county is in the database, to its last line."""
    return User.objects.filter(username=TELLER, is_active=False).exists()


def tell(county: County, *, say: Callable[[str], object]) -> None:
    """Fill an empty database; ``say`` gets a line for each chapter."""
    with override("sv"):
        employers = all_employers(region=county.people, others=county.others)
        files = demo_county(seed=county.seed, employers=employers)
        say(_("Organisations and people who can sign in"))
        organisations = _organisations(employers)
        teller = _teller(organisations)
        say(_("Offices, hubs and candidate premises"))
        for name, organisation in organisations.items():
            _places(teller, organisation, _sites_of(name, files))
        say(_("Earlier staff lists"))
        tell_past(
            teller, organisations[REGION], _rows_of(REGION, files), _people, now=timezone.now()
        )
        for name, organisation in organisations.items():
            say(_("Employees of %(name)s") % {"name": name})
            _people(teller, organisation, _rows_of(name, files))
        personas = _personas()
        say(_("What is known of the premises"))
        tell_inventory(personas[PLANNER], today=timezone.localdate())
        say(_("Employers that are compared"))
        tell_comparison(teller, *(organisations[name] for name in COMPARED), now=timezone.now())
        say(_("Known distances and a question about one"))
        tell_distances(
            planner=personas[PLANNER], asker=personas[ASKER], organisation=organisations[REGION]
        )
        say(_("Statistics beside the own data"))
        tell_statistics(teller)
        say(_("Units, checks and vacancies"))
        tell_location(
            planner=personas[PLANNER],
            hr=personas[HR],
            organisation=organisations[REGION],
            today=timezone.localdate(),
        )
        say(_("A travel survey, business trips and an old report"))
        tell_travel(
            personas[PLANNER],
            organisations[REGION],
            _rows_of(REGION, files),
            year=timezone.localdate().year,
            seed=county.seed,
        )
        say(_("A first hub plan"))
        _plan(personas, organisations[REGION])
        _dismiss(teller)


def _organisations(employers: Sequence[DemoEmployer]) -> dict[str, Organisation]:
    return {
        employer.name: create_organisation(
            name=employer.name,
            code=REGION_CODE if employer.kind is EmployerKind.REGION else employer.code,
            kind=KINDS[employer.kind],
            shares_for_planning=True,
        )
        for employer in employers
    }


def _teller(organisations: dict[str, Organisation]) -> User:
    """Whoever imports for everybody while the story is told; dismissed at its end."""
    teller = get_user_model().objects.create_user(
        TELLER, first_name="Demo", last_name="Berättare", is_persona=False
    )
    for organisation in organisations.values():
        give_role(teller, organisation, Role.ADMINISTRATOR)
    return teller


def _dismiss(teller: User) -> None:
    # The account stays, since the audit log names it, but nobody can be it any more.
    Membership.objects.filter(user=teller).delete()
    teller.is_active = False
    teller.save(update_fields=["is_active"])


def _personas() -> dict[str, User]:
    return {
        persona.username: create_persona(persona, order=order)
        for order, persona in enumerate(PERSONAS)
    }


def _sites_of(employer: str, files: DemoCounty) -> list[Sequence[str]]:
    """The employer's own offices; everything else, shared by all, comes with the region."""
    header, *rows = files.site_rows
    kind, provider = header.index("kind"), header.index("provider")

    def brings(row: Sequence[str]) -> str:
        return row[provider] if row[kind] == SiteKind.OWN_OFFICE else REGION

    return [header, *(row for row in rows if brings(row) == employer)]


def _places(teller: User, owner: Organisation, rows: Sequence[Sequence[str]]) -> None:
    batch = check_places(teller, owner, name="demo-sites.csv", content=_csv(rows))
    if batch.status != PlacesStatus.CHECKED:
        raise StoryBroken(batch.problems)
    _diff, basis = import_diff(batch)
    apply_places(teller, batch, basis=basis)


def _people(teller: User, organisation: Organisation, rows: Sequence[Sequence[str]]) -> None:
    batch = check_people(
        _csv(rows),
        file_name="demo-people.csv",
        organisation=organisation,
        actor=teller,
        sites=sites(),
        gazetteer=Gazetteer.shipped(),
    )
    if batch.status != PeopleStatus.CHECKED:
        raise StoryBroken(batch.problems)
    apply_people(batch, actor=teller, removes_gone=False)


def _rows_of(employer: str, files: DemoCounty) -> list[Sequence[str]]:
    header, *rows = files.people_rows
    column = header.index("employer")
    return [header, *(row for row in rows if row[column] == employer)]


def _plan(personas: dict[str, User], region: Organisation) -> None:
    planner = personas[PLANNER]
    scenario = create_scenario(
        planner,
        region,
        name=_("A hub in every municipality"),
        options=PlanOptions(each_municipality=True, time_limit=60.0),
    )
    job = plan_hubs(planner, scenario)
    run_job.call(str(job.pk))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
