"""Two texts side by side: the words they share stand once, the others as gone or come."""

import pytest

from caitien.domain.texts.word_difference import Mark, Piece, word_difference

SAME, GONE, COME = Mark.SAME, Mark.REMOVED, Mark.ADDED


def told(before: str, after: str) -> list[tuple[Mark, str]]:
    return [(piece.mark, piece.text) for piece in word_difference(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("a b c", "a b c", [(SAME, "a b c")]),
        ("a b c", "a x c", [(SAME, "a "), (GONE, "b "), (COME, "x "), (SAME, "c")]),
        ("a b", "", [(GONE, "a b")]),
        ("", "a b", [(COME, "a b")]),
        ("", "", []),
        ("a b c d", "a x y z", [(SAME, "a "), (GONE, "b c d"), (COME, "x y z")]),  # a quarter in common
        ("a b c d ", "a x y z e", [(GONE, "a b c d "), (COME, "a x y z e")]),  # less: it was rewritten
        ("a x y z e ", "a b c", [(GONE, "a x y z e "), (COME, "a b c")]),
    ],
)
def test_words_are_told_one_by_one_where_a_quarter_is_the_same(
    before: str, after: str, pieces: list[tuple[Mark, str]]
) -> None:
    assert told(before, after) == pieces


@pytest.mark.parametrize(("words", "pieces"), [(200, 3), (201, 2)])
def test_four_hundred_words_are_compared_one_by_one_more_than_that_by_sentences(words: int, pieces: int) -> None:
    before = "a " * (words - 1)
    assert len(told(f"{before}x", f"{before}y")) == pieces


@pytest.mark.parametrize(("sentences", "pieces"), [(198, 3), (199, 2)])
def test_long_texts_are_compared_by_sentences_very_long_ones_as_a_whole(sentences: int, pieces: int) -> None:
    before = "a b. " * sentences
    assert len(told(f"{before}x", f"{before}y")) == pieces


def test_the_pieces_make_both_texts_again() -> None:
    found = word_difference("Sửa mái. Sơn tường; xong", "Sửa mái. Lát sân; xong")
    assert "".join(text for mark, text in found if mark is not COME) == "Sửa mái. Sơn tường; xong"
    assert "".join(text for mark, text in found if mark is not GONE) == "Sửa mái. Lát sân; xong"
    assert Piece(SAME, "Sửa mái. ") in found
