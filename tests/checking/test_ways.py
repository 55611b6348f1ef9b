"""What can be done about a place of a paper: at once, by an adjustment, or not in the state the plan is in."""

import pytest

from caitien.checking.ways import (
    CLOSED_TO_MENDING,
    CORRECTED,
    NOT_ADJUSTED,
    Way,
    is_planned,
    leading,
    part_of,
    task_of,
    why_not_mended,
)
from caitien.domain.paper import Form
from caitien.domain.plan_state import PlanState
from caitien.plans.models import Plan, Upload

APPROVED, CLOSED, SUBMITTED, DRAFT = PlanState.APPROVED, PlanState.CLOSED, PlanState.SUBMITTED, PlanState.DRAFT


def plan(state: PlanState, form: Form = Form.TT57) -> Plan:
    return Plan(state=state, form=form, sections=[])


@pytest.mark.parametrize(
    ("path", "planned"),
    [
        ("plan.items.3.work", True),
        ("plan.number", True),
        ("problems.0.cause", True),
        ("problems", True),  # the table as a whole: it is too short, or not there
        ("reviews", True),
        ("reviews.0.moment", True),
        ("reviews.0.result", False),  # what came of it is told through the year
        ("reviews.0.adjustment", False),
        ("reviews.0.reviewer", False),
        ("results.2.criterion", True),
        ("results.2.done", False),
        ("report.signer", False),
        ("sections.0.heading", False),
        ("strengths", False),
    ],
)
def test_what_was_approved_with_a_plan(path: str, planned: bool):
    assert is_planned(path) == planned


@pytest.mark.parametrize("path", ["plan.items.0.work", "results.0.done", "report.signer", ""])
def test_the_words_of_a_file_and_of_a_draft_change_at_once(path: str):
    for about in (Upload(), plan(DRAFT)):
        assert why_not_mended(about, [path]) is None
        assert leading(about, path).way is Way.MEND


@pytest.mark.parametrize(
    ("state", "path", "form", "open_"),
    [
        (SUBMITTED, "plan.items.0.work", Form.TT57, False),
        (SUBMITTED, "results.0.done", Form.TT57, False),  # a plan that waits to be approved takes nothing
        (APPROVED, "plan.items.0.work", Form.TT57, False),
        (APPROVED, "results.0.done", Form.TT57, True),
        (CLOSED, "results.0.done", Form.TT57, True),
        (CLOSED, "plan.items.0.work", Form.TT57, False),
        (APPROVED, "report.signer", Form.TT57, False),
        (APPROVED, "sections.0.heading", Form.PLAN, False),
        (APPROVED, "report.signer", Form.REPORT, True),  # the head of a report taken over is no plan's
        (APPROVED, "sections.0.heading", Form.REPORT, True),
        (APPROVED, "strengths", Form.TT57, True),
    ],
)
def test_what_was_approved_is_not_mended_and_what_came_of_it_is(state, path: str, form: Form, open_: bool):
    about = plan(state, form)
    assert why_not_mended(about, [path]) == (None if open_ else CLOSED_TO_MENDING[state])
    assert (leading(about, path).way is Way.MEND) == open_


def test_one_word_of_what_was_approved_is_enough():
    assert why_not_mended(plan(APPROVED), ["results.0.done", "plan.items.0.work"]) == CLOSED_TO_MENDING[APPROVED]
    assert why_not_mended(plan(APPROVED), []) is None
    assert why_not_mended(plan(SUBMITTED), []) == CLOSED_TO_MENDING[SUBMITTED]


@pytest.mark.parametrize(
    ("path", "row", "way", "why", "part"),
    [
        ("plan.items.0.work", "plan.items.#7", Way.ADJUST, "", ""),
        ("plan.items.0.standard_title", "plan.items.#7", Way.ADJUST, "", ""),
        ("plan.items.0", "plan.items.#7", Way.ADJUST, "", ""),
        ("plan.items.0.criterion", "plan.items.#7", Way.CLOSED, NOT_ADJUSTED, ""),
        ("plan.items", "", Way.CLOSED, NOT_ADJUSTED, ""),
        ("plan.number", "", Way.CLOSED, CORRECTED, ""),
        ("report.date_text", "", Way.CLOSED, CORRECTED, ""),
        ("report.signer", "", Way.ADJUST, "", "the-thuc"),
        ("report.title", "", Way.CLOSED, NOT_ADJUSTED, ""),
        ("problems.0.cause", "problems.#4", Way.ADJUST, "", "van-de-4"),
        ("problems.0.label", "problems.#4", Way.ADJUST, "", "van-de-4"),  # shown within the criterion's cell
        ("problems.0.source", "problems.#4", Way.CLOSED, NOT_ADJUSTED, ""),
        ("reviews.0.moment", "reviews.#9", Way.ADJUST, "", "theo-doi-9"),
        ("problems", "", Way.ADJUST, "", "phan-IV"),
        ("reviews", "", Way.ADJUST, "", "phan-VI"),
        ("problems.0.cause", "", Way.CLOSED, NOT_ADJUSTED, ""),  # whose row nobody knows
    ],
)
def test_where_a_finding_of_an_approved_plan_leads(path: str, row: str, way: Way, why: str, part: str):
    found = leading(plan(APPROVED), path, row)
    told = why or CLOSED_TO_MENDING[APPROVED].reason
    assert (found.way, found.why, found.part) == (way, told, part)


@pytest.mark.parametrize("state", [SUBMITTED, CLOSED])
def test_a_plan_that_waits_or_is_over_is_not_adjusted(state: PlanState):
    found = leading(plan(state), "plan.items.0.work", "plan.items.#7")
    assert (found.way, found.why) == (Way.CLOSED, CLOSED_TO_MENDING[state].reason)


def test_the_part_a_section_is_known_by():
    sections = [
        {"before": "plan", "part": "I", "heading": "Chung", "paragraphs": []},
        {"before": "plan", "part": "", "heading": "Riêng", "paragraphs": []},
    ]
    about = Plan(state=APPROVED, form=Form.TT57, sections=sections)
    assert [part_of(about, f"sections.{turn}.paragraphs.0", "") for turn in (0, 1, 2)] == ["phan-I", "phan-0", ""]
    assert part_of(about, "plan.items.0.work", "plan.items.#7") == ""


@pytest.mark.parametrize(
    ("row", "task"),
    [("plan.items.#17", 17), ("results.#3", 3), ("problems.#4", None), ("plan.items", None), ("", None)],
)
def test_the_line_a_row_is(row: str, task: int | None):
    assert task_of(row) == task
