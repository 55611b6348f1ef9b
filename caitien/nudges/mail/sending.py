"""The mails that wait are sent (gửi thư nhắc), each once.

A mail is a row. A worker gives the server all of it but the last dot, marks the row as handed in a transaction only one
worker can win, sends the dot, and writes what the server answered. Killed before the mark, the mail waits and is sent
by the next; killed after it, nobody knows and it is sent no more that day: it counts as not asked, so that the next
morning asks again. A mail that has not gone out by the end of its day goes out no more.
"""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from caitien.jobs.scheduled import NotDoneError
from caitien.nudges.mail.posting import Answer, MailConnection, NoPostError, Outcome
from caitien.nudges.mail.words import Letter, letters_of
from caitien.nudges.models import Digest, Mailbox, Nudge

State = Digest.State
LEASE: Final = dt.timedelta(minutes=2)  # after which who marked a mail and said no more was killed
PAUSES: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 30, 120))  # before the server is asked again
ROUND: Final = 50  # mails put into words at a time
LONGEST: Final = 240.0  # seconds of one run
ENDS: Final = {
    Outcome.TAKEN: State.SENT,
    Outcome.NO_SUCH_ADDRESS: State.REFUSED,
    Outcome.REFUSED: State.FAILED,
    Outcome.NO_ANSWER: State.UNSURE,
}
TOO_LATE: Final = "Chưa gửi kịp trong ngày."
CUT_OFF: Final = "Máy bị dừng đúng lúc trao thư."
_log = logging.getLogger(__name__)

Write = Callable[[Letter], EmailMessage]


def send_due(write: Write) -> Counter[State]:
    """Send the mails whose moment has come (gửi thư đến lượt): how many ended in which state. ``write`` makes a mail
    of its words. Four statements a mail, eight a round of fifty. NotDoneError where the server cannot be spoken with:
    what has not gone out waits."""
    ended, until = _swept(timezone.now()), time.monotonic() + LONGEST
    line = MailConnection()
    try:
        while time.monotonic() < until and (round_ := _next_round()):
            ended += _send_round(line, round_, write)
    except NoPostError as trouble:
        raise NotDoneError(f"{trouble} Thư còn chờ, sẽ thử lại.") from trouble
    finally:
        line.close()
    return ended


def next_due(moment: dt.datetime) -> dt.datetime:
    """When there may be something to send after a moment (lần gửi tới): when the next mail is due, within the hour.
    One query."""
    soon, late = moment + dt.timedelta(minutes=1), moment + dt.timedelta(hours=1)
    due = Digest.objects.filter(state__in=[State.WAITING, State.HANDED]).order_by("due_at")
    first = due.values_list("due_at", flat=True).first()
    return min(max(first or late, soon), late)


# --- a round ----------------------------------------------------------------------------------------------------------


def _swept(now: dt.datetime) -> Counter[State]:
    """End what will not go out any more: marked by who was killed, or of a day that is over. Two statements."""
    due = Digest.objects.filter(due_at__lte=now)
    unsure = due.filter(state=State.HANDED).update(state=State.UNSURE, said=CUT_OFF, ended_at=now)
    over = due.filter(state=State.WAITING, day__lt=timezone.localdate(now))
    late = over.update(state=State.FAILED, said=TOO_LATE, ended_at=now)
    return Counter({State.UNSURE: unsure, State.FAILED: late})


def _next_round() -> Sequence[Digest]:
    due = Digest.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
    return list(due.select_related("user").order_by("due_at", "pk")[:ROUND])


def _send_round(line: MailConnection, digests: Sequence[Digest], write: Write) -> Counter[State]:
    ended: Counter[State] = Counter()
    letters = letters_of(digests)
    for digest in digests:
        letter = letters.get(digest.pk)
        state = _sent(line, letter, write) if letter else _dropped(digest)
        ended.update([state] if state else [])
    return ended


def _sent(line: MailConnection, letter: Letter, write: Write) -> State | None:
    """Send one mail; the state it ended in, None where it waits on or another worker has it."""
    try:
        message = write(letter)
        message.message()
    except Exception:  # one that cannot be written must not hold up the others
        _log.exception("digest %s cannot be written", letter.digest.pk)
        return _end(letter.digest, Answer(Outcome.REFUSED, "Phần mềm không viết được thư này; xem nhật ký máy chủ."))
    answer = line.hand(message, lambda: _mark(letter))
    if answer.outcome is Outcome.OVERTAKEN:
        return None
    return _put_off(letter.digest, answer) if answer.outcome is Outcome.LATER else _end(letter.digest, answer)


def _mark(letter: Letter) -> bool:
    """The last moment: this worker has it, and what it asks is kept as it goes out. One statement, more where a line
    was told of since the mail was planned."""
    with transaction.atomic():
        ours = Digest.objects.filter(pk=letter.digest.pk, state=State.WAITING)
        if not ours.update(state=State.HANDED, due_at=timezone.now() + LEASE):
            return False
        Nudge.objects.bulk_update(letter.nudges, ["lines", "about", "text", "at"])
        if letter.nothing_left:
            Nudge.objects.filter(pk__in=letter.nothing_left).delete()
        return True


def _dropped(digest: Digest) -> State:
    """Nothing is left to ask, or nobody to ask."""
    with transaction.atomic():
        _kept(digest).update(state=State.DROPPED, ended_at=timezone.now())
        Nudge.objects.filter(digest=digest).delete()
    return State.DROPPED


def _put_off(digest: Digest, answer: Answer) -> State | None:
    """To be tried again after a pause, or given up."""
    if digest.attempts >= len(PAUSES):
        return _end(digest, Answer(Outcome.REFUSED, answer.said))
    due = timezone.now() + PAUSES[digest.attempts]
    _kept(digest).update(state=State.WAITING, attempts=F("attempts") + 1, due_at=due, said=answer.said)
    return None


def _end(digest: Digest, answer: Answer) -> State:
    state = ENDS[answer.outcome]
    with transaction.atomic():
        _kept(digest).update(state=state, said=answer.said, ended_at=timezone.now())
        if state is State.REFUSED:
            _count_refusal(digest, answer.said)
        elif state is State.SENT:
            Mailbox.objects.filter(user=digest.user_id, refusals__gt=0).update(refusals=0, said="")
    return state


def _count_refusal(digest: Digest, said: str) -> None:
    """One more time in a row that the address was refused. Two statements."""
    box, _ = Mailbox.objects.get_or_create(user=digest.user)
    same = box.email == digest.user.email
    box.email, box.refusals, box.said = digest.user.email, box.refusals + 1 if same else 1, said
    box.save(update_fields=["email", "refusals", "said"])


def _kept(digest: Digest) -> QuerySet[Digest]:
    return Digest.objects.filter(pk=digest.pk, state__in=[State.WAITING, State.HANDED])


def told(ended: Counter[State]) -> str:
    """What came of a run, in a sentence (kết quả)."""
    said = "; ".join(f"{state.label}: {count} thư" for state, count in ended.items() if count)
    return f"{said[0].upper()}{said[1:]}." if said else "Không có thư nào đến lượt."
