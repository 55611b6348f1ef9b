"""What was done, said in a sentence: by whom, to which lines, with the words where they are short."""

import datetime as dt
from typing import Any

import pytest

from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.rights import acting_user_of
from caitien.access.schools.units import add_unit
from caitien.domain.paper import Status
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan
from caitien.story.changes import called, changes_of, worded
from caitien.story.lines import SHORT, Line, lines_named
from caitien.story.telling import SHOWN, Told, ToldChange, school_story, tell
from tests.plans.reports import report

MOMENT = dt.datetime(2026, 9, 5, 3, 4, tzinfo=dt.UTC)


def done(*changes: ToldChange, deed: str = "sửa thời gian của tiêu chí 3.2", more: int = 0) -> Told:
    return Told(1, MOMENT, "An", "Thư ký", deed, None, changes, more)


def cell(before: str, after: str, name: str = "Thời gian") -> ToldChange:
    return ToldChange("", name, before, after)


# --- one sentence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cell("Tháng 9", "Tháng 10"), "“Tháng 9” thành “Tháng 10”"),
        (cell("", "Tháng 10"), "“Tháng 10”"),
        (cell("Tháng 9", ""), "bỏ “Tháng 9”"),
    ],
)
def test_a_short_change_is_quoted(change: ToldChange, said: str):
    assert done(change).sentence == f"An sửa thời gian của tiêu chí 3.2: {said}"
    assert done(change, deed="sửa tiêu chí 3.2").sentence == f"An sửa tiêu chí 3.2: thời gian {said}"


@pytest.mark.parametrize(("before", "after"), [("", "a" * SHORT), ("a" * SHORT, "b"), ("a" * SHORT, "b" * SHORT)])
def test_words_of_sixty_letters_are_quoted_and_longer_ones_are_not(before: str, after: str):
    assert done(cell(before, after)).quoted is not None
    for longer in (cell(before, after + "c" * (SHORT + 1 - len(after))), cell("a" * (SHORT + 1), after)):
        assert done(longer).quoted is None
        assert done(longer).sentence == "An sửa thời gian của tiêu chí 3.2"


def test_of_several_changes_none_is_quoted():
    assert done(cell("", "a"), cell("", "b")).quoted is None
    assert done(cell("", "a"), more=1).quoted is None
    assert done().sentence == "An sửa thời gian của tiêu chí 3.2"


# --- values in words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("x", True, "có"),
        ("x", False, "không"),
        ("x", None, ""),
        ("x", "", ""),
        ("x", 0, "0"),
        ("x", ["a.", "b"], "a; b"),
        ("x", ["task 1", "task 2", "goal 3"], "2 dòng"),
        ("x", ["task 1", "khác"], "task 1; khác"),
        ("x", [], ""),
        ("date", "2026-09-05", "05/09/2026"),
        ("x", "2026-09-05T17:04:05+00:00", "06/09/2026 00:04"),  # as the clock stands here
        ("state", "done", "đã xong"),
        ("state", "odd", "odd"),
        ("values.state", "done", "đã xong"),
        ("x", {"work": "Lợp", "time": "", "position": 4}, "công việc, giải pháp: Lợp"),
        ("x", {"task 4": {"work": "Lợp"}}, "công việc, giải pháp: Lợp"),
    ],
)
def test_a_value_is_said_as_people_read_it(name: str, value: Any, words: str):
    assert worded(name, value) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plan.items.0.time", "thời gian (bảng kế hoạch, dòng 1)"),
        ("plan.items.3", "bảng kế hoạch, dòng 4"),
        ("sections.IV.paragraphs", "phần IV"),
        ("extra.Ghi thêm", "cột “Ghi thêm”"),
        ("result_extra.X.y", "cột “X.y”"),
        ("values.work", "công việc, giải pháp"),
        ("paragraphs.1", "các đoạn"),
        ("report.signer", "người ký"),
        ("odd_name", "“odd_name”"),
    ],
)
def test_a_field_is_called_as_people_call_it(name: str, words: str):
    assert called(name) == words


# --- what changed -----------------------------------------------------------------------------------------------------


def told(before: Any, after: Any) -> list[tuple[str, str, Any, Any]]:
    return [(each.subject, each.name, each.before, each.after) for each in changes_of(before, after)]


def test_each_value_is_told_before_and_after():
    assert told({"number": "1/KH"}, {"number": "2/KH", "place": "Huế"}) == [
        ("", "number", "1/KH", "2/KH"),
        ("", "place", None, "Huế"),
    ]
    assert told(None, None) == []


@pytest.mark.parametrize("blank", [None, "", [], {}, 0])
def test_one_blank_for_another_is_no_change_and_a_no_is_none(blank: Any):
    assert told({"number": blank}, {"number": ""}) == []
    assert told({"second_factor": False}, {"second_factor": True}) == [("", "second_factor", False, True)]
    assert told({"second_factor": None}, {"second_factor": False}) == [("", "second_factor", None, False)]


def test_a_line_that_comes_is_told_by_its_words_alone():
    row = {"work": "Lợp mái", "criterion": "3.2", "level": 1, "state": Status.UNSTATED.value}
    assert told({}, {"task 7": row}) == [("task 7", "work", None, "Lợp mái")]
    assert told({"task 7": row}, {"task 7": None}) == [("task 7", "work", "Lợp mái", None)]
    changed = told({"task 7": row}, {"task 7": row | {"criterion": "3.3"}})
    assert changed == [("task 7", "criterion", "3.2", "3.3")]


