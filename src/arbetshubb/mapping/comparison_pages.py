"""What the pages of comparison show: who has agreed, and two employers side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import Figure
from arbetshubb.mapping.actions.comparison import (
    ConsentGivenAlready,
    ConsentIsPast,
    NotYoursToGive,
    TooManyPartners,
)
from arbetshubb.mapping.comparison_queries import Comparison, Partner
from arbetshubb.mapping.export import Sheet, Value, written
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.rules.comparison import COMPARED, MOST_PARTNERS, Side
from arbetshubb.mapping.tables import hidden_note
from arbetshubb.mapping.texts import BREAKDOWN_LABELS, distances_said, row_label
from arbetshubb.ui import formats
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, CompareRow, DataTable


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """Rows for ``{% compare %}`` under a heading."""

    heading: str
    rows: list[CompareRow]


def partner_table(partners: Iterable[Partner]) -> DataTable:
    """Every other employer and how far the two have come."""
    return DataTable(
        id="partners",
        caption=_("Other employers"),
        columns=(
            Column("name", _("Employer"), value=lambda each: each.other.name, link=partner_url),
            Column("kind", _("Kind"), value=lambda each: each.other.get_kind_display()),
            Column("state", _("Consent"), kind="status", value=state_of),
        ),
        rows=sorted(partners, key=_nearest_first),
        per_page=25,
        filter_fields=("other__name",),
        empty=EmptyState(
            title=_("There is no other employer yet"),
            text=_("When another employer has been added, you can ask to be compared with it."),
        ),
    )


def state_of(partner: Partner) -> Status:
    """How far the two have come, in words."""
    if partner.is_open:
        return Status(_("Both have agreed"), "ok")
    if partner.ours and partner.theirs:
        return Status(_("Both have agreed, from a later day"), "new")
    if partner.theirs:
        return Status(_("They have agreed and ask you"), "warning")
    if partner.ours:
        return Status(_("You have agreed, they have not answered"), "new")
    return Status(_("Nobody has asked"), "neutral")


def partner_url(partner: Partner) -> str:
    """The page of the two."""
    return reverse("mapping:employer", args=[partner.other.pk])


def compared_tables(found: Comparison) -> list[ComparedTable]:
    """For each employee, then the shares by mode, distance and home municipality."""
    return [
        ComparedTable(_("For each employee and year"), _each_rows(found)),
        *(ComparedTable(str(BREAKDOWN_LABELS[by]), _share_rows(found, by)) for by in COMPARED),
    ]


def comparison_workbook(found: Comparison, *, facts: Iterable[tuple[str, str]]) -> bytes:
    """The same tables as on the page, as numbers."""
    about = Sheet(
        _("About the figures"),
        (_("What"), _("Value")),
        [*facts, (_("Hidden figures"), hidden_note())],
    )
    head = ("", found.ours.name, found.theirs.name)
    each = Sheet(_("For each employee"), (_("Figure"), *head[1:]), _each_values(found))
    shares = [
        Sheet(
            str(BREAKDOWN_LABELS[by]),
            (str(BREAKDOWN_LABELS[by]), *head[1:]),
            [(row_label(by, key), *_shares(found, by, key)) for key in _keys(found, by)],
        )
        for by in COMPARED
    ]
    return written([about, each, *shares])


def comparison_facts(found: Comparison) -> list[tuple[str, str]]:
    """Where the figures come from."""
    return [
        (_("Distances"), distances_said(found.quality, found.source)),
        (_("Version of the constants"), found.constants_version),
    ]


def sentence_of(error: Exception) -> str:
    """What to tell whoever could not give a consent, and what to do."""
    sentences = {
        NotYoursToGive: _("Only planners and administrators agree for the organisation."),
        ConsentGivenAlready: _("Your organisation has agreed already."),
        ConsentIsPast: _("The last day has passed. Choose a later one."),
        TooManyPartners: _(
            "Your organisation is compared with %(most)s others already, as many as can be "
            "protected together. Take one consent back first."
        )
        % {"most": MOST_PARTNERS},
    }
    return sentences[type(error)]


def _each_rows(found: Comparison) -> list[CompareRow]:
    ours_now, theirs_now = (formats.number(side.travel.people) for side in _sides(found))
    rows = [CompareRow(_("Employees"), ours_now, theirs_now)]
    for label, pick, form in _figures():
        ours, theirs = (_per_person(side, pick) for side in _sides(found))
        rows.append(CompareRow(label, _said(ours, form), _said(theirs, form), _apart(ours, theirs)))
    return rows


type Pick = Callable[[Side], Figure]


def _figures() -> tuple[tuple[str, Pick, Callable[[float], str]], ...]:
    return (
        (_("Kilometres"), lambda side: side.travel.km, formats.km),
        (_("Hours"), lambda side: side.travel.hours, formats.hours),
        (_("Travel cost"), lambda side: side.travel.kronor, formats.kronor),
        (_("Emissions"), lambda side: side.travel.kg_co2e, _kg),
    )


def _said(value: float | None, form: Callable[[float], str]) -> str:
    return formats.hidden_text() if value is None else form(rounded(value))


def _apart(ours: float | None, theirs: float | None) -> str:
    """How much more or less the other has, in per cent of ours."""
    if not ours or theirs is None:
        return ""
    return formats.signed(theirs / ours - 1, "percent")


def _per_person(side: Side, pick: Pick) -> float | None:
    base, people = pick(side).base, side.travel.people
    return None if base is None or not people else base / people


def _each_values(found: Comparison) -> list[tuple[Value, ...]]:
    units = ("km", _("hours"), "SEK", "kg CO₂e")
    return [
        (_("Employees"), *(side.travel.people for side in _sides(found))),
        *(
            (
                f"{label}, {unit}",
                *(
                    None if (value := _per_person(side, pick)) is None else rounded(value)
                    for side in _sides(found)
                ),
            )
            for (label, pick, _form), unit in zip(_figures(), units, strict=True)
        ),
    ]


def _share_rows(found: Comparison, by: Breakdown) -> list[CompareRow]:
    rows = []
    for key in _keys(found, by):
        ours, theirs = (side.share(by, key) for side in _sides(found))
        difference = "" if ours is None or theirs is None else _points(theirs - ours)
        shares = (formats.percent(ours), formats.percent(theirs))
        rows.append(CompareRow(row_label(by, key), *shares, difference))
    return rows


def _points(difference: float) -> str:
    points = round(100 * difference)
    return ngettext("%(points)s percentage point", "%(points)s percentage points", abs(points)) % {
        "points": formats.signed(points, "number")
    }


def _shares(found: Comparison, by: Breakdown, key: str) -> tuple[float | None, ...]:
    shares = (side.share(by, key) for side in _sides(found))
    return tuple(None if share is None else round(share, 2) for share in shares)


def _keys(found: Comparison, by: Breakdown) -> list[str]:
    """Groups in which either employer has anybody, or has something hidden."""
    keys = dict.fromkeys(key for side in _sides(found) for key in side.rows.get(by, {}))
    return [
        key for key in keys if any(side.rows.get(by, {}).get(key) != 0 for side in _sides(found))
    ]


def _sides(found: Comparison) -> tuple[Side, Side]:
    return found.ours, found.theirs


def _kg(value: float) -> str:
    return f"{formats.number(value)}{formats.NBSP}kg"


def _nearest_first(partner: Partner) -> tuple[bool, bool, bool, str]:
    return (
        not partner.is_open,
        partner.theirs is None,
        partner.ours is None,
        partner.other.name,
    )
