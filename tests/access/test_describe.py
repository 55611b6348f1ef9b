"""An says what the school is: its facts, its places, the body above, the days of its year."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Body, Campus, School, SchoolYear, User
from caitien.access.schools.describe import (
    LONGEST,
    NO_BODY,
    NO_CAMPUS_NAME,
    NO_NAME,
    UNKNOWN_ANSWER,
    UNKNOWN_KIND,
    UNKNOWN_SET,
    SchoolFacts,
    add_campus,
    ask_second_factor,
    calendar_of,
    describe,
    drop_campus,
    facts_of,
    keep_year,
    mark_of,
    place_under,
    say_evaluated,
    set_in_force,
)
from caitien.domain.refused import Refused, Stale
from caitien.domain.times.school_calendar import Holiday, propose_year

pytestmark = pytest.mark.each_database

YEAR = propose_year("2026-2027")


def seen(school: School) -> str:
    school.refresh_from_db()
    return mark_of(facts_of(school))


def test_an_says_what_the_school_is_and_the_trail_tells_before_and_after(an: User, school: School):
    said = SchoolFacts(name=" Trường  Hoa Sen ", kind="nhieu_cap_hoc", levels=("thpt", "thcs"), place="Bảo Lộc")
    assert isinstance(describe(an, school, facts=said, seen=seen(school)), School)
    school.refresh_from_db()
    assert facts_of(school) == replace(said, name="Trường Hoa Sen", levels=("thcs", "thpt"))
    entry = AuditEntry.objects.get(verb="school.describe")
    assert (entry.before["name"], entry.after["name"]) == ("Trường THPT Hoa Sen", "Trường Hoa Sen")


def test_levels_stay_only_where_a_school_has_several():
    assert SchoolFacts(name="Trường Hoa Sen", kind="thpt", levels=("thcs",)).tidy().levels == ()
    assert SchoolFacts(name="Trường Hoa Sen", kind="nhieu_cap_hoc", levels=("xyz", "thcs")).tidy().levels == ("thcs",)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "  "}, NO_NAME),
        ({"kind": "dai_hoc"}, UNKNOWN_KIND),
        ({"framework": "tt99-2099"}, UNKNOWN_SET),
        ({"evaluated": "co-the"}, UNKNOWN_ANSWER),
        ({"place": "Đ" * 121}, Refused("Địa danh dài quá, xin ghi gọn lại.")),
    ],
)
def test_what_a_school_cannot_be_is_told(an: User, school: School, said: dict[str, str], why: Refused):
    found = describe(an, school, facts=replace(facts_of(school), **said), seen=seen(school))
    assert found == why
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("field", "called", "most"),
    [
        ("name", "Tên trường", 250),
        ("upper_body", "Cơ quan chủ quản", 250),
        ("place", "Địa danh", 120),
        ("ministry_code", "Mã trường của Bộ", 40),
    ],
)
def test_what_a_school_says_is_as_long_as_its_column_and_no_longer(
    an: User, school: School, field: str, called: str, most: int
):
    assert field in LONGEST
    facts = facts_of(school)
    too_long = describe(an, school, facts=replace(facts, **{field: "Đ" * (most + 1)}), seen=seen(school))
    assert too_long == Refused(f"{called} dài quá, xin ghi gọn lại.")
    assert isinstance(describe(an, school, facts=replace(facts, **{field: "Đ" * most}), seen=seen(school)), School)
    school.refresh_from_db()
    assert getattr(school, field) == "Đ" * most


def test_the_ministrys_code_is_of_one_school_alone(an: User, school: School, other_school: School):
    School.objects.filter(pk=other_school.pk).update(ministry_code="000123")
    facts = facts_of(school)
    taken = describe(an, school, facts=replace(facts, ministry_code="000123"), seen=seen(school))
    assert isinstance(taken, Refused)
    assert "000123" in taken.reason
    for code in ("000124", "000124", ""):  # one's own code said again is taken by nobody; no code is everyone's
        said = replace(facts_of(school), ministry_code=code)
        assert isinstance(describe(an, school, facts=said, seen=seen(school)), School)


def test_whether_there_was_an_external_evaluation_is_said_once_and_told(an: User, school: School):
    assert say_evaluated(an, school, evaluated="co-the") == UNKNOWN_ANSWER
    for _ in range(2):
        assert isinstance(say_evaluated(an, school, evaluated="yes"), School)
    school.refresh_from_db()
    assert school.evaluated == "yes"
    entry = AuditEntry.objects.get(verb="school.describe")
    assert (entry.before, entry.after) == ({"evaluated": ""}, {"evaluated": "yes"})


def test_the_slower_of_two_who_describe_the_school_is_told(an: User, school: School):
    before = seen(school)
    describe(an, school, facts=replace(facts_of(school), place="Bảo Lộc"), seen=before)
    assert isinstance(describe(an, school, facts=replace(facts_of(school), place="Đơn Dương"), seen=before), Stale)
    school.refresh_from_db()
    assert school.place == "Bảo Lộc"


def test_a_teacher_and_a_stranger_describe_nothing(binh: User, chi: User, school: School):
    for person in (binh, chi):
        with pytest.raises(PermissionDenied):
            describe(person, school, facts=SchoolFacts(name="Trường Khác"), seen=seen(school))
    school.refresh_from_db()
    assert school.name == "Trường THPT Hoa Sen"


def test_the_body_above_is_chosen_and_let_go(an: User, school: School):
    body = Body.objects.create(name="UBND phường Hồ Xuân")
    assert isinstance(place_under(an, school, body=body.pk), School)
    school.refresh_from_db()
    assert school.body == body
    place_under(an, school, body=None)
    school.refresh_from_db()
    assert school.body is None
    assert place_under(an, school, body=body.pk + 1) == NO_BODY
    told = AuditEntry.objects.filter(verb="school.describe").order_by("pk").values_list("before", "after")
    assert list(told) == [({"body": ""}, {"body": body.name}), ({"body": body.name}, {"body": ""})]


def test_only_the_chair_says_whether_a_second_factor_is_asked(an: User, hanh: User, school: School):
    with pytest.raises(PermissionDenied):
        ask_second_factor(an, school, wanted=False)
    assert not ask_second_factor(hanh, school, wanted=False).second_factor
    ask_second_factor(hanh, school, wanted=False)  # a second tap changes and tells nothing
    assert AuditEntry.objects.filter(verb="school.protect").count() == 1


def test_a_place_of_the_school_comes_once_and_goes(an: User, school: School):
    campus = add_campus(an, school, name="Điểm trường  Suối Đá", address="Thôn 3")
    assert isinstance(campus, Campus)
    assert campus.name == "Điểm trường Suối Đá"
    assert isinstance(add_campus(an, school, name="Điểm trường Suối Đá"), Refused)
    assert isinstance(add_campus(an, school, name=" "), Refused)
    drop_campus(an, campus)
    assert not school.campuses.exists()
    assert AuditEntry.objects.filter(verb="school.describe").count() == 2


@pytest.mark.parametrize(("field", "least"), [("name", 1), ("address", 0)])
def test_a_place_of_the_school_is_called_in_a_line(an: User, school: School, field: str, least: int):
    said = {"name": "Điểm trường Suối Đá", "address": ""}
    assert add_campus(an, school, **(said | {field: "Đ" * 251})) == NO_CAMPUS_NAME
    for letters in (least, 250):
        campus = add_campus(an, school, **(said | {field: "Đ" * letters}))
        assert isinstance(campus, Campus)
        assert getattr(campus, field) == "Đ" * letters
        drop_campus(an, campus)


def test_what_is_told_of_a_place_that_goes_is_its_name_and_address(an: User, school: School):
    campus = add_campus(an, school, name="Điểm trường Suối Đá", address="Thôn 3")
    assert isinstance(campus, Campus)
    drop_campus(an, campus)
    said = {"campus": "Điểm trường Suối Đá", "address": "Thôn 3"}
    told = AuditEntry.objects.filter(verb="school.describe").order_by("pk").values_list("before", "after")
    assert list(told) == [({}, said), (said, {})]


def test_the_days_of_a_year_are_kept_and_read_back(an: User, school: School):
    assert calendar_of(school, YEAR.year) is None
    keep_year(an, school, calendar=YEAR, seen="")
    assert calendar_of(school, YEAR.year) == YEAR
    longer = replace(
        YEAR, holidays=(*YEAR.holidays, Holiday("Hội trường", dt.date(2026, 11, 20), dt.date(2026, 11, 20)))
    )
    assert keep_year(an, school, calendar=longer, seen=mark_of(YEAR)) == longer
    kept = calendar_of(school, YEAR.year)
    assert kept
    assert [holiday.name for holiday in kept.holidays][:2] == ["Quốc khánh", "Hội trường"]
    assert SchoolYear.objects.count() == 1


def test_a_calendar_that_cannot_be_and_one_overtaken_change_nothing(an: User, school: School):
    keep_year(an, school, calendar=YEAR, seen="")
    wrong = keep_year(an, school, calendar=replace(YEAR, last_day=dt.date(2026, 5, 31)), seen=mark_of(YEAR))
    assert isinstance(wrong, Refused)
    assert isinstance(keep_year(an, school, calendar=replace(YEAR, last_day=dt.date(2027, 5, 28)), seen=""), Stale)
    assert calendar_of(school, YEAR.year) == YEAR


@pytest.mark.parametrize(
    ("kind", "day", "wanted"),
    [
        ("thpt", "2026-11-24", "tt57-2026-pt"),
        ("mam_non", "2026-11-24", "tt57-2026-mn"),
        ("thpt", "2020-01-01", "tt18-2018"),
        ("tieu_hoc", "2026-01-01", "tt17-2018-tt22-2024"),
        ("gdtx", "2026-11-24", ""),
    ],
)
def test_the_set_in_force_is_that_of_the_day_and_the_kind(kind: str, day: str, wanted: str):
    assert set_in_force(kind, dt.date.fromisoformat(day)) == wanted
