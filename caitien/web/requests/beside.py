"""Findings beside the cells they are about (phát hiện cạnh ô): what the pages of a plan and of a file share."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localdate

from caitien.checking.checks import Checked, line_row, row_of
from caitien.checking.findings import Findings, Seen
from caitien.checking.looking import findings_of
from caitien.checking.ways import GIVEN
from caitien.incoming.reading import TABLES
from caitien.incoming.understood import Line
from caitien.plans.models import Goal, Plan, Task
from caitien.plans.parts.part import PROBLEM
from caitien.web.requests.member import MemberRequest
from caitien.web.requests.where import address

# columns of the plan page → the fields of the two tables shown there; what stands in none is told at the line's name
PLAN_COLUMNS: Final = {
    "target": ("topic", "target", "indicator"),
    "work": ("work", "planned", "adjusted"),
    "who": ("owners", "time", "budget", "support", "evidence"),
    "stands": ("status", "status_text", "done", "ongoing", "not_started", "note", "extra"),
}
TAPS: Final = ("mend", "dismiss", "take_back", "dismiss_group", "take_group_back")  # names of their addresses
LINES_A_PAGE: Final = 20  # of a file
PROBLEMS_A_PAGE: Final = 40  # of a plan
_TASK_TABLES: Final = ("plan.items", "results")
_COLUMN_OF: Final = {field: column for column, fields in PLAN_COLUMNS.items() for field in fields}


def finding_context(request: MemberRequest, about: Checked, kind: str, rows: Iterable[str] = ()) -> dict[str, Any]:
    """What a page needs to show findings: them, whose they are, and whether the person may settle them; what is said of
    ``rows`` read at once. Two queries for a plan, three for a file, and one where there are rows."""
    findings = findings_of(about, localdate())
    findings.read(rows)
    return {
        "findings": findings,
        "about": about,
        "kind": kind,
        "may_settle": request.acting.may("finding.mend"),
        "taps": {name: address(name, kind, about.pk) for name in TAPS},
        "rules": address("rules"),
    }


def where(seen: Seen, about: Checked) -> str:
    """Where the line of a finding is shown (địa chỉ của dòng), "" for what stands in none. No query."""
    if isinstance(about, Plan):
        return reverse("line", args=[about.pk, seen.task]) if seen.task else _beside_lines(seen, about)
    table = next((name for name, path in TABLES.items() if seen.finding.path.startswith(f"{path}.")), "")
    number = row_of(seen.finding.path).rpartition(".")[2] if table else ""
    if not number.isdecimal():
        return ""
    page = int(number) // LINES_A_PAGE + 1
    return f"{reverse('reading', args=[about.pk])}?phan={table}&trang={page}#dong-{table}-{number}"


def _beside_lines(seen: Seen, plan: Plan) -> str:
    """Where a finding of no line is mended: at its part, or at the table that is missing; "" for number and date,
    which the plan is given when it is approved."""
    if seen.finding.path == "plan.items":
        return reverse("plan", query={"nam": plan.school_year})
    if not seen.part or seen.finding.path in GIVEN:
        return ""
    number = row_of(seen.finding.path).removeprefix(f"{PROBLEM}.")
    page = {"trang": int(number) // PROBLEMS_A_PAGE + 1} if number.isdecimal() else {}
    return reverse("plan_parts", args=[plan.pk], query=page, fragment=seen.part)


def rows_of_tasks(tasks: Iterable[Task]) -> list[str]:
    """The rows of the plan's paper that the lines of a page stand in, for :func:`finding_context`."""
    return [line_row(table, task.pk) for task in tasks for table in _TASK_TABLES]


def rows_of_problems(problems: Iterable[Goal]) -> list[str]:
    """The rows of the plan's paper that its problems stand in."""
    return [line_row("problems", problem.pk) for problem in problems]


def columns_beside(findings: Findings, task: Task) -> dict[str, list[Seen]]:
    """What is said of each column of a task's line (cột → phát hiện); of the line itself under "line"."""
    columns: dict[str, list[Seen]] = defaultdict(list)
    for row in rows_of_tasks([task]):
        for seen in findings.at_row(row):
            columns[_COLUMN_OF.get(_field(seen.finding.path), "line")].append(seen)
    return columns


def beside_task(findings: Findings, task: Task, column: str) -> list[Seen]:
    """What is said of a column of a task's line; of the line itself where the column is "line"."""
    return columns_beside(findings, task)[column]


def beside_line(findings: Findings, line: Line) -> list[Seen]:
    """What is said of a line of a file that stands in none of the cells shown."""
    if line.table not in TABLES:
        return []
    row = f"{TABLES[line.table]}.{int(line.number) - 1}"
    shown = {cell.path for cell in line.cells}
    return [seen for seen in findings.at_row(row) if seen.finding.path not in shown]


def _field(path: str) -> str:
    """The field of a row a path is in: "plan.items.3.extra.Ghi thêm" → "extra"; "" for the row itself."""
    head = path.removeprefix("plan.items.").removeprefix("results.")
    return head.partition(".")[2].partition(".")[0]
