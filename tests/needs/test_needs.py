"""Recommendations and weaknesses are kept once, changed and taken out with a trace, and tied to lines by a person."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.access.rights import acting_user_of
from caitien.domain.needs.need import NeedText
from caitien.domain.paper import Paper
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.needs.answers import answers_of, confirm_answers, link_answers, unlink_answer
from caitien.needs.needs import (
    CHANGED,
    NOT_REMOVED,
    TWICE,
    KnownNeeds,
    edit_need,
    fitting,
    need_mark,
    needs_for,
    record_needs,
    remove_need,
)
from caitien.plans.models import Answer, Goal, Need, Plan

ROOF = NeedText(kind="weakness", criterion="3.2", text="Mái hai phòng học nhà B dột khi mưa.")
BOOKS = NeedText(kind="weakness", criterion="", text="Thư viện ít sách mới")
MEND = NeedText(kind="recommendation", criterion="3.2", text="Sớm lợp lại mái nhà B")


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


@pytest.fixture
def needs(an: User, school: School) -> list[Need]:
    return [*record_needs(an, school, items=[ROOF, BOOKS, MEND]).added]


def lines(plan: Plan) -> list[Goal]:
    return [*plan.goals.filter(kind="line").order_by("position")]


def entries(verb: str) -> list[AuditEntry]:
    return [*AuditEntry.objects.filter(verb=verb)]


# --- kept -------------------------------------------------------------------------------------------------------------


def test_what_an_records_is_kept_with_its_criterion_its_standard_and_a_trace(an: User, school: School):
    done = record_needs(an, school, items=[ROOF], given_by="Báo cáo tự đánh giá", day=date(2026, 6, 1))
    (need,) = done.added
    assert (need.criterion, need.standard, need.given_by) == ("3.2", 3, "Báo cáo tự đánh giá")
    (entry,) = entries("need.record")
    assert entry.before == {}
    assert entry.after == {
        f"need {need.pk}": {
            "kind": "weakness",
            "criterion": "3.2",
            "text": ROOF.text,
            "given_by": "Báo cáo tự đánh giá",
            "date": "2026-06-01",
        }
    }


def test_the_same_again_updates_and_never_doubles(an: User, school: School, needs: list[Need]):
    again = replace(ROOF, text="MAI HAI PHONG HOC nhà B dột khi mưa")
    done = record_needs(an, school, items=[again, again, BOOKS])
    assert (len(done.added), len(done.updated), len(done.unchanged)) == (0, 1, 1)
    assert Need.objects.count() == 3
    assert Need.objects.get(pk=needs[0].pk).text == again.text


def test_a_list_that_names_one_twice_keeps_it_once(an: User, school: School):
    assert len(record_needs(an, school, items=[ROOF, ROOF]).added) == 1


def test_the_same_all_over_writes_nothing(an: User, school: School, needs: list[Need]):
    before = AuditEntry.objects.count()
    done = record_needs(an, school, items=[ROOF, BOOKS, MEND])
    assert len(done.unchanged) == 3
    assert AuditEntry.objects.count() == before


def test_a_criterion_that_was_not_known_is_learned(an: User, school: School, needs: list[Need]):
    record_needs(an, school, items=[replace(BOOKS, criterion="3.4")])
    assert Need.objects.get(pk=needs[1].pk).criterion == "3.4"
    record_needs(an, school, items=[BOOKS])
    assert Need.objects.get(pk=needs[1].pk).criterion == "3.4"


def test_the_same_words_under_another_criterion_or_of_another_kind_are_another(an: User, school: School, needs):
    others = [replace(ROOF, criterion="3.3"), replace(ROOF, kind="recommendation")]
    assert len(record_needs(an, school, items=others).added) == 2


def test_a_source_that_is_not_named_again_is_not_forgotten(an: User, school: School):
    record_needs(an, school, items=[ROOF], given_by="Báo cáo tự đánh giá")
    record_needs(an, school, items=[replace(ROOF, text=ROOF.text.upper())])
    assert Need.objects.get().given_by == "Báo cáo tự đánh giá"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (replace(ROOF, text=""), "Chưa có nội dung"),
        (replace(ROOF, kind="khác"), "khuyến nghị hay điểm yếu"),
        (replace(ROOF, criterion="ba chấm hai"), "chưa phải mã tiêu chí"),
        (replace(ROOF, text="a" * 4_001), "dài quá"),
    ],
)
def test_what_cannot_be_kept_says_why(item: NeedText, said: str):
    found = fitting(item)
    assert found is not None
    assert said in found.reason


def test_a_teacher_records_nothing(binh: User, school: School):
    with pytest.raises(PermissionDenied):
        record_needs(binh, school, items=[ROOF])


# --- changed, taken out -----------------------------------------------------------------------------------------------


def test_an_edit_tells_before_and_after(an: User, needs: list[Need]):
    item = replace(ROOF, text="Mái ba phòng học nhà B dột", criterion="3.3")
    changed = edit_need(an, needs[0], item=item, given_by="", day=None, seen=need_mark(needs[0]))
    assert isinstance(changed, Need)
    assert (changed.text, changed.criterion, changed.standard) == (item.text, "3.3", 3)
    entry = entries("need.record")[-1]
    assert (entry.before["text"], entry.after["text"]) == (ROOF.text, item.text)


def test_two_who_edit_the_same_are_told_of_each_other(an: User, needs: list[Need]):
    seen = need_mark(needs[0])
    edit_need(an, needs[0], item=replace(ROOF, text="Mái dột cả dãy"), given_by="", day=None, seen=seen)
    late = edit_need(an, needs[0], item=replace(ROOF, text="Mái tốt"), given_by="", day=None, seen=seen)
    assert late == CHANGED
    assert Need.objects.get(pk=needs[0].pk).text == "Mái dột cả dãy"


def test_an_edit_never_makes_a_double(an: User, needs: list[Need]):
    assert edit_need(an, needs[1], item=ROOF, given_by="", day=None, seen=need_mark(needs[1])) == TWICE
    assert isinstance(TWICE, Refused)


def test_what_is_taken_out_stays_in_the_trail_with_the_lines_it_had(an: User, needs: list[Need], plan: Plan):
    goal = lines(plan)[0]
    link_answers(an, needs[0], keys=[goal.pk])
    assert remove_need(an, needs[0], seen="khác") == NOT_REMOVED
    assert remove_need(an, needs[0], seen=need_mark(needs[0])) is None
    assert not Need.objects.filter(pk=needs[0].pk).exists()
    entry = entries("need.record")[-1]
    assert (entry.kind, entry.key) == ("need", str(needs[0].pk))
    assert (entry.before["text"], entry.before["lines"], entry.after) == (ROOF.text, [goal.pk], {})


# --- which line answers which -----------------------------------------------------------------------------------------


def test_several_lines_answer_several_needs(an: User, needs: list[Need], plan: Plan):
    first, second, *_ = lines(plan)
    assert link_answers(an, needs[0], keys=[first.pk, second.pk]) == 2
    assert link_answers(an, first, keys=[needs[0].pk, needs[2].pk]) == 1
    assert [answer.need for answer in answers_of(first)] == [needs[0], needs[2]]
    assert [entry.kind for entry in entries("need.answer")] == ["need", "goal"]


def test_a_second_tap_links_nothing_more_and_leaves_no_trace(an: User, needs: list[Need], plan: Plan):
    goal = lines(plan)[0]
    link_answers(an, goal, keys=[needs[0].pk])
    assert link_answers(an, goal, keys=[needs[0].pk]) == 0
    assert len(entries("need.answer")) == 1


def test_a_link_is_undone_from_either_side(an: User, needs: list[Need], plan: Plan):
    goal = lines(plan)[0]
    link_answers(an, goal, keys=[needs[0].pk, needs[2].pk])
    assert unlink_answer(an, goal, key=needs[0].pk) is True
    assert unlink_answer(an, needs[2], key=goal.pk) is True
    assert unlink_answer(an, goal, key=needs[0].pk) is False
    assert not Answer.objects.exists()
    assert ROOF.text in entries("need.answer")[1].before["answers"][f"need {needs[0].pk}"]


def test_proposals_are_taken_over_in_one_go(an: User, needs: list[Need], plan: Plan):
    first, second, *_ = lines(plan)
    pairs = [(needs[0].pk, first.pk), (needs[2].pk, second.pk), (10**9, first.pk), (needs[0].pk, 10**9)]
    assert confirm_answers(an, plan, pairs=pairs) == 2
    assert confirm_answers(an, plan, pairs=pairs) == 0
    assert len(entries("need.answer")) == 1


def test_nothing_of_another_school_is_ever_linked(an: User, chi: User, other_school: School, needs, plan: Plan):
    (theirs,) = record_needs(chi, other_school, items=[ROOF]).added
    goal = lines(plan)[0]
    assert link_answers(an, goal, keys=[theirs.pk]) == 0
    assert link_answers(chi, theirs, keys=[goal.pk]) == 0
    assert confirm_answers(an, plan, pairs=[(theirs.pk, goal.pk)]) == 0
    with pytest.raises(PermissionDenied):
        link_answers(chi, goal, keys=[theirs.pk])


def test_a_need_named_several_times_in_one_list_is_kept_once(an: User, school: School):
    blank, named = replace(ROOF, criterion=""), ROOF
    record_needs(an, school, items=[blank, named, named, blank])
    assert [(need.criterion, need.text) for need in Need.objects.all()] == [("3.2", ROOF.text)]
    record_needs(an, school, items=[named, blank, replace(ROOF, criterion="4.1")])
    assert sorted(Need.objects.values_list("criterion", flat=True)) == ["3.2", "4.1"]


@pytest.mark.parametrize(
    "item",
    [
        replace(ROOF, text="a" * 4_000),
        replace(ROOF, text="a"),
        replace(ROOF, criterion=""),
        replace(ROOF, criterion="12.34"),
    ],
)
def test_what_just_fits_is_kept(item: NeedText):
    assert fitting(item) is None


def test_a_source_is_as_long_as_its_column_and_no_longer():
    assert fitting(ROOF, "a" * 500) is None
    assert fitting(ROOF, "a" * 501) is not None


def test_the_list_of_a_school_is_by_standard_then_criterion_those_under_none_first(
    an: User, chi: User, school: School, other_school: School, needs: list[Need]
):
    record_needs(chi, other_school, items=[ROOF])
    acting = acting_user_of(an, school)
    assert acting
    assert [*needs_for(acting)] == [needs[1], needs[0], needs[2]]
    assert [*needs_for(acting, kind="weakness")] == [needs[1], needs[0]]
    assert [*needs_for(acting, kind="khac")] == [*needs_for(acting)]  # what is no kind asks for nothing
    assert [*needs_for(acting, criterion="3.2")] == [needs[0], needs[2]]
    assert [*needs_for(acting, words="mai nha")] == [needs[0], needs[2]]
    assert [*needs_for(acting, words="mai dot")] == [needs[0]]


@pytest.mark.parametrize(
    ("item", "has", "says"),
    [
        (ROOF, True, True),
        (replace(ROOF, text=ROOF.text.upper()), True, False),
        (replace(ROOF, criterion=""), False, True),  # whoever names no criterion says less, and nothing else
        (replace(ROOF, criterion="3.3"), False, False),
        (replace(BOOKS, criterion="3.4"), False, False),  # a criterion is learned
        (replace(ROOF, kind="recommendation"), False, False),
    ],
)
def test_what_is_known_already(an: User, school: School, needs: list[Need], item: NeedText, has: bool, says: bool):
    known = KnownNeeds(needs)
    assert (known.has(item), known.says(item)) == (has, says)


def test_the_same_words_of_the_other_kind_are_pointed_out(needs: list[Need]):
    known = KnownNeeds(needs)
    assert known.of_another_kind(replace(ROOF, kind="recommendation")) == needs[0]
    assert known.of_another_kind(ROOF) is None


@pytest.mark.parametrize(
    "said", [{"text": "Khác"}, {"criterion": "3.3"}, {"given_by": "Sở"}, {"date": date(2026, 6, 2)}]
)
def test_another_word_of_a_need_is_another_mark(said: dict):
    same = {"kind": "weakness", "criterion": "3.2", "text": "Mái dột", "given_by": "", "date": None}
    assert need_mark(Need(**same)) == need_mark(Need(**same))
    assert need_mark(Need(**(same | said))) != need_mark(Need(**same))
