"""Waiting for a body outside the school (chờ cấp trên): whom, since when, the letters, and how it ended.

Every verb here is on the task that waits, so that its story holds them all and two of them take turns. Where a thing
cannot be kept the answer is a :class:`~caitien.domain.refused.Refused`, one sentence.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from caitien.access.action import Done, Unchanged, action, one_deed
from caitien.access.models import OutsideBody, School, User
from caitien.access.reads import bodies_meant
from caitien.access.rights import acting_user_of
from caitien.domain.papers.cells import mark_of
from caitien.domain.people.listed import LONGEST_UNIT
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.models import Plan, Task
from caitien.plans.table.changed import tell
from caitien.work.models import Attachment, Letter, Occurrence, Waiting
from caitien.work.reporting.attachments import Fit, attach_file
from caitien.work.reporting.column import Way
from caitien.work.reporting.report import Reported, report_progress
from caitien.work.schedule import occurrences_follow

LONGEST_TEXT: Final = 2_000  # letters
LONGEST_NUMBER: Final = 100
_SETTLED: Final = [state.value for state in SETTLED]
CLOSED: Final = Refused("Kế hoạch đã kết thúc nên không ghi thêm việc chờ.")
SUBMITTED: Final = Refused("Kế hoạch đang chờ phê duyệt. Việc đang chờ ghi được sau khi duyệt hoặc trả lại.")
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch nên không chờ ai nữa.")
SETTLED_NOW: Final = Refused("Việc này đã xong, đã hoãn hoặc đã bỏ. Muốn ghi đang chờ, xin báo lại là đang làm trước.")
NO_BODY: Final = Refused(f"Xin chọn đơn vị đang chờ, hoặc ghi tên đơn vị mới, không quá {LONGEST_UNIT} chữ cái.")
NO_WHAT: Final = Refused(f"Xin ghi chờ việc gì, không quá {LONGEST_TEXT} chữ cái, ví dụ: giao mặt bằng sân thể dục.")
NO_SUMMARY: Final = Refused(f"Xin ghi trích yếu của công văn, không quá {LONGEST_TEXT} chữ cái.")
NO_OUTCOME: Final = Refused(f"Xin ghi chờ rồi được gì, không quá {LONGEST_TEXT} chữ cái, kể cả khi bị từ chối.")
LONG_NUMBER: Final = Refused("Số văn bản dài quá. Xin ghi gọn lại, như 15/CV-THPT.")
NO_WAY: Final = Refused("Xin chọn công văn gửi đi hay công văn trả lời.")
CORRECTED: Final = Stale("Người khác vừa sửa lời ghi này. Xin xem chữ đang có rồi sửa lại.")
FUTURE: Final = Refused("Ngày ghi ở đây là ngày đã qua hoặc hôm nay. Xin xem lại ngày.")
WHICH_BODY: Final = "Tên gõ không dấu có thể là nhiều đơn vị: {}. Xin gõ đủ dấu, hoặc chọn trong danh sách."
BACKWARDS: Final = "Ngày hết chờ không thể trước ngày bắt đầu chờ ({:%d/%m/%Y})."
ENDED: Final = Refused("Lần chờ này đã được ghi là hết. Xin tải lại trang.")


def open_waiting(
    actor: User, task: Task, *, body: int | None = None, name: str = "", what: str, since: dt.date, today: dt.date
) -> Waiting | Refused:
    """Begin to wait (ghi đang chờ): for a body of the school's list by key, or by a name, which joins the list if new.

    The task becomes "chờ đơn vị khác", where the actor may tell how it stands. Where it waits for that body already,
    that waiting says this too. The plan is locked first, as by every verb of it.
    """
    with one_deed():
        with occurrences_follow(task.plan_id) as plan:
            found = _open(actor, task, body=body, name=name, what=what, since=since, today=today)
        told = _let_wait(actor, plan, task, found) if isinstance(found, Waiting) else None
        transaction.set_rollback(isinstance(told, Refused))
        return told if isinstance(told, Refused) else found


def _let_wait(actor: User, plan: Plan, task: Task, waiting: Waiting) -> Reported | None:
    """The next occurrence that is not settled waits too; told by a person who may tell of it. What came of the report,
    None where none was made."""
    occurrences = Occurrence.objects.filter(task=task).exclude(state__in=_SETTLED).order_by("number")
    occurrence = occurrences.first()
    at_work = acting_user_of(actor, plan.school_id)
    if (
        occurrence is None
        or occurrence.state == WorkState.WAITING
        or at_work is None
        or not at_work.may("task.report", occurrence)
    ):
        return None
    return report_progress(
        actor,
        occurrence,
        state=WorkState.WAITING,
        whom=waiting.whom,
        reason=waiting.what,
        begun=occurrence.begun,
        way=Way.ADD,
    )


@action("waiting.record")
def _open(
    actor: User, task: Task, *, body: int | None, name: str, what: str, since: dt.date, today: dt.date
) -> Done[Waiting] | Unchanged[Waiting] | Refused:
    what = clean(what)
    if hindrance := _not_begun(task) or _settled(task) or _unfit(what, NO_WHAT) or (FUTURE if since > today else None):
        return hindrance
    whom = _body(task.school, body, name)
    if isinstance(whom, Refused):
        return whom
    there = task.waitings.filter(body=whom, until=None).first()
    if there:
        return _waits_for_more(there, what, since)
    found = task.waitings.create(
        school_id=task.school_id, plan_id=task.plan_id, body=whom, whom=whom.name, what=what, since=since, by=actor
    )
    _note_change(task.plan)
    return Done(found, task, {}, {"whom": whom.name, **_words(found)})


def _waits_for_more(there: Waiting, what: str, since: dt.date) -> Done[Waiting] | Unchanged[Waiting]:
    """A line that waits for a body already waits for this of it too (chờ thêm việc), since the earlier of the two days:
    no word that was typed is let go. Three statements."""
    before = _words(there)
    there.add(what, since)
    if _words(there) == before:
        return Unchanged(there)
    _note_change(there.plan)
    return Done(there, there.task, {"whom": there.whom, **before}, {"whom": there.whom, **_words(there)})


def _words(waiting: Waiting) -> dict[str, str]:
    return {"what": waiting.what, "since": waiting.since.isoformat()}


def record_letter(
    actor: User,
    waiting: Waiting,
    *,
    way: str,
    number: str = "",
    date: dt.date,
    summary: str,
    today: dt.date,
) -> Letter | Refused:
    """Keep a letter in the diary (ghi công văn): one sent, or an answer. It stays once the waiting ended."""
    said = {"way": way, "number": one_line(number), "date": date, "summary": clean(summary)}
    with occurrences_follow(waiting.plan_id):
        return _letter(actor, waiting.task, key=waiting.pk, said=said, today=today)


def record_letter_with_file(actor: User, waiting: Waiting, sent: Fit | None, **said: Any) -> Letter | Refused:
    """Keep a letter and the file of it (ghi công văn kèm tệp): both or neither. ``said`` as :func:`record_letter` takes
    it; a file is kept by who may attach one."""
    with one_deed():
        letter = record_letter(actor, waiting, **said)
        if sent and isinstance(letter, Letter):
            kept = attach_file(actor, waiting.task, sent)
            letter.file = kept if isinstance(kept, Attachment) else None
            letter.save(update_fields=["file"])
        return letter


@action("waiting.record")
def _letter(actor: User, task: Task, *, key: int, said: dict[str, Any], today: dt.date) -> Done[Letter] | Refused:
    if hindrance := _closed(task) or _unfit_letter(said, today):
        return hindrance
    waiting = task.waitings.get(pk=key)
    letter = waiting.letters.create(school_id=task.school_id, by=actor, **said)
    _note_change(task.plan)
    return Done(letter, task, {}, {"letter": letter.pk, "whom": waiting.whom, **_told(said)})


def correct_letter(
    actor: User, letter: Letter, *, way: str, number: str = "", date: dt.date, summary: str, seen: str, today: dt.date
) -> Letter | Refused:
    """Set the record of a letter right (sửa lời ghi công văn), at any time, also once the wait or the plan is over: the
    trail keeps what it said. ``seen`` is the mark (:func:`letter_mark`) of what the person saw; Stale where another
    corrected it meanwhile. Four queries."""
    said = {"way": way, "number": one_line(number), "date": date, "summary": clean(summary)}
    return _correct_letter(actor, letter.waiting.task, key=letter.pk, said=said, seen=seen, today=today)


@action("waiting.record")
def _correct_letter(
    _actor: User, task: Task, *, key: int, said: dict[str, Any], seen: str, today: dt.date
) -> Done[Letter] | Unchanged[Letter] | Refused:
    letter = Letter.objects.select_related("waiting").get(pk=key, waiting__task=task)
    if hindrance := _unfit_letter(said, today):
        return hindrance
    before = {name: getattr(letter, name) for name in said}
    if before == said:
        return Unchanged(letter)
    if seen != letter_mark(letter):
        return CORRECTED
    for name, value in said.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(said))
    _note_change(task.plan)
    about = {"letter": letter.pk, "whom": letter.waiting.whom}
    return Done(letter, task, about | _told(before), about | _told(said))


def letter_mark(letter: Letter) -> str:
    """A mark of what the record says (dấu của lời ghi): another wherever a word is another. No query."""
    return mark_of("|".join((letter.way, letter.number, letter.date.isoformat(), letter.summary)))


def _told(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail is told of a letter."""
    return {**said, "date": said["date"].isoformat()}


