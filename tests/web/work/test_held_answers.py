"""A school that looks first: what comes by a link waits, is seen beside what stands, taken or not. A unit's link."""

# ruff: noqa: F811 - fixtures are imported

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import School, Unit, User
from caitien.domain.tasks.work_state import WorkState
from caitien.nudges.links import MadeLink, make_link, make_unit_link
from caitien.nudges.models import HeldAnswer, NudgeRule
from caitien.plans.models import Task
from caitien.web.machine.logs import without_secrets
from caitien.work.models import Occurrence, Update
from tests.nudges.conftest import cuc, occurrence, paper, plan, task, unit  # noqa: F401 - fixtures
from tests.specimens.pictures import photo
from tests.web.conftest import SignIn
from tests.web.work.test_answer_door import SCRIPTS, sent_by

WAITING = "/bao-viec/cho-nhan"
WORDS = "Đã sửa 3 phòng học"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


@pytest.fixture
def where(desk: Client, an: User, school: School, cuc: User, task: Task, occurrence: Occurrence) -> str:
    """Cúc's link, in a school that looks first since An chose so on the page."""
    seen = desk.get("/truong/nhac-viec").context["seen"]
    choice = {"looks_first": "on", "quiet_begins": "20:00", "quiet_ends": "06:30", "seen": seen}
    assert desk.post("/truong/nhac-viec", choice).status_code == 302
    made = make_link(an, school, person=cuc.pk, task=task)
    assert isinstance(made, MadeLink)
    return f"/b/{made.secret}"


@pytest.fixture
def of_unit(an: User, school: School, unit: Unit, cuc: User, task: Task, occurrence: Occurrence) -> str:
    """The link of Tổ Văn."""
    NudgeRule.objects.create(school=school, by_unit=True)
    Occurrence.objects.filter(pk=occurrence.pk).update(due=timezone.localdate(), state=WorkState.ONGOING)
    made = make_unit_link(an, school, unit=unit.pk)
    assert isinstance(made, MadeLink)
    return f"/to/{made.secret}"


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_waits_and_its_sender_and_the_secretary_are_told(
    client: Client, desk: Client, where: str, occurrence: Occurrence
):
    sent = sent_by(client, where, occurrence, file=SimpleUploadedFile("anh.png", photo()))
    done = client.post(where, sent, follow=True).content.decode()
    assert "Đã gửi, chờ thư ký nhận. Cảm ơn thầy cô." in done
    assert f"“{WORDS}”. Kèm tệp anh.png. Đang chờ thư ký nhận." in words_of(done)
    assert not Update.objects.exists()
    assert "1 lời báo gửi bằng đường dẫn đang chờ thầy cô xem." in words_of(desk.get("/").content.decode())
    assert WAITING in desk.get("/bao-viec").content.decode()
    page = words_of(desk.get(WAITING).content.decode())
    assert "Đỗ Thị Cúc gửi" in page
    assert f"Lời báo xong “{WORDS}”" in page
    assert desk.get(f"{WAITING}/{HeldAnswer.objects.get().pk}/tep")["Content-Type"] == "image/png"


def test_old_and_new_stand_beside_each_other_and_one_tap_takes_it(
    client: Client, desk: Client, where: str, occurrence: Occurrence, task: Task, cuc: User
):
    column = {"ongoing": "Đã đo hai phòng", "state": "ongoing"}
    Task.objects.filter(pk=task.pk).update(**column)
    Occurrence.objects.filter(pk=occurrence.pk).update(state="ongoing")
    client.post(where, sent_by(client, where, occurrence))
    shown = desk.get(WAITING).content.decode()
    assert "“Đã đo hai phòng”" in words_of(shown)
    assert "Khi nhận: giữ chữ đang có, thêm câu này vào sau." in words_of(shown)
    held = HeldAnswer.objects.get()
    marks = {name: re.findall(f'name="{name}" value="([^"]*)"', shown)[0] for name in ("seen", "seen-words")}
    answered = desk.post(f"{WAITING}/{held.pk}/nhan", marks, follow=True).content.decode()
    assert "Đã nhận lời báo của Đỗ Thị Cúc vào kế hoạch." in answered
    assert "Không có lời báo nào đang chờ." in answered
    assert Update.objects.get().by == cuc
    task.refresh_from_db()
    assert "Đã đo hai phòng" in task.done
    assert WORDS in task.done
    assert "Đang chờ thư ký nhận" not in client.get(where).content.decode()
    assert desk.post(f"{WAITING}/{held.pk}/nhan", marks).status_code == 404


