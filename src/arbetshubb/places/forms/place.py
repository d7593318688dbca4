"""The form of one place: what it is, where, how large, what it costs and what it offers."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.places import SiteKind, wgs84_from_sweref
from arbetshubb.foundation.access import organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.places.actions import gazetteer
from arbetshubb.places.inventory import attributes_in
from arbetshubb.places.models import (
    ACCESS_LABELS,
    KEEPERS,
    KIND_LABELS,
    STATUS_LABELS,
    Place,
)
from arbetshubb.places.rules.details import LONGEST_NOTICE_MONTHS
from arbetshubb.places.texts import sentence
from arbetshubb.reference.gazetteer import Located
from arbetshubb.tables.problems import Problem
from arbetshubb.ui.forms import Fieldset


class MoneyField(forms.DecimalField):
    """Kronor, with decimal comma or point, thousands parted by spaces if one likes."""

    def __init__(self, *, unit: str | Promise, **kwargs: Any) -> None:  # Any: as Django's own
        widget = forms.TextInput(attrs={"data-unit": unit, "inputmode": "decimal"})
        super().__init__(
            required=False, min_value=0, max_digits=12, decimal_places=2, widget=widget, **kwargs
        )

    def to_python(self, value: Any) -> Any:  # Any: as Django's own
        """The number, however the spaces and the decimal sign were written."""
        if isinstance(value, str):
            value = "".join(value.split()).replace("\u00a0", "").replace(",", ".")
        return super().to_python(value)


class PlaceForm(forms.Form):
    """One place: what it is, where it lies, what it holds and what it costs."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=list(KIND_LABELS.items()),
        help_text=_("Plans choose among everything but own offices."),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=list(STATUS_LABELS.items()),
        help_text=_("A closed place is kept in the list, but no plan chooses it."),
    )
    position = forms.CharField(
        label=_("Position"),
        max_length=80,
        help_text=_(
            "A locality (Svenstavik), latitude and longitude (62.7667, 14.4354) or north and east"
            " in SWEREF 99 TM (6960000, 471000). The municipality follows from it."
        ),
    )
    seats_min = forms.IntegerField(
        label=_("Fewest seats"),
        required=False,
        min_value=0,
        help_text=_("What has to be rented from the start. Empty: plans assume a small hub."),
    )
    seats_max = forms.IntegerField(
        label=_("Most seats"), required=False, min_value=0, help_text=_("What the premises hold.")
    )
    fixed_cost = MoneyField(
        label=_("Fixed cost"),
        unit=_("SEK a year"),
        help_text=_(
            "Rent and other costs that do not depend on seats. All prices exclude VAT. If all"
            " three are empty, plans use an ordinary price for co-working seats."
        ),
    )
    cost_per_seat = MoneyField(label=_("Cost per seat"), unit=_("SEK a year"))
    cost_per_day = MoneyField(label=_("Cost per used day"), unit=_("SEK a day"))
    provider = forms.CharField(
        label=_("Provider"),
        max_length=120,
        required=False,
        help_text=_("Who runs the place or lets the premises."),
    )
    owner = forms.ModelChoiceField(
        label=_("Belongs to"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=pgettext_lazy("owner of a place", "Nobody: shared by all employers"),
        help_text=_("Only the owner's planners and administrators can change it."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    area_m2 = forms.DecimalField(
        label=_("Area"),
        required=False,
        min_value=1,
        max_digits=8,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"data-unit": "m²", "inputmode": "decimal"}),
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Accessibility"),
        required=False,
        choices=[(each.value, label) for each, label in ACCESS_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what is there. Nothing ticked: not known yet."),
    )
    contract_from = forms.DateField(
        label=_("Contract from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    contract_to = forms.DateField(
        label=_("Contract to"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    notice_months = forms.IntegerField(
        label=_("Notice"),
        required=False,
        min_value=0,
        max_value=LONGEST_NOTICE_MONTHS,
        widget=forms.TextInput(attrs={"data-unit": _("months"), "inputmode": "numeric"}),
    )
    public_text = forms.CharField(
        label=_("Text for everybody"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("How to find the place and what one should know. Shown openly."),
    )
    public_phone = forms.CharField(label=_("Phone for everybody"), max_length=40, required=False)
    public_email = forms.EmailField(label=_("E-mail for everybody"), max_length=120, required=False)
    attributes = forms.CharField(
        label=_("Equipment and facilities"),
        required=False,
        max_length=600,
        help_text=_(
            "Separate with commas: meeting room, quiet room, step-free entrance, health centre in"
            " the same house."
        ),
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4})
    )

    fieldsets: ClassVar = (
        Fieldset(_("What and where"), ("name", "kind", "status", "position")),
        Fieldset(_("Size"), ("seats_min", "seats_max")),
        Fieldset(_("Cost"), ("fixed_cost", "cost_per_seat", "cost_per_day")),
        Fieldset(_("Premises"), ("address", "area_m2", "attributes", "accessibility")),
        Fieldset(
            _("Contract"),
            ("provider", "contract_from", "contract_to", "notice_months"),
            help=_("Only those who look after places see the dates."),
        ),
        Fieldset(
            _("What everybody may know"),
            ("public_text", "public_phone", "public_email"),
            help=_("These fields are meant for the open map. Other contacts are not."),
        ),
        Fieldset(_("More about the place"), ("owner", "notes")),
    )

    def __init__(self, *args: Any, user: User, place: Place | None = None, **kwargs: Any) -> None:
        """``place`` is the one being changed; without it the form is for a new one."""
        self.place = place
        if place is not None:
            kwargs.setdefault("initial", _initial_of(place))
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = Organisation.objects.visible_to(user).filter(
            pk__in=organisation_ids(user, *KEEPERS)
        )
        for name in ("seats_min", "seats_max"):
            self.fields[name].validators = [MinValueValidator(0)]

    def clean_position(self) -> str:
        """Find where the text says; a text left as it was keeps the exact position."""
        text: str = self.cleaned_data["position"]
        if self.place is not None and "position" not in self.changed_data:
            return text
        found = gazetteer().locate(text)
        if not isinstance(found, Located):
            wrong, remedy = sentence(Problem("", 0, "position", text, found.code, found.params))
            message = f"{wrong} {remedy}"
            raise forms.ValidationError(message, code=found.code)
        self._found = found
        return text

    def clean_attributes(self) -> list[str]:
        """The words of the list."""
        return attributes_in(self.cleaned_data["attributes"])

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself."""
        cleaned = super().clean() or {}
        fewest, most = cleaned.get("seats_min"), cleaned.get("seats_max")
        if fewest is not None and most is not None and fewest > most:
            self.add_error(
                "seats_max",
                _("The most seats are fewer than the fewest (%(fewest)s). Raise one or lower the"
                  " other.") % {"fewest": fewest},
            )  # fmt: skip
        begins, ends = cleaned.get("contract_from"), cleaned.get("contract_to")
        if begins is not None and ends is not None and ends < begins:
            self.add_error("contract_to", _("The contract ends before it begins. Change one date."))
        if cleaned.get("kind") == SiteKind.OWN_OFFICE and cleaned.get("status") == "candidate":
            self.add_error(
                "status",
                _("An own office either exists or is closed. Choose another status or kind."),
            )
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The columns of the place; only on a valid form."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "position"}
        found: Located | None = getattr(self, "_found", None)
        if found is not None:
            facts |= {
                "north": round(found.position.north, 1),
                "east": round(found.position.east, 1),
                "municipality": found.municipality,
                "municipality_code": "",
            }
        return facts


def _initial_of(place: Place) -> dict[str, Any]:
    longitude, latitude = wgs84_from_sweref([place.site.position])[0]
    plain = (
        "name", "kind", "status", "seats_min", "seats_max", "fixed_cost", "cost_per_seat",
        "cost_per_day", "provider", "owner", "notes", "accessibility", "address", "area_m2",
        "contract_from", "contract_to", "notice_months", "public_text", "public_phone",
        "public_email",
    )  # fmt: skip
    return {
        **{name: getattr(place, name) for name in plain},
        "position": f"{latitude:.5f}, {longitude:.5f}",
        "attributes": ", ".join(place.attributes),
    }
