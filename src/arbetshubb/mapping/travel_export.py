"""Travel and emissions as a workbook: every table of the page, in three digits as on the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import Figure, Travel
from arbetshubb.mapping.business_tables import unit_label
from arbetshubb.mapping.export import Sheet, Value, constants_sheet, written
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.queries import assumptions
from arbetshubb.mapping.rules.business_picture import BusinessPicture
from arbetshubb.mapping.rules.travel_picture import STATE_BREAKDOWNS, TravelPicture
from arbetshubb.mapping.tables import hidden_note
from arbetshubb.mapping.texts import BREAKDOWN_LABELS
from arbetshubb.mapping.travel_queries import TravelBasis
from arbetshubb.mapping.travel_tables import kind_label, per_person, state_label
from arbetshubb.mapping.travel_words import assumption_sentences, basis_sentence
from arbetshubb.mapping.trip_words import trip_label
from arbetshubb.mapping.why import state_constants, travel_provenance


def travel_workbook(
    picture: TravelPicture | None, business: BusinessPicture | None, basis: TravelBasis
) -> bytes:
    """The workbook; without anybody to reckon with only what was asked stands in it."""
    sheets = []
    if picture is not None:
        sheets.append(_about(picture, basis))
        sheets += [_rows(by, picture) for by in STATE_BREAKDOWNS if by in picture.rows]
        sheets.append(_kinds(picture))
    if business is not None:
        sheets += [_trips(business), _units(business)]
    sheets.append(constants_sheet(state_constants(assumptions())))
    return written(sheets)


def _about(picture: TravelPicture, basis: TravelBasis) -> Sheet:
    facts: list[tuple[Value, ...]] = [
        (fact.label, fact.value) for fact in travel_provenance(picture, basis)
    ]
    facts.append((_("What it rests on"), basis_sentence(picture)))
    facts += [(_("Assumed"), sentence) for sentence in assumption_sentences(picture)]
    for words, travel in (
        (_("%(figure)s, all uncertainty"), picture.total),
        (_("%(figure)s, range of the assumptions"), picture.by_constants),
        (_("%(figure)s, chance in who answered"), picture.by_sampling),
    ):
        facts += [
            (words % {"figure": name}, *(_three(end) for end in (each.base, each.low, each.high)))
            for name, each in _figures(travel)
            if each.base is not None
        ]
    facts.append((_("Hidden figures"), hidden_note()))
    return Sheet(_("About the figures"), (_("What"), _("Value"), _("Low"), _("High")), facts)


def _rows(by: Breakdown, picture: TravelPicture) -> Sheet:
    names = [name for name, _figure in _figures(picture.total)]
    head = (
        str(BREAKDOWN_LABELS[by]), _("Employees"), *names, _("Kilometres each"),
        _("kg CO₂e each"),
    )  # fmt: skip
    return Sheet(str(BREAKDOWN_LABELS[by]), head, [
        (
            state_label(by, row.key), row.travel.people,
            *(_three(figure.base) for _name, figure in _figures(row.travel)),
            per_person(row.travel, "km"), per_person(row.travel, "kg_co2e"),
        )
        for row in picture.rows[by]
        if row.travel.people != 0
    ])  # fmt: skip


def _kinds(picture: TravelPicture) -> Sheet:
    head = (
        _("Way of travelling"), _("Kilometres a year"), _("kg CO₂e in winter"),
        _("kg CO₂e in summer"), _("Grams a kilometre"),
    )  # fmt: skip
    return Sheet(_("Fuel and season"), head, [
        (
            kind_label(row),
            *(_three(each.base) for each in (row.km, row.winter_kg, row.summer_kg,
                                             row.grams_per_km)),
        )
        for row in picture.kinds
    ])  # fmt: skip


def _trips(business: BusinessPicture) -> Sheet:
    names = [name for name, _figure in _figures(business.total)]
    return Sheet(_("Business trips"), (_("Means of travel"), *names), [
        (trip_label(row.mode), *(_three(each.base) for _name, each in _figures(row.travel)))
        for row in business.rows
    ])  # fmt: skip


def _units(business: BusinessPicture) -> Sheet:
    names = [name for name, _figure in _figures(business.total)]
    return Sheet(_("Business trips by unit"), (_("Unit"), *names), [
        (unit_label(row.key), *(_three(each.base) for _name, each in _figures(row.travel)))
        for row in business.units
    ])  # fmt: skip


def _figures(travel: Travel) -> Sequence[tuple[str, Figure]]:
    return (
        (_("Kilometres a year"), travel.km),
        (_("Hours a year"), travel.hours),
        (_("SEK a year"), travel.kronor),
        (_("kg CO₂e a year"), travel.kg_co2e),
    )


def _three(value: float | None) -> float | None:
    """In three digits: exact sums and known factors would give back what is hidden."""
    return None if value is None else rounded(value)
