"""The pages of a merger (sáp nhập trường): the keeper sees it before it is done; the new school carries lines on."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, School
from caitien.handover.models import CarriedLine
from caitien.plans.models import Plan
from tests.handover.joined import Lived, begun_plan, joined, keeper, lived
from tests.web.conftest import SignIn
from tests.web.page import on_one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(db: None) -> Lived:
    return lived("Trường THCS Bến Đá", "bd", lines=4, proofs=1)


@pytest.fixture
def two(db: None) -> Lived:
    return lived("Trường THCS Gò Mây", "gm", lines=3, proofs=0)


@pytest.fixture
def new(db: None) -> School:
    return School.objects.create(
        name="Trường THCS Bến Mây", kind="thcs", framework="tt18-2018", ministry_code="79000001"
    )


SENT = {
    "successor": "79000001",
    "predecessors": "Trường THCS Bến Đá\n\nTrường THCS Gò Mây\nTrường THCS Gò Mây",
    "decision": "218/QĐ-UBND",
    "decided_on": "01/07/2027",
    "day": "01/08/2027",
}


def words_of(browser: Client, where: str) -> str:
    return on_one_line(browser.get(where).content.decode())


def test_the_keeper_sees_what_each_holds_and_then_joins_them(
    one: Lived, two: Lived, new: School, signed_in: SignIn
) -> None:
    browser = signed_in(keeper())
    written = AuditEntry.objects.count()
    looked = browser.post("/co-quan/sap-nhap", SENT)
    assert looked.status_code == 200
    page = on_one_line(looked.content.decode())
    assert AuditEntry.objects.count() == written, "a look writes nothing"
    assert "Sáp nhập 2 trường vào Trường THCS Bến Mây" in page
    for words in (
        "1 kế hoạch, 4 dòng kế hoạch, 1 văn bản đã ban hành",
        "từ 0 thành 6 người",
        str(one.chair),
        str(two.chair),
        "Quyết định số 218/QĐ-UBND ngày 01/07/2027",
    ):
        assert words in page, words
    seen = looked.context["look"].mark
    unchosen = browser.post("/co-quan/sap-nhap", {**SENT, "seen": seen})
    assert (unchosen.status_code, "Xin chọn hiệu trưởng" in unchosen.content.decode()) == (422, True)
    stale = browser.post("/co-quan/sap-nhap", {**SENT, "seen": "khac", "chair": two.chair.pk})
    assert (stale.status_code, "xin xem lại" in stale.content.decode()) == (422, True)
    assert f'value="{two.chair.pk}" required checked' in on_one_line(stale.content.decode())
    assert not new.predecessors.exists()
    done = browser.post("/co-quan/sap-nhap", {**SENT, "seen": seen, "chair": two.chair.pk})
    assert done["Location"] == "/co-quan"
    assert set(new.predecessors.all()) == {one.school, two.school}
    again = browser.post("/co-quan/sap-nhap", SENT)
    assert (again.status_code, "đã nhập vào Trường THCS Bến Mây từ trước" in again.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("predecessors", "Trường Không Có", "Không có trường nào mang mã hoặc tên “Trường Không Có”."),
        ("predecessors", "79000001", "cũng là trường nhập vào"),
        ("predecessors", "\n".join(map(str, range(21))), "nhiều nhất 20 trường"),
        ("successor", "00", "Không có trường nào mang mã hoặc tên “00”."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    field: str, typed: str, said: str, one: Lived, two: Lived, new: School, signed_in: SignIn
) -> None:
    answered = signed_in(keeper()).post("/co-quan/sap-nhap", {**SENT, field: typed})
    assert answered.status_code == 422
    page = answered.content.decode()
    assert said in page
    assert "218/QĐ-UBND" in page


def test_the_new_school_reads_the_old_ones_and_carries_lines_into_its_draft(
    one: Lived, two: Lived, new: School, signed_in: SignIn
) -> None:
    joined(keeper(), new, one.school, two.school, chair=one.chair)
    browser = signed_in(one.chair)
    assert 'href="/truong/sap-nhap"' in words_of(browser, "/truong")
    page = words_of(browser, "/truong/sap-nhap")
    assert f'href="/truong/sap-nhap/{two.plan.pk}"' in page
    where = f"/truong/sap-nhap/{two.plan.pk}"
    assert "chưa có kế hoạch nào đang soạn" in words_of(browser, where)
    draft = begun_plan(one.chair, new)
    first, second, _ = browser.get(where).context["rows"]
    none = browser.post(where, {"into": draft.pk})
    assert (none.status_code, "đánh dấu ít nhất một dòng" in none.content.decode()) == (422, True)
    stale = browser.post(where, {"into": draft.pk, "line": [f"{first[0].pk}:khac", f"{second[0].pk}:{second[1]}"]})
    assert stale.status_code == 422
    assert on_one_line(stale.content.decode()).count("checked") == 3, "what was ticked stays ticked, and the plan"
    done = browser.post(where, {"into": draft.pk, "line": [f"{first[0].pk}:{first[1]}", f"{second[0].pk}:{second[1]}"]})
    assert done["Location"] == "/ke-hoach?nam=2027-2028"
    assert CarriedLine.objects.filter(school=new).count() == 2
    assert "Từ Trường THCS Gò Mây" in browser.get(done["Location"]).content.decode()
    assert words_of(browser, where).count("đã mang sang") == 2


def test_an_old_school_is_read_under_its_own_name_and_offers_nothing_to_write(
    one: Lived, two: Lived, new: School, signed_in: SignIn
) -> None:
    joined(keeper(), new, one.school, two.school, chair=one.chair)
    browser = signed_in(one.chair)
    browser.post("/doi-truong", {"school": two.school.pk})
    page = words_of(browser, "/ke-hoach?nam=2026-2027")
    assert f"{two.school} đã nhập vào {new} từ ngày 01/07/2027" in page
    assert "chỉ để đọc" in page
    for where in (
        "/giay-to",
        f"/giay-to/da-ban-hanh/{two.issue.pk}",
        "/minh-chung",
        "/truong/nhat-ky",
        "/truong/ban-luu",
    ):
        assert browser.get(where).status_code == 200, where
    for where, sent in (
        ("/truong/diem", {"name": "Cơ sở 2"}),
        (f"/ke-hoach/{two.plan.pk}/ket-thuc", {}),
        ("/truong/nguoi", {"name": "Ai Đó", "roles": ["staff"]}),
    ):
        assert browser.post(where, sent).status_code in {403, 404}, where
    assert signed_in(two.chair).get("/truong/ban-luu").status_code == 403, "staff in the new school, where they are now"


def test_codes_of_old_papers_answer_whoever_asks(one: Lived, two: Lived, new: School) -> None:
    def told(code: str) -> str:
        answered = Client().get(f"/kiem-chung/{code}")
        assert answered.status_code == 200
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answered.content.decode())

    before = {each.issue.code: told(each.issue.code) for each in (one, two)}
    assert all("05/BC-THPTHS" in page for page in before.values())
    joined(keeper(), new, one.school, two.school, chair=one.chair)
    assert {code: told(code) for code in before} == before


def test_queries_do_not_grow_with_lines_and_only_drafts_of_the_school_take_them(
    one: Lived, two: Lived, new: School, signed_in: SignIn
) -> None:
    joined(keeper(), new, one.school, two.school, chair=one.chair)
    begun_plan(one.chair, new)
    browser = signed_in(one.chair)

    def asked(where: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(where)
        return len(seen)

    asked(f"/truong/sap-nhap/{one.plan.pk}")
    assert asked(f"/truong/sap-nhap/{one.plan.pk}") == asked(f"/truong/sap-nhap/{two.plan.pk}")
    (row, *_) = browser.get(f"/truong/sap-nhap/{one.plan.pk}").context["rows"]
    foreign = Plan.objects.create(school=School.objects.create(name="Trường Khác"), school_year="2027-2028")
    sent = {"into": foreign.pk, "line": f"{row[0].pk}:{row[1]}"}
    assert browser.post(f"/truong/sap-nhap/{one.plan.pk}", sent).status_code == 404
    assert browser.get(f"/truong/sap-nhap/{foreign.pk}").status_code == 404
