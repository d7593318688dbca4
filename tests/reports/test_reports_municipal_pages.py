"""Printing for a municipality: one page, all pages as a job, and whose file it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from arbetshubb.demo.statistics_story import tell_statistics
from arbetshubb.foundation.models import Job
from arbetshubb.mapping.rules.choice import Scope
from arbetshubb.reports.models import PrintedFile
from arbetshubb.reports.queries import municipal_pages
from cast import Cast
from mapping.test_mapping_pages import SignIn, hire, in_english, office, staffed

__all__ = ["in_english", "office", "staffed"]
BERG = "2326"


def asked(client: object, kind: str) -> object:
    return client.post(reverse("reports:municipal_all"), {"kind": kind})


def test_the_page_lists_every_municipality(staffed: Cast, sign_in: SignIn) -> None:
    text = sign_in(staffed.planner).get(reverse("reports:municipal")).content.decode()
    assert "8 pages for the meetings with the municipalities" in text
    assert text.count(".pdf") == 8
    assert "fewer than 5" in text


def test_one_municipality_is_printed_at_once(staffed: Cast, sign_in: SignIn) -> None:
    answer = sign_in(staffed.planner).get(reverse("reports:municipal_one", args=[BERG]))
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(document.pages) == 1
    text = document.pages[0].extract_text()
    assert "Berg" in text
    assert "fewer than 5" in text


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_all_are_made_by_a_job_and_fetched_by_whoever_asked(
    staffed: Cast, sign_in: SignIn, work: Callable[[], None], kind: str
) -> None:
    assert asked(sign_in(staffed.planner), kind).status_code == 302
    work()
    job = Job.objects.get()
    assert job.status == "done"
    assert sign_in(staffed.planner).get(job.result_url).status_code == 200
    file = sign_in(staffed.planner).get(job.result_url + "download/")
    content = io.BytesIO(file.content)
    if kind == "pdf":
        assert len(pypdf.PdfReader(content).pages) == 8
    else:
        assert len(zipfile.ZipFile(content).namelist()) == 8
    for other in (staffed.hr, staffed.outsider):
        assert sign_in(other).get(job.result_url).status_code == 404
        assert sign_in(other).get(job.result_url + "download/").status_code == 404


def test_a_job_without_people_says_what_to_do(
    cast: Cast, sign_in: SignIn, work: Callable[[], None]
) -> None:
    asked(sign_in(cast.planner), "pdf")
    work()
    job = Job.objects.get()
    assert job.status == "failed"
    assert "Import staff first" in job.error_sentence


def test_old_files_are_removed_when_a_new_one_is_made(
    staffed: Cast, sign_in: SignIn, work: Callable[[], None]
) -> None:
    old = PrintedFile.objects.create(
        owner=staffed.hr, kind="pdf", name="x.pdf", content=b"x", inputs_hash="x"
    )
    PrintedFile.objects.filter(pk=old.pk).update(
        created=timezone.now() - PrintedFile.KEPT - timedelta(hours=1)
    )
    asked(sign_in(staffed.planner), "zip")
    work()
    assert not PrintedFile.objects.filter(pk=old.pk).exists()
    assert PrintedFile.objects.count() == 1


def test_what_is_not_there_is_not_found(staffed: Cast, sign_in: SignIn, cast: Cast) -> None:
    client = sign_in(staffed.planner)
    assert client.get(reverse("reports:municipal_one", args=["9999"])).status_code == 404
    assert asked(client, "exe").status_code == 404
    assert client.get(reverse("reports:municipal_all")).status_code == 405


def test_nobody_to_show_is_no_page_to_print(cast: Cast, office: object, sign_in: SignIn) -> None:
    hire(cast.region, 3)
    client = sign_in(cast.planner)
    assert "No pages to print yet" in client.get(reverse("reports:municipal")).content.decode()
    assert client.get(reverse("reports:municipal_one", args=[BERG])).status_code == 404


@pytest.mark.parametrize("name", ["employee", "manager"])
def test_others_are_refused(staffed: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(getattr(staffed, name))
    assert client.get(reverse("reports:municipal")).status_code == 403
    assert client.get(reverse("reports:municipal_one", args=[BERG])).status_code == 403
    assert asked(client, "pdf").status_code == 403


def test_pooled_pages_count_all_employers(staffed: Cast, sign_in: SignIn) -> None:
    staffed.municipality.shares_for_planning = True
    staffed.municipality.save()
    client = sign_in(staffed.planner)
    text = client.get(reverse("reports:municipal") + "?whose=pooled").content.decode()
    assert "Employees of 2 employers together" in text
    assert "?whose=pooled" in text


def test_imported_statistics_stand_on_every_page_with_their_source(
    staffed: Cast, sign_in: SignIn
) -> None:
    before = municipal_pages(staffed.planner, Scope.OWN, code="sv")
    assert before is not None
    assert [each.label for each in before.contents[0].statistics] == ["Invånare"]
    tell_statistics(staffed.administrator)
    after = municipal_pages(staffed.planner, Scope.OWN, code="sv")
    assert after is not None
    labels = [[each.label for each in content.statistics] for content in after.contents]
    assert all(each == labels[0] for each in labels)
    assert labels[0][1:3] == ["Alla som pendlar in", "Alla som pendlar ut"]
    assert all("påhittat exempel" in each.source for each in after.contents[0].statistics[1:])
    pdf = sign_in(staffed.planner).get(reverse("reports:municipal_one", args=[BERG])).content
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert "Questions to talk about" in page.extract_text()
    assert before.words.certificate.inputs_hash in page.extract_text()
