"""What a decision makes of a line, and that last year's plan stays word for word."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings

from caitien.access.models import AuditEntry, Membership, School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.needs.answers import link_answers
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.measures.indicators import Wanted, define_indicator, measure
from caitien.plans.models import Goal, Indicator, Need, Plan, Upload
from caitien.plans.people.assign import Party, assign
from caitien.plans.story import story_of
from caitien.plans.table.table_lines import add_line, bring_back_line, remove_line, row_mark
from caitien.renewal.begin import begin_renewal
from caitien.renewal.deciding import DECIDED, MOVED, NO_CRITERION, NO_WORK, Wish, decide_line, take_ready
from caitien.renewal.propose import proposals_of
from caitien.renewal.undoing import LIVED_IN, undo_all, undo_line
from caitien.story.telling import tell
from tests.depth import examples
from tests.plans.approving import approved
from tests.plans.emptying import without_plans
from tests.plans.reports import report
from tests.renewal.years import TT18, TT57, adopted, begun, decided, line, row_of, year_of
from tests.specimens.papers import plan_papers

pytestmark = pytest.mark.django_db


def said_by(plan: Plan) -> list[dict[str, object]]:
    """Every column of a plan, its goals and its tasks."""
    rows: list[Model] = [Plan.objects.get(pk=plan.pk), *plan.goals.order_by("pk"), *plan.tasks.order_by("pk")]
    return [{column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields} for row in rows]


def test_a_carried_line_says_what_is_in_force_under_its_new_criterion(an: User, school: School):
    source = adopted(
        an, school, year_of(line("3.4", "Sửa nhà vệ sinh\nThay vòi", evidence="Biên bản", budget="40 triệu"))
    )
    before = said_by(source)
    task = decided(an, begun(an, source), "Sửa nhà vệ sinh\nThay vòi", criterion="4.1")
    assert task is not None
    assert (task.work, task.budget, task.time, task.owners) == (
        "Sửa nhà vệ sinh\nThay vòi",
        "40 triệu",
        "Hằng năm",
        "Tổ Văn",
    )
    assert (task.evidence, task.state) == ("", "unstated")  # neither proof nor state of last year
    goal = task.goal
    assert (goal.criterion, goal.label, goal.standard, goal.level) == ("4.1", "Tiêu chí 4.1", 4, None)
    assert goal.topic == "Sửa nhà vệ sinh"
    assert str(goal.renumberings.get()) == "3.4 TT 18/2018"
    assert goal.renumberings.get().label == "Tiêu chí 3.4"
    assert said_by(source) == before


def test_evidence_and_figures_come_along_only_when_someone_says_so(an: User, school: School):
    source = adopted(
        an, school, year_of(line("1.1", "Đọc sách", evidence="Sổ mượn"), line("1.2", "Việc B", evidence="Ảnh"))
    )
    made = define_indicator(
        an, source.tasks.get(work="Đọc sách").goal, wanted=Wanted(name="Số sách", target=Decimal(9))
    )
    assert isinstance(made, Indicator)
    measure(an, made, day=date(2026, 5, 20), value=Decimal(7), today=date(2026, 6, 1))
    renewal = begun(an, source)
    silent = decided(an, renewal, "Đọc sách")
    assert silent is not None
    assert (silent.evidence, silent.goal.indicators.get().baseline) == ("", None)
    assert undo_line(an, renewal.plan, task=source.tasks.get(work="Đọc sách").pk) is None
    told = decided(an, renewal, "Đọc sách", evidence=True, figures=True)
    assert told is not None
    kept = told.goal.indicators.get()
    assert (told.evidence, kept.baseline, kept.baseline_date, kept.target) == ("Sổ mượn", 7, date(2026, 5, 20), 9)
    assert not kept.measurements.exists()


@pytest.mark.each_database
def test_people_still_there_and_needs_go_with_the_line(an: User, binh: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc chung")))
    task = source.tasks.get()
    assign(an, task, part="lead", to=Party("user", binh.pk))
    assign(an, task, part="support", to=Party("user", an.pk))
    need = Need.objects.create(school=school, kind="weakness", text="Thư viện ít sách", by=an)
    link_answers(an, task.goal, keys=[need.pk])
    Membership.objects.filter(user=binh).delete()
    new = decided(an, begun(an, source), "Việc chung")
    assert new is not None
    assert [str(part) for part in new.assignments.all()] == ["Phối hợp: Nguyễn Thị An"]
    assert [answer.need for answer in new.goal.answers.all()] == [need]


def test_problems_are_drafted_from_what_is_known_and_blank_where_nothing_is(an: User, school: School):
    source = adopted(
        an,
        school,
        year_of(
            line("3.2", "Sơn phòng học", said="Đang chờ Sở duyệt vốn cho ba phòng", time="Tháng 4"),
            line("1.1", "Xem lại chiến lược", Status.UNSTATED),
            line("2.2", "Dự giờ", Status.DONE, "Đã dự 40 tiết"),
        ),
    )
    need = Need.objects.create(school=school, kind="weakness", text="Ba phòng học đã bong sơn", by=an)
    link_answers(an, source.tasks.get(work="Sơn phòng học").goal, keys=[need.pk])
    renewal = begun(an, source)
    take_ready(an, renewal.plan)
    decided(an, renewal, "Xem lại chiến lược")
    (problem,) = compose(Plan.objects.get(pk=renewal.plan.pk)).problems
    assert (problem.criterion, problem.standard) == ("4.1", 4)
    assert problem.baseline == "Năm học 2025–2026: đang làm."
    assert problem.limitation == "Ba phòng học đã bong sơn"
    assert problem.cause == "Đang chờ Sở duyệt vốn cho ba phòng"


def test_a_decision_needs_a_criterion_where_the_map_knows_several_and_a_work(an: User, school: School):
    source = adopted(an, school, year_of(line("3.4", "Sửa nhà vệ sinh")))
    renewal = begun(an, source)
    task = source.tasks.get()

    def answer(**wish: object) -> object:
        return decide_line(an, renewal.plan, task=task.pk, wish=Wish(carry=True, **wish), seen=row_mark(task))  # type: ignore[arg-type]

    assert answer() == NO_CRITERION
    assert isinstance(answer(criterion="9.9"), Refused)
    assert answer(criterion="4.1", work="  ") == NO_WORK
    assert not renewal.plan.tasks.exists()
    assert not isinstance(answer(criterion=""), Refused)  # "nếu có": a line of Biểu 2 needs none
    assert answer(criterion="4.1") == DECIDED


@pytest.mark.each_database
def test_a_line_someone_changed_meanwhile_is_not_decided_unseen(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A")))
    renewal = begun(an, source)
    found = decide_line(an, renewal.plan, task=source.tasks.get().pk, wish=Wish(carry=False), seen="chữ cũ")
    assert found == MOVED


def test_changed_words_stand_in_the_new_line_only(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Mua 10 máy", time="Tháng 10/2025")))
    renewal = begun(an, source)
    task = decided(an, renewal, "Mua 10 máy", work="Mua 6 máy còn thiếu", time="Tháng 10/2026")
    assert task is not None
    assert (task.work, task.time) == ("Mua 6 máy còn thiếu", "Tháng 10/2026")
    assert renewal.plan.successions.get().choice == "changed"
    assert source.tasks.get().work == "Mua 10 máy"


@pytest.mark.each_database
def test_new_lines_stand_among_those_there_are_by_criterion(an: User, school: School):
    source = adopted(an, school, year_of(line("1.2", "B"), line("5.1", "E"), line("1.1", "A"), line("2.2", "C")))
    renewal = begun(an, source, TT18)
    for work in ("E", "A"):
        decided(an, renewal, work)
    take_ready(an, renewal.plan)
    tasks = renewal.plan.tasks.select_related("goal").order_by("position")
    assert [(task.work, task.position, task.plan_row, task.goal.position) for task in tasks] == [
        ("A", 0, 0, 0),
        ("B", 1, 1, 1),
        ("C", 2, 2, 2),
        ("E", 3, 3, 3),
    ]


@pytest.mark.each_database
def test_every_decision_can_be_taken_back_until_the_plan_is_approved(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A"), line("1.2", "Việc B", Status.DONE, time="Tháng 3")))
    renewal = begun(an, source)
    empty = said_by(renewal.plan)
    take_ready(an, renewal.plan)
    assert len(proposals_of(renewal).settled) == 2
    for task in source.tasks.all():
        assert undo_line(an, renewal.plan, task=task.pk) is None
    assert proposals_of(renewal).settled == []
    assert [{**row, "changed_at": 0} for row in said_by(renewal.plan)] == [{**row, "changed_at": 0} for row in empty]
    take_ready(an, renewal.plan)
    renewal.plan.refresh_from_db()
    approved(renewal.plan)
    assert isinstance(undo_line(an, renewal.plan, task=source.tasks.all()[0].pk), Refused)
    assert isinstance(undo_all(an, renewal.plan), Refused)
    assert renewal.plan.tasks.count() == 1


def test_all_is_begun_anew_under_another_set(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A"), line("3.2", "Việc B")))
    renewal = begun(an, source, TT57)
    take_ready(an, renewal.plan)
    assert isinstance(begin_renewal(an, source, framework=TT18), Refused)
    assert undo_all(an, renewal.plan) is None
    assert not Plan.objects.get(pk=renewal.plan.pk).goals.exists()
    again = begun(an, source, TT18)
    assert (again.plan_id, again.plan.framework, again.plan.form) == (renewal.plan_id, TT18, "ke-hoach")


def test_a_draft_that_has_lines_keeps_its_set_and_says_that_lines_may_be_there_twice(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A")))
    draft = begin_plan(an, school, school_year="2026-2027", form=Form.PLAN)
    draft.framework = TT18
    draft.save()
    add_line(an, draft, values={"criterion": "1.2", "work": "Việc soạn tay"})
    assert isinstance(begin_renewal(an, source, framework=TT57), Refused)
    assert Plan.objects.get(pk=draft.pk).framework == TT18
    renewal = begun(an, source, TT18)
    decided(an, renewal, "Việc A")
    assert proposals_of(renewal).others == 1
    assert undo_all(an, renewal.plan) is None
    assert [task.work for task in draft.tasks.all()] == ["Việc soạn tay"]


def test_a_line_people_have_reported_on_does_not_vanish_with_its_decision(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A")))
    renewal = begun(an, source)
    task = decided(an, renewal, "Việc A")
    assert task is not None
    made = define_indicator(an, task.goal, wanted=Wanted(name="Số sách"))
    assert isinstance(made, Indicator)
    measure(an, made, day=date(2026, 9, 1), value=Decimal(3), today=date(2026, 9, 2))
    assert undo_line(an, renewal.plan, task=source.tasks.get().pk) == LIVED_IN
    assert isinstance(undo_all(an, renewal.plan), Refused)


def test_a_line_taken_out_of_the_draft_is_open_again_and_decided_when_it_comes_back(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A"), line("1.2", "Việc B")))
    renewal = begun(an, source)
    task = decided(an, renewal, "Việc A")
    assert task is not None
    remove_line(an, renewal.plan, task=task.pk, seen=row_mark(task))
    assert row_of(renewal, "Việc A").decided is None
    bring_back_line(an, renewal.plan, task=task.pk)
    assert row_of(renewal, "Việc A").decided is not None
    remove_line(an, renewal.plan, task=task.pk, seen=row_mark(task))
    assert decided(an, renewal, "Việc A") is not None


@pytest.mark.each_database
def test_lines_that_shared_a_goal_take_its_indicators_along_once(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc A"), line("1.1", "Việc B")))
    first, second = source.tasks.order_by("position")
    second.goal, gone = first.goal, second.goal
    second.save()
    gone.delete()
    define_indicator(an, first.goal, wanted=Wanted(name="Số sách"))
    renewal = begun(an, source)
    for work in ("Việc B", "Việc A"):
        decided(an, renewal, work)
    assert Indicator.objects.filter(goal__plan=renewal.plan).count() == 1


def test_the_story_tells_what_was_carried_left_and_taken_back(an: User, school: School):
    source = adopted(an, school, year_of(line("3.2", "Sơn phòng"), line("1.1", "Việc cũ", Status.DONE, time="Tháng 3")))
    renewal = begun(an, source)
    new = decided(an, renewal, "Sơn phòng")
    decided(an, renewal, "Việc cũ", carry=False)
    undo_line(an, renewal.plan, task=source.tasks.get(work="Việc cũ").pk)
    undo_line(an, renewal.plan, task=source.tasks.get(work="Sơn phòng").pk)
    told = tell(list(story_of(renewal.plan)))
    assert [each.deed for each in reversed(told)] == [
        "lập kế hoạch năm học 2026-2027",
        "bắt đầu soạn kế hoạch năm học 2026-2027 từ kế hoạch 2025-2026",
        "mang tiêu chí 4.1 sang năm mới",
        "để tiêu chí 1.1 lại năm trước",
        "xem lại quyết định về tiêu chí 1.1",
        "bỏ tiêu chí 4.1 đã mang sang, để quyết định lại",
    ]
    carried = next(each for each in told if each.deed == "mang tiêu chí 4.1 sang năm mới")
    assert ("tiêu chí trước", "3.2 TT 18/2018") in [(change.name, change.after) for change in carried.changes]
    assert new is not None


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_new_plan_as_bieu_2_reads_back_the_same(an: User, school: School, suffix: str):
    source = adopted(
        an,
        school,
        year_of(
            line("3.2", "Sơn phòng học", said="Sở chưa duyệt vốn", support="Xe chở", note="Việc gấp"),
            line("1.7", "Cử đi học", time="Tháng 9/2025", said="Chưa có người thay"),
            line("2.2", "Dự giờ", Status.DONE, "Đã dự 40 tiết"),
            line("", "Vá đường vào trường", said="Chờ phường"),
        ),
    )
    renewal = begun(an, source)
    take_ready(an, renewal.plan)
    decided(an, renewal, "Cử đi học", criterion="2.1", time="Tháng 10/2026")
    decided(an, renewal, "Vá đường vào trường", criterion="4.1")
    paper = compose(Plan.objects.get(pk=renewal.plan.pk), Form.TT57)
    assert len(paper.plan.items) == 4
    found = read(write(paper, Form.TT57, suffix), name=f"ke-hoach{suffix}")  # type: ignore[arg-type]
    assert found == paper
    assert compose(adopt(school, paper)[0]) == paper


@pytest.mark.each_database
@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paper=plan_papers)
def test_whatever_is_carried_and_taken_back_last_years_plan_stays_and_law_two_holds(
    an: User, school: School, paper: Paper
):
    without_plans()
    old, _ = adopt(school, replace(paper, school_year="2025-2026", framework=TT18))
    before = said_by(old)
    Upload.objects.create(school=school, by=an, name="a", sha256=str(old.pk), size=1, file="a", paper={}, plan=old)
    renewal = begun(an, old)
    take_ready(an, renewal.plan)
    new = compose(Plan.objects.get(pk=renewal.plan_id))
    assert compose(adopt(school, new)[0]) == new
    assert said_by(old) == before
    assert undo_all(an, renewal.plan) is None
    assert said_by(old) == before
    assert not renewal.plan.tasks.exists()


def test_three_thousand_lines_are_taken_in_as_many_statements_as_thirty(
    an: User, school: School, django_assert_max_num_queries
):
    for year, rows in (("2024-2025", 30), ("2026-2027", 3_000)):
        renewal = begun(an, adopted(an, school, report(rows, school_year=year)), TT18)
        with django_assert_max_num_queries(275):
            taken = take_ready(an, renewal.plan)
        assert taken == rows - 1  # one has no state
    assert renewal.plan.tasks.count() == 2_999
    assert AuditEntry.objects.filter(verb="renewal.decide").count() == 4
    assert Goal.objects.filter(plan=renewal.plan).count() == 2_999


def test_the_unit_over_last_years_figures_comes_with_them_and_goes_when_all_is_undone(an: User, school: School):
    units = {"plan": {"budget": "Kinh phí (triệu đồng)"}, "results": {"done": "Đã làm (%)"}}
    source = adopted(an, school, replace(year_of(line("3.4", "Sửa mái", budget="40")), headings=units))
    renewal = begun(an, source)
    assert compose(renewal.plan).headings == {"plan": {"budget": "Kinh phí (triệu đồng)"}}
    assert decided(an, renewal, "Sửa mái", criterion="4.1") is not None
    undo_all(an, renewal.plan)
    assert Plan.objects.get(pk=renewal.plan.pk).headings == {}
