"""Findings worked out for one look answer as those that are kept; each has a turn, a row and a mark of its own."""

from datetime import date
from itertools import pairwise

import pytest
from django.db.models import Q

from caitien.access.models import School, User
from caitien.checking.at_hand import FindingsAtHand, RowsAtHand
from caitien.checking.checks import (
    check_status,
    found_rows,
    keys_of,
    mark_of_finding,
    parted,
    plan_before,
    row_of,
    turn_of,
)
from caitien.checking.findings import Findings
from caitien.checking.groups import groups_of
from caitien.checking.keep import keep_check
from caitien.checking.looking import findings_now
from caitien.checking.settle import dismiss_finding
from caitien.domain.finding import Finding, Severity
from caitien.incoming.adopt import adopt
from caitien.plans.models import Found, Plan
from caitien.rules import catalogue
from caitien.rules.spots import Spot
from tests.plans.reports import report, with_plan_row

TODAY = date(2026, 11, 20)
FIRST, LAST = catalogue()[0].code, catalogue()[-1].code


@pytest.fixture
def plan(school: School) -> Plan:
    paper = with_plan_row(report(6), 3, work="Phân công họp lý giáo viên dạy thay", owners="")
    return adopt(school, with_plan_row(paper, 4, criterion="9.9", label="Tiêu chí 9.9", time=""))[0]


# --- rows that stand in no table --------------------------------------------------------------------------------------


def test_rows_at_hand_are_asked_as_a_table_is():
    rows = RowsAtHand(Found(turn=turn, code=code) for turn, code in ((1, "P01"), (2, "P02"), (3, "P01")))

    def turns(found: RowsAtHand) -> list[int]:
        return [row.turn for row in found]

    assert (len(rows), rows[1].turn, turns(rows)) == (3, 2, [1, 2, 3])
    assert turns(rows.filter(code="P01")) == [1, 3]
    assert turns(rows.filter(turn__gt=1)) == [2, 3]
    assert turns(rows.filter(turn__lt=3)) == [1, 2]
    assert turns(rows.filter(turn__lt=3, code="P01")) == [1]
    assert turns(rows.filter(Q(turn__gt=1), code="P01")) == [3]
    assert turns(rows.order_by("-turn")) == [3, 2, 1]
    assert turns(rows.order_by("-turn").order_by("turn")) == [1, 2, 3]
    first = rows.filter(code="P02").first()
    assert first
    assert first.turn == 2
    assert rows.filter(code="P09").first() is None


def told(found: Findings) -> dict[str, object]:
    """All that pages ask of findings."""
    groups = [
        (group.heading, group.mark, [seen.mark for seen in group.shown], group.more) for group in groups_of(found)
    ]
    warnings = [(group.heading.code, group.heading.times) for group in groups_of(found, Severity.WARNING)]
    return {
        "counts": found.counts,
        "open": found.how_many_open,
        "worst": found.worst,
        "passed": found.how_many_dismissed,
        "all": [seen.mark for seen in found.all],
        "errors": [seen.mark for seen in found.errors],
        "dismissed": [[seen.mark for seen in found.dismissed(most)] for most in (0, 1, 9)],
        "groups": groups,
        "warnings": warnings,
        "first": [[row.mark for row in found.first_of_each(many)] for many in (1, 2)],
        "rows": [
            [seen.mark for seen in found.at_row(row)] for row in ("", *sorted({row.row for row in found.open_rows()}))
        ],
        "row": [seen.mark for seen in found.at_row("plan.items.#0")],
    }


def test_what_was_only_just_worked_out_reads_as_what_is_kept(an: User, plan: Plan):
    keep_check(plan, TODAY)
    for mark in [seen.mark for seen in findings_now(plan, TODAY).all][1:4:2]:
        dismiss_finding(an, plan, mark=mark, reason="Đúng như thế", today=TODAY)
    plan = Plan.objects.get(pk=plan.pk)
    kept = findings_now(plan, TODAY)
    at_hand = FindingsAtHand(plan, found_rows(check_status(plan, TODAY).look(TODAY), keys_of(plan)))
    assert not isinstance(kept, FindingsAtHand)
    assert kept.how_many_dismissed == 2
    assert told(at_hand) == told(kept)
    assert sum(number for _, _, number in kept.counts) == len(kept.all) - 2 == kept.how_many_open


