from typing import Any

import numpy as np
import pytest

from analysis.small_county import cell, employee, matrix, office, shipped_constants, site
from arbetshubb.analysis.one_percent import Measure, Module, one_percent_modules
from arbetshubb.analysis.workforce import Mode, workforce


def _modules(people: Any, km: Any, **more: Any) -> dict[Measure, Module]:
    staff = workforce(people, [office(), site("hub")])
    found = one_percent_modules(staff, matrix(km), shipped_constants(), **more)
    return {module.measure: module for module in found}


def test_one_per_cent_is_counted_in_people_who_change() -> None:
    people = [employee(cell(0, index), office_days=5.0) for index in range(200)]
    modules = _modules(people, [[20.0, 2.0]] * 200, hubs=[1])
    total = 200 * 20 * 2 * 220 * 0.165
    bus = modules[Measure.CAR_TO_BUS]
    assert bus.people == 200
    assert bus.kg_per_person == pytest.approx(20 * 2 * 220 * (0.165 - 0.045))
    assert bus.people_for_one_percent == np.ceil(0.01 * total / bus.kg_per_person) == 3
    hub = modules[Measure.HUB_DAY_A_WEEK]
    assert hub.kg_per_person == pytest.approx(18 * 2 * 44 * 0.165)
    assert modules[Measure.HOME_DAY_A_MONTH].kg_per_person == pytest.approx(20 * 2 * 12 * 0.165)
    assert modules[Measure.CAR_TO_BICYCLE].people == 0
    assert modules[Measure.CAR_TO_BICYCLE].people_for_one_percent is None


def test_only_short_ways_are_cycled_and_only_drivers_change() -> None:
    people = [employee(cell(0, 0)), employee(cell(0, 1)), employee(cell(0, 2), mode=Mode.BUS)]
    modules = _modules(people, [[5.9, 1.0], [6.0, 1.0], [3.0, 1.0]])
    assert modules[Measure.CAR_TO_BICYCLE].people == 1
    assert modules[Measure.CAR_TO_ELECTRIC].people == 2
    assert Measure.HUB_DAY_A_WEEK not in modules


def test_a_hub_further_away_than_the_office_is_no_module() -> None:
    modules = _modules([employee(cell(0, 0))], [[5.0, 9.0]], hubs=[1])
    assert modules[Measure.HUB_DAY_A_WEEK].people == 0


def test_a_measure_too_few_can_take_has_no_number() -> None:
    people = [employee(cell(0, i), office_days=5.0) for i in range(100)]
    people += [employee(cell(1, 0), office_days=1.0)]
    modules = _modules(people, [[90.0, 1.0]] * 100 + [[1.0, 1.0]])
    assert modules[Measure.CAR_TO_BICYCLE].people == 1
    assert modules[Measure.CAR_TO_BICYCLE].people_for_one_percent is None


def test_nobody_takes_no_measure() -> None:
    staff = workforce([], [office()])
    found = one_percent_modules(staff, matrix(np.empty((0, 1))), shipped_constants())
    assert [module.people for module in found] == [0] * len(found)
