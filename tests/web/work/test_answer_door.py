"""Who has no account opens a link, taps, writes a sentence: nothing more is shown, and nothing less is safe."""

# ruff: noqa: F811 - fixtures are imported

import gzip
import logging
import re
import secrets
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import caitien.web
from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.secret_links import ALPHABET, LETTERS
from caitien.nudges.links import MadeLink, make_link, open_link
from caitien.nudges.models import AnswerLink
from caitien.plans.models import Task
from caitien.web.machine.logs import WithoutSecrets
from caitien.work.models import Occurrence, Update
from tests.depth import SEARCHING
from tests.nudges.conftest import cuc, occurrence, paper, plan, task, unit  # noqa: F401 - fixtures
from tests.specimens.pictures import photo
from tests.web.alike import cost_alike

MADE_UP = 10_000 if SEARCHING else 1_000  # secrets
STATIC = Path(caitien.web.__file__).parent / "static"
LIGHTEST = 30 * 1024  # bytes, compressed


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def where(an: User, school: School, cuc: User, task: Task, occurrence: Occurrence) -> str:
    made = make_link(an, school, person=cuc.pk, task=task)
    assert isinstance(made, MadeLink)
    return f"/b/{made.secret}"


def made_up() -> str:
    return f"/b/{''.join(secrets.choice(ALPHABET) for _ in range(LETTERS))}"


SCRIPTS = [  # a photo made smaller before it goes out, the field of a file named in Vietnamese
    f'<script src="/static/{name}.js" defer>' for name in ("photos", "files")
]


def sent_by(client: Client, where: str, occurrence: Occurrence, **typed: object) -> dict[str, object]:
    """A form as the page has it, filled in."""
    shown = client.get(where).content.decode()
    field = 'name="{}" value="'
    values = {name: shown.split(field.format(name))[1].split('"')[0] for name in ("seen", "key")}
    return {"occurrence": occurrence.pk, **values, "way": "done", "text": "Đã sửa 3 phòng học", "answer": "", **typed}


def test_a_link_is_short_enough_for_what_carries_it(where: str):
    assert len(where) == 30


def test_it_shows_the_line_and_nothing_else_of_the_school(client: Client, where: str, binh: User, task: Task):
    shown = client.get(where).content.decode()
    assert task.work in shown
    assert shown.count("Công việc thứ") == 1
    for other in (str(binh), "Nguyễn Thị An", "/ke-hoach", "/dang-nhap", "<nav"):
        assert other not in shown, other
    assert re.findall(r"<script[^>]*>", shown) == SCRIPTS


def test_a_preview_says_the_school_and_nothing_of_the_work(client: Client, where: str):
    head = client.get(where).content.decode().partition("</head>")[0]
    assert "<title>Báo tiến độ công việc · Trường THPT Hoa Sen</title>" in head
    assert "Công việc thứ" not in head


def test_fifty_looks_of_a_robot_change_nothing(client: Client, where: str, occurrence: Occurrence):
    before, entries = list(AnswerLink.objects.values()), AuditEntry.objects.count()
    stood = Occurrence.objects.filter(pk=occurrence.pk).values().get()
    with CaptureQueriesContext(connection) as asked:
        for _ in range(50):
            assert client.get(where).status_code == 200
            assert client.head(where).status_code == 200
    assert not [query for query in asked if not query["sql"].startswith("SELECT")]
    assert list(AnswerLink.objects.values()) == before
    assert AuditEntry.objects.count() == entries
    assert Occurrence.objects.filter(pk=occurrence.pk).values().get() == stood


def test_a_tap_a_sentence_and_a_photo_are_told_as_of_that_person(
    client: Client, where: str, occurrence: Occurrence, cuc: User
):
    sent = sent_by(client, where, occurrence, file=SimpleUploadedFile("anh.png", photo()))
    done = client.post(where, sent, follow=True)
    assert "Đã ghi. Cảm ơn thầy cô." in done.content.decode()
    update = Update.objects.get()
    assert (update.by, update.via, update.text) == (cuc, "link", "Đã sửa 3 phòng học")
    assert update.attachments.count() == 1


def test_a_form_sent_twice_is_one_report(client: Client, where: str, occurrence: Occurrence):
    sent = sent_by(client, where, occurrence)
    for _ in range(2):
        assert client.post(where, sent).status_code == 302
    assert Update.objects.count() == 1


def test_what_is_not_kept_stays_typed_beside_why(client: Client, where: str, occurrence: Occurrence):
    sent = sent_by(client, where, occurrence, way="stuck", stuck="waiting", text="Đã đo xong hai phòng")
    answered = client.post(where, sent)
    assert answered.status_code == 422
    assert "Xin ghi đang chờ ai, chờ việc gì." in answered.content.decode()
    assert "Đã đo xong hai phòng" in answered.content.decode()
    assert client.post(where, {**sent, "way": ""}).status_code == 422
    assert not Update.objects.exists()


