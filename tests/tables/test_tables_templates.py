"""Templates can be filled in and read back, and planned with as they are."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from arbetshubb.people.rules import PEOPLE_COLUMNS, parse_people
from arbetshubb.people.template import people_template
from arbetshubb.places.rules import SITE_COLUMNS, parse_sites
from arbetshubb.places.rules.details import DETAIL_COLUMNS
from arbetshubb.places.template import sites_template
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.reading import read_table


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_examples_of_the_templates_are_right_and_fit_each_other(language: str) -> None:
    gazetteer = Gazetteer.shipped()
    sites = parse_sites(
        read_table(sites_template(language), name="sites.xlsx"), gazetteer=gazetteer
    )
    people = parse_people(
        read_table(people_template(language), name="people.xlsx"),
        sites=sites.sites,
        gazetteer=gazetteer,
    )
    assert not sites.problems
    assert not people.problems
    assert (len(sites.sites), len(people.people)) == (5, 4)


def test_the_header_is_in_the_language_asked_for() -> None:
    assert read_table(people_template("sv"), name="x").columns == tuple(
        column.aliases[0] for column in PEOPLE_COLUMNS
    )
    assert set(read_table(sites_template("en"), name="x").columns) <= {
        column.name for column in (*SITE_COLUMNS, *DETAIL_COLUMNS)
    }


def test_every_column_is_explained_in_both_languages() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(people_template("sv")))
    rows = book.get_sheet_by_index(1).to_python()
    assert [row[1] for row in rows[1:]] == [column.name for column in PEOPLE_COLUMNS]
    assert all(row[3] and row[4] and row[3] != row[4] for row in rows[1:])
