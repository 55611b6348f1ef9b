"""Deciding what becomes of the lines of last year (quyết định từng dòng), one by one or all that raise no question.

A decision holds until the new plan is approved: :mod:`caitien.renewal.undoing` takes it back. Expected trouble is a
:class:`~caitien.domain.refused.Refused`.
"""

from dataclasses import dataclass
from typing import Final, TypeVar

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.papers.cells import fit
from caitien.domain.refused import Refused, Stale
from caitien.domain.standards import standard_set
from caitien.plans.models import Plan
from caitien.plans.table.table_lines import row_mark
from caitien.renewal.begin import NEW_CLOSED
from caitien.renewal.carry import Choice, Verdict, carry_out
from caitien.renewal.models import Renewal
from caitien.renewal.propose import Fate, ProposedLine, proposals_of

GONE: Final = Refused("Dòng này không còn trong kế hoạch năm trước. Xin tải lại trang.")
NOT_BEGUN: Final = Refused("Việc chuyển năm vừa được làm lại từ đầu. Xin tải lại trang.")
DECIDED: Final = Refused("Dòng này vừa được quyết định rồi. Muốn đổi, xin bấm “Xem lại”.")
MOVED: Final = Stale("Dòng năm trước vừa được người khác sửa. Xin đọc lại rồi quyết định; chữ đã gõ vẫn còn.")
NO_CRITERION: Final = Refused("Xin chọn tiêu chí mới cho dòng này, hoặc chọn “Không gắn tiêu chí nào”.")
NO_WORK: Final = Refused("Dòng nào cũng cần ghi công việc. Không làm nữa thì xin chọn “Để lại”.")
NO_TOPIC_SET: Final = Refused("Bộ tiêu chuẩn mới không có tiêu chí này. Xin chọn lại trong danh sách.")
NOTHING_READY: Final = Refused("Không còn dòng nào nhận ngay được: các dòng còn lại đều có điều phải hỏi.")

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person says of a line (ý của người quyết định); None: as proposed.

    ``criterion`` is of the new set, "" for none; ``cause``: why the line was not finished, where nobody said.
    ``evidence``, ``figures``: last year's expected evidence, last figures as baselines, stand for the new year too.
    """

    carry: bool
    criterion: str | None = None
    work: str | None = None
    time: str | None = None
    cause: str = ""
    evidence: bool = False
    figures: bool = False


@action("renewal.decide")
def decide_line(actor: User, plan: Plan, *, task: int, wish: Wish, seen: str) -> Done[ProposedLine] | Refused:
    """Carry a line of last year into the new plan, or leave it (mang sang, để lại).

    ``seen`` is the :func:`caitien.plans.table.table_lines.row_mark` of last year's line as it was shown. About forty
    statements.
    """
    renewal = _open_renewal(plan)
    if isinstance(renewal, Refused):
        return renewal
    row = proposals_of(renewal).row(task)
    verdict = _verdict(renewal, row, wish, seen)
    if isinstance(verdict, Refused):
        return verdict
    return _done(actor, renewal, [verdict], verdict.row)


@action("renewal.decide")
def take_ready(actor: User, plan: Plan) -> Done[int] | Refused:
    """Take the proposals for all lines nothing is to be asked of (nhận các dòng không còn gì phải hỏi): how many.

    Statements grow with the number of criteria, not with the lines.
    """
    renewal = _open_renewal(plan)
    if isinstance(renewal, Refused):
        return renewal
    ready = proposals_of(renewal).ready
    if not ready:
        return NOTHING_READY
    return _done(actor, renewal, [_as_proposed(row) for row in ready], len(ready))


def open_to_decisions(plan: Plan) -> Refused | None:
    """Why nothing is decided in this state of the new plan, or None. No query."""
    return NEW_CLOSED.get(plan.state)


def _open_renewal(plan: Plan) -> Renewal | Refused:
    """The renewal of a plan still to be approved; the plan is the locked one."""
    found = Renewal.objects.filter(plan=plan, source__isnull=False).select_related("source__school").first()
    if found is None:
        return NOT_BEGUN
    found.plan = plan
    return open_to_decisions(plan) or found


def _done(actor: User, renewal: Renewal, verdicts: list[Verdict], result: R) -> Done[R]:
    changes = carry_out(actor, renewal, verdicts)
    renewal.plan.save(update_fields=["changed_at"])
    return Done(result, renewal.plan, changes.before, changes.after)


def _as_proposed(row: ProposedLine) -> Verdict:
    choice = {Fate.CARRY: Choice.CARRIED, Fate.RENEW: Choice.RENEWED, Fate.LEAVE: Choice.LEFT}[row.fate]
    return Verdict(row=row, choice=choice, criterion=row.candidates.proposed)


def _verdict(renewal: Renewal, row: ProposedLine | None, wish: Wish, seen: str) -> Verdict | Refused:
    """The decision, checked; or why it cannot be."""
    if row is None:
        return GONE
    if row.decided:
        return DECIDED
    if seen != row_mark(row.task):
        return MOVED
    if not wish.carry:
        return Verdict(row=row, choice=Choice.LEFT)
    criterion = _criterion(renewal, row, wish)
    if isinstance(criterion, Refused):
        return criterion
    said = _said(row, wish)
    if isinstance(said, Refused):
        return said
    texts, cause = said
    return Verdict(
        row=row,
        choice=_choice(row, texts),
        criterion=criterion,
        texts=texts,
        cause=cause,
        evidence=wish.evidence,
        figures=wish.figures,
    )


def _choice(row: ProposedLine, texts: dict[str, str]) -> str:
    if "work" in texts:
        return Choice.CHANGED
    return Choice.RENEWED if row.fate is Fate.RENEW else Choice.CARRIED


def _criterion(renewal: Renewal, row: ProposedLine, wish: Wish) -> str | Refused:
    if not renewal.renumbers:
        return row.task.goal.criterion
    wanted = row.candidates.proposed or None if wish.criterion is None else wish.criterion
    return fitting_criterion(renewal.framework, wanted)


def fitting_criterion(framework: str, wanted: str | None) -> str | Refused:
    """A criterion of a set as a person chose it, "" for none; or why it cannot be."""
    if wanted is None:
        return NO_CRITERION
    known = standard_set(framework)
    return wanted if not wanted or (known and known.criterion(wanted)) else NO_TOPIC_SET


def _said(row: ProposedLine, wish: Wish) -> tuple[dict[str, str], str] | Refused:
    """The texts a person wrote anew, and why the line was not finished."""
    texts = _texts(row, wish)
    if isinstance(texts, Refused):
        return texts
    cause = fit("problems.0.cause", wish.cause)
    return Refused(cause.reason) if isinstance(cause, Refused) else (texts, cause)


def _texts(row: ProposedLine, wish: Wish) -> dict[str, str] | Refused:
    """The texts a person wrote anew, those that differ from what is proposed."""
    old = {"work": row.task.work or row.task.planned, "time": row.time}
    found: dict[str, str] = {}
    for name, typed in (("work", wish.work), ("time", wish.time)):
        text = old[name] if typed is None else fit(f"plan.items.0.{name}", typed)
        if isinstance(text, Refused):
            return Refused(text.reason)
        if text != old[name]:
            found[name] = text
    return NO_WORK if found.get("work", "-") == "" else found