def end_waiting(actor: User, waiting: Waiting, *, until: dt.date, outcome: str, today: dt.date) -> Waiting | Refused:
    """End a waiting with what came of it (hết chờ). How the task stands now is a question to the person who does it."""
    with occurrences_follow(waiting.plan_id):
        return _end(actor, waiting.task, key=waiting.pk, until=until, outcome=clean(outcome), today=today)


@action("waiting.record")
def _end(
    _actor: User, task: Task, *, key: int, until: dt.date, outcome: str, today: dt.date
) -> Done[Waiting] | Refused:
    waiting = task.waitings.get(pk=key)
    if hindrance := _closed(task) or (ENDED if waiting.until else _unfit_end(waiting, until, outcome, today)):
        return hindrance
    waiting.until, waiting.outcome = until, outcome
    waiting.save(update_fields=["until", "outcome"])
    _note_change(task.plan)
    told = {"whom": waiting.whom, "until": until.isoformat(), "outcome": outcome}
    return Done(waiting, task, {"whom": waiting.whom}, told)


# --- what stands against it -------------------------------------------------------------------------------------------


def _closed(task: Task) -> Refused | None:
    if task.plan.state == PlanState.CLOSED:
        return CLOSED
    return WITHDRAWN if task.withdrawn else None


def _not_begun(task: Task) -> Refused | None:
    """Why a line does not begin to wait: it is told with its results, which a submitted plan takes no more of."""
    return SUBMITTED if task.plan.state == PlanState.SUBMITTED else _closed(task)


