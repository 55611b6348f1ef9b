"""One write, one verb (hành động): permission, transaction, audit entry and function in one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from caitien.access.models import AuditEntry, School, User
from caitien.access.rights import RIGHTS, Standing, standing_of

P = ParamSpec("P")
R = TypeVar("R")


class Kept(Protocol):
    """A row of the database (bản ghi)."""

    @property
    def pk(self) -> Any: ...


T = TypeVar("T", bound=Kept)


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a verb did (việc đã làm): its result, the object it speaks of, and that object before and after."""

    result: R
    about: Kept
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def action(verb: str) -> Callable[[Callable[Concatenate[User, T, P], Done[R]]], Callable[Concatenate[User, T, P], R]]:
    """Make a function ``(actor, object, …) -> Done`` the verb of that name.

    The caller gets the result alone. The object is a school, or belongs to one. Raises PermissionDenied where no role
    of the actor in that school gives the right; then, and when the function raises, nothing is written. Two queries
    more than the function's own, and its transaction.
    """
    RIGHTS[verb]  # a verb missing from the table fails when the module is read, not on the day it is used

    def make(function: Callable[Concatenate[User, T, P], Done[R]]) -> Callable[Concatenate[User, T, P], R]:
        @wraps(function)
        def perform(actor: User, about: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                standing = _allowed(actor, about, verb)
                done = function(actor, about, *args, **kwargs)
                _record(standing, verb, done)
            return done.result

        return perform

    return make


def _allowed(actor: User, about: Kept, verb: str) -> Standing:
    school = about if isinstance(about, School) else about.school  # type: ignore[attr-defined]
    standing = standing_of(actor, school)
    if standing is None or not standing.may(verb):
        raise PermissionDenied(verb)
    return standing


def _record(standing: Standing, verb: str, done: Done[R]) -> None:
    AuditEntry.objects.create(
        school=standing.school,
        actor=standing.user,
        role=standing.role_for(verb),
        verb=verb,
        kind=type(done.about).__name__.lower(),
        key=str(done.about.pk),
        before=done.before,
        after=done.after,
    )
