"""What several people do to the sums of a round at once: nobody waits for somebody who waits for them, and nobody
counts by what the list said before."""

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest
from django.db import connection, transaction

from caitien.access.action import hold
from caitien.access.models import AuditHead, School, User
from caitien.access.trail.proof import prove
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.oversight import judging, line_reading, sending
from caitien.oversight.counting import Said
from caitien.oversight.models import (
    Asked,
    LineFact,
    LineSaid,
    PetitionAnswer,
    PetitionTally,
    RaisedPetition,
    Round,
    Submission,
)
from caitien.oversight.petitions.deeds import AnswerFacts, answer_petitions, sort_petitions
from caitien.oversight.petitions.tallying import name_group
from caitien.oversight.recounting import differing_sums, mend_sums
from caitien.oversight.rounds import move_round
from caitien.oversight.sending import send_issue
from caitien.plans.models import Plan
from caitien.work.models import Letter, Waiting
from caitien.work.outside.waiting import open_waiting
from tests.in_thread import in_thread
from tests.oversight.made import (
    FACTS,
    TODAY,
    Department,
    asked_of,
    issued,
    listed,
    opened,
    paper_of_year,
    row,
    secretary_of,
)
from tests.oversight.test_levels import levels, sent, told

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
WAITS = 0.5  # seconds in which a deed comes to the lock it waits for


def beside(deed: Callable[[], object]) -> tuple[Thread, list[object]]:
    """The deed in a thread of its own, by now waiting for a lock this one holds; what comes of it."""
    thread, found = in_thread(deed)
    time.sleep(WAITS)
    assert not found, "a deed that does not wait proves nothing"
    return thread, found


def lock(round_: Round, school: School) -> None:
    Asked.objects.select_for_update().get(round=round_, school=school)


def test_a_paper_that_waits_for_the_list_is_counted_as_the_list_says_now(
    above: Department, round_: Round, mo_school: School
):
    with transaction.atomic():
        told(above, level="3")
        thread, _ = beside(lambda: sent(round_, mo_school))
    thread.join()
    assert levels(round_, above.top) == {"total": 3, "untold": 2, "level:3": 1}
    assert differing_sums(round_) == 0


def test_an_earlier_year_that_waits_for_the_list_does_not_count_by_the_one_before(
    above: Department, round_: Round, mo_school: School
):
    earlier = opened(above.dung, above.top, replace(FACTS, school_year="2025-2026", name="Đợt năm trước"))
    with transaction.atomic():
        lock(round_, mo_school)
        thread, _ = beside(lambda: sent(earlier, mo_school))
        told_here = Asked.objects.select_related("row").get(round=round_, school=mo_school).row
        told_here.level = 3
        told_here.save()
    thread.join()
    assert levels(round_, above.top) == {"total": 3, "untold": 2, "level:3": 1}


def test_the_list_and_a_paper_take_the_rounds_of_several_years_in_one_order(
    above: Department, round_: Round, mo_school: School
):
    earlier = opened(above.dung, above.top, replace(FACTS, school_year="2025-2026", name="Đợt năm trước"))
    assert earlier.pk > round_.pk
    with transaction.atomic():
        lock(earlier, mo_school)
        thread, found = beside(lambda: told(above, level="3"))
        sent(earlier, mo_school)
    thread.join()
    assert found == [None]
    assert [differing_sums(each) for each in (round_, earlier)] == [0, 0]


@pytest.mark.parametrize("first", [1, 2])
def test_papers_of_two_years_at_once_make_three_years_running(
    above: Department, round_: Round, mo_school: School, first: int
):
    years = [round_] + [
        opened(above.dung, above.top, replace(FACTS, school_year=year, name=year))
        for year in ("2027-2028", "2028-2029")
    ]
    sent(years[0], mo_school)
    with transaction.atomic():
        sent(years[first], mo_school, 2)
        thread, _ = beside(lambda: sent(years[3 - first], mo_school, 3))
    thread.join()
    assert [levels(each, above.top).get("steady", 0) for each in years] == [0, 0, 1]
    assert [differing_sums(each) for each in years] == [0, 0, 0]


def test_sums_are_mended_while_papers_come_in(round_: Round, mo_school: School):
    with transaction.atomic():
        lock(round_, mo_school)
        thread, found = beside(lambda: mend_sums(round_))
        sent(round_, mo_school)
    thread.join()
    assert found == [None]
    assert differing_sums(round_) == 0


def test_petitions_are_answered_while_their_school_sends_again(above: Department, round_: Round, mo_school: School):
    paper = paper_of_year(1, recommendations=("Đề nghị UBND xã cấp 50 triệu đồng sửa nhà vệ sinh",))
    issue = issued(mo_school, paper, 7)
    send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY)
    keys = list(RaisedPetition.objects.filter(round=round_).values_list("pk", flat=True))
    facts = AnswerFacts(whose="Sở", number="15/SGDĐT", date=TODAY, words="Đã bố trí kinh phí")
    again = issued(mo_school, paper, 8)
    with transaction.atomic():
        lock(round_, mo_school)
        thread, found = beside(lambda: answer_petitions(above.dung, round_, facts, keys=keys, today=TODAY))
        send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=again.pk, today=TODAY)
    thread.join()
    assert isinstance(found[0], PetitionAnswer), found
    assert differing_sums(round_) == 0


