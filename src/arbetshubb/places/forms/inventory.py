"""What people note about a place: a contact, a visit, a picture."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arbetshubb.places.models import VERDICT_LABELS
from arbetshubb.places.pictures import NotAPicture, Picture, PictureTooLarge, redrawn
from arbetshubb.places.rules.details import LENGTHS, Contact, Verdict, Visit

LARGEST_PHOTO_BYTES = 25_000_000


class ContactForm(forms.Form):
    """Whom to call about a place."""

    function = forms.CharField(
        label=_("Function"),
        max_length=LENGTHS["contact_function"],
        help_text=_("Such as caretaker, landlord or hub host."),
    )
    name = forms.CharField(label=_("Name"), max_length=LENGTHS["contact_name"], required=False)
    phone = forms.CharField(label=_("Phone"), max_length=LENGTHS["contact_phone"], required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=LENGTHS["contact_email"], required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a contact that nobody can reach."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("phone") or cleaned.get("email")):
            self.add_error("phone", _("Give a phone number or an e-mail address."))
        return cleaned

    @property
    def contact(self) -> Contact:
        """What was written; only on a valid form."""
        return Contact(**self.cleaned_data)


class VisitForm(forms.Form):
    """Somebody was there and looked."""

    visited_on = forms.DateField(
        label=_("Visited"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    visited_by = forms.CharField(
        label=_("Checked by"),
        max_length=LENGTHS["visited_by"],
        help_text=_("Function rather than name: local strategist, safety representative."),
    )
    verdict = forms.ChoiceField(
        label=_("Assessment"),
        choices=[(each.value, label) for each, label in VERDICT_LABELS.items()],
        widget=forms.RadioSelect,
        initial=Verdict.NOT_JUDGED.value,
    )
    findings = forms.CharField(
        label=_("What was seen"),
        required=False,
        max_length=LENGTHS["findings"],
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Light, sound, network, accessibility, what must be done first."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """``today`` is the latest day that somebody can have been there."""
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["visited_on"].initial = today

    def clean_visited_on(self) -> date:
        """Refuse a visit that has not been made."""
        day: date = self.cleaned_data["visited_on"]
        if day > self._today:
            raise forms.ValidationError(_("The day has not come yet. Note the visit afterwards."))
        return day

    @property
    def visit(self) -> Visit:
        """What was written; only on a valid form."""
        return Visit(**{**self.cleaned_data, "verdict": Verdict(self.cleaned_data["verdict"])})


class PhotoForm(forms.Form):
    """A picture of the place."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_(
            "JPEG, PNG or WebP. It is made smaller, and position, camera and time are removed."
            " Do not show people."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    description = forms.CharField(
        label=_("What the picture shows"),
        max_length=200,
        help_text=_("Read aloud to those who do not see it."),
    )
    is_public = forms.BooleanField(
        label=_("May be shown on the open map"),
        required=False,
        help_text=_("Tick only when whoever took the picture agrees."),
    )

    picture: Picture

    def clean_file(self) -> Any:  # Any: Django's uploaded file
        """Draw the picture anew; refuse what is no picture."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PHOTO_BYTES:
            message = _("The picture is larger than 25 MB. Choose a smaller one.")
            raise forms.ValidationError(message)
        try:
            self.picture = redrawn(file.read())
        except NotAPicture as error:
            raise forms.ValidationError(
                _("The file is not a picture that can be read. Choose a JPEG, PNG or WebP.")
            ) from error
        except PictureTooLarge as error:
            raise forms.ValidationError(
                _("The picture has too many pixels. Make it smaller and try again.")
            ) from error
        return file
