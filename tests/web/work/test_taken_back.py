"""What one sent oneself can be taken back: a report for half an hour, a submission until it is decided."""

from datetime import date, timedelta

import pytest
from django.test import Client

from caitien.access.models import School, User
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.put_aside import ADOPTED, put_aside
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Assignment, Plan, Task, Upload
from caitien.plans.table.edit import CellEdit
from caitien.plans.table.report_cells import report_cells
from caitien.work.models import Letter, Occurrence, Update, Waiting
from caitien.work.outside.waiting import open_waiting, record_letter
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import chair_of
from tests.plans.reports import report
from tests.web.conftest import SignIn
from tests.web.planning.test_life import signing


@pytest.fixture
def occurrence(plan: Plan, binh: User) -> Occurrence:
    """Of Bình's line, under way, with words of the council."""
    task = plan.tasks.filter(result_row__isnull=False).order_by("position")[0]
    Task.objects.filter(pk=task.pk).update(state="ongoing", ongoing="Nghiệm thu 12 phòng", done="", not_started="")
    Assignment.objects.create(school=plan.school, task=task, user=binh)
    plan.save()
    refresh_occurrences([plan])
    return Occurrence.objects.filter(task=task).order_by("number")[0]


def told(browser: Client, occurrence: Occurrence, **fields: str) -> Update:
    browser.post(f"/viec/{occurrence.pk}", {"way": "done", "text": "Xong 13 phòng ngày 3/11", **fields})
    return Update.objects.order_by("-pk")[0]


