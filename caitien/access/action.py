"""One write, one verb (hành động): permission, transaction, audit entry and function in one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from caitien.access.models import AuditEntry, School, User
from caitien.access.rights import RIGHTS, Standing, standing_of

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
class LostRace(Generic[R]):
    """What the person saw is no longer so (người khác vừa sửa): the verb wrote nothing, ``result`` says what is."""

    result: R


Verb = Callable[Concatenate[User, T, P], Done[R] | LostRace[R]]


def action(verb: str) -> Callable[[Verb[T, P, R]], Callable[Concatenate[User, T, P], R]]:
    """Make a function ``(actor, object, …) -> Done`` the verb of that name.

    The caller gets the result alone. The object is a school, or belongs to one; the function gets it as it is now,
    locked: verbs on one object take turns. Raises PermissionDenied where no role of the actor in that school gives the
    right; then, when the function raises, and when it lost a race, nothing is written. Three queries more than the
    function's own, and its transaction.
    """
    RIGHTS[verb]  # a verb missing from the table fails when the module is read, not on the day it is used

    def make(function: Verb[T, P, R]) -> Callable[Concatenate[User, T, P], R]:
        @wraps(function)
        def perform(actor: User, about: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                standing = _allowed(actor, about, verb)
                done = function(actor, _locked(about), *args, **kwargs)
                if isinstance(done, Done):
                    _record(standing, verb, done)
            return done.result

        return perform

    return make


def _locked(about: T) -> T:
    now: T = type(about)._default_manager.select_for_update().get(pk=about.pk)
    return now


def _allowed(actor: User, about: models.Model, verb: str) -> Standing:
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
