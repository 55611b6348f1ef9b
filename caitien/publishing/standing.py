"""What a year has to show, and how far that is (việc công khai của năm): by when, what is newer than that."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.models import School
from caitien.access.rights import ActingUser
from caitien.access.schools.describe import calendar_of
from caitien.domain.publishing.due import KEPT_YEARS, UPDATE_DAYS, working_days_after, yearly_deadline
from caitien.domain.publishing.page import KIND_NAMES, PublicKind
from caitien.domain.times.school_calendar import Deadline, Holiday, propose_year, years_back
from caitien.publishing.models import Edition, Publication
from caitien.publishing.sources import Mark, YearPapers, marks_of, papers_of_years, signed_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How one item stands (tình trạng một mục). ``newer``: there are papers newer than what everyone sees;
    ``update_by``: by when those have to stand there."""

    kind: str
    year: str
    due: Deadline
    ready: bool  # whether there is a signed paper to show
    publication: Publication | None = None
    newer: bool = False
    update_by: dt.date | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return KIND_NAMES[PublicKind(self.kind)]

    @property
    def state(self) -> str:
        """How far it is, in a word."""
        item = self.publication
        if item is None:
            return "chưa soạn"
        if item.asked_at:
            return "chờ duyệt"
        if item.live_id:
            return "đang công khai"
        return "đã gỡ" if item.removed_at else "đang soạn"

    def days_left(self, today: dt.date) -> int | None:
        """Days to the nearer of its two deadlines, below 0 when it is past; None where nothing is to be done."""
        live = bool(self.publication and self.publication.live_id)
        by = self.update_by if live else self.due.by
        return (by - today).days if by and (self.newer or not live) else None


def publications_for(acting: ActingUser) -> QuerySet[Publication]:
    """The items of the school (mục công khai của trường). No query of its own."""
    return Publication.objects.filter(school=acting.school).select_related("school", "live", "asked_by")


def standings_of(school: School, year: str) -> list[Standing]:
    """The items of a year (các mục của năm), as they stand. Six queries. ValueError where it is no school year."""
    papers = papers_of_years(school, years_back(year, KEPT_YEARS))
    calendar = calendar_of(school, year)
    items = {item.kind: item for item in _items(school, year)}
    due, holidays = yearly_deadline(year, calendar), (calendar or propose_year(year)).holidays
    return [_standing(kind, year, due, papers, items.get(kind), holidays) for kind in KIND_NAMES]


def _items(school: School, year: str) -> QuerySet[Publication]:
    found = Publication.objects.filter(school=school, school_year=year).select_related("live")
    return found.defer("live__html", "live__content")


def _standing(
    kind: str,
    year: str,
    due: Deadline,
    papers: Mapping[str, YearPapers],
    item: Publication | None,
    holidays: tuple[Holiday, ...],
) -> Standing:
    marks = marks_of(kind, year, papers)
    live: Edition | None = item.live if item else None
    newer = bool(live and marks and live.sources != marks)
    changed = _changed_on(kind, year, papers, live.sources) if live and newer else None
    by = working_days_after(changed, UPDATE_DAYS, holidays) if changed else None
    return Standing(kind, year, due, bool(marks), item, newer, by)


def _changed_on(kind: str, year: str, papers: Mapping[str, YearPapers], seen: Mark) -> dt.date:
    """Since when what everyone sees is not the newest: the day of the first paper that is newer."""
    if kind != PublicKind.YEARS:
        signed = signed_of(kind, papers.get(year))
        return signed.day if signed else timezone.localdate()
    new = [
        signed.day
        for each in papers.values()
        for signed in (each.plan, each.result)
        if signed and signed.mark not in seen
    ]
    facts = [
        timezone.localdate(each.fact.changed_at)
        for each in papers.values()
        if each.fact and not set(each.marks) <= set(seen)
    ]
    return min(new or facts or [timezone.localdate()])
