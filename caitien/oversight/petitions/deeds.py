"""What a body does about petitions (xử lý kiến nghị): sorted, passed on, answered once for many, closed.

Every verb is of the round; ``keys`` are petitions of it that stand. A petition that was answered stays so: the next
answer replaces the one before in what is counted, and every answer stays where it was sent.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from caitien.access.action import Done, action, hold
from caitien.access.answers import Answered, hand_down
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean, fold, identity, one_line
from caitien.oversight.models import Asked, PetitionAnswer, RaisedPetition, Round
from caitien.oversight.models.petition import LONGEST_NUMBER as LONGEST_NUMBER
from caitien.oversight.models.petition import LONGEST_WHOM as LONGEST_WHOM
from caitien.oversight.petitions.kinds import PETITION_KINDS
from caitien.oversight.petitions.tallying import name_group
from caitien.oversight.sums import settle_petitions

LONGEST_WORDS: Final = 4_000
MOST: Final = 5_000  # petitions by one deed
State = RaisedPetition.State

NONE_CHOSEN: Final = Refused("Chưa chọn kiến nghị nào. Xin tích vào những kiến nghị cần xử lý.")
TOO_MANY: Final = Refused(f"Mỗi lần xử lý tối đa {MOST} kiến nghị. Xin lọc bớt rồi làm nhiều lần.")
SHUT: Final = Refused("Đợt đã đóng nên không xử lý kiến nghị được nữa. Mở lại đợt trước.")
NO_KIND: Final = Refused("Xin chọn nhóm kiến nghị trong danh sách.")
NO_WHOM: Final = Refused(f"Xin ghi cơ quan, không quá {LONGEST_WHOM} chữ cái.")
NO_WORDS: Final = Refused(f"Xin ghi nội dung trả lời, không quá {LONGEST_WORDS} chữ cái, để trường hiểu.")
LONG_NUMBER: Final = Refused("Số văn bản dài quá. Xin ghi gọn lại, như 15/SGDĐT.")
AHEAD: Final = Refused("Ngày văn bản trả lời là hôm nay hoặc ngày đã qua. Xin xem lại ngày.")
NO_REASON: Final = Refused(f"Xin ghi vì sao đóng mà không trả lời, không quá {LONGEST_WORDS} chữ cái.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """An answer as it is typed (trả lời): of which body, under which number and day, in which words."""

    whose: str
    number: str
    date: dt.date
    words: str


@action("petition.sort")
def sort_petitions(_actor: User, round_: Round, *, keys: Collection[int], kind: str, whom: str) -> Done[int] | Refused:
    """Set right what the words told (phân loại): the kind, and whom they are addressed to; a blank leaves it as it is.
    How many; or why not."""
    whom = one_line(whom)
    rows = _chosen(round_, keys)
    if isinstance(rows, Refused):
        return rows
    if (kind and kind not in PETITION_KINDS) or not (kind or whom):
        return NO_KIND
    if len(whom) > LONGEST_WHOM:
        return NO_WHOM
    for row in rows:
        row.kind, row.whom = kind or row.kind, whom or row.whom
        row.whom_folded, row.whom_identity = fold(row.whom)[:LONGEST_WHOM], identity(row.whom)[:LONGEST_WHOM]
        row.state = State.SORTED if row.state == State.NEW else row.state
    RaisedPetition.objects.bulk_update(rows, ["kind", "whom", "whom_folded", "whom_identity", "state"])
    settle_petitions(round_, {row.asked_id for row in rows})
    if whom:
        name_group(round_.pk, whom)
    told = {"petition_kind": PETITION_KINDS.get(kind, ""), "petition_whom": whom}
    return Done(len(rows), round_, {}, {**_told(round_, rows), **{name: word for name, word in told.items() if word}})


@action("petition.sort")
def pass_on_petitions(
    _actor: User, round_: Round, *, keys: Collection[int], to: str, today: dt.date
) -> Done[int] | Refused:
    """Write down that petitions went to another body (chuyển). How many; or why not."""
    to, rows = one_line(to), _chosen(round_, keys)
    if isinstance(rows, Refused):
        return rows
    if not 0 < len(to) <= LONGEST_WHOM:
        return NO_WHOM
    for row in rows:
        row.passed_to, row.passed_on = to, today
        row.state = State.PASSED_ON if row.state in {State.NEW, State.SORTED} else row.state
    RaisedPetition.objects.bulk_update(rows, ["passed_to", "passed_on", "state"])
    settle_petitions(round_, {row.asked_id for row in rows})
    return Done(len(rows), round_, {}, {**_told(round_, rows), "passed_to": to})


@action("petition.answer")
def answer_petitions(
    actor: User, round_: Round, facts: AnswerFacts, *, keys: Collection[int], today: dt.date
) -> Done[PetitionAnswer] | Refused:
    """Answer many petitions at once (trả lời một lần): each school aboard finds it in its diary of what it waits for,
    the others get it in the file of answers; or why not. Linear in the petitions."""
    rows = _chosen(round_, keys)
    if isinstance(rows, Refused):
        return rows
    told = AnswerFacts(
        whose=one_line(facts.whose), number=one_line(facts.number), date=facts.date, words=clean(facts.words)
    )
    if hindrance := _unfit(told, today):
        return hindrance
    made = PetitionAnswer.objects.create(
        round=round_, by=actor, whose=told.whose, number=told.number, date=told.date, words=told.words
    )
    RaisedPetition.objects.filter(pk__in=[row.pk for row in rows]).update(answer=made, state=State.ANSWERED)
    settle_petitions(round_, {row.asked_id for row in rows})
    hand_down([_handed(row, made) for row in rows if row.asked.school])
    said = {"answer_whose": made.whose, "number": made.number, "answer_words": made.words}
    return Done(made, round_, {}, {**_told(round_, rows), **said})


@action("petition.sort")
def close_petitions(_actor: User, round_: Round, *, keys: Collection[int], reason: str) -> Done[int] | Refused:
    """Close petitions (đóng): answered ones as they are, others with a reason. How many; or why not."""
    reason, rows = clean(reason), _chosen(round_, keys)
    if isinstance(rows, Refused):
        return rows
    if len(reason) > LONGEST_WORDS or (not reason and any(row.answer_id is None for row in rows)):
        return NO_REASON
    for row in rows:
        row.state, row.closed_because = State.CLOSED, reason
    RaisedPetition.objects.bulk_update(rows, ["state", "closed_because"])
    settle_petitions(round_, {row.asked_id for row in rows})
    return Done(len(rows), round_, {}, {**_told(round_, rows), "closed_because": reason or "đã trả lời"})


def _chosen(round_: Round, keys: Collection[int]) -> list[RaisedPetition] | Refused:
    """The petitions of those keys, locked; none of another round. Before them what is asked of their schools, as where
    a paper comes in: of an answer and a paper at once, one waits for the other."""
    if round_.state == Round.State.CLOSED:
        return SHUT
    if len(keys) > MOST:
        return TOO_MANY
    hold(Asked.objects.filter(pk__in=RaisedPetition.objects.filter(round=round_, pk__in=keys).values("asked")))
    rows = RaisedPetition.objects.select_for_update(of=("self",), no_key=True).select_related("asked__school")
    return list(rows.filter(round=round_, standing=True, pk__in=keys).order_by("pk")) or NONE_CHOSEN


def _unfit(facts: AnswerFacts, today: dt.date) -> Refused | None:
    if not 0 < len(facts.whose) <= LONGEST_WHOM:
        return NO_WHOM
    if len(facts.number) > LONGEST_NUMBER:
        return LONG_NUMBER
    if facts.date > today:
        return AHEAD
    return None if 0 < len(facts.words) <= LONGEST_WORDS else NO_WORDS


def _handed(row: RaisedPetition, answer: PetitionAnswer) -> Answered:
    school = row.asked.school
    assert school is not None  # noqa: S101 - only those of schools aboard are handed down
    return Answered(
        school=school,
        school_year=answer.round.school_year,
        asked=row.words,
        whose=answer.whose,
        number=answer.number,
        date=answer.date,
        words=answer.words,
        by=answer.by,
    )


def _told(round_: Round, rows: Iterable[RaisedPetition]) -> dict[str, object]:
    return {"round": round_.name, "petitions": len(list(rows))}
