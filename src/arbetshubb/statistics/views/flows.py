"""Commuting between municipalities, with the own employers' part beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.models import User
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.statistics.display.maps import flows_map
from arbetshubb.statistics.display.tables import PairRow, balance_table, pairs_table
from arbetshubb.statistics.display.words import source_text, total_text
from arbetshubb.statistics.export import table_response
from arbetshubb.statistics.models import READERS, Edition
from arbetshubb.statistics.permissions import may_import
from arbetshubb.statistics.queries import breaks_between, breaks_of, commuting_flows, current
from arbetshubb.statistics.rules.figures import Total
from arbetshubb.statistics.rules.flows import CommutingFlows
from arbetshubb.statistics.rules.kinds import Kind
from arbetshubb.ui.tables import DataTable


@role_required(*READERS)
@require_safe
def commuting(request: HttpRequest) -> HttpResponse:
    """Who lives where and works where, and each municipality's balance."""
    edition = current(Kind.COMMUTING, request.user)
    flows = commuting_flows(_year(request, edition), request.user)
    if edition is None or flows is None:
        return render(request, "statistics/nothing.html", _nothing(request))
    source = source_text(edition)
    assert edition.dataset is not None  # an edition in use has one
    page = {
        "edition": edition,
        "flows": flows,
        "crossing": capfirst(total_text(_crossing(flows))),
        "years": [(year, year == flows.period) for year in reversed(edition.periods)],
        "map": flows_map(flows, _county(flows), source=source),
        "balance": _balance(flows, source).read(request.GET),
        "pairs": _pairs(signed_in(request), flows, source).read(request.GET),
        "breaks": breaks_between(breaks_of(edition.dataset), edition.periods),
        "source": source,
    }
    return render(request, "statistics/commuting.html", page)


@role_required(*READERS)
@require_safe
def commuting_export(request: HttpRequest, table: str) -> HttpResponse:
    """One of the page's two tables as a workbook."""
    edition = current(Kind.COMMUTING, request.user)
    flows = commuting_flows(_year(request, edition), request.user)
    if edition is None or flows is None:
        return render(request, "statistics/nothing.html", _nothing(request), status=404)
    source = source_text(edition)
    if table == "balance":
        found = _balance(flows, source)
    else:
        found = _pairs(signed_in(request), flows, source)
    return table_response(
        found.read(request.GET), [edition], name=f"{_('commuting')}-{flows.period}-{table}"
    )


def _balance(flows: CommutingFlows, source: str) -> DataTable:
    return balance_table(
        [flows.balance(code) for code in _county(flows)],
        export_url=_export("balance", flows),
        note=source,
    )


def _pairs(user: User, flows: CommutingFlows, source: str) -> DataTable:
    names = {row.name for row in municipalities()}
    own = {(flow.home, flow.work): flow.people for flow in _own_flows(user)}
    rows = [
        PairRow(
            row.home,
            row.work,
            row.people,
            own=own.get((row.home, row.work), 0),
        )
        for row in flows.rows()
        if row.home != row.work and names & {row.home, row.work}
    ]
    note = source
    if own:
        note += " " + _(
            "Own employees: the staff of your own employers, as on the map; fewer than 5 are "
            "never shown."
        )
    return pairs_table(rows, with_own=bool(own), export_url=_export("flows", flows), note=note)


def _own_flows(user: User) -> Sequence[Any]:  # Any: the mapping's FlowOut
    """The own employers' flows as the mapping protects them (``config.own_flows``)."""
    ask: Callable[[User], Sequence[Any]] = import_string(settings.ARBETSHUBB_OWN_FLOWS)
    return ask(user)


def _county(flows: CommutingFlows) -> list[str]:
    """The county's municipalities that the table has, else all of them."""
    found = [row.code for row in municipalities() if row.code in flows.codes]
    return found or list(flows.codes)


def _crossing(flows: CommutingFlows) -> Total:
    """Everybody who works in another municipality than they live in, of the county."""
    leaving = [flows.balance(code).leave for code in _county(flows)]
    return Total(sum(each.value for each in leaving), sum(each.unknown for each in leaving))


def _year(request: HttpRequest, edition: Edition | None) -> str | None:
    wanted = request.GET.get("year", "")
    return wanted if edition is not None and wanted in edition.periods else None


def _export(table: str, flows: CommutingFlows) -> str:
    return reverse("statistics:commuting_export", args=[table]) + f"?year={flows.period}"


def _nothing(request: HttpRequest) -> dict[str, object]:
    return {
        "heading": _("No commuting statistics yet"),
        "title": _("Commuting between municipalities"),
        "text": _(
            "Import SCB's table ArRegPend2, employed by municipality of residence and of work."
        ),
        "may_import": may_import(request.user),
    }
