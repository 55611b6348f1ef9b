"""An editor asks by mail now (gửi thư nhắc): who is missing something and can be written to, each with one mail."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.nudges.mail.planning import open_turns, reachable, write
from caitien.nudges.models import Digest
from caitien.plans.models import Plan
from caitien.work.counting.missing import Missing, missing_of, missing_tasks
from caitien.work.models import Occurrence

NO_MAIL: Final = Refused("Trường chưa gửi được thư: trang web chưa nối máy chủ thư. Xin dùng lời dán vào nhóm.")
NOBODY: Final = Refused(
    "Chưa gửi được thư cho ai: ai cũng đã có thư nhắc hôm nay, hoặc không nhận được thư. Xin dùng lời dán vào nhóm."
)


@dataclass(frozen=True, slots=True)
class Mailed:
    """Whom mails will ask, and from when (thư sẽ gửi): names; ``others`` are asked by none."""

    names: Sequence[str]
    others: Sequence[str]
    moment: dt.datetime


@action("nudge.mail")
def ask_by_mail(actor: User, plan: Plan, *, now: dt.datetime) -> Done[Mailed] | Refused:
    """Ask by mail for what is missing of a plan (gửi thư nhắc): one mail a person and day, in no quiet hour. Some
    twenty-five statements, however many people and lines."""
    if not settings.EMAIL_HOST:
        return NO_MAIL
    today = timezone.localdate(now)
    missing = missing_of(plan, list(missing_tasks(plan, today)), today)
    people = {person.pk: person for each in missing for person in each.whom.people}
    asked = write(_turns_of(plan, missing, reachable(people)), now, by=actor)
    if not asked:
        return NOBODY
    names = [str(person) for key, person in people.items() if key in asked]
    others = [str(person) for key, person in people.items() if key not in asked]
    first = Digest.objects.filter(user__in=asked, state=Digest.State.WAITING).order_by("due_at").first()
    return Done(Mailed(names, others, first.due_at if first else now), plan, {}, {"people": names})


def _turns_of(plan: Plan, missing: Sequence[Missing], reached: set[int]) -> dict[tuple[int, int], list[Occurrence]]:
    """(school, person) → what they are asked about: of each line what is overdue, else its first open turn."""
    first: dict[int, Occurrence] = {}
    for turn in open_turns().filter(plan=plan, task__in=[each.task.pk for each in missing]).order_by("-number"):
        first[turn.task_id] = turn
    found: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for each in missing:
        turns = each.overdue or tuple(filter(None, [first.get(each.task.pk)]))
        for person in each.whom.people if turns else ():
            if person.pk in reached:
                found[plan.school_id, person.pk] += turns
    return found
