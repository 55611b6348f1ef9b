"""Words proposed from the figures: every figure knows its rows, and where there is no fact nothing is said."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.papers.compose import compose_paper
from caitien.papers.drafting import WordClash, begin_draft, follow_proposal, worded_draft_of, write_words
from caitien.papers.facts import COUNTED, Facts, facts_of
from caitien.papers.models import Draft
from caitien.papers.prose import Figure, plain, propose
from caitien.papers.slots import slots_of, with_words, words_in
from caitien.papers.span import YEAR, Span, calendar_for, span_of
from caitien.plans.measures.indicators import Wanted, define_indicator, measure
from caitien.plans.models import Indicator, Plan
from tests.papers.made import begun, settled, told
from tests.plans.approving import approved
from tests.plans.reports import report

WHOLE = Span(YEAR, "năm học 2026–2027")


def known(plan: Plan) -> Facts:
    return facts_of(plan, compose_paper(plan, Form.REPORT, WHOLE))


def test_every_figure_counts_the_rows_it_says(plan: Plan):
    facts = known(plan)
    for proposal in propose(facts, Form.REPORT).values():
        for piece in (piece for paragraph in proposal for piece in paragraph if isinstance(piece, Figure)):
            assert piece.counts in COUNTED
            assert piece.text == str(len(facts.lines[piece.counts]))


def test_the_counts_are_those_of_the_columns(plan: Plan):
    facts = known(plan)
    counts = compose_paper(plan, Form.REPORT, WHOLE).paper.counts
    assert [len(facts.lines[name]) for name in ("done", "ongoing", "not_started", "untold")] == list(counts.values())
    assert plain(propose(facts, Form.REPORT)["sections.II"]).startswith(
        "Trong 8 việc của kế hoạch, 2 việc đã hoàn thành, 3 việc đang triển khai hoặc chậm, 2 việc chưa triển khai, "
    )


def test_nothing_is_proposed_where_there_is_no_fact(school: School):
    blank = Plan.objects.create(school=school, school_year="2027-2028")
    assert propose(known(blank), Form.REPORT) == {}


def test_the_version_in_force_and_when_it_was_approved(plan: Plan):
    assert "phê duyệt" not in plain(propose(known(plan), Form.REPORT)["sections.I"])
    approved(plan)
    assert "Kế hoạch được phê duyệt ngày 10/09/2026." in plain(propose(known(plan), Form.REPORT)["sections.I"])


def test_two_dated_figures_speak_for_and_against(an: User, plan: Plan):
    goal = plan.tasks.get(result_row=2).goal
    start = {"baseline": Decimal(40), "baseline_date": dt.date(2026, 9, 5), "target": Decimal(70)}
    made = define_indicator(an, goal, wanted=Wanted(name="Học sinh mượn sách mỗi tháng", unit="%", **start))
    assert isinstance(made, Indicator)
    assert "mượn sách" not in repr(propose(known(plan), Form.REPORT))  # one figure tells of no change
    measure(an, made, value=Decimal(55), day=dt.date(2027, 1, 5), today=dt.date(2027, 1, 6))
    assert "ngày 05/09/2026 là 40%, ngày 05/01/2027 là 55%" in plain(propose(known(plan), Form.REPORT)["strengths"])
    measure(an, made, value=Decimal(31), day=dt.date(2027, 5, 5), today=dt.date(2027, 5, 6))
    proposed = propose(known(plan), Form.REPORT)
    assert "31%" in plain(proposed["limitations"])
    assert "31%" not in plain(proposed["strengths"])


def test_reasons_are_told_as_they_were_given(an: User, plan: Plan):
    task = plan.tasks.select_related("goal", "plan").get(result_row=2)
    told(an, task, WorkState.POSTPONED, reason="Kho đang sửa đến hết tháng 5")
    assert "Kho đang sửa đến hết tháng 5." in plain(propose(known(plan), Form.REPORT)["limitations"])


def test_words_are_written_read_and_put_in_their_place(plan: Plan):
    paper = compose_paper(plan, Form.REPORT, WHOLE).paper
    texts = {slot.key: f"Lời {n}" for n, slot in enumerate(slots_of(paper, Form.REPORT))}
    written = with_words(paper, Form.REPORT, texts)
    assert {key: words_in(written, key) for key in texts} == texts
    assert [(section.part, section.before) for section in written.sections] == [("I", "plan"), ("II", "plan")]
    assert replace(written, report=paper.report, sections=paper.sections, strengths=paper.strengths, limitations="",
                   recommendations=()) == paper  # fmt: skip


def test_a_report_with_proposed_words_reads_back_the_same(an: User, draft: Draft):
    settled(an, draft.plan)
    write_words(an, draft, key="report.signer_title", text="HIỆU TRƯỞNG", seen="", over="")
    paper = worded_draft_of(begun(an, draft.plan)).paper
    assert paper.limitations
    data = write(paper, Form.REPORT, ".docx")
    assert isinstance(data, bytes)
    assert read(data, name="bao-cao.docx") == paper


# --- drafts -----------------------------------------------------------------------------------------------------------


def test_the_plans_own_words_stand_and_blanks_take_the_proposal(draft: Draft):
    wordings = worded_draft_of(draft).wordings
    assert (wordings["strengths"].source, wordings["strengths"].text) == ("plan", "Việc gì cũng có ngày, có số.")
    assert wordings["strengths"].offers
    assert wordings["limitations"].source == "proposed"
    assert wordings["recommendations"].source == ""


def test_a_proposal_moves_with_the_figures_until_someone_writes(an: User, draft: Draft):
    first = worded_draft_of(draft).wordings["limitations"]
    kept = write_words(
        an,
        draft,
        key="limitations",
        text="Hai việc chưa làm vì hè mới có vốn.",
        seen=first.mark,
        over=first.proposal_mark,
    )
    assert isinstance(kept, Draft)
    now = worded_draft_of(begun(an, draft.plan)).wordings["limitations"]
    assert (now.source, now.newer) == ("written", False)
    told(
        an,
        draft.plan.tasks.select_related("goal", "plan").get(result_row=2),
        WorkState.POSTPONED,
        reason="Kho đang sửa",
    )
    now = worded_draft_of(begun(an, draft.plan)).wordings["limitations"]
    assert (now.text, now.newer) == ("Hai việc chưa làm vì hè mới có vốn.", True)
    follow_proposal(an, draft, key="limitations", seen=now.mark)
    now = worded_draft_of(begun(an, draft.plan)).wordings["limitations"]
    assert (now.source, now.newer) == ("proposed", False)
    assert "Kho đang sửa" in now.text


def test_no_word_is_overwritten_unseen(an: User, draft: Draft):
    first = worded_draft_of(draft).wordings["strengths"]
    write_words(an, draft, key="strengths", text="Chữ của An", seen=first.mark, over="")
    clash = write_words(an, draft, key="strengths", text="Chữ khác", seen=first.mark, over="")
    assert clash == WordClash(now="Chữ của An", typed="Chữ khác")
    assert isinstance(clash, WordClash)
    write_words(an, draft, key="strengths", text="Chữ khác", seen=clash.mark, over="")
    assert worded_draft_of(begun(an, draft.plan)).paper.strengths == "Chữ khác"


def test_a_paper_is_begun_once(an: User, draft: Draft):
    assert begin_draft(an, draft.plan, form=Form.REPORT, span="nam") == draft


def test_a_long_plan_is_worded_with_the_same_queries(an: User, school: School, django_assert_max_num_queries):
    counts = []
    for rows, year in ((28, "2025-2026"), (200, "2026-2027")):
        plan, _ = adopt(school, report(rows, school_year=year))
        draft = begun(an, plan)
        worded_draft_of(draft)  # the occurrences are worked out once
        with django_assert_max_num_queries(24) as found:
            worded_draft_of(draft)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_paper_is_one_for_the_rules_too(draft: Draft):
    assert isinstance(worded_draft_of(draft).paper, Paper)


@pytest.fixture
def borrowing(an: User, plan: Plan) -> Indicator:
    """A figure of 40 % on 5 September, 55 % on 5 January."""
    goal = plan.tasks.get(result_row=2).goal
    start = {"baseline": Decimal(40), "baseline_date": dt.date(2026, 9, 5), "target": Decimal(70)}
    made = define_indicator(an, goal, wanted=Wanted(name="Học sinh mượn sách mỗi tháng", unit="%", **start))
    assert isinstance(made, Indicator)
    measure(an, made, value=Decimal(55), day=dt.date(2027, 1, 5), today=dt.date(2027, 1, 6))
    return made


def figures(plan: Plan, span: str = "nam") -> list[tuple[str, str, str, str]]:
    """First and last day and value of each indicator a paper of that span may tell."""
    found = span_of(calendar_for(plan), span)
    assert found
    facts = facts_of(plan, compose_paper(plan, Form.REPORT, found))
    return [
        (f"{f.first[0]:%d/%m}", f"{f.first[1]:.0f}", f"{f.last[0]:%d/%m}", f"{f.last[1]:.0f}") for f in facts.figures
    ]


def test_a_slip_that_was_followed_by_the_right_figure_of_its_day_is_no_second_figure(
    an: User, plan: Plan, borrowing: Indicator
):
    measure(an, borrowing, value=Decimal(58), day=dt.date(2027, 1, 5), today=dt.date(2027, 1, 7))
    assert figures(plan) == [("05/09", "40", "05/01", "58")]
    measure(an, borrowing, value=Decimal(41), day=dt.date(2026, 9, 5), today=dt.date(2027, 1, 7))
    assert figures(plan) == [("05/09", "41", "05/01", "58")]


def test_figures_are_told_by_their_days_a_later_start_among_them(plan: Plan, borrowing: Indicator):
    Indicator.objects.filter(pk=borrowing.pk).update(baseline_date=dt.date(2027, 3, 1))
    assert figures(plan) == [("05/01", "55", "01/03", "40")]


def test_a_figure_dated_after_the_span_is_not_told(an: User, plan: Plan, borrowing: Indicator):
    measure(an, borrowing, value=Decimal(60), day=dt.date(2027, 4, 5), today=dt.date(2027, 4, 6))
    assert figures(plan, "hk1") == [("05/09", "40", "05/01", "55")]
    Indicator.objects.filter(pk=borrowing.pk).update(baseline_date=dt.date(2027, 4, 1))
    assert figures(plan, "hk1") == []
