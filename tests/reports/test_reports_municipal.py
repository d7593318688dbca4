"""The municipal pages: one each, alike, accessible; nothing collides or tells too much."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import combinations

import pypdf
import pytest

from arbetshubb.analysis.commuting import DISTANCE_CLASSES
from arbetshubb.analysis.hubplan.published import Figure, FlowOut, Travel
from arbetshubb.analysis.places import Site, SiteKind, SiteStatus, sweref_from_wgs84
from arbetshubb.mapping.rules.municipal import MunicipalPicture
from arbetshubb.mapping.rules.picture import HomeSquare, Workplace
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.reports.language import language
from arbetshubb.reports.maps import Box
from arbetshubb.reports.municipal.content import (
    Certificate,
    MunicipalContent,
    Statistic,
    premises_in,
)
from arbetshubb.reports.municipal.picture import HEIGHT, WIDTH, map_of
from arbetshubb.reports.municipal.sheet import sheets
from arbetshubb.reports.municipal.words import PageWords
from arbetshubb.reports.municipal.write import file_name, pdf_pages, zip_of_pages

NAMES = [row.name for row in municipalities()]
CERTIFICATE = Certificate(
    ("Demoregionen", "Demokommunen"), "2026-03-01", "estimate", "an estimate", "2026.1", "ab12", 5
)


def words(code: str = "sv") -> PageWords:
    return PageWords(language(code), CERTIFICATE)


def figure(base: float | None) -> Figure:
    return Figure(None, None, None) if base is None else Figure(base, base * 0.9, base * 1.1)


def travel(people: int | None) -> Travel:
    known = people or 0
    sums = (known * 12_000.0, known * 200.0, known * 30_000.0, known * 1_800.0)
    return Travel(people, *(figure(None if people is None else each) for each in sums))


def sites_in(name: str, seat: str) -> tuple[Site, ...]:
    near = next(place.position for place in localities() if place.name == seat)
    return tuple(
        Site(
            f"{name}-{number}", f"Demolokal {number} <{seat}>", name, SiteKind.LIBRARY,
            replace(near, east=near.east + 900 * number), status,
        )
        for number, status in enumerate(
            [SiteStatus.EXISTING, *[SiteStatus.CANDIDATE] * 5, SiteStatus.CLOSED]
        )
    )  # fmt: skip


def content(name: str, *, people: int | None = 120) -> MunicipalContent:
    row = next(row for row in municipalities() if row.name == name)
    sites = sites_in(name, row.seat)
    near = next(place.position for place in localities() if place.name == row.seat)
    north, east = int(near.north // 1000), int(near.east // 1000)
    others = [each for each in NAMES if each != name]
    picture = MunicipalPicture(
        name=name,
        residents=travel(people),
        workers=people,
        distances=dict.fromkeys(DISTANCE_CLASSES, 15) | {"5-10": None, "unknown": 0},
        outward=(FlowOut(name, name, 70), *(FlowOut(name, each, 40) for each in others)),
        inward=tuple(FlowOut(each, name, 5 + n) for n, each in enumerate(others)),
        squares=tuple(HomeSquare(f"N{north + n}E{east}", name, 5 + 9 * n) for n in range(6)),
        workplaces=tuple(Workplace(site, 30) for site in sites[:2]),
    )
    statistics = (Statistic("Invånare", "7 100", "2024, SCB"),)
    return MunicipalContent(row.code, picture, row.seat, premises_in(name, sites), statistics)


def pages(code: str = "sv", **more: int | None) -> list[MunicipalContent]:
    return [content(name, **more) for name in NAMES]


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf_pages(pages(), words())


def test_every_municipality_has_one_page(printed: bytes) -> None:
    document = pypdf.PdfReader(io.BytesIO(printed))
    assert len(document.pages) == len(NAMES) == 8
    for page, name in zip(document.pages, NAMES, strict=True):
        assert name in page.extract_text()


def test_nothing_falls_off_the_fullest_page() -> None:
    """Long tables, many premises and many figures: the questions and the foot are still there."""
    full = content("Östersund")
    row = next(row for row in municipalities() if row.name == "Östersund")
    premises = tuple(
        replace(site, site_id=f"{site.site_id}-{n}", name=f"Demolokal med ett långt namn {n}")
        for n in range(3)
        for site in premises_in("Östersund", sites_in("Östersund", row.seat))
    )
    figures = tuple(
        Statistic(f"Ett nyckeltal med ett ganska långt namn, andel {n} (%)", "1 234 567", "x" * 40)
        for n in range(6)
    )
    page = replace(full, premises=premises, statistics=figures)
    for code in ("sv", "en"):
        said = words(code)
        document = pypdf.PdfReader(io.BytesIO(pdf_pages([page], said)))
        assert len(document.pages) == 1
        text = " ".join(document.pages[0].extract_text().split())
        for prompt in said.prompts():
            assert prompt.split()[-1] in text
            assert prompt[:25] in text
        assert "ab12" in text
        assert "1 234 567" in text.replace("\u00a0", " ")


def test_the_pages_are_tagged_for_those_who_listen(printed: bytes) -> None:
    document = pypdf.PdfReader(io.BytesIO(printed))
    root = document.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"]
    assert document.metadata is not None
    assert document.metadata.title == "Boende, pendling och arbetshubbar"
    assert b"pdfuaid:part" in printed or "pdfuaid" in str(root["/Metadata"].get_data())


def test_every_page_has_the_same_headings_in_the_same_order() -> None:
    html = sheets(pages(), words())
    parts = html.split('<section class="page">')[1:]
    headings = [re.findall(r"<h2>(.*?)</h2>", part) for part in parts]
    assert all(each == headings[0] for each in headings)
    assert len(headings[0]) == 7


def test_every_picture_says_in_words_what_it_shows() -> None:
    html = sheets(pages(), words("en"))
    assert html.count('<img alt="Map of ') == 8
    assert "6 squares of 1 km where at least 5 employees live" in html


def test_hidden_figures_are_words_and_never_zero() -> None:
    (hidden,) = [content("Berg", people=None)]
    html = sheets([hidden], words())
    assert "färre än 5" in html
    figures = html.split('class="figures"')[1].split("</ul>")[0]
    assert ">0" not in figures
    assert "None" not in html


def test_names_from_files_are_only_text() -> None:
    html = sheets([content("Berg")], words())
    assert "Demolokal 1 &lt;" in html
    assert "Demolokal 1 <" not in html


def test_every_page_says_where_its_figures_come_from() -> None:
    parts = sheets(pages(), words()).split("<footer>")[1:]
    for part in parts:
        for said in ("2026-03-01", "2026.1", "ab12", "Avstånden är uppskattade", "2 arbetsgivare"):
            assert said in part.split("</footer>")[0]


def test_the_pages_are_in_english_too() -> None:
    html = sheets(pages(), words("en"))
    assert 'lang="en-GB"' in html
    assert "Questions to talk about" in html
    assert "Frågor" not in html


@pytest.mark.parametrize("name", NAMES)
def test_no_name_on_the_map_collides_or_is_cut(name: str) -> None:
    found = map_of(content(name), words())
    paper = Box(0, 0, WIDTH, HEIGHT)
    labels = [*found.labels, *found.quiet]
    assert not [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.overlaps(b.box)]
    assert all(label.box.is_within(paper) for label in labels)
    assert {f"flow {each}" for each in NAMES if each != name} & {label.key for label in labels}


@pytest.mark.parametrize("name", NAMES)
def test_marks_and_squares_lie_on_the_paper(name: str) -> None:
    found = map_of(content(name), words())
    for x, y in (mark.point for mark in found.sites):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert len(found.squares) == 6
    assert {mark.kind for mark in found.sites} >= {"hub", "candidate"}


def test_a_hidden_flow_is_not_drawn() -> None:
    full = content("Berg")
    none = replace(
        full.picture,
        outward=tuple(replace(flow, people=None) for flow in full.picture.outward),
        inward=(),
    )
    found = map_of(replace(full, picture=none), words())
    assert found.flows == ()


def test_closed_places_and_own_offices_are_no_premises() -> None:
    office = Site(
        "o", "Kontor", "Berg", SiteKind.OWN_OFFICE, sweref_from_wgs84(62.8, 14.4),
        SiteStatus.EXISTING,
    )  # fmt: skip
    found = premises_in("Berg", (*sites_in("Berg", "Svenstavik"), office))
    assert len(found) == 6
    assert all(site.status is not SiteStatus.CLOSED for site in found)


def test_a_municipality_without_anybody_still_has_its_page() -> None:
    empty = MunicipalPicture("Berg", travel(0), 0, {}, (), (), (), ())
    page = replace(content("Berg"), picture=empty, premises=(), statistics=())
    html = sheets([page], words())
    assert "Ingen hubb eller lokal är känd" in html
    assert "Frågor att tala om" in html


def test_the_zip_has_a_pdf_for_each_and_tells_how_far_it_is() -> None:
    heard: list[int] = []
    some = pages()[:2]
    bundle = zipfile.ZipFile(io.BytesIO(zip_of_pages(some, words(), on_page=heard.append)))
    assert bundle.namelist() == ["kommunmote-ragunda.pdf", "kommunmote-bracke.pdf"]
    assert heard == [1, 2]
    for name in bundle.namelist():
        assert len(pypdf.PdfReader(io.BytesIO(bundle.read(name))).pages) == 1


def test_a_file_name_is_plain_letters() -> None:
    assert file_name("Härjedalen", words(), "pdf") == "kommunmote-harjedalen.pdf"
