from __future__ import annotations

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from people_study import check, offices, people_file

from arbetshubb.analysis.places import Cell
from arbetshubb.analysis.workforce import MODES, Employee, Mode, workforce
from arbetshubb.people.actions import apply_import
from arbetshubb.people.models import Person, Unit
from arbetshubb.people.queries import count_without_workplace, workforce_for
from cast import Cast

pytestmark = pytest.mark.django_db

ROWS = (
    "1;Vård;Östersund;O1;3;1,5;0,5;electric_car",
    "2;Skola;Krokom;O2;5;0;0;bus",
    "3;Vård;Krokom;O1;5;0;0;walk",
)


@pytest.fixture
def region_people(cast: Cast) -> None:
    apply_import(check(cast, people_file(*ROWS)), actor=cast.hr, removes_gone=False)


@pytest.fixture
def their_people(cast: Cast) -> None:
    batch = check(cast, people_file(ROWS[0]), organisation=cast.municipality, actor=cast.outsider)
    apply_import(batch, actor=cast.outsider, removes_gone=False)


def test_columns_hold_what_the_file_said(cast: Cast, region_people: None) -> None:
    force = workforce_for([cast.region], sites=offices())
    by_mode = {MODES[mode]: person for person, mode in enumerate(force.mode)}
    ella = by_mode[Mode.ELECTRIC_CAR]
    assert len(force) == 3
    assert force.employers == ("Region Norrskog",)
    assert force.units[force.unit[ella]] == "Vård"
    assert force.sites[force.workplace[ella]].site_id == "O1"
    assert force.municipalities[force.municipality[ella]] == "Östersund"
    assert (force.office_days[ella], force.home_days[ella], force.hub_days[ella]) == (3, 1.5, 0.5)
    kept = Person.objects.get(mode="electric_car")
    assert force.cells[force.home[ella]].id == kept.home_cell


def test_it_equals_what_the_analysis_makes_of_the_same_rows(
    cast: Cast, region_people: None
) -> None:
    employees = [
        Employee(
            employer=cast.region.name,
            unit=each.unit.name,
            home=Cell.from_id(each.home_cell),
            municipality=each.home_municipality,
            workplace=each.workplace,
            office_days=float(each.office_days),
            home_days=float(each.home_days),
            hub_days=float(each.hub_days),
            mode=Mode(each.mode),
            is_remote_eligible=each.is_remote_eligible,
            is_complex_issue=each.is_complex_issue,
        )
        for each in Person.objects.order_by("pk").select_related("unit")
    ]
    wanted = workforce(employees, offices(), municipalities=("Åre", "Krokom"))
    made = workforce_for([cast.region], sites=offices(), municipalities=("Åre", "Krokom"))
    for name in wanted.__dataclass_fields__:
        one, other = getattr(made, name), getattr(wanted, name)
        assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other, name


def test_a_planner_gets_the_own_and_those_who_have_agreed(
    cast: Cast, region_people: None, their_people: None
) -> None:
    assert len(workforce_for(cast.planner, sites=offices())) == 3
    cast.municipality.shares_for_planning = True
    cast.municipality.save()
    both = workforce_for(cast.planner, sites=offices())
    assert len(both) == 4
    assert both.employers == ("Granfors kommun", "Region Norrskog")
    assert both.units == ("Skola (REG)", "Vård (GRA)", "Vård (REG)")


def test_an_employee_gets_nobody(cast: Cast, region_people: None) -> None:
    nobody = workforce_for(cast.employee, sites=offices())
    assert len(nobody) == 0
    assert nobody.sites == offices()


def test_people_whose_workplace_is_gone_are_left_out_and_counted(
    cast: Cast, region_people: None
) -> None:
    only_krokom = offices()[1:]
    assert len(workforce_for([cast.region], sites=only_krokom)) == 1
    assert count_without_workplace([cast.region], sites=only_krokom) == 2
    assert count_without_workplace([cast.region], sites=offices()) == 0


def test_any_number_of_people_is_read_in_three_queries(cast: Cast) -> None:
    unit = Unit.objects.create(organisation=cast.region, name="Vård")
    Person.objects.bulk_create(
        [
            Person(
                organisation=cast.region, unit=unit, pseudonym=f"{number:064x}",
                home_cell=f"N{7000 + number % 100}E{480 + number % 30}",
                home_municipality="Krokom", workplace="O1", office_days=3, home_days=2,
                hub_days=0, mode="car", is_remote_eligible=True, is_complex_issue=False,
            )
            for number in range(2_000)
        ],
        batch_size=2000,
    )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        assert len(workforce_for([cast.region], sites=offices())) == 2_000
    assert len(queries) <= 3
