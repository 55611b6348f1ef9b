"""What people do about findings (xử lý phát hiện): apply a fix, pass over with a reason, decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.checking.checks import Checked, of_paper, paper_now
from caitien.checking.findings import Findings, Seen
from caitien.checking.groups import group_of
from caitien.checking.looking import findings_now
from caitien.checking.ways import GIVEN, PLANNED, why_not_mended
from caitien.domain.finding import Fix
from caitien.domain.paper import Form, Paper
from caitien.domain.papers import paths
from caitien.domain.papers.cells import cell_of, is_cell, mark_of, read_cell
from caitien.domain.papers.paper_json import to_json
from caitien.domain.refused import Refused, Stale
from caitien.incoming.adopt import adopt, adopt_beside
from caitien.incoming.correct import keep_cells
from caitien.plans.models import Decision, Dismissal, Mending, Plan, Upload
from caitien.rules import apply_fixes

Texts = Mapping[str, str]  # path → text
LONGEST_REASON: Final = 2_000  # letters
GONE: Final = Stale("Chỗ này vừa được sửa nên không còn như thầy cô đã xem. Chưa có gì thay đổi.")
PASSED_OVER: Final = Refused("Điều này đã có người bỏ qua từ trước, lý do của họ được giữ lại.")
OTHER_ERRORS: Final = Stale("Các lỗi vừa khác đi so với lúc thầy cô xem, nên chưa ghi. Xin xem lại rồi quyết định.")


@action("finding.mend")
def mend_finding(actor: User, about: Checked, *, mark: str, today: date) -> Done[Mending] | Refused:
    """Apply the certain fix of a finding (sửa theo gợi ý chắc chắn), wherever its words are shared.

    In a file it is a correction like any other, in the plan an edit of its lines; both can be taken back. Refused where
    the finding is gone by now, has no such fix, or the plan is not edited any more.
    """
    seen = findings_now(about, today).find(mark)
    fix = seen.finding.fix if seen else None
    cells = _mended(paper_now(about), fix) if fix else {}
    if seen is None or fix is None:
        return GONE
    if refused := _write(actor, about, {path: after for path, (_, after) in cells.items()}):
        return refused
    row = Mending.objects.create(**_whose(actor, about), code=seen.finding.code, old=fix.old, new=fix.new, cells=cells)
    return Done(row, row, *_before_and_after(cells))


@action("finding.restore")
def restore_words(actor: User, about: Checked, *, key: int) -> Done[Mending] | Refused:
    """Take a fix back (trả lại chữ cũ): every cell says again what it said. Refused where one says a third thing."""
    row = Mending.objects.filter(**of_paper(about), pk=key).first()
    paper = paper_now(about)
    if row is None or any(_text(paper, path) != after for path, (_, after) in row.cells.items()):
        return GONE
    if refused := _write(actor, about, {path: before for path, (before, _) in row.cells.items()}):
        return refused
    was, now = _before_and_after(row.cells)
    before = {"mending": row.pk, **now}
    row.delete()
    return Done(row, about, before, was)


@action("finding.dismiss")
def dismiss_finding(actor: User, about: Checked, *, mark: str, reason: str, today: date) -> Done[Seen] | Refused:
    """Pass a finding over, and say why (bỏ qua, có lý do). ``reason`` is not blank. Refused where it is gone by now
    or passed over already."""
    seen = findings_now(about, today).find(mark)
    if seen is None:
        return GONE
    code, path, words = seen.finding.key
    values = {**_whose(actor, about), "code": code, "path": path, "words": words, "reason": reason}
    row, fresh = Dismissal.objects.get_or_create(**of_paper(about), mark=mark, defaults=values)
    after = {"code": code, "path": path, "words": words, "reason": reason}
    return Done(seen, row, {}, after) if fresh else PASSED_OVER


@action("finding.take_back")
def take_dismissal_back(_actor: User, about: Checked, *, mark: str) -> Done[Dismissal] | Refused:
    """Look at a finding again after all (xem lại điều đã bỏ qua); refused where nobody passes it over by now."""
    row = Dismissal.objects.filter(**of_paper(about), mark=mark).first()
    if row is None:
        return GONE
    before = {"dismissal": row.pk, "code": row.code, "path": row.path, "words": row.words, "reason": row.reason}
    row.delete()
    return Done(row, about, before, {})


@action("finding.dismiss_group")
def dismiss_group(
    actor: User, about: Checked, *, code: str, reason: str, seen: str, today: date
) -> Done[int] | Refused:
    """Pass over all open findings of a rule at once, for one reason (bỏ qua cả nhóm); gives how many.

    ``seen`` is the mark of the group the person was shown: refused where it is another by now. ``reason`` is not blank.
    """
    findings = findings_now(about, today)
    group = group_of(findings, code)
    if group is None or group.mark != seen:
        return GONE
    told = {each.mark: each.finding.key for each in findings.seen(findings.open_rows().filter(code=code))}
    whose, now = _whose(actor, about), timezone.now()
    Dismissal.objects.bulk_create(
        Dismissal(**whose, mark=mark, code=code, path=path, words=words, reason=reason, at=now)
        for mark, (_, path, words) in told.items()
    )
    return Done(len(told), about, {}, {"code": code, "times": group.heading.times, "reason": reason})


@action("finding.take_group_back")
def take_group_back(_actor: User, about: Checked, *, key: int) -> Done[int] | Refused:
    """Look again at all that was passed over together with a finding (xem lại cả nhóm đã bỏ qua); gives how many.

    ``key`` is that of one of the dismissals. Refused where it is gone by now.
    """
    one = Dismissal.objects.filter(**of_paper(about), pk=key).first()
    if one is None:
        return GONE
    rows = Dismissal.objects.filter(**of_paper(about), code=one.code, by=one.by_id, at=one.at, reason=one.reason)
    times, _ = rows.delete()
    return Done(times, about, {"code": one.code, "times": times, "reason": one.reason}, {})


@action("plan.decide")
def decide_export(
    actor: User, plan: Plan, *, name: str, reason: str, seen: str, today: date, planned: bool = False
) -> Done[Decision] | Refused:
    """Answer for a paper going out although errors are open that no one answered for (quyết định vẫn xuất), or for a
    plan being submitted or approved with them (``planned``).

    ``seen`` is the :func:`errors_mark` of those the person was shown; refused where it is others by now. ``name`` and
    ``reason`` are not blank.
    """
    errors = undecided(plan, findings_now(plan, today), planned=planned)
    if seen != errors_mark(errors):
        return OTHER_ERRORS
    return answer_for(actor, plan, errors, name=name, reason=reason)


def answer_for(actor: User, plan: Plan, errors: tuple[Seen, ...], *, name: str, reason: str) -> Done[Decision]:
    """Keep who answers for some errors of a plan's paper (ghi người chịu trách nhiệm); for verbs only."""
    covers = {error.mark: f"{error.finding.code} {error.spot.name}: {error.finding.what}" for error in errors}
    row = Decision.objects.create(
        school_id=plan.school_id, plan=plan, by=actor, name=name, reason=reason, covers=covers
    )
    return Done(row, row, {}, {"name": name, "reason": reason, "covers": covers})


