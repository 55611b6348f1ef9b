"""Many items cost what a hundred cost: the same queries."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.domain.evidence.codes import place_of_code
from caitien.evidence.models import Code, Item, Use
from caitien.plans.models import Plan
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
SET = "tt57-2026-pt"
CRITERIA = ("1.1", "1.2", "2.1", "3.1", "4.1")
PAGES = {
    "list": "/minh-chung",
    "search": "/minh-chung?tim=bien+ban",
    "a criterion": "/minh-chung?tc=3.1",
    "the page of a criterion": "/minh-chung/tieu-chi/3.1",
    "what is missing": "/minh-chung/con-thieu",
}
MOST = 20  # queries of any of these pages


def fill(an: User, school: School, first: int, last: int) -> None:
    """Items of these numbers, each with its code and home."""
    numbers = range(first, last)
    items = Item.objects.bulk_create(
        [
            Item(
                school=school,
                by=an,
                state="accepted",
                name=f"Biên bản họp tổ lần {n}",
                folded=f"bien ban hop to lan {n}",
                place=place_of_code(CRITERIA[n % 5], n // 5 + 1),
            )
            for n in numbers
        ],
        batch_size=500,
    )
    pairs = list(zip(numbers, items, strict=True))
    about = {"school": school, "by": an, "framework": SET}
    codes = [
        Code(
            **about,
            item=item,
            criterion=CRITERIA[n % 5],
            ordinal=n // 5 + 1,
            text=f"MC.{CRITERIA[n % 5]}.{n // 5 + 1:02d}",
        )
        for n, item in pairs
    ]
    Code.objects.bulk_create(codes, batch_size=500)
    uses = [Use(**about, item=item, criterion=CRITERIA[n % 5], home=True) for n, item in pairs]
    Use.objects.bulk_create(uses, batch_size=500)


def queries_of(browser: Client, where: str) -> int:
    """Queries of a page that was looked at before."""
    assert browser.get(where).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        browser.get(where)
    return len(asked)


def test_pages_of_a_thousand_items_ask_no_more_than_those_of_a_hundred(
    an: User, school: School, plan: Plan, signed_in: Callable[[User], Client]
):
    """How long they take of ten thousand, ``make bench`` prints."""
    browser = signed_in(an)
    fill(an, school, 0, 100)
    few = {name: queries_of(browser, where) for name, where in PAGES.items()}
    fill(an, school, 100, 1_000)
    assert {name: queries_of(browser, where) for name, where in PAGES.items()} == few
    assert max(few.values()) <= MOST
