"""The page of a line: its words, who does it, its actions told apart, what shows that its goal is reached."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, OutsideBody, School, Unit, UnitMember, User
from caitien.incoming.adopt import adopt
from caitien.jobs.chores import do_due, start_over
from caitien.plans.models import Assignment, Indicator, Measurement, Plan, Task
from tests.plans.reports import report, with_plan_row
from tests.plans.test_split import BOTH, POOL, TREES, school_paper
from tests.web.conftest import SignIn
from tests.web.page import on_one_line

MOST = 30  # its occurrences, what it waits for and what people say about it among them


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, with_plan_row(school_paper(), 1, owners="Tổ Toán, cô An; phối hợp: UBND phường Hoa Lư"))[0]


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


def task_of(plan: Plan, row: int = 2) -> Task:
    return plan.tasks.get(plan_row=row)


def where(task: Task, rest: str = "") -> str:
    return f"/ke-hoach/{task.plan_id}/dong/{task.pk}{rest}"


def words(answered) -> str:
    return answered.content.decode()


def test_a_line_is_shown_as_the_paper_has_it(desk: Client, plan: Plan):
    shown = words(desk.get(where(task_of(plan, 1))))
    for text in ("Tiêu chí 2.1", "Kết quả cần đạt thứ 1", "Tổ Toán, cô An; phối hợp: UBND phường Hoa Lư", "Hằng năm"):
        assert text in shown


def test_a_line_of_another_school_or_another_plan_is_not_there(
    desk: Client, signed_in: SignIn, chi: User, school: School, plan: Plan
):
    task = task_of(plan)
    other, _ = adopt(school, replace(report(2), school_year="2025-2026"))
    assert signed_in(chi).get(where(task)).status_code == 404
    assert desk.get(f"/ke-hoach/{other.pk}/dong/{task.pk}").status_code == 404


def test_a_line_with_two_actions_offers_to_tell_them_apart(desk: Client, plan: Plan):
    assert "Dòng này có vẻ gộp 2 việc" in words(desk.get(where(task_of(plan))))
    assert "có vẻ gộp" not in words(desk.get(where(task_of(plan, 1))))


def test_a_teacher_is_offered_neither_split_nor_parts(signed_in: SignIn, binh: User, plan: Plan):
    shown = words(signed_in(binh).get(where(task_of(plan))))
    assert "có vẻ gộp" not in shown
    assert "Giao cho" not in shown


def test_the_proposed_pieces_become_lines_and_one_line_again(desk: Client, plan: Plan):
    task = task_of(plan)
    page = desk.get(where(task, "/tach"))
    assert [piece.work for piece in page.context["pieces"]] == [POOL, TREES]
    form = {"seen": page.context["mark"], "viec": [POOL, TREES], "tinh-trang": ["done", "not_started"]}
    answered = desk.post(where(task, "/tach"), {**form, "ket-qua": ["Kết quả thứ 2", ""]}, follow=True)
    assert "Đã tách thành 2 dòng" in words(answered)
    assert list(plan.tasks.filter(goal=task.goal).order_by("position").values_list("state", flat=True)) == [
        "done",
        "not_started",
    ]
    answered = desk.post(where(task, "/gop"), {"seen": answered.context["lines_mark"]}, follow=True)
    assert "Đã gộp lại thành một dòng" in words(answered)
    assert task_of(plan).work == BOTH


def test_words_left_out_are_asked_about_and_what_was_typed_stays(desk: Client, plan: Plan):
    task = task_of(plan)
    mark = desk.get(where(task, "/tach")).context["mark"]
    form = {
        "seen": mark,
        "viec": ["Mở lớp bơi", TREES],
        "tinh-trang": ["done", "done"],
        "ket-qua": ["Kết quả thứ 2", ""],
    }
    answered = desk.post(where(task, "/tach"), form)
    assert answered.status_code == 422
    assert "cho khối 6" in words(answered)
    assert [piece.work for piece in answered.context["pieces"]] == ["Mở lớp bơi", TREES]
    assert plan.tasks.count() == 5
    desk.post(where(task, "/tach"), {**form, "bo-chu": "on"})
    assert plan.tasks.count() == 6


def test_another_piece_is_added_without_losing_what_was_typed(desk: Client, plan: Plan):
    form = {"viec": ["Một", "Hai"], "tinh-trang": ["done", "done"], "ket-qua": ["a", "b"], "them": "1", "seen": "x"}
    pieces = desk.post(where(task_of(plan), "/tach"), form).context["pieces"]
    assert [(piece.work, piece.outcome) for piece in pieces] == [("Một", "a"), ("Hai", "b"), ("", "")]


def test_an_approved_plan_says_why_it_is_not_split(desk: Client, plan: Plan):
    plan.state = "approved"
    plan.save()
    shown = words(desk.get(where(task_of(plan), "/tach")))
    assert "đề nghị điều chỉnh" in shown
    assert "<textarea" not in shown


def test_whom_the_words_mean_is_accepted_with_a_tap(desk: Client, school: School, plan: Plan):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    task = task_of(plan, 1)
    shown = on_one_line(words(desk.get(where(task))))
    assert f'value="{task.pk} lead unit {unit.pk}" checked' in shown
    ticked = [f"{task.pk} lead unit {unit.pk}", f"{task.pk} support new UBND phường Hoa Lư"]
    desk.post(where(task, "/giao-theo-chu"), {"giao": ticked})
    assert [str(part) for part in Assignment.objects.order_by("pk")] == [
        "Chủ trì: Tổ Toán",
        "Phối hợp: UBND phường Hoa Lư",
    ]
    assert OutsideBody.objects.get().name == "UBND phường Hoa Lư"


def test_a_part_is_given_from_the_list_and_taken_back(desk: Client, binh: User, plan: Plan):
    task = task_of(plan)
    desk.post(where(task, "/giao"), {"who": f"user {binh.pk}", "part": "support"})
    part = Assignment.objects.get()
    assert (part.user, part.part) == (binh, "support")
    assert "Trần Văn Bình" in words(desk.get(where(task)))
    desk.post(where(task, "/thoi-giao"), {"assignment": part.pk})
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("who", ["", "user", "user x", "user 99999999999999999999", "unit ²", "khong 1", "new"])
def test_a_form_cut_short_changes_nothing(desk: Client, plan: Plan, who: str):
    assert desk.post(where(task_of(plan), "/giao"), {"who": who, "part": "lead"}).status_code in {400, 422}
    assert not Assignment.objects.exists()


def test_the_whole_plan_is_given_out_and_what_is_in_doubt_is_chosen(desk: Client, school: School, plan: Plan):
    offices = [Unit.objects.create(school=school, name=name) for name in ("Tổ Văn phòng", "Tổ Toán tin")]
    page = desk.get(f"/ke-hoach/{plan.pk}/phan-cong")
    assert (len(page.context["to_choose"]), len(page.context["others"])) == (4, 1)
    task = task_of(plan, 0)
    ticked = [
        f"{task.pk} lead unit {offices[0].pk}",
        f"{task_of(plan, 1).pk} lead chon-1-1",
        f"{task.pk} lead chon-2-2",
    ]
    form = {"giao": ticked, "chon-1-1": f"unit {offices[1].pk}", "chon-2-2": ""}
    answered = desk.post(f"/ke-hoach/{plan.pk}/phan-cong", form, follow=True)
    assert "Đã phân công 2 phần việc" in words(answered)
    assert len([*answered.context["to_choose"], *answered.context["others"]]) == 3
    nothing = desk.post(f"/ke-hoach/{plan.pk}/phan-cong", {}, follow=True)
    assert "Chưa chọn ai" in words(nothing)


def test_an_indicator_says_what_is_missing_as_missing(desk: Client, plan: Plan):
    task = task_of(plan)
    desk.post(where(task, "/chi-so"), {"name": "Số học sinh biết bơi", "unit": "em", "target": "1.200"})
    shown = words(desk.get(where(task)))
    assert shown.count("chưa đo") == 2
    assert "1.200 em" in shown
    assert shown.count("<svg") == 2  # search and bell, no picture of figures


def test_two_figures_make_a_picture_with_its_table(desk: Client, plan: Plan):
    task = task_of(plan)
    desk.post(
        where(task, "/chi-so"), {"name": "Biết bơi", "unit": "%", "baseline": "12,5", "baseline_date": "05/09/2026"}
    )
    key = Indicator.objects.get().pk
    desk.post(where(task, f"/chi-so/{key}/do"), {"value": "40,25", "date": "01/11/2026", "note": "Đếm ở hồ bơi"})
    shown = words(desk.get(where(task)))
    for text in ("<svg", "40,25%", "01/11/2026", "Đếm ở hồ bơi", "1 lần đo"):
        assert text in shown
    assert "style=" not in shown


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"value": "mười", "date": "01/11/2026"}, "chưa phải một số"),
        ({"value": "", "date": "01/11/2026"}, "không cần ghi 0"),
        ({"value": "1", "date": "31/02/2026"}, "chưa phải một ngày"),
        ({"value": "1", "date": "01/11/2199"}, "Ngày đo chưa tới"),
    ],
)
def test_a_figure_that_cannot_be_read_is_shown_again(desk: Client, plan: Plan, typed: dict[str, str], why: str):
    task = task_of(plan)
    indicator = Indicator.objects.create(school=plan.school, goal=task.goal, name="Biết bơi")
    answered = desk.post(where(task, f"/chi-so/{indicator.pk}/do"), typed)
    assert answered.status_code == 422
    assert why in words(answered)
    assert f'value="{typed["value"]}"' in words(answered)
    assert not Measurement.objects.exists()


def test_an_indicator_is_changed_on_its_own_page(desk: Client, plan: Plan):
    task = task_of(plan)
    desk.post(where(task, "/chi-so"), {"name": "Biết bơi", "target": "50"})
    key = Indicator.objects.get().pk
    page = desk.get(where(task, f"/chi-so/{key}"))
    assert page.context["form"]["target"].value() == "50"
    desk.post(where(task, f"/chi-so/{key}"), {"name": "Biết bơi", "target": "60,5", "seen": page.context["mark"]})
    again = desk.post(where(task, f"/chi-so/{key}"), {"name": "Khác", "seen": page.context["mark"]})
    assert (again.status_code, str(Indicator.objects.get().target.normalize())) == (422, "60.5")


def test_a_teacher_measures_what_is_theirs_and_nothing_else(signed_in: SignIn, binh: User, school: School, plan: Plan):
    browser, task = signed_in(binh), task_of(plan)
    indicator = Indicator.objects.create(school=school, goal=task.goal, name="Biết bơi")
    form = {"value": "12", "date": "01/11/2026"}
    assert browser.post(where(task, f"/chi-so/{indicator.pk}/do"), form).status_code == 403
    unit = Unit.objects.create(school=school, name="Tổ Thể dục")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    Assignment.objects.create(school=school, task=task, unit=unit)
    assert browser.post(where(task, f"/chi-so/{indicator.pk}/do"), form).status_code == 302
    assert Measurement.objects.get().by == binh


def test_an_indicator_of_another_goal_is_not_on_this_page(desk: Client, plan: Plan):
    indicator = Indicator.objects.create(school=plan.school, goal=task_of(plan, 0).goal, name="Biết bơi")
    assert desk.get(where(task_of(plan), f"/chi-so/{indicator.pk}")).status_code == 404
    assert not AuditEntry.objects.exists()


def test_the_pages_ask_as_much_of_a_long_plan_as_of_a_short_one(desk: Client, an: User, school: School):
    counts = []
    for rows, year in ((5, "2024-2025"), (300, "2025-2026")):
        plan, _ = adopt(school, replace(school_paper(rows), school_year=year))
        task = task_of(plan)
        for page in range(1 if rows == 5 else 8):
            indicator = Indicator.objects.create(school=school, goal=task.goal, name=f"Chỉ số {page}")
            Assignment.objects.create(
                school=school, task=task, unit=Unit.objects.create(school=school, name=f"Tổ {rows} {page}")
            )
            for day in range(1, 2 + page):
                Measurement.objects.create(
                    school=school, indicator=indicator, date=f"2026-09-{day:02}", value=day, by=an
                )
        found = []
        for where_ in (where(task), where(task, "/tach"), f"/ke-hoach/{plan.pk}/phan-cong"):
            start_over()
            do_due()  # the workers have seen to it
            desk.get(where_)
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(where_).status_code == 200
            found.append(len(asked))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST
