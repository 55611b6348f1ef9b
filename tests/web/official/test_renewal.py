"""The new year on its page: what is proposed, decided, taken back; and the draft that goes over into another set."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.plans.models import Plan
from caitien.plans.table.table_lines import row_mark
from caitien.renewal.deciding import GONE, Wish, decide_line, take_ready
from caitien.renewal.models import Renewal
from caitien.renewal.moves import move_of
from caitien.renewal.moving import begin_move, move_ready
from caitien.reviews.models import Review
from caitien.reviews.recommending import note_lesson
from tests.plans.approving import approved
from tests.plans.reports import report
from tests.renewal.years import TT18, TT57, adopted, begun, decided, line, mixed_year, year_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(an: User, school: School) -> Plan:
    """Last year's plan: clear, doubtful, over, done."""
    return adopted(an, school, mixed_year())


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_begins_the_new_year_under_the_set_in_force(signed_in: SignIn, an: User, source: Plan):
    browser = signed_in(an)
    page = browser.get("/nam-moi")
    assert page.context["prospect"].year == "2026-2027"
    assert [each.name for each in page.context["offered"]] == ["TT 57/2026", "TT 18/2018"]
    there = browser.post(f"/nam-moi/{source.pk}/bat-dau", {"framework": TT57}, follow=True)
    assert "Còn <b>4</b> trong 4 dòng chưa quyết định" in text(there)
    assert [row.task.work for row in there.context["page"]] == ["Sửa nhà vệ sinh"]
    assert "Bảng chuyển có mấy nơi" in text(there)


def test_what_was_learned_in_the_year_before_stands_beside_what_it_proposes(
    signed_in: SignIn, an: User, source: Plan, school: School, chi: User
):
    days = {"first": date(2025, 9, 5), "last": date(2026, 5, 31)}
    about = {"school": school, "plan": source, "by": an, "name": "Cuối năm học", "kind": Review.Kind.YEAR_END}
    review = Review.objects.create(**about, **days, state=Review.State.CLOSED)
    note_lesson(an, review, text="Ghi số liệu ngay từ tháng 9", cause="planning")
    begun(an, source)
    said = text(signed_in(an).get("/nam-moi"))
    assert "Năm trước rút ra: làm khác điều gì? <span>1 điều</span>" in said
    assert "Ghi số liệu ngay từ tháng 9 <small>Kế hoạch đặt chưa sát</small>" in said
    assert "Ghi số liệu" not in text(signed_in(chi).get("/nam-moi"))


def test_a_row_is_carried_with_htmx_and_without(signed_in: SignIn, an: User, source: Plan):
    renewal, browser = begun(an, source), signed_in(an)
    task = source.tasks.select_related("goal").get(work="Sửa nhà vệ sinh")
    where = f"/nam-moi/{renewal.plan_id}/dong/{task.pk}"
    sent = {"decision": "carry", "criterion": "4.2", "time": "Tháng 10/2026", "seen": row_mark(task)}
    card = browser.post(where, sent, headers={"HX-Request": "true"})
    assert card.status_code == 200
    assert "<html" not in text(card)
    assert "trước: 3.4 TT 18/2018" in text(card)
    assert 'id="con-lai"' in text(card)
    new = renewal.plan.tasks.get()
    assert (new.time, new.evidence, new.goal.criterion) == ("Tháng 10/2026", "", "4.2")
    again = browser.post(f"{where}/xem-lai", {}, follow=True)
    assert "Mời quyết định lại." in text(again)
    assert not renewal.plan.tasks.exists()
    browser.post(where, {**sent, "evidence": "on"})
    assert renewal.plan.tasks.get().evidence == "Biên bản nghiệm thu"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_was_typed_stays_where_a_row_cannot_be_decided(signed_in: SignIn, an: User, source: Plan, headers):
    renewal, browser = begun(an, source), signed_in(an)
    task = source.tasks.select_related("goal").get(work="Sửa nhà vệ sinh")
    sent = {"decision": "carry", "criterion": "", "work": "Sửa ba buồng còn lại", "time": "Hè", "seen": row_mark(task)}
    answer = browser.post(f"/nam-moi/{renewal.plan_id}/dong/{task.pk}", sent, headers=headers)
    assert answer.status_code == (200 if headers else 422)  # htmx swaps only what went well
    said = text(answer)
    assert "Xin chọn tiêu chí mới cho dòng này" in said
    assert "Sửa ba buồng còn lại" in said
    assert 'value="Hè"' in said


