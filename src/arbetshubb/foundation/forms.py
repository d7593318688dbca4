"""Forms of the foundation: signing in and searching the audit log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from arbetshubb.foundation.models import AuditEntry, JobStatus
from arbetshubb.foundation.models.audit import AuditQuerySet
from arbetshubb.foundation.models.jobs import JobQuerySet
from arbetshubb.foundation.throttle import forget_failures, minutes_locked, note_failure


class SignInForm(AuthenticationForm):
    """User name and password; guessing is slowed down."""

    error_messages = {
        "invalid_login": _("The user name and the password do not belong together. Try again."),
        "inactive": _("This account is closed. Ask your administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django's own
        """Words of ours."""
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """The signed-in user's data, or why not.

        Raises:
            ValidationError: wrong, or too many attempts.
        """
        username = str(self.cleaned_data.get("username", ""))
        if self.request is None or not username:
            return super().clean()
        minutes = minutes_locked(self.request, username)
        if minutes:
            raise ValidationError(_too_many(minutes), code="locked")
        try:
            cleaned = super().clean()
        except ValidationError:
            note_failure(self.request, username)
            raise
        forget_failures(self.request, username)
        return cleaned


class JobSearch(forms.Form):
    """Which of the user's jobs to show."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All jobs")), *JobStatus.choices],
    )

    def chosen(self, jobs: JobQuerySet) -> JobQuerySet:
        """Those of ``jobs`` asked for."""
        if not self.is_valid() or not self.cleaned_data["status"]:
            return jobs
        return jobs.filter(status=self.cleaned_data["status"])


class AuditSearch(forms.Form):
    """Which part of the audit log to show."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("Changes and reads")), *AuditEntry.Kind.choices],
    )
    who = forms.CharField(label=_("Who"), required=False, max_length=80)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    oldest_first = forms.BooleanField(label=_("Oldest first"), required=False)

    def chosen(self, entries: AuditQuerySet) -> AuditQuerySet:
        """Those of ``entries`` asked for; a wrong date asks for nothing."""
        if not self.is_valid():
            return entries.none()
        asked = self.cleaned_data
        if asked["kind"]:
            entries = entries.filter(kind=asked["kind"])
        if asked["who"]:
            entries = entries.by_somebody_called(asked["who"])
        if asked["since"]:
            entries = entries.filter(at__date__gte=asked["since"])
        if asked["until"]:
            entries = entries.filter(at__date__lte=asked["until"])
        return entries.order_by("at", "pk") if asked["oldest_first"] else entries


def _too_many(minutes: int) -> str:
    return ngettext(
        "Too many attempts. Wait a minute and try again.",
        "Too many attempts. Wait %(minutes)d minutes and try again.",
        minutes,
    ) % {"minutes": minutes}
