"""Who belongs to a meeting (thành phần dự họp): present, absent and why, called in beside the council, left out."""

from collections.abc import Mapping, Sequence
from typing import Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.reviews.meetings.holding import ELSEWHERE, LONGEST_LINE
from caitien.reviews.models import Attendee, Meeting

MOST_LISTED: Final = 200  # people by name; a larger crowd is told in words
TOO_MANY: Final = Refused("Danh sách không quá 200 người. Cuộc họp đông hơn: xin ghi số người ở ô Cùng dự.")
LONGEST_NAME, LONGEST_POST = 150, 200  # letters
TOO_LONG: Final = Refused("Mỗi dòng ghi họ tên (không quá 150 chữ cái), dấu phẩy, chức danh (không quá 200).")
NO_REASON: Final = "Xin ghi vì sao {} vắng."


@action("meeting.write")
def mark_attendance(
    _actor: User, meeting: Meeting, *, absent: Mapping[int, str]
) -> Done[Meeting] | Unchanged[Meeting] | Refused:
    """Who is there and who is not (điểm danh): key of an attendee → why they are absent. Three statements and one for
    each that changes."""
    if not meeting.open:
        return ELSEWHERE
    rows, changed = list(meeting.attendees.order_by("pk")), []
    for row in rows:
        reason = one_line(absent.get(row.pk, ""))[:LONGEST_LINE]
        if row.pk in absent and not reason:
            return Refused(NO_REASON.format(row.name))
        if (row.present, row.reason) != (row.pk not in absent, reason):
            row.present, row.reason = row.pk not in absent, reason
            changed.append(row)
    if not changed:
        return Unchanged(meeting)
    Attendee.objects.bulk_update(changed, ["present", "reason"])
    told = {"meeting": str(meeting), "absent": [f"{row.name}: {row.reason}" for row in rows if not row.present]}
    return Done(meeting, meeting, {}, told)


@action("meeting.write")
def call_in(
    _actor: User, meeting: Meeting, *, names: Sequence[str], others: str
) -> Done[Meeting] | Unchanged[Meeting] | Refused:
    """Who else belongs to it (thêm người dự): "name, post" a line, and in words who is not listed. Who is there already
    is not listed twice; one name with two posts is two people. Four statements."""
    if not meeting.open:
        return ELSEWHERE
    others, there = one_line(others)[:LONGEST_LINE], list(meeting.attendees.values_list("name", "post"))
    fresh = _not_there(_listed(names), there)
    if any(len(name) > LONGEST_NAME or len(post) > LONGEST_POST for name, post in fresh):
        return TOO_LONG
    if len(there) + len(fresh) > MOST_LISTED:
        return TOO_MANY
    if not fresh and others == meeting.others:
        return Unchanged(meeting)
    Attendee.objects.bulk_create(
        Attendee(school_id=meeting.school_id, meeting=meeting, name=name, post=post) for name, post in fresh
    )
    meeting.others = others
    meeting.save(update_fields=["others"])
    told = {"called_in": [name for name, _ in fresh], "others": others}
    return Done(meeting, meeting, {}, {"meeting": str(meeting), **{k: v for k, v in told.items() if v}})


def _listed(names: Sequence[str]) -> list[tuple[str, str]]:
    """The names and posts that were typed, each pair once, in their order."""
    parted = (one_line(each).partition(", ") for each in names)
    return list(dict.fromkeys((name, post) for name, _, post in parted if name))


def _not_there(typed: Sequence[tuple[str, str]], there: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those who are not in the list yet: a name alone says nothing new of who is there or typed with a post."""
    known = {name for name, _ in there} | {name for name, post in typed if post}
    return [each for each in typed if each not in there and (each[1] or each[0] not in known)]


@action("meeting.write")
def leave_out(_actor: User, meeting: Meeting, *, attendee: int) -> Done[Meeting] | Unchanged[Meeting] | Refused:
    """Take someone off the list who does not belong to it (bỏ khỏi thành phần). Three statements."""
    if not meeting.open:
        return ELSEWHERE
    row = meeting.attendees.filter(pk=attendee).first()
    if row is None:
        return Unchanged(meeting)
    row.delete()
    return Done(meeting, meeting, {"called_in": [row.name]}, {"meeting": str(meeting)})
