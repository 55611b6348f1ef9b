"""Two people at one item: the second is told, and overwrites, revives or changes nothing unawares."""

import pytest

from caitien.access.models import School, User
from caitien.domain.refused import Refused, Stale
from caitien.evidence.files.keeping import put_link
from caitien.evidence.items.changing import ItemText, accept_item, change_item, item_mark, return_item
from caitien.evidence.items.dropping import drop_item
from caitien.evidence.items.uses import use_for_criterion
from caitien.evidence.models import Item, Link
from tests.evidence.made import item_of

pytestmark = pytest.mark.each_database


def loaded(item: Item) -> Item:
    """The item as another person's page has it."""
    return Item.objects.select_related("school").get(pk=item.pk)


def test_the_second_to_change_a_word_sees_the_words_of_the_first(an: User, school: School):
    first = item_of(an, school, "Sổ trực")
    second, mark = loaded(first), item_mark(first)
    change_item(an, first, said=ItemText(name="Sổ trực tuần"), seen=mark)
    assert isinstance(change_item(an, second, said=ItemText(name="Sổ trực tháng"), seen=mark), Stale)
    assert loaded(first).name == "Sổ trực tuần"


def test_what_was_dropped_meanwhile_is_neither_accepted_nor_used(an: User, offered: Item):
    late, later = loaded(offered), loaded(offered)
    drop_item(an, offered, reason="Ghi hai lần")
    assert isinstance(accept_item(an, late), Refused)
    assert isinstance(use_for_criterion(an, later, criterion="1.4"), Refused)
    assert loaded(offered).state == "dropped"


def test_what_was_accepted_meanwhile_is_not_returned_and_its_sender_changes_it_no_more(
    an: User, binh: User, offered: Item
):
    late, own, mark = loaded(offered), loaded(offered), item_mark(loaded(offered))
    accept_item(an, offered)
    assert isinstance(return_item(an, late, reason="Ảnh mờ"), Refused)
    assert isinstance(change_item(binh, own, said=ItemText(name="Ảnh khác"), seen=mark), Refused)
    assert isinstance(put_link(binh, own, url="https://vi-du.vn/anh"), Refused)
    assert (loaded(offered).state, Link.objects.count()) == ("accepted", 0)
