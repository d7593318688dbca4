"""A form with one field of each shape."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.reference.localities import localities
from arbetshubb.ui.forms import Fieldset


class SampleForm(forms.Form):
    """Sample fields; sent nowhere."""

    name = forms.CharField(
        label=_("Name"), help_text=_("A name you will recognise in a list."), max_length=80
    )
    limit = forms.IntegerField(
        label=_("Highest cost a year"),
        help_text=_("Without value added tax."),
        widget=forms.NumberInput(attrs={"data-unit": "kr"}),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("a", _("Own office")), ("b", _("Work hub"))]
    )
    day = forms.DateField(
        label=_("Starts"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    shape = forms.ChoiceField(
        label=_("How many hubs?"),
        choices=[
            ("best", pgettext_lazy("how many hubs", "As many as are worth their cost")),
            ("fixed", pgettext_lazy("how many hubs", "A number I decide")),
        ],
        widget=forms.RadioSelect,
        help_text=_("You can change this and compare afterwards."),
    )
    places = forms.MultipleChoiceField(
        label=_("Places that must have a hub"),
        choices=[(place.name, place.name) for place in localities()[:40]],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose as many as you like."),
        required=True,
    )
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}))
    each = forms.BooleanField(
        label=_("At least one in each municipality"),
        help_text=_("Costs more, but nobody is left out."),
        required=False,
    )
    note = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    fieldsets = (
        Fieldset(_("What"), ("name", "kind", "file")),
        Fieldset(
            _("Conditions"),
            ("shape", "limit", "places", "each", "day"),
            _("Everything has a default."),
        ),
    )
