"""The demo's past: earlier staff lists of one employer, and employers that are compared.

The lists are invented: fewer people, more of them in the car and none at a hub. They are imported
as any other, and the picture of each is kept under an earlier date, so that time can be moved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from arbetshubb.foundation.models import Organisation, User
from arbetshubb.mapping.actions.comparison import give_consent
from arbetshubb.mapping.actions.history import keep_picture

type Rows = list[Sequence[str]]
type Bring = Callable[[User, Organisation, Rows], None]

PAST: Final = ((730, 0.82), (365, 0.91))
"""Days ago, and the share of today's people that there were."""


def tell_past(
    teller: User, organisation: Organisation, rows: Rows, bring: Bring, *, now: datetime
) -> None:
    """Import the lists of earlier years through ``bring`` and keep a picture of each."""
    header, *people = rows
    for days, share in PAST:
        bring(teller, organisation, [header, *_earlier(header, people, share)])
        keep_picture(organisation, actor=teller, at=now - timedelta(days=days))


def tell_comparison(
    teller: User, organisation: Organisation, other: Organisation, asking: Organisation, *,
    now: datetime,
) -> None:  # fmt: skip
    """``organisation`` and ``other`` are compared; ``asking`` waits for an answer."""
    pairs = ((organisation, other), (other, organisation), (asking, organisation))
    for own, partner in pairs:
        give_consent(teller, own, partner, valid_from=now.date(), valid_to=None, now=now)


def _earlier(header: Sequence[str], people: Rows, share: float) -> Rows:
    """The first ``share`` of the people, before they had days at a hub or cars on electricity."""
    hub, home, mode = (_column(header, name) for name in ("hub_days", "home_days", "mode"))
    found: Rows = []
    for row in people[: int(share * len(people))]:
        values = list(row)
        if hub is not None and home is not None:
            days = float(values[home] or 0) + float(values[hub] or 0)
            values[home], values[hub] = f"{days:g}", "0"
        if mode is not None and values[mode] == "electric_car":
            values[mode] = "car"
        found.append(values)
    return found


def _column(header: Sequence[str], name: str) -> int | None:
    return list(header).index(name) if name in header else None
