"""Background work: asked for once, done once, tried again, and never lost without a word."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from caitien.access.models import School, User
from caitien.documents.refusal import Refusal
from caitien.jobs.models import Job, State
from caitien.jobs.perform import MOST, PAUSES, count_due, take_next
from caitien.jobs.start import start
from tests.jobs.conftest import Sum

pytestmark = pytest.mark.each_database


def asked(by: User, school: School, *numbers: int) -> Job:
    return start("sum", school=school, by=by, arguments={"numbers": numbers})


def now_of(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def let_pass(job: Job, time: timedelta) -> None:
    """As if that time had gone by."""
    Job.objects.filter(pk=job.pk).update(due_at=now_of(job).due_at - time)


def test_what_an_asks_for_is_done_and_told(adding: Sum, kept: list[int], an: User, school: School):
    job = asked(an, school, 20, 22)
    assert now_of(job).state == State.WAITING
    assert take_next()
    done = now_of(job)
    assert (done.state, done.result, done.attempts, done.steps) == (State.DONE, {"sum": 42}, 1, 2)
    assert done.ended_at
    assert kept == [42]
    assert not take_next()


def test_asking_twice_while_it_waits_is_one_job(adding: Sum, an: User, school: School):
    assert asked(an, school, 1, 2) == asked(an, school, 1, 2)
    assert count_due(5) == 1
    assert asked(an, school, 1, 3) != asked(an, school, 1, 2)
    while take_next():
        pass
    assert asked(an, school, 1, 2).state == State.WAITING  # done, and asked for anew


def test_what_another_person_asks_for_is_theirs(adding: Sum, an: User, binh: User, school: School):
    assert asked(an, school, 1) != asked(binh, school, 1)


def test_a_job_comes_to_nothing_with_the_transaction_that_asked_for_it(adding: Sum, an: User, school: School):
    with transaction.atomic():
        asked(an, school, 1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_killed_workers_job_is_taken_once_its_lease_is_over(adding: Sum, kept: list[int], an: User, school: School):
    def killed(_job, _tell):
        raise SystemExit  # as near to a killed worker as one process comes: nothing after this line runs

    adding(work=killed)
    job = asked(an, school, 7)
    with pytest.raises(SystemExit):
        take_next()
    assert now_of(job).state == State.RUNNING
    assert not take_next()  # its lease runs yet
    let_pass(job, timedelta(minutes=1))
    adding()
    assert take_next()
    assert now_of(job).state == State.DONE
    assert now_of(job).attempts == 2
    assert kept == [7]


def test_a_worker_that_slept_while_another_did_its_job_writes_nothing(
    adding: Sum, kept: list[int], an: User, school: School
):
    def slept(job, tell):
        let_pass(job, timedelta(minutes=1))
        adding()
        assert take_next()  # the other one
        adding(work=slept)
        tell("Vẫn đang cộng.", done=1, steps=1)
        return {"sum": -1}

    adding(work=slept)
    job = asked(an, school, 5)
    take_next()
    assert now_of(job).result == {"sum": 5}
    assert now_of(job).words == ""
    assert kept == [5]


def test_what_is_kept_is_kept_with_the_end_of_the_job_or_not_at_all(
    adding: Sum, kept: list[int], an: User, school: School
):
    def cannot(_job, _result):
        school.__class__.objects.filter(pk=school.pk).update(name="Trường khác")
        raise ZeroDivisionError

    adding(keep=cannot)
    job = asked(an, school, 3)
    take_next()
    school.refresh_from_db()
    assert school.name == "Trường THPT Hoa Sen"
    assert now_of(job).state == State.WAITING
    adding()
    let_pass(job, PAUSES[0])
    take_next()
    assert now_of(job).state == State.DONE
    assert kept == [3]


@pytest.mark.parametrize("trouble", ["our own mistake", "a trouble that may pass"])
def test_what_fails_is_tried_again_after_a_pause_and_then_told(
    adding: Sum, an: User, school: School, trouble: str, caplog: pytest.LogCaptureFixture
):
    def fails(_job, _tell):
        if trouble == "our own mistake":
            raise ZeroDivisionError
        return Refusal(code="no-line", reason="Đường dây bận, chưa gửi được.")

    adding(work=fails)
    job = asked(an, school, 3)
    for attempt in range(1, MOST):
        assert take_next()
        seen = now_of(job)
        assert (seen.state, seen.attempts) == (State.WAITING, attempt)
        assert seen.due_at > timezone.now()
        assert not take_next()
        let_pass(job, PAUSES[attempt - 1])
    assert take_next()
    assert now_of(job).state == State.FAILED
    assert "chưa" in now_of(job).trouble
    assert now_of(job).ended_at


def test_a_trouble_that_stays_is_told_at_once(adding: Sum, an: User, school: School):
    adding(work=lambda _job, _tell: Refusal(code="too-long", reason="Sổ quá dài; hãy chia làm hai."))
    job = asked(an, school, 3)
    take_next()
    assert (now_of(job).state, now_of(job).trouble) == (State.FAILED, "Sổ quá dài; hãy chia làm hai.")


def test_a_job_that_kills_every_worker_is_given_up_with_a_sentence(adding: Sum, an: User, school: School):
    def killed(_job, _tell):
        raise SystemExit

    adding(work=killed)
    job = asked(an, school, 3)
    for _ in range(MOST):
        with pytest.raises(SystemExit):
            take_next()
        let_pass(job, timedelta(minutes=1))
    assert take_next()
    assert now_of(job).state == State.FAILED
    assert "dừng giữa chừng" in now_of(job).trouble


def test_what_is_due_is_counted_and_what_is_being_done_or_pauses_is_not(adding: Sum, an: User, school: School):
    jobs = [asked(an, school, number) for number in (1, 2, 3)]
    assert (count_due(10), count_due(2)) == (3, 2)
    let_pass(jobs[1], -timedelta(minutes=1))
    assert count_due(10) == 2

    def counts(_job, _tell):
        assert count_due(10) == 1  # not the one in our hands
        return {"sum": 0}

    adding(work=counts)
    take_next()
    assert now_of(jobs[0]).state == State.DONE


def test_who_takes_a_job_is_told_once_it_is_theirs(adding: Sum, an: User, school: School):
    told: list[str] = []
    assert not take_next(lambda: told.append("begun"))
    assert told == []
    job = asked(an, school, 3)
    assert take_next(lambda: told.append(now_of(job).state))
    assert told == [State.RUNNING]


def test_the_oldest_job_is_done_first(adding: Sum, kept: list[int], an: User, school: School):
    for number in (1, 2, 3):
        asked(an, school, number)
    while take_next():
        pass
    assert kept == [1, 2, 3]


def test_a_job_of_no_known_kind_is_not_even_asked_for(an: User, school: School):
    with pytest.raises(KeyError):
        start("coffee", school=school, by=an, arguments={})
