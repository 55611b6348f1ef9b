"""Signed papers are made known (phổ biến): kept once with how many heard it; its proof is offered as evidence.

What people read on this site they mark themselves; those marks are counted, and nobody outside sees whose they are.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Membership, Role, User
from caitien.access.rights import ActingUser
from caitien.domain.evidence.words import ItemKind
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import one_line
from caitien.domain.texts.typed import say_day
from caitien.domain.times.school_calendar import say_year
from caitien.evidence.codes.numbering import framework_of, hold_store, refold
from caitien.evidence.files.keeping import keep_version
from caitien.evidence.items.changing import ItemText, at_home, make_item
from caitien.evidence.models import Item, Part
from caitien.papers.models import Issue
from caitien.plans.models import Plan, Version
from caitien.publishing.models import ReadMark, Telling
from caitien.work.reporting.attachments import PHOTOS, Fit

LONGEST_PLACE: Final = 200
LONGEST_BASIS: Final = 200
NO_PAPER: Final = Refused("Xin chọn văn bản đã phê duyệt hoặc ban hành.")
AHEAD: Final = Refused("Ngày phổ biến chưa tới. Xin ghi sau khi đã làm.")
BEFORE_SIGNED: Final = Refused("Ngày phổ biến đứng trước ngày của văn bản. Xin xem lại ngày.")
ENDS_FIRST: Final = Refused("Ngày cuối đứng trước ngày đầu.")
MORE_THAN_ALL: Final = Refused("Số người đã nghe nhiều hơn tổng số. Xin xem lại hai số.")
NO_COUNT: Final = Refused("Xin ghi bao nhiêu người trên tổng số, như 412 và 436.")
READ_HERE: Final = Refused("Đọc trên trang này dành cho cán bộ, giáo viên, nhân viên có tài khoản. Xin chọn cách khác.")
NOT_ASKED: Final = Refused("Văn bản này không hỏi ai đã đọc.")
NO_REASON: Final = Refused("Xin ghi vì sao bỏ.")
TAKEN_BACK: Final = Refused("Lần phổ biến này đã bỏ.")
_NEW_STANDARDS: Final = "1.4"  # Thông tư 57/2026: plan and results are public, feedback is received
_OLD_STANDARDS: Final = {Telling.Audience.PARENTS: "4.1", Telling.Audience.COMMITTEE: "4.1"}  # of 2018; others 1.9
_COUNTED: Final = frozenset({Telling.Way.MEETING})  # ways of which one knows how many were there
Way, Audience = Telling.Way, Telling.Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of one telling (điều ghi về một lần phổ biến). ``paper``: "version 3" or "issue 5"."""

    paper: str
    audience: str
    way: str
    day: dt.date
    last_day: dt.date | None = None
    place: str = ""
    reached: int | None = None
    of: int | None = None
    basis: str = ""


@action("telling.record")
def record_telling(
    actor: User, plan: Plan, *, told: Told, today: dt.date, file: Fit | None = None
) -> Done[Telling] | Refused:
    """Keep that a paper was made known (ghi một lần phổ biến), and offer its proof as evidence. Twenty statements."""
    signed = _signed(plan, told.paper)
    if signed is None:
        return NO_PAPER
    if why := _unfit(told, signed.date, today):
        return why
    telling = Telling(school_id=plan.school_id, plan=plan, what=name_of(signed), by=actor)
    telling.version, telling.issue = (signed, None) if isinstance(signed, Version) else (None, signed)
    _give(telling, told)
    telling.save()
    item = _offered(actor, telling, file) if told.way != Way.HERE else None
    if isinstance(item, Refused):
        return item
    telling.item = item
    telling.save(update_fields=["item"])
    return Done(telling, telling, {}, _for_the_trail(telling))


def _give(telling: Telling, told: Told) -> None:
    telling.audience, telling.way, telling.day = told.audience, told.way, told.day
    telling.last_day = told.last_day if told.way == Way.BOARD else None
    telling.place, telling.basis = one_line(told.place)[:LONGEST_PLACE], one_line(told.basis)[:LONGEST_BASIS]
    if told.way != Way.HERE:
        telling.reached, telling.of = told.reached, told.of


def _unfit(told: Told, signed: dt.date, today: dt.date) -> Refused | None:
    """Why it cannot be kept so, or None."""
    amiss = (
        (told.day > today, AHEAD),
        (told.day < signed, BEFORE_SIGNED),
        (bool(told.last_day) and (told.last_day or told.day) < told.day, ENDS_FIRST),
        (told.reached is not None and told.of is not None and told.reached > told.of, MORE_THAN_ALL),
        (told.way in _COUNTED and (told.reached is None or not told.of), NO_COUNT),
        (told.way == Way.HERE and told.audience != Audience.STAFF, READ_HERE),
    )
    return next((why for wrong, why in amiss if wrong), None)


def _signed(plan: Plan, paper: str) -> Version | Issue | None:
    kind, _, key = paper.partition(" ")
    if not key.isdecimal() or len(key) > 18:
        return None
    if kind == "version":
        return Version.objects.filter(plan=plan, pk=int(key)).select_related("plan").defer("paper").first()
    found = Issue.objects.filter(plan=plan, pk=int(key)) if kind == "issue" else Issue.objects.none()
    return found.select_related("plan").defer("paper", "sources").first()


def name_of(signed: Version | Issue) -> str:
    """A signed paper by name (tên văn bản): "kế hoạch số 12/KH-… ngày 10/09/2026"."""
    number = signed.number if isinstance(signed, Issue) else signed.paper_number
    kind = (
        signed.get_form_display()
        if isinstance(signed, Issue)
        else f"kế hoạch cải tiến năm học {say_year(signed.plan.school_year)}"
    )
    return f"{kind}{f' số {number}' if number else ''} ngày {signed.date:%d/%m/%Y}"


