"""A meeting from its preparation to its minutes (cuộc họp): prepared, begun, written, ended, its minutes approved."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from caitien.access.action import Done, Unchanged, action, locked
from caitien.access.models import Membership, Role, User
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.models import Plan
from caitien.reviews.meetings.agenda import next_place, put_on_agenda
from caitien.reviews.models import AgendaItem, Attendee, Meeting
from caitien.reviews.panels import Kind as PanelKind
from caitien.reviews.panels import members_of, panel_of

Kind, State = Meeting.Kind, Meeting.State
LONGEST: Final = 8_000  # letters of what was said
LONGEST_LINE: Final = 250
SUBJECTS: Final = {
    Kind.COUNCIL: "Họp Hội đồng tự đánh giá",
    Kind.TERM: "Họp sơ kết học kỳ I",
    Kind.YEAR: "Họp tổng kết năm học",
    Kind.TEAM: "Họp Tổ giám sát",
    Kind.UNIT: "Họp tổ",
    Kind.KNOWN: "Họp phổ biến kế hoạch và kết quả thực hiện",
}
NO_DAY: Final = Refused("Xin ghi ngày họp.")
AHEAD: Final = Refused("Cuộc họp chưa tới ngày nên chưa bắt đầu được.")
NO_PLACE: Final = Refused("Xin ghi họp ở đâu.")
NO_PEOPLE: Final = Refused("Xin ghi người chủ trì và thư ký.")
NO_TITLE: Final = Refused("Xin ghi nội dung của mục, không quá 500 chữ cái.")
TOO_LONG: Final = Refused("Lời ghi dài quá 8.000 chữ cái. Xin viết gọn lại.")
BACKWARDS: Final = Refused("Giờ kết thúc cần sau giờ bắt đầu.")
UNDECIDED: Final = "Còn {} mục chưa kết luận. Xin kết luận, hoặc bỏ mục không bàn tới."
ELSEWHERE: Final = Stale("Cuộc họp vừa chuyển sang bước khác. Xin xem lại.")
NO_MENDING: Final = Refused("Xin ghi vì sao sửa biên bản đã thông qua.")
DECIDED: Final = Refused("Mục này đã kết luận nên không bỏ được.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A meeting as it is called (cuộc họp muốn mở): of whom, when, where, who leads and who writes."""

    kind: Meeting.Kind
    subject: str = ""
    held_on: dt.date
    begins: dt.time
    place: str
    chair: str
    secretary: str


@contextmanager
def in_turn(item: AgendaItem) -> Iterator[None]:
    """One at a time in a meeting (từng việc một): nothing is written into an item while the minutes are approved. Three
    statements. Raises Gone."""
    with transaction.atomic():
        locked(item.meeting)
        yield


@action("meeting.write")
def prepare_meeting(
    actor: User, plan: Plan, *, called: Called, today: dt.date
) -> Done[Meeting] | Unchanged[Meeting] | Refused:
    """Prepare a meeting (chuẩn bị cuộc họp): who belongs to it and what it should speak about are proposed. The same
    called twice is one. Thirty statements."""
    place, chair, secretary = map(one_line, (called.place, called.chair, called.secretary))
    if not place:
        return NO_PLACE
    if not chair or not secretary:
        return NO_PEOPLE
    said = {
        "kind": called.kind,
        "subject": one_line(called.subject)[:LONGEST_LINE] or SUBJECTS[called.kind],
        "held_on": called.held_on,
        "begins": called.begins,
        "place": place[:LONGEST_LINE],
        "chair": chair[:150],
        "secretary": secretary[:150],
    }
    if there := Meeting.objects.filter(plan=plan, state=State.PREPARED, **said).first():
        return Unchanged(there)
    meeting = Meeting.objects.create(school_id=plan.school_id, plan=plan, by=actor, **said)
    Attendee.objects.bulk_create(
        Attendee(school_id=plan.school_id, meeting=meeting, name=name, post=post) for name, post in _called_to(meeting)
    )
    put_on_agenda(meeting, today)
    return Done(meeting, meeting, {}, {"meeting": str(meeting), "venue": place})


def _called_to(meeting: Meeting) -> list[tuple[str, str]]:
    """Who belongs to it: council or team of the year, else who has a part in the council."""
    kind = PanelKind.TEAM if meeting.kind == Kind.TEAM else PanelKind.COUNCIL
    members = members_of(panel_of(meeting.plan.school, meeting.plan.school_year, kind))
    if members:
        return [(each.name, each.position or each.get_post_display()) for each in members]
    roles = (Role.MONITOR,) if kind == PanelKind.TEAM else (Role.CHAIR, Role.SECRETARY, Role.MEMBER)
    places = Membership.objects.filter(school=meeting.school_id, role__in=roles).select_related("user")
    people = {str(place.user): place.get_role_display() for place in places.order_by("user__folded", "pk")}
    return list(people.items())


