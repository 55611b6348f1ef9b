"""What monitors say of a line (nhận định): added beside its owner's word, never over it, and never changed."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.access.rights import acting_user_of
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.domain.texts.folding import clean, one_line
from caitien.evidence.codes.numbering import with_code
from caitien.evidence.models import Code, Item
from caitien.reviews.models import PanelMember, Review, SampleLine, Verdict
from caitien.reviews.recusal import is_recused
from caitien.work.reporting.attachments import Fit, keep_file

Says, How = Verdict.Says, Verdict.How
LONGEST: Final = 2_000  # letters
NOT_RUNNING: Final = Stale("Đợt rà soát không còn nhận nhận định. Lời thầy cô vẫn ở dưới: xin chép lại nếu cần.")
NO_WAY: Final = Refused("Xin chọn Đúng như báo, Chưa đúng hay Chưa kiểm được.")
NO_SEEN: Final = Refused("Xin chọn thầy cô thấy việc đang ở đâu.")
NO_TEXT: Final = Refused("Xin ghi một câu: thấy gì, thiếu gì.")
TOO_LONG: Final = Refused("Lời ghi dài quá 2.000 chữ cái. Xin viết gọn lại.")
RECUSED: Final = Refused(
    "Thầy cô có phần trong việc này (được giao hoặc đã báo tiến độ) nên không nhận định được. "
    "Người khác trong tổ sẽ xem."
)
NOT_THEIRS_TO_WRITE: Final = Refused(
    "Thầy cô có phần trong việc này nên không ghi thay lời người ngoài. Xin nhờ người khác trong tổ, hoặc chủ tịch "
    "hội đồng."
)
NO_LINE: Final = Refused("Dòng này không nằm trong danh sách xem của đợt.")
NOT_OUTSIDER: Final = Refused("Người này không có trong tổ giám sát của năm học.")
NO_EVIDENCE: Final = "Kho minh chứng không có mã {}. Xin xem lại mã, hoặc để trống."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a monitor saw (điều thấy): whether it is as told, how it stands where it is not, how they looked, a
    sentence, perhaps a photo and the code of an item of ``evidence``; ``key``: the sender's own, kept once."""

    says: str
    seen: str = ""
    how: str = How.PAPERS
    text: str = ""
    photo: Fit | None = None
    evidence: str = ""
    key: str = ""


Given = Done[Verdict] | Unchanged[Verdict] | Refused


@action("verdict.give")
def give_verdict(actor: User, review: Review, *, line: int, seen: Seen) -> Given:
    """Say whether a line is as it was told (nhận định). What is sent twice is kept once; other words under the same key
    are another verdict.

    Refused where the review is not open, and for whoever has, or had, a part in the line. Eighteen statements.
    """
    return _given(actor, review, line, seen)


@action("verdict.relay")
def relay_verdict(actor: User, review: Review, *, line: int, seen: Seen, outsider: int) -> Given:
    """Write down what someone from outside saw (ghi thay lời người ngoài), who has no account: their verdict, and who
    wrote it. Whoever has a part in the line does not write, save the chair, who named them. Twenty statements."""
    team = {"panel__school": review.school_id, "panel__school_year": review.plan.school_year, "panel__kind": "team"}
    member = PanelMember.objects.filter(pk=outsider, user=None, **team).first()
    return _given(actor, review, line, seen, member) if member else NOT_OUTSIDER


def _given(actor: User, review: Review, key: int, seen: Seen, outsider: PanelMember | None = None) -> Given:
    line = review.sample.select_related("task__plan").filter(pk=key).first()
    if line is None:
        return NO_LINE
    twice, seen = _known(actor, line, seen, outsider)
    if twice:
        return Unchanged(twice)
    if trouble := _hindrance(actor, review, line, outsider) or _amiss(seen, outsider):
        return trouble
    code = _code_of(review, seen.evidence)
    return code if isinstance(code, Refused) else _keep(actor, line, seen, outsider, code)


def _known(actor: User, line: SampleLine, seen: Seen, outsider: PanelMember | None) -> tuple[Verdict | None, Seen]:
    """What was kept of this very verdict before, if it was; other words under its key get a key of their own, always
    the same one. Two queries at most."""
    if not seen.key:
        return None, seen
    first = Verdict.objects.filter(by=actor, key=seen.key[:36]).first()
    said = (line.pk, seen.says, _state(seen), clean(seen.text), outsider.pk if outsider else None)
    if first is None or (first.line_id, first.says, first.seen, first.text, first.outsider_id) == said:
        return first, seen
    own = replace(seen, key=mark_of(repr((seen.key, said))))
    return Verdict.objects.filter(by=actor, key=own.key).first(), own


def _hindrance(actor: User, review: Review, line: SampleLine, outsider: PanelMember | None) -> Refused | None:
    """Why this person says nothing of this line now, or None."""
    if not review.running:
        return NOT_RUNNING
    if not is_recused(review.plan, line, actor.pk):
        return None
    if outsider is None:
        return RECUSED
    acting = acting_user_of(actor, review.school)
    return None if acting and acting.may("panel.name_outsider") else NOT_THEIRS_TO_WRITE


def _amiss(seen: Seen, outsider: PanelMember | None) -> Refused | None:
    if seen.says not in Says.values:
        return NO_WAY
    if seen.says == Says.DISAGREES and seen.seen not in (*WORK_STATE_NAMES,):
        return NO_SEEN
    text = clean(seen.text)
    if not text and (seen.says != Says.AGREES or outsider):
        return NO_TEXT
    return TOO_LONG if len(text) > LONGEST else None


def _code_of(review: Review, typed: str) -> Code | Refused | None:
    """Who bears the code that was typed (minh chứng được nêu): of the school, not dropped."""
    text = one_line(typed)
    if not text:
        return None
    wanted = {text, f"[{text.strip('[]')}]", text.strip("[]")}
    codes = [code for each in sorted(wanted) for code in with_code(review.school, each)[:1]]
    found = next((code for code in codes if code.item.state != Item.State.DROPPED), None)
    return found or Refused(NO_EVIDENCE.format(text[:40]))


def _keep(actor: User, line: SampleLine, seen: Seen, outsider: PanelMember | None, code: Code | None) -> Done[Verdict]:
    verdict = Verdict.objects.create(
        school_id=line.school_id,
        review_id=line.review_id,
        line=line,
        says=seen.says,
        seen=_state(seen),
        how=seen.how if seen.how in How.values else How.PAPERS,
        text=clean(seen.text),
        photo=keep_file(actor, line.task, seen.photo) if seen.photo else None,
        evidence=code.item if code else None,
        evidence_code=code.text if code else "",
        key=seen.key[:36],
        by=actor,
        outsider=outsider,
        at=timezone.now(),
    )
    return Done(verdict, line, {}, _told(verdict, line))


def _state(seen: Seen) -> str:
    """How the line stands as they saw it: said only where it is not as told."""
    return seen.seen if seen.says == Says.DISAGREES else ""


def _told(verdict: Verdict, line: SampleLine) -> dict[str, Any]:
    photo = verdict.photo
    said = {
        "watched": str(line.task),
        "says": verdict.says,
        "seen": verdict.seen,
        "how": verdict.how,
        "text": verdict.text,
        "photo": photo.name if photo else "",
        "sha256": photo.sha256 if photo else "",
        "shown_by": verdict.evidence_code,
        "in_name_of": verdict.outsider.name if verdict.outsider else "",
    }
    return {"review": verdict.review.name, "verdict": verdict.pk, **{k: v for k, v in said.items() if v}}
