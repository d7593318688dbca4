"""Travel and emissions: the present state of commuting with business trips beside, after CERO."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required
from arbetshubb.mapping.business_tables import business_cards, business_chart, trip_table
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.figures import key_figures
from arbetshubb.mapping.forms.travel import TravelChoiceForm
from arbetshubb.mapping.models import BusinessFile, SurveyWave
from arbetshubb.mapping.permissions import READERS, mapped_organisation, may_import_for
from arbetshubb.mapping.queries import assumptions
from arbetshubb.mapping.rules.business_picture import BusinessPicture, business_picture
from arbetshubb.mapping.rules.travel_choice import TravelChoice, travel_choice_from
from arbetshubb.mapping.rules.travel_picture import TravelPicture
from arbetshubb.mapping.survey_queries import (
    business_files_of,
    staff_by_unit,
    trips_of,
    waves_of,
)
from arbetshubb.mapping.tables import TableChoice
from arbetshubb.mapping.travel_export import travel_workbook
from arbetshubb.mapping.travel_queries import TravelBasis, picture_for, travel_basis
from arbetshubb.mapping.travel_tables import (
    chosen,
    emissions_chart,
    state_tables,
    uncertainty_table,
)
from arbetshubb.mapping.travel_words import (
    assumption_sentences,
    basis_sentence,
    travel_heading,
    travel_lead,
)
from arbetshubb.mapping.why import assumption_table, state_constants, travel_provenance
from arbetshubb.ui.navigation import Tab


@dataclass(frozen=True)
class Asked:
    """What a request for travel asks for, with what it can be chosen from."""

    basis: TravelBasis
    waves: list[SurveyWave]
    files: list[BusinessFile]

    @property
    def choice(self) -> TravelChoice:
        """The choice itself."""
        return self.basis.choice

    @property
    def picture(self) -> TravelPicture | None:
        """The state, when there is anybody to reckon with."""
        return picture_for(self.basis) if self.basis.has_people else None

    @property
    def form(self) -> TravelChoiceForm:
        """The choice as a form."""
        return TravelChoiceForm(choice=self.choice, waves=self.waves, files=self.files)

    @property
    def wave(self) -> SurveyWave | None:
        """The survey that was chosen."""
        return next((each for each in self.waves if each.pk == self.choice.wave), None)

    @property
    def file(self) -> BusinessFile | None:
        """The business trips that were chosen."""
        return next((each for each in self.files if each.pk == self.choice.trips), None)

    @property
    def business(self) -> BusinessPicture | None:
        """The business trips, priced and protected."""
        if self.file is None:
            return None
        staff = staff_by_unit(self.basis.organisation)
        return business_picture(trips_of(self.file), assumptions(), staff=staff)

    def address(self, name: str, **more: str) -> str:
        """A page about the same choice."""
        return f"{reverse(name)}?{urlencode({**self.choice.parameters, **more})}"


def asked_of(request: HttpRequest) -> Asked:
    """What the request asks for, of the organisation whose mapping the user reads."""
    organisation = mapped_organisation(request.user)
    waves, files = waves_of(organisation), business_files_of(organisation)
    choice = travel_choice_from(
        request.GET, waves=[each.pk for each in waves], trips=[each.pk for each in files]
    )
    return Asked(travel_basis(organisation, choice), waves, files)


@role_required(*READERS)
@require_safe
def cero(request: HttpRequest) -> HttpResponse:
    """Kilometres, hours, kronor and emissions; by means, home, distance, unit, fuel and season."""
    asked = asked_of(request)
    picture = asked.picture
    page: dict[str, Any] = {  # Any: for a template
        "asked": asked,
        "form": asked.form,
        "may_import": may_import_for(request.user, asked.basis.organisation),
    }
    if picture is None or picture.is_hidden:
        return render(request, "mapping/cero_empty.html", page | {"is_hidden": picture is not None})
    tables = state_tables(picture)
    shown = chosen(tables, request.GET)
    why_url, business = asked.address("mapping:cero_why"), asked.business
    return render(request, "mapping/cero.html", page | {
        "picture": picture,
        "heading": travel_heading(picture),
        "lead": travel_lead(picture, asked.basis.organisation.name),
        "figures": key_figures(picture, why_url=why_url),
        "sureness": uncertainty_table(picture),
        "assumptions": assumption_sentences(picture),
        "tabs": [_tab(each, shown, asked) for each in tables],
        "table": shown.table,
        "chart": emissions_chart(shown.key, picture),
        "why_url": why_url,
        "export_url": asked.address("mapping:cero_export"),
        "save_url": asked.address("mapping:analysis_save"),
        "modules_url": asked.address("mapping:modules"),
        **_business_part(request, business, why_url),
    })  # fmt: skip


@role_required(*READERS)
@require_safe
def cero_why(request: HttpRequest) -> HttpResponse:
    """How the figures are reckoned, from what and how sure they are."""
    asked = asked_of(request)
    picture = asked.picture
    constants = assumptions()
    return render(request, "mapping/cero_why.html", {
        "asked": asked,
        "picture": picture,
        "cero_url": asked.address("mapping:cero"),
        "basis": basis_sentence(picture) if picture else "",
        "assumptions": assumption_sentences(picture) if picture else [],
        "facts": travel_provenance(picture, asked.basis) if picture else [],
        "constants": assumption_table(constants, constants=state_constants(constants)).read(
            request.GET
        ),
    })  # fmt: skip


@role_required(*READERS)
@require_safe
def cero_export(request: HttpRequest) -> HttpResponse:
    """Everything on the page as a workbook."""
    asked = asked_of(request)
    content = travel_workbook(asked.picture, asked.business, asked.basis)
    headers = {"Content-Disposition": f'attachment; filename="{_("travel-and-emissions")}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _tab(each: TableChoice, shown: TableChoice, asked: Asked) -> Tab:
    query = urlencode({**asked.choice.parameters, "table": each.key})
    return Tab(each.label, f"?{query}#behind", is_current=each.key == shown.key)


def _business_part(
    request: HttpRequest, business: BusinessPicture | None, why_url: str
) -> dict[str, Any]:  # Any: for a template
    if business is None:
        return {}
    return {
        "business": business,
        "business_figures": business_cards(business, why_url=why_url),
        "business_table": trip_table(business).read(request.GET),
        "business_chart": business_chart(business),
    }
