"""The report of the monitoring team on a review (báo cáo giám sát): composed from what was seen, a person's words over
it, issued under a number. 1 scope, time and way; 2 results; 3 remarks; 4 recommendations; signed by the team's head."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action, hold, locked, one_deed
from caitien.access.models import School, User
from caitien.domain.evidence.words import ItemKind
from caitien.domain.paper import Letterhead
from caitien.domain.papers.cells import mark_of
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.refused import Refused, written_since
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.domain.texts.folding import clean, one_line
from caitien.domain.texts.typed import say_day
from caitien.domain.times.school_calendar import say_year
from caitien.papers.issuing import IssueRequest, NotIssued
from caitien.papers.models import Issue
from caitien.papers.official import OfficialDraft, issue_official, issues_about
from caitien.plans.models import Plan
from caitien.reviews.candidates import offer_issue
from caitien.reviews.differences import last_of_each, with_all_said
from caitien.reviews.models import Recommendation, Review, SampleLine, Snapshot, Verdict
from caitien.reviews.panels import Kind, Post, members_of, panel_of
from caitien.reviews.row import counts_in_words
from caitien.reviews.snapshots import snapshot_of

LONGEST: Final = 8_000  # letters of what a person writes into one part
SLOTS: Final = {"method": "1. Phạm vi, thời gian, cách làm", "remarks": "3. Nhận xét"}
RESULTS: Final = "2. Kết quả"
RECOMMENDED: Final = "4. Kiến nghị"
NO_REMARKS: Final = "Tổ giám sát không có nhận xét thêm."
NOTHING_ASKED: Final = "Tổ giám sát không có kiến nghị."
NOT_CLOSED: Final = NotIssued("Đợt chưa đóng nên báo cáo chưa ban hành được.")
OUT: Final = "Báo cáo của đợt đã ban hành, số {}. Muốn thay, xin mở lại đợt."
NO_SLOT: Final = Refused("Chỗ này không còn trong báo cáo. Xin tải lại trang.")
TOO_LONG: Final = Refused("Chỗ này dài quá 8.000 chữ cái. Xin viết gọn lại.")
COLUMNS: Final = (
    ("TT", 10),
    ("Tiêu chí", 16),
    ("Công việc", 55),
    ("Người phụ trách báo", 45),
    ("Tổ giám sát thấy", 45),
    ("Căn cứ", 28),
    ("Người làm trả lời", 45),
)


def monitoring_report(review: Review) -> OfficialPaper:
    """The report as it stands (báo cáo giám sát). Twelve queries, linear in the sample."""
    lines = _lines(review)
    plan = review.plan
    head = next((each for each in _team(review) if each.post == Post.HEAD), None)
    year = say_year(plan.school_year)
    subject = f"Kết quả giám sát thực hiện kế hoạch cải tiến chất lượng giáo dục, đợt {review.name}, năm học {year}"
    return OfficialPaper(
        kind=OfficialKind.MONITORING,
        school=plan.school_name or plan.school.name,
        school_year=plan.school_year,
        report=letterhead(plan, subject, head.name if head else "", OfficialKind.MONITORING),
        parts=(
            OfficialPart(heading=SLOTS["method"], paragraphs=_worded(review, "method", _method(review, lines))),
            OfficialPart(heading=RESULTS, paragraphs=tuple(_results(review, lines)), table=_table(lines)),
            OfficialPart(heading=SLOTS["remarks"], paragraphs=_worded(review, "remarks", _remarks(review))),
            OfficialPart(heading=RECOMMENDED, paragraphs=tuple(_recommended(review)) or (NOTHING_ASKED,)),
        ),
    )


def report_draft(review: Review) -> OfficialDraft:
    """The report ready to be issued (báo cáo chờ ban hành); of a reopened review it replaces the one before."""
    snapshots = review.snapshots.order_by("pk").values_list("moment", "turn", "sha256")
    return OfficialDraft(
        paper=monitoring_report(review),
        about=_about(review),
        about_name=f"đợt {review.name}",
        sources={
            "review": review.pk,
            "seed": review.seed,
            "snapshots": [f"{moment} {turn} {sha256}" for moment, turn, sha256 in snapshots],
            "words": review.words,
        },
        reason=review.reopened_why,
    )


def report_in_force(review: Review) -> Issue | None:
    """The issued report that says how the review was closed last (báo cáo đang có hiệu lực); None where there is none,
    or the review was opened again since. One query."""
    found = issues_about(review.plan, OfficialKind.MONITORING, _about(review))
    return found if found and review.closed_at and found.at >= review.closed_at else None


def _about(review: Review) -> str:
    return f"ra-soat-{review.pk}"


def issue_report(actor: User, review: Review, wanted: IssueRequest, *, today: dt.date) -> Issue | Refused:
    """Issue the report of a closed review, once each time it was closed (ban hành báo cáo giám sát); it waits to be
    taken as evidence. Fifty statements."""
    with one_deed():
        hold(School.objects.filter(pk=review.school_id))
        found = _issued(actor, locked(review), wanted, today)
        transaction.set_rollback(isinstance(found, Refused))
    return found


def _issued(actor: User, review: Review, wanted: IssueRequest, today: dt.date) -> Issue | Refused:
    if review.state != Review.State.CLOSED:
        return NOT_CLOSED
    if there := report_in_force(review):
        return NotIssued(OUT.format(there.number))
    issue = issue_official(actor, review.plan, report_draft(review), wanted, today=today)
    if isinstance(issue, Refused):
        return issue
    name = f"Báo cáo giám sát đợt {review.name}, năm học {review.plan.school_year}"
    school = review.plan.school
    offered = offer_issue(actor, school, issue, name=name, kind=ItemKind.DOCUMENT, known=False, tasks=())
    return offered if isinstance(offered, Refused) else issue


def words_mark(review: Review, slot: str) -> str:
    """A mark of what a person wrote into a part of the report (dấu của lời)."""
    return mark_of(review.words.get(slot, ""))


@action("review.word")
def word_report(
    _actor: User, review: Review, *, slot: str, text: str, seen: str = ""
) -> Done[Review] | Unchanged[Review] | Refused:
    """Write into the report (viết lời báo cáo giám sát); "" lets the proposed words stand again. ``seen``: the
    :func:`words_mark` of what stood there, "" where it is meant whatever stands. Two statements."""
    text = clean(text)
    if slot not in SLOTS or len(text) > LONGEST:
        return TOO_LONG if slot in SLOTS else NO_SLOT
    before = review.words.get(slot, "")
    if before == text:
        return Unchanged(review)
    if seen not in ("", words_mark(review, slot)):
        return written_since(before)
    review.words = {**review.words, slot: text}
    review.save(update_fields=["words"])
    return Done(review, review, {slot: before}, {"review": review.name, slot: text})


def letterhead(plan: Plan, subject: str, signer: str, kind: OfficialKind) -> Letterhead:
    """Head and foot of a paper of this room (thể thức), as the plan's own papers have them."""
    known = Letterhead(**{k: v for k, v in _head_of(plan).items() if k in ("upper_body", "place", "recipients")})
    form = OfficialPaper(kind=kind).form
    number = _symbol(plan, form.symbol) if form.symbol else ""
    return replace(
        known, number=number, title=form.title, subject=subject, signer=signer, signer_title=form.signer_title
    )


