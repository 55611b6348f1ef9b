"""Long lists, a page at a time (danh sách dài, từng trang).

Lists that grow without end, or that others write into, are read by key (:func:`stretch`): a later page costs what the
first one costs, and rows that come in meanwhile neither show twice nor hide one. The address names the last row of the
page before (``?sau=``) or the first one of the page after (``?truoc=``).

What is worked out as a whole before any of it can be shown (the lines of a plan beside their counts, a file that was
read, two versions held against each other, proposals) has numbered pages (:func:`numbered`): a key would save nothing
there, and people leaf through it as through a paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from caitien.domain.texts.typed import read_key

T = TypeVar("T", bound=Model)
R = TypeVar("R")
Mark = Sequence[object]  # what the columns of a list's key say in one row

AFTER, BEFORE, NUMBER = "sau", "truoc", "trang"


@dataclass(frozen=True, slots=True)
class Stretch(Generic[R]):
    """One page of a list read by key (một trang). ``after`` and ``before`` are the keys its neighbours start from, None
    where the list ends; ``next``, ``previous`` and ``first`` their addresses, "" where there is none; ``count`` the
    length of the whole list, where it was asked for."""

    rows: list[R]
    after: object = None
    before: object = None
    next: str = ""
    previous: str = ""
    first: str = ""
    count: int | None = None

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose pages these are (danh sách nào): ``path`` where the list is shown by another address than its own, ``name``
    where an address tells the pages of several lists, ``counted`` whether the page says how long the list is."""

    path: str = ""
    name: str = ""
    counted: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """How the address calls the row a page begins after, and the row it ends before."""
        return (f"{AFTER}-{self.name}", f"{BEFORE}-{self.name}") if self.name else (AFTER, BEFORE)


ALONE: Final = Listed()
COUNTED: Final = Listed(counted=True)


class Ordered(Protocol[R]):
    """Rows in the order of a key (dòng theo thứ tự), as a list reads them whose statements are put together once."""

    def mark_of(self, pk: int) -> Mark | None:
        """The key of the row of that number, None where there is none."""

    def read(self, mark: Mark | None, most: int, *, back: bool) -> list[R]:
        """So many of them, as :func:`beside` gives them."""


def stretch(rows: QuerySet[T], key: Sequence[str], size: int, asked: QueryDict, listed: Listed = ALONE) -> Stretch[T]:
    """The page an address asks for, of rows ordered by the columns ``key`` ("-" before one that falls; none of them may
    be blank).

    The last column tells a row from every other and is what the address names; a row that is gone by now leads to the
    first page. One query, two where the key has several columns and the address names a row, one more where counted.
    """
    page = stretch_of(_InOrder(rows, key), key[-1].removeprefix("-"), size, asked, listed)
    return replace(page, count=rows.order_by().count()) if listed.counted else page


def stretch_of(rows: Ordered[R], name: str, size: int, asked: QueryDict, listed: Listed = ALONE) -> Stretch[R]:
    """The same of rows that are read by somebody else; ``name``: of the column an address names a row by."""
    after, before = listed.names
    back = before in asked and after not in asked
    pk = read_key(asked.get(before if back else after, ""))
    mark = None if pk is None else rows.mark_of(pk)
    back = back and mark is not None
    found = rows.read(mark, size + 1, back=back)
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    last = getattr(shown[-1], name) if shown and (more or back) else None
    start = getattr(shown[0], name) if shown and mark and (more or not back) else None
    return Stretch(
        shown,
        after=last,
        before=start,
        next=_address(asked, listed, after, last) if last is not None else "",
        previous=_address(asked, listed, before, start) if start is not None else "",
        first=_address(asked, listed, "", None) if mark else "",
    )


def beside(rows: QuerySet[T, R], key: Sequence[str], mark: Mark | None, *, back: bool) -> QuerySet[T, R]:
    """The rows that stand after a mark (all of them where there is none), in the order of their key; ``back``: those
    before it, the nearest first. No query of its own."""
    ordered = [_turned(column) for column in key] if back else list(key)
    return (rows.filter(_beyond(ordered, mark)) if mark else rows).order_by(*ordered)


@dataclass(frozen=True, slots=True)
class _InOrder(Generic[T]):
    """The rows of a query set in the order of a key."""

    rows: QuerySet[T]
    key: Sequence[str]

    def mark_of(self, pk: int) -> Mark | None:
        columns = [column.removeprefix("-") for column in self.key]
        if len(columns) == 1:
            return (pk,)
        return self.rows.order_by().filter(**{columns[-1]: pk}).values_list(*columns).first()

    def read(self, mark: Mark | None, most: int, *, back: bool) -> list[T]:
        return list(beside(self.rows, self.key, mark, back=back)[:most])


def numbered(rows: Any, size: int, asked: QueryDict, *, count: int | None = None) -> Page[Any]:
    """The page an address asks for by its number (``?trang=``), the nearest one where there is none of that number. Two
    queries of a query set, one where its ``count`` is known, none of a sequence."""
    pages = Paginator(rows, size)
    if count is not None:
        pages.count = count
    return pages.get_page(asked.get(NUMBER))


def _address(asked: QueryDict, listed: Listed, name: str, key: object) -> str:
    """The address of a neighbour: all that was asked, but for the page."""
    query = asked.copy()
    for each in listed.names:
        query.pop(each, None)
    if name:
        query[name] = str(key)
    return f"{listed.path}?{query.urlencode()}"


def _turned(column: str) -> str:
    return column.removeprefix("-") if column.startswith("-") else f"-{column}"


def _beyond(key: Sequence[str], mark: Mark) -> Q:
    """The rows that stand after a mark, in the order of the key."""
    found, same = Q(), Q()
    for column, value in zip(key, mark, strict=True):
        name = column.removeprefix("-")
        found |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return found
