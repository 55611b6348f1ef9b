"""A meeting where somebody is in a hurry, or has a purpose."""

# ruff: noqa: F811 - fixtures are imported
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.evidence.models import Item
from caitien.papers.issuing import IssueRequest
from caitien.papers.models import Issue
from caitien.plans.models import Plan
from caitien.reviews.meetings.attendance import TOO_LONG, call_in, leave_out, mark_attendance
from caitien.reviews.meetings.deciding import (
    NOT_NOW,
    NOT_OF_IT,
    Decision,
    decide_item,
)
from caitien.reviews.meetings.holding import (
    ELSEWHERE,
    add_item,
    approve_minutes,
    drop_item,
    end_meeting,
    prepare_meeting,
    renew_agenda,
    take_minutes_back,
    write_item,
)
from caitien.reviews.meetings.minutes import BEFORE, issue_minutes, minutes_draft, minutes_of
from caitien.reviews.models import AgendaItem, Lesson, Meeting, Recommendation, StaffProposal
from caitien.reviews.proposing import propose
from caitien.reviews.recommending import note_lesson, recommend
from tests.reviews.made import line
from tests.reviews.test_meetings import (  # noqa: F401 - fixtures
    CALLED,
    HELD,
    NONE,
    TODAY,
    VERIFY_AT,
    crew,
    decided,
    hanh,
    held,
    item,
    now,
    plan,
    seven,
    story,
    waits,
)

pytestmark = pytest.mark.django_db


