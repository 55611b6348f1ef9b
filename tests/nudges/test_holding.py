"""Where a school looks first, what is told by a link moves nothing until it is taken; what is not taken stays kept."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.utils import timezone

from caitien.access.models import AuditEntry, School, User
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.nudges import holding
from caitien.nudges.answering import answer, shown_by
from caitien.nudges.following import LinksFollow
from caitien.nudges.holding import THEIRS_NO_MORE, TURN_GONE, held_for, last_held, return_answer, take_answer
from caitien.nudges.links import Opened, make_link, open_link
from caitien.nudges.models import HeldAnswer, NudgeRule
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.report_cells import column_words
from caitien.story.telling import tell
from caitien.work.models import Occurrence, Update
from caitien.work.reporting.attachments import Fit, fitting
from caitien.work.reporting.objections import Asked
from caitien.work.reporting.report import Overtaken, occurrence_mark, report_progress
from tests.specimens.pictures import photo

pytestmark = pytest.mark.each_database
WORDS = "Đã sửa 3 phòng học"


@pytest.fixture
def opened(an: User, school: School, cuc: User, task: Task, occurrence: Occurrence) -> Opened:
    NudgeRule.objects.create(school=school, looks_first=True)
    made = make_link(an, school, person=cuc.pk, task=task)
    assert not isinstance(made, Refused)
    found = open_link(made.secret)
    assert found
    return found


def sent(opened: Opened, occurrence: Occurrence, file: Fit | None = None, **told: object) -> object:
    shown = shown_by(opened, timezone.localdate())
    about = {"state": WorkState.DONE, "text": WORDS, "answer": "", "key": "k1", "way": "add", **told}
    return answer(opened, shown, occurrence.pk, file, **about)


def marks_of(occurrence: Occurrence) -> dict[str, str]:
    now = Occurrence.objects.select_related("plan", "task").get(pk=occurrence.pk)
    return {"seen": occurrence_mark(now), "words_seen": mark_of(column_words(now.plan, now.task))}


def test_it_moves_no_state_and_no_column(opened: Opened, occurrence: Occurrence, task: Task, cuc: User):
    before = Task.objects.filter(pk=task.pk).values().get(), Occurrence.objects.values().get(pk=occurrence.pk)
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    assert (held.user, held.via, held.work_state, held.telling["text"]) == (cuc, "link", "done", WORDS)
    assert (Task.objects.filter(pk=task.pk).values().get(), Occurrence.objects.values().get(pk=occurrence.pk)) == before
    assert not Update.objects.exists()
    entry = AuditEntry.objects.get(verb="answer.hold")
    assert entry.actor_name == "Đỗ Thị Cúc"
    assert "gửi lời báo, chờ nhận" in str(tell([entry])[0])


def test_taken_it_is_told_by_its_sender_with_the_photo_and_the_link_that_brought_it(
    opened: Opened, occurrence: Occurrence, task: Task, an: User, cuc: User
):
    file = fitting("anh.png", photo())
    assert isinstance(file, Fit)
    held = sent(opened, occurrence, file)
    assert isinstance(held, HeldAnswer)
    assert isinstance(take_answer(an, held, **marks_of(occurrence)), HeldAnswer)
    update = Update.objects.get()
    assert (update.by, update.via, update.text) == (cuc, "link", WORDS)
    assert update.attachments.get().sha256 == file.sha256
    task.refresh_from_db()
    assert WORDS in task.done
    taken = HeldAnswer.objects.get()
    assert (taken.state, taken.decided_by) == ("taken", an)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", "actor_name"))
    assert ("task.report", "Đỗ Thị Cúc") in verbs
    assert ("answer.take", "Nguyễn Thị An") in verbs
    assert isinstance(take_answer(an, taken, **marks_of(occurrence)), Stale)
    assert Update.objects.count() == 1


def test_the_sender_is_asked_at_once_what_a_report_asks(opened: Opened, occurrence: Occurrence):
    assert isinstance(sent(opened, occurrence, text="Tốt", answer=None), Asked)
    assert isinstance(sent(opened, occurrence, state=WorkState.WAITING), Refused)
    assert not HeldAnswer.objects.exists()


def test_what_is_sent_twice_waits_once(opened: Opened, occurrence: Occurrence, an: User):
    assert sent(opened, occurrence) == sent(opened, occurrence)
    assert HeldAnswer.objects.count() == AuditEntry.objects.filter(verb="answer.hold").count() == 1


def test_other_words_under_the_same_key_wait_as_well(opened: Opened, occurrence: Occurrence):
    first, other = sent(opened, occurrence), sent(opened, occurrence, text="Đã sửa 5 phòng học")
    assert first != other
    assert sent(opened, occurrence, text="Đã sửa 5 phòng học") == other
    assert sent(opened, occurrence, key="") != sent(opened, occurrence, key="", text="Đã sửa 6 phòng học")
    long = sent(opened, occurrence, key="k" * 400)
    assert isinstance(long, HeldAnswer)
    assert len(long.key) <= 36
    assert HeldAnswer.objects.count() == 5


def test_the_plan_is_held_from_before_the_try_to_the_end(
    opened: Opened, occurrence: Occurrence, monkeypatch: pytest.MonkeyPatch
):
    """What only the try locked was let go with it, and two who sent at once then waited for each other."""
    locks: list[type[Model]] = []
    lock, tried = QuerySet.select_for_update, holding._tried
    before: list[type[Model]] = []

    def noted(rows: Any, *how: Any, **more: Any) -> Any:
        locks.append(rows.model)
        return lock(rows, *how, **more)

    def looked(*who: Any, **told: Any) -> Any:
        before.extend(locks)
        return tried(*who, **told)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    monkeypatch.setattr(holding, "_tried", looked)
    assert isinstance(sent(opened, occurrence), HeldAnswer)
    assert before == [Plan]


def test_the_same_photo_sent_twice_lies_in_one_place(opened: Opened, occurrence: Occurrence):
    file = fitting("anh.png", photo())
    assert isinstance(file, Fit)
    first, second = sent(opened, occurrence, file), sent(opened, occurrence, file, text="Đã sửa 5 phòng học")
    assert isinstance(first, HeldAnswer)
    assert isinstance(second, HeldAnswer)
    assert first.file.name == second.file.name


def test_what_was_not_taken_is_told_of_its_turn_alone_and_until_somebody_told_of_the_line(
    opened: Opened, occurrence: Occurrence, an: User, cuc: User
):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    other = Occurrence(task=occurrence.task, task_id=occurrence.task_id, name="Tháng 10")
    assert set(last_held(cuc, [occurrence, other])) == {(occurrence.task_id, occurrence.name)}
    return_answer(an, held, why="Chưa rõ")
    assert last_held(cuc, [occurrence])
    report_progress(an, occurrence, state=WorkState.ONGOING, text="Mới đo hai phòng", answer="")
    assert not last_held(cuc, [occurrence])


def test_not_taken_it_stays_kept_with_why(opened: Opened, occurrence: Occurrence, an: User):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    assert isinstance(return_answer(an, held, why="Mới sửa một phòng"), HeldAnswer)
    kept = HeldAnswer.objects.get()
    assert (kept.state, kept.why, kept.telling["text"]) == ("returned", "Mới sửa một phòng", WORDS)
    assert not Update.objects.exists()
    assert not held_for(opened.acting).exists()
    assert isinstance(return_answer(an, kept), Stale)
    (told,) = tell([AuditEntry.objects.get(verb="answer.return")])
    assert "Mới sửa một phòng" in " ".join(map(str, (told, *told.changes)))


def test_where_another_told_meanwhile_it_goes_on_waiting(opened: Opened, occurrence: Occurrence, an: User):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    looked = marks_of(occurrence)
    report_progress(an, occurrence, state=WorkState.ONGOING, text="Mới đo hai phòng", answer="")
    assert isinstance(take_answer(an, held, **looked), Overtaken)
    assert held_for(opened.acting).count() == 1
    assert isinstance(take_answer(an, held, **marks_of(occurrence)), HeldAnswer)
    assert Update.objects.count() == 2


def test_a_turn_worked_out_anew_is_found_by_its_name_or_said_to_be_gone(
    opened: Opened, occurrence: Occurrence, an: User
):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    HeldAnswer.objects.update(occurrence=None, occurrence_name="Đợt 9")
    assert take_answer(an, held, seen="", words_seen="") == TURN_GONE
    HeldAnswer.objects.update(occurrence_name=occurrence.name)
    assert isinstance(take_answer(an, held, seen="", words_seen=""), HeldAnswer)


def test_of_a_line_that_is_theirs_no_more_it_goes_on_waiting(opened: Opened, occurrence: Occurrence, an: User):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    Assignment.objects.all().delete()
    assert take_answer(an, held, **marks_of(occurrence)) == THEIRS_NO_MORE
    assert HeldAnswer.objects.get().state == "waiting"
    assert not Update.objects.exists()


def test_it_goes_over_when_lines_become_one(opened: Opened, occurrence: Occurrence, task: Task):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    stays = task.plan.tasks.get(plan_row=5)
    LinksFollow().follow([task], stays)
    assert HeldAnswer.objects.get().task_id == stays.pk


def test_only_who_keeps_the_plan_takes_it(opened: Opened, occurrence: Occurrence, cuc: User, binh: User, chi: User):
    held = sent(opened, occurrence)
    assert isinstance(held, HeldAnswer)
    for person in (binh, chi, cuc):
        with pytest.raises(PermissionDenied):
            take_answer(person, held, seen="", words_seen="")
        with pytest.raises(PermissionDenied):
            return_answer(person, held)
    assert HeldAnswer.objects.get().state == "waiting"
