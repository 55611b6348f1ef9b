"""The lines of the plan's table as the page has them (dòng trong bảng kế hoạch), ready for their template."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from caitien.checking.findings import Findings, Seen
from caitien.plans.models import Plan, Task
from caitien.renewal.models import Renumbering
from caitien.web.beside import columns_beside
from caitien.web.planning.boxes import Box, Table
from caitien.web.row_engine import rendered, shortened

LONGEST_TITLE: Final = 60  # letters by which messages about a line name it


@dataclass(frozen=True)
class Addresses:
    """Where the lines of one plan lead (địa chỉ): looked up once for all of them."""

    line: str  # with the key of the line behind it
    add: str
    said: str  # the words of a finding, with its mark behind it
    check: str


def addresses_of(plan: Plan) -> Addresses:
    """The addresses of a plan's lines."""
    return Addresses(
        line=reverse("line", args=[plan.pk, 0]).removesuffix("0"),
        add=reverse("line_add", args=[plan.pk]),
        said=reverse("said", args=["ke-hoach", plan.pk, "0"]).removesuffix("0/loi"),
        check=reverse("check", query={"nam": plan.school_year}),
    )


@dataclass
class LineRow:
    """A line and what stands in its row (một dòng của bảng); no query."""

    task: Task
    table: Table
    told: Findings
    addresses: Addresses
    former: Sequence[Renumbering]  # what its criterion was under other sets of standards

    @property
    def anchor(self) -> str:
        """The name of the row on its page."""
        return f"viec-{self.task.pk}"

    @property
    def address(self) -> str:
        """The page of the line."""
        return f"{self.addresses.line}{self.task.pk}"

    @property
    def add_address(self) -> str:
        """Where a line below this one is asked for."""
        return self.addresses.add

    @property
    def check_page(self) -> str:
        """The page of all findings, for who has no script."""
        return self.addresses.check

    @property
    def title(self) -> str:
        """How messages about the line name it."""
        goal = self.task.goal
        return shortened(goal.criterion or goal.topic or goal.label or "Dòng", LONGEST_TITLE)

    def boxes(self, column: str) -> list[Box]:
        """The cells of a column."""
        return self.table.boxes(self.task, column)

    @property
    def opens_at_name(self) -> bool:
        """Whether the name of the line is a cell to type in."""
        own = self.boxes("line")
        return bool(own) and own[0].open

    @property
    def beside(self) -> list[str]:
        """Words of the results that stand in no cell."""
        return self.table.beside(self.task)

    @cached_property
    def seen(self) -> str:
        """The mark of the whole line; "" where the person may not take it out."""
        return self.table.seen(self.task)

    @cached_property
    def _by_column(self) -> dict[str, list[Seen]]:
        return columns_beside(self.told, self.task)

    def findings(self, column: str) -> Sequence[Seen]:
        """What is said of a column; of the line itself where the column is "line"."""
        return self._by_column.get(column, ())

    def said_at(self, seen: Seen) -> str:
        """Where the words of a finding are fetched when it is opened."""
        return f"{self.addresses.said}{seen.mark}/loi?dong={self.anchor}"


def rows_of(plan: Plan, tasks: Iterable[Task], table: Table, findings: Findings) -> list[LineRow]:
    """The rows of these lines (các dòng). One query, the findings of the lines being read."""
    addresses, former = addresses_of(plan), defaultdict(list)
    for row in plan.renumberings.all():
        former[row.goal_id].append(row)
    return [LineRow(task, table, findings, addresses, former[task.goal_id]) for task in tasks]


def lines_of(rows: Sequence[LineRow]) -> SafeString:
    """The rows as the table has them, those of a standard together. Linear."""
    standards = [(standard, list(own)) for standard, own in groupby(rows, key=lambda row: row.task.goal.standard)]
    return rendered("table/lines.html", standards=standards)


def line_of(row: LineRow) -> SafeString:
    """One row, as the page swaps it in."""
    return rendered("table/row.html", row=row)