def test_praise_alone_is_asked_about_once(client: Client, where: str, occurrence: Occurrence):
    sent = sent_by(client, where, occurrence, text="Tốt")
    del sent["answer"]
    asked = client.post(where, sent)
    assert "Bao nhiêu? Khi nào?" in asked.content.decode()
    assert client.post(where, {**sent, "answer": "3 phòng"}).status_code == 302


def test_the_secret_of_one_line_tells_of_no_other(client: Client, where: str, occurrence: Occurrence):
    other = Occurrence.objects.exclude(task=occurrence.task_id).order_by("pk")[0]
    for key in (other.pk, 0, "không"):
        sent = {**sent_by(client, where, occurrence), "occurrence": key}
        assert client.post(where, sent).status_code == 422
    assert not Update.objects.exists()


@pytest.mark.each_database
def test_a_character_no_database_keeps_is_left_out(client: Client, where: str, occurrence: Occurrence):
    odd = {"text": "Đã sửa\0 3 phòng học", "key": "k\0", "seen": ""}
    assert client.post(where, sent_by(client, where, occurrence, **odd)).status_code == 302
    assert Update.objects.get().text == "Đã sửa 3 phòng học"


def test_who_may_only_look_by_now_is_told_that_nothing_was_kept(
    client: Client, where: str, occurrence: Occurrence, cuc: User
):
    sent = sent_by(client, where, occurrence)
    cuc.memberships.update(role=Role.READER)
    answered = client.post(where, sent)
    assert answered.status_code == 422
    assert "Lời báo chưa được ghi" in answered.content.decode()
    assert answered["Referrer-Policy"] == "no-referrer"
    assert not Update.objects.exists()


def test_no_cookie_is_set_and_nothing_is_kept_or_told_onwards(client: Client, where: str, occurrence: Occurrence):
    for answered in (
        client.get(where),
        client.post(where, sent_by(client, where, occurrence)),
        client.get(made_up()),
    ):
        assert "Set-Cookie" not in answered.headers
        assert not answered.cookies
        assert answered["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answered["X-Robots-Tag"]
        assert "no-store" in answered["Cache-Control"]


def test_whoever_is_signed_in_is_not_who_answers(an: User, where: str, occurrence: Occurrence, cuc: User):
    browser = Client()
    browser.force_login(an)
    browser.post(where, sent_by(browser, where, occurrence))
    assert Update.objects.get().by == cuc


def test_made_up_secrets_open_nothing(where: str):
    secrets_made = {made_up().removeprefix("/b/") for _ in range(MADE_UP)}
    assert len(secrets_made) == MADE_UP
    assert not [secret for secret in secrets_made if open_link(secret)]
    assert open_link(where.removeprefix("/b/"))


def test_whoever_guesses_soon_has_to_wait_and_whoever_holds_a_link_does_not(client: Client, where: str):
    entries = AuditEntry.objects.count()
    met = [client.get(made_up()).status_code for _ in range(60)]
    assert met == [404] * 30 + [429] * 30
    assert client.get(where).status_code == 200, "a staff room is one address"
    assert AuditEntry.objects.count() == entries


def test_wrong_ended_and_revoked_are_one_page(client: Client, where: str):
    wrong = client.get(made_up())
    AnswerLink.objects.update(revoked_at=timezone.now())
    revoked = client.get(where)
    AnswerLink.objects.update(revoked_at=None, expires_at=timezone.now())
    ended = client.get(where)
    odd = client.get("/b/12")
    assert {each.status_code for each in (wrong, revoked, ended, odd)} == {404}
    assert wrong.content == revoked.content == ended.content == odd.content
    assert "nhắn thư ký hội đồng" in wrong.content.decode()


def test_a_wrong_link_takes_as_long_as_one_that_ended(client: Client, where: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("caitien.web.nudges.door.may_guess", lambda *_: True)
    monkeypatch.setattr("caitien.web.nudges.door.count_wrong", lambda *_: None)
    AnswerLink.objects.update(expires_at=timezone.now())
    assert cost_alike(client, {"wrong": made_up(), "ended": where})


def test_the_page_and_its_looks_weigh_little(client: Client, where: str):
    whole = [client.get(where).content, *((STATIC / name).read_bytes() for name in ("tokens.css", "answer.css"))]
    weight = sum(len(gzip.compress(each)) for each in whole)
    assert weight < LIGHTEST / 2, weight


def test_no_line_of_the_log_has_the_secret():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", ("Not Found: /b/abcdefg234567",), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not Found: /b/…"


def test_looking_asks_no_more_for_many_lines_than_for_one(client: Client, an: User, school: School, cuc: User, task):
    made = make_link(an, school, person=cuc.pk)
    assert isinstance(made, MadeLink)
    counts = []
    for rows in (1, 8):
        for each in task.plan.tasks.all()[:rows]:
            each.assignments.get_or_create(school=school, user=cuc)
        Occurrence.objects.update(due=timezone.localdate(), state="ongoing")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/b/{made.secret}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 13, counts