def test_not_taken_its_sender_reads_why(client: Client, desk: Client, where: str, occurrence: Occurrence):
    client.post(where, sent_by(client, where, occurrence))
    held = HeldAnswer.objects.get()
    desk.post(f"{WAITING}/{held.pk}/khong-nhan", {"why": "Mới sửa một phòng"})
    assert not Update.objects.exists()
    assert f"“{WORDS}” chưa được nhận: Mới sửa một phòng." in words_of(client.get(where).content.decode())


@pytest.mark.each_database
def test_told_by_another_meanwhile_it_says_so_and_goes_on_waiting(
    client: Client, desk: Client, where: str, occurrence: Occurrence
):
    client.post(where, sent_by(client, where, occurrence))
    held = HeldAnswer.objects.get()
    answered = desk.post(f"{WAITING}/{held.pk}/nhan", {"seen": "khác", "seen-words": ""}, follow=True).content.decode()
    assert "Có người vừa" in answered or "vừa được người khác" in answered
    assert HeldAnswer.objects.get().state == "waiting"


def test_another_school_sees_none_of_it(
    client: Client, signed_in: SignIn, chi: User, binh: User, where: str, occurrence: Occurrence
):
    client.post(where, sent_by(client, where, occurrence, file=SimpleUploadedFile("anh.png", photo())))
    held = HeldAnswer.objects.get()
    other = signed_in(chi)
    assert WORDS not in other.get(WAITING).content.decode()
    assert {other.post(f"{WAITING}/{held.pk}/{what}").status_code for what in ("nhan", "khong-nhan")} == {404}
    assert other.get(f"{WAITING}/{held.pk}/tep").status_code == 404
    assert signed_in(binh).get(WAITING).status_code == 403


def test_the_page_asks_no_more_for_many_than_for_one(
    client: Client, desk: Client, where: str, occurrence: Occurrence, cuc: User
):
    client.post(where, sent_by(client, where, occurrence))
    with CaptureQueriesContext(connection) as of_one:
        desk.get(WAITING)
    one = HeldAnswer.objects.get()
    for number in range(20):  # half of them of turns that were worked out anew
        one.pk, one.key, one.occurrence = None, f"k{number}", occurrence if number % 2 else None
        one.save(force_insert=True)
    with CaptureQueriesContext(connection) as of_many:
        assert len(desk.get(WAITING).context["cards"]) == 21
    assert len(of_one) < len(of_many) <= 10


def test_a_file_that_is_lost_is_said_so_and_it_goes_on_waiting(
    client: Client, desk: Client, where: str, occurrence: Occurrence
):
    client.post(where, sent_by(client, where, occurrence, file=SimpleUploadedFile("anh.png", photo())))
    held = HeldAnswer.objects.get()
    held.file.storage.delete(held.file.name)
    answered = desk.post(f"{WAITING}/{held.pk}/nhan", {}, follow=True)
    assert "không còn tệp gửi kèm" in answered.content.decode()
    assert HeldAnswer.objects.get().state == "waiting"
    assert not Update.objects.exists()


@pytest.mark.each_database
def test_the_same_form_after_it_was_not_taken_waits_anew_and_after_it_was_taken_is_known(
    client: Client, desk: Client, where: str, occurrence: Occurrence
):
    sent = sent_by(client, where, occurrence)
    client.post(where, sent)
    desk.post(f"{WAITING}/{HeldAnswer.objects.get().pk}/khong-nhan", {"why": "Mới sửa một phòng"})
    again = [client.post(where, sent, follow=True).content.decode() for _ in range(2)]
    assert all("Đang chờ thư ký nhận" in each for each in again)
    assert list(HeldAnswer.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "waiting"]
    desk.post(f"{WAITING}/{HeldAnswer.objects.get(state='waiting').pk}/nhan", {})
    assert "Đã ghi. Cảm ơn" in client.post(where, sent | {"seen": ""}, follow=True).content.decode()
    assert HeldAnswer.objects.count() == 2
    assert Update.objects.count() == 1


