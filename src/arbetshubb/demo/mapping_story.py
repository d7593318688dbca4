"""A travel survey, business trips and an old report in the demo region. All of it is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from django.utils.translation import gettext as _

from arbetshubb.analysis.workforce import Mode
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.mapping.actions.analyses import OldReport, save_report
from arbetshubb.mapping.actions.business import TripsName, apply_trips, check_trips
from arbetshubb.mapping.actions.surveys import WaveName, apply_survey, check_survey
from arbetshubb.mapping.importing import gazetteer
from arbetshubb.mapping.survey_queries import staff_by_unit, study_for
from arbetshubb.people.models import ImportStatus
from arbetshubb.reference.constants import constants

type Rows = Sequence[Sequence[str]]

_ANSWERED: Final = 0.35
_SURVEY_HEADER: Final = (
    "home", "workplace", "unit", "mode_winter", "mode_summer", "office_days", "home_days",
    "hub_days", "in_car", "fuel", "would_bus", "would_car_pool", "would_bicycle",
    "would_electric_car", "would_home_day", "would_hub_day", "reasons",
)  # fmt: skip
_FUELS: Final = (("petrol", 0.46), ("diesel", 0.36), ("plug_in_hybrid", 0.10), ("hvo", 0.05),
                 ("gas", 0.03))  # fmt: skip
# How many say yes and maybe to bus, sharing, bicycle, electric car, home day and hub day.
_WILLING: Final = ((0.16, 0.22), (0.18, 0.24), (0.24, 0.18), (0.31, 0.27), (0.52, 0.20),
                   (0.29, 0.25))  # fmt: skip
_REASONS: Final = ("time", "no_alternative", "errands", "cost", "comfort", "health", "environment")
_REASON_SHARES: Final = (0.30, 0.22, 0.18, 0.10, 0.08, 0.07, 0.05)
_CYCLES_IN_SUMMER: Final = 0.09
_SHARES_A_CAR: Final = 0.08

# Kilometres and kronor a year for each employee, by means of travel in work.
_TRIPS: Final = (("own_car", 210.0, None), ("pool_car", 320.0, None), ("electric_car", 95.0, None),
                 ("taxi", 14.0, 26.0), ("hire_car", 28.0, 6.5), ("train", 120.0, 1.4),
                 ("flight", 260.0, 2.6), ("bus", 22.0, 1.7))  # fmt: skip
# Kilometres to work and back a year for each employee in the invented report of 2017.
_REPORT_KM: Final = {
    Mode.CAR: 7_600.0, Mode.ELECTRIC_CAR: 90.0, Mode.BUS: 760.0, Mode.TRAIN: 130.0,
    Mode.BICYCLE: 160.0, Mode.WALK: 45.0,
}  # fmt: skip


class TravelStoryBroken(RuntimeError):
    """The demo's own files were refused: the story and the rules have parted."""


def tell_travel(
    planner: User, organisation: Organisation, people: Rows, *, year: int, seed: int
) -> None:
    """A survey that some 35 % have answered, last year's business trips, and a report of 2017.

    ``people`` are the rows of the region's staff file, the header first.
    """
    random = np.random.default_rng(seed)
    _survey(planner, organisation, people, year, random)
    _trips(planner, organisation, len(people) - 1, year - 1)
    save_report(planner, organisation, _report(len(people) - 1), constants=constants())


def _survey(
    planner: User, organisation: Organisation, people: Rows, year: int, random: np.random.Generator
) -> None:
    wave = check_survey(
        _csv([_SURVEY_HEADER, *_answers(people, random)]),
        file_name="demo-resvaneundersokning.csv",
        organisation=organisation,
        actor=planner,
        called=WaveName(year, _("Travel survey")),
        study=study_for(organisation, gazetteer()),
    )
    if wave.status != ImportStatus.CHECKED:
        raise TravelStoryBroken(wave.problems)
    apply_survey(wave, actor=planner)


def _answers(people: Rows, random: np.random.Generator) -> Iterator[Sequence[str]]:
    header, *rows = people
    at = {name: index for index, name in enumerate(header)}
    for row in rows:
        if random.random() >= _ANSWERED:
            continue
        winter = row[at["mode"]]
        is_car = winter == Mode.CAR
        summer = "bicycle" if is_car and random.random() < _CYCLES_IN_SUMMER else winter
        yield (
            row[at["home"]], row[at["workplace"]], row[at["unit"]], winter, summer,
            row[at["office_days"]], row[at["home_days"]], row[at["hub_days"]],
            "2" if is_car and random.random() < _SHARES_A_CAR else "1",
            _drawn(_FUELS, random) if is_car else "",
            *(_willing(*shares, random) for shares in _WILLING),
            str(random.choice(_REASONS, p=_REASON_SHARES)),
        )  # fmt: skip


def _drawn(shares: Sequence[tuple[str, float]], random: np.random.Generator) -> str:
    names, weights = zip(*shares, strict=True)
    return str(random.choice(names, p=weights))


def _willing(yes: float, maybe: float, random: np.random.Generator) -> str:
    drawn = random.random()
    if drawn < yes:
        return "yes"
    return "maybe" if drawn < yes + maybe else "no"


def _trips(planner: User, organisation: Organisation, people: int, year: int) -> None:
    units = staff_by_unit(organisation)
    file = check_trips(
        _csv([("mode", "km", "kronor", "period", "unit"), *_trip_rows(units, people, year)]),
        file_name="demo-tjansteresor.csv",
        organisation=organisation,
        actor=planner,
        called=TripsName(year, _("Business trips")),
        units=tuple(units),
    )
    if file.status != ImportStatus.CHECKED:
        raise TravelStoryBroken(file.problems)
    apply_trips(file, actor=planner)


def _trip_rows(units: dict[str, int], people: int, year: int) -> Iterator[Sequence[str]]:
    """Quarter by quarter: cars by unit, the travel agency's for all together."""
    for quarter, season in enumerate((1.1, 1.0, 0.7, 1.2), start=1):
        period = f"{year}-Q{quarter}"
        for mode, km, kronor in _TRIPS:
            if kronor is not None:
                total = km * people * season / 4
                yield (mode, f"{total:.0f}", f"{total * kronor:.0f}", period, "")
                continue
            for unit, count in units.items():
                yield (mode, f"{km * count * season / 4:.0f}", "", period, unit)


def _report(people: int) -> OldReport:
    then = round(0.94 * people)
    return OldReport(
        name=_("Invented report 2017"),
        year=2017,
        people=then,
        km={mode: round(km * then) for mode, km in _REPORT_KM.items()},
        source=_("Invented for the demonstration"),
        quality="estimate",
    )


def _csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
