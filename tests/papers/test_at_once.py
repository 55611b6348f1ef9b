"""While a paper is being issued others go on with their work, and what they do is done in one order: nobody waits for
somebody who waits for them. Each would be a ring on PostgreSQL, of which the database ends one."""

from dataclasses import replace
from threading import Event

import pytest
from django.db import connection, transaction

from caitien.access.action import hold
from caitien.access.models import AuditHead, School, User
from caitien.access.schools.describe import keep_year
from caitien.access.trail.proof import prove
from caitien.domain.times.school_calendar import SchoolCalendar, propose_year
from caitien.incoming.adopt import adopt
from caitien.papers import issuing
from caitien.papers.models import Issue
from caitien.plans.models import Plan, Task
from caitien.work.models import Comment
from caitien.work.reporting.comments import write_comment
from tests import postgresql
from tests.handover.test_merging import waits_for_a_lock
from tests.in_thread import in_thread
from tests.papers.made import answered, issued, settled
from tests.plans.reports import report

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not postgresql.WANTED, reason="on SQLite writers take turns: nobody holds half of what they need"
    ),
]
LONGEST = 20  # seconds until a deed is done


@pytest.fixture
def plan(school: School) -> Plan:
    with transaction.atomic():
        return adopt(school, report(3))[0]


def test_a_word_about_a_line_is_kept_while_a_paper_is_printed(an: User, plan: Plan, monkeypatch: pytest.MonkeyPatch):
    settled(an, plan)
    ready, printing, go = answered(an, plan), Event(), Event()
    printed = issuing.print_issue

    def slowly(*about: object) -> bytes:
        printing.set()
        assert go.wait(LONGEST)
        return printed(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(issuing, "print_issue", slowly)
    thread, found = in_thread(lambda: issued(ready))
    try:
        assert printing.wait(LONGEST), found
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        task = Task.objects.select_related("plan__school", "school").filter(plan=plan)[0]
        assert isinstance(write_comment(an, task, text="Đã nhận mặt bằng"), Comment)
    finally:
        go.set()
        thread.join()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
    assert [type(each) for each in found] == [Issue]
    assert [chain for chain in prove() if chain.broken] == []


def test_a_calendar_that_waits_for_a_plan_does_not_hold_the_trail_meanwhile(an: User, plan: Plan):
    """The plan's days follow the calendar, in the same transaction: who is writing into the plan ends first."""
    now = propose_year(plan.school_year)
    wanted = replace(now, last_day=now.last_day.replace(day=now.last_day.day - 1))
    with transaction.atomic():
        hold(Plan.objects.filter(pk=plan.pk))  # as by any verb of it
        thread, found = in_thread(lambda: keep_year(an, plan.school, calendar=wanted, seen=""))
        while thread.is_alive() and not waits_for_a_lock():
            thread.join(0.02)
        assert not found
        AuditHead.objects.select_for_update(nowait=True).get(chain=plan.school_id)  # raises where it is held
    thread.join()
    assert [type(each) for each in found] == [SchoolCalendar]
