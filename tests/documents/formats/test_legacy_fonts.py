"""Text typed before Unicode is read as one sees it, and text typed since is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.documents.formats.legacy_fonts import from_tcvn3, is_legacy_font, to_unicode
from tests.specimens.old_fonts import LETTERS, tcvn3, tcvn3_capitals, vni

ALL_LETTERS = LETTERS + LETTERS.upper()
SENTENCES = (
    "Trường Tiểu học Bình Minh đã rà soát, bổ sung kế hoạch chiến lược và niêm yết tại bảng tin.",
    "Đề nghị Ủy ban nhân dân xã cấp kinh phí sửa chữa nhà vệ sinh, mái tôn và sân chơi trước ngày 15/8.",
    "Ưu điểm: giáo viên nhiệt tình, thuở ban đầu khuya sớm, quyển sổ ghi chép kỹ, quét dọn mỗi tuần.",
    "Ông Nguyễn Huỳnh Ái thuê thợ khoét giếng, ngoằn ngoèo khúc khuỷu, xuề xòa, ỷ lại, ý kiến, ỵ.",
    "Bồi dưỡng nghiệp vụ cho nhân viên thư viện, thiết bị; phụ huynh đóng góp tự nguyện.",
)
WORDS = st.lists(st.text(ALL_LETTERS + "abcdeghiklmnopqrstuvxy", min_size=1, max_size=7), min_size=1, max_size=6)


def test_there_are_134_letters_with_marks() -> None:
    assert len(set(ALL_LETTERS)) == 134


@pytest.mark.parametrize("letter", ALL_LETTERS)
def test_every_letter_of_vni_is_read(letter: str) -> None:
    assert to_unicode(vni(letter), "VNI-Times") == letter


@pytest.mark.parametrize("letter", LETTERS + "ĂÂÊÔƠƯĐ")
def test_every_letter_of_tcvn3_is_read(letter: str) -> None:
    assert to_unicode(tcvn3(letter), ".VnTime") == letter


@pytest.mark.parametrize("letter", LETTERS.upper())
def test_every_capital_of_tcvn3_is_read_from_its_capital_font(letter: str) -> None:
    assert to_unicode(tcvn3_capitals(letter), ".VnTimeH") == letter


def test_the_letters_of_tcvn3_stand_where_the_norm_puts_them() -> None:
    row = bytes(range(0xB5, 0xBA)) + bytes(range(0xA1, 0xAF)) + bytes((0xC6, 0xCA, 0xD6, 0xE4, 0xF9, 0xFE))

    assert from_tcvn3(row.decode("latin-1")) == "àảãáạĂÂÊÔƠƯĐăâêôơưđặấệọựỵ"


@given(WORDS)
def test_any_words_in_a_sentence_come_back_from_vni(words: list[str]) -> None:
    text = " ".join([SENTENCES[0], *words])  # alone, words of no language may look better undecoded
    assert to_unicode(vni(text), "VNI-Helve") == text


@given(WORDS)
def test_any_small_words_in_a_sentence_come_back_from_tcvn3(words: list[str]) -> None:
    text = " ".join([SENTENCES[0], *words]).lower()  # alone, words of no language may look better undecoded
    assert to_unicode(tcvn3(text), ".VnArial") == text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_come_back(sentence: str) -> None:
    assert to_unicode(vni(sentence), "VNI-Times") == sentence
    assert to_unicode(tcvn3(sentence.lower()), ".VnTime") == sentence.lower()
    assert to_unicode(tcvn3_capitals(sentence), ".VnTimeH") == sentence.upper()


@pytest.mark.parametrize(
    ("held", "font", "seen"),
    [
        ("TiÓu häc", ".VnTime", "Tiểu học"),
        ("tr­êng tiÓu häc", ".VnTimeH", "TRƯỜNG TIỂU HỌC"),
        ("Tieåu hoïc", "VNI-Times", "Tiểu học"),
        ("TRÖÔØNG TIEÅU HOÏC", "VNI-Times", "TRƯỜNG TIỂU HỌC"),
        ("Ñaïi hoäi, Aùo, AÙO", "VNI-Times", "Đại hội, Áo, ÁO"),
        ("Ti\uf0d3u h\uf0e4c", ".VnTime", "Tiểu học"),
        ("“Häc” – 2024…", ".VnTime", "“Học” – 2024…"),
        ("Trường", ".VnTime", "Trường"),
        ("Hoàn thành kế hoạch", "VNI-Times", "Hoàn thành kế hoạch"),
        ("café", "Times New Roman", "café"),
        ("\uf0b7", "Symbol", "\uf0b7"),
        ("", ".VnTime", ""),
    ],
)
def test_the_font_decides_how_letters_are_read(held: str, font: str, seen: str) -> None:
    assert to_unicode(held, font) == seen


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", ".vnarial", ".VnAvant", "VNI-Times", "vni-helve", "VNI Times"])
def test_old_fonts_are_known_by_name(font: str) -> None:
    assert is_legacy_font(font)


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "", "UTM Avo", "UVN Ba Le", "SVN-Arial", "Vni", "Symbol"])
def test_other_fonts_are_left_alone(font: str) -> None:
    assert not is_legacy_font(font)
