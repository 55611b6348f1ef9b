"""No regular expression of the project costs more than the length of its text: all are found, all are attacked."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest

from caitien.cli import usage
from caitien.documents.understanding import part_headings
from caitien.domain.needs import need_kinds
from caitien.domain.papers import paper_marks
from caitien.domain.times.school_calendar import propose_year
from caitien.domain.times.timeframe import read_time
from caitien.web.front import guide
from tests.patterns.attack import attack
from tests.patterns.collect import Told, Unread, modules, patterns_of


@cache
def _all() -> tuple[list[Told], list[Unread]]:
    """Every pattern of the project and every call whose pattern is put together. Imports every module and reads its
    source, three seconds: so not while tests are collected, which every worker does."""
    return patterns_of(modules())


IN_A_TABLE = {  # put together for a table of their module, where they are found compiled
    "caitien.documents.understanding.accents": "f'\\\\b(?:{_bare(whole)})(?!\\\\w)'",
    "caitien.documents.understanding.announcing": "f'^({titles})\\\\b'",
    "caitien.documents.understanding.evidence": "pattern",
    "caitien.documents.understanding.needs": "pattern",
    "caitien.documents.understanding.people": "pattern",
    "caitien.documents.understanding.assessment": "pattern",
    "caitien.documents.understanding.schools": "pattern",
    "caitien.domain.evidence.words": "pattern",
    "caitien.domain.schools_listed": "pattern",
    "caitien.domain.times.moments": "pattern",
    "caitien.domain.people.listed": "pattern",
    "caitien.domain.official_forms.standing": (
        "re.sub('\\\\\\\\{(\\\\w+)\\\\\\\\}', f'(?P<\\\\1>.{{1,{_LONGEST}}}?)', literal)"
    ),
    "caitien.domain.states": "pattern",
    "caitien.domain.times.timeframe": "pattern",
    "caitien.oversight.causes": "pattern",
    "caitien.oversight.forms.figures": "pattern",
    "caitien.oversight.petitions.kinds": "pattern",
    "caitien.rules.empty_words": "f\"\\\\b(?:{'|'.join(map(re.escape, table))})\\\\b\"",
}
NAME = re.escape("le thi an")
MADE: Mapping[str, Iterable[str]] = {  # put together anew by each call: all of them, or one as good as any
    "caitien.cli.usage": [pattern for pattern, _ in usage._SENTENCES],
    "caitien.documents.understanding.part_headings": part_headings._SIGNS.values(),
    "caitien.domain.needs.need_kinds": [
        pattern.pattern for patterns in need_kinds._patterns().values() for _, pattern in patterns
    ],
    "caitien.domain.papers.paper_marks": [paper_marks._IS_CODE, paper_marks._IS_ADDRESS],
    "caitien.domain.publishing.page": [rf"(?<!\w){NAME}(?!\w)|(?<!\w)0912\ 345(?!\w)"],
    "caitien.domain.standards": [r"1\.[1-9]\d?"],
    "caitien.rules.form.p11_unexplained_abbreviation": [r"\(PCGD\)|\bPCGD ?[(:=]|tắt(?: là)?:? *[“\"]?PCGD"],
    "caitien.rules.form.p13_school_name_differs": [
        rf"\btruong (?P<kinds>(?:(?:thpt|tieu hoc)(?: (?:va|-) | |-))+)(?P<core>{NAME})\b"
    ],
    "caitien.web.front.guide": [pattern.pattern for pattern, _ in guide.OF_PAGES],
    "caitien.work.reporting.comments": [rf"{NAME}\b"],
}


def test_every_regular_expression_of_the_project_is_found():
    found, unread = _all()
    assert len(found) > 300
    unknown = {each for each in unread if IN_A_TABLE.get(each.where) != each.source and each.where not in MADE}
    assert not unknown, "put them into MADE, with what they are made of"
    assert {each.where for each in unread} == IN_A_TABLE.keys() | MADE.keys(), "these are made no more"
    elsewhere = {"caitien.rules.empty_words", "caitien.documents.understanding.accents"}  # their callers hold them
    assert {each.where for each in found} >= IN_A_TABLE.keys() - elsewhere


@pytest.mark.timeout(300)
def test_none_costs_more_than_the_length_of_its_text():
    made = [(where, re.compile(pattern, re.DOTALL)) for where, patterns in MADE.items() for pattern in patterns]
    slow = [
        f"{where}: {pattern.pattern!r} on {found}"
        for where, pattern in [*((each.where, each.pattern) for each in _all()[0]), *made]
        if (found := attack(pattern))
    ]
    assert not slow, "\n".join(slow)


SLOW = (  # each of a kind this project once had
    r"\s+$",
    r"(\.\d+)+$",
    r"^x.*?a.*?b.*?c",
    r"(?:(?:han|han chot|het|den het|den)[: ]*)+\d",
    r"^muc\s*(?:so\s*)?:?\s*\d",
    r"^(?:<!--.*?-->\s*)*<html",
    r"chua(?!.*da)",
    r"(?:ngay |le )*khai giang",
    r"<Override\b[^>]*>",
    rb"\s*<\?xml",
)
QUICK = (r"^\s+$", r"(?<!\s)\s+$", r"^muc\s*+(?:so\s*+)?:?\s*\d", r"chua(?!.{0,99}da)", r"(?:ngay )?(?:le )?khai giang")


@pytest.mark.parametrize("pattern", SLOW)
def test_a_slow_one_would_be_caught(pattern: Any):
    assert attack(re.compile(pattern))


@pytest.mark.parametrize("pattern", QUICK)
def test_its_mended_form_passes(pattern: str):
    assert not attack(re.compile(pattern))


def test_one_put_together_while_the_program_runs_cannot_be_overlooked():
    assert Unread("caitien.work.reporting.comments", "f'{re.escape(name)}\\\\b'") in _all()[1]


@pytest.mark.timeout(5)
@pytest.mark.parametrize("words", ["đến hết ", "hạn chót ", "từ tháng 9 đến ", "tháng 10, ", "- ", "lễ ", "9/2026 → "])
def test_a_time_of_ten_thousand_letters_is_read_at_once(words: str):
    assert read_time(words * (10_000 // len(words)), propose_year("2026-2027")).text
