"""Reads people across tables: columns for the analysis, and what an import would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from arbetshubb.analysis.places import Cell, IntArray, Site
from arbetshubb.analysis.workforce import MODES, Workforce
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.people.models import ImportBatch, Person, Unit
from arbetshubb.people.rules.difference import Difference, PersonValues, compare_people, digest_of
from arbetshubb.tables.problems import Problem, Severity

type Whose = User | Iterable[Organisation]

_COLUMNS = (
    "home_cell", "home_municipality", "workplace", "mode", "organisation_id", "unit_id",
    "is_remote_eligible", "is_complex_issue", "office", "home", "hub",
)  # fmt: skip


def workforce_for(
    whose: Whose, *, sites: Sequence[Site], municipalities: Sequence[str] = ()
) -> Workforce:
    """The people of ``whose`` as columns for the analysis; O(people).

    ``whose`` is a user, meaning every organisation they may plan for, or organisations. There is
    no name or pseudonym in it, but it is person-level: only figures that have passed
    ``analysis.disclosure`` may leave. People whose workplace is not among ``sites`` are left out
    (``count_without_workplace`` says how many). ``municipalities`` fixes their order and keeps
    those without employees. Units of different employers are told apart by the employer's code.
    """
    rows = _rows(whose, sites)
    columns = dict(
        zip(_COLUMNS, zip(*rows, strict=True) if rows else [()] * len(_COLUMNS), strict=True)
    )
    names = _municipality_names(columns["home_municipality"], municipalities)
    cells = {text: Cell.from_id(text) for text in set(columns["home_cell"])}
    cell_ids = sorted(cells, key=cells.__getitem__)
    home = _indices(columns["home_cell"], _positions(cell_ids))
    cell_municipality = np.zeros(len(cell_ids), dtype=np.int64)
    cell_municipality[home] = _indices(columns["home_municipality"], _positions(names))
    employers = _employer_names(set(columns["organisation_id"]))
    units = _unit_names(set(columns["unit_id"]), has_many=len(employers) > 1)
    employer_order, unit_order = sorted(set(employers.values())), sorted(set(units.values()))
    return Workforce(
        cells=tuple(cells[text] for text in cell_ids),
        cell_municipality=cell_municipality,
        municipalities=tuple(names),
        sites=tuple(sites),
        employers=tuple(employer_order),
        units=tuple(unit_order),
        home=home,
        workplace=_indices(columns["workplace"], _positions([s.site_id for s in sites])),
        office_days=np.array(columns["office"], dtype=np.float64),
        home_days=np.array(columns["home"], dtype=np.float64),
        hub_days=np.array(columns["hub"], dtype=np.float64),
        mode=_indices(columns["mode"], _positions([m.value for m in MODES])),
        employer=_named_indices(columns["organisation_id"], employers, employer_order),
        unit=_named_indices(columns["unit_id"], units, unit_order),
        is_remote_eligible=np.array(columns["is_remote_eligible"], dtype=np.bool_),
        is_complex_issue=np.array(columns["is_complex_issue"], dtype=np.bool_),
    )


def count_without_workplace(whose: Whose, *, sites: Sequence[Site]) -> int:
    """How many people ``workforce_for`` leaves out: no site has their workplace's id."""
    return _people(whose).exclude(workplace__in=[site.site_id for site in sites]).count()


def people_now(organisation: Organisation) -> dict[str, PersonValues]:
    """The people kept for an organisation, by pseudonym; O(people)."""
    rows = (
        Person.objects.filter(organisation=organisation)
        .annotate(
            office=Cast("office_days", FloatField()),
            home=Cast("home_days", FloatField()),
            hub=Cast("hub_days", FloatField()),
        )
        .values_list(
            "pseudonym", "unit__name", "home_cell", "home_municipality", "workplace",
            "office", "home", "hub",
            "mode", "is_remote_eligible", "is_complex_issue",
        )
    )  # fmt: skip
    return {pseudonym: PersonValues(*values) for pseudonym, *values in rows}


def rows_of(batch: ImportBatch) -> dict[str, PersonValues]:
    """The people of a checked file, by pseudonym; none once the rows have been removed."""
    return {pseudonym: PersonValues(*values) for pseudonym, values in (batch.rows or {}).items()}


def difference_of(batch: ImportBatch) -> Difference:
    """What applying the batch would change now."""
    return compare_people(people_now(batch.organisation), rows_of(batch))


def is_out_of_date(batch: ImportBatch) -> bool:
    """Whether the people have changed since the batch was checked."""
    return digest_of(people_now(batch.organisation)) != batch.basis


def problems_of(batch: ImportBatch) -> list[Problem]:
    """What is wrong in the batch's file, as it was kept."""
    return [Problem(**{**kept, "severity": Severity(kept["severity"])}) for kept in batch.problems]


def _people(whose: Whose) -> QuerySet[Person]:
    if isinstance(whose, User):
        organisations: Iterable[Organisation] = Organisation.objects.plannable_by(whose)
    else:
        organisations = whose
    return Person.objects.filter(organisation__in=[each.pk for each in organisations])


def _rows(whose: Whose, sites: Sequence[Site]) -> list[tuple[Any, ...]]:  # Any: a mixed row
    # Decimals are turned to floats by the database: on SQLite each costs as much as its row.
    known = {site.site_id for site in sites}
    rows = (
        _people(whose)
        .order_by("pk")
        .annotate(
            office=Cast("office_days", FloatField()),
            home=Cast("home_days", FloatField()),
            hub=Cast("hub_days", FloatField()),
        )
        .values_list(*_COLUMNS)
    )
    place = _COLUMNS.index("workplace")
    return [row for row in rows if row[place] in known]


def _municipality_names(found: Iterable[str], first: Sequence[str]) -> list[str]:
    return [*first, *sorted(set(found) - set(first))]


def _employer_names(keys: set[int]) -> dict[int, str]:
    return dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))


def _unit_names(keys: set[int], *, has_many: bool) -> dict[int, str]:
    rows = Unit.objects.filter(pk__in=keys).values_list("pk", "name", "organisation__code")
    return {key: f"{name} ({code})" if has_many else name for key, name, code in rows}


def _positions(names: Sequence[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(names)}


def _indices(values: Sequence[Any], position: Mapping[Any, int]) -> IntArray:  # Any: str or int
    return np.fromiter((position[value] for value in values), dtype=np.int64, count=len(values))


def _named_indices(keys: Sequence[int], names: Mapping[int, str], order: Sequence[str]) -> IntArray:
    position = _positions(order)
    return _indices(keys, {key: position[name] for key, name in names.items()})
