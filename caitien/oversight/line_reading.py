"""Lines that were read otherwise than an officer reads them (cán bộ đọc lại dòng): whether it waits for a body above,
and why it is not done. The paper of the school stays as it is; the sums follow in the same transaction."""

from typing import Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Status
from caitien.domain.refused import Refused, Stale
from caitien.oversight.causes import CAUSES
from caitien.oversight.counting import Said, mark_of_line
from caitien.oversight.models import Asked, LineFact, LineSaid, Round
from caitien.oversight.reads import said_of
from caitien.oversight.sums import settle

SHUT: Final = Refused("Đợt đã đóng nên không đọc lại dòng được nữa. Mở lại đợt trước.")
NO_LINE: Final = Stale("Trường vừa nộp bản khác, hoặc bản này đã trả lại. Xin tải lại trang rồi chọn lại dòng.")
IS_DONE: Final = Refused("Dòng này đã xong nên không chờ ai và không có nguyên nhân.")
NO_CAUSE: Final = Refused("Xin chọn nguyên nhân trong danh sách.")


@action("submission.judge")
def say_of_line(
    actor: User, asked: Asked, *, position: int, mark: str, said: Said
) -> Done[Asked] | Unchanged[Asked] | Refused:
    """Say how a line of what a school sent is to be counted (đọc lại dòng); or why not. ``mark``: of the line that was
    seen. What :class:`Said` leaves open is read off the words again."""
    line = LineFact.objects.filter(asked=asked, position=position).first()
    if asked.round_state() == Round.State.CLOSED:
        return SHUT
    if line is None or mark_of_fact(line) != mark:
        return NO_LINE
    if line.status == Status.DONE.value:
        return IS_DONE
    if said.cause and said.cause not in CAUSES:
        return NO_CAUSE
    if said == said_of([asked.pk]).get(asked.pk, {}).get(mark, Said()):
        return Unchanged(asked)
    told = {"waiting": said.waiting, "cause": said.cause, "by": actor, "at": timezone.now()}
    LineSaid.objects.update_or_create(asked=asked, mark=mark, defaults=told)
    settle(asked)
    named = {"round": asked.round.name, "asked_school": asked.name, "line_said": f"tiêu chí {line.criterion or '?'}"}
    return Done(asked, asked, {}, {**named, **_told(said)})


def mark_of_fact(line: LineFact) -> str:
    """The mark of a line as it is kept (dấu của dòng)."""
    return mark_of_line(line.criterion, line.text, line.result)


def _told(said: Said) -> dict[str, str]:
    waits = {True: "chờ cấp trên", False: "không chờ cấp trên", None: "theo lời của trường"}[said.waiting]
    return {"line_waits": waits, "line_cause": CAUSES.get(said.cause, "theo lời của trường")}