def test_one_tap_takes_what_asks_nothing_and_all_can_be_begun_anew(signed_in: SignIn, an: User, source: Plan):
    renewal, browser = begun(an, source), signed_in(an)
    there = browser.post(f"/nam-moi/{renewal.plan_id}/nhan", follow=True)
    assert "Đã nhận 3 dòng theo đề nghị" in text(there)
    assert renewal.plan.tasks.count() == 2
    settled = browser.get("/nam-moi?xem=da-quyet")
    assert len(settled.context["page"]) == 3
    browser.post(f"/nam-moi/{renewal.plan_id}/lam-lai")
    assert not renewal.plan.tasks.exists()
    assert not Renewal.objects.exists()


def test_what_hinders_is_said_in_a_sentence(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    assert "Trường chưa có kế hoạch năm trước" in text(browser.get("/nam-moi"))
    assert browser.get("/nam-moi?tu=2001-2002").status_code == 200  # there is no plan at all
    source = adopted(an, school, year_of(line("1.1", "Việc A")))
    assert browser.get("/nam-moi?tu=2001-2002").status_code == 404
    renewal = begun(an, source)
    take_ready(an, renewal.plan)
    assert "Kế hoạch này còn đang soạn" in text(browser.get("/nam-moi?tu=2026-2027"))
    approved(Plan.objects.get(pk=renewal.plan_id))
    page = text(browser.get("/nam-moi?tu=2025-2026"))
    assert "Kế hoạch năm mới đã phê duyệt" in page
    assert "Làm lại từ đầu" not in page


def test_a_kind_of_school_without_a_set_is_told_so(signed_in: SignIn, an: User, school: School, source: Plan):
    school.kind = "gdtx"
    school.save()
    assert "chưa có bộ tiêu chuẩn nào cho loại trường này" in text(signed_in(an).get("/nam-moi"))
    refused = signed_in(an).post(f"/nam-moi/{source.pk}/bat-dau", {"framework": TT57}, follow=True)
    assert "Phần mềm chưa có bộ tiêu chuẩn nào" in text(refused)


def test_binh_looks_and_decides_nothing(signed_in: SignIn, an: User, binh: User, source: Plan):
    before = text(signed_in(binh).get("/nam-moi"))
    assert "Thư ký hội đồng hoặc hiệu trưởng bắt đầu" in before
    begun(an, source)
    page = text(signed_in(binh).get("/nam-moi"))
    assert "Đề nghị: mang sang. Chưa quyết định." in page
    assert 'name="decision"' not in page


def test_nearly_every_criterion_carried_is_warned_about(signed_in: SignIn, an: User, school: School):
    new = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3")
    lines = [line(code, f"Việc của tiêu chí {code}") for code in new]
    renewal = begun(an, adopted(an, school, year_of(*lines, framework=TT57, year="2026-2027")), TT57)
    assert "vấn đề ưu tiên" not in text(signed_in(an).get("/nam-moi"))
    take_ready(an, renewal.plan)
    assert "không còn là vấn đề ưu tiên" in text(signed_in(an).get("/nam-moi"))


def test_old_codes_stay_visible_on_line_table_and_story(signed_in: SignIn, an: User, source: Plan):
    renewal = begun(an, source)
    task = decided(an, renewal, "Sửa nhà vệ sinh", criterion="4.1")
    assert task
    browser, plan = signed_in(an), renewal.plan_id
    for where in (f"/ke-hoach/{plan}/dong/{task.pk}", "/ke-hoach?nam=2026-2027", f"/ke-hoach/{plan}/cau-chuyen"):
        assert "3.4 TT 18/2018" in text(browser.get(where)), where


def test_a_draft_goes_over_on_its_page_and_comes_back(signed_in: SignIn, an: User, source: Plan):
    renewal, browser = begun(an, source, TT18), signed_in(an)
    take_ready(an, renewal.plan)
    decided(an, renewal, "Sửa nhà vệ sinh")
    where = f"/nam-moi/{renewal.plan_id}/bo-tieu-chuan"
    assert [each.id for each in browser.get(where).context["offered"]] == [TT57]
    browser.post(f"{where}/bat-dau", {"framework": TT57})
    page = browser.get(where)
    (row,) = page.context["page"]
    assert row.goal.criterion == "3.4"
    sent = {"criterion": "", "seen": row.mark}
    assert browser.post(f"{where}/dong/{row.goal.pk}", sent).status_code == 422
    card = browser.post(f"{where}/dong/{row.goal.pk}", {**sent, "criterion": "4.2"}, headers={"HX-Request": "true"})
    assert "trước: 3.4 TT 18/2018" in text(card)
    assert "Đã chuyển 2 dòng" in text(browser.post(f"{where}/nhan", follow=True))
    browser.post(f"{where}/dong/{row.goal.pk}/xem-lai")
    assert renewal.plan.goals.get(pk=row.goal.pk).criterion == "3.4"
    assert "Kế hoạch đã về bộ tiêu chuẩn cũ" in text(browser.post(f"{where}/tra-lai", follow=True))
    assert Plan.objects.get(pk=renewal.plan_id).framework == TT18


def test_the_report_of_a_year_that_was_is_told_to_stay(signed_in: SignIn, an: User, source: Plan):
    page = signed_in(an).get(f"/nam-moi/{source.pk}/bo-tieu-chuan")
    assert "đó là báo cáo của năm ấy nên giữ nguyên" in text(page)


def test_another_school_finds_none_of_it(signed_in: SignIn, an: User, chi: User, source: Plan):
    renewal = begun(an, source)
    browser = signed_in(chi)
    assert "Hoa Sen" not in text(browser.get("/nam-moi"))
    assert browser.get(f"/nam-moi/{renewal.plan_id}/bo-tieu-chuan").status_code == 404
    assert browser.post(f"/nam-moi/{renewal.plan_id}/nhan").status_code == 404
    assert not renewal.plan.tasks.exists()


def test_a_row_of_another_schools_plan_is_not_decided(an: User, chi: User, other_school: School, source: Plan):
    theirs = adopted(chi, other_school, year_of(line("1.1", "Việc của trường bạn")))
    task = theirs.tasks.get()
    found = decide_line(an, begun(an, source).plan, task=task.pk, wish=Wish(carry=True), seen=row_mark(task))
    assert found == GONE


def queries(client, where: str) -> int:
    assert client.get(where).status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200
    return len(found)


def test_the_pages_ask_as_much_of_two_hundred_lines_as_of_28(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    counts = {}
    for rows, year in ((28, "2023-2024"), (200, "2025-2026")):
        renewal = begun(an, adopted(an, school, report(rows, school_year=year)), TT18)
        take_ready(an, renewal.plan)
        for list_ in ("", "khong-hoi", "da-quyet"):
            counts[rows, list_] = queries(browser, f"/nam-moi?tu={year}&xem={list_}")
        begin_move(an, renewal.plan, framework=TT57)
        move_ready(an, renewal.plan)
        assert move_of(renewal.plan)
        for list_ in ("", "da-quyet"):
            counts[rows, f"chuyen {list_}"] = queries(browser, f"/nam-moi/{renewal.plan_id}/bo-tieu-chuan?xem={list_}")
    assert {name: count for (rows, name), count in counts.items() if rows == 28} == {
        name: count for (rows, name), count in counts.items() if rows == 200
    }
    assert max(counts.values()) <= 30
