"""Papers for tests (giấy tờ để thử): begun by An, every error answered for, issued by Hạnh."""

import datetime as dt

from caitien.access.models import User
from caitien.checking.settle import errors_mark
from caitien.domain.paper import Form
from caitien.domain.papers.signatures import Holds, Signature
from caitien.domain.tasks.work_state import WorkState
from caitien.papers.checking import answer_for_draft, open_errors
from caitien.papers.drafting import begin_draft, worded_draft_of
from caitien.papers.issuing import IssueRequest, NotIssued, issue_paper
from caitien.papers.models import Draft, Issue, SignedCopy
from caitien.papers.models.signed_copy import Said
from caitien.papers.signed_copies import ReadCopy, keep_signed_copy
from caitien.plans.models import Plan, Task
from caitien.work.models import Occurrence, Update
from caitien.work.reporting.attachments import Fit
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import chair_of

TODAY = dt.date(2027, 6, 10)
SIGNED = {"report.signer_title": "HIỆU TRƯỞNG", "report.recipients": "Sở GDĐT\nLưu: VT"}
VERIFY_AT = "https://caitien.example/kiem-chung/"


def begun(who: User, plan: Plan, form: Form = Form.REPORT, span: str = "nam") -> Draft:
    found = begin_draft(who, plan, form=form, span=span)
    assert isinstance(found, Draft), found
    return Draft.objects.select_related("plan__school", "corrects").get(pk=found.pk)


def told(who: User, task: Task, state: WorkState, text: str = "", *, on: dt.date | None = None, **said: str) -> Update:
    """What a person tells of a line that has one occurrence, on a day."""
    refresh_occurrences([task.plan])
    occurrence = Occurrence.objects.filter(task=task).order_by("number")[0]
    update = report_progress(who, occurrence, state=state, text=text, answer="", **said)  # type: ignore[arg-type]
    assert isinstance(update, Update), update
    if on:
        at = dt.datetime.combine(on, dt.time(3), dt.UTC)
        Update.objects.filter(pk=update.pk).update(at=at)
    return update


def settled(who: User, plan: Plan) -> None:
    """Every line that stood in no column is told of."""
    for task in plan.tasks.filter(state="unstated").select_related("goal", "plan"):
        told(who, task, WorkState.DONE, "Bàn giao mặt bằng ngày 20/05/2027, biên bản số 4")


def issued(
    draft: Draft,
    *,
    number: str = "05/BC-THPTHS",
    date: dt.date = TODAY,
    seen: str | None = None,
    today: dt.date = TODAY,
) -> Issue | NotIssued:
    """What comes of it when Hạnh signs what she was just shown."""
    draft = Draft.objects.select_related("plan__school", "corrects").get(pk=draft.pk)
    wanted = IssueRequest(
        number=number, date=date, seen=worded_draft_of(draft).mark if seen is None else seen, verify_at=VERIFY_AT
    )
    return issue_paper(chair_of(draft.plan.school), draft, wanted, today=today)


def answered(who: User, plan: Plan, form: Form = Form.REPORT, span: str = "nam", today: dt.date = TODAY) -> Draft:
    """A draft for whose open errors someone answers."""
    draft = begun(who, plan, form, span)
    errors = open_errors(worded_draft_of(draft), today)
    if errors:
        reason, mark = "Phòng hẹn nộp hôm nay", errors_mark(errors)
        answer_for_draft(who, draft, name="Võ Thu Hạnh", reason=reason, seen=mark, today=today)
    return begun(who, plan, form, span)


def paper_things(an: User, plan: Plan) -> dict[str, int]:
    """A draft and an issued paper of a plan, with a signed copy."""
    settled(an, plan)
    issue = issued(answered(an, plan))
    assert isinstance(issue, Issue), issue
    copy = signed_copy_of(an, issue)
    return {"issue": issue.pk, "signed_copy": copy.pk, "draft": begun(an, plan, span="t2026-10").pk}


def signed_copy_of(an: User, issue: Issue) -> SignedCopy:
    """A signed copy beside an issue, as if its file had been read."""
    seen = ReadCopy(
        file=Fit("da-ky.pdf", "pdf", b"%PDF-1.7"), signatures=(Signature(holds=Holds.WHOLE),), said=Said.SAME
    )
    copy = keep_signed_copy(an, issue, seen)
    assert isinstance(copy, SignedCopy), copy
    return copy
