"""People are asked by mail on the days their school says, in no quiet hour, once a day."""

import datetime as dt
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, Membership, Role, School, SchoolYear, Unit, UnitMember, User
from caitien.access.rights import acting_user_of
from caitien.access.schools.describe import write_year
from caitien.domain.refused import Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.times.school_calendar import Holiday, propose_year
from caitien.incoming.adopt import adopt
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import set_clocks
from caitien.nudges.mail.asking import NO_MAIL, NOBODY, Mailed, ask_by_mail
from caitien.nudges.mail.planning import PLANNING, SENDING, plan_morning
from caitien.nudges.mail.rules import FIELDS, NOT_A_NIGHT, keep_rule, mark_of_rule, rule_of
from caitien.nudges.mail.sending import send_due, told
from caitien.nudges.models import Digest, Nudge, NudgeRule
from caitien.nudges.reads import nudges_for
from caitien.plans.models import Assignment, Plan
from caitien.web.nudges.letters import letter_mail
from caitien.work.models import Occurrence
from caitien.work.schedule import refresh_occurrences
from tests.depth import SEARCHING
from tests.nudges.mornings import MORNING, Clock, at, given, morning
from tests.nudges.post import Post
from tests.plans.reports import report

pytestmark = pytest.mark.each_database
State = Digest.State


def test_five_lines_are_one_mail_and_its_row_is_written_before_it_goes_out(
    clock: Clock, post: Post, plan: Plan, binh: User
):
    for row in range(3, 8):
        given(plan, binh, row, "2026-11-13")
    assert plan_morning(clock.now) == (1, 1)
    assert Digest.objects.get().due_at == at("2026-11-16T06:45")
    assert post.came == []
    clock.now = at("2026-11-16T06:46")
    assert told(send_due(letter_mail)) == "Đã gửi: 1 thư."
    assert told(send_due(letter_mail)) == "Không có thư nào đến lượt."
    (mail,) = post.mails()
    assert str(mail["Subject"]).strip() == "Còn 5 việc nhờ thầy cô báo, trễ nhất 3 ngày"
    assert post.to == [binh.email]


def test_a_morning_planned_twice_asks_once(clock: Clock, post: Post, turn: Occurrence):
    assert plan_morning(clock.now) == (1, 1)
    assert plan_morning(clock.now) == (0, 0)
    assert Digest.objects.count() == Nudge.objects.count() == 1


def test_mornings_go_by_and_each_rule_asks_once(clock: Clock, post: Post, plan: Plan, binh: User):
    given(plan, binh, 4, "2026-11-20")
    asked = [day for day in range(1, 31) if morning(clock, f"2026-11-{day:02}")]
    assert asked == [6, 17, 21, 28]
    assert len(post.came) == 4


def test_what_is_due_on_a_holiday_is_asked_about_on_the_working_day_before(
    clock: Clock, post: Post, plan: Plan, binh: User, school: School
):
    given(plan, binh, 4, "2027-04-30")
    NudgeRule.objects.create(school=school, early=False, after=False, weekly=False)
    assert [day for day in range(20, 31) if morning(clock, f"2027-04-{day}")] == [27, 29]


def test_the_schools_own_calendar_decides_not_a_likely_one(clock: Clock, post: Post, turn: Occurrence, school: School):
    off = Holiday("Nghỉ bão", dt.date(2026, 11, 16), dt.date(2026, 11, 17))
    year = propose_year("2026-2027")
    write_year(school, year.__class__(**{name: getattr(year, name) for name in year.__slots__} | {"holidays": (off,)}))
    assert SchoolYear.objects.get().holidays
    assert [day for day in (16, 17, 18) if morning(clock, f"2026-11-{day}")] == [18]


def test_the_day_is_that_of_vietnam_though_it_is_still_yesterday_in_utc(clock: Clock, post: Post, turn: Occurrence):
    assert clock.now.astimezone(dt.UTC).date() == dt.date(2026, 11, 15)
    plan_morning(clock.now)
    assert Digest.objects.get().day == dt.date(2026, 11, 16)


def test_who_told_waits_or_has_nothing_is_not_asked(clock: Clock, post: Post, turn: Occurrence):
    for state in (WorkState.DONE, WorkState.POSTPONED, WorkState.WAITING):
        Occurrence.objects.update(state=state)
        assert plan_morning(clock.now) == (0, 0)
    Occurrence.objects.update(state=WorkState.ONGOING)
    Plan.objects.update(form="ke-hoach", version_number=0)  # being drawn up: the year before is over
    assert plan_morning(clock.now) == (0, 0)


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}, {"email": "", "email_wanted": "x@a.vn"}])
def test_who_has_no_proven_address_or_no_account_gets_no_mail(
    clock: Clock, post: Post, turn: Occurrence, binh: User, change: dict[str, object]
):
    User.objects.filter(pk=binh.pk).update(**change)
    assert plan_morning(clock.now) == (0, 0)


def test_of_a_unit_its_head_is_asked(clock: Clock, post: Post, plan: Plan, unit: Unit, binh: User, an: User):
    for who, head in ((an, False), (binh, True)):
        UnitMember.objects.create(school=plan.school, unit=unit, user=who, head=head)
    given(plan, unit, 4, "2026-11-13")
    morning(clock, "2026-11-16")
    assert post.to == [binh.email]


