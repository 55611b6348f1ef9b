"""A statement put together once asks the database at every call, for the values of that call alone."""

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien import prepared as prepared_module
from caitien.access.models import Membership, Role, School, User
from caitien.prepared import LONGEST, SHAPES, prepared
from tests.people import person

_real_padding, _real_rows = (
    prepared_module._padded,
    prepared_module._Statement.rows,
)  # before the suite proves each call

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@prepared
def _parts(user: User, roles: Sequence[str]) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user, role__in=roles).select_related("school").order_by("pk")


@prepared
def _names(keys: Sequence[int], joined_before: dt.datetime | None, *, most: int = 3) -> QuerySet[Any, str]:
    found = (
        User.objects.filter(Q(pk__in=keys))
        if joined_before is None
        else User.objects.filter(pk__in=keys, date_joined__lt=joined_before)
    )
    return found.order_by("pk").values_list("username", flat=True)[:most]


def test_each_call_asks_anew_and_for_its_own_values(an: User, binh: User, school: School) -> None:
    assert [each.user for each in _parts(an, [Role.SECRETARY])] == [an]
    assert _parts(binh, [Role.SECRETARY]) == []
    Membership.objects.filter(user=an).update(role=Role.READER)
    assert _parts(an, [Role.SECRETARY]) == []
    School.objects.filter(pk=school.pk).update(name="Tên mới")
    assert [each.school.name for each in _parts(an, [Role.READER, Role.CHAIR])] == ["Tên mới"]


def test_it_is_one_query_and_its_rows_know_what_was_read_with_them(an: User) -> None:
    _parts(an, [Role.SECRETARY])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        (found,) = _parts(an, [Role.SECRETARY])
        assert found.school.name
    assert len(asked) == 1


def test_a_list_may_have_any_length_and_nothing_is_found_for_an_empty_one(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared_module, "_padded", _real_padding)
    monkeypatch.setattr(prepared_module._Statement, "rows", _real_rows)
    keys = [person(f"nguoi-{number}", f"Người {number}", school, Role.STAFF).pk for number in range(5)]
    for many in range(6):
        expected = [f"nguoi-{number}" for number in range(many)]
        assert _names(keys[:many], None, most=9) == expected
    assert _names([*keys, *range(10**6, 10**6 + LONGEST)], None, most=9) == [f"nguoi-{number}" for number in range(5)]
    with CaptureQueriesContext(connection) as asked:
        assert _names([], None) == []
    assert len(asked) == 0


def test_what_is_none_and_what_is_said_by_name_make_a_statement_of_their_own(an: User, binh: User) -> None:
    keys, now = [an.pk, binh.pk], timezone.now() + dt.timedelta(days=1)
    assert len(_names(keys, None)) == len(_names(keys, now)) == 2
    assert _names(keys, now - dt.timedelta(days=9)) == []
    assert _names(keys, None, most=1) == [an.username]
    assert _names(keys, None, most=2) == [an.username, binh.username]


def test_a_list_is_padded_to_few_lengths() -> None:
    lengths = {len(_real_padding([1] * many)) for many in range(1, LONGEST + 1)}
    assert lengths == {1, 2, 4, 8, 16, 32, 64, 128}
    assert len(lengths) < SHAPES
    assert _real_padding([7, 8, 9]) == [7, 8, 9, 9]


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_words_and_never_the_values(school: School) -> None:
    people = [person(f"nguoi-{number}", f"Người {number}", school, Role.STAFF) for number in range(8)]

    def asks(number: int) -> bool:
        try:
            return all(
                [each.user_id for each in _parts(people[number], [Role.STAFF])] == [people[number].pk]
                for _ in range(20)
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(asks, range(8)))
