"""A draft goes over into another set of standards as it stands, and can come back word for word."""

from typing import Any

import pytest

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Status
from caitien.domain.refused import Refused
from caitien.needs.answers import link_answers
from caitien.plans.compose import compose
from caitien.plans.models import Goal, Need, Plan
from caitien.plans.story import story_of
from caitien.plans.table.table_lines import add_line, bring_back_line, remove_line, row_mark
from caitien.renewal.begin import OTHER_SET
from caitien.renewal.deciding import NO_CRITERION, take_ready
from caitien.renewal.lineage import Heir, lineage_of
from caitien.renewal.models import Renewal
from caitien.renewal.moves import REPORTED, Move, move_of, moves_of
from caitien.renewal.moving import DONE, MOVED, begin_move, move_line, move_ready, undo_move, undo_move_line
from caitien.renewal.undoing import MOVED_SINCE, undo_all
from caitien.story.telling import tell
from tests.plans.approving import approved
from tests.renewal.test_carry import said_by
from tests.renewal.years import TT18, TT57, adopted, begun, decided, line, year_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(an: User, school: School) -> Plan:
    """This year's draft, still under TT 18, carried from last year."""
    lines = (
        line("1.8", "Dự giờ chéo", said="Chưa đủ tiết"),
        line("3.4", "Sửa nhà vệ sinh", said="Chờ Sở duyệt vốn"),
        line("4.2", "Họp với phường", Status.DONE, "Họp 3 lần"),
        line("1.1", "Xem lại chiến lược"),
    )
    renewal = begun(an, adopted(an, school, year_of(*lines)), TT18)
    take_ready(an, renewal.plan)
    return Plan.objects.get(pk=renewal.plan_id)


def moving(who: User, plan: Plan, framework: str = TT57) -> Renewal:
    assert isinstance(begin_move(who, plan, framework=framework), Renewal)
    plan.refresh_from_db()
    found = move_of(plan)
    assert found
    return found


def moved(who: User, plan: Plan, old: str, criterion: str | None) -> Any:
    found = move_of(plan)
    assert found
    row = next(row for row in moves_of(found).rows if row.goal.criterion == old)
    return move_line(who, plan, goal=row.goal.pk, criterion=criterion, seen=row.mark)


def test_the_map_puts_clear_lines_over_and_asks_for_the_others(an: User, draft: Plan):
    renewal = moving(an, draft)
    assert (draft.framework, draft.form) == (TT57, Form.TT57)
    assert [row.goal.criterion for row in moves_of(renewal).doubtful] == ["3.4"]
    assert move_ready(an, draft) == 3
    assert moved(an, draft, "3.4", None) == NO_CRITERION
    assert isinstance(moved(an, draft, "3.4", "4.9"), Refused)
    assert isinstance(moved(an, draft, "3.4", "4.2"), Move)
    lines = draft.goals.filter(kind=Goal.Kind.LINE).order_by("position")
    assert [(goal.criterion, str(goal.renumberings.get())) for goal in lines] == [
        ("1.1", "1.1 TT 18/2018"),
        ("3.1", "1.8 TT 18/2018"),
        ("4.2", "3.4 TT 18/2018"),
        ("4.3", "4.2 TT 18/2018"),
    ]
    assert list(draft.tasks.order_by("plan_row").values_list("work", flat=True)) == [
        "Xem lại chiến lược",
        "Dự giờ chéo",
        "Sửa nhà vệ sinh",
        "Họp với phường",
    ]


def test_the_words_of_the_lines_stay_and_problems_are_drafted(an: User, school: School, draft: Plan):
    need = Need.objects.create(school=school, kind="weakness", text="Nhà vệ sinh xuống cấp", by=an)
    link_answers(an, draft.tasks.get(work="Sửa nhà vệ sinh").goal, keys=[need.pk])
    words = list(draft.tasks.order_by("pk").values_list("work", "time", "owners", "goal__target"))
    moving(an, draft)
    move_ready(an, draft)
    moved(an, draft, "3.4", "4.2")
    assert list(draft.tasks.order_by("pk").values_list("work", "time", "owners", "goal__target")) == words
    paper = compose(Plan.objects.get(pk=draft.pk), Form.TT57)
    assert [item.topic for item in paper.plan.items][2] == "Sửa nhà vệ sinh"
    problem = next(problem for problem in paper.problems if problem.criterion == "4.2")
    assert problem.limitation == "Nhà vệ sinh xuống cấp"
    assert problem.cause == "Chờ Sở duyệt vốn"
    assert problem.baseline == "Năm học 2025–2026: đang làm."
    assert read(write(paper, Form.TT57, ".docx"), name="a.docx") == paper  # type: ignore[arg-type]


