"""From the desk of An to the chair: an item is settled, handed in, let out and taken down by pages alone."""

# ruff: noqa: F811 - fixtures are imported

import io

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.incoming.adopt import adopt
from caitien.notices.models import Notice
from caitien.plans.models import Plan
from caitien.publishing.models import Edition, Publication, ReadMark, Telling
from tests.plans.approving import approved, chair_of
from tests.plans.reports import report
from tests.publishing.conftest import paper, plan  # noqa: F401 - fixtures
from tests.publishing.made import address, item_of, out
from tests.web.conftest import SignIn


def _settled(browser: Client, where: str) -> None:
    for hit, _, instead in browser.get(where).context["made"].proposals:
        browser.post(f"{where}/xu-ly", {"words": hit.words, "decision": "hide", "instead": instead})


@pytest.mark.each_database
def test_an_item_goes_out_and_comes_down_by_pages(
    signed_in: SignIn, an: User, binh: User, plan: Plan, client: Client, school: School
):
    desk, chair = signed_in(an), signed_in(chair_of(school))
    where = desk.post("/cong-khai/soan", {"kind": "ke-hoach", "year": plan.school_year})["Location"]
    assert "Trình duyệt" not in desk.get(where).content.decode()
    assert "Trần Văn Bình" in desk.get(where).content.decode()
    _settled(desk, where)
    line = desk.get(where).context["made"].page.lines[5]
    desk.post(f"{where}/dong", {"line": line.key, "reason": "Việc nội bộ"})
    desk.post(f"{where}/trinh")
    assert "trình công khai" in Notice.objects.get(user=chair_of(school)).text
    shown = chair.get(where)
    assert "Duyệt công khai" in shown.content.decode()
    assert client.get(address(school)).status_code == 404
    preview = chair.get(f"{where}/xem-truoc")
    chair.post(f"{where}/duyet", {"seen": shown.context["made"].mark})
    out_already = desk.get(where).content.decode()
    assert "Người ngoài đang thấy" in out_already
    assert "Trình duyệt" not in out_already  # nothing differs from what is out
    desk.post(f"{where}/dong", {"line": line.key, "show": "1"})
    assert "Trình duyệt" in desk.get(where).content.decode()
    outside = client.get(address(school)).content.decode()
    assert outside == preview.content.decode()
    assert "Trần Văn Bình" not in outside
    assert line.cells["work"] not in outside
    assert address(school) in desk.get(f"{where}/bang-tin").content.decode()
    desk.post(f"{where}/go", {"reason": "Sai số liệu"})
    assert client.get(address(school)).status_code == 410
    assert desk.get(f"{where}/lan/1").content.decode() == outside


def test_the_demo_school_is_told_before_it_prepares_anything(signed_in: SignIn, an: User, plan: Plan, school: School):
    item, desk = item_of(an, school), signed_in(an)
    pages = ("/cong-khai", f"/cong-khai/{item.pk}")
    assert not any("Đây là trường mẫu" in desk.get(where).content.decode() for where in pages)
    School.objects.filter(pk=school.pk).update(demo=True)
    assert all("Đây là trường mẫu" in desk.get(where).content.decode() for where in pages)


def test_who_only_works_looks_and_has_no_button(signed_in: SignIn, an: User, binh: User, plan: Plan):
    item = item_of(an, plan.school)
    shown = signed_in(binh).get(f"/cong-khai/{item.pk}").content.decode()
    for word in ("Xử lý", "Trình duyệt", "Không nêu dòng này", "Gỡ ngay"):
        assert word not in shown


def test_people_are_asked_to_read_and_say_that_they_have(signed_in: SignIn, an: User, binh: User, plan: Plan):
    version = plan.versions.get()
    sent = {"plan": plan.pk, "paper": f"version {version.pk}", "audience": "staff", "way": "here", "day": "05/10/2026"}
    assert signed_in(an).post("/pho-bien", sent).status_code == 302
    assert "mời thầy cô đọc" in Notice.objects.get(user=binh).text
    reader = signed_in(binh)
    assert "Tôi đã đọc" in reader.get("/pho-bien").content.decode()
    reader.post(f"/pho-bien/{Telling.objects.get().pk}/da-doc")
    assert ReadMark.objects.get().user == binh
    assert "Tôi đã đọc" not in reader.get("/pho-bien").content.decode()
    assert "1/3 người" in reader.get("/pho-bien").content.decode()


def test_the_piece_of_the_yearly_report_comes_down_in_word(signed_in: SignIn, an: User, plan: Plan):
    answered = signed_in(an).get(f"/cong-khai/bao-cao-thuong-nien?nam={plan.school_year}")
    table = docx.Document(io.BytesIO(answered.content)).tables[0]
    assert table.rows[1].cells[0].text == "2026–2027"
    assert signed_in(an).get("/cong-khai/bao-cao-thuong-nien?nam=x").status_code == 404


def _queries(browser: Client, where: str) -> int:
    assert browser.get(where).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        browser.get(where)
    return len(asked)


def test_pages_ask_as_much_of_a_short_plan_as_of_a_long_one(signed_in: SignIn, an: User, school: School):
    asked, browser = [], signed_in(an)
    for rows, year in ((4, "2025-2026"), (60, "2026-2027")):
        plan = adopt(school, report(rows, school_year=year))[0]
        approved(plan, number=f"{rows}/KH-THPTHS")
        item = item_of(an, school, year=year)
        out(an, item)
        pages = (f"/cong-khai/{item.pk}", f"/cong-khai?nam={year}", f"/pho-bien?nam={year}")
        asked.append([_queries(browser, where) for where in pages])
    short, long = asked
    assert all(many <= few for many, few in zip(long, short, strict=True)), (short, long)
    assert max(long) <= 30, long
    assert Edition.objects.count() == Publication.objects.count() == 2
