"""A paper goes to the chair to be signed, and perhaps comes back (trình ký, trả lại)."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.papers.checking import open_errors
from caitien.papers.drafting import LONGEST_REASON, worded_draft_of
from caitien.papers.issuing import ERRORS, UNTOLD, NotIssued
from caitien.papers.models import Draft
from caitien.plans.models import Plan

NOT_HANDED: Final = Refused("Văn bản này chưa trình, hoặc vừa được rút lại. Xin tải lại trang.")
NO_WORDS: Final = Refused("Xin ghi vì sao trả lại, không quá 2.000 chữ cái.")


@action("paper.hand")
def hand_over(actor: User, draft: Draft) -> Done[Draft] | Unchanged[Draft] | Refused:
    """Hand a paper to the chair (trình ký), as it stands now: not while a line is untold or an error unanswered, for
    then it could not be issued. The paper is composed once; two dozen queries."""
    worded = worded_draft_of(draft)
    if worded.composed.untold:
        return NotIssued(UNTOLD.format(len(worded.composed.untold)), untold=worded.composed.untold)
    if errors := open_errors(worded, timezone.localdate()):
        return NotIssued(ERRORS.format(len(errors)), errors=errors)
    if draft.handed_at and draft.handed_mark == worded.mark:
        return Unchanged(draft)
    draft.handed_at, draft.handed_by, draft.handed_mark = timezone.now(), actor, worded.mark
    draft.sent_back, draft.sent_back_by = "", None
    draft.save()
    return Done(draft, draft, {}, {"form": draft.form, "span": draft.span})


@action("paper.hand")
def take_from_chair(_actor: User, draft: Draft) -> Done[Draft] | Unchanged[Draft]:
    """Take a paper back before it is signed (rút lại bản đã trình)."""
    if draft.handed_at is None:
        return Unchanged(draft)
    _back(draft)
    return Done(draft, draft, {}, {"taken": "1", "form": draft.form})


@action("paper.send_back")
def send_back(actor: User, draft: Draft, *, words: str) -> Done[Draft] | Refused:
    """Send a paper back to who handed it over, with words (trả lại)."""
    words = clean(words)
    if draft.handed_at is None:
        return NOT_HANDED
    if not words or len(words) > LONGEST_REASON:
        return NO_WORDS
    draft.sent_back, draft.sent_back_by = words, actor
    _back(draft)
    return Done(draft, draft, {}, {"form": draft.form, "sent_back": words})


def handed_in(plan: Plan) -> QuerySet[Draft]:
    """The papers of a plan that wait for the chair (văn bản chờ ký), the longest first."""
    return plan.drafts.exclude(handed_at=None).select_related("handed_by").order_by("handed_at", "pk")


def _back(draft: Draft) -> None:
    draft.handed_at, draft.handed_mark = None, ""
    draft.save()