@pytest.mark.each_database
def test_all_of_it_comes_back_word_for_word(an: User, draft: Plan):
    before = said_by(draft)
    moving(an, draft)
    move_ready(an, draft)
    moved(an, draft, "3.4", "4.1")
    assert undo_move(an, draft) is None
    assert [{**row, "changed_at": 0} for row in said_by(draft)] == [{**row, "changed_at": 0} for row in before]
    assert move_of(draft) is None
    assert not draft.renumberings.exists()


def settled(who: User, plan: Plan, framework: str, doubtful: str) -> None:
    """Every line over in another set: those that are clear, and the others under that criterion."""
    renewal = moving(who, plan, framework)
    move_ready(who, plan)
    for row in moves_of(renewal).doubtful:
        assert isinstance(move_line(who, plan, goal=row.goal.pk, criterion=doubtful, seen=row.mark), Move)
    plan.refresh_from_db()
    assert moves_of(renewal).over


def kept_rows(plan: Plan) -> list[dict[str, Any]]:
    return [{**row, "changed_at": 0} for row in said_by(plan)]


@pytest.mark.each_database
@pytest.mark.parametrize("doubtful", ["3.1", ""])
def test_a_second_move_is_undone_to_where_it_began_and_then_the_first_is(an: User, draft: Plan, doubtful: str):
    first = kept_rows(draft)
    settled(an, draft, TT57, doubtful)
    second, paper = kept_rows(draft), compose(draft)
    renumbered = list(draft.renumberings.order_by("pk").values())
    settled(an, draft, TT18, "1.1")
    assert kept_rows(draft) != second
    assert undo_move(an, draft) is None
    draft.refresh_from_db()
    assert kept_rows(draft) == second
    assert compose(draft) == paper
    assert list(draft.renumberings.order_by("pk").values()) == renumbered
    there = move_of(draft)
    assert there is not None
    assert (there.framework_from, there.framework, moves_of(there).over) == (TT18, TT57, True)
    assert undo_move(an, draft) is None
    draft.refresh_from_db()
    assert kept_rows(draft) == first
    assert not draft.renumberings.exists()
    assert move_of(draft) is None


def test_one_line_of_a_second_move_comes_back_under_the_criterion_of_the_first(an: User, draft: Plan):
    settled(an, draft, TT57, "3.1")
    was = dict(draft.goals.filter(kind="line").values_list("pk", "criterion"))
    settled(an, draft, TT18, "1.1")
    for goal, criterion in was.items():
        assert undo_move_line(an, draft, goal=goal) is None
        assert draft.goals.get(pk=goal).criterion == criterion
    assert draft.renumberings.count() == 4  # of the first move


@pytest.mark.each_database
def test_a_line_taken_out_between_two_moves_comes_back_where_the_undoing_left_the_others(an: User, draft: Plan):
    first = kept_rows(draft)
    task = draft.tasks.select_related("goal").order_by("position")[1]
    settled(an, draft, TT57, "3.1")
    gone = draft.tasks.select_related("goal").get(pk=task.pk)
    remove_line(an, draft, task=gone.pk, seen=row_mark(gone))
    settled(an, draft, TT18, "1.1")
    assert undo_move(an, draft) is None
    assert undo_move(an, draft) is None
    bring_back_line(an, draft, task=task.pk)
    draft.refresh_from_db()
    assert kept_rows(draft) == first


def test_one_line_comes_back_and_goes_elsewhere(an: User, draft: Plan):
    moving(an, draft)
    moved(an, draft, "3.4", "4.1")
    goal = draft.goals.get(criterion="4.1", kind="line")
    assert undo_move_line(an, draft, goal=goal.pk) is None
    goal.refresh_from_db()
    assert (goal.criterion, goal.label, goal.level, goal.topic) == ("3.4", "Tiêu chí 3.4", 1, "")
    assert isinstance(undo_move_line(an, draft, goal=goal.pk), Refused)
    assert isinstance(moved(an, draft, "3.4", "4.2"), Move)


