"""Places as an XLSX workbook that can be imported again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from arbetshubb.analysis.places import wgs84_from_sweref
from arbetshubb.places.display.inventory import gaps_text
from arbetshubb.places.models import Place
from arbetshubb.places.rules.details import ACCESS_WORDS, Access
from arbetshubb.places.rules.gaps import MunicipalInventory

# Column names that places.rules reads back, in English and Swedish.
COLUMNS: Final = (
    ("site_id", "plats_id"),
    ("name", "namn"),
    ("municipality", "kommun"),
    ("kind", "slag"),
    ("status", "tillstånd"),
    ("lat", "latitud"),
    ("lon", "longitud"),
    ("seats_min", "platser_minst"),
    ("seats_max", "platser_högst"),
    ("fixed_cost", "fast_kostnad"),
    ("cost_per_seat", "kostnad_per_plats"),
    ("cost_per_day", "kostnad_per_dag"),
    ("provider", "leverantör"),
    ("address", "adress"),
    ("area_m2", "yta_m2"),
    ("equipment", "utrustning"),
    ("accessibility", "tillgänglighet"),
    ("public_text", "öppen_text"),
    ("public_phone", "öppen_telefon"),
    ("public_email", "öppen_epost"),
)

# Only for those who look after the places: columns of their own at the end.
KEEPERS_COLUMNS: Final = (
    ("contract_from", "avtal_från"),
    ("contract_to", "avtal_till"),
    ("notice_months", "uppsägning_månader"),
)


def places_workbook(
    places: Iterable[Place], *, shows_contract: Callable[[Place], bool] | None = None
) -> bytes:
    """The places, one a row; positions to about a metre. Contacts are not in it."""
    columns = (*COLUMNS, *KEEPERS_COLUMNS) if shows_contract else COLUMNS
    target = io.BytesIO()
    is_swedish = (get_language() or "sv").startswith("sv")
    with Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Platser" if is_swedish else "Places")
        head = workbook.add_format({"bold": True, "bg_color": "#E4EFE8", "bottom": 1})
        sheet.write_row(0, 0, [names[is_swedish] for names in columns], head)
        for number, place in enumerate(places, start=1):
            _write(sheet, number, _row(place, swedish=is_swedish))
            if shows_contract is not None and shows_contract(place):
                _write(sheet, number, _contract(place), first=len(COLUMNS))
        sheet.set_column(0, 2, 22)
        sheet.set_column(3, len(columns) - 1, 16)
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def _row(place: Place, *, swedish: bool) -> list[str | float | None]:
    longitude, latitude = wgs84_from_sweref([place.site.position])[0]
    site = place.site
    return [
        site.site_id,
        site.name,
        site.municipality,
        site.kind.value,
        site.status.value,
        round(float(latitude), 5),
        round(float(longitude), 5),
        site.seats_min,
        site.seats_max,
        site.fixed_cost,
        site.cost_per_seat,
        site.cost_per_day,
        site.provider,
        place.address,
        None if place.area_m2 is None else float(place.area_m2),
        ", ".join(place.attributes),
        ", ".join(ACCESS_WORDS[Access(each)][swedish] for each in place.accessibility),
        place.public_text,
        place.public_phone,
        place.public_email,
    ]


def _contract(place: Place) -> list[str | float | None]:
    days = (place.contract_from, place.contract_to)
    return [*(day.isoformat() if day else None for day in days), place.notice_months]


def inventory_workbook(rows: Iterable[MunicipalInventory]) -> bytes:
    """The inventory, one municipality a row, with what is lacking in words."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(_("Inventory"))
        head = workbook.add_format({"bold": True, "bg_color": "#E4EFE8", "bottom": 1})
        for column, (label, _name) in enumerate(_inventory_columns()):
            sheet.write_string(0, column, label, head)
        for number, row in enumerate(rows, start=1):
            values = [getattr(row, name) for _label, name in _inventory_columns()[:-1]]
            _write(sheet, number, [*values, gaps_text(row)])
        sheet.set_column(0, len(_inventory_columns()) - 2, 18)
        sheet.set_column(len(_inventory_columns()) - 1, len(_inventory_columns()) - 1, 70)
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def _inventory_columns() -> tuple[tuple[str, str], ...]:
    return (
        (_("Municipality"), "municipality"),
        (_("Own offices"), "own_offices"),
        (_("Hubs in use"), "hubs"),
        (_("Possible hubs"), "candidates"),
        (_("Health centres"), "health_centres"),
        (_("Business offices"), "business_offices"),
        (_("Other places to share"), "other"),
        (_("All that could be chosen"), "choices"),
        (_("Visited within a year"), "visited"),
        (_("Accessibility known"), "access_known"),
        (_("Somebody to call"), "with_contact"),
        (_("Contracts that end within a year"), "contracts_ending"),
        (_("What is lacking"), "gaps"),
    )


def _write(
    sheet: Any, number: int, values: Sequence[str | float | None], *, first: int = 0
) -> None:
    """One row; text is written as text, so that none of it becomes a formula. Any: no types."""
    for column, value in enumerate(values, start=first):
        if isinstance(value, str):
            sheet.write_string(number, column, value)
        elif value is not None:
            sheet.write_number(number, column, value)
