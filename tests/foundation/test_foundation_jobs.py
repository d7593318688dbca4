from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from arbetshubb.foundation import jobs
from arbetshubb.foundation.jobs import (
    JobCancelled,
    JobFailed,
    JobTakenOver,
    RunningJob,
    UnknownJobKind,
    job_kind,
    request_cancel,
    rescue_lost_jobs,
    run_job,
    start_job,
)
from arbetshubb.foundation.models import Job, User
from cast import Cast

type SignIn = Callable[[User], Client]
type Work = Callable[[], None]


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Kinds of jobs for these tests alone; the list tells what was done."""
    done: list[str] = []
    # First the rooms' own: a module that is loaded meanwhile would declare into the empty one.
    autodiscover_modules("actions", "jobs")
    monkeypatch.setattr(jobs, "_kinds", {})

    @job_kind("test.add", stages={"adding": "Adding up"})
    def add(running: RunningJob, *, first: int, second: int) -> str:
        running.report("adding", 0.5)
        done.append(f"{first + second}")
        return f"/sum/{first + second}/"

    @job_kind("test.break")
    def break_down(running: RunningJob) -> str:
        message = "a fault with Ella Myrdal in it"
        raise ValueError(message)

    @job_kind("test.refuse")
    def refuse(running: RunningJob) -> str:
        code, sentence = "no_hubs", "There are no hubs. Add one."
        raise JobFailed(code, sentence)

    @job_kind("test.stop")
    def stop(running: RunningJob) -> str:
        Job.objects.filter(pk=running.job.pk).update(is_cancel_requested=True)
        running.stop_if_cancelled()
        done.append("went on")
        return "/"

    return done


@pytest.fixture
def job(cast: Cast) -> Job:
    return start_job("test.add", {"first": 1, "second": 2}, owner=cast.planner, title="A sum")


def test_a_job_waits_until_a_worker_takes_it(job: Job, kinds: list[str]) -> None:
    assert job.status == "queued"
    assert kinds == []
    assert DBTaskResult.objects.count() == 1


def test_a_finished_job_knows_its_result(job: Job, work: Work, kinds: list[str]) -> None:
    work()
    job.refresh_from_db()
    assert (job.status, job.result_url, job.share) == ("done", "/sum/3/", 1.0)
    assert job.started <= job.finished
    assert kinds == ["3"]


@pytest.mark.django_db(transaction=True)
def test_the_real_worker_does_what_waits(job: Job, kinds: list[str]) -> None:
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, reload=False)
    job.refresh_from_db()
    assert job.status == "done"


def test_an_unknown_kind_is_refused_at_once(cast: Cast) -> None:
    with pytest.raises(UnknownJobKind):
        start_job("test.unknown", {}, owner=cast.planner, title="x")
    assert not Job.objects.exists()


def test_a_second_delivery_does_nothing(job: Job, kinds: list[str]) -> None:
    run_job.call(str(job.pk))
    run_job.call(str(job.pk))
    assert kinds == ["3"]


def test_a_refusal_tells_the_owner_what_to_do(cast: Cast, work: Work) -> None:
    job = start_job("test.refuse", {}, owner=cast.planner, title="x")
    work()
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "no_hubs")
    assert job.error_sentence == "There are no hubs. Add one."


def test_a_fault_of_ours_is_told_without_its_words(cast: Cast, work: Work) -> None:
    job = start_job("test.break", {}, owner=cast.planner, title="x")
    work()
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "unexpected")
    assert "Ella" not in job.error_sentence
    assert job.error_sentence


def test_a_job_speaks_its_owners_language(cast: Cast, work: Work) -> None:
    cast.planner.language = "en"
    cast.planner.save()
    job = start_job("test.break", {}, owner=cast.planner, title="x")
    with translation.override("sv"):
        work()
    job.refresh_from_db()
    assert "Start it again" in job.error_sentence


def test_a_waiting_job_is_cancelled_at_once_and_never_run(
    job: Job, work: Work, kinds: list[str]
) -> None:
    request_cancel(job)
    work()
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert job.status == "cancelled"
    assert kinds == []


def test_a_running_job_stops_when_asked(cast: Cast, work: Work, kinds: list[str]) -> None:
    job = start_job("test.stop", {}, owner=cast.planner, title="x")
    work()
    job.refresh_from_db()
    assert job.status == "cancelled"
    assert kinds == []


def test_a_finished_job_cannot_be_cancelled(job: Job, work: Work) -> None:
    work()
    request_cancel(job)
    job.refresh_from_db()
    assert job.status == "done"
    assert not job.is_cancel_requested


def _as_running(job: Job, *, silent: timedelta, attempt: int = 1) -> Job:
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(
        status="running", attempt=attempt, started=now - silent, heartbeat=now - silent
    )
    job.refresh_from_db()
    return job


def test_a_job_whose_worker_died_is_taken_up_again(job: Job, work: Work, kinds: list[str]) -> None:
    _as_running(job, silent=timedelta(minutes=2))
    assert rescue_lost_jobs() == 1
    work()
    job.refresh_from_db()
    assert (job.status, job.attempt) == ("done", 2)


def test_a_job_lost_twice_fails_and_says_so(job: Job) -> None:
    _as_running(job, silent=timedelta(minutes=2), attempt=Job.MOST_ATTEMPTS)
    rescue_lost_jobs()
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "worker_lost")
    assert job.error_sentence


def test_a_lost_job_that_was_to_stop_is_cancelled(job: Job) -> None:
    _as_running(job, silent=timedelta(minutes=2))
    Job.objects.update(is_cancel_requested=True)
    rescue_lost_jobs()
    job.refresh_from_db()
    assert job.status == "cancelled"


def test_a_job_that_still_beats_is_left_alone(job: Job) -> None:
    _as_running(job, silent=timedelta(seconds=10))
    assert rescue_lost_jobs() == 0


def test_a_worker_given_up_as_lost_can_write_nothing_more(job: Job) -> None:
    ghost = _as_running(job, silent=timedelta(minutes=2))
    rescue_lost_jobs()
    Job.objects.filter(pk=job.pk).update(status="running", attempt=2)
    with pytest.raises(JobTakenOver):
        RunningJob(ghost).report("late", 0.9)
    job.refresh_from_db()
    assert job.stage == ""


def test_progress_is_kept_within_its_bounds_and_written_seldom(job: Job) -> None:
    running = RunningJob(_as_running(job, silent=timedelta()))
    running.report("a", 7.0)
    job.refresh_from_db()
    assert job.share == 1.0
    running.report("a", 0.2)  # within half a second, same stage: not worth a write
    job.refresh_from_db()
    assert job.share == 1.0
    running.report("b", -1.0)
    job.refresh_from_db()
    assert (job.stage, job.share) == ("b", 0.0)


def test_being_cancelled_stays_so(job: Job) -> None:
    running = RunningJob(_as_running(job, silent=timedelta()))
    assert not running.is_cancelled()
    Job.objects.update(is_cancel_requested=True)
    running._listened = 0
    assert running.is_cancelled()
    with pytest.raises(JobCancelled):
        running.stop_if_cancelled()


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_the_same_job(cast: Cast, kinds: list[str]) -> None:
    job = start_job("test.add", {"first": 1, "second": 2}, owner=cast.planner, title="x")
    barrier = threading.Barrier(4)

    def worker() -> None:
        barrier.wait()
        run_job.call(str(job.pk))
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    job.refresh_from_db()
    assert kinds == ["3"]
    assert (job.status, job.attempt) == ("done", 1)


def test_the_page_shows_stage_share_and_a_way_to_stop(job: Job, sign_in: SignIn) -> None:
    _as_running(job, silent=timedelta(seconds=30))
    Job.objects.update(stage="adding", share=0.5)
    text = sign_in(job.owner).get(reverse("foundation:job", args=[job.pk])).content.decode()
    assert "Adding up" in text
    assert 'value="50"' in text
    assert reverse("foundation:cancel_job", args=[job.pk]) in text
    assert 'http-equiv="refresh"' in text


def test_the_progress_asks_again_until_the_job_has_finished(
    job: Job, sign_in: SignIn, work: Work
) -> None:
    url = reverse("foundation:job_progress", args=[job.pk])
    browser = sign_in(job.owner)
    assert "hx-get" in browser.get(url).content.decode()
    work()
    assert browser.get(url).headers["HX-Redirect"] == "/sum/3/"


def test_a_finished_page_neither_asks_nor_reloads(job: Job, sign_in: SignIn, work: Work) -> None:
    work()
    text = sign_in(job.owner).get(reverse("foundation:job", args=[job.pk])).content.decode()
    assert "hx-get" not in text
    assert 'http-equiv="refresh"' not in text
    assert 'href="/sum/3/"' in text


def test_looking_at_a_lost_job_takes_it_up_again(job: Job, sign_in: SignIn) -> None:
    _as_running(job, silent=timedelta(minutes=2))
    sign_in(job.owner).get(reverse("foundation:job", args=[job.pk]))
    job.refresh_from_db()
    assert job.status == "queued"


@pytest.mark.parametrize("name", ["job", "job_progress", "cancel_job"])
def test_the_jobs_of_others_do_not_exist(job: Job, cast: Cast, sign_in: SignIn, name: str) -> None:
    url = reverse(f"foundation:{name}", args=[job.pk])
    browser = sign_in(cast.administrator)
    answer = browser.post(url) if name == "cancel_job" else browser.get(url)
    assert answer.status_code == 404
    job.refresh_from_db()
    assert job.status == "queued"


def test_stopping_needs_a_post(job: Job, sign_in: SignIn) -> None:
    url = reverse("foundation:cancel_job", args=[job.pk])
    browser = sign_in(job.owner)
    assert browser.get(url).status_code == 405
    assert browser.post(url).status_code == 302
    job.refresh_from_db()
    assert job.status == "cancelled"


def test_my_jobs_are_listed_and_found_by_status(
    job: Job, cast: Cast, sign_in: SignIn, work: Work
) -> None:
    work()
    start_job("test.add", {"first": 1, "second": 1}, owner=cast.planner, title="Another sum")
    start_job("test.add", {"first": 1, "second": 1}, owner=cast.hr, title="Somebody else's")
    browser = sign_in(cast.planner)
    url = reverse("foundation:jobs")
    everything = browser.get(url).content.decode()
    assert "A sum" in everything
    assert "Another sum" in everything
    assert "Somebody else" not in everything
    assert "Another sum" not in browser.get(url, {"status": "done"}).content.decode()


def test_without_jobs_the_page_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    text = sign_in(cast.planner).get(reverse("foundation:jobs")).content.decode()
    assert reverse("foundation:home") in text
    assert "<table" not in text
