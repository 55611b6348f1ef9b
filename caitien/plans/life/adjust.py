"""Changes of an approved plan (điều chỉnh): proposed with a reason, decided by the chair, kept whatever came of it.

Texts in force stand on the lines, ``Task.first`` keeps what was first approved (:mod:`caitien.plans.life.adjusted`
says what an approved one does); each decision that approves makes one new version. What cannot
be proposed or decided is refused.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.papers.cells import CRITERION, fit, mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Clash, Refused, Stale
from caitien.plans.life.adjusted import FIELDS, OF_LINE, apply, text_of
from caitien.plans.life.life import plan_mark
from caitien.plans.life.proposals import Kind, State, clashing, known_by, stands, words_of
from caitien.plans.life.versions import freeze
from caitien.plans.models import Adjustment, Plan, Task, Version
from caitien.plans.parts.edit import fit_part
from caitien.plans.parts.part import part_named, row_of
from caitien.plans.parts.rows import KINDS, fill, new_part

LONGEST_REASON: Final = 2_000  # letters
LONGEST_NUMBER: Final = 200
NOT_APPROVED: Final = {
    PlanState.DRAFT: Refused("Kế hoạch đang soạn, chưa cần điều chỉnh: xin sửa thẳng trong kế hoạch."),
    PlanState.SUBMITTED: Refused("Kế hoạch đang chờ phê duyệt. Điều chỉnh đề nghị được sau khi kế hoạch được duyệt."),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên không điều chỉnh nữa."),
}
NO_REASON: Final = Refused(f"Xin ghi lý do điều chỉnh, không quá {LONGEST_REASON} chữ cái.")
LONG_NUMBER: Final = Refused("Số văn bản dài quá. Xin ghi gọn lại, như 15/QĐ-THPT.")
GONE: Final = Refused("Dòng này không còn trong kế hoạch.")
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch nên không điều chỉnh nữa.")
RESULTS_ONLY: Final = Refused("Dòng này chỉ có trong bảng kết quả, không có trong kế hoạch để điều chỉnh.")
NO_PART: Final = Refused("Phần này không còn trong kế hoạch.")
NO_TEXT: Final = Refused("Xin ghi ít nhất một ô.")
NO_CELL: Final = Refused("Ô này không điều chỉnh riêng được.")
SAME: Final = Refused("Chữ mới giống chữ đang có, không có gì để điều chỉnh.")
NO_WORK: Final = Refused("Dòng nào cũng cần ghi công việc. Muốn bỏ hẳn việc này, xin đề nghị rút dòng.")
NO_CRITERION: Final = "“{}” chưa phải một tiêu chí. Ghi như 3.2."
NOT_YOURS: Final = Refused("Chỉ người đề nghị rút lại được. Hiệu trưởng có thể không duyệt.")
MOVED: Final = Stale(
    "Chưa có gì thay đổi: trong lúc thầy cô xem, có đề nghị vừa được quyết định hoặc rút lại, kế hoạch vừa có bản mới, "
    "hoặc hai đề nghị cùng sửa một ô. Xin xem lại."
)
DECIDED: Final = Stale("Đề nghị này đã được quyết định.")


# --- to propose -------------------------------------------------------------------------------------------------------


def propose_change(
    actor: User, task: Task, *, field: str, new: str, reason: str, paper_number: str = "", seen: str
) -> Adjustment | Refused:
    """Propose another text for a cell of a line (đề nghị sửa): ``field`` of :data:`caitien.plans.life.adjusted.FIELDS`.

    ``seen`` is the mark (:func:`caitien.domain.papers.cells.mark_of`) of what the person saw there; where it says
    something else by now the answer is a Clash. The same proposed again is the one that waits. Four queries.
    """
    said = {"field": field, "new": new, "reason": reason, "paper_number": paper_number}
    return _propose_change(actor, task.plan, key=task.pk, seen=seen, said=said)


@action("adjustment.propose")
def _propose_change(
    actor: User, plan: Plan, *, key: int, seen: str, said: Mapping[str, str]
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    task, field = _task(plan, key), said["field"]
    if isinstance(task, Refused):
        return task
    if field not in OF_LINE or (field == "standard_title" and task.goal.standard is None):
        return NO_CELL
    now, new = text_of(task, field), fit(f"plan.items.0.{field}", said["new"])
    if isinstance(new, Refused):
        return new
    if seen != mark_of(now) and now != new:
        return Clash(now=now, typed=new)
    if now == new or (field == "work" and not new):
        return SAME if now == new else NO_WORK
    return _keep_proposal(actor, plan, {"kind": Kind.CHANGE, "task": task, "old": now, **said, "new": new})


@action("adjustment.propose")
def propose_part(
    actor: User, plan: Plan, *, part: str, field: str, new: str, reason: str, paper_number: str = "", seen: str
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    """Propose another text for the head, a problem or a review (đề nghị sửa phần khác): ``part`` is its name in
    addresses (:mod:`caitien.plans.parts.part`), ``seen`` as for :func:`propose_change`. Three queries."""
    found = part_named(plan, part)
    if found is None:
        return NO_PART
    if field not in found.planned_fields:
        return NO_CELL
    now, text = found.text(field), fit_part(found, field, new)
    if isinstance(text, Refused):
        return text
    if seen != mark_of(now) and now != text:
        return Clash(now=now, typed=text)
    if now == text:
        return SAME
    said = {"place": found.place, **row_of(found), "field": field, "old": now, "new": text}
    return _keep_proposal(
        actor, plan, {"kind": Kind.CHANGE, "task": None, **said, "reason": reason, "paper_number": paper_number}
    )


@action("adjustment.propose")
def propose_new_part(
    actor: User, plan: Plan, *, kind: str, values: Mapping[str, str], reason: str, paper_number: str = ""
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    """Propose a problem or a review more (đề nghị thêm vấn đề, đợt theo dõi): fields of the part → text. The same
    proposed again is the one that waits. Three queries."""
    if kind not in KINDS:
        return NO_PART
    part = new_part(plan, kind)
    amiss = fill(part, values)
    if amiss:
        return amiss
    texts = {name: text for name in part.fields if (text := part.text(name))}
    if not texts:
        return NO_TEXT
    said = {"kind": Kind.ADD, "place": part.place, "values": texts}
    return _keep_proposal(actor, plan, {**said, "reason": reason, "paper_number": paper_number})


@action("adjustment.propose")
def propose_part_withdrawal(
    actor: User, plan: Plan, *, part: str, reason: str, paper_number: str = ""
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    """Propose to give a problem or a review up (đề nghị rút vấn đề, đợt theo dõi), by its name in addresses. The same
    proposed again is the one that waits. Three queries."""
    found = part_named(plan, part)
    if found is None or found.row is None:
        return NO_PART
    said = {"kind": Kind.WITHDRAW, "place": found.place, "old": words_of(found), **row_of(found)}
    return _keep_proposal(actor, plan, {**said, "reason": reason, "paper_number": paper_number})


@action("adjustment.propose")
def propose_addition(
    actor: User, plan: Plan, *, values: Mapping[str, str], reason: str, paper_number: str = ""
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    """Propose a new line (đề nghị thêm dòng): fields of a PlanRow → text, "criterion" or "topic" saying where. The same
    proposed again is the one that waits. Three queries."""
    texts: dict[str, str] = {}
    for name in ("criterion", *FIELDS):
        text = fit(f"plan.items.0.{name}", values.get(name) or "")
        if isinstance(text, Refused):
            return text
        texts |= {name: text} if text else {}
    criterion = texts.get("criterion", "")
    if criterion and not CRITERION.fullmatch(criterion):
        return Refused(NO_CRITERION.format(criterion))
    if "work" not in texts:
        return NO_WORK
    return _keep_proposal(
        actor, plan, {"kind": Kind.ADD, "values": texts, "reason": reason, "paper_number": paper_number}
    )


def propose_withdrawal(actor: User, task: Task, *, reason: str, paper_number: str = "") -> Adjustment | Refused:
    """Propose to give a line up (đề nghị rút dòng). The same proposed again is the one that waits. Four queries."""
    said = {"reason": reason, "paper_number": paper_number}
    return _propose_withdrawal(actor, task.plan, key=task.pk, said=said)


@action("adjustment.propose")
def _propose_withdrawal(
    actor: User, plan: Plan, *, key: int, said: Mapping[str, str]
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    task = _task(plan, key)
    if isinstance(task, Refused):
        return task
    return _keep_proposal(actor, plan, {"kind": Kind.WITHDRAW, "task": task, "old": known_by(task), **said})


def _task(plan: Plan, key: int) -> Task | Refused:
    """The line, if it can be adjusted."""
    if plan.state in NOT_APPROVED:
        return NOT_APPROVED[PlanState(plan.state)]
    task = plan.tasks.select_related("goal").filter(pk=key).first()
    if task is None:
        return GONE
    return WITHDRAWN if task.withdrawn else RESULTS_ONLY if task.plan_row is None else task


def _keep_proposal(
    actor: User, plan: Plan, said: Mapping[str, Any]
) -> Done[Adjustment] | Unchanged[Adjustment] | Refused:
    """Keep a proposal; the one that waits already where it says the same."""
    hindrance = NOT_APPROVED.get(PlanState(plan.state)) or _unfit(said)
    if hindrance:
        return hindrance
    waiting = plan.adjustments.filter(state=State.OPEN, **said).first()
    if waiting:
        return Unchanged(waiting)
    row = Adjustment.objects.create(school_id=plan.school_id, plan=plan, proposed_by=actor, **said)
    return Done(row, row.task or plan, {}, _for_the_trail(row))


def _unfit(said: Mapping[str, Any]) -> Refused | None:
    if not said["reason"].strip() or len(said["reason"]) > LONGEST_REASON:
        return NO_REASON
    return LONG_NUMBER if len(said["paper_number"]) > LONGEST_NUMBER else None


def _for_the_trail(row: Adjustment) -> dict[str, Any]:
    """What the audit trail is told of a proposal."""
    names = ("kind", "place", "field", "old", "new", "values", "reason", "paper_number")
    told = {name: getattr(row, name) for name in names}
    return {"adjustment": row.pk, **{name: value for name, value in told.items() if value}}


# --- to decide --------------------------------------------------------------------------------------------------------


def take_back_adjustment(actor: User, adjustment: Adjustment) -> Adjustment | Refused:
    """Take one's own proposal back while nobody decided it (rút lại đề nghị). Two queries."""
    return _take_back(actor, adjustment.plan, key=adjustment.pk)


