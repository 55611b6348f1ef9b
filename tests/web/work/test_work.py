"""The pages of the year's work: one's own, what is missing, words that name no day, and the files."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from caitien.access.models import School, User
from caitien.documents.pictures.clean import picture_kind
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.models import Attachment, Comment, Occurrence, Timing, Update
from caitien.work.reporting.objections import QUESTION
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import chair_of
from tests.plans.reports import report, with_plan_row
from tests.specimens.pictures import PLACE, exif, photo
from tests.web.conftest import SignIn
from tests.web.everywhere.test_queries import _queries
from tests.web.page import on_one_line

PNG = photo("png", exif=exif())
FACT = "Lắp xong 12 máy chiếu ngày 14/11"


@pytest.fixture
def lines(school: School, binh: User) -> Plan:
    """A plan whose first lines are Bình's: one long overdue, one of the whole year, one without a day."""
    year = timezone.localdate().year
    paper = report(8, school_year=f"{year}-{year + 1}")
    for row, words in ((1, "Tháng 1/2020"), (2, "2019-2040"), (4, "Khi có vốn")):
        paper = with_plan_row(paper, row, time=words)
    plan, _ = adopt(school, paper)
    for row in (1, 2, 4):
        Assignment.objects.create(school=school, task=plan.tasks.get(plan_row=row), user=binh)
    refresh_occurrences([plan])
    return plan


def occurrence_of(plan: Plan, row: int) -> Occurrence:
    refresh_occurrences([plan])
    return Occurrence.objects.get(task__plan_row=row, plan=plan)


def test_a_teachers_first_page_is_their_own_work_overdue_first(signed_in: SignIn, binh: User, lines: Plan):
    browser = signed_in(binh)
    answer = browser.get("/", follow=True)
    assert answer.redirect_chain == [("/viec", 302)]
    words = answer.content.decode()
    assert words.index("Quá hạn") < words.index("Công việc thứ 1") < words.index("Đang trong thời gian làm")
    assert words.index("Công việc thứ 2") < words.index("Chưa có hạn") < words.index("Công việc thứ 4")
    assert "Công việc thứ 3" not in words
    assert "1 việc quá hạn" in words


def test_a_tap_and_a_sentence_work_without_a_script(signed_in: SignIn, binh: User, lines: Plan):
    occurrence = occurrence_of(lines, 1)
    answer = signed_in(binh).post(f"/viec/{occurrence.pk}", {"way": "done", "text": FACT}, follow=True)
    assert answer.redirect_chain == [(f"/viec#viec-{occurrence.pk}", 302)]
    assert "Đã ghi" in answer.content.decode()
    assert Task.objects.get(plan_row=1).done == f"Kết quả thứ 1\n{FACT}"


def test_what_was_typed_is_still_there_when_it_is_not_kept(signed_in: SignIn, binh: User, lines: Plan):
    browser, where = signed_in(binh), f"/viec/{occurrence_of(lines, 1).pk}"
    for sent, told in (
        ({"text": FACT}, "Xin chọn Xong, Đang làm hay Vướng."),
        ({"way": "stuck", "text": FACT}, "Xin chọn vướng thế nào"),
        ({"way": "stuck", "stuck": "waiting", "text": FACT}, "Xin ghi đang chờ ai"),
    ):
        answer = browser.post(where, sent)
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert FACT in answer.content.decode()
    assert not Update.objects.exists()


def test_praise_is_asked_about_once_and_the_question_may_be_passed_over(signed_in: SignIn, binh: User, lines: Plan):
    browser, where = signed_in(binh), f"/viec/{occurrence_of(lines, 1).pk}"
    asked = browser.post(where, {"way": "done", "text": "Kết quả tốt", "key": "a1"})
    words = asked.content.decode()
    assert QUESTION in words
    assert 'value="a1"' in words
    browser.post(where, {"way": "done", "text": "Kết quả tốt", "key": "a1", "answer": ""})
    assert Update.objects.get().key == "a1"


