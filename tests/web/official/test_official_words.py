"""Words of the official column, on the card and for the secretary: seen before they change, put back with one tap."""

import re

from django.test import Client

from caitien.access.models import User
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.edit import CellEdit
from caitien.plans.table.report_cells import report_cells
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.schedule import refresh_occurrences
from tests.web.conftest import SignIn
from tests.web.page import on_one_line

COUNCIL = "Hội đồng nghiệm thu 12 phòng, biên bản 03"


def told_line(plan: Plan, binh: User) -> tuple[Task, Occurrence]:
    """A line of Bình's that the council wrote words about."""
    task = plan.tasks.filter(result_row__isnull=False).order_by("position")[0]
    Task.objects.filter(pk=task.pk).update(state="ongoing", ongoing=COUNCIL, done="", not_started="")
    Assignment.objects.create(school=plan.school, task=task, user=binh)
    plan.save()
    refresh_occurrences([plan])
    return Task.objects.get(pk=task.pk), Occurrence.objects.filter(task=task).order_by("number")[0]


def column(task: Task) -> str:
    task.refresh_from_db()
    return task.done or task.ongoing or task.not_started


def test_who_sends_sees_what_stands_and_it_stays_unless_they_choose_otherwise(
    signed_in: SignIn, binh: User, plan: Plan
):
    task, occurrence = told_line(plan, binh)
    browser = signed_in(binh)
    card = browser.get(f"/viec/{occurrence.pk}").content.decode()
    assert f"Văn bản đang ghi: “{COUNCIL}”" in card
    assert re.search(r'value="add"\s+checked', card)
    browser.post(f"/viec/{occurrence.pk}", {"way": "done", "text": "Kết quả tốt", "answer": ""})
    assert column(task) == f"{COUNCIL}\nKết quả tốt"


def test_who_chooses_so_replaces_it_and_the_secretary_puts_it_back(signed_in: SignIn, an: User, binh: User, plan: Plan):
    task, occurrence = told_line(plan, binh)
    fields = {"way": "done", "text": "Đã sửa 10 phòng", "column": "replace"}
    signed_in(binh).post(f"/viec/{occurrence.pk}", fields)
    assert column(task) == "Đã sửa 10 phòng"
    secretary = signed_in(an)
    assert f"/ke-hoach/{plan.pk}/chu-vua-doi" in secretary.get("/tong-quan").content.decode()
    for where in (f"/ke-hoach/{plan.pk}/chu-vua-doi", f"/ke-hoach/{plan.pk}/dong/{task.pk}"):
        words = on_one_line(secretary.get(where).content.decode())
        assert f'<dt>Trước</dt><dd class="words">{COUNCIL}</dd>' in words
        assert '<dt>Nay</dt><dd class="words">Đã sửa 10 phòng</dd>' in words
    restore(secretary, plan, task)
    assert column(task) == COUNCIL
    assert Update.objects.get(task=task).text == "Đã sửa 10 phòng"
    assert "trả lại chữ trong cột kết quả" in secretary.get(f"/ke-hoach/{plan.pk}/cau-chuyen").content.decode()


def restore(browser: Client, plan: Plan, task: Task) -> None:
    (each,) = browser.get(f"/ke-hoach/{plan.pk}/chu-vua-doi").context["found"]
    browser.post(f"/ke-hoach/{plan.pk}/dong/{task.pk}/tra-lai-chu", {"seen": each.mark})


def test_words_another_wrote_meanwhile_are_not_replaced_by_who_saw_the_old_ones(
    signed_in: SignIn, an: User, binh: User, plan: Plan
):
    task, occurrence = told_line(plan, binh)
    browser = signed_in(binh)
    seen = re.search(r'name="seen-words"\s+value="(\w+)"', browser.get(f"/viec/{occurrence.pk}").content.decode())
    assert seen
    report_cells(an, task, [CellEdit(task.pk, "ongoing", f"{COUNCIL}, bổ sung 2 phòng")])
    fields = {"way": "done", "text": "Đã sửa 10 phòng", "column": "replace", "seen-words": seen[1]}
    asked = browser.post(f"/viec/{occurrence.pk}", fields)
    assert asked.status_code == 422
    card = asked.content.decode()
    assert "vừa được ghi khác" in card
    assert "Đã sửa 10 phòng" in card
    assert f"{COUNCIL}, bổ sung 2 phòng" in card
    assert column(task) == f"{COUNCIL}, bổ sung 2 phòng"
    browser.post(f"/viec/{occurrence.pk}", {**fields, "column": "add"})
    assert column(task) == f"{COUNCIL}, bổ sung 2 phòng\nĐã sửa 10 phòng"


def test_the_card_asks_whether_a_waiting_is_over_and_keeps_the_sentence(signed_in: SignIn, binh: User, plan: Plan):
    _, occurrence = told_line(plan, binh)
    browser, where = signed_in(binh), f"/viec/{occurrence.pk}"
    browser.post(where, {"way": "stuck", "stuck": "waiting", "whom": "Sở Xây dựng", "reason": "thẩm định"})
    asked = browser.post(where, {"way": "ongoing", "text": "Đang làm phần nền"})
    words = asked.content.decode()
    assert asked.status_code == 422
    assert "Hết chờ Sở Xây dựng?" in words
    assert "Đang làm phần nền" in words
    browser.post(where, {"way": "ongoing", "text": "Đang làm phần nền", "over": "0"})
    assert Waiting.objects.get().until is None
    browser.post(where, {"way": "done", "text": "Xong 12 phòng ngày 5/11", "over": "1"})
    assert Waiting.objects.get().until


def test_an_answer_about_the_waiting_is_kept_while_another_question_is_asked(signed_in: SignIn, binh: User, plan: Plan):
    _, occurrence = told_line(plan, binh)
    browser, where = signed_in(binh), f"/viec/{occurrence.pk}"
    browser.post(where, {"way": "stuck", "stuck": "waiting", "whom": "Sở Xây dựng", "reason": "thẩm định"})
    asked = browser.post(where, {"way": "done", "text": "Kết quả tốt", "over": "1"}).content.decode()
    assert "Bao nhiêu?" in asked
    assert '<input type="hidden" name="over" value="1">' in asked


def test_the_same_key_with_other_words_is_never_thanked_and_dropped(signed_in: SignIn, binh: User, plan: Plan):
    task, occurrence = told_line(plan, binh)
    browser, where = signed_in(binh), f"/viec/{occurrence.pk}"
    browser.post(where, {"way": "ongoing", "text": "Đã sửa 3 phòng", "key": "k1"})
    browser.post(where, {"way": "ongoing", "text": "Đã sửa 7 phòng", "key": "k1"})
    assert set(task.updates.values_list("text", flat=True)) == {"Đã sửa 3 phòng", "Đã sửa 7 phòng"}
