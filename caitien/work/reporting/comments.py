"""What people say to each other about a line (trao đổi), and the colleagues they name (nhắc tên).

A colleague is named by "@" and their full name in the words, or picked from the list beside them. It waits on their
first page until they have seen it.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Membership, School, User
from caitien.access.rights import ActingUser
from caitien.domain.refused import Refused
from caitien.domain.texts.figures import say_count
from caitien.domain.texts.folding import clean, fold, identity
from caitien.plans.models import Task
from caitien.prepared import prepared
from caitien.work.models import Comment, Mention

LONGEST_COMMENT: Final = 2_000  # letters
NO_TEXT: Final = Refused(f"Xin viết lời trao đổi, không quá {say_count(LONGEST_COMMENT)} chữ cái.")
NOT_HERE: Final = Refused("Người được nhắc không còn ở trường. Xin chọn lại.")
_TWICE: Final = dt.timedelta(minutes=10)  # a button pressed twice, a page sent anew
_AT: Final = re.compile(r"@(?=\w)")


def write_comment(actor: User, task: Task, *, text: str, names: Collection[int] = ()) -> Comment | Refused:
    """Say something about a line (viết lời trao đổi). ``names``: keys of people picked from the list, beside those
    named in the words. The same said again within minutes is kept once. Whoever answers has seen what named them."""
    return _write(actor, task, text=clean(text), names=frozenset(names))


@action("comment.write")
def _write(
    actor: User, task: Task, *, text: str, names: frozenset[int]
) -> Done[Comment] | Unchanged[Comment] | Refused:
    if not text or len(text) > LONGEST_COMMENT:
        return NO_TEXT
    people = list(people_to_name(task.school))
    if not names <= {person.pk for person in people}:
        return NOT_HERE
    last = task.comments.order_by("-at", "-pk").first()
    if last and (last.by_id, last.text) == (actor.pk, text) and timezone.now() - last.at < _TWICE:
        return Unchanged(last)
    named = [each for each in people if each.pk in names | named_in(text, people) and each.pk != actor.pk]
    comment = task.comments.create(school_id=task.school_id, plan_id=task.plan_id, text=text, by=actor)
    Mention.objects.bulk_create(Mention(school_id=task.school_id, comment=comment, user=each) for each in named)
    seen_of(actor, task)
    told = {"text": text, "named": [str(each) for each in named]}
    return Done(comment, task, {}, {name: value for name, value in told.items() if value})


def named_in(text: str, people: Iterable[User]) -> frozenset[int]:
    """The keys of the people named after an "@" in the words (được nhắc trong lời), whatever the case; accents count.

    The longest name that stands there counts: "@Trần Văn Bình An" is not "Trần Văn Bình". Two of one name are both
    meant: better asked twice than not at all. Linear in words times people.
    """
    names: dict[str, set[int]] = {}
    for person in people:
        names.setdefault(identity(person.name), set()).add(person.pk)
    found: set[int] = set()
    for place in _AT.finditer(text):
        after = identity(text[place.end() : place.end() + 200])
        acting = [name for name in names if name and re.match(rf"{re.escape(name)}\b", after)]
        found |= names[max(acting, key=len)] if acting else set()
    return frozenset(found)


def nearly_named(text: str, people: Sequence[User]) -> list[User]:
    """Those whom the words name but for the accents ("@tran van binh"), by name: likely meant, and not told of it."""
    sure = named_in(text, people)
    typed = [fold(text[place.end() : place.end() + 200]) for place in _AT.finditer(text)]
    alike = [each for each in people if each.pk not in sure and (name := fold(each.name)) and _begins(typed, name)]
    exact = {fold(each.name) for each in people if each.pk in sure}
    return [each for each in alike if fold(each.name) not in exact]


def _begins(texts: Iterable[str], name: str) -> bool:
    return any(re.match(rf"{re.escape(name)}\b", each) for each in texts)


def people_to_name(school: School) -> QuerySet[User]:
    """Who can be named (nhắc được ai): the people of the school, by given name. One query."""
    here = Membership.objects.filter(school=school).values("user")
    return User.objects.filter(pk__in=here, is_active=True).order_by("folded", "pk")


def mentions_for(acting: ActingUser, most: int) -> list[Mention]:
    """Where the person is named and has not seen it (được nhắc tên), the newest first. One query."""
    return _mentions(acting.school, acting.user, most=most)


@prepared
def _mentions(school: School, user: User, *, most: int) -> QuerySet[Mention]:
    found = Mention.objects.filter(school=school, user=user, seen_at=None)
    shown = (
        "comment__text",
        "comment__at",
        "comment__by__name",
        "comment__task__work",
        "comment__task__goal__criterion",
    )
    found = found.select_related("comment__task__goal", "comment__by").only(*shown)
    return found.order_by("-comment__at", "-pk")[:most]


def seen_of(person: User, task: Task) -> None:
    """The person has seen what names them on a line (đã xem). One statement.

    What somebody has read is no deed on the plan: it goes into no story and needs no right but to be named.
    """
    mine = Mention.objects.filter(user=person, seen_at=None, comment__task=task)
    mine.update(seen_at=timezone.now())


def comments_of(task: Task) -> QuerySet[Comment]:
    """What was said about a line (lời trao đổi), newest first, to be paged. No query of its own."""
    return task.comments.select_related("by").order_by("-at", "-pk")
