"""What is said to what came (xem, nhận, trả lại): by the asking body; the commune passes on."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from caitien.access.action import Done, action
from caitien.access.models import Body, User
from caitien.domain.refused import Refused, Stale
from caitien.oversight.models import Asked, Round, Submission, Verdict
from caitien.oversight.reasons import Reason, unfit
from caitien.oversight.sums import settle, settle_figures

NOT_LATEST: Final = Stale("Trường vừa nộp lại trong lúc thầy cô xem. Xin xem bản mới nhất.")
JUDGED: Final = Refused("Văn bản này đã có người nhận hoặc trả lại. Xin tải lại trang.")
SHUT: Final = Refused("Đợt đã đóng nên không nhận hay trả lại được nữa. Mở lại đợt trước.")
DAY_GONE: Final = Refused("Ngày nộp lại đã qua. Xin chọn từ hôm nay trở đi.")
NOT_HERE: Final = Refused("Trường này không báo cáo qua cơ quan của thầy cô.")
NOT_WAITING: Final = Refused("Trường này không có văn bản nào chờ chuyển. Xin tải lại trang.")
NOT_PASSED_ON: Final = Refused("Đợt này qua xã, phường: văn bản chờ xã, phường chuyển lên rồi mới nhận được.")
_FRESH: Final = frozenset({Asked.State.SUBMITTED, Asked.State.RESUBMITTED})


@action("submission.judge")
def take(actor: User, submission: Submission) -> Done[Verdict] | Refused:
    """Take a paper (nhận), or why not."""
    asked = _locked_asked(submission)
    if hindrance := _unfit_to_judge(submission, asked):
        return hindrance
    if asked.round.through_commune and asked.state in _FRESH and asked.body_id != asked.round.body_id:
        return NOT_PASSED_ON
    verdict = _said(actor, submission, Verdict.Kind.TAKEN)
    asked.state = Asked.State.TAKEN
    asked.save(update_fields=["state"])
    settle_figures(asked)
    return Done(verdict, submission, {}, {"round": asked.round.name, "asked_school": asked.name})


@action("submission.judge")
def send_back(
    actor: User, submission: Submission, *, reasons: Sequence[Reason], again_by: dt.date | None, today: dt.date
) -> Done[Verdict] | Refused:
    """Return a paper with reasons (trả lại), each tied to its cell, and a day to send it again by; or why not. It goes
    out of the sums in the same transaction."""
    asked = _locked_asked(submission)
    if hindrance := _unfit_to_judge(submission, asked) or unfit(reasons):
        return hindrance
    if again_by and again_by < today:
        return DAY_GONE
    verdict = _said(actor, submission, Verdict.Kind.RETURNED, reasons, again_by)
    asked.state, asked.returned = Asked.State.RETURNED, asked.returned + 1
    asked.save(update_fields=["state", "returned"])
    settle(asked)
    told = {"round": asked.round.name, "asked_school": asked.name, "returned_for": [each.words for each in reasons]}
    return Done(verdict, submission, {}, {**told, **({"again_by": again_by.isoformat()} if again_by else {})})


@action("submission.pass_on")
def pass_on(_actor: User, body: Body, *, asked: int) -> Done[Asked] | Refused:
    """Pass a school's paper on to the asking body (xã chuyển); or why not. ``body`` is the commune."""
    found = Asked.locked_rows().filter(pk=asked).first()
    if found is None or not found.body.path.startswith(body.path) or not found.round.through_commune:
        return NOT_HERE
    if found.round_state() == Round.State.CLOSED or found.state not in _FRESH:
        return NOT_WAITING
    found.state = Asked.State.PASSED_ON
    found.save(update_fields=["state"])
    return Done(found, found, {}, {"round": found.round.name, "asked_school": found.name})


def _locked_asked(submission: Submission) -> Asked:
    """What is asked of the school, locked: two officers take turns."""
    return Asked.locked_rows().get(pk=submission.asked_id)


def _unfit_to_judge(submission: Submission, asked: Asked) -> Refused | None:
    if asked.round_state() == Round.State.CLOSED:
        return SHUT
    if asked.submissions.filter(n__gt=submission.n).exists():
        return NOT_LATEST
    return JUDGED if Verdict.objects.filter(submission=submission).exists() else None


def _said(
    actor: User, submission: Submission, kind: str, reasons: Sequence[Reason] = (), again_by: dt.date | None = None
) -> Verdict:
    return Verdict.objects.create(
        submission=submission,
        school_id=submission.school_id,
        kind=kind,
        reasons=[each.as_json() for each in reasons],
        again_by=again_by,
        by=actor,
    )
