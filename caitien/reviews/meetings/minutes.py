"""The minutes of a meeting (biên bản): composed from what was written and decided, issued under a number of their own.

Nghị định 30/2020 knows biên bản as a kind of administrative paper (BB), numbered by kind and year. The order of its
parts is that of the form in common use; no place and date stand at its top.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from caitien.access.action import Done, action, school_first
from caitien.access.models import User
from caitien.domain.evidence.words import ItemKind
from caitien.domain.official_forms.standing import date_words
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.typed import say_day
from caitien.evidence.models import Item
from caitien.papers.issuing import IssueRequest, NotIssued
from caitien.papers.models import Issue
from caitien.papers.official import OfficialDraft, issue_official
from caitien.plans.models import Task
from caitien.reviews.candidates import offer_issue
from caitien.reviews.meetings.deciding import told_lines
from caitien.reviews.models import AgendaItem, Meeting
from caitien.reviews.report import letterhead

NOT_APPROVED: Final = Stale("Biên bản chưa thông qua nên chưa ban hành được.")
BEFORE: Final = NotIssued("Ngày ban hành biên bản không trước ngày họp. Xin xem lại ngày.")
NOTHING: Final = "Không có nội dung nào."


def minutes_of(meeting: Meeting) -> OfficialPaper:
    """The minutes as they stand (biên bản). Four queries, linear in the items."""
    plan = meeting.plan
    return OfficialPaper(
        kind=OfficialKind.MINUTES,
        school=plan.school_name or plan.school.name,
        school_year=plan.school_year,
        report=letterhead(plan, meeting.subject, meeting.chair, OfficialKind.MINUTES),
        left_signer=meeting.secretary,
        parts=(
            OfficialPart(paragraphs=tuple(_opening(meeting))),
            OfficialPart(heading="Nội dung", paragraphs=() if meeting.items.exists() else (NOTHING,)),
            *(_item(turn, item) for turn, item in enumerate(meeting.items.order_by("position"), start=1)),
            OfficialPart(paragraphs=(_closing(meeting),)),
        ),
    )


def _opening(meeting: Meeting) -> Iterator[str]:
    there = list(meeting.attendees.order_by("pk"))
    present = [each for each in there if each.present]
    absent = [f"{each.name} ({each.reason})" for each in there if not each.present]
    yield f"Thời gian bắt đầu: {_hour(meeting.begins)}, ngày {date_words(meeting.held_on)}"
    yield f"Địa điểm: {meeting.place}"
    names = ", ".join(each.name for each in present)
    yield f"Thành phần tham dự: có mặt {len(present)}/{len(there)}{f': {names}' if names else ''}"
    yield f"Vắng: {', '.join(absent) or 'không'}"
    if meeting.others:
        yield f"Cùng dự: {meeting.others}"
    yield f"Chủ trì: {meeting.chair}"
    yield f"Thư ký: {meeting.secretary}"


def _item(turn: int, item: AgendaItem) -> OfficialPart:
    said = (
        ("Tóm tắt", item.summary),
        ("Ý kiến", item.opinions),
        ("Kết luận", item.decision),
        ("Biểu quyết", _votes(item)),
    )
    return OfficialPart(
        heading=f"{turn}. {item.title}", paragraphs=tuple(f"{name}: {text}" for name, text in said if text)
    )


def _votes(item: AgendaItem) -> str:
    """How many were for and against it; never who."""
    counts = (
        ("tán thành", item.votes_for),
        ("không tán thành", item.votes_against),
        ("ý kiến khác", item.votes_other),
    )
    return ", ".join(f"{name} {count}" for name, count in counts if count is not None)


def _closing(meeting: Meeting) -> str:
    when = _hour(meeting.ends) if meeting.ends else "… giờ …"
    return f"Cuộc họp kết thúc vào {when}, ngày {date_words(meeting.held_on)}./."


def _hour(time: dt.time) -> str:
    return f"{time:%H} giờ {time:%M}"


# --- issued -----------------------------------------------------------------------------------------------------------


def minutes_draft(meeting: Meeting) -> OfficialDraft:
    """The minutes ready to be issued (biên bản chờ ban hành)."""
    return OfficialDraft(
        paper=minutes_of(meeting),
        about=f"hop-{meeting.pk}",
        about_name=str(meeting)[:80],
        sources={"meeting": meeting.pk, "typed": meeting.made_at.isoformat()},
        reason=meeting.mended_why,
    )


@school_first
@action("meeting.approve")
def issue_minutes(actor: User, meeting: Meeting, *, wanted: IssueRequest, today: dt.date) -> Done[Issue] | Refused:
    """Issue the minutes (ban hành biên bản): under the next number of their kind; the story of each line they changed
    names them, and they wait to be taken as evidence. Fifty statements, and nine for each such line."""
    if meeting.state != Meeting.State.APPROVED:
        return NOT_APPROVED
    if wanted.date < meeting.held_on:
        return BEFORE
    issue = issue_official(actor, meeting.plan, minutes_draft(meeting), wanted, today=today)
    if isinstance(issue, Refused):
        return issue
    for item in told_lines(meeting):
        assert item.task is not None  # noqa: S101 - asked for
        _record(actor, item.task, number=issue.number, decision=item.decision)
    offered = _offered(actor, meeting, issue)
    if isinstance(offered, Refused):
        return offered
    meeting.state, meeting.number = Meeting.State.ISSUED, issue.number
    meeting.save(update_fields=["state", "number"])
    return Done(issue, meeting, {"meeting_state": "approved"}, _told(meeting))


def _offered(actor: User, meeting: Meeting, issue: Issue) -> Item | Refused:
    """That the meeting was held, or made something known, waits among the school's proofs."""
    subject = meeting.subject[0].lower() + meeting.subject[1:]
    return offer_issue(
        actor,
        meeting.plan.school,
        issue,
        name=f"Biên bản {subject}, ngày {say_day(meeting.held_on)}",
        kind=ItemKind.MINUTES,
        known=meeting.kind == Meeting.Kind.KNOWN,
        tasks={item.task_id for item in told_lines(meeting) if item.task_id},
    )


def _told(meeting: Meeting) -> dict[str, str]:
    return {"meeting": str(meeting), "meeting_state": meeting.state, "minutes": meeting.number}


@action("meeting.record")
def _record(_actor: User, task: Task, *, number: str, decision: str) -> Done[Task]:
    """The story of a line names the minutes its change stands in (ghi số biên bản)."""
    return Done(task, task, {}, {"minutes": number, "decision": decision})
