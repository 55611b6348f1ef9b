"""One tap and one sentence: what is kept, what is asked first, and what the paper says from then on."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.domain.paper import Form, Paper, PlanRow, Status
from caitien.domain.paper import Plan as PaperPlan
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.plans.table.report_cells import CLOSED
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.reporting.column import OTHER_WORDS, Way, restore_words
from caitien.work.reporting.objections import NO_REASON, NOTHING, QUESTION, TOO_LONG, Asked, StillWaiting
from caitien.work.reporting.report import GONE, WITHDRAWN, Overtaken, occurrence_mark, report_progress
from tests.plans.approving import approved
from tests.work.conftest import occurrences_of, only_occurrence

pytestmark = pytest.mark.each_database

FACT = "Lắp xong 12 máy chiếu ngày 14/11/2026"


def said(task: Task) -> dict[str, str]:
    """The state and the official columns of a line."""
    task.refresh_from_db()
    return {name: text for name in ("state", "done", "ongoing", "not_started") if (text := getattr(task, name))}


def test_a_tap_and_a_sentence_are_kept_and_the_paper_says_the_same(binh: User, task: Task):
    update = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT)
    assert isinstance(update, Update)
    assert (update.was, update.state, update.text, update.by) == ("ongoing", "done", FACT, binh)
    assert said(task) == {"state": "done", "done": FACT}
    assert only_occurrence(task).state == "done"
    assert only_occurrence(task).told_at


def test_nothing_is_overwritten_both_updates_stay_in_order(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Đã lắp 5/12 máy")
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT)
    assert [update.text for update in task.updates.order_by("at")] == ["Đã lắp 5/12 máy", FACT]
    assert [update.stood for update in task.updates.order_by("at")] == ["Kết quả thứ 4", "Đã lắp 5/12 máy"]


def test_a_report_changes_exactly_the_cells_of_its_line(binh: User, plan: Plan, paper: Paper, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT)
    rows = list(paper.results)
    rows[4] = replace(rows[4], status=Status.DONE, done=FACT, ongoing="")
    assert compose(Plan.objects.get(pk=plan.pk)) == replace(paper, results=tuple(rows))


@pytest.mark.parametrize("words", ["Kết quả tốt", "Đã hoàn thành tốt.", ""])
def test_praise_alone_gets_one_short_question_before_anything_is_kept(binh: User, task: Task, words: str):
    asked = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=words)
    assert asked == Asked()
    assert not Update.objects.exists()
    assert said(task)["state"] == "ongoing"


def test_the_answer_joins_the_sentence(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text="Kết quả tốt", answer="12 máy, ngày 14/11")
    assert said(task)["done"] == "Kết quả tốt. 12 máy, ngày 14/11"
    assert Update.objects.get().asked == QUESTION


def test_the_question_may_be_passed_over(binh: User, task: Task):
    update = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text="", answer="")
    assert isinstance(update, Update)
    assert (update.asked, update.answer) == (QUESTION, "")
    assert said(task) == {"state": "done", "done": "Đã hoàn thành."}


def test_a_photo_answers_the_question(binh: User, task: Task):
    update = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text="Kết quả tốt", with_file=True)
    assert isinstance(update, Update)
    assert update.asked == ""


def test_the_same_sent_twice_is_kept_once(binh: User, task: Task):
    first = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT, key="a1")
    again = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT, key="a1")
    assert first == again
    assert Update.objects.count() == 1


def test_other_words_under_the_same_key_are_another_report(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Đã lắp 5/12 máy", key="a1")
    for _ in range(2):
        other = report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT, key="a1")
        assert isinstance(other, Update)
        assert other.text == FACT
    assert [update.text for update in task.updates.order_by("at")] == ["Đã lắp 5/12 máy", FACT]


# --- words that stand in the column -----------------------------------------------------------------------------------


def test_words_of_the_council_stay_and_the_sentence_comes_after_them(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text="Kết quả tốt", answer="", way=Way.ADD)
    assert said(task) == {"state": "done", "done": "Kết quả thứ 4\nKết quả tốt"}


def test_who_only_tells_the_story_leaves_the_column_as_it_is(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT, way=Way.KEEP)
    assert said(task) == {"state": "done", "done": "Kết quả thứ 4"}
    assert task.updates.get().text == FACT


def test_the_plain_word_of_a_state_makes_room(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, answer="")
    report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Hai máy hỏng", way=Way.ADD)
    assert said(task) == {"state": "ongoing", "ongoing": "Hai máy hỏng"}


def test_why_it_waited_leaves_the_column_when_it_waits_no_longer(binh: User, task: Task):
    report_progress(
        binh, only_occurrence(task), state=WorkState.WAITING, whom="UBND phường", reason="cấp vốn", way=Way.ADD
    )
    assert said(task)["ongoing"] == "Kết quả thứ 4\nChờ UBND phường: cấp vốn."
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT, over=True, way=Way.ADD)
    assert said(task)["done"] == f"Kết quả thứ 4\n{FACT}"


def test_words_a_report_replaced_are_put_back_while_nobody_wrote_others(an: User, binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT, way=Way.REPLACE)
    task.refresh_from_db()
    assert restore_words(an, task, seen=mark_of("Chữ khác")) == OTHER_WORDS
    restore_words(an, task, seen=mark_of(FACT))
    assert said(task) == {"state": "done", "done": "Kết quả thứ 4"}
    assert task.updates.get().text == FACT


def test_who_comes_second_sees_what_the_first_said_and_nothing_is_lost(an: User, binh: User, task: Task):
    occurrence = only_occurrence(task)
    seen = occurrence_mark(occurrence)
    report_progress(an, occurrence, state=WorkState.DONE, text=FACT, seen=seen)
    lost = report_progress(binh, occurrence, state=WorkState.ONGOING, text="Đã lắp 5/12 máy", seen=seen)
    assert isinstance(lost, Overtaken)
    assert (lost.occurrence.state, lost.last and lost.last.text, lost.last and lost.last.by) == ("done", FACT, an)
    assert Update.objects.count() == 1
    kept = report_progress(
        binh, occurrence, state=WorkState.DONE, text="Thêm 2 máy dự phòng", seen=occurrence_mark(lost.occurrence)
    )
    assert isinstance(kept, Update)


# --- which may follow which -------------------------------------------------------------------------------------------


def test_what_is_done_is_taken_up_again_only_as_under_way(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT)
    answer = report_progress(binh, only_occurrence(task), state=WorkState.POSTPONED, reason="Hết tiền")
    assert answer == Refused("Việc đang xong thì không chuyển thành hoãn được.")
    assert isinstance(report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="2 máy hỏng"), Update)


def test_more_can_be_told_while_the_state_stays(binh: User, task: Task):
    assert report_progress(binh, only_occurrence(task), state=WorkState.ONGOING) == NOTHING
    assert isinstance(
        report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Đã lắp 5 máy"), Update
    )


@pytest.mark.parametrize("state", sorted(NO_REASON))
def test_a_state_that_needs_a_reason_asks_for_it(binh: User, task: Task, state: WorkState):
    assert report_progress(binh, only_occurrence(task), state=state, text=FACT) == NO_REASON[state]
    assert not Update.objects.exists()


def test_what_waits_says_for_whom_and_opens_a_time_of_waiting(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.WAITING, whom="UBND phường", reason="cấp vốn sửa mái")
    waiting = Waiting.objects.get()
    assert (waiting.whom, waiting.what, waiting.until) == ("UBND phường", "cấp vốn sửa mái", None)
    assert said(task) == {"state": "ongoing", "ongoing": "Kết quả thứ 4. Chờ UBND phường: cấp vốn sửa mái."}


def test_a_waiting_ends_only_when_a_person_says_so(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.WAITING, whom="UBND phường", reason="cấp vốn")
    asked = report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Phường đã cấp 40 triệu")
    assert asked == StillWaiting("Hết chờ UBND phường?")
    assert only_occurrence(task).state == "waiting"
    report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Làm trước phần nền", over=False)
    assert (only_occurrence(task).state, Waiting.objects.get().until) == ("ongoing", None)
    report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Phường đã cấp 40 triệu", over=True)
    assert Waiting.objects.get().until
    assert Waiting.objects.get().outcome == "Phường đã cấp 40 triệu"


def test_what_is_put_off_before_it_began_stands_under_not_begun(binh: User, plan: Plan):
    task = plan.tasks.get(plan_row=5)
    report_progress(plan_secretary(plan), only_occurrence(task), state=WorkState.POSTPONED, reason="chưa có mặt bằng")
    assert said(task) == {
        "state": "not_started",
        "not_started": "Kết quả thứ 5. Hoãn: chưa có mặt bằng.",
    }


def test_what_is_put_off_with_a_part_done_stands_under_way(plan: Plan, an: User):
    task = plan.tasks.get(plan_row=5)
    report_progress(an, only_occurrence(task), state=WorkState.POSTPONED, reason="mưa", text="Xong 2 phòng", begun=True)
    assert said(task) == {"state": "ongoing", "ongoing": "Xong 2 phòng. Hoãn: mưa."}


def plan_secretary(plan: Plan) -> User:
    found = User.objects.create_user("thu-ky", name="Nguyễn Thị An")
    Membership.objects.create(user=found, school=plan.school, role=Role.SECRETARY)
    return found


# --- several occurrences ---------------------------------------------------------------------------------------------


@pytest.fixture
def termly(an: User, task: Task) -> Task:
    """Bình's line, due each term."""
    edit_cells(an, task.plan, [CellEdit(task.pk, "time", "Mỗi học kỳ")])
    task.refresh_from_db()
    return task


