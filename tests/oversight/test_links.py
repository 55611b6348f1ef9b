"""A school without an account: a link, the file dropped, what was understood, confirmed, a receipt; what is shut."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from caitien.access.models import AuditEntry, School
from caitien.access.secret_links import hash_of_secret
from caitien.documents.write import write
from caitien.domain.paper import Form
from caitien.oversight import links
from caitien.oversight.judging import send_back
from caitien.oversight.links import MadeLink, confirm, end_link, link_with, make_link, offer
from caitien.oversight.models import Asked, LineFact, Offered, Round, Submission, SubmissionLink
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums
from tests.oversight.made import TODAY, Department, paper_of_year

pytestmark = pytest.mark.each_database  # what locks and sums mean
LAST = dt.date(2026, 12, 20)


@pytest.fixture
def outside(round_: Round) -> Asked:
    """The school of the round that has no account."""
    return Asked.objects.select_related(*Asked.READ_WITH).get(round=round_, school=None)


@pytest.fixture
def made(above: Department, outside: Asked) -> MadeLink:
    found = make_link(above.dung, outside, last=LAST, today=TODAY)
    assert isinstance(found, MadeLink), found
    return found


def offered(made: MadeLink, strengths: str = "", **changes: object) -> Offered:
    paper = paper_of_year(6, strengths=strengths, **changes)
    found = offer(made.link, name="bao-cao.docx", data=strengths.encode() or b"tep", paper=paper)
    assert isinstance(found, Offered), found
    return found


def test_of_the_secret_only_the_hash_is_kept_and_the_trail_knows_neither(made: MadeLink):
    assert link_with(hash_of_secret(made.secret), TODAY) == made.link
    kept = repr(list(SubmissionLink.objects.values())) + repr(list(AuditEntry.objects.values()))
    assert made.secret not in kept


def test_a_link_ends_with_its_day_when_it_is_ended_and_when_another_is_made(
    above: Department, outside: Asked, made: MadeLink
):
    mark = hash_of_secret(made.secret)
    assert link_with(mark, LAST)
    assert link_with(mark, LAST + dt.timedelta(days=1)) is None
    other = make_link(above.dung, outside, last=LAST, today=TODAY)
    assert isinstance(other, MadeLink)
    assert link_with(mark, TODAY) is None
    end_link(above.dung, outside)
    assert link_with(hash_of_secret(other.secret), TODAY) is None


def test_who_may_not_decide_makes_no_link_and_a_school_aboard_needs_none(
    above: Department, round_: Round, outside: Asked, mo_school: School
):
    for who in (above.mai, above.nam):
        with pytest.raises(PermissionDenied):
            make_link(who, outside, last=LAST, today=TODAY)
    aboard = Asked.objects.select_related(*Asked.READ_WITH).get(school=mo_school)
    assert make_link(above.dung, aboard, last=LAST, today=TODAY) == links.ABOARD
    assert make_link(above.dung, outside, last=dt.date(2026, 1, 1), today=TODAY) == links.PAST
    assert make_link(above.dung, outside, last=dt.date(2028, 1, 1), today=TODAY) == links.TOO_LONG


def test_what_is_confirmed_counts_once_and_stands_in_the_trail_under_who_made_the_link(
    above: Department, outside: Asked, made: MadeLink
):
    file = offered(made)
    assert not LineFact.objects.exists()
    sent = confirm(made.link, offered=file.pk, answers=[], today=TODAY)
    assert isinstance(sent, Submission)
    assert (sent.via, sent.n, sent.file_name, sent.by) == ("link", 1, "bao-cao.docx", None)
    assert LineFact.objects.filter(asked=outside).count() == 6
    assert differing_sums(outside.round) == 0
    assert confirm(made.link, offered=file.pk, answers=[], today=TODAY) == links.SENT_ALREADY
    entry = AuditEntry.objects.filter(verb="submission.invite").latest("pk")
    assert (entry.actor, entry.school, entry.after["receipt"]) == (above.dung, None, sent.receipt)


def test_returned_by_link_it_is_mended_and_sent_again_and_both_files_stay(
    above: Department, outside: Asked, made: MadeLink
):
    first = confirm(made.link, offered=offered(made, "Bản một").pk, answers=[], today=TODAY)
    why = [Reason("head", "Thiếu số", "report.number")]
    send_back(above.dung, first, reasons=why, again_by=None, today=TODAY)
    second = confirm(made.link, offered=offered(made, "Bản hai").pk, answers=[], today=TODAY)
    assert isinstance(second, Submission)
    assert [each.file.read() for each in Submission.objects.order_by("n")] == ["Bản một".encode(), "Bản hai".encode()]


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"school_year": "2025-2026"}, "năm học 2025-2026"), ({"form": "ke-hoach"}, "kế hoạch cải tiến")],
)
def test_a_paper_of_another_year_or_form_is_not_sent(made: MadeLink, changes, words: str):
    told = {name: Form(value) if name == "form" else value for name, value in changes.items()}
    paper = replace(paper_of_year(4), **told)
    file = offer(made.link, name="x.docx", data=b"x", paper=paper)
    found = confirm(made.link, offered=file.pk, answers=[], today=TODAY)
    assert words in found.reason
    assert not Submission.objects.exists()


def test_a_file_of_another_link_is_not_sent_and_one_link_takes_so_many_files(
    above: Department, round_: Round, made: MadeLink
):
    assert confirm(made.link, offered=999_999, answers=[], today=TODAY) == links.GONE
    for turn in range(links.MOST_OFFERED):
        offered(made, f"Bản {turn}")
    assert offer(made.link, name="x", data=b"x", paper=paper_of_year(1)) == links.TOO_MANY


def test_without_the_link_nothing_opens(made: MadeLink):
    browser = Client()
    file = offered(made)
    assert browser.get("/nop-tep").status_code == 200
    assert browser.get("/nop-tep/tep").status_code == 404
    assert browser.get(f"/nop-tep/tep/{file.pk}").status_code == 404
    assert browser.post("/nop-tep", {"ma": "sai"}).status_code == 404
    assert browser.get("/dot").status_code == 302


def test_a_school_drops_its_file_sees_what_was_understood_and_gets_a_receipt(
    above: Department, outside: Asked, client: Client
):
    client.force_login(above.dung)
    where = f"/dot/{outside.round_id}/truong/{outside.pk}"
    assert client.post(f"{where}/duong-dan", {"last": "32/13/2026"}).status_code == 422
    soon = f"{timezone.localdate() + dt.timedelta(days=9):%d/%m/%Y}"
    shown = client.post(f"{where}/duong-dan", {"last": soon})
    school = Client()
    assert school.post("/nop-tep", {"ma": shown.context["address"]})["Location"] == "/nop-tep/tep"
    assert school.post("/nop-tep/tep", {"file": SimpleUploadedFile("a.docx", b"khong phai Word")}).status_code == 422
    data = write(paper_of_year(6), Form.REPORT, ".docx")
    dropped = school.post("/nop-tep/tep", {"file": SimpleUploadedFile("bao-cao.docx", data)})
    assert dropped.status_code == 302, dropped.content.decode()[-600:]
    looked = school.get(dropped["Location"])
    assert looked.context["total"] == 6
    assert "Trường THPT Hoa Sen" in looked.content.decode()  # another name than the list has: said
    assert not Submission.objects.exists()
    done = school.post(dropped["Location"], follow=True)
    assert "Mã biên nhận" in done.content.decode()
    assert "Lần 1: văn bản chưa ghi số" in done.content.decode()  # its symbol alone stands there, "/BC-…"
    assert Submission.objects.get().receipt
    assert (
        "Đang có một đường dẫn" in client.get(where).content.decode() or "Đã nộp" in client.get(where).content.decode()
    )
    assert client.get(f"{where}/tep/1").content == data
    client.post(f"{where}/thu-hoi")
    assert school.get("/nop-tep/tep").status_code == 404
