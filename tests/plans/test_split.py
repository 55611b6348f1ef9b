"""A line with several actions becomes several, and one again; the paper still gives every word."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from caitien.access.models import AuditEntry, School, Unit, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, PlanRow, Status
from caitien.domain.paper import Plan as PlanTable
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.split import LeftOut, Piece, join_tasks, line_mark, proposed_pieces, split_task
from tests.depth import examples
from tests.plans.emptying import without_plans
from tests.plans.reports import report, with_plan_row
from tests.specimens.papers import plan_papers

POOL, TREES = "Mở lớp bơi cho khối 6.", "Công đoàn trồng mười cây bàng ở sân sau."
BOTH = f"{POOL}\n{TREES}"


def school_paper(rows: int = 5, **result: str) -> Paper:
    """A report whose third line holds two actions, in both tables."""
    paper = with_plan_row(report(rows), 2, work=BOTH, owners="Tổ Thể dục; phối hợp: Công đoàn")
    results = list(paper.results)
    results[2] = replace(results[2], **{"planned": BOTH, "not_started": "", **result})
    return replace(paper, results=tuple(results))


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, school_paper(ongoing="Lớp bơi đã mở, cây chưa trồng.", status=Status.ONGOING))[0]


def line(plan: Plan, row: int = 2) -> Task:
    return plan.tasks.get(plan_row=row)


def keys(plan: Plan) -> list[tuple[int, int]]:
    return list(plan.tasks.order_by("plan_row").values_list("pk", "goal_id"))


def split(who: User, plan: Plan, *pieces: Piece, row: int = 2, leaving: bool = False):
    task = line(plan, row)
    chosen = pieces or proposed_pieces(task)
    return split_task(who, plan, task=task.pk, pieces=chosen, seen=line_mark(task), leaving=leaving)


def test_the_page_proposes_the_actions_and_repeats_what_it_cannot_tell_apart(plan: Plan):
    told = "Lớp bơi đã mở, cây chưa trồng."
    assert proposed_pieces(line(plan)) == (Piece(POOL, "ongoing", told), Piece(TREES, "ongoing", told))
    assert proposed_pieces(line(plan, 1)) == ()


def test_two_outcomes_go_to_the_action_each_speaks_of(school: School):
    states = {"not_started": "Cây bàng chờ mùa mưa.", "done": "Lớp bơi có 34 em, mở ngày 02/10/2026."}
    plan, _ = adopt(school, school_paper(**states, status=Status.NOT_STARTED))
    assert proposed_pieces(line(plan)) == (
        Piece(POOL, "done", states["done"]),
        Piece(TREES, "not_started", states["not_started"]),
    )


def test_each_action_is_a_row_of_its_own_in_both_tables(an: User, plan: Plan):
    pool, trees = split(an, plan, Piece(POOL, "done", "Lớp bơi đã mở"), Piece(TREES, "not_started", "cây chưa trồng"))
    assert pool.goal_id == trees.goal_id
    paper = compose(Plan.objects.get())
    assert [row.work for row in paper.plan.items[2:4]] == [POOL, TREES]
    assert [row.planned for row in paper.results[2:4]] == [POOL, TREES]
    assert [(row.done, row.not_started, row.ongoing) for row in paper.results[2:4]] == [
        ("Lớp bơi đã mở", "", ""),
        ("", "cây chưa trồng", ""),
    ]
    for name in ("criterion", "label", "standard", "level", "target", "time", "owners"):
        assert getattr(paper.plan.items[2], name) == getattr(paper.plan.items[3], name)
    assert paper.plan.items[4:] == school_paper().plan.items[3:]


def test_the_line_keeps_its_key_and_the_others_follow_it_on_the_page(an: User, plan: Plan):
    task, before = line(plan), list(plan.tasks.order_by("position").values_list("pk", flat=True))
    pool, trees = split(an, plan)
    after = list(plan.tasks.order_by("position").values_list("pk", flat=True))
    place = before.index(task.pk)
    assert (pool.pk, after) == (task.pk, [*before[: place + 1], trees.pk, *before[place + 1 :]])
    rows = plan.tasks.order_by("plan_row").values_list("plan_row", "result_row")
    assert list(rows) == [(row, row) for row in range(6)]


def test_a_state_without_words_says_so_in_its_column(an: User, plan: Plan):
    split(an, plan, Piece(POOL, "done"), Piece(TREES, "not_started"), leaving=True)
    paper = compose(Plan.objects.get())
    assert (paper.results[2].done, paper.results[3].not_started) == ("Đã hoàn thành.", "Chưa thực hiện.")


def test_words_that_stand_in_no_piece_are_asked_about_first(an: User, plan: Plan):
    pieces = (Piece("Mở lớp bơi", "ongoing", "Lớp bơi đã mở, cây chưa trồng."), Piece(TREES))
    before = compose(plan)
    assert split(an, plan, *pieces) == LeftOut(words=("cho khối 6",))
    assert compose(Plan.objects.get()) == before
    assert not AuditEntry.objects.filter(verb="plan.edit").exists()
    assert [task.work for task in split(an, plan, *pieces, leaving=True)] == ["Mở lớp bơi", TREES]


def test_nothing_is_split_that_someone_changed_meanwhile(an: User, plan: Plan):
    task = line(plan)
    mark, pieces = line_mark(task), proposed_pieces(task)
    plan.tasks.filter(pk=task.pk).update(work="Mở lớp bơi cho khối 7.")
    assert isinstance(split_task(an, plan, task=task.pk, pieces=pieces, seen=mark), Refused)
    assert plan.tasks.count() == 5


@pytest.mark.parametrize("state", ["submitted", "approved", "closed"])
def test_only_a_draft_is_split_or_joined(an: User, plan: Plan, state: str):
    split(an, plan)
    plan.state = state
    plan.save()
    tasks = list(plan.tasks.filter(goal=line(plan).goal).order_by("position"))
    answers = [split(an, plan, row=0), join_tasks(an, plan, goal=tasks[0].goal_id, seen=line_mark(*tasks))]
    assert all(isinstance(answer, Refused) and answer.reason.startswith("Kế hoạch") for answer in answers)
    assert plan.tasks.count() == 6


def test_a_teacher_splits_nothing(binh: User, plan: Plan):
    with pytest.raises(PermissionDenied):
        split(binh, plan)


def test_a_task_of_another_plan_is_not_there(an: User, school: School, plan: Plan):
    other, _ = adopt(school, replace(school_paper(), school_year="2025-2026"))
    task = line(other)
    answer = split_task(an, plan, task=task.pk, pieces=proposed_pieces(task), seen=line_mark(task))
    assert isinstance(answer, Refused)


@pytest.mark.parametrize(
    "pieces",
    [[], [Piece(BOTH)], [Piece("a")] * 21, [Piece(POOL, "unstated", "đã mở"), Piece(TREES)], [Piece("a" * 20_001)] * 2],
)
def test_what_cannot_be_lines_is_told_kindly(an: User, plan: Plan, pieces: list[Piece]):
    task = line(plan)
    answer = split_task(an, plan, task=task.pk, pieces=pieces, seen=line_mark(task))
    assert isinstance(answer, Refused)
    assert plan.tasks.count() == 5


def test_who_has_a_part_has_it_in_each_line(an: User, school: School, plan: Plan):
    unit = Unit.objects.create(school=school, name="Tổ Thể dục")
    Assignment.objects.create(school=school, task=line(plan), unit=unit, part="lead")
    tasks = split(an, plan)
    assert [(part.task_id, part.unit, part.part) for part in Assignment.objects.order_by("task")] == [
        (task.pk, unit, "lead") for task in tasks
    ]


def test_a_line_only_in_the_results_is_split_there(an: User, school: School):
    paper = school_paper(ongoing="Đang mở", status=Status.ONGOING)
    plan, _ = adopt(school, replace(paper, plan=PlanTable()))
    task = plan.tasks.get(result_row=2)
    tasks = split_task(an, plan, task=task.pk, pieces=proposed_pieces(task), seen=line_mark(task))
    assert [(each.work, each.planned, each.plan_row, each.result_row) for each in tasks] == [
        ("", POOL, None, 2),
        ("", TREES, None, 3),
    ]


def test_a_plan_without_results_asks_for_no_outcome(an: User, school: School):
    paper = replace(school_paper(), form=Form.PLAN, results=())
    plan, _ = adopt(school, paper)
    split(an, plan)
    assert [(row.work, row.status) for row in compose(plan).plan.items[2:4]] == [
        (POOL, Status.UNSTATED),
        (TREES, Status.UNSTATED),
    ]


def test_an_action_of_bieu_2_says_its_state_in_the_forms_own_words(an: User, school: School):
    row = PlanRow(topic="Rèn thể chất", work=BOTH, status=Status.ONGOING, status_text="Đang làm, 40%")
    plan, _ = adopt(school, Paper(form=Form.TT57, school_year="2026-2027", plan=PlanTable(items=(row,))))
    split(an, plan, Piece(POOL, "done"), Piece(TREES, "ongoing"), row=0)
    assert [(each.topic, each.status, each.status_text) for each in compose(plan).plan.items] == [
        ("Rèn thể chất", Status.DONE, "Hoàn thành"),
        ("Rèn thể chất", Status.ONGOING, "Đang làm, 40%"),
    ]


@pytest.mark.each_database
def test_joining_takes_a_split_back_word_for_word(an: User, plan: Plan):
    before, there = compose(plan), keys(plan)
    pool, trees = split(an, plan, Piece(POOL, "done", "Lớp bơi đã mở"), Piece(TREES, "not_started", "cây chưa trồng"))
    (again,) = join_tasks(an, plan, goal=pool.goal_id, seen=line_mark(pool, trees))
    assert (again.pk, keys(plan)) == (pool.pk, there)
    assert compose(Plan.objects.get()) == before
    assert Task.objects.get(pk=again.pk).folded == line(plan).folded


def test_lines_that_changed_since_are_joined_with_every_text(an: User, plan: Plan):
    pool, trees = split(an, plan)
    trees.owners = "Công đoàn"
    trees.save()
    (again,) = join_tasks(an, plan, goal=pool.goal_id, seen=line_mark(pool, trees))
    assert (again.work, again.owners) == (BOTH, "Tổ Thể dục; phối hợp: Công đoàn\nCông đoàn")
    assert (again.time, again.ongoing, again.state) == ("Hằng năm", "Lớp bơi đã mở, cây chưa trồng.", "ongoing")
    assert [row.work for row in compose(plan).plan.items[3:]] == [row.work for row in school_paper().plan.items[3:]]


@pytest.mark.each_database
def test_parts_go_over_to_the_line_that_stays_and_the_larger_part_wins(an: User, school: School, plan: Plan):
    unit, other = (Unit.objects.create(school=school, name=name) for name in ("Tổ Thể dục", "Công đoàn"))
    pool, trees = split(an, plan)
    for task, who, part in ((pool, unit, "support"), (trees, unit, "lead"), (trees, other, "support")):
        Assignment.objects.create(school=school, task=task, unit=who, part=part)
    (again,) = join_tasks(an, plan, goal=pool.goal_id, seen=line_mark(pool, trees))
    assert set(again.assignments.values_list("unit__name", "part")) == {
        ("Tổ Thể dục", "lead"),
        ("Công đoàn", "support"),
    }


@pytest.mark.each_database
def test_the_trail_holds_every_word_before_and_after(an: User, plan: Plan):
    pool, trees = split(an, plan)
    entry = AuditEntry.objects.get(verb="plan.edit")
    assert (entry.kind, entry.key, entry.actor) == ("task", str(pool.pk), an)
    assert entry.before[f"task {pool.pk}"]["work"] == BOTH
    assert (entry.after[f"task {pool.pk}"]["work"], entry.after[f"task {trees.pk}"]["work"]) == (POOL, TREES)
    join_tasks(an, plan, goal=pool.goal_id, seen=line_mark(pool, trees))
    entry = AuditEntry.objects.filter(verb="plan.edit").last()
    assert entry.before[f"task {trees.pk}"]["work"] == TREES
    assert entry.after[f"task {trees.pk}"] is None


def test_the_printed_paper_reads_back_and_taken_in_again_keeps_keys_and_the_shared_goal(an: User, plan: Plan):
    split(an, plan, Piece(POOL, "done", "Lớp bơi đã mở"), Piece(TREES, "not_started", "cây chưa trồng"))
    paper, there = compose(Plan.objects.get()), keys(plan)
    for suffix in (".docx", ".xlsx"):
        printed = write(paper, Form.REPORT, suffix)
        assert isinstance(printed, bytes)
        again = read(printed, name=f"báo cáo{suffix}")
        assert isinstance(again, Paper)
        assert (again.plan.items, again.results) == (paper.plan.items, paper.results)
        adopt(plan.school, again)
        assert keys(plan) == there
        assert compose(Plan.objects.get()) == again


@pytest.mark.each_database
def test_a_line_of_a_shared_goal_that_wants_something_else_gets_a_goal_of_its_own(an: User, plan: Plan):
    split(an, plan)
    paper = with_plan_row(compose(Plan.objects.get()), 3, target="Sân sau có bóng mát")
    _, changes = adopt(plan.school, paper)
    assert len({goal for _, goal in keys(plan)}) == 6
    assert compose(Plan.objects.get()) == paper
    assert changes.goals[0].target == "Sân sau có bóng mát"


@pytest.mark.each_database
def test_adopting_the_same_split_paper_twice_changes_nothing(an: User, plan: Plan):
    split(an, plan)
    adopt(plan.school, compose(Plan.objects.get()))
    _, changes = adopt(plan.school, compose(Plan.objects.get()))
    assert (changes.goals, changes.tasks, changes.before) == ([], [], {})


def test_a_split_takes_as_many_statements_in_a_long_plan_as_in_a_short_one(an: User, school: School):
    counts = []
    for rows, year in ((5, "2023-2024"), (5, "2024-2025"), (300, "2025-2026")):
        plan, _ = adopt(school, replace(school_paper(rows), school_year=year))
        for many in (2, 12):
            pieces = [Piece(f"Việc {step}") for step in range(many)]
            task = line(plan)
            with CaptureQueriesContext(connection) as found:
                split_task(an, plan, task=task.pk, pieces=pieces, seen=line_mark(task), leaving=True)
            tasks = list(plan.tasks.filter(goal=task.goal_id).order_by("position"))
            with CaptureQueriesContext(connection) as joined:
                join_tasks(an, plan, goal=task.goal_id, seen=line_mark(*tasks))
            counts.append((len(found), len(joined)))
    assert len(set(counts[2:])) == 1  # the first of a school begins its trail


@pytest.mark.each_database
@pytest.mark.django_db
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paper=plan_papers, where=some.integers(0, 5), data=some.data())
def test_any_split_of_any_paper_gives_every_word_and_is_found_again(
    an: User, school: School, paper: Paper, where: int, data: some.DataObject
):
    without_plans()
    plan, _ = adopt(school, paper)
    tasks = list(plan.tasks.order_by("position"))
    if not tasks:
        return
    task = tasks[where % len(tasks)]
    states = data.draw(some.lists(some.sampled_from(["done", "ongoing", "not_started"]), min_size=2, max_size=4))
    pieces = [Piece(f"Việc mới số {step}", state, f"Kết quả {step}") for step, state in enumerate(states)]
    made = split_task(an, plan, task=task.pk, pieces=pieces, seen=line_mark(task), leaving=True)
    assert len(made) == len(states)
    now = compose(Plan.objects.get(pk=plan.pk))
    for rows, before, row in (
        (now.plan.items, paper.plan.items, task.plan_row),
        (now.results, paper.results, task.result_row),
    ):
        if row is None:
            assert rows == before
        else:
            assert (rows[:row], rows[row + len(states) :]) == (before[:row], before[row + 1 :])
    adopt(school, now)
    assert compose(Plan.objects.get(pk=plan.pk)) == now
