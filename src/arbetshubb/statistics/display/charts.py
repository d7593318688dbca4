"""Charts of statistics: years as lines that stop at a break, municipalities as equal bars."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arbetshubb.statistics.queries import BreakNote
from arbetshubb.statistics.rules.series import Point
from arbetshubb.ui.charts import Bar, Chart, LinePoint, bars, line


def trend_charts(
    title: str, points: Sequence[Point], *, unit: str, breaks: Sequence[BreakNote], source: str
) -> list[Chart]:
    """One line for each stretch of years that can be compared."""
    known = [point for point in points if point.value is not None]
    edges = sorted(note.period for note in breaks)
    found = []
    for first, after in zip(["", *edges], [*edges, "9999"], strict=True):
        part = [point for point in known if first <= point.period < after]
        if len(part) < 2:  # noqa: PLR2004 - a line needs two ends
            continue
        years = f"{part[0].period}–{part[-1].period}"
        found.append(
            line(
                _("%(title)s, %(years)s") % {"title": title, "years": years},
                [LinePoint(float(point.period), point.value or 0.0) for point in part],
                unit=unit,
                x_kind="year",
                x_label=_("Year"),
                source=source,
            )
        )
    return found


def bars_of(
    title: str,
    rows: Sequence[tuple[str, float]],
    *,
    without: Sequence[tuple[str, str]],
    source: str,
) -> Chart | None:
    """Municipalities in their order, all drawn alike; ``None`` without figures.

    ``without`` are municipalities that have no figure, and why.
    """
    if not rows:
        return None
    return bars(
        title,
        [Bar(name, value) for name, value in rows],
        source=source,
        summary=" ".join(f"{name}: {why}." for name, why in without),
        category=_("Municipality"),
    )
