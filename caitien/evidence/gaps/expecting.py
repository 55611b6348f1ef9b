"""What a line was to be shown by (minh chứng dự kiến): split as proposed, met, or not needed for a reason.

A line without proof is told of and counted; it stops nobody from telling how it stands.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import QuerySet

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale, written_since
from caitien.domain.texts.folding import clean, one_line
from caitien.evidence.codes.numbering import hold_store
from caitien.evidence.items.changing import LONGEST
from caitien.evidence.models import Expectation, Item
from caitien.plans.models import Task

MOST: Final = 30  # things expected of a line
NO_REASON: Final = Refused("Xin ghi vì sao không cần minh chứng.")
NOTHING: Final = Refused("Xin ghi mỗi minh chứng dự kiến một dòng.")
TOO_MANY: Final = Refused(f"Mỗi dòng kế hoạch ghi không quá {MOST} minh chứng dự kiến.")
NOT_OF_LINE: Final = Refused("Minh chứng này chưa dùng cho dòng ấy. Xin tải lại trang.")
_PARTS: Final = re.compile(r"[;\n]+")
_BULLET: Final = re.compile(r"^\s*[-+•*]\s*")


def proposed_split(task: Task) -> list[str]:
    """What the words of the line's column name, each by itself (đề nghị tách)."""
    parts = (one_line(_BULLET.sub("", part)).rstrip(".") for part in _PARTS.split(task.evidence))
    return list(dict.fromkeys(filter(None, parts)))[:MOST]


def expected_of(task: Task) -> QuerySet[Expectation]:
    """What is expected of a line, in order (các minh chứng dự kiến). No query of its own."""
    return Expectation.objects.filter(task=task).select_related("item").order_by("pk")


def expected_mark(words: Iterable[str]) -> str:
    """A mark of what is expected of a line by now (dấu của danh sách dự kiến)."""
    return mark_of(repr(list(words)))


@action("evidence.expect")
def expect(actor: User, task: Task, *, words: Sequence[str], seen: str = "") -> Done[None] | Unchanged[None] | Refused:
    """Keep what is expected of a line, one by one (xác nhận minh chứng dự kiến); what was settled already stays so.
    ``seen``: the :func:`expected_mark` of the list that stood there, "" where it is meant whatever stands."""
    hold_store(task.school)
    wanted = list(dict.fromkeys(filter(None, (one_line(each)[:LONGEST] for each in words))))
    if not wanted:
        return NOTHING
    if len(wanted) > MOST:
        return TOO_MANY
    there = {each.words: each for each in expected_of(task).exclude(words="")}
    if list(there) == wanted:
        return Unchanged(None)
    if seen not in ("", expected_mark(there)):
        return written_since("; ".join(there))
    expected_of(task).filter(pk__in=[each.pk for text, each in there.items() if text not in wanted]).delete()
    new = [Expectation(school=task.school, task=task, words=text, by=actor) for text in wanted if text not in there]
    Expectation.objects.bulk_create(new)
    return Done(None, task, {"expected": list(there)}, {"expected": wanted})


@action("evidence.expect")
def settle(
    actor: User, task: Task, *, expectation: int | None = None, item: int | None = None, reason: str = ""
) -> Done[None] | Refused:
    """Say what meets an expectation, or why nothing is needed (đã có, không cần); without one, of the whole line, which
    has one answer."""
    hold_store(task.school)
    meant = expected_of(task).filter(words="") if expectation is None else expected_of(task).filter(pk=expectation)
    found = meant.first()
    if expectation is not None and found is None:
        return Stale()  # another took it out
    if item is None and not clean(reason):
        return NO_REASON
    if item is not None and not task.evidence_uses.filter(item=item).exists():
        return NOT_OF_LINE
    row = found or Expectation(school=task.school, task=task, by=actor)
    row.item = Item.objects.get(pk=item) if item is not None else None
    row.reason = clean(reason)[:LONGEST] if item is None else ""
    row.save()
    told = {"expected": row.words, "reason": row.reason, "name": row.item.name if row.item else ""}
    return Done(None, task, {}, {name: value for name, value in told.items() if value})


@action("evidence.expect")
def open_again(_actor: User, task: Task, *, expectation: int) -> Done[None] | Unchanged[None]:
    """Take back what was said of an expectation (xem lại)."""
    hold_store(task.school)
    row = expected_of(task).filter(pk=expectation).first()
    if row is None:
        return Unchanged(None)
    before = {"expected": row.words, "reason": row.reason, "name": row.item.name if row.item else ""}
    if row.words:
        row.item, row.reason = None, ""
        row.save()
    else:
        row.delete()
    return Done(None, task, {name: value for name, value in before.items() if value}, {"expected": row.words or "-"})
