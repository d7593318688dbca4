"""Long work as jobs: started by an action, run by a worker, watched and cancelled on a page.

A room declares what it can do and starts it::

    @job_kind("plans.plan_hubs", stages={"siting": _("Hubs are chosen")})
    def plan_hubs(running: RunningJob, *, scenario: int) -> str:
        running.report("siting", 0.4)
        return "/plans/7/"  # where the result is


    job = start_job("plans.plan_hubs", {"scenario": 7}, owner=user, title="Nio hubbar")

The function lives in the room's ``actions`` or ``jobs`` module, where the worker looks for it. It
may be run a second time after its worker died, so it must be safe to repeat.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Concatenate, Final

from django.db import DatabaseError, connection, transaction
from django.tasks import task
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from arbetshubb.foundation.models import Job, JobStatus
from arbetshubb.foundation.texts import job_failure

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

log = logging.getLogger(__name__)

BEAT_SECONDS: Final = 10.0
REPORT_SECONDS: Final = 0.5
LOST_CODE: Final = "worker_lost"
UNEXPECTED_CODE: Final = "unexpected"

type Text = str | Promise
type JobFunction = Callable[..., str]


class UnknownJobKind(LookupError):
    """No room has declared this kind of job."""


class JobFailed(Exception):
    """A job ends without a result for a reason its owner can understand.

    ``sentence`` says what happened and what to do, without personal data.
    """

    def __init__(self, code: str, sentence: Text) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence


class JobCancelled(Exception):
    """Raised by a job's function to stop after it has seen ``is_cancelled()``."""


class JobTakenOver(Exception):
    """This worker was given up as lost and another has the job: write nothing more."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """What a room has declared: the function and a label for each of its stages."""

    function: JobFunction
    stages: Mapping[str, Text]


_kinds: dict[str, JobKind] = {}


def job_kind[**P](
    kind: str, *, stages: Mapping[str, Text] | None = None
) -> Callable[
    [Callable[Concatenate[RunningJob, P], str]], Callable[Concatenate[RunningJob, P], str]
]:
    """Declare the function that does jobs of ``kind``; ``stages`` names its stages on screen."""

    def declare(
        function: Callable[Concatenate[RunningJob, P], str],
    ) -> Callable[Concatenate[RunningJob, P], str]:
        _kinds[kind] = JobKind(function, dict(stages or {}))
        return function

    return declare


def start_job(kind: str, params: Mapping[str, object], *, owner: User, title: str) -> Job:
    """A new job waiting for a worker; ``params`` must be plain JSON.

    Raises:
        UnknownJobKind: no room has declared ``kind``.
    """
    declared(kind)
    with transaction.atomic():
        job = Job.objects.create(kind=kind, params=dict(params), owner=owner, title=title)
        run_job.enqueue(str(job.pk))
    return job


def request_cancel(job: Job) -> None:
    """Ask the job to stop; one that still waits is cancelled at once."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED)
    if waiting.update(status=JobStatus.CANCELLED, finished=now, is_cancel_requested=True):
        return
    Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(is_cancel_requested=True)


def rescue_lost_jobs() -> int:
    """Take up jobs whose worker has gone silent; the number of them.

    Each is queued once more; one that has already been lost ``Job.MOST_ATTEMPTS`` times fails,
    since it may be what kills its worker.
    """
    lost = list(Job.objects.lost(now=timezone.now()))
    return sum(_rescue(job) for job in lost)


def rescue_if_lost(job: Job) -> bool:
    """Take up this job if its worker has gone silent; whether it was so."""
    return job.is_lost() and _rescue(job)


def stage_label(job: Job) -> Text:
    """The name of the job's stage on screen; empty when its kind names none."""
    try:
        return declared(job.kind).stages.get(job.stage, "")
    except UnknownJobKind:
        return ""


def declared(kind: str) -> JobKind:
    """What the rooms have declared for ``kind``.

    Raises:
        UnknownJobKind: nothing.
    """
    if kind not in _kinds:
        # Late, so that commands which run no job need not load every room's solver.
        autodiscover_modules("actions", "jobs")
    if kind not in _kinds:
        raise UnknownJobKind(kind)
    return _kinds[kind]


