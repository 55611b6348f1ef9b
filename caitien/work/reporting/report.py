"""How a task stands, told in one tap and one sentence (báo tiến độ): an update that overwrites none, and the paper that
says the same from then on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Unpack

from django.db.models import Exists, QuerySet
from django.utils import timezone

from caitien.access.action import Done, Gone, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Status
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.tasks.work_words import joined
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import CLOSED, column_words, write_state_to_report
from caitien.prepared import prepared
from caitien.work.line_occurrences import official_of
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.reporting.column import Way, words_after
from caitien.work.reporting.objections import QUESTION, objection
from caitien.work.reporting.sent_report import ReportFields, SentReport
from caitien.work.schedule import occurrences_follow
from caitien.work.waits import begin_waiting, end_waitings

GONE: Final = Refused("Việc này vừa được tính lại ngày. Xin tải lại trang rồi gửi lại.")
REMOVED: Final = Refused("Dòng này đã bỏ khỏi kế hoạch nên không báo nữa.")
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch nên không báo nữa.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken(Stale):
    """Someone else told of the occurrence meanwhile (người khác vừa báo): how it stands now, and what they said
    last."""

    occurrence: Occurrence
    last: Update | None


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


def report_progress(actor: User, occurrence: Occurrence, *, seen: str = "", **fields: Unpack[ReportFields]) -> Reported:
    """Keep what a person tells of an occurrence (báo tiến độ), and let the line of the paper say the same.

    ``fields`` are those of a :class:`~caitien.work.reporting.sent_report.SentReport`. ``seen`` is the
    :func:`occurrence_mark` the person saw, "" where they mean it whatever stands there.

    Refused where the plan takes no reports, or for what :func:`~caitien.work.reporting.objections.objection` finds: the
    state may not follow, a reason is missing; Asked where praise alone was not asked about yet, StillWaiting where an
    open waiting was not. Overtaken where another was faster. The plan is locked first, as by every verb of it. Fifteen
    statements where nothing is found in the line, thirty at most.
    """
    sent = SentReport(**fields).cleaned()
    with occurrences_follow(occurrence.plan_id) as plan:
        try:
            return _report(actor, Task(pk=occurrence.task_id, school=plan.school), plan, occurrence.pk, sent, seen)
        except Gone:
            return REMOVED


@action("task.report")
def _report(
    actor: User, task: Task, plan: Plan, key: int, sent: SentReport, seen: str
) -> Done[Update] | Unchanged[Update] | Refused:
    task.plan = plan
    occurrences = _occurrences_of(task)
    occurrence = next((each for each in occurrences if each.pk == key), None)
    if occurrence is None:
        return WITHDRAWN if task.withdrawn else GONE
    twice, sent = _kept_before(actor, occurrence, sent)
    if twice:
        return Unchanged(twice)
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    if seen not in ("", occurrence_mark(occurrence)):
        last = occurrence.updates.select_related("by").order_by("-at", "-pk").first()
        return Overtaken(occurrence=occurrence, last=last)
    if against := objection(task, occurrence, sent):
        return against
    others = [each for each in occurrences if each is not occurrence]
    return _keep(actor, task, [occurrence, *others], sent)


def _occurrences_of(task: Task) -> list[Any]:
    """The occurrences of a line, each with its line. One query."""
    occurrences: list[Any] = _occurrence_rows(task)
    for occurrence in occurrences:
        occurrence.task = task
    return occurrences


@prepared
def _occurrence_rows(task: Task) -> QuerySet[Occurrence]:
    """The occurrences of a line, each with whether anyone ``reported`` on the line and whether it ``waits``."""
    reported = Exists(Update.objects.filter(task=task))
    waits = Exists(Waiting.objects.filter(task=task, until=None))
    return Occurrence.objects.filter(task=task).order_by("number").annotate(reported=reported, waits=waits)


@prepared
def _kept_under(user: User, key: str) -> QuerySet[Update]:
    """What a person told under a key, the first that came."""
    return Update.with_removed.filter(by=user, key=key).order_by("pk")[:1]


def _kept_before(actor: User, occurrence: Occurrence, sent: SentReport) -> tuple[Update | None, SentReport]:
    """What was kept of this very report before, if it was; other words under its key get a key of their own, always the
    same one. Two queries at most."""
    if not sent.key:
        return None, sent
    first = next(iter(_kept_under(actor, sent.key)), None)
    if first is None or _says_the_same(first, occurrence, sent):
        return first, sent
    words = (sent.key, occurrence.task_id, occurrence.name, sent.state.value, sent.text, sent.full_reason, sent.answer)
    own = replace(sent, key=mark_of(repr(words)))
    return next(iter(_kept_under(actor, own.key)), None), own


def _says_the_same(update: Update, occurrence: Occurrence, sent: SentReport) -> bool:
    """Whether an update says just this."""
    kept = (update.task_id, update.occurrence_name, update.state, update.text, update.reason, update.answer)
    told = (occurrence.task_id, occurrence.name, sent.state.value, sent.text, sent.full_reason, sent.answer or "")
    return kept == told


# --- what is written --------------------------------------------------------------------------------------------------


def _keep(actor: User, task: Task, occurrences: Sequence[Any], sent: SentReport) -> Done[Update]:
    """Keep what was told of the first of the occurrences of a line."""
    occurrence, plan = occurrences[0], task.plan
    was, stood = _state_for_trail(occurrence), column_words(plan, task)
    first = not occurrence.reported
    said_before = _words_said_before(occurrence, task, plan, sent)
    now = timezone.now()
    occurrence.state, occurrence.reason, occurrence.told_at = sent.state.value, sent.full_reason, now
    occurrence.begun = occurrence.begun or sent.says_begun
    occurrence.save(update_fields=["state", "reason", "told_at", "begun"])
    said = sent.sentence or (said_before if sent.way is Way.REPLACE else "")
    before = WorkState(was["work_state"]), was["work_reason"]
    words = words_after(stood, occurrences, *before, said=said, way=sent.way, first=first)
    sheet = write_state_to_report(plan, task, official_of(occurrences), words)
    update = _new_update(actor, occurrence, sent, was=was["work_state"], stood=stood, at=now)
    update.wrote = column_words(plan, task)
    update.save()
    _begin_or_end_waiting(actor, task, occurrences, sent, update)
    said_now = {**_state_for_trail(occurrence), "told": sent.sentence, **_way_for_trail(sent)}
    return Done(update, task, {**sheet.before, **was}, {**sheet.after, **said_now})


def _state_for_trail(occurrence: Occurrence) -> dict[str, Any]:
    """How the occurrence stands, for the audit trail."""
    return {"occurrence": occurrence.name, "work_state": occurrence.state, "work_reason": occurrence.reason}


def _way_for_trail(sent: SentReport) -> dict[str, str]:
    """By which way it came and for whom it was typed in, for the audit trail; nothing where its sender signed in."""
    return {name: words for name, words in (("via", sent.via), ("spoken_for", sent.spoken_for)) if words}


def _words_said_before(occurrence: Occurrence, task: Task, plan: Plan, sent: SentReport) -> str:
    """What was said last while the occurrence's official column stays, where nothing new is said; of a task nobody
    told of here yet the paper's own words. Two queries."""
    if sent.text or sent.answer:
        return ""
    column = _official_state(WorkState(occurrence.state), begun=occurrence.begun)
    begun = occurrence.begun or sent.says_begun
    if column is not _official_state(sent.state, begun=begun):
        return ""
    for last in occurrence.updates.order_by("-at", "-pk"):
        if _official_state(WorkState(last.state), begun=last.begun) is not column:
            return ""
        if last.text or last.answer:
            return joined(last.text, last.answer)
    alone = not occurrence.name and not Update.objects.filter(task=task).exists()
    return column_words(plan, task) if alone else ""


