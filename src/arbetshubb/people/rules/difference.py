"""What an import would change: the people kept now against those of a file."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

from arbetshubb.people.rules.parse import PersonRow

type Value = str | float | bool
type People = Mapping[str, PersonValues]


@dataclass(frozen=True, slots=True)
class PersonValues:
    """What is kept about a person, apart from the pseudonym. Days are days a week."""

    unit: str
    home_cell: str
    home_municipality: str
    workplace: str
    office_days: float
    home_days: float
    hub_days: float
    mode: str
    is_remote_eligible: bool
    is_complex_issue: bool

    @classmethod
    def of(cls, row: PersonRow) -> Self:
        """The values of a row of a file; days to two decimals, as they are kept."""
        employee = row.employee
        return cls(
            unit=employee.unit,
            home_cell=employee.home.id,
            home_municipality=employee.municipality,
            workplace=employee.workplace,
            office_days=round(employee.office_days, 2),
            home_days=round(employee.home_days, 2),
            hub_days=round(employee.hub_days, 2),
            mode=employee.mode.value,
            is_remote_eligible=employee.is_remote_eligible,
            is_complex_issue=employee.is_complex_issue,
        )

    def as_list(self) -> list[Value]:
        """The values in the order of ``FIELDS``."""
        return [getattr(self, name) for name in FIELDS]


FIELDS: Final = tuple(field.name for field in fields(PersonValues))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person of whom something differs."""

    pseudonym: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Who comes, who changes, who is not in the file; each in the order of pseudonyms."""

    new: tuple[str, ...]
    changed: tuple[PersonChange, ...]
    gone: tuple[str, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether the file says just what is kept already."""
        return not (self.new or self.changed or self.gone)


def compare_people(before: People, after: People) -> Difference:
    """The difference between the people kept and those of a file; O(people)."""
    common = sorted(before.keys() & after.keys())
    changed = [
        PersonChange(pseudonym, field_changes(before[pseudonym], after[pseudonym]))
        for pseudonym in common
        if before[pseudonym] != after[pseudonym]
    ]
    return Difference(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(changed),
        gone=tuple(sorted(before.keys() - after.keys())),
        unchanged=len(common) - len(changed),
    )


def field_changes(before: PersonValues, after: PersonValues) -> tuple[FieldChange, ...]:
    """The values that differ, in the order of ``FIELDS``."""
    return tuple(
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    )


def digest_of(people: People) -> str:
    """A fingerprint of the people: equal when, and only when, nothing has changed."""
    rows = [[pseudonym, *people[pseudonym].as_list()] for pseudonym in sorted(people)]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def pseudonym_of(person_id: str, *, employer: str, key: str) -> str:
    """A name for the person that stays the same and cannot be turned back without ``key``.

    HMAC-SHA-256 with the installation's key: a plain hash of short running numbers would be
    reversed by trying them all. ``employer`` keeps equal ids of two employers apart.
    """
    text = json.dumps([employer, person_id], ensure_ascii=False)
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def with_pseudonyms(
    rows: Iterable[PersonRow], *, employer: str, key: str
) -> dict[str, PersonValues]:
    """The rows' values by pseudonym; the ids are gone."""
    return {
        pseudonym_of(row.person_id, employer=employer, key=key): PersonValues.of(row)
        for row in rows
    }
