"""The bridge from one figure to another, and two charts on one page."""

import re

from arbetshubb.ui.charts import Bar, Pier, Step, bars, bridge


def test_the_bridge_draws_both_ends_and_every_step() -> None:
    chart = bridge(
        "Why",
        Pier("2017", 100.0),
        [Step("People", 20.0), Step("Modes", -50.0)],
        Pier("Now", 70.0),
        headings=("Cause", "tonnes"),
    )
    for words in ("2017", "People", "Modes", "Now", "+20", "−50", "100", "70"):
        assert words in chart.svg
    assert [row["label"] for row in chart.table.rows] == ["2017", "People", "Modes", "Now"]


def test_a_bridge_between_nothing_and_nothing_can_be_drawn() -> None:
    assert "<svg" in bridge("Why", Pier("a", 0.0), [], Pier("b", 0.0)).svg


def test_two_charts_on_a_page_do_not_share_ids() -> None:
    first, second = (bars(title, [Bar("x", value)]) for title, value in (("a", 1.0), ("b", 9.0)))
    ids = [set(re.findall(r'\bid="([^"]+)"', chart.svg)) for chart in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert all(used in found for chart, found in zip((first, second), ids, strict=True)
               for used in re.findall(r"url\(#([^)]+)\)", chart.svg))  # fmt: skip
