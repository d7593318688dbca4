"""The forms of the plans room: a scenario in plain words, a name, a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.hubplan import PlanOptions
from arbetshubb.analysis.places import Site
from arbetshubb.plans.models import Scenario, Scope
from arbetshubb.plans.queries import hub_choices
from arbetshubb.plans.rules import (
    LONGEST_MINUTES,
    LONGEST_SEARCH_SECONDS,
    SHORTEST_MINUTES,
    SHORTEST_SEARCH_SECONDS,
    DemandsContradict,
    check_options,
)
from arbetshubb.plans.texts.assumptions import assumption_help
from arbetshubb.plans.texts.conflicts import contradiction
from arbetshubb.reference.constants import constants

# The assumptions that a planner may move in the form, by constant; shares are shown in per cent.
SHARES: Final = ("stated_interest", "realisation", "replaces_home_share")
DAYS: Final = ("hub_days_per_member",)
ASSUMED: Final = ("stated_interest", "realisation", "hub_days_per_member", "replaces_home_share")


class HubCount:
    """How many hubs the planner asks for."""

    FREE = "free"
    EXACTLY = "exactly"
    AT_MOST = "at_most"


class KronorField(forms.DecimalField):
    """Whole kronor; spaces between thousands are welcome."""

    def to_python(self, value: Any) -> Any:  # Any: as Django's own
        """The number however its thousands were parted."""
        if isinstance(value, str):
            value = "".join(value.split()).replace("\u00a0", "").replace(",", ".")
        return super().to_python(value)


class NumberField(forms.FloatField):
    """A number with decimal comma or point."""

    def to_python(self, value: Any) -> Any:  # Any: as Django's own
        """The number whichever decimal sign was used."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)


