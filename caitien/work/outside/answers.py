"""Answers of bodies above reach the diary of what waits (trả lời của cấp trên vào nhật ký Chờ).

A petition is made of what is waited for (:mod:`caitien.work.outside.petitions`), so an answer to it belongs into the
diary of every open wait its words name. Where none is found the answer stands above the list, and a person says what
it is for.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from caitien.access.action import note
from caitien.access.answers import Answered
from caitien.access.models import Role, School, User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import fold
from caitien.plans.models import Plan
from caitien.plans.table.changed import tell
from caitien.work.models import AnswerFromAbove, Letter, Waiting
from caitien.work.outside.waiting import record_letter

FEWEST_WORDS: Final = 2  # of what is waited for, to be found in a petition
TIED: Final = Refused("Trả lời này đã ghi vào nhật ký rồi. Xin tải lại trang.")


def keep_answers(answers: Sequence[Answered]) -> None:
    """Keep answers in the schools they are for (nhận trả lời), within the deed of the answer; in the order of the
    schools, so that two answers at once take turns. A dozen statements a school."""
    by_school: dict[int, list[Answered]] = {}
    for each in sorted(answers, key=lambda each: each.school.pk):
        by_school.setdefault(each.school.pk, []).append(each)
    for given in by_school.values():
        _keep(given[0].school, given)


def answers_in(plan: Plan) -> QuerySet[AnswerFromAbove]:
    """What bodies above answered in the year of a plan (trả lời của cấp trên), the last first. One query."""
    return plan.answers.select_related("letter__waiting").order_by("-date", "-pk")


def tie_answer(actor: User, answer: AnswerFromAbove, waiting: Waiting, *, today: dt.date) -> Letter | Refused:
    """Write an answer into the diary of a wait (ghi vào nhật ký), once; or why not."""
    with transaction.atomic():
        answer = AnswerFromAbove.objects.select_for_update(of=("self",), no_key=True).get(pk=answer.pk)
        if answer.letter_id:
            return TIED
        letter = record_letter(
            actor,
            waiting,
            way=Letter.Way.ANSWERED,
            number=answer.number,
            date=answer.date,
            summary=answer.words,
            today=today,
        )
        if isinstance(letter, Letter):
            answer.letter = letter
            answer.save(update_fields=["letter"])
        return letter


def _keep(school: School, given: Iterable[Answered]) -> None:
    for each in given:
        plan = _plan_of(school, each.school_year)
        waits = [wait for wait in _open_waits(plan) if _named_in(wait, each.asked)] if plan else []
        letters = [_letter(wait, each) for wait in waits]
        AnswerFromAbove.objects.create(school=school, plan=plan, letter=next(iter(letters), None), **_facts(each))
        for letter in letters:
            told = {"letter": letter.pk, "whom": letter.waiting.whom, **_told(each)}
            _note(school, each, "task", letter.waiting.task_id, letter.waiting.plan_id, told)
        if not letters:
            _note(
                school, each, "school", school.pk, plan.pk if plan else None, {"answered_by": each.whose, **_told(each)}
            )
        if plan and letters:
            _note_change(plan)


def _plan_of(school: School, school_year: str) -> Plan | None:
    """The plan of that year, or the newest."""
    plans = list(Plan.objects.filter(school=school).order_by("-school_year"))
    return next((plan for plan in plans if plan.school_year == school_year), plans[0] if plans else None)


def _open_waits(plan: Plan) -> list[Waiting]:
    return list(plan.waitings.filter(until=None, task__withdrawn=False).select_related("task").order_by("since", "pk"))


def _named_in(wait: Waiting, petition: str) -> bool:
    """Whether a petition asks for just what is waited for: each part of it stands in its words."""
    parts = [fold(part).rstrip(" .;,") for part in wait.what.split("\n") if part.strip()]
    words = fold(petition)
    return bool(parts) and all(len(part.split()) >= FEWEST_WORDS and part in words for part in parts)


def _letter(wait: Waiting, given: Answered) -> Letter:
    about = {"number": given.number, "date": given.date, "summary": f"{given.whose}: {given.words}", "by": given.by}
    return wait.letters.create(school_id=wait.school_id, way=Letter.Way.ANSWERED, **about)


def _facts(given: Answered) -> dict[str, Any]:
    names = ("asked", "whose", "number", "date", "words", "by")
    return {name: getattr(given, name) for name in names}


def _told(given: Answered) -> dict[str, Any]:
    return {"way": "answered", "number": given.number, "date": given.date.isoformat(), "summary": given.words}


def _note(school: School, given: Answered, kind: str, key: int, plan: int | None, told: dict[str, Any]) -> None:
    note(
        school=school,
        actor=given.by,
        role=Role.OFFICER,
        verb="waiting.record",
        kind=kind,
        key=str(key),
        within=f"plan {plan}" if plan else "",
        before={},
        after=told,
    )


def _note_change(plan: Plan) -> None:
    """What a paper of the plan proposes to ask for says that it was answered. Two statements."""
    was = plan.changed_at
    plan.save(update_fields=["changed_at"])
    tell(plan, [], was, frozenset())
