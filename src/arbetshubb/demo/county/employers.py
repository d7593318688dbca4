"""The demo county's employers, all fictional: a region, municipalities and authorities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from arbetshubb.reference.municipalities import municipalities

REGION: Final = "Demoregionen"
CENTRE: Final = "Östersund"
AUTHORITIES: Final = 11
OTHERS: Final = 14_000
_AUTHORITY_SHARE: Final = 0.25
"""About 3,500 of the 14,000 work for the state (domain.md 1.10: more than 3,500 in Östersund)."""


class EmployerKind(StrEnum):
    """What sort of employer it is: it decides where its people live and work."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class DemoEmployer:
    """A fictional employer with a short code that its people's ids begin with."""

    name: str
    code: str
    kind: EmployerKind
    municipality: str
    people: int


def region_only(people: int) -> tuple[DemoEmployer, ...]:
    """The region alone."""
    return (DemoEmployer(REGION, "R", EmployerKind.REGION, CENTRE, people),)


def all_employers(*, region: int = 4500, others: int = OTHERS) -> tuple[DemoEmployer, ...]:
    """The region, eight municipalities by population and eleven authorities of falling size."""
    state = round(others * _AUTHORITY_SHARE)
    towns = sorted(municipalities(), key=lambda row: row.code)
    shares = split(others - state, [float(town.population or 0) for town in towns])
    sizes = split(state, [1.0 / rank for rank in range(2, AUTHORITIES + 2)])
    return (
        *region_only(region),
        *(
            DemoEmployer(
                f"Demokommun {town.name}", f"K{town.code}", EmployerKind.MUNICIPALITY,
                town.name, share,
            )
            for town, share in zip(towns, shares, strict=True)
        ),
        *(
            DemoEmployer(
                f"Demomyndighet {number}", f"M{number:02}", EmployerKind.AUTHORITY, CENTRE, size
            )
            for number, size in enumerate(sizes, start=1)
        ),
    )  # fmt: skip


def split(total: int, weights: list[float]) -> list[int]:
    """Whole numbers in proportion to ``weights`` that sum to ``total`` (largest remainder)."""
    exact = [total * weight / sum(weights) for weight in weights]
    floors = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for index in by_remainder[: total - sum(floors)]:
        floors[index] += 1
    return floors
