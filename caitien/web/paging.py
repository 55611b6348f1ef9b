"""Long lists read by key (danh sách dài, từng trang): a later page costs what the first one costs.

The address names the last row of the page before (``?sau=``) or the first one of the page after (``?truoc=``), so
that rows which come in meanwhile neither show twice nor hide one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from caitien.domain.typed import read_key

T = TypeVar("T", bound=Model)

AFTER, BEFORE = "sau", "truoc"


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """One page of a list (một trang): its rows, and which rows its neighbours start from; None where it ends."""

    rows: list[T]
    after: object = None
    before: object = None


def stretch(rows: QuerySet[T], key: Sequence[str], size: int, asked: QueryDict) -> Stretch[T]:
    """The page an address asks for, of rows ordered by the columns ``key`` ("-" before one that falls).

    The last column tells a row from every other and is what the address names; a row that is gone by now leads to the
    first page. One query, two where the key has several columns and the address names a row.
    """
    back = BEFORE in asked and AFTER not in asked
    ordered = [_turned(column) for column in key] if back else list(key)
    mark = _mark_of(rows, key, asked.get(BEFORE if back else AFTER, ""))
    if mark is None:
        back, ordered = False, list(key)
    found = list((rows.filter(_beyond(ordered, mark)) if mark else rows).order_by(*ordered)[: size + 1])
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    name = key[-1].removeprefix("-")
    return Stretch(
        shown,
        after=getattr(shown[-1], name) if shown and (more or back) else None,
        before=getattr(shown[0], name) if shown and mark and (more or not back) else None,
    )


def _turned(column: str) -> str:
    return column.removeprefix("-") if column.startswith("-") else f"-{column}"


def _mark_of(rows: QuerySet[T], key: Sequence[str], named: str) -> tuple[object, ...] | None:
    """The key of the row an address names, or None."""
    pk = read_key(named)
    if pk is None:
        return None
    columns = [column.removeprefix("-") for column in key]
    if len(columns) == 1:
        return (pk,)
    return rows.order_by().filter(**{columns[-1]: pk}).values_list(*columns).first()


def _beyond(key: Sequence[str], mark: Sequence[object]) -> Q:
    """The rows that stand after a mark, in the order of the key."""
    found, same = Q(), Q()
    for column, value in zip(key, mark, strict=True):
        name = column.removeprefix("-")
        found |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return found
