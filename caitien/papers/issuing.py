"""A paper is issued (ban hành): what the chair was shown, under a number and date, frozen with its file and sources.

Nothing of it changes any more; a correction is another issue that names the one it replaces.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.db import transaction

from caitien.access.action import Done, action, hold
from caitien.access.models import School, User
from caitien.access.trail.seals import last_seal_of
from caitien.checking.findings import Seen
from caitien.documents.write import write
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import to_json
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.refused import Refused
from caitien.domain.site_address import is_local
from caitien.domain.times.school_calendar import comes_too_early, say_year
from caitien.evidence.gaps.requiring import holds_back
from caitien.papers.checking import open_errors
from caitien.papers.codes import make_code, say_code
from caitien.papers.drafting import WordedDraft, worded_draft_of
from caitien.papers.models import Draft, Issue
from caitien.papers.models.issue import issue_path
from caitien.papers.numbers import KINDS, Number, is_used, next_number, read_number
from caitien.plans.keeping import hash_of, hash_of_json, keep
from caitien.plans.life.head import known_date
from caitien.plans.models import Plan, Task

DEMO: Final = "Đây là trường mẫu để làm thử, nên văn bản của trường không ban hành được. Tệp Word vẫn tải về xem được."
NO_SCHOOL: Final = "Văn bản chưa có tên trường nên chưa ban hành được. Xin ghi tên trường ở trang Trường."
NOWHERE: Final = (
    "Chưa ban hành được: trang web chưa có địa chỉ để in lên văn bản, mã kiểm chứng sẽ dẫn về {}, chỉ mở được trên "
    "máy này. Xin người quản trị đặt CAITIEN_ADDRESS là địa chỉ mọi người vào, ví dụ https://caitien.truong.edu.vn, "
    "rồi mở lại."
)
CHANGED: Final = "Số liệu hoặc lời văn vừa thay đổi so với bản đã xem. Xin xem lại tờ giấy rồi ban hành."
NO_NUMBER: Final = "Xin ghi đủ số và ký hiệu, như {}."
USED: Final = "Số {} năm {} đã dùng cho văn bản khác. Xin ghi số khác."
EARLY: Final = (
    "Ngày {:%d/%m/%Y} sớm hơn năm học {} quá một năm nên chưa ban hành. Xin xem lại ngày ký; nếu máy chủ sai giờ, "
    "xin báo người quản trị."
)
AHEAD: Final = "Ngày ban hành {:%d/%m/%Y} chưa tới. Xin ghi ngày ký văn bản."
UNTOLD: Final = "Còn {} việc chưa rõ trạng thái, nên chưa ban hành được: không dòng nào được bỏ khỏi báo cáo."
UNSHOWN: Final = (
    "Còn {} việc xong chưa có minh chứng, nên chưa ban hành được: trường đã chọn như vậy ở trang Minh chứng còn thiếu."
)
ERRORS: Final = "Còn {} lỗi chưa ai chịu trách nhiệm. Xin sửa, hoặc ghi người quyết định và lý do ở bước Kiểm tra."
TOLD_ALREADY: Final = (
    "Kỳ này đã có văn bản số {} ngày {:%d/%m/%Y} đang có hiệu lực. Xin mở văn bản ấy, chọn Soạn bản thay thế "
    "và ghi lý do."
)
EXAMPLES: Final = {"BC": "05/BC-THPTABC", "KH": "05/KH-THPTABC", "BB": "03/BB-THPTABC"}
_CODE_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class NotIssued(Refused):
    """A paper was not issued (chưa ban hành được): ``reason``, and the lines or errors it speaks of."""

    untold: Sequence[Task] = ()
    errors: Sequence[Seen] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRequest:
    """What the chair signs (điều muốn ban hành): number and date as typed and read; ``seen``: the :attr:`Sheet.mark` of
    what was shown; ``verify_at``: where people ask about codes ("https://…/kiem-chung/")."""

    number: str
    date: dt.date
    seen: str
    verify_at: str


def issue_paper(actor: User, draft: Draft, wanted: IssueRequest, *, today: dt.date) -> Issue | Refused:
    """Issue a draft (ban hành): it becomes an issue for ever; or why not.

    School and plan are locked first, so that nobody changes the plan or takes the number while the paper is made; who
    writes what only names them goes on. Refused where :func:`why_not_issued` finds a reason. Linear; the paper is
    composed and printed once.
    """
    with transaction.atomic():
        hold(School.objects.filter(pk=draft.school_id))
        hold(Plan.objects.filter(pk=draft.plan_id))
        return _issue(actor, draft, wanted, today)


@action("paper.issue")
def _issue(actor: User, draft: Draft, wanted: IssueRequest, today: dt.date) -> Done[Issue] | Refused:
    draft.plan = Plan.objects.select_related("school").get(pk=draft.plan_id)
    worded = worded_draft_of(draft)
    if against := why_not_issued(worded, wanted, today):
        return against
    number = read_number(wanted.number)
    assert number is not None  # noqa: S101 - else it was refused
    issue = _freeze(actor, worded, number, wanted)
    draft.delete()
    return Done(issue, issue, {}, told_of(issue))


def told_of(issue: Issue) -> dict[str, Any]:
    """What the audit trail is told of an issue (điều nhật ký ghi): by this it is proved later."""
    told = {"number": issue.number, "date": issue.date.isoformat(), "form": issue.form, "span": issue.span_name}
    proof = {"sha256": issue.sha256, "file_sha256": issue.file_sha256}
    replaced = {"replaces": issue.replaces.number, "reason": issue.reason} if issue.replaces else {}
    return {**told, **proof, **replaced}


def why_not_issued(worded: WordedDraft, wanted: IssueRequest, today: dt.date) -> NotIssued | None:
    """Why a draft as it stands cannot be issued so (vì sao chưa ban hành được), or None. Ten queries at most."""
    draft = worded.draft
    kind = KINDS[worded.composed.form]
    against = (
        unfit_paper(draft.plan.school, worded.paper.school, worded.mark, wanted)
        or _waits_for(worded, kind)
        or unfit_head(draft.plan, kind, wanted, today)
    )
    if against:
        return against
    number = read_number(wanted.number)
    assert number is not None  # noqa: S101 - else unfit_head says so
    if latest := latest_issue(draft):
        return NotIssued(TOLD_ALREADY.format(latest.number, latest.date))
    if is_used(draft.plan, number, wanted.date):
        return NotIssued(USED.format(number, wanted.date.year))
    errors = open_errors(worded, today)
    return NotIssued(ERRORS.format(len(errors)), errors=errors) if errors else None


def unfit_paper(school: School, issuer: str, mark: str, wanted: IssueRequest) -> NotIssued | None:
    """What stands against any paper of a school (văn bản chưa ban hành được), or None: a school to try things in, a
    site without an address, no name of the issuer, other words than those that were shown. ``issuer`` and ``mark``: of
    the paper as it is now. No query."""
    if school.demo:
        return NotIssued(DEMO)
    if is_local(wanted.verify_at):
        return NotIssued(NOWHERE.format(wanted.verify_at))
    if not issuer:
        return NotIssued(NO_SCHOOL)
    return NotIssued(CHANGED) if wanted.seen != mark else None


def unfit_head(plan: Plan, kind: str, wanted: IssueRequest, today: dt.date) -> NotIssued | None:
    """Why a paper of that kind does not bear such a number or date (số, ngày không hợp), or None. No query."""
    number = read_number(wanted.number)
    if number is None or number.kind != kind:
        return NotIssued(NO_NUMBER.format(EXAMPLES[kind]))
    return date_amiss(wanted.date, plan, today)


def date_amiss(day: dt.date, plan: Plan, today: dt.date) -> NotIssued | None:
    """Why a paper of a plan does not bear such a date (ngày ban hành không hợp), or None: it is still to come, or more
    than a year before the plan's, as on a machine whose clock is wrong."""
    if day > today:
        return NotIssued(AHEAD.format(day))
    return NotIssued(EARLY.format(day, say_year(plan.school_year))) if comes_too_early(day, plan.school_year) else None