@pytest.mark.each_database
def test_a_report_taken_back_leaves_all_as_it_was_and_both_in_the_story(
    signed_in: SignIn, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    update = told(browser, occurrence, column="replace")
    where = f"/ke-hoach/{occurrence.plan_id}/dong/{occurrence.task_id}"
    assert f"/viec/loi-bao/{update.pk}/rut-lai" in browser.get(where).content.decode()
    browser.post(f"/viec/loi-bao/{update.pk}/rut-lai")
    task = Task.objects.get(pk=occurrence.task_id)
    assert (task.state, task.ongoing, task.done) == ("ongoing", "Nghiệm thu 12 phòng", "")
    occurrence.refresh_from_db()
    assert (occurrence.state, occurrence.begun) == (WorkState.ONGOING, True)
    page = browser.get(where).content.decode()
    assert "Xong 13 phòng ngày 3/11" in page
    assert "Rút lại lời báo lúc" in page


def test_on_ones_own_page_only_the_last_report_of_a_line_is_offered_to_be_taken_back(
    signed_in: SignIn, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    first = told(browser, occurrence, text="Xong 12 phòng ngày 2/11")
    last = told(browser, occurrence)
    page = browser.get("/viec").content.decode()
    assert f"/viec/loi-bao/{last.pk}/rut-lai" in page
    assert f"/viec/loi-bao/{first.pk}/rut-lai" not in page
    browser.post(f"/viec/loi-bao/{last.pk}/rut-lai")
    assert "/rut-lai" not in browser.get("/viec").content.decode()  # neither it nor what took it back


def test_a_waiting_that_began_with_the_report_ends_with_it(signed_in: SignIn, binh: User, occurrence: Occurrence):
    browser = signed_in(binh)
    update = told(browser, occurrence, way="stuck", stuck="waiting", whom="Sở Xây dựng", reason="thẩm định")
    browser.post(f"/viec/loi-bao/{update.pk}/rut-lai")
    assert Waiting.objects.get().until
    occurrence.refresh_from_db()
    assert occurrence.state == WorkState.ONGOING


def test_a_waiting_that_ended_with_the_report_goes_on(signed_in: SignIn, binh: User, occurrence: Occurrence):
    browser = signed_in(binh)
    told(browser, occurrence, way="stuck", stuck="waiting", whom="Sở Xây dựng", reason="thẩm định")
    over = told(browser, occurrence, over="1")
    assert Waiting.objects.get().until
    browser.post(f"/viec/loi-bao/{over.pk}/rut-lai")
    waiting = Waiting.objects.get()
    assert (waiting.whom, waiting.until, waiting.outcome) == ("Sở Xây dựng", None, "")
    occurrence.refresh_from_db()
    assert occurrence.state == WorkState.WAITING


@pytest.mark.each_database
def test_of_two_waits_for_one_body_the_ended_one_stays_ended(
    signed_in: SignIn, an: User, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    told(browser, occurrence, way="stuck", stuck="waiting", whom="Sở Xây dựng", reason="thẩm định")
    over = told(browser, occurrence, way="ongoing", over="1")
    again = open_waiting(
        an, over.task, name="Sở Xây dựng", what="thẩm định lại", since=date.today(), today=date.today()
    )
    assert isinstance(again, Waiting)
    browser.post(f"/viec/loi-bao/{over.pk}/rut-lai")
    assert list(Waiting.objects.filter(until=None)) == [again]


def test_what_the_secretary_wrote_since_is_not_overwritten_by_taking_back(
    signed_in: SignIn, an: User, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    update = told(browser, occurrence)
    task = Task.objects.get(pk=occurrence.task_id)
    report_cells(an, task, [CellEdit(task.pk, "done", "Hội đồng nghiệm thu 13 phòng, biên bản 07")])
    since = browser.post(f"/viec/loi-bao/{update.pk}/rut-lai", follow=True)
    assert "đã được sửa sau lời báo" in since.content.decode()
    task.refresh_from_db()
    assert (task.state, task.done) == ("done", "Hội đồng nghiệm thu 13 phòng, biên bản 07")


def test_it_is_too_late_after_half_an_hour_or_once_more_was_told_and_nobody_elses(
    signed_in: SignIn, an: User, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    first = told(browser, occurrence)
    other = signed_in(an).post(f"/viec/loi-bao/{first.pk}/rut-lai", follow=True)
    assert "Chỉ người báo rút lại được" in other.content.decode()
    told(browser, occurrence, text="Thêm một phòng nữa, ngày 4/11")
    since = browser.post(f"/viec/loi-bao/{first.pk}/rut-lai", follow=True)
    assert "Đã có lời báo khác sau lời này" in since.content.decode()
    last = Update.objects.order_by("-pk")[0]
    Update.objects.filter(pk=last.pk).update(at=last.at - timedelta(minutes=31))
    Update.objects.filter(pk=first.pk).update(at=first.at - timedelta(minutes=32))
    late = browser.post(f"/viec/loi-bao/{last.pk}/rut-lai", follow=True)
    assert "Đã quá 30 phút" in late.content.decode()
    assert Update.objects.count() == 2


@pytest.mark.each_database
def test_a_submission_is_taken_back_by_who_sent_it_until_it_is_decided(signed_in: SignIn, an: User, plan: Plan):
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/phe-duyet"
    browser.post(f"{where}/trinh", signing(browser.get(where)))
    assert "Rút lại để sửa tiếp" in browser.get(where).content.decode()
    assert "Đã rút lại" in browser.post(f"{where}/rut-lai", follow=True).content.decode()
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert "vừa được người khác" in browser.post(f"{where}/rut-lai", follow=True).content.decode()


# --- a letter's record, a file dropped by mistake ---------------------------------------------------------------------


@pytest.fixture
def letter(plan: Plan, an: User) -> Letter:
    """A letter of a wait of the plan's first line."""
    task = plan.tasks.order_by("position")[0]
    wait = open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=date(2026, 9, 1), today=date(2026, 10, 1))
    assert isinstance(wait, Waiting)
    said = {"number": "15/CV", "date": date(2026, 9, 2), "summary": "Xin thẩm định", "today": date(2026, 10, 1)}
    found = record_letter(an, wait, way="sent", **said)
    assert isinstance(found, Letter)
    return found


def corrected(browser: Client, letter: Letter, **fields: str):
    where = f"/cho/{letter.waiting_id}/cong-van/{letter.pk}"
    seen = browser.get(where).context["seen"]
    said = {"way": "sent", "number": "51/CV", "date": "03/09/2026", "summary": "Xin thẩm định", "seen": seen}
    return browser.post(where, said | fields)


def test_a_letters_record_is_corrected_also_when_plan_and_wait_are_over_and_the_story_keeps_both(
    signed_in: SignIn, an: User, plan: Plan, letter: Letter
):
    browser = signed_in(an)
    Waiting.objects.filter(pk=letter.waiting_id).update(until=date(2026, 10, 1), outcome="Đã có ý kiến")
    Plan.objects.filter(pk=plan.pk).update(state="closed")
    assert f"/cho/{letter.waiting_id}/cong-van/{letter.pk}" in browser.get(f"/cho/{letter.waiting_id}").content.decode()
    assert corrected(browser, letter).status_code == 302
    letter.refresh_from_db()
    assert (letter.number, letter.date) == ("51/CV", date(2026, 9, 3))
    story = browser.get(f"/ke-hoach/{plan.pk}/cau-chuyen").content.decode()
    assert "sửa lời ghi công văn của việc chờ Sở Xây dựng" in story
    assert "15/CV" in story


@pytest.mark.each_database
def test_of_two_who_correct_a_letter_the_slower_keeps_their_words(signed_in: SignIn, an: User, letter: Letter):
    browser = signed_in(an)
    corrected(browser, letter)
    late = corrected(browser, letter, number="99/CV", seen="x")
    assert late.status_code == 422
    assert "Người khác vừa sửa lời ghi này" in late.content.decode()
    assert 'value="99/CV"' in late.content.decode()
    letter.refresh_from_db()
    assert letter.number == "51/CV"


def test_a_file_dropped_by_mistake_is_put_aside_and_taken_back_by_its_sender_only(
    signed_in: SignIn, an: User, plan: Plan, upload: Upload, school: School
):
    Upload.objects.filter(pk=upload.pk).update(plan=None, adopted_at=None)
    browser, where = signed_in(an), f"/nhap/{upload.pk}/de-rieng"
    other = signed_in(chair_of(school))
    assert where in browser.get("/nhap").content.decode()
    assert where not in other.get("/nhap").content.decode()
    other.post(where, {"aside": "1"})
    upload.refresh_from_db()
    assert upload.put_aside_at is None
    assert upload.name in browser.get("/").content.decode()
    browser.post(where, {"aside": "1"})
    assert upload.name not in browser.get("/").content.decode().split("</h1>")[1].split("Nhật ký")[0]
    listed = browser.get("/nhap").content.decode()
    assert "Để riêng</span>" in listed
    assert browser.get(f"/nhap/{upload.pk}").status_code == 200
    browser.post(where, {"aside": "0"})
    upload.refresh_from_db()
    assert upload.put_aside_at is None
    trail = browser.get("/truong/nhat-ky").content.decode()
    assert f"để riêng tệp {upload.name}" in trail
    assert f"lấy lại tệp {upload.name}" in trail


def test_what_is_in_the_plan_is_not_put_aside_and_the_same_file_again_waits_again(an: User, upload: Upload, plan: Plan):
    upload.refresh_from_db()
    assert put_aside(an, upload, aside=True) == ADOPTED
    Upload.objects.filter(pk=upload.pk).update(plan=None, adopted_at=None)
    upload.refresh_from_db()
    assert isinstance(put_aside(an, upload, aside=True), Upload)
    again = receive_paper(an, upload.school, name="bc.docx", data=b"the bytes of the file", paper=report())
    assert (again.pk, again.put_aside_at) == (upload.pk, None)
