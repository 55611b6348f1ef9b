"""The pages about being asked: one tap from the mail stops it, one's own reminders, when the school asks."""

# ruff: noqa: F811 - fixtures are imported

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, School, User
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import set_clocks
from caitien.nudges.mail.planning import SENDING, write
from caitien.nudges.mail.sending import send_due
from caitien.nudges.mail.stopping import stop_token
from caitien.nudges.models import Digest, Mailbox, Nudge, NudgeRule
from caitien.plans.models import Assignment, Plan, Task
from caitien.web.machine.logs import WithoutSecrets
from caitien.web.nudges.letters import letter_mail
from caitien.work.models import Occurrence
from tests.nudges.post import Post, open_post
from tests.web.conftest import SignIn
from tests.work.conftest import only_occurrence, paper, plan, task  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    with open_post(settings) as (found, _port):
        yield found


@pytest.fixture
def turn(task: Task) -> Occurrence:
    """Bình's, a week late."""
    found = only_occurrence(task)
    Occurrence.objects.filter(pk=found.pk).update(due=timezone.localdate() - timedelta(days=7), state="ongoing")
    return Occurrence.objects.get(pk=found.pk)


@pytest.fixture
def mailed(post: Post, school: School, binh: User, turn: Occurrence) -> str:
    """The page by which the mail Bình just got is the last."""
    write({(school.pk, binh.pk): [turn]}, timezone.now())
    Digest.objects.update(due_at=timezone.now(), day=timezone.localdate())
    send_due(letter_mail)
    return str(post.mails()[0]["List-Unsubscribe"]).strip(" <>").removeprefix("http://testserver")


def test_looks_of_robots_at_the_link_of_a_mail_change_nothing(client: Client, mailed: str):
    with CaptureQueriesContext(connection) as asked:
        for _ in range(50):
            assert client.get(mailed).status_code == 200
            assert client.head(mailed).status_code == 200
    assert not [query for query in asked if not query["sql"].startswith("SELECT")]
    assert not Mailbox.objects.filter(stopped_at__isnull=False).exists()
    assert "Trần Văn Bình sẽ không nhận" in " ".join(client.get(mailed).content.decode().split())


def test_one_tap_stops_them_without_cookie_or_sign_in_and_again_is_the_same(mailed: str, binh: User):
    stranger = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answered = stranger.post(mailed, {"List-Unsubscribe": "One-Click"})
        assert answered.status_code == 200
        assert "Đã thôi gửi thư nhắc" in answered.content.decode()
        assert not answered.cookies
        assert answered["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answered["Cache-Control"]
    assert Mailbox.objects.get(user=binh).stopped_at
    assert AuditEntry.objects.filter(verb="letters.stop").count() == 1


def test_a_mail_says_how_to_stop_by_one_click(mailed: str, post: Post):
    (mail,) = post.mails()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert str(mail["From"]) == "CảiTiến <nhac@hoasen.example.vn>"
    assert re.fullmatch(r"<nhac-viec-\d+\.\d{8}@testserver>", str(mail["Message-ID"]))


def test_made_up_links_stop_nobody_and_have_to_wait(client: Client, binh: User, an: User):
    wrong = stop_token(binh).replace(f"{binh.pk}:", f"{an.pk}:")
    met = [client.post(f"/thoi-nhac/{wrong}").status_code for _ in range(35)]
    assert met == [404] * 30 + [429] * 5
    assert not Mailbox.objects.exists()
    assert client.get(f"/thoi-nhac/{stop_token(binh)}").status_code == 200


def test_no_line_of_the_log_has_the_secret_of_a_mail_or_a_calendar():
    import logging

    for path, kept in (("/thoi-nhac/12:abc", "/thoi-nhac/…"), ("/lich/abcdefg.ics", "/lich/…")):
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (f"Not Found: {path}",), None)
        assert WithoutSecrets().filter(record)
        assert record.getMessage() == f"Not Found: {kept}"


def test_what_a_person_was_asked_stands_on_their_page_and_on_the_secretarys(
    mailed: str, signed_in: SignIn, binh: User, an: User, turn: Occurrence
):
    own = signed_in(binh).get("/tai-khoan/lich").content.decode()
    assert Nudge.objects.get().text in own
    listed = " ".join(signed_in(an).get("/bao-viec").content.decode().split())
    assert "Trần Văn Bình, 1 việc" in listed
    assert "thư · đã gửi" in listed
    Occurrence.objects.filter(pk=turn.pk).update(told_at=timezone.now())
    assert "Trần Văn Bình, 1 việc, đã báo 1" in signed_in(an).get("/bao-viec").content.decode()


def test_what_is_missing_says_when_it_was_asked_by_mail(mailed: str, signed_in: SignIn, an: User):
    assert f"đã nhắc {timezone.localtime():%d/%m/%Y}" in signed_in(an).get("/viec/con-thieu").content.decode()


