"""Sentences for problems that any table can have: what is wrong and what to do about it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language, gettext_noop, override
from django.utils.translation import gettext as _

from arbetshubb.tables.problems import Params, Problem

type Sentences = dict[str, tuple[str, str]]
"""By problem code: what is wrong, what to do; ``%(name)s`` stands for a problem's parameter."""

SENTENCES: Final[Sentences] = {
    "file_missing": (
        gettext_noop("The file does not exist or cannot be opened."),
        gettext_noop("Check the name and the folder, and that you may read the file."),
    ),
    "file_too_large": (
        gettext_noop("The file is larger than %(limit)s MB."),
        gettext_noop("Split the file, or remove columns and sheets that are not needed."),
    ),
    "file_empty": (
        gettext_noop("The file is empty."),
        gettext_noop("Save the file again with a header row and at least one row below it."),
    ),
    "too_many_rows": (
        gettext_noop("The file has more than %(limit)s rows."),
        gettext_noop("Split the file into several smaller ones."),
    ),
    "too_many_columns": (
        gettext_noop("The file has more than %(limit)s columns."),
        gettext_noop("Remove the columns that are not needed."),
    ),
    "not_a_table": (
        gettext_noop("The file is not a table."),
        gettext_noop("Save it as CSV or as an Excel workbook (.xlsx)."),
    ),
    "unknown_encoding": (
        gettext_noop("The characters of the file cannot be read."),
        gettext_noop("Save it again as “CSV UTF-8” or as an Excel workbook (.xlsx)."),
    ),
    "broken_quotes": (
        gettext_noop(
            "From row %(row)s on, a quotation mark is opened and never closed as it should."
        ),
        gettext_noop("Mend or remove the quotation marks on that row."),
    ),
    "broken_spreadsheet": (
        gettext_noop("The workbook is damaged or locked by a password."),
        gettext_noop("Open it in Excel, remove the password and save it again as .xlsx."),
    ),
    "too_many_cells": (
        gettext_noop("The row has more cells than the header has columns (%(columns)s)."),
        gettext_noop("Put text that holds the delimiter, such as a position, in quotation marks."),
    ),
    "column_missing": (
        gettext_noop("The column is missing. The file has: %(found)s."),
        gettext_noop("Add a column with one of these names: %(names)s."),
    ),
    "column_twice": (
        gettext_noop("The column says the same as the column “%(first)s”."),
        gettext_noop("Keep one of the two columns."),
    ),
    "column_unknown": (
        gettext_noop("The column is not known and is not read."),
        gettext_noop("Nothing needs to be done. Remove the column if it holds personal data."),
    ),
    "column_misspelt": (
        gettext_noop("The column is not known and is not read."),
        gettext_noop("If you meant “%(suggestion)s”, rename the column."),
    ),
    "no_rows": (
        gettext_noop("There are no rows below the header."),
        gettext_noop("Add at least one row."),
    ),
    "value_missing": (
        gettext_noop("The cell is empty."),
        gettext_noop("Fill in a value."),
    ),
    "number_expected": (
        gettext_noop("This is not a number."),
        gettext_noop("Write digits only, for example 12 or 12,5."),
    ),
    "whole_number_expected": (
        gettext_noop("This is not a whole number."),
        gettext_noop("Write digits only, for example 12."),
    ),
    "number_negative": (
        gettext_noop("The number is less than zero."),
        gettext_noop("Write zero or a larger number."),
    ),
    "yes_or_no_expected": (
        gettext_noop("This is neither yes nor no."),
        gettext_noop("Write yes or no, or leave the cell empty."),
    ),
    "word_unknown": (
        gettext_noop("The word is not one of those that can stand here."),
        gettext_noop("Write one of: %(choices)s."),
    ),
    "text_too_long": (
        gettext_noop("The text is longer than %(limit)s characters."),
        gettext_noop("Shorten it."),
    ),
}


def sentence(problem: Problem, sentences: Sentences = SENTENCES) -> tuple[str, str]:
    """What is wrong and what to do, in the language that is active.

    Raises:
        KeyError: the code has no sentence: a fault of ours that a test catches.
    """
    wrong, remedy = sentences[problem.code]
    params = _in_language(problem.params)
    return _(wrong) % params, _(remedy) % params


def _in_language(params: Params) -> Params:
    """A list of words that may stand in a cell is given in Swedish too, as ``…_sv``."""
    if get_language() != "sv":
        return params
    return {name: params.get(f"{name}_sv", value) for name, value in params.items()}


def in_swedish(message: str) -> str:
    """A sentence in Swedish, whatever language is active."""
    with override("sv"):
        return _(message)


def in_english(message: str) -> str:
    """A sentence in English, whatever language is active."""
    with override("en"):
        return _(message)
