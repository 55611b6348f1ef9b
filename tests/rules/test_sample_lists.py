"""What is wrong with the sample lists of evidence, read by eye from them (danh mục minh chứng thật)."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from caitien.documents.read_evidence import read_evidence
from caitien.documents.refusal import Refusal
from caitien.domain.finding import Finding
from caitien.domain.paper import Paper
from caitien.rules import check

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "evidence"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample lists are not here")


def findings_in(name: str) -> tuple[Finding, ...]:
    items = read_evidence((SAMPLES / name).read_bytes(), name=name)
    assert not isinstance(items, Refusal), items.reason
    return check(Paper(framework="tt17-2018"), evidence=items, today=date(2024, 6, 1), select=["E"])


def row_of(finding: Finding) -> int:
    """The row of the sheet: item 0 is the code over the header, in row 1."""
    return int(finding.path.removeprefix("evidence.")) + 1


def test_the_faults_of_the_faulty_list_are_all_found_and_nothing_else() -> None:
    found = [(each.code, row_of(each), each.words) for each in findings_in("faulty-list.xlsx")]
    assert sorted(found) == [
        ("E02", 11, "[H1-1.1-02]"),  # the name of row 3, one letter mistyped
        ("E03", 8, "[H1-1.3-01]"),  # listed under 1.2 before it is listed under 1.3
        *(("E04", row, f"[H1-{code}]") for row, code in ((2, "1.1-01"), (3, "1.1-02"), (6, "1.2-03"))),
        ("E04", 15, "[H1-1.4-02]"),
        ("E04", 16, "[H1-1.4-03]"),
        ("E08", 1, "[H1-1.4-04]"),  # typed over the header
        ("E09", 10, "[H1-1.3-01]"),
        ("E09", 13, "[H1-1.2-01]"),
        ("E09", 19, "[H1-1.2-01]"),
    ]


def test_the_real_list_only_lacks_its_dates_and_issuers_and_is_told_so_once_each() -> None:
    found = Counter((each.code, each.path) for each in findings_in("th-thai-son-95-items.tsv"))
    assert found == {("E04", "evidence"): 2}