@action("adjustment.take_back")
def _take_back(actor: User, plan: Plan, *, key: int) -> Done[Adjustment] | Refused:
    row = plan.adjustments.select_related("task").get(pk=key)
    if row.state != State.OPEN:
        return DECIDED
    if row.proposed_by_id != actor.pk:
        return NOT_YOURS
    row.state, row.decided_by, row.decided_at = State.TAKEN_BACK, actor, timezone.now()
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return Done(row, row.task or plan, _for_the_trail(row), {"adjustment": row.pk, "state": row.state})


@action("adjustment.decide")
def decide_adjustments(
    actor: User,
    plan: Plan,
    *,
    keys: Iterable[int],
    approve: bool,
    answer: str = "",
    number: str = "",
    date: dt.date,
    seen: str,
) -> Done[Version] | Refused:
    """Approve proposals, all at once, or refuse them (quyết định điều chỉnh): the version in force from then on.

    Approving any number of them makes one new version, with the number and date of the paper that adjusts (the plan's
    own number where that is ""). ``seen`` is the :func:`caitien.plans.life.life.plan_mark` of the plan they were
    shown with. Refused where another version is in force by now, one of them was decided or taken
    back, the plan no longer says what one of them changes, or two of them want the same cell. Linear; the paper is
    printed once."""
    rows = list(plan.adjustments.select_related("task__goal", "goal", "review").filter(pk__in=set(keys)).order_by("pk"))
    if plan.state != PlanState.APPROVED or seen != plan_mark(plan) or not _may_settle(rows, keys, approve=approve):
        return MOVED
    settled = {"decided_by": actor, "decided_at": timezone.now(), "answer": answer[:LONGEST_REASON]}
    if approve:
        return _approve(plan, rows, settled, number=number, date=date)
    return _refuse(plan, rows, settled)


