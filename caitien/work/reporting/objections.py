"""What stands against keeping a report (vì sao chưa ghi lời báo): a reason to refuse it, or a question to ask first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import FOLLOWS, REASON_DUE, WORK_STATE_NAMES, WorkState
from caitien.domain.texts.figures import say_count
from caitien.plans.models import Task
from caitien.plans.table.report_cells import column_words
from caitien.rules.empty_words import PRAISE, only
from caitien.work.models import Occurrence
from caitien.work.reporting.column import Way
from caitien.work.reporting.sent_report import SentReport
from caitien.work.waits import LONGEST_WHOM, open_waitings

LONGEST: Final = 2_000  # letters of a sentence, a reason, an answer
QUESTION: Final = "Bao nhiêu? Khi nào? Có gì kèm theo?"
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
SHOWS_LINE: Final[list[Callable[[Task], bool]]] = []  # whether anything proves a line: floors above add their own


@dataclass(frozen=True, slots=True)
class Asked(Refused):
    """A sentence of praise alone (câu hỏi thêm): ``reason`` is one short question that comes first."""

    reason: str = QUESTION


@dataclass(frozen=True, slots=True)
class StillWaiting(Refused):
    """Whether a line still waits for those it waits for (hỏi hết chờ): only a person ends that. ``reason`` asks."""


def objection(task: Task, occurrence: Any, sent: SentReport) -> Refused | None:
    """The first thing that stands against keeping a report of an occurrence of a line, None where nothing does.

    ``occurrence`` knows whether its line ``waits``. A query, and one of each of ``SHOWS_LINE``, at most.
    """
    return (
        _why_refused(occurrence, sent)
        or _other_words(task, sent)
        or _still_waiting(occurrence, sent)
        or _question(sent, task)
    )


def _why_refused(occurrence: Occurrence, sent: SentReport) -> Refused | None:
    now = WorkState(occurrence.state)
    if max(map(len, (sent.text, sent.reason, sent.answer or ""))) > LONGEST or len(sent.whom) > LONGEST_WHOM:
        return TOO_LONG
    if sent.state in REASON_DUE and not sent.full_reason:
        return NO_REASON[sent.state]
    if sent.state is now and now is not WorkState.UNSTATED:
        return None if sent.text or sent.with_file or sent.full_reason != occurrence.reason else NOTHING
    if sent.state not in FOLLOWS[now]:
        return Refused(NOT_AFTER.format(WORK_STATE_NAMES[now], WORK_STATE_NAMES[sent.state]))
    return None


def _other_words(task: Task, sent: SentReport) -> Refused | None:
    """Words are replaced only by who saw them. No query."""
    replaces = sent.way is Way.REPLACE and sent.words_seen
    return OTHER_WORDS if replaces and sent.words_seen != mark_of(column_words(task.plan, task)) else None


def _still_waiting(occurrence: Any, sent: SentReport) -> StillWaiting | None:
    """The question whether those are waited for no longer whom the line waits for. One query at most."""
    if sent.over is not None or sent.state is WorkState.WAITING or not occurrence.waits:
        return None
    whom = open_waitings(occurrence.task)
    return StillWaiting(STILL_WAITING.format(", ".join(each.whom for each in whom))) if whom else None


def _question(sent: SentReport, task: Task) -> Asked | None:
    """Whether the sentence is praise alone (chỉ khen), or finished work without any, nobody was asked yet, and nothing
    shows the line already. A query of each of ``SHOWS_LINE`` at most."""
    if sent.answer is not None or sent.with_file:
        return None
    bare = sent.state is WorkState.DONE and not sent.text
    praise = bare or only(sent.text, PRAISE)
    return Asked() if praise and not any(shows(task) for shows in SHOWS_LINE) else None
