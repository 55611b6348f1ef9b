"""Every rule finds what its cases say, there and nowhere else, and leaves the clean ones alone."""

from dataclasses import replace

import pytest

from caitien.rules import Rule, apply_fixes, catalogue
from caitien.rules.examples import case_file, cases_of

each_rule = pytest.mark.parametrize(  # that every rule has cases is asked in test_catalogue.py
    "rule", [rule for rule in catalogue() if case_file(rule).exists()], ids=lambda rule: rule.code
)


@each_rule
def test_a_rule_finds_what_is_wrong(rule: Rule) -> None:
    for case in cases_of(rule).found:
        hits = list(rule.look(case.context))
        assert tuple(hit.path for hit in hits) == case.at, case.why
        for hit in hits:
            assert hit.what.endswith((".", "?")), case.why
            assert hit.mend.endswith((".", "?")), case.why


@each_rule
def test_a_rule_leaves_what_is_right_alone(rule: Rule) -> None:
    for case in cases_of(rule).clean:
        assert list(rule.look(case.context)) == [], case.why


@each_rule
def test_a_certain_fix_mends_it(rule: Rule) -> None:
    for case in cases_of(rule).found:
        fixes = [hit.fix for hit in rule.look(case.context) if hit.fix]
        mended, applied = apply_fixes(case.context.paper, fixes)
        assert len(applied) == len(set(fixes)), case.why
        assert not [hit for hit in rule.look(replace(case.context, paper=mended)) if hit.fix], case.why


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_has_two_cases_of_each_kind(rule: Rule) -> None:
    cases = cases_of(rule)
    assert len(cases.found) >= 2
    assert len(cases.clean) >= 2
