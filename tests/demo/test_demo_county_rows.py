"""The demo county: calibrated, repeatable, plainly invented, and right by the rules."""

from __future__ import annotations

import re

import pytest

from arbetshubb.analysis.places import SiteKind, sweref_array
from arbetshubb.demo.county import DemoCounty, all_employers, demo_county
from arbetshubb.people.rules import PeopleRead, parse_people
from arbetshubb.places.rules import SitesRead, parse_sites
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.reference.localities import localities
from arbetshubb.tables.table import Row, Table


def table(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table("x", rows[0], tuple(Row(n, row) for n, row in enumerate(rows[1:], start=2)))


@pytest.fixture(scope="module")
def county() -> DemoCounty:
    return demo_county(people=4500, seed=1)


@pytest.fixture(scope="module")
def sites(county: DemoCounty) -> SitesRead:
    return parse_sites(table(county.site_rows), gazetteer=Gazetteer.shipped())


@pytest.fixture(scope="module")
def people(county: DemoCounty, sites: SitesRead) -> PeopleRead:
    return parse_people(table(county.people_rows), sites=sites.sites, gazetteer=Gazetteer.shipped())


def test_the_files_have_no_problem(sites: SitesRead, people: PeopleRead) -> None:
    assert not sites.problems
    assert not people.problems
    assert (len(sites.sites), len(people.people)) == (60, 4500)


def test_64_per_cent_live_in_ostersund_and_krokom(people: PeopleRead) -> None:
    near = [e for e in people.employees if e.municipality in {"Östersund", "Krokom"}]
    assert len(near) / len(people.employees) == pytest.approx(0.64, abs=0.005)


def test_a_third_live_outside_localities(people: PeopleRead) -> None:
    places = sweref_array([place.position for place in localities()])
    homes = sweref_array([e.home.centre for e in people.employees])
    metres = ((homes[:, None, :] - places[None]) ** 2).sum(axis=2).min(axis=1) ** 0.5
    assert 0.2 < (metres > 3000).mean() < 0.4


def test_most_work_in_ostersund_and_every_municipality_has_workplaces(
    sites: SitesRead, people: PeopleRead
) -> None:
    town = {site.site_id: site.municipality for site in sites.sites}
    share = sum(town[e.workplace] == "Östersund" for e in people.employees) / len(people.employees)
    assert 0.6 < share < 0.85
    assert {town[e.workplace] for e in people.employees} == set(town.values())


def test_some_far_away_commute_to_ostersund_and_may_work_remotely(
    sites: SitesRead, people: PeopleRead
) -> None:
    town = {site.site_id: site.municipality for site in sites.sites}
    far = [
        e
        for e in people.employees
        if e.is_remote_eligible
        and town[e.workplace] == "Östersund"
        and e.municipality not in {"Östersund", "Krokom"}
    ]
    assert len(far) > 150


def test_there_are_hubs_today_and_choices_in_every_municipality(sites: SitesRead) -> None:
    assert sum(site.kind is SiteKind.HUB for site in sites.sites) == 2
    assert len({site.municipality for site in sites.sites if site.is_hub_choice}) == 8


def test_every_name_says_that_it_is_invented(county: DemoCounty) -> None:
    names = {row[1] for row in (*county.site_rows[1:], *county.people_rows[1:])}
    assert all(re.match(r"Demo", name) for name in names)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    assert demo_county(people=200, seed=7) == demo_county(people=200, seed=7)
    assert demo_county(people=200, seed=7) != demo_county(people=200, seed=8)


def test_the_others_are_eight_municipalities_and_eleven_authorities() -> None:
    employers = all_employers(region=300, others=1400)
    assert len(employers) == 1 + 8 + 11
    assert sum(employer.people for employer in employers) == 1700
    rows = demo_county(seed=1, employers=employers).people_rows[1:]
    assert len(rows) == 1700
    assert len({row[0] for row in rows}) == 1700


def test_another_employer_moves_nobody_of_the_region() -> None:
    alone = demo_county(people=300, seed=1).people_rows
    together = demo_county(seed=1, employers=all_employers(region=300, others=500)).people_rows
    assert together[: len(alone)] == alone
