"""The forms of the distances room."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from arbetshubb.distances.actions.importing import gazetteer
from arbetshubb.distances.rules.origins import Origin, origin_from
from arbetshubb.distances.rules.questions import MOST_KM, MOST_MINUTES
from arbetshubb.distances.rules.reach import LONGEST_MINUTES
from arbetshubb.distances.rules.ways import Way
from arbetshubb.distances.texts import WAY_LABELS, sentence
from arbetshubb.foundation.models import User
from arbetshubb.places.models import Place
from arbetshubb.reference.gazetteer import NotLocated
from arbetshubb.tables.problems import Problem
from arbetshubb.ui.forms import Fieldset

LARGEST_FILE_BYTES = 10_000_000
START_LIST = "start-localities"
"""The id of the list of localities that a start field suggests from."""


class StartField(forms.CharField):
    """Where a way starts; the cleaned value is an ``Origin``."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as Django's own
        widget = forms.TextInput(attrs={"list": START_LIST, "autocomplete": "off"})
        super().__init__(max_length=80, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:  # Any: as Django's own
        """Find the square that the text says.

        Raises:
            ValidationError: there is no such place, with what to write instead.
        """
        text = super().clean(value)
        if not text:
            return None
        found = origin_from(text, gazetteer=gazetteer())
        if isinstance(found, NotLocated):
            wrong, remedy = sentence(Problem("", 0, "from", text, found.code, found.params))
            message = f"{wrong} {remedy}"
            raise forms.ValidationError(message, code=found.code)
        return found


class NumberField(forms.DecimalField):
    """A number with decimal comma or point, and its unit."""

    def __init__(self, *, unit: str | Promise, **kwargs: Any) -> None:  # Any: as Django's own
        widget = forms.TextInput(attrs={"data-unit": unit, "inputmode": "decimal"})
        super().__init__(min_value=0, max_digits=6, decimal_places=1, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:  # Any: as Django's own
        """The number, however its decimal sign was written."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)


class LookForm(forms.Form):
    """From where, and to which place."""

    start = StartField(
        label=pgettext_lazy("where a way starts", "From"),
        help_text=_(
            "A locality (Hammerdal), a postcode, or a 1 km square (N7010E482). It is not stored."
        ),
    )
    to = forms.ModelChoiceField(
        label=pgettext_lazy("where a way ends", "To"), queryset=Place.objects.none()
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:  # Any: as Django's own
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = Place.objects.visible_to(user).open()
        to.choices = _by_municipality(list(to.queryset))

    @property
    def origin(self) -> Origin:
        """The square; only on a valid form."""
        found = self.cleaned_data["start"]
        assert isinstance(found, Origin)
        return found


class QuestionForm(forms.Form):
    """What somebody says that a distance is."""

    said_km = NumberField(
        label=_("What do you say that it is?"),
        unit=_("km"),
        required=False,
        max_value=int(MOST_KM),
        help_text=_("One way, by the road you would drive. Leave it empty if you do not know."),
    )
    why = forms.CharField(
        label=_("Why is it wrong?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "For example that a road is closed in winter, or which road you drive. Do not write"
            " names or addresses."
        ),
    )


class CorrectForm(forms.Form):
    """The distance as it is from now on."""

    km = NumberField(label=_("Kilometres by road"), unit=_("km"), max_value=int(MOST_KM))
    minutes = NumberField(
        label=_("Minutes by car"),
        unit=_("min"),
        required=False,
        max_value=int(MOST_MINUTES),
        help_text=_("Empty: they follow from the kilometres."),
    )
    source = forms.CharField(
        label=pgettext_lazy("of a distance", "Source"),
        max_length=200,
        help_text=_("Who knows it and how, for example a road map with its date, or a drive."),
    )
    valid_from = forms.DateField(
        label=_("Holds since"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The person who asked reads it, and so does everybody who looks up the way."),
    )

    def clean_valid_from(self) -> date:
        """Refuse a day to come: what is decided holds at once."""
        found: date = self.cleaned_data["valid_from"]
        if found > timezone.localdate():
            raise forms.ValidationError(
                _("The date lies ahead. Write a day up to today."), code="date_in_future"
            )
        return found


class ReasonForm(forms.Form):
    """Why something is kept or withdrawn."""

    reason = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )


class KnownForm(CorrectForm):
    """One known distance, written by hand."""

    start = StartField(
        label=pgettext_lazy("where a way starts", "From"),
        help_text=_("A locality, a 1 km square (N7010E482) or coordinates."),
    )
    to = forms.ModelChoiceField(
        label=pgettext_lazy("where a way ends", "To"), queryset=Place.objects.none()
    )
    is_approximate = forms.BooleanField(
        label=_("Approximate: corrects an estimate, never a measured road network"),
        required=False,
    )

    fieldsets: ClassVar = (
        Fieldset(_("Which way"), ("start", "to")),
        Fieldset(_("How far"), ("km", "minutes", "is_approximate")),
        Fieldset(_("How it is known"), ("source", "valid_from", "reason")),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:  # Any: as Django's own
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = ""
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = Place.objects.visible_to(user).open()
        to.choices = _by_municipality(list(to.queryset))

    def clean_start(self) -> Origin:
        """Refuse an area too wide to measure from."""
        found: Origin = self.cleaned_data["start"]
        if found.is_area:
            wrong, remedy = sentence(Problem("", 0, "from", found.text, "known_from_area"))
            message = f"{wrong} {remedy}"
            raise forms.ValidationError(message, code="known_from_area")
        return found


class FileForm(forms.Form):
    """A file of known distances."""

    file = forms.FileField(
        label=_("File of known distances"),
        help_text=_("Excel (.xlsx) or CSV, with Swedish or English column names."),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv,.txt,.tsv"}),
    )

    def clean_file(self) -> Any:  # Any: Django's uploaded file
        """Refuse what no list of distances can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Remove sheets and pictures, or split it."),
                code="too_large",
            )
        return file


class ReachForm(forms.Form):
    """Which place, how one travels and for how long; sent by GET."""

    use_required_attribute = False

    to = forms.ModelChoiceField(
        label=pgettext_lazy("where a way ends", "To"),
        queryset=Place.objects.none(),
        empty_label=pgettext_lazy("no place of ours", "Another point"),
        error_messages={"required": _("Choose a place, or write another point.")},
    )
    at = StartField(
        label=_("Another point"),
        required=False,
        help_text=_("A locality or coordinates, when no place is chosen."),
    )
    way = forms.ChoiceField(label=pgettext_lazy("of travelling", "How"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=5,
        max_value=LONGEST_MINUTES,
        widget=forms.NumberInput({"list": "reach-minutes", "inputmode": "numeric"}),
        help_text=_("15, 30, 45, 60 or any number from 5 to 120."),
    )
    whose = forms.ChoiceField(
        label=_("Whose people"),
        choices=[
            ("own", _("My own organisation")),
            ("pooled", _("All employers that take part")),
        ],
    )

    def __init__(
        self,
        *args: Any,  # Any: as Django's own
        user: User,
        ways: tuple[Way, ...],
        may_pool: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        to, way = self.fields["to"], self.fields["way"]
        assert isinstance(to, forms.ModelChoiceField)
        assert isinstance(way, forms.ChoiceField)
        to.required = not self.data.get("at")
        to.queryset = Place.objects.visible_to(user).open()
        empty = ("", to.empty_label)
        to.choices = [empty, *_by_municipality(list(to.queryset))[1:]]
        way.choices = [(each.value, WAY_LABELS[each]) for each in ways]
        if not may_pool:
            del self.fields["whose"]


def _by_municipality(places: list[Place]) -> list[Any]:  # Any: Django's nested choices
    groups: dict[str, list[tuple[int, str]]] = {}
    for place in sorted(places, key=lambda each: (each.municipality, each.name)):
        groups.setdefault(place.municipality, []).append((place.pk, place.name))
    return [("", gettext("Choose a place")), *groups.items()]
