"""Doing background work (làm việc nền): taking a job, holding it while it is worked on, ending it exactly once.

A job is a row with a moment from which it may be taken (``due_at``). Taking it is one conditional update, so that one
worker wins, on any machine. The worker pushes the moment ahead every few seconds; killed, it no longer does, and the
job is taken anew. A worker that was only asleep, and wakes to find its job in another's hands, can write nothing.
"""

import logging
import os
import socket
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from caitien.documents.refusal import Refusal
from caitien.jobs.holding import held
from caitien.jobs.kinds import KINDS, Kind, Result
from caitien.jobs.models import LIVE, Job, State

LEASE: Final = timedelta(seconds=10)  # a job not heard of for so long may be taken by another worker
BEAT: Final = 2.5  # seconds from one sign of life to the next
PAUSES: Final = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120))  # before it is tried again
MOST: Final = len(PAUSES) + 1  # attempts
BROKEN: Final = Refusal(
    code="broken",
    reason="Máy đã thử mấy lần mà chưa làm được việc này. Xin báo người quản trị; dữ liệu của trường vẫn nguyên.",
)
WORN: Final = Refusal(
    code="worn", reason="Việc này mấy lần bị dừng giữa chừng nên máy thôi không thử nữa. Thầy cô có thể yêu cầu lại."
)
_log = logging.getLogger(__name__)


def take_next(begun: Callable[[], None] = lambda: None) -> bool:
    """Do the job that has been due longest (làm việc kế tiếp); False where none is. ``begun`` is called once it is
    ours."""
    job = _taken()
    if job is None:
        return False
    begun()
    trouble = WORN if job.attempts > MOST else _tried(job)
    if trouble:
        _put_off(job, trouble)
    return True


def count_due(most: int) -> int:
    """How many jobs may be taken now (số việc đến lượt), counted up to ``most``: new ones, those whose pause is over,
    those of workers that were killed. One query; any number of processes may ask."""
    return Job.objects.filter(state__in=LIVE, due_at__lte=timezone.now())[:most].count()


# --- one job ----------------------------------------------------------------------------------------------------------


def _taken() -> Job | None:
    """The job this process has now (nhận việc), or None."""
    while True:
        due = Job.objects.filter(state__in=LIVE, due_at__lte=timezone.now()).order_by("patient", "due_at", "pk").first()
        if due is None or _mine(due):
            return due


def _mine(job: Job) -> bool:
    """Take the job as it was seen; False where another was quicker."""
    now = timezone.now()
    seen = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts, due_at=job.due_at)
    won = seen.update(
        state=State.RUNNING, attempts=F("attempts") + 1, begun_at=now, due_at=now + LEASE, worker=_this_worker()
    )
    job.state, job.attempts = State.RUNNING, job.attempts + 1
    return bool(won)


def _tried(job: Job) -> Refusal | None:
    """Why it came to nothing this time, or None: it is done."""
    try:
        with held(f"job {job.pk}", partial(_push_on, job), BEAT):
            kind = KINDS[job.kind]
            outcome = kind.work(job, partial(_tell, job))
            if isinstance(outcome, Refusal):
                return outcome
            _end(job, kind, outcome)
            return None
    except Exception:
        _log.exception("job %s (%s), attempt %s", job.pk, job.kind, job.attempts)
        return BROKEN


def _end(job: Job, kind: Kind, result: Result) -> None:
    """Its result, what is kept of it and its end, in one transaction: once, or not at all."""
    with transaction.atomic():
        ours = _still_ours(job).update(state=State.DONE, result=result, trouble="", words="", ended_at=timezone.now())
        if ours:
            kind.keep(job, result)


def _put_off(job: Job, trouble: Refusal) -> None:
    """To be tried again after a pause, or failed for good (thử lại sau, hoặc thôi)."""
    now, kind = timezone.now(), KINDS.get(job.kind)
    passing = trouble is BROKEN or bool(kind and trouble.code in kind.again)
    if passing and job.attempts < MOST:
        pause = PAUSES[job.attempts - 1]
        _still_ours(job).update(state=State.WAITING, trouble=trouble.reason, due_at=now + pause)
    else:
        _give_up(job, kind, trouble)


def _give_up(job: Job, kind: Kind | None, trouble: Refusal) -> None:
    """Failed for good, and whoever waits for it is told, in one transaction."""
    with transaction.atomic():
        ours = _still_ours(job).update(state=State.FAILED, trouble=trouble.reason, ended_at=timezone.now())
        if ours and kind:
            kind.lost(job, trouble)


def _still_ours(job: Job) -> QuerySet[Job]:
    """The job while it is in the attempt this worker took; nothing once another took it."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _tell(job: Job, words: str, *, done: int = 0, steps: int = 0) -> None:
    _still_ours(job).update(words=words, steps_done=done, steps=steps, due_at=timezone.now() + LEASE)


def _push_on(job: Job) -> None:
    """A sign of life: nobody else takes the job for a while."""
    _still_ours(job).update(due_at=timezone.now() + LEASE)


def _this_worker() -> str:
    return f"{socket.gethostname()[:80]} {os.getpid()}"
