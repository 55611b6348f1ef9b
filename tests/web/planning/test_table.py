"""The table of the plan is edited in place: what the page sends is kept cell by cell, by whom it is for."""

from typing import Any

import pytest
from django.test import Client

from caitien.access.models import AuditEntry, Role, School, User
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.plans.table.table_lines import remove_line, row_mark
from tests.plans.approving import approved, change, decided
from tests.web.conftest import SignIn
from tests.web.page import on_one_line
from tests.web.things import person_in


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


def line(plan: Plan, place: int = 2) -> Task:
    return plan.tasks.select_related("goal").order_by("position")[place]


def seen_of(browser: Client, plan: Plan, task: Task) -> dict[str, str]:
    """The marks of a line's cells as its page gives them to a person."""
    table = browser.get(f"/ke-hoach?nam={plan.school_year}").context["table"]
    return {box.field: box.mark for part in table.parted(task) for own in part.values() for box in own if box.open}


def send(browser: Client, plan: Plan, who: User, *cells: dict[str, Any]) -> Any:
    where = f"/ke-hoach/{plan.pk}/o"
    body = {"who": who.pk, "cells": cells}
    return browser.post(where, body, content_type="application/json", headers={"HX-Request": "true"})


def cell(task: Task, field: str, text: str, seen: str) -> dict[str, Any]:
    return {"line": task.pk, "field": field, "text": text, "seen": seen}


@pytest.mark.each_database
def test_cells_of_several_lines_are_kept_in_one_go(desk: Client, an: User, plan: Plan):
    one, two = line(plan, 2), line(plan, 3)
    marks, others = seen_of(desk, plan, one), seen_of(desk, plan, two)
    cells = [
        cell(one, "time", "Tháng 11/2026", marks["time"]),
        cell(two, "owners", "Tổ Toán", others["owners"]),
        cell(two, "state", "done", others["state"]),
    ]
    told = send(desk, plan, an, *cells).json()
    assert [(each["field"], each["text"]) for each in told["kept"]] == [
        ("time", "Tháng 11/2026"),
        ("owners", "Tổ Toán"),
        ("state", "done"),
    ]
    assert (told["clashes"], told["misfits"], told["closed"]) == ([], [], "")
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.time, two.owners, two.state) == ("Tháng 11/2026", "Tổ Toán", "done")


@pytest.mark.each_database
def test_a_cell_another_changed_meanwhile_is_told_with_both_texts(desk: Client, an: User, plan: Plan):
    task = line(plan)
    mark = seen_of(desk, plan, task)["time"]
    send(desk, plan, an, cell(task, "time", "Tháng 11/2026", mark))
    told = send(desk, plan, an, cell(task, "time", "Tháng 12/2026", mark)).json()
    (clash,) = told["clashes"]
    assert (clash["now"], clash["mine"], told["kept"]) == ("Tháng 11/2026", "Tháng 12/2026", [])
    told = send(desk, plan, an, cell(task, "time", "Tháng 12/2026", clash["seen"])).json()
    assert [each["text"] for each in told["kept"]] == ["Tháng 12/2026"]


@pytest.mark.each_database
def test_what_does_not_fit_is_told_and_the_rest_is_kept(desk: Client, an: User, plan: Plan):
    task = line(plan)
    marks = seen_of(desk, plan, task)
    cells = [
        cell(task, "criterion", "ba chấm hai", marks["criterion"]),
        cell(task, "budget", "5 triệu", marks["budget"]),
    ]
    told = send(desk, plan, an, *cells).json()
    assert "chưa phải một tiêu chí" in told["misfits"][0]["why"]
    assert [each["field"] for each in told["kept"]] == ["budget"]


@pytest.mark.parametrize("body", ["", "[]", '{"who": 1}', '{"who": 1, "cells": [{"line": 1, "field": "time"}]}'])
def test_what_is_no_batch_of_cells_is_turned_away(desk: Client, plan: Plan, body: str):
    answered = desk.post(f"/ke-hoach/{plan.pk}/o", body, content_type="application/json")
    assert answered.status_code == 400


def test_a_cell_that_does_not_say_what_was_seen_is_turned_away(desk: Client, an: User, plan: Plan):
    before = AuditEntry.objects.count()
    assert send(desk, plan, an, cell(line(plan), "time", "Hè", "")).status_code == 400
    assert AuditEntry.objects.count() == before


def test_what_one_person_typed_is_never_kept_under_another_name(desk: Client, binh: User, plan: Plan):
    task = line(plan)
    answered = send(desk, plan, binh, cell(task, "time", "Hè", seen_of(desk, plan, task)["time"]))
    assert answered.status_code == 409
    task.refresh_from_db()
    assert task.time == "Hằng năm"


def test_an_expired_sign_in_is_told_as_such(plan: Plan, an: User):
    assert send(Client(), plan, an).status_code == 401


