"""How a task stands, told in one tap and one sentence (báo tiến độ): an update that overwrites none, and the paper that
says the same from then on."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Required, TypedDict, Unpack

from django.db.models import Exists, QuerySet
from django.utils import timezone

from caitien.access.action import Done, Gone, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Status
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import FOLLOWS, REASON_DUE, WORK_STATE_NAMES, WorkState
from caitien.domain.tasks.work_words import joined
from caitien.domain.texts.figures import say_count
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import CLOSED, column_words, write_state_to_report
from caitien.prepared import prepared
from caitien.rules.empty_words import PRAISE, only
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.reporting.column import Way, words_after
from caitien.work.schedule import occurrences_follow, official_of
from caitien.work.waits import LONGEST_WHOM, begin_waiting, end_waitings, open_waitings

LONGEST: Final = 2_000  # letters of a sentence, a reason, an answer
QUESTION: Final = "Bao nhiêu? Khi nào? Có gì kèm theo?"
GONE: Final = Refused("Việc này vừa được tính lại ngày. Xin tải lại trang rồi gửi lại.")
REMOVED: Final = Refused("Dòng này đã bỏ khỏi kế hoạch nên không báo nữa.")
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch nên không báo nữa.")
NO_REASON: Final = {
    WorkState.WAITING: Refused("Xin ghi đang chờ ai, chờ việc gì."),
    WorkState.POSTPONED: Refused("Xin ghi vì sao hoãn."),
    WorkState.DROPPED: Refused("Xin ghi vì sao không làm nữa."),
}
TOO_LONG: Final = Refused(f"Xin viết gọn lại, mỗi ô không quá {say_count(LONGEST)} chữ cái.")
NOT_AFTER: Final = "Việc đang {} thì không chuyển thành {} được."
STILL_WAITING: Final = "Hết chờ {}?"
OTHER_WORDS: Final = Stale("Chữ của văn bản vừa được ghi khác. Chữ đang có ở dưới; xin chọn lại cách ghi rồi gửi.")
NOTHING: Final = Refused("Chưa có gì mới để gửi. Xin ghi một câu.")


@dataclass(frozen=True, slots=True)
class Asked(Refused):
    """A sentence of praise alone (câu hỏi thêm): ``reason`` is one short question that comes first."""

    reason: str = QUESTION


@dataclass(frozen=True, slots=True)
class StillWaiting(Refused):
    """Whether a line still waits for those it waits for (hỏi hết chờ): only a person ends that. ``reason`` asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken(Stale):
    """Someone else told of the occurrence meanwhile (người khác vừa báo): how it stands now, and what they said
    last."""

    occurrence: Occurrence
    last: Update | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person tells (lời báo).

    ``reason`` where the state asks for one; of what waits ``whom`` it waits for, of what waits or is put off whether it
    was ``begun``. ``answer`` to the question that was asked: "" where it was passed over, None where nothing was asked
    yet; a photo or file that goes with it (``with_file``) answers it. ``over``: whether what the line waits for is
    over, None where nobody was asked; a report ends no waiting by itself. ``way``: what becomes of words that stand in
    the official column; ``words_seen`` is the mark of those the sender was shown. ``key`` is the sender's own: what is
    sent twice is kept once, other words under it are another report. ``via``: how it came, one of
    :class:`~caitien.work.models.Via` where nobody was signed in; ``spoken_for`` whose words were typed in.
    """

    state: WorkState
    text: str = ""
    reason: str = ""
    whom: str = ""
    begun: bool = False
    answer: str | None = None
    over: bool | None = None
    way: Way = Way.REPLACE
    words_seen: str = ""
    key: str = ""
    with_file: bool = False
    via: str = ""
    spoken_for: str = ""


class Telling(TypedDict, total=False):
    """What a caller names of :class:`Told` (lời báo gửi đến), word by word as it came."""

    state: Required[WorkState]
    text: str
    reason: str
    whom: str
    begun: bool
    answer: str | None
    over: bool | None
    way: Way
    words_seen: str
    key: str
    with_file: bool
    via: str
    spoken_for: str


BASES: Final[list[Callable[[Task], bool]]] = []  # whether anything shows a line: each floor above adds its own
Reported = Update | Refused  # of Refused also Asked, StillWaiting and Overtaken


def occurrence_mark(occurrence: Occurrence) -> str:
    """A mark of how an occurrence stands (dấu của lượt): it differs once anyone told more of it."""
    return mark_of(
        repr(
            (
                occurrence.state,
                occurrence.begun,
                occurrence.reason,
                occurrence.told_at and occurrence.told_at.isoformat(),
            )
        )
    )


def report_progress(actor: User, occurrence: Occurrence, *, seen: str = "", **telling: Unpack[Telling]) -> Reported:
    """Keep what a person tells of an occurrence (báo tiến độ), and let the line of the paper say the same.

    What is told: :class:`Told`. ``seen`` is the :func:`occurrence_mark` the person saw, "" where they mean it whatever
    stands there.

    Refused where the plan takes no reports, the state may not follow, or a reason is missing; Asked where praise alone
    was not asked about yet, StillWaiting where an open waiting was not, Overtaken where another was faster. The plan is
    locked first, as by every verb of it. Fifteen statements where nothing is found in the line, thirty at most.
    """
    return _in_turn(actor, occurrence, _told(Told(**telling)), seen)


def _told(told: Told) -> Told:
    """The same in canonical words."""
    answer = None if told.answer is None else clean(told.answer)
    text, reason, whom = clean(told.text), clean(told.reason), one_line(told.whom)
    return replace(told, text=text, reason=reason, whom=whom, answer=answer, key=one_line(told.key)[:36])


def _in_turn(actor: User, occurrence: Occurrence, told: Told, seen: str) -> Reported:
    """The report, once the plan is locked and its occurrences are those of its words; one may be gone by then."""
    with occurrences_follow(occurrence.plan_id) as plan:
        try:
            return _report(actor, Task(pk=occurrence.task_id, school=plan.school), plan, occurrence.pk, told, seen)
        except Gone:
            return REMOVED


@action("task.report")
def _report(
    actor: User, task: Task, plan: Plan, key: int, told: Told, seen: str
) -> Done[Update] | Unchanged[Update] | Refused:
    task.plan = plan
    occurrences = _occurrences_of(task)
    occurrence = next((each for each in occurrences if each.pk == key), None)
    if occurrence is None:
        return WITHDRAWN if task.withdrawn else GONE
    twice, told = _known(actor, occurrence, told)
    if twice:
        return Unchanged(twice)
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    if seen not in ("", occurrence_mark(occurrence)):
        last = occurrence.updates.select_related("by").order_by("-at", "-pk").first()
        return Overtaken(occurrence=occurrence, last=last)
    trouble = (
        _why_refused(occurrence, told)
        or _other_words(task, told)
        or _still_waiting(occurrence, told)
        or _question(told, task)
    )
    if trouble:
        return trouble
    others = [each for each in occurrences if each is not occurrence]
    return _write(actor, task, [occurrence, *others], told)


def _occurrences_of(task: Task) -> list[Any]:
    """The occurrences of a line, each with whether anyone ``reported`` on the line and whether it ``waits``. One
    query."""
    occurrences: list[Any] = _turns(task)
    for occurrence in occurrences:
        occurrence.task = task
    return occurrences


@prepared
def _turns(task: Task) -> QuerySet[Occurrence]:
    """The occurrences of a line, each with whether anyone ``reported`` on the line and whether it ``waits``."""
    reported = Exists(Update.objects.filter(task=task))
    waits = Exists(Waiting.objects.filter(task=task, until=None))
    return Occurrence.objects.filter(task=task).order_by("number").annotate(reported=reported, waits=waits)


@prepared
def _under(user: User, key: str) -> QuerySet[Update]:
    """What a person told under a key, the first that came."""
    return Update.with_removed.filter(by=user, key=key).order_by("pk")[:1]


def _known(actor: User, occurrence: Occurrence, told: Told) -> tuple[Update | None, Told]:
    """What was kept of this very report before, if it was; other words under its key get a key of their own, always the
    same one. Two queries at most."""
    if not told.key:
        return None, told
    first = next(iter(_under(actor, told.key)), None)
    if first is None or _is_of(first, occurrence, told):
        return first, told
    words = (told.key, occurrence.task_id, occurrence.name, told.state.value, told.text, _reason(told), told.answer)
    own = replace(told, key=mark_of(repr(words)))
    return next(iter(_under(actor, own.key)), None), own


def _is_of(update: Update, occurrence: Occurrence, told: Told) -> bool:
    """Whether an update says just this."""
    kept = (update.task_id, update.occurrence_name, update.state, update.text, update.reason, update.answer)
    sent = (occurrence.task_id, occurrence.name, told.state.value, told.text, _reason(told), told.answer or "")
    return kept == sent


# --- what stands against it -------------------------------------------------------------------------------------------


def _why_refused(occurrence: Occurrence, told: Told) -> Refused | None:
    now = WorkState(occurrence.state)
    if max(map(len, (told.text, told.reason, told.answer or ""))) > LONGEST or len(told.whom) > LONGEST_WHOM:
        return TOO_LONG
    if told.state in REASON_DUE and not _reason(told):
        return NO_REASON[told.state]
    if told.state is now and now is not WorkState.UNSTATED:
        return None if told.text or told.with_file or _reason(told) != occurrence.reason else NOTHING
    if told.state not in FOLLOWS[now]:
        return Refused(NOT_AFTER.format(WORK_STATE_NAMES[now], WORK_STATE_NAMES[told.state]))
    return None


def _other_words(task: Task, told: Told) -> Refused | None:
    """Words are replaced only by who saw them. No query."""
    replaces = told.way is Way.REPLACE and told.words_seen
    return OTHER_WORDS if replaces and told.words_seen != mark_of(column_words(task.plan, task)) else None


def _still_waiting(occurrence: Any, told: Told) -> StillWaiting | None:
    """The question whether those are waited for no longer whom the line waits for. One query at most."""
    if told.over is not None or told.state is WorkState.WAITING or not occurrence.waits:
        return None
    whom = open_waitings(occurrence.task)
    return StillWaiting(STILL_WAITING.format(", ".join(each.whom for each in whom))) if whom else None


def _question(told: Told, task: Task) -> Asked | None:
    """Whether the sentence is praise alone (chỉ khen), or finished work without any, nobody was asked yet, and nothing
    shows the line already. A query of each of ``BASES`` at most."""
    if told.answer is not None or told.with_file:
        return None
    bare = told.state is WorkState.DONE and not told.text
    praise = bare or only(told.text, PRAISE)
    return Asked() if praise and not any(shows(task) for shows in BASES) else None


def _reason(told: Told) -> str:
    """Why it stands so, of states that say why: "UBND thành phố: cấp vốn"."""
    if told.state not in REASON_DUE:
        return ""
    whom = told.whom if told.state is WorkState.WAITING else ""
    return ": ".join(filter(None, (whom, told.reason)))


# --- what is written --------------------------------------------------------------------------------------------------


def _write(actor: User, task: Task, occurrences: Sequence[Any], told: Told) -> Done[Update]:
    """Keep what was told of the first of the occurrences of a line."""
    occurrence, plan = occurrences[0], task.plan
    was, stood = _stood(occurrence), column_words(plan, task)
    first = not occurrence.reported
    said_before = _earlier(occurrence, task, plan, told)
    now = timezone.now()
    occurrence.state, occurrence.reason, occurrence.told_at = told.state.value, _reason(told), now
    occurrence.begun = occurrence.begun or told.begun or told.state in (WorkState.ONGOING, WorkState.DONE)
    occurrence.save(update_fields=["state", "reason", "told_at", "begun"])
    said = joined(told.text, told.answer or "") or (said_before if told.way is Way.REPLACE else "")
    before = WorkState(was["work_state"]), was["work_reason"]
    words = words_after(stood, occurrences, *before, said=said, way=told.way, first=first)
    sheet = write_state_to_report(plan, task, official_of(occurrences), words)
    update = _update(actor, occurrence, told, was=was["work_state"], stood=stood, at=now)
    update.wrote = column_words(plan, task)
    update.save()
    _wait(actor, task, occurrences, told, update)
    said_now = {**_stood(occurrence), "told": joined(told.text, told.answer or ""), **_way_it_came(told)}
    return Done(update, task, {**sheet.before, **was}, {**sheet.after, **said_now})


def _stood(occurrence: Occurrence) -> dict[str, Any]:
    """How the occurrence stands, for the audit trail."""
    return {"occurrence": occurrence.name, "work_state": occurrence.state, "work_reason": occurrence.reason}


def _way_it_came(told: Told) -> dict[str, str]:
    """How it came, for the audit trail: nothing of what was told signed in."""
    return {name: words for name, words in (("via", told.via), ("spoken_for", told.spoken_for)) if words}


def _earlier(occurrence: Occurrence, task: Task, plan: Plan, told: Told) -> str:
    """What was said last while the occurrence's official column stays, where nothing new is said; of a task nobody
    told of here yet the paper's own words. Two queries."""
    if told.text or told.answer:
        return ""
    column = _official(WorkState(occurrence.state), begun=occurrence.begun)
    begun = occurrence.begun or told.begun or told.state in (WorkState.ONGOING, WorkState.DONE)
    if column is not _official(told.state, begun=begun):
        return ""
    for last in occurrence.updates.order_by("-at", "-pk"):
        if _official(WorkState(last.state), begun=last.begun) is not column:
            return ""
        if last.text or last.answer:
            return joined(last.text, last.answer)
    alone = not occurrence.name and not Update.objects.filter(task=task).exists()
    return column_words(plan, task) if alone else ""


