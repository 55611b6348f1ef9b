"""A paper signed elsewhere comes back: khớp, or where it differs; the issue itself never changes."""

import re
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Role, User
from caitien.documents.gate.office import convert, find_office
from caitien.documents.read_signatures import NO_PDF, NO_SIGNATURE
from caitien.documents.refusal import Refusal
from caitien.domain.papers.signatures import Holds, Signature
from caitien.domain.refused import Refused
from caitien.papers.issuing import print_issue
from caitien.papers.models import Draft, Issue, SignedCopy
from caitien.papers.models.signed_copy import Said
from caitien.papers.reads import file_of_issue, paper_of_issue
from caitien.papers.signed_copies import (
    DROPPED,
    FULL,
    LONG_REASON,
    MOST,
    NO_REASON,
    ReadCopy,
    drop_signed_copy,
    keep_signed_copy,
    read_copy,
    signed_copies_of,
)
from caitien.story.telling import tell
from caitien.work.reporting.attachments import Fit
from tests.papers.made import issued
from tests.people import person
from tests.plans.approving import chair_of
from tests.specimens.printed import Page, pdf
from tests.specimens.signed import CHAIR, signed, written_over

needs_office = pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine")


@pytest.fixture
def issue(ready: Draft) -> Issue:
    found = issued(ready)
    assert isinstance(found, Issue), found
    return found


def came(data: bytes) -> Fit:
    return Fit("05-bc-da-ky.pdf", "pdf", data)


def printed(word: bytes | Refusal) -> bytes:
    """The PDF a school signs: the Word file as LibreOffice prints it."""
    assert isinstance(word, bytes), word
    found = convert(word, source="docx", target="pdf", timeout=60)
    assert isinstance(found, bytes), found
    return found


def read(issue: Issue, data: bytes) -> ReadCopy:
    found = read_copy(issue, came(data))
    assert isinstance(found, ReadCopy), found
    return found


def short() -> bytes:
    page = Page()
    page.words(60, 100, "Báo cáo")
    return pdf([page])


@needs_office
def test_the_paper_that_was_issued_comes_back_signed_and_fits(an: User, issue: Issue):
    found = read(issue, signed(printed(file_of_issue(issue, ".docx")), box=True))
    assert (found.said, list(found.unlike), found.laid_on) == (Said.SAME, [], 1)
    kept = keep_signed_copy(an, issue, found)
    assert isinstance(kept, SignedCopy), kept
    (shown,) = signed_copies_of(issue)
    assert shown.stands
    assert [each.signer for each in shown.signatures] == [CHAIR]
    entry = AuditEntry.objects.get(verb="paper.keep_signed")
    assert (entry.after["signers"], entry.after["said"], entry.after["copy_sha256"]) == (CHAIR, "khớp", kept.sha256)


@needs_office
def test_a_digit_that_was_changed_is_found_with_the_words_before_it(issue: Issue):
    paper = paper_of_issue(issue)
    assert not isinstance(paper, Refusal)
    place = next(place for place, row in enumerate(paper.results) if any(map(str.isdigit, row.planned)))
    row = paper.results[place]
    wrong = re.sub(r"\d+", "987", row.planned, count=1)
    rows = (*paper.results[:place], replace(row, planned=wrong), *paper.results[place + 1 :])
    word = print_issue(issue, replace(paper, results=rows), ".docx")
    found = read(issue, signed(printed(word)))
    assert found.said == Said.OTHER
    assert any("987" in each.found for each in found.unlike)
    assert all(each.before for each in found.unlike)


@pytest.mark.each_database
def test_what_was_issued_stays_whatever_comes_back(an: User, issue: Issue):
    before = (issue.sha256, issue.file_sha256)
    found = read(issue, written_over(signed(short())))
    assert found.said == Said.OTHER
    kept = keep_signed_copy(an, issue, found)
    assert isinstance(kept, SignedCopy)
    assert not signed_copies_of(issue)[0].stands
    now = Issue.objects.get(pk=issue.pk)
    assert (now.sha256, now.file_sha256) == before
    assert not isinstance(file_of_issue(now, ".docx"), Refusal)


@pytest.mark.each_database
def test_the_same_file_is_kept_once_and_so_many_of_an_issue(an: User, issue: Issue):
    found = read(issue, signed(short()))
    first, second = (keep_signed_copy(an, issue, found) for _ in range(2))
    assert first == second
    for number in range(MOST - 1):
        keep_signed_copy(an, issue, replace(found, file=came(b"%%PDF-%d" % number)))
    assert keep_signed_copy(an, issue, replace(found, file=came(b"%PDF-x"))) == FULL
    assert SignedCopy.objects.filter(issue=issue).count() == MOST


@pytest.mark.parametrize(
    ("file", "why"),
    [(came(short()), NO_SIGNATURE), (Fit("a.docx", "docx", b"PK"), NO_PDF)],
    ids=["not signed", "no PDF"],
)
def test_what_is_no_signed_pdf_is_refused(issue: Issue, file: Fit, why: Refusal):
    assert read_copy(issue, file) == Refused(why.reason)


def test_whoever_may_not_compose_takes_nothing_back(binh: User, issue: Issue):
    found = ReadCopy(file=came(b"%PDF-"), signatures=(Signature(holds=Holds.WHOLE),), said=Said.SAME)
    with pytest.raises(PermissionDenied):
        keep_signed_copy(binh, issue, found)


def test_of_a_paper_whose_file_is_hurt_nothing_is_compared(issue: Issue):
    with issue.file.storage.open(issue.file.name, "wb") as file:
        file.write(b"khac")
    found = read(issue, signed(short()))
    assert found.said == Said.UNREAD
    assert "không còn đúng như lúc ban hành" in found.why_unread


@pytest.mark.each_database
def test_a_copy_is_put_aside_by_the_chair_or_by_who_sent_it_and_its_row_stays(an: User, binh: User, issue: Issue):
    kept = keep_signed_copy(an, issue, read(issue, signed(short())))
    assert isinstance(kept, SignedCopy)
    assert drop_signed_copy(an, kept, why=" ") == NO_REASON
    assert drop_signed_copy(an, kept, why="x" * 301) == LONG_REASON
    secretary = person("thu-ky-2", "Lê Thị Hai", issue.school, Role.SECRETARY)
    for stranger in (binh, secretary):
        with pytest.raises(PermissionDenied):
            drop_signed_copy(stranger, kept, why="Nhầm tệp")
    assert isinstance(drop_signed_copy(chair_of(issue.school), kept, why="Nhầm tệp"), SignedCopy)
    assert drop_signed_copy(an, kept, why="Lần nữa") == DROPPED
    (shown,) = signed_copies_of(issue)
    assert (shown.copy.removed_why, shown.copy.sha256) == ("Nhầm tệp", kept.sha256)
    assert shown.copy.file.storage.exists(shown.copy.file.name), "what was signed is never taken off the disk"
    told = list(AuditEntry.objects.filter(verb__in=["paper.keep_signed", "paper.drop_signed"]).order_by("pk"))
    assert [each.deed for each in tell(told)][-1].startswith("gỡ bản đã ký số 05-bc-da-ky.pdf của văn bản số")
