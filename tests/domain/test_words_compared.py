"""Two texts word by word: nothing where they say the same, and the very word where they do not."""

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
