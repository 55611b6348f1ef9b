"""Every rule finds what its cases say, there and nowhere else, and leaves the clean ones alone."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import caitien.rules
from caitien.domain.paper import Paper
from caitien.domain.paper_json import from_json
from caitien.rules import Rule, apply_fixes, catalogue
from caitien.rules.ground import EvidenceItem, Ground

CASES = Path(caitien.rules.__file__).parent / "cases"
TODAY = date(2026, 5, 20)


def cases_of(rule: Rule) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{rule.code.lower()}_{rule.name}.json"
    cases: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return cases


def each(kind: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.code}: {case['why']}")
        for rule in catalogue()
        for case in cases_of(rule)[kind]
    ]


def paper_of(data: Any) -> Paper:
    paper = from_json(data)
    assert isinstance(paper, Paper), paper
    return paper


def ground_of(case: dict[str, Any]) -> Ground:
    return Ground(
        paper=paper_of(case["paper"]),
        today=date.fromisoformat(case.get("today", TODAY.isoformat())),
        last_year=paper_of(case["last_year"]) if "last_year" in case else None,
        evidence=tuple(EvidenceItem(**item) for item in case.get("evidence", [])),
        council=tuple(case.get("council", [])),
        levels=case.get("levels", {}),
    )


@pytest.mark.parametrize(("rule", "case"), each("found"))
def test_a_rule_finds_what_is_wrong(rule: Rule, case: dict[str, Any]) -> None:
    hits = list(rule.find(ground_of(case)))
    assert [hit.path for hit in hits] == case["at"]
    for hit in hits:
        assert hit.what.endswith((".", "?"))
        assert hit.mend.endswith((".", "?"))


@pytest.mark.parametrize(("rule", "case"), each("clean"))
def test_a_rule_leaves_what_is_right_alone(rule: Rule, case: dict[str, Any]) -> None:
    assert list(rule.find(ground_of(case))) == []


@pytest.mark.parametrize(("rule", "case"), each("found"))
def test_a_certain_fix_mends_it(rule: Rule, case: dict[str, Any]) -> None:
    ground = ground_of(case)
    fixes = [hit.fix for hit in rule.find(ground) if hit.fix]
    mended, applied = apply_fixes(ground.paper, fixes)
    assert len(applied) == len(set(fixes))
    assert not [hit for hit in rule.find(replace(ground, paper=mended)) if hit.fix]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_has_two_cases_of_each_kind(rule: Rule) -> None:
    cases = cases_of(rule)
    assert len(cases["found"]) >= 2
    assert len(cases["clean"]) >= 2
