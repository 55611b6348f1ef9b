"""The page of the school and its calendar: An describes, everyone looks, Chi sees nothing of it."""

from typing import Any

import pytest
from django.test import Client

from caitien.access.models import Body, Role, School, User
from caitien.access.schools.describe import calendar_of
from caitien.domain.times.school_calendar import propose_year
from tests.access.conftest import person_in
from tests.web.conftest import SignIn

YEAR = "2026-2027"


@pytest.fixture
def hanh(school: School) -> User:
    """Chair of the school."""
    return person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)


def sent_by(page: Any, **changed: str) -> dict[str, str]:
    """What the form on the calendar's page would send as it stands."""
    terms, lines = page.context["terms"], page.context["holidays"]
    fields = {field.html_name: str(field.value() or "") for form in (terms, *lines) for field in form}
    fields |= {field.html_name: str(field.value()) for field in lines.management_form}
    return {**fields, "seen": page.context["seen"], **changed}


def test_an_describes_the_school(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    seen = browser.get("/truong").context["seen"]
    said = {"name": "Trường Hoa Sen", "kind": "nhieu_cap_hoc", "levels": ["thcs", "thpt"], "place": "Bảo Lộc"}
    browser.post("/truong", {**said, "framework": "tt57-2026-pt", "seen": seen})
    school.refresh_from_db()
    assert (school.name, school.levels, school.framework) == ("Trường Hoa Sen", ["thcs", "thpt"], "tt57-2026-pt")


def test_the_slower_of_two_keeps_what_was_typed_and_sees_what_stands_there_now(
    signed_in: SignIn, an: User, hanh: User, school: School
):
    slow = signed_in(an)
    seen = slow.get("/truong").context["seen"]
    signed_in(hanh).post("/truong", {"name": "Trường THPT Hoa Sen", "kind": "thpt", "place": "Bảo Lộc", "seen": seen})
    answered = slow.post(
        "/truong", {"name": "Trường THPT Hoa Sen Mới", "kind": "thpt", "place": "Đà Lạt", "seen": seen}
    )
    words = answered.content.decode()
    assert answered.status_code == 422
    assert 'value="Trường THPT Hoa Sen Mới"' in words
    assert "Địa danh nay là: <b>Bảo Lộc</b>" in words
    again = {"name": "Trường THPT Hoa Sen Mới", "kind": "thpt", "place": "Bảo Lộc", "seen": answered.context["seen"]}
    assert slow.post("/truong", again).status_code == 302


def test_a_teacher_reads_what_the_school_is_and_changes_nothing(signed_in: SignIn, binh: User, school: School):
    browser = signed_in(binh)
    words = browser.get("/truong").content.decode()
    assert "trung học phổ thông" in words
    assert "<form" not in words.split("<main")[1]
    assert "<input" not in browser.get("/truong/lich").content.decode().split("<main")[1]
    assert browser.post("/truong", {"name": "Trường Khác"}).status_code == 403


def test_places_come_and_go(signed_in: SignIn, an: User, chi: User, school: School):
    browser = signed_in(an)
    browser.post("/truong/diem", {"name": "Điểm trường Suối Đá", "address": "Thôn 3"})
    campus = school.campuses.get()
    assert "Thôn 3" in browser.get("/truong").content.decode()
    assert signed_in(chi).post(f"/truong/diem/{campus.pk}/bo").status_code == 404
    browser.post(f"/truong/diem/{campus.pk}/bo")
    assert not school.campuses.exists()


def test_the_body_above_is_found_without_accents_and_chosen(signed_in: SignIn, an: User, school: School):
    tinh = Body.objects.create(name="Sở Giáo dục tỉnh Lâm Hà")
    phuong = Body.objects.create(name="UBND phường Hồ Xuân", parent=tinh)
    browser = signed_in(an)
    page = browser.get("/truong/cap-tren", {"tim": "ho xuan"})
    assert [body.name for body in page.context["page"]] == ["UBND phường Hồ Xuân"]
    browser.post("/truong/cap-tren", {"body": phuong.pk})
    assert "Sở Giáo dục tỉnh Lâm Hà › UBND phường Hồ Xuân" in browser.get("/truong").content.decode()
    browser.post("/truong/cap-tren", {"body": ""})
    school.refresh_from_db()
    assert school.body is None


def test_the_chair_turns_the_second_factor_off_and_the_secretary_cannot(
    signed_in: SignIn, an: User, hanh: User, school: School
):
    assert signed_in(an).post("/truong/bao-ve", {"wanted": "khong"}).status_code == 403
    chair = signed_in(hanh)
    asked = chair.post("/truong/bao-ve", {"wanted": "khong"})
    chair.post(asked["Location"], {"password": "mat-khau-hanh"})
    school.refresh_from_db()
    assert not school.second_factor


# --- the calendar -----------------------------------------------------------------------------------------------------


def test_the_calendar_is_proposed_corrected_and_kept(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    page = browser.get("/truong/lich", {"nam": YEAR})
    assert "mới là đề xuất" in page.content.decode()
    more = {"form-5-name": "Hội trường", "form-5-first": "2026-11-20", "last_day": "2027-05-28"}
    assert browser.post(f"/truong/lich?nam={YEAR}", sent_by(page, **more)).status_code == 302
    kept = calendar_of(school, YEAR)
    assert kept
    assert kept.last_day.isoformat() == "2027-05-28"
    assert [day.name for day in kept.holidays][1] == "Hội trường"
    assert len(kept.holidays) == len(propose_year(YEAR).holidays) + 1
    assert "mới là đề xuất" not in browser.get("/truong/lich", {"nam": YEAR}).content.decode()


def test_an_emptied_line_is_no_holiday(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    page = browser.get("/truong/lich", {"nam": YEAR})
    browser.post(
        f"/truong/lich?nam={YEAR}", sent_by(page, **{"form-0-name": "", "form-0-first": "", "form-0-last": ""})
    )
    kept = calendar_of(school, YEAR)
    assert kept
    assert "Quốc khánh" not in [day.name for day in kept.holidays]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"first_day": ""}, "Xin điền ô này."),
        ({"last_day": "2026-05-31"}, "cần ở sau"),
        ({"form-0-name": ""}, "Đợt nghỉ này cần tên"),
        ({"form-5-name": "Hội trường"}, "Đợt nghỉ này cần tên"),
        ({"form-5-name": "Hội trường", "form-5-first": "hôm nào đó"}, "“hôm nào đó” chưa phải một ngày."),
    ],
)
def test_a_calendar_that_cannot_be_is_told_and_stays_typed(
    signed_in: SignIn, an: User, school: School, changed: dict[str, str], why: str
):
    browser = signed_in(an)
    page = browser.get("/truong/lich", {"nam": YEAR})
    answered = browser.post(f"/truong/lich?nam={YEAR}", sent_by(page, **changed))
    assert answered.status_code == 422
    assert why in answered.content.decode()
    assert 'value="05/09/2026"' in answered.content.decode() or "first_day" in changed
    assert calendar_of(school, YEAR) is None


