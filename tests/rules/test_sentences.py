"""What a rule says is said word for word: which words it points to, and the sentence people read (sentences.tsv)."""

from collections import defaultdict
from pathlib import Path

import pytest

from caitien.rules import catalogue
from caitien.rules.examples import cases_of

FILE = Path(__file__).with_name("sentences.tsv")
BREAK = "¶"


def lines_of() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """Code of a rule → why of a case → path, words and sentence of each hit."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, why, *said = line.split("\t")
            found[code][why].append(tuple(said))
    return found


WANTED = lines_of()


def test_only_rules_and_cases_there_are_have_sentences() -> None:
    there = {rule.code: {case.why for case in cases_of(rule).found} for rule in catalogue()}
    assert WANTED.keys() == there.keys(), "a rule of ours says nothing here: add the sentences of its cases"
    assert [(code, why) for code, told in WANTED.items() for why in told if why not in there[code]] == []


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_says_what_is_wrong_word_for_word(rule) -> None:
    for case in cases_of(rule).found:
        if case.why in WANTED[rule.code]:
            said = [(hit.path, hit.words.replace("\n", BREAK), hit.what) for hit in rule.look(case.context)]
            assert said == WANTED[rule.code][case.why], case.why
