"""What somebody has seen on visits to the demo county's premises. All of it is invented."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Final

from PIL import Image, ImageDraw

from arbetshubb.analysis.places import SiteKind
from arbetshubb.foundation.models import User
from arbetshubb.places.actions import add_contact, add_photo, add_visit, update_place
from arbetshubb.places.models import Place
from arbetshubb.places.pictures import redrawn
from arbetshubb.places.rules.details import Access, Contact, Verdict, Visit

_EQUIPMENT: Final = (
    ["skrivare", "två skärmar", "mötesrum"],
    ["skrivare", "mötesrum"],
    ["två skärmar"],
)
_ACCESS: Final = (
    [Access.STEP_FREE, Access.WIDE_DOORS, Access.TOILET, Access.PARKING],
    [Access.STEP_FREE, Access.LIFT, Access.TOILET, Access.HEARING_LOOP, Access.QUIET_ROOM],
    [Access.WIDE_DOORS, Access.RAISABLE_DESK],
)
_SEEN: Final = (
    (Verdict.SUITABLE, "Ljust och tyst. Snabbt nät. Entré i markplan."),
    (Verdict.AFTER_MEASURES, "Bra läge. Behöver ljuddämpning och en ramp vid entrén."),
    (Verdict.UNSUITABLE, "Tungt upp till andra våningen utan hiss. Svagt nät."),
)


def tell_inventory(planner: User, *, today: date) -> None:
    """Two premises of three are known, half are visited: there is still something to do."""
    places = Place.objects.visible_to(planner).open().filter(owner=None).order_by("site_id")
    for number, place in enumerate(places.exclude(kind=SiteKind.OWN_OFFICE)):
        if number % 3 < 2:  # noqa: PLR2004 - two of three
            _describe(planner, place, number, today)
        if number % 2 == 0:
            verdict, findings = _SEEN[number % len(_SEEN)]
            day = today - timedelta(days=20 + 9 * number)
            add_visit(planner, place, Visit(day, "lokalstrateg", verdict, findings))
    for place in places.filter(kind=SiteKind.HUB):
        picture = redrawn(_drawing())
        description = "Påhittad teckning: ett hus vid en sjö med fjäll bakom"
        add_photo(planner, place, picture, description=description, is_public=True)


def _describe(planner: User, place: Place, number: int, today: date) -> None:
    begins = date(today.year - 2, 1, 1)
    facts = {
        "attributes": _EQUIPMENT[number % len(_EQUIPMENT)],
        "accessibility": [each.value for each in _ACCESS[number % len(_ACCESS)]],
        "address": f"Exempelgatan {number + 1}",
        "area_m2": 60 + 15 * (number % 9),
    }
    if number % 4 == 0:
        facts |= {"contract_from": begins, "contract_to": today + timedelta(days=60 * (number + 2)),
                  "notice_months": 9}  # fmt: skip
    if place.kind == SiteKind.HUB:
        facts |= {"public_text": "Ingången är från gården. Ring på om dörren är låst.",
                  "public_phone": "063-00 00 00"}  # fmt: skip
    update_place(planner, place, facts)
    add_contact(planner, place, Contact("vaktmästare", phone="063-00 00 00"))


def _drawing() -> bytes:
    """A house by a lake, drawn in the product's colours."""
    picture = Image.new("RGB", (960, 540), "#e6f0f8")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 330), (220, 120), (430, 300), (640, 90), (960, 330)], fill="#b9c9c2")
    draw.rectangle([0, 330, 960, 540], fill="#1d5b8f")
    draw.rectangle([0, 330, 960, 400], fill="#e4efe8")
    draw.rectangle([300, 230, 620, 390], fill="#c8641b")
    draw.polygon([(270, 240), (460, 140), (650, 240)], fill="#17423a")
    for left in (340, 420, 540):
        draw.rectangle([left, 280, left + 40, 320], fill="#ffffff")
    draw.rectangle([475, 320, 520, 390], fill="#ffffff")
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
