"""The pages about answers without an account: who has a link, the sheet that comes back, people who sign in nowhere."""

# ruff: noqa: F811 - fixtures are imported

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, Unit, User
from caitien.nudges.links import fresh_links
from caitien.nudges.models import AnswerSheet
from caitien.plans.models import Task
from caitien.work.models import Occurrence, Update
from tests.nudges.conftest import cuc, occurrence, paper, plan, task, unit  # noqa: F401 - fixtures
from tests.web.conftest import SignIn


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


@pytest.fixture
def sheet(an: User, school: School, occurrence: Occurrence, cuc: User) -> AnswerSheet:
    """Two lines: Cúc's, and one whose days were worked out anew meanwhile."""
    line = {"occurrence": occurrence.pk, "user": cuc.pk, "who": str(cuc), "words": "Sửa phòng học", "due": "2026-12-31"}
    gone = {**line, "occurrence": 0, "words": "Sơn cổng trường"}
    return AnswerSheet.objects.create(school=school, unit_name="Tổ Văn", lines=[line, gone], by=an)


def test_the_link_of_one_line_is_made_beside_it_and_shown_this_once(desk: Client, cuc: User, task: Task):
    shown = desk.post("/bao-viec/duong-dan", {"person": cuc.pk, "task": task.pk})
    link = shown.context["address"]
    page = shown.content.decode()
    assert link in page
    assert "data:image/png;base64," in page
    assert "Kính gửi thầy cô Đỗ Thị Cúc" in page
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert link not in desk.get("/bao-viec").content.decode()


def test_a_school_without_units_is_told_where_to_write_them(desk: Client, school: School):
    assert "Trường chưa ghi tổ nào" in desk.get("/bao-viec").content.decode()
    Unit.objects.create(school=school, name="Tổ Văn")
    assert "Trường chưa ghi tổ nào" not in desk.get("/bao-viec").content.decode()


def test_a_link_is_taken_back_with_one_tap(desk: Client, cuc: User, task: Task):
    link = desk.post("/bao-viec/duong-dan", {"person": cuc.pk, "task": task.pk}).context
    desk.post(f"/bao-viec/duong-dan/{link['link'].pk}/thu-hoi")
    assert Client().get(link["address"].removeprefix("http://testserver")).status_code == 404
    assert "Chưa có đường dẫn nào đang dùng." in desk.get("/bao-viec").content.decode()


def test_what_is_missing_offers_a_link_beside_each_line(desk: Client, cuc: User, task: Task, occurrence: Occurrence):
    Occurrence.objects.filter(pk=occurrence.pk).update(due="2026-09-15", told_at=None)
    page = desk.get("/viec/con-thieu").content.decode()
    assert "Cho Đỗ Thị Cúc" in page
    assert 'action="/bao-viec/duong-dan"' in page


def test_a_reminder_says_whom_it_does_not_reach(desk: Client, task: Task):
    page = desk.post(f"/viec/con-thieu/{task.pk}/nhac", follow=True).content.decode()
    assert "Đỗ Thị Cúc chưa có tài khoản nên không thấy lời nhắc." in page


def test_a_sheet_is_typed_in_what_cannot_be_kept_stays_typed(desk: Client, sheet: AnswerSheet, cuc: User, an: User):
    where = f"/bao-viec/phieu/{sheet.pk}"
    sent = {"s-0": "1", "t-0": "Đã sửa 3 phòng", "s-1": "2", "t-1": "Đã sơn một nửa"}
    answered = desk.post(where, sent)
    assert answered.status_code == 422
    page = answered.content.decode()
    assert "Đã ghi 1 dòng của phiếu." in page
    assert 'value="Đã sơn một nửa"' in page
    assert "Việc này vừa được tính lại ngày." in page
    update = Update.objects.get()
    assert (update.text, update.by, update.spoken_for) == ("Đã sửa 3 phòng", an, str(cuc))
    assert "đã nhập" in desk.get(where).content.decode()


def test_a_sentence_without_a_tick_is_asked_about(desk: Client, sheet: AnswerSheet):
    answered = desk.post(f"/bao-viec/phieu/{sheet.pk}", {"t-0": "Đã sửa 3 phòng"})
    assert answered.status_code == 422
    assert "Xin chọn trạng thái cho dòng có ghi chữ." in answered.content.decode()
    assert not Update.objects.exists()


def test_the_line_says_how_its_reports_came(desk: Client, sheet: AnswerSheet, task: Task):
    desk.post(f"/bao-viec/phieu/{sheet.pk}", {"s-0": "1", "t-0": "Đã sửa 3 phòng"})
    page = " ".join(desk.get(f"/ke-hoach/{task.plan_id}/dong/{task.pk}").content.decode().split())
    assert "bằng phiếu giấy" in page
    assert "báo thay Đỗ Thị Cúc" in page


def test_who_has_no_account_is_said_so_and_offered_no_password(desk: Client, cuc: User):
    page = desk.get("/truong/nguoi?tim=cuc").content.decode()
    assert "chưa có tài khoản" in page
    assert "đặt lại mật khẩu của Đỗ Thị Cúc" not in page


def test_the_list_asks_no_more_for_many_links_than_for_one(desk: Client, an: User, school: School, task: Task):
    counts = []
    for number in (1, 20):
        people = [User(username=f"nguoi-{number}-{each}", name=f"Người {each}") for each in range(number)]
        made = User.objects.bulk_create(people)
        fresh_links(an, school, made, task=task)
        with CaptureQueriesContext(connection) as asked:
            desk.get("/bao-viec")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 17, counts


def test_a_teacher_sees_neither_links_nor_sheets(signed_in: SignIn, binh: User, sheet: AnswerSheet):
    for where in ("/bao-viec", f"/bao-viec/phieu/{sheet.pk}"):
        assert signed_in(binh).get(where).status_code == 403
