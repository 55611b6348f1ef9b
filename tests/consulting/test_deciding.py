"""What the school makes of the suggestions: accepted ones stand in the plan, refused ones are kept with who refused."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, School, User
from caitien.consulting.consult import send_out, sent_paper
from caitien.consulting.deciding import decide_suggestions
from caitien.consulting.suggestions import shown, suggestions_of
from caitien.consulting.taking_over import FIXED
from caitien.domain.paper import Form, Paper, PlanRow, Status
from caitien.domain.plan_state import PlanState
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Consultation, Plan, Suggestion, Task
from tests.consulting.test_consult import come_back
from tests.plans.reports import report, with_plan_row, without_row

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report())[0]


@pytest.fixture
def sent(an: User, plan: Plan) -> Consultation:
    return send_out(an, plan, to="Tổ văn phòng", suffix=".docx")


def keys(sent: Consultation, **which: str) -> list[int]:
    return list(sent.suggestions.filter(**which).values_list("pk", flat=True))


def test_an_accepted_cell_stands_in_the_plan_and_a_refused_one_does_not(an: User, plan: Plan, sent: Consultation):
    come_back(an, sent, with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time="Trước 30/11"))
    tasks = set(plan.tasks.values_list("pk", flat=True))
    assert decide_suggestions(an, sent, keys=keys(sent, field="owners"), accept=True).settled == 1
    assert decide_suggestions(an, sent, keys=keys(sent, field="time"), accept=False).settled == 1
    plan.refresh_from_db()
    assert compose(plan) == with_plan_row(report(), 3, owners="Tổ Toán")
    assert set(plan.tasks.values_list("pk", flat=True)) == tasks
    assert set(sent.suggestions.values_list("field", "state")) == {("owners", "accepted"), ("time", "refused")}
    assert AuditEntry.objects.filter(verb="suggestion.decide").count() == 2


def test_a_line_added_and_a_line_left_out_are_taken_over(an: User, plan: Plan, sent: Consultation):
    fresh = PlanRow(criterion="5.9", label="Tiêu chí 5.9", standard=5, level=1, work="Mở sổ theo dõi học sinh nghỉ học")
    edited = without_row(report(), 4)
    come_back(an, sent, replace(edited, plan=replace(edited.plan, items=(*edited.plan.items, fresh))))
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert (decided.settled, decided.left) == (2, ())
    plan.refresh_from_db()
    paper, gone = compose(plan), report().plan.items[4].work
    works = [row.work for row in paper.plan.items]
    assert (len(works), works.count(fresh.work), works.count(gone)) == (28, 1, 0)
    assert gone not in [row.planned for row in paper.results]
    for column, rows in (("plan_row", 28), ("result_row", 27)):  # a line gets its result with its first report
        found = plan.tasks.filter(**{f"{column}__isnull": False}).order_by(column)
        numbers = list(found.values_list(column, flat=True))
        assert len(numbers) == len(set(numbers)) == rows  # the place of a line that went is kept for its return
    told = AuditEntry.objects.filter(verb="plan.edit").order_by("pk")
    assert gone in {words.get("work") for entry in told for words in entry.before.values() if words}
    assert fresh.work in {words.get("work") for entry in told for words in entry.after.values() if words}


def test_a_new_line_stands_after_the_last_of_its_criterion(an: User, plan: Plan, sent: Consultation):
    fresh = replace(report().plan.items[6], target="", work="Đặt thùng góp ý ở cổng trường")
    edited = report()
    come_back(an, sent, replace(edited, plan=replace(edited.plan, items=(fresh, *edited.plan.items))))
    decide_suggestions(an, sent, keys=keys(sent), accept=True)
    plan.refresh_from_db()
    assert compose(plan).plan.items[7] == fresh
    assert "dat thung gop y" in plan.tasks.get(work=fresh.work).folded


def test_a_renumbered_line_stays_one_line(an: User, plan: Plan, sent: Consultation):
    task = plan.tasks.get(plan_row=3)
    come_back(an, sent, with_plan_row(report(), 3, criterion="4.9", label="Tiêu chí 4.9"))
    decide_suggestions(an, sent, keys=keys(sent), accept=True)
    task = Task.objects.get(pk=task.pk)
    assert (task.goal.criterion, task.goal.label) == ("4.9", "Tiêu chí 4.9")
    assert (task.plan_row, task.result_row, plan.tasks.count()) == (3, 3, 28)


def test_words_in_another_column_of_the_results_change_the_state_with_them(an: User, plan: Plan, sent: Consultation):
    results = list(report().results)
    results[1] = replace(results[1], ongoing="", done="Kết quả thứ 1", status=Status.DONE, note="Biên bản 12/10")
    come_back(an, sent, replace(report(), results=tuple(results)))
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    task = plan.tasks.get(result_row=1)
    assert (decided.settled, task.state, task.done, task.ongoing) == (3, Status.DONE, "Kết quả thứ 1", "")
    assert task.result_note == "Biên bản 12/10"


def test_a_state_of_biểu_2_is_reported_and_its_new_lines_keep_every_word(an: User, school: School):
    rows = (PlanRow(topic="Mở thư viện giờ trưa", work="Xếp lịch trực", status=Status.ONGOING),)
    rows = tuple(replace(row, status_text="Đang thực hiện") for row in rows)
    paper = Paper(form=Form.TT57, school="Trường THPT Hoa Sen", school_year="2026-2027")
    paper = replace(paper, plan=replace(paper.plan, items=rows))
    plan = adopt(school, paper)[0]
    sent = send_out(an, plan, to="Tổ Văn", suffix=".xlsx")
    fresh = PlanRow(topic="Vườn thuốc nam", work="Trồng mười luống", extra={"Điểm yếu": "Đất xấu"})
    edited = (replace(rows[0], status=Status.DONE, status_text="Hoàn thành"), fresh)
    come_back(an, sent, replace(paper, plan=replace(paper.plan, items=edited)), ".xlsx")
    assert decide_suggestions(an, sent, keys=keys(sent), accept=True).left == ()
    first, second = plan.tasks.select_related("goal").order_by("plan_row")
    assert (first.state, first.state_text) == (Status.DONE, "Hoàn thành")
    assert (second.goal.topic, second.work, second.note) == ("Vườn thuốc nam", "Trồng mười luống", "Điểm yếu: Đất xấu")


def test_a_column_that_is_not_typed_is_left_with_a_word_and_can_be_refused(an: User, plan: Plan, sent: Consultation):
    results = list(report().results)
    results[1] = replace(results[1], planned="Chữ đầu năm khác")
    come_back(an, sent, replace(report(), results=tuple(results)))
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert [left.why for left in decided.left] == [FIXED]
    assert decide_suggestions(an, sent, keys=keys(sent), accept=False).settled == 1


def test_lines_alike_are_never_taken_for_one_another(an: User, school: School):
    rows = tuple(PlanRow(criterion="1.1", label="Tiêu chí 1.1", work=f"Việc {name}") for name in ("một", "hai", "ba"))
    paper = replace(report(0), plan=replace(report(0).plan, items=rows))
    plan = adopt(school, paper)[0]
    sent = send_out(an, plan, to="Tổ Toán", suffix=".docx")
    before = {task.work: task.pk for task in plan.tasks.all()}
    edited = (replace(rows[1], work="Việc hai làm khác hẳn đi"), rows[2])
    come_back(an, sent, replace(paper, plan=replace(paper.plan, items=edited)))
    decide_suggestions(an, sent, keys=keys(sent), accept=True)
    after = {task.pk: task.work for task in plan.tasks.all()}
    assert after == {before["Việc hai"]: "Việc hai làm khác hẳn đi", before["Việc ba"]: "Việc ba"}


def test_accepting_all_leaves_out_what_two_units_want_otherwise(an: User, plan: Plan, sent: Consultation):
    other = send_out(an, plan, to="Công đoàn", suffix=".docx")
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    come_back(an, other, with_plan_row(report(), 3, owners="Công đoàn trường"))
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert [left.why for left in decided.left] == ["nơi khác góp ý khác cho ô này; xin xem riêng chỗ này"]
    (each,) = shown(sent, list(sent.suggestions.all()))
    decide_suggestions(an, sent, keys=keys(sent), accept=True, seen={each.row.pk: each.mark})
    assert plan.tasks.get(plan_row=3).owners == "Tổ Toán"
    (rival,) = shown(other, list(suggestions_of(other)))
    assert (rival.moved, rival.now) == (True, "Tổ Toán")


def test_what_changed_since_the_person_looked_is_asked_about_again(an: User, plan: Plan, sent: Consultation):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    (each,) = shown(sent, list(suggestions_of(sent)))
    plan.tasks.filter(plan_row=3).update(owners="Tổ Sinh")
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True, seen={each.row.pk: each.mark})
    assert (decided.settled, len(decided.left)) == (0, 1)
    assert plan.tasks.get(plan_row=3).owners == "Tổ Sinh"


def test_accepting_many_cells_takes_no_more_statements_than_few(an: User, plan: Plan):
    counts = []
    for changed in (1, 2, 28):
        sent, edited = send_out(an, plan, to="Tổ Toán", suffix=".docx"), compose(plan)
        for index in range(changed):
            edited = with_plan_row(edited, index, owners=f"Tổ số {changed}", time=f"Tháng {changed}")
        come_back(an, sent, edited)
        wanted = keys(sent)
        with CaptureQueriesContext(connection) as asked:
            assert decide_suggestions(an, sent, keys=wanted, accept=True).settled == 2 * changed
        counts.append(len(asked))
        plan.refresh_from_db()
    assert counts[1] == counts[2]


def test_a_cell_the_plan_changed_meanwhile_is_left_to_be_looked_at(an: User, plan: Plan, sent: Consultation):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    plan.tasks.filter(plan_row=3).update(owners="Tổ Sinh")
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert decided.settled == 0
    assert [left.why for left in decided.left] == ["kế hoạch đã ghi khác từ khi gửi tệp; xin xem riêng chỗ này"]
    assert plan.tasks.get(plan_row=3).owners == "Tổ Sinh"


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.CLOSED])
def test_a_plan_that_waits_or_is_over_takes_nothing_over(an: User, plan: Plan, sent: Consultation, state: PlanState):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert decide_suggestions(an, sent, keys=keys(sent), accept=True).settled == 0
    assert compose(Plan.objects.get(pk=plan.pk)) == report()
    assert sent.suggestions.get().state == Suggestion.State.OPEN


def test_in_an_approved_plan_what_is_accepted_waits_as_an_adjustment(an: User, plan: Plan, sent: Consultation):
    edited = with_plan_row(without_row(report(), 9), 3, owners="Tổ Toán")
    fresh = PlanRow(criterion="5.9", label="Tiêu chí 5.9", standard=5, level=1, work="Mở sổ theo dõi học sinh nghỉ học")
    come_back(an, sent, replace(edited, plan=replace(edited.plan, items=(*edited.plan.items, fresh))))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.APPROVED)
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True, paper_number="7/BB")
    assert (decided.settled, decided.proposed, decided.left) == (3, 3, ())
    assert compose(Plan.objects.get(pk=plan.pk)) == report()
    rows = plan.adjustments.order_by("kind")
    assert [(row.kind, row.new or row.old or row.values["work"]) for row in rows] == [
        ("add", "Mở sổ theo dõi học sinh nghỉ học"),
        ("change", "Tổ Toán"),
        ("withdraw", "Công việc thứ 9: sửa sang phòng học"),
    ]
    assert {(row.reason, row.paper_number) for row in rows} == {("Theo góp ý của Tổ văn phòng", "7/BB")}


def test_in_an_approved_plan_what_is_said_of_the_outcome_is_reported_at_once(an: User, plan: Plan, sent: Consultation):
    results = list(report().results)
    results[1] = replace(results[1], note="Biên bản 12/10")
    come_back(an, sent, replace(report(), results=tuple(results)))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.APPROVED)
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert (decided.settled, decided.proposed) == (1, 0)
    assert plan.tasks.get(result_row=1).result_note == "Biên bản 12/10"


def test_a_plan_sent_again_after_an_adjustment_says_what_is_in_force(an: User, plan: Plan):
    plan.tasks.filter(plan_row=3).update(owners="Tổ Toán", first={"owners": "Tổ văn phòng"})
    plan.tasks.filter(plan_row=5).update(withdrawn=True)
    sent = send_out(an, plan, to="Tổ Văn", suffix=".docx")
    items = sent_paper(sent).plan.items
    assert (len(items), items[3].owners) == (27, "Tổ Toán")
    come_back(an, sent, sent_paper(sent))
    sent.refresh_from_db()
    assert (sent.suggestions.count(), sent.aside) == (0, [])


def test_a_teacher_decides_nothing(binh: User, an: User, sent: Consultation):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    with pytest.raises(PermissionDenied):
        decide_suggestions(binh, sent, keys=keys(sent), accept=True)
