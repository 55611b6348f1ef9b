"""Every rule finds what its cases say, there and nowhere else, and leaves the clean ones alone."""

from dataclasses import replace
from typing import Any, Literal

import pytest

from caitien.rules import Rule, apply_fixes, catalogue
from caitien.rules.examples import Case, case_file, cases_of


def each(kind: Literal["found", "clean"]) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.code}: {case.why}")
        for rule in catalogue()
        if case_file(rule).exists()  # that every rule has one is asked in test_catalogue.py
        for case in getattr(cases_of(rule), kind)
    ]


@pytest.mark.parametrize(("rule", "case"), each("found"))
def test_a_rule_finds_what_is_wrong(rule: Rule, case: Case) -> None:
    hits = list(rule.look(case.context))
    assert tuple(hit.path for hit in hits) == case.at
    for hit in hits:
        assert hit.what.endswith((".", "?"))
        assert hit.mend.endswith((".", "?"))


@pytest.mark.parametrize(("rule", "case"), each("clean"))
def test_a_rule_leaves_what_is_right_alone(rule: Rule, case: Case) -> None:
    assert list(rule.look(case.context)) == []


@pytest.mark.parametrize(("rule", "case"), each("found"))
def test_a_certain_fix_mends_it(rule: Rule, case: Case) -> None:
    fixes = [hit.fix for hit in rule.look(case.context) if hit.fix]
    mended, applied = apply_fixes(case.context.paper, fixes)
    assert len(applied) == len(set(fixes))
    assert not [hit for hit in rule.look(replace(case.context, paper=mended)) if hit.fix]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_has_two_cases_of_each_kind(rule: Rule) -> None:
    cases = cases_of(rule)
    assert len(cases.found) >= 2
    assert len(cases.clean) >= 2
