"""The findings of a paper that are kept (phát hiện đã giữ), read from the database as far as a page asks for them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber

from caitien.checking.checks import Checked, of_paper
from caitien.checking.findings import Findings, Seen
from caitien.plans.models import Check, Dismissal, Found
from caitien.prepared import prepared


class KeptFindings(Findings):
    """The findings of the check that was kept last. One query at the start, two where anything was passed over; then
    one for each thing asked, but those that say "no query"."""

    def __init__(self, about: Checked, kept: Check, *, behind: bool = False) -> None:
        self._kept = kept
        self._dismissals = Dismissal.objects.filter(**of_paper(about))
        rows = Found.objects.filter(check_made=kept).order_by("turn")
        passed, passed_counts = _passed(self._dismissals, kept)
        super().__init__(about, rows, kept.counts, passed, passed_counts, behind=behind)

    def open_rows(self, weight: str = "") -> QuerySet[Found]:
        """Those nobody passed over, of one weight or of all. No query."""
        found: QuerySet[Found] = self._rows.exclude(mark__in=self._dismissals.values("mark"))
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
        return self.seen(self._rows.filter(mark__in=self._dismissals.values("mark"))[:most]) if self._passed else []

    def _in_rows(self, rows: Sequence[str]) -> Iterable[Found]:
        return sorted(_found_in(self._kept, rows), key=attrgetter("turn"))


def _passed(dismissals: QuerySet[Dismissal], kept: Check) -> tuple[dict[str, Dismissal], Counter[str]]:
    """What was passed over: mark → by whom and why; and of each weight how many findings that is now, what was mended
    since apart. One query, two where anything was passed over."""
    passed = {row.mark: row for row in _dismissed(kept.upload_id, kept.plan_id)}
    if not passed:
        return passed, Counter()
    now = Found.objects.filter(check_made=kept, mark__in=dismissals.values("mark")).values_list("severity", flat=True)
    return passed, Counter(now)


@prepared
def _dismissed(upload: int | None, plan: int | None) -> QuerySet[Dismissal]:
    """What was passed over in a paper, each with who did."""
    return Dismissal.objects.filter(upload=upload, plan=plan).select_related("by")


@prepared
def _found_in(kept: Check, rows: Sequence[str]) -> QuerySet[Found]:
    """What is said of those rows, in no order: asked for one, SQLite reads all findings of the paper in that order."""
    return Found.objects.filter(check_made=kept, row__in=rows).order_by()
