"""Statements put together once (câu hỏi dựng sẵn): Django builds the SQL of a query anew each time it is asked, which
takes five times as long as the database's answer; the same statement is asked of every page.

::

    @prepared
    def _unread(user: User, school: School, since: dt.datetime) -> QuerySet[Notice]:
        return Notice.objects.filter(user=user, school=school, read_at=None, at__gte=since)


    _unread(person, school, since)  # a list, as list(…) of that query set would give

Only the words of the statement are kept, never an answer: each call asks the database. The function is called once for
each shape of what it is handed, with a place for a value (:class:`Slot`) instead of each value; it may put them into
filters and never look at them. What it is handed by name (``size=20``) and what is None belong to the shape, and it may
look at those. A list is for ``__in`` only; the empty list is itself. On PostgreSQL two values and more are one array,
so the statement is the same for any length; of one value it knows a plan for all, of an array it makes one each time.
On SQLite, which has no arrays, it is a list of places, as many as the next power of two, the last value repeated; one
longer than :data:`LONGEST` is asked plainly.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import partial, wraps
from typing import Any, Final, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, Value
from django.db.models.expressions import ExpressionList
from django.db.models.sql import Query

LONGEST: Final = 128  # values in one list
SHAPES: Final = 64  # statements kept of one function; then all are put together anew

P = ParamSpec("P")
R = TypeVar("R")

_Shape = tuple[object, ...]
_Place = tuple[int, int | None]  # which argument, and which value of it; None: the argument as it is
_ARRAY: Final = "(/* array */ %s)"  # where Django writes ``IN`` before it, an array is asked ``= ANY``


class _Hole:
    """What stands in the statement's values until they are known: which argument, and which value of it."""

    __slots__ = ("place",)

    def __init__(self, place: _Place) -> None:
        self.place = place


class Slot(Value):
    """The place of a value in a statement (chỗ của giá trị)."""

    def __init__(self, hole: _Hole) -> None:
        super().__init__(hole)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slot) and self.value is other.value

    def __hash__(self) -> int:
        return hash(id(self.value))

    def _resolve_output_field(self) -> None:
        return None


class _ArraySlot(Slot):
    """The place of a whole list, for ``__in`` on PostgreSQL (chỗ của một dãy)."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        return _ARRAY, (self.value,)


def prepared(asking: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """The rows a query set gives, its statement put together at the first call (dựng sẵn). One query a call."""
    kept: dict[_Shape, _Statement | _Nothing | None] = {}

    @wraps(asking)
    def ask(*args: P.args, **named: P.kwargs) -> list[R]:
        arrays = has_arrays()
        values = [_plain(each, arrays=arrays) for each in args]
        shape: _Shape = (arrays, *(_shape_of(each, arrays=arrays) for each in values), *sorted(named.items()))
        try:
            statement = kept[shape]
        except KeyError:  # not asked before, or another thread has just cleared all of them
            if len(kept) >= SHAPES:
                kept.clear()
            statement = kept[shape] = _put_together(asking, values, named, arrays=arrays)
        return list(asking(*args, **named)) if statement is None else cast(list[R], statement.rows(values))

    return ask


def has_arrays() -> bool:
    """Whether the database takes a list as one value (có kiểu dãy)."""
    return connections[DEFAULT_DB_ALIAS].vendor == "postgresql"


def _plain(value: object, *, arrays: bool) -> object:
    """A value as a statement takes it: a row by its key, lists padded where they are lists of places."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple | set | frozenset):
        plain = [_plain(each, arrays=arrays) for each in value]
        return plain if arrays else _padded(plain)
    return value


