"""Whether others did something a page shows, since it was opened (có gì mới): asked by a page that stands open.

A page of a plan asks for the deeds on that plan (:mod:`caitien.web.planning.lifecycle.story`); every other page for
those of its own room, by the table below. Told is who did the last of them, never what: the page is where one sees
that.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from caitien.access.models import AuditEntry, Role
from caitien.access.rights import ActingUser
from caitien.notices.reads import notices_for, unread_of
from caitien.oversight.models import Submission
from caitien.oversight.reads import below
from caitien.web.requests.member import MemberRequest, for_everyone
from caitien.web.requests.where import address

LAST: Final = 40  # deeds of the school looked at for one of others: a page asks twice a minute


class Last(NamedTuple):
    """The last deed of others (việc sau cùng): its number among its like, by whom, and when."""

    number: int = 0
    by: str = ""
    at: dt.datetime | None = None

    def answer(self, acting: ActingUser | None) -> JsonResponse:
        """As a page that asks reads it; ``ago``: seconds since, by which its first answer tells what came after it;
        ``unread``: what its bell counts. One query where it has a bell."""
        ago = (timezone.now() - self.at).total_seconds() if self.at else 0
        return JsonResponse({"number": self.number, "by": self.by, "ago": round(ago, 2), "unread": bell_of(acting)})


NONE: Final = Last()


@dataclass(frozen=True, slots=True)
class Shows:
    """What the pages below an address show of others (trang cho thấy gì): ``verb`` who may open them, ``rooms`` the
    first words of the verbs whose deeds they show; none: what happened to the person themselves."""

    where: str
    verb: str
    rooms: tuple[str, ...] = ()


SHOWS: Final = (  # the first that fits the beginning of an address
    Shows("/viec/con-thieu", "work.remind", ("task", "work", "answer", "nudge")),
    Shows("/viec", "work.look"),
    Shows("/tin", "school.look"),
    Shows("/giay-to", "paper.look", ("paper", "finding")),
    Shows("/nop", "submission.look", ("submission",)),
    Shows("/minh-chung", "evidence.look", ("evidence",)),
    Shows("/khuyen-nghi", "plan.look", ("need", "plan")),
    Shows("/cho", "plan.look", ("waiting", "petition")),
    Shows("/ra-soat/to", "review.look", ("panel",)),
    Shows("/ra-soat", "verdict.look", ("review", "verdict", "recommendation", "lesson")),
    Shows("/hop", "meeting.look", ("meeting",)),
    Shows("/de-xuat", "meeting.look", ("proposal",)),
    Shows("/nam-moi", "renewal.look", ("renewal",)),
    Shows("/nhap", "upload.look", ("upload", "finding")),
    Shows("/bao-viec", "answer_link.look", ("answer", "answer_link", "answer_sheet", "unit_link")),
    Shows("/pho-bien", "telling.look", ("telling",)),
    Shows("/cong-khai", "publication.look", ("publication", "feedback")),
    Shows("/ban-giao", "people.look", ("handover",)),
    Shows("/truong/nguoi", "people.look", ("people",)),
    Shows("/truong/to", "people.look", ("unit",)),
    Shows("/truong", "school.look", ("school", "unit", "people")),
)
OFFICE: Final = "/dot"  # what officers ask by, on every page of theirs
OFFICES: Final = ("/xa", "/dot", "/bieu", "/danh-ba")
HOME: Final = Shows(
    *("/", "plan.look"),
    (
        *("plan", "task", "work", "adjustment", "answer", "comment", "paper", "upload", "finding", "review", "verdict"),
        *("proposal", "recommendation", "submission", "waiting"),
    ),
)


def bell_of(acting: ActingUser | None) -> int:
    """How much happened to a person that they have not read, as the bell counts it; 0 who has no bell. One query."""
    return unread_of(acting.user, acting.at) if acting and acting.at and acting.may("school.look") else 0


def asked_at(path: str, acting: ActingUser | None) -> str:
    """Where the page at ``path`` asks whether others changed what it shows; "" where it shows nothing of others. No
    query."""
    if acting is None:
        return ""
    if acting.at is None:
        return _asks(OFFICE) if acting.offices and path.startswith(OFFICES) else ""
    found = _shown_to(acting, path)
    return _asks(found.where) if found else ""


@for_everyone
@require_GET
def news(request: MemberRequest) -> HttpResponse:
    """The number of the last deed of others that the page named as ``o`` shows, 0 where there is none, and by whom; ""
    where that is not said; how long ago; what they have not read. Six queries."""
    acting: ActingUser | None = getattr(request, "acting", None)
    return (_last(request, acting) if acting else NONE).answer(acting)


def _last(request: HttpRequest, acting: ActingUser) -> Last:
    where = request.GET.get("o", "")
    if acting.at is None:
        return _handed_in(acting) if where == OFFICE else NONE
    found = _shown_to(acting, where)
    if found is None:
        return NONE
    return next(_of_others(acting, found.rooms), NONE) if found.rooms else _told(acting)


def _shown_to(acting: ActingUser, path: str) -> Shows | None:
    """What a page shows a person of the school; an officer who visits sees what was approved, and who works on the rest
    is not theirs to know."""
    found = HOME if path == "/" else next((each for each in SHOWS if f"{path}/".startswith(f"{each.where}/")), None)
    return found if found and acting.may_some(found.verb) and Role.OFFICER not in acting.roles else None


def _asks(where: str) -> str:
    return f"{address('news')}?{urlencode({'o': where})}"


def _of_others(acting: ActingUser, rooms: tuple[str, ...]) -> Iterator[Last]:
    """What others did in these rooms among the last deeds of the school, the newest first. One query."""
    last = AuditEntry.objects.filter(chain=acting.school.pk).order_by("-number")
    for number, actor, name, verb, at in last.values_list("number", "actor", "actor_name", "verb", "at")[:LAST]:
        if actor != acting.user.pk and verb.partition(".")[0] in rooms:
            yield Last(number, name, at)


def _told(acting: ActingUser) -> Last:
    """The last the person was told of. One query."""
    found = notices_for(acting).only("at").first()
    return Last(found.pk, "", found.at) if found else NONE


def _handed_in(acting: ActingUser) -> Last:
    """What a school handed in last, of those an officer sees, and its name. One query."""
    seen = below(acting.offices, "asked__round__body__path") | below(acting.offices, "asked__body__path")
    handed = Submission.objects.filter(seen).exclude(by=acting.user).order_by("-pk")
    found = handed.values_list("pk", "asked__name", "at").first()
    return Last(*found) if found else NONE
