"""The number and date of a plan (số, ngày của kế hoạch): what stands, what an approval would put in its place, and the
recorded correction of an approved one."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.plans.life.versions import freeze
from caitien.plans.models import Plan, Version

LONGEST_REASON: Final = 2_000  # letters
MOVED: Final = Stale("Kế hoạch vừa có bản mới, nên chưa đính chính gì. Xin xem lại rồi làm tiếp.")
NOT_APPROVED: Final = Refused("Chỉ kế hoạch đang thực hiện mới đính chính số, ngày được.")
NO_NUMBER: Final = Refused("Kế hoạch đã có số nên không để trống được. Xin ghi số đúng.")
NO_REASON: Final = Refused("Xin ghi vì sao đính chính, như: văn thư vào sổ nhầm số.")
INSTEAD: Final = "Số hoặc ngày vừa ghi khác với số, ngày đang có. Xin xem chỗ sẽ đổi, rồi bấm lại hoặc ghi lại như cũ."


@dataclass(frozen=True, slots=True)
class Replaced:
    """A number or date that would take the place of another (chỗ sẽ đổi): its name, what stands, what comes."""

    name: str
    old: str
    new: str


def known_date(plan: Plan) -> dt.date | None:
    """The date the plan's own paper bears (ngày đã có), None where it says none. No query."""
    head = plan.letterhead.get("date") if plan.form != Form.REPORT else None
    return plan.date or (dt.date.fromisoformat(head) if head else None)


def replaced_by(plan: Plan, number: str, date: dt.date) -> tuple[Replaced, ...]:
    """What of the plan's number and date would be replaced (số, ngày sẽ đổi), where something stands that differs. A
    number that is "" keeps what stands. No query."""
    return instead_of(plan.number, known_date(plan), number, date)


def instead_of(stood: str, stands: dt.date | None, number: str, date: dt.date) -> tuple[Replaced, ...]:
    """The same of a number and date that stand on any paper, "" and None where none do. No query."""
    found = []
    if number and stood and number != stood:
        found.append(Replaced("Số", stood, number))
    if stands and stands != date:
        found.append(Replaced("Ngày", said(stands), said(date)))
    return tuple(found)


def replaced_mark(replaced: tuple[Replaced, ...]) -> str:
    """A mark of what a person was shown to be replaced (dấu của chỗ sẽ đổi), "" where nothing is."""
    return mark_of(repr([(each.name, each.old, each.new) for each in replaced])) if replaced else ""


def said(day: dt.date) -> str:
    """A day as people write it: 05/09/2026."""
    return f"{day:%d/%m/%Y}"


def write_head(plan: Plan, number: str, date: dt.date) -> None:
    """Give the plan a number ("" keeps its own) and date; where its paper is that of a plan, in the letterhead too. For
    verbs only; nothing is saved."""
    plan.number, plan.date = number or plan.number, date
    if plan.form != Form.REPORT:
        head = {"date": date.isoformat(), "date_text": "", **({"number": number} if number else {})}
        plan.letterhead = {**plan.letterhead, **head}


@action("plan.correct_head")
def correct_head(
    actor: User, plan: Plan, *, number: str, date: dt.date, reason: str, seen: int
) -> Done[Version] | Unchanged[Version] | Refused:
    """Mend the number and date of an approved plan (đính chính số, ngày): the plan says them from now on, as its next
    version; what was approved before stays as it was signed.

    ``seen`` is the number of the version the person was shown. Refused where another is in force by now, the plan is
    not approved, the number is taken away, or no reason is given. Linear; the paper is printed once.
    """
    if plan.state != PlanState.APPROVED:
        return NOT_APPROVED
    if seen != plan.version_number:
        return MOVED
    if not reason or len(reason) > LONGEST_REASON:
        return NO_REASON
    if plan.number and not number:
        return NO_NUMBER
    if (number, date) == (plan.number, plan.date):
        return Unchanged(plan.versions.latest("number"))
    before = {"number": plan.number, "date": plan.date.isoformat() if plan.date else ""}
    write_head(plan, number, date)
    plan.version_number += 1
    plan.save()
    version = freeze(plan, actor, number=number, date=date)
    told = {"version": version.number, "sha256": version.sha256, "file_sha256": version.file_sha256, "reason": reason}
    return Done(version, plan, before, {"number": plan.number, "date": date.isoformat(), **told})
