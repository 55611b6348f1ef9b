"""Rounds: who is asked is frozen when one opens; days, exemptions and reopening have reasons; last year's is copied."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School
from caitien.domain.refused import Refused, Stale
from caitien.oversight import rounds
from caitien.oversight.models import Asked, RosterSchool, Round
from caitien.oversight.questions import Question, questions_of, read_answers, read_questions
from caitien.oversight.rounds import (
    change_round,
    end_exemption,
    exempt,
    extend,
    make_round,
    move_round,
    next_round,
    open_round,
    round_mark,
)
from caitien.oversight.sums import added, sums_of
from tests.oversight.made import FACTS, Department, aboard, asked_of, listed, opened, row


def progress(round_: Round, body) -> dict[str, int]:
    return dict(added(tally.progress for tally in sums_of(round_, [body])))


def test_a_round_asks_the_schools_of_its_scope_as_they_are_called_on_the_day_it_opens(
    above: Department, round_: Round, mo_school: School
):
    asked = list(Asked.objects.filter(round=round_).order_by("code"))
    assert [(each.code, each.body.name, bool(each.school)) for each in asked] == [
        ("01000001", "UBND xã Mơ", True),
        ("01000002", "UBND phường Suối Đá", True),
        ("01000003", "UBND xã Mơ", False),
    ]
    listed(above.dung, above.top, row("01000001", "Tên mới"))
    assert asked_of(round_, mo_school).name == "Trường THCS Hoa Mơ"
    assert progress(round_, above.top) == {"asked": 3, "missing": 3}
    assert progress(round_, above.mo) == {"asked": 2, "missing": 2}


def test_a_school_that_came_aboard_after_the_list_is_tied_when_the_round_opens(above: Department):
    listed(above.dung, above.top, row("1001", "THCS A"))
    school = aboard("1001", "THCS A", above.mo)
    assert asked_of(opened(above.dung, above.top), school).code == "1001"


def test_a_school_joined_to_another_is_not_asked(above: Department):
    listed(above.dung, above.top, row("1001", "THCS A"), row("1002", "THCS B", joined_to="1001"))
    assert opened(above.dung, above.top).asked.count() == 1


@pytest.mark.parametrize(("scope", "codes"), [({"kinds": ("tieu_hoc",)}, ["01000003"]), ({}, 3)])
def test_a_round_may_ask_one_kind_of_school(above: Department, round_: Round, scope, codes):
    made = opened(above.dung, above.top, replace(FACTS, name="Đợt khác", **scope))
    found = list(made.asked.values_list("code", flat=True))
    assert found == codes or len(found) == codes


def test_a_round_may_ask_below_one_commune_and_a_commune_may_ask_its_own(above: Department, round_: Round):
    one = opened(above.dung, above.top, replace(FACTS, name="Chỉ Suối Đá", within=above.suoi.pk))
    own = opened(above.mai, above.mo, replace(FACTS, name="Xã hỏi"))
    assert list(one.asked.values_list("code", flat=True)) == ["01000002"]
    assert set(own.asked.values_list("code", flat=True)) == {"01000001", "01000003"}


def test_a_round_without_schools_does_not_open(above: Department):
    made = make_round(above.dung, above.top, FACTS)
    assert open_round(above.dung, made) == rounds.NOBODY
    assert Round.objects.get().state == Round.State.DRAFT


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": " "}, rounds.NO_NAME),
        ({"school_year": "2026-2028"}, rounds.NO_YEAR),
        ({"due": dt.date(2026, 10, 1)}, rounds.DAYS_REVERSED),
        ({"within": 999_999}, rounds.NOT_BELOW),
    ],
)
def test_what_cannot_be_a_round_is_said(above: Department, change, why: Refused):
    assert make_round(above.dung, above.top, replace(FACTS, **change)) == why


def test_two_rounds_of_a_year_have_two_names_and_an_open_one_is_not_changed(above: Department, round_: Round):
    assert make_round(above.dung, above.top, FACTS) == rounds.NAME_TAKEN
    assert change_round(above.dung, round_, replace(FACTS, name="Khác")) == rounds.NOT_DRAFT


def test_a_draft_another_changed_meanwhile_is_not_replaced_unseen(above: Department):
    made = make_round(above.dung, above.top, FACTS)
    assert isinstance(made, Round)
    seen, later = round_mark(made), FACTS.due + dt.timedelta(days=3)
    assert isinstance(change_round(above.dung, made, replace(FACTS, due=later), seen=seen), Round)
    told = change_round(above.dung, made, replace(FACTS, name="Khác"), seen=seen)
    assert isinstance(told, Stale)
    assert f"{later:%d/%m/%Y}" in told.reason
    now = Round.objects.get(pk=made.pk)
    assert (now.name, now.due) == (FACTS.name, later)
    assert isinstance(change_round(above.dung, now, replace(FACTS, name="Khác"), seen=round_mark(now)), Round)


def test_last_years_round_is_copied_a_year_on(above: Department, round_: Round):
    facts = next_round(round_)
    assert (facts.school_year, facts.opens, facts.due) == ("2027-2028", dt.date(2027, 11, 1), dt.date(2027, 12, 5))
    made = make_round(above.dung, above.top, facts, copied_from=round_.pk)
    assert isinstance(made, Round)
    assert made.copied_from == round_


def test_a_school_gets_a_later_day_with_a_reason_and_never_an_earlier_one(
    above: Department, round_: Round, mo_school: School
):
    asked = asked_of(round_, mo_school)
    later = dt.date(2026, 12, 20)
    assert extend(above.dung, asked, to=later, reason=" ") == rounds.NO_REASON
    assert extend(above.dung, asked, to=dt.date(2026, 12, 1), reason="Bão") == rounds.NOT_LATER
    assert isinstance(extend(above.dung, asked, to=later, reason="Bão số 13"), Asked)
    assert asked_of(round_, mo_school).due == later
    entry = AuditEntry.objects.get(verb="round.arrange", school=mo_school)
    assert (entry.role, entry.after["reason"]) == ("officer", "Bão số 13")


def test_an_exempt_school_is_neither_asked_nor_missing_until_it_is_asked_again(
    above: Department, round_: Round, mo_school: School
):
    exempt(above.dung, asked_of(round_, mo_school), reason="Trường mới lập")
    assert progress(round_, above.mo) == {"asked": 2, "missing": 1, "exempt": 1}
    end_exemption(above.dung, asked_of(round_, mo_school), reason="Đã có học sinh")
    assert progress(round_, above.mo) == {"asked": 2, "missing": 2}


def test_a_round_goes_on_and_back_only_with_a_reason(above: Department, round_: Round):
    assert move_round(above.dung, round_, to="closed") == rounds.NO_WAY
    assert isinstance(move_round(above.dung, round_, to="summing"), Round)
    assert move_round(above.dung, round_, to="open") == rounds.NO_REASON
    assert isinstance(move_round(above.dung, round_, to="open", reason="Ba trường nộp nhầm"), Round)


def test_an_officer_of_a_commune_decides_nothing_in_the_departments_round(
    above: Department, round_: Round, mo_school: School
):
    for deed in (
        lambda: extend(above.mai, asked_of(round_, mo_school), to=dt.date(2027, 1, 1), reason="x"),
        lambda: exempt(above.mai, asked_of(round_, mo_school), reason="x"),
        lambda: move_round(above.mai, round_, to="summing"),
        lambda: make_round(above.mai, above.top, FACTS),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert RosterSchool.objects.count() == 3


def test_questions_are_typed_a_line_each_and_answered_by_their_kind():
    typed = "Số phòng học (số)\nCó bếp ăn (chọn: có / không)\nGhi thêm"
    asked = read_questions(typed)
    assert asked == [
        Question("Số phòng học", "number"),
        Question("Có bếp ăn", "choice", ("có", "không")),
        Question("Ghi thêm"),
    ]
    assert questions_of([each.as_json() for each in asked]) == asked
    assert "\n".join(each.as_typed() for each in asked) == typed
    assert read_answers(asked, ["12", "có", "x"]) == ["12", "có", "x"]
    for wrong in (["mười hai", "có", "x"], ["12", "có lẽ", "x"], ["12", "có", ""], ["12"]):
        assert isinstance(read_answers(asked, wrong), Refused)
    assert isinstance(read_questions("\n".join("abcdefghijk")), Refused)
    assert isinstance(read_questions("Một (chọn: có)"), Refused)
