"""Papers in the making (bản soạn): begun, written into, given up; and a draft as it stands, with every word in place.

Words of a slot are, in this order: what a person wrote there; what the plan's own paper says; what the figures propose.
A person may let a slot follow the proposal: then it changes as the figures do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.cells import LONGEST, mark_of
from caitien.domain.papers.official_paper import OFFICIAL_NAMES
from caitien.domain.papers.paper_json import to_json
from caitien.domain.refused import Clash, Refused
from caitien.domain.texts.folding import clean, one_line
from caitien.papers.compose import Composed, compose_paper
from caitien.papers.facts import Facts, facts_of
from caitien.papers.models import Draft, Issue
from caitien.papers.prose import Proposal, plain, propose
from caitien.papers.slots import Slot, slots_of, with_words, words_in
from caitien.papers.span import Span, calendar_for, span_of
from caitien.plans.keeping import hash_of_json
from caitien.plans.models import Plan

GONE: Final = Refused("Chỗ này không còn trong văn bản. Xin tải lại trang.")
TOO_LONG: Final = Refused("Chỗ này dài quá 20.000 chữ cái. Xin viết gọn lại.")
NO_SPAN: Final = Refused("Xin chọn kỳ của văn bản; ngày đầu đứng trước ngày cuối.")
NO_REASON: Final = Refused("Xin ghi vì sao ban hành lại.")
REPLACED: Final = Refused("Văn bản này đã có bản thay thế. Xin sửa từ bản mới nhất.")
ELSEWHERE: Final = Refused("Văn bản này ban hành lại từ trang của đợt rà soát hoặc cuộc họp.")
LONGEST_REASON: Final = 2_000  # letters
_FOLLOWS: Final = {"follow": True}  # what is kept of a slot that follows its proposal


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands in a slot (lời ở một chỗ), where from, and what the figures propose there now."""

    slot: Slot
    text: str
    source: str  # "written", "plan", "proposed"; "" blank
    proposal: Proposal
    over: str = ""  # of words a person wrote: the mark of the proposal they saw

    @property
    def mark(self) -> str:
        """The mark of the words as they are now; a form sends it back to prove that its writer saw them."""
        return mark_of(self.text)

    @property
    def proposed(self) -> str:
        """The proposal as plain words, "" where there is none."""
        return plain(self.proposal)

    @property
    def proposal_mark(self) -> str:
        """The mark of the proposal."""
        return mark_of(self.proposed)

    @property
    def newer(self) -> bool:
        """Whether the proposal has changed since a person wrote their own words here."""
        return self.source == "written" and self.over != self.proposal_mark and self.text != self.proposed

    @property
    def offers(self) -> bool:
        """Whether there is a proposal, and it differs from the words that are here."""
        return bool(self.proposal) and self.text != self.proposed


@dataclass(frozen=True, slots=True)
class WordedDraft:
    """A draft as it stands (bản soạn đủ chữ): the paper with every word in place, and what it is made of."""

    draft: Draft
    composed: Composed
    facts: Facts
    wordings: Mapping[str, Wording]
    paper: Paper

    @property
    def mark(self) -> str:
        """The hash of the paper (dấu của văn bản đã xem): it differs as soon as a word of it does."""
        return hash_of_json(to_json(self.paper))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClash(Clash):
    """Someone else wrote there meanwhile (người khác vừa viết): what it says now, and what was typed."""

    reason: str = "Người khác vừa viết ở chỗ này. Chữ của thầy cô vẫn ở dưới: xin xem chữ đang có rồi lưu lại."

    @property
    def mark(self) -> str:
        """The mark of what it says now."""
        return mark_of(self.now)


# --- a draft as it stands ---------------------------------------------------------------------------------------------


def worded_draft_of(draft: Draft) -> WordedDraft:
    """A draft with every word in place. About seventeen queries, linear in the plan; its plan and school at hand."""
    form = Form(draft.form)
    composed = compose_paper(draft.plan, form, span_for(draft))
    facts = facts_of(draft.plan, composed)
    proposals = propose(facts, form)
    wordings = {
        slot.key: _wording(slot, composed.paper, draft.words.get(slot.key, {}), proposals.get(slot.key, ()))
        for slot in slots_of(composed.paper, form)
    }
    texts = {key: each.text for key, each in wordings.items() if each.source in ("written", "proposed")}
    return WordedDraft(draft, composed, facts, wordings, with_words(composed.paper, form, texts))


def span_for(draft: Draft) -> Span:
    """The span of a draft (kỳ của bản soạn). One query."""
    found = span_of(calendar_for(draft.plan), draft.span)
    return found or Span(draft.span, draft.span)


