"""What can be asked of the flows: whose, and those of one municipality."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from arbetshubb.mapping.rules.choice import Scope
from arbetshubb.mapping.rules.focus import Direction, Focus
from arbetshubb.mapping.texts import SCOPE_LABELS


class FlowForm(forms.Form):
    """Sent by GET, so that every view of the flows has an address of its own."""

    use_required_attribute = False

    whose = forms.ChoiceField(label=_("Whose commuting"))
    municipality = forms.ChoiceField(label=_("Municipality"))
    way = forms.ChoiceField(
        label=_("Direction"),
        choices=[
            (Direction.BOTH.value, _("to and from the municipality")),
            (Direction.OUT.value, _("from the municipality")),
            (Direction.IN.value, _("to the municipality")),
        ],
    )

    def __init__(
        self, *, may_pool: bool, scope: Scope, focus: Focus, municipalities: Sequence[str]
    ) -> None:
        """Show the choice made; offer pooling only to those who may, a direction with a place."""
        initial = {
            "whose": scope.value,
            "municipality": focus.municipality,
            "way": focus.direction.value,
        }
        super().__init__(initial=initial)
        whose, named = self.fields["whose"], self.fields["municipality"]
        if may_pool:
            whose.choices = [(each.value, label) for each, label in SCOPE_LABELS.items()]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["whose"]
        named.choices = [("", _("All municipalities")), *((name, name) for name in municipalities)]  # type: ignore[attr-defined]  # a ChoiceField


class ScopeForm(forms.Form):
    """Whose people, when there is a choice."""

    use_required_attribute = False

    whose = forms.ChoiceField(label=_("Whose commuting"))

    def __init__(self, *, may_pool: bool, scope: Scope) -> None:
        """Show the choice made; without a choice there is no field."""
        super().__init__(initial={"whose": scope.value})
        if may_pool:
            whose = self.fields["whose"]
            whose.choices = [(each.value, label) for each, label in SCOPE_LABELS.items()]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["whose"]
