"""Who is told of a deed, and in which words (báo tin cho ai): a table, verb → whom. A new verb is one line."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from django.db.models import Model
from django.utils import timezone

from caitien.access.action import Done
from caitien.access.models import UnitMember
from caitien.access.rights import CHAIR, COUNCIL, SCHOOL, ActingUser
from caitien.domain.texts.folding import one_line
from caitien.notices.models import Notice
from caitien.notices.monitoring import MONITORING
from caitien.notices.news import News, with_roles
from caitien.plans.models import Adjustment, Plan
from caitien.work.models import Mention

KEPT: Final = dt.timedelta(days=90)
LONGEST: Final = 300  # letters of a notice


def tell(acting: ActingUser, verb: str, done: Done[Any]) -> None:
    """Keep what a deed is to its people (báo tin): never to who did it. No statement where the verb is told to nobody;
    else those of its row, one to write, one to forget what is older than 90 days."""
    find = WHOM.get(verb)
    news = [each for each in find(acting, done) if each.user != acting.user.pk] if find and acting.at else []
    if not news:
        return
    Notice.objects.filter(user__in={each.user for each in news}, at__lt=timezone.now() - KEPT).delete()
    Notice.objects.bulk_create(
        Notice(school=acting.at, user_id=each.user, text=short(each.text), page=each.page, keys=list(each.keys))
        for each in news
    )


def short(text: str) -> str:
    """A text as long as a notice may be (rút gọn)."""
    return _cut(text, LONGEST)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


# --- whom -------------------------------------------------------------------------------------------------------------


def _given(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """Given (được giao): each person once, however many lines; of a unit its people."""
    if _names(done.after) <= _names(done.before):  # a part was taken back
        return
    lines: Counter[int] = Counter()
    units = {part.unit_id: part for part in done.result if part.unit_id}
    people = UnitMember.objects.filter(unit__in=units).values_list("unit", "user")
    of_unit = [(unit, user) for unit, user in people]
    for part in done.result:
        lines.update([part.user_id] if part.user_id else [user for unit, user in of_unit if unit == part.unit_id])
    for user, number in lines.items():
        yield News(user, f"{acting.user} giao thầy cô {number} việc: {_what(done.about)}", "mine")


def _what(about: Model) -> str:
    """What work it is: the line in its words, or the year of the plan where there are several."""
    return f"kế hoạch năm học {about.school_year}" if isinstance(about, Plan) else _cut(one_line(str(about)), 160)


def _names(told: Any) -> int:
    if isinstance(told, Mapping):
        return sum(_names(each) for each in told.values())
    return len(told) if isinstance(told, list) else 0


def _named(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """Mentioned, or asked how a line stands (được nhắc, được hỏi)."""
    comment = done.result
    for user in Mention.objects.filter(comment=comment).values_list("user", flat=True):
        text = f"{acting.user} nhắc thầy cô: “{one_line(comment.text)[:200]}”"
        yield News(user, text, "line", (comment.plan_id, comment.task_id))


def _submitted(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    plan: Any = done.about
    for user in with_roles(acting, CHAIR):
        yield News(user, f"{acting.user} trình kế hoạch năm học {plan.school_year}", "life", (plan.pk,))


def _plan_back(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    plan: Any = done.about
    if plan.submitted_by_id:
        yield News(plan.submitted_by_id, f"{acting.user} trả lại kế hoạch: {plan.sent_back_reason}", "life", (plan.pk,))


def _approved(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    plan: Any = done.about
    for user in with_roles(acting, COUNCIL):
        text = f"{acting.user} phê duyệt kế hoạch năm học {plan.school_year}"
        yield News(user, text, "plan")


def _decided(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """Adjustments that were decided a moment ago, to who proposed them."""
    plan: Any = done.about
    rows = Adjustment.objects.filter(plan=plan, decided_by=acting.user).order_by("-decided_at")
    last = rows.values_list("decided_at", flat=True).first()
    counted = Counter(rows.filter(decided_at=last).values_list("proposed_by", "state"))
    for (user, state), number in counted.items():
        word = "đồng ý" if state == Adjustment.State.APPROVED else "không đồng ý"
        yield News(user, f"{acting.user} {word} {number} đề nghị điều chỉnh", "adjustments", (plan.pk,))


def _handed(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    draft: Any = done.about
    for user in with_roles(acting, CHAIR) if draft.handed_at else ():
        yield News(user, f"{acting.user} trình ký {draft.get_form_display()}", "paper", (draft.pk,))


def _paper_back(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    draft: Any = done.about
    text = f"{acting.user} trả lại {draft.get_form_display()}: {draft.sent_back}"
    yield News(draft.handed_by_id, text, "paper", (draft.pk,))


def _issued(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    for user in with_roles(acting, COUNCIL):
        yield News(user, f"{acting.user} ban hành văn bản số {done.result.number}", "issued", (done.result.pk,))


def _to_read(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """Asked to read a paper on this site (được mời đọc)."""
    telling: Any = done.about
    if telling.way == "here" and not telling.taken_back_at:
        for user in with_roles(acting, SCHOOL):
            yield News(user, f"{acting.user} mời thầy cô đọc {telling.what}", "tellings")


def _to_show(acting: ActingUser, done: Done[Any]) -> Iterator[News]:
    """Asked to let everyone see an item (được trình công khai)."""
    item: Any = done.about
    if getattr(item, "asked_at", None):
        for user in with_roles(acting, CHAIR):
            yield News(user, f"{acting.user} trình công khai {item}", "publication", (item.pk,))


Find = Callable[[ActingUser, Done[Any]], Iterable[News]]
WHOM: Final[dict[str, Find]] = {
    "task.assign": _given,
    "comment.write": _named,
    "work.remind": _named,
    "plan.submit": _submitted,
    "plan.send_back": _plan_back,
    "plan.approve": _approved,
    "adjustment.decide": _decided,
    "paper.hand": _handed,
    "paper.send_back": _paper_back,
    "paper.issue": _issued,
    "telling.record": _to_read,
    "publication.prepare": _to_show,
    **MONITORING,
}
