"""Words to paste into the Zalo group of a unit (lời dán vào nhóm của tổ): who is asked about which lines, each person
with a link of their own. Groups of schools take what a person pastes, no program writes into them.
"""

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Unit, UnitMember, User
from caitien.domain.refused import Refused
from caitien.nudges.links import MadeLink, fresh_links
from caitien.nudges.models import Nudge
from caitien.plans.models import Assignment, Plan
from caitien.work.counting.missing import Missing, line_name, missing_of, missing_tasks

LONGEST: Final = 1_500  # letters of a piece: what Zalo shows whole
BETWEEN: Final = "\n\n"  # an empty line before each person: their own name is found at a glance
LINE: Final = 120  # letters of a line's name
NOBODY: Final = Refused("Tổ này không còn việc nào thiếu lời báo mà hỏi được người trong tổ, nên chưa có lời nhắn.")


@dataclass(frozen=True, slots=True)
class Block:
    """What one person is asked (phần của một người): which lines, by what words, and where they tell."""

    name: str
    works: Sequence[str]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A text about to be pasted (lời sắp dán): of each person their lines, and their link, its secret this once."""

    unit: str
    works: Mapping[User, Sequence[str]]
    links: Mapping[int, MadeLink]


@action("nudge.write")
def ask_unit(actor: User, unit: Unit, plan: Plan, *, today: dt.date) -> Done[Asking] | Refused:
    """Ask the people of a unit for what is missing of a plan (soạn lời dán), and keep that they were asked. A link that
    each was sent before opens nothing from now on. Fifteen statements, however many people and lines."""
    lines = _missing_of_unit(unit, plan, today) if plan.school_id == unit.school_id else {}
    if not lines:
        return NOBODY
    works = {person: [line_name(each.task, LINE) for each in own] for person, own in lines.items()}
    links = fresh_links(actor, unit.school, works)
    _keep(actor, unit, lines)
    told = {"unit": unit.name, "people": [str(person) for person in works]}
    return Done(Asking(unit.name, works, links), unit, {}, told)


def pieces_of(title: str, blocks: Sequence[Block], longest: int = LONGEST) -> list[str]:
    """The text in pieces that each stand alone (các đoạn), at most ``longest`` letters each and numbered where there
    are several; a person too long for one goes on in the next, their link with it. Linear."""
    room = longest - len(f"{title} (99/99){BETWEEN}")
    packed: list[list[str]] = [[]]
    for block in (part for each in blocks for part in _cut(each, room)):
        if packed[-1] and sum(len(each) + len(BETWEEN) for each in packed[-1]) + len(block) > room:
            packed.append([])
        packed[-1].append(block)
    count = len(packed)
    heads = [title if count == 1 else f"{title} ({number}/{count})" for number in range(1, count + 1)]
    texts = (BETWEEN.join([head, *piece]) for head, piece in zip(heads, packed, strict=True))
    return [unicodedata.normalize("NFC", text) for text in texts]


def _cut(block: Block, room: int) -> list[str]:
    """The words of one person, cut between lines where they are too long for a piece."""
    foot = f"\nBáo tại: {block.address}" if block.address else ""
    parts: list[list[str]] = [[]]
    for work in block.works:
        spent = sum(len(each) + 3 for each in parts[-1])
        if parts[-1] and spent + len(work) + 3 > room - len(foot) - len(_name_line(block)) - 2:
            parts.append([])
        parts[-1].append(work)
    return ["\n".join([_name_line(block), *(f"- {work}" for work in part)]) + foot for part in parts]


def _name_line(block: Block) -> str:
    return f"Thầy cô {block.name}, {len(block.works)} việc:"


def _missing_of_unit(unit: Unit, plan: Plan, today: dt.date) -> dict[User, list[Missing]]:
    """Person of the unit → what they are to be asked about, in the order of the plan. Nine queries."""
    members = set(UnitMember.objects.filter(unit=unit).values_list("user", flat=True))
    given = Assignment.objects.filter(Q(unit=unit) | Q(user__in=members), school=unit.school_id).values("task")
    tasks = list(missing_tasks(plan, today).filter(pk__in=given))
    found: dict[User, list[Missing]] = {}
    for each in missing_of(plan, tasks, today):
        for person in each.whom.people:
            if person.pk in members:
                found.setdefault(person, []).append(each)
    return found


def _keep(actor: User, unit: Unit, lines: Mapping[User, Sequence[Missing]]) -> None:
    """That each was asked, by these words, today: asked again the same day, the later words stand. Two statements."""
    now = timezone.now()
    day = timezone.localdate(now)
    Nudge.objects.filter(school=unit.school_id, user__in=lines, channel=Nudge.Channel.PASTED, day=day).delete()
    about = {"school": unit.school, "channel": Nudge.Channel.PASTED, "day": day, "by": actor, "at": now}
    Nudge.objects.bulk_create(
        Nudge(**about, user=person, lines=len(own), about=_turns(own), text=_text(own)) for person, own in lines.items()
    )


def _turns(missing: Sequence[Missing]) -> list[int]:
    """Keys of what is overdue of these lines."""
    return [turn.pk for each in missing for turn in each.overdue]


def _text(missing: Sequence[Missing]) -> str:
    return "\n".join(line_name(each.task, LINE) for each in missing)
