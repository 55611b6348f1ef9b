"""What is wrong with the real report of 2023-2024: the exact list, read by eye from the paper, row by row.

Rows are named by their criterion; a place that stands twice has two findings. The day is 1 June 2024.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.rules import check

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "lhp-2023-2024"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not at hand")

CRITERIA: Final = (
    *(f"1.{number}" for number in range(1, 11)),
    *(f"2.{number}" for number in range(1, 5)),
    *(f"3.{number}" for number in range(1, 7)),
    *("4.1", "4.2"),
    *(f"5.{number}" for number in range(1, 7)),
)


def plan(cell: str, criteria: str) -> list[str]:
    """Paths of a cell of the plan table, on the rows of these criteria."""
    return [f"plan.items.{CRITERIA.index(code)}.{cell}" for code in criteria.split()]


def results(cell: str, criteria: str) -> list[str]:
    """Paths of a cell of the result table, on the rows of these criteria."""
    return [f"results.{CRITERIA.index(code)}.{cell}" for code in criteria.split()]


FOUND: Final[Mapping[str, list[str]]] = {
    # the letterhead: "Số:" without a figure, "ngày tháng năm 2024" without a day
    "P01": ["report.number"],
    "P02": ["report.date"],
    # part II begins with part I's first paragraph; the duties of the chair stand in both
    "P07": ["sections.1.paragraphs.0", "sections.1.paragraphs.3"],
    # hàng/hằng năm (first hằng: 3.5), quy/qui định (3.4), TP./Tp. HCM (first Tp.: 1.2)
    "P09": [*plan("time", "3.5"), *plan("target", "3.4"), *plan("owners", "1.2")],
    # garbled words: the school's own name (1.6); two in one cell (1.7); a word lost (2.2, both tables); a mark left
    # standing (3.1, both tables); cổ thụ (3.1), hợp lý (4.1, 5.1), chuyên đề (2.2)
    "P10": [
        *plan("owners", "1.6"),
        *plan("target", "1.7 1.7"),
        *plan("work", "2.2 3.1 4.1 5.1"),
        *results("planned", "2.2 2.2 3.1 3.1"),
    ],
    # the standards' titles, told on their first rows: 5 is the kindergarten's in the plan only; 2 lacks "và học sinh"
    "S04": plan("standard_title", "5.1"),
    "S05": [*plan("standard_title", "2.1"), *results("standard_title", "2.1")],
    # "Tiêu chuẩn" for "Tiêu chí"
    "S06": results("label", "3.3 3.4"),
    # seven rows without a time
    "K01": plan("time", "1.5 2.1 3.2 3.3 3.4 3.6 5.6"),
    # "Hàng năm" alone; 1.3 and 5.1 say every month, 5.2 after which exams
    "K03": plan("time", "1.2 1.4 1.6 1.7 1.8 1.9 1.10 2.2 2.3 2.4 3.1 3.5 4.1 4.2 5.3 5.4 5.5"),
    # everybody; 1.9 is led by the party cell, 2.1 by the managers, who are a handful
    "K05": plan("owners", "1.4 1.7 1.8 1.10 2.2 2.3 2.4 5.1 5.2 5.3 5.4 5.5 5.6"),
    # to do more of it, without saying how far
    "K07": plan("target", "5.3 5.4"),
    # the work of 1.1 tells what happened to a project
    "K09": plan("work", "1.1"),
    # three columns of the plan without a word on 28 rows
    "K11": [*plan("budget", "1.1"), *plan("support", "1.1"), *plan("note", "1.1")],
    # several doers, or several things that can end differently, in one cell
    "K12": [*plan("work", "1.2 1.3 1.9 1.10 2.2 2.4 5.3 5.5"), *results("planned", "1.5 3.4")],
    # 1.1 has run since 2021
    "K14": plan("time", "1.1"),
    # 1.1 has no state: its delay stands where the adjusted plan should
    "T01": ["results.0"],
    "T03": results("adjusted", "1.1"),
    # 21 of the 22 finished rows; 1.2 says what was done
    "T04": results("done", "1.3 1.4 1.6 1.7 1.8 1.9 1.10 2.1 2.2 2.3 2.4 3.1 3.2 3.3 4.1 5.1 5.2 5.3 5.4 5.5 5.6"),
    # the plan as the result table has it: more, less or other words than the plan table
    "T08": results("planned", "1.1 1.5 1.7 1.8 1.10 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 4.1 4.2 5.1"),
}
ONLY_IN_TEXT: Final[Mapping[str, list[str]]] = {
    # the recognised text has lost the word "Tiêu chí" before two numbers
    "S07": plan("label", "1.9 1.10"),
    # its pages cut rows in two, in both tables
    "K17": ["plan.items.3", "results.1"],
}


def counted(*lists: Mapping[str, list[str]]) -> Counter[tuple[str, str]]:
    return Counter((code, path) for one in lists for code, paths in one.items() for path in paths)


def found_in(name: str) -> Counter[tuple[str, str]]:
    paper = read((SAMPLES / name).read_bytes(), name=name)
    assert isinstance(paper, Paper)
    return Counter((finding.code, finding.path) for finding in check(paper, today=date(2024, 6, 1)))


def told(findings: Counter[tuple[str, str]]) -> Iterator[str]:
    return (f"{code} {path}" for code, path in sorted(findings.elements()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("report.docx", counted(FOUND)), ("report.txt", counted(FOUND, ONLY_IN_TEXT))],
)
def test_every_fault_of_the_real_report_is_found_and_nothing_else(
    name: str, expected: Counter[tuple[str, str]]
) -> None:
    found = found_in(name)
    assert list(told(expected - found)) == [], "not found"
    assert list(told(found - expected)) == [], "found though it is right"


def test_21_results_are_praise_and_seven_rows_have_no_time() -> None:
    assert (len(FOUND["T04"]), len(FOUND["K01"]), len(FOUND["K11"])) == (21, 7, 3)