def _official_state(state: WorkState, *, begun: bool) -> Status:
    return official_of([Occurrence(state=state.value, begun=begun)])


def _begin_or_end_waiting(
    actor: User, task: Task, occurrences: Sequence[Occurrence], sent: SentReport, update: Update
) -> None:
    """A task that waits has an open time of waiting; it ends once a person said that it is over."""
    today = timezone.localdate(update.at)
    if sent.state is WorkState.WAITING:
        begin_waiting(task, sent.whom or sent.reason, today, actor, what=sent.reason if sent.whom else "")
    elif sent.over and all(occurrence.state != WorkState.WAITING for occurrence in occurrences):
        end_waitings(task, today, sent.sentence, update)


def _new_update(
    actor: User, occurrence: Occurrence, sent: SentReport, *, was: str, stood: str, at: dt.datetime
) -> Update:
    return Update(
        school_id=occurrence.school_id,
        plan_id=occurrence.plan_id,
        task_id=occurrence.task_id,
        occurrence=occurrence,
        occurrence_name=occurrence.name,
        was=was,
        state=occurrence.state,
        begun=occurrence.begun,
        reason=occurrence.reason,
        text=sent.text,
        asked="" if sent.answer is None else QUESTION,
        answer=sent.answer or "",
        stood=stood,
        key=sent.key,
        by=actor,
        at=at,
        via=sent.via,
        spoken_for=sent.spoken_for,
    )
