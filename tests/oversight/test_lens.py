"""Copied plans and last year's plan again are found, honest ones are left in peace; what is found is advice."""

import random
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import School
from caitien.jobs.perform import take_next
from caitien.oversight.lens.alike import Row, copied, repeated, row_of
from caitien.oversight.lens.looking import ask_lens
from caitien.oversight.models import Asked, LensLook, Likeness, Round
from caitien.oversight.sending import send_issue
from tests.oversight.generator import honest_rows, planted
from tests.oversight.made import (
    FACTS,
    TODAY,
    Department,
    asked_of,
    issued,
    listed,
    opened,
    paper_of_year,
    row,
    secretary_of,
)

SCHOOLS = 120


def rows(*texts: str) -> list[Row]:
    return [found for turn, text in enumerate(texts) if (found := row_of(f"results.{turn}", "x 1.1", text))]


def test_planted_copies_and_repeats_are_found_and_honest_papers_are_not():
    papers, copies, last_year, again = planted(random.Random(7), SCHOOLS)  # noqa: S311 - made-up papers
    found = copied(papers)
    assert {pair.one for pair in found} == copies
    assert all(pair.share >= 60 and pair.rows for pair in found)
    assert {key for key, own in papers.items() if repeated(own, last_year[key])} == again


def test_a_phrase_that_very_many_schools_write_counts_for_nobody():
    phrase = "Rà soát bổ sung quy chế làm việc của nhà trường theo hướng dẫn của Sở"
    papers = {key: rows(*[f"{phrase} mục {turn}" for turn in range(6)]) for key in range(80)}
    assert copied(papers) == []


def test_rows_too_short_and_papers_too_short_tell_nothing():
    assert row_of("results.0", "1.1", "Sửa mái dãy phòng học") is None
    few = rows(*[f"Sửa lại mái dãy phòng học số {turn} trước khai giảng" for turn in range(4)])
    assert copied({1: few, 2: few}) == []
    assert repeated(few, few) == ()


def test_nearly_the_same_words_of_another_criterion_are_not_alike():
    texts = [f"Sửa lại mái dãy phòng học số {turn} trước ngày khai giảng năm học" for turn in range(6)]
    mine, theirs = rows(*texts), [replace(each, criterion="x 1.2") for each in rows(*texts)]
    assert copied({1: mine, 2: theirs}) == []
    assert [pair.share for pair in copied({1: mine, 2: rows(*texts)})] == [100, 100]


# --- in a round -------------------------------------------------------------------------------------------------------


def sent(round_: Round, school: School, number: int, year: str, texts: list[str]) -> None:
    base = paper_of_year(len(texts))
    lines = tuple(replace(line, planned=text) for line, text in zip(base.results, texts, strict=True))
    issue = issued(school, replace(base, school_year=year, results=lines), number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=TODAY)
    assert not hasattr(done, "reason"), done


@pytest.mark.django_db
def test_what_the_lens_finds_stands_with_its_rows_and_a_new_look_replaces_it(
    above: Department, mo_school: School, suoi_school: School
):
    listed(above.dung, above.top, row("01000001", mo_school.name), row("01000002", suoi_school.name, "Phường Suối Đá"))
    old = opened(above.dung, above.top, replace(FACTS, school_year="2025-2026"))
    now = opened(above.dung, above.top)
    texts = honest_rows(random.Random(1), 8)  # noqa: S311
    sent(old, mo_school, 1, "2025-2026", texts)
    sent(now, mo_school, 2, "2026-2027", texts)
    sent(now, suoi_school, 1, "2026-2027", [*texts[:7], *honest_rows(random.Random(2), 1)])  # noqa: S311
    for _ in range(2):
        ask_lens(above.dung, now)
        while take_next():
            pass
    found = {(each.kind, each.asked.code): each for each in Likeness.objects.select_related("asked")}
    assert set(found) == {("copied", "01000001"), ("copied", "01000002"), ("repeated", "01000001")}
    assert found["copied", "01000002"].share == 86  # six of seven: the first row is too short to tell
    assert found["repeated", "01000001"].other == Asked.objects.get(round=old, school=mo_school)
    assert LensLook.objects.get().papers == 2
    assert LensLook.objects.get().done_at


@pytest.mark.django_db
def test_a_commune_has_nothing_looked_at(above: Department, round_: Round):
    with pytest.raises(PermissionDenied):
        ask_lens(above.mai, round_)
