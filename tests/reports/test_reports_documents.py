from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

TITLE = "Nio hubbar, minst en i varje kommun"


@cache
def text_of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def structure(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element of a tagged PDF."""
    found, left = [], [pdf.Root.StructTreeRoot]
    while left:
        element = left.pop()
        kids = element.get("/K")
        if "/S" in element:
            found.append(element)
        if isinstance(kids, pikepdf.Array):
            left += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
        elif isinstance(kids, pikepdf.Dictionary):
            left.append(kids)
    return found


@pytest.fixture
def pdf(swedish: dict[str, bytes]) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(swedish["pdf"]))


@pytest.fixture
def word(swedish: dict[str, bytes]) -> Any:
    return docx.Document(io.BytesIO(swedish["docx"]))


def test_the_pdf_is_tagged_and_says_that_it_is_pdf_ua(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_pdf_has_language_title_and_bookmarks(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "sv-SE"
    assert str(pdf.docinfo["/Title"]) == TITLE
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_outline() as outline:
        chapters = [item.title for item in outline.root[0].children]
    assert chapters[:2] == ["Sammanfattning", "Vad ärendet handlar om"]


def test_every_picture_in_the_pdf_has_an_alternative_text(pdf: pikepdf.Pdf) -> None:
    figures = [element for element in structure(pdf) if element.S == "/Figure"]
    assert len(figures) == 6
    assert all(len(str(figure.get("/Alt", ""))) > 40 for figure in figures)


def test_the_pdf_has_header_cells_with_scope(pdf: pikepdf.Pdf) -> None:
    headers = [element for element in structure(pdf) if element.S == "/TH"]
    assert len(headers) > 60
    assert all("/A" in header for header in headers)


def test_the_pages_of_the_pdf_are_numbered(swedish: dict[str, bytes]) -> None:
    pages = len(PdfReader(io.BytesIO(swedish["pdf"])).pages)
    assert f"Sida {pages} av {pages}" in text_of_pdf(swedish["pdf"])


def test_the_summary_takes_one_page(swedish: dict[str, bytes]) -> None:
    first, second, *_ = PdfReader(io.BytesIO(swedish["pdf"])).pages
    assert "Sammanfattning" in first.extract_text()
    assert "Vad ärendet handlar om" in second.extract_text()


def test_every_municipality_is_in_the_report_and_the_hidden_one_says_so(
    swedish: dict[str, bytes],
) -> None:
    lines = text_of_pdf(swedish["pdf"]).replace("\u00a0", " ")
    for name in (
        "Ragunda",
        "Bräcke",
        "Krokom",
        "Strömsund",
        "Åre",
        "Berg",
        "Härjedalen",
        "Östersund",
    ):
        assert name in lines
    assert re.search(r"Berg\s+färre än 5", lines)


def test_the_word_document_has_its_headings_in_order(word: Any) -> None:
    levels = [
        int(paragraph.style.name.removeprefix("Heading "))
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [p.text for p in word.paragraphs if p.style.name == "Title"] == [TITLE]


def test_the_word_document_has_title_and_language(word: Any) -> None:
    assert word.core_properties.title == TITLE
    assert word.core_properties.language == "sv-SE"
    languages = word.styles.element.findall(f".//{qn('w:lang')}")
    assert {element.get(qn("w:val")) for element in languages} == {"sv-SE"}


def test_every_picture_in_the_word_document_has_an_alternative_text(word: Any) -> None:
    pictures = word.element.body.findall(f".//{qn('wp:docPr')}")
    assert len(pictures) == 6
    assert all(len(picture.get("descr", "")) > 40 for picture in pictures)


def test_tables_in_the_word_document_repeat_their_header_rows(word: Any) -> None:
    tables = [table for table in word.tables if len(table.rows) > 1]
    assert len(tables) == 11
    for table in tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_the_word_document_numbers_its_pages(word: Any) -> None:
    foot = word.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot


def test_pdf_and_word_say_the_same(swedish: dict[str, bytes], word: Any) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"[\s\u00a0-]+", "", text)

    pdf_text = squeezed(text_of_pdf(swedish["pdf"]))
    headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading ")]
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    assert not [text for text in headings + captions if squeezed(text) not in pdf_text]


def test_the_word_file_holds_no_links_to_outside(swedish: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(swedish["docx"])) as file:
        relations = b"".join(file.read(name) for name in file.namelist() if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations


def test_the_english_report_is_english(english: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(english["pdf"])) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Nine hubs, at least one in every municipality"
    text = text_of_pdf(english["pdf"])
    assert "fewer than 5" in text
    assert not re.search(r"\b(och|färre|medlemmar|kommuner)\b", text)
