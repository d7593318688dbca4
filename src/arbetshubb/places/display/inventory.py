"""The inventory as the pages show it: gaps a municipality, contract, contacts, visits, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arbetshubb.foundation.models import User
from arbetshubb.places.models import (
    ACCESS_LABELS,
    VERDICT_LABELS,
    Place,
    PlaceContact,
    PlacePhoto,
    PlaceVisit,
)
from arbetshubb.places.rules.details import Access, Verdict
from arbetshubb.places.rules.gaps import ENDS_SOON, Gap, MunicipalInventory
from arbetshubb.ui import formats
from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

GAP_LABELS: dict[Gap, Promise] = {
    Gap.NO_HUB: gettext_lazy("no hub in use"),
    Gap.NO_CHOICE: gettext_lazy("no premises that could become a hub"),
    Gap.NO_HEALTH_CENTRE: gettext_lazy("no health centre to share with"),
    Gap.NO_BUSINESS_OFFICE: gettext_lazy("no business office to share with"),
    Gap.NOT_VISITED: gettext_lazy("premises not visited for a year"),
    Gap.ACCESS_UNKNOWN: gettext_lazy("accessibility not known"),
    Gap.NO_CONTACT: gettext_lazy("nobody to call"),
}
_VERDICT_KINDS = {
    Verdict.SUITABLE: "ok",
    Verdict.AFTER_MEASURES: "warning",
    Verdict.UNSUITABLE: "error",
    Verdict.NOT_JUDGED: "neutral",
}


def inventory_table(rows: Sequence[MunicipalInventory]) -> DataTable:
    """The same questions for every municipality, in the order of the county."""
    return DataTable(
        id="inventory",
        caption=_("The inventory, municipality by municipality"),
        columns=(
            Column("municipality", _("Municipality")),
            Column("own_offices", _("Own offices"), kind="number"),
            Column("hubs", _("Hubs in use"), kind="number"),
            Column("candidates", _("Possible hubs"), kind="number"),
            Column("health_centres", _("Health centres"), kind="number"),
            Column("business_offices", _("Business offices"), kind="number"),
            Column("visited", _("Visited"), value=lambda row: _of(row.visited, row)),
            Column("access_known", _("Accessibility known"), value=_access),
            Column("contracts_ending", _("Contract ends within a year"), kind="number"),
        ),
        rows=list(rows),
        per_page=0,
    )


def gaps_table(rows: Sequence[MunicipalInventory]) -> DataTable:
    """What is lacking in each municipality, in words."""
    return DataTable(
        id="gaps",
        caption=_("What is lacking"),
        columns=(
            Column("municipality", _("Municipality")),
            Column("gaps", _("What is lacking"), value=gaps_text, is_sortable=False),
        ),
        rows=list(rows),
        per_page=0,
        is_caption_hidden=True,
    )


def gaps_text(row: MunicipalInventory) -> str:
    """The gaps in words, or that there are none."""
    if not row.gaps:
        return _("Nothing")
    text = ", ".join(str(GAP_LABELS[gap]) for gap in row.gaps)
    return text[0].upper() + text[1:]


def gap_cards(rows: Sequence[MunicipalInventory]) -> list[FigureCard]:
    """Four figures over all municipalities, each of so many."""
    choices = sum(row.choices for row in rows)
    among = ngettext("of %(count)s place", "of %(count)s places", choices) % {
        "count": formats.number(choices)
    }
    municipalities = ngettext(
        "of %(count)s municipality", "of %(count)s municipalities", len(rows)
    ) % {"count": formats.number(len(rows))}
    with_hub = sum(bool(row.hubs) for row in rows)
    return [
        FigureCard(_("Municipalities with a hub in use"), _n(with_hub), compared=municipalities),
        FigureCard(_("Visited within a year"), _n(_sum(rows, "visited")), compared=among),
        FigureCard(_("Accessibility known"), _n(_sum(rows, "access_known")), compared=among),
        FigureCard(_("Somebody to call"), _n(_sum(rows, "with_contact")), compared=among),
    ]


def contract_facts(place: Place, *, today: date) -> list[tuple[str, str]]:
    """When the contract runs; only for those who look after places."""
    facts = [
        (_("Contract from"), _day(place.contract_from)),
        (_("Contract to"), _day(place.contract_to)),
        (_("Notice"), _months(place.notice_months)),
    ]
    ends = place.contract_to
    if ends is not None and today <= ends <= today + ENDS_SOON:
        days = (ends - today).days
        left = ngettext("%(count)s day left", "%(count)s days left", days)
        facts.append((_("Ends soon"), left % {"count": formats.number(days)}))
    return facts


def accessibility_of(place: Place) -> list[str]:
    """What makes the place usable for more people, in words."""
    return [str(ACCESS_LABELS[Access(each)]) for each in place.accessibility]


def contacts_of(user: User, place: Place) -> list[PlaceContact]:
    """Whom the user may see to call."""
    return list(PlaceContact.objects.visible_to(user).filter(place=place))


def visits_of(user: User, place: Place) -> list[tuple[PlaceVisit, Status]]:
    """Who has been there, the latest first, with what they found."""
    rows = PlaceVisit.objects.visible_to(user).filter(place=place)
    return [(row, _verdict(row)) for row in rows]


def photos_of(user: User, place: Place) -> list[PlacePhoto]:
    """The pictures of the place."""
    return list(PlacePhoto.objects.visible_to(user).filter(place=place))


def _verdict(row: PlaceVisit) -> Status:
    verdict = Verdict(row.verdict)
    return Status(str(VERDICT_LABELS[verdict]), _VERDICT_KINDS[verdict])


def _access(row: MunicipalInventory) -> str:
    return _of(row.access_known, row)


def _of(known: int, row: MunicipalInventory) -> str:
    return _("%(some)s of %(all)s") % {"some": _n(known), "all": _n(row.choices)}


def _sum(rows: Sequence[MunicipalInventory], name: str) -> int:
    return sum(getattr(row, name) for row in rows)


def _n(value: int) -> str:
    return formats.number(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def _months(months: int | None) -> str:
    if months is None:
        return "–"
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": _n(months)}
