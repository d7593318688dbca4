"""Charts: safe under the security policy, in Swedish, and always with their table."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from arbetshubb.ui.charts import (
    Bar,
    Chart,
    LinePoint,
    ScatterPoint,
    TornadoRow,
    bars,
    line,
    pareto,
    tornado,
)
from arbetshubb.ui.gallery import samples


@pytest.fixture
def every_chart(swedish: None) -> list[Chart]:
    return samples.charts()


def test_no_drawing_holds_what_the_security_policy_blocks(every_chart: list[Chart]) -> None:
    for one in every_chart:
        assert "style=" not in one.svg
        assert "<script" not in one.svg
        assert not re.search(r"\son\w+=", one.svg)
        assert not re.search(r'(?:href|src)="(?:https?:)?//', one.svg)


def test_a_drawing_is_one_named_image_to_a_screen_reader(every_chart: list[Chart]) -> None:
    for one in every_chart:
        (opening,) = re.findall(r"<svg[^>]*>", one.svg)
        assert f'aria-label="{one.title}' in opening
        assert one.svg.count("aria-label=") == 1 + one.svg.count("<a ")


def test_every_chart_has_its_figures_in_a_table(every_chart: list[Chart]) -> None:
    for one in every_chart:
        assert one.table.lines()


def test_numbers_follow_the_language() -> None:
    rows = [Bar("a", 1_234_567)]
    with translation.override("sv"):
        assert "1\u00a0234\u00a0567" in bars("Antal", rows).svg
    with translation.override("en"):
        assert "1,234,567" in bars("Antal", rows).svg


@pytest.mark.usefixtures("swedish")
def test_a_hidden_bar_has_words_in_picture_and_table() -> None:
    chart = bars("Antal", [Bar("få", None), Bar("många", 10)])
    assert "färre än 5" in chart.svg
    assert chart.table.lines()[0][1].is_hidden


@pytest.mark.usefixtures("swedish")
def test_the_links_of_a_front_are_ours_and_have_names() -> None:
    points = [
        ScatterPoint(1, 2, "Fyra hubbar", "/plans/4/"),
        ScatterPoint(2, 3, "Fem <hubbar>", "/plans/5/"),
    ]
    chart = pareto("Front", points, x_label="kr", y_label="km")
    assert re.findall(r'<a[^>]*href="([^"]+)"', chart.svg) == ["/plans/4/", "/plans/5/"]
    assert 'aria-label="Fem &lt;hubbar&gt;"' in chart.svg
    assert 'role="group"' in chart.svg


@pytest.mark.usefixtures("swedish")
def test_the_longest_bar_of_a_tornado_is_first() -> None:
    rows = [TornadoRow("liten", 9, 11), TornadoRow("stor", 2, 30)]
    chart = tornado("Känslighet", rows, base=10)
    assert [cells[0].text for cells in chart.table.lines()] == ["stor", "liten"]
    assert chart.svg.index(">stor<") < chart.svg.index(">liten<")


@pytest.mark.usefixtures("swedish")
def test_a_target_is_drawn_once() -> None:
    chart = bars("Mål", [Bar("a", 1), Bar("b", 2)], target=1.5, target_label="målet")
    assert chart.svg.count(">målet<") == 1


@pytest.mark.usefixtures("swedish")
def test_a_year_is_written_without_separators() -> None:
    chart = line("Över tid", [LinePoint(2025, 1), LinePoint(2026, 2)], x_kind="year", x_label="År")
    assert ">2025<" in chart.svg
    assert chart.table.lines()[0][0].text == "2025"