def test_a_person_stops_and_takes_them_again_on_their_own_page(
    post: Post, signed_in: SignIn, binh: User, an: User, turn: Occurrence
):
    browser = signed_in(binh)
    browser.post("/tai-khoan/lich/thu", {"nhan": "0"})
    assert "Nhận lại thư nhắc" in browser.get("/tai-khoan/lich").content.decode()
    page = signed_in(an).get("/truong/nhac-viec").content.decode()
    assert "không nhận thư nhắc" in page
    browser.post("/tai-khoan/lich/thu", {"nhan": "1"})
    assert "Thôi nhận thư nhắc" in browser.get("/tai-khoan/lich").content.decode()


def test_the_address_of_a_calendar_is_shown_once_and_taken_back(signed_in: SignIn, binh: User, turn: Occurrence):
    browser = signed_in(binh)
    address = browser.post("/tai-khoan/lich/dia-chi").context["address"]
    path = address.removeprefix("http://testserver")
    assert re.fullmatch(r"/lich/[a-z2-7]{27}\.ics", path)
    assert Client().get(path).status_code == 200
    assert path not in browser.get("/tai-khoan/lich").content.decode()
    browser.post("/tai-khoan/lich/thu-hoi")
    assert Client().get(path).status_code == 404


def test_an_editor_changes_when_the_school_asks_and_a_teacher_reads_it(
    signed_in: SignIn, an: User, binh: User, school: School
):
    browser = signed_in(an)
    seen = browser.get("/truong/nhac-viec").context["seen"]
    sent = {"near": "on", "quiet_begins": "21:00", "quiet_ends": "6:15", "seen": seen}
    assert browser.post("/truong/nhac-viec", sent).status_code == 302
    rule = NudgeRule.objects.get()
    assert (rule.near, rule.weekly, f"{rule.quiet_begins:%H:%M}") == (True, False, "21:00")
    assert browser.post("/truong/nhac-viec", {**sent, "weekly": "on"}).status_code == 422, "seen is of before"
    assert browser.post("/truong/nhac-viec", {**sent, "quiet_ends": "22:00"}).status_code == 422
    teacher = signed_in(binh)
    page = teacher.get("/truong/nhac-viec").content.decode()
    assert "disabled" in page
    assert "Lưu cách nhắc và cách nhận" not in page
    assert teacher.post("/truong/nhac-viec", sent).status_code == 403


def test_a_school_without_mail_is_told_so_and_offered_no_button(signed_in: SignIn, an: User, turn: Occurrence):
    browser = signed_in(an)
    assert "Trường chưa gửi được thư" in browser.get("/truong/nhac-viec").content.decode()
    assert "Gửi thư nhắc" not in browser.get("/viec/con-thieu").content.decode()
    sent = browser.post("/viec/con-thieu/gui-thu", {"plan": turn.plan_id}, follow=True)
    assert "Xin dùng lời dán vào nhóm" in sent.content.decode()
    assert not Digest.objects.exists()


def test_one_tap_asks_everyone_of_the_plan_by_mail(post: Post, signed_in: SignIn, an: User, turn: Occurrence):
    browser = signed_in(an)
    assert "Gửi thư nhắc" in browser.get("/viec/con-thieu").content.decode()
    for said in ("Thư nhắc đến Trần Văn Bình sẽ đi từ", "Chưa gửi được thư cho ai"):
        page = browser.post("/viec/con-thieu/gui-thu", {"plan": turn.plan_id}, follow=True).content.decode()
        assert said in page
    assert Digest.objects.count() == 1


def test_a_sending_that_failed_is_told_to_the_school(post: Post, signed_in: SignIn, an: User):
    set_clocks()
    now = timezone.now()
    Scheduled.objects.filter(name=SENDING).update(ended_at=now, words="Không nối được máy chủ thư.")
    assert "Không nối được máy chủ thư." in signed_in(an).get("/truong/nhac-viec").content.decode()
    Scheduled.objects.filter(name=SENDING).update(well_at=now, words="3 thư đã gửi.")
    assert "3 thư đã gửi" not in signed_in(an).get("/truong/nhac-viec").content.decode()


def test_the_pages_ask_no_more_for_many_people_than_for_one(
    post: Post, signed_in: SignIn, an: User, binh: User, school: School, plan: Plan, turn: Occurrence
):
    counts: dict[str, list[int]] = {"/bao-viec": [], "/truong/nhac-viec": [], "/tai-khoan/lich": []}
    for number in (1, 20):
        people = [User(username=f"n-{number}-{each}", name=f"Người {each}") for each in range(number)]
        made = User.objects.bulk_create(people)
        Assignment.objects.bulk_create(Assignment(school=school, task=turn.task, user=each) for each in made)
        Mailbox.objects.bulk_create(Mailbox(user=each, stopped_at=timezone.now()) for each in made)
        day = timezone.localdate() - timedelta(days=number)
        about = {"school": school, "channel": "mail", "day": day, "lines": 1, "about": [turn.pk]}
        Nudge.objects.bulk_create(Nudge(**about, user=each) for each in [*made, an])
        for where, found in counts.items():
            browser = signed_in(an)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(where).status_code == 200
            found.append(len(asked))
    for where, (few, many) in counts.items():
        assert few == many <= 18, (where, few, many)
