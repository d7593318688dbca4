"""Invented statistics for the demo county, written in the shapes that SCB and Kolada publish.

Squares are drawn around the real localities so that municipalities sum to about their real number
of inhabitants. Everything else is made up, and every dataset says "Påhittat exempel".
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import Final

import numpy as np

from arbetshubb.analysis.places import Cell, FloatArray, Sweref
from arbetshubb.foundation.models import User
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import Municipality, municipalities, municipality_of
from arbetshubb.statistics.actions import apply_edition, changes_of, check_file
from arbetshubb.statistics.models import EditionStatus

SEED: Final = 20_240
YEARS: Final = range(2016, 2026)
COMMUTING_YEARS: Final = (2023, 2024)
_EMPLOYED: Final = 0.47
_WORKING_AGE: Final = 0.55
_SCATTERED: Final = 0.22
"""The share of people who live away from the known localities."""
_HAMLET: Final = 12
_HIDDEN_BELOW: Final = 3
_HIDDEN_SQUARES: Final = 12
_FIVE_YEARS: Final = range(20, 65, 5)

_KEY_FIGURES: Final = (
    ("N00945", "Invånare totalt, antal", 0.0, 0.0),
    ("N02280", "Påhittat exempel: sysselsatta 20–64 år, andel (%)", 82.0, 4.0),
    ("N07900", "Påhittat exempel: körsträcka med bil, mil per invånare", 690.0, 90.0),
    ("N00914", "Påhittat exempel: pendlare ut, andel (%)", 21.0, 9.0),
)


class StatisticsRefused(RuntimeError):
    """The demo's own files were refused: the shapes and the readers have parted."""


def tell_statistics(teller: User) -> None:
    """Import every invented dataset through the real actions, as ``teller``."""
    numbers = np.random.default_rng(SEED)
    for name, content in (
        ("befolkning_1km_2024.csv", _squares(numbers)),
        ("ArRegPend2.csv", _commuting(numbers)),
        ("Flyttningar97.json", _migration(numbers)),
        ("kolada.json", _key_figures(numbers)),
    ):
        edition = check_file(teller, name=name, content=content, is_example=True)
        if edition.status != EditionStatus.CHECKED:
            raise StatisticsRefused(edition.problems)
        _changes, basis = changes_of(edition)
        apply_edition(teller, edition, basis=basis, keeps_rest=False)


def _squares(numbers: np.random.Generator) -> bytes:
    """Population by square as SCB's table of attributes has it, with ages in five-year classes."""
    people = Counter[Cell]()
    for municipality in municipalities():
        people.update(_people_of(municipality, numbers))
    ages = [f"ald{age}_{age + 5}" for age in _FIVE_YEARS]
    lines = [";".join(["rutid_scb", "rutstorl", "beftotalt", *ages, "referenstid"])]
    hidden = 0
    for cell, count in sorted(people.items()):
        identity = f"{cell.east_km * 1000}{cell.north_km * 1000}"
        share = np.full(len(ages), _WORKING_AGE / len(ages))
        classes = numbers.binomial(count, share).tolist()
        is_hidden = count < _HIDDEN_BELOW and hidden < _HIDDEN_SQUARES
        hidden += is_hidden
        shown = [".."] * (len(ages) + 1) if is_hidden else [count, *classes]
        lines.append(";".join(map(str, [identity, 1000, *shown, "20241231"])))
    return "\n".join(lines).encode()


