"""Which words can be a Vietnamese syllable, and what one that is none was meant as."""

import pytest

from caitien.domain.texts.syllables import Written, is_syllable, likely, taken_apart

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


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("chât", "chất chật"),
        ("trừơng", "trường trướng trượng trưởng trưỡng trương"),
        ("đuợc", "được đuộc"),
        ("hoach", "hoách hoạch"),
        ("đíêm", "điếm điệm điềm điểm điễm điêm diếm"),
        ("chuỵên", "chuyện chuyến chuyền chuyển chuyễn chuyên khuyện"),
        ("truơng", "trương truông"),
        ("trưòng", "trường"),
        ("hoạhc", "hoạch"),  # two letters exchanged
        ("hco", "cho"),
        ("nguyêên", "nguyên"),  # a letter doubled
        ("xaa", "xa"),
        ("bânr", "bẩn"),  # the key of a tone typed too late
        ("thêf", "thề"),
        ("hocj", "học"),
        ("quỳen", "quyền"),
        ("ghà", "gà"),
        ("cế", "kế"),
        ("kà", "cà"),
        ("gế", "ghế"),
        ("nghà", "ngà"),
        ("ngế", "nghế"),
        ("ngah", ""),  # two slips
        ("họcj", ""),
        ("kế̀", ""),
    ],
)
def test_what_a_slip_was_likely_meant_as_stands_the_likeliest_kind_first(word: str, meant: str) -> None:
    assert likely(word) == tuple(meant.split())
    assert likely(word.upper()) == tuple(meant.split())


def test_the_longest_syllable_has_seven_letters_and_the_shortest_one() -> None:
    assert is_syllable("nghiêng")
    assert is_syllable("ở")
    assert not is_syllable("")
    assert not is_syllable("nghiêngg")


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        *(("giêng", True), ("giing", False), ("giy", False), ("gích", True), ("giên", True), ("gen", False)),
        *(("quốc", True), ("quu", False), ("quo", False), ("quoa", True), ("qua", True), ("qeo", False)),
        *(("các", True), ("cạc", True), ("cac", False), ("càc", False), ("cảch", False), ("cáp", True), ("cat", False)),
        *(("kí", True), ("ka", False), ("ghi", True), ("gho", False), ("nghi", True), ("ngho", False), ("cy", False)),
        *(("hoà", True), ("hòa", True), ("hoàn", True), ("hòan", True), ("tiến", True), ("tíên", False)),
        *(("thúy", True), ("thuý", True), ("huyện", True), ("huỵên", False), ("mía", True), ("miá", False)),
    ],
)
def test_spelling_and_the_place_of_the_tone_go_by_the_books(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("trường", Written("trương", "f", 3)),
        ("á", Written("a", "s", 0)),
        ("ệ", Written("ê", "j", 0)),
        ("hoả", Written("hoa", "r", 2)),
        ("ngõ", Written("ngo", "x", 2)),
        ("xe", Written("xe", "", -1)),
        ("", Written("", "", -1)),
        ("ế̀", None),
    ],
)
def test_a_word_is_its_letters_its_tone_and_where_that_stands(word: str, apart: Written | None) -> None:
    assert taken_apart(word) == apart
