"""Pairs of unit and place as rows: of the list, of its file and of the page of one pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.places import Site
from arbetshubb.analysis.relocation import NEAR_MINUTES, Ranking, Way
from arbetshubb.analysis.relocation.profile import rounded
from arbetshubb.location.queries.units import UnitStudy
from arbetshubb.location.rules.choice import Choice, Show, setting_parameters
from arbetshubb.location.texts.relocation import band_text
from arbetshubb.ui import formats
from arbetshubb.ui.tables import Column, DataTable

MOST_PAIRS: Final = 20_000
_DASH: Final = f"\u2060{formats.DASH}\u2060"
"""A dash that a narrow column does not break at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit at one place, ready to be shown."""

    unit: str
    unit_key: int
    place: Site
    place_key: int
    row: int
    column: int
    points: float
    rank: int
    lowest: int
    highest: int
    people: int
    near: str
    worse: str
    km_saved: float | None
    cost_saved: float | None
    room: float
    is_judged: bool
    bound: float
    url: str

    @property
    def rank_text(self) -> str:
        """``1 (1–3)``: the rank, and where it may lie when the constants move; a dash for none."""
        if not self.rank:
            return formats.DASH
        if self.lowest == self.highest:
            return formats.number(self.rank)
        return (
            f"{formats.number(self.rank)}{formats.NBSP}"
            f"({formats.number(self.lowest)}{_DASH}{formats.number(self.highest)})"
        )

    @property
    def near_text(self) -> str:
        """``10–14 of 24``."""
        return _of(self.near, self.people)

    @property
    def worse_text(self) -> str:
        """The same for those whose way gets longer."""
        return _of(self.worse, self.people)


def pairs_of(study: UnitStudy, ranking: Ranking, choice: Choice) -> list[Pair]:
    """The pairs that the choice asks for, best first."""
    points = np.where(_is_chosen(study, choice), ranking.points, np.nan)
    if not choice.municipality and not choice.place:
        points[study.profile.is_same_town] = np.nan
    rows, columns = np.nonzero(np.isfinite(points))
    order = np.lexsort((columns, rows, -points[rows, columns]))
    chosen = list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))
    if choice.show is Show.UNITS:
        chosen = _first_of(chosen, 0)
    if choice.show is Show.PLACES:
        chosen = _first_of(chosen, 1)
    return [pair_at(study, ranking, choice, row, column) for row, column in chosen[:MOST_PAIRS]]


def pair_at(study: UnitStudy, ranking: Ranking, choice: Choice, row: int, column: int) -> Pair:
    """One unit at one place."""
    profile, is_move = study.profile, choice.settings.way is Way.MOVE
    people = int(profile.people[row])
    site = study.sites[profile.places[column]]
    near = profile.near[NEAR_MINUTES.index(choice.settings.near_minutes), row, column]
    unit, unit_key = profile.units[row], study.unit_keys[profile.units[row]]
    place_key = study.place_keys[site.site_id]
    bound = choice.settings.bound
    cost = rounded(ranking.cost_now[row, column] - ranking.cost_there[row, column])
    return Pair(
        unit=unit,
        unit_key=unit_key,
        place=site,
        place_key=place_key,
        row=row,
        column=column,
        points=float(ranking.points[row, column]),
        rank=int(ranking.rank[row, column]),
        lowest=int(ranking.lowest[row, column]),
        highest=int(ranking.highest[row, column]),
        people=people,
        near=band_text(int(near), people),
        worse=band_text(int(profile.worse[row, column]), people) if is_move else formats.number(0),
        km_saved=known(ranking.saved.base[row, column, 0]),
        cost_saved=known(float(cost)),
        room=float(ranking.room[row, column]),
        is_judged=bool(study.is_judged[row]) or bound is not None,
        bound=float(study.bound[row]) if bound is None else bound,
        url=pair_url(unit_key, place_key, choice),
    )


def pair_url(unit_key: int, place_key: int, choice: Choice) -> str:
    """The page of a pair under the same settings."""
    query = urlencode(setting_parameters(choice.settings))
    address = reverse("location:pair", args=[unit_key, place_key])
    return f"{address}?{query}" if query else address


def known(value: float) -> float | None:
    """The value, or ``None`` when it is hidden."""
    return float(value) if np.isfinite(value) else None


def pairs_table(pairs: list[Pair], choice: Choice, *, export_url: str) -> DataTable:
    """The list of pairs."""
    near = _("Live within %(minutes)s") % {"minutes": formats.minutes(choice.settings.near_minutes)}
    columns = (
        Column("unit", _("Unit"), link=lambda pair: pair.url),
        Column(
            "place", pgettext("a place to work at", "Place"), value=lambda pair: pair.place.name
        ),
        Column("municipality", _("Municipality"), value=lambda pair: pair.place.municipality),
        Column("points", _("Points"), kind="decimal"),
        Column("rank_text", _("Rank"), is_sortable=False),
        Column("near_text", near, is_sortable=False),
        Column("km_saved", _("Kilometres saved a year"), kind="number", hidden_is_few=True),
        Column("worse_text", _("Longer way for"), is_sortable=False),
        Column("cost_saved", _("Cheaper seats, SEK a year"), kind="number", hidden_is_few=True),
        Column("room", _("Room for"), kind="percent"),
    )
    return DataTable(
        id="pairs",
        caption=_("Units and places, best first"),
        columns=columns,
        rows=pairs,
        per_page=30,
        filter_fields=("unit",),
        export_url=export_url,
        note=_(
            "People are told in steps of five and sums in two digits, so that nobody can be picked"
            " out. A rank in brackets says how far it moves when the assumptions do."
        ),
        is_caption_hidden=True,
    )


def _of(band: str, people: int) -> str:
    text = _("%(band)s of %(people)s") % {"band": band, "people": formats.number(people)}
    return text.replace(" ", formats.NBSP)


def _is_chosen(study: UnitStudy, choice: Choice) -> np.ndarray:
    sites = [study.sites[place] for place in study.profile.places]
    unit = np.array([choice.unit in {"", name} for name in study.profile.units], dtype=np.bool_)
    place = np.array(
        [
            choice.place in {"", site.site_id} and choice.municipality in {"", site.municipality}
            for site in sites
        ],
        dtype=np.bool_,
    )
    return unit[:, None] & place[None, :]


def _first_of(pairs: Iterable[tuple[int, int]], axis: int) -> list[tuple[int, int]]:
    """The first pair of each unit (axis 0) or place (axis 1)."""
    first: dict[int, tuple[int, int]] = {}
    for pair in pairs:
        first.setdefault(pair[axis], pair)
    return list(first.values())
