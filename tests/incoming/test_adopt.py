"""A paper becomes the plan, and coming in again updates it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, School, User
from caitien.domain.paper import Form, Paper, Plan, PlanRow, Problem, Status
from caitien.domain.refused import Stale
from caitien.incoming.adopt import NO_LINES, NO_YEAR, adopt, adopt_paper
from caitien.incoming.correct import correct_cell
from caitien.incoming.preview import preview, why_not_adopted
from caitien.incoming.reading import Reading
from caitien.incoming.receive import receive_paper
from caitien.plans.compose import compose
from caitien.plans.models import Goal, Task, Upload
from caitien.work.models import Occurrence
from tests.plans.reports import report, with_plan_row, without_row

pytestmark = pytest.mark.each_database


def ids() -> list[tuple[int, int]]:
    return list(Task.objects.order_by("position").values_list("pk", "goal_id"))


def test_a_line_becomes_one_goal_with_one_task_that_knows_both_its_rows(an: User, upload: Upload):
    plan = adopt_paper(an, upload)
    assert (plan.goals.count(), plan.tasks.count()) == (28, 28)
    task = plan.tasks.get(plan_row=1)
    assert (task.result_row, task.state, task.ongoing) == (1, Status.ONGOING, "Kết quả thứ 1")
    assert (task.goal.target, task.goal.criterion) == ("Kết quả cần đạt thứ 1", "2.1")


def test_adopting_leaves_the_upload_marked_and_an_audit_entry(an: User, upload: Upload):
    plan = adopt_paper(an, upload)
    upload.refresh_from_db()
    assert upload.plan == plan
    assert upload.adopted_at
    entry = AuditEntry.objects.get(verb="upload.adopt")
    assert (entry.actor, entry.key, entry.after["sha256"]) == (an, str(plan.pk), upload.sha256)


def test_a_teacher_cannot_adopt(binh: User, upload: Upload):
    with pytest.raises(PermissionDenied):
        adopt_paper(binh, upload)
    assert not Goal.objects.exists()


def test_the_same_paper_twice_changes_nothing_and_doubles_nothing(school: School):
    adopt(school, report())
    before = ids()
    _, changes = adopt(school, report())
    assert ids() == before
    assert (changes.goals, changes.tasks, changes.before) == ([], [], {})


def test_a_changed_cell_changes_its_task_alone(school: School):
    plan, _ = adopt(school, report())
    before = ids()
    _, changes = adopt(school, with_plan_row(report(), 3, owners="Tổ Toán"))
    assert ids() == before
    task = plan.tasks.get(plan_row=3)
    assert task.owners == "Tổ Toán"
    assert list(changes.before) == [f"task {task.pk}"]
    assert changes.before[f"task {task.pk}"]["owners"] == "Tổ văn phòng"
    assert changes.after[f"task {task.pk}"]["owners"] == "Tổ Toán"


def test_a_line_taken_out_of_the_paper_goes_and_its_neighbours_keep_their_keys(school: School):
    plan, _ = adopt(school, report())
    gone = plan.tasks.get(plan_row=4)
    before = {task.work: task.pk for task in plan.tasks.all()}
    _, changes = adopt(school, without_row(report(), 4))
    after = {task.work: task.pk for task in plan.tasks.all()}
    assert before.items() - after.items() == {(gone.work, gone.pk)}
    assert after.items() <= before.items()
    assert changes.before[f"task {gone.pk}"] == {
        **{"goal_id": gone.goal_id, "position": gone.position, "plan_row": 4, "result_row": 4},
        **{"work": gone.work, "owners": "Tổ văn phòng", "time": "Hằng năm", "planned": gone.planned},
        **{"state": "ongoing", "ongoing": gone.ongoing, "plan_state": "unstated"},
        **{"result_label": "Tiêu chí 5.1", "result_standard": 5, "result_level": 1},
        "result_standard_title": "Tổ chức của nhà trường",
    }
    assert changes.before[f"goal {gone.goal_id}"]["target"] == "Kết quả cần đạt thứ 4"
    assert changes.after[f"task {gone.pk}"] is None


def test_of_two_lines_with_the_same_words_the_one_that_is_gone_is_taken_out(school: School):
    twins = with_plan_row(report(), 4, work="Lợp lại mái nhà xe", target="Nhà xe không dột", budget="3 triệu")
    first = replace(twins.plan.items[4], budget="5 triệu")
    both = replace(twins, results=(), plan=replace(twins.plan, items=(first, *twins.plan.items)))
    plan, _ = adopt(school, both)
    keys = {task.budget: task.pk for task in plan.tasks.filter(work="Lợp lại mái nhà xe")}
    adopt(school, replace(both, plan=replace(both.plan, items=both.plan.items[1:])))
    assert [(task.pk, task.budget) for task in plan.tasks.filter(work="Lợp lại mái nhà xe")] == [
        (keys["3 triệu"], "3 triệu")
    ]
    assert Task.with_removed.get(pk=keys["5 triệu"]).budget == "5 triệu"


def test_a_line_of_no_criterion_keeps_its_result_by_its_work(school: School):
    paper = report()
    plan_row = replace(
        paper.plan.items[0], criterion="", label="", work="Mở lớp bơi", target="Mọi em biết bơi, biết cứu bạn"
    )
    result = replace(paper.results[0], criterion="", label="", planned="Mở lớp bơi")
    short = replace(paper, plan=replace(paper.plan, items=(plan_row,)), results=(result,))
    plan, _ = adopt(school, short)
    task = plan.tasks.get()
    assert (task.plan_row, task.result_row, task.state) == (0, 0, result.status)


def test_the_prose_another_paper_replaces_is_kept_in_the_audit_trail(an: User, school: School):
    plan, _ = adopt(school, report())
    other = replace(report(), strengths="Chữ khác", plan=replace(report().plan, date=dt.date(2026, 9, 4)))
    adopt_paper(an, receive_paper(an, school, name="b.docx", data=b"b", paper=other))
    entry = AuditEntry.objects.get(verb="upload.adopt")
    assert entry.before[f"plan {plan.pk}"] == {"strengths": "Việc gì cũng có ngày, có số.", "date": None}
    assert entry.after[f"plan {plan.pk}"] == {"strengths": "Chữ khác", "date": "2026-09-04"}


def test_new_lines_are_named_in_the_audit_trail(an: User, upload: Upload):
    plan = adopt_paper(an, upload)
    named = AuditEntry.objects.get(verb="upload.adopt").after["added"]
    assert set(named) == {f"task {task.pk}" for task in plan.tasks.all()} | {
        f"goal {goal.pk}" for goal in plan.goals.all()
    }


def test_the_preview_says_what_would_go_first_of_all(an: User, school: School):
    adopt(school, report(5))
    other = with_plan_row(without_row(report(5), 4), 0, owners="Tổ Toán")
    found = preview(Reading(receive_paper(an, school, name="b.docx", data=b"b", paper=other)))
    assert [(row.kind, row.table) for row in found.rows] == [
        ("dòng bỏ", "Kế hoạch"),
        ("dòng bỏ", "Kết quả"),
        ("dòng sửa", "Kế hoạch"),
    ]
    assert [change.name for change in found.rows[1].changes] == ["Kế hoạch đầu năm", "Đang thực hiện hoặc chậm"]
    assert (found.gone, found.said) == (2, "2 dòng bỏ, 1 dòng sửa")


def test_what_changed_since_the_preview_is_not_adopted_unseen(an: User, school: School, upload: Upload):
    shown = preview(Reading(upload)).mark
    other = receive_paper(an, school, name="b.docx", data=b"b", paper=with_plan_row(report(), 0, owners="Tổ Toán"))
    plan = adopt_paper(an, other, seen=preview(Reading(other)).mark)
    assert isinstance(adopt_paper(an, upload, seen=shown), Stale)
    assert plan.tasks.get(plan_row=0).owners == "Tổ Toán"
    assert AuditEntry.objects.filter(verb="upload.adopt").count() == 1
    assert adopt_paper(an, upload, seen=preview(Reading(upload)).mark) == plan


def test_a_paper_without_a_year_or_a_line_makes_no_plan_whoever_asks(an: User, school: School):
    for data, paper, why in (
        (b"a", report(2, school_year=""), NO_YEAR),
        (b"b", Paper(school_year="2026-2027"), NO_LINES),
    ):
        upload = receive_paper(an, school, name="a.docx", data=data, paper=paper)
        assert adopt_paper(an, upload) == why
        assert why_not_adopted(Reading(upload)) == why.reason
    assert not school.plans.exists()


def test_a_correction_since_the_preview_is_seen_before_it_is_adopted(an: User, upload: Upload):
    shown = preview(Reading(upload)).mark
    correct_cell(an, upload, path="strengths", text="Chữ mới")
    assert isinstance(adopt_paper(an, upload, seen=shown), Stale)
    assert not Goal.objects.exists()


def test_a_line_whose_criterion_was_renumbered_is_found_again(school: School):
    plan, _ = adopt(school, report())
    task = plan.tasks.get(plan_row=2)
    paper = with_plan_row(report(), 2, criterion="4.9", label="Tiêu chí 4.9")
    results = list(paper.results)
    results[2] = replace(results[2], criterion="4.9", label="Tiêu chí 4.9")
    adopt(school, replace(paper, results=tuple(results)))
    task.refresh_from_db()
    assert task.goal.criterion == "4.9"


def test_a_result_whose_criterion_no_plan_row_has_stands_alone(school: School):
    paper = with_plan_row(report(6), 5, criterion="5.9", label="Tiêu chí 5.9")
    plan, _ = adopt(school, paper)
    assert plan.tasks.filter(plan_row=None).count() == 1
    assert plan.tasks.filter(result_row=None).count() == 1
    assert compose(plan) == paper


def test_lines_stand_by_standard_and_criterion_on_the_page_and_as_on_paper_in_the_paper(school: School):
    paper = report(56)
    plan, _ = adopt(school, paper)
    found = [task.goal.criterion for task in plan.tasks.select_related("goal").order_by("position")]
    assert found == sorted(found, key=lambda criterion: [int(part) for part in criterion.split(".")])
    assert compose(plan) == paper


def test_the_problems_of_bieu_2_are_goals_of_their_own(school: School):
    paper = Paper(
        form=Form.TT57,
        school_year="2026-2027",
        problems=(
            Problem(standard=3, criterion="3.2", limitation="Thư viện đóng cửa giờ trưa"),
            Problem(cause="Thiếu"),
        ),
        plan=Plan(items=(PlanRow(topic="Mở thư viện", status=Status.ONGOING, status_text="Đang làm, 40%"),)),
    )
    plan, _ = adopt(school, paper)
    assert plan.goals.filter(kind=Goal.Kind.PROBLEM).count() == 2
    assert plan.tasks.get().state == Status.ONGOING
    assert compose(plan) == paper


def test_two_years_are_two_plans_and_two_schools_never_meet(school: School, other_school: School):
    adopt(school, report(5))
    adopt(school, report(5, school_year="2025-2026"))
    adopt(other_school, report(5))
    assert [home.plans.count() for home in (school, other_school)] == [2, 1]
    assert set(Task.objects.values_list("plan__school_id", "school_id")) == {
        (home.pk, home.pk) for home in School.objects.all()
    }


def test_three_thousand_lines_take_statements_only_as_the_database_limits_them(school: School):
    most = connection.features.max_query_params or 60_000
    with CaptureQueriesContext(connection) as first:
        plan, _ = adopt(school, report(3_000))
    columns = sum(len(model._meta.concrete_fields) for model in (Task, Goal, Occurrence))
    assert len(first) <= 20 + 3_000 * columns / most + 5
    with CaptureQueriesContext(connection) as again:
        adopt(school, report(3_000))
    assert len(again) <= 18  # the lines, and the occurrences worked out and found to be the same
    with CaptureQueriesContext(connection) as out:
        assert compose(plan) == report(3_000)
    assert len(out) == 3


def test_another_unit_over_the_same_figures_is_shown_before_it_is_taken(an: User, school: School):
    def paper(unit: str) -> Paper:
        return replace(with_plan_row(report(3), 0, budget="12"), headings={"plan": {"budget": f"Kinh phí ({unit})"}})

    adopt(school, paper("triệu đồng"))
    reading = Reading(receive_paper(an, school, name="b.docx", data=b"b", paper=paper("nghìn đồng")))
    found = preview(reading)
    assert found.comparison is not None
    (change,) = found.comparison.head
    assert (change.name, change.before, change.after) == (
        "Đơn vị tính của cột Kinh phí, nguồn lực",
        "triệu đồng",
        "nghìn đồng",
    )
    assert reading.cell("plan.items.0.budget").name == "Kinh phí, nguồn lực (nghìn đồng)"


def alike(paper: Paper) -> Paper:
    """The second line says of its goal what the first does."""
    first, _, *others = paper.plan.items
    told, _, *told_others = paper.results
    second = replace(first, work="Việc khác của mục tiêu ấy")
    told_second = replace(told, planned="Việc khác của mục tiêu ấy")
    return replace(
        paper, plan=replace(paper.plan, items=(first, second, *others)), results=(told, told_second, *told_others)
    )


def test_lines_of_one_goal_share_it_while_the_paper_says_the_same_of_both(school: School):
    paper = alike(report(3))
    plan, _ = adopt(school, paper)
    first, second = plan.tasks.order_by("position")[:2]
    Task.objects.filter(pk=second.pk).update(goal=first.goal)  # as lines that were split do
    Goal.objects.filter(pk=second.goal_id).delete()
    _, changes = adopt(school, paper)
    assert (changes.before, changes.after) == ({}, {})
    assert Task.objects.get(pk=second.pk).goal_id == first.goal_id
    assert compose(plan) == paper


def test_a_line_of_which_the_paper_says_something_else_gets_a_goal_of_its_own(school: School):
    paper = alike(report(3))
    plan, _ = adopt(school, paper)
    first, second = plan.tasks.order_by("position")[:2]
    Task.objects.filter(pk=second.pk).update(goal=first.goal)
    Goal.objects.filter(pk=second.goal_id).delete()
    other = with_plan_row(paper, 1, target="Kết quả khác")
    adopt(school, other)
    moved = Task.objects.select_related("goal").get(pk=second.pk)
    assert moved.goal_id != first.goal_id
    assert (Goal.objects.get(pk=first.goal_id).target, moved.goal.target) == ("Kết quả cần đạt thứ 0", "Kết quả khác")
    assert compose(plan) == other


def test_a_problem_that_comes_again_is_the_one_it_was_and_is_told_as_coming(school: School):
    two = (Problem(criterion="3.2", standard=3, limitation="Thư viện đóng cửa"), Problem(cause="Thiếu người"))
    lines = Plan(items=(PlanRow(topic="Mở thư viện", work="Mở cửa"),))
    paper = Paper(form=Form.TT57, school_year="2026-2027", problems=two, plan=lines)
    plan, _ = adopt(school, paper)
    problems = plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position")
    keys = [problem.pk for problem in problems]
    _, same = adopt(school, paper)
    assert (same.before, same.after) == ({}, {})
    _, gone = adopt(school, replace(paper, problems=two[1:]))
    assert gone.after[f"goal {keys[0]}"] is None
    assert [problem.pk for problem in problems.all()] == keys[1:]
    _, back = adopt(school, paper)
    assert back.before[f"goal {keys[0]}"] is None
    assert f"goal {keys[1]}" not in back.before or back.before[f"goal {keys[1]}"] is not None
    assert [problem.pk for problem in problems.all()] == keys


def test_a_line_that_comes_again_word_for_word_is_the_line_it_was(school: School):
    plan, _ = adopt(school, report(4))
    before = [task.pk for task in plan.tasks.order_by("position")]
    gone = plan.tasks.get(plan_row=2).pk
    adopt(school, without_row(report(4), 2))
    assert gone not in plan.tasks.values_list("pk", flat=True)
    _, back = adopt(school, report(4))
    assert [task.pk for task in plan.tasks.order_by("position")] == before
    assert back.before[f"task {gone}"] is None
    adopt(school, without_row(report(4), 2))
    adopt(school, with_plan_row(report(4), 2, work="Việc khác hẳn"))
    assert gone not in plan.tasks.values_list("pk", flat=True)