@dataclass
class RunningJob:
    """What a job's function is given: its way to report and to hear that it should stop."""

    job: Job
    _reported: float = field(default=0.0, init=False)
    _listened: float = field(default=0.0, init=False)
    _is_cancelled: bool = field(default=False, init=False)

    @property
    def owner(self) -> User:
        """Who asked for the job."""
        return self.job.owner

    def report(self, stage: str, share: float) -> None:
        """Tell the page the stage and the share done, 0 to 1; cheap to call often.

        Raises:
            JobTakenOver: another worker has the job now.
        """
        now = monotonic()
        is_new_stage = stage != self.job.stage
        if not is_new_stage and now - self._reported < REPORT_SECONDS:
            return
        self._reported = now
        self.job.stage = stage
        self.job.share = min(max(share, 0.0), 1.0)
        _write(self.job, stage=stage, share=self.job.share, heartbeat=timezone.now())

    def is_cancelled(self) -> bool:
        """Whether the owner wants it stopped; asks the database at most twice a second."""
        now = monotonic()
        if not self._is_cancelled and now - self._listened >= REPORT_SECONDS:
            self._listened = now
            self._is_cancelled = Job.objects.filter(
                pk=self.job.pk, is_cancel_requested=True
            ).exists()
        return self._is_cancelled

    def stop_if_cancelled(self) -> None:
        """Go on only when nobody wants it stopped.

        Raises:
            JobCancelled: the owner wants it stopped.
        """
        if self.is_cancelled():
            raise JobCancelled


@task()
def run_job(job_id: str) -> None:
    """Do the job, once: a second delivery of the same job finds it taken and does nothing."""
    job = _take(job_id)
    if job is None:
        return
    beating = _Heart(job)
    beating.start()
    try:
        with translation.override(job.owner.language or None):
            _do(job)
    except JobTakenOver:
        log.warning("Job %s was taken over by another worker", job.pk)
    finally:
        beating.stop()


def _take(job_id: str) -> Job | None:
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, status=JobStatus.QUEUED)
    job = waiting.select_related("owner").first()
    if job is None:
        return None
    changes: dict[str, Any] = {  # Any: columns of several types
        "status": JobStatus.RUNNING,
        "attempt": job.attempt + 1,
        "started": now,
        "heartbeat": now,
        "stage": "",
        "share": 0.0,
    }
    if not waiting.filter(attempt=job.attempt).update(**changes):
        return None
    for name, value in changes.items():
        setattr(job, name, value)
    return job


def _do(job: Job) -> None:
    running = RunningJob(job)
    try:
        url = declared(job.kind).function(running, **job.params)
    except JobTakenOver:
        raise
    except JobCancelled:
        _finish(job, JobStatus.CANCELLED)
    except JobFailed as error:
        _fail(job, error.code, error.sentence)
    except Exception:
        # The edge of the worker: whatever went wrong, the owner gets an answer.
        log.exception("Job %s of kind %s failed", job.pk, job.kind)
        _fail(job, UNEXPECTED_CODE, job_failure(UNEXPECTED_CODE))
    else:
        _finish(job, JobStatus.DONE, share=1.0, result_url=url)


def _fail(job: Job, code: str, sentence: Text) -> None:
    _finish(job, JobStatus.FAILED, error_code=code, error_sentence=str(sentence))


def _finish(job: Job, status: JobStatus, **changes: object) -> None:
    _write(job, status=status, finished=timezone.now(), **changes)


def _write(job: Job, **changes: object) -> None:
    mine = Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempt=job.attempt)
    if not mine.update(**changes):
        raise JobTakenOver


def _rescue(job: Job) -> bool:
    silent = Job.objects.filter(
        pk=job.pk, status=JobStatus.RUNNING, attempt=job.attempt, heartbeat=job.heartbeat
    )
    if job.is_cancel_requested:
        return bool(silent.update(status=JobStatus.CANCELLED, finished=timezone.now()))
    if job.attempt >= Job.MOST_ATTEMPTS:
        with translation.override(job.owner.language or None):
            sentence = str(job_failure(LOST_CODE))
        return bool(
            silent.update(
                status=JobStatus.FAILED,
                finished=timezone.now(),
                error_code=LOST_CODE,
                error_sentence=sentence,
            )
        )
    with transaction.atomic():
        is_mine = bool(silent.update(status=JobStatus.QUEUED, started=None, heartbeat=None))
        if is_mine:
            run_job.enqueue(str(job.pk))
    return is_mine


class _Heart(threading.Thread):
    """Says that the worker lives, also while a solver is deep in one long call."""

    def __init__(self, job: Job) -> None:
        super().__init__(name=f"heart of {job.pk}", daemon=True)
        self._job = job
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(BEAT_SECONDS):
            self._beat()
        connection.close()

    def stop(self) -> None:
        self._stopped.set()
        self.join(timeout=5.0)

    def _beat(self) -> None:
        try:
            _write(self._job, heartbeat=timezone.now())
        except JobTakenOver:
            self._stopped.set()
        except DatabaseError as error:
            log.warning("A heartbeat was missed: %s", type(error).__name__)
