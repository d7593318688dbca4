"""From when to when an organisation agrees to be compared."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class ConsentForm(forms.Form):
    """The days are whole, and both of them are included."""

    valid_from = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty to agree until you take it back."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, object]:
        """The last day is not before the first."""
        found: dict[str, object] = super().clean() or {}
        first, last = found.get("valid_from"), found.get("valid_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("valid_to", _("The last day is before the first day."))
        return found
