"""Findings of one rule together: in the order people mend them, counted as people count."""

from caitien.domain.finding import Finding, Severity
from caitien.rules.grouping import grouped
from caitien.rules.spots import Spot

HERE = Spot((0, 0), "Bảng kế hoạch")


def finding(code: str, severity: Severity, path: str) -> tuple[Spot, Finding]:
    return HERE, Finding(code=code, severity=severity, path=path, what="Sai.", mend="Sửa.")


def test_the_gravest_stand_first_and_of_those_the_most_frequent() -> None:
    found = [
        finding("K14", Severity.HINT, "plan.items.0.time"),
        finding("K01", Severity.WARNING, "plan.items.0.time"),
        *(finding("P10", Severity.WARNING, f"plan.items.{row}.work") for row in range(3)),
        finding("P01", Severity.ERROR, "report.number"),
    ]
    assert [group.heading.code for group in grouped(found)] == ["P01", "P10", "K01", "K14"]


def test_what_the_office_fills_in_at_signing_stands_behind_what_is_wrong_before() -> None:
    told = [("P01", "report.number"), ("P02", "report.date"), ("T01", "results.0.status"), ("S04", "results.1.label")]
    found = [finding(code, Severity.ERROR, path) for code, path in told]
    warned = finding("T04", Severity.WARNING, "results.0.done")
    assert [group.heading.code for group in grouped([*found, warned])] == ["S04", "T01", "P01", "P02", "T04"]


def test_places_are_called_rows_where_each_is_another_row() -> None:
    rows = [finding("K01", Severity.WARNING, f"plan.items.{row}.time") for row in range(21)]
    (one,), (twice,), (mixed,) = (
        grouped(found) for found in (rows, [*rows, rows[0]], [*rows, finding("K01", Severity.WARNING, "strengths")])
    )
    assert [each.heading.number for each in (one, twice, mixed)] == ["21 dòng", "22 chỗ", "22 chỗ"]
    assert one.found == tuple(rows)


def test_a_group_is_called_what_its_rule_is_called() -> None:
    known, gone = grouped([finding("T04", Severity.WARNING, "results.0.done"), finding("Z99", Severity.HINT, "")])
    assert known.heading.page is not None
    assert (known.heading.title, known.heading.weight) == (known.heading.page.title, "cảnh báo")
    assert (gone.heading.title, gone.heading.page) == ("Z99", None)
