"""What is known of premises beside what a plan needs: address, access, contract, contact, visit.

The columns stand in the same file as the sites, on the same rows. Reads no file itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from arbetshubb.places.inventory import Change, attributes_in
from arbetshubb.tables.columns import Column, Record, with_columns
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import choices_of, number_in, vocabulary_of, whole_number_in, word_of

LARGEST_AREA: Final = 100_000.0
LONGEST_NOTICE_MONTHS: Final = 120
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LIST: Final = re.compile(r"[,;\n]")


class Access(StrEnum):
    """Something that makes a place usable for more people."""

    STEP_FREE = "step_free"
    WIDE_DOORS = "wide_doors"
    LIFT = "lift"
    TOILET = "toilet"
    HEARING_LOOP = "hearing_loop"
    PARKING = "parking"
    RAISABLE_DESK = "raisable_desk"
    QUIET_ROOM = "quiet_room"


class Verdict(StrEnum):
    """What somebody who visited the premises found."""

    SUITABLE = "suitable"
    AFTER_MEASURES = "after_measures"
    UNSUITABLE = "unsuitable"
    NOT_JUDGED = "not_judged"


# The English word first, the Swedish second, then others that mean the same.
ACCESS_WORDS: Final[Mapping[Access, tuple[str, ...]]] = MappingProxyType(
    {
        Access.STEP_FREE: ("step-free entrance", "trappfri entré", "step_free", "ramp"),
        Access.WIDE_DOORS: ("wide doors", "breda dörrar", "wide_doors"),
        Access.LIFT: ("lift", "hiss"),
        Access.TOILET: ("accessible toilet", "tillgänglig toalett", "toilet", "rwc"),
        Access.HEARING_LOOP: ("hearing loop", "hörslinga", "hearing_loop"),
        Access.PARKING: ("accessible parking", "tillgänglig parkering", "parking"),
        Access.RAISABLE_DESK: ("height-adjustable desk", "höj- och sänkbart bord", "raisable_desk"),
        Access.QUIET_ROOM: ("quiet room", "tyst rum", "quiet_room"),
    }
)
VERDICT_WORDS: Final[Mapping[Verdict, tuple[str, ...]]] = MappingProxyType(
    {
        Verdict.SUITABLE: ("suitable", "lämplig"),
        Verdict.AFTER_MEASURES: ("after measures", "efter åtgärder", "after_measures"),
        Verdict.UNSUITABLE: ("unsuitable", "olämplig"),
        Verdict.NOT_JUDGED: ("not judged", "inte bedömd", "not_judged"),
    }
)
_ACCESS: Final = vocabulary_of(ACCESS_WORDS)
_VERDICTS: Final = vocabulary_of(VERDICT_WORDS)

SITE_ID: Final = Column(
    "site_id", ("plats_id", "id", "arbetsplats_id", "ställe_id"), is_required=True
)
DETAIL_COLUMNS: Final = (
    Column("address", ("adress",)),
    Column("area_m2", ("yta_m2", "yta", "area")),
    Column("equipment", ("utrustning", "attributes")),
    Column("accessibility", ("tillgänglighet",)),
    Column("contract_from", ("avtal_från",)),
    Column("contract_to", ("avtal_till",)),
    Column("notice_months", ("uppsägning_månader", "uppsägningstid_månader")),
    Column("public_text", ("öppen_text",)),
    Column("public_phone", ("öppen_telefon",)),
    Column("public_email", ("öppen_epost",)),
    Column("contact_function", ("kontakt_funktion", "kontakt")),
    Column("contact_name", ("kontakt_namn",)),
    Column("contact_phone", ("kontakt_telefon",)),
    Column("contact_email", ("kontakt_epost",)),
    Column("visited_on", ("besökt", "besökt_den")),
    Column("visited_by", ("besökt_av", "kontrollerad_av", "checked_by")),
    Column("verdict", ("bedömning",)),
    Column("findings", ("iakttagelser", "anteckning_besök")),
)

LENGTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "address": 200, "public_text": 2000, "public_phone": 40, "public_email": 120,
        "contact_function": 80, "contact_name": 120, "contact_phone": 40, "contact_email": 120,
        "visited_by": 120, "findings": 2000,
    }
)  # fmt: skip
"""The longest text of each column."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call about a place: kept for those who look after it, never shown openly."""

    function: str
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody was there, when, and what they found."""

    visited_on: date
    visited_by: str
    verdict: Verdict = Verdict.NOT_JUDGED
    findings: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What a file says, or what is kept, of one place. ``None`` and empty: not said."""

    address: str = ""
    area_m2: float | None = None
    equipment: tuple[str, ...] = ()
    accessibility: tuple[Access, ...] = ()
    contract_from: date | None = None
    contract_to: date | None = None
    notice_months: int | None = None
    public_text: str = ""
    public_phone: str = ""
    public_email: str = ""
    contact: Contact | None = None
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class DetailsNow:
    """What is kept of a place: its details, and everybody to call and every visit."""

    details: Details
    contacts: frozenset[Contact]
    visits: frozenset[Visit]


@dataclass(frozen=True, slots=True)
class DetailsRead:
    """The details of each site by its id, and what was wrong with them."""

    by_site: Mapping[str, Details]
    problems: tuple[Problem, ...]


def parse_details(table: Table) -> DetailsRead:
    """The details in ``table``; sites and the header are judged by ``parse_sites``."""
    problems: list[Problem] = []
    read = with_columns(table, (SITE_ID, *DETAIL_COLUMNS))
    by_site: dict[str, Details] = {}
    for record in read.records():
        details = _details(record, problems)
        if record["site_id"]:
            by_site.setdefault(record["site_id"], details)
    return DetailsRead(by_site, tuple(problems))


