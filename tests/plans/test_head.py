"""Number and date of a plan: what stands, what would take its place, and the correction of an approved one."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.domain.paper import Form, Letterhead
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.life.head import (
    LONGEST_REASON,
    MOVED,
    NO_NUMBER,
    NO_REASON,
    NOT_APPROVED,
    Replaced,
    correct_head,
    instead_of,
    known_date,
    replaced_by,
    replaced_mark,
    write_head,
)
from caitien.plans.models import Plan, Version
from tests.plans.approving import TODAY, approved, chair_of
from tests.plans.reports import report

FIFTH, SIXTH = dt.date(2026, 9, 5), dt.date(2026, 9, 6)
REASON = "Văn thư vào sổ nhầm số"


@pytest.fixture
def plan(school: School) -> Plan:
    """An approved plan, number 12/KH-THPTHS of the tenth of September."""
    plan = adopt(school, report(3))[0]
    approved(plan)
    return plan


def corrected(plan: Plan, number: str = "21/KH-THPTHS", date: dt.date = TODAY, **said: object) -> Version | Refused:
    plan = Plan.objects.get(pk=plan.pk)
    given = {"seen": plan.version_number, "reason": REASON, **said}
    return correct_head(chair_of(plan.school), plan, number=number, date=date, **given)  # type: ignore[arg-type]


# --- what stands ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "date", "head", "known"),
    [
        (Form.TT57, None, "2026-09-05", FIFTH),
        (Form.TT57, SIXTH, "2026-09-05", SIXTH),
        (Form.TT57, SIXTH, "", SIXTH),
        (Form.TT57, None, "", None),
        (Form.REPORT, None, "2026-09-05", None),  # a report's own date is not that of the plan
        (Form.REPORT, SIXTH, "2026-09-05", SIXTH),
    ],
)
def test_the_date_a_plan_bears_is_its_own_else_that_of_its_letterhead(form, date, head: str, known):
    assert known_date(Plan(form=form, date=date, letterhead={"date": head} if head else {})) == known


@pytest.mark.parametrize(
    ("stood", "stands", "number", "replaced"),
    [
        ("12/KH", FIFTH, "12/KH", ()),
        ("12/KH", FIFTH, "", ()),  # no number keeps the one there is
        ("", None, "13/KH", ()),  # nothing stood there
        ("12/KH", None, "13/KH", (Replaced("Số", "12/KH", "13/KH"),)),
        ("12/KH", SIXTH, "12/KH", (Replaced("Ngày", "06/09/2026", "05/09/2026"),)),
        ("12/KH", SIXTH, "13/KH", (Replaced("Số", "12/KH", "13/KH"), Replaced("Ngày", "06/09/2026", "05/09/2026"))),
    ],
)
def test_what_would_take_the_place_of_another_is_shown_and_nothing_else(stood, stands, number, replaced):
    assert instead_of(stood, stands, number, FIFTH) == replaced
    assert replaced_by(Plan(form=Form.REPORT, number=stood, date=stands), number, FIFTH) == replaced
    assert bool(replaced_mark(replaced)) == bool(replaced)


def test_another_number_is_another_mark():
    marks = {replaced_mark((Replaced("Số", "12/KH", new),)) for new in ("13/KH", "14/KH", "13/KH")}
    assert len(marks) == 2


@pytest.mark.parametrize(("given", "number"), [("13/KH", "13/KH"), ("", "12/KH")])
def test_a_plans_own_paper_bears_its_number_and_date_in_the_letterhead(given: str, number: str):
    head = {"number": "12/KH", "date": None, "date_text": "ngày … tháng 9", "place": "Đà Lạt"}
    plan = Plan(form=Form.TT57, number="12/KH", letterhead=dict(head))
    write_head(plan, given, FIFTH)
    assert (plan.number, plan.date) == (number, FIFTH)
    assert plan.letterhead == {"number": number, "date": "2026-09-05", "date_text": "", "place": "Đà Lạt"}


def test_a_reports_letterhead_stays_as_it_is():
    plan = Plan(form=Form.REPORT, number="12/KH", letterhead={"number": "5/BC"})
    write_head(plan, "13/KH", FIFTH)
    assert (plan.number, plan.date, plan.letterhead) == ("13/KH", FIFTH, {"number": "5/BC"})


# --- the correction ---------------------------------------------------------------------------------------------------


def test_a_correction_is_the_next_version_and_the_trail_tells_both_heads(plan: Plan):
    version = corrected(plan, date=FIFTH)
    assert isinstance(version, Version)
    plan.refresh_from_db()
    assert (plan.number, plan.date, plan.version_number) == ("21/KH-THPTHS", FIFTH, 2)
    assert (version.number, plan.versions.count()) == (2, 2)
    entry = AuditEntry.objects.get(verb="plan.correct_head")
    assert entry.before == {"number": "12/KH-THPTHS", "date": "2026-09-10"}
    said = {name: entry.after[name] for name in ("number", "date", "version", "reason")}
    assert said == {"number": "21/KH-THPTHS", "date": "2026-09-05", "version": 2, "reason": REASON}


def test_the_same_number_and_date_make_no_other_version(plan: Plan):
    found = corrected(plan, "12/KH-THPTHS")
    assert found == plan.versions.get()
    assert not AuditEntry.objects.filter(verb="plan.correct_head").exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"seen": 0}, MOVED),
        ({"seen": 2}, MOVED),
        ({"reason": ""}, NO_REASON),
        ({"reason": "a" * (LONGEST_REASON + 1)}, NO_REASON),
        ({"number": ""}, NO_NUMBER),
    ],
)
def test_what_cannot_be_corrected_is_said_and_nothing_changes(plan: Plan, said: dict[str, object], why: Refused):
    assert corrected(plan, **said) == why  # type: ignore[arg-type]
    assert plan.versions.count() == 1


def test_a_reason_may_be_two_thousand_letters(plan: Plan):
    assert LONGEST_REASON == 2_000
    assert isinstance(corrected(plan, reason="a" * LONGEST_REASON), Version)


@pytest.mark.parametrize("state", [each for each in PlanState if each != PlanState.APPROVED])
def test_only_an_approved_plan_is_corrected(plan: Plan, state: PlanState):
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert corrected(plan) == NOT_APPROVED


def test_a_teacher_corrects_nothing(binh: User, plan: Plan):
    with pytest.raises(PermissionDenied):
        correct_head(binh, plan, number="21/KH", date=TODAY, seen=1, reason=REASON)


def test_a_plan_of_its_own_paper_is_known_by_the_date_printed_there(school: School):
    paper = replace(report(2), form=Form.PLAN, results=(), report=Letterhead(date=FIFTH, number="7/KH"))
    assert known_date(adopt(school, paper)[0]) == FIFTH
