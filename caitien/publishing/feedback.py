"""What people outside say (góp ý): taken without an account, shown to nobody before somebody of the school read it,
answered, counted. A flood is stopped by number, not by asking people to prove themselves."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.aggregates import Count
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.access.rights import ActingUser
from caitien.domain.papers.cells import mark_of
from caitien.domain.publishing.personal import public_text
from caitien.domain.refused import Refused, written_since
from caitien.domain.texts.folding import one_line
from caitien.publishing.models import Feedback

LONGEST: Final = 2_000  # letters
LONGEST_NAME: Final = 150
LONGEST_ANSWER: Final = 2_000
MOST_A_DAY: Final = 200  # of one school: what a flood may cost it
NO_WORDS: Final = Refused("Xin viết điều thầy cô, phụ huynh, các em muốn góp ý.")
TOO_LONG: Final = Refused("Góp ý dài quá 2.000 chữ cái. Xin viết gọn lại, hoặc gửi làm hai lần.")
ENOUGH: Final = Refused("Hôm nay nhà trường đã nhận rất nhiều góp ý. Xin gửi lại vào ngày mai.")
NO_ANSWER: Final = Refused("Xin ghi đã trả lời hoặc xử lý thế nào.")
State = Feedback.State


def say_feedback(school: School, *, text: str, sender: str = "", contact: str = "") -> Feedback | Refused:
    """Keep what somebody outside says (nhận góp ý). Who they are nobody asks; the same words on one day are kept once.
    Three statements. Nothing goes into the trail: it tells what the school did."""
    words = public_text(text)
    if not words:
        return NO_WORDS
    if len(words) > LONGEST:
        return TOO_LONG
    said = hashlib.sha256(f"{timezone.localdate()}\x1f{words}".encode()).hexdigest()
    since = timezone.now() - dt.timedelta(days=1)
    if Feedback.objects.filter(school=school, at__gt=since).count() >= MOST_A_DAY:
        return ENOUGH
    about = {"text": words, "sender": _line(sender), "contact": _line(contact)}
    found, _ = Feedback.objects.get_or_create(school=school, said=said, defaults=about)
    return found


def _line(text: str) -> str:
    return one_line(public_text(text))[:LONGEST_NAME]


@action("feedback.answer")
def answer_feedback(actor: User, feedback: Feedback, *, answer: str, seen: str = "") -> Done[Feedback] | Refused:
    """Say what was answered, or done about it (trả lời, xử lý); said anew it takes the place of what was said.
    ``seen``: the :func:`answer_mark` of what stood there, "" where it is meant whatever stands."""
    if seen not in ("", answer_mark(feedback)):
        return written_since(feedback.answer or feedback.get_state_display())
    words = public_text(answer)[:LONGEST_ANSWER]
    if not words:
        return NO_ANSWER
    return _settled(actor, feedback, State.ANSWERED, words)


@action("feedback.answer")
def set_aside(actor: User, feedback: Feedback, *, seen: str = "") -> Done[Feedback] | Refused:
    """Put aside what is no feedback (để riêng); it is counted nowhere, and what was answered stays beside it."""
    if seen not in ("", answer_mark(feedback)):
        return written_since(feedback.answer or feedback.get_state_display())
    return _settled(actor, feedback, State.ASIDE, feedback.answer)


def answer_mark(feedback: Feedback) -> str:
    """A mark of what was answered so far (dấu của câu trả lời)."""
    return mark_of(repr((feedback.state, feedback.answer)))


def _settled(actor: User, feedback: Feedback, state: Feedback.State, words: str) -> Done[Feedback]:
    before = {"feedback_state": feedback.get_state_display(), "feedback_answer": feedback.answer}
    feedback.state, feedback.answer, feedback.answered_by = state, words, actor
    feedback.settled_at = feedback.settled_at or timezone.now()
    feedback.save()
    return Done(feedback, feedback, before, {"feedback_state": feedback.get_state_display(), "feedback_answer": words})


def feedback_for(acting: ActingUser) -> QuerySet[Feedback]:
    """What people outside said to the school (góp ý của trường). No query of its own."""
    return Feedback.objects.filter(school=acting.school).select_related("answered_by", "school")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many came in, and were answered (số góp ý): criterion 1.4 of Thông tư 57/2026."""

    received: int
    answered: int


def counts_of(school: int) -> Counts:
    """How many there are, what was put aside left out (đếm góp ý). One query."""
    rows = Feedback.objects.filter(school=school).exclude(state=State.ASIDE)
    found = rows.aggregate(received=Count("pk"), answered=Count("pk", filter=Q(state=State.ANSWERED)))
    return Counts(found["received"], found["answered"])
