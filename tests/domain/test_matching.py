"""Rows find their partners: equal ones first, then the likest, then by their turn; each at most once."""

import pytest

from caitien.domain.comparing.matching import Traits, matched

TRAITS = Traits[
    str
](  # "1.1 sửa mái": a key, then words; "- sửa mái": no key
    key=lambda row: row.partition(" ")[0].strip("-"),
    identity=lambda row: row,
    words=lambda row: frozenset(row.split()[1:]),
)


def pairs(before: list[str], after: list[str]) -> list[tuple[str | None, str | None]]:
    return list(matched(before, after, TRAITS))


def test_equal_rows_come_before_like_ones_and_those_before_the_rest_in_their_turn():
    before = ["1.1 a b c", "1.1 d e f", "1.1 g h i"]
    after = ["1.1 x y", "1.1 d e z", "1.1 a b c"]
    assert pairs(before, after) == [
        ("1.1 g h i", "1.1 x y"),
        ("1.1 d e f", "1.1 d e z"),
        ("1.1 a b c", "1.1 a b c"),
    ]


def test_what_has_no_partner_stands_alone_the_gone_ones_last():
    assert pairs(["1.1 a", "1.2 b"], ["1.3 c", "1.2 b"]) == [(None, "1.3 c"), ("1.2 b", "1.2 b"), ("1.1 a", None)]
    assert pairs([], ["- a"]) == [(None, "- a")]
    assert pairs(["- a"], []) == [("- a", None)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *(("- a b", "- a b c d", True), ("- a b", "- a b c d e", False), ("1.1 a b", "2.2 a b", True)),
        *(("-", "-", True), ("1.1", "2.2", False), ("1.1 a", "1.1 z", True), ("1.1 a", "2.2 z", False)),
    ],
)
def test_rows_of_no_common_key_are_one_where_half_their_words_are(one: str, other: str, same: bool):
    assert (pairs([one], [other]) == [(one, other)]) is same


def test_of_equal_rows_the_first_goes_with_the_first():
    rows = ["1.1 a", "1.1 a", "1.1 b"]
    assert [old for old, _ in pairs(rows, rows)] == rows
    moved = pairs(["1.1 a b 1", "1.1 a b 2"], ["1.1 a b 3", "1.1 a b 4"])
    assert moved == [("1.1 a b 1", "1.1 a b 3"), ("1.1 a b 2", "1.1 a b 4")]


@pytest.mark.parametrize(("many", "likest"), [(50, True), (51, False)])
def test_words_are_weighed_in_groups_of_fifty_by_fifty_beyond_that_rows_go_by_their_turn(many: int, likest: bool):
    before = [f"1.1 w{number} v{number}" for number in range(many)]
    after = [f"1.1 w{number} u" for number in reversed(range(50))]
    (first, *_) = pairs(before, after)
    assert first == (before[49] if likest else before[0], after[0])


def test_of_rows_as_like_as_others_the_nearer_one_goes_first_then_the_earlier():
    three, two = ["1.1 a p", "1.1 a q", "1.1 a s"], ["1.1 a t", "1.1 a u"]
    assert pairs(three, two) == [("1.1 a p", "1.1 a t"), ("1.1 a q", "1.1 a u"), ("1.1 a s", None)]
    assert pairs(["1.1 a p", "1.1 x y", "1.1 a q"], ["1.1 x z", "1.1 a r"])[:2] == [
        ("1.1 x y", "1.1 x z"),
        ("1.1 a p", "1.1 a r"),
    ]
