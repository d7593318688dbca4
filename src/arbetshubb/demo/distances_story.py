"""Distances in the demo: a few roads that are known roughly, and one question that waits."""

from __future__ import annotations

import csv
import io
from typing import Final

from django.utils.translation import gettext as _

from arbetshubb.analysis.places import Cell
from arbetshubb.demo.county.sites import HEAD_OFFICE
from arbetshubb.distances.actions import Said, apply_import, ask, check_file
from arbetshubb.distances.models import ImportStatus
from arbetshubb.distances.queries import import_diff
from arbetshubb.distances.travel import distance_between
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.places.models import Place
from arbetshubb.reference.localities import known_distances, localities

KNOWN_FROM: Final = (
    "Bräcke", "Gällö", "Hammarstrand", "Järpen", "Krokom", "Strömsund", "Svenstavik", "Åre",
)  # fmt: skip
ASKED_FROM: Final = "Hackås"
ASKED_KM: Final = 45.0


class DistancesRefused(RuntimeError):
    """The demo's own file of distances was refused: the facts and the rules have parted."""


def tell_distances(*, planner: User, asker: User, organisation: Organisation) -> None:
    """Import what is known of roads to the head office, and let somebody ask about one more.

    The kilometres are general knowledge to about ±7 % (reference/data/distances.csv), so they are
    marked as approximate: they correct the demo's estimate and never a measured network.
    """
    batch = check_file(
        planner, organisation, name=_("known-roads") + ".csv", content=_known_roads()
    )
    if batch.status != ImportStatus.CHECKED:
        raise DistancesRefused(batch.problems)
    _diff, basis = import_diff(batch)
    apply_import(planner, batch, basis=basis)
    _ask(asker)


def _known_roads() -> bytes:
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\n")
    lines.writerow(["from", "to", "km", "source", "accuracy"])
    source = _("General knowledge, rounded, about ±7 %")
    for known in known_distances():
        if known.place in KNOWN_FROM:
            start = f"{known.place}, {known.municipality}"
            lines.writerow([start, HEAD_OFFICE, known.road_km, source, "approximate"])
    return text.getvalue().encode()


def _ask(asker: User) -> None:
    place = Place.objects.get(site_id=HEAD_OFFICE)
    start = next(each for each in localities() if each.name == ASKED_FROM)
    cell = Cell.containing(start.position)
    ask(
        asker,
        origin=cell,
        origin_text=start.name,
        place=place,
        shown=distance_between(cell, place),
        said=Said(
            ASKED_KM,
            _("Invented example: the road goes round the lake, so it is longer than you show."),
        ),
    )
