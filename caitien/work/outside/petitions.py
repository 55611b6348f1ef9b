"""Words of a petition for what is still waited for (kiến nghị, đề xuất): made of what was written down, to be edited.

Nothing is invented: whom, for what, since when, and the letters with their numbers and dates are what people recorded;
what was not recorded is not said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from caitien.domain.texts.folding import in_one_sentence
from caitien.plans.models import Plan
from caitien.work.models import Letter, Waiting
from caitien.work.outside.awaiting import waitings_in


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition as proposed (một kiến nghị): to whom, in words ready to edit, and what it is made of."""

    to: str
    text: str
    waiting: Waiting


def petitions_of(plan: Plan) -> tuple[Petition, ...]:
    """One petition for each thing a plan still waits for (kiến nghị đề xuất), by body. Two queries."""
    return tuple(Petition(waiting.whom, words_of(waiting), waiting) for waiting in waitings_in(plan))


def words_of(waiting: Waiting) -> str:
    """The petition of one waiting (lời kiến nghị). No query where its letters are at hand."""
    letters = list(waiting.letters.all())
    sent = _listed([letter for letter in letters if letter.way == Letter.Way.SENT])
    answered = _listed([letter for letter in letters if letter.way == Letter.Way.ANSWERED])
    asked = f"Kiến nghị {waiting.whom} xem xét, giải quyết: {_joined(waiting.what)}{_criterion(waiting)}."
    since = f"Việc này chờ từ ngày {waiting.since:%d/%m/%Y}"
    said = f"; nhà trường đã gửi {sent}" if sent else ""
    answer = f", đã được trả lời tại {answered}" if answered else ""
    return f"{asked} {since}{said}{answer}, đến nay chưa xong."


def _criterion(waiting: Waiting) -> str:
    code = waiting.task.goal.criterion
    return f" (tiêu chí {code})" if code else ""


def _joined(text: str) -> str:
    """Words of several paragraphs in one sentence, without its stop."""
    return in_one_sentence(text.split("\n")).rstrip(" .;,") if text else "việc đang chờ"


def _listed(letters: Sequence[Letter]) -> str:
    """ "văn bản số 15/CV-THPT ngày 05/10/2026 và văn bản ngày 12/11/2026"; "" where there is none."""
    named = [
        f"văn bản{f' số {letter.number}' if letter.number else ''} ngày {letter.date:%d/%m/%Y}" for letter in letters
    ]
    first, last = named[:-1], named[-1:]
    return " và ".join(filter(None, [", ".join(first), *last]))