def papers_to_tell(plan: Plan) -> list[tuple[str, str]]:
    """What of a plan can be made known (văn bản của năm), newest first: its key and name. Two queries."""
    versions = plan.versions.select_related("plan").defer("paper").order_by("-number")
    issues = (
        plan.issues.filter(replaced_by=None).select_related("plan").defer("paper", "sources").order_by("-date", "-pk")
    )
    rows: Sequence[Version | Issue] = [*issues, *versions]
    newest = sorted(rows, key=lambda row: (row.date, row.pk), reverse=True)
    return [(f"{type(row).__name__.lower()} {row.pk}", _capital(name_of(row))) for row in newest]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


# --- its proof -------------------------------------------------------------------------------------------------------


def _offered(actor: User, telling: Telling, file: Fit | None) -> Item | Refused:
    """The proof, waiting to be taken among the school's evidence, at the criterion it is of."""
    school = telling.plan.school
    hold_store(school)
    said = ItemText(
        name=f"Phổ biến {telling.what} tới {telling.get_audience_display()}",
        kind=(ItemKind.PICTURE if file and file.kind in PHOTOS else ItemKind.MINUTES).value,
        issued=", ".join(filter(None, (telling.basis, say_day(telling.day)))),
        criterion=criterion_for(school, telling.audience),
        why=sentence_of(telling),
    )
    item = make_item(actor, school, said, Item.State.OFFERED)
    if why := at_home(actor, item, said):
        return why
    if file:
        keep_version(actor, Part.objects.create(school=school, item=item), file)
    refold([item])
    return item


def criterion_for(school: object, audience: str) -> str:
    """The criterion such a proof is of (tiêu chí), "" where the school's standards have none. No query."""
    known = standard_set(framework_of(school))  # type: ignore[arg-type]
    wanted = _NEW_STANDARDS if known and known.id.startswith("tt57-") else _OLD_STANDARDS.get(audience, "1.9")  # type: ignore[call-overload]
    return wanted if known and known.criterion(wanted) else ""


# --- as people say it ------------------------------------------------------------------------------------------------


def sentence_of(telling: Telling, read: tuple[int, int] | None = None) -> str:
    """What was done, as a report says it (câu cho báo cáo). ``read``: of what is read here, how many of how many."""
    return "".join(_pieces(telling, read))


def _pieces(telling: Telling, read: tuple[int, int] | None) -> Iterator[str]:
    until = f" đến {say_day(telling.last_day)}" if telling.last_day else ""
    yield f"Ngày {say_day(telling.day)}{until}, nhà trường phổ biến {telling.what} tới {telling.get_audience_display()}"
    yield f" bằng cách {telling.get_way_display()}{f' tại {telling.place}' if telling.place else ''}"
    reached, of = read or (telling.reached, telling.of)
    if reached is not None:
        yield f", {reached}/{of} người" if of else f", {reached} người"
    yield f" ({telling.basis})." if telling.basis else "."


# --- taken back, read ------------------------------------------------------------------------------------------------


@action("telling.record")
def take_back_telling(_actor: User, telling: Telling, *, reason: str) -> Done[Telling] | Refused:
    """Take back what was kept by mistake (bỏ), with a reason; evidence that came of it stays where it is."""
    if telling.taken_back_at:
        return TAKEN_BACK
    why = one_line(reason)[:300]
    if not why:
        return NO_REASON
    telling.taken_back_at, telling.taken_back_why = timezone.now(), why
    telling.save(update_fields=["taken_back_at", "taken_back_why"])
    return Done(telling, telling, {}, {"told_paper": telling.what, "reason": why})


@action("telling.read")
def mark_read(actor: User, telling: Telling) -> Done[ReadMark] | Unchanged[ReadMark] | Refused:
    """Say that one has read it (đã đọc). Two statements."""
    if telling.taken_back_at or telling.way != Way.HERE:
        return NOT_ASKED
    mark, fresh = ReadMark.objects.get_or_create(telling=telling, user=actor, defaults={"school_id": telling.school_id})
    return Done(mark, telling, {}, {"told_paper": telling.what}) if fresh else Unchanged(mark)


def tellings_for(acting: ActingUser) -> QuerySet[Telling]:
    """What the school has made known (các lần phổ biến), each with ``mine``: whether this person has read it, and
    ``readers``: how many have. No query of its own."""
    found = Telling.objects.filter(school=acting.school, taken_back_at=None).select_related(
        "plan", "item", "version", "issue"
    )
    found = found.defer("version__paper", "issue__paper", "issue__sources")
    mine = Exists(ReadMark.objects.filter(telling=OuterRef("pk"), user=acting.user))
    return found.annotate(readers=readers_of(), mine=mine)


def readers_of() -> Coalesce:
    """How many have read a telling, as a column (số người đã đọc)."""
    marks = ReadMark.objects.filter(telling=OuterRef("pk")).order_by().values("telling")
    return Coalesce(Subquery(marks.annotate(number=Count("pk")).values("number")), 0)


def staff_of(school: int) -> int:
    """How many people of the school can read on this site (người có tài khoản). One query."""
    here = Membership.objects.filter(Q(school=school) & ~Q(role=Role.READER), user__is_active=True)
    return here.values("user").distinct().count()


def _for_the_trail(telling: Telling) -> dict[str, object]:
    told = {
        "told_paper": telling.what,
        "told_to": telling.get_audience_display(),
        "told_by": telling.get_way_display(),
        "told_on": telling.day.isoformat(),
        "told_reached": f"{telling.reached}/{telling.of}" if telling.reached is not None else "",
        "told_basis": telling.basis,
    }
    return {name: value for name, value in told.items() if value}
