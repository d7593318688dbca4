"""Flows to places: right, whole beside the municipality flows, and safe against subtraction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus
from arbetshubb.analysis.travel import EstimateRouter
from arbetshubb.analysis.workforce import Employee, Mode, workforce
from arbetshubb.mapping.rules.choice import Choice
from arbetshubb.mapping.rules.draw import draw
from arbetshubb.mapping.rules.focus import Direction, Focus, focus_from
from arbetshubb.mapping.rules.ground import Ground, Inputs, WorkSide, ground_of, work_side
from arbetshubb.mapping.rules.municipal import municipal_pictures, municipal_tables
from arbetshubb.mapping.rules.place_flows import REST, PlaceFlows, place_flows
from arbetshubb.reference.constants import constants

HOMES = {"Östersund": Cell(7008, 482), "Krokom": Cell(7024, 468), "Berg": Cell(6962, 462)}
PLACES = {"stab": "Östersund", "annex": "Östersund", "klinik": "Östersund", "berg": "Berg"}


def site(site_id: str, town: str, kind: SiteKind = SiteKind.OWN_OFFICE) -> Site:
    return Site(site_id, site_id.title(), town, kind, HOMES[town].centre, SiteStatus.EXISTING)


SITES = (
    *(site(each, town) for each, town in PLACES.items()),
    site("hubb-berg", "Berg", SiteKind.HUB),
    site("hubb-krokom", "Krokom", SiteKind.HUB),
)

type Groups = Sequence[tuple[str, str, int]]


def drawn(groups: Groups, *, own: Groups = (), hub_days: float = 0) -> tuple[Ground, WorkSide]:
    people = [
        Employee(
            employer=employer, unit="HR", home=HOMES[home], municipality=home, workplace=work,
            office_days=3, home_days=2 - hub_days, hub_days=hub_days, mode=Mode.CAR,
            is_remote_eligible=True, is_complex_issue=False,
        )
        for employer, some in (("Region", own), ("Other", groups))
        for home, work, many in some
        for _ in range(many)
    ]  # fmt: skip
    found = workforce(people, SITES, municipalities=tuple(HOMES))
    travel = EstimateRouter().travel([c.centre for c in found.cells], [s.position for s in SITES])
    is_own = np.array([found.employers[e] == "Region" for e in found.employer], dtype=np.bool_)
    ground = ground_of(Inputs(found, travel, constants(), is_own, "digest"))
    return ground, work_side(ground)


def flows(groups: Groups, *, own: Groups = (), hub_days: float = 0) -> PlaceFlows:
    return place_flows(*drawn(groups, own=own, hub_days=hub_days))


def by_place(found: PlaceFlows) -> dict[tuple[str, str], int | None]:
    return {
        (flow.home, flow.site.site_id if flow.site else flow.work): flow.people
        for flow in found.workplaces
    }


LARGE = [
    ("Östersund", "stab", 40), ("Östersund", "klinik", 30), ("Krokom", "stab", 20),
    ("Krokom", "klinik", 12), ("Berg", "berg", 15), ("Berg", "stab", 9),
]  # fmt: skip


def test_large_flows_are_shown_as_they_are() -> None:
    assert by_place(flows(LARGE)) == {(home, work): many for home, work, many in LARGE}


def test_a_small_flow_is_hidden_and_cannot_be_found_by_subtraction() -> None:
    found = by_place(flows([*LARGE, ("Krokom", "annex", 2), ("Östersund", "annex", 20)]))
    assert found["Krokom", "annex"] is None
    assert found["Östersund", "annex"] is None
    assert sum(people is None for (home, _place), people in found.items() if home == "Krokom") > 1


def test_a_workplace_too_small_to_be_named_is_taken_together_with_others() -> None:
    found = flows([*LARGE, ("Östersund", "annex", 3)])
    named = {flow.site.site_id for flow in found.workplaces if flow.site}
    assert "annex" not in named
    assert any(flow.site is None and flow.work == "Östersund" for flow in found.workplaces)


def test_place_flows_shown_in_full_sum_to_the_municipality_flow() -> None:
    ground, work = drawn(LARGE)
    towns = {(f.home, f.work): f.people for f in draw(ground.inputs, Choice()).flows}
    sums: Counter[tuple[str, str]] = Counter()
    for flow in place_flows(ground, work).workplaces:
        sums[flow.home, flow.work] += flow.people or 0
    assert sums == towns


def test_hub_users_are_counted_at_the_nearest_hub() -> None:
    found = flows(LARGE, hub_days=1).hubs
    people = {(flow.home, flow.site.site_id): flow.people for flow in found if flow.site}
    assert people["Krokom", "hubb-krokom"] == 32
    assert people["Berg", "hubb-berg"] == 24


def test_a_lone_person_without_hub_days_is_not_given_away_by_the_hub_flows() -> None:
    many, work = drawn([("Krokom", "stab", 12), ("Östersund", "stab", 30)], hub_days=1)
    people = many.inputs.workforce
    people.hub_days[0] = 0.0
    again = ground_of(many.inputs)
    hubs = {flow.home: flow.people for flow in place_flows(again, work).hubs}
    assert hubs["Krokom"] is None


some_groups = st.lists(
    st.tuples(st.sampled_from(sorted(HOMES)), st.sampled_from(sorted(PLACES)), st.integers(1, 12)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_groups, some_groups)
def test_no_flow_shown_is_of_one_to_four_people_nor_so_without_ones_own(
    groups: Groups, own: Groups
) -> None:
    found = flows(groups, own=own)
    mine: Counter[tuple[str, str]] = Counter()
    for home, work, many in own:
        mine[home, work] += many
    for flow in (*found.workplaces, *found.hubs):
        if flow.people is not None:
            assert flow.people == 0 or flow.people >= 5
            if flow.site and flow.home != REST and flow in found.workplaces:
                rest = flow.people - mine[flow.home, flow.site.site_id]
                assert rest == 0 or rest >= 5


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_groups)
def test_an_attacker_with_every_page_cannot_tell_that_a_flow_is_small(groups: Groups) -> None:
    """Own linear programmes over all that is shown: flows, places, homes and towns."""
    ground, work = drawn(groups)
    picture, found = draw(ground.inputs, Choice()), place_flows(ground, work)
    if picture.is_hidden:
        return
    truth = Counter({(h, w): 0 for h in HOMES for w in PLACES})
    for home, place, many in groups:
        truth[home, place] += many
    cells = sorted(truth)
    rows, values = published(ground, work, picture, found, cells)
    before, already = published(ground, work, picture, None, cells)
    for index, cell in enumerate(cells):
        if 0 < truth[cell] < 5 and highest(before, already, index, len(cells)) >= 5:
            assert highest(rows, values, index, len(cells)) >= 5 - 1e-6


def published(  # noqa: C901 - one line for each thing that is shown
    ground: Ground,
    work: WorkSide,
    picture: object,
    found: PlaceFlows | None,
    cells: list[tuple[str, str]],
) -> tuple[list[list[float]], list[float]]:
    """Everything shown as equations over the true cells ``home, place``."""
    rows: list[list[float]] = []
    values: list[float] = []

    def say(people: int | None, held: object) -> None:
        if people is not None:
            rows.append([1.0 if held(cell) else 0.0 for cell in cells])
            values.append(float(people))

    flows = {(f.home, f.work): f.people for f in picture.flows}
    for home in HOMES:
        for town in set(PLACES.values()):
            people = flows.get((home, town), 0)
            say(people, lambda c, h=home, t=town: c[0] == h and PLACES[c[1]] == t)
    totals = {each.site.site_id: each.people for each in picture.workplaces}
    for place in PLACES:
        say(totals.get(place, 0), lambda c, p=place: c[1] == p)
    hidden = dict(zip(ground.homes.keys, ground.hidden_homes, strict=True))
    for home in HOMES:
        count = int((ground.homes.code == ground.homes.keys.index(home)).sum())
        say(None if hidden[home] else count, lambda c, h=home: c[0] == h)
    say(len(ground.inputs.workforce), lambda _c: True)
    if found is not None:
        listed = by_place(found)
        named = {f.site.site_id for f in found.workplaces if f.site}
        for home in (h for h in HOMES if not hidden[h]):
            for place in named:
                say(listed.get((home, place), 0), lambda c, h=home, p=place: c == (h, p))
            for town in {f.work for f in found.workplaces if not f.site}:
                rest = [p for p, t in PLACES.items() if t == town and p not in named]
                people = listed.get((home, town), 0)
                say(people, lambda c, h=home, r=rest: c[0] == h and c[1] in r)
    return rows, values


def highest(rows: list[list[float]], values: list[float], index: int, count: int) -> float:
    cost = np.zeros(count)
    cost[index] = -1
    answer = linprog(cost, A_eq=rows, b_eq=values, bounds=(0, None))
    assert answer.status in {0, 3}
    return np.inf if answer.status == 3 else -answer.fun


def test_a_focus_takes_rows_and_columns_of_the_same_table() -> None:
    found = flows(LARGE).workplaces
    out = Focus("Berg", Direction.OUT).of(found)
    back = Focus("Östersund", Direction.IN).of(found)
    assert {flow.home for flow in out} == {"Berg"}
    assert {flow.work for flow in back} == {"Östersund"}
    assert set(out) | set(back) <= set(found)


@pytest.mark.parametrize("way", ["", "sideways", "out"])
def test_a_focus_goes_through_an_address(way: str) -> None:
    asked = {"municipality": "Berg", "way": way}
    focus = focus_from(asked, known=HOMES)
    assert focus_from(focus.parameters, known=HOMES) == focus
    assert focus_from({**asked, "municipality": "Atlantis"}, known=HOMES) == Focus()


def test_municipal_pictures_agree_with_the_tables_they_are_taken_from() -> None:
    ground, work = drawn([*LARGE, ("Krokom", "berg", 3)])
    picture, tables = draw(ground.inputs, Choice()), municipal_tables(ground, work)
    pages = municipal_pictures(picture, tables, HOMES)
    assert [each.name for each in pages] == list(HOMES)
    for page in pages:
        assert {f.work: f.people for f in page.outward} == {
            f.work: f.people for f in picture.flows if f.home == page.name
        }
        assert page.distances.keys() == pages[0].distances.keys()
        shown = [count for count in page.distances.values() if count is not None]
        assert all(count == 0 or count >= 5 for count in shown)
