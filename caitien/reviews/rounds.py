"""A review from its preparation to its end (đợt rà soát): prepared, opened, handed in, concluded, closed, reopened.

Opening and closing each freeze how the lines stood; what is told later changes neither. Only one way leads from each
state to the next, and back again by a reason.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.papers.cells import LONGEST as LONGEST_CELL
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.texts.folding import clean, one_line
from caitien.domain.times.school_calendar import comes_too_early, say_year
from caitien.plans.models import Plan
from caitien.reviews.calendar import FORM_NAMES
from caitien.reviews.differences import open_differences
from caitien.reviews.models import Review, SampleLine, Snapshot
from caitien.reviews.panels import monitors_of
from caitien.reviews.recusal import everyone_in, recused_in
from caitien.reviews.row import FIELDS, proposed_row, row_mark
from caitien.reviews.sampling import Stood, Why, draw, share_out
from caitien.reviews.section_six import record_row
from caitien.reviews.snapshots import lines_in, snapshot_of, stood_at, take_snapshot, with_files
from caitien.work.models import Update

Kind, State, Moment = Review.Kind, Review.State, Snapshot.Moment
LONGEST: Final = 2_000  # letters of a text
LONGEST_NAME: Final = 120
NOT_LIVED: Final = Refused("Kế hoạch đang soạn, chưa có việc nào để rà soát.")
PLAN_CLOSED: Final = Refused("Kế hoạch đã kết thúc nên không mở đợt rà soát mới.")
NO_DAYS: Final = Refused("Xin ghi ngày đầu và ngày cuối của đợt; ngày đầu đứng trước ngày cuối.")
NO_NAME: Final = Refused(f"Xin đặt tên đợt, không quá {LONGEST_NAME} chữ cái.")
BEGUN: Final = (
    "Năm học này đã có đợt {0} (từ {1:%d/%m/%Y} đến {2:%d/%m/%Y}), nên điều vừa gõ chưa được ghi. Xin mở đợt ấy để xem."
)
TAKEN: Final = Refused("Kế hoạch đã có đợt mang tên này. Xin đặt tên khác.")
NO_TEAM: Final = Refused(
    "Chưa có ai để xem: xin ghi tổ giám sát của năm học (trang Tổ giám sát và hội đồng) rồi mở đợt."
)
NO_LINES: Final = Refused("Phạm vi của đợt chưa có dòng nào. Xin chọn lại tiêu chuẩn.")
ELSEWHERE: Final = Stale("Đợt này vừa chuyển sang bước khác. Xin xem lại.")
NO_CONCLUSION: Final = Refused("Xin ghi một hai câu kết luận của đợt.")
NOT_SEEN: Final = "Còn {} dòng chưa ai xem. Xin xem nốt, hoặc ghi “Chưa kiểm được”."
STILL_OPEN: Final = "Còn {} chênh lệch chưa kết luận. Xin kết luận từng dòng ở trang Chênh lệch."
FIGURES_MOVED: Final = Stale("Vừa có lời báo mới nên số liệu của dòng đã đổi. Xin xem lại rồi đóng đợt.")
NO_ROW: Final = Refused("Dòng của phần VI cần có thời điểm, và mỗi ô không quá 20.000 chữ cái.")
NO_REASON: Final = Refused("Xin ghi vì sao mở lại đợt này.")
EARLY: Final = (
    "Theo máy chủ, hôm nay là {:%d/%m/%Y}, sớm hơn năm học {} quá một năm, nên đợt chưa đóng. "
    "Xin báo người quản trị xem lại giờ của máy chủ."
)
NOT_HERE: Final = Refused("Dòng này không thuộc phạm vi của đợt.")
TOO_LONG: Final = Refused("Lời ghi dài quá 2.000 chữ cái. Xin viết gọn lại.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A review as it is wanted (đợt muốn mở): of which days, over which standards (none: all), with which words."""

    kind: Review.Kind
    name: str = ""
    first: dt.date | None
    last: dt.date | None
    due: dt.date | None = None
    content: str = ""
    standards: Sequence[int] = ()


@action("review.prepare")
def prepare_review(actor: User, plan: Plan, *, wanted: Wanted) -> Done[Review] | Unchanged[Review] | Refused:
    """Prepare a review (chuẩn bị đợt); of the two of a year, the one that was begun already. Three statements."""
    if hindrance := _hindrance(plan, wanted):
        return hindrance
    name = one_line(wanted.name) or FORM_NAMES.get(wanted.kind, "")
    if not name or len(name) > LONGEST_NAME:
        return NO_NAME
    if there := _there(plan, wanted, name):
        return there
    assert wanted.first is not None  # noqa: S101 - a hindrance else
    assert wanted.last is not None  # noqa: S101 - the same
    days = {"first": wanted.first, "last": wanted.last, "due": wanted.due}
    said = {"content": clean(wanted.content), "standards": sorted(set(wanted.standards))}
    review = Review.objects.create(
        school_id=plan.school_id, plan=plan, kind=wanted.kind, name=name, by=actor, **days, **said
    )
    return Done(review, review, {}, {"review": name, **_told_days(review), "content": review.content})