def test_each_occurrence_told_of_is_a_line_of_the_column(binh: User, termly: Task):
    first, second = occurrences_of(termly)
    report_progress(binh, second, state=WorkState.ONGOING, text="Đang soạn\n2 buổi")
    report_progress(binh, first, state=WorkState.DONE, text="Họp 3 buổi")
    assert said(termly) == {"state": "ongoing", "ongoing": "Học kỳ I: Họp 3 buổi\nHọc kỳ II: Đang soạn 2 buổi"}
    report_progress(binh, occurrences_of(termly)[1], state=WorkState.DONE, text="Họp 4 buổi")
    assert said(termly) == {"state": "done", "done": "Học kỳ I: Họp 3 buổi\nHọc kỳ II: Họp 4 buổi"}


def test_words_of_the_paper_stay_above_the_occurrences_unless_they_are_replaced(binh: User, termly: Task):
    first, second = occurrences_of(termly)
    report_progress(binh, first, state=WorkState.DONE, text="Họp 3 buổi", way=Way.ADD)
    assert said(termly)["ongoing"] == "Kết quả thứ 4\nHọc kỳ I: Họp 3 buổi"
    report_progress(binh, second, state=WorkState.ONGOING, text="Đang soạn", way=Way.KEEP)
    assert said(termly)["ongoing"] == "Kết quả thứ 4\nHọc kỳ I: Họp 3 buổi"


