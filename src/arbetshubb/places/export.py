"""Places as an XLSX workbook that can be imported again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final

from django.utils.translation import get_language
from xlsxwriter import Workbook

from arbetshubb.analysis.places import wgs84_from_sweref
from arbetshubb.places.models import Place

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
)


def places_workbook(places: Iterable[Place]) -> bytes:
    """The places, one a row; positions to about a metre."""
    target = io.BytesIO()
    is_swedish = (get_language() or "sv").startswith("sv")
    with Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Platser" if is_swedish else "Places")
        head = workbook.add_format({"bold": True, "bg_color": "#E4EFE8", "bottom": 1})
        sheet.write_row(0, 0, [names[is_swedish] for names in COLUMNS], head)
        for number, place in enumerate(places, start=1):
            sheet.write_row(number, 0, _row(place))
        sheet.set_column(0, 2, 22)
        sheet.set_column(3, len(COLUMNS) - 1, 16)
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def _row(place: Place) -> list[str | float | None]:
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
    ]