def test_a_script_gets_the_card_alone(signed_in: SignIn, binh: User, lines: Plan):
    where = f"/viec/{occurrence_of(lines, 1).pk}"
    answer = signed_in(binh).post(where, {"way": "done", "text": FACT}, headers={"HX-Request": "true"})
    words = answer.content.decode()
    assert answer.status_code == 200
    assert words.lstrip().startswith("<article")
    assert "data-kept" in words


def test_who_comes_second_sees_both_words(signed_in: SignIn, an: User, binh: User, lines: Plan):
    occurrence = occurrence_of(lines, 1)
    page = signed_in(binh).get(f"/viec/{occurrence.pk}").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    signed_in(an).post(f"/viec/{occurrence.pk}", {"way": "done", "text": FACT})
    answer = signed_in(binh).post(f"/viec/{occurrence.pk}", {"way": "ongoing", "text": "Mới 5 máy", "seen": seen[1]})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Nguyễn Thị An vừa báo" in words
    assert FACT in words
    assert "Mới 5 máy" in words


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_photo_comes_back_as_a_download_and_never_as_a_page(signed_in: SignIn, binh: User, lines: Plan, chi: User):
    photo = SimpleUploadedFile("mái nhà.png", PNG)
    signed_in(binh).post(f"/viec/{occurrence_of(lines, 1).pk}", {"way": "done", "text": "Xong", "file": photo})
    kept = Attachment.objects.get()
    answer = signed_in(binh).get(f"/viec/tep/{kept.pk}")
    assert picture_kind(answer.content) == "png"
    assert PLACE.encode() in PNG
    assert PLACE.encode() not in answer.content
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert signed_in(chi).get(f"/viec/tep/{kept.pk}").status_code == 404
    task = Task.objects.get(plan_row=1)
    page = on_one_line(signed_in(binh).get(f"/ke-hoach/{lines.pk}/dong/{task.pk}").content.decode())
    assert f'<img src="/viec/tep/{kept.pk}"' in page


def test_a_file_that_cannot_be_kept_is_told_and_the_words_stay(signed_in: SignIn, binh: User, lines: Plan):
    page = SimpleUploadedFile("anh.png", b"<html><script>alert(1)</script>", content_type="image/png")
    answer = signed_in(binh).post(f"/viec/{occurrence_of(lines, 1).pk}", {"way": "done", "text": FACT, "file": page})
    assert answer.status_code == 422
    assert "Chỉ kèm được ảnh" in answer.content.decode()
    assert FACT in answer.content.decode()
    assert not Update.objects.exists()


# --- what is missing --------------------------------------------------------------------------------------------------


def test_an_sees_what_is_missing_from_whom_and_asks_with_one_tap(signed_in: SignIn, an: User, binh: User, lines: Plan):
    browser = signed_in(an)
    words = browser.get("/viec/con-thieu").content.decode()
    assert "Công việc thứ 0" in words
    assert "quá hạn 31/01/2020" in words
    assert "- Trần Văn Bình: 2.1 Công việc thứ 1" in words
    task = Task.objects.get(plan_row=1)
    browser.post(f"/viec/con-thieu/{task.pk}/nhac")
    assert Comment.objects.get().kind == Comment.Kind.REMINDER
    assert "đã nhắc" in browser.get("/viec/con-thieu").content.decode()
    own = signed_in(binh).get("/viec").content.decode()
    assert "Có người hỏi thầy cô" in own


def test_a_line_of_nobody_leads_to_giving_it_to_someone(signed_in: SignIn, an: User, lines: Plan):
    task = Task.objects.get(plan_row=0)
    answer = signed_in(an).post(f"/viec/con-thieu/{task.pk}/nhac", follow=True)
    assert "chưa giao cho ai" in answer.content.decode()


