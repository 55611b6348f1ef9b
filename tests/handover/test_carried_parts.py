"""Who has a part in a line and whom it waits for go on with it (phần việc, việc chờ đi theo dòng)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, Membership, OutsideBody, Role, School, Unit, UnitMember, User
from caitien.access.rights import NOBODY, RIGHTS, Right
from caitien.access.trail.proof import prove
from caitien.evidence.lists.known import KEEPER_HEADING
from caitien.evidence.models import Item
from caitien.handover.carried_parts import along
from caitien.handover.carrying import carry_over
from caitien.handover.models import CarriedItem
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.table_lines import row_mark
from caitien.story.telling import tell
from caitien.work.models import Attachment, Letter, Waiting
from tests.handover.joined import Lived, begun_plan, joined, keeper, lived
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
MAY, JUNE = dt.date(2027, 5, 3), dt.date(2027, 6, 1)


@pytest.fixture
def one(db: None) -> Lived:
    """A school whose first line is Tổ Toán's, with the commune co-operating, and waits for it by two of its names."""
    made = lived("Trường THCS Bến Đá", "bd", lines=3, proofs=0)
    school, (first, second, _) = made.school, lines_of(made)
    unit = Unit.objects.create(school=school, name="Tổ Toán – Tin", kind="teaching")
    teacher = User.objects.get(username="bd-gv")
    gone = person("bd-nghi", "Người Đã Nghỉ", school, Role.STAFF)
    for user in (teacher, gone):
        UnitMember.objects.create(school=school, unit=unit, user=user, head=user == teacher)
    commune = OutsideBody.objects.create(school=school, name="UBND xã Mơ", aliases=["Uỷ ban xã Mơ"])
    office = OutsideBody.objects.create(school=school, name="Uỷ ban xã Mơ cũ")
    for task, whose in ((first, {"unit": unit}), (first, {"outside": commune}), (second, {"user": gone})):
        Assignment.objects.create(school=school, task=task, part="support" if "outside" in whose else "lead", **whose)
    about = {"school": school, "plan": made.plan, "task": first, "by": made.secretary}
    waits = Waiting.objects.create(**about, body=commune, whom="UBND xã Mơ", what="Giao đất\nCắm mốc", since=JUNE)
    Waiting.objects.create(**about, body=office, whom="Uỷ ban xã Mơ cũ", what="Cắm mốc", since=MAY)
    over = {"since": MAY, "until": JUNE, "outcome": "Đã cấp"}
    Waiting.objects.create(**about, whom="Sở Giáo dục", what="Cấp máy", **over)
    file = Attachment.objects.create(
        school=school, task=first, name="cv.pdf", kind="pdf", sha256="5" * 64, size=3, file="attachments/1/cv",
        by=made.secretary,
    )  # fmt: skip
    Letter.objects.create(
        school=school, waiting=waits, way="sent", number="15/CV", date=JUNE, summary="Xin giao đất", file=file,
        by=made.secretary,
    )  # fmt: skip
    return made


def lines_of(made: Lived) -> list[Task]:
    return list(made.plan.tasks.select_related("goal").order_by("position"))


@pytest.fixture
def draft(one: Lived) -> Plan:
    """The draft of the school it was joined to; one person had left before that."""
    Membership.objects.filter(user__username="bd-nghi").delete()
    new = School.objects.create(name="Trường THCS Bến Mây", kind="thcs", framework="tt18-2018")
    joined(keeper(), new, one.school, chair=one.chair)
    return begun_plan(one.chair, new)


def carried(one: Lived, draft: Plan) -> list[Task]:
    seen = {each.pk: row_mark(each) for each in lines_of(one)}
    made = carry_over(one.chair, draft, source=one.plan.pk, lines=seen)
    assert isinstance(made, list), made
    return made


def test_what_goes_along_is_seen_before_and_so_it_comes(one: Lived, draft: Plan) -> None:
    new = draft.school
    first, *others = lines_of(one)
    said = along([each.pk for each in (first, *others)], new).said()
    assert said == {
        first.pk: [
            "Tổ Toán – Tin chủ trì (mở mới ở trường mình), 1 người của tổ vào cùng",
            "UBND xã Mơ phối hợp (mở mới ở trường mình)",
            "đang chờ Uỷ ban xã Mơ cũ từ 03/05/2027 (mở mới ở trường mình)",
            "đang chờ UBND xã Mơ từ 01/06/2027, 1 công văn (mở mới ở trường mình)",
        ]
    }
    before = list(Waiting.objects.filter(school=one.school).order_by("pk").values())
    line, other, _ = carried(one, draft)
    assert list(Waiting.objects.filter(school=one.school).order_by("pk").values()) == before
    assert {(str(each.who), each.part, each.school_id) for each in line.assignments.all()} == {
        ("Tổ Toán – Tin", "lead", new.pk),
        ("UBND xã Mơ", "support", new.pk),
    }
    assert not other.assignments.exists(), "who left has no part in the new school"
    unit = Unit.objects.get(school=new)
    assert [(str(each.user), each.head) for each in unit.members.all()] == [("Giáo Viên BD", True)]
    waits = list(Waiting.objects.filter(task=line).order_by("since"))
    assert [(each.whom, each.since, each.body.school if each.body else None, each.plan) for each in waits] == [
        ("Uỷ ban xã Mơ cũ", MAY, new, draft),
        ("UBND xã Mơ", JUNE, new, draft),
    ]
    (letter,) = Letter.objects.filter(school=new)
    assert (letter.waiting, letter.number, letter.by) == (waits[1], "15/CV", one.secretary)
    assert letter.file
    assert (letter.file.school, letter.file.task, letter.file.file.name) == (new, line, "attachments/1/cv")
    after = AuditEntry.objects.get(verb="plan.carry_over").after
    assert (after["carried_waits"], after["carried_names"]) == (2, "Tổ Toán – Tin, UBND xã Mơ, Uỷ ban xã Mơ cũ")


