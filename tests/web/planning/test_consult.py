"""The pages of the round trip: the plan goes out as a file, comes back, and every change waits for a tap."""

from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, Unit, User
from caitien.consulting.consult import send_out
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.plans.models import Consultation, Plan
from tests.plans.reports import report, with_plan_row
from tests.web.conftest import SignIn
from tests.web.page import on_one_line


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


@pytest.fixture
def sent(an: User, plan: Plan) -> Consultation:
    return send_out(an, plan, to="Tổ văn phòng", suffix=".docx")


def come_back(browser: Client, sent: Consultation, edited: Paper, name: str = "góp ý.docx") -> HttpResponse:
    """Drop the edited file on the page."""
    data = write(edited, edited.form, name[-5:])
    assert isinstance(data, bytes)
    file = BytesIO(data)
    file.name = name
    where = f"/ke-hoach/{sent.plan_id}/lay-y-kien/nhan"
    return browser.post(where, {"luot": sent.pk, "file": file})


def page_of(sent: Consultation) -> str:
    return f"/ke-hoach/{sent.plan_id}/lay-y-kien/{sent.pk}"


def test_the_plan_goes_out_to_a_unit_and_the_file_comes_down(desk: Client, school: School, plan: Plan):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    answer = desk.post(f"/ke-hoach/{plan.pk}/lay-y-kien", {"unit": unit.pk, "to": "", "suffix": ".xlsx"})
    sent = Consultation.objects.get()
    assert (sent.unit, sent.to, answer.url) == (unit, "Tổ Toán", page_of(sent))
    file = desk.get(f"{page_of(sent)}/tep")
    assert file["Content-Disposition"] == 'attachment; filename="lay-y-kien-2026-2027-to-toan.xlsx"'
    back = read(file.content, name="a.xlsx")
    assert isinstance(back, Paper)
    assert back.plan.items == report().plan.items
    assert "Chưa gửi lại" in desk.get(f"/ke-hoach/{plan.pk}/lay-y-kien").content.decode()


def test_a_file_for_nobody_is_not_made_and_the_page_says_what_to_do(desk: Client, plan: Plan):
    answer = desk.post(f"/ke-hoach/{plan.pk}/lay-y-kien", {"unit": "", "to": " ", "suffix": ".docx"})
    assert (answer.status_code, Consultation.objects.count()) == (422, 0)
    assert "Xin chọn một tổ, hoặc ghi gửi cho ai." in answer.content.decode()


def test_what_was_changed_shows_by_colour_and_by_marks(desk: Client, sent: Consultation):
    answer = come_back(desk, sent, with_plan_row(report(), 3, owners="Tổ văn phòng và Đoàn trường"))
    assert answer.url == page_of(sent)
    shown = on_one_line(desk.get(answer.url).content.decode())
    assert "1 góp ý, 1 chờ xem" in shown
    assert "<ins>phòng và Đoàn trường</ins>" in shown
    assert "<del>phòng</del>" in shown