def _waits_for(worded: WordedDraft, kind: str) -> NotIssued | None:
    """The lines a paper waits for: those nobody told of; where the school has chosen so, those nothing shows."""
    if untold := worded.composed.untold:
        return NotIssued(UNTOLD.format(len(untold)), untold=untold)
    unshown = holds_back(worded.draft.plan) if kind == "BC" else ()
    return NotIssued(UNSHOWN.format(len(unshown)), untold=unshown) if unshown else None


def standing_head(worded: WordedDraft) -> tuple[str, dt.date | None]:
    """The number and date a paper bears before it is issued (số, ngày đang ghi), "" and None where it has none: a plan
    its own, a report of the whole year those it was taken in with, what replaces an issued paper none yet. No query."""
    draft = worded.draft
    if draft.corrects_id or not worded.composed.span.whole:
        return "", None
    if KINDS[worded.composed.form] == "KH":
        return draft.plan.number, known_date(draft.plan)
    head = worded.paper.report
    return head.number if read_number(head.number) else "", head.date


def proposed_head(worded: WordedDraft, today: dt.date) -> tuple[str, dt.date]:
    """The number and date the page of issuing proposes (số, ngày đề nghị): what the paper bears already, else the next
    number and today. Six queries at most."""
    stood, stands = standing_head(worded)
    date = stands or today
    own, plan = read_number(stood), worded.draft.plan
    if own and not is_used(plan, own, date):
        return stood, date
    return next_number(plan, worded.composed.form, date), date


