"""Which statistics a published table is, and its figures in our columns."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray
from arbetshubb.reference.municipalities import all_municipalities
from arbetshubb.reference.study import municipality_named
from arbetshubb.statistics.rules.cube import Cube, NotThatShape, Variable
from arbetshubb.statistics.rules.editions import together
from arbetshubb.statistics.rules.figures import TOTAL, Axis, Figures
from arbetshubb.statistics.rules.kinds import Kind
from arbetshubb.statistics.rules.marks import ages_in
from arbetshubb.tables.values import folded

PEOPLE: Final = "people"
WORKING_AGE: Final = "working_age"
WORKING_AGES: Final = (20, 64)

HOME: Final = ("bostadskommun", "hemkommun", "municipalityofresidence", "regionofresidence",
               "placeofresidence")  # fmt: skip
WORK: Final = ("arbetsstallekommun", "municipalityofwork", "municipalityofworkplace")
_TIME: Final = ("tid", "ar", "year", "time")
_SEX: Final = ("kon", "sex", "gender")
_AGE: Final = ("alder", "age")
_CONTENTS: Final = ("contentscode", "tabellinnehall", "contents", "observations")
_REGION: Final = ("region", "kommun", "deso", "omrade")
_EVERYBODY: Final = ("totalt", "total", "tot", "1+2", "badakonen", "manochkvinnor",
                     "totalalder", "totaltalder", "menandwomen")  # fmt: skip
_WOMEN: Final = ("2", "kvinnor", "women", "k")
_MEN: Final = ("1", "man", "men", "m")
_DESO: Final = re.compile(r"^(?P<code>\d{4}[ABC]\d{4})(_DeSO\d{4})?$")
_CODE_AND_NAME: Final = re.compile(r"^(?P<code>\d{2}|\d{4}|\d{4}[ABC]\d{4}\w*)(\s+(?P<name>.+))?$")
_SIDE: Final = re.compile(r"\s*\((bostad|arbetsställe|residence|work|workplace)\)\s*$")

MIGRATION_MEASURES: Final = {
    "inflyttningar": "in", "inmigration": "in", "inmigrations": "in",
    "utflyttningar": "out", "outmigration": "out", "outmigrations": "out",
    "flyttningsoverskott": "net", "flyttnetto": "net", "netmigration": "net",
    "inrikesinflyttningar": "in_domestic", "inrikesutflyttningar": "out_domestic",
    "inrikesflyttningsoverskott": "net_domestic",
    "invandringar": "immigration", "immigrations": "immigration",
    "utvandringar": "emigration", "emigrations": "emigration",
    "invandringsoverskott": "net_abroad",
}  # fmt: skip


def kind_of(cube: Cube) -> Kind:
    """What a table is about, seen from its variables.

    Raises:
        NotThatShape: it is none of the tables that are understood.
    """
    if cube.variable(*HOME) is not None and cube.variable(*WORK) is not None:
        return Kind.COMMUTING
    region = cube.variable(*_REGION)
    if region is None:
        raise NotThatShape(code="table_unknown", found=_names(cube))
    if any(_DESO.match(_place(code, label)[0]) for code, label in _pairs(cube.variables[region])):
        return Kind.POPULATION_AREAS
    if _migration_measures(cube):
        return Kind.MIGRATION
    raise NotThatShape(code="table_unknown", found=_names(cube))


def figures_from(cube: Cube, kind: Kind) -> Figures:
    """The table's figures in our columns.

    Raises:
        NotThatShape: a variable that the kind needs is lacking.
    """
    match kind:
        case Kind.COMMUTING:
            return _by_sex(_ages_together(cube), kind)
        case Kind.MIGRATION:
            return _by_sex(_ages_together(cube), kind)
        case Kind.POPULATION_AREAS:
            return _areas(cube)
        case _:
            raise NotThatShape(code="table_unknown", found=_names(cube))


def _areas(cube: Cube) -> Figures:
    everybody = _by_sex(_ages_together(cube), Kind.POPULATION_AREAS)
    age = cube.variable(*_AGE)
    if age is None:
        return everybody
    working = _working_ages(cube.variables[age])
    if not working:
        return everybody
    some = _by_sex(cube.summed(age, working), Kind.POPULATION_AREAS, measure=WORKING_AGE)
    return together(everybody, some)


def _working_ages(variable: Variable) -> list[int]:
    """The classes that together are the working ages; none when they do not fit."""
    low, high = WORKING_AGES
    classes = {index: ages_in(label) for index, label in enumerate(variable.labels)}
    inside = [i for i, ages in classes.items() if ages and low <= ages[0] and ages[1] <= high]
    years = sum(ages[1] - ages[0] + 1 for i in inside if (ages := classes[i]))
    return inside if years == high - low + 1 else []


def _ages_together(cube: Cube) -> Cube:
    age = cube.variable(*_AGE)
    if age is None:
        return cube
    whole = cube.variables[age].find(*_EVERYBODY)
    return cube.only(age, whole) if whole is not None else cube.summed(age)


def _by_sex(cube: Cube, kind: Kind, measure: str = "") -> Figures:
    """Everybody, and women and men where the table tells them apart."""
    sex = cube.variable(*_SEX)
    if sex is None:
        return _figures(cube, kind, TOTAL, measure)
    variable = cube.variables[sex]
    whole = variable.find(*_EVERYBODY)
    both = cube.only(sex, whole) if whole is not None else cube.summed(sex)
    found = _figures(both, kind, TOTAL, measure)
    for group, words in (("women", _WOMEN), ("men", _MEN)):
        one = variable.find(*words)
        if one is not None:
            found = together(found, _figures(cube.only(sex, one), kind, group, measure))
    return found


def _figures(cube: Cube, kind: Kind, group: str, measure: str) -> Figures:
    time = _needed(cube, _TIME, "år")
    home = cube.variable(*HOME) if kind is Kind.COMMUTING else None
    area = home if home is not None else _needed(cube, _REGION, "region")
    work = _needed(cube, WORK, "arbetsställekommun") if kind is Kind.COMMUTING else None
    length = len(cube.value)
    found = Figures(
        area=_places(cube, area),
        other=Axis.constant("", length) if work is None else _places(cube, work),
        period=_axis(cube, time),
        measure=_measure(cube, kind, measure),
        group=Axis.constant(group, length),
        value=cube.value,
        status=cube.status,
    )
    return found.where(_understood(cube, kind, measure))


def _understood(cube: Cube, kind: Kind, measure: str) -> BoolArray:
    """Which figures are of a measure that we use: the table's first content, if none is named."""
    contents = cube.variable(*_CONTENTS)
    if contents is None or measure or len(cube.variables[contents].codes) < 2:  # noqa: PLR2004
        return np.ones(len(cube.value), dtype=np.bool_)
    if kind is Kind.MIGRATION:
        known = list(_migration_measures(cube))
        return np.asarray(np.isin(cube.at[:, contents], known), dtype=np.bool_)
    return np.asarray(cube.at[:, contents] == 0, dtype=np.bool_)


