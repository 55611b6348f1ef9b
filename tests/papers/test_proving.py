"""Issued papers are held against the trail: a paper, its row or its file changed behind our back is named."""

import pytest
from django.db import connection
from django.test import Client

from caitien import auditing
from caitien.access.models import AuditEntry, AuditHead, School, User
from caitien.access.trail.guards import unguard
from caitien.papers.models import Draft, Issue
from caitien.papers.proving import ALTERED, FILE_ALTERED, OTHERWISE, SEAL_GONE, TAKEN_AWAY, UNTOLD, papers_astray
from tests.papers.made import issued

pytestmark = pytest.mark.each_database


@pytest.fixture
def issue(ready: Draft) -> Issue:
    found = issued(ready)
    assert isinstance(found, Issue), found
    return found


def what() -> list[str]:
    return [found for _, found in papers_astray()]


def test_a_paper_as_it_was_issued_agrees_and_bears_the_seal_of_then(issue: Issue):
    assert what() == []
    before = AuditEntry.objects.get(chain=issue.school_id, number=issue.sources["trail"]["number"])
    assert issue.sources["trail"]["seal"] == before.seal
    assert AuditEntry.objects.get(verb="paper.issue").number == before.number + 1


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [("number", "06/BC-KHAC", OTHERWISE), ("date", "2020-01-01", OTHERWISE), ("sha256", "0" * 64, OTHERWISE)],
)
def test_a_row_of_a_paper_edited_in_the_database_is_named(issue: Issue, column: str, value: str, found: str):
    Issue.objects.filter(pk=issue.pk).update(**{column: value})
    assert what() == [found]


def test_words_of_a_paper_edited_in_the_database_are_named(issue: Issue):
    Issue.objects.filter(pk=issue.pk).update(paper={**issue.paper, "school": "Trường khác"})
    assert what() == [ALTERED]


def test_a_file_that_was_exchanged_is_named(issue: Issue):
    with issue.file.storage.open(issue.file.name, "wb") as file:
        file.write(b"another")
    assert what() == [FILE_ALTERED]


def test_a_trail_written_anew_without_the_paper_is_named(
    issue: Issue, school: School, capsys: pytest.CaptureFixture[str]
):
    connection.check_constraints()
    unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_auditentry SET seal = %s WHERE number = %s", ["0" * 64, issue.sources["trail"]["number"]]
        )
    assert what() == [SEAL_GONE]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_auditentry WHERE chain = %s", [school.pk])
    AuditHead.objects.filter(chain=school.pk).delete()
    assert what() == [UNTOLD]
    assert auditing.verify_trail() == 1
    said = capsys.readouterr().out
    assert "Văn bản 05/BC-THPTHS ngày" in said
    assert UNTOLD in said


def test_a_paper_that_went_is_named(issue: Issue):
    Issue.objects.filter(pk=issue.pk).delete()
    assert what() == [TAKEN_AWAY]


def test_the_keeper_sees_the_last_seals_and_takes_them_along(issue: Issue, client: Client):
    client.force_login(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    last = AuditHead.objects.get(chain=issue.school_id).seal
    assert last[:16] in client.get("/co-quan/nhat-ky").content.decode()
    file = client.get("/co-quan/nhat-ky/dau-niem.txt")
    assert f"\t{last}\t{issue.school}" in file.content.decode()
    assert "dau-niem-" in file["Content-Disposition"]
