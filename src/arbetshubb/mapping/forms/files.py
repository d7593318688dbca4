"""Forms to give a file of a travel survey or of business trips."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from arbetshubb.mapping.actions.business import TripsName
from arbetshubb.mapping.actions.surveys import WaveName
from arbetshubb.tables.reading import MAX_BYTES

_LIMIT: Final = MAX_BYTES // 1_000_000
_TOO_LARGE: Final = _(
    "The file is larger than %(limit)d MB. Remove what is not needed, or divide it."
)
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


class TravelFileForm(forms.Form):
    """A file with its year and what it is called."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel. Nothing counts until you have seen what the file holds."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another."),
        },
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "ds-input mapping-short"}),
    )
    label = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("So that you know it from others, such as Spring or After the move."),
    )

    def __init__(self, *args: Any, was_too_large: bool = False, **kwargs: Any) -> None:
        """Say why there is no file when it was too large to be received (Any: Django's own)."""
        super().__init__(*args, **kwargs)
        if was_too_large:
            self.fields["file"].error_messages["required"] = _TOO_LARGE % {"limit": _LIMIT}

    def clean_file(self) -> UploadedFile[bytes]:
        """The file, unless it is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > MAX_BYTES:
            raise forms.ValidationError(_TOO_LARGE, code="too_large", params={"limit": _LIMIT})
        return file


class SurveyFileForm(TravelFileForm):
    """A file of answers to a travel survey."""

    asked = forms.IntegerField(
        label=_("How many were asked"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("Leave it empty if everybody in the staff register was asked."),
        widget=forms.NumberInput(attrs={"class": "ds-input mapping-short"}),
    )

    @property
    def called(self) -> WaveName:
        """What the wave is to be called."""
        said = self.cleaned_data
        return WaveName(said["year"], said["label"], said["asked"] or 0)


class BusinessFileForm(TravelFileForm):
    """A file of business trips."""

    @property
    def called(self) -> TripsName:
        """What the file is to be called."""
        return TripsName(self.cleaned_data["year"], self.cleaned_data["label"])