def test_who_looks_sees_the_words_as_they_will_stand(client: Client, desk: Client, where: str, occurrence: Occurrence):
    odd = {"text": "Đã sửa\0 \u202e3 phòng\u200b học", "key": "k\0\u202e1"}
    assert client.post(where, sent_by(client, where, occurrence, **odd)).status_code == 302
    held = HeldAnswer.objects.get()
    assert (held.telling["text"], held.key) == (WORDS, "k1")
    assert f"“{WORDS}”" in desk.get(WAITING).content.decode()


# --- a unit's -----------------------------------------------------------------------------------------------------


def test_whoever_opens_it_picks_their_name_and_tells_of_their_month(
    client: Client, of_unit: str, occurrence: Occurrence, cuc: User, binh: User, task: Task
):
    names = client.get(of_unit).content.decode()
    assert "Thầy cô là ai?" in names
    assert str(binh) not in names
    assert task.work not in names
    mine = f"{of_unit}?nguoi={cuc.pk}"
    assert task.work in client.get(mine).content.decode()
    done = client.post(mine, sent_by(client, mine, occurrence), follow=True).content.decode()
    assert "Đã ghi. Cảm ơn thầy cô." in done
    assert "Không phải Đỗ Thị Cúc?" in done
    update = Update.objects.get()
    assert (update.by, update.via) == (cuc, "unit")


def test_a_name_that_is_not_there_is_asked_again(client: Client, of_unit: str, occurrence: Occurrence, an: User):
    for who in (str(an.pk), "0", "không", "²"):
        answered = client.post(f"{of_unit}?nguoi={who}", {"occurrence": occurrence.pk, "way": "done"})
        assert answered.status_code == 422
        assert "Lời báo chưa được ghi: người vừa chọn không còn" in answered.content.decode()
        assert "Thầy cô là ai?" in answered.content.decode()
    assert not Update.objects.exists()


def test_a_look_writes_nothing_and_nothing_is_kept_or_told_onwards(client: Client, of_unit: str, cuc: User):
    with CaptureQueriesContext(connection) as asked:
        for path in (of_unit, f"{of_unit}?nguoi={cuc.pk}", of_unit[:-1]):
            answered = client.get(path)
            assert not answered.cookies
            assert answered["Referrer-Policy"] == "no-referrer"
            assert "no-store" in answered["Cache-Control"]
            assert set(re.findall(r"<script[^>]*>", answered.content.decode())) <= set(SCRIPTS)
    assert all(query["sql"].startswith("SELECT") for query in asked if "django_cache" not in query["sql"])


def test_wrong_ended_and_of_the_other_kind_are_one_page(client: Client, of_unit: str):
    other = of_unit.replace("/to/", "/b/")
    wrong = client.get(f"/to/{'a' * 27}")
    NudgeRule.objects.update(by_unit=False)
    pages = [client.get(path) for path in (of_unit, other)]
    assert {each.status_code for each in (wrong, *pages)} == {404}
    assert len({each.content for each in (wrong, *pages)}) == 1


def test_it_is_made_on_the_page_once_the_school_chose_it(desk: Client, school: School, unit: Unit, cuc: User):
    assert "Đang tắt" in desk.get("/bao-viec").content.decode()
    assert desk.post("/bao-viec/duong-dan/to", {"unit": unit.pk}).status_code == 422
    NudgeRule.objects.create(school=school, by_unit=True)
    made = desk.post("/bao-viec/duong-dan/to", {"unit": unit.pk})
    assert "/to/" in made.context["address"]
    assert "Kính gửi các thầy cô Tổ Văn" in made.content.decode()
    assert "Tổ Văn" in desk.get("/bao-viec").content.decode()
    assert made.context["address"].rpartition("/")[2] not in without_secrets(made.context["address"])
