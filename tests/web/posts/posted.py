"""A form of the site as the tests send it (biểu mẫu được gửi): one table of them a room, in the files beside this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from caitien.access.models import User
from caitien.web.requests.fields import PageForm
from tests.web.things import Things

Make = Callable[[Things, User, Client], Mapping[str, Any]]


def nothing_first(_things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Posted:
    """A form of the site: where it is sent, with what, by whom ("an", "chair", "keeper", "nobody"), and what has to be
    there first. ``hidden``: fields the page sends by itself; ``unkept``: what no page repeats, as passwords."""

    form: type[PageForm]
    where: str
    sent: Mapping[str, Any]
    who: str = "an"
    make: Make = nothing_first
    hidden: set[str] = field(default_factory=set)
    unkept: set[str] = field(default_factory=set)
