"""Tables: order, search, pages and hidden cells."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string

from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

pytestmark = pytest.mark.usefixtures("swedish")


@dataclass(frozen=True)
class Town:
    name: str
    people: int | None


TOWNS = (
    Town("Åre", 12),
    Town("Östersund", 61),
    Town("Berg", None),
    Town("Ånge", 7),
    Town("älvros", 9),
)
COLUMNS = (
    Column("name", "Ort", link=lambda town: f"/towns/{town.name}"),
    Column("people", "Anställda", kind="number", hidden_is_few=True),
)


def table(**parameters: str) -> DataTable:
    made = DataTable(
        id="t", caption="Orter", columns=COLUMNS, rows=TOWNS, per_page=3, filter_fields=("name",)
    )
    return made.read({f"t-{name}": value for name, value in parameters.items()})


def names(made: DataTable) -> list[str]:
    return [line[0].text for line in made.lines()]


def html(made: DataTable) -> str:
    return render_to_string("ui/parts/data_table.html", {"table": made})


def test_rows_come_in_swedish_order() -> None:
    assert names(table(sort="name")) == ["Berg", "Ånge", "Åre"]
    assert names(table(sort="name", page="2")) == ["älvros", "Östersund"]


def test_hidden_values_come_last_whichever_way_one_sorts() -> None:
    up = [row.name for row in table(sort="people").rows]
    down = [row.name for row in table(sort="-people").rows]
    assert up == ["Ånge", "älvros", "Åre", "Östersund", "Berg"]
    assert down == ["Östersund", "Åre", "älvros", "Ånge", "Berg"]


def test_a_search_looks_only_in_its_fields_and_forgets_the_page() -> None:
    found = table(q="ÅR", page="2")
    assert names(found) == ["Åre"]
    assert "t-page" not in dict(found.kept_parameters)


def test_an_unknown_sort_or_page_shows_the_table_as_it_is() -> None:
    assert names(table(sort="password", page="99")) == ["Ånge", "älvros"]


def test_sorting_again_turns_the_order_and_keeps_the_search() -> None:
    header = table(sort="people", q="r").headers[1]
    assert header.order == "ascending"
    assert "t-sort=-people" in header.url
    assert "t-q=r" in header.url


def test_a_hidden_cell_says_fewer_than_five_and_why() -> None:
    drawn = html(table(q="berg"))
    assert "färre än 5" in drawn
    assert 'title="Dold för att' in drawn


def test_a_missing_value_that_hides_nobody_is_a_dash() -> None:
    column = Column("people", "", kind="number")
    assert column.cell(Town("Berg", None)).text == "–"
    assert column.cell(Town("Berg", 0)).text == "0"


def test_user_text_is_escaped() -> None:
    drawn = html(DataTable(id="x", caption="c", columns=COLUMNS, rows=[Town("<b>x</b>", 1)]))
    assert "<b>x</b>" not in drawn
    assert "&lt;b&gt;x" in drawn


def test_html_from_anyone_but_us_is_escaped() -> None:
    made = DataTable(
        id="x", caption="c", columns=(Column("name", "", kind="html"),), rows=[Town("<i>", 1)]
    )
    assert "<i>" not in html(made)


def test_the_picture_of_the_table_is_read_aloud_by_its_caption() -> None:
    drawn = html(table())
    assert 'role="region" aria-labelledby="t-caption"' in drawn
    assert 'tabindex="0"' in drawn
    assert '<th scope="row">' in drawn


def test_an_empty_search_leads_back() -> None:
    drawn = html(table(q="zzz"))
    assert "Inget stämmer med ”zzz”" in drawn
    assert "Visa alla" in drawn


def test_the_export_has_the_same_search_and_order() -> None:
    made = DataTable(id="t", caption="", columns=COLUMNS, rows=TOWNS, export_url="/x?a=1")
    read = made.read({"t-sort": "name", "t-page": "2"})
    assert read.full_export_url == "/x?a=1&t-sort=name"


def test_a_wrong_kind_stops_at_once() -> None:
    with pytest.raises(ValueError, match="monney"):
        Column("a", "b", kind="monney")
    with pytest.raises(ValueError, match="blue"):
        Status("x", "blue")
