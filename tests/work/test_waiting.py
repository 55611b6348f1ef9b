"""A wait for a body outside: who writes it down, what cannot be, what it changes of the line, how it ends."""

# ruff: noqa: F811 - fixtures are imported

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Membership, OutsideBody, Role, School, User
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Party, assign
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.outside import waiting as verbs
from caitien.work.outside.awaiting import (
    days_waited,
)
from caitien.work.outside.waiting import (
    end_waiting,
    open_waiting,
)
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.work.waits_made import SINCE, TODAY, city, task, wait, write  # noqa: F401 - fixtures

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


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
