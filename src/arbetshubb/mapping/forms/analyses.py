"""Forms to save an analysis, to write in an old report, and to choose two to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.travel import Quality
from arbetshubb.analysis.workforce import Mode
from arbetshubb.mapping.actions.analyses import OldReport
from arbetshubb.mapping.models import SavedAnalysis
from arbetshubb.mapping.texts import row_label
from arbetshubb.tables.values import number_in
from arbetshubb.ui.forms import Fieldset

TODAY: Final = "today"
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
_SHORT: Final = {"class": "ds-input mapping-short"}


class AmountField(forms.FloatField):
    """A number as people write it: spaces or points between thousands, decimal comma or point."""

    # The stubs take FloatField for an IntegerField, which it is only in its widget.
    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # Any: Django's own
        """The number, or ``None`` when nothing is written."""
        text = str(value or "").strip()
        if not text:
            return None
        number = number_in(text)
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class SaveAnalysisForm(forms.Form):
    """What today's analysis is to be called."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Such as CERO, or Before the hubs.")
    )
    year = forms.IntegerField(
        label=_("The year it describes"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs=_SHORT),
    )


class OldReportForm(forms.Form):
    """The sums of an old report: people and kilometres a year by means of travel."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Such as CERO 2017."))
    year = forms.IntegerField(
        label=_("The year it describes"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs=_SHORT),
    )
    people = forms.IntegerField(
        label=_("Employees it describes"),
        min_value=5,
        max_value=10_000_000,
        widget=forms.NumberInput(attrs=_SHORT),
    )
    quality = forms.ChoiceField(
        label=_("How it found its kilometres"),
        choices=[
            ("", pgettext_lazy("how kilometres were found", "The report does not say")),
            (Quality.NETWORK.value, pgettext_lazy("how kilometres were found", "On the roads")),
            (
                Quality.ESTIMATE.value,
                pgettext_lazy("how kilometres were found", "Estimated or as people said"),
            ),
        ],
        required=False,
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("The report's title, its author and where it is kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A field for the kilometres by each means (Any: Django's own)."""
        super().__init__(*args, **kwargs)
        for mode in Mode:
            self.fields[f"km_{mode.value}"] = AmountField(
                label=row_label(Breakdown.MODE, mode.value),
                required=False,
                min_value=0,
                max_value=1e10,
                widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal", "data-unit": "km"}),
            )

    @property
    def fieldsets(self) -> tuple[Fieldset, ...]:
        """The report first, then its kilometres."""
        return (
            Fieldset(_("The report"), ("name", "year", "people", "source", "quality")),
            Fieldset(
                _("Kilometres to work and back in a year"),
                tuple(f"km_{mode.value}" for mode in Mode),
                _("All employees together. Leave out what the report does not have."),
            ),
        )

    def clean(self) -> dict[str, Any]:
        """At least one kilometre."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(said.get(f"km_{mode.value}") for mode in Mode):
            self.add_error(
                f"km_{Mode.CAR.value}", _("Fill in the kilometres by at least one means.")
            )
        return said

    @property
    def report(self) -> OldReport:
        """What the form says."""
        said = self.cleaned_data
        return OldReport(
            name=said["name"],
            year=said["year"],
            people=said["people"],
            km={mode: said[f"km_{mode.value}"] for mode in Mode if said[f"km_{mode.value}"]},
            source=said["source"],
            quality=said["quality"],
        )


class CompareForm(forms.Form):
    """Which two analyses to lay side by side. Sent by GET."""

    use_required_attribute = False

    earlier = forms.ChoiceField(label=_("Earlier"))
    now = forms.ChoiceField(label=pgettext_lazy("the later of two analyses", "Now"))

    def __init__(
        self, *args: Any, analyses: Sequence[SavedAnalysis], has_today: bool, **kwargs: Any
    ) -> None:
        """Offer the saved ones, and today's as the later (Any: Django's own)."""
        super().__init__(*args, **kwargs)
        saved = [(str(each.pk), each.title) for each in analyses]
        today = [(TODAY, _("Today, as under Travel and emissions"))] if has_today else []
        self.fields["earlier"].choices = saved  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["now"].choices = [*today, *saved]  # type: ignore[attr-defined]  # the same
