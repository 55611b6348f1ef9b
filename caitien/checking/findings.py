"""What the rules say of a plan or a dropped file (phát hiện), as pages read it: counted, and row by row."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec
from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber

from caitien.checking.checks import Checked, Told, of_paper, row_of
from caitien.checking.ways import AT_ONCE, Leading, leading, part_of, task_of
from caitien.domain.finding import SEVERITY_NAMES, Finding, Severity
from caitien.domain.papers.cells import cell_of
from caitien.plans.models import Check, Dismissal, Found, Plan
from caitien.prepared import prepared
from caitien.rules import rule
from caitien.rules.spots import Spot


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as a page shows it (phát hiện trên trang): with its spot, and who passed it over, if anyone did."""

    finding: Finding
    spot: Spot
    mark: str  # its name in addresses and forms, another for every key
    dismissal: Dismissal | None = None
    leads: Leading = AT_ONCE  # how its words can be changed
    task: int | None = None  # key of the plan's line it is about
    part: str = ""  # of a plan: the part beside its lines it is about, by its name in addresses

    @property
    def severity(self) -> str:
        """How much it weighs, in words (lỗi, cảnh báo, gợi ý)."""
        return SEVERITY_NAMES[self.finding.severity]

    @property
    def rule_title(self) -> str:
        """What its rule is called; "" where the rule is gone."""
        known = rule(self.finding.code)
        return known.page.title if known else ""


class Findings:
    """The findings of a paper (các phát hiện), as they were kept: what a page does not ask for is not read.

    One query at the start, two where anything was passed over; then one for each thing asked, but those that say "no
    query". ``behind``: whether the workers are still at the check of the paper as it is now, and this is the one kept
    before it.
    """

    def __init__(self, about: Checked, kept: Check, *, behind: bool = False) -> None:
        self.behind = behind
        self._about = about
        self._kept = kept
        self._counts = kept.counts
        self._passed = {row.mark: row for row in _dismissed(kept.upload_id, kept.plan_id)}
        self._passed_counts = self._count_passed() if self._passed else Counter[str]()
        self._read: dict[str, list[Seen]] = {}

    @cached_property
    def _rows(self) -> QuerySet[Found]:
        return Found.objects.filter(check_made=self._kept).order_by("turn")

    @cached_property
    def _dismissals(self) -> QuerySet[Dismissal]:
        return Dismissal.objects.filter(**of_paper(self._about))

    def _count_passed(self) -> Counter[str]:
        """Of each weight how many findings were passed over that are there now, what was mended since apart. One
        query."""
        now = self._rows.order_by().filter(mark__in=self._dismissals.values("mark"))
        return Counter(now.values_list("severity", flat=True))

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many are open of each weight: its code, its word, the number. No query."""
        return [
            (weight.value, name, self._counts.get(weight.value, 0) - self._passed_counts[weight.value])
            for weight, name in SEVERITY_NAMES.items()
        ]

    @property
    def how_many_open(self) -> int:
        """How many nobody passed over. No query."""
        return sum(number for _, _, number in self.counts)

    @property
    def worst(self) -> str:
        """The heaviest weight that is open, "" where nothing is. No query."""
        return next((weight for weight, _, number in self.counts if number), "")

    @property
    def how_many_dismissed(self) -> int:
        """How many were passed over with a reason. No query."""
        return self._passed_counts.total()

    def read(self, rows: Iterable[str]) -> None:
        """Have at hand what is said of these rows (đọc trước), named as in Found.row; "" the text outside tables."""
        wanted = set(rows) - self._read.keys()
        if not wanted:
            return
        found: dict[str, list[Seen]] = defaultdict(list)
        for kept in sorted(_in_rows(self._kept, sorted(wanted)), key=attrgetter("turn")):
            found[kept.row].append(self._seen(kept))
        self._read |= {row: found[row] for row in wanted}

    def at_row(self, row: str) -> Sequence[Seen]:
        """All that is said of a row and its cells, passed over or not. No query once it was read."""
        self.read([row])
        return self._read[row]

    def at_cell(self, path: str) -> list[Seen]:
        """What is said of one cell of a file. No query once its row was read."""
        return [seen for seen in self.at_row(row_of(path)) if cell_of(seen.finding.path) == path]

    def find(self, mark: str) -> Seen | None:
        """The finding of a mark, or None."""
        kept = self._rows.filter(mark=mark).first()
        return self._seen(kept) if kept else None

    def of_code(self, code: str) -> Seen | None:
        """The first finding of a rule, or None."""
        kept = self._rows.filter(code=code).first()
        return self._seen(kept) if kept else None

    def open_rows(self, weight: str = "") -> QuerySet[Found]:
        """Those nobody passed over, of one weight or of all, in the order of the paper; for :meth:`seen`. No query."""
        found = self._rows.exclude(mark__in=self._dismissals.values("mark"))
        return found.filter(severity=weight) if weight else found

    def counted(self, weight: str = "", code: str = "") -> Iterable[Mapping[str, Any]]:
        """Of each rule with open findings: its ``code`` and ``severity``, how many ``times`` in how many ``rows``, the
        ``first`` and ``last`` mark, and the ``low`` row, "" where one stands in no row."""
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
        """The first so many of those passed over with a reason."""
        return self.seen(self._rows.filter(mark__in=self._dismissals.values("mark"))[:most]) if self._passed else []

    def seen(self, rows: Iterable[Found]) -> list[Seen]:
        """Kept findings as pages show them. No query of its own."""
        return [self._seen(kept) for kept in rows]

    @cached_property
    def errors(self) -> tuple[Seen, ...]:
        """The open ones with which a paper cannot go out."""
        return tuple(self.seen(self.open_rows(Severity.ERROR)))

    @cached_property
    def all(self) -> tuple[Seen, ...]:
        """Every one of them; linear, for no page."""
        return tuple(self.seen(self._rows))

    def _seen(self, kept: Found) -> Seen:
        finding, spot = msgspec.convert(kept.said, Told)
        leads = leading(self._about, finding.fix.path if finding.fix else finding.path, kept.row)
        part = part_of(self._about, finding.path, kept.row) if isinstance(self._about, Plan) else ""
        return Seen(finding, spot, kept.mark, self._passed.get(kept.mark), leads, task_of(kept.row), part)


@prepared
def _dismissed(upload: int | None, plan: int | None) -> QuerySet[Dismissal]:
    """What was passed over in a paper, each with who did."""
    return Dismissal.objects.filter(upload=upload, plan=plan).select_related("by")


@prepared
def _in_rows(kept: Check, rows: Sequence[str]) -> QuerySet[Found]:
    """What is said of those rows, in no order: asked for one, SQLite reads all findings of the paper in that order."""
    return Found.objects.filter(check_made=kept, row__in=rows).order_by()
