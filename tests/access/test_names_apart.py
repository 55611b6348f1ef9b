"""Folding finds, accents identify: Bính is not Bình, Mơ is not Mở, Hòa is not Hoa; a mark nobody sees is in no name."""

import pytest

from caitien.access.models import Invitation, OutsideBody, School, Unit, User
from caitien.access.people.invite import Invited, invite
from caitien.access.people.roster import Outcome, look_at
from caitien.access.reads import outside_body_named, unit_named
from caitien.access.schools.describe import SchoolFacts
from caitien.access.schools.open_school import _there_already as school_there
from caitien.access.schools.open_school import made
from caitien.access.schools.units import add_outside_body, add_unit
from caitien.domain.people.listed import PersonRow, proper_email, proper_name
from caitien.domain.people.owners import OUTSIDE, PERSON, UNIT, KnownParty, meant_by
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import identity

pytestmark = pytest.mark.each_database

BINH, HOA = KnownParty(PERSON, 1, "Trần Văn Bình"), KnownParty(PERSON, 2, "Lê Thị Hòa")
BINH_SHARP, HOA_FLAT = KnownParty(PERSON, 3, "Trần Văn Bính"), KnownParty(PERSON, 4, "Lê Thị Hoa")


@pytest.mark.parametrize(("one", "other"), [("Trần Văn Bính", "Trần Văn Bình"), ("Mơ", "Mở"), ("Hòa", "Hoa")])
def test_accents_make_another_name(one: str, other: str):
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "hoà"), ("THÚY", "Thuý"), ("Lê  Thị Hoè", "lê thị Hòe"), ("Bi\u0300nh", "Bình")]
)
def test_case_blanks_unicode_forms_and_the_place_of_a_tone_do_not(one: str, other: str):
    assert identity(one) == identity(other)


def test_two_people_whose_names_only_look_alike_are_both_invited(an: User, school: School):
    assert isinstance(invite(an, school, name="Trần Văn Bình", roles=["staff"]), Invited)
    assert isinstance(invite(an, school, name="Trần Văn Bính", roles=["staff"]), Invited)
    assert isinstance(invite(an, school, name="trần văn  BÌNH", roles=["staff"]), Refused)


def test_a_list_takes_nobody_for_another_and_asks_where_names_are_alike(an: User, binh: User, school: School):
    rows = [
        PersonRow(name=name, place=f"dòng {n}")
        for n, name in enumerate(("Trần Văn Bính", "Trần Văn Bình", "Lê Mơ", "Lê Mở"), 1)
    ]
    lines = look_at(an, school, rows).lines
    assert [line.outcome for line in lines] == [Outcome.INVITE, Outcome.SAME, Outcome.INVITE, Outcome.INVITE]
    assert "Trường đã có Trần Văn Bình, tên gần giống" in lines[0].why


def test_the_owner_of_a_line_is_who_is_written_there():
    (meant,) = meant_by("Trần Văn Bính", [BINH, BINH_SHARP])
    assert (meant.found, meant.sure) == ((BINH_SHARP,), True)
    (alike,) = meant_by("Trần Văn Bính", [BINH])
    assert (alike.found, alike.sure) == ((BINH,), False)
    (polite,) = meant_by("cô Hoa", [HOA, HOA_FLAT])
    assert polite.found == (HOA_FLAT,)
    (plain,) = meant_by("cô Lê Thị Hoà", [HOA, HOA_FLAT])
    assert (plain.found, plain.sure) == ((HOA,), True)


def test_two_schools_whose_names_look_alike_are_two(db: None):
    made(SchoolFacts(name="Trường THCS Hòa Bình", kind="thcs"))
    assert school_there("Trường THCS Hoa Bình", None) is None
    assert school_there("Trường THCS Hoà Bình", None) is not None


def test_marks_nobody_sees_are_in_no_name_and_no_address(an: User, school: School):
    assert proper_name("Trần\u202e Văn\u200b Bình\u2066") == "Trần Văn Bình"
    assert proper_email(" Binh\u200b@\u202eExample.vn ") == "binh@example.vn"
    made_up = User.objects.create_user("ai-do", "a\u200bi@example.vn", "x", name="Ai\u202eĐó")
    assert (made_up.name, made_up.email) == ("AiĐó", "ai@example.vn")
    found = invite(an, school, name="Lê\u200b Mai", email="m\u2060ai@example.vn", roles=["staff"])
    assert isinstance(found, Invited)
    assert Invitation.objects.values_list("name", "email").get() == ("Lê Mai", "mai@example.vn")


