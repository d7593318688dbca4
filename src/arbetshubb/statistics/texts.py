"""Sentences for what can be wrong in a file of statistics, and for what fails."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from arbetshubb.statistics.rules.figures import Status
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.texts import SENTENCES as TABLE_SENTENCES
from arbetshubb.tables.texts import Sentences
from arbetshubb.tables.texts import sentence as table_sentence

_FETCH_AGAIN: Final = gettext_noop("Fetch the file again from the publisher and give it as it is.")

SENTENCES: Final[Sentences] = {
    **TABLE_SENTENCES,
    "json_broken": (gettext_noop("The file breaks off or is not JSON."), _FETCH_AGAIN),
    "json_unknown": (
        gettext_noop("The file is JSON, but of no shape that is known here."),
        gettext_noop("Fetch the table as JSON-stat 2, as JSON from Kolada or as CSV."),
    ),
    "json_stat_broken": (
        gettext_noop("The JSON-stat table lacks a part (%(part)s)."),
        _FETCH_AGAIN,
    ),
    "json_stat_size": (
        gettext_noop("The JSON-stat table does not have as many values as it says (%(variable)s)."),
        _FETCH_AGAIN,
    ),
    "px_json_broken": (
        gettext_noop("The table's columns and rows do not fit each other."),
        _FETCH_AGAIN,
    ),
    "too_many_figures": (
        gettext_noop("The table has more than %(limit)s figures."),
        gettext_noop("Choose fewer years or regions at the publisher."),
    ),
    "table_unknown": (
        gettext_noop("This is no statistics that are known here. The file has: %(found)s."),
        gettext_noop(
            "Give commuting between municipalities, migration, population by 1 km square or DeSO, "
            "or key figures from Kolada."
        ),
    ),
    "variable_missing": (
        gettext_noop("The variable %(variable)s is missing. The file has: %(found)s."),
        gettext_noop("Choose the variable too when you fetch the table."),
    ),
    "no_figures_column": (
        gettext_noop("There is no column with figures. The file has: %(found)s."),
        gettext_noop("Fetch the table with its figures."),
    ),
    "no_figures": (gettext_noop("There are no figures in the file."), _FETCH_AGAIN),
    "figure_unreadable": (
        gettext_noop("“%(value)s” is neither a figure nor one of the publisher's marks."),
        gettext_noop(
            "Give the publisher's file as it is, or write a number. Two dots mean: not shown."
        ),
    ),
    "code_missing": (
        gettext_noop("The row has figures and does not say what they are about."),
        gettext_noop("Fill in the codes, or remove the row."),
    ),
    "square_unknown": (
        gettext_noop("“%(value)s” is no square in SWEREF 99 TM."),
        gettext_noop("Write the id as Statistics Sweden does, 13 digits like 4820007010000."),
    ),
    "square_twice": (
        gettext_noop("The square is in the file twice."),
        gettext_noop("Remove one of the rows."),
    ),
    "grid_other_system": (
        gettext_noop("The squares are in %(system)s, not in SWEREF 99 TM."),
        gettext_noop("Fetch “Rutor, SWEREF99 TM” from Statistics Sweden instead."),
    ),
    "year_unknown": (
        gettext_noop("The file does not say which year it is about."),
        gettext_noop("Keep the column referenstid, or put the year in the name of the file."),
    ),
    "geopackage_broken": (gettext_noop("The GeoPackage is damaged."), _FETCH_AGAIN),
    "zip_broken": (gettext_noop("The archive is damaged."), _FETCH_AGAIN),
    "zip_contents": (
        gettext_noop("The archive holds %(count)s files of statistics."),
        gettext_noop("Unpack it and give one file at a time."),
    ),
    "kolada_broken": (gettext_noop("Kolada's answer lacks a part (%(part)s)."), _FETCH_AGAIN),
    "kolada_empty": (
        gettext_noop("Kolada's answer has no values."),
        gettext_noop("Choose key figures, municipalities and years that have values."),
    ),
    "kpi_unknown": (
        gettext_noop("The row has no id of a key figure."),
        gettext_noop("Write Kolada's id, a letter and five digits like N00945."),
    ),
    "place_unknown": (
        gettext_noop("“%(value)s” is no municipality."),
        gettext_noop("Write the municipality's name or its four-digit code."),
    ),
}

STATUS_LABELS: Final[dict[int, Promise | str]] = {
    Status.OK: "",
    Status.SUPPRESSED: _("not shown by the publisher"),
    Status.ADJUSTED: _("adjusted by the publisher"),
    Status.MISSING: _("no figure"),
    Status.PRELIMINARY: _("preliminary"),
}

MEASURE_LABELS: Final[dict[str, Promise]] = {
    "people": _("People"),
    "working_age": _("Aged 20–64"),
    "in": _("Moved in"),
    "out": _("Moved out"),
    "net": _("Net migration"),
    "in_domestic": _("Moved in within Sweden"),
    "out_domestic": _("Moved out within Sweden"),
    "net_domestic": _("Net migration within Sweden"),
    "immigration": _("Immigrated"),
    "emigration": _("Emigrated"),
    "net_abroad": _("Net immigration"),
}

GROUP_LABELS: Final[dict[str, Promise]] = {
    "total": _("Everybody"),
    "women": _("Women"),
    "men": _("Men"),
}

REFUSALS: Final[dict[str, Promise]] = {
    "EditionNotOpen": _("This file has already been applied or put away. Nothing was changed."),
    "StatisticsHaveChanged": _(
        "The statistics in use have changed since the file was checked. Look at what it would "
        "change now, and apply it again."
    ),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong in the file and what to do, in the language that is active."""
    return table_sentence(problem, SENTENCES)


def refusal(error: Exception) -> str:
    """Why a file was not applied."""
    return str(REFUSALS[type(error).__name__])


def measure_label(code: str, name: str = "") -> str:
    """What is counted, in words; a key figure is called what Kolada calls it."""
    return str(MEASURE_LABELS.get(code, name or code))