def test_an_answer_that_waits_for_a_plan_does_not_hold_the_trail_of_its_school_meanwhile(
    above: Department, mo_school: School
):
    """It is told in the diary of that plan: who is writing into the plan ends first, and their entry too."""
    an, paper, ask = secretary_of(mo_school), paper_of_year(2), "sửa chữa mái dãy phòng học"
    plan = adopt_paper(an, receive_paper(an, mo_school, name="b.docx", data=b"bytes", paper=paper))
    assert isinstance(plan, Plan)
    task = plan.tasks.select_related("goal", "plan", "school")[0]
    waiting = open_waiting(an, task, name="UBND xã Mơ", what=ask, since=TODAY, today=TODAY)
    assert isinstance(waiting, Waiting)
    listed(above.dung, above.top, row("01000001", mo_school.name))
    round_ = opened(above.dung, above.top)
    issue = issued(mo_school, replace(paper, recommendations=(f"Kiến nghị UBND xã Mơ {ask}",)), 7)
    send_issue(an, asked_of(round_, mo_school), issue=issue.pk, today=TODAY)
    keys = list(RaisedPetition.objects.filter(round=round_).values_list("pk", flat=True))
    facts = AnswerFacts(whose="UBND xã Mơ", number="15/UBND", date=TODAY, words="Đã bố trí kinh phí")
    with transaction.atomic():
        hold(Plan.objects.filter(pk=plan.pk))  # as by any verb of it
        thread, found = beside(lambda: answer_petitions(above.dung, round_, facts, keys=keys, today=TODAY))
        AuditHead.objects.select_for_update(nowait=True).get(chain=mo_school.pk)  # raises where it is held
    thread.join()
    assert isinstance(found[0], PetitionAnswer), found
    assert Letter.objects.get(waiting=waiting).number == facts.number
    assert [chain for chain in prove() if chain.broken] == []


def sends(round_: Round, school: School) -> Callable[[], object]:
    """A school sends a paper in: looked at beforehand, so that only the deed itself is beside."""
    issue, who, asked = issued(school, paper_of_year(2), 9), secretary_of(school), asked_of(round_, school)
    return lambda: send_issue(who, asked, issue=issue.pk, today=TODAY)


def moves(by: User, round_: Round, *to: str) -> None:
    for each in to:
        assert isinstance(move_round(by, round_, to=each), Round)
        round_.refresh_from_db()


def test_a_round_closes_after_who_is_sending_right_now(above: Department, round_: Round, mo_school: School):
    send = sends(round_, mo_school)
    with transaction.atomic():
        assert isinstance(send(), Submission)
        thread, found = beside(lambda: moves(above.dung, Round.objects.get(pk=round_.pk), "summing", "closed"))
    thread.join()
    assert found == [None]
    assert differing_sums(round_) == 0


def test_who_sends_while_a_round_closes_is_told_that_it_takes_nothing(
    above: Department, round_: Round, mo_school: School
):
    send = sends(round_, mo_school)
    with transaction.atomic():
        moves(above.dung, round_, "summing", "closed")
        thread, found = beside(send)
    thread.join()
    assert found == [sending.NOT_OPEN]
    assert not Submission.objects.filter(asked__round=round_).exists()
    assert differing_sums(round_) == 0


def test_nothing_is_judged_once_a_round_is_closing(above: Department, round_: Round, mo_school: School):
    made = sends(round_, mo_school)()
    assert isinstance(made, Submission)
    with transaction.atomic():
        moves(above.dung, round_, "summing", "closed")
        thread, found = beside(lambda: judging.take(above.dung, made))
    thread.join()
    assert found == [judging.SHUT]


def test_no_line_is_read_otherwise_once_a_round_is_closing(above: Department, round_: Round, mo_school: School):
    sends(round_, mo_school)()
    asked = asked_of(round_, mo_school)
    line = LineFact.objects.filter(asked=asked).exclude(status="done").first()
    assert line
    mark, said = line_reading.mark_of_fact(line), Said(waiting=not line.waiting)
    with transaction.atomic():
        moves(above.dung, round_, "summing", "closed")
        thread, found = beside(
            lambda: line_reading.say_of_line(above.dung, asked, position=line.position, mark=mark, said=said)
        )
    thread.join()
    assert found == [line_reading.SHUT]
    assert not LineSaid.objects.exists()


def test_a_group_is_named_while_another_school_moves_it(above: Department, round_: Round, mo_school: School):
    paper = paper_of_year(1, recommendations=("Kiến nghị UBND xã Hòa cấp bàn ghế", "Mong được sửa cổng trường"))
    issue = issued(mo_school, paper, 7)
    send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY)
    other = RaisedPetition.objects.get(round=round_, whom="").pk
    with transaction.atomic():
        PetitionTally.objects.select_for_update().get(round=round_, body=above.top, whom="UBND xã Hòa")
        PetitionTally.objects.filter(whom="UBND xã Hòa", body=above.mo).update(schools=1)
        name_group(round_.pk, "UBND xã Hoà")  # its own locks
        thread = Thread(target=lambda: (name_group_alone(round_.pk), connection.close()))
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()  # it waits for nobody
    sort_petitions(above.dung, round_, keys=[other], kind="", whom="UBND xã Hoà")
    names = PetitionTally.objects.filter(round=round_, petitions__gt=0).values_list("whom", flat=True)
    assert set(names) == {"UBND xã Hoà"}
    assert differing_sums(round_) == 0


def name_group_alone(round_: int) -> None:
    with transaction.atomic():
        name_group(round_, "UBND xã HÒA")