def test_a_record_within_is_told_name_by_name():
    was, now = {"extra": {"Ghi thêm": "a", "Khác": "b"}}, {"extra": {"Ghi thêm": "c", "Khác": "b"}}
    assert told({"task 7": was}, {"task 7": now}) == [("task 7", "extra.Ghi thêm", "a", "c")]


def test_a_proposal_tells_the_cell_it_is_about_and_why():
    asked = {"adjustment": 4, "kind": "change", "field": "time", "old": "Tháng 9", "new": "Tháng 10", "reason": "Mưa"}
    found = told({}, asked)
    assert ("", "time", "Tháng 9", "Tháng 10") in found
    assert ("", "reason", None, "Mưa") in found
    given_up = told({}, {"adjustment": 5, "kind": "withdraw", "field": "", "old": "Lợp mái", "reason": "Mưa"})
    assert ("", "kind", "", "withdraw") in given_up


# --- whole entries ----------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(5))[0]


def entry(an: User, plan: Plan, before: dict[str, Any], after: dict[str, Any], **said: Any) -> AuditEntry:
    values = {"verb": "plan.edit", "kind": "plan", "key": str(plan.pk), "role": Role.SECRETARY, **said}
    return AuditEntry(number=1, at=MOMENT, actor=an, actor_name="An", before=before, after=after, **values)


def rows(plan: Plan, many: int, words: str) -> dict[str, Any]:
    return {f"task {task.pk}": {"time": words} for task in plan.tasks.order_by("position")[:many]}


def test_a_deed_names_its_one_line_or_says_how_many(an: User, plan: Plan):
    def said(many: int) -> Told:
        (found,) = tell([entry(an, plan, rows(plan, many, "Tháng 9"), rows(plan, many, "Tháng 10"))])
        return found

    one, three = said(1), said(3)
    first = plan.tasks.order_by("position")[0]
    assert one.sentence == "An sửa thời gian của tiêu chí 1.1: “Tháng 9” thành “Tháng 10”"
    assert one.line == Line(first.pk, "tiêu chí 1.1")
    assert (three.deed, three.line, len(three.changes), three.more) == ("sửa 3 dòng", None, 3, 0)
    assert three.changes[0].line == "tiêu chí 1.1"


def test_lines_that_come_and_go_are_counted_apart(an: User, plan: Plan):
    first, second, third = (f"task {task.pk}" for task in plan.tasks.order_by("position")[:3])
    before = {first: {"time": "a"}, second: None, third: {"work": "Việc cũ"}}
    after = {first: {"time": "b"}, second: {"work": "Việc mới"}, third: None}
    (found,) = tell([entry(an, plan, before, after)])
    assert found.deed == "sửa tiêu chí 1.1, thêm tiêu chí 2.1, bỏ tiêu chí 3.1"


def test_of_many_changes_the_first_twelve_are_told_and_how_many_more(an: User, plan: Plan):
    key = f"task {plan.tasks.order_by('position')[0].pk}"
    for many, more in ((SHOWN, 0), (SHOWN + 1, 1)):
        cells = {f"extra.Cột {number}": "b" for number in range(many)}
        (found,) = tell([entry(an, plan, {key: dict.fromkeys(cells, "a")}, {key: cells})])
        assert (len(found.changes), found.more) == (SHOWN, more)


def test_a_story_about_one_line_tells_of_it_alone(an: User, plan: Plan):
    keys = [f"task {task.pk}" for task in plan.tasks.order_by("position")[:2]]
    one = entry(an, plan, rows(plan, 2, "Tháng 9"), rows(plan, 2, "Tháng 10"))
    (found,) = tell([one], only=[keys[1]])
    assert found.deed == "sửa thời gian của tiêu chí 2.1"
    assert len(found.changes) == 1


def test_who_did_it_in_which_role(an: User, plan: Plan):
    one = entry(an, plan, {}, {"number": "2/KH"})
    (found,) = tell([one])
    assert (found.who, found.role) == ("An", Role.SECRETARY.label)
    one.actor_name, one.role = "", "guest"
    (found,) = tell([one])
    assert (found.who, found.role) == (str(an), "guest")


def test_a_line_that_is_gone_is_called_as_it_was_told(an: User, plan: Plan):
    before = {"task 987654": {"work": "Lợp mái nhà xe", "goal_id": 987654}, "goal 987654": {"criterion": "3.2"}}
    (found,) = tell([entry(an, plan, before, dict.fromkeys(before))])
    assert found.deed == "bỏ tiêu chí 3.2"
    (found,) = tell([entry(an, plan, {"task 987654": {"work": "Lợp mái nhà xe"}}, {"task 987654": None})])
    assert found.deed == "bỏ dòng “Lợp mái nhà xe”"


def test_rows_are_looked_for_by_kind_and_key(plan: Plan):
    task = plan.tasks.order_by("position")[0]
    found = lines_named([f"task {task.pk}", "task x", "odd 4", "task 987654", "task"])
    assert found == {f"task {task.pk}": Line(task.pk, "tiêu chí 1.1")}


def test_the_story_of_a_school_is_its_own_the_newest_first(an: User, chi: User, plan: Plan, other_school: School):
    add_unit(an, plan.school, name="Tổ Toán")
    add_unit(an, plan.school, name="Tổ Văn")
    add_unit(chi, other_school, name="Tổ Lý")
    acting = acting_user_of(an, plan.school)
    assert acting
    assert [each.after["name"] for each in school_story(acting)] == ["Tổ Văn", "Tổ Toán"]