def _hindrance(plan: Plan, wanted: Wanted) -> Refused | None:
    if plan.drawn_up:
        return NOT_LIVED
    if plan.state == PlanState.CLOSED:
        return PLAN_CLOSED
    if wanted.first is None or wanted.last is None or wanted.first > wanted.last:
        return NO_DAYS
    return TOO_LONG if len(wanted.content) > LONGEST else None


def _there(plan: Plan, wanted: Wanted, name: str) -> Unchanged[Review] | Refused | None:
    """What was begun already: of the two of a year by its kind, of others by its name and days. Where something else
    was typed of it, that is said: it is not kept unseen."""
    if wanted.kind in FORM_NAMES and (begun := Review.objects.filter(plan=plan, kind=wanted.kind).first()):
        return Unchanged(begun) if _is_of(begun, wanted) else Refused(BEGUN.format(begun, begun.first, begun.last))
    same = Review.objects.filter(plan=plan, name=name).first()
    if same is None:
        return None
    again = same.state == State.DRAFT and same.kind == wanted.kind and _is_of(same, wanted)
    return Unchanged(same) if again else TAKEN


def _is_of(review: Review, wanted: Wanted) -> bool:
    """Whether a review has these days and says all of this."""
    days = (review.first, review.last) == (wanted.first, wanted.last) and wanted.due in (None, review.due)
    what = clean(wanted.content) in review.content and set(wanted.standards) in (set(), set(review.standards))
    return days and what


@action("review.prepare")
def drop_review(_actor: User, review: Review) -> Done[Plan] | Refused:
    """Give a review up while it is only prepared (bỏ đợt chưa mở). Three statements."""
    if review.state != State.DRAFT:
        return ELSEWHERE
    plan, told = review.plan, {"review": review.name, **_told_days(review)}
    review.delete()
    return Done(plan, plan, told, {})


@action("review.open")
def open_review(_actor: User, review: Review) -> Done[Review] | Refused:
    """Open a review (mở đợt): how every line stands is frozen, the lines to look at are drawn and shared out. Twenty
    statements, linear."""
    if review.state != State.DRAFT:
        return ELSEWHERE
    monitors = list(monitors_of(review.school, review.plan.school_year).values_list("pk", flat=True))
    if not monitors:
        return NO_TEAM
    snapshot = take_snapshot(review, Moment.OPENED)
    if not snapshot.lines:
        return NO_LINES
    stood = with_files(review, stood_at(snapshot))
    drawn = draw(stood, review.seed)
    recused = recused_in(review.plan, everyone_in(review.school))
    _keep_sample(review, drawn, share_out(drawn, monitors, recused), stood, recused)
    review.opened_at, review.total = snapshot.at, len(stood)
    review.unproved = sum(each.unproved for each in stood.values())
    told = {"lines": f"{len(drawn)}/{len(snapshot.lines)}", "seed": review.seed, "sha256": snapshot.sha256}
    return _step(review, State.OPEN, **told)


@action("review.sample")
def add_to_sample(
    _actor: User, review: Review, *, tasks: Collection[int]
) -> Done[Review] | Unchanged[Review] | Refused:
    """Look at more lines (xem thêm dòng): those a person chose. Ten statements, whatever their number."""
    if not review.running:
        return ELSEWHERE
    there = set(review.sample.values_list("task", flat=True))
    wanted = list(lines_in(review).filter(pk__in=tasks).exclude(pk__in=there).order_by("position"))
    if not wanted:
        return Unchanged(review) if there & set(tasks) else NOT_HERE
    monitors = list(monitors_of(review.school, review.plan.school_year).values_list("pk", flat=True))
    held = dict(review.sample.values_list("monitor").annotate(lines=Count("pk")))
    drawn = {task.pk: Why.CHOSEN for task in wanted}
    recused = recused_in(review.plan, everyone_in(review.school))
    opened = snapshot_of(review, Moment.OPENED)
    stood = with_files(review, stood_at(opened)) if opened else {}
    _keep_sample(review, drawn, share_out(drawn, monitors, recused, held), stood, recused, len(there))
    return Done(review, review, {}, {"review": review.name, "more": [str(task) for task in wanted]})


