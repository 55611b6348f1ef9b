"""The findings of a paper that are kept (phát hiện đã giữ), read from the database as far as a page asks for them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber

from caitien.checking.checks import Checked
from caitien.checking.findings import Findings, Seen
from caitien.plans.models import Check, Dismissal, Found
from caitien.prepared import prepared


class KeptFindings(Findings):
    """The findings of the check that was kept last. One query at the start, two where anything was passed over; then
    one for each thing asked, but those that say "no query"."""

    def __init__(self, about: Checked, kept: Check, *, behind: bool = False) -> None:
        self._kept = kept
        passed = {row.mark: row for row in _dismissed(kept.upload_id, kept.plan_id)}
        passed_counts = self._count_passed() if passed else Counter[str]()
        super().__init__(about, kept.counts, passed, passed_counts, behind=behind)

    @cached_property
    def _rows(self) -> QuerySet[Found]:
        return Found.objects.filter(check_made=self._kept).order_by("turn")

    @cached_property
    def _passed_marks(self) -> QuerySet[Dismissal, Any]:
        return Dismissal.objects.filter(upload=self._kept.upload_id, plan=self._kept.plan_id).values("mark")

    def _count_passed(self) -> Counter[str]:
        """Of each weight how many findings were passed over that are there now, what was mended since apart. One
        query."""
        now = self._rows.order_by().filter(mark__in=self._passed_marks)
        return Counter(now.values_list("severity", flat=True))

    def open_rows(self, weight: str = "") -> QuerySet[Found]:
        """Those nobody passed over, of one weight or of all. No query."""
        found: QuerySet[Found] = self._rows.exclude(mark__in=self._passed_marks)
        return found.filter(severity=weight) if weight else found

    def counted(self, weight: str = "", code: str = "") -> Iterable[Mapping[str, Any]]:
        """Of each rule with open findings how many there are."""
        rows = self.open_rows(weight)
        told = (rows.filter(code=code) if code else rows).order_by().values("code", "severity")
        return told.annotate(
            times=Count("pk"), rows=Count("row", distinct=True), first=Min("mark"), last=Max("mark"), low=Min("row")
        )

    def first_of_each(self, many: int, weight: str = "") -> Iterable[Found]:
        """The first so many open ones of each rule, in the order of the paper."""
        place = Window(RowNumber(), partition_by=F("code"), order_by=F("turn").asc())
        return self.open_rows(weight).annotate(place=place).filter(place__lte=many).order_by("turn")

    def dismissed(self, most: int) -> list[Seen]:
        """The first so many of those passed over with a reason. No query where nothing was passed over."""
        return self.seen(self._rows.filter(mark__in=self._passed_marks)[:most]) if self._passed else []

    def _in_rows(self, rows: Sequence[str]) -> Iterable[Found]:
        return sorted(_found_in(self._kept, rows), key=attrgetter("turn"))


@prepared
def _dismissed(upload: int | None, plan: int | None) -> QuerySet[Dismissal]:
    """What was passed over in a paper, each with who did."""
    return Dismissal.objects.filter(upload=upload, plan=plan).select_related("by")


@prepared
def _found_in(kept: Check, rows: Sequence[str]) -> QuerySet[Found]:
    """What is said of those rows, in no order: asked for one, SQLite reads all findings of the paper in that order."""
    return Found.objects.filter(check_made=kept, row__in=rows).order_by()
