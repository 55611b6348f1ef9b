"""A meeting: what it should speak about, what follows from what is decided, and its minutes."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caitien.access.models import AuditEntry, OutsideBody, School, User
from caitien.access.trail.proof import prove
from caitien.domain.refused import Refused
from caitien.evidence.models import Item
from caitien.papers.issuing import IssueRequest, NotIssued
from caitien.papers.models import Issue
from caitien.plans.models import Adjustment, Assignment, Plan, Task
from caitien.plans.story import story_of
from caitien.reviews.meetings.attendance import mark_attendance
from caitien.reviews.meetings.deciding import (
    DECIDED,
    NO_CONSEQUENCE,
    NO_DECISION,
    NO_TIME,
    NOT_IN_FORCE,
    NOT_NOW,
    Decision,
    decide_item,
)
from caitien.reviews.meetings.holding import (
    AHEAD,
    BACKWARDS,
    Called,
    add_item,
    approve_minutes,
    begin_meeting,
    drop_item,
    end_meeting,
    prepare_meeting,
    renew_agenda,
    write_item,
)
from caitien.reviews.meetings.minutes import issue_minutes, minutes_draft, minutes_of
from caitien.reviews.models import AgendaItem, Meeting, Recommendation, StaffProposal
from caitien.reviews.proposing import (
    ANSWERED,
    NOT_YOURS,
    ON_AGENDA,
    answer_proposal,
    propose,
    take_back_proposal,
)
from caitien.reviews.recommending import recommend
from caitien.story.telling import tell
from caitien.work.models import Letter, Occurrence, Waiting
from tests.plans.approving import approved, chair_of, change
from tests.reviews.made import line, lived_plan, opened, sees, team, three

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
HELD = TODAY - timedelta(days=3)
VERIFY_AT = "https://caitien.example/kiem-chung/"
CALLED = Called(
    kind=Meeting.Kind.COUNCIL,
    held_on=HELD,
    begins=time(14),
    place="Phòng hội đồng",
    chair="Võ Thu Hạnh",
    secretary="Nguyễn Thị An",
)
NONE = Decision(decision="Nghe để biết", consequence="none")


@pytest.fixture
def plan(school: School) -> Plan:
    plan = lived_plan(school)
    approved(plan)
    return Plan.objects.select_related("school").get(pk=plan.pk)


@pytest.fixture
def hanh(school: School) -> User:
    return chair_of(school)


@pytest.fixture
def crew(school: School, plan: Plan) -> list[User]:
    people = three(school)
    team(school, *people)
    return people


def now(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("plan__school").get(pk=meeting.pk)


def waits(plan: Plan, an: User, code: str, days: int, whom: str) -> Waiting:
    body = OutsideBody.objects.create(school=plan.school, name=whom)
    task, since = line(plan, code), TODAY - timedelta(days=days)
    return Waiting.objects.create(
        school=plan.school, plan=plan, task=task, body=body, whom=whom, what="Cấp vốn", since=since, by=an
    )


@pytest.fixture
def seven(plan: Plan, crew: list[User], an: User, binh: User) -> Plan:
    """Seven things that wait: one overdue, one disputed, one long wait, one answered, one adjustment, the unproved, and
    what Bình proposed."""
    Occurrence.objects.update(due=TODAY + timedelta(days=30))
    Occurrence.objects.filter(task=line(plan, "3.5")).update(due=TODAY - timedelta(days=9))
    waits(plan, an, "4.2", 75, "Sở Tài chính")
    letter = {"way": "answered", "date": TODAY, "summary": "Đồng ý", "by": an, "school": plan.school}
    Letter.objects.create(waiting=waits(plan, an, "3.6", 20, "UBND phường"), **letter)
    review = opened(plan)
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Sổ mới ghi đến tháng 3")
    change(an, line(plan, "1.5"), "time", "Tháng 8/2027")
    assert isinstance(propose(binh, plan, text="Mở thư viện buổi trưa", reason="Học sinh ở xa"), StaffProposal)
    return plan


def held(plan: Plan, an: User) -> Meeting:
    meeting = prepare_meeting(an, plan, called=CALLED, today=TODAY)
    assert isinstance(meeting, Meeting), meeting
    assert isinstance(begin_meeting(an, now(meeting), today=TODAY), Meeting)
    return now(meeting)


def item(meeting: Meeting, about: str) -> AgendaItem:
    return meeting.items.select_related("meeting__plan__school", "line", "adjustment").get(about=about)


def decided(hanh: User, row: AgendaItem, consequence: str, **more: object) -> AgendaItem:
    wanted = Decision(decision="Làm theo đề nghị", consequence=consequence, **more)  # type: ignore[arg-type]
    found = decide_item(hanh, row, decision=wanted, today=TODAY)
    assert isinstance(found, AgendaItem), found
    return found


def story(task: Task) -> str:
    return " ".join(told.sentence for told in tell(list(story_of(task))))


# --- the whole of it --------------------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_seven_things_wait_four_change_the_plan_and_the_minutes_name_them(
    seven: Plan, an: User, hanh: User, binh: User
):
    meeting = held(seven, an)
    abouts = [row.about for row in meeting.items.order_by("position")]
    assert abouts == ["overdue", "disputed", "waiting", "answered", "adjustment", "unproved", "proposed"]
    decided(hanh, item(meeting, "overdue"), "time", time="Tháng 12/2027")
    decided(hanh, item(meeting, "disputed"), "state", state="ongoing")
    decided(hanh, item(meeting, "adjustment"), "approve", votes_for=6, votes_against=1)
    decided(hanh, item(meeting, "waiting"), "person", person=binh.pk)
    for about in ("answered", "unproved", "proposed"):
        decided(hanh, item(meeting, about), "none")
    assert line(seven, "3.5").time == "Tháng 12/2027"
    assert line(seven, "5.5").state == "ongoing"
    assert line(seven, "1.5").time == "Tháng 8/2027"
    assert Assignment.objects.get(task=line(seven, "4.2")).user == binh
    assert StaffProposal.objects.get().state == "taken"
    assert isinstance(end_meeting(an, now(meeting), ends=time(16, 30)), Meeting)
    assert isinstance(approve_minutes(hanh, now(meeting)), Meeting)
    draft = minutes_draft(now(meeting))
    wanted = IssueRequest(number="03/BB-THPTHS", date=TODAY, seen=draft.mark, verify_at=VERIFY_AT)
    issue = issue_minutes(hanh, now(meeting), wanted=wanted, today=TODAY)
    assert isinstance(issue, Issue), issue
    assert (issue.kind, issue.figure, now(meeting).number) == ("BB", 3, "03/BB-THPTHS")
    for code in ("3.5", "5.5", "1.5", "4.2"):
        assert "Biên bản số 03/BB-THPTHS" in story(line(seven, code)), code
    assert decide_item(hanh, item(meeting, "overdue"), decision=NONE, today=TODAY) == NOT_NOW
    assert not [chain for chain in prove() if chain.broken]
    held_it = Item.objects.get(issued__startswith="Số 03/BB-THPTHS")
    assert (held_it.state, held_it.kind) == ("offered", "minutes")
    assert held_it.uses.get(home=True).criterion == "1.4"
    assert held_it.uses.exclude(task=None).count() == 4
    assert held_it.parts.get().versions.get().sha256


def test_a_decision_is_never_undone(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    decided(hanh, item(meeting, "overdue"), "time", time="Tháng 12/2027")
    assert decide_item(hanh, item(meeting, "overdue"), decision=NONE, today=TODAY) == DECIDED
    found = drop_item(an, item(meeting, "overdue"))
    assert isinstance(found, Refused)


# --- one item, one transaction ----------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_what_a_verb_refuses_leaves_nothing_of_the_decision(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    before = AuditEntry.objects.count()
    wanted = Decision(decision="Lùi hạn", consequence="time", time=" ")
    assert decide_item(hanh, item(meeting, "overdue"), decision=wanted, today=TODAY) == NO_TIME
    back = Decision(decision="Coi như chưa làm", consequence="state", state="not_started")
    found = decide_item(hanh, item(meeting, "disputed"), decision=back, today=TODAY)
    assert isinstance(found, Refused)
    assert "không chuyển thành chưa bắt đầu được" in found.reason
    same = Decision(decision="Giữ hạn", consequence="time", time=line(seven, "3.5").time)
    assert isinstance(decide_item(hanh, item(meeting, "overdue"), decision=same, today=TODAY), Refused)
    assert AuditEntry.objects.count() == before
    assert not meeting.items.exclude(decided_at=None).exists()
    assert Adjustment.objects.count() == 1


def test_new_lines_withdrawals_and_petitions_follow_too(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    added = add_item(an, meeting, title="Thư viện buổi trưa")
    given_up = add_item(an, now(meeting), title="Nhà để xe")
    asked = add_item(an, now(meeting), title="Sân thể dục")
    assert isinstance(added, AgendaItem)
    assert isinstance(given_up, AgendaItem)
    assert isinstance(asked, AgendaItem)
    decided(hanh, added, "new_line", work="Mở thư viện từ 11 giờ 30", criterion="3.6", time="Năm học 2026-2027")
    decided(hanh, given_up, "withdraw", task=line(seven, "3.4").pk)
    decided(hanh, asked, "petition", task=line(seven, "1.5").pk, whom="Sở Xây dựng", what="Giao mặt bằng sân")
    made = seven.tasks.get(work="Mở thư viện từ 11 giờ 30")
    assert made.added
    assert AgendaItem.objects.get(pk=added.pk).task == made
    assert line(seven, "3.4").withdrawn
    waiting = Waiting.objects.get(whom="Sở Xây dựng")
    assert (waiting.what, waiting.since) == ("Giao mặt bằng sân", HELD)


def test_a_plan_that_is_not_approved_is_not_adjusted(school: School, an: User, hanh: User):
    plan = lived_plan(school)
    meeting = held(plan, an)
    row = add_item(an, meeting, title="Lùi hạn")
    assert isinstance(row, AgendaItem)
    wanted = Decision(decision="Lùi", consequence="time", time="Hè", task=line(plan, "3.5").pk)
    assert decide_item(hanh, row, decision=wanted, today=TODAY) == NOT_IN_FORCE


@pytest.mark.each_database
def test_what_was_recommended_is_answered_by_what_was_decided(seven: Plan, crew: list[User], an: User, hanh: User):
    review = seven.review_rounds.get()
    assert isinstance(recommend(crew[0], review, text="Mua sổ theo dõi", to="Kế toán"), Recommendation)
    meeting = held(seven, an)
    decided(hanh, item(meeting, "recommended"), "none")
    row = Recommendation.objects.get()
    assert row.state == "taken"
    assert row.answer.startswith(f"Họp Hội đồng tự đánh giá ngày {HELD:%d/%m/%Y}")


def test_only_the_chair_decides_and_only_while_they_meet(seven: Plan, an: User, hanh: User, binh: User):
    meeting = prepare_meeting(an, seven, called=CALLED, today=TODAY)
    assert isinstance(meeting, Meeting)
    row = item(meeting, "overdue")
    assert decide_item(hanh, row, decision=NONE, today=TODAY) == NOT_NOW
    begin_meeting(an, now(meeting), today=TODAY)
    for who in (an, binh):
        with pytest.raises(PermissionDenied):
            decide_item(who, item(meeting, "overdue"), decision=NONE, today=TODAY)
    empty = decide_item(hanh, item(meeting, "overdue"), decision=replace(NONE, decision=" "), today=TODAY)
    assert empty == NO_DECISION
    unknown = replace(NONE, consequence="khong-co")
    assert decide_item(hanh, item(meeting, "overdue"), decision=unknown, today=TODAY) == NO_CONSEQUENCE


# --- its course and its minutes ---------------------------------------------------------------------------------------


def test_the_minutes_read_as_the_form_has_them(seven: Plan, an: User, hanh: User, school: School):
    meeting = held(seven, an)
    people = list(meeting.attendees.order_by("pk"))
    no_reason = mark_attendance(an, now(meeting), absent={people[0].pk: " "})
    assert isinstance(no_reason, Refused)
    assert isinstance(mark_attendance(an, now(meeting), absent={people[0].pk: "đi công tác"}), Meeting)
    row = item(meeting, "overdue")
    assert isinstance(write_item(an, row, summary="Dây mạng mới kéo nửa nhà B", opinions="Thuê thêm thợ"), AgendaItem)
    decided(hanh, item(meeting, "overdue"), "none", votes_for=6, votes_against=0, votes_other=1)
    paper = minutes_of(now(meeting))
    words = "\n".join(text for part in paper.parts for text in (part.heading, *part.paragraphs))
    assert f"Thời gian bắt đầu: 14 giờ 00, ngày {HELD:%d} tháng" in words
    assert f"có mặt {len(people) - 1}/{len(people)}" in words
    assert f"Vắng: {people[0].name} (đi công tác)" in words
    assert "Biểu quyết: tán thành 6, không tán thành 0, ý kiến khác 1" in words
    assert "Ý kiến: Thuê thêm thợ" in words
    assert (paper.left_signer, paper.report.signer, paper.report.signer_title) == (
        "Nguyễn Thị An",
        "Võ Thu Hạnh",
        "CHỦ TRÌ",
    )
    assert paper.report.number == "/BB-THPTHS"
    assert meeting.made_at.date() >= meeting.held_on


def test_a_meeting_ends_once_all_is_concluded_and_in_its_own_time(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    left = end_meeting(an, meeting, ends=time(16))
    assert isinstance(left, Refused)
    assert "7 mục chưa kết luận" in left.reason
    for row in list(meeting.items.all()):
        assert isinstance(drop_item(an, row), Meeting)
    assert end_meeting(an, now(meeting), ends=time(13)) == BACKWARDS
    assert isinstance(end_meeting(an, now(meeting), ends=time(16)), Meeting)
    wanted = IssueRequest(number="03/BB-HS", date=TODAY, seen="", verify_at=VERIFY_AT)
    assert isinstance(issue_minutes(hanh, now(meeting), wanted=wanted, today=TODAY), Refused)
    approve_minutes(hanh, now(meeting))
    stale = issue_minutes(hanh, now(meeting), wanted=wanted, today=TODAY)
    assert isinstance(stale, NotIssued)


def test_a_meeting_to_come_is_prepared_not_begun_and_its_agenda_grows(seven: Plan, an: User, crew: list[User]):
    called = replace(CALLED, held_on=TODAY + timedelta(days=2))
    meeting = prepare_meeting(an, seven, called=called, today=TODAY)
    assert isinstance(meeting, Meeting)
    assert begin_meeting(an, now(meeting), today=TODAY) == AHEAD
    assert renew_agenda(an, now(meeting), today=TODAY) == meeting
    assert meeting.items.count() == 7
    sees(crew[1], seven.review_rounds.get(), "3.2", "unverified", text="Chưa có biên bản")
    renew_agenda(an, now(meeting), today=TODAY)
    assert meeting.items.filter(about="disputed").count() == 2


# --- staff propose ----------------------------------------------------------------------------------------------------


def test_a_proposal_is_taken_back_by_who_made_it_until_it_is_decided(plan: Plan, binh: User, an: User):
    rows = [propose(binh, plan, text=text, reason="Học sinh ở xa") for text in ("Đổi giờ", "Mở cửa trưa", "Thêm ghế")]
    row, answered, called = (each for each in rows if isinstance(each, StaffProposal))
    answer_proposal(an, answered, state="taken", answer="Từ tháng 12")
    meeting = prepare_meeting(an, plan, called=CALLED, today=TODAY)
    assert isinstance(meeting, Meeting)
    meeting.items.exclude(proposal=called).delete()
    assert take_back_proposal(an, row) == NOT_YOURS
    assert take_back_proposal(binh, answered) == ANSWERED
    assert take_back_proposal(binh, called) == ON_AGENDA
    meeting.items.all().delete()
    assert [take_back_proposal(binh, each) for each in (called, row)] == [plan, plan]
    assert StaffProposal.objects.get() == answered
    last = AuditEntry.objects.latest("pk")
    assert (last.verb, last.before) == ("proposal.take_back", {"proposed": "Đổi giờ", "reason": "Học sinh ở xa"})


def test_what_a_teacher_proposes_is_answered(plan: Plan, binh: User, an: User):
    row = propose(binh, plan, text="Đổi giờ thư viện", reason="Học sinh ở xa", task=line(plan, "3.6").pk)
    assert isinstance(row, StaffProposal)
    assert isinstance(propose(binh, plan, text="Đổi giờ", reason=" "), Refused)
    answered = answer_proposal(an, row, state="refused", answer="Chưa có người trực trưa")
    assert isinstance(answered, StaffProposal)
    assert (StaffProposal.objects.get().state, StaffProposal.objects.get().answered_by) == ("refused", an)
