"""The lines of the plan's table as the page has them (dòng trong bảng kế hoạch), ready for their template."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from caitien.checking.findings import Findings, Seen
from caitien.domain.standards import criterion_names
from caitien.plans.models import Plan, Task
from caitien.prepared import prepared
from caitien.renewal.models import Renumbering
from caitien.web.machine.row_engine import rendered, shortened
from caitien.web.planning.table_page.boxes import Box, Table
from caitien.web.requests.beside import columns_beside
from caitien.web.requests.where import address
from caitien.work.beside import NOTHING, Beside, beside_of

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
        line=address("line", plan.pk, 0).removesuffix("0"),
        add=address("line_add", plan.pk),
        said=address("said", "ke-hoach", plan.pk, "0").removesuffix("0/loi"),
        check=f"{address('check')}?{urlencode({'nam': plan.school_year})}",
    )


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line and what stands in its row (một dòng của bảng), all of it worked out: its template asks nothing."""

    task: Task
    anchor: str  # the name of the row on its page
    title: str  # how messages about the line name it
    cells: Mapping[str, Sequence[Box]]  # column → its cells that say something
    blanks: Mapping[str, Sequence[Box]]  # column → those that are only a place to type in
    opens_at_name: bool  # whether the name of the line is a cell to type in
    told: Mapping[str, Sequence[Seen]]  # column → its findings; "line": of the line itself
    beside: Sequence[str]  # words of the results that stand in no cell
    former: Sequence[Renumbering]  # what its criterion was under other sets of standards
    seen: str  # the mark of the whole line; "" where the person may not take it out
    address: str  # its page
    add_address: str  # where a line below it is asked for
    said: str  # where the words of a finding are fetched, its mark behind it
    check_page: str  # all findings, for who has no script
    criterion: str  # the name of its criterion, "" where none is known
    called: str  # what the paper it came from calls it, "" where that is the bare code
    given: Beside  # whom it is given to, and when it is due
    picks: bool  # whether it can be ticked, to be given away with others


def rows_of(plan: Plan, tasks: Iterable[Task], table: Table, findings: Findings) -> list[LineRow]:
    """The rows of these lines (các dòng). Three queries, the findings of the lines being read."""
    tasks = list(tasks)
    addresses, former = addresses_of(plan), defaultdict(list)
    for row in _renumbered(plan):
        former[row.goal_id].append(row)
    given, names = beside_of([task.pk for task in tasks]), criterion_names(plan.framework)
    return [
        _row(
            *(task, table, findings, addresses, former[task.goal_id]),
            given.get(task.pk, NOTHING),
            names.get(task.goal.criterion, ""),
        )
        for task in tasks
    ]


@prepared
def _renumbered(plan: Plan) -> QuerySet[Renumbering]:
    """What the criteria of a plan were under other sets of standards."""
    return Renumbering.objects.filter(plan=plan)


def _row(
    task: Task,
    table: Table,
    findings: Findings,
    at: Addresses,
    former: Sequence[Renumbering],
    given: Beside,
    criterion: str,
) -> LineRow:
    goal = task.goal
    cells, blanks = table.parted(task)
    return LineRow(
        task,
        anchor=f"viec-{task.pk}",
        title=shortened(goal.criterion or goal.topic or goal.label or "Dòng", LONGEST_TITLE),
        cells=cells,
        blanks=blanks,
        opens_at_name=any(box.open for box in (*cells["line"], *blanks["line"])),
        told=columns_beside(findings, task),
        beside=table.beside(task),
        former=former,
        seen=table.seen(task),
        address=f"{at.line}{task.pk}",
        add_address=at.add,
        said=at.said,
        check_page=at.check,
        criterion=criterion,
        called=goal.label if goal.label != goal.criterion else "",
        given=given,
        picks=table.picks and not task.withdrawn,
    )


def lines_of(rows: Sequence[LineRow]) -> SafeString:
    """The rows as the table has them, those of a standard together. Linear."""
    standards = [(standard, list(own)) for standard, own in groupby(rows, key=lambda row: row.task.goal.standard)]
    return rendered("table/lines.html", standards=standards)


def line_of(row: LineRow) -> SafeString:
    """One row, as the page swaps it in."""
    return rendered("table/row.html", row=row)
