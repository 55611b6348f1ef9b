"""The letters of a wait: kept in the order of their days, set right with the trail keeping what they said."""

# ruff: noqa: F811 - fixtures are imported

from datetime import date

import pytest

from caitien.access.models import AuditEntry, OutsideBody, User
from caitien.domain.refused import Refused
from caitien.plans.models import Task
from caitien.work.models import Letter
from caitien.work.outside import waiting as verbs
from caitien.work.outside.awaiting import waitings_of
from caitien.work.outside.waiting import correct_letter, letter_mark, record_letter
from tests.work.waits_made import SINCE, TODAY, city, task, wait, write  # noqa: F401 - fixtures

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def test_the_diary_holds_letters_both_ways_in_the_order_of_their_days(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    write(an, found, "answered", "203/UBND", date(2026, 11, 12))
    write(an, found, "sent", "15/CV-HS", date(2026, 10, 5))
    assert [letter.number for letter in waitings_of(task)[0].letters.all()] == ["15/CV-HS", "203/UBND"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"way": "lost"}, verbs.NO_WAY),
        ({"summary": " "}, verbs.NO_SUMMARY),
        ({"number": "1" * 101}, verbs.LONG_NUMBER),
        ({"date": date(2026, 12, 2)}, verbs.FUTURE),
    ],
)
def test_a_letter_that_cannot_be_kept_is_told(an: User, task: Task, said: dict, why: Refused):
    values = {"way": "sent", "number": "1", "date": SINCE, "summary": "Xin đất"} | said
    assert record_letter(an, wait(an, task), today=TODAY, **values) == why
    assert not Letter.objects.exists()


@pytest.mark.parametrize("said", [{"number": "1" * 100}, {"number": ""}, {"summary": "x" * 2_000}, {"date": TODAY}])
def test_a_letter_that_just_fits_is_kept(an: User, task: Task, said: dict):
    values = {"way": "sent", "number": "1", "date": SINCE, "summary": "Xin đất"} | said
    letter = record_letter(an, wait(an, task), today=TODAY, **values)
    assert isinstance(letter, Letter)
    assert {name: getattr(letter, name) for name in values} == values


def corrected(who: User, letter: Letter, seen: str = "", **said: object) -> Letter | Refused:
    letter = Letter.objects.select_related("waiting__task").get(pk=letter.pk)
    now = {name: getattr(letter, name) for name in ("way", "number", "date", "summary")}
    return correct_letter(who, letter, seen=seen or letter_mark(letter), today=TODAY, **(now | said))  # type: ignore[arg-type]


def test_the_record_of_a_letter_is_set_right_and_the_trail_keeps_what_it_said(an: User, task: Task):
    letter = write(an, wait(an, task), "sent", "15/CV", SINCE)
    assert isinstance(corrected(an, letter, number="16/CV", date=TODAY), Letter)
    letter.refresh_from_db()
    assert (letter.number, letter.date, letter.summary) == ("16/CV", TODAY, "Xin giao mặt bằng")
    told = AuditEntry.objects.filter(verb="waiting.record").latest("pk")
    assert (told.before["number"], told.before["date"]) == ("15/CV", "2026-10-01")
    assert (told.after["number"], told.after["date"], told.after["letter"]) == ("16/CV", "2026-12-01", letter.pk)


def test_the_slower_of_two_who_set_a_letter_right_is_told(an: User, task: Task):
    letter = write(an, wait(an, task), "sent", "15/CV", SINCE)
    seen = letter_mark(letter)
    corrected(an, letter, number="16/CV")
    assert corrected(an, letter, seen=seen, number="17/CV") == verbs.CORRECTED
    assert isinstance(corrected(an, letter, seen=seen), Letter)  # who changes nothing overtakes nobody
    letter.refresh_from_db()
    assert letter.number == "16/CV"


@pytest.mark.parametrize("said", [{"way": "answered"}, {"number": "2"}, {"date": TODAY}, {"summary": "Khác"}])
def test_another_word_of_a_letter_is_another_mark(said: dict):
    same = {"way": "sent", "number": "1", "date": SINCE, "summary": "Xin đất"}
    assert letter_mark(Letter(**same)) == letter_mark(Letter(**same))
    assert letter_mark(Letter(**(same | said))) != letter_mark(Letter(**same))


@pytest.mark.parametrize(
    ("said", "why"), [({"summary": ""}, verbs.NO_SUMMARY), ({"date": date(2026, 12, 2)}, verbs.FUTURE)]
)
def test_a_letter_is_not_set_right_to_what_cannot_be(an: User, task: Task, said: dict, why: Refused):
    letter = write(an, wait(an, task), "sent", "15/CV", SINCE)
    assert corrected(an, letter, **said) == why
