"""Who is waited for, on the pages: the list, the diary, the forms; and who was named in a remark."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import OutsideBody, School, User
from caitien.plans.models import Plan, Task
from caitien.work.models import Comment, Letter, Mention, Waiting
from caitien.work.outside.waiting import end_waiting, open_waiting
from caitien.work.reporting.comments import write_comment
from tests.specimens.pictures import photo
from tests.web.conftest import SignIn
from tests.web.page import on_one_line

SINCE = date(2026, 9, 10)
MOST = 15
PICTURE = photo()


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.select_related("plan", "school", "goal").order_by("position")[0]


def wait(an: User, task: Task, name: str = "UBND phường Hồ Xuân") -> Waiting:
    found = open_waiting(an, task, name=name, what="Giao mặt bằng sân sau", since=SINCE, today=SINCE)
    assert isinstance(found, Waiting)
    return found


def test_a_wait_is_written_on_the_page_of_the_line_and_listed(signed_in: SignIn, an: User, task: Task, school: School):
    city = OutsideBody.objects.create(school=school, name="UBND phường Hồ Xuân")
    browser, where = signed_in(an), f"/ke-hoach/{task.plan_id}/dong/{task.pk}"
    assert f"{where}/cho" in browser.get(where).content.decode()
    assert "UBND phường Hồ Xuân" in browser.get(f"{where}/cho").content.decode()
    said = {"body": city.pk, "what": "Giao mặt bằng sân sau", "since": "10/09/2026"}
    answer = browser.post(f"{where}/cho", said, follow=True)
    assert "Đã ghi: đang chờ UBND phường Hồ Xuân." in answer.content.decode()
    for page in ("/cho", where):
        words = browser.get(page).content.decode()
        assert "Giao mặt bằng sân sau" in words
        assert "Chờ từ 10/09/2026" in words


@pytest.mark.parametrize(
    ("form", "said", "why"),
    [
        ("cong-van", {"way": "sent", "date": "32/13/2026", "summary": "Xin đất"}, "ngày"),
        ("cong-van", {"way": "sent", "date": "10/09/2026", "summary": " ", "number": "15/CV-HS"}, "trích yếu"),
        ("het", {"until": "01/09/2026", "outcome": "Đã giao đủ"}, "trước ngày bắt đầu chờ"),
        ("het", {"until": "", "outcome": "Đã giao đủ"}, "ngày"),
    ],
)
def test_what_cannot_be_kept_is_told_and_what_was_typed_stays(signed_in, an, task, form, said, why):
    answer = signed_in(an).post(f"/cho/{wait(an, task).pk}/{form}", said)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert why in words
    for typed in said.values():
        assert typed.strip() in words
    assert not Letter.objects.exists()
    assert not Waiting.objects.exclude(until=None).exists()


def test_a_wait_that_cannot_begin_keeps_what_was_typed(signed_in: SignIn, an: User, task: Task):
    said = {"name": "Sở Xây dựng", "what": "", "since": "10/09/2026"}
    answer = signed_in(an).post(f"/ke-hoach/{task.plan_id}/dong/{task.pk}/cho", said)
    assert answer.status_code == 422
    assert "Sở Xây dựng" in answer.content.decode()


@pytest.mark.each_database
def test_letters_stand_in_the_diary_of_the_list_too(signed_in: SignIn, an: User, task: Task):
    found = wait(an, task)
    said = {"way": "sent", "number": "15/CV-HS", "date": "11/09/2026", "summary": "Xin giao mặt bằng"}
    assert signed_in(an).post(f"/cho/{found.pk}/cong-van", said).status_code == 302
    for page in ("/cho", f"/cho/{found.pk}"):
        assert "số 15/CV-HS, ngày 11/09/2026: Xin giao mặt bằng" in on_one_line(
            signed_in(an).get(page).content.decode()
        )


def test_the_file_of_a_letter_is_kept_with_it_and_a_bad_one_keeps_nothing(signed_in: SignIn, an: User, task: Task):
    found, browser = wait(an, task), signed_in(an)
    said = {"way": "answered", "number": "203/UBND", "date": "12/09/2026", "summary": "Đang xem xét"}
    bad = SimpleUploadedFile("thư.exe", b"MZ not a paper")
    answer = browser.post(f"/cho/{found.pk}/cong-van", {**said, "file": bad})
    assert answer.status_code == 422
    assert "203/UBND" in answer.content.decode()
    assert not Letter.objects.exists()
    picture = SimpleUploadedFile("thư.png", PICTURE)
    assert browser.post(f"/cho/{found.pk}/cong-van", {**said, "file": picture}).status_code == 302
    letter = Letter.objects.select_related("file").get()
    assert letter.file
    assert letter.file.kind == "png"
    assert f'href="/viec/tep/{letter.file.pk}"' in browser.get("/cho").content.decode()


@pytest.mark.each_database
def test_what_ended_moves_to_the_other_list(signed_in: SignIn, an: User, task: Task):
    found = wait(an, task)
    said = {"until": "20/09/2026", "outcome": "Đã giao đủ"}
    answer = signed_in(an).post(f"/cho/{found.pk}/het", said, follow=True)
    assert "Bây giờ việc này đến đâu rồi?" in answer.content.decode()
    assert "Giao mặt bằng" not in signed_in(an).get("/cho").content.decode()
    assert "đến 20/09/2026, 10 ngày: Đã giao đủ" in on_one_line(signed_in(an).get("/cho?het=1").content.decode())


def test_another_year_is_not_there(signed_in: SignIn, an: User, plan: Plan):
    assert signed_in(an).get("/cho?nam=1999-2000").status_code == 404
    assert signed_in(an).get(f"/cho?nam={plan.school_year}").status_code == 200


def test_the_pages_ask_the_same_of_the_database_however_many_wait(signed_in: SignIn, an: User, plan: Plan, task: Task):
    browser, found = signed_in(an), wait(an, task)
    pages = ("/cho", "/cho?het=1", f"/cho/{found.pk}")
    before = [queries(browser, page) for page in pages]
    for other in plan.tasks.exclude(state="done").select_related("plan", "school").order_by("position")[1:18]:
        wait(an, other, f"Đơn vị {other.pk}")
        end_waiting(an, wait(an, other, "Sở Xây dựng"), until=SINCE, outcome="Xong", today=SINCE)
    Letter.objects.bulk_create(
        Letter(school_id=plan.school_id, waiting=found, way="sent", date=SINCE, summary=f"Thư {n}", by=an)
        for n in range(40)
    )
    after = [queries(browser, page) for page in pages]
    assert max(after) <= MOST
    assert after[0] == before[0]
    assert after[2] == before[2]
    assert after[1] == before[1] + 1  # an empty list asks for no letters


def queries(browser, where: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(where).status_code == 200
    return len(found)


# --- remarks ----------------------------------------------------------------------------------------------------------


def test_a_remark_is_written_on_the_page_of_the_line(signed_in: SignIn, an: User, binh: User, task: Task):
    where = f"/ke-hoach/{task.plan_id}/dong/{task.pk}"
    answer = signed_in(an).post(f"{where}/trao-doi", {"text": "Thầy xem giúp số liệu", "name": str(binh.pk)})
    assert answer["Location"] == f"{where}#trao-doi"
    assert "Thầy xem giúp số liệu" in signed_in(binh).get(where).content.decode()
    assert Mention.objects.get().user == binh


def test_an_empty_remark_is_told(signed_in: SignIn, an: User, task: Task):
    answer = signed_in(an).post(f"/ke-hoach/{task.plan_id}/dong/{task.pk}/trao-doi", {"text": " "})
    assert answer.status_code == 422
    assert "Xin viết lời trao đổi" in answer.content.decode()


def test_who_was_named_is_led_there_and_has_seen_it(signed_in, an: User, binh: User, chi: User, task: Task):
    comment = write_comment(an, task, text="@Trần Văn Bình xem giúp")
    assert isinstance(comment, Comment)
    mention = comment.mentions.get()
    for other in (an, chi):
        assert signed_in(other).post(f"/nhac/{mention.pk}").status_code == 404
    assert Mention.objects.get().seen_at is None
    answer = signed_in(binh).post(f"/nhac/{mention.pk}")
    assert answer["Location"] == f"/ke-hoach/{task.plan_id}/dong/{task.pk}#trao-doi"
    assert Mention.objects.get().seen_at
