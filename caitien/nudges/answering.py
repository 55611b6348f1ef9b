"""What a link shows, and what is told by it (báo việc qua đường dẫn): the work's own report, by the person it is of."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import SETTLED
from caitien.nudges.holding import hold_answer
from caitien.nudges.links import Opened
from caitien.nudges.mail.rules import rule_of
from caitien.nudges.models import HeldAnswer
from caitien.work.counting.filters import drawn_up
from caitien.work.models import Occurrence
from caitien.work.reads import my_occurrences
from caitien.work.reporting.attachments import Fit, report_with_file
from caitien.work.reporting.report import Reported

OTHER: Final = Refused("Đường dẫn này không dành cho việc đó. Xin tải lại trang rồi gửi lại.")
_SETTLED: Final = [state.value for state in SETTLED]


def shown_by(opened: Opened, today: dt.date) -> Sequence[Occurrence]:
    """The occurrences a link shows (các việc đường dẫn cho xem): of a line the one to be told next, of a month twenty
    at most, the most pressing first. Two queries for a line, seven for a month."""
    if opened.link.task_id is None:
        return my_occurrences(opened.acting, today).occurrences
    own = Occurrence.objects.filter(task=opened.link.task_id).exclude(plan__state=PlanState.CLOSED)
    own = own.exclude(drawn_up("plan__")).select_related("task__goal", "plan").order_by("number")
    todo = own.exclude(state__in=_SETTLED).first()
    last = todo or own.last()
    return [last] if last else []


def answer(
    opened: Opened, shown: Sequence[Occurrence], which: int, file: Fit | None, **told: Any
) -> Reported | HeldAnswer:
    """Keep what a person tells by their link (báo việc), as :func:`caitien.work.reporting.report.report_progress`
    keeps it, under their name, and saying that it came by the link; or let it wait, where the school looks first.
    ``which``: the key of an occurrence the link shows, no other."""
    occurrence = next((each for each in shown if each.pk == which), None)
    if occurrence is None:
        return OTHER
    if rule_of(opened.link.school).looks_first:
        return hold_answer(opened.acting.user, occurrence, file, via=opened.via, **told)
    return report_with_file(opened.acting.user, occurrence, file, via=opened.via.value, **told)
