"""The what-if of relocation (by GET, so that every view has an address) and bound tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from arbetshubb.analysis.relocation import (
    BOUND_STEPS,
    DAY_STEPS,
    NEAR_MINUTES,
    SEAT_COST_STEPS,
    Settings,
    Way,
)
from arbetshubb.location.models import UnitTasks
from arbetshubb.location.queries.units import UnitStudy
from arbetshubb.location.rules.choice import Choice, Show
from arbetshubb.ui import formats

WAYS = ((Way.MOVE.value, _("Move the whole unit")), (Way.SHARE.value, _("Offer places")))
SHOWS = (
    (Show.UNITS.value, _("Best place for each unit")),
    (Show.PLACES.value, _("Best unit for each place")),
    (Show.ALL.value, _("Every unit and place")),
)


def _slider(steps: tuple[int, ...]) -> forms.NumberInput:
    attributes = {"min": steps[0], "max": steps[-1], "step": steps[1] - steps[0]}
    return forms.NumberInput({"type": "range", **attributes})


class WhatIfForm(forms.Form):
    """What is tried; every value is on a step of its own."""

    use_required_attribute = False

    way = forms.ChoiceField(label=_("What is tried"), choices=WAYS)
    days = forms.IntegerField(label=_("Days of five there"), widget=_slider(DAY_STEPS))
    minutes = forms.IntegerField(label=_("Near means within"), widget=_slider(NEAR_MINUTES))
    bound = forms.ChoiceField(label=_("Tasks bound to the workplace"))
    seat_cost = forms.ChoiceField(label=_("Cost of a seat there"))

    def __init__(self, settings: Settings) -> None:
        """Show ``settings``."""
        super().__init__(initial=_initial(settings))
        days, minutes = self.fields["days"], self.fields["minutes"]
        days.help_text = ngettext("%(days)s day", "%(days)s days", settings.days) % {
            "days": settings.days
        }
        minutes.help_text = formats.minutes(settings.near_minutes)
        if settings.way is Way.MOVE:
            del self.fields["days"]
        self._choices("bound", [("", _("As judged for each unit")), *_percents()])
        self._choices("seat_cost", [("", _("What the place says")), *_costs()])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:  # Any: lazy texts
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class RankingForm(WhatIfForm):
    """The what-if with filters of the list."""

    show = forms.ChoiceField(label=pgettext_lazy("rows of a list", "Show"), choices=SHOWS)
    unit = forms.ChoiceField(label=_("Unit"))
    place = forms.ChoiceField(label=pgettext_lazy("a place to work at", "Place"))
    municipality = forms.ChoiceField(label=_("Municipality"))

    def __init__(self, choice: Choice, study: UnitStudy) -> None:
        """Show ``choice`` among the units and places of ``study``."""
        super().__init__(choice.settings)
        self.initial = {
            **self.initial,
            "show": choice.show.value,
            "unit": choice.unit,
            "place": choice.place,
            "municipality": choice.municipality,
        }
        profile = study.profile
        units = [
            name
            for name, hidden in zip(profile.units, profile.is_hidden, strict=True)
            if not hidden
        ]
        sites = [study.sites[place] for place in profile.places]
        names = sorted({(site.name, site.site_id) for site in sites})
        self._choices("unit", [("", _("Every unit")), *((name, name) for name in units)])
        self._choices("place", [("", _("Every place")), *((key, name) for name, key in names)])
        towns = sorted({site.municipality for site in sites})
        self._choices(
            "municipality",
            [("", _("Every one but the unit's own")), *((name, name) for name in towns)],
        )


class TasksForm(forms.ModelForm[UnitTasks]):
    """How much of a unit's work is bound to its workplace, and why."""

    class Meta:
        model = UnitTasks
        fields = ("bound_percent", "reason")
        labels = {"bound_percent": _("Share bound to the workplace"), "reason": _("Reason")}
        help_texts = {
            "bound_percent": _(
                "Meeting patients, handling things on site, machines that cannot move. What is"
                " done at a screen or by telephone is not bound."
            ),
            "reason": _("Which tasks, in a sentence. Needed when any are bound."),
        }
        widgets = {"reason": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django's own
        super().__init__(*args, **kwargs)
        self.fields["bound_percent"] = forms.TypedChoiceField(
            label=self.fields["bound_percent"].label,
            help_text=self.fields["bound_percent"].help_text,
            coerce=int,
            choices=_percents(),
        )

    def clean(self) -> dict[str, Any]:
        """A bound task has a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("bound_percent") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say which tasks are bound to the workplace."))
        return cleaned


def _initial(settings: Settings) -> dict[str, object]:
    bound, cost = settings.bound, settings.seat_cost
    return {
        "way": settings.way.value,
        "days": settings.days,
        "minutes": settings.near_minutes,
        "bound": "" if bound is None else str(round(100 * bound)),
        "seat_cost": "" if cost is None else str(round(cost)),
    }


def _percents() -> list[tuple[str, str]]:
    return [(str(step), formats.percent(step / 100)) for step in BOUND_STEPS]


def _costs() -> list[tuple[str, str]]:
    return [(str(step), formats.kronor(step)) for step in SEAT_COST_STEPS]