@pytest.mark.parametrize("role", [Role.MONITOR, Role.STAFF, Role.READER])
def test_the_texts_of_a_draft_are_for_the_council(
    signed_in: SignIn, desk: Client, school: School, plan: Plan, role: Role
):
    person, task = person_in(school, role, "nguoi-doc"), line(plan)
    mark = seen_of(desk, plan, task)["time"]
    browser = signed_in(person)
    assert seen_of(browser, plan, task) == {}
    assert send(browser, plan, person, cell(task, "time", "Hè", mark)).status_code == 403
    task.refresh_from_db()
    assert task.time == "Hằng năm"


def test_a_teacher_tells_the_result_of_what_is_theirs_alone(signed_in: SignIn, binh: User, plan: Plan):
    mine, other = line(plan, 2), line(plan, 3)
    Assignment.objects.create(school=plan.school, task=mine, user=binh)
    approved(plan)
    browser = signed_in(binh)
    marks = seen_of(browser, plan, mine)
    assert marks.keys() == {"state", "outcome", "result_note"}
    assert seen_of(browser, plan, other) == {}
    both = [cell(task, "state", "done", marks["state"]) for task in (mine, other)]
    assert send(browser, plan, binh, *both).status_code == 403
    assert line(plan, 2).state == mine.state  # nothing is half kept
    assert send(browser, plan, binh, both[0]).json()["kept"]
    assert line(plan, 2).state == "done"


def test_an_approved_plan_keeps_its_words_and_takes_results(desk: Client, an: User, plan: Plan):
    task = line(plan)
    marks = seen_of(desk, plan, task)
    approved(plan)
    assert seen_of(desk, plan, task).keys() == {"state", "outcome", "result_note"}
    told = send(desk, plan, an, cell(task, "time", "Hè", marks["time"])).json()
    assert "đề nghị điều chỉnh" in told["closed"]
    assert told["kept"] == []


def test_a_line_of_another_plan_is_not_there(desk: Client, an: User, plan: Plan, other_school: School):
    strange = Plan.objects.create(school=other_school, school_year="2026-2027")
    assert send(desk, strange, an).status_code == 404
    told = send(
        desk, plan, an, *({"line": 10**9, "field": name, "text": "x", "seen": "y"} for name in ("time", "state"))
    )
    assert [each["why"] for each in told.json()["misfits"]] == ["Dòng này không còn trong kế hoạch."] * 2


def test_fresh_lines_come_with_the_counts_and_who_is_signed_in(desk: Client, an: User, plan: Plan):
    task = line(plan)
    told = desk.get(f"/ke-hoach/{plan.pk}/dong?dong={task.pk}").json()
    assert told["who"] == an.pk
    assert on_one_line(told["lines"][str(task.pk)]).startswith(f'<tr id="viec-{task.pk}"')
    assert "tt=done" in told["head"]
    assert desk.get(f"/ke-hoach/{plan.pk}/dong").json()["lines"] == {}
    assert desk.get(f"/ke-hoach/{plan.pk}/dong?dong=x").status_code == 404


# --- lines come and go ------------------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_a_line_goes_out_and_comes_back_without_a_script(desk: Client, plan: Plan):
    task = line(plan)
    mark = desk.get("/ke-hoach").context["table"].seen(task)
    answered = desk.post(f"/ke-hoach/{plan.pk}/dong/{task.pk}/bo", {"seen": mark})
    assert not plan.tasks.filter(pk=task.pk).exists()
    page = desk.get(answered.url)
    assert "Lấy lại" in page.content.decode()
    back = desk.post(f"/ke-hoach/{plan.pk}/dong/lay-lai", {"dong": page.context["gone"]})
    assert back.url.endswith(f"#viec-{task.pk}")
    assert plan.tasks.get(pk=task.pk).work == task.work


def test_a_line_taken_out_long_ago_is_offered_back_while_the_plan_is_a_draft(desk: Client, an: User, plan: Plan):
    task, other = plan.tasks.select_related("goal").order_by("position")[:2]
    assert "dòng đã bỏ" not in desk.get("/ke-hoach").content.decode()
    for each in (task, other):
        remove_line(an, plan, task=each.pk, seen=row_mark(each))
    edit_cells(an, plan, [CellEdit(plan.tasks.order_by("position")[0].pk, "time", "Hè")])  # life goes on
    assert "2 dòng đã bỏ, lấy lại được" in desk.get("/ke-hoach").content.decode()
    page = desk.get(f"/ke-hoach/{plan.pk}/dong/da-bo")
    assert [each.pk for each in page.context["page"].rows] == [other.pk, task.pk]
    assert page.content.decode().count(">Lấy lại<") == 2
    answered = desk.post(f"/ke-hoach/{plan.pk}/dong/lay-lai", {"dong": task.pk})
    assert answered.url.endswith(f"#viec-{task.pk}")
    assert [each.pk for each in desk.get(f"/ke-hoach/{plan.pk}/dong/da-bo").context["page"].rows] == [other.pk]
    Plan.objects.update(state="approved")
    page = desk.get(f"/ke-hoach/{plan.pk}/dong/da-bo").content.decode()
    assert "Lấy lại<" not in page
    assert "đề nghị điều chỉnh" in page
    assert "dòng đã bỏ" not in desk.get("/ke-hoach").content.decode()