def test_what_was_dropped_leaves_room_and_nothing_comes_onto_minutes_that_wait(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    assert isinstance(drop_item(an, item(meeting, "waiting")), Meeting)
    assert renew_agenda(an, now(meeting), today=TODAY) == meeting
    assert meeting.items.count() == 7
    for row in list(meeting.items.all()):
        drop_item(an, row)
    row = add_item(an, now(meeting), title="Nhà để xe")
    assert isinstance(row, AgendaItem)
    decided(hanh, row, "none")
    end_meeting(an, now(meeting), ends=time(16))
    assert add_item(an, now(meeting), title="Thêm") == ELSEWHERE
    assert renew_agenda(an, now(meeting), today=TODAY) == ELSEWHERE
    assert isinstance(write_item(an, row, summary="Nghe kế toán", opinions=""), AgendaItem)
    approve_minutes(hanh, now(meeting))
    assert write_item(an, row, summary="Đổi lời", opinions="") == ELSEWHERE
    assert mark_attendance(an, now(meeting), absent={}) == ELSEWHERE


@pytest.mark.each_database
def test_two_meetings_on_the_same_things_decide_them_once(seven: Plan, crew: list[User], an: User, hanh: User):
    assert isinstance(recommend(crew[0], seven.review_rounds.get(), text="Mua sổ", to="Kế toán"), Recommendation)
    first, second = held(seven, an), held(seven, an)
    assert first != second
    decided(hanh, item(first, "disputed"), "state", state="ongoing")
    decided(hanh, item(first, "recommended"), "refuse")
    decided(hanh, item(first, "proposed"), "refuse")
    decided(hanh, item(first, "adjustment"), "approve")
    assert (Recommendation.objects.get().state, StaffProposal.objects.get().state) == ("refused", "refused")
    for about in ("disputed", "recommended", "proposed", "adjustment"):
        decided(hanh, item(second, about), "none")
    assert (Recommendation.objects.get().state, StaffProposal.objects.get().state) == ("refused", "refused")
    assert seven.review_rounds.get().sample.get(task=line(seven, "5.5")).rulings.count() == 1
    again = add_item(an, now(second), title="Điều chỉnh 1.5")
    assert isinstance(again, AgendaItem)
    refused = Decision(decision="Không", consequence="refuse")
    assert decide_item(hanh, again, decision=refused, today=TODAY) == NOT_OF_IT


@pytest.mark.each_database
def test_a_meeting_called_twice_is_one_and_a_thing_recommended_or_proposed_twice_too(
    seven: Plan, crew: list[User], an: User, binh: User
):
    first = prepare_meeting(an, seven, called=CALLED, today=TODAY)
    assert prepare_meeting(an, seven, called=CALLED, today=TODAY) == first
    review = seven.review_rounds.get()
    for _ in range(2):
        recommend(crew[0], review, text="Mua sổ", to="Kế toán", tasks=[line(seven, "5.5").pk])
        propose(binh, seven, text="Mở thư viện buổi trưa", reason="Học sinh ở xa")
        note_lesson(an, review, text="Ghi sổ từ đầu năm", cause="planning", tasks=[line(seven, "5.5").pk])
    assert (Recommendation.objects.count(), StaffProposal.objects.count(), Lesson.objects.count()) == (1, 1, 1)
    assert Lesson.objects.get().tasks.get() == line(seven, "5.5")


@pytest.mark.each_database
def test_minutes_that_were_wrong_are_mended_and_replace_the_ones_before(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    for row in list(meeting.items.exclude(about="overdue")):
        drop_item(an, row)
    decided(hanh, item(meeting, "overdue"), "time", time="Tháng 12/2027")
    end_meeting(an, now(meeting), ends=time(16))
    approve_minutes(hanh, now(meeting))

    def signed(number: str, day: date = TODAY) -> Issue | Refused:
        wanted = IssueRequest(number=number, date=day, seen=minutes_draft(now(meeting)).mark, verify_at=VERIFY_AT)
        return issue_minutes(hanh, now(meeting), wanted=wanted, today=TODAY)

    assert signed("03/BB-THPTHS", HELD - timedelta(days=1)) == BEFORE
    first = signed("03/BB-THPTHS")
    assert isinstance(take_minutes_back(hanh, now(meeting), reason=" "), Refused)
    assert isinstance(take_minutes_back(hanh, now(meeting), reason="Sót ý kiến tổ Lý"), Meeting)
    assert isinstance(write_item(an, item(meeting, "overdue"), summary="", opinions="Tổ Lý xin thêm máy"), AgendaItem)
    assert decide_item(hanh, item(meeting, "overdue"), decision=NONE, today=TODAY) == NOT_NOW
    approve_minutes(hanh, now(meeting))
    second = signed("04/BB-THPTHS")
    assert isinstance(second, Issue), second
    assert (second.replaces, second.reason) == (first, "Sót ý kiến tổ Lý")
    kept = Item.objects.get(kind="minutes")
    assert kept.issued.startswith("Số 04/BB-THPTHS")
    assert kept.parts.get().versions.count() == 2


def test_who_was_there_beside_the_council_stands_in_the_minutes(seven: Plan, an: User):
    known = replace(CALLED, kind=Meeting.Kind.KNOWN)
    meeting = prepare_meeting(an, seven, called=known, today=TODAY)
    assert isinstance(meeting, Meeting)
    names = ["Lê Thị Cúc, Trưởng ban đại diện", "Lê Thị Cúc", " "]
    assert isinstance(call_in(an, now(meeting), names=names, others="412/436 cha mẹ học sinh"), Meeting)
    words = "\n".join(minutes_of(now(meeting)).parts[0].paragraphs)
    assert "Cùng dự: 412/436 cha mẹ học sinh" in words
    assert words.count("Lê Thị Cúc") == 1
    row = meeting.attendees.get(name="Lê Thị Cúc")
    assert row.post == "Trưởng ban đại diện"
    again = ["Lê Thị Cúc, Giáo viên Văn", "Lê Thị Cúc", "Trần Mơ, Bảo vệ", "Trần Mơ, Y tế"]
    call_in(an, now(meeting), names=again, others="")
    there = meeting.attendees.filter(name__in=("Lê Thị Cúc", "Trần Mơ")).order_by("pk").values_list("post", flat=True)
    assert list(there) == ["Trưởng ban đại diện", "Giáo viên Văn", "Bảo vệ", "Y tế"]  # of one name are several people
    assert call_in(an, now(meeting), names=["x" * 151], others="") == TOO_LONG
    meeting.attendees.filter(post="Giáo viên Văn").delete()
    assert isinstance(leave_out(an, now(meeting), attendee=row.pk), Meeting)
    assert not meeting.attendees.filter(name="Lê Thị Cúc").exists()


@pytest.mark.parametrize("consequence", ["state", "time", "person", "withdraw", "petition"])
def test_a_line_that_was_withdrawn_meanwhile_is_not_changed_by_a_decision(
    consequence: str, seven: Plan, an: User, hanh: User
):
    meeting = held(seven, an)
    task = line(seven, "3.5")
    task.withdrawn = True
    task.save(update_fields=["withdrawn"])
    wants = {"state": "done", "time": "Hè 2027", "person": an.pk, "whom": "UBND phường", "what": "Cấp vốn"}
    decision = Decision(decision="Làm tiếp", consequence=consequence, **wants)  # type: ignore[arg-type]
    found = decide_item(hanh, item(meeting, "overdue"), decision=decision, today=TODAY)
    assert isinstance(found, Refused), found
    row = item(meeting, "overdue")
    assert (row.decision, row.consequence) == ("", "")


def test_a_line_of_another_plan_or_none_is_no_line_of_a_decision(seven: Plan, an: User, hanh: User):
    meeting = held(seven, an)
    row = item(meeting, "unproved")
    for key in (10**9, -1):
        wanted = Decision(decision="Lùi", consequence="time", time="Hè", task=key)
        assert isinstance(decide_item(hanh, row, decision=wanted, today=TODAY), Refused)