def _head_of(plan: Plan) -> dict[str, Any]:
    said = dict(plan.letterhead)
    return {**said, "recipients": tuple(said.get("recipients", ()))}


def _symbol(plan: Plan, symbol: str) -> str:
    """The symbol behind the blank for the number: "/BC-THPTHS" of a plan that bears "/KH-THPTHS"."""
    for text in (plan.number, str(plan.letterhead.get("number", ""))):
        _, _, rest = text.partition("-")
        if rest:
            return f"/{symbol}-{rest}"
    return f"/{symbol}"


def _team(review: Review) -> Sequence[Any]:
    return members_of(panel_of(review.school, review.plan.school_year, Kind.TEAM))


# --- its parts --------------------------------------------------------------------------------------------------------


def _worded(review: Review, slot: str, proposed: Iterable[str]) -> tuple[str, ...]:
    """What a person wrote there, else what is proposed."""
    own = review.words.get(slot, "")
    return tuple(own.split("\n")) if own else tuple(proposed)


def _method(review: Review, lines: Sequence[SampleLine]) -> list[str]:
    whys = Counter(line.get_why_display() for line in lines)
    drawn = ", ".join(f"{count} việc {why}" for why, count in whys.items())
    people = dict.fromkeys(verdict.who for line in lines for verdict in line.spoken)
    opened = f", mở ngày {say_day(timezone.localdate(review.opened_at))}" if review.opened_at else ""
    scope = f" thuộc tiêu chuẩn {', '.join(map(str, review.standards))}" if review.standards else ""
    return [
        f"Đợt {review.name} xem từ ngày {review.first:%d/%m/%Y} đến ngày {review.last:%d/%m/%Y}{opened}.",
        f"Tổ giám sát chọn xem {len(lines)} trong {review.total} việc{scope}: {drawn}. Số bốc {review.seed}: "
        "dùng lại số này, ai cũng bốc ra đúng các việc chọn ngẫu nhiên.",
        *([f"Người xem: {', '.join(people)}."] if people else []),
    ]