def test_of_a_paper_without_findings_every_count_is_none(school: School):
    blank = Plan.objects.create(school=school, school_year="2027-2028")
    found = FindingsAtHand(blank, [])
    assert [number for _, _, number in found.counts] == [0] * len(Severity)
    assert (found.worst, found.how_many_open, found.how_many_dismissed) == ("", 0, 0)
    assert found.find("0") is None
    assert found.of_code(FIRST) is None
    assert groups_of(found) == []


# --- turns, rows and marks --------------------------------------------------------------------------------------------


def finding(code: str = FIRST, path: str = "plan.items.3.time", words: str = "Tháng 9") -> Finding:
    return Finding(code=code, severity=Severity.WARNING, path=path, words=words, what="Sai.", mend="Sửa.")


def test_findings_stand_by_table_then_row_then_rule_then_turn():
    in_order = [
        turn_of(finding(code), Spot(spot, "chỗ"), times)
        for code, spot, times in (
            (FIRST, (0, -1), 0),
            (FIRST, (0, 0), 0),
            (FIRST, (0, 0), 1),
            (LAST, (0, 0), 0),
            (FIRST, (0, 1), 0),
            (FIRST, (0, 70_000), 0),
            (FIRST, (1, -1), 0),
            (FIRST, (1, 5), 0),
        )
    ]
    assert all(one < other for one, other in pairwise(in_order))
    assert in_order[0] == 0


def test_a_place_and_a_table_keep_room_however_much_is_found_there():
    much, next_place = turn_of(finding(), Spot((0, 0), ""), 10_000), turn_of(finding(), Spot((0, 1), ""), 0)
    assert much == next_place - 1
    assert turn_of(finding(), Spot((0, 10**6), ""), 10_000) == turn_of(finding(), Spot((1, -1), ""), 0) - 1


def test_no_two_rows_have_the_same_turn_and_each_stands_where_its_place_says():
    spots = [Spot((0, 0), "")] * 3 + [Spot((0, 1), "")]
    rows = list(found_rows([(finding(words=str(n)), spot) for n, spot in enumerate(spots)], {}))
    assert [row.turn for row in rows] == [1_000, 1_001, 1_002, 2_000]
    crowd = [(finding(words=str(n)), Spot((0, 0), "")) for n in range(1_001)]
    turns = [row.turn for row in found_rows(crowd, {})]
    assert len({*turns}) == 1_001
    assert turns == sorted(turns)
    assert turns[-1] == 2_000  # one more than the place has room for goes over into the next


@pytest.mark.parametrize(
    ("path", "parts", "row"),
    [
        ("plan.items.3.time", ("plan.items", "3", ".time"), "plan.items.3"),
        ("plan.items.3", ("plan.items", "3", ""), "plan.items.3"),
        ("results.12.extra.Ghi thêm", ("results", "12", ".extra.Ghi thêm"), "results.12"),
        ("reviews.0.result", ("reviews", "0", ".result"), "reviews.0"),
        ("plan.number", ("", "", ""), ""),
        ("plan.items", ("", "", ""), ""),
        ("strengths", ("", "", ""), ""),
    ],
)
def test_a_path_in_its_parts(path: str, parts: tuple[str, str, str], row: str):
    assert (parted(path), row_of(path)) == (parts, row)


def test_a_finding_is_known_again_by_code_line_and_words():
    keys = {"plan.items": [7, 8, 9, 17]}
    mark = mark_of_finding(finding(), keys)
    moved = {"plan.items": [17, 7, 8, 9]}
    assert mark == mark_of_finding(finding(path="plan.items.0.time"), moved)  # the line went up, and is the same
    others = (
        finding(code=LAST),
        finding(path="plan.items.3.work"),
        finding(words="Tháng 10"),
        finding(path="plan.items.2.time"),
    )
    assert mark not in {mark_of_finding(other, keys) for other in others}
    (row,) = found_rows([(finding(), Spot((0, 3), ""))], keys)
    assert (row.row, row.mark) == ("plan.items.#17", mark)
    (beyond,) = found_rows([(finding(path="plan.items.4.time"), Spot((0, 3), ""))], keys)
    assert beyond.row == "plan.items.4"


def test_a_plan_is_compared_with_that_of_the_year_before(plan: Plan, other_school: School):
    before = adopt(plan.school, report(2, school_year="2025-2026"))[0]
    adopt(plan.school, report(2, school_year="2024-2025"))
    assert plan_before(plan.school_id, "2026-2027") == before
    assert plan_before(other_school.pk, "2026-2027") is None
    assert plan_before(plan.school_id, "") is None
