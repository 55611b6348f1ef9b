"""Lines that become one: whatever was decided about any of them, or hangs on it, stands on the line that stays."""

import datetime as dt
from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from caitien.access.models import OutsideBody, School, Unit, User
from caitien.access.schools.units import merge_outside_bodies, remove
from caitien.checking.findings import Seen
from caitien.checking.looking import findings_of
from caitien.checking.settle import answer_for, dismiss_finding, take_dismissal_back, unanswered
from caitien.consulting.consult import send_out
from caitien.consulting.deciding import decide_suggestions
from caitien.consulting.suggestions import shown, suggestions_of
from caitien.domain.refused import Refused
from caitien.evidence.models import Expectation, Item, Use
from caitien.handover.models import CarriedLine
from caitien.incoming.adopt import adopt
from caitien.needs.answers import link_answers
from caitien.nudges.models import AnswerLink, HeldAnswer
from caitien.plans.compose import compose
from caitien.plans.models import (
    Adjustment,
    Answer,
    Assignment,
    Dismissal,
    Indicator,
    LinePart,
    LineSplit,
    Measurement,
    Need,
    Plan,
    Suggestion,
    Task,
)
from caitien.plans.table.split import Piece, join_tasks, line_mark, split_task
from caitien.plans.table.table_lines import bring_back_line, remove_line, row_mark
from caitien.renewal.models import Succession
from caitien.reviews.models import AgendaItem, Meeting, Review, SampleLine, StaffProposal
from caitien.work.models import Attachment, Comment, Letter, Mention, Occurrence, Timing, Update, Waiting
from caitien.work.schedule import refresh_occurrences
from caitien.work.timing import days_joined, set_time
from tests.consulting.test_consult import come_back
from tests.plans.reports import report, with_plan_row

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

TODAY = date(2026, 11, 20)
FIRST, SECOND = "Mở lớp bơi cho khối 6.", "Trồng mười cây bàng ở sân sau."
GARBLED = "Phân công họp lý giáo viên dạy thay"


@pytest.fixture
def plan(school: School) -> Plan:
    paper = with_plan_row(report(6), 2, work=f"{FIRST}\n{SECOND}", note=GARBLED)
    return adopt(school, replace(paper, notes=()))[0]


@pytest.fixture
def parts(an: User, plan: Plan) -> tuple[Task, Task]:
    """A line that was split: the first, and the one that will go."""
    task = plan.tasks.get(plan_row=2)
    found = split_task(an, plan, task=task.pk, pieces=[Piece(FIRST), Piece(SECOND)], seen=line_mark(task), leaving=True)
    assert not isinstance(found, Refused)
    first, second = found
    return first, second


def joined(who: User, plan: Plan, goal: int) -> Task:
    tasks = list(plan.tasks.filter(goal=goal).order_by("position"))
    found = join_tasks(who, plan, goal=goal, seen=line_mark(*tasks))
    assert not isinstance(found, Refused), found
    return found[0]


def garbled(plan: Plan, task: Task) -> Seen:
    plan.refresh_from_db()
    found = findings_of(plan, TODAY).at_row(f"plan.items.#{task.pk}")
    return next(seen for seen in found if seen.finding.path.endswith(".note"))


# --- findings ---------------------------------------------------------------------------------------------------------


