"""A location check: what is to start, where it is to be, and the decision."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.models import Organisation, User
from arbetshubb.location.forms.reach import place_label
from arbetshubb.location.models import LocationCheck
from arbetshubb.location.queries.inhabitants import county_names, today
from arbetshubb.location.queries.units import usable_places
from arbetshubb.location.rules.decisions import (
    check_day,
    check_number,
    check_paragraph,
    tidy_number,
    tidy_paragraph,
)
from arbetshubb.location.texts.checks import FLAWS
from arbetshubb.people.models import Unit
from arbetshubb.places.models import Place
from arbetshubb.ui.forms import Fieldset


class CheckForm(forms.Form):
    """The facts of a check; its alternatives are filled in by the program."""

    activity = forms.CharField(
        label=_("What is to start"),
        max_length=160,
        help_text=_("The activity, as it will be called in the decision."),
    )
    responsible = forms.CharField(
        label=_("Responsible"),
        max_length=120,
        help_text=_("The administration or unit, or a role. No names of people."),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit in the staff list"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("None of them"),
        help_text=_("The check then shows what each place would mean for the unit's travel."),
    )
    posts = forms.IntegerField(label=_("Number of posts"), min_value=1, max_value=10_000)
    premises = forms.CharField(
        label=_("Premises needed"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Seats, rooms, special needs."),
    )
    municipality = forms.ChoiceField(
        label=_("Municipality"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The figures of all eight are under the form."),
    )
    place = forms.ModelChoiceField(
        label=_("Place, when one is chosen"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("No certain place yet"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Why there, and why not elsewhere. Needed before the check can be decided."),
    )

    fieldsets: ClassVar = (
        Fieldset(_("The activity"), ("activity", "responsible", "unit", "posts", "premises")),
        Fieldset(_("The choice"), ("municipality", "place", "reason")),
    )

    def __init__(
        self,
        *args: Any,  # Any: as Django's own
        user: User,
        organisation: Organisation,
        check: LocationCheck | None = None,
        **kwargs: Any,
    ) -> None:
        """``check`` is the draft being changed; without it the form is for a new one."""
        if check is not None:
            names = self.base_fields
            kwargs.setdefault("initial", {name: getattr(check, name) for name in names})
        super().__init__(*args, **kwargs)
        unit, place = self.fields["unit"], self.fields["place"]
        assert isinstance(unit, forms.ModelChoiceField)
        assert isinstance(place, forms.ModelChoiceField)
        unit.queryset = Unit.objects.visible_to(user).of(organisation).order_by("name")
        place.queryset = Place.objects.visible_to(user).filter(
            pk__in=usable_places(organisation).values(), municipality__in=county_names()
        )
        place.label_from_instance = place_label  # type: ignore[assignment,method-assign]
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", pgettext_lazy("choice of municipality", "Not chosen yet")),
            *((name, name) for name in county_names()),
        ]

    def clean(self) -> dict[str, Any]:
        """A place lies in the municipality chosen."""
        cleaned = super().clean() or {}
        place, chosen = cleaned.get("place"), cleaned.get("municipality")
        if place is not None and chosen and place.municipality != chosen:
            self.add_error(
                "place",
                _("%(place)s lies in %(municipality)s. Choose that municipality or another place.")
                % {"place": place.name, "municipality": place.municipality},
            )
        return cleaned


class DecisionForm(forms.Form):
    """Where the decision is found. What is decided cannot be changed afterwards."""

    registry_number = forms.CharField(
        label=_("Registry number"),
        max_length=30,
        help_text=_("Body, number and year, like RS/305/2021."),
    )
    paragraph = forms.CharField(
        label=_("Paragraph"), max_length=10, required=False, help_text=_("Like § 79, if any.")
    )
    decided_on = forms.DateField(
        label=_("Day of the decision"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    deciding_role = forms.CharField(
        label=_("Decided by"),
        max_length=120,
        help_text=_("The body or the role, not a person's name."),
    )

    def clean_registry_number(self) -> str:
        """The number in its own shape."""
        return tidy_number(self.cleaned_data["registry_number"])

    def clean_paragraph(self) -> str:
        """The number alone."""
        return tidy_paragraph(self.cleaned_data["paragraph"])

    def clean(self) -> dict[str, Any]:
        """Refuse a reference that cannot be right."""
        cleaned = super().clean() or {}
        day = cleaned.get("decided_on")
        if day is None:
            return cleaned
        flaws = {
            "decided_on": check_day(day, today=today()),
            "registry_number": check_number(cleaned.get("registry_number", ""), decided_on=day),
            "paragraph": check_paragraph(cleaned.get("paragraph", "")),
        }
        for field, flaw in flaws.items():
            if flaw is not None and field not in self.errors:
                self.add_error(field, FLAWS[flaw])
        return cleaned
