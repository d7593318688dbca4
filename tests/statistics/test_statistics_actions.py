"""Bringing statistics in: checked, compared, in use, earlier editions kept, nobody else may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from made_files import commuting, key_figures, migration, squares

from arbetshubb.foundation.models import AuditEntry, Job, OutboxMessage
from arbetshubb.statistics import actions, queries
from arbetshubb.statistics.models import Dataset, Edition, EditionStatus
from arbetshubb.statistics.rules.figures import Total
from arbetshubb.statistics.rules.kinds import Kind
from cast import Cast


def applied(cast: Cast, name: str, content: bytes, *, keeps_rest: bool = False) -> Edition:
    edition = actions.check_file(cast.planner, name=name, content=content)
    _changes, basis = actions.changes_of(edition)
    return actions.apply_edition(cast.planner, edition, basis=basis, keeps_rest=keeps_rest)


def test_a_checked_file_changes_nothing_until_it_is_applied(cast: Cast) -> None:
    edition = actions.check_file(cast.planner, name="ArRegPend2.csv", content=commuting())
    assert edition.status == EditionStatus.CHECKED
    assert queries.commuting_flows() is None
    changes, _basis = actions.changes_of(edition)
    assert (changes.new, changes.changed, changes.gone) == (4, 0, 0)


def test_an_applied_file_is_in_use_with_source_licence_and_breaks(cast: Cast) -> None:
    edition = applied(cast, "ArRegPend2.csv", commuting())
    dataset = edition.dataset
    assert dataset is not None
    assert (dataset.publisher, dataset.licence) == ("Statistikmyndigheten SCB", "CC0 1.0")
    assert dataset.table_id == "AM0210F/ArRegPend2"
    assert [each.period for each in dataset.breaks.all()] == ["2020", "2024"]
    assert edition.is_adjusted
    assert edition.unknown_count == 1
    assert AuditEntry.objects.filter(verb="applied", thing_id=str(edition.pk)).exists()
    assert OutboxMessage.objects.filter(topic="statistics.applied").count() == 1


def test_a_newer_edition_replaces_the_old_one_which_is_kept(cast: Cast) -> None:
    old = applied(cast, "ArRegPend2.csv", commuting())
    new = applied(cast, "ArRegPend2.csv", commuting(krokom_to_ostersund="4200"))
    old.refresh_from_db()
    assert old.status == EditionStatus.REPLACED
    assert old.figures.only(area="2309", other="2380").total() == Total(4100.0)
    assert (old.number, new.number) == (1, 2)
    flows = queries.commuting_flows()
    assert flows is not None
    assert flows.balance("2309").leave == Total(4200.0, unknown=1)


def test_what_a_new_file_says_nothing_about_can_be_kept(cast: Cast) -> None:
    applied(cast, "ArRegPend2.csv", commuting(2023))
    both = applied(cast, "ArRegPend2.csv", commuting(2024), keeps_rest=True)
    assert both.periods == ["2023", "2024"]
    assert queries.commuting_flows("2023") is not None
    only = applied(cast, "ArRegPend2.csv", commuting(2024, krokom_to_ostersund="1"))
    assert only.periods == ["2024"]
    assert queries.commuting_flows("2023") is None


def test_changes_shown_against_another_edition_are_not_applied(cast: Cast) -> None:
    waiting = actions.check_file(cast.planner, name="a.csv", content=commuting())
    _changes, basis = actions.changes_of(waiting)
    applied(cast, "ArRegPend2.csv", commuting(2023))
    with pytest.raises(actions.StatisticsHaveChanged):
        actions.apply_edition(cast.planner, waiting, basis=basis, keeps_rest=False)


def test_an_edition_is_applied_once(cast: Cast) -> None:
    edition = applied(cast, "a.csv", commuting())
    with pytest.raises(actions.EditionNotOpen):
        actions.apply_edition(cast.planner, edition, basis=str(edition.pk), keeps_rest=False)
    with pytest.raises(actions.EditionNotOpen):
        actions.put_away(cast.planner, edition)


def test_a_faulty_file_is_kept_with_its_problems_and_cannot_be_applied(cast: Cast) -> None:
    edition = actions.check_file(
        cast.planner, name="a.csv", content=commuting(krokom_to_ostersund="många")
    )
    assert edition.status == EditionStatus.FAULTY
    assert edition.problems[0]["row"] == 2
    with pytest.raises(actions.EditionNotOpen):
        actions.apply_edition(cast.planner, edition, basis="none", keeps_rest=False)


def test_a_file_put_away_is_forgotten(cast: Cast) -> None:
    edition = actions.check_file(cast.planner, name="a.csv", content=commuting())
    actions.put_away(cast.planner, edition)
    edition.refresh_from_db()
    assert edition.status == EditionStatus.ABANDONED
    assert edition.columns is None


@pytest.mark.parametrize("who", ["hr", "manager", "employee"])
def test_only_planners_and_administrators_bring_statistics_in(cast: Cast, who: str) -> None:
    with pytest.raises(actions.MayNotImport):
        actions.check_file(getattr(cast, who), name="a.csv", content=commuting())
    waiting = actions.check_file(cast.administrator, name="a.csv", content=commuting())
    with pytest.raises(actions.MayNotImport):
        actions.apply_edition(getattr(cast, who), waiting, basis="none", keeps_rest=False)
    with pytest.raises(actions.MayNotImport):
        actions.put_away(getattr(cast, who), waiting)


def test_an_invented_example_is_never_mixed_with_what_is_published(cast: Cast) -> None:
    example = actions.check_file(
        cast.planner, name="ArRegPend2.csv", content=commuting(), is_example=True
    )
    actions.apply_edition(cast.planner, example, basis="none", keeps_rest=False)
    real = applied(cast, "ArRegPend2.csv", commuting(krokom_to_ostersund="1"))
    assert Dataset.objects.count() == 2
    assert queries.current(Kind.COMMUTING) == real


def test_squares_become_a_population_with_municipalities(cast: Cast) -> None:
    assert queries.population_cells(cast.planner) is None
    applied(cast, "befolkning_1km_2024.csv", squares())
    found = queries.population_cells(cast.planner)
    assert found is not None
    assert found.inhabitants().people == 202
    assert found.inhabitants().hidden_cells == 1
    assert found.of_working_age().people == 90
    assert found.as_of == date(2024, 12, 31)
    assert set(found.municipalities) <= {"Östersund", "Krokom"}
    assert found.cells[0].id == "N7005E480"
    assert "SCB" in found.source


def test_statistics_are_for_those_who_read_the_mapping(cast: Cast) -> None:
    applied(cast, "befolkning_1km_2024.csv", squares())
    assert queries.population_cells(cast.employee) is None
    assert queries.population_cells(cast.hr) is not None
    assert queries.population_cells() is not None
    # Public figures are nobody's own: another organisation's planner reads them too.
    assert queries.population_cells(cast.outsider) is not None


def test_migration_and_key_figures_are_series(cast: Cast) -> None:
    applied(cast, "Flyttningar97.csv", migration())
    applied(cast, "kolada.json", key_figures())
    moves, figures = queries.migration(), queries.key_figures()
    assert moves is not None
    assert figures is not None
    assert [point.value for point in moves.of("2309", "in")] == [921, 922, 923, 924, 925]
    assert moves.at("2303", "in", "2025") is not None
    assert moves.latest("2303", "in") is None
    assert figures.measure_names["N00914"] == "Pendlare ut, andel (%)"
    assert figures.at("2303", "N00914", "2024").value is None  # type: ignore[union-attr]


def test_a_noted_break_stands_beside_the_known_ones(cast: Cast) -> None:
    dataset = applied(cast, "Flyttningar97.csv", migration()).dataset
    assert dataset is not None
    actions.note_break(cast.planner, dataset, period="2023", note="Ny kommungräns")
    notes = queries.breaks_between(queries.breaks_of(dataset), ["2021", "2025"])
    assert [each.period for each in notes] == ["2023", "2025"]
    assert queries.breaks_between(notes, ["2024", "2024"]) == ()


def test_a_large_file_is_read_by_a_job(cast: Cast, work: Callable[[], None]) -> None:
    content = squares(40_000)
    assert len(content) > actions.QUICK_BYTES
    job = actions.start_check(
        cast.planner, name="befolkning_1km_2024.csv", content=content, published=None
    )
    assert isinstance(job, Job)
    work()
    job.refresh_from_db()
    edition = Edition.objects.get()
    assert edition.status == EditionStatus.CHECKED
    assert edition.figure_count == 80_000
    assert edition.content is None
    assert job.result_url.endswith(f"/editions/{edition.pk}/")