def test_what_was_passed_over_on_the_line_that_goes_is_passed_over_on_the_line_that_stays(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    dismiss_finding(an, plan, mark=garbled(plan, parts[1]).mark, reason="Tên riêng của nhóm", today=TODAY)
    assert garbled(plan, parts[0]).dismissal is None
    stays = joined(an, plan, parts[0].goal_id)
    dismissal = garbled(plan, stays).dismissal
    assert dismissal is not None
    assert (dismissal.reason, dismissal.by) == ("Tên riêng của nhóm", an)


def test_one_thing_passed_over_on_both_lines_keeps_both_reasons(an: User, plan: Plan, parts: tuple[Task, Task]):
    for task, reason in zip(parts, ("Tên riêng", "Đã hỏi hiệu trưởng"), strict=True):
        dismiss_finding(an, plan, mark=garbled(plan, task).mark, reason=reason, today=TODAY)
    stays = joined(an, plan, parts[0].goal_id)
    seen = garbled(plan, stays)
    assert seen.dismissal is not None
    assert seen.dismissal.reason == "Tên riêng\nĐã hỏi hiệu trưởng"
    assert Dismissal.objects.count() == 1
    assert isinstance(take_dismissal_back(an, plan, mark=seen.mark), Dismissal)


def test_a_dismissal_of_another_line_is_left_alone(an: User, plan: Plan, parts: tuple[Task, Task]):
    other = plan.tasks.get(plan_row=0)
    Task.objects.filter(pk=other.pk).update(note=GARBLED)
    plan.save()
    dismiss_finding(an, plan, mark=garbled(plan, other).mark, reason="Tên riêng", today=TODAY)
    before = Dismissal.objects.get().mark
    joined(an, plan, parts[0].goal_id)
    assert Dismissal.objects.get().mark == before
    assert garbled(plan, other).dismissal is not None


def test_who_answered_for_an_error_answers_for_it_on_the_line_that_stays(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    answer_for(an, plan, (garbled(plan, parts[1]),), name="Võ Thu Hạnh", reason="Giữ nguyên tên")
    assert unanswered(plan, (garbled(plan, parts[0]),))
    stays = joined(an, plan, parts[0].goal_id)
    assert unanswered(plan, (garbled(plan, stays),)) == ()
    assert len(plan.decisions.get().covers) == 1


# --- a consultation ---------------------------------------------------------------------------------------------------


def test_suggestions_for_both_lines_wait_and_are_decided_on_the_line_that_stays(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    sent = send_out(an, plan, to="Tổ văn phòng", suffix=".docx")
    plan.refresh_from_db()
    row = parts[1].plan_row or 0
    paper = compose(plan)
    come_back(an, sent, with_plan_row(with_plan_row(paper, row, time="Tháng 11"), row, budget="5 triệu"))
    first, second = suggestions_of(sent)
    decide_suggestions(an, sent, keys=[first.pk], accept=False)
    stays = joined(an, plan, parts[0].goal_id)
    assert {each.task for each in suggestions_of(sent)} == {stays}
    waiting, refused = Suggestion.objects.get(pk=second.pk), Suggestion.objects.get(pk=first.pk)
    assert (waiting.state, refused.state, refused.decided_by) == ("open", "refused", an)
    (seen,) = shown(sent, [waiting])
    assert not seen.gone
    decided = decide_suggestions(an, sent, keys=[waiting.pk], accept=True, seen={waiting.pk: seen.mark})
    assert decided.settled == 1
    assert getattr(Task.objects.get(pk=stays.pk), waiting.field) == waiting.text


def test_a_file_that_comes_back_after_the_joining_finds_the_line_that_stays(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    sent = send_out(an, plan, to="Tổ văn phòng", suffix=".docx")
    paper, row = compose(plan), parts[1].plan_row or 0
    stays = joined(an, plan, parts[0].goal_id)
    come_back(an, sent, with_plan_row(paper, row, time="Tháng 11"))
    assert [each.task for each in suggestions_of(sent)] == [stays]


# --- what belongs to the goal -----------------------------------------------------------------------------------------


def test_answers_and_figures_of_the_goal_are_those_of_the_line_that_stays(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    need = Need.objects.create(school=plan.school, kind="weakness", text="Sân sau nắng", folded="san sau nang", by=an)
    link_answers(an, need, keys=[parts[1].goal_id])
    indicator = Indicator.objects.create(school=plan.school, goal=parts[1].goal, name="Số cây")
    Measurement.objects.create(school=plan.school, indicator=indicator, date=TODAY, value=4, by=an)
    stays = joined(an, plan, parts[0].goal_id)
    assert Answer.objects.get().goal_id == stays.goal_id
    assert Indicator.objects.get().goal_id == stays.goal_id
    assert Measurement.objects.count() == 1


# --- everything that names a line -------------------------------------------------------------------------------------


def test_nothing_names_a_line_that_is_gone_and_nothing_is_lost(
    an: User, binh: User, plan: Plan, parts: tuple[Task, Task]
):
    """A thing of every kind on the line that goes, some of which meet the same on the line that stays."""
    first, second = parts
    hang_everything(an, binh, second)
    for task in parts:
        Assignment.objects.create(school=plan.school, task=task, user=an)
        wait(an, task, "UBND phường")
    refresh_occurrences([plan])
    met = Occurrence.objects.filter(task=second).first()
    Update.objects.filter(task=second).update(occurrence=met)
    before = counted()
    stays = joined(an, plan, first.goal_id)
    assert {name: found for name, found in names_of_gone(second.pk).items() if found} == {}
    after = counted()
    fewer = {name: before[name] - after[name] for name in before if after[name] != before[name]}
    assert fewer == {"Assignment": 1, "Occurrence": 1}  # An had a part in both lines; the days are one line's
    assert Update.objects.get(task=stays).occurrence in Occurrence.objects.filter(task=stays)
    assert stays.updates.count() == stays.comments.count() == stays.attachments.count() == 1


def hang_everything(an: User, binh: User, task: Task) -> None:
    """One row of each model that names a line."""
    plan, school = task.plan, task.school
    own = {"school": school, "task": task, "by": an}
    Assignment.objects.create(school=school, task=task, unit=Unit.objects.create(school=school, name="Tổ Văn"))
    AnswerLink.objects.create(**own, user=binh, secret_hash="2" * 64, expires_at=timezone.now())
    HeldAnswer.objects.create(
        school=school, plan=plan, task=task, user=binh, via="link", work_state="ongoing", telling={"way": "add"}
    )
    Adjustment.objects.create(school=school, plan=plan, kind="change", task=task, reason="Mưa", proposed_by=an)
    Suggestion.objects.create(
        school=school,
        consultation=send_out(an, plan, to="Tổ Toán", suffix=".docx"),
        position=0,
        kind="change",
        table="plan.items",
        task=task,
        field="time",
        text="Tháng 11",
    )
    update = Update.objects.create(**own, plan=plan, was="unstated", state="ongoing", text="Đã trồng bốn cây")
    Attachment.objects.create(
        **own, update=update, name="cay.txt", kind="txt", sha256="0" * 64, size=1, file=ContentFile(b"x", name="x")
    )
    remark = Comment.objects.create(**own, plan=plan, text="Nhớ tưới")
    Mention.objects.create(school=school, comment=remark, user=binh)
    Timing.objects.create(**own, words=task.time, due=TODAY, at=timezone.now())
    old, _ = adopt(school, replace(report(2), school_year="2025-2026"))
    before = old.tasks.first()
    assert before is not None
    item = Item.objects.create(school=school, name="Ảnh hàng cây", by=an)
    Use.objects.create(**own, item=item, why="Đã trồng")
    Expectation.objects.create(**own, words="Biên bản nghiệm thu")
    review = Review.objects.create(
        school=school, plan=plan, kind="surprise", name="Đột xuất", first=TODAY, last=TODAY, by=an
    )
    SampleLine.objects.create(school=school, review=review, task=task, why="chosen", state="ongoing", position=1)
    StaffProposal.objects.create(**own, plan=plan, text="Trồng thêm", reason="Sân còn nắng")
    meeting = Meeting.objects.create(
        school=school, plan=plan, kind="council", subject="Họp", held_on=TODAY, begins=dt.time(14), by=an
    )
    AgendaItem.objects.create(school=school, meeting=meeting, position=1, title="Hàng cây", task=task)
    Succession.objects.create(school=school, plan=plan, old_task=before, new_task=task, choice="carried", by=an)
    CarriedLine.objects.create(**own, old_task=1, origin="Trường THCS Bến Đá")


def wait(by: User, task: Task, name: str) -> Waiting:
    body, _ = OutsideBody.objects.get_or_create(school=task.school, name=name)
    found = Waiting.objects.create(
        school=task.school,
        plan=task.plan,
        task=task,
        body=body,
        whom=name,
        what=f"Cấp cây {task.pk}",
        since=TODAY,
        by=by,
    )
    Letter.objects.create(school=task.school, waiting=found, way="sent", date=TODAY, summary="Xin cây", by=by)
    return found


def test_occurrences_of_the_same_days_become_one_with_the_updates_of_both(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    refresh_occurrences([plan])
    for task in parts:
        own = {"school": task.school, "plan": plan, "task": task, "occurrence": task.occurrences.get(), "by": an}
        Update.objects.create(**own, was="unstated", state="ongoing", text=f"Đã làm {task.pk}")
    stays = joined(an, plan, parts[0].goal_id)
    assert [update.occurrence for update in stays.updates.all()] == [stays.occurrences.get()] * 2
    assert names_of_gone(parts[1].pk)["Occurrence"] == 0


MODELS = [model for model in apps.get_models() if model.__module__.startswith("caitien.")]
HISTORY = {LineSplit, LinePart, Task}  # tell what came of what


def counted() -> dict[str, int]:
    kept = ("AuditEntry", "AuditHead", "Schedule", "Tally")
    return {model.__name__: model._base_manager.count() for model in MODELS if model.__name__ not in kept}


def names_of_gone(key: int) -> dict[str, int]:
    """Rows that name the line, by model."""
    return {
        model.__name__: model._base_manager.filter(**{column.name: key}).count()
        for model in MODELS
        if model not in HISTORY
        for column in model._meta.concrete_fields
        if column.related_model is Task
    }


def test_every_model_that_names_a_line_is_among_those_tried(an: User, binh: User, plan: Plan, parts: tuple[Task, Task]):
    hang_everything(an, binh, parts[1])
    wait(an, parts[1], "UBND phường")
    refresh_occurrences([plan])
    empty = {name for name, found in names_of_gone(parts[1].pk).items() if not found}
    assert empty == set()


def test_a_line_with_a_thing_of_every_kind_comes_back_with_them_whatever_went_meanwhile(
    an: User, binh: User, plan: Plan, parts: tuple[Task, Task]
):
    """Its unit and a body it waits for were removed, another body was merged: nothing hinders the return."""
    task = Task.objects.select_related("goal", "plan", "school").get(pk=parts[1].pk)
    hang_everything(an, binh, task)
    kept, gone, merged = wait(an, task, "UBND phường"), wait(an, task, "Điện lực"), wait(an, task, "Uỷ ban phường")
    refresh_occurrences([plan])
    assert isinstance(remove_line(an, plan, task=task.pk, seen=row_mark(task)), Task)
    before = counted()
    assert remove(an, Unit.objects.get(name="Tổ Văn")) == "Tổ Văn"
    assert gone.body is not None
    assert remove(an, gone.body) == "Điện lực"
    merge_outside_bodies(an, plan.school, body=merged.body_id, into=kept.body_id)
    back = bring_back_line(an, plan, task=task.pk)
    assert isinstance(back, Task)
    refresh_occurrences([plan])
    fewer = {name: before[name] - many for name, many in counted().items() if many != before[name]}
    assert fewer == {"Unit": 1, "Assignment": 1, "OutsideBody": 2}
    assert {waiting.whom: waiting.body for waiting in back.waitings.all()} == {
        "UBND phường": kept.body,
        "Điện lực": None,
    }
    (met,) = back.waitings.filter(pk=kept.pk)
    assert met.letters.count() == 2
    assert back.updates.count() == back.comments.count() == back.attachments.count() == 1


def test_waits_of_one_body_on_both_lines_become_one_and_the_other_is_kept(
    an: User, plan: Plan, parts: tuple[Task, Task]
):
    mine, other = wait(an, parts[0], "UBND phường"), wait(an, parts[1], "UBND phường")
    Waiting.objects.filter(pk=other.pk).update(since=date(2026, 9, 1))
    stays = joined(an, plan, parts[0].goal_id)
    (found,) = stays.waitings.all()
    assert (found.pk, found.since, found.letters.count()) == (mine.pk, date(2026, 9, 1), 2)
    assert found.what == f"{mine.what}\n{other.what}"
    kept = Waiting.with_removed.get(pk=other.pk)
    assert (kept.joined_into, kept.task, kept.what, kept.since) == (found, stays, other.what, date(2026, 9, 1))


def test_days_given_to_both_lines_are_both_told_once_they_are_one(an: User, plan: Plan, parts: tuple[Task, Task]):
    for task, day in zip(parts, (dt.date(2026, 10, 1), dt.date(2026, 12, 1)), strict=True):
        assert isinstance(set_time(an, task, None, day), Timing)
    stays = joined(an, plan, parts[0].goal_id)
    assert Timing.objects.get(task=stays).due == dt.date(2026, 10, 1)
    assert [each.due for each in days_joined(stays)] == [dt.date(2026, 12, 1)]
    browser = Client()
    browser.force_login(an)
    page = " ".join(browser.get(f"/ke-hoach/{plan.pk}/dong/{stays.pk}").content.decode().split())
    assert "định ngày: hạn 01/12/2026" in page
