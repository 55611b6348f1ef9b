"""One write, one verb (hành động): permission, transaction, audit entry and function in one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models, transaction

from caitien.access.models import School, User
from caitien.access.rights import KEEPER, RIGHTS, ActingUser, acting_user_of
from caitien.access.trail import append

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


class Gone(Exception):  # noqa: N818 - no error of ours: two people, and the other was first
    """What a verb was to be done to is there no more (vừa được người khác bỏ); nothing was written.

    Between the page that found a thing and the verb that locks it someone else may take it away. The door of the pages
    (:mod:`caitien.web.member`) says so.
    """


SITE_VERBS = frozenset(verb for verb, right in RIGHTS.items() if right.roles == KEEPER)  # asked of the site's keeper
Verb = Callable[Concatenate[User, T, P], Done[R] | LostRace[R]]


def action(verb: str) -> Callable[[Verb[T, P, R]], Callable[Concatenate[User, T, P], R]]:
    """Make a function ``(actor, object, …) -> Done`` the verb of that name.

    The caller gets the result alone. The object is a school, belongs to one, or is a body above; the function gets it
    as it is now, locked: verbs on one object take turns. Raises PermissionDenied where no role of the actor in that
    school gives the right; then, when the function raises, and when it lost a race, nothing is written. Eight
    statements more than the function's own, and its transaction. What the entry is told (``before``, ``after``) is
    plain JSON.
    """
    RIGHTS[verb]  # a verb missing from the table fails when the module is read, not on the day it is used

    def make(function: Verb[T, P, R]) -> Callable[Concatenate[User, T, P], R]:
        @wraps(function)
        def perform(actor: User, about: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                acting = _allowed(actor, about, verb)
                done = function(actor, locked(about), *args, **kwargs)
                if isinstance(done, Done):
                    _record(acting, verb, done)
            return done.result

        return perform

    return make


def locked(about: T) -> T:
    """The thing as it is now, locked to the end of the transaction (khoá lại). Raises Gone. One statement."""
    try:
        now: T = about.__class__._default_manager.select_for_update().get(pk=about.pk)
    except ObjectDoesNotExist:
        raise Gone(str(about.pk)) from None
    return now


def _allowed(actor: User, about: models.Model, verb: str) -> ActingUser:
    school = None if verb in SITE_VERBS else school_of(about)
    acting = acting_user_of(actor, school)
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


def _record(acting: ActingUser, verb: str, done: Done[R]) -> None:
    append(
        school=school_of(done.about),
        actor=acting.user,
        role=acting.role_for(verb),
        verb=verb,
        kind=type(done.about).__name__.lower(),
        key=str(done.about.pk),
        within=within_of(done.about),
        before=done.before,
        after=done.after,
    )
