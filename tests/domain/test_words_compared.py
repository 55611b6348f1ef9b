"""Two texts word by word: nothing where they say the same, and the very word where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.comparing.words import FULLY, HEAD, Difference, differences

TEXT = ["Nhà", "trường", "sửa", "12", "phòng", "học,", "kinh", "phí", "60", "triệu", "đồng,", "xong", "tháng", "10."]
WORDS = st.lists(st.sampled_from(["sửa", "12", "phòng", "học", "Ân"]), max_size=12)


def test_a_changed_digit_is_told_with_the_words_before_it():
    changed = [word.replace("60", "90") for word in TEXT]
    assert differences(TEXT, changed) == [Difference("60", "90", "sửa 12 phòng học, kinh phí")]


def test_what_is_gone_and_what_was_added_are_told_each_at_its_place():
    found = differences(TEXT, [*TEXT[:2], *TEXT[3:], "Hết."])
    assert found == [Difference("sửa", "", "Nhà trường"), Difference("", "Hết.", " ".join(TEXT[-6:]))]


def test_capitals_and_the_way_accents_are_written_are_no_difference():
    assert differences(["Trường", "HOÀ"], ["TRƯỜNG", "hoà"]) == []


def test_two_that_have_nothing_in_common_are_one_difference_however_long():
    (found,) = differences(["a"] * (FULLY + 1), ["b"] * (FULLY + 1))
    assert (found.wanted.split()[0], found.found.split()[-1], found.before) == ("a", "…", "")


@given(WORDS, WORDS)
def test_there_is_a_difference_where_and_only_where_they_differ(one: list[str], other: list[str]):
    below = ["dòng"] * HEAD
    assert bool(differences([*below, *one], [*below, *other])) == (one != other)
    assert differences(one, one) == []


def test_a_line_of_the_head_may_stand_before_or_behind_its_neighbour_and_no_line_below_may():
    head, number, rest = ["UBND", "PHƯỜNG", "A"], ["Số:", "05/KH-A"], ["Độc", "lập", "-", "Tự", "do"]
    assert differences([*head, *number, *rest], [*head, *rest, *number]) == []
    below = ["dòng"] * HEAD
    assert differences([*below, *head, *number], [*below, *number, *head])
    assert differences([*head, "05", "12"], [*head, "12", "05"])


def test_a_word_without_an_end_is_cut_and_what_no_database_keeps_is_left_out():
    (found,) = differences(["a"], ["b\0" * 100_000])
    assert len(found.found) < 700
    assert "\0" not in found.found


ABOVE = [*["dòng"] * HEAD, *TEXT]
COLUMNS = [*ABOVE, "BÊN", "GIAO", "Phan", "Chài", "Nơi", "nhận:", "-", "Lưu", "VT.", "BÊN", "NHẬN", "Lê", "Bút"]
BY_LINE = [*ABOVE, "BÊN", "GIAO", "BÊN", "NHẬN", "Phan", "Chài", "Nơi", "nhận:", "-", "Lưu", "VT.", "Lê", "Bút"]


def test_two_who_sign_beside_each_other_may_be_read_line_by_line_and_nobody_else():
    assert differences(COLUMNS, BY_LINE, two_sign=True) == []
    assert differences(COLUMNS, BY_LINE)
    another = [word.replace("Bút", "Búa") for word in BY_LINE]
    (found,) = differences(COLUMNS, another, two_sign=True)
    assert found.found.split()[-1] == "Búa"  # with the name before it or without: both are shortest ways
    above = [word.replace("60", "90") for word in BY_LINE]
    assert differences(COLUMNS, above, two_sign=True) == [Difference("60", "90", "sửa 12 phòng học, kinh phí")]


def test_of_two_that_are_too_long_to_compare_each_is_told_for_itself():
    (found,) = differences(["a"] * 6_001, ["b"] * 3)
    assert (len(found.wanted.split()), found.found) == (61, "b b b")


def numbered(many: int) -> list[str]:
    return [str(number) for number in range(many)]


@pytest.mark.parametrize(
    ("wanted", "found", "told"),
    [
        ("a b c", "a b c", []),
        ("", "", []),
        ("", "a", [("", "a", "")]),
        ("a", "", [("a", "", "")]),
        ("a b c", "x b c", [("a", "x", "")]),
        ("a b c", "a b x", [("c", "x", "a b")]),
        ("a b c d e", "a x c y e", [("b", "x", "a"), ("d", "y", "a b c")]),
        ("a b c", "a b b c", [("", "b", "a b")]),
        ("a a", "a", [("a", "", "a")]),
        ("1 2 3 4 5 6 7 8", "1 2 3 4 5 6 7 x", [("8", "x", "2 3 4 5 6 7")]),  # six words before it
    ],
)
def test_each_place_is_told_with_at_most_six_words_before_it(
    wanted: str, found: str, told: list[tuple[str, str, str]]
) -> None:
    assert differences(wanted.split(), found.split()) == [Difference(*each) for each in told]


def test_six_thousand_words_are_compared_one_by_one_and_one_more_as_a_whole():
    assert FULLY == 6_000
    inside = ["x"] * 5_998
    assert len(differences(["a", *inside, "b"], ["c", *inside, "d"])) == 2
    assert len(differences(["a", *inside, "x", "b"], ["c", *inside, "x", "d"])) == 1
    assert len(differences(["1", "2", "a", *inside, "x", "b"], ["1", "2", "c", *inside, "x", "d"])) == 1
    assert len(differences(["1", "a", *inside, "b", "2"], ["1", "c", *inside, "d", "2"])) == 2  # what is alike is aside


@pytest.mark.parametrize(("above", "moves"), [(53, True), (54, False)])
def test_a_line_may_move_where_it_ends_among_the_first_sixty_words(above: int, moves: bool):
    head, line, rest = numbered(above), ["Số:", "05"], ["Độc", "lập", "Tự", "do", "-"]
    assert (differences([*head, *line, *rest], [*head, *rest, *line]) == []) is moves
    assert (differences([*head, *rest, *line], [*head, *line, *rest]) == []) is moves


@pytest.mark.parametrize(
    ("wanted", "found", "moves"),
    [
        ("Số: 05 Độc lập Tự do", "Độc lập Tự do Số: 05", True),
        ("Số: 05 Độc lập Tự do", "Độc lập Tự do 05 Số:", False),  # in another order
        ("Số: Độc lập Tự do", "Độc lập Tự do Số:", False),  # a lone word may be a figure
    ],
)
def test_a_line_moves_whole(wanted: str, found: str, moves: bool):
    assert (differences(wanted.split(), found.split()) == []) is moves


@pytest.mark.parametrize(("below", "moves"), [(76, True), (77, False)])
def test_columns_of_the_foot_are_those_of_the_last_eighty_words(below: int, moves: bool):
    above, rest = ["dòng"] * HEAD, numbered(below)
    wanted = [*above, "a", "b", "c", "d", *rest]
    found = [*above, "c", "d", "a", "b", *rest]
    assert (differences(wanted, found, two_sign=True) == []) is moves


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (numbered(60), " ".join(numbered(60))),
        (numbered(61), " ".join(numbered(60)) + " …"),
        (["b" * 600], "b" * 600),
        (["b" * 601], "b" * 600 + " …"),
    ],
)
def test_no_more_words_are_told_than_a_page_can_show(words: list[str], told: str):
    assert differences([], words) == [Difference("", told, "")]