def _results(review: Review, lines: Sequence[SampleLine]) -> list[str]:
    closed = snapshot_of(review, Snapshot.Moment.CLOSED) if review.state == Review.State.CLOSED else None
    snapshot = closed or snapshot_of(review, Snapshot.Moment.OPENED)
    said = Counter(_last(line).says for line in lines if line.spoken)
    words = [f"{said[each]} việc {each.label.lower()}" for each in Verdict.Says if said[each]]
    when = "Lúc đóng đợt" if closed else "Lúc mở đợt"
    found = [f"{when}: {counts_in_words(snapshot.counts)}."] if snapshot else []
    found += [f"Tổ giám sát thấy {', '.join(words)}."] if words else []
    return [*found, *([f"{review.unproved} việc báo xong mà chưa có căn cứ."] if review.unproved else [])]


def _remarks(review: Review) -> tuple[str, ...]:
    return (review.conclusion,) if review.conclusion else (NO_REMARKS,)


def _recommended(review: Review) -> list[str]:
    rows = Recommendation.objects.filter(review=review).prefetch_related("tasks__goal").order_by("pk")
    return [f"{turn}. {one_line(row.text).rstrip('.')} ({_whom(row)})." for turn, row in enumerate(rows, start=1)]


def _whom(row: Recommendation) -> str:
    about = ", ".join(dict.fromkeys(task.goal.criterion for task in row.tasks.all() if task.goal.criterion))
    by_when = f"trước ngày {row.by_when:%d/%m/%Y}" if row.by_when else ""
    return ", ".join(filter(None, (f"gửi {row.to}", by_when, about and f"về tiêu chí {about}")))


# --- its table --------------------------------------------------------------------------------------------------------


def _lines(review: Review) -> list[SampleLine]:
    """The lines of the sample, each with all that was said of it. Four queries."""
    found = with_all_said(review.sample.select_related("task__goal"))
    return list(found.order_by("position", "pk"))


def _table(lines: Sequence[SampleLine]) -> OfficialTable:
    rows = (_row(turn, line) for turn, line in enumerate(lines, start=1))
    return OfficialTable(headings=COLUMNS, rows=tuple(rows))


def _row(turn: int, line: SampleLine) -> tuple[str, ...]:
    goal, verdicts = line.task.goal, last_of_each(line.spoken)
    told = WORK_STATE_NAMES[line.state] + (f": {line.told}" if line.told else "")
    seen = "\n".join(verdict.words for verdict in verdicts) or "chưa xem"
    basis = "\n".join(dict.fromkeys(verdict.basis for verdict in verdicts))
    return (str(turn), goal.criterion, str(line.task), told, seen, basis, "\n".join(_answered(line)))


def _answered(line: SampleLine) -> list[str]:
    found = [str(line.answered[-1])] if line.answered else []
    return [*found, *([f"Kết luận: {line.ruled[-1]}"] if line.ruled else [])]


def _last(line: SampleLine) -> Verdict:
    """The verdict that counts in the sum: one that differs before one that agrees."""
    found = last_of_each(line.spoken)
    return next((each for each in found if each.says != Verdict.Says.AGREES), found[-1])