def latest_issue(draft: Draft) -> Issue | None:
    """The issue of the same plan, form and span that is in force and that this draft does not replace (bản đang có
    hiệu lực): of two, a code could not tell which is the latest. One query."""
    same = Issue.objects.filter(plan=draft.plan_id, form=draft.form, span=draft.span, replaced_by=None)
    others = same.exclude(pk=draft.corrects_id) if draft.corrects_id else same
    return others.order_by("-pk").first()


def numbered(paper: Paper, number: Number, date: dt.date) -> Paper:
    """The paper under its number and date (văn bản có số, ngày); a plan's paper is that plan's own."""
    head = replace(paper.report, number=str(number), date=date, date_text="")
    own = number.kind == "KH"
    plan = replace(paper.plan, number=head.number, date=date) if own else paper.plan
    return replace(paper, report=head, plan=plan)


def _freeze(actor: User, worded: WordedDraft, number: Number, wanted: IssueRequest) -> Issue:
    draft, span = worded.draft, worded.composed.span
    paper = numbered(worded.paper, number, wanted.date)
    issue = Issue(
        school_id=draft.school_id,
        plan=draft.plan,
        form=draft.form,
        span=draft.span,
        span_name=span.name,
        by=actor,
        paper=to_json(paper),
        sources=_sources(worded),
        replaces=draft.corrects,
        reason=draft.reason,
    )
    return freeze(issue, number, wanted, lambda made: print_issue(made, paper, ".docx"))


def freeze(issue: Issue, number: Number, wanted: IssueRequest, printed: Callable[[Issue], bytes]) -> Issue:
    """Keep an issue for ever (cất văn bản): under its number and date, with its code, hashes and Word file. Five
    statements; the file is printed once."""
    issue.number, issue.kind, issue.figure, issue.part = str(number), number.kind, number.figure, number.part
    issue.date, issue.year = wanted.date, wanted.date.year
    issue.code = _fresh_code()
    issue.address = f"{wanted.verify_at}{issue.code}"
    issue.sha256 = hash_of_json(issue.paper)
    data = printed(issue)
    issue.file_sha256 = hash_of(data)
    issue.file.name = keep(issue.file.storage, issue_path(issue, ""), data)
    issue.save(force_insert=True)
    return issue


def print_issue(issue: Issue, paper: Paper, suffix: str) -> bytes:
    """An issued paper as a file (in văn bản đã ban hành), its code on it. Never a PDF: that is a job's."""
    marks = Marks(code=say_code(issue.code), address=issue.address)
    data = write(paper, paper.form, suffix, marks)
    assert isinstance(data, bytes)  # noqa: S101 - only a PDF is ever refused
    return data


def _fresh_code() -> str:
    """A code no paper bears; of 80 bits the first is one in all likelihood."""
    codes = (make_code() for _ in range(_CODE_TRIES))
    return next(code for code in codes if not Issue.objects.filter(code=code).exists())


def _sources(worded: WordedDraft) -> dict[str, Any]:
    """What the paper was composed of (nguồn của văn bản): the plan as it was, how every line stood, who wrote which
    words, the last seal of the school's trail, as plain JSON."""
    plan, composed = worded.draft.plan, worded.composed
    outcomes = {str(pk): _plain(asdict(outcome)) for pk, outcome in composed.outcomes.items()}
    return {
        "plan": {
            "key": plan.pk,
            "state": plan.state,
            "version": plan.version_number,
            "changed_at": plan.changed_at.isoformat(),
        },
        "span": {"key": composed.span.key, "first": _iso(composed.span.first), "last": _iso(composed.span.last)},
        "lines": outcomes,
        "trail": last_seal_of(plan.school),
        "updates": len(worded.facts.updates),
        "words": worded.draft.words,
        "worded": {key: wording.source for key, wording in worded.wordings.items() if wording.source},
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, bool) else str(value) for name, value in values.items()}


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