def _keep_sample(
    review: Review,
    drawn: Mapping[int, Why],
    shared: Mapping[int, int | None],
    stood: Mapping[int, Stood],
    recused: Mapping[int, Collection[int]],
    start: int = 0,
) -> None:
    """The lines to look at, each as its owner told it when the review was opened, with all who have a part in it now.
    One statement for some hundreds."""
    unstated = Stood(WorkState.UNSTATED, False, "", False)  # of a line that was added to the plan since
    SampleLine.objects.bulk_create(
        SampleLine(
            school_id=review.school_id,
            review=review,
            task_id=task,
            why=why,
            state=stood.get(task, unstated).state,
            told=stood.get(task, unstated).text,
            monitor_id=shared[task],
            recused=sorted(person for person, lines in recused.items() if task in lines),
            position=start + turn,
        )
        for turn, (task, why) in enumerate(drawn.items())
    )


@action("review.hand_in")
def hand_in_review(_actor: User, review: Review) -> Done[Review] | Refused:
    """The team has looked (tổ xem xong): every line of the sample has a verdict. Four statements."""
    if not review.running:
        return ELSEWHERE
    left = review.sample.filter(verdicts__isnull=True).count()
    return Refused(NOT_SEEN.format(left)) if left else _step(review, State.HANDED_IN)


@action("review.conclude")
def conclude_review(_actor: User, review: Review, *, conclusion: str) -> Done[Review] | Refused:
    """The chair concludes (kết luận đợt), once each difference has its own conclusion. Ten statements."""
    text = clean(conclusion)
    if review.state != State.HANDED_IN:
        return ELSEWHERE
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_CONCLUSION
    if left := open_differences(review):
        return Refused(STILL_OPEN.format(left))
    review.conclusion = text
    return _step(review, State.CONCLUDED)  # its words are told when it closes: until then readers know nothing


@action("review.close")
def close_review(actor: User, review: Review, *, row: Mapping[str, str], seen: str) -> Done[Review] | Refused:
    """Close a review (đóng đợt): how every line stands is frozen a second time, and with it its line in section VI.

    ``row``: the words of that line as the person wants them, ``seen`` the :func:`caitien.reviews.row.row_mark` of the
    one they were proposed. Eighteen statements, linear.
    """
    if review.state != State.CONCLUDED:
        return ELSEWHERE
    if comes_too_early(today := timezone.localdate(), review.plan.school_year):
        return Refused(EARLY.format(today, say_year(review.plan.school_year)))
    snapshot = take_snapshot(review, Moment.CLOSED)
    if seen != row_mark(proposed_row(review, snapshot.counts)):
        return FIGURES_MOVED
    texts = {field: clean(row.get(field, "")) for field in FIELDS}
    if not texts["moment"] or any(len(text) > LONGEST_CELL for text in texts.values()):
        return NO_ROW
    if trouble := record_row(actor, review, texts):
        return trouble
    review.closed_at, review.row = snapshot.at, texts
    return _step(review, State.CLOSED, conclusion=review.conclusion, sha256=snapshot.sha256)


@action("review.reopen")
def reopen_review(_actor: User, review: Review, *, reason: str) -> Done[Review] | Refused:
    """Open a review again, with a reason (mở lại đợt): the team may look once more. What was said, frozen and issued
    stays and counts. Three statements."""
    text = clean(reason)
    if review.state not in (State.HANDED_IN, State.CONCLUDED, State.CLOSED):
        return ELSEWHERE
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_REASON
    review.reopened_why, review.closed_at = text, None
    review.turn += 1
    return _step(review, State.OPEN, reason=text)


def _step(review: Review, to: Review.State, **told: Any) -> Done[Review]:
    """The review goes on to its next state."""
    before = {"review_state": review.state}
    review.state = to
    review.save()
    after = {"review": review.name, "review_state": review.state}
    return Done(review, review, before, {**after, **{name: text for name, text in told.items() if text}})


def _told_days(review: Review) -> dict[str, str]:
    return {"first": review.first.isoformat(), "last": review.last.isoformat()}


def told_after_closing(review: Review) -> int:
    """How many reports about the days of a closed review came after it was closed (lời báo sau khi đóng): told within
    them, or of an occurrence due within them. They change nothing of it. One query."""
    if review.closed_at is None:
        return 0
    end = timezone.make_aware(dt.datetime.combine(review.last, dt.time.max))
    own = Q(at__lte=end) | Q(occurrence__due__gte=review.first, occurrence__due__lte=review.last)
    return Update.objects.filter(own, task__in=lines_in(review), at__gt=review.closed_at).count()
