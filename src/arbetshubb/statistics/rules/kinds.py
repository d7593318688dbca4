"""The kinds of statistics that are understood, and the published tables that are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from arbetshubb.statistics.rules.figures import Figures
from arbetshubb.tables.problems import Problem


class Kind(StrEnum):
    """What statistics are about."""

    COMMUTING = "commuting"
    MIGRATION = "migration"
    POPULATION_CELLS = "population_cells"
    POPULATION_AREAS = "population_areas"
    KEY_FIGURES = "key_figures"


@dataclass(frozen=True, slots=True)
class Break:
    """Figures from ``period`` on cannot be compared with those before, and why."""

    period: str
    note_sv: str
    note_en: str


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A published table: its names at the publisher and what must be known to read it.

    ``is_adjusted``: the publisher rounds or adds noise, so that parts need not sum to their total.
    """

    table_id: str
    aliases: tuple[str, ...]
    kind: Kind
    title_sv: str
    title_en: str
    publisher: str
    licence: str
    source_url: str
    is_adjusted: bool = False
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; empty where it says nothing."""

    table_id: str = ""
    title: str = ""
    publisher: str = ""
    updated: date | None = None
    notes: tuple[str, ...] = ()
    is_adjusted: bool = False


@dataclass(frozen=True, eq=False)
class StatisticsRead:
    """A file that was read: ``figures`` is ``None`` when it could not be understood."""

    kind: Kind | None
    figures: Figures | None
    about: About
    problems: tuple[Problem, ...]


SCB: Final = "Statistikmyndigheten SCB"
RKA: Final = "Kolada (RKA)"
CC0: Final = "CC0 1.0"
CC_BY: Final = "CC BY 4.0"
_PX: Final = "https://www.statistikdatabasen.scb.se/goto/sv/ssd/"

TABLES: Final = (
    KnownTable(
        table_id="AM0210F/ArRegPend2",
        aliases=("ArRegPend2", "TAB1830"),
        kind=Kind.COMMUTING,
        title_sv="Sysselsatta 15–74 år efter bostadskommun och arbetsställekommun",
        title_en="Employed aged 15–74 by municipality of residence and of work",
        publisher=SCB,
        licence=CC0,
        source_url=_PX + "ArRegPend2",
        is_adjusted=True,
        breaks=(
            Break(
                "2020",
                "Ny statistik (BAS). Kan inte jämföras med tidigare års RAMS.",
                "New statistics (BAS). Cannot be compared with RAMS of earlier years.",
            ),
            Break(
                "2024",
                "Företagare klassas på ett nytt sätt.",
                "The self-employed are classified in a new way.",
            ),
        ),
    ),
    KnownTable(
        table_id="AM0207Z/AM0207PendlKomA04N",
        aliases=("AM0207PendlKomA04N", "TAB5850"),
        kind=Kind.COMMUTING,
        title_sv="Förvärvsarbetande 16–74 år, pendlare över kommungräns (RAMS)",
        title_en="Gainfully employed aged 16–74, commuters across municipal borders (RAMS)",
        publisher=SCB,
        licence=CC0,
        source_url=_PX + "AM0207PendlKomA04N",
        breaks=(
            Break(
                "2019",
                "Ny metod: inkomster ur arbetsgivardeklarationer varje månad.",
                "New method: income from employers' monthly declarations.",
            ),
        ),
    ),
    KnownTable(
        table_id="BE0101J/Flyttningar97",
        aliases=("Flyttningar97",),
        kind=Kind.MIGRATION,
        title_sv="Flyttningar efter region",
        title_en="Migration by region",
        publisher=SCB,
        licence=CC0,
        source_url=_PX + "Flyttningar97",
        breaks=(
            Break(
                "2025",
                "SCB skyddar uppgifterna med brus (Cell Key Method) från 2025.",
                "Statistics Sweden protects the figures with noise (Cell Key Method) from 2025.",
            ),
        ),
    ),
    KnownTable(
        table_id="befolkning_1km",
        aliases=("stat:befolkning_1km",),
        kind=Kind.POPULATION_CELLS,
        title_sv="Befolkning på rutor, 1 km",
        title_en="Population by 1 km square",
        publisher=SCB,
        licence=CC0,
        source_url="https://www.scb.se/vara-tjanster/oppna-data/oppna-geodata/statistik-pa-rutor/",
        is_adjusted=True,
    ),
    KnownTable(
        table_id="BE0101Y/FolkmDesoAldKon",
        aliases=("FolkmDesoAldKon", "FolkmDesoAldKonN", "TAB6574"),
        kind=Kind.POPULATION_AREAS,
        title_sv="Folkmängd per demografiskt statistikområde (DeSO)",
        title_en="Population by demographic statistical area (DeSO)",
        publisher=SCB,
        licence=CC0,
        source_url=_PX + "FolkmDesoAldKon",
        is_adjusted=True,
        breaks=(
            Break(
                "2024",
                "Ny områdesindelning (DeSO 2025): koder kan inte jämföras med tidigare.",
                "New division (DeSO 2025): codes cannot be compared with those before.",
            ),
        ),
    ),
    KnownTable(
        table_id="kolada",
        aliases=(),
        kind=Kind.KEY_FIGURES,
        title_sv="Nyckeltal per kommun",
        title_en="Key figures by municipality",
        publisher=RKA,
        licence=CC_BY,
        source_url="https://www.kolada.se/",
    ),
)


def known_table(kind: Kind, table_id: str = "", title: str = "") -> KnownTable:
    """The table that a file is from: by id, by its title, else the usual one of its kind."""
    word = table_id.rsplit("/", 1)[-1].casefold()
    of_kind = [each for each in TABLES if each.kind is kind]
    for each in of_kind:
        names = (each.table_id.rsplit("/", 1)[-1], *each.aliases)
        if word and word in {name.casefold() for name in names}:
            return each
    if kind is Kind.COMMUTING and "rvsarbetande" in title.casefold():
        return next(each for each in of_kind if "RAMS" in each.title_sv)
    return of_kind[0]