def _padded(values: list[Any]) -> list[Any]:
    """The same with the last one repeated, up to the next power of two: few statements for lists of any length."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values)) if values else values


def _shape_of(value: object, *, arrays: bool) -> object:
    if isinstance(value, list):
        return min(len(value), 2) if arrays else len(value)
    return None if value is None else "value"


def _put_together(
    asking: Callable[..., QuerySet[Any, Any]], values: Sequence[object], named: dict[str, Any], *, arrays: bool
) -> "_Statement | _Nothing | None":
    """The statement for values of this shape; None where none is kept."""
    if not arrays and any(isinstance(each, list) and len(each) > LONGEST for each in values):
        return None
    found = asking(*(_slots(value, number, arrays=arrays) for number, value in enumerate(values)), **named)
    try:
        return _Statement(found, partial(asking, **named))
    except EmptyResultSet:
        return _Nothing()


def _slots(value: object, argument: int, *, arrays: bool) -> object:
    if value is None or value == []:
        return value
    if isinstance(value, list):
        if arrays and len(value) > 1:
            return _ArraySlot(_Hole((argument, None)))
        return ExpressionList(*(Slot(_Hole((argument, number))) for number in range(len(value))))
    return Slot(_Hole((argument, None)))


class _Nothing:
    """What an empty list leaves nothing to find for (không có gì để tìm)."""

    def rows(self, values: Sequence[object]) -> list[Any]:  # noqa: ARG002
        """No row. No query."""
        return []


class _Statement:
    """A query set with its SQL and how its rows are read (câu hỏi)."""

    def __init__(self, found: QuerySet[Any, Any], asking: Callable[..., QuerySet[Any, Any]]) -> None:
        self.found, self.asking = found, asking
        self.compiler: Any = found.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = self.compiler.as_sql()
        self.sql = sql.replace(f"IN {_ARRAY}", "= ANY (%s)")
        self.params = list(params)
        self.holes = [(at, param.place) for at, param in enumerate(self.params) if isinstance(param, _Hole)]
        self.here = threading.local()  # ``reading``: how values of the database are read by a thread's connection

    def rows(self, values: Sequence[object]) -> list[Any]:
        """The rows for those values. One query."""
        connection = connections[DEFAULT_DB_ALIAS]
        return self._read(self._compiled(connection, self.filled(values, connection)))

    def filled(self, values: Sequence[object], connection: Any) -> tuple[object, ...]:
        """What is sent beside the statement's words for those values (giá trị gửi kèm). No query."""
        params = self.params.copy()
        for at, (argument, number) in self.holes:
            value = values[argument]
            params[at] = _as_sent(value if number is None else cast(list[object], value)[number], connection)
        return tuple(params)

    def _compiled(self, connection: Any, params: Sequence[object]) -> Any:
        """Django's compiler as it stands once it has put the statement together, for this connection and values."""
        compiler = object.__new__(type(self.compiler))
        compiler.__dict__.update(self.compiler.__dict__)
        compiler.connection = connection
        compiler.as_sql = lambda *_given, **_named: (self.sql, params)
        compiler.get_converters = lambda columns: self._reading(connection, columns)
        return compiler

    def _reading(self, connection: Any, columns: Iterable[Any]) -> dict[int, Any]:
        known: tuple[Any, dict[int, Any]] | None = getattr(self.here, "reading", None)
        if known is None or known[0] is not connection:
            compiler = object.__new__(type(self.compiler))
            compiler.__dict__.update(self.compiler.__dict__, connection=connection)
            known = self.here.reading = (connection, compiler.get_converters(columns))
        return known[1]

    def _read(self, compiler: Any) -> list[Any]:
        query = object.__new__(Query)
        query.__dict__.update(self.found.query.__dict__)
        query.get_compiler = lambda *_given, **_named: compiler  # type: ignore[method-assign]
        found: QuerySet[Any, Any] = object.__new__(type(self.found))
        found.__dict__.update(self.found.__dict__, _query=query)
        return list(found)


def _as_sent(value: object, connection: Any) -> object:
    """A value as this database takes it; an array value by value."""
    if isinstance(value, list):
        return [_as_sent(each, connection) for each in value]
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value
