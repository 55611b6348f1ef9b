"""The log (nhật ký máy chủ) and what is measured: who by their key, which address, how long; nothing anybody typed."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.models import School, User
from caitien.web.machine.logs import Json, Plain, WithoutSecrets, WithoutTrace
from tests.web.conftest import SignIn

LONG = "Mật khẩu gõ nhầm chỗ 123"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What would be written, as JSON."""
    written, handler = io.StringIO(), logging.StreamHandler()
    handler.stream = written  # type: ignore[assignment]
    handler.setFormatter(Json())
    for each in (WithoutSecrets(), WithoutTrace()):
        handler.addFilter(each)
    loggers = [logging.getLogger(name) for name in ("caitien", "django")]
    before = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.INFO)
    yield written
    for each, level in zip(loggers, before, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_request_is_a_line_with_who_and_how_long_by_the_pattern_of_its_address(
    signed_in: SignIn, an: User, school: School, settings: Settings, log: io.StringIO
) -> None:
    settings.LOG_JSON = True
    browser = signed_in(an)
    log.truncate(0)
    log.seek(0)
    browser.get("/truong/nguoi?tim=Bí+mật")
    browser.get(f"/viec-nen/{987654}")
    browser.get("/loi-moi/bi-mat-cua-loi-moi")
    found = [each for each in lines(log) if each["room"] == "caitien.requests"]
    assert [(each["person"], each["address"], each["status"]) for each in found][:2] == [
        (an.pk, "/truong/nguoi", 200),
        (an.pk, "/viec-nen/<key:pk>", 404),
    ]
    assert found[1]["keys"] == {"pk": 987654}
    assert all(isinstance(each["ms"], int) and str(each["at"]).endswith("+00:00") for each in found)
    assert "bi-mat" not in log.getvalue()
    assert "Bí mật" not in log.getvalue()


def test_a_plain_403_or_404_leaves_no_trace_of_the_code_and_a_mistake_of_ours_does(
    signed_in: SignIn, binh: User, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(binh)
    assert browser.get("/truong/ban-luu").status_code == 403
    assert browser.get("/khong-co").status_code == 404
    assert "Traceback" not in log.getvalue()
    assert all("trace" not in each for each in lines(log))

    said = "duplicate key value\nDETAIL: Key (email)=(an@hoasen.vn) already exists."

    def fails(*_: object) -> None:
        raise IntegrityError(said)

    monkeypatch.setattr("caitien.web.account.forgotten.can_send", fails)
    browser.raise_request_exception = False
    assert browser.get("/quen-mat-khau").status_code == 500
    (told,) = [each for each in lines(log) if "trace" in each]
    assert "IntegrityError: duplicate key value" in str(told["trace"])
    assert "hoasen.vn" not in log.getvalue()


def test_a_failed_sign_in_is_told_without_what_was_typed(an: User, client: Client, log: io.StringIO) -> None:
    for name in (an.username, LONG):
        client.post("/dang-nhap", {"login": name, "password": "sai-mat-khau-nay"})
    found = [each for each in lines(log) if each["says"] == "sign-in failed"]
    assert [(each["person"], each["from_address"]) for each in found] == [(an.pk, "127.0.0.1"), (None, "127.0.0.1")]
    assert LONG not in log.getvalue()
    assert "sai-mat-khau" not in log.getvalue()


def test_lines_for_people_say_the_same() -> None:
    record = logging.LogRecord("caitien", logging.WARNING, "", 0, "sign-in failed", None, None)
    record.person = 5
    assert Plain().format(record) == "sign-in failed person=5"


def test_what_is_measured_is_for_who_has_the_token(
    signed_in: SignIn, an: User, client: Client, settings: Settings
) -> None:
    assert client.get("/so-do").status_code == 404
    settings.METRICS_TOKEN = "only-for-prometheus"
    assert client.get("/so-do").status_code == 404
    assert client.get("/so-do", headers={"authorization": "Bearer khac"}).status_code == 404
    signed_in(an).get("/truong/nguoi?tim=x")
    told = client.get("/so-do", headers={"authorization": "Bearer only-for-prometheus"}).content.decode()
    assert 'caitien_request_seconds_count{address="/truong/nguoi"} 1.0' in told
    assert "caitien_database_up 1.0" in told
    assert "caitien_jobs_due 0.0" in told
    assert "caitien_last_backup_timestamp_seconds 0.0" in told