def test_nothing_missing_says_so(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    assert "chưa có kế hoạch" in browser.get("/viec/con-thieu").content.decode()
    plan, _ = adopt(school, report(2))
    Task.objects.filter(plan=plan).update(state="done")
    assert "Không thiếu gì" in browser.get("/viec/con-thieu").content.decode()


# --- words that name no day -------------------------------------------------------------------------------------------


def test_an_says_when_for_words_that_name_no_day(signed_in: SignIn, an: User, lines: Plan):
    browser, task = signed_in(an), Task.objects.get(plan_row=4)
    where = f"/ke-hoach/{lines.pk}/hoi-ngay"
    assert "Khi có vốn" in browser.get(where).content.decode()
    wrong = browser.post(where, {"task": task.pk, "due": "cuối năm"})
    assert wrong.status_code == 422
    assert "cuối năm" in wrong.content.decode()
    browser.post(where, {"task": task.pk, "due": "31/03/2027"})
    assert occurrence_of(lines, 4).due == date(2027, 3, 31)
    assert "Dòng nào cũng đã rõ ngày" in browser.get(where).content.decode()


def test_an_may_say_there_is_no_day(signed_in: SignIn, an: User, lines: Plan):
    task = Task.objects.get(plan_row=4)
    signed_in(an).post(f"/ke-hoach/{lines.pk}/hoi-ngay", {"task": task.pk, "none": "1"})
    assert not occurrence_of(lines, 4).asked


def test_days_another_gave_meanwhile_are_shown_before_they_are_replaced(signed_in: SignIn, an: User, lines: Plan):
    where, task = f"/ke-hoach/{lines.pk}/hoi-ngay", lines.tasks.get(plan_row=4)
    chair = chair_of(lines.school)
    signed_in(an).post(where, {"task": task.pk, "seen": "", "due": "31/03/2027"})
    asked = signed_in(chair).post(where, {"task": task.pk, "seen": "", "due": "30/04/2027"})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "31/03/2027" in page
    assert 'value="30/04/2027"' in page
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    assert signed_in(chair).post(where, {"task": task.pk, "seen": seen, "due": "30/04/2027"}).status_code == 302
    assert Timing.objects.get(task=task).due == date(2027, 4, 30)


# --- the page of a line, and the cost ---------------------------------------------------------------------------------


def test_a_line_tells_its_occurrences_and_its_updates_in_order(signed_in: SignIn, binh: User, lines: Plan):
    browser, task = signed_in(binh), Task.objects.get(plan_row=1)
    for text in ("Đã lắp 5/12 máy", FACT):
        browser.post(f"/viec/{occurrence_of(lines, 1).pk}", {"way": "ongoing", "text": text})
    words = browser.get(f"/ke-hoach/{lines.pk}/dong/{task.pk}").content.decode()
    assert words.index(FACT, words.index("Tiến độ")) < words.rindex("Đã lắp 5/12 máy")
    assert "hạn 31/01/2020" in words


def mine_of(school: School, person: User, rows: int, year: str) -> None:
    plan, _ = adopt(school, report(rows, school_year=year))
    keys = Task.objects.filter(plan=plan).values_list("pk", flat=True)
    Assignment.objects.bulk_create(Assignment(school=school, task_id=key, user=person) for key in keys)


@pytest.mark.each_database
def test_the_pages_ask_the_same_for_28_lines_and_for_two_hundred(
    signed_in: SignIn, school: School, an: User, binh: User
):
    mine_of(school, binh, 28, "2019-2020")
    browser: Client = signed_in(binh)
    short = _queries(browser, "/viec")
    secretary = signed_in(an)
    few = [_queries(secretary, where.format("2019-2020")) for where in LISTS]
    mine_of(school, binh, 200, "2020-2021")
    assert _queries(browser, "/viec") <= short <= 12  # a full page does not ask what is settled
    assert [_queries(secretary, where.format("2020-2021")) for where in LISTS] == few
    assert max(few) <= 15


LISTS = ("/viec/con-thieu?nam={}",)
