"""A sheet of paper goes out with a code for each person and is typed in as it comes back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caitien.access.models import AuditEntry, School, Unit, UnitMember, User
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.nudges.links import open_link
from caitien.nudges.models import AnswerLink
from caitien.nudges.sheets import NOTHING, Printed, occurrences_of, print_sheet, type_in, typed_of
from caitien.plans.models import Assignment, Task
from caitien.story.telling import tell
from caitien.work.models import Occurrence, Update
from tests.work.conftest import occurrences_of as worked_out

pytestmark = pytest.mark.each_database


@pytest.fixture
def printed(an: User, unit: Unit, binh: User, task: Task, school: School) -> Printed:
    """Of Cúc's line, one of Bình's, one of the unit itself, one that is done."""
    UnitMember.objects.create(school=school, unit=unit, user=binh, head=True)
    rows = {row: task.plan.tasks.get(plan_row=row) for row in (5, 6, 7)}
    Assignment.objects.create(school=school, task=rows[5], user=binh)
    Assignment.objects.create(school=school, task=rows[6], unit=unit)
    Assignment.objects.create(school=school, task=rows[7], user=binh)
    worked_out(task)
    Occurrence.objects.update(state=WorkState.ONGOING, due=timezone.localdate())
    Occurrence.objects.filter(task=rows[7]).update(state=WorkState.DONE)
    made = print_sheet(an, unit, today=timezone.localdate())
    assert isinstance(made, Printed)
    return made


def test_it_has_what_is_open_person_by_person(printed: Printed):
    assert [line["who"] for line in printed.sheet.lines] == ["Tổ Văn", "Trần Văn Bình", "Đỗ Thị Cúc"]
    told = AuditEntry.objects.get(verb="answer_sheet.print").after
    assert told == {"unit": "Tổ Văn", "sheet_lines": 3, "sheet_codes": 2}


def test_each_person_with_a_line_of_their_own_has_a_code_that_opens(printed: Printed, binh: User, cuc: User):
    assert set(printed.links) == {binh.pk, cuc.pk}
    for key, made in printed.links.items():
        opened = open_link(made.secret)
        assert opened
        assert opened.link.user_id == key


def test_a_sheet_printed_anew_ends_the_codes_of_the_old_one_but_no_link_that_was_sent(
    printed: Printed, an: User, unit: Unit, school: School, cuc: User
):
    from caitien.nudges.links import MadeLink, make_link

    sent = make_link(an, school, person=cuc.pk)
    print_sheet(an, unit, today=timezone.localdate())
    assert isinstance(sent, MadeLink)
    assert open_link(sent.secret)
    assert open_link(printed.links[cuc.pk].secret) is None
    assert AnswerLink.objects.filter(user=cuc, revoked_at=None).count() == 2


def test_what_is_typed_in_says_whose_words_they_are_and_who_typed(printed: Printed, an: User, cuc: User):
    sheet = printed.sheet
    said = type_in(an, sheet, 2, state=WorkState.DONE, words="Đã sửa 3 phòng", at_hand=occurrences_of(sheet))
    assert isinstance(said, Update)
    assert (said.by, said.via, said.spoken_for) == (an, "sheet", "Đỗ Thị Cúc")
    (told,) = tell([AuditEntry.objects.get(verb="task.report")])
    assert "phiếu giấy" in str(told)
    assert "Đỗ Thị Cúc" in str(told)
    assert typed_of(sheet) == {2}


def test_a_reason_is_asked_for_where_the_state_wants_one(printed: Printed, an: User):
    sheet, at_hand = printed.sheet, occurrences_of(printed.sheet)
    assert isinstance(type_in(an, sheet, 2, state=WorkState.WAITING, words="", at_hand=at_hand), Refused)
    said = type_in(an, sheet, 2, state=WorkState.WAITING, words="UBND phường cấp vốn", at_hand=at_hand)
    assert isinstance(said, Update)
    assert said.reason == "UBND phường cấp vốn"


def test_typed_in_twice_it_is_kept_once(printed: Printed, an: User):
    sheet = printed.sheet
    for _ in range(2):
        said = type_in(an, sheet, 1, state=WorkState.DONE, words="Mua 5 máy", at_hand=occurrences_of(sheet))
        assert isinstance(said, Update)
    assert Update.objects.count() == 1


def test_a_unit_without_open_work_has_no_sheet(an: User, school: School):
    empty = Unit.objects.create(school=school, name="Tổ Thể dục")
    assert print_sheet(an, empty, today=timezone.localdate()) == NOTHING


def test_a_teacher_prints_none(binh: User, unit: Unit):
    with pytest.raises(PermissionDenied):
        print_sheet(binh, unit, today=timezone.localdate())
