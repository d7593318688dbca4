"""What can be asked of the mapping: whose people, and one filter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.mapping.rules.choice import FILTERS, Choice
from arbetshubb.mapping.texts import SCOPE_LABELS, filter_group, filter_label


class ChoiceForm(forms.Form):
    """Sent by GET, so that every view of the map has an address of its own."""

    # Everybody is the empty choice: the browser must not ask for another.
    use_required_attribute = False

    whose = forms.ChoiceField(label=_("Whose commuting"))
    only = forms.ChoiceField(label=pgettext_lazy("a part of the commuting", "Show"))

    def __init__(self, *, may_pool: bool, choice: Choice) -> None:
        """Show ``choice``; offer pooling only to those who may."""
        super().__init__(initial=_initial(choice))
        whose, only = self.fields["whose"], self.fields["only"]
        if may_pool:
            whose.choices = [(scope.value, label) for scope, label in SCOPE_LABELS.items()]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["whose"]
        only.choices = [("", _("Everybody")), *_groups()]  # type: ignore[attr-defined]  # a ChoiceField


def _initial(choice: Choice) -> dict[str, str]:
    return {"whose": choice.scope.value, "only": choice.only.key if choice.only else ""}


def _groups() -> list[tuple[Any, list[tuple[str, Any]]]]:  # Any: lazy texts
    return [
        (filter_group(by), [(each.key, filter_label(each)) for each in FILTERS if each.by is by])
        for by in (Breakdown.MODE, Breakdown.DISTANCE)
    ]
