"""Two schools with a year lived, and the one they are joined to (hai trường sẽ sáp nhập)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from caitien.access.models import Membership, Role, School, User
from caitien.domain.paper import Form
from caitien.handover.merging import Merger, MergerLook, look_at, merge
from caitien.incoming.adopt import adopt
from caitien.papers.models import Issue
from caitien.plans.begin import begin_plan
from caitien.plans.models import Plan, Task
from caitien.plans.table.table_lines import row_mark
from tests.evidence.made import item_of
from tests.papers.made import answered, issued, settled
from tests.people import person
from tests.plans.approving import chair_of
from tests.plans.reports import report

DAY = dt.date(2027, 7, 1)


@dataclass(frozen=True)
class Lived:
    """A school with its chair and secretary, a plan, an issued report, and a proof of each of its first lines."""

    school: School
    chair: User
    secretary: User
    plan: Plan
    issue: Issue


def lived(name: str, prefix: str, *, lines: int = 28, proofs: int = 3) -> Lived:
    school = School.objects.create(name=name, kind="thcs", framework="tt18-2018")
    chair = person(f"{prefix}-ht", f"Hiệu Trưởng {prefix.upper()}", school, Role.CHAIR)
    secretary = person(f"{prefix}-tk", f"Thư Ký {prefix.upper()}", school, Role.SECRETARY)
    person(f"{prefix}-gv", f"Giáo Viên {prefix.upper()}", school, Role.STAFF)
    with transaction.atomic():
        plan = adopt(school, report(lines))[0]
    settled(secretary, plan)
    for task in plan.tasks.select_related("goal").order_by("position")[:proofs]:
        item = item_of(secretary, school, f"Biên bản {prefix} {task.position}", criterion=task.goal.criterion)
        item.uses.create(school=school, task=task, by=secretary)
    hanh = chair_of(school)  # signs for the tests of papers
    Membership.objects.get_or_create(user=hanh, school=school, role=Role.CHAIR)
    issue = issued(answered(secretary, plan))
    assert isinstance(issue, Issue), issue
    Membership.objects.filter(user=hanh).delete()
    return Lived(school, chair, secretary, plan, issue)


def keeper() -> User:
    return User.objects.create_superuser("giu-trang", "", "x", name="Người Giữ Trang")


def merger_of(*schools: School, chair: User | None = None) -> Merger:
    keys = tuple(each.pk for each in schools)
    return Merger(predecessors=keys, decision="218/QĐ-UBND", decided_on=DAY, day=DAY, chair=chair.pk if chair else None)


def joined(by: User, successor: School, *old: School, chair: User | None = None) -> School:
    """The schools joined, as the keeper saw it."""
    wanted = merger_of(*old, chair=chair)
    look = look_at(successor, wanted)
    assert isinstance(look, MergerLook), look
    found = merge(by, successor, merger=wanted, seen=look.mark)
    assert isinstance(found, School), found
    return found


def begun_plan(by: User, school: School) -> Plan:
    """The draft of the year after, of the same set of standards."""
    return begin_plan(by, school, school_year="2027-2028", form=Form.PLAN)


def marks(tasks: list[Task]) -> dict[int, str]:
    """Key of each line → the mark of how it was seen, as a page sends it back."""
    return {each.pk: row_mark(each) for each in tasks}
