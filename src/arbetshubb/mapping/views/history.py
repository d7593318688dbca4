"""How commuting has changed: one kept picture at a time, and all of them as lines."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.mapping.actions.history import keep_picture
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.history_pages import (
    date_of,
    date_table,
    distance_chart,
    history_figures,
    history_map,
    history_workbook,
    line_charts,
    rounding_note,
)
from arbetshubb.mapping.history_queries import waiting_batches
from arbetshubb.mapping.models import Snapshot
from arbetshubb.mapping.permissions import READERS, mapped_organisation, may_import
from arbetshubb.mapping.rules.frozen import FEWEST_CHANGED
from arbetshubb.mapping.texts import distances_said


@role_required(*READERS)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The picture of one date beside the line of all dates.

    A picture that no worker has kept yet is kept now: the first visit always finds one.
    """
    user = signed_in(request)
    organisation = mapped_organisation(user)
    keep_picture(organisation, actor=user)
    snapshots = list(Snapshot.objects.visible_to(user).of(organisation))
    page = {"organisation": organisation, "may_import": may_import(user)}
    if not snapshots:
        return render(request, "mapping/history_empty.html", page)
    at = _chosen(request, snapshots)
    chosen = snapshots[at]
    page |= {
        "heading": _heading(snapshots),
        "at": at,
        "last": len(snapshots) - 1,
        "dates": [date_of(each) for each in snapshots],
        "chosen": chosen,
        "date": date_of(snapshots[at]),
        "distances_said": distances_said(chosen.quality, chosen.frozen.source),
        "fewest_changed": FEWEST_CHANGED,
        "is_waiting": bool(waiting_batches(organisation)),
        "note": rounding_note(),
        "export_url": reverse("mapping:history_export"),
        "charts": line_charts(snapshots),
        "table": date_table(snapshots).read(request.GET),
        **_picture(snapshots, at),
    }
    return render(request, "mapping/history.html", page)


@role_required(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Every kept picture as a workbook."""
    user = signed_in(request)
    snapshots = list(Snapshot.objects.visible_to(user).of(mapped_organisation(user)))
    return HttpResponse(
        history_workbook(snapshots),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{_("history")}.xlsx"'},
    )


def _picture(snapshots: Sequence[Snapshot], at: int) -> dict[str, object]:
    frozen = snapshots[at].frozen
    if frozen.people is None:
        return {"is_hidden": True}
    before = snapshots[at - 1].frozen if at else None
    return {
        "is_hidden": False,
        "figures": history_figures(frozen, before),
        "map": history_map(snapshots[at]),
        "distances": distance_chart(snapshots[at]),
    }


def _chosen(request: HttpRequest, snapshots: Sequence[Snapshot]) -> int:
    """The date asked for, by its place in the row; the newest when none is."""
    last = len(snapshots) - 1
    asked = request.GET.get("at", "")
    return min(int(asked), last) if asked.isascii() and asked.isdigit() else last


def _heading(snapshots: Sequence[Snapshot]) -> str:
    count = len(snapshots)
    return ngettext(
        "Commuting on one date so far", "Commuting on %(count)s dates", count
    ) % {"count": count}  # fmt: skip
