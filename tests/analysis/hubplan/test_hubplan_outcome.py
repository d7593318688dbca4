import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.small_county import (
    cell,
    employee,
    matrix,
    office,
    random_county,
    shipped_constants,
    site,
)
from arbetshubb.analysis.hubplan.errors import UnknownSites
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.outcome import (
    benefit_table,
    choose,
    outcome_of,
    reach_of_municipalities,
    worst_reach,
)
from arbetshubb.analysis.hubplan.study import Study, problem_of, study_of, terms_of
from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.analysis.siting import evaluate
from arbetshubb.analysis.workforce import workforce

SEEDS = st.integers(0, 100_000)


def _study(seed: int, **sizes: int) -> Study:
    staff, travel = random_county(seed, **{"people": 80, "sites": 7, **sizes})
    return study_of(staff, travel, PlanOptions())


def _some(study: Study, seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    return [site for site in range(len(study.ids)) if rng.random() < 0.4]


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_an_outcome_agrees_with_the_siting_problems_own_evaluation(seed: int) -> None:
    study, constants = _study(seed), shipped_constants()
    chosen = _some(study, seed)
    found = outcome_of(study, choose(study, chosen), constants)
    judged = evaluate(problem_of(study, constants), chosen)
    opened = sorted(chosen)
    assert float(found.value) == pytest.approx(judged.value, rel=1e-9, abs=1e-6)
    assert float(found.cost) == pytest.approx(judged.cost)
    assert found.members_of_hub == pytest.approx(judged.members[opened])
    assert found.seats_of_hub.tolist() == judged.seats[opened].tolist()


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_opening_a_hub_never_lengthens_anyones_trip(seed: int) -> None:
    study = _study(seed)
    chosen = _some(study, seed)
    before = choose(study, chosen)
    for extra in range(len(study.ids)):
        after = choose(study, [*chosen, extra])
        had_way = ~np.isnan(before.minutes)
        assert np.all(after.minutes[had_way] <= before.minutes[had_way])
        assert np.all(
            reach_of_municipalities(study, after) >= reach_of_municipalities(study, before)
        )


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_municipalities_and_hubs_sum_to_the_total(seed: int) -> None:
    study, constants = _study(seed), shipped_constants()
    choice = choose(study, {*_some(study, seed), *study.existing})
    found = outcome_of(study, choice, constants)
    assert found.saved_of_municipality.sum(axis=0) == pytest.approx(found.saved, abs=1e-6)
    assert found.members_of_municipality.sum() == pytest.approx(float(found.members))
    assert found.members_of_hub.sum() == pytest.approx(float(found.members))
    table = benefit_table(study, choice, constants)
    if not table[:, -1].any():  # nobody loses a hub without getting another
        assert found.saved_of_hub.sum(axis=0) == pytest.approx(found.saved, abs=1e-6)


def test_the_hubs_of_today_save_nothing_against_today_but_are_worth_something() -> None:
    hub = site("hub", kind=SiteKind.HUB, status=SiteStatus.EXISTING)
    staff = workforce(
        [employee(cell(0, 0), hub_days=1.0, is_remote_eligible=False)] * 3, [office(), hub]
    )
    study = study_of(staff, matrix([[50.0, 5.0]]), PlanOptions())
    kept = outcome_of(study, choose(study, [0]), shipped_constants())
    assert kept.saved == pytest.approx(np.zeros(4))
    assert float(kept.value) > 0
    shut = outcome_of(study, choose(study, []), shipped_constants())
    assert shut.saved_km == pytest.approx(-3 * 2 * (0.6 * 50 - 5) * 44)
    assert shut.saved_of_municipality[0] == pytest.approx(shut.saved)


def test_a_site_without_any_cost_is_priced_as_flexible_seats() -> None:
    places = [site("bare"), site("fixed", fixed_cost=5.0), site("day", cost_per_day=200.0)]
    staff = workforce([employee(cell(0, 0))], [office(), *places])
    study = study_of(staff, matrix([[50.0, 5.0, 5.0, 5.0]]), PlanOptions())
    terms = terms_of(study, shipped_constants())
    assert terms.seat.tolist() == [21_600.0, 0.0, 0.0]
    assert terms.fixed.tolist() == [0.0, 5.0, 0.0]
    assert terms.day.tolist() == [0.0, 0.0, 200.0]
    assert terms.seats_min.tolist() == [4, 4, 0]
    assert terms.seats_max.tolist() == [40, 40, 40]


def test_seats_given_in_the_file_are_kept_whatever_the_usual_size() -> None:
    places = [site("small", seats_max=2), site("large", seats_min=50)]
    staff = workforce([employee(cell(0, 0))], [office(), *places])
    study = study_of(staff, matrix([[50.0, 5.0, 5.0]]), PlanOptions())
    terms = terms_of(study, shipped_constants())
    assert terms.seats_min.tolist() == [2, 50]
    assert terms.seats_max.tolist() == [2, 50]


def test_what_is_paid_by_the_day_is_cost_and_leaves_the_objective_the_same() -> None:
    places = [site("day", cost_per_day=200.0)]
    staff = workforce([employee(cell(0, 0))] * 40, [office(), *places])
    study = study_of(staff, matrix([[90.0, 5.0]]), PlanOptions())
    found = outcome_of(study, choose(study, [0]), shipped_constants())
    judged = evaluate(problem_of(study, shipped_constants()), [0])
    assert float(found.cost) == pytest.approx(float(found.days_of_hub[0]) * 44 * 200)
    assert judged.cost == 0.0
    assert found.objective == pytest.approx(judged.objective)


def test_own_offices_and_closed_sites_are_no_choice() -> None:
    places = [office(), site("shut", status=SiteStatus.CLOSED), site("open")]
    staff = workforce([employee(cell(0, 0))], places)
    assert study_of(staff, matrix([[1.0, 1.0, 1.0]]), PlanOptions()).ids == ("open",)


@pytest.mark.parametrize("field", ["forced", "forbidden"])
def test_a_demand_about_an_unknown_site_is_refused(field: str) -> None:
    staff = workforce([employee(cell(0, 0))], [office(), site("h")])
    with pytest.raises(UnknownSites, match="nowhere") as caught:
        study_of(staff, matrix([[1.0, 1.0]]), PlanOptions(**{field: ("nowhere", "h")}))
    assert caught.value.site_ids == ("nowhere",)


def test_the_options_become_the_problems_demands() -> None:
    hub = site("old", kind=SiteKind.HUB, status=SiteStatus.EXISTING, municipality="B")
    staff = workforce(
        [employee(cell(0, 0))], [office(), hub, site("new"), site("lone", municipality="")]
    )
    options = PlanOptions(
        budget=9.0, hubs_max=2, each_municipality=True, critical_mass=3.0, forced=("new",),
        forbidden=("lone",),
    )  # fmt: skip
    study = study_of(staff, matrix([[50.0, 5.0, 5.0, 5.0]]), options)
    problem = problem_of(study, shipped_constants())
    assert study.municipalities == ("A", "B")
    assert problem.municipality.tolist() == [1, 0, -1]
    assert problem.minimum_per_municipality.tolist() == [1, 1]
    assert problem.forced.tolist() == [True, True, False]
    assert problem.forbidden.tolist() == [False, False, True]
    assert problem.minimum_members.tolist() == [3.0] * 3
    assert (problem.budget, problem.hubs_min, problem.hubs_max) == (9.0, 0, 2)


def test_an_existing_hub_that_is_forbidden_is_not_kept() -> None:
    hub = site("old", kind=SiteKind.HUB, status=SiteStatus.EXISTING)
    staff = workforce([employee(cell(0, 0))], [office(), hub])
    study = study_of(staff, matrix([[50.0, 5.0]]), PlanOptions(forbidden=("old",)))
    assert problem_of(study, shipped_constants()).forced.tolist() == [False]


def test_the_worst_municipality_is_among_those_with_employees() -> None:
    people = [employee(cell(0, 0), municipality="A"), employee(cell(9, 9), municipality="B")]
    staff = workforce(people, [office(), site("h")], municipalities=["Empty", "A", "B"])
    travel = matrix([[50.0, 10.0], [50.0, 40.0]])
    study = study_of(staff, travel, PlanOptions(within_minutes=30.0))
    assert worst_reach(study, choose(study, [0])) == (0.0, "B")
    assert reach_of_municipalities(study, choose(study, [0])).tolist() == [0, 1, 0]
