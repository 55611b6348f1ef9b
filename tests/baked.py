"""Rows that many tests start from (dữ liệu dựng sẵn): written once, given back after the last of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

T = TypeVar("T")


@contextmanager
def rows_of_a_module(blocker: DjangoDbBlocker, make: Callable[[], T]) -> Iterator[T]:
    """Write rows in a transaction around all the tests of a module; what each of them does is undone after it, as ever.

    Of such a module no test may be ``transaction=True``: it would find the transaction open. What was made is shared,
    so hand out keys, not objects a test could change.
    """
    with blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)
