"""One write, one verb (hành động): permission, transaction, audit entry and function in one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Final, Generic, ParamSpec, Protocol, TypeVar, cast, overload

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet

from caitien.access.models import School, User
from caitien.access.rights import KEEPER, RIGHTS, ActingUser, acting_user_of, as_officer
from caitien.access.trail.entries import append
from caitien.domain.refused import Refused
from caitien.prepared import prepared

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a verb did (việc đã làm): its result, the object it speaks of, and that object before and after."""

    result: R
    about: models.Model
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged(Generic[R]):
    """A verb had nothing to write (không có gì đổi): all is already as asked. The caller gets ``result``."""

    result: R


class Gone(Exception):  # noqa: N818 - no error of ours: two people, and the other was first
    """What a verb was to be done to is there no more (vừa được người khác bỏ); nothing was written.

    Between the page that found a thing and the verb that locks it someone else may take it away. The door of the pages
    (:mod:`caitien.web.requests.member`) says so.
    """


_ENTRIES: ContextVar[list[dict[str, Any]] | None] = ContextVar("entries of the deed under way", default=None)
Aftermath = Callable[[models.Model], None]
Told = Callable[[ActingUser, str, Done[Any]], None]
TOLD: Final[list[Told]] = []  # who is told of each deed, by its verb, in its transaction: each floor above adds its own
AFTER: Final[list[Aftermath]] = []  # what floors above keep up after each verb, told its thing: each adds its own
SITE_VERBS = frozenset(verb for verb, right in RIGHTS.items() if right.roles == KEEPER)  # asked of the site's keeper
Steady = Callable[Concatenate[User, T, P], Done[R] | Unchanged[R]]  # a verb that never refuses
Verb = Callable[Concatenate[User, T, P], Done[R] | Unchanged[R] | Refused]


class _Door(Protocol):
    """What :func:`action` makes of a function: a verb that may refuse answers ``R | Refused``, another one ``R``."""

    @overload
    def __call__(self, function: Steady[T, P, R], /) -> Callable[Concatenate[User, T, P], R]: ...

    @overload
    def __call__(self, function: Verb[T, P, R], /) -> Callable[Concatenate[User, T, P], R | Refused]: ...


def action(verb: str) -> _Door:
    """Make a function ``(actor, object, …) -> Done | Unchanged | Refused`` the verb of that name.

    The caller gets the result of Done or Unchanged, or the Refused itself. The object is a school, belongs to one,
    or is a body above; the function gets it as it is now, locked: verbs on one object take turns.

    Raises PermissionDenied where no role of the actor in that school gives the right, and Gone where the object is
    deleted. Then, when the function raises, and when it answers Refused, nothing is written: what the function wrote
    before is rolled back. Of Unchanged there is no audit entry. Seven statements more than the function's own, its
    transaction, and a query of whoever keeps something up (``AFTER``). What the entry is told (``before``, ``after``)
    is plain JSON. Of a verb that uses others all entries are written at its end (:func:`one_deed`).
    """
    RIGHTS[verb]  # a verb missing from the table fails when the module is read, not on the day it is used

    def make(function: Verb[T, P, R]) -> Callable[Concatenate[User, T, P], R | Refused]:
        @wraps(function)
        def perform(actor: User, about: T, /, *args: P.args, **kwargs: P.kwargs) -> R | Refused:
            with one_deed():
                acting = _allowed(actor, about, verb)
                answer = function(actor, locked(about), *args, **kwargs)
                if isinstance(answer, Done):
                    _done(acting, verb, answer)
                transaction.set_rollback(isinstance(answer, Refused))  # what it wrote before it refused is undone
            return answer if isinstance(answer, Refused) else answer.result

        return perform

    return cast(_Door, make)


@contextmanager
def one_deed() -> Iterator[None]:
    """What several verbs do as one (một việc nhiều bước): one transaction, and the entries of all of them at its end.

    The end of a trail is the last thing anybody locks: who held it and then waited for a row would wait for whoever
    has that row and waits for the trail. Of several trails the ends are locked in the order of their schools, that of
    the site last. Where it is taken back, or the part of it within, its entries go too.
    """
    outer = _ENTRIES.get()
    entries = [] if outer is None else outer
    token, before = _ENTRIES.set(entries), len(entries)
    try:
        with transaction.atomic():
            yield
            if transaction.get_rollback():
                del entries[before:]
            elif outer is None:
                for entry in sorted(entries, key=_trail_of):
                    append(**entry)
    except BaseException:
        del entries[before:]
        raise
    finally:
        _ENTRIES.reset(token)


