"""What an engine answered is kept: one column a destination, whatever happens to the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import NoWay, Quality, TravelMatrix, straight_km
from arbetshubb.integrations.roads import CachedRouter
from arbetshubb.integrations.roads.cache_file import _HEADER

SOURCE = Path(__file__).resolve().parents[2] / "src"


class Counting:
    """An engine that goes straight, far points excepted, and remembers what it was asked."""

    source = "straight"

    def __init__(self, fingerprint: str = "a") -> None:
        self.fingerprint = fingerprint
        self.asked: list[tuple[int, int]] = []

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        self.asked.append((len(origins), len(destinations)))
        metres = straight_km(origins, destinations) * 1000
        is_far = metres > 500_000
        metres[is_far] = np.nan
        no_way = np.where(is_far, NoWay.FAR_FROM_ROAD, NoWay.NONE).astype(np.uint8)
        return TravelMatrix(metres / 20, metres, Quality.NETWORK, self.source, no_way)


def points(count: int, *, north: float = 7e6) -> list[Sweref]:
    return [Sweref(north + 137.5 * index, 482_000 + 1000.25 * index) for index in range(count)]


HOMES, PLACES = points(13), points(5, north=7.01e6)


def same(one: TravelMatrix, other: TravelMatrix) -> bool:
    return (
        np.array_equal(one.seconds, other.seconds, equal_nan=True)
        and np.array_equal(one.metres, other.metres, equal_nan=True)
        and np.array_equal(one.no_way, other.no_way)
        and one.source == other.source
    )


def test_the_engine_is_asked_once(tmp_path: Path) -> None:
    engine = Counting()
    router = CachedRouter(engine, tmp_path)
    first, again = router.travel(HOMES, PLACES), router.travel(HOMES, PLACES)
    assert engine.asked == [(13, 5)]
    assert same(first, again)
    assert np.allclose(first.metres, Counting().travel(HOMES, PLACES).metres, rtol=1e-6)


def test_one_more_hub_asks_for_one_column_only(tmp_path: Path) -> None:
    engine = Counting()
    router = CachedRouter(engine, tmp_path)
    router.travel(HOMES, PLACES[:4])
    more = router.travel(HOMES, PLACES)
    assert engine.asked == [(13, 4), (13, 1)]
    assert same(more, CachedRouter(Counting(), tmp_path / "anew").travel(HOMES, PLACES))


@given(orders=st.lists(st.lists(st.sampled_from(range(5)), min_size=1), min_size=1, max_size=4))
def test_any_order_of_asking_gives_the_same(
    orders: list[list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    router = CachedRouter(Counting(), tmp_path_factory.mktemp("kept"))
    whole = CachedRouter(Counting(), tmp_path_factory.mktemp("anew")).travel(HOMES, PLACES)
    for order in orders:
        part = router.travel(HOMES, [PLACES[index] for index in order])
        assert np.array_equal(part.seconds, whole.seconds[:, order], equal_nan=True)


def test_another_network_or_other_homes_are_kept_apart(tmp_path: Path) -> None:
    CachedRouter(Counting("a"), tmp_path).travel(HOMES, PLACES)
    for engine, homes in ((Counting("b"), HOMES), (Counting("a"), HOMES[::-1])):
        CachedRouter(engine, tmp_path).travel(homes, PLACES)
        assert engine.asked == [(13, 5)]
    assert len(list(tmp_path.iterdir())) == 3


def test_no_way_and_its_reason_are_kept(tmp_path: Path) -> None:
    router = CachedRouter(Counting(), tmp_path)
    far = Sweref(6.2e6, 400_000)
    router.travel(HOMES, [far])
    again = router.travel(HOMES, [far])
    assert set(again.no_way[:, 0]) == {NoWay.FAR_FROM_ROAD}
    assert np.isnan(again.seconds).all()


def test_nobody_and_nowhere_reach_the_engine_as_they_are(tmp_path: Path) -> None:
    router = CachedRouter(Counting(), tmp_path)
    assert router.travel([], PLACES).seconds.shape == (0, 5)
    assert router.travel(HOMES, []).seconds.shape == (13, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [1, 40, 100, 140])
def test_a_torn_tail_is_ignored_and_mended(tmp_path: Path, cut: int) -> None:
    whole = CachedRouter(Counting(), tmp_path).travel(HOMES, PLACES)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-cut])
    engine = Counting()
    assert same(CachedRouter(engine, tmp_path).travel(HOMES, PLACES), whole)
    assert engine.asked == [(13, 1)]
    last = Counting()
    assert same(CachedRouter(last, tmp_path).travel(HOMES, PLACES), whole)
    assert last.asked == []


def test_a_column_with_a_wrong_bit_is_measured_again(tmp_path: Path) -> None:
    whole = CachedRouter(Counting(), tmp_path).travel(HOMES, PLACES)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    content[_HEADER.size + 30] ^= 0x40
    path.write_bytes(content)
    engine = Counting()
    assert same(CachedRouter(engine, tmp_path).travel(HOMES, PLACES), whole)
    assert engine.asked == [(13, 1)]
    last = Counting()
    assert same(CachedRouter(last, tmp_path).travel(HOMES, PLACES), whole)
    assert last.asked == []


@pytest.mark.parametrize("content", [b"", b"rubbish", b"x" * 5000])
def test_a_file_of_something_else_is_written_anew(tmp_path: Path, content: bytes) -> None:
    whole = CachedRouter(Counting(), tmp_path).travel(HOMES, PLACES)
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    assert same(CachedRouter(Counting(), tmp_path).travel(HOMES, PLACES), whole)
    last = Counting()
    assert same(CachedRouter(last, tmp_path).travel(HOMES, PLACES), whole)
    assert last.asked == []


def test_the_oldest_unused_is_removed_when_there_is_no_room(tmp_path: Path) -> None:
    probe = CachedRouter(Counting(), tmp_path / "probe")
    probe.travel(HOMES, PLACES)
    (path,) = (tmp_path / "probe").iterdir()
    room = 2 * path.stat().st_size
    folder = tmp_path / "kept"
    engine = Counting()
    router = CachedRouter(engine, folder, most_bytes=room)
    one, other, third = (points(13, north=north) for north in (6.9e6, 6.8e6, 6.7e6))
    for age, homes in ((30, one), (20, other)):
        router.travel(homes, PLACES)
        for kept in folder.iterdir():
            os.utime(kept, (kept.stat().st_atime - age, kept.stat().st_mtime - age))
    router.travel(one, PLACES)  # used again: the other is now the oldest
    router.travel(third, PLACES)
    asked = len(engine.asked)
    router.travel(one, PLACES)
    assert len(engine.asked) == asked
    router.travel(other, PLACES)
    assert len(engine.asked) == asked + 1
    assert sum(kept.stat().st_size for kept in folder.iterdir()) <= room


def test_more_than_there_is_room_for_is_not_kept(tmp_path: Path) -> None:
    router = CachedRouter(Counting(), tmp_path / "kept", most_bytes=100)
    assert router.travel(HOMES, PLACES).seconds.shape == (13, 5)
    assert not (tmp_path / "kept").exists()


def test_a_disk_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder")
    engine = Counting()
    router = CachedRouter(engine, tmp_path / "kept")
    router.travel(HOMES, PLACES)


ASKING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_roads_cache as own
from arbetshubb.integrations.roads import CachedRouter, cache_file
which = [own.points(40, north=7.02e6)[int(i)] for i in sys.argv[3].split(",")]
if sys.argv[4:] == ["die"]:
    once = cache_file.TravelFile._bytes
    def half(self, destination, column):
        content = once(self, destination, column)
        with self._path.open("ab") as file:
            file.write(content[: len(content) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    cache_file.TravelFile._bytes = half
for place in which:
    CachedRouter(own.Counting(), Path(sys.argv[2])).travel(own.HOMES, [place])
"""


