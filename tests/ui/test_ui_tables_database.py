"""Tables over a QuerySet: the database orders, searches and cuts, with as few questions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from arbetshubb.foundation.models import Organisation
from arbetshubb.ui.tables import Column, DataTable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swedish")]
NAMES = ("Östersund", "Åre", "Ånge", "Älvros", "Berg", "älvdalen")
COLUMNS = (
    Column("name", "Namn"),
    Column("number", "Nummer"),
    Column("kind", "Slag", value=lambda row: row.get_kind_display()),
)
on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL orders by its own collation"
)


@pytest.fixture(autouse=True)
def organisations() -> None:
    for index, name in enumerate(NAMES):
        Organisation.objects.create(
            name=name, code=f"C{index}", kind="municipality", number="" if index % 2 else f"{index}"
        )


def table(per_page: int = 4, **parameters: str) -> DataTable:
    made = DataTable(
        id="t",
        caption="Organisationer",
        columns=COLUMNS,
        rows=Organisation.objects.all(),
        per_page=per_page,
        filter_fields=("name", "code"),
    )
    return made.read({f"t-{name}": value for name, value in parameters.items()})


def names(made: DataTable) -> list[str]:
    return [line[0].text for line in made.lines()]


@on_sqlite
def test_names_come_in_swedish_order_on_every_page() -> None:
    assert names(table(sort="name")) == ["Berg", "Ånge", "Åre", "älvdalen"]
    assert names(table(sort="name", page="2")) == ["Älvros", "Östersund"]
    assert names(table(sort="-name"))[:2] == ["Östersund", "Älvros"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("åre", ["Åre"]),
        ("ÖSTER", ["Östersund"]),
        ("älv", ["Älvros", "älvdalen"]),
        ("c4", ["Berg"]),
        (".", []),
        ("(", []),
    ],
)
def test_a_search_finds_swedish_letters_in_any_case(query: str, found: list[str]) -> None:
    assert sorted(names(table(q=query))) == found


def test_a_page_that_does_not_exist_is_the_last_one() -> None:
    assert names(table(page="99")) == names(table(page="2"))
    assert names(table(page="x")) == names(table(page="1"))


def test_pages_show_every_row_once_even_when_all_sort_alike() -> None:
    Organisation.objects.update(number="same")
    shown = names(table(sort="number")) + names(table(sort="number", page="2"))
    assert sorted(shown) == sorted(NAMES)


@pytest.mark.parametrize("sort", ["kind", "pk", "memberships__user__password", "-", "name;drop"])
def test_only_what_is_a_sortable_column_sorts(sort: str) -> None:
    made = table(sort=sort)
    assert names(made) == names(table())
    assert {header.order for header in made.headers} == {"none"}


def test_a_column_only_python_knows_has_no_sort_link() -> None:
    links = {str(header.label): bool(header.url) for header in table().headers}
    assert links == {"Namn": True, "Nummer": True, "Slag": False}


@pytest.mark.parametrize("per_page", [0, 2, 4, 50])
def test_two_questions_draw_a_table_however_many_rows_there_are(per_page: int) -> None:
    for parameters in ({}, {"sort": "-name"}, {"q": "e", "page": "2"}):
        with CaptureQueriesContext(connection) as asked:
            render_to_string("ui/parts/data_table.html", {"table": table(per_page, **parameters)})
        assert len(asked) == 2, [query["sql"] for query in asked]


def test_a_table_without_pages_shows_all() -> None:
    made = table(per_page=0)
    assert (len(names(made)), made.page, made.count) == (6, None, 6)
