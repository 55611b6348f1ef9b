"""What is told by a link waits until it is looked at (lời báo chờ thư ký nhận), in schools that chose so.

Whoever tells is asked all that a report asks at once, by a try that writes nothing; the editor who takes it sees how
the line stands now beside what was told.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action, hold, one_deed
from caitien.access.models import User
from caitien.access.rights import ActingUser
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.texts.folding import clean, one_line
from caitien.nudges.models import HeldAnswer
from caitien.plans.models import Plan, Task
from caitien.work.models import Occurrence, Update, Via
from caitien.work.reporting.attachments import Fit, report_with_file
from caitien.work.reporting.column import Way
from caitien.work.reporting.objections import LONGEST
from caitien.work.reporting.report import GONE, report_progress

TURN_GONE: Final = Refused(
    "Lượt việc này vừa được tính lại ngày nên không nhận vào được. Xin báo thay ở trang của dòng, rồi bấm Không nhận."
)
THEIRS_NO_MORE: Final = Refused(
    "Việc này không còn giao cho người gửi, hoặc họ không còn ở trường, nên không nhận vào tên họ được. Xin xem lại "
    "phân công, hoặc bấm Không nhận."
)
FILE_GONE: Final = Refused(
    "Máy chủ không còn tệp gửi kèm lời báo này nên chưa nhận vào được. Xin nhờ người gửi gửi lại, rồi bấm Không nhận."
)
TOO_LONG: Final = Refused("Xin viết gọn lại lý do không nhận.")
_KEPT: Final = ("text", "reason", "whom", "begun", "answer", "over", "way")  # of what is told, besides the state


def hold_answer(
    person: User, occurrence: Occurrence, file: Fit | None, *, via: Via, state: WorkState, **told: Any
) -> HeldAnswer | Refused:
    """Let what a person tells wait (để chờ nhận): ``told`` as :func:`caitien.work.reporting.report.report_progress`
    takes it.

    Refused, and nothing waits, where a report would be: the state does not follow, a reason or an answer is missing.
    What is sent twice waits once; other words under the same key wait as well, and so do words that were not taken and
    are sent again. A report's statements, and some eight.
    """
    told = _canonical(told)
    with transaction.atomic():
        hold(Plan.objects.filter(pk=occurrence.plan_id))  # to the end: what the try locks is let go with the try
        said = _tried(person, occurrence, with_file=file is not None, via=via.value, state=state, **told)
        return said if isinstance(said, Refused) else _hold(person, occurrence.task, occurrence, file, via, state, told)


def _canonical(told: dict[str, Any]) -> dict[str, Any]:
    """The same in canonical words, as a report keeps them: an editor takes just what they read."""
    words = {name: clean(told[name]) for name in ("text", "reason", "answer") if told.get(name)}
    lines = {name: one_line(told[name]) for name in ("whom", "key") if told.get(name)}
    return {**told, **words, **lines}


def _tried(person: User, occurrence: Occurrence, **told: Any) -> Update | Refused:
    """What a report of this would come to (thử báo); nothing of it stays."""
    with one_deed():
        said = report_progress(person, occurrence, **told)
        transaction.set_rollback(True)
    return said


@action("answer.hold")
def _hold(
    actor: User, task: Task, occurrence: Occurrence, file: Fit | None, via: Via, state: WorkState, told: dict[str, Any]
) -> Done[HeldAnswer] | Unchanged[HeldAnswer] | Refused:
    if not Occurrence.objects.filter(pk=occurrence.pk).exists():
        return GONE
    held = HeldAnswer(
        **{"school_id": task.school_id, "plan_id": task.plan_id, "task": task, "occurrence": occurrence},
        **{"occurrence_name": occurrence.name, "user": actor, "via": via, "work_state": state},
        telling={name: told[name] for name in _KEPT if name in told},
    )
    held.key, same = _key_of(held, told["key"][:36])
    if same:
        return Unchanged(same)
    if file:
        _keep_file(held, file)
    held.save()
    return Done(held, task, {}, _told(held))


def _key_of(held: HeldAnswer, sent: str) -> tuple[str, HeldAnswer | None]:
    """The key of an answer, and the same one where it was sent before: other words under a key get one of their own,
    always the same; what was not taken is no longer the same. Two queries at most, while the line is locked."""
    words = (held.task_id, held.occurrence_name, str(held.work_state), sorted(held.telling.items()))
    own = mark_of(repr((sent, words)))[:36]
    for key in filter(None, (sent, own)):
        same = HeldAnswer.with_removed.filter(user=held.user_id, key=key).first()
        if same is None:
            return key, None
        stands = same.state != HeldAnswer.State.RETURNED
        if stands and words == (same.task_id, same.occurrence_name, same.work_state, sorted(same.telling.items())):
            return key, same
    return str(uuid4()), None


def _keep_file(held: HeldAnswer, file: Fit) -> None:
    """Keep what came with it; the same bytes lie in one place. One query."""
    held.name, held.kind, held.sha256, held.taken_on = file.name, file.kind, file.sha256, file.taken_on
    same = HeldAnswer.with_removed.filter(school=held.school_id, sha256=file.sha256).exclude(file="").first()
    if same:
        held.file.name = same.file.name
    else:
        held.file.save(file.name, ContentFile(file.data), save=False)


@action("answer.take")
def take_answer(actor: User, held: HeldAnswer, *, seen: str, words_seen: str) -> Done[HeldAnswer] | Refused:
    """Let what waited be told now (nhận lời báo), as of the person whose words they are.

    ``seen`` and ``words_seen``: the marks of how the occurrence and its column stood where the editor looked; Refused,
    and it goes on waiting, where they stand otherwise by now or the plan takes no reports. A report's statements.
    """
    if held.state != HeldAnswer.State.WAITING:
        return Stale()
    occurrence = turn_of(held)
    if occurrence is None:
        return TURN_GONE
    told = {"seen": seen, "words_seen": words_seen, "via": held.via, "key": held.key, **_telling(held)}
    if held.file.name and not held.file.storage.exists(held.file.name):
        return FILE_GONE
    try:
        said = report_with_file(held.user, occurrence, _file_of(held), **told)
    except PermissionDenied:  # of the sender, since the line was taken from them
        return THEIRS_NO_MORE
    if isinstance(said, Refused):
        return said
    return _decided(actor, held, HeldAnswer.State.TAKEN)


@action("answer.return")
def return_answer(actor: User, held: HeldAnswer, *, why: str = "") -> Done[HeldAnswer] | Refused:
    """Take what waited not into the plan (không nhận lời báo): it stays kept, and its sender reads ``why`` when they
    open their link. Three statements."""
    if held.state != HeldAnswer.State.WAITING:
        return Stale()
    held.why = clean(why)
    if len(held.why) > LONGEST:
        return TOO_LONG
    return _decided(actor, held, HeldAnswer.State.RETURNED)


def _decided(actor: User, held: HeldAnswer, state: HeldAnswer.State) -> Done[HeldAnswer]:
    held.state, held.decided_by, held.decided_at = state, actor, timezone.now()
    held.save(update_fields=["state", "why", "decided_by", "decided_at"])
    return Done(held, held.task, {}, _told(held))


def turn_of(held: HeldAnswer) -> Occurrence | None:
    """The occurrence it tells of (lượt được báo); since days were worked out anew, or its line joined another, the one
    there that has its name. One query where that is so."""
    (turn,) = turns_of([held])
    return turn


def _has_its_own(held: HeldAnswer) -> bool:
    return held.occurrence is not None and held.occurrence.task_id == held.task_id


def _telling(held: HeldAnswer) -> dict[str, Any]:
    """What was told, as a report takes it. What the sender was not asked is not asked now: what the line waits for
    since then goes on waiting."""
    told = held.telling
    answer, over = told.get("answer") or "", told.get("over") or False
    return {**told, "state": WorkState(held.work_state), "way": Way(told["way"]), "answer": answer, "over": over}


def _file_of(held: HeldAnswer) -> Fit | None:
    if not held.file:
        return None
    with held.file.open("rb") as kept:
        return Fit(held.name, held.kind, kept.read(), held.taken_on)


def _told(held: HeldAnswer) -> dict[str, Any]:
    """What the audit trail is told of it."""
    said = {"person_name": str(held.user), "work_state": held.work_state, "told": held.telling.get("text", "")}
    return {**said, "via": held.via, **({"why_returned": held.why} if held.why else {})}


# --- reads ------------------------------------------------------------------------------------------------------------


def held_for(acting: ActingUser) -> QuerySet[HeldAnswer]:
    """What waits in the school (lời báo chờ nhận), the oldest first. No query of its own."""
    waiting = HeldAnswer.objects.filter(school=acting.school, state=HeldAnswer.State.WAITING)
    return waiting.select_related(*HeldAnswer.READ_WITH).order_by("pk")


Turn = tuple[int, str]  # key of a line, and the name of an occurrence of it


def last_held(person: User, shown: Sequence[Occurrence]) -> dict[Turn, HeldAnswer]:
    """What this person sent last of each of these occurrences (lời đã gửi), where it waits, or was not taken and nobody
    told of the line since. Two queries."""
    lines = {each.task_id for each in shown}
    last = {
        (each.task_id, each.occurrence_name): each
        for each in HeldAnswer.objects.filter(user=person, task__in=lines).order_by("pk")
    }
    told = dict(Update.objects.filter(task__in=lines).order_by().values_list("task").annotate(Max("at")))
    return {turn: each for turn, each in last.items() if _stands(each, told.get(each.task_id))}


def _stands(held: HeldAnswer, told: dt.datetime | None) -> bool:
    if held.state == HeldAnswer.State.RETURNED:
        return told is None or told < held.at
    return held.state == HeldAnswer.State.WAITING


def turns_of(rows: Sequence[HeldAnswer]) -> list[Occurrence | None]:
    """The occurrence each tells of, as :func:`turn_of` one by one. One query."""
    lost = {each.task_id for each in rows if not _has_its_own(each)}
    named = {(each.task_id, each.name): each for each in Occurrence.objects.filter(task__in=lost)} if lost else {}
    return [each.occurrence if _has_its_own(each) else named.get((each.task_id, each.occurrence_name)) for each in rows]
