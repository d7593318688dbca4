"""Forms of the people room: choose a file, decide about those who are not in it, find people."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.models import Organisation
from arbetshubb.people.models import PersonQuerySet, TravelMode, Unit
from arbetshubb.tables.reading import MAX_BYTES

_LIMIT: Final = MAX_BYTES // 1_000_000
_TOO_LARGE: Final = _(
    "The file is larger than %(limit)d MB. Remove what is not needed, or divide it."
)
LEAVE: Final = "leave"
REMOVE: Final = "remove"


class UploadForm(forms.Form):
    """A file of staff."""

    file = forms.FileField(
        label=_("File with staff"),
        help_text=_("CSV or Excel. Nothing is changed until you have seen what the file would do."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another."),
        },
    )

    def __init__(self, *args: Any, was_too_large: bool = False, **kwargs: Any) -> None:
        """Say why there is no file when it was too large to be received (Any: Django's own)."""
        super().__init__(*args, **kwargs)
        if was_too_large:
            self.fields["file"].error_messages["required"] = _TOO_LARGE % {"limit": _LIMIT}

    def clean_file(self) -> UploadedFile[bytes]:
        """The file, unless it is too large to be one of staff."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > MAX_BYTES:
            raise forms.ValidationError(_TOO_LARGE, code="too_large", params={"limit": _LIMIT})
        return file


class ApplyForm(forms.Form):
    """What to do with those who are not in the file; asked only when there are such."""

    gone = forms.ChoiceField(
        label=_("People who are not in the file"),
        choices=[
            (LEAVE, _("Leave them as they are; the file holds only some of the staff")),
            (REMOVE, _("Remove them; the file holds all of the staff")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to do with those who are not in the file.")},
    )

    def __init__(self, *args: Any, gone_count: int, **kwargs: Any) -> None:  # Any: Django's own
        """Ask nothing when the file holds everybody."""
        super().__init__(*args, **kwargs)
        if not gone_count:
            del self.fields["gone"]

    @property
    def removes_gone(self) -> bool:
        """Whether those who are not in the file are to be removed."""
        return self.cleaned_data.get("gone") == REMOVE


class PeopleSearch(forms.Form):
    """Which of the staff to list."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("All units")
    )
    municipality = forms.CharField(label=_("Municipality"), required=False, max_length=60)
    mode = forms.ChoiceField(
        label=_("Travels by"),
        required=False,
        choices=[("", _("Any way"))],
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:  # Any: same
        """Offer the organisation's units."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.of(organisation)  # type: ignore[attr-defined]
        self.fields["mode"].choices = [("", _("Any way")), *TravelMode.choices]  # type: ignore[attr-defined]

    def chosen(self, people: PersonQuerySet) -> PersonQuerySet:
        """Those of ``people`` asked for; a choice that does not exist asks for nobody."""
        if not self.is_valid():
            return people.none()
        asked = self.cleaned_data
        if asked["unit"]:
            people = people.filter(unit=asked["unit"])
        if asked["municipality"]:
            people = people.filter(home_municipality__icontains=asked["municipality"])
        return people.filter(mode=asked["mode"]) if asked["mode"] else people
