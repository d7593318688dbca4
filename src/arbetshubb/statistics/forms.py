"""Forms of the statistics: a file, a question to a publisher, a break in a series, a choice."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.statistics.rules.kinds import TABLES, Kind, KnownTable

ACCEPTED: Final = ".csv,.txt,.json,.geojson,.gpkg,.zip,.xlsx,.xls,.ods"
FIRST_YEAR: Final = 1990
MOST_YEARS: Final = 40
_KPI: Final = re.compile(r"^[NU]\d{5}$")
_MOST_KPIS: Final = 20


NOT_IN_DATABASE: Final = (Kind.POPULATION_CELLS, Kind.KEY_FIGURES)


class UploadForm(forms.Form):
    """A file as the publisher gives it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "As it comes from Statistics Sweden (CSV, JSON-stat 2 or GeoPackage) or Kolada (JSON "
            "or CSV). At most 60 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file.")},
    )
    published = forms.DateField(
        label=_("Published"),
        required=False,
        help_text=_("The day the publisher released it, when the file does not say so."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class YearsForm(forms.Form):
    """From one year to another."""

    first_year = forms.IntegerField(label=_("First year"), min_value=FIRST_YEAR)
    last_year = forms.IntegerField(label=_("Last year"), min_value=FIRST_YEAR)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django's own
        """The latest five years, of which the current one is not published yet."""
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.fields["first_year"].initial = year - 5
        self.fields["last_year"].initial = year - 1

    def clean(self) -> dict[str, Any]:
        """The years in order, and not too many."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first is not None and last is not None:
            if first > last:
                raise ValidationError(_("The first year must not be after the last one."))
            if last - first >= MOST_YEARS:
                raise ValidationError(_("Choose at most %(most)s years.") % {"most": MOST_YEARS})
        return cleaned


class ScbForm(YearsForm):
    """A table of Statistics Sweden."""

    table = forms.ChoiceField(label=_("Table"))
    field_order = ("table", "first_year", "last_year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django's own
        """The known tables whose name in the database that is connected is known too."""
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (each.table_id, f"{each.title_sv} ({each.table_id})")
            for each in TABLES
            if each.kind not in NOT_IN_DATABASE and remote_id(each)
        ]

    @property
    def remote_id(self) -> str:
        """The chosen table's name in the database that is connected."""
        return remote_id(self.chosen)

    @property
    def chosen(self) -> KnownTable:
        """The chosen table."""
        return next(each for each in TABLES if each.table_id == self.cleaned_data["table"])


class KoladaForm(YearsForm):
    """Key figures of Kolada."""

    kpis = forms.CharField(
        label=_("Ids of key figures"),
        help_text=_("Kolada's ids with commas between, like N00945, N01951."),
        error_messages={"required": _("Write at least one id.")},
    )
    field_order = ("kpis", "first_year", "last_year")

    def clean_kpis(self) -> list[str]:
        """The ids, each once."""
        words = re.split(r"[,;\s]+", self.cleaned_data["kpis"].upper().strip(" ,;"))
        wrong = [word for word in words if not _KPI.match(word)]
        if wrong:
            raise ValidationError(
                _("“%(word)s” is no id of a key figure. Write a letter and five digits.")
                % {"word": wrong[0]}
            )
        if len(set(words)) > _MOST_KPIS:
            raise ValidationError(_("Choose at most %(most)s key figures.") % {"most": _MOST_KPIS})
        return list(dict.fromkeys(words))


class BreakForm(forms.Form):
    """A break in a series."""

    period = forms.RegexField(
        r"^(19|20)\d\d$",
        label=_("First year after the break"),
        error_messages={"invalid": _("Write a year, like 2020.")},
    )
    note = forms.CharField(label=_("What changed"), max_length=300)


class FigureChoice(forms.Form):
    """Which figures of a table to show. Sent by GET."""

    use_required_attribute = False

    period = forms.ChoiceField(label=_("Year"))
    measure = forms.ChoiceField(label=_("What is counted"))
    group = forms.ChoiceField(label=pgettext_lazy("of people", "Who"))
    municipality = forms.ChoiceField(label=_("Municipality"))

    def __init__(
        self, data: Any, choices: dict[str, list[tuple[str, str]]], initial: dict[str, str]
    ) -> None:  # Any: a QueryDict
        """Only the fields that have something to choose between."""
        super().__init__(initial={**initial, **{k: v for k, v in data.items() if v}})
        for name in list(self.fields):
            if len(choices.get(name, [])) < 2:  # noqa: PLR2004 - nothing to choose
                del self.fields[name]
            else:
                self.fields[name].choices = choices[name]  # type: ignore[attr-defined]  # a ChoiceField


def remote_id(table: KnownTable) -> str:
    """The table's name where the settings point: a path in version 1, a TAB number in version 2.

    Empty when it is not known.
    """
    if "/v1/" in settings.ARBETSHUBB_SCB_URL + "/":
        folder, name = table.table_id.split("/")
        return f"{folder[:2]}/{folder[:6]}/{folder}/{name}"
    return next((name for name in table.aliases if name.startswith("TAB")), "")