def test_two_bodies_outside_whose_names_look_alike_are_two(an: User, school: School):
    flat, sharp = (add_outside_body(an, school, name=name) for name in ("UBND xã Mơ", "UBND xã Mở"))
    assert isinstance(flat, OutsideBody)
    assert isinstance(sharp, OutsideBody)
    wanted = {"ubnd xã mở": sharp, "UBND xã Mơ": flat, "ubnd xa mo": None}  # which of the two, only a person can say
    assert {name: outside_body_named(school, name) for name in wanted} == wanted
    assert isinstance(add_outside_body(an, school, name="ubnd xa mo"), Refused)
    assert outside_body_named(school, "UBND xã Mộ") is None


def test_the_body_of_a_line_is_the_one_written_there():
    flat, sharp = KnownParty(OUTSIDE, 1, "UBND xã Mơ"), KnownParty(OUTSIDE, 2, "UBND xã Mở")
    (meant,) = meant_by("UBND xã Mở", [flat, sharp])
    assert (meant.found, meant.sure) == ((sharp,), True)
    (alike,) = meant_by("UBND xã Mơ", [sharp])
    assert (alike.found, alike.sure) == ((sharp,), False)
    (either,) = meant_by("UBND xa Mo", [flat, sharp])
    assert (either.found, either.sure) == ((flat, sharp), False)
    (plain,) = meant_by("UBND xa Mo", [sharp])
    assert (plain.found, plain.sure) == ((sharp,), True)


@pytest.mark.parametrize(
    ("words", "sure"), [("UBND phường Bến Hoà", True), ("UBND phường Bến Hoa", False), ("Uỷ ban phường Sáu", True)]
)
def test_so_are_the_other_names_of_a_body(words: str, sure: bool):
    six = KnownParty(OUTSIDE, 1, "Ủy ban phường Sáu", ("UBND phường Bến Hòa",))
    (meant,) = meant_by(words, [six])
    assert (meant.found, meant.sure) == ((six,), sure)


@pytest.mark.parametrize("words", ["Sở GDĐT", "Sở GD&ĐT", "Sở Giáo dục và Đào tạo"])
def test_what_is_shortened_tells_no_accents(words: str):
    (meant,) = meant_by(words, [KnownParty(OUTSIDE, 1, "Sở Giáo dục và Đào tạo")])
    assert meant.sure


# --- units ------------------------------------------------------------------------------------------------------------


def test_accents_tell_two_units_apart(an: User, school: School):
    chemistry, flower = (add_unit(an, school, name=name) for name in ("Tổ Hóa", "Tổ Hoa"))
    assert isinstance(chemistry, Unit)
    assert isinstance(flower, Unit)
    assert unit_named(school, "tổ chuyên môn HOÁ") == chemistry
    assert unit_named(school, "tổ hoa") == flower
    assert isinstance(add_unit(an, school, name="tổ Hoá"), Refused)


def test_a_unit_typed_without_accents_is_meant_only_where_one_can_be(an: User, school: School):
    add_unit(an, school, name="Tổ Hóa")
    assert str(unit_named(school, "to hoa")) == "Tổ Hóa"
    add_unit(an, school, name="Tổ Họa")
    assert unit_named(school, "to hoa") is None


def test_a_list_puts_nobody_into_a_unit_of_another_name(an: User, school: School):
    add_unit(an, school, name="Tổ Hóa")
    rows = [
        PersonRow(name="Lê Mơ", unit="Tổ Họa", place="dòng 1"),
        PersonRow(name="Lê Mai", unit="to hoa", place="dòng 2"),
    ]
    assert look_at(an, school, rows).new_units == ["Tổ Họa"]


def test_the_unit_of_a_line_is_the_one_written_there():
    chemistry, painting = KnownParty(UNIT, 1, "Tổ Hóa"), KnownParty(UNIT, 2, "Tổ Họa")
    (meant,) = meant_by("Tổ Họa", [chemistry, painting])
    assert (meant.found, meant.sure) == ((painting,), True)
    (alike,) = meant_by("Tổ Họa", [chemistry])
    assert (alike.found, alike.sure) == ((chemistry,), False)
