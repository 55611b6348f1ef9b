"""What the page of a line shows of its work (việc trong trang của dòng): its waits, and what people say about it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.timezone import localdate

from caitien.access.rights import ActingUser
from caitien.plans.models import Task
from caitien.web.requests.member import MemberRequest
from caitien.web.work.forms import RemarkForm
from caitien.work.models import Waiting
from caitien.work.outside.awaiting import days_waited, waitings_of
from caitien.work.reporting.comments import comments_of, people_to_name

REMARKS_ON_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class ShownWait:
    """A wait as a page shows it (một lần chờ trên trang), with its days."""

    row: Waiting
    days: int


def waiting_context(request: MemberRequest, task: Task) -> dict[str, Any]:
    """What the page of a line tells of its waits. Three queries, one more where only assignment tells who may write."""
    today = localdate()
    return {
        "waits": [ShownWait(row, days_waited(row, today)) for row in waitings_of(task)],
        "may_wait": not task.withdrawn and request.acting.may("waiting.record", task),
    }


def remark_form(acting: ActingUser, sent: QueryDict | None = None) -> RemarkForm:
    """The form of one word more, with the people it may be for. One query."""
    return RemarkForm(people_to_name(acting.school), sent, auto_id="remark_%s")


def remarks_context(request: MemberRequest, task: Task) -> dict[str, Any]:
    """What the page of a line shows of it: the last remarks, how many more, whom one can name. Three queries."""
    may_look = request.acting.may("work.look")
    may_write = request.acting.may("comment.write")
    found = comments_of(task) if may_look else ()
    last = list(found[: REMARKS_ON_LINE + 1])
    return {
        "may_talk": may_look,
        "remarks": last[:REMARKS_ON_LINE],
        "more_remarks": len(last) > REMARKS_ON_LINE,
        "may_remark": may_write,
        "remark": remark_form(request.acting) if may_write else None,
    }
