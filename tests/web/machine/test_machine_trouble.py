"""A full disk, a folder one may only read, a stopped database, a character no text holds: each gets its sentence."""

import errno
from urllib.parse import urlencode

import pytest
from django.db import DataError, InterfaceError, OperationalError, connection
from django.test import Client

from caitien import settings as of_a_site
from caitien.access.models import School, User
from caitien.domain.machine_trouble import BUSY, FULL, NUL, READ_ONLY, STOPPED, MachineTrouble, trouble_in
from tests.web.conftest import SignIn

KINDS = [
    (OSError(errno.ENOSPC, "No space left on device"), FULL),
    (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
    (PermissionError(errno.EACCES, "Permission denied"), READ_ONLY),
    (OperationalError("database or disk is full"), FULL),
    (OperationalError("attempt to write a readonly database"), READ_ONLY),
    (OperationalError("database is locked"), BUSY),
    (OperationalError("no turn to write within its time"), BUSY),
    (OperationalError("couldn't get a connection after 5.00 sec"), STOPPED),
    (
        OperationalError(
            'connection failed: connection to server at "127.0.0.1", port 5432 failed: Connection refused'
        ),
        STOPPED,
    ),
    (InterfaceError("the connection is closed"), STOPPED),
    (OperationalError("terminating connection due to administrator command"), STOPPED),
    (OperationalError("consuming input failed: server closed the connection unexpectedly"), STOPPED),
    (OperationalError("the database system is starting up"), STOPPED),
    (OperationalError('could not extend file "base/1": No space left on device'), FULL),
    (ValueError("A string literal cannot contain NUL (0x00) characters."), NUL),
]


@pytest.mark.parametrize(("error", "kind"), KINDS, ids=[str(error)[:30] for error, _ in KINDS])
def test_the_page_says_what_happened_and_what_to_do(
    error: Exception, kind: MachineTrouble, client: Client, db: None, monkeypatch: pytest.MonkeyPatch
):
    def fails(*_args: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("caitien.web.account.forgotten.can_send", fails)
    client.raise_request_exception = False
    answer = client.get("/quen-mat-khau")
    assert answer.status_code == kind.status
    assert kind.title in answer.content.decode()
    assert kind.text in answer.content.decode()


@pytest.mark.parametrize("error", [ValueError("hai"), OperationalError("no such table: x"), DataError("disk is full")])
def test_a_mistake_of_ours_is_not_put_on_the_machine(error: Exception):
    assert trouble_in(error) is None


def test_what_lies_under_an_error_counts():
    outer = RuntimeError("could not keep the file")
    outer.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert trouble_in(outer) is FULL


@pytest.mark.each_database
@pytest.mark.parametrize("sent", [{"name": "Trường\0", "kind": "thpt"}, {"na\0me": "x"}])
def test_a_form_with_the_character_nul_is_told_so(signed_in: SignIn, an: User, school: School, sent: dict[str, str]):
    answer = signed_in(an).post("/truong", urlencode(sent), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert NUL.title in answer.content.decode()
    school.refresh_from_db()
    assert school.name == "Trường THPT Hoa Sen"


def test_so_is_one_with_files_whose_token_was_looked_at(an: User, school: School):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(an)
    token = browser.get("/truong").context["csrf_token"]
    answer = browser.post("/truong", {"name": "Trường\0", "csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 422
    assert NUL.title in answer.content.decode()


def test_a_connection_is_checked_before_it_is_used():
    assert of_a_site.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_a_database_restarted_meanwhile_is_connected_to_anew(monkeypatch: pytest.MonkeyPatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server to restart")
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 600)
    connection.close()
    connection.connect()
    own = connection.connection.info.backend_pid
    with connection.copy().cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [own])
    connection.health_check_enabled = True
    connection.health_check_done = False
    assert not School.objects.exists()
    assert connection.connection.info.backend_pid != own
