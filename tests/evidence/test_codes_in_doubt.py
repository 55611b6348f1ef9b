"""Codes as people type and lists carry them: none is lost, taken from another item, or given a second time."""

from collections.abc import Callable

import pytest
from django.test import Client

from caitien.access.models import School, User
from caitien.domain.evidence.codes import codes_in, number_above
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.refused import Refused
from caitien.evidence.items.changing import ItemText, add_item
from caitien.evidence.items.dropping import drop_item
from caitien.evidence.lists.adopting import adopt_list
from caitien.evidence.lists.looking import look_at
from caitien.evidence.models import Item
from tests.evidence.made import item_of
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.each_database


def coded(school: School) -> dict[str, str]:
    """Names of the school's items → the code each bears, "" where none."""
    items = Item.objects.filter(school=school).exclude(state=Item.State.DROPPED).order_by("pk")
    return {item.name: next((code.text for code in item.codes.filter(retired_at=None)), "") for item in items}


def row(name: str, code: str = "", criterion: str = "1.1") -> EvidenceItem:
    return EvidenceItem(criterion=criterion, code=code, name=name)


@pytest.mark.parametrize("text", ["MC.1.1.00", "MC.1.1.000", "[H1-1.1-00]", "MC.1.1.\u0661\u0662"])
def test_a_code_begins_at_01_and_has_the_digits_people_print(text: str):
    assert not list(codes_in(text))


@pytest.mark.parametrize(
    ("given", "number"), [([], 1), ([1, 4], 5), ([1, 2, 999], 3), ([2, 999, 998], 3), (range(1, 1000), None)]
)
def test_a_number_stands_above_all_that_were_given_where_one_may(given: list[int], number: int | None):
    assert number_above(given) == number


def test_one_code_typed_too_high_does_not_use_a_criterion_up(an: User, school: School):
    item_of(an, school, "Sổ họp", code="MC.1.4.999")
    item_of(an, school, "Biên bản")
    adopt_list(an, school, rows=[row("Nghị quyết", criterion="1.4")])
    assert coded(school) == {"Sổ họp": "MC.1.4.999", "Biên bản": "MC.1.4.01", "Nghị quyết": "MC.1.4.02"}


@pytest.mark.parametrize(
    ("code", "words"), [("MC.3.1.05", "tiêu chí 3.1"), ("MC.1.4.01", "từng là của"), ("MC.1.4.02", "đã là của")]
)
def test_a_code_of_another_criterion_or_item_is_not_given(code: str, words: str, an: User, school: School):
    drop_item(an, item_of(an, school, "Sổ đã bỏ"), reason="Ghi nhầm")
    item_of(an, school, "Sổ đang dùng")
    said = add_item(an, school, said=ItemText(name="Sổ mới", criterion="1.4"), code=code)
    assert isinstance(said, Refused)
    assert words in said.reason


def test_a_code_typed_without_a_criterion_says_where_it_is_at_home(
    an: User, school: School, signed_in: Callable[[User], Client]
):
    client = signed_in(an)
    assert client.post("/minh-chung/them", {"name": "Sổ họp", "code": "MC.1.4.05"}).status_code == 302
    assert coded(school) == {"Sổ họp": "MC.1.4.05"}
    assert client.post("/minh-chung/them", {"name": "Sổ trực", "code": "MC.9.9.05"}).status_code == 422
    assert client.post("/minh-chung/them", {"name": "Sổ trực", "code": "số 5"}).status_code == 422
    assert len(coded(school)) == 1, "no typed code is let go unseen"


def test_a_row_without_a_code_takes_none_from_a_row_below(an: User, school: School):
    rows = [row("Quyết định"), row("Báo cáo", "MC.1.1.01")]
    adopt_list(an, school, rows=rows)
    assert coded(school) == {"Quyết định": "MC.1.1.02", "Báo cáo": "MC.1.1.01"}


@pytest.mark.parametrize("kept", [True, False])
def test_a_code_set_right_never_becomes_that_of_another_row_or_item(kept: bool, an: User, school: School):
    if kept:
        item_of(an, school, "Báo cáo năm học", code="MC.1.1.01", criterion="1.1")
    rows = [
        row("Quyết định tổ chuyên môn", "MC.1.1.1"),
        row("Sổ khác", "MC.1.2.01", "1.2") if kept else row("Báo cáo năm học", "MC.1.1.01"),
    ]
    mended = look_at(school, rows)[0].mended
    assert mended
    assert (mended.name, mended.code) == ("Quyết định tổ chuyên môn", "")


def test_a_list_that_gives_the_code_of_a_dropped_item_is_asked_about(an: User, school: School):
    drop_item(an, item_of(an, school, "Sổ đã bỏ"), reason="Ghi nhầm")
    (looked,) = look_at(school, [row("Sổ mới", "MC.1.4.01", "1.4")])
    assert "Sổ đã bỏ" in looked.doubts[0]
    assert looked.mended
    assert not looked.mended.code
