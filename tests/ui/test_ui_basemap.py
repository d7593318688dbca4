"""The base map's address: parts of a file, never parts of two files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponseBase
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from arbetshubb.ui.basemap import Archive, archive, basemap_url
from arbetshubb.ui.maps import MapView

CONTENT = bytes(range(256)) * 4


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "basemap.pmtiles"
    path.write_bytes(CONTENT)
    settings.ARBETSHUBB_BASEMAP = str(path)
    return path


def get(method: str = "get", **headers: str) -> HttpResponseBase:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(Client(), method)("/basemap.pmtiles", headers=named)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_whole_file_says_that_parts_may_be_asked_for() -> None:
    answer = get()
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "application/vnd.pmtiles"
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-15", 0, 16),
        ("bytes=1000-", 1000, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-5000", 0, 1024),
        ("bytes=1000-5000", 1000, 1024),
        ("Bytes= 7 - 7 ", 7, 8),
    ],
)
def test_a_part_is_sent_with_its_place(wanted: str, start: int, stop: int) -> None:
    answer = get(Range=wanted)
    assert (answer.status_code, body(answer)) == (206, CONTENT[start:stop])
    assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/1024"
    assert answer["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("wanted", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_outside_the_file_is_refused_with_its_size(wanted: str) -> None:
    answer = get(Range=wanted)
    assert (answer.status_code, body(answer)) == (416, b"")
    assert answer["Content-Range"] == "bytes */1024"


@pytest.mark.parametrize("wanted", ["bytes=9-3", "bytes=-", "bytes=0-1,4-5", "rows=0-1", "x"])
def test_what_is_no_single_range_of_bytes_gives_the_whole_file(wanted: str) -> None:
    answer = get(Range=wanted)
    assert (answer.status_code, body(answer)) == (200, CONTENT)


def test_a_part_of_an_older_file_is_not_sent() -> None:
    new = get()
    same = get(Range="bytes=0-1", If_Range=new["ETag"])
    by_date = get(Range="bytes=0-1", If_Range=new["Last-Modified"])
    older = get(Range="bytes=0-1", If_Range='"another"')
    weak = get(Range="bytes=0-1", If_Range=f"W/{new['ETag']}")
    answers = (same, by_date, older, weak)
    assert [answer.status_code for answer in answers] == [206, 206, 200, 200]


def test_head_says_the_size_and_sends_nothing() -> None:
    answer = get("head", Range="bytes=0-15")
    assert (answer.status_code, answer.content, answer["Content-Length"]) == (200, b"", "1024")


def test_what_the_browser_has_is_not_sent_again(file: Path) -> None:
    first = get()
    assert get(If_None_Match=first["ETag"]).status_code == 304
    assert get(If_None_Match=f'"x", W/{first["ETag"]}').status_code == 304
    assert get(If_Modified_Since=first["Last-Modified"]).status_code == 304
    assert get(If_None_Match='"x"', If_Modified_Since=first["Last-Modified"]).status_code == 200
    os.utime(file, (1, 1))
    assert get(If_None_Match=first["ETag"]).status_code == 200


def test_nobody_writes_to_it() -> None:
    assert get("post").status_code == 405


def test_the_address_follows_the_file(file: Path) -> None:
    before = basemap_url()
    file.write_bytes(CONTENT + b"more")
    assert before.startswith("/basemap.pmtiles?v=")
    assert basemap_url() != before


@pytest.mark.parametrize("name", ["", "nowhere.pmtiles"])
def test_without_a_file_maps_have_no_base_map_and_the_address_nothing(
    settings: Settings, name: str
) -> None:
    settings.ARBETSHUBB_BASEMAP = name
    assert MapView(id="m", title="Karta").data()["basemap"] == ""
    assert get().status_code == 404


def test_an_empty_file_is_no_base_map(file: Path) -> None:
    file.write_bytes(b"")
    assert archive() is None


@given(st.text(alphabet="bytes=0123456789-, ", max_size=30))
def test_no_header_whatever_breaks_it(wanted: str) -> None:
    from django.test import RequestFactory  # noqa: PLC0415 - beside its only use

    from arbetshubb.ui.basemap import RangeOutside, _wanted  # noqa: PLC0415 - as above

    found = Archive(Path("x"), 1024, 1)
    request = RequestFactory().get("/", headers={"Range": f"bytes={wanted}"})
    try:
        part = _wanted(request, found)
    except RangeOutside:
        return
    assert part is None or (part and 0 <= part.start < part.stop <= found.size)


def test_the_command_builds_what_is_missing_and_keeps_what_is_there(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Path] = []

    def build(path: Path) -> None:
        built.append(path)
        path.write_bytes(b"new")

    monkeypatch.setattr("arbetshubb.ui.management.commands.build_basemap.build_basemap", build)
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    own = settings.VAR / "basemap.pmtiles"
    call_command("build_basemap", missing=True)  # the operator's file is used: nothing to build
    assert not built
    settings.ARBETSHUBB_BASEMAP = str(own)
    call_command("build_basemap", missing=True)
    call_command("build_basemap", missing=True)
    assert built == [own]
    call_command("build_basemap")
    assert built == [own, own]