def test_units_and_people_are_told_in_the_trail_by_the_deed_it_is(one: Lived, draft: Plan) -> None:
    carried(one, draft)
    entries = list(AuditEntry.objects.filter(chain=draft.school_id).order_by("-number")[:5])[::-1]
    assert [told.deed for told in tell(entries)] == [
        "thêm Tổ Toán – Tin",
        "thêm UBND xã Mơ",
        "thêm Uỷ ban xã Mơ cũ",
        "đưa Giáo Viên BD vào Tổ Toán – Tin",
        "mang 3 dòng từ Trường THCS Bến Đá sang kế hoạch",
    ]
    assert [each.verb for each in entries] == ["unit.arrange"] * 4 + ["plan.carry_over"]
    assert entries[3].after["head"] == "Giáo Viên BD"
    assert [chain for chain in prove() if chain.broken] == []


def test_who_may_not_arrange_units_carries_only_what_needs_none(
    one: Lived, draft: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, "unit.arrange", Right(NOBODY))  # type: ignore[misc]
    seen = {each.pk: row_mark(each) for each in lines_of(one)}
    with pytest.raises(PermissionDenied):
        carry_over(one.chair, draft, source=one.plan.pk, lines=seen)
    assert not draft.tasks.exists()
    assert not Unit.objects.filter(school=draft.school).exists()
    unneeding = {key: mark for key, mark in seen.items() if not Assignment.objects.filter(task=key, user=None).exists()}
    made = carry_over(one.chair, draft, source=one.plan.pk, lines=unneeding)
    assert isinstance(made, list)
    assert len(made) == 2


def test_a_proof_kept_by_a_unit_is_kept_by_the_one_it_became(one: Lived, draft: Plan) -> None:
    first, _, third = lines_of(one)
    old = Unit.objects.get(school=one.school)
    item = Item.objects.create(school=one.school, name="Sổ họp tổ", keeper_unit=old, by=one.secretary)
    for task in (first, third):
        item.uses.create(school=one.school, task=task, by=one.secretary)
    said = along([first.pk, third.pk], draft.school).said()
    assert said[third.pk] == ["Tổ Toán – Tin giữ minh chứng (mở mới ở trường mình), 1 người của tổ vào cùng"]
    assert not [words for words in said[first.pk] if "giữ" in words], "that it leads the line says so already"
    made = carry_over(one.chair, draft, source=one.plan.pk, lines={third.pk: row_mark(third)})
    assert isinstance(made, list), made
    unit = Unit.objects.get(school=draft.school)
    came = CarriedItem.objects.get(old_item=item.pk).item
    assert (came.keeper_unit, came.keeper) == (unit, None)
    assert [str(each.user) for each in unit.members.all()] == ["Giáo Viên BD"]
    item.refresh_from_db()
    assert item.keeper_unit == old
    draft.refresh_from_db()
    assert along([first.pk], draft.school).kept == [], "what came before opens nothing more"


def test_a_proof_kept_by_a_person_is_theirs_where_they_came_along_and_else_names_them(one: Lived, draft: Plan) -> None:
    first, *_ = lines_of(one)
    for username, name in (("bd-gv", "Sổ của người ở lại"), ("bd-nghi", "Sổ của người đã nghỉ")):
        keeper = User.objects.get(username=username)
        made = Item.objects.create(school=one.school, name=name, keeper=keeper, by=one.secretary)
        made.uses.create(school=one.school, task=first, by=one.secretary)
    carried(one, draft)
    stays, left = Item.objects.filter(school=draft.school).order_by("pk")
    assert str(stays.keeper) == "Giáo Viên BD"
    assert (left.keeper, left.extra) == (None, {KEEPER_HEADING: "Người Đã Nghỉ"})


def test_a_unit_and_a_body_the_school_has_take_them_and_two_waits_for_one_body_become_one(
    one: Lived, draft: Plan
) -> None:
    new = draft.school
    unit = Unit.objects.create(school=new, name="Toán - Tin")
    commune = OutsideBody.objects.create(school=new, name="UBND xã Mơ", aliases=["Uỷ ban xã Mơ cũ"])
    line, *_ = carried(one, draft)
    assert {each.who for each in line.assignments.all()} == {unit, commune}
    assert [each.head for each in unit.members.all()] == [False], "who leads a unit of the school it says itself"
    (wait,) = Waiting.objects.filter(task=line)
    assert (wait.body, wait.since) == (commune, MAY)
    assert sorted(wait.what.splitlines()) == ["Cắm mốc", "Giao đất"]
    assert wait.letters.count() == 1
    assert (Unit.objects.filter(school=new).count(), OutsideBody.objects.filter(school=new).count()) == (1, 1)


def test_who_is_in_a_unit_already_stays_there(one: Lived, draft: Plan) -> None:
    other = Unit.objects.create(school=draft.school, name="Tổ Khoa học")
    UnitMember.objects.create(school=draft.school, unit=other, user=User.objects.get(username="bd-gv"))
    carried(one, draft)
    assert list(Unit.objects.get(school=draft.school, name="Tổ Toán – Tin").members.all()) == []


def test_to_look_costs_the_same_however_many_lines(one: Lived, draft: Plan) -> None:
    def asked(tasks: list[Task]) -> int:
        with CaptureQueriesContext(connection) as seen:
            along([each.pk for each in tasks], draft.school).said()
        return len(seen)

    first, second, _ = lines_of(one)
    assert asked([first]) == asked([first, second]) == 7
