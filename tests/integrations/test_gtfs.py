"""Public transport of a day out of a timetable of four stops, and of a real one when present."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from django.utils.translation import override

from arbetshubb.analysis.places import Sweref, sweref_from_wgs84
from arbetshubb.analysis.travel import NoWay, Quality, straight_km
from arbetshubb.integrations.gtfs import (
    NoServiceOnDate,
    NotATimetable,
    TimetableEngineChanged,
    TimetableError,
    TimetableMissing,
    TransitOptions,
    TransitRouter,
    Walking,
    Window,
)
from arbetshubb.integrations.gtfs.texts import sentence
from arbetshubb.integrations.roads import CachedRouter

TUESDAY, SUNDAY, HOLIDAY = dt.date(2026, 11, 24), dt.date(2026, 11, 29), dt.date(2026, 11, 25)
WALKING = Walking(speed=5.0)
SHARED = Path(
    os.environ.get("ARBETSHUBB_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")
)

# A road east: village – crossing (two stops 150 m apart) – town, and a hamlet off it.
STOPS = {
    "village": (63.0, 14.0), "crossing": (63.0, 14.2), "crossing-north": (63.0013, 14.2),
    "town": (63.0, 14.5), "hamlet": (63.2, 14.2), "closed": (62.9, 14.2),
}  # fmt: skip
# Trip: route, service, stops with times.
TRIPS = {
    "early": ("bus", "week", [("village", "06:40"), ("crossing", "06:55"), ("town", "07:20")]),
    "late": ("bus", "week", [("village", "08:10"), ("crossing", "08:25"), ("town", "09:00")]),
    "sunday": ("bus", "sunday", [("village", "08:00"), ("town", "08:30")]),
    "north": ("cross", "week", [("hamlet", "06:30"), ("crossing-north", "06:50")]),
    "taxi": ("taxi", "week", [("hamlet", "07:30"), ("town", "08:10")]),
    "extra": ("bus", "extra", [("village", "07:00"), ("town", "07:25")]),
}


def write_feed(path: Path, *, without: str = "") -> Path:
    tables = {
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n"
        "a,Provtrafiken,https://example.org,Europe/Stockholm\n",
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"{name},{name},{lat},{lon}\n" for name, (lat, lon) in STOPS.items()),
        "routes.txt": "route_id,agency_id,route_short_name,route_type\n"
        "bus,a,1,700\ncross,a,2,700\ntaxi,a,3,1501\n",
        "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
        "start_date,end_date\n"
        "week,1,1,1,1,1,0,0,20261101,20261231\nsunday,0,0,0,0,0,0,1,20261101,20261231\n",
        "calendar_dates.txt": "service_id,date,exception_type\n"
        "week,20261125,2\nsunday,20261125,1\nextra,20261126,1\n",
        "trips.txt": "route_id,service_id,trip_id\n"
        + "".join(f"{route},{service},{name}\n" for name, (route, service, _) in TRIPS.items()),
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"
        + "".join(
            f"{name},{clock}:00,{clock}:00,{stop},{number},{2 if name == 'taxi' else 3}\n"
            for name, (_, _, stops) in TRIPS.items()
            for number, (stop, clock) in enumerate(stops, start=1)
        ),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in tables.items():
            if name != without:
                archive.writestr(name, content)
    return path


def at(stop: str, *, metres_south: float = 0.0) -> Sweref:
    place = sweref_from_wgs84(*STOPS[stop])
    return Sweref(place.north - metres_south, place.east)


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_feed(tmp_path_factory.mktemp("gtfs") / "feed.zip")


def router(feed: Path, day: dt.date = TUESDAY, **options: object) -> TransitRouter:
    return TransitRouter(feed, day, TransitOptions(walking=WALKING, **options))  # type: ignore[arg-type]


def minutes(feed: Path, start: str, end: str, day: dt.date = TUESDAY, **options: object) -> float:
    travel = router(feed, day, **options).travel([at(start)], [at(end)])
    return float(travel.minutes[0, 0])


def test_two_trips_in_the_window_give_their_median_and_the_quickest(feed: Path) -> None:
    times = router(feed).times([at("village")], [at("town")])
    assert times.trips[0, 0] == 2
    assert times.quickest[0, 0] == 40 * 60
    assert times.seconds[0, 0] == 45 * 60  # between 40 and 50 minutes


def test_a_trip_outside_the_window_does_not_count(feed: Path) -> None:
    late = router(feed, window=Window(8 * 60, 9 * 60)).times([at("village")], [at("town")])
    assert (late.trips[0, 0], late.seconds[0, 0]) == (1, 50 * 60)
    assert np.isnan(minutes(feed, "village", "town", window=Window(9 * 60, 10 * 60)))


def test_walks_at_both_ends_take_their_time(feed: Path) -> None:
    """500 m straight is 650 m to walk: 7.8 minutes at 5 km/h, at either end."""
    times = router(feed).times([at("village", metres_south=500)], [at("town", metres_south=500)])
    assert times.quickest[0, 0] == pytest.approx((40 + 2 * 7.8) * 60, abs=3)


def test_changing_between_stops_is_walked(feed: Path) -> None:
    """06:30 from the hamlet, 150 m on foot at the crossing, 06:55 on to the town at 07:20."""
    times = router(feed).times([at("hamlet")], [at("town")])
    assert times.quickest[0, 0] == 50 * 60
    assert times.trips[0, 0] == 1


def test_sundays_and_holidays_run_as_the_calendar_says(feed: Path) -> None:
    assert minutes(feed, "village", "town", SUNDAY) == 30
    assert minutes(feed, "village", "town", HOLIDAY) == 30
    added = router(feed, dt.date(2026, 11, 26)).times([at("village")], [at("town")])
    assert added.trips[0, 0] == 3


def test_trips_that_must_be_ordered_are_told_apart(feed: Path) -> None:
    plain = router(feed).times([at("hamlet")], [at("town")])
    assert (plain.trips[0, 0], plain.ordered_trips[0, 0]) == (1, 1)
    ordered = router(feed, with_ordered=True).times([at("hamlet")], [at("town")])
    assert ordered.quickest[0, 0] == 40 * 60
    assert plain.quickest[0, 0] == 50 * 60


def test_a_stop_that_nobody_serves_is_as_far_as_no_stop(feed: Path) -> None:
    beside = at("closed", metres_south=3000)  # too far to walk to
    travel = router(feed).travel([at("closed"), at("village")], [at("town"), beside])
    assert travel.no_way.tolist() == [
        [NoWay.FAR_FROM_ROAD, NoWay.FAR_FROM_ROAD],
        [NoWay.NONE, NoWay.FAR_FROM_ROAD],
    ]


def test_a_place_without_a_trip_in_the_window_is_not_joined(feed: Path) -> None:
    travel = router(feed).travel([at("town")], [at("village")])
    assert travel.no_way[0, 0] == NoWay.OTHER_COMPONENT


def test_who_lives_beside_walks(feed: Path) -> None:
    here = at("closed")
    travel = router(feed).travel([here], [Sweref(here.north + 300, here.east), here])
    assert travel.minutes[0, 0] == pytest.approx(0.3 * 1.3 / 5 * 60, abs=0.1)
    assert travel.minutes[0, 1] == 0


def test_no_trip_takes_longer_than_asked_for(feed: Path) -> None:
    assert minutes(feed, "village", "town", longest_minutes=45) == 40
    assert np.isnan(minutes(feed, "village", "town", longest_minutes=30))


def test_the_matrix_says_what_it_is(feed: Path) -> None:
    travel = router(feed).travel([at("village")], [at("town")])
    assert travel.quality is Quality.NETWORK
    assert "2026-11-24 06:30–09:00" in travel.source
    assert travel.km == pytest.approx(straight_km([at("village")], [at("town")]))
    assert travel.minutes[0, 0] * 60 == travel.seconds[0, 0]


def test_many_destinations_come_in_their_order(feed: Path) -> None:
    ends = [at("crossing"), at("town"), at("closed")] * 25
    travel = router(feed).travel([at("village")], ends)
    assert travel.minutes[0, 72:75].tolist()[:2] == travel.minutes[0, :2].tolist()
    assert travel.minutes[0, 72] == 15


def test_nobody_and_nowhere_give_an_empty_matrix(feed: Path) -> None:
    assert router(feed).travel([], [at("town")]).seconds.shape == (0, 1)
    assert router(feed).travel([at("town")], []).seconds.shape == (1, 0)


def test_a_timetable_is_remembered_as_a_network_is(feed: Path, tmp_path: Path) -> None:
    kept = CachedRouter(router(feed), tmp_path)
    first = kept.travel([at("village")], [at("town")])
    again = kept.travel([at("village")], [at("town")])
    assert first.minutes[0, 0] == again.minutes[0, 0] == 45
    other = CachedRouter(router(feed, SUNDAY), tmp_path).travel([at("village")], [at("town")])
    assert other.minutes[0, 0] == 30


def test_a_day_without_trips_is_refused_with_the_days_there_are(feed: Path) -> None:
    with pytest.raises(NoServiceOnDate) as caught:
        router(feed, dt.date(2027, 3, 2))
    assert (caught.value.first, caught.value.last) == ("2026-11-01", "2026-12-31")


@pytest.mark.parametrize("missing", ["stops.txt", "trips.txt", "stop_times.txt", "routes.txt"])
def test_an_archive_without_a_file_is_refused(tmp_path: Path, missing: str) -> None:
    path = write_feed(tmp_path / "feed.zip", without=missing)
    with pytest.raises(NotATimetable) as caught:
        router(path)
    assert caught.value.missing == (missing,)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TimetableMissing):
        router(tmp_path / "none.zip")
    (tmp_path / "text.zip").write_text("no archive")
    with pytest.raises(NotATimetable):
        router(tmp_path / "text.zip")


def test_another_engine_than_the_adapter_knows_is_refused(
    feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arbetshubb.integrations.gtfs.engine.engine_version", lambda: "0.30.1")
    with pytest.raises(TimetableEngineChanged):
        router(feed)


@pytest.mark.parametrize("clock", [(540, 540), (600, 540), (-5, 60)])
def test_a_window_ends_after_it_starts(clock: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="window"):
        Window(*clock)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimetableMissing(Path("a/feed.zip")), "feed.zip"),
        (NotATimetable(Path("feed.zip"), missing=["stops.txt"]), "stops.txt"),
        (NotATimetable(Path("feed.zip"), detail="bad zip"), "bad zip"),
        (NoServiceOnDate(Path("f.zip"), date="2027-01-01", first="a", last="b"), "2027-01-01"),
        (TimetableEngineChanged(Path("f.zip"), installed="0.30", expected="0.29"), "0.30"),
    ],
)
def test_every_error_has_a_sentence(error: TimetableError, said: str, language: str) -> None:
    with override(language):
        assert said in sentence(error)


def test_a_real_timetable_joins_its_villages() -> None:
    path = SHARED / "gtfs" / "norrbotten_2022.zip"
    if not path.is_file():
        pytest.skip("no shared data here: set ARBETSHUBB_SHARED_DATA")
    real = TransitRouter(path, dt.date(2022, 9, 6))
    assert len(real.feed.ordered_trips) > 10
    stops = [Sweref(*place) for place in real.feed.positions[::200]]
    times = real.times(stops, stops[:4])
    has_trip = times.trips > 0
    assert has_trip.any()
    assert (times.quickest[has_trip] <= times.seconds[has_trip] + 1e-6).all()
    km, hours = straight_km(stops, stops[:4])[has_trip], times.quickest[has_trip] / 3600
    assert (km <= 110 * hours + 0.1).all()
