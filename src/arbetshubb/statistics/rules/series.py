"""Figures by municipality, measure and year: migration and key figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arbetshubb.statistics.rules.figures import Figures, Status


@dataclass(frozen=True, slots=True)
class Point:
    """One figure; ``value`` is ``None`` when it is not known, and ``status`` says why."""

    period: str
    value: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class Series:
    """``points[area, measure]``, oldest first, with names of both."""

    points: Mapping[tuple[str, str], tuple[Point, ...]]
    area_names: Mapping[str, str]
    measure_names: Mapping[str, str]
    periods: tuple[str, ...]

    def of(self, area: str, measure: str) -> tuple[Point, ...]:
        """The years of one area and measure; empty when there are none."""
        return self.points.get((area, measure), ())

    def at(self, area: str, measure: str, period: str) -> Point | None:
        """The figure of a year; ``None`` when the statistics say nothing of it."""
        return next((each for each in self.of(area, measure) if each.period == period), None)

    def latest(self, area: str, measure: str) -> Point | None:
        """The last year with a figure."""
        return next((each for each in reversed(self.of(area, measure)) if each.value is not None),
                    None)  # fmt: skip


def series_from(figures: Figures) -> Series:
    """The figures of one group as series."""
    found: dict[tuple[str, str], list[Point]] = {}
    for area, _other, period, measure, _group, value, status in figures.rows():
        mark = Status(status)
        known = None if mark in {Status.SUPPRESSED, Status.MISSING} else value
        found.setdefault((area, measure), []).append(Point(period, known, mark))
    return Series(
        points={key: tuple(sorted(each, key=_by_period)) for key, each in found.items()},
        area_names=dict(zip(figures.area.codes, figures.area.names, strict=True)),
        measure_names=dict(zip(figures.measure.codes, figures.measure.names, strict=True)),
        periods=tuple(sorted(set(figures.period.code_array().tolist()))),
    )


def _by_period(point: Point) -> str:
    return point.period