def detail_changes(now: DetailsNow, said: Details) -> tuple[Change, ...]:
    """The details that a file says otherwise; what it does not say is left as it is."""
    plain = [
        Change(field.name, getattr(now.details, field.name), value)
        for field in fields(Details)
        if field.name not in {"contact", "visit"}
        and (value := getattr(said, field.name)) not in {None, "", ()}
        and value != getattr(now.details, field.name)
    ]
    if said.contact is not None and said.contact not in now.contacts:
        plain.append(Change("contact", None, said.contact))
    if said.visit is not None and said.visit not in now.visits:
        plain.append(Change("visit", None, said.visit))
    return tuple(plain)


def details_to_json(details: Details) -> dict[str, Any]:
    """Plain values that ``details_from_json`` reads back."""
    plain = {field.name: getattr(details, field.name) for field in fields(Details)}
    return {
        **plain,
        "equipment": list(details.equipment),
        "accessibility": [each.value for each in details.accessibility],
        "contract_from": _iso(details.contract_from),
        "contract_to": _iso(details.contract_to),
        "contact": None if details.contact is None else _columns(details.contact),
        "visit": None if details.visit is None else {
            **_columns(details.visit), "visited_on": _iso(details.visit.visited_on),
        },
    }  # fmt: skip


def details_from_json(values: Mapping[str, Any]) -> Details:
    """The details kept as plain values."""
    contact, visit = values["contact"], values["visit"]
    return Details(
        **{
            **values,
            "equipment": tuple(values["equipment"]),
            "accessibility": tuple(Access(each) for each in values["accessibility"]),
            "contract_from": _date(values["contract_from"]),
            "contract_to": _date(values["contract_to"]),
            "contact": None if contact is None else Contact(**contact),
            "visit": None
            if visit is None
            else Visit(
                **{
                    **visit,
                    "visited_on": date.fromisoformat(visit["visited_on"]),
                    "verdict": Verdict(visit["verdict"]),
                }
            ),
        }
    )


def _details(record: Record, problems: list[Problem]) -> Details:
    begins, ends = (_day(record, name, problems) for name in ("contract_from", "contract_to"))
    if begins is not None and ends is not None and ends < begins:
        problems.append(record.error("contract_to", "contract_reversed"))
    return Details(
        address=_text(record, "address", problems),
        area_m2=_area(record, problems),
        equipment=tuple(attributes_in(record["equipment"])),
        accessibility=_accessibility(record, problems),
        contract_from=begins,
        contract_to=ends,
        notice_months=_notice(record, problems),
        public_text=_text(record, "public_text", problems),
        public_phone=_text(record, "public_phone", problems),
        public_email=_mail(record, "public_email", problems),
        contact=_contact(record, problems),
        visit=_visit(record, problems),
    )


def _text(record: Record, column: str, problems: list[Problem]) -> str:
    text, longest = record[column], LENGTHS[column]
    if len(text) > longest:
        problems.append(record.error(column, "text_too_long", {"limit": str(longest)}))
    return text


def _mail(record: Record, column: str, problems: list[Problem]) -> str:
    text = _text(record, column, problems)
    if text and not _MAIL.fullmatch(text):
        problems.append(record.error(column, "email_expected"))
    return text


def _area(record: Record, problems: list[Problem]) -> float | None:
    if not record["area_m2"]:
        return None
    area = number_in(record["area_m2"])
    if area is None or not 0 < area <= LARGEST_AREA:
        problems.append(record.error("area_m2", "area_expected"))
        return None
    return area


def _notice(record: Record, problems: list[Problem]) -> int | None:
    if not record["notice_months"]:
        return None
    months = whole_number_in(record["notice_months"])
    if months is None or not 0 <= months <= LONGEST_NOTICE_MONTHS:
        problems.append(record.error("notice_months", "months_expected"))
        return None
    return months


def _accessibility(record: Record, problems: list[Problem]) -> tuple[Access, ...]:
    found = []
    for word in (part.strip() for part in _LIST.split(record["accessibility"])):
        meaning = word_of(word, _ACCESS) if word else None
        if word and meaning is None:
            problems.append(record.error("accessibility", "word_unknown", choices_of(ACCESS_WORDS)))
        if meaning is not None:
            found.append(meaning)
    return tuple(each for each in Access if each in found)


def _contact(record: Record, problems: list[Problem]) -> Contact | None:
    function = _text(record, "contact_function", problems)
    name, phone = (_text(record, f"contact_{each}", problems) for each in ("name", "phone"))
    email = _mail(record, "contact_email", problems)
    if not function and (name or phone or email):
        problems.append(record.error("contact_function", "value_missing"))
    return Contact(function, name, phone, email) if function else None


def _visit(record: Record, problems: list[Problem]) -> Visit | None:
    day = _day(record, "visited_on", problems)
    by, findings = _text(record, "visited_by", problems), _text(record, "findings", problems)
    verdict = word_of(record["verdict"], _VERDICTS) if record["verdict"] else Verdict.NOT_JUDGED
    if verdict is None:
        problems.append(record.error("verdict", "word_unknown", choices_of(VERDICT_WORDS)))
    if day is None:
        if not record["visited_on"] and (by or findings or record["verdict"]):
            problems.append(record.error("visited_on", "value_missing"))
        return None
    if not by:
        problems.append(record.error("visited_by", "value_missing"))
    return Visit(day, by, verdict or Verdict.NOT_JUDGED, findings)


def _day(record: Record, column: str, problems: list[Problem]) -> date | None:
    # A sheet's dates come as ``2026-11-22 00:00:00``.
    text = record[column].removesuffix(" 00:00:00").removesuffix("T00:00:00")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(record.error(column, "date_expected"))
        return None


def _columns(row: Contact | Visit) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
