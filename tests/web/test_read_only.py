"""A database that takes nothing any more: pages open, who sends is told that nothing was kept and reads their words."""

import pytest
from django.db import connection

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


def shut(*, against_writing: bool) -> None:
    """Let the database itself refuse, as it does on a disk that went read-only."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL transaction_read_only = on")
        else:
            cursor.execute(f"PRAGMA query_only = {'on' if against_writing else 'off'}")


def test_pages_open_and_who_sends_is_told_that_nothing_was_kept(signed_in: SignIn, an: User, school: School) -> None:
    browser = signed_in(an)
    browser.raise_request_exception = False
    before = AuditEntry.objects.count()
    shut(against_writing=True)
    try:
        assert {where: browser.get(where).status_code for where in PAGES} == dict.fromkeys(PAGES, 200)
        answer = browser.post("/truong/diem", {"name": "Điểm trường Hồ Xuân", "address": "Thôn 3"})
        assert answer.status_code == READ_ONLY.status
        assert READ_ONLY.text in answer.content.decode()
        assert "data-unsent" in answer.content.decode()  # by which kept.js gives the words back
        assert not Campus.objects.exists()
        assert AuditEntry.objects.count() == before
    finally:
        if connection.vendor == "sqlite":
            shut(against_writing=False)
    if connection.vendor == "sqlite":  # within one transaction PostgreSQL does not open again
        assert browser.post("/truong/diem", {"name": "Điểm trường Hồ Xuân"}).status_code == 302
        assert Campus.objects.exists()
