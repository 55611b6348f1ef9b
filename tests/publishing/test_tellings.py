"""What was made known is kept with how many heard it; its proof is offered, and the report says it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import School, User
from caitien.access.rights import acting_user_of
from caitien.domain.refused import Refused
from caitien.evidence.items.changing import accept_item
from caitien.evidence.models import Code, Item
from caitien.papers.drafting import worded_draft_of
from caitien.papers.span import Span
from caitien.papers.span_sources import remarks_on
from caitien.plans.models import Plan
from caitien.publishing import tellings
from caitien.publishing.models import ReadMark, Telling
from caitien.publishing.tellings import Told, mark_read, papers_to_tell, record_telling, take_back_telling, tellings_for
from tests.evidence.made import picture
from tests.papers.made import begun

pytestmark = pytest.mark.each_database
DAY, TODAY = dt.date(2026, 10, 5), dt.date(2026, 10, 20)


def told_of(plan: Plan, **said: object) -> Told:
    version = plan.versions.get()
    usual = {
        "paper": f"version {version.pk}",
        "audience": "parents",
        "way": "meeting",
        "day": DAY,
        "reached": 412,
        "of": 436,
    }
    return Told(**{**usual, "basis": "biên bản số 7", **said})  # type: ignore[arg-type]


def kept(an: User, plan: Plan, **said: object) -> Telling:
    found = record_telling(an, plan, told=told_of(plan, **said), today=TODAY, file=picture())
    assert isinstance(found, Telling), found
    return found


def test_a_meeting_of_parents_is_one_candidate_that_gets_a_code_of_criterion_one_four(an: User, plan: Plan):
    telling = kept(an, plan)
    item = Item.objects.get()
    assert (telling.item, item.state) == (item, Item.State.OFFERED)
    assert item.parts.get().versions.get().kind == "png"
    accept_item(an, item)
    assert Code.objects.get().text == "MC.1.4.01"


def test_part_two_of_the_report_says_exactly_that(an: User, plan: Plan):
    kept(an, plan)
    number = plan.versions.get().paper_number
    sentence = (
        f"Ngày 05/10/2026, nhà trường phổ biến kế hoạch cải tiến năm học 2026–2027 số {number} ngày 10/09/2026 "
        "tới cha mẹ học sinh bằng cách họp, 412/436 người (biên bản số 7)."
    )
    proposed = worded_draft_of(begun(an, plan)).wordings["sections.II"].proposed
    assert sentence in proposed.split("\n")


def test_only_of_the_days_of_the_span_and_none_that_was_taken_back(an: User, plan: Plan):
    telling = kept(an, plan)
    october = Span("x", "x", dt.date(2026, 10, 1), dt.date(2026, 10, 31))
    november = replace(october, first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30))
    assert len(remarks_on(plan, october).made_known) == 1
    assert remarks_on(plan, november).made_known == []
    take_back_telling(an, telling, reason="Ghi nhầm ngày")
    assert remarks_on(plan, october).made_known == []


@pytest.mark.parametrize(("said", "why"), [
    ({"day": dt.date(2026, 12, 1)}, tellings.AHEAD),
    ({"day": dt.date(2026, 9, 1)}, tellings.BEFORE_SIGNED),
    ({"reached": 500}, tellings.MORE_THAN_ALL),
    ({"reached": None}, tellings.NO_COUNT),
    ({"way": "here"}, tellings.READ_HERE),
    ({"way": "board", "last_day": dt.date(2026, 10, 1)}, tellings.ENDS_FIRST),
    ({"paper": "version 999999"}, tellings.NO_PAPER),
    ({"paper": "issue ²"}, tellings.NO_PAPER),
])  # fmt: skip
def test_what_cannot_be_is_said_and_not_kept(an: User, plan: Plan, said: dict[str, object], why: Refused):
    assert record_telling(an, plan, told=told_of(plan, **said), today=TODAY) == why
    assert not Telling.objects.exists()
    assert not Item.objects.exists()


def test_who_has_read_it_is_counted_once_each(an: User, binh: User, plan: Plan, school: School):
    telling = kept(an, plan, audience="staff", way="here", reached=None, of=None)
    assert telling.item is None
    for who in (binh, binh, an):
        mark_read(who, telling)
    assert ReadMark.objects.count() == 2
    acting = acting_user_of(binh, school)
    assert acting
    (row,) = tellings_for(acting)
    assert (row.readers, row.mine) == (2, True)  # type: ignore[attr-defined]
    whole = Span("nam", "cả năm")
    assert "2/3 người" in remarks_on(plan, whole).made_known[0]  # An, Bình and Hạnh who chairs


def test_one_of_another_school_neither_records_nor_reads(chi: User, an: User, plan: Plan):
    telling = kept(an, plan, audience="staff", way="here", reached=None, of=None)
    for deed in (lambda: record_telling(chi, plan, told=told_of(plan), today=TODAY), lambda: mark_read(chi, telling)):
        with pytest.raises(PermissionDenied):
            deed()


def test_the_papers_of_the_year_can_be_told_the_newest_first(plan: Plan):
    assert [key for key, _ in papers_to_tell(plan)] == [f"version {plan.versions.get().pk}"]
