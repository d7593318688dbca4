"""The rules of a post, sent by GET so that a reach has an address, and the text to save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.analysis.reach import WEEKS_A_MONTH, PostRules
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.location.queries.units import usable_places
from arbetshubb.places.models import Place
from arbetshubb.ui import formats
from arbetshubb.ui.forms import Fieldset

MINUTES: Final = (15, 30, 45, 60, 75, 90, 120)
NO_LIMIT: Final = "none"
WEEK_HOURS: Final = (2, 4, 6, 8, 10)
OFFICE_DAYS: Final[dict[str, float]] = {
    "0": 0.0,
    "m1": 1 / WEEKS_A_MONTH,
    "m2": 2 / WEEKS_A_MONTH,
    **{f"w{days}": float(days) for days in range(1, 6)},
}
"""Days at the office that must be, by their keys in addresses: none, a month or a week."""


@dataclass(frozen=True, eq=False)
class Question:
    """The rules of a post and its places, as the form has found them right."""

    rules: PostRules
    workplace: Place
    hubs: tuple[Place, ...]
    values: Mapping[str, Any]  # Any: plain values, to save and to make an address of


class ReachForm(forms.Form):
    """Where the post is, and what its rules are."""

    use_required_attribute = False

    workplace = forms.ModelChoiceField(
        label=_("Workplace"), queryset=Place.objects.none(), to_field_name="site_id"
    )
    office_days = forms.ChoiceField(label=_("Days at the workplace, at least"))
    home_days = forms.TypedChoiceField(label=_("Home days a week, at most"), coerce=int)
    hub_days = forms.TypedChoiceField(label=_("Hub days a week, at most"), coerce=int)
    hubs = forms.ModelMultipleChoiceField(
        label=_("Work hubs that may be used"),
        queryset=Place.objects.none(),
        required=False,
        to_field_name="site_id",
        widget=forms.CheckboxSelectMultiple,
    )
    office_minutes = forms.ChoiceField(label=_("One way to the workplace, at most"))
    hub_minutes = forms.ChoiceField(label=_("One way to the hub, at most"))
    week_hours = forms.ChoiceField(label=_("All travel in a week, at most"))

    fieldsets: ClassVar = (
        Fieldset(_("The week"), ("workplace", "office_days", "home_days", "hub_days", "hubs")),
        Fieldset(
            _("How far"),
            ("office_minutes", "hub_minutes", "week_hours"),
            _("By car. Both ways are counted in a week."),
        ),
    )

    def __init__(
        self,
        data: Any,
        *,
        user: User,
        organisation: Organisation,  # Any: a query
    ) -> None:
        super().__init__(data)
        places = Place.objects.visible_to(user).filter(pk__in=usable_places(organisation).values())
        self._query("workplace", places.filter(status=SiteStatus.EXISTING))
        self._query("hubs", places.exclude(kind=SiteKind.OWN_OFFICE))
        limits = [(str(each), formats.minutes(each)) for each in MINUTES]
        none = (NO_LIMIT, pgettext_lazy("limit of travel", "No limit"))
        self._choices("office_days", _office_choices())
        self._choices("home_days", _day_choices())
        self._choices("hub_days", _day_choices())
        self._choices("office_minutes", [*limits, none])
        self._choices("hub_minutes", [*limits, none])
        self._choices("week_hours", [none, *((str(h), formats.hours(h)) for h in WEEK_HOURS)])

    def _query(self, name: str, places: Any) -> None:  # Any: a QuerySet of places
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places
        field.label_from_instance = place_label  # type: ignore[assignment,method-assign]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:  # Any: lazy texts
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Hub days need a hub."""
        cleaned = super().clean() or {}
        if cleaned.get("hub_days") and not cleaned.get("hubs") and "hubs" not in self.errors:
            self.add_error("hubs", _("Choose at least one hub, or no hub days."))
        return cleaned

    @property
    def question(self) -> Question:
        """The rules; only on a valid form."""
        found = self.cleaned_data
        hubs = tuple(found["hubs"]) if found["hub_days"] else ()
        hours = _number(found["week_hours"])
        rules = PostRules(
            office_days=OFFICE_DAYS[found["office_days"]],
            hub_days=float(found["hub_days"]),
            home_days=float(found["home_days"]),
            office_minutes=_number(found["office_minutes"]),
            hub_minutes=_number(found["hub_minutes"]),
            week_minutes=None if hours is None else 60.0 * hours,
        )
        values = {
            "workplace": found["workplace"].site_id,
            "office_days": found["office_days"],
            "home_days": found["home_days"],
            "hub_days": found["hub_days"],
            "hubs": [hub.site_id for hub in hubs],
            "office_minutes": found["office_minutes"],
            "hub_minutes": found["hub_minutes"],
            "week_hours": found["week_hours"],
        }
        return Question(rules, found["workplace"], hubs, values)


class SavePostForm(forms.Form):
    """A vacancy's name and the texts as they are to be used."""

    name = forms.CharField(
        label=_("Name of the vacancy"), max_length=160, help_text=_("So that you find it again.")
    )
    advert_sv = forms.CharField(
        label=_("Text in Swedish"), max_length=4000, required=False,
        widget=forms.Textarea({"rows": 9, "lang": "sv"}),
    )  # fmt: skip
    advert_en = forms.CharField(
        label=_("Text in English"), max_length=4000, required=False,
        widget=forms.Textarea({"rows": 9, "lang": "en"}),
    )  # fmt: skip


class AdvertForm(SavePostForm):
    """The texts of a saved vacancy."""

    name = None  # type: ignore[assignment]  # Django's way of leaving a field out


def place_label(place: Any) -> str:  # Any: as Django's own
    """A place with its municipality."""
    return f"{place.name}, {place.municipality}"


def _number(text: str) -> float | None:
    return None if text == NO_LIMIT else float(text)


def _day_choices() -> list[tuple[str, Any]]:  # Any: lazy texts
    return [
        ("0", pgettext_lazy("number of days", "None")),
        *(
            (str(n), ngettext_lazy("%(days)s day", "%(days)s days", n) % {"days": n})
            for n in range(1, 6)
        ),
    ]


def _office_choices() -> list[tuple[str, Any]]:  # Any: lazy texts
    return [
        ("0", _("No certain days")),
        ("m1", _("1 day a month")),
        ("m2", _("2 days a month")),
        *(
            (
                f"w{n}",
                ngettext_lazy("%(days)s day a week", "%(days)s days a week", n) % {"days": n},
            )
            for n in range(1, 6)
        ),
    ]