def _wording(slot: Slot, paper: Paper, kept: Mapping[str, Any], proposal: Proposal) -> Wording:
    own = words_in(paper, slot.key)
    if "text" in kept:
        return Wording(slot, kept["text"], "written", proposal, kept["over"])
    if proposal and (kept == _FOLLOWS or not own):
        return Wording(slot, plain(proposal), "proposed", proposal)
    return Wording(slot, own, "plan" if own else "", proposal)


# --- verbs ------------------------------------------------------------------------------------------------------------


@action("paper.compose")
def begin_draft(actor: User, plan: Plan, *, form: Form, span: str) -> Done[Draft] | Unchanged[Draft] | Refused:
    """Begin a paper of a plan (soạn văn bản): where it is begun already, that one. ``span``: its key. Four queries."""
    if span_of(calendar_for(plan), span) is None:
        return NO_SPAN
    draft, fresh = Draft.objects.get_or_create(
        plan=plan, form=form.value, span=span, defaults={"school_id": plan.school_id, "made_by": actor}
    )
    return Done(draft, draft, {}, {"form": form.value, "span": span}) if fresh else Unchanged(draft)


@action("paper.compose")
def write_words(
    _actor: User, draft: Draft, *, key: str, text: str, seen: str, over: str
) -> Done[Draft] | Unchanged[Draft] | Refused:
    """Keep what was written into a slot (viết lời). ``seen``: the mark of what stood there, ``over`` of the proposal.

    Where another person wrote there meanwhile, both are told and nothing is kept. Proposals and the plan's own words
    may change under a person's hands: what they write stands, and the page says that the figures are newer.
    """
    slot = _slot(draft, key)
    if slot is None or len(text) > LONGEST:
        return TOO_LONG if slot else GONE
    text = one_line(text) if slot.headed and key != "report.recipients" else clean(text)
    kept = draft.words.get(key, {})
    if "text" in kept and seen != mark_of(kept["text"]) and text != kept["text"]:
        return WordClash(now=kept["text"], typed=text)
    if kept.get("text") == text:
        return Unchanged(draft)
    return _keep_words(draft, key, {"text": text, "over": over})


@action("paper.compose")
def follow_proposal(_actor: User, draft: Draft, *, key: str, seen: str) -> Done[Draft] | Unchanged[Draft] | Refused:
    """Let a slot say what the figures propose (dùng lời đề xuất), now and as they change. What was written there is
    told to the trail; where another wrote there meanwhile, nothing changes."""
    kept = draft.words.get(key, {})
    if "text" in kept and seen != mark_of(kept["text"]):
        return WordClash(now=kept["text"], typed="")
    return Unchanged(draft) if kept == _FOLLOWS else _keep_words(draft, key, _FOLLOWS)


@action("paper.compose")
def drop_draft(_actor: User, draft: Draft) -> Done[Plan]:
    """Give a draft up (bỏ bản soạn); what was written in it is told to the trail."""
    before = {"form": draft.form, "span": draft.span, "written": _written(draft.words)}
    draft.delete()
    return Done(draft.plan, draft.plan, before, {})


@action("paper.compose")
def correct_issue(actor: User, issue: Issue, *, reason: str) -> Done[Draft] | Refused:
    """Begin the paper that will replace an issued one (soạn bản thay thế), with the words that were written for it."""
    reason = clean(reason)
    if issue.form in OFFICIAL_NAMES:
        return ELSEWHERE
    if not reason or len(reason) > LONGEST_REASON:
        return NO_REASON
    if Issue.objects.filter(replaces=issue).exists():
        return REPLACED
    values = {"corrects": issue, "reason": reason, "words": issue.sources["words"]}
    draft, fresh = Draft.objects.get_or_create(
        plan=issue.plan,
        form=issue.form,
        span=issue.span,
        defaults={"school_id": issue.school_id, "made_by": actor, **values},
    )
    if not fresh:
        draft.corrects, draft.reason = issue, reason
        draft.save()
    return Done(draft, draft, {}, {"replaces": issue.number, "reason": reason})


def _slot(draft: Draft, key: str) -> Slot | None:
    """The slot of a key in the draft's paper. A dozen queries."""
    paper = compose_paper(draft.plan, Form(draft.form), span_for(draft)).paper
    return next((slot for slot in slots_of(paper, Form(draft.form)) if slot.key == key), None)


def _keep_words(draft: Draft, key: str, entry: Mapping[str, Any]) -> Done[Draft]:
    before = draft.words.get(key, {}).get("text", "")
    draft.words = {**draft.words, key: dict(entry)}
    draft.save()
    return Done(draft, draft, {key: before}, {key: entry.get("text", "")})


def _written(words: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
    return [entry["text"] for entry in words.values() if entry.get("text")]
