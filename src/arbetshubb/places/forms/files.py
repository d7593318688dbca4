"""A file of places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST_FILE_BYTES = 10_000_000


class FileForm(forms.Form):
    """A file of places."""

    file = forms.FileField(
        label=_("File of places"),
        help_text=_("Excel (.xlsx) or CSV, with Swedish or English column names."),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv,.txt,.tsv"}),
    )

    def clean_file(self) -> Any:  # Any: Django's uploaded file
        """Refuse what no list of places can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Remove sheets and pictures, or split it."),
                code="too_large",
            )
        return file
