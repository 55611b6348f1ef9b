"""What goes over with a post (danh mục bàn giao): the giver's own work, and what its next holder must know.

Looked up anew at every look while nothing is signed; a fixed number of queries, at most so many names of a kind. What
is the school's rather than the giver's lies in :mod:`caitien.handover.ahead` in part.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.times.school_calendar import say_year
from caitien.evidence.models import Item as Proof
from caitien.handover import ahead
from caitien.handover.ahead import LIVE_PLAN
from caitien.handover.item import NAMED, Item, day_of, told
from caitien.handover.models import HandOver
from caitien.nudges.models import AnswerLink, Feed
from caitien.papers.models import Draft
from caitien.plans.models import Adjustment, Assignment
from caitien.reviews.models import Review
from caitien.work.counting.missing import line_name
from caitien.work.models import Letter, Occurrence, Waiting

BINDING: Final = frozenset({"roles", "lines", "proofs"})  # kinds that go over by the signatures
_LATE: Final = [state.value for state in WorkState if state not in {*SETTLED, WorkState.WAITING}]


def items_of(hand_over: HandOver) -> list[Item]:
    """All that goes over (danh mục bàn giao), in one order always; once it is done, what went. Twenty-five queries, one
    more for each kind of which not all are named."""
    if hand_over.state == HandOver.State.DONE:
        return [msgspec.convert(each, Item) for each in hand_over.items]
    return [make(hand_over) for make in _KINDS]


def mark_of(hand_over: HandOver, items: Iterable[Item]) -> str:
    """What one signs (dấu của danh mục): what the signatures do, and the notes; another as soon as any of it is. What
    the school waits for or drafts meanwhile is told, and asks nobody to sign again."""
    bound = [asdict(each) for each in items if each.kind in BINDING]
    said = [bound, hand_over.notes, hand_over.roles, hand_over.leaves]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def assignments_of(hand_over: HandOver) -> QuerySet[Assignment]:
    """The giver's own parts in lines of plans that are not closed (việc của người giao). No query of its own."""
    live = {f"task__{name}": value for name, value in LIVE_PLAN.items()}
    found = Assignment.objects.filter(school=hand_over.school_id, user=hand_over.giver_id, **live)
    return found.select_related("task__goal", "task__plan").order_by("task__plan", "task__position", "pk")


def links_of(hand_over: HandOver) -> QuerySet[AnswerLink]:
    """The giver's links that are alive (đường dẫn còn dùng được). No query of its own."""
    return AnswerLink.objects.filter(
        school=hand_over.school_id, user=hand_over.giver_id, revoked_at=None, expires_at__gt=timezone.now()
    )


def feeds_of(hand_over: HandOver) -> QuerySet[Feed]:
    """The calendar the giver's telephone reads (lịch việc). No query of its own."""
    return Feed.objects.filter(user=hand_over.giver_id)


def proofs_of(hand_over: HandOver) -> QuerySet[Proof]:
    """What proves things and is kept by the giver (minh chứng người giao giữ). No query of its own."""
    return Proof.objects.filter(school=hand_over.school_id, keeper=hand_over.giver_id).order_by("place", "pk")


def _roles(hand_over: HandOver) -> Item:
    then = "Chuyển sang người nhận; người giao thôi vai trò." if hand_over.roles else ""
    names = tuple(hand_over.role_names)
    return Item("roles", "Vai trò", len(names), names, then)


def _lines(hand_over: HandOver) -> Item:
    return told("lines", "Việc đang giữ", assignments_of(hand_over), _part, "Chuyển sang người nhận.")


def _part(row: Assignment) -> str:
    return f"{line_name(row.task)} ({row.get_part_display().lower()})"


def _late(hand_over: HandOver) -> Item:
    tasks = assignments_of(hand_over).order_by().values("task")
    turns = Occurrence.objects.filter(task__in=tasks, due__lt=timezone.localdate(), state__in=_LATE)
    found = turns.select_related("task__goal").order_by("due", "pk")
    return told("late", "Việc đang giữ đã quá hạn", found, lambda row: f"{line_name(row.task)}, hạn {day_of(row.due)}")


def _waits(hand_over: HandOver) -> Item:
    found = Waiting.objects.filter(
        school=hand_over.school_id, until=None, plan__state__in=LIVE_PLAN["plan__state__in"]
    ).order_by("since", "pk")
    last: dict[int, Letter] = {}
    for letter in Letter.objects.filter(waiting__in=found.order_by()[:NAMED]).order_by("date", "pk"):
        last[letter.waiting_id] = letter
    return told("waits", "Trường đang chờ đơn vị khác", found, lambda row: _wait(row, last.get(row.pk)))


def _wait(wait: Waiting, letter: Letter | None) -> str:
    said = (
        f"; công văn cuối: {letter.get_way_display().lower()} {f'số {letter.number} ' * bool(letter.number)}ngày"
        f" {day_of(letter.date)}"
        if letter
        else ""
    )
    return f"{wait.whom}: {wait.what}, từ {day_of(wait.since)}{said}"


def _drafts(hand_over: HandOver) -> Item:
    found = Draft.objects.filter(school=hand_over.school_id).select_related("plan").order_by("pk")
    return told(
        "drafts",
        "Văn bản đang soạn",
        found,
        lambda row: f"{row.get_form_display()}, {say_year(row.plan.school_year)}",
    )


def _adjustments(hand_over: HandOver) -> Item:
    open_ones = Adjustment.objects.filter(school=hand_over.school_id, state=Adjustment.State.OPEN)
    found = open_ones.select_related("task__goal").order_by("pk")
    return told("adjustments", "Đề nghị điều chỉnh chưa quyết định", found, _asked)


def _asked(row: Adjustment) -> str:
    text = (row.new or row.reason)[:120]
    return f"{line_name(row.task)}: {text}" if row.task else text


def _reviews(hand_over: HandOver) -> Item:
    found = Review.objects.filter(school=hand_over.school_id).exclude(state=Review.State.CLOSED).order_by("last", "pk")
    return told("reviews", "Đợt rà soát chưa đóng", found, lambda row: f"{row.name}, đến {day_of(row.last)}")


def _proofs(hand_over: HandOver) -> Item:
    return told("proofs", "Minh chứng đang giữ", proofs_of(hand_over), lambda row: row.name, "Người nhận giữ.")


def _bare(hand_over: HandOver) -> Item:
    found = proofs_of(hand_over).filter(on_paper=False, parts__versions=None).exclude(state="dropped").distinct()
    return told("bare", "Minh chứng đang giữ chưa có tệp", found, lambda row: row.name)


def _links(hand_over: HandOver) -> Item:
    return told(
        "links",
        "Đường dẫn báo việc còn mở",
        links_of(hand_over),
        lambda row: f"hết hạn {day_of(row.expires_at)}",
        "Thu hồi khi cả hai đã ký.",
    )


def _feeds(hand_over: HandOver) -> Item:
    then = "Đóng khi cả hai đã ký." if hand_over.leaves else "Người giao dùng tiếp."
    found = feeds_of(hand_over)
    return told("feeds", "Lịch việc trên điện thoại", found, lambda row: f"mở ngày {day_of(row.made_at)}", then)


_KINDS: Final = (
    *(_roles, _lines, _late, _proofs, _bare, _links, _feeds),
    *(_waits, ahead.petitions, ahead.recommendations, _drafts, _adjustments, _reviews),
    *(ahead.days, ahead.rounds, ahead.certificates, ahead.expiring, ahead.people, ahead.backups),
)