def test_a_line_someone_changed_is_not_taken_out_unseen(desk: Client, an: User, plan: Plan):
    task = line(plan)
    mark = desk.get("/ke-hoach").context["table"].seen(task)
    send(desk, plan, an, cell(task, "time", "Hè", seen_of(desk, plan, task)["time"]))
    answered = desk.post(f"/ke-hoach/{plan.pk}/dong/{task.pk}/bo", {"seen": mark}, headers={"HX-Request": "true"})
    assert (answered.status_code, plan.tasks.filter(pk=task.pk).exists()) == (422, True)
    assert "người khác sửa" in answered.json()["why"]


@pytest.mark.each_database
def test_a_line_is_added_after_another_or_from_a_form(desk: Client, plan: Plan):
    task = line(plan)
    answered = desk.post(f"/ke-hoach/{plan.pk}/dong/them", {"after": task.pk})
    added = line(plan, 3)
    assert answered.url == f"/ke-hoach/{plan.pk}/dong/{added.pk}/sua"
    assert added.goal.criterion == task.goal.criterion
    form = desk.get(f"/ke-hoach/{plan.pk}/dong/them").content.decode()
    assert 'name="work"' in form
    desk.post(f"/ke-hoach/{plan.pk}/dong/them", {"criterion": "5.6", "work": "Trồng cây"})
    assert plan.tasks.get(work="Trồng cây").goal.criterion == "5.6"


def test_a_new_line_that_says_nothing_is_asked_for_again(desk: Client, plan: Plan):
    answered = desk.post(f"/ke-hoach/{plan.pk}/dong/them", {"work": " ", "time": ""})
    assert answered.status_code == 422
    assert "cần ít nhất tiêu chí" in answered.content.decode()


# --- a plan from nothing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["bieu-2", "ke-hoach", "bao-cao"])
def test_a_plan_begins_with_its_first_line_open(desk: Client, school: School, form: str):
    assert "/ke-hoach/lap" in desk.get("/ke-hoach").content.decode()
    answered = desk.post("/ke-hoach/lap", {"school_year": "2030–2031", "form": form})
    plan = Plan.objects.get()
    assert (plan.school_year, plan.form, answered.url) == ("2030-2031", form, "/ke-hoach?nam=2030-2031")
    page = desk.get(answered.url).content.decode()
    assert "Dòng đầu tiên" in page
    desk.post(f"/ke-hoach/{plan.pk}/dong/them", {"work": "Trồng cây", "time": "Tháng 3"})
    assert plan.tasks.get().work == "Trồng cây"
    assert "Dòng đầu tiên" not in desk.get(answered.url).content.decode()


def test_a_year_that_has_a_plan_leads_to_it(desk: Client, plan: Plan):
    answered = desk.post("/ke-hoach/lap", {"school_year": plan.school_year, "form": "bieu-2"}, follow=True)
    assert "đã có kế hoạch" in answered.content.decode()
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("sent", [{"school_year": "năm nay", "form": "bieu-2"}, {"school_year": "2030-2031"}])
def test_what_is_no_year_or_form_is_asked_again(desk: Client, school: School, sent: dict[str, str]):
    answered = desk.post("/ke-hoach/lap", sent)
    assert (answered.status_code, Plan.objects.count()) == (422, 0)
    assert sent["school_year"] in answered.content.decode()


def test_a_changed_cell_keeps_its_first_words_at_hand(desk: Client, an: User, plan: Plan):
    task = line(plan)
    approved(plan)
    decided(plan, change(an, task, "time", "Tháng 11/2026"))
    page = desk.get("/ke-hoach").content.decode()
    assert "<del>Hằng năm</del>" in page


def test_a_cell_says_the_unit_the_paper_counts_in(desk: Client, plan: Plan):
    plan.headings = {"plan": {"budget": "Kinh phí (triệu đồng)", "target": "Số cần đạt (%)"}}
    plan.save()
    table = desk.get(f"/ke-hoach?nam={plan.school_year}").context["table"]
    said, blank = table.parted(line(plan))
    (box,) = (box for box in said["who"] + blank["who"] if box.field == "budget")
    (other,) = (box for box in said["target"] + blank["target"] if box.field == "target")
    assert (box.name, other.name, other.labelled) == ("Kinh phí (triệu đồng)", "Cần đạt (%)", True)
    assert "Kinh phí (triệu đồng)" in desk.get(f"/ke-hoach?nam={plan.school_year}").content.decode()
