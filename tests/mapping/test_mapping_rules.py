"""The protected picture: what it shows is right, and no two pages of it give a small group."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.commuting import DISTANCE_CLASSES, Breakdown
from arbetshubb.analysis.hubplan.published import Count
from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus
from arbetshubb.analysis.travel import EstimateRouter
from arbetshubb.analysis.workforce import MODES, Employee, Mode, Workforce, workforce
from arbetshubb.mapping.rules.choice import FILTERS, Choice, Filter, Scope, choice_from
from arbetshubb.mapping.rules.draw import Inputs, draw
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.reference.constants import constants

MUNICIPALITIES = ("Östersund", "Krokom", "Berg")
HOMES = {"Östersund": Cell(7008, 482), "Krokom": Cell(7024, 468), "Berg": Cell(6962, 462)}


def site(site_id: str, municipality: str) -> Site:
    return Site(
        site_id=site_id,
        name=site_id.title(),
        municipality=municipality,
        kind=SiteKind.OWN_OFFICE,
        position=HOMES[municipality].centre,
        status=SiteStatus.EXISTING,
    )


SITES = (site("stab", "Östersund"), site("annex", "Östersund"), site("berg", "Berg"))


def employee(
    municipality: str = "Östersund",
    *,
    mode: Mode = Mode.CAR,
    workplace: str = "stab",
    employer: str = "Region",
    unit: str = "HR",
) -> Employee:
    return Employee(
        employer=employer,
        unit=unit,
        home=HOMES[municipality],
        municipality=municipality,
        workplace=workplace,
        office_days=3,
        home_days=2,
        hub_days=0,
        mode=mode,
        is_remote_eligible=True,
        is_complex_issue=False,
    )


def inputs(employees: Sequence[Employee], *, own: str = "") -> Inputs:
    people: Workforce = workforce(employees, SITES, municipalities=MUNICIPALITIES)
    travel = EstimateRouter().travel(
        [cell.centre for cell in people.cells], [each.position for each in SITES]
    )
    is_own = np.array([people.employers[e] == own for e in people.employer], dtype=np.bool_)
    return Inputs(people, travel, constants(), is_own, "digest")


def counts(picture: Picture, by: Breakdown) -> dict[str, Count]:
    return {row.key: row.travel.people for row in picture.rows[by]}


def is_safe(people: int) -> bool:
    return people == 0 or people >= 5


def test_a_picture_counts_everybody_and_keeps_empty_municipalities() -> None:
    picture = draw(inputs([employee()] * 8 + [employee("Krokom")] * 6), Choice())
    assert picture.total.people == 14
    assert counts(picture, Breakdown.MUNICIPALITY) == {"Östersund": 8, "Krokom": 6, "Berg": 0}
    assert sum(square.people for square in picture.squares) == 14
    assert picture.squares_left_out == 0


def test_breakdowns_sum_to_the_total_when_nothing_is_hidden() -> None:
    picture = draw(inputs([employee()] * 8 + [employee("Berg", mode=Mode.BUS)] * 6), Choice())
    for rows in picture.rows.values():
        assert sum(row.travel.km.base or 0 for row in rows) == pytest.approx(picture.total.km.base)


def test_a_small_municipality_is_hidden_with_its_square_and_its_figures() -> None:
    people = [employee()] * 20 + [employee("Krokom")] * 9 + [employee("Berg")] * 3
    picture = draw(inputs(people), Choice())
    assert counts(picture, Breakdown.MUNICIPALITY) == {
        "Östersund": 20, "Krokom": None, "Berg": None,
    }  # fmt: skip
    assert [square.municipality for square in picture.squares] == ["Östersund"]
    assert all(
        row.travel.km.base is None
        for row in picture.rows[Breakdown.MUNICIPALITY]
        if row.travel.people is None
    )


def test_one_person_who_travels_nearly_all_the_kilometres_hides_the_group() -> None:
    people = [employee()] * 30 + [employee(unit="IT")] * 6 + [employee("Berg", unit="IT")]
    picture = draw(inputs(people), Choice())
    assert counts(picture, Breakdown.UNIT)["IT"] is None


def test_so_few_people_that_nothing_can_be_shown_give_a_hidden_picture() -> None:
    picture = draw(inputs([employee()] * 3), Choice())
    assert picture.is_hidden
    assert picture.rows == {}
    assert picture.squares == ()


def test_a_filter_shows_one_column_and_no_squares_flows_or_units() -> None:
    people = [employee()] * 20 + [employee("Krokom", mode=Mode.BUS)] * 9
    picture = draw(inputs(people), Choice(only=Filter(Breakdown.MODE, "bus")))
    assert picture.total.people == 9
    assert counts(picture, Breakdown.MUNICIPALITY) == {"Östersund": 0, "Krokom": 9, "Berg": 0}
    assert set(picture.rows) == {Breakdown.MUNICIPALITY, Breakdown.DISTANCE}
    assert picture.squares == picture.flows == picture.workplaces == ()


def test_a_filter_that_is_itself_small_shows_nothing() -> None:
    people = [employee()] * 20 + [employee(mode=Mode.BUS)] * 3 + [employee(mode=Mode.WALK)] * 7
    assert draw(inputs(people), Choice(only=Filter(Breakdown.MODE, "bus"))).is_hidden


def test_pooled_rows_hide_the_others_when_they_are_few_beside_ones_own() -> None:
    own = [employee()] * 20 + [employee("Krokom")] * 10
    others = [employee(employer="Other")] * 8 + [employee("Krokom", employer="Other")] * 2
    alone = draw(inputs(own + others), Choice(Scope.POOLED))
    beside = draw(inputs(own + others, own="Region"), Choice(Scope.POOLED))
    assert counts(alone, Breakdown.MUNICIPALITY)["Krokom"] == 12
    assert counts(beside, Breakdown.MUNICIPALITY)["Krokom"] is None


def test_units_are_shown_for_ones_own_people_only() -> None:
    assert Breakdown.UNIT in Choice().breakdowns
    assert Breakdown.UNIT not in Choice(Scope.POOLED).breakdowns


def test_flows_lead_from_home_to_work_municipality() -> None:
    people = [employee()] * 9 + [employee("Krokom")] * 7 + [employee(workplace="berg")] * 6
    picture = draw(inputs(people), Choice())
    assert {(flow.home, flow.work): flow.people for flow in picture.flows} == {
        ("Östersund", "Östersund"): 9, ("Östersund", "Berg"): 6, ("Krokom", "Östersund"): 7,
    }  # fmt: skip


def test_an_empty_flow_that_protects_a_small_one_is_listed_as_hidden() -> None:
    people = [employee()] * 9 + [employee("Krokom")] * 5 + [employee("Berg", workplace="berg")] * 7
    people += [employee("Krokom", workplace="berg")] * 2
    picture = draw(inputs(people), Choice())
    flows = {(flow.home, flow.work): flow.people for flow in picture.flows}
    assert flows["Krokom", "Berg"] is flows["Krokom", "Östersund"] is None
    empty = {("Östersund", "Berg"), ("Berg", "Östersund")}
    assert any(pair in flows and flows[pair] is None for pair in empty)


def test_units_of_one_person_each_say_nothing_at_all() -> None:
    people = [employee(unit=f"unit {n}") for n in range(6)]
    picture = draw(inputs(people), Choice())
    assert picture.total.people == 6
    assert set(counts(picture, Breakdown.UNIT).values()) == {None}


def test_a_small_workplace_is_hidden_with_another_in_its_municipality() -> None:
    people = [employee()] * 9 + [employee(workplace="annex")] * 2 + [employee(workplace="berg")] * 6
    picture = draw(inputs(people), Choice())
    assert {each.site.site_id: each.people for each in picture.workplaces} == {
        "stab": None, "annex": None, "berg": 6,
    }  # fmt: skip


some_people = st.lists(
    st.tuples(
        st.sampled_from(MUNICIPALITIES),
        st.sampled_from([Mode.CAR, Mode.BUS, Mode.WALK]),
        st.sampled_from(["stab", "berg"]),
        st.sampled_from(["Region", "Other"]),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=9,
)


def crowd(groups: Sequence[tuple[str, Mode, str, str, int]]) -> list[Employee]:
    return [
        employee(home, mode=mode, workplace=work, employer=employer)
        for home, mode, work, employer, many in groups
        for _ in range(many)
    ]


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_people)
def test_no_figure_describes_one_to_four_people(
    groups: Sequence[tuple[str, Mode, str, str, int]],
) -> None:
    for choice in (Choice(), *(Choice(only=only) for only in FILTERS[:3])):
        picture = draw(inputs(crowd(groups)), choice)
        shown = [row.travel.people for rows in picture.rows.values() for row in rows]
        shown += [each.people for each in (*picture.flows, *picture.workplaces, *picture.squares)]
        shown += [picture.total.people, picture.squares_left_out]
        assert all(is_safe(people) for people in shown if people is not None)


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_people)
def test_no_filtered_row_taken_from_the_whole_row_leaves_a_small_group(
    groups: Sequence[tuple[str, Mode, str, str, int]],
) -> None:
    people = inputs(crowd(groups))
    whole = draw(people, Choice())
    for only in FILTERS[:6]:
        part = draw(people, Choice(only=only))
        for by in part.rows:
            all_rows, rows = counts(whole, by), counts(part, by)
            for key in rows:
                everybody, some = all_rows[key], rows[key]
                if everybody is not None and some is not None:
                    assert is_safe(everybody - some)


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_people)
def test_ones_own_people_taken_from_the_pooled_leave_no_small_group(
    groups: Sequence[tuple[str, Mode, str, str, int]],
) -> None:
    employees = crowd(groups)
    picture = draw(inputs(employees, own="Region"), Choice(Scope.POOLED))
    own = {
        (home, work): sum(
            e.municipality == home and e.workplace == work and e.employer == "Region"
            for e in employees
        )
        for home, work in product(MUNICIPALITIES, ("stab", "berg"))
    }
    for row in picture.rows.get(Breakdown.MUNICIPALITY, ()):
        if row.travel.people is not None:
            assert is_safe(row.travel.people - own[row.key, "stab"] - own[row.key, "berg"])
    for flow in picture.flows:
        if flow.people is not None:
            work = "berg" if flow.work == "Berg" else "stab"
            assert is_safe(flow.people - own[flow.home, work])


def test_there_is_a_filter_for_every_mode_and_distance() -> None:
    assert len(FILTERS) == len(MODES) + len(DISTANCE_CLASSES)


def test_an_address_gives_the_choice_back() -> None:
    for choice in (Choice(), Choice(Scope.POOLED, Filter(Breakdown.DISTANCE, "0-5"))):
        assert choice_from(choice.parameters, may_pool=True) == choice


@pytest.mark.parametrize("only", ["mode:rocket", "unit:HR", "mode", ""])
def test_an_unknown_filter_is_no_filter(only: str) -> None:
    assert choice_from({"only": only, "whose": "everyone"}, may_pool=True) == Choice()


def test_nobody_pools_who_may_not() -> None:
    assert choice_from({"whose": "pooled"}, may_pool=False).scope is Scope.OWN
