"""The flows as tables and as a workbook."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.hubplan.published import FlowOut
from arbetshubb.mapping.export import Sheet, written
from arbetshubb.mapping.flow_queries import FlowAnswer
from arbetshubb.mapping.rules.focus import Focus
from arbetshubb.mapping.rules.place_flows import PlaceFlow
from arbetshubb.mapping.tables import FLOWS, TableChoice, hidden_note
from arbetshubb.mapping.why import provenance
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable

PLACES, HUBS = "places", "hubs"


def flow_tables(answer: FlowAnswer, focus: Focus) -> tuple[TableChoice, ...]:
    """Between municipalities, to workplaces, to hubs."""
    picture, places = answer.picture, answer.places
    assert picture is not None  # the caller has looked
    assert places is not None
    return (
        TableChoice(FLOWS, _("Between municipalities"), _town_table(focus.of(picture.flows))),
        TableChoice(PLACES, _("To workplaces"), _place_table(focus.of(places.workplaces))),
        TableChoice(HUBS, _("To work hubs"), _hub_table(focus.of(places.hubs))),
    )


def flow_workbook(answer: FlowAnswer, focus: Focus) -> bytes:
    """The three tables and where they come from."""
    facts = [(fact.label, fact.value) for fact in provenance(answer.answer)]
    facts.append((_("Municipality"), focus.municipality or _("All municipalities")))
    facts.append((_("Hidden figures"), hidden_note()))
    sheets = [Sheet(_("About the figures"), (_("What"), _("Value")), facts)]
    if answer.picture is not None and answer.places is not None:
        people = _("Employees")
        sheets += [
            Sheet(
                _("Flows"),
                (_("Lives in"), _("Works in"), people),
                [(flow.home, flow.work, flow.people) for flow in focus.of(answer.picture.flows)],
            ),
            _place_sheet(_("To workplaces"), focus.of(answer.places.workplaces)),
            _place_sheet(_("To work hubs"), focus.of(answer.places.hubs)),
        ]
    return written(sheets)


def home_name(flow: PlaceFlow) -> str:
    """The home municipality, or what all those not named are called."""
    return flow.home or _("Other municipalities")


def place_name(flow: PlaceFlow) -> str:
    """The workplace, or what those not named are called."""
    if flow.site is not None:
        return flow.site.name
    return _("Other workplaces in %(municipality)s") % {"municipality": flow.work}


def _place_sheet(name: str, flows: list[PlaceFlow]) -> Sheet:
    head = (_("Lives in"), _("Workplace or hub"), _("Municipality"), _("Employees"))
    return Sheet(
        name, head, [(home_name(each), place_name(each), each.work, each.people) for each in flows]
    )


def _town_table(flows: list[FlowOut]) -> DataTable:
    return DataTable(
        id="flows",
        caption=_("From home municipality to work municipality"),
        columns=(
            Column("home", _("Lives in")),
            Column("work", _("Works in")),
            Column("people", _("Employees"), kind="number", hidden_is_few=True),
        ),
        rows=flows,
        per_page=25,
        filter_fields=("home", "work"),
        default_sort="-people",
        empty=_nobody(),
        note=hidden_note(),
    )


def _place_table(flows: list[PlaceFlow]) -> DataTable:
    return DataTable(
        id="places",
        caption=_("From home municipality to workplace"),
        columns=_place_columns(_("Workplace")),
        rows=flows,
        per_page=25,
        filter_fields=("home", "work", "site__name"),
        default_sort="-people",
        empty=_nobody(),
        note=_(
            "Workplaces too small to be shown are taken together. The flows to the workplaces of a "
            "municipality sum to the flow between the municipalities."
        )
        + " "
        + hidden_note(),
    )


def _hub_table(flows: list[PlaceFlow]) -> DataTable:
    return DataTable(
        id="hubs",
        caption=_("From home municipality to work hub"),
        columns=_place_columns(pgettext("kind of place", "Work hub")),
        rows=flows,
        per_page=25,
        filter_fields=("home", "work", "site__name"),
        default_sort="-people",
        empty=EmptyState(
            title=_("Nobody has days at a hub"),
            text=_("Flows to hubs come when the staff file has hub days and a hub is in use."),
        ),
        note=_("Those with days at a hub today, counted at the hub nearest to their home.")
        + " "
        + hidden_note(),
    )


def _place_columns(place: str) -> tuple[Column, ...]:
    return (
        Column("home", _("Lives in"), value=home_name),
        Column("site", place, value=place_name),
        Column("work", _("Municipality")),
        Column("people", _("Employees"), kind="number", hidden_is_few=True),
    )


def _nobody() -> EmptyState:
    return EmptyState(
        title=_("Nobody travels here"),
        text=_("No employee lives or works in the municipality you have chosen."),
    )
