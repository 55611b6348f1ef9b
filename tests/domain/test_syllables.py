"""Which words can be a Vietnamese syllable, and what one that is none was meant as."""

import pytest

from caitien.domain.texts.syllables import is_syllable, likely

SYLLABLES = """
    giết giếng giêng giữ gì gìn gió nghiêng nghiêm quốc quyết quýt quỳnh quăng quạu khoẻ khỏe ủy uỷ thủy thuỷ tuýp loong
    xoong goòng boóc khuỷu khuya uyển huỵch nguệch ngoạc ngoằn ngoèo yêu yết ỷ ý y ký kỹ rượu hươu thuở huơ xuề xoà oái
    oăm ngoao quẹo quắt quẫy chuyền ướt ươm ừ ơi êm ếch ích ẩm đừng đi ghế nghe kẻ cá gà gánh giàu giặt khuân khuấy thuê
    huệ huênh trưởng duyệt tuyết quyền quỹ lũy luỹ khuỵu suỵt huýt choé chóe oẳn tiếp mười tuổi uống loét khoáy
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable_is_one_in_small_letters_and_in_capitals(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word",
    [
        "chât",
        "hoach",
        "đuợc",
        "trừơng",
        "nguời",
        "gía",
        "qúy",
        "chuỵên",
        "ngỉ",
        "nghành",
        "kế̀",
        "trườngg",
        "cê",
        "gế",
        "gha",
        "ngha",
        "ức̀",
        "iđ",
        "abc",
        "fa",
        "zô",
        "web",
        "12",
    ],
)
def test_a_word_without_the_right_tone_spelling_or_letters_is_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("họat", "hoạt"), ("khỏe", "khoẻ"), ("ủy", "uỷ"), ("thỏa", "thoả")]
)
def test_the_tone_may_stand_as_old_and_as_new_books_have_it(old: str, new: str) -> None:
    assert is_syllable(old)
    assert is_syllable(new)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("chât", "chất"),
        ("trừơng", "trường"),
        ("đuợc", "được"),
        ("nghành", "ngành"),
        ("ngiêm", "nghiêm"),
        ("trườngg", "trường"),
        ("hoach", "hoạch"),
        ("đíêm", "điểm"),
        ("Chuỵên", "chuyện"),
    ],
)
def test_what_a_slip_was_meant_as_is_among_the_likely_words(word: str, meant: str) -> None:
    assert meant in likely(word)
    assert all(map(is_syllable, likely(word)))


def test_a_syllable_was_meant_as_it_is() -> None:
    assert likely("trường") == ()
