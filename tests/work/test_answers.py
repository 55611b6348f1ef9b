"""What a body above answers to a petition: into the diary of each wait its words name, else above the list."""

import datetime as dt

import pytest

from caitien.access.action import one_deed
from caitien.access.answers import Answered, hand_down
from caitien.access.models import AuditEntry, School, User
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.work.models import AnswerFromAbove, Letter, Waiting
from caitien.work.outside.answers import TIED, answers_in, tie_answer
from caitien.work.outside.waiting import end_waiting, open_waiting
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

SINCE, TODAY = dt.date(2026, 10, 1), dt.date(2026, 12, 1)


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.select_related("plan", "school", "goal").order_by("position")[0]


def wait(who: User, task: Task, what: str, name: str = "UBND phường Hồ Xuân") -> Waiting:
    found = open_waiting(who, task, name=name, what=what, since=SINCE, today=TODAY)
    assert isinstance(found, Waiting), found
    return found


def answered(school: School, by: User, asked: str, *, year: str = "2026-2027", day: int = 20) -> Answered:
    return Answered(
        school=school,
        school_year=year,
        asked=asked,
        whose="UBND phường Hồ Xuân",
        number="45/UBND-VX",
        date=dt.date(2026, 11, day),
        words="Đã ghi vốn năm 2027.",
        by=by,
    )


def come_down(answers: list[Answered]) -> None:
    """Answers reach the schools, within the deed of the body that gives them."""
    with one_deed():
        hand_down(answers)


def test_an_answer_stands_in_the_diary_of_what_its_petition_asks_for(an: User, dung: User, school: School, task: Task):
    named, other = wait(an, task, "Giao mặt bằng sân sau"), wait(an, task, "Cấp vốn đợt 2", "Sở Tài chính")
    come_down([answered(school, dung, "Đề nghị phường giao MẶT BẰNG sân sau trong quý I.")])
    letter = named.letters.get()
    assert (letter.way, letter.number, letter.date, letter.by) == (
        "answered",
        "45/UBND-VX",
        dt.date(2026, 11, 20),
        dung,
    )
    assert letter.summary == "UBND phường Hồ Xuân: Đã ghi vốn năm 2027."
    assert not other.letters.exists()
    kept = AnswerFromAbove.objects.get()
    assert (kept.plan, kept.letter, kept.whose, kept.words) == (
        task.plan,
        letter,
        "UBND phường Hồ Xuân",
        "Đã ghi vốn năm 2027.",
    )
    entry = AuditEntry.objects.filter(verb="waiting.record", actor=dung).get()
    assert (entry.kind, entry.key, entry.after["letter"]) == ("task", str(task.pk), letter.pk)


@pytest.mark.parametrize(
    ("what", "asked", "named"),
    [
        ("Giao mặt bằng", "Xin giao mặt bằng sớm", True),
        ("Giao mặt bằng.", "Xin giao mặt bằng sớm", True),  # what ends a sentence is no part of it
        ("Giao mặt bằng\nCấp vốn", "Xin giao mặt bằng và cấp vốn", True),
        ("Giao mặt bằng\nCấp vốn", "Xin giao mặt bằng", False),  # a part of it was not asked for
        ("Vốn", "Xin cấp vốn", False),  # one word alone is in too many petitions
        ("Cấp vốn", "Xin cấp vốn", True),
        ("Giao mặt bằng", "Xin mặt bằng", False),
    ],
)
def test_a_wait_is_named_by_all_of_its_words(
    an: User, dung: User, school: School, task: Task, what: str, asked: str, named: bool
):
    found = wait(an, task, what)
    come_down([answered(school, dung, asked)])
    assert found.letters.exists() == named
    assert (AnswerFromAbove.objects.get().letter is not None) == named


def test_what_no_longer_waits_is_not_answered(an: User, dung: User, school: School, plan: Plan, task: Task):
    ended, withdrawn = wait(an, task, "Giao mặt bằng"), wait(an, plan.tasks.order_by("position")[1], "Giao mặt bằng")
    end_waiting(an, ended, until=TODAY, outcome="Đã giao", today=TODAY)
    plan.tasks.filter(pk=withdrawn.task_id).update(withdrawn=True)
    come_down([answered(school, dung, "Xin giao mặt bằng")])
    assert not Letter.objects.exists()
    entry = AuditEntry.objects.filter(verb="waiting.record", actor=dung).get()
    assert (entry.kind, entry.after["answered_by"]) == ("school", "UBND phường Hồ Xuân")


def test_an_answer_is_of_the_plan_of_its_year_else_of_the_newest(dung: User, school: School, plan: Plan):
    older = adopt(school, report(2, school_year="2025-2026"))[0]
    for year in ("2025-2026", "2026-2027", "2024-2025"):
        come_down([answered(school, dung, f"Xin vốn năm {year}", year=year)])
    kept = dict(AnswerFromAbove.objects.values_list("asked", "plan"))
    assert kept == {
        "Xin vốn năm 2025-2026": older.pk,
        "Xin vốn năm 2026-2027": plan.pk,
        "Xin vốn năm 2024-2025": plan.pk,
    }
    assert [each.asked for each in answers_in(plan)] == ["Xin vốn năm 2024-2025", "Xin vốn năm 2026-2027"]


def test_a_school_without_a_plan_keeps_its_answers_too(dung: User, other_school: School):
    come_down([answered(other_school, dung, "Xin cấp vốn")])
    assert AnswerFromAbove.objects.get(school=other_school).plan is None


def test_each_school_has_its_own_answers_the_last_first(dung: User, school: School, other_school: School, plan: Plan):
    given = [answered(school, dung, "Xin vốn", day=3), answered(other_school, dung, "Xin đất", day=4)]
    come_down([*given, answered(school, dung, "Xin bàn ghế", day=5)])
    assert [each.asked for each in answers_in(plan)] == ["Xin bàn ghế", "Xin vốn"]
    assert AnswerFromAbove.objects.filter(school=other_school).count() == 1


def test_an_answer_no_wait_was_named_by_is_written_into_one_once(
    an: User, dung: User, school: School, plan: Plan, task: Task
):
    found = wait(an, task, "Giao mặt bằng")
    come_down([answered(school, dung, "Xin cấp vốn")])
    answer = AnswerFromAbove.objects.get()
    letter = tie_answer(an, answer, found, today=TODAY)
    assert isinstance(letter, Letter)
    assert (letter.waiting, letter.way, letter.number, letter.summary) == (
        found,
        "answered",
        "45/UBND-VX",
        "Đã ghi vốn năm 2027.",
    )
    answer.refresh_from_db()
    assert answer.letter == letter
    assert tie_answer(an, answer, found, today=TODAY) == TIED
    assert Letter.objects.count() == 1


def test_an_answer_of_a_day_to_come_is_tied_to_nothing(an: User, dung: User, school: School, plan: Plan, task: Task):
    found = wait(an, task, "Giao mặt bằng")
    come_down([answered(school, dung, "Xin cấp vốn")])
    answer = AnswerFromAbove.objects.get()
    assert isinstance(tie_answer(an, answer, found, today=answer.date - dt.timedelta(days=1)), Refused)
    answer.refresh_from_db()
    assert answer.letter is None
