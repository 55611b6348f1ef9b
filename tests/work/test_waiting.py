"""Waiting for a body outside: whom, since when, the letters, the petition; and what cannot be written down."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Membership, OutsideBody, Role, School, User
from caitien.access.schools.units import merge_outside_bodies, remove
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Party, assign
from caitien.plans.story import story_of
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.story.telling import tell
from caitien.work.models import Letter, Occurrence, Update, Waiting
from caitien.work.outside import waiting as verbs
from caitien.work.outside.awaiting import (
    awaited_in,
    days_waited,
    ended_waitings,
    longest_waits,
    waitings_in,
    waitings_of,
)
from caitien.work.outside.petitions import petitions_of
from caitien.work.outside.waiting import (
    correct_letter,
    end_waiting,
    letter_mark,
    open_waiting,
    record_letter,
)
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences

SINCE, TODAY = date(2026, 10, 1), date(2026, 12, 1)
pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.select_related("plan", "school", "goal").order_by("position")[0]


@pytest.fixture
def city(school: School) -> OutsideBody:
    return OutsideBody.objects.create(school=school, name="UBND phường Hồ Xuân", aliases=["UBND phường"])


def wait(who: User, task: Task, name: str = "UBND phường Hồ Xuân", what: str = "Giao mặt bằng sân sau") -> Waiting:
    found = open_waiting(who, task, name=name, what=what, since=SINCE, today=TODAY)
    assert isinstance(found, Waiting), found
    return found


def write(who: User, waiting: Waiting, way: str, number: str, day: date) -> Letter:
    said = "Xin giao mặt bằng" if way == "sent" else "Đang xem xét"
    found = record_letter(who, waiting, way=way, number=number, date=day, summary=said, today=TODAY)
    assert isinstance(found, Letter), found
    return found


def test_a_line_waits_for_a_body_of_the_list_however_it_is_called(an: User, task: Task, city: OutsideBody):
    found = wait(an, task, name="  ubnd  PHƯỜNG ")
    assert (found.body, found.whom, found.since) == (city, "UBND phường Hồ Xuân", SINCE)
    assert OutsideBody.objects.count() == 1


def test_the_line_waits_from_then_on_in_the_column_it_stood_in(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    occurrence = Occurrence.objects.get(task=task)
    assert (occurrence.state, occurrence.reason) == ("waiting", "UBND phường Hồ Xuân: Giao mặt bằng sân sau")
    assert Waiting.objects.get() == found
    assert Update.objects.get().by == an


def test_a_member_of_the_council_notes_a_wait_without_telling_how_the_line_stands(task: Task, school: School):
    lan = User.objects.create_user("lan", name="Vũ Lan")
    Membership.objects.create(user=lan, school=school, role=Role.MEMBER)
    wait(lan, task)
    assert not Update.objects.exists()


def test_what_is_done_waits_for_nobody(an: User, task: Task):
    refresh_occurrences([task.plan])
    Occurrence.objects.filter(task=task).update(state="done")
    assert open_waiting(an, task, name="Sở Xây dựng", what="Đất", since=SINCE, today=TODAY) == verbs.SETTLED_NOW


def test_a_line_that_goes_on_waits_no_longer(an: User, task: Task):
    wait(an, task)
    occurrence = Occurrence.objects.get(task=task)
    told = report_progress(an, occurrence, state=WorkState.ONGOING, text="Đã nhận đất, đang san nền", over=True)
    assert isinstance(told, Update)
    assert Waiting.objects.get().until is not None


def test_a_body_nobody_knew_joins_the_list(an: User, task: Task, school: School):
    wait(an, task, name="Ban quản lý dự án khu vực 2")
    assert [body.name for body in school.outsidebodys.all()] == ["Ban quản lý dự án khu vực 2"]


def test_the_same_wait_is_not_written_twice(an: User, task: Task, city: OutsideBody):
    first = wait(an, task)
    entries = AuditEntry.objects.count()
    assert wait(an, task) == first
    assert AuditEntry.objects.count() == entries
    assert Waiting.objects.get().what == "Giao mặt bằng sân sau"


def test_what_else_is_awaited_of_the_same_body_is_kept_too_since_the_earlier_day(
    an: User, task: Task, city: OutsideBody
):
    first, earlier = wait(an, task), SINCE - timedelta(days=9)
    more = open_waiting(an, task, name="UBND phường", what="Cấp vốn đợt 2", since=earlier, today=TODAY)
    assert more == first
    assert wait(an, task, what="Cấp vốn đợt 2") == first
    found = Waiting.objects.get()
    assert (found.what, found.since) == ("Giao mặt bằng sân sau\nCấp vốn đợt 2", earlier)
    told = AuditEntry.objects.filter(verb="waiting.record").latest("pk")
    assert (told.before["what"], told.after["what"]) == ("Giao mặt bằng sân sau", found.what)


def test_a_name_without_accents_asks_which_of_two_bodies_is_meant(an: User, task: Task, school: School):
    OutsideBody.objects.create(school=school, name="UBND xã Mơ")
    assert wait(an, task, name="ubnd xa mo").whom == "UBND xã Mơ"
    OutsideBody.objects.create(school=school, name="UBND xã Mở")
    asked = open_waiting(an, task, name="ubnd xa mo", what="Đất", since=SINCE, today=TODAY)
    assert isinstance(asked, Refused)
    assert "UBND xã Mơ; UBND xã Mở" in asked.reason
    assert OutsideBody.objects.count() == 2


def test_it_moves_the_moment_the_plan_changed(an: User, task: Task, city: OutsideBody):
    before = task.plan.changed_at
    found = wait(an, task)
    for act in (
        lambda: write(an, found, "sent", "15/CV", SINCE),
        lambda: end_waiting(an, found, until=TODAY, outcome="Đã giao", today=TODAY),
    ):
        task.plan.refresh_from_db()
        assert task.plan.changed_at > before
        before = task.plan.changed_at
        act()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, verbs.NO_BODY),
        ({"what": ""}, verbs.NO_WHAT),
        ({"what": "x" * 2_001}, verbs.NO_WHAT),
        ({"since": date(2026, 12, 2)}, verbs.FUTURE),
        ({"name": "", "body": 987_654}, verbs.NO_BODY),
    ],
)
def test_what_cannot_be_written_down_is_told(an: User, task: Task, said: dict, why: Refused):
    values = {"name": "Sở Xây dựng", "what": "Thẩm định", "since": SINCE} | said
    assert open_waiting(an, task, today=TODAY, **values) == why
    assert not Waiting.objects.exists()


def test_nothing_waits_in_a_closed_plan_or_on_a_line_that_was_given_up(an: User, task: Task, city: OutsideBody):
    Task.objects.filter(pk=task.pk).update(withdrawn=True)
    assert open_waiting(an, task, body=city.pk, what="Đất", since=SINCE, today=TODAY) == verbs.WITHDRAWN
    Plan.objects.filter(pk=task.plan_id).update(state=PlanState.CLOSED)
    assert open_waiting(an, task, body=city.pk, what="Đất", since=SINCE, today=TODAY) == verbs.CLOSED


def test_no_wait_is_left_behind_where_the_report_that_goes_with_it_is_refused(an: User, task: Task, city: OutsideBody):
    refresh_occurrences([task.plan])
    Plan.objects.update(state=PlanState.SUBMITTED)
    task = Task.objects.select_related("plan").get(pk=task.pk)
    answer = open_waiting(an, task, name=city.name, what="Giao đất", since=SINCE, today=TODAY)
    assert isinstance(answer, Refused)
    assert not Waiting.with_removed.exists()
    assert not Update.objects.exists()
    Plan.objects.update(state=PlanState.DRAFT)
    with pytest.MonkeyPatch.context() as patch:  # whatever else the report may refuse by then
        patch.setattr(verbs, "report_progress", lambda *_, **__: Refused("Chưa ghi được."))
        assert open_waiting(an, task, name=city.name, what="Giao đất", since=SINCE, today=TODAY) == Refused(
            "Chưa ghi được."
        )
    assert not Waiting.with_removed.exists()


def test_a_wait_on_a_plan_that_changed_since_keeps_no_old_days(an: User, task: Task, city: OutsideBody):
    refresh_occurrences([task.plan])
    edit_cells(an, task.plan, [CellEdit(task.pk, "time", "Tháng 11/2026")])
    wait(an, Task.objects.select_related("plan", "school").get(pk=task.pk))
    refresh_occurrences([task.plan])  # works nothing out: the plan counts as looked at
    assert [each.due for each in Occurrence.objects.filter(task=task)] == [date(2026, 11, 30)]


def test_a_body_of_another_school_cannot_be_waited_for(an: User, task: Task, other_school: School):
    theirs = OutsideBody.objects.create(school=other_school, name="UBND xã Bờ Suối")
    assert open_waiting(an, task, body=theirs.pk, what="Đất", since=SINCE, today=TODAY) == verbs.NO_BODY


def test_a_teacher_writes_it_down_for_the_lines_that_are_theirs(an: User, binh: User, chi: User, task: Task):
    for stranger in (binh, chi):
        with pytest.raises(PermissionDenied):
            wait(stranger, task)
    assign(an, task, part="lead", to=Party("user", binh.pk))
    assert wait(binh, task).by == binh


def test_the_diary_holds_letters_both_ways_in_the_order_of_their_days(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    write(an, found, "answered", "203/UBND", date(2026, 11, 12))
    write(an, found, "sent", "15/CV-HS", date(2026, 10, 5))
    assert [letter.number for letter in waitings_of(task)[0].letters.all()] == ["15/CV-HS", "203/UBND"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"way": "lost"}, verbs.NO_WAY),
        ({"summary": " "}, verbs.NO_SUMMARY),
        ({"number": "1" * 101}, verbs.LONG_NUMBER),
        ({"date": date(2026, 12, 2)}, verbs.FUTURE),
    ],
)
def test_a_letter_that_cannot_be_kept_is_told(an: User, task: Task, said: dict, why: Refused):
    values = {"way": "sent", "number": "1", "date": SINCE, "summary": "Xin đất"} | said
    assert record_letter(an, wait(an, task), today=TODAY, **values) == why
    assert not Letter.objects.exists()


def test_a_wait_ends_once_with_what_came_of_it(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    ended = end_waiting(an, found, until=date(2026, 11, 20), outcome="Đã giao mặt bằng", today=TODAY)
    assert isinstance(ended, Waiting)
    assert (ended.outcome, days_waited(ended, TODAY)) == ("Đã giao mặt bằng", 50)
    assert end_waiting(an, found, until=TODAY, outcome="Lần nữa", today=TODAY) == verbs.ENDED
    assert isinstance(wait(an, task), Waiting)  # and may begin again


def test_a_wait_cannot_end_before_it_began(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    early = end_waiting(an, found, until=date(2026, 9, 1), outcome="Đã giao", today=TODAY)
    assert isinstance(early, Refused)
    assert "01/10/2026" in early.reason
    assert end_waiting(an, found, until=TODAY, outcome=" ", today=TODAY) == verbs.NO_OUTCOME


def test_bodies_made_one_take_their_waits_along(an: User, school: School, plan: Plan, task: Task, city: OutsideBody):
    other = OutsideBody.objects.create(school=school, name="Ủy ban phường Hồ Xuân")
    second = plan.tasks.select_related("plan", "school").order_by("position")[1]
    wait(an, second, name="Ủy ban phường Hồ Xuân", what="Cấp phép")
    write(an, wait(an, task, name="Ủy ban phường Hồ Xuân", what="Cấp phép"), "sent", "15/CV", SINCE)
    write(an, wait(an, task), "sent", "16/CV", TODAY)
    assert isinstance(remove(an, other), Refused)  # something hangs on it
    merge_outside_bodies(an, school, body=other.pk, into=city.pk)
    (mine,) = waitings_of(task)
    assert mine.body == city
    assert mine.what == "Giao mặt bằng sân sau\nCấp phép"
    assert [letter.number for letter in mine.letters.all()] == ["15/CV", "16/CV"]
    assert {waiting.body for waiting in waitings_in(plan)} == {city}
    kept = Waiting.with_removed.get(task=task, joined_into=mine)  # not deleted: who wrote it down, since when, what
    assert (kept.by, kept.since, kept.what, kept.body) == (an, SINCE, "Cấp phép", city)


def test_whom_the_plan_waits_for_the_longest_first(an: User, plan: Plan, task: Task, city: OutsideBody):
    second = plan.tasks.select_related("plan", "school").order_by("position")[1]
    wait(an, second, name="Sở Xây dựng")
    wait(an, task)
    Waiting.objects.filter(task=second).update(since=date(2026, 9, 10))
    assert [(each.whom, each.count) for each in awaited_in(plan)] == [("Sở Xây dựng", 1), ("UBND phường Hồ Xuân", 1)]


def test_a_petition_says_what_was_written_down_and_nothing_else(an: User, plan: Plan, task: Task, city: OutsideBody):
    found = wait(an, task)
    (bare,) = petitions_of(plan)
    criterion = f"tiêu chí {task.goal.criterion}"
    assert bare.text == (
        f"Kiến nghị UBND phường Hồ Xuân xem xét, giải quyết: Giao mặt bằng sân sau ({criterion}). "
        "Việc này chờ từ ngày 01/10/2026, đến nay chưa xong."
    )
    write(an, found, "sent", "15/CV-HS", date(2026, 10, 5))
    write(an, found, "sent", "", date(2026, 11, 5))
    write(an, found, "answered", "203/UBND", date(2026, 11, 12))
    (whole,) = petitions_of(plan)
    assert whole.text.endswith(
        "Việc này chờ từ ngày 01/10/2026; nhà trường đã gửi văn bản số 15/CV-HS ngày 05/10/2026 và văn bản ngày "
        "05/11/2026, đã được trả lời tại văn bản số 203/UBND ngày 12/11/2026, đến nay chưa xong."
    )
    end_waiting(an, found, until=TODAY, outcome="Đã giao", today=TODAY)
    assert petitions_of(plan) == ()


def test_the_story_of_the_line_tells_it_in_words(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    write(an, found, "sent", "15/CV-HS", date(2026, 10, 5))
    end_waiting(an, found, until=TODAY, outcome="Đã giao", today=TODAY)
    ended, letter, told, begun = tell(list(story_of(task)[:4]))
    assert told.deed == "ghi tiến độ của tiêu chí 1.1"
    assert begun.deed == "ghi tiêu chí 1.1 đang chờ UBND phường Hồ Xuân"
    assert letter.deed == "ghi công văn của việc chờ UBND phường Hồ Xuân"
    assert ended.deed == "ghi tiêu chí 1.1 không còn chờ UBND phường Hồ Xuân"
    shown = {change.name: change.after for change in letter.changes}
    assert shown == {"chiều": "gửi đi", "số": "15/CV-HS", "ngày": "05/10/2026"}
    assert letter.spoken == "Xin giao mặt bằng"
    assert AuditEntry.objects.filter(verb="waiting.record").count() == 3


# --- up to which length, until which day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        *({"name": "Đ"}, {"name": "Đ" * 250}),
        *({"what": "x"}, {"what": "x" * 2_000}),
        {"since": TODAY},
    ],
    ids=["one letter", "250 letters", "one letter awaited", "2.000 letters awaited", "since today"],
)
def test_what_just_fits_is_written_down(an: User, task: Task, said: dict):
    values = {"name": "Sở Xây dựng", "what": "Thẩm định", "since": SINCE} | said
    found = open_waiting(an, task, today=TODAY, **values)
    assert isinstance(found, Waiting)
    assert (found.whom, found.what, found.since) == (values["name"], values["what"], values["since"])


def test_a_body_has_a_name_of_at_most_a_line(an: User, task: Task):
    assert open_waiting(an, task, name="Đ" * 251, what="Đất", since=SINCE, today=TODAY) == verbs.NO_BODY
    assert not OutsideBody.objects.exists()


@pytest.mark.parametrize("said", [{"number": "1" * 100}, {"number": ""}, {"summary": "x" * 2_000}, {"date": TODAY}])
def test_a_letter_that_just_fits_is_kept(an: User, task: Task, said: dict):
    values = {"way": "sent", "number": "1", "date": SINCE, "summary": "Xin đất"} | said
    letter = record_letter(an, wait(an, task), today=TODAY, **values)
    assert isinstance(letter, Letter)
    assert {name: getattr(letter, name) for name in values} == values


@pytest.mark.parametrize(
    ("until", "outcome", "why"),
    [
        (SINCE, "x" * 2_000, None),
        (TODAY, "x", None),
        (TODAY + timedelta(days=1), "x", verbs.FUTURE),
        (TODAY, "x" * 2_001, verbs.NO_OUTCOME),
    ],
)
def test_a_wait_ends_from_the_day_it_began_to_today(an: User, task: Task, until: date, outcome: str, why):
    found = wait(an, task)
    ended = end_waiting(an, found, until=until, outcome=outcome, today=TODAY)
    if why:
        assert ended == why
    else:
        assert isinstance(ended, Waiting)
        assert (ended.until, days_waited(ended, TODAY)) == (until, (until - SINCE).days)


def test_an_open_wait_lasts_until_today(an: User, task: Task):
    assert days_waited(wait(an, task), TODAY) == 61
    assert days_waited(wait(an, task), SINCE) == 0


# --- the record of a letter is set right ------------------------------------------------------------------------------


def corrected(who: User, letter: Letter, seen: str = "", **said: object) -> Letter | Refused:
    letter = Letter.objects.select_related("waiting__task").get(pk=letter.pk)
    now = {name: getattr(letter, name) for name in ("way", "number", "date", "summary")}
    return correct_letter(who, letter, seen=seen or letter_mark(letter), today=TODAY, **(now | said))  # type: ignore[arg-type]


def test_the_record_of_a_letter_is_set_right_and_the_trail_keeps_what_it_said(an: User, task: Task):
    letter = write(an, wait(an, task), "sent", "15/CV", SINCE)
    assert isinstance(corrected(an, letter, number="16/CV", date=TODAY), Letter)
    letter.refresh_from_db()
    assert (letter.number, letter.date, letter.summary) == ("16/CV", TODAY, "Xin giao mặt bằng")
    told = AuditEntry.objects.filter(verb="waiting.record").latest("pk")
    assert (told.before["number"], told.before["date"]) == ("15/CV", "2026-10-01")
    assert (told.after["number"], told.after["date"], told.after["letter"]) == ("16/CV", "2026-12-01", letter.pk)


def test_the_slower_of_two_who_set_a_letter_right_is_told(an: User, task: Task):
    letter = write(an, wait(an, task), "sent", "15/CV", SINCE)
    seen = letter_mark(letter)
    corrected(an, letter, number="16/CV")
    assert corrected(an, letter, seen=seen, number="17/CV") == verbs.CORRECTED
    assert isinstance(corrected(an, letter, seen=seen), Letter)  # who changes nothing overtakes nobody
    letter.refresh_from_db()
    assert letter.number == "16/CV"


@pytest.mark.parametrize("said", [{"way": "answered"}, {"number": "2"}, {"date": TODAY}, {"summary": "Khác"}])
def test_another_word_of_a_letter_is_another_mark(said: dict):
    same = {"way": "sent", "number": "1", "date": SINCE, "summary": "Xin đất"}
    assert letter_mark(Letter(**same)) == letter_mark(Letter(**same))
    assert letter_mark(Letter(**(same | said))) != letter_mark(Letter(**same))


@pytest.mark.parametrize(
    ("said", "why"), [({"summary": ""}, verbs.NO_SUMMARY), ({"date": date(2026, 12, 2)}, verbs.FUTURE)]
)
def test_a_letter_is_not_set_right_to_what_cannot_be(an: User, task: Task, said: dict, why: Refused):
    letter = write(an, wait(an, task), "sent", "15/CV", SINCE)
    assert corrected(an, letter, **said) == why


# --- in which order ---------------------------------------------------------------------------------------------------


def test_of_a_line_the_open_waits_come_first_and_of_each_the_last_begun(an: User, task: Task):
    names = ("Sở A", "Sở B", "Sở C", "Sở D")
    waits = [
        open_waiting(an, task, name=name, what="Đất", since=SINCE + timedelta(days=days), today=TODAY)
        for days, name in enumerate(names)
    ]
    for ended in (waits[1], waits[3]):
        assert isinstance(ended, Waiting)
        end_waiting(an, ended, until=TODAY, outcome="Đã giao", today=TODAY)
    assert [waiting.whom for waiting in waitings_of(task)] == ["Sở C", "Sở A", "Sở D", "Sở B"]
    assert [waiting.whom for waiting in ended_waitings(task.plan)] == ["Sở D", "Sở B"]
    assert [waiting.whom for waiting in waitings_in(task.plan)] == ["Sở A", "Sở C"]
    assert [waiting.whom for waiting in longest_waits(task.plan, most=2)] == ["Sở A", "Sở C"]
    assert [waiting.whom for waiting in longest_waits(task.plan, most=1)] == ["Sở A"]


def test_a_body_two_lines_wait_for_is_counted_twice_since_the_earlier_day(an: User, plan: Plan, task: Task):
    second = plan.tasks.select_related("plan", "school").order_by("position")[1]
    wait(an, task)
    wait(an, second)
    Waiting.objects.filter(task=second).update(since=date(2026, 9, 10))
    assert [(each.count, each.since) for each in awaited_in(plan)] == [(2, date(2026, 9, 10))]
    plan.tasks.filter(pk=second.pk).update(withdrawn=True)
    assert [(each.count, each.since) for each in awaited_in(plan)] == [(1, SINCE)]


def test_a_petition_lists_three_letters_as_a_sentence_does(an: User, plan: Plan, task: Task):
    found = wait(an, task, what="Giao mặt bằng.\nCấp vốn.")
    for number in (1, 2, 3):
        write(an, found, "sent", f"{number}/CV", SINCE)
    plan.goals.update(criterion="")
    (petition,) = petitions_of(plan)
    listed = "văn bản số 1/CV ngày 01/10/2026, văn bản số 2/CV ngày 01/10/2026 và văn bản số 3/CV ngày 01/10/2026"
    assert petition.text.endswith(f"nhà trường đã gửi {listed}, đến nay chưa xong.")
    assert petition.to == "UBND phường Hồ Xuân"
    assert "(tiêu chí" not in petition.text
