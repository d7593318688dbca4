"""Known road distances in a file: what each row says, what is wrong, what it would change. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

from arbetshubb.analysis.places import Cell, Site
from arbetshubb.distances.rules.origins import Origin, origin_from
from arbetshubb.distances.rules.questions import (
    MOST_KM,
    MOST_MINUTES,
    ShorterThanStraight,
    check_road,
)
from arbetshubb.distances.rules.squares import straight_km_between
from arbetshubb.reference.gazetteer import Gazetteer, NotLocated
from arbetshubb.tables.columns import Column, Record, with_columns
from arbetshubb.tables.problems import Problem, has_errors, in_file_order
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import choices_of, folded, number_in, vocabulary_of, word_of

MAX_SOURCE: Final = 200
MUCH_LONGER: Final = 3.0
"""A road more than so many times the straight line is asked about, not refused."""

TOP_SPEED: Final = 130.0
"""Kilometres an hour on average: quicker than this the minutes are wrong."""

KNOWN_COLUMNS: Final = (
    Column("from", ("från", "start", "origin", "ruta"), is_required=True),
    Column("to", ("till", "plats", "plats_id", "site_id", "destination"), is_required=True),
    Column("km", ("kilometer", "avstånd", "avstånd_km"), is_required=True),
    Column("minutes", ("minuter", "restid")),
    Column("source", ("källa",), is_required=True),
    Column("valid_from", ("gäller_från", "datum", "date")),
    Column("accuracy", ("noggrannhet",)),
)

# True: approximate. The English word first, the Swedish second.
ACCURACY_WORDS: Final[Mapping[bool, tuple[str, ...]]] = MappingProxyType(
    {
        False: ("measured", "mätt", "uppmätt", "official", "officiell"),
        True: ("approximate", "ungefärlig", "ungefär", "ca", "cirka"),
    }
)
_ACCURACIES: Final = vocabulary_of(ACCURACY_WORDS)


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One known way. ``is_approximate`` ones correct an estimate only, never a road network."""

    origin_cell: str
    origin_text: str
    site_id: str
    km: float
    minutes: float | None
    source: str
    valid_from: date
    is_approximate: bool

    @property
    def pair(self) -> tuple[str, str]:
        """From which square to which place."""
        return (self.origin_cell, self.site_id)

    def to_json(self) -> dict[str, Any]:
        """Plain values that ``from_json`` reads back."""
        return {**asdict(self), "valid_from": self.valid_from.isoformat()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> KnownRow:
        """The row kept as plain values."""
        return cls(**{**values, "valid_from": date.fromisoformat(values["valid_from"])})

    def says_the_same_as(self, other: KnownRow) -> bool:
        """Whether nothing but the wording of the origin differs."""
        return (self.pair, self.km, self.minutes, self.source, self.is_approximate) == (
            other.pair, other.km, other.minutes, other.source, other.is_approximate,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownRead:
    """The rows of a file and what was wrong in it. With an error, use none of the rows."""

    rows: tuple[KnownRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KnownDiff:
    """What a file would do: add ways, and put others in the place of those that hold now."""

    new: tuple[KnownRow, ...]
    replaced: tuple[tuple[KnownRow, KnownRow], ...]
    unchanged: tuple[KnownRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether applying would change nothing."""
        return not self.new and not self.replaced


def diff_known(current: Iterable[KnownRow], wanted: Sequence[KnownRow]) -> KnownDiff:
    """What the file changes among the ways that hold now; O(rows)."""
    now = {row.pair: row for row in current}
    pairs = [(now[row.pair], row) for row in wanted if row.pair in now]
    return KnownDiff(
        new=tuple(row for row in wanted if row.pair not in now),
        replaced=tuple((old, row) for old, row in pairs if not row.says_the_same_as(old)),
        unchanged=tuple(row for old, row in pairs if row.says_the_same_as(old)),
    )


def digest_of(rows: Iterable[KnownRow]) -> str:
    """A short hash of the ways that hold: two people changing them at once see different ones."""
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


def parse_known(
    table: Table, *, sites: Sequence[Site], gazetteer: Gazetteer, today: date
) -> KnownRead:
    """The known ways in ``table``. Every row is checked; a wrong one is reported and left out."""
    read = with_columns(table, KNOWN_COLUMNS)
    problems = list(read.problems)
    if has_errors(problems):
        return KnownRead((), in_file_order(problems))
    reader = _Reader(_Places.of(sites), gazetteer, today, problems)
    rows: dict[tuple[str, str], KnownRow] = {}
    records = list(read.records())
    for record in records:
        row = reader.row(record)
        if row is None:
            continue
        if row.pair in rows:
            problems.append(record.error("from", "known_twice"))
            continue
        rows[row.pair] = row
    if not records:
        problems.append(Problem(read.name, read.header_row, "from", "", "no_rows"))
    return KnownRead(tuple(rows.values()), in_file_order(problems))


@dataclass(frozen=True)
class _Places:
    """The places by id and by name; a name that several share finds none."""

    by_word: Mapping[str, Site]
    shared: frozenset[str]

    @classmethod
    def of(cls, sites: Sequence[Site]) -> _Places:
        names: dict[str, list[Site]] = {}
        for site in sites:
            names.setdefault(folded(site.name), []).append(site)
        words = {name: many[0] for name, many in names.items() if len(many) == 1}
        words |= {folded(site.site_id): site for site in sites}
        return cls(words, frozenset(name for name, many in names.items() if len(many) > 1))


@dataclass
class _Reader:
    """Reads one row at a time; problems are collected on the way."""

    places: _Places
    gazetteer: Gazetteer
    today: date
    problems: list[Problem]

    def row(self, record: Record) -> KnownRow | None:
        before = sum(problem.is_error for problem in self.problems)
        origin, site = self._origin(record), self._site(record)
        km = self._number(record, "km", most=MOST_KM)
        minutes = self._number(record, "minutes", most=MOST_MINUTES, is_required=False)
        source = self._source(record)
        valid_from, accuracy = self._date(record), self._accuracy(record)
        if origin and site and km is not None:
            self._check_way(record, origin, site, km, minutes)
        if sum(problem.is_error for problem in self.problems) > before:
            return None
        assert origin is not None  # no error: all were found
        assert site is not None
        assert km is not None
        return KnownRow(
            origin_cell=origin.cell.id,
            origin_text=origin.text,
            site_id=site.site_id,
            km=km,
            minutes=minutes,
            source=source,
            valid_from=valid_from,
            is_approximate=accuracy,
        )

    def _origin(self, record: Record) -> Origin | None:
        place = self.places.by_word.get(folded(record["from"])) if record["from"] else None
        if place is not None:
            return Origin(Cell.containing(place.position), place.name, place.municipality)
        found = origin_from(record["from"], gazetteer=self.gazetteer)
        if isinstance(found, NotLocated):
            self.problems.append(record.error("from", found.code, found.params))
            return None
        if found.is_area:
            self.problems.append(record.error("from", "known_from_area"))
            return None
        return found

    def _site(self, record: Record) -> Site | None:
        if not record["to"]:
            self.problems.append(record.error("to", "value_missing"))
            return None
        word = folded(record["to"])
        site = self.places.by_word.get(word)
        if site is not None:
            return site
        if word in self.places.shared:
            self.problems.append(record.error("to", "place_shared_name"))
            return None
        close = get_close_matches(word, self.places.by_word, n=1, cutoff=0.75)
        code = "place_misspelt" if close else "place_unknown"
        params = {"suggestion": self.places.by_word[close[0]].name} if close else {}
        self.problems.append(record.error("to", code, params))
        return None

    def _number(
        self, record: Record, column: str, *, most: float, is_required: bool = True
    ) -> float | None:
        if not record[column]:
            if is_required:
                self.problems.append(record.error(column, "value_missing"))
            return None
        number = number_in(record[column])
        if number is None:
            self.problems.append(record.error(column, "number_expected"))
        elif number < 0:
            self.problems.append(record.error(column, "number_negative"))
        elif number > most:
            self.problems.append(record.error(column, "number_too_large", {"most": f"{most:.0f}"}))
        return number

    def _source(self, record: Record) -> str:
        source = record["source"]
        if not source:
            self.problems.append(record.error("source", "value_missing"))
        elif len(source) > MAX_SOURCE:
            params = {"limit": str(MAX_SOURCE)}
            self.problems.append(record.error("source", "text_too_long", params))
        return source

    def _date(self, record: Record) -> date:
        text = record["valid_from"].partition(" ")[0]
        if not text:
            return self.today
        try:
            found = date.fromisoformat(text)
        except ValueError:
            self.problems.append(record.error("valid_from", "date_expected"))
            return self.today
        if found > self.today:
            self.problems.append(record.error("valid_from", "date_in_future"))
        return found

    def _accuracy(self, record: Record) -> bool:
        if not record["accuracy"]:
            return False
        found = word_of(record["accuracy"], _ACCURACIES)
        if found is None:
            choices = choices_of(ACCURACY_WORDS)
            self.problems.append(record.error("accuracy", "word_unknown", choices))
        return bool(found)

    def _check_way(
        self, record: Record, origin: Origin, site: Site, km: float, minutes: float | None
    ) -> None:
        straight = straight_km_between(origin.point, site.position)
        params = {"straight": f"{straight:.1f}"}
        try:
            check_road(km, straight_km=straight)
        except ShorterThanStraight:
            self.problems.append(record.error("km", "km_under_straight", params))
            return
        if km > MUCH_LONGER * straight + 10:
            self.problems.append(record.warning("km", "km_far_over_straight", params))
        if minutes is not None and km > 1 and km / max(minutes, 0.1) * 60 > TOP_SPEED:
            speed = {"speed": f"{TOP_SPEED:.0f}"}
            self.problems.append(record.warning("minutes", "minutes_too_few", speed))