class ScenarioForm(forms.Form):
    """Demands and assumptions of a hub plan, each with a default that makes sense."""

    name = forms.CharField(
        label=_("What shall the plan be called?"),
        max_length=120,
        help_text=_("So that you and your colleagues find it again."),
    )
    scope = forms.ChoiceField(
        label=_("Whose staff is the plan for?"),
        choices=Scope.choices,
        initial=Scope.OWN,
        widget=forms.RadioSelect,
        help_text=_(
            "Together counts every employer that takes part in shared planning. You see figures"
            " for all of them together, never single persons."
        ),
    )
    hub_count = forms.ChoiceField(
        label=_("How many hubs?"),
        initial=HubCount.FREE,
        widget=forms.RadioSelect,
        choices=[
            (HubCount.FREE, _("As many as are worth their cost")),
            (HubCount.EXACTLY, _("Exactly a number")),
            (HubCount.AT_MOST, _("At most a number")),
        ],
    )
    hubs = forms.IntegerField(
        label=_("Number of hubs"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("Needed when you ask for exactly or at most a number."),
    )
    each_municipality = forms.BooleanField(
        label=_("A hub in every municipality"),
        required=False,
        initial=True,
        help_text=_("Municipalities without any possible place are left out."),
    )
    budget = KronorField(
        label=_("Budget"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-unit": _("SEK a year")}),
        help_text=_("The most that all hubs together may cost, excluding VAT. Empty: no limit."),
    )
    critical_mass = forms.IntegerField(
        label=_("Fewest members of a hub"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_(
            "A hub with too few members is an empty room. Nobody is moved to fill it: a hub that"
            " does not get so many of itself is not opened. Empty: no limit."
        ),
    )
    within_minutes = forms.IntegerField(
        label=_("To reach a hub means within"),
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
        initial=30,
        widget=forms.NumberInput(attrs={"data-unit": _("minutes by road")}),
        help_text=_("Only for the share that reach a hub; people farther away may use it too."),
    )
    keep_existing = forms.BooleanField(
        label=_("Hubs that exist today stay"),
        required=False,
        initial=True,
        help_text=_("Untick to let the plan close them."),
    )
    forced = forms.MultipleChoiceField(
        label=_("Places that must have a hub"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    forbidden = forms.MultipleChoiceField(
        label=_("Places that may not have a hub"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stated_interest = NumberField(label=_("Say they would use a hub"), min_value=0, max_value=100)
    realisation = NumberField(label=_("Do so in reality"), min_value=0, max_value=100)
    hub_days_per_member = NumberField(label=_("Hub days of a member"), min_value=0.1, max_value=5)
    replaces_home_share = NumberField(
        label=_("Hub days that replace a day at home"), min_value=0, max_value=100
    )
    time_limit = forms.IntegerField(
        label=_("Longest time to search"),
        min_value=SHORTEST_SEARCH_SECONDS,
        max_value=LONGEST_SEARCH_SECONDS,
        initial=60,
        widget=forms.NumberInput(attrs={"data-unit": _("seconds")}),
        help_text=_("A county is mostly proven best in a few seconds. The page can be left."),
    )

    def __init__(
        self,
        *args: Any,
        source: Scenario | None = None,
        can_pool: bool = True,
        name: str = "",
        **kwargs: Any,
    ) -> None:
        """``source`` is a scenario to start from; ``can_pool``: others take part in planning."""
        initial = {} if source is None else _initial_of(source)
        kwargs["initial"] = {**initial, "name": name}
        super().__init__(*args, **kwargs)
        self.sites = hub_choices()
        choices = [(site.site_id, _site_label(site)) for site in self.sites]
        for field in ("forced", "forbidden"):
            _choice_field(self.fields[field]).choices = choices
        if not can_pool:
            _choice_field(self.fields["scope"]).choices = [(Scope.OWN.value, Scope.OWN.label)]
        for key in ASSUMED:
            self._describe_assumption(key)

    def clean(self) -> dict[str, Any]:
        """Refuse demands that contradict each other before any search."""
        cleaned = super().clean() or {}
        if cleaned.get("hub_count") != HubCount.FREE and not cleaned.get("hubs"):
            if "hubs" not in self.errors:
                self.add_error("hubs", _("Write how many hubs, or choose as many as are worth it."))
            return cleaned
        if self.errors:
            return cleaned
        try:
            check_options(self.options, sites=[site.site_id for site in self.sites])
        except DemandsContradict as error:
            names = self._names(error.params.get("sites", ()))
            field = "hubs" if error.code == "more_forced_than_hubs" else "forbidden"
            self.add_error(field, contradiction(error, names))
        return cleaned

    @property
    def options(self) -> PlanOptions:
        """The demands; only on a form that has been cleaned."""
        values = self.cleaned_data
        budget, mass = values.get("budget"), values.get("critical_mass")
        count = values["hub_count"]
        return PlanOptions(
            budget=None if budget is None else float(budget),
            hubs=values["hubs"] if count == HubCount.EXACTLY else None,
            hubs_max=values["hubs"] if count == HubCount.AT_MOST else None,
            each_municipality=values["each_municipality"],
            critical_mass=None if mass is None else float(mass),
            within_minutes=float(values["within_minutes"]),
            keep_existing=values["keep_existing"],
            forced=tuple(values["forced"]),
            forbidden=tuple(values["forbidden"]),
            time_limit=float(values["time_limit"]),
        )

    @property
    def assumptions(self) -> dict[str, float]:
        """The assumptions in the constants' own units."""
        values = self.cleaned_data
        return {key: _as_constant(key, values[key]) for key in ASSUMED}

    @property
    def has_assumption_errors(self) -> bool:
        """Whether something folded away on the page has to be mended."""
        return any(name in self.errors for name in (*ASSUMED, "time_limit"))

    def _names(self, site_ids: Any) -> list[str]:  # Any: the params of a rule's exception
        return [site.name for site in self.sites if site.site_id in set(site_ids)]

    def _describe_assumption(self, key: str) -> None:
        constant = constants()[key]
        field = self.fields[key]
        field.help_text = assumption_help(constant)
        unit = _("per cent") if key in SHARES else _("days a week")
        field.widget = forms.TextInput(attrs={"inputmode": "decimal", "data-unit": unit})
        self.initial.setdefault(key, _as_shown(key, constant.value))


class NameForm(forms.Form):
    """A new name for a scenario."""

    name = forms.CharField(label=_("Name"), max_length=120)


class CompareForm(forms.Form):
    """Which two plans to hold against each other."""

    a = forms.ModelChoiceField(label=_("One plan"), queryset=Scenario.objects.none())
    b = forms.ModelChoiceField(label=_("Another plan"), queryset=Scenario.objects.none())

    def __init__(self, *args: Any, scenarios: Any, **kwargs: Any) -> None:
        """``scenarios`` are the finished ones that the user may see."""
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = scenarios


def _choice_field(field: forms.Field) -> forms.ChoiceField:
    assert isinstance(field, forms.ChoiceField)
    return field


def _site_label(site: Site) -> str:
    return f"{site.name}, {site.municipality}"


def _as_constant(key: str, shown: float) -> float:
    return round(shown / 100, 6) if key in SHARES else shown


def _as_shown(key: str, value: float) -> str:
    number = 100 * value if key in SHARES else value
    return f"{number:g}"


def _initial_of(scenario: Scenario) -> dict[str, Any]:
    options = scenario.plan_options
    count = HubCount.FREE
    if options.hubs is not None:
        count = HubCount.EXACTLY
    elif options.hubs_max is not None:
        count = HubCount.AT_MOST
    moved = {key: _as_shown(key, value) for key, value in scenario.assumptions.items()}
    return {
        "name": scenario.name,
        "scope": scenario.scope,
        "hub_count": count,
        "hubs": options.hubs if options.hubs is not None else options.hubs_max,
        "each_municipality": options.each_municipality,
        "budget": None if options.budget is None else round(options.budget),
        "critical_mass": None if options.critical_mass is None else round(options.critical_mass),
        "within_minutes": round(options.within_minutes),
        "keep_existing": options.keep_existing,
        "forced": list(options.forced),
        "forbidden": list(options.forbidden),
        "time_limit": round(options.time_limit),
        **moved,
    }


def first_name(scenarios: Sequence[str], base: str) -> str:
    """A name nobody has used yet: ``Hubbplan``, ``Hubbplan 2``."""
    taken, number, name = set(scenarios), 1, base
    while name in taken:
        number += 1
        name = f"{base} {number}"
    return name
