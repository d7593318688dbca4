"""What can be asked of modules and targets: which hubs, how far, and how many take each measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.one_percent import Measure
from arbetshubb.analysis.places import Site
from arbetshubb.mapping.measure_words import can_sentence, measure_label
from arbetshubb.mapping.rules.module_picture import ModuleRow

MOST_PEOPLE: Final = 1_000_000
CUT: Final = 20
YEAR: Final = 2030


class HubsForm(forms.Form):
    """Which places are open as hubs. Sent by GET."""

    use_required_attribute = False

    hubs = forms.MultipleChoiceField(
        label=_("Hubs that are open"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Sequence[Site], **kwargs: Any) -> None:
        """Offer the places that can be hubs (Any: Django's own)."""
        super().__init__(*args, **kwargs)
        self.fields["hubs"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (site.site_id, f"{site.name} ({site.municipality})") for site in choices
        ]


class ComposerForm(forms.Form):
    """A target and how many take each measure; what is wrong becomes the nearest that is right."""

    use_required_attribute = False

    cut = forms.IntegerField(label=_("Cut in emissions"), min_value=1, max_value=100)
    year = forms.IntegerField(label=_("To the year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, rows: Sequence[ModuleRow], **kwargs: Any) -> None:
        """A field for each measure that somebody could take (Any: Django's own)."""
        super().__init__(*args, **kwargs)
        self.fields["cut"].widget.attrs |= {"data-unit": "%", "class": "ds-input mapping-short"}
        self.fields["year"].widget.attrs |= {"class": "ds-input mapping-short"}
        for row in rows:
            if not row.people:
                continue
            self.fields[row.measure.value] = forms.IntegerField(
                label=measure_label(row.measure),
                min_value=0,
                max_value=row.people,
                help_text=can_sentence(row),
                widget=forms.NumberInput(
                    attrs={
                        "class": "ds-input mapping-short",
                        "data-slider": "",
                    }
                ),
            )

    @property
    def wanted(self) -> dict[Measure, int]:
        """How many take each measure."""
        said = getattr(self, "cleaned_data", {})
        return {measure: said[measure.value] for measure in Measure if said.get(measure.value)}


class TargetNameForm(forms.Form):
    """What a composition is to be called when it is saved."""

    name = forms.CharField(label=_("Name of the target"), max_length=80)


def composer_values(parameters: Mapping[str, str]) -> dict[str, str]:
    """What the address says, with the usual target and nobody where it says nothing."""
    nobody = {measure.value: "0" for measure in Measure}
    return {"cut": str(CUT), "year": str(YEAR), **nobody, **dict(parameters.items())}