def _people_of(municipality: Municipality, numbers: np.random.Generator) -> Counter[Cell]:
    """The municipality's people in squares: most in localities, the rest scattered around them."""
    places = [each for each in localities() if each.municipality == municipality.name]
    total = municipality.population or 0
    weights = np.array([each.population or 120 for each in places], dtype=np.float64)
    town = numbers.multinomial(round(total * (1 - _SCATTERED)), weights / weights.sum())
    rest = total - int(town.sum())
    points = [
        _around(place.position, 350.0 + 9.0 * math.sqrt(int(count)), int(count), numbers)
        for place, count in zip(places, town, strict=True)
    ]
    points += [_hamlets(place.position, rest // len(places), numbers) for place in places]
    corners, counts = np.unique(np.vstack(points) // 1000, axis=0, return_counts=True)
    names = municipality_of(corners * 1000.0 + 500.0)
    inside = np.array([name == municipality.name for name in names])
    # Those who landed across the border live where the others do.
    counts = counts[inside]
    counts = counts + numbers.multinomial(total - int(counts.sum()), counts / counts.sum())
    return Counter(
        {
            Cell(int(north), int(east)): int(count)
            for (north, east), count in zip(corners[inside], counts, strict=True)
        }
    )


def _hamlets(middle: Sweref, people: int, numbers: np.random.Generator) -> FloatArray:
    """People in farms and hamlets of a dozen, within a few miles of a locality."""
    farms = _around(middle, 9_000.0, max(1, people // _HAMLET), numbers)
    return np.asarray(farms[numbers.integers(0, len(farms), people)])


def _around(middle: Sweref, metres: float, people: int, numbers: np.random.Generator) -> FloatArray:
    found = numbers.normal(0.0, metres, (people, 2))
    return np.asarray(found + np.array([middle.north, middle.east]))


def _commuting(numbers: np.random.Generator) -> bytes:
    """PxWeb's CSV of employed by municipality of residence, of work and year."""
    lines = ['"bostadskommun";"arbetsställekommun";"kön";"år";"Sysselsatta"']
    for year in COMMUTING_YEARS:
        for home in municipalities():
            for work, people in _works_in(home, numbers):
                shown = ".." if 0 < people < _HIDDEN_BELOW else str(people)
                lines.append(
                    f'"{home.code} {home.name} (bostad)";"{work.code} {work.name} (arbetsställe)";'
                    f'"totalt";"{year}";{shown}'
                )
    return "\n".join(lines).encode()


def _works_in(
    home: Municipality, numbers: np.random.Generator
) -> Iterator[tuple[Municipality, int]]:
    """Gravity: more people commute to what is near and large; most work where they live."""
    employed = round((home.population or 0) * _EMPLOYED)
    pulls = np.array([_pull(home, work) for work in municipalities()])
    people = numbers.multinomial(employed, pulls / pulls.sum())
    yield from zip(municipalities(), people.tolist(), strict=True)


def _pull(home: Municipality, work: Municipality) -> float:
    if home.code == work.code:
        return float(work.population or 0) * 3.0 + 12_000.0
    one, other = _seat(home), _seat(work)
    km = math.hypot(one.north - other.north, one.east - other.east) / 1000.0
    return float(work.population or 0) * math.exp(-km / 28.0)


def _seat(municipality: Municipality) -> Sweref:
    return next(each.position for each in localities() if each.name == municipality.seat)


def _migration(numbers: np.random.Generator) -> bytes:
    """JSON-stat 2 of moves by region and year, as PxWebApi answers."""
    codes = [each.code for each in municipalities()]
    values: list[int] = []
    for municipality in municipalities():
        size = municipality.population or 0
        for year in YEARS:
            wave = 1.0 + 0.12 * math.sin((year - YEARS[0]) / 2.2)
            moved_in = int(numbers.poisson(size * 0.056 * wave))
            moved_out = int(numbers.poisson(size * 0.055))
            values += [moved_in, moved_out, moved_in - moved_out]
    contents = {"BE0101AX": "Inflyttningar", "BE0101AY": "Utflyttningar",
                "BE0101AZ": "Flyttningsöverskott"}  # fmt: skip
    years = [str(year) for year in YEARS]
    return _json(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "Påhittat exempel: flyttningar efter region och år",
            "source": "Påhittat exempel",
            "updated": "2026-02-20T07:00:00Z",
            "id": ["Region", "Tid", "ContentsCode"],
            "size": [len(codes), len(years), len(contents)],
            "dimension": {
                "Region": _dimension("region", {each.code: each.name for each in municipalities()}),
                "Tid": _dimension("år", {year: year for year in years}),
                "ContentsCode": _dimension("tabellinnehåll", contents),
            },
            "value": values,
            "extension": {"px": {"tableid": "Flyttningar97"}},
        }
    )


def _dimension(label: str, values: dict[str, str]) -> dict[str, object]:
    index = {code: place for place, code in enumerate(values)}
    return {"label": label, "category": {"index": index, "label": values}}


def _key_figures(numbers: np.random.Generator) -> bytes:
    """Kolada's answer, version 3, with names; one value withheld, as for few people."""
    items = []
    for kpi, _title, middle, spread in _KEY_FIGURES:
        for municipality in municipalities():
            level = middle + spread * float(numbers.normal())
            for year in range(2020, 2025):
                value: float | None = round(level + 0.1 * spread * float(numbers.normal()), 1)
                if not middle:
                    value = float(municipality.population or 0) if year == 2024 else None  # noqa: PLR2004
                if value is None:
                    continue
                items.append(_item(kpi, municipality.code, year, value))
    withheld = _item(_KEY_FIGURES[3][0], municipalities()[0].code, 2024, None)
    items = [each for each in items if (each["kpi"], each["municipality"], each["period"]) != (
        withheld["kpi"], withheld["municipality"], withheld["period"])]  # fmt: skip
    titles = [{"id": kpi, "title": title} for kpi, title, *_rest in _KEY_FIGURES]
    return _json({"kpis": titles, "values": [*items, withheld], "count": len(items) + 1})


def _item(kpi: str, code: str, year: int, value: float | None) -> dict[str, object]:
    status = "" if value is not None else "Private"
    values = [{"gender": "T", "count": 1, "status": status, "value": value, "isdeleted": False}]
    return {"kpi": kpi, "municipality": code, "period": year, "values": values}


def _json(document: dict[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