def _measure(cube: Cube, kind: Kind, measure: str) -> Axis:
    length = len(cube.value)
    if kind is not Kind.MIGRATION:
        return Axis.constant(measure or PEOPLE, length)
    contents = _needed(cube, _CONTENTS, "tabellinnehåll")
    known = _migration_measures(cube)
    variable = cube.variables[contents]
    codes = tuple(known.get(i, f"other-{i}") for i in range(len(variable.codes)))
    return Axis(codes, variable.labels, cube.at[:, contents])


def _migration_measures(cube: Cube) -> dict[int, str]:
    contents = cube.variable(*_CONTENTS)
    if contents is None:
        return {}
    found = {}
    for index, (code, label) in enumerate(_pairs(cube.variables[contents])):
        name = MIGRATION_MEASURES.get(folded(label)) or MIGRATION_MEASURES.get(folded(code))
        if name:
            found[index] = name
    return found


def _axis(cube: Cube, position: int) -> Axis:
    variable = cube.variables[position]
    return Axis(variable.codes, variable.labels, cube.at[:, position])


def _places(cube: Cube, position: int) -> Axis:
    """Places by their official code, and their names without what stands around them."""
    variable = cube.variables[position]
    found = [_place(code, label) for code, label in _pairs(variable)]
    return Axis(
        tuple(code for code, _name in found),
        tuple(name for _code, name in found),
        cube.at[:, position],
    )


def _place(code: str, label: str) -> tuple[str, str]:
    plain = _SIDE.sub("", label).strip()
    for text in (code.strip(), plain):
        found = _CODE_AND_NAME.match(_SIDE.sub("", text))
        if found is None:
            continue
        word = found["code"]
        name = found["name"] or (plain if not plain.startswith(word) else plain[len(word) :])
        deso = _DESO.match(word)
        return (deso["code"] if deso else word), name.strip() or word
    named = municipality_named(plain)
    if named is None:
        return code, plain
    return all_municipalities()[named].code, named


def _pairs(variable: Variable) -> list[tuple[str, str]]:
    return list(zip(variable.codes, variable.labels, strict=True))


def _needed(cube: Cube, words: tuple[str, ...], name: str) -> int:
    found = cube.variable(*words)
    if found is None:
        raise NotThatShape(code="variable_missing", variable=name, found=_names(cube))
    return found


def _names(cube: Cube) -> str:
    return ", ".join(each.label for each in cube.variables)