def test_what_an_writes_into_the_column_stays_above_the_occurrences(an: User, binh: User, termly: Task):
    report_progress(binh, occurrences_of(termly)[0], state=WorkState.DONE, text="Họp 3 buổi")
    words = "Cả năm: 42 lượt người dự.\nHọc kỳ I: Họp 3 buổi, đủ người"
    Task.objects.filter(pk=termly.pk).update(ongoing=words)
    report_progress(binh, occurrences_of(termly)[1], state=WorkState.ONGOING, text="Họp 1 buổi")
    assert said(termly)["ongoing"] == f"{words}\nHọc kỳ II: Họp 1 buổi"


# --- Biểu 2, and plans without results --------------------------------------------------------------------------------


def test_under_bieu_2_the_state_and_its_words_stand_in_the_plans_own_table(school: School, an: User):
    rows = (PlanRow(criterion="1.1", label="Tiêu chí 1.1", topic="Mái", work="Lợp mái", time="Học kỳ I"),)
    plan, _ = adopt(school, Paper(form=Form.TT57, school_year="2026-2027", plan=PaperPlan(items=rows)))
    report_progress(
        an, Occurrence.objects.get() if occurrences_of(plan.tasks.get()) else None, state=WorkState.DONE, text=FACT
    )
    (row,) = compose(plan).plan.items
    assert (row.status, row.status_text) == (Status.DONE, FACT)


def test_the_first_report_gives_a_line_its_place_in_the_results(school: School, an: User, paper: Paper):
    plan, _ = adopt(school, replace(paper, form=Form.PLAN, results=()))
    approved(plan)
    task = plan.tasks.get(plan_row=3)
    report_progress(an, only_occurrence(task), state=WorkState.DONE, text=FACT)
    row = compose(plan, Form.REPORT).results[3]
    assert (row.done, row.planned, row.status) == (FACT, task.work, Status.DONE)


# --- who and when -----------------------------------------------------------------------------------------------------


def test_a_teacher_tells_of_their_own_lines_only(binh: User, chi: User, plan: Plan, task: Task):
    other = only_occurrence(plan.tasks.get(plan_row=1))
    with pytest.raises(PermissionDenied):
        report_progress(binh, other, state=WorkState.DONE, text=FACT)
    with pytest.raises(PermissionDenied):
        report_progress(chi, only_occurrence(task), state=WorkState.DONE, text=FACT)


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_plan_that_takes_no_reports_says_so(binh: User, plan: Plan, task: Task, state: PlanState):
    occurrence = only_occurrence(task)
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert report_progress(binh, occurrence, state=WorkState.DONE, text=FACT) == CLOSED[state]


def test_a_line_that_was_withdrawn_or_moved_says_so(an: User, binh: User, plan: Plan, termly: Task):
    second = occurrences_of(termly)[1]
    edit_cells(an, plan, [CellEdit(termly.pk, "time", "Tháng 10")])
    assert report_progress(binh, second, state=WorkState.DONE, text=FACT) == GONE
    occurrence = only_occurrence(termly)
    Task.objects.filter(pk=termly.pk).update(withdrawn=True)
    Plan.objects.get(pk=plan.pk).save()
    assert report_progress(binh, occurrence, state=WorkState.DONE, text=FACT) == WITHDRAWN


def test_a_sentence_has_an_end(binh: User, task: Task):
    assert report_progress(binh, only_occurrence(task), state=WorkState.DONE, text="a" * 2_001) == TOO_LONG


def test_the_story_tells_it(binh: User, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT)
    entry = AuditEntry.objects.get(verb="task.report")
    assert (entry.kind, entry.key) == ("task", str(task.pk))
    assert entry.after[f"task {task.pk}"] == {"state": "done", "done": FACT, "ongoing": ""}
    assert (entry.before["work_state"], entry.after["work_state"]) == ("ongoing", "done")


def test_a_report_does_not_make_the_occurrences_of_the_plan_be_worked_out_anew(
    binh: User, task: Task, django_assert_num_queries
):
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text=FACT)
    with django_assert_num_queries(2):
        occurrences_of(task)
