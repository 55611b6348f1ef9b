"""What a process counted last of a plan holds under its mark alone, and never what a transaction may take back."""

import pytest
from django.db import transaction

from caitien.work.tally import Group, Sums, _Counted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database]

ONE = Sums(groups=(Group("1.1", 1, "done", late=False, due=False, planned=True, added=False, count=1),))
TWO = Sums(withdrawn=2)


def test_another_mark_is_another_count() -> None:
    counted = _Counted()
    counted.keep(7, "before", ONE)
    assert counted.of(7, "before") == ONE
    assert counted.of(7, "after") is None
    assert counted.of(8, "before") is None
    counted.keep(7, "after", TWO)
    assert (counted.of(7, "before"), counted.of(7, "after")) == (None, TWO)


def test_within_a_transaction_nothing_is_kept() -> None:
    counted = _Counted()
    with transaction.atomic():
        counted.keep(7, "not yet", ONE)
    assert counted.of(7, "not yet") is None


def test_it_holds_so_many_plans_and_no_more() -> None:
    counted = _Counted()
    for plan in range(3 * _Counted.MOST):
        counted.keep(plan, "now", ONE)
        assert len(counted._sums) <= _Counted.MOST
