"""A suggestion beside what the plan says now: settled, moved on, gone, or wanted otherwise by others."""

import pytest

from caitien.access.models import School, User
from caitien.access.rights import acting_user_of
from caitien.consulting.consult import consultations_for, send_out
from caitien.consulting.suggestions import Shown, shown, suggestions_of, text_now
from caitien.domain.comparing.returned import PLAN, RESULTS
from caitien.domain.papers.cells import mark_of
from caitien.incoming.adopt import adopt
from caitien.plans.models import Consultation, Goal, Plan, Suggestion, Task
from tests.plans.reports import report

OPEN, ACCEPTED = Suggestion.State.OPEN, Suggestion.State.ACCEPTED


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(4))[0]


def row(kind: str = "change", was: str = "Sửa mái", text: str = "Lợp mái", **said: object) -> Suggestion:
    return Suggestion(kind=kind, table=PLAN, field="work", was=was, text=text, **said)


@pytest.mark.parametrize(
    ("kind", "now", "gone", "moved", "settled", "contested"),
    [
        ("change", "Sửa mái", False, False, False, False),
        ("change", "Lợp mái", False, False, True, False),
        ("change", "Thay mái", False, True, False, True),
        ("change", "", False, True, False, True),
        ("change", None, True, False, False, True),
        ("withdraw", "Sửa mái", False, False, False, False),
        ("withdraw", "Lợp mái", False, False, False, False),
        ("withdraw", None, True, False, False, True),
        ("add", None, False, False, False, False),
    ],
)
def test_what_became_of_what_was_sent(kind: str, now: str | None, gone, moved, settled, contested):
    found = Shown(row(kind), now)
    assert (found.gone, found.moved, found.settled, found.contested) == (gone, moved, settled, contested)
    assert found.mark == mark_of(now or "")
    assert Shown(row(kind), now, (row(),)).contested


@pytest.mark.parametrize("state", list(Suggestion.State))
def test_only_what_nobody_decided_is_open(state: str):
    assert Shown(row(state=state), "Sửa mái").open == (state == OPEN)


def test_a_suggestion_is_told_by_its_line_and_cell():
    goal = Goal(criterion="1.3", label="", topic="Mái nhà")
    assert Shown(row(task=Task(goal=goal)), "").line == "Tiêu chí 1.3"
    goal.criterion = ""
    assert Shown(row(task=Task(goal=goal)), "").line == "Mái nhà"
    assert Shown(row("add", values={"criterion": "2.1"}), "").line == "Tiêu chí 2.1"
    assert Shown(row("add", values={"criterion": "2.1", "label": "TC 2.1 về đội ngũ"}), "").line == "TC 2.1 về đội ngũ"
    told = {"work": "Lợp mái", "criterion": "2.1", "time": "Tháng 9", "extra": {"Ghi thêm": "Gấp"}}
    assert [value for _, value in Shown(row("add", values=told), "").values] == ["Lợp mái", "Tháng 9", "Gấp"]


def test_what_the_plan_says_now_of_a_line(plan: Plan):
    task = plan.tasks.select_related("goal").get(plan_row=0)
    assert text_now(row(task=task)) == task.work
    assert text_now(row("withdraw", task=task)) == task.work
    task.work = ""
    assert text_now(row("withdraw", task=task)) == task.goal.target  # what it is known by where no work is said
    assert text_now(row(task=task)) == ""
    assert text_now(row("add")) == ""
    assert text_now(row()) is None
    task.withdrawn = True
    assert text_now(row(task=task)) is None


# --- what others want -------------------------------------------------------------------------------------------------


def sent(an: User, plan: Plan, to: str) -> Consultation:
    return send_out(an, plan, to=to, suffix=".docx")


def wants(of: Consultation, task: Task, field: str, text: str, kind: str = "change", **said: object) -> Suggestion:
    values = {"school_id": of.school_id, "consultation": of, "task": task, "table": PLAN, "field": field, **said}
    return Suggestion.objects.create(kind=kind, text=text, was="", position=of.suggestions.count(), **values)


def rivals(of: Consultation) -> dict[str, list[str]]:
    return {each.row.text: [other.text for other in each.rivals] for each in shown(of, suggestions_of(of))}


def test_others_who_want_the_same_cell_otherwise_are_rivals(an: User, plan: Plan):
    first, second = plan.tasks.all()[:2]
    ours, theirs = sent(an, plan, "Tổ Toán"), sent(an, plan, "Tổ Văn")
    wants(ours, first, "work", "Lợp mái")
    for task, field, text in (
        (first, "work", "Thay mái"),
        (first, "work", "Lợp mái"),  # the same is no rival
        (first, "time", "Tháng 9"),
        (second, "work", "Xây mới"),
    ):
        wants(theirs, task, field, text)
    wants(theirs, first, "work", "Bỏ mái", state=ACCEPTED)  # decided: it wants nothing any more
    wants(theirs, first, "work", "Sơn mái", table=RESULTS)
    wants(ours, first, "work", "Che mái")  # of the same file: whoever wrote it knows both
    assert rivals(ours) == {"Lợp mái": ["Thay mái"], "Che mái": ["Thay mái", "Lợp mái"]}


def test_a_line_left_out_clashes_with_whatever_else_is_wanted_of_it(an: User, plan: Plan):
    task = plan.tasks.all()[0]
    ours, theirs = sent(an, plan, "Tổ Toán"), sent(an, plan, "Tổ Văn")
    wants(ours, task, "", "", kind="withdraw")
    wants(theirs, task, "", "", kind="withdraw")
    assert rivals(ours) == {"": []}
    wants(theirs, task, "time", "Tháng 9")
    assert rivals(ours) == {"": ["Tháng 9"]}


def test_what_was_decided_has_no_rivals(an: User, plan: Plan):
    task = plan.tasks.all()[0]
    ours, theirs = sent(an, plan, "Tổ Toán"), sent(an, plan, "Tổ Văn")
    wants(ours, task, "work", "Lợp mái", state=ACCEPTED)
    wants(theirs, task, "work", "Thay mái")
    assert rivals(ours) == {"Lợp mái": []}
    assert [*suggestions_of(ours, waiting=True)] == []
    assert suggestions_of(theirs, waiting=True).get().text == "Thay mái"


def test_each_file_that_went_out_says_how_much_came_back_and_waits(an: User, chi: User, plan: Plan, school: School):
    task = plan.tasks.all()[0]
    first, second = sent(an, plan, "Tổ Toán"), sent(an, plan, "Đ" * 251)
    wants(first, task, "work", "Lợp mái")
    wants(first, task, "time", "Tháng 9", state=ACCEPTED)
    acting, stranger = acting_user_of(an, school), acting_user_of(chi)
    assert acting
    assert stranger
    found = [(each.to, each.suggested, each.waiting) for each in consultations_for(acting)]
    assert found == [("Đ" * 250, 0, 0), ("Tổ Toán", 2, 1)]
    assert second.to == "Đ" * 250
    assert not consultations_for(stranger).exists()