def _refuse(plan: Plan, rows: list[Adjustment], settled: dict[str, Any]) -> Done[Version]:
    """Keep them as refused; the version in force stays. Two queries."""
    plan.adjustments.filter(pk__in=[row.pk for row in rows]).update(**settled, state=State.REFUSED)
    told = {**_decided(rows, State.REFUSED), "answer": settled["answer"]}
    return Done(plan.versions.latest("number"), plan, {}, told)


def _approve(
    plan: Plan, rows: list[Adjustment], settled: dict[str, Any], *, number: str, date: dt.date
) -> Done[Version]:
    """Let the plan say what they want, and freeze it as the next version."""
    decided = _decided(rows, State.APPROVED)
    changes = apply(plan, rows)
    plan.version_number += 1
    plan.save()
    version = freeze(plan, settled["decided_by"], number=number, date=date)
    settled = {**settled, "state": State.APPROVED, "version": version}
    for row in rows:
        for name, value in settled.items():
            setattr(row, name, value)
    Adjustment.objects.bulk_update(rows, [*settled, "task", "goal", "review"])
    told = {"version": version.number, "number": version.paper_number, "date": date.isoformat()}
    hashes = {"sha256": version.sha256, "file_sha256": version.file_sha256, "answer": settled["answer"]}
    return Done(version, plan, changes.before, {**changes.after, **decided, **told, **hashes})


def _decided(rows: list[Adjustment], state: State) -> dict[str, Any]:
    """What the audit trail is told of each: as it was proposed, and what came of it."""
    return {f"adjustment {row.pk}": {**_for_the_trail(row), "state": state.value} for row in rows}


def _may_settle(rows: list[Adjustment], keys: Iterable[int], *, approve: bool) -> bool:
    """Whether every one of them still waits, and, to be approved, still fits the plan and the others."""
    there = bool(rows) and len(rows) == len(set(keys)) and all(row.state == State.OPEN for row in rows)
    return there and (not approve or (all(map(stands, rows)) and not clashing(rows)))
