"""Inviting from a list: a dry look first, the same list twice updates, and never doubles."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, Invitation, Membership, Role, School, Unit, UnitMember, User
from caitien.access.people.invite import Invited, invite
from caitien.access.people.roster import Brought, OtherRoster, Outcome, PersonLine, Roster, bring_in, look_at
from caitien.access.people.taking import NewAccount, take_invitation
from caitien.domain.people.listed import PersonRow
from tests.access.conftest import person_in

pytestmark = pytest.mark.each_database

TWO = (
    PersonRow(name="Cao Thị Sim", email="sim@example.vn", unit="Tổ Toán", post="Tổ trưởng", place="dòng 2"),
    PersonRow(name="Tạ Văn Mua", unit="tổ toán", post="Ủy viên hội đồng", place="dòng 3"),
)


def brought(actor: User, school: School, rows: tuple[PersonRow, ...]) -> Brought:
    found = bring_in(actor, school, rows=rows, seen=look_at(actor, school, rows).mark)
    assert isinstance(found, Brought), found
    return found


def outcomes(roster: Roster) -> list[str]:
    return [line.outcome.value for line in roster.lines]


def only(actor: User, school: School, **values: str) -> PersonLine:
    (line,) = look_at(actor, school, [PersonRow(**{"place": "dòng 2", **values})]).lines
    return line


def test_looking_writes_nothing(an: User, school: School):
    with CaptureQueriesContext(connection) as asked:
        roster = look_at(an, school, TWO)
    assert len(asked) <= 7
    assert outcomes(roster) == ["invite", "invite"]
    assert roster.new_units == ["Tổ Toán"]
    assert not any(rows.objects.exists() for rows in (Invitation, Unit, AuditEntry))


def test_the_list_invites_and_makes_the_units_it_names(an: User, school: School):
    done = brought(an, school, TWO)
    unit = Unit.objects.get()
    kept = [(i.name, i.roles, i.unit, i.head) for i in Invitation.objects.order_by("pk")]
    assert kept == [("Cao Thị Sim", ["staff"], unit, True), ("Tạ Văn Mua", ["member"], unit, False)]
    assert len({each.secret for each in done.invited}) == 2
    assert isinstance(take_invitation(done.invited[0].mark, NewAccount("sim", "mot-mat-khau-dai", "Sim")), User)
    assert AuditEntry.objects.get(verb="people.invite").after["invited"] == ["Cao Thị Sim", "Tạ Văn Mua"]


def test_the_same_list_again_changes_nothing(an: User, school: School):
    brought(an, school, TWO)
    before = list(Invitation.objects.values())
    again = look_at(an, school, TWO)
    assert outcomes(again) == ["same", "same"]
    assert brought(an, school, TWO).invited == []
    assert list(Invitation.objects.values()) == before
    assert Unit.objects.count() == 1


def test_a_changed_line_updates_the_invitation_and_its_link_stays(an: User, school: School):
    link = brought(an, school, TWO).invited[1]
    moved = PersonRow(
        name="TẠ VĂN MUA", email="mua@example.vn", unit="Tổ Lý", post="Thành viên hội đồng", place="dòng 3"
    )
    assert outcomes(look_at(an, school, [moved])) == ["update"]
    assert brought(an, school, (moved,)).updated == 1
    row = Invitation.objects.get(pk=link.invitation.pk)
    assert (row.email, str(row.unit), row.secret_hash) == ("mua@example.vn", "Tổ Lý", link.invitation.secret_hash)
    assert Invitation.objects.count() == 2


def test_someone_who_came_in_is_put_into_the_unit_and_keeps_their_roles(an: User, binh: User, school: School):
    row = PersonRow(name="Trần Văn Bình", unit="Tổ Toán", post="Tổ trưởng, thư ký hội đồng", place="dòng 2")
    line = look_at(an, school, [row]).lines[0]
    assert (line.outcome, line.roles) == (Outcome.UPDATE, ["staff"])
    assert "Vai trò giữ nguyên" in line.why
    brought(an, school, (row,))
    assert [(str(p.unit), p.head) for p in binh.units.all()] == [("Tổ Toán", True)]
    assert [m.role for m in binh.memberships.all()] == ["staff"]
    assert outcomes(look_at(an, school, [row])) == ["same"]


def test_a_unit_that_has_a_head_keeps_it(an: User, binh: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    UnitMember.objects.create(school=school, unit=unit, user=an, head=True)
    row = PersonRow(name="Trần Văn Bình", unit="Tổ Toán", post="Tổ trưởng", place="dòng 2")
    brought(an, school, (row,))
    assert not binh.units.get().head
    assert outcomes(look_at(an, school, [row])) == ["same"]


def test_two_of_one_name_are_told_apart_by_unit_or_address(an: User, school: School):
    rows = (
        PersonRow(name="Cao Thị Sim", unit="Tổ Toán", place="dòng 2"),
        PersonRow(name="Cao Thị Sim", unit="Tổ Văn", place="dòng 3"),
        PersonRow(name="Cao Thị Sim", email="sim@example.vn", place="dòng 4"),
    )
    assert len(brought(an, school, rows).invited) == 3
    assert outcomes(look_at(an, school, rows)) == ["same"] * 3
    line = only(an, school, name="CAO THỊ SIM")
    assert (line.outcome, line.why.startswith("Có 3 người tên")) == (Outcome.ERROR, True)
    line = only(an, school, name="cao thi sim")
    assert (line.outcome, line.why) == (
        Outcome.ERROR,
        "Tên này có thể là Cao Thị Sim đã có ở trường; xin ghi đủ dấu.",
    )


def test_a_line_twice_in_the_list_is_invited_once(an: User, school: School):
    roster = look_at(an, school, (*TWO, *TWO))
    assert outcomes(roster) == ["invite", "invite", "error", "error"]
    assert roster.lines[2].why == "Trùng với dòng 2."
    assert len(brought(an, school, (*TWO, *TWO)).invited) == 2
    assert outcomes(look_at(an, school, (*TWO, *TWO))) == ["same", "same", "error", "error"]


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"name": ""}, "họ và tên"),
        ({"name": "Sim", "email": "sim@"}, "sim@"),
        ({"name": "Sim", "unit": "T" * 251}, "Tên tổ"),
    ],
)
def test_a_line_that_says_too_little_is_told_why(values: dict[str, str], word: str, an: User, school: School):
    line = only(an, school, **values)
    assert line.outcome is Outcome.ERROR
    assert word in line.why


def test_a_list_of_the_secretary_brings_in_no_second_chair(an: User, hanh: User, school: School):
    assert only(an, school, name="Người Khác", post="Hiệu trưởng").outcome is Outcome.ERROR
    assert only(hanh, school, name="Người Khác", post="Hiệu trưởng").outcome is Outcome.INVITE


def test_what_changed_since_the_look_is_shown_again_and_nothing_is_done(an: User, school: School):
    seen = look_at(an, school, TWO).mark
    assert isinstance(invite(an, school, name="Tạ Văn Mua", roles=["staff"]), Invited)
    found = bring_in(an, school, rows=TWO, seen=seen)
    assert isinstance(found, OtherRoster)
    assert outcomes(found.roster) == ["invite", "update"]
    assert Invitation.objects.count() == 1


def test_lines_with_an_error_do_not_hold_up_the_others(an: User, school: School):
    rows = (PersonRow(name="", place="dòng 4"), *TWO)
    assert len(brought(an, school, rows).invited) == 2


def test_the_people_of_another_school_are_strangers_to_the_list(an: User, chi: User, school: School):
    assert only(an, school, name="Lê Minh Chi", email=chi.email).outcome is Outcome.INVITE


@pytest.mark.parametrize(("field", "most"), [("name", 150), ("unit", 250)])
def test_a_name_is_as_long_as_its_column_and_no_longer(an: User, school: School, field: str, most: int):
    said = {"name": "Cao Thị Sim", "unit": "Tổ Toán"}
    assert only(an, school, **(said | {field: "Đ" * most})).outcome is Outcome.INVITE
    assert only(an, school, **(said | {field: "Đ" * (most + 1)})).outcome is Outcome.ERROR


def test_whoever_is_in_the_unit_already_becomes_its_head_there(an: User, binh: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    assert only(an, school, name="Trần Văn Bình", unit="Tổ Toán").outcome is Outcome.SAME
    row = PersonRow(name="Trần Văn Bình", unit="Tổ Toán", post="Tổ trưởng", place="dòng 2")
    assert brought(an, school, (row,)).updated == 1
    assert [(place.user, place.head) for place in unit.members.all()] == [(binh, True)]


def test_of_two_whom_a_list_calls_head_of_a_unit_the_first_is(an: User, binh: User, school: School):
    lan = person_in(school, "lan", "Vũ Ngọc Lan", Role.STAFF)
    rows = tuple(
        PersonRow(name=person.name, unit="Tổ Toán", post="Tổ trưởng", place=f"dòng {n}")
        for n, person in enumerate((lan, binh), start=2)
    )
    brought(an, school, rows)
    assert {place.user: place.head for place in UnitMember.objects.all()} == {lan: True, binh: False}


def test_a_line_means_the_one_of_its_unit_before_any_other_of_that_name(an: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    here, there = (person_in(school, name, "Cao Thị Sim", Role.STAFF) for name in ("sim1", "sim2"))
    UnitMember.objects.create(school=school, unit=unit, user=there)
    rows = (
        PersonRow(name="Cao Thị Sim", unit="Tổ Văn", place="dòng 2"),
        PersonRow(name="Cao Thị Sim", unit="Tổ Toán", place="dòng 3"),
    )
    roster = look_at(an, school, rows)
    assert [line.known.thing if line.known else None for line in roster.lines] == [here, there]
    assert outcomes(roster) == ["update", "same"]
    assert roster.new_units == ["Tổ Văn"]


def test_an_address_of_their_own_tells_two_of_one_name_apart(an: User, binh: User, school: School):
    assert only(an, school, name=binh.name, email="khac@example.vn").outcome is Outcome.INVITE
    assert only(an, school, name="Tên Khác", email=binh.email).outcome is Outcome.SAME
    User.objects.filter(pk=binh.pk).update(email="", email_wanted="")
    assert only(an, school, name=binh.name, email="khac@example.vn").outcome is Outcome.SAME


def test_two_lines_that_mean_one_person_are_told(an: User, binh: User, school: School):
    rows = (
        PersonRow(name="Trần Văn Bình", email=binh.email, place="dòng 2"),
        PersonRow(name="Trần Văn Bình", unit="Tổ Toán", place="dòng 3"),
    )
    roster = look_at(an, school, rows)
    assert outcomes(roster) == ["same", "invite"]  # the first took the only Bình there is: the other is another
    assert (roster.count("same"), roster.count("invite"), roster.count("error")) == (1, 1, 0)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({}, "same"),
        ({"email": "sim@example.vn"}, "same"),
        ({"email": "sim2@example.vn"}, "invite"),  # another address is another person
        ({"unit": "tổ  toán"}, "same"),
        ({"unit": "Tổ Văn"}, "update"),
        ({"post": "Giáo viên"}, "update"),
        ({"post": "Ủy viên hội đồng"}, "same"),
        ({"post": "Tổ trưởng, ủy viên hội đồng"}, "update"),
        ({"name": "CAO THỊ SIM"}, "update"),
    ],
)
def test_an_invitation_that_waits_is_changed_where_the_list_says_otherwise(
    an: User, school: School, said: dict[str, str], outcome: str
):
    first = PersonRow(
        name="Cao Thị Sim", email="sim@example.vn", unit="Tổ Toán", post="Ủy viên hội đồng", place="dòng 2"
    )
    brought(an, school, (first,))
    line = only(an, school, **({"name": "Cao Thị Sim"} | said))
    assert line.outcome.value == outcome
    if outcome != "invite":
        assert line.why == "Lời mời đang chờ nhận."


def test_a_head_who_waits_stays_head_where_the_list_does_not_say_so(an: User, school: School):
    brought(an, school, TWO)
    moved = PersonRow(name="Cao Thị Sim", email="sim@example.vn", unit="Tổ Lý", place="dòng 2")
    assert brought(an, school, (moved,)).updated == 1
    kept = Invitation.objects.get(email="sim@example.vn")
    assert (str(kept.unit), kept.head, kept.roles) == ("Tổ Lý", True, ["staff"])


def test_a_chair_who_waits_already_is_no_second_chair(an: User, hanh: User, school: School):
    assert isinstance(invite(hanh, school, name="Cao Thị Sim", roles=["chair"]), Invited)
    assert only(an, school, name="Cao Thị Sim", post="Hiệu trưởng").outcome is Outcome.SAME


def test_a_name_that_differs_by_an_accent_is_invited_and_looked_at(an: User, binh: User, school: School):
    line = only(an, school, name="Trần Văn Bính")
    assert (line.outcome, line.why) == (
        Outcome.INVITE,
        "Trường đã có Trần Văn Bình, tên gần giống; nếu là một người thì bỏ dòng này.",
    )
    assert only(an, school, name="Trần Văn Bảo").why == ""


def test_a_list_that_would_go_otherwise_has_another_mark(an: User, school: School):
    one = look_at(an, school, TWO[:1]).mark
    assert one == look_at(an, school, TWO[:1]).mark
    others = ((*TWO,), (replace(TWO[0], name="Cao Thị Sam"),), (replace(TWO[0], unit="Tổ Lý"),))
    assert one not in {look_at(an, school, rows).mark for rows in others}


def _rows(count: int) -> tuple[PersonRow, ...]:
    return tuple(
        PersonRow(name=f"Giáo Viên {n}", email=f"gv{n}@example.vn", unit=f"Tổ {n % 9}", place=f"dòng {n}")
        for n in range(count)
    )


def test_five_hundred_lines_cost_as_many_statements_as_ten(an: User, school: School, other_school: School):
    Membership.objects.create(user=an, school=other_school, role=Role.SECRETARY)
    costs = []
    for where, count in ((school, 10), (other_school, 500)):
        person_in(where, f"ai{count}", "Ai Đó", Role.STAFF)
        rows = _rows(count)
        with CaptureQueriesContext(connection) as found:
            brought(an, where, rows)
        costs.append(len(found))
    assert costs[0] <= 30
    assert costs[1] <= costs[0] + 10, costs  # SQLite takes a batch in several pieces
