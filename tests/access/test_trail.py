"""The trail: the database refuses to change it, and what gets past that is found."""

import pytest
from django.db import IntegrityError, connection, transaction

from caitien.access.models import AuditEntry, School, User
from tests.access.entries import say

CHANGES = [
    "UPDATE access_auditentry SET verb = 'plan.look'",
    "DELETE FROM access_auditentry",
    "INSERT OR REPLACE INTO access_auditentry SELECT * FROM access_auditentry"
    if connection.vendor == "sqlite"
    else "TRUNCATE access_auditentry",
]


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_the_trail(an: User, school: School, statement: str):
    say(an, school, "Một việc đã làm")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        run(statement)
    assert AuditEntry.objects.get().after == {"name": "Một việc đã làm"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_behind_and_the_guards_up(an: User, school: School, time: str):
    assert not AuditEntry.objects.exists()
    say(an, school, "Một việc đã làm")
    with pytest.raises(IntegrityError):
        run(CHANGES[1])