def test_a_cell_the_plan_changed_meanwhile_shows_all_three_texts(desk: Client, plan: Plan, sent: Consultation):
    come_back(desk, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    plan.tasks.filter(plan_row=3).update(owners="Tổ Sinh")
    shown = desk.get(page_of(sent)).content.decode()
    assert "Kế hoạch đã đổi từ khi gửi" in shown
    assert all(text in shown for text in ("Tổ văn phòng", "Toán</ins>", "Sinh</ins>", "Giữ chữ nay"))
    assert 'name="chon"' not in shown


def test_what_two_units_want_of_one_cell_is_shown_together(desk: Client, an: User, plan: Plan, sent: Consultation):
    other = send_out(an, plan, to="Công đoàn", suffix=".docx")
    come_back(desk, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    come_back(desk, other, with_plan_row(report(), 3, owners="Công đoàn trường"))
    shown = desk.get(page_of(sent)).content.decode()
    assert "<q>Công đoàn trường</q>" in shown


def test_suggestions_are_refused_one_by_one_and_many_at_once(desk: Client, sent: Consultation):
    edited = report()
    for index in range(4):
        edited = with_plan_row(edited, index, owners=f"Tổ số {index}")
    come_back(desk, sent, edited)
    first, *rest = sent.suggestions.order_by("position").values_list("pk", flat=True)
    desk.post(f"{page_of(sent)}/quyet-dinh", {"khong": f"{first}.x"})
    desk.post(f"{page_of(sent)}/quyet-dinh", {"khong": "muc-da-chon", "chon": rest[:2]})
    assert list(sent.suggestions.order_by("position").values_list("state", flat=True)) == [*["refused"] * 3, "open"]
    assert "4 góp ý, 1 chờ xem" in desk.get(page_of(sent)).content.decode()
    assert "Không nhận, Nguyễn Thị An" in desk.get(f"{page_of(sent)}?xem=tat-ca").content.decode()


def test_a_tap_takes_a_suggestion_into_the_plan_and_all_the_others_follow_at_once(desk: Client, sent: Consultation):
    come_back(desk, sent, with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time="Trước 30/11"))
    page = desk.get(page_of(sent))
    first = page.context["suggestions"][0]
    answer = desk.post(f"{page_of(sent)}/quyet-dinh", {"nhan": f"{first.row.pk}.{first.mark}"}, follow=True)
    assert "1 góp ý đã vào kế hoạch." in answer.content.decode()
    assert "2 góp ý, 1 chờ xem" in answer.content.decode()
    answer = desk.post(f"{page_of(sent)}/quyet-dinh", {"nhan": "tat-ca"}, follow=True)
    assert "2 góp ý, đã xem hết" in answer.content.decode()
    tasks = sent.plan.tasks
    assert (tasks.get(plan_row=3).owners, tasks.get(plan_row=7).time) == ("Tổ Toán", "Trước 30/11")


def test_accepting_all_tells_what_is_still_asked_about(desk: Client, plan: Plan, sent: Consultation):
    come_back(desk, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    plan.tasks.filter(plan_row=3).update(owners="Tổ Sinh")
    answer = desk.post(f"{page_of(sent)}/quyet-dinh", {"nhan": "tat-ca"}, follow=True)
    said = "1 góp ý chưa nhận được: kế hoạch đã ghi khác từ khi gửi tệp; xin xem riêng chỗ này."
    assert said in answer.content.decode()


def test_a_file_of_another_year_is_told_beside_the_drop_zone(desk: Client, sent: Consultation):
    answer = come_back(desk, sent, report(school_year="2025-2026"))
    assert answer.status_code == 422
    assert "Tệp này của năm học 2025-2026" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.returned_at is None


def test_a_file_that_cannot_be_read_says_why(desk: Client, sent: Consultation):
    file = BytesIO(b"%PDF-1.7 no pages")
    file.name = "góp ý.pdf"
    answer = desk.post(f"/ke-hoach/{sent.plan_id}/lay-y-kien/nhan", {"luot": sent.pk, "file": file})
    assert answer.status_code == 422
    assert "kế hoạch và các góp ý trước vẫn nguyên" in answer.content.decode()


def test_a_dropped_report_can_be_taken_for_a_returned_file(desk: Client, plan: Plan, upload: object):
    answer = desk.post(f"/ke-hoach/{plan.pk}/lay-y-kien/tu-tep/{upload.pk}")  # type: ignore[attr-defined]
    assert answer.url == page_of(Consultation.objects.get())
    assert "không sửa ô nào" in desk.get(answer.url).content.decode()


def test_another_school_finds_neither_page_nor_file(signed_in: SignIn, chi: User, sent: Consultation):
    browser = signed_in(chi)
    for where in (page_of(sent), f"{page_of(sent)}/tep", f"/ke-hoach/{sent.plan_id}/lay-y-kien"):
        assert browser.get(where).status_code == 404
    assert browser.post(f"{page_of(sent)}/quyet-dinh", {"khong": "tat-ca"}).status_code == 404


def test_a_file_is_only_found_under_its_own_plan(desk: Client, school: School, sent: Consultation):
    other = adopt(school, report(5, school_year="2027-2028"))[0]
    assert desk.get(f"/ke-hoach/{other.pk}/lay-y-kien/{sent.pk}").status_code == 404


def test_the_pages_ask_the_same_of_the_database_for_few_and_for_many(desk: Client, an: User, plan: Plan):
    counts = {}
    for changed in (2, 28):
        edited = report()
        for index in range(changed):
            edited = with_plan_row(edited, index, owners=f"Tổ số {index}", time="Tháng 3")
        sent = send_out(an, plan, to=f"Nơi {changed}", suffix=".docx")
        come_back(desk, sent, edited)
        for where in (page_of(sent), f"/ke-hoach/{plan.pk}/lay-y-kien"):
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(where).status_code == 200
            counts.setdefault(where.count("/"), []).append(len(asked))
    assert all(few == many <= 12 for few, many in counts.values())