def ask(folder: Path, which: Sequence[int], *more: str) -> subprocess.Popen[bytes]:
    listed = ",".join(map(str, which))
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", ASKING, here, str(folder), listed, *more],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )


def test_two_processes_may_add_at_the_same_time(tmp_path: Path) -> None:
    both = [ask(tmp_path, range(30)), ask(tmp_path, range(10, 40))]
    assert [process.wait(60) for process in both] == [0, 0]
    engine = Counting()
    places = points(40, north=7.02e6)
    kept = CachedRouter(engine, tmp_path).travel(HOMES, places)
    assert engine.asked == []
    assert same(kept, CachedRouter(Counting(), tmp_path / "anew").travel(HOMES, places))


def test_a_process_killed_while_it_adds_leaves_the_rest_good(tmp_path: Path) -> None:
    places = points(40, north=7.02e6)
    before = CachedRouter(Counting(), tmp_path).travel(HOMES, places[:3])
    assert ask(tmp_path, [7], "die").wait(60) == -signal.SIGKILL
    engine = Counting()
    assert same(CachedRouter(engine, tmp_path).travel(HOMES, places[:3]), before)
    assert engine.asked == []
    after = CachedRouter(engine, tmp_path).travel(HOMES, places[:8])
    assert engine.asked == [(13, 5)]
    assert same(after, CachedRouter(Counting(), tmp_path / "anew").travel(HOMES, places[:8]))
