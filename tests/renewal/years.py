"""A year that ends and one that begins, for tests (năm cũ, năm mới)."""

from dataclasses import replace
from typing import Any

from caitien.access.models import School, User
from caitien.domain.paper import Paper, PlanRow, ResultRow, Status
from caitien.domain.paper import Plan as PlanPart
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan, Task
from caitien.plans.table.table_lines import row_mark
from caitien.renewal.begin import begin_renewal
from caitien.renewal.deciding import Wish, decide_line
from caitien.renewal.models import Renewal
from caitien.renewal.propose import ProposedLine, proposals_of

OLD, NEW = "2025-2026", "2026-2027"
TT18, TT57 = "tt18-2018", "tt57-2026-pt"


def line(criterion: str, work: str, status: Status = Status.ONGOING, said: str = "", **texts: Any) -> tuple[Any, Any]:
    """A line of last year: its plan row and its result row."""
    label = f"Tiêu chí {criterion}" if criterion else ""
    head = {"criterion": criterion, "label": label, "standard": int(criterion[0]) if criterion else None, "level": 1}
    plan = PlanRow(
        **head, **{"work": work, "target": f"Xong việc: {work}", "owners": "Tổ Văn", "time": "Hằng năm"} | texts
    )
    told = {status.value: said} if status is not Status.UNSTATED else {"adjusted": said}
    return plan, ResultRow(**head, planned=work, status=status, **told)


def year_of(*lines: tuple[PlanRow, ResultRow], framework: str = TT18, year: str = OLD) -> Paper:
    """The yearly report of these lines."""
    paper = Paper(school="Trường THPT Hoa Sen", school_type="thpt", school_year=year, framework=framework)
    return replace(
        paper, plan=PlanPart(number="12/KH", items=tuple(p for p, _ in lines)), results=tuple(r for _, r in lines)
    )


def mixed_year() -> Paper:
    """A year with a clear line, doubtful ones, one whose days are over, and what is done once or again."""
    return year_of(
        line("1.1", "Xem lại chiến lược", said="Chờ Sở góp ý"),
        line("3.4", "Sửa nhà vệ sinh", time="Tháng 9/2025", evidence="Biên bản nghiệm thu"),
        line("2.2", "Dự giờ", Status.DONE, "Đã dự 40 tiết"),
        line("5.6", "Khảo sát đầu ra", Status.DONE, "Xong", time="Tháng 5"),
    )


def adopted(who: User, school: School, paper: Paper) -> Plan:
    """The plan that comes of the paper."""
    upload = receive_paper(who, school, name="báo cáo.docx", data=repr(paper).encode(), paper=paper)
    plan = adopt_paper(who, upload)
    assert plan is not None
    return plan


def begun(who: User, source: Plan, framework: str = TT57) -> Renewal:
    """The change of year, begun."""
    found = begin_renewal(who, source, framework=framework)
    assert isinstance(found, Renewal), found
    return Renewal.objects.select_related("plan", "source__school").get(pk=found.pk)


def row_of(renewal: Renewal, work: str) -> ProposedLine:
    """What is proposed for the line of that work."""
    return next(row for row in proposals_of(renewal).rows if row.task.work == work)


def decided(who: User, renewal: Renewal, of_work: str, /, **wish: Any) -> Task | None:
    """A decision about the line of that work; the line it became."""
    task = row_of(renewal, of_work).task
    found = decide_line(who, renewal.plan, task=task.pk, wish=Wish(**{"carry": True, **wish}), seen=row_mark(task))
    assert isinstance(found, ProposedLine), found
    return renewal.plan.successions.select_related("new_task__goal").get(old_task=task).new_task