def test_who_saw_another_criterion_moves_nothing(an: User, draft: Plan):
    renewal = moving(an, draft)
    row = next(row for row in moves_of(renewal).rows if row.goal.criterion == "3.4")
    assert move_line(an, draft, goal=row.goal.pk, criterion="4.1", seen="khác") == MOVED
    assert isinstance(move_line(an, draft, goal=row.goal.pk, criterion="4.1", seen=row.mark), Move)
    assert move_line(an, draft, goal=row.goal.pk, criterion="4.2", seen=row.mark) == DONE


def test_lines_typed_or_carried_since_are_of_the_new_set(an: User, draft: Plan):
    source = Renewal.objects.get(plan=draft).source
    assert source
    moving(an, draft)
    add_line(an, draft, values={"criterion": "2.1", "work": "Việc mới"})
    renewal = move_of(draft)
    assert renewal
    assert "Việc mới" not in [work for row in moves_of(renewal).rows for work in row.works]
    assert undo_all(an, draft) == MOVED_SINCE


@pytest.mark.each_database
def test_what_was_carried_after_the_move_comes_back_with_it(an: User, school: School):
    source = adopted(an, school, year_of(line("3.2", "Việc trước"), line("1.10", "Việc sau", time="Tháng 9/2025")))
    renewal = begun(an, source, TT18)
    take_ready(an, renewal.plan)
    moving(an, renewal.plan)
    renewal = Renewal.objects.select_related("plan", "source__school").get(pk=renewal.pk)
    task = decided(an, renewal, "Việc sau")
    assert task is not None
    assert task.goal.criterion == "4.2"
    undo_move(an, renewal.plan)
    assert set(renewal.plan.goals.filter(kind="line").values_list("criterion", flat=True)) == {"3.2", "1.10"}


def test_a_report_of_a_year_that_was_stays_under_its_set(an: User, school: School):
    plan = adopted(an, school, year_of(line("1.1", "Việc A")))
    assert begin_move(an, plan, framework=TT57) == REPORTED


def test_an_approved_plan_stays_and_so_does_what_was_moved_before(an: User, draft: Plan):
    moving(an, draft)
    move_ready(an, draft)
    moved(an, draft, "3.4", "4.1")
    draft.refresh_from_db()
    approved(draft)
    assert isinstance(undo_move(an, draft), Refused)
    assert isinstance(undo_move_line(an, draft, goal=draft.goals.filter(kind="line")[0].pk), Refused)
    assert draft.renumberings.count() == 4


def test_a_set_of_another_kind_of_school_is_not_taken(an: User, draft: Plan):
    assert begin_move(an, draft, framework="tt57-2026-mn") == OTHER_SET
    draft.refresh_from_db()
    assert draft.framework == TT18


def test_the_story_keeps_the_old_codes(an: User, draft: Plan):
    moving(an, draft)
    moved(an, draft, "3.4", "4.1")
    task = draft.tasks.get(work="Sửa nhà vệ sinh")
    (told, *_) = tell(list(story_of(task)))
    assert told.deed == "chuyển tiêu chí 4.1 sang tiêu chí mới, soạn vấn đề tiêu chí 4.1"
    found = {change.name: (change.before, change.after) for change in told.changes if change.before or change.after}
    assert found["tiêu chí"] == ("3.4", "4.1")
    assert found["tiêu chí trước"] == ("", "3.4 TT 18/2018")


@pytest.mark.each_database
def test_the_heat_map_learns_where_each_criterion_went(an: User, school: School, draft: Plan, other_school: School):
    proposed = lineage_of(school, TT57)
    assert proposed[TT18, "3.4"] == (Heir("4.1", 0), Heir("4.2", 0))
    moving(an, draft)
    moved(an, draft, "3.4", "4.2")
    found = lineage_of(school, TT57)
    assert found[TT18, "3.4"] == (Heir("4.2", 1),)
    assert found[TT18, "3.4"][0].confirmed
    assert not found[TT18, "1.10"][0].confirmed
    assert lineage_of(other_school, TT57) == {}


def test_the_lineage_takes_two_queries(an: User, school: School, draft: Plan, django_assert_num_queries):
    moving(an, draft)
    move_ready(an, draft)
    with django_assert_num_queries(2):
        lineage_of(school, TT57)
