"""Who is told of what monitors do and what people propose (báo tin theo dõi, rà soát): verb → whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from caitien.access.action import Done
from caitien.access.models import UnitMember
from caitien.access.rights import EDITORS, ActingUser
from caitien.domain.texts.folding import one_line
from caitien.notices.news import News, with_roles
from caitien.plans.models import Assignment
from caitien.reviews.models import Review, Ruling, SampleLine, StaffProposal, Verdict

SHORT: Final = 120  # letters of a line or a word that is quoted


def _opened(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """A review was opened, to each monitor: how many lines are theirs to look at."""
    review: Review = done.result
    lines = Counter(review.sample.exclude(monitor=None).values_list("monitor", flat=True))
    for user, number in lines.items():
        yield News(user, f"{acting.user} mở đợt {review.name}: thầy cô xem {number} dòng", "review", (review.pk,))


def _doubted(_acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """A verdict differs from what was told, to who carries the line out."""
    verdict: Verdict = done.result
    if verdict.says != Verdict.Says.AGREES:
        text = f"Tổ giám sát thấy {verdict.words[0].lower()}{verdict.words[1:]}"
        yield from _to_owners(verdict.line, f"{_named(verdict.line)}: {text}")


def _ruled(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """The chair concluded on a difference, to who carries the line out."""
    ruling = done.result
    if isinstance(ruling, Ruling):
        yield from _to_owners(ruling.line, f"{acting.user} kết luận về {_named(ruling.line)}: {ruling}")


def _to_owners(line: SampleLine, text: str) -> Iterator[News]:
    parts = Assignment.objects.filter(task=line.task_id).values_list("user", "unit")
    units = [unit for _, unit in parts if unit]
    people = {user for user, _ in parts if user}
    people |= set(UnitMember.objects.filter(unit__in=units).values_list("user", flat=True))
    for user in sorted(people):
        yield News(user, text, "differences", (line.review_id,))


def _named(line: SampleLine) -> str:
    return one_line(str(line.task))[:SHORT]


def _recommended(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    row: Any = done.result
    for user in with_roles(acting, EDITORS):
        text = f"{acting.user} kiến nghị: {one_line(row.text)[:SHORT]}"
        yield News(user, text, "monitoring_report", (row.review_id,))


def _proposed(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    for user in with_roles(acting, EDITORS):
        yield News(user, f"{acting.user} đề xuất: {one_line(done.result.text)[:SHORT]}", "proposals")


def _answered(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    row: StaffProposal = done.result
    text = (
        f"{acting.user} trả lời đề xuất của thầy cô ({row.get_state_display().lower()}): {one_line(row.answer)[:SHORT]}"
    )
    yield News(row.by_id, text, "proposals")


MONITORING: Final[dict[str, Callable[[ActingUser, Done[Any]], Iterable[News]]]] = {
    "review.open": _opened,
    "verdict.give": _doubted,
    "verdict.relay": _doubted,
    "review.conclude": _ruled,
    "recommendation.make": _recommended,
    "proposal.make": _proposed,
    "proposal.answer": _answered,
}
