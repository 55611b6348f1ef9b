"""Adding a rule takes one file for it and one for its cases, as CONTRIBUTING.md shows; nothing else is touched."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caitien.domain.paper import Letterhead, Paper
from caitien.rules import Rule, catalogue
from caitien.rules.checking import finding_of
from caitien.rules.context import RuleContext
from caitien.rules.examples import cases_of
from caitien.rules.help_pages import INDEX, pages, stale, write_pages

RULE = '''"""Trích yếu có dấu chấm than.

Vì sao: Văn bản hành chính không reo lên.
Sai: Về kết quả cải tiến!
Đúng: Về kết quả cải tiến
Sửa: Bỏ dấu chấm than.
Nguồn: kinh nghiệm: chưa văn bản nào của cấp trên viết như vậy.
"""

from collections.abc import Iterator

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import RuleContext, Hit

SEVERITY = Severity.HINT


def find(context: RuleContext) -> Iterator[Hit]:
    """A subject with an exclamation mark."""
    subject = context.paper.report.subject
    if "!" in subject:
        fix = Fix("report.subject", "!", "")
        yield Hit("report.subject", "Trích yếu có dấu chấm than.", "Bỏ dấu chấm than.", words=subject, fix=fix)
'''
CASES = {
    "found": [
        {"why": "ở cuối", "paper": {"report": {"subject": "Về kết quả cải tiến!"}}, "at": ["report.subject"]},
        {"why": "ở giữa", "paper": {"report": {"subject": "Về kết quả! cải tiến"}}, "at": ["report.subject"]},
    ],
    "clean": [
        {"why": "không có dấu", "paper": {"report": {"subject": "Về kết quả cải tiến"}}},
        {"why": "dấu ở nơi khác", "paper": {"strengths": "Rất vui!"}},
    ],
}


@pytest.fixture(scope="module")
def rules_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Rule, ...]]:
    """A package of rules in a folder of its own, where a rule is added: its file (1), its cases (2)."""
    home = tmp_path_factory.mktemp("school") / "rules_of_ours"
    (home / "cases").mkdir(parents=True)
    (home / "__init__.py").touch()
    (home / "p90_exclamation_mark.py").write_text(RULE, encoding="utf-8")
    (home / "cases" / "p90_exclamation_mark.json").write_text(json.dumps(CASES), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(home.parent)
        yield catalogue("rules_of_ours")


def test_the_rule_is_in_the_catalogue(rules_of_ours: tuple[Rule, ...]) -> None:
    (added,) = rules_of_ours
    assert (added.code, added.name, added.family) == ("P90", "exclamation_mark", "Thể thức văn bản")


def test_its_cases_run(rules_of_ours: tuple[Rule, ...]) -> None:  # step 3
    (added,) = rules_of_ours
    cases = cases_of(added)
    for case in cases.found + cases.clean:
        assert tuple(hit.path for hit in added.look(case.context)) == case.at


def test_its_page_is_written(rules_of_ours: tuple[Rule, ...], tmp_path: Path) -> None:  # step 4
    made = pages(rules_of_ours)
    assert write_pages(tmp_path / "docs", made) == ("README.md", "p90_exclamation_mark.md")
    assert stale(tmp_path / "docs", made) == ()
    assert "| P90 | [Trích yếu có dấu chấm than](p90_exclamation_mark.md) | gợi ý | có |" in made[INDEX]
    assert "Văn bản hành chính không reo lên." in made["p90_exclamation_mark.md"]


def test_it_finds_what_it_is_for(rules_of_ours: tuple[Rule, ...]) -> None:
    (added,) = rules_of_ours
    paper = Paper(report=Letterhead(subject="Về thư viện!"))
    (hit,) = added.look(RuleContext(paper=paper, today=date(2026, 5, 20)))
    finding = finding_of(added, hit, paper)
    assert (finding.code, finding.words) == ("P90", "Về thư viện!")
