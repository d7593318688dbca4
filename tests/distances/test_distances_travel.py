"""Known distances in every matrix, a real road network, and roads that are broken."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
import shapely
from django.test import Client
from django.urls import reverse

from arbetshubb.analysis.commuting import commuting
from arbetshubb.analysis.hubplan.fingerprint import inputs_hash
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import Cell, Sweref, wgs84_from_sweref
from arbetshubb.analysis.travel import NoWay, Quality, known_ways_in
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.actions import Facts, add_known, withdraw_known
from arbetshubb.distances.isochrone import Goal, isochrone, people_reached
from arbetshubb.distances.travel import (
    Way,
    distance_between,
    roads_in_use,
    travel_of,
    ways_in_use,
)
from arbetshubb.foundation.jobs import JobFailed
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.queries import mapping_for
from arbetshubb.mapping.rules.choice import Choice
from arbetshubb.people.queries import workforce_for
from arbetshubb.places.models import Place
from arbetshubb.places.queries import sites
from arbetshubb.reference.constants import constants
from cast import Cast
from distances.distances_study import HOME, ISLAND, WILD, hire, place, write_extract


@pytest.fixture
def staffed(cast: Cast) -> Cast:
    place()
    hire(cast.region, 10)
    hire(cast.region, 12, home="N7010E482")
    return cast


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_extract(tmp_path_factory.mktemp("osm") / "county.osm.pbf")


@pytest.fixture
def on_roads(settings: object, extract: Path) -> None:
    settings.ARBETSHUBB_ROADS = str(extract)
    settings.ARBETSHUBB_ROUTER = "arbetshubb.config.roads.router"
    settings.ARBETSHUBB_WAYS = "arbetshubb.config.roads.ways"


def office() -> Place:
    return Place.objects.get(site_id="stab")


def known(cast: Cast, *, km: float = 52.0, is_approximate: bool = False) -> Facts:
    return Facts(
        origin=HOME, origin_text="Hem", place=office(), km=km, source="Karta",
        valid_from=date(2026, 1, 1), is_approximate=is_approximate,
    )  # fmt: skip


def people(organisation: Organisation) -> Workforce:
    return workforce_for([organisation], sites=sites())


def test_a_known_distance_stands_in_the_matrix_and_the_rest_is_untouched(staffed: Cast) -> None:
    force = people(staffed.region)
    before = travel_of(force)
    add_known(staffed.planner, staffed.region, known(staffed))
    after = travel_of(force)
    home = force.cells.index(HOME)
    other = 1 - home
    assert after.km[home, 0] == 52.0
    assert after.km[other, 0] == before.km[other, 0]
    assert after.quality is Quality.ESTIMATE
    found = known_ways_in(after.source)
    assert found is not None
    assert (found.known, found.pairs) == (1, 2)


def test_every_correction_changes_what_the_roads_are_called(staffed: Cast) -> None:
    names = [roads_in_use()]
    row = add_known(staffed.planner, staffed.region, known(staffed))
    names.append(roads_in_use())
    add_known(staffed.planner, staffed.region, known(staffed, km=53.0))
    names.append(roads_in_use())
    row = row.__class__.objects.active().get()
    withdraw_known(staffed.planner, row, reason="Fel")
    names.append(roads_in_use())
    assert len(set(names)) == 4


def test_the_map_is_drawn_anew_after_a_correction(staffed: Cast) -> None:
    before = mapping_for(staffed.planner, Choice()).picture
    add_known(staffed.planner, staffed.region, known(staffed, km=104.0))
    after = mapping_for(staffed.planner, Choice()).picture
    assert before is not None
    assert after is not None
    assert after.inputs_hash != before.inputs_hash
    assert (after.total.km.base or 0) > (before.total.km.base or 0)


def test_a_plan_rests_on_other_inputs_after_a_correction(staffed: Cast) -> None:
    force = people(staffed.region)

    def digest() -> str:
        return inputs_hash(force, travel_of(force), PlanOptions(), constants())

    before = digest()
    add_known(staffed.planner, staffed.region, known(staffed))
    assert digest() != before


def test_a_year_of_commuting_follows_the_correction_exactly(staffed: Cast) -> None:
    force = people(staffed.region)
    home = force.cells.index(HOME)
    before = travel_of(force)
    add_known(staffed.planner, staffed.region, known(staffed, km=2 * before.km[home, 0]))
    after = travel_of(force)
    moved = (
        commuting(force, after, constants()).km.base - commuting(force, before, constants()).km.base
    )
    only = force.where(force.home == home)
    assert moved == pytest.approx(commuting(only, before, constants()).km.base)


def test_without_roads_three_ways_are_estimated_over_the_same_kilometres(staffed: Cast) -> None:
    assert ways_in_use() == (Way.CAR, Way.BICYCLE, Way.FOOT)
    found = {way: distance_between(HOME, office(), way=way) for way in ways_in_use()}
    assert len({round(shown.km or 0, 6) for shown in found.values()}) == 1
    minutes = [found[way].minutes or 0 for way in (Way.CAR, Way.BICYCLE, Way.FOOT)]
    assert minutes == sorted(minutes)
    speed = constants().value("bicycle_speed")
    assert found[Way.BICYCLE].minutes == pytest.approx((found[Way.BICYCLE].km or 0) / speed * 60)


# -- On a real network


def test_a_measured_distance_says_engine_and_date_and_draws_its_way(
    staffed: Cast, on_roads: None
) -> None:
    shown = distance_between(HOME, office())
    assert shown.quality is Quality.NETWORK
    assert shown.network_date == date(2026, 10, 28)
    # By the corner in the east: two legs of 25 km for 40 km straight.
    assert shown.km == pytest.approx(50.0, rel=0.01)
    assert shown.straight_km == 40.0
    assert len(shown.line) >= 3
    assert shown.line[1].east > 495_000
    assert not shown.is_estimate


@pytest.mark.parametrize(
    ("cell", "reason"), [(ISLAND, NoWay.OTHER_COMPONENT), (WILD, NoWay.FAR_FROM_ROAD)]
)
def test_without_a_way_the_reason_is_said(
    staffed: Cast, on_roads: None, cell: Cell, reason: NoWay
) -> None:
    shown = distance_between(cell, office())
    assert (shown.km, shown.minutes, shown.no_way) == (None, None, reason)
    assert shown.band is None


def test_an_approximate_distance_never_corrects_a_measured_network(
    staffed: Cast, on_roads: None
) -> None:
    add_known(staffed.planner, staffed.region, known(staffed, km=60.0, is_approximate=True))
    shown = distance_between(HOME, office())
    assert shown.correction is None
    assert shown.km == pytest.approx(50.0, rel=0.01)
    matrix = travel_of(people(staffed.region))
    assert known_ways_in(matrix.source) is None


def test_a_measured_correction_corrects_a_measured_network(staffed: Cast, on_roads: None) -> None:
    add_known(staffed.planner, staffed.region, known(staffed, km=55.0))
    shown = distance_between(HOME, office())
    assert shown.km == 55.0
    assert shown.measured_km == pytest.approx(50.0, rel=0.01)
    force = people(staffed.region)
    assert travel_of(force).km[force.cells.index(HOME), 0] == 55.0


def test_a_correction_gives_a_way_where_the_network_has_none(staffed: Cast, on_roads: None) -> None:
    facts = Facts(
        origin=ISLAND, origin_text="Ön", place=office(), km=40.0, source="Isväg",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    add_known(staffed.planner, staffed.region, facts)
    shown = distance_between(ISLAND, office())
    assert shown.km == 40.0
    assert shown.minutes is not None


def test_an_isochrone_follows_the_roads(staffed: Cast, on_roads: None) -> None:
    goal = Goal(office().site.position, "Staben", office())
    found = isochrone(goal, way=Way.CAR, minutes=30)
    assert found.quality is Quality.NETWORK
    whole = shapely.union_all(
        [shapely.geometry.shape(step.geometry) for step in found.steps if step.geometry]
    )
    by_the_road, by_no_road = wgs84_from_sweref(
        [Sweref(7_018_500.0, 490_000.0), Sweref(7_008_500.0, 462_500.0)]
    )
    assert whole.contains(shapely.Point(by_the_road))
    assert not whole.contains(shapely.Point(by_no_road))
    assert sum(step.km2 for step in found.steps) == found.km2 == found.squares


# -- The people and the area on the estimate


def test_more_minutes_never_make_the_area_smaller(staffed: Cast) -> None:
    goal = Goal(office().site.position, "Staben", office())
    areas = [isochrone(goal, way=Way.CAR, minutes=minutes).km2 for minutes in (15, 30, 45, 60)]
    assert areas == sorted(areas)
    assert areas[0] > 0


def test_the_steps_of_an_area_do_not_overlap(staffed: Cast) -> None:
    goal = Goal(office().site.position, "Staben", office())
    shapes = [
        shapely.geometry.shape(step.geometry)
        for step in isochrone(goal, way=Way.CAR, minutes=30).steps
        if step.geometry
    ]
    assert len(shapes) == 3
    for first, second in pairwise(shapes):
        assert first.intersection(second).area < 1e-9


def test_people_are_counted_by_band_and_all_of_them_once(staffed: Cast) -> None:
    goal = Goal(office().site.position, "Staben", office())
    found = people_reached(staffed.planner, goal, way=Way.CAR, is_pooled=False)
    assert found is not None
    assert found.total == 22
    assert found.within(15) == 12
    assert found.within(60) == 22


def test_a_correction_moves_people_to_another_band(staffed: Cast) -> None:
    goal = Goal(office().site.position, "Staben", office())
    add_known(staffed.planner, staffed.region, known(staffed, km=150.0))
    found = people_reached(staffed.planner, goal, way=Way.CAR, is_pooled=False)
    assert found is not None
    assert (found.within(60), found.total) == (12, 22)


def test_others_people_are_counted_only_when_they_share(staffed: Cast) -> None:
    hire(staffed.municipality, 30)
    goal = Goal(office().site.position, "Staben", office())
    alone = people_reached(staffed.planner, goal, way=Way.CAR, is_pooled=True)
    assert alone is not None
    assert alone.total == 22
    Organisation.objects.filter(pk=staffed.municipality.pk).update(shares_for_planning=True)
    together = people_reached(staffed.planner, goal, way=Way.CAR, is_pooled=True)
    assert together is not None
    assert together.total == 52


def test_too_few_people_are_not_counted_at_all(cast: Cast) -> None:
    place()
    hire(cast.region, 4)
    goal = Goal(office().site.position, "Staben", office())
    assert people_reached(cast.planner, goal, way=Way.CAR, is_pooled=False) is None


# -- Broken roads


@pytest.mark.parametrize("name", ["distances:home", "distances:reach", "mapping:home"])
def test_broken_roads_give_a_clear_page(
    staffed: Cast, settings: object, tmp_path: Path, client: Client, name: str
) -> None:
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"this is no extract")
    settings.ARBETSHUBB_ROADS = str(broken)
    settings.ARBETSHUBB_ROUTER = "arbetshubb.config.roads.router"
    settings.ARBETSHUBB_WAYS = "arbetshubb.config.roads.ways"
    client.force_login(staffed.planner)
    pk = str(office().pk)
    if name == "distances:home":
        answer = client.post(reverse(name), {"start": HOME.id, "to": pk})
    elif name == "distances:reach":
        answer = client.get(reverse(name), {"to": pk, "minutes": "30"})
    else:
        answer = client.get(reverse(name))
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "broken.osm.pbf" in page
    assert "Traceback" not in page


def test_a_table_of_distances_without_the_row_says_so(
    staffed: Cast, settings: object, tmp_path: Path, client: Client
) -> None:
    table = tmp_path / "matrix.parquet"
    columns = {"from": ["N7010E482"], "to": ["stab"], "seconds": [300.0], "metres": [4000.0]}
    pl.DataFrame(columns).write_parquet(table)
    settings.ARBETSHUBB_ROADS = str(table)
    settings.ARBETSHUBB_ROUTER = "arbetshubb.config.roads.router"
    settings.ARBETSHUBB_WAYS = "arbetshubb.config.roads.ways"
    client.force_login(staffed.planner)
    data = {"start": HOME.id, "to": str(office().pk)}
    answer = client.post(reverse("distances:home"), data)
    assert answer.status_code == 200
    assert answer.context["shown"].no_way is NoWay.UNKNOWN
    # A plan or a map must not leave people out without a word: there the missing row is named.
    with pytest.raises(JobFailed, match="matrix_ids_missing"):
        travel_of(people(staffed.region))
    answer = client.get(reverse("distances:reach"), {"to": str(office().pk), "minutes": "30"})
    assert answer.status_code == 503
