"""A database that takes nothing any more: pages open, who sends is told that nothing was kept and reads their words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from caitien.access.models import AuditEntry, Campus, School, User
from caitien.domain.machine_trouble import READ_ONLY
from tests.web.conftest import SignIn

pytestmark = pytest.mark.each_database
PAGES = (
    "/",
    "/viec",
    "/ke-hoach",
    "/tong-quan",
    "/giay-to",
    "/truong",
    "/truong/nguoi",
    "/truong/nhat-ky",
    "/ban-giao",
)


@contextmanager
def refusing() -> Iterator[None]:
    """The database itself refuses to be written to, as on a disk that went read-only."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL transaction_read_only = on")
        else:
            cursor.execute("PRAGMA query_only = on")
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = off")
            transaction.set_rollback(True)  # with it PostgreSQL's own setting goes


def test_pages_open_and_who_sends_is_told_that_nothing_was_kept(signed_in: SignIn, an: User, school: School) -> None:
    browser = signed_in(an)
    browser.raise_request_exception = False
    before = AuditEntry.objects.count()
    with refusing():
        assert {where: browser.get(where).status_code for where in PAGES} == dict.fromkeys(PAGES, 200)
        answer = browser.post("/truong/diem", {"name": "Điểm trường Hồ Xuân", "address": "Thôn 3"})
        assert answer.status_code == READ_ONLY.status
        assert READ_ONLY.text in answer.content.decode()
        assert "data-unsent" in answer.content.decode()  # by which kept.js gives the words back
        assert not Campus.objects.exists()
        assert AuditEntry.objects.count() == before
    assert browser.post("/truong/diem", {"name": "Điểm trường Hồ Xuân"}).status_code == 302
    assert Campus.objects.exists()
