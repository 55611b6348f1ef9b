"""What the next holder of a post must know of the school (điều người nhận cần biết): what is asked of it and by it,
which days come, what runs out, who does what, where backups lie. None of it is the giver's own, so none of it asks
anybody to sign again.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from caitien.access.models import Membership, School, SchoolYear
from caitien.access.schools.describe import calendar_in
from caitien.backup.elsewhere import is_asked_for
from caitien.backup.models import Backup
from caitien.backup.nightly import last_good
from caitien.backup.school.asking import last_archive
from caitien.domain.paper import Form
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.times.school_calendar import (
    DEADLINES,
    Deadline,
    propose_deadlines,
    say_year,
    school_year_at,
    years_around,
)
from caitien.evidence.models import Item as Proof
from caitien.handover.item import NAMED, Item, day_of, told, until
from caitien.handover.models import HandOver
from caitien.jobs.models import Job
from caitien.oversight.models import Asked, RaisedPetition, RosterSchool, Round
from caitien.oversight.petitions.reading import mark_of
from caitien.oversight.reads import asks_of
from caitien.oversight.sums import OPEN_PETITIONS
from caitien.papers.models import Issue
from caitien.plans.models import Assignment
from caitien.publishing.models import YearFact
from caitien.reviews.models import Recommendation
from caitien.work.models import AnswerFromAbove

LONGEST: Final = 200  # letters of one row's own words
LIVE_PLAN: Final = {"plan__state__in": ("draft", "submitted", "approved")}
_TO_SEND: Final = (Asked.State.UNSEEN, Asked.State.SEEN, Asked.State.RETURNED)
_OPEN: Final = [state.value for state in WorkState if state not in SETTLED]
_TO_DO: Final = (Recommendation.State.OPEN, Recommendation.State.TAKEN)
NO_BACKUP: Final = "Chưa có bản lưu nào của cả trang web; xin hỏi người giữ trang web."
NO_ARCHIVE: Final = "Trường chưa lập bản lưu riêng; hiệu trưởng lập ở trang Bản lưu của trường."


def petitions(hand_over: HandOver) -> Item:
    """What the school asked of those above and nobody answered (kiến nghị còn mở): of the papers it sent, and of its
    last report. Three queries, linear in what it ever asked."""
    raised = RaisedPetition.objects.filter(school=hand_over.school_id).select_related("round")
    found = list(raised.order_by("round__school_year", "round__due", "pk"))
    last = {each.mark: each for each in found if each.standing}  # how each stands where it was sent last
    rows = [_petition(each) for each in last.values() if each.state in OPEN_PETITIONS]
    rows += _unsent(hand_over, {each.mark for each in found})
    return _of("petitions", "Kiến nghị với cấp trên chưa được trả lời", rows)


def _petition(row: RaisedPetition) -> str:
    whom = row.passed_to or row.whom
    went = f"; {'đã chuyển đến' if row.passed_to else 'gửi'} {whom}" if whom else ""
    turn = f", năm thứ {row.nth}" if row.nth > 1 else ""
    return f"{_short(row.words)}{went} ({row.round}{turn})"


def _unsent(hand_over: HandOver, sent: set[str]) -> Iterator[str]:
    """Petitions of the last report that no office here holds and no answer is kept of."""
    issued = Issue.objects.filter(school=hand_over.school_id, form=Form.REPORT.value, replaced_by=None)
    last = issued.order_by("-date", "-pk").values_list("paper__recommendations", "number", "date").first()
    answered = AnswerFromAbove.objects.filter(school=hand_over.school_id).values_list("asked", flat=True)
    known = sent | {mark_of(words) for words in answered}
    if last:
        asked, number, date = last
        for words in asked or ():
            if mark_of(words) not in known:
                yield f"{_short(words)} (báo cáo số {number} ngày {day_of(date)})"


def recommendations(hand_over: HandOver) -> Item:
    """What the team asks of the school and is not done (kiến nghị của tổ giám sát). One query."""
    found = Recommendation.objects.filter(school=hand_over.school_id, state__in=_TO_DO).order_by("by_when", "pk")
    return told("recommendations", "Kiến nghị của tổ giám sát chưa xong", found, _recommended)


def _recommended(row: Recommendation) -> str:
    by = f", trước {day_of(row.by_when)}" if row.by_when else ""
    return f"{_short(row.text)}; gửi {row.to}{by}: {row.get_state_display().lower()}"


def days(hand_over: HandOver) -> Item:
    """The days that come (hạn giấy tờ sắp tới): 15/6, 30/6 and those the school wrote into its years, the nearest
    first, a day of a kind of paper. One query."""
    today, school = timezone.localdate(), hand_over.school
    years = years_around(school_year_at(today))
    kept = {each.name: calendar_in(each) for each in SchoolYear.objects.filter(school=school, name__in=years)}
    nearest: dict[str, Deadline] = {}
    for year in years:
        own = {each.paper: each for each in kept[year].deadlines} if year in kept else {}
        likely = {each.paper: each for each in propose_deadlines(year, school.framework)}
        for paper, each in {**likely, **own}.items():
            if each.by >= today:
                nearest.setdefault(paper, each)
    rows = [
        f"{DEADLINES[each.paper]}: {day_of(each.by)}, {until(each.by, today)} ({each.source})"
        for each in sorted(nearest.values(), key=lambda each: each.by)
    ]
    return _of("days", "Hạn giấy tờ sắp tới", rows)


def rounds(hand_over: HandOver) -> Item:
    """What bodies above wait for (đợt báo cáo chưa nộp): open rounds in which nothing was sent, or it came back. One
    query."""
    found = asks_of(hand_over.school).filter(round__state=Round.State.OPEN, state__in=_TO_SEND)
    return told("rounds", "Đợt báo cáo cấp trên đang chờ trường", found.order_by("round__due", "pk"), _asked)


def _asked(row: Asked) -> str:
    return (
        f"{row.round}, {row.round.body}: hạn {day_of(row.due)}, {until(row.due, timezone.localdate())};"
        f" {row.get_state_display().lower()}"
    )


def certificates(hand_over: HandOver) -> Item:
    """Recognition and certificates of the school (công nhận, giấy chứng nhận): until when, where a list says so; what
    the school wrote of its years. Two queries."""
    today, school = timezone.localdate(), hand_over.school_id
    listed = RosterSchool.objects.filter(school=school).exclude(recognised_until=None).select_related("body")
    rows = [
        f"Công nhận đến {day_of(each.recognised_until)}, {until(each.recognised_until, today)}"
        f" (danh bạ của {each.body})"
        for each in listed.order_by("recognised_until", "pk")
        if each.recognised_until
    ]
    written = YearFact.objects.filter(school=school).exclude(certificate="").order_by("-school_year")
    rows += [f"Giấy chứng nhận ghi ở năm học {say_year(each.school_year)}: {each.certificate}" for each in written]
    return _of("certificates", "Công nhận, giấy chứng nhận của trường", rows)


def expiring(hand_over: HandOver) -> Item:
    """Proofs that hold until a day (minh chứng có hạn), what ran out first. One query."""
    today = timezone.localdate()
    found = Proof.objects.filter(school=hand_over.school_id, valid_to__isnull=False, successor=None)
    return told(
        "expiring",
        "Minh chứng có hạn hiệu lực",
        found.exclude(state=Proof.State.DROPPED).order_by("valid_to", "pk"),
        lambda row: f"{_short(row.name)}: đến {day_of(row.valid_to)}, {until(row.valid_to, today)}",
    )


def people(hand_over: HandOver) -> Item:
    """Who has which role, and how many lines that are open (ai giữ vai trò gì, việc đang mở); units too. Two queries,
    linear in the people of the school."""
    roles: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for each in Membership.objects.filter(school=hand_over.school_id).select_related("user").order_by("role"):
        roles.setdefault(each.user_id, []).append(each.get_role_display())
        names[each.user_id] = str(each.user)
    work = {(each["user"], each["unit"]): each for each in _work(hand_over)}
    of_people = sorted((names[key], ", ".join(roles[key]), work.get((key, None))) for key in roles)
    of_units = sorted((str(each["unit__name"]), "", each) for each in work.values() if each["unit"])
    rows = [_does(*each) for each in [*of_people, *of_units]]
    return _of("people", "Ai giữ vai trò gì, việc đang mở của từng người", rows)


def _work(hand_over: HandOver) -> Iterable[Mapping[str, Any]]:
    live = {f"task__{name}": value for name, value in LIVE_PLAN.items()}
    mine = Assignment.objects.filter(school=hand_over.school_id, task__occurrences__state__in=_OPEN, **live)
    late = Count("task", distinct=True, filter=Q(task__occurrences__due__lt=timezone.localdate()))
    grouped = mine.filter(outside=None).order_by().values("user", "unit", "unit__name")
    return grouped.annotate(open=Count("task", distinct=True), late=late)


def _does(name: str, roles: str, work: Mapping[str, Any] | None) -> str:
    open_, late = (work["open"], work["late"]) if work else (0, 0)
    said = f"{open_} việc đang mở{f', {late} quá hạn' if late else ''}" if open_ else "không có việc đang mở"
    return "; ".join(filter(None, (f"{name}: {roles}" if roles else f"{name} (tổ)", said)))


def backups(hand_over: HandOver) -> Item:
    """Where backups lie (bản lưu nằm ở đâu): the last of the whole site, the last archive of the school. Three queries.

    The folder is told where the school has the site to itself: whoever goes may be the only one who knew.
    """
    alone = not School.objects.exclude(pk=hand_over.school_id).exists()
    last, own = last_good(), last_archive(hand_over.school)
    rows = (_of_site(last, alone=alone) if last else NO_BACKUP, _of_school(own) if own else NO_ARCHIVE)
    return Item("backups", "Bản lưu", (last is not None) + (own is not None), rows)


def _of_site(last: Backup, *, alone: bool) -> str:
    place = f"trong thư mục {settings.BACKUP_FOLDER}" if alone else "trong thư mục bản lưu của người giữ trang web"
    copied = f"; {'đã' if last.copied_at else 'chưa'} chép sang nơi thứ hai" if is_asked_for() else ""
    tried = f"; khôi phục thử ngày {day_of(last.verified_at)}" if last.verified_at else "; chưa khôi phục thử"
    return f"Cả trang web: {last.name}, ngày {day_of(last.ended_at or last.begun_at)}, {place}{copied}{tried}"


def _of_school(own: Job) -> str:
    return f"Riêng trường: {own.by} xin ngày {day_of(own.asked_at)}, {own.get_state_display().lower()}"


def _of(kind: str, name: str, rows: list[str]) -> Item:
    return Item(kind, name, len(rows), tuple(rows[:NAMED]))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