def _official(state: WorkState, *, begun: bool) -> Status:
    return official_of([Occurrence(state=state.value, begun=begun)])


def _wait(actor: User, task: Task, occurrences: Sequence[Occurrence], told: Told, update: Update) -> None:
    """A task that waits has an open time of waiting; it ends once a person said that it is over."""
    today = timezone.localdate(update.at)
    if told.state is WorkState.WAITING:
        begin_waiting(task, told.whom or told.reason, today, actor, what=told.reason if told.whom else "")
    elif told.over and all(occurrence.state != WorkState.WAITING for occurrence in occurrences):
        end_waitings(task, today, joined(told.text, told.answer or ""), update)


def _update(actor: User, occurrence: Occurrence, told: Told, *, was: str, stood: str, at: dt.datetime) -> Update:
    return Update(
        **{
            "school_id": occurrence.school_id,
            "plan_id": occurrence.plan_id,
            "task_id": occurrence.task_id,
            "occurrence": occurrence,
        },
        **{
            "occurrence_name": occurrence.name,
            "was": was,
            "state": occurrence.state,
            "begun": occurrence.begun,
            "reason": occurrence.reason,
        },
        **{"text": told.text, "asked": "" if told.answer is None else QUESTION, "answer": told.answer or ""},
        **{"stood": stood, "key": told.key, "by": actor, "at": at},
        **{"via": told.via, "spoken_for": told.spoken_for},
    )