def also(actor: User, verb: str, done: Done[Any]) -> None:
    """What a verb did besides (việc kèm theo), as a deed of its own: the right to it is asked, people are told, it gets
    its own entry, all in the transaction of that verb. Raises PermissionDenied."""
    _done(_allowed(actor, done.about, verb), verb, done)


def note(**entry: Any) -> None:
    """One more entry of the deed under way (ghi thêm một dòng), as :func:`append` takes it: in the trail of a school in
    which no right of the actor's is asked, since the deed is done above it. Written at its end."""
    entries = _ENTRIES.get()
    assert entries is not None  # noqa: S101 - within a deed
    entries.append(entry)


def _trail_of(entry: dict[str, Any]) -> tuple[bool, int]:
    school = entry["school"]
    return school is None, school.pk if school else 0


def school_first(verb: Callable[Concatenate[User, T, P], R]) -> Callable[Concatenate[User, T, P], R]:
    """Let a verb hold the school before its own thing (giữ trường trước), as verbs of the school do that go on to its
    plans: for what takes a name or a number no two may take at once. Two statements."""

    @wraps(verb)
    def perform(actor: User, about: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            hold(School.objects.filter(pk=about.school_id))  # type: ignore[attr-defined]  # of a thing of a school
            return verb(actor, about, *args, **kwargs)

    return perform


def _done(acting: ActingUser, verb: str, done: Done[Any]) -> None:
    """Tell what was done to whoever is told, keep up what follows from it, and let its entry wait for the end."""
    for told in TOLD:
        told(acting, verb, done)
    keep_up(done.about)
    note(**_entry(acting, verb, done))


def keep_up(about: models.Model) -> None:
    """Let what the floors above keep follow (giữ cho khớp), in the transaction of what was written: after each verb,
    and after what a command writes without one."""
    for aftermath in AFTER:
        aftermath(about)


def locked(about: T) -> T:
    """The thing as it is now, locked to the end of the transaction (khoá lại): its own row alone, not what the manager
    of its model joins to it, which PostgreSQL refuses to lock where a link may be empty. With it is read what its
    model names in ``READ_WITH``. What its model holds before it (``hold_before``) is locked first, so that all verbs
    take locks in one order. Rows that only name it may be written meanwhile. Raises Gone. One statement, and those of
    what is held before."""
    hold_before = getattr(about, "hold_before", None)
    if hold_before:
        hold_before()
    key = about._meta.pk.get_prep_value(about.pk)
    found: list[T] = _locked(key, model=about.__class__)
    if not found:
        raise Gone(str(about.pk))
    now = found[0]
    link: Any = about.__class__.__dict__.get("school")  # of a model that belongs to a school
    if link and link.is_cached(about) and about.school_id == now.school_id:  # type: ignore[attr-defined]
        now.school = about.school  # type: ignore[attr-defined]  # whether it may be done was asked of it a moment ago
    return now


@prepared
def _locked(key: object, *, model: type[T]) -> QuerySet[T]:
    rows = model._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*getattr(model, "READ_WITH", ())).filter(pk=key)


def hold(rows: QuerySet[Any]) -> None:
    """Lock these rows to the end of the transaction (giữ lượt), in order of their keys, for a model's ``hold_before``.
    One statement."""
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _allowed(actor: User, about: models.Model, verb: str) -> ActingUser:
    school = None if verb in SITE_VERBS else school_of(about)
    acting = acting_user_of(actor, school)
    if acting and school is None:
        acting = as_officer(acting)
    if acting is None or not acting.may(verb, about):
        raise PermissionDenied(verb)
    return acting


def school_of(about: models.Model) -> School | None:
    """The school a thing belongs to (của trường nào): itself, its own, or None for what is above schools."""
    return about if isinstance(about, School) else getattr(about, "school", None)


def within_of(about: models.Model) -> str:
    """The plan whose story a thing is part of (thuộc câu chuyện nào), "" where it is of none: its own, or itself."""
    own = about.pk if about._meta.model_name == "plan" else getattr(about, "plan_id", None)
    return f"plan {own}" if own else ""


def _entry(acting: ActingUser, verb: str, done: Done[Any]) -> dict[str, Any]:
    """What the trail is told, as things are called now: by its end one of them may be gone."""
    return {
        "school": school_of(done.about),
        "actor": acting.user,
        "role": acting.role_for(verb),
        "verb": verb,
        "kind": type(done.about).__name__.lower(),
        "key": str(done.about.pk),
        "within": within_of(done.about),
        "before": done.before,
        "after": done.after,
    }