def errors_mark(errors: tuple[Seen, ...]) -> str:
    """A mark of the errors a person was shown (dấu của các lỗi đã xem)."""
    return mark_of("\0".join(error.mark for error in errors))


def undecided(plan: Plan, found: Findings, *, planned: bool = False) -> tuple[Seen, ...]:
    """The open errors no decision covers yet (lỗi chưa có người quyết định). One query where there are errors.

    ``planned``: only those of what is approved; of a report neither its own head and prose nor its results are, and a
    plan gets its number and date by being approved.
    """
    return unanswered(plan, planned_errors(plan, found, planned=planned))


def planned_errors(plan: Plan, found: Findings, *, planned: bool) -> tuple[Seen, ...]:
    """The open errors (lỗi còn mở); ``planned``: only those of what is approved, as in :func:`undecided`. No query."""
    if not planned:
        return found.errors
    if plan.form == Form.REPORT:
        return tuple(error for error in found.errors if error.finding.path.startswith(PLANNED))
    return tuple(error for error in found.errors if error.finding.path not in GIVEN)


def unanswered(plan: Plan, errors: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Those of some errors no decision of the plan covers (lỗi chưa có người chịu trách nhiệm). One query at most."""
    if not errors:
        return ()
    covered = {mark for covers in plan.decisions.values_list("covers", flat=True) for mark in covers}
    return tuple(error for error in errors if error.mark not in covered)


def _whose(actor: User, about: Checked) -> dict[str, Any]:
    return {"school_id": about.school_id, "by": actor, **of_paper(about)}


def _mended(paper: Paper, fix: Fix) -> dict[str, tuple[str, str]]:
    """Every text a fix changes: its path, what it says, what it will say."""
    was, now = dict(paths.texts(paper)), dict(paths.texts(apply_fixes(paper, [fix])[0]))
    return {path: (text, now.get(path, "")) for path, text in was.items() if now.get(path, "") != text}


def _before_and_after(cells: Mapping[str, tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """What the audit trail is told: the cells before and after."""
    return {path: was for path, (was, _) in cells.items()}, {path: now for path, (_, now) in cells.items()}


def _text(paper: Paper, path: str) -> str | None:
    try:
        return paths.text_at(paper, path)
    except LookupError:
        return None


def _write(actor: User, about: Checked, texts: Texts) -> Refused | None:
    """Let cells say something else, or why they cannot."""
    paper = paper_now(about)
    for path, text in texts.items():
        paper = paths.with_text(paper, path, text)
    if isinstance(about, Upload):
        return _correct(actor, about, paper, texts)
    if refused := why_not_mended(about, texts) if texts else GONE:
        return refused
    if about.frozen:
        adopt_beside(about, paper)
    else:
        adopt(about.school, paper)
    return None


def _correct(actor: User, upload: Upload, paper: Paper, texts: Texts) -> Refused | None:
    cells = {cell_of(path) for path in texts}
    if not cells or not all(is_cell(upload.paper, cell) for cell in cells):
        return GONE
    data = to_json(paper)
    keep_cells(actor, upload, {cell: read_cell(data, cell) for cell in sorted(cells)})
    return None
