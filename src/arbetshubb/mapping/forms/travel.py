"""What can be asked of travel and emissions: from which source, which survey, which trips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.mapping.rules.travel_choice import Source, TravelChoice

if TYPE_CHECKING:
    from arbetshubb.mapping.models import BusinessFile, SurveyWave

SOURCE_LABELS: Final = {
    Source.BOTH: _("The staff register, with ways of travelling from the survey"),
    Source.SURVEY: _("The survey alone, weighted to the whole staff"),
    Source.REGISTER: _("The staff register alone"),
}


class TravelChoiceForm(forms.Form):
    """Sent by GET, so that every view has an address of its own."""

    use_required_attribute = False

    source = forms.ChoiceField(label=_("Reckoned from"))
    wave = forms.ChoiceField(label=_("Travel survey"))
    trips = forms.ChoiceField(label=_("Business trips"))

    def __init__(
        self,
        *,
        choice: TravelChoice,
        waves: Sequence[SurveyWave],
        files: Sequence[BusinessFile],
    ) -> None:
        """Show ``choice``; offer only what there is."""
        super().__init__(
            initial={"source": choice.source.value, "wave": choice.wave, "trips": choice.trips}
        )
        none = pgettext_lazy("business trips", "Not counted")
        self._offer("source", [(each.value, label) for each, label in SOURCE_LABELS.items()])
        self._offer("wave", [(each.pk, each.name) for each in waves])
        self._offer("trips", [*((each.pk, each.name) for each in files), (0, none)])
        if not waves:
            del self.fields["source"], self.fields["wave"]
        if not files:
            del self.fields["trips"]

    def _offer(self, name: str, choices: list[tuple[object, object]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
