"""The staff that the plans are built on: list, units, and both as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.audit import record_read
from arbetshubb.foundation.csv_files import csv_response
from arbetshubb.foundation.models import Organisation
from arbetshubb.people.forms import PeopleSearch
from arbetshubb.people.models import READERS, Person, PersonQuerySet, Unit, UnitQuerySet
from arbetshubb.people.permissions import staffed_organisation
from arbetshubb.ui.navigation import EmptyState, Tab
from arbetshubb.ui.tables import Column, DataTable

LIST_PURPOSE = gettext_noop("staff list")
EXPORT_PURPOSE = gettext_noop("staff list as a file")


@role_required(*READERS)
def home(request: HttpRequest) -> HttpResponse:
    """The staff of the user's organisation; each look at it is noted in the audit log."""
    organisation = staffed_organisation(request.user)
    everybody = Person.objects.visible_to(request.user).of(organisation).select_related("unit")
    form = PeopleSearch(request.GET, organisation=organisation)
    table = _people_table(form.chosen(everybody), request).read(request.GET)
    _note_look(request, organisation, LIST_PURPOSE, len(table.lines()))
    context = {
        "organisation": organisation,
        "form": form,
        "table": table,
        "has_any": everybody.exists(),
        "tabs": _tabs("people:home"),
    }
    return render(request, "people/home.html", context)


@role_required(*READERS)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The staff asked for as CSV; noted in the audit log."""
    organisation = staffed_organisation(request.user)
    everybody = Person.objects.visible_to(request.user).of(organisation).select_related("unit")
    form = PeopleSearch(request.GET, organisation=organisation)
    table = _people_table(form.chosen(everybody), request).read(request.GET)
    found = cast("PersonQuerySet", table.rows)  # a table gives back what it was given, in order
    _note_look(request, organisation, EXPORT_PURPOSE, found.count())
    return csv_response(f"staff-{organisation.code}.csv", _people_lines(found))


@role_required(*READERS)
def units(request: HttpRequest) -> HttpResponse:
    """The units of the user's organisation and how many belong to each."""
    organisation = staffed_organisation(request.user)
    found = Unit.objects.visible_to(request.user).of(organisation).with_counts()
    table = _units_table(found).read(request.GET)
    context = {"organisation": organisation, "table": table, "tabs": _tabs("people:units")}
    return render(request, "people/units.html", context)


@role_required(*READERS)
def units_export(request: HttpRequest) -> StreamingHttpResponse:
    """The units as CSV."""
    organisation = staffed_organisation(request.user)
    found = Unit.objects.visible_to(request.user).of(organisation).with_counts()
    rows = cast("UnitQuerySet", _units_table(found).read(request.GET).rows)
    lines = [[_("Unit"), _("People")], *rows.values_list("name", "people_count")]  # type: ignore[misc]  # with_counts adds it
    return csv_response(f"units-{organisation.code}.csv", lines)


def nobody_yet() -> EmptyState:
    """What to do first."""
    return EmptyState(
        _("No staff yet"),
        _("Import a file from the payroll or staff system. You see what it would do first."),
        reverse("people:import"),
        _("Import staff"),
    )


def _note_look(request: HttpRequest, organisation: Organisation, purpose: str, people: int) -> None:
    if people:
        record_read(actor=signed_in(request), thing=organisation, purpose=purpose, people=people)


def _people_table(people: PersonQuerySet, request: HttpRequest) -> DataTable:
    return DataTable(
        id="people",
        caption=_("Staff"),
        is_caption_hidden=True,
        columns=(
            Column("code", _("Person"), sort="pseudonym"),
            Column("unit__name", _("Unit")),
            Column("home_municipality", _("Lives in")),
            Column("workplace", _("Workplace")),
            Column("office_days", _("Office days"), kind="decimal"),
            Column("home_days", _("Home days"), kind="decimal"),
            Column("hub_days", _("Hub days"), kind="decimal"),
            Column("mode", _("Travels by"), value=lambda each: each.get_mode_display()),
            Column("is_remote_eligible", _("May work remotely"), kind="yes_no"),
        ),
        rows=people,
        export_url=f"{reverse('people:export')}?{_searched(request)}",
    )


def _searched(request: HttpRequest) -> str:
    asked = request.GET.copy()
    for name in [name for name in asked if name.startswith("people-")]:
        del asked[name]  # the table adds its own
    return asked.urlencode()


def _people_lines(people: PersonQuerySet) -> Iterator[list[object]]:
    yield [
        _("Person"), _("Unit"), _("Home square"), _("Lives in"), _("Workplace"), _("Office days"),
        _("Home days"), _("Hub days"), _("Travels by"), _("May work remotely"), _("Complex issue"),
    ]  # fmt: skip
    for each in people.iterator(chunk_size=2000):
        yield [
            each.code, each.unit.name, each.home_cell, each.home_municipality, each.workplace,
            float(each.office_days), float(each.home_days), float(each.hub_days),
            each.get_mode_display(), _yes_no(each.is_remote_eligible),
            _yes_no(each.is_complex_issue),
        ]  # fmt: skip


def _yes_no(value: bool) -> str:  # noqa: FBT001  the value itself
    return _("Yes") if value else _("No")


def _units_table(units: UnitQuerySet) -> DataTable:
    return DataTable(
        id="units",
        caption=_("Units"),
        is_caption_hidden=True,
        columns=(
            Column("name", _("Unit"), link=lambda unit: f"{reverse('people:home')}?unit={unit.pk}"),
            Column("people_count", _("People"), kind="number"),
        ),
        rows=units,
        filter_fields=("name",),
        export_url=reverse("people:units_export"),
        empty=nobody_yet(),
    )


def _tabs(current: str) -> Iterable[Tab]:
    pages = (
        ("people:home", _("People")),
        ("people:units", _("Units")),
        ("people:import", _("Import")),
    )
    return [Tab(label, reverse(name), is_current=name == current) for name, label in pages]
