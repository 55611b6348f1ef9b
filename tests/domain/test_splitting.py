"""A cell with several actions is told apart where a person would, each against pieces written by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caitien.domain.tasks.splitting import divided, left_out, proposed_split
from caitien.domain.texts.folding import clean, fold

CASES = [
    line.replace("¶", "\n").split("=>")
    for line in Path(__file__).with_name("splitting.tsv").read_text().splitlines()
    if not line.startswith("#")
]
WORDS = some.sampled_from(
    ["Sửa mái", "sơn tường", "Kế toán lập sổ", "Ngoài ra", "3 cái", "TP.", "Đà Lạt", "mái dột", "gồm:", "Bước 2", "a)"]
)
JOINTS = some.sampled_from([". ", "; ", "\n", "\n- ", "\n1. ", "\n2) ", ", ", " "])


@pytest.mark.parametrize(("text", "pieces"), CASES)
def test_the_actions_of_a_cell(text: str, pieces: str) -> None:
    expected = tuple(piece.strip() for piece in pieces.split("||") if piece.strip())
    assert proposed_split(text.strip()) == expected


@given(some.lists(some.tuples(WORDS, JOINTS), max_size=12))
def test_every_word_stands_in_exactly_one_piece(parts: list[tuple[str, str]]) -> None:
    text = clean("".join(words + joint for words, joint in parts))
    pieces = proposed_split(text)
    if pieces:
        assert left_out(text, pieces) == ()
        assert left_out("\n".join(pieces), [text]) == ()


def test_words_no_piece_holds_are_named_in_runs() -> None:
    text = "Lập hộp thư góp ý ở cổng.\nKế toán kiểm kê phòng máy trước tháng 12."
    assert left_out(text, ["Lập hộp thư ở cổng", "Kế toán kiểm kê phòng máy"]) == ("góp ý", "trước tháng 12")
    assert left_out(text, [fold(text)]) == ()
    assert left_out("quét sân, quét lớp", ["quét sân, lớp"]) == ("quét",)


def test_marks_of_items_and_headings_are_no_words() -> None:
    assert left_out("Các việc cần làm:\n1. Lập sổ\n2. Dán mã", ["Lập sổ", "Dán mã"]) == ()


def test_words_beside_a_cell_are_divided_only_where_they_give_as_many() -> None:
    assert divided("- Đã mở lớp bơi\n- Trồng được 8 cây", 2) == ("- Đã mở lớp bơi\n- Trồng được 8 cây",) * 2
    assert divided("- Mở lớp bơi\n- Trồng cây", 2) == ("Mở lớp bơi", "Trồng cây")
    assert divided("- Mở lớp bơi\n- Trồng cây", 3) == ("- Mở lớp bơi\n- Trồng cây",) * 3


@pytest.mark.parametrize(("many", "pieces"), [(1, 0), (2, 2), (20, 20), (21, 0)])
def test_two_to_twenty_pieces_are_proposed(many: int, pieces: int) -> None:
    assert len(proposed_split("; ".join(["Sửa mái"] * many))) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("(1) Sửa mái; (2) Sơn tường", "Sửa mái|Sơn tường"),
        ("a) Sửa mái; b) Sơn; c) Lắp; d) Mua; đ) Dọn; e) Xếp", "Sửa mái|Sơn|Lắp|Mua|Dọn|Xếp"),
        ("a) Sửa mái; b) Sơn; c) Lắp; d) Mua; e) Dọn", "Sửa mái|Sơn|Lắp|Mua|Dọn"),
        ("Hai phòng dột.\nSửa mái.\nSơn tường.", "Hai phòng dột.\nSửa mái.|Sơn tường."),
        ("Sửa mái\nHai phòng dột\nSơn tường", "Sửa mái\nHai phòng dột|Sơn tường"),
        ("- Sửa mái\n+ Lợp tôn\n- Sơn tường", "Sửa mái|Lợp tôn|Sơn tường"),
        ("1. Sửa mái\na) Lợp tôn\nb) Dọn rác\n2. Sơn tường", "Sửa mái\na) Lợp tôn\nb) Dọn rác|Sơn tường"),
        ("Sửa mái; sơn tường; ba cái bàn", ""),
        ("sửa mái; sơn tường;", "Sửa mái|Sơn tường"),
        ("Kế toán lập sổ. Thư viện mở cửa. Kế toán ghi sổ.", "Kế toán lập sổ.|Thư viện mở cửa. Kế toán ghi sổ."),
        ("Sửa mái. Sau đó, sơn tường.\nMua bàn.", "Sửa mái. Sau đó, sơn tường.|Mua bàn."),
        ("Bước 1: sửa mái\nSơn tường", ""),
        ("Tiếp tục sửa mái. Ngoài ra, sơn tường.", "Tiếp tục sửa mái.|Ngoài ra, sơn tường."),
        ("- Hai phòng dột\n- Sửa mái\n- Sơn tường", "- Hai phòng dột\nSửa mái|Sơn tường"),
    ],
)
def test_marks_steps_and_sentences_part_a_cell_where_a_person_would(text: str, pieces: str) -> None:
    assert proposed_split(text) == tuple(filter(None, pieces.split("|")))