@action("meeting.write")
def begin_meeting(_actor: User, meeting: Meeting, *, today: dt.date) -> Done[Meeting] | Refused:
    """It begins (bắt đầu họp), on its day or, where it was held on paper, later. Two statements."""
    if meeting.state != State.PREPARED:
        return ELSEWHERE
    return AHEAD if meeting.held_on > today else _step(meeting, State.RUNNING)


@action("meeting.write")
def renew_agenda(_actor: User, meeting: Meeting, *, today: dt.date) -> Done[Meeting] | Unchanged[Meeting] | Refused:
    """Put on the agenda what waits for a decision by now (đề xuất lại chương trình). Eighteen statements."""
    if not meeting.not_over:
        return ELSEWHERE
    added = put_on_agenda(meeting, today)
    return Done(meeting, meeting, {}, {"meeting": str(meeting), "more_items": added}) if added else Unchanged(meeting)


@action("meeting.write")
def add_item(_actor: User, meeting: Meeting, *, title: str) -> Done[AgendaItem] | Refused:
    """Put something of one's own on the agenda (thêm mục). Three statements."""
    title = one_line(title)
    if not meeting.not_over:
        return ELSEWHERE
    if not title or len(title) > 500:
        return NO_TITLE
    place = next_place(meeting)
    item = AgendaItem.objects.create(school_id=meeting.school_id, meeting=meeting, position=place, title=title)
    return Done(item, meeting, {}, {"meeting": str(meeting), "item": title})


def drop_item(actor: User, item: AgendaItem) -> Meeting | Refused:
    """Take off the agenda what was not spoken about (bỏ mục). Five statements."""
    with in_turn(item):
        return _drop_item(actor, item)


@action("meeting.write")
def _drop_item(_actor: User, item: AgendaItem) -> Done[Meeting] | Refused:
    meeting, told = item.meeting, {"meeting": str(item.meeting), "item": item.title}
    if item.decided:
        return DECIDED
    if not meeting.not_over:
        return ELSEWHERE
    item.delete()
    return Done(meeting, meeting, told, {})


def write_item(actor: User, item: AgendaItem, *, summary: str, opinions: str) -> AgendaItem | Refused:
    """Write down what was said (ghi diễn biến), until the minutes are approved. Four statements."""
    with in_turn(item):
        return _write_item(actor, item, summary=summary, opinions=opinions)


@action("meeting.write")
def _write_item(_actor: User, item: AgendaItem, *, summary: str, opinions: str) -> Done[AgendaItem] | Refused:
    said = {"summary": clean(summary), "opinions": clean(opinions)}
    if not item.meeting.open:
        return ELSEWHERE
    if any(len(text) > LONGEST for text in said.values()):
        return TOO_LONG
    before = {"item": item.title, "brief": item.summary, "opinions": item.opinions}
    item.summary, item.opinions = said["summary"], said["opinions"]
    item.save(update_fields=list(said))
    return Done(item, item, before, {"item": item.title, "brief": item.summary, "opinions": item.opinions})


@action("meeting.write")
def end_meeting(_actor: User, meeting: Meeting, *, ends: dt.time) -> Done[Meeting] | Refused:
    """It is over (kết thúc): every item was concluded on; what is left is to read the minutes. Three statements."""
    if meeting.state != State.RUNNING:
        return ELSEWHERE
    if ends <= meeting.begins:
        return BACKWARDS
    left = meeting.items.filter(decided_at=None).count()
    if left:
        return Refused(UNDECIDED.format(left))
    meeting.ends = ends
    return _step(meeting, State.DRAFTED)


@action("meeting.approve")
def take_minutes_back(_actor: User, meeting: Meeting, *, reason: str) -> Done[Meeting] | Refused:
    """Take approved minutes back to be mended (sửa biên bản đã thông qua), with a reason: their words, never what was
    decided. Minutes that are out are replaced by the next, which name them. Two statements."""
    text = clean(reason)
    if meeting.state not in (State.APPROVED, State.ISSUED):
        return ELSEWHERE
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_MENDING
    meeting.mended_why = text
    return _step(meeting, State.DRAFTED, reason=text)


@action("meeting.approve")
def approve_minutes(_actor: User, meeting: Meeting) -> Done[Meeting] | Refused:
    """The minutes are approved as they read (thông qua biên bản): from then on nothing of them changes."""
    return _step(meeting, State.APPROVED) if meeting.state == State.DRAFTED else ELSEWHERE


def _step(meeting: Meeting, to: Meeting.State, **told: Any) -> Done[Meeting]:
    before = {"meeting_state": meeting.state}
    meeting.state = to
    meeting.save()
    return Done(meeting, meeting, before, {"meeting": str(meeting), "meeting_state": to, **told})