def _settled(task: Task) -> Refused | None:
    """What is done or given up waits for nobody."""
    states = set(task.occurrences.values_list("state", flat=True))
    return SETTLED_NOW if states and states <= set(_SETTLED) else None


def _unfit(text: str, hindrance: Refused) -> Refused | None:
    return None if text and len(text) <= LONGEST_TEXT else hindrance


def _unfit_letter(said: dict[str, Any], today: dt.date) -> Refused | None:
    if said["way"] not in Letter.Way:
        return NO_WAY
    if len(said["number"]) > LONGEST_NUMBER:
        return LONG_NUMBER
    return _unfit(said["summary"], NO_SUMMARY) or (FUTURE if said["date"] > today else None)


def _unfit_end(waiting: Waiting, until: dt.date, outcome: str, today: dt.date) -> Refused | None:
    if until < waiting.since:
        return Refused(BACKWARDS.format(waiting.since))
    return _unfit(outcome, NO_OUTCOME) or (FUTURE if until > today else None)


def _body(school: School, key: int | None, name: str) -> OutsideBody | Refused:
    """The body of that key, or of that name, also by another way to call it; a new one joins the list. Two queries."""
    if key is not None:
        return school.outsidebodys.filter(pk=key).first() or NO_BODY
    name = one_line(name)
    if not name or len(name) > LONGEST_UNIT:
        return NO_BODY
    meant = bodies_meant(name, school.outsidebodys.order_by("pk"))
    if len(meant) > 1:
        return Refused(WHICH_BODY.format("; ".join(each.name for each in meant)))
    return meant[0] if meant else OutsideBody.objects.create(school=school, name=name)


def _note_change(plan: Plan) -> None:
    """The plan changed, and no word of any line: what is kept of the lines goes on. Two statements."""
    was = plan.changed_at
    plan.save(update_fields=["changed_at"])
    tell(plan, [], was, frozenset())
