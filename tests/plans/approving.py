"""A plan on its way through its life, for tests (kế hoạch được trình, được duyệt, được điều chỉnh)."""

from datetime import date

from caitien.access.models import Membership, Role, School, User
from caitien.domain.papers.cells import mark_of
from caitien.plans.life.adjust import decide_adjustments, propose_change
from caitien.plans.life.adjusted import text_of
from caitien.plans.life.life import approve_plan, plan_mark, submit_plan
from caitien.plans.models import Adjustment, Plan, Task, Version

TODAY = date(2026, 9, 10)
LATER = date(2026, 12, 1)


def chair_of(school: School) -> User:
    """Hạnh, who chairs the council of the school."""
    found = User.objects.filter(username="hanh").first()
    if found is None:
        found = User.objects.create_user("hanh", password="mat-khau-hanh", name="Võ Thu Hạnh")
        Membership.objects.create(user=found, school=school, role=Role.CHAIR)
    return found


def approved(plan: Plan, *, number: str = "12/KH-THPTHS", day: date = TODAY) -> Version:
    """The plan's first version: submitted and approved by the chair."""
    chair = chair_of(plan.school)
    submit_plan(chair, plan)
    plan.refresh_from_db()
    version = approve_plan(chair, plan, seen=plan_mark(plan), number=number, date=day)
    assert version is not None
    plan.refresh_from_db()
    return version


def change(who: User, task: Task, field: str, new: str, reason: str = "Hồ bơi đang sửa") -> Adjustment:
    """A proposed change of a line as it stands now."""
    task = Task.objects.select_related("goal", "plan").get(pk=task.pk)
    row = propose_change(who, task, field=field, new=new, reason=reason, seen=mark_of(text_of(task, field)))
    assert isinstance(row, Adjustment), row
    return row


def decided(plan: Plan, *rows: Adjustment, approve: bool = True, number: str = "", day: date = LATER) -> Version | None:
    """What the chair makes of proposals, of the plan as it stands now."""
    plan.refresh_from_db()
    keys = [row.pk for row in rows]
    mark = plan_mark(plan)
    found = decide_adjustments(
        chair_of(plan.school), plan, keys=keys, approve=approve, number=number, date=day, seen=mark
    )
    plan.refresh_from_db()
    return found