def test_a_person_in_two_schools_has_one_mail_and_each_school_its_own_part(
    clock: Clock, post: Post, plan: Plan, turn: Occurrence, binh: User, other_school: School, an: User, chi: User
):
    Membership.objects.create(user=binh, school=other_school, role=Role.STAFF)
    theirs = _plan_in(other_school)
    given(theirs, binh, 4, "2026-11-13")
    morning(clock, "2026-11-16")
    (mail,) = post.mails()
    body = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Trường THPT Hoa Sen" in body
    assert "Trường THCS Bờ Suối" in body
    for who in (an, chi):
        acting = acting_user_of(who)
        assert acting
        (asked,) = nudges_for(acting)
        assert asked.nudge.lines == 1


def _plan_in(school: School) -> Plan:
    return adopt(school, report(8))[0]


def test_without_a_mail_server_nothing_is_written(settings: Settings, an: User, plan: Plan, turn: Occurrence):
    settings.EMAIL_HOST = ""
    assert "chưa nối máy chủ thư" in PLANNING.do()
    assert ask_by_mail(an, plan, now=MORNING) == NO_MAIL
    assert not Digest.objects.exists()


# --- how much it costs ------------------------------------------------------------------------------------------------


def test_a_hundred_people_are_planned_with_as_many_queries_as_one(
    clock: Clock, post: Post, plan: Plan, turn: Occurrence, school: School
):
    counts = []
    for number in (0, 40):
        Digest.objects.all().delete()
        people = User.objects.bulk_create(
            User(username=f"n-{each}", name=f"Người {each}", email=f"n{each}@example.vn") for each in range(number)
        )
        Membership.objects.bulk_create(Membership(user=each, school=school, role=Role.STAFF) for each in people)
        Assignment.objects.bulk_create(Assignment(school=school, task=turn.task, user=each) for each in people)
        with CaptureQueriesContext(connection) as asked:
            assert plan_morning(clock.now) == (number + 1, 1)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 22, counts


LINES, TURNS = (120, 25) if SEARCHING else (24, 5)  # people, each with a line of so many turns


def test_a_large_school_is_planned_in_seconds(clock: Clock, post: Post, school: School):
    """3,000 turns and 120 people where one searches."""
    plan = adopt(school, report(LINES))[0]
    refresh_occurrences([plan])
    Occurrence.objects.all().delete()
    tasks = list(plan.tasks.all())
    people = User.objects.bulk_create(
        User(username=f"n-{each}", name=f"Người {each}", email=f"n{each}@example.vn") for each in range(LINES)
    )
    Membership.objects.bulk_create(Membership(user=each, school=school, role=Role.STAFF) for each in people)
    Assignment.objects.bulk_create(
        Assignment(school=school, task=task, user=who) for task, who in zip(tasks, people, strict=True)
    )
    Occurrence.objects.bulk_create(
        Occurrence(school=school, plan=plan, task=task, number=number, due="2026-11-13", state="ongoing")
        for task in tasks
        for number in range(1, TURNS + 1)
    )
    began = time.perf_counter()
    assert plan_morning(clock.now) == (LINES, 1)
    assert time.perf_counter() - began < 10
    assert Nudge.objects.aggregate(lines=Sum("lines"))["lines"] == LINES * TURNS


# --- an editor asks now -----------------------------------------------------------------------------------------------


def test_what_an_editor_asks_at_night_goes_out_in_the_morning_and_once_that_day(
    clock: Clock, post: Post, an: User, plan: Plan, turn: Occurrence, cuc: User
):
    given(plan, cuc, 5, "2026-11-13")
    set_clocks()
    clock.now = at("2026-11-16T22:10")
    done = ask_by_mail(an, plan, now=clock.now)
    assert isinstance(done, Mailed)
    assert done.moment == at("2026-11-17T06:30")
    assert (done.names, done.others) == (["Trần Văn Bình"], ["Đỗ Thị Cúc"])
    assert Scheduled.objects.get(name=SENDING).due_at <= done.moment
    send_due(letter_mail)
    assert post.came == []
    assert ask_by_mail(an, plan, now=clock.now) == NOBODY
    morning(clock, "2026-11-17")
    assert post.to == ["binh@example.vn"]
    assert AuditEntry.objects.get(verb="nudge.mail").after == {"people": ["Trần Văn Bình"]}


def test_a_teacher_and_a_secretary_elsewhere_ask_nobody_and_change_no_rule(
    post: Post, plan: Plan, binh: User, chi: User, school: School
):
    for who in (binh, chi):
        with pytest.raises(PermissionDenied):
            ask_by_mail(who, plan, now=MORNING)
        with pytest.raises(PermissionDenied):
            keep_rule(who, school, said={}, seen="")


def test_a_rule_is_kept_told_and_not_overwritten_unseen(an: User, school: School):
    seen = mark_of_rule(rule_of(school))
    said = {field: getattr(rule_of(school), field) for field in FIELDS} | {"weekly": False}
    assert isinstance(keep_rule(an, school, said=said, seen=seen), NudgeRule)
    assert AuditEntry.objects.get(verb="nudge.rule").after["weekly"] is False
    assert isinstance(keep_rule(an, school, said=said, seen=seen), Stale)
    day = said | {"quiet_begins": dt.time(6), "quiet_ends": dt.time(5)}
    assert keep_rule(an, school, said=day, seen=mark_of_rule(rule_of(school))) == NOT_A_NIGHT