def test_two_who_correct_one_calendar_lose_nothing(signed_in: SignIn, an: User, hanh: User, school: School):
    page = signed_in(an).get("/truong/lich", {"nam": YEAR})
    signed_in(hanh).post(f"/truong/lich?nam={YEAR}", sent_by(page, last_day="2027-05-28"))
    answered = signed_in(an).post(f"/truong/lich?nam={YEAR}", sent_by(page, last_day="2027-05-25"))
    assert answered.status_code == 422
    assert 'value="2027-05-25"' in answered.content.decode()
    kept = calendar_of(school, YEAR)
    assert kept
    assert kept.last_day.isoformat() == "2027-05-28"


@pytest.mark.parametrize("year", ["2026", "hè", "2026-2028", "9999-10000"])
def test_what_is_no_school_year_is_not_there(signed_in: SignIn, an: User, year: str):
    assert signed_in(an).get("/truong/lich", {"nam": year}).status_code == 404


def test_every_page_of_the_school_is_closed_to_the_keeper(client: Client, school: School):
    client.force_login(User.objects.create_superuser("quan", password="x", name="Lê Quân"))
    for where in ("/truong", "/truong/lich", "/truong/cap-tren", "/ke-hoach"):
        assert client.get(where).status_code == 403


def test_the_ministrys_code_is_text_kept_whole_and_of_one_school_only(signed_in: SignIn, an: User, school: School):
    browser, other = signed_in(an), School.objects.create(name="Trường THPT Bằng Lăng", ministry_code="01000714")
    page = browser.get("/truong")
    fields = {"name": school.name, "kind": school.kind, "seen": page.context["seen"]}
    refused = browser.post("/truong", {**fields, "ministry_code": other.ministry_code})
    assert "Mã 01000714 đã là của trường khác" in refused.content.decode()
    browser.post("/truong", {**fields, "ministry_code": " 01000713 "})
    school.refresh_from_db()
    assert school.ministry_code == "01000713"
    School.objects.create(name="Trường không mã")
    School.objects.create(name="Trường không mã khác")
