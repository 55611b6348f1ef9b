"""Texts are brought into one form, and compared without their accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.texts.folding import clean, fold, identity, in_one_sentence, may_be_same, one_line

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ALIKE = st.text("aеоТкΤоοΩЯд Ðð\u2011\u2012ｈℎ𝐡ﬁⅡ\u0301\u202e\ufe0f\uf0fc\uf041\u3164", max_size=30)
TYPED = st.text("aăđêệớ  \t\n\r\u00a0\u00ad\u200b\u2028\u0301\u0323.,", max_size=40)


@given(ANY_TEXT | TYPED | ALIKE)
def test_a_clean_text_is_already_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT | TYPED | ALIKE)
def test_a_clean_text_has_single_spaces_single_breaks_and_no_edges(text: str) -> None:
    tidy = clean(text)

    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy == tidy.strip()
    assert not {"  ", "\n\n", " \n", "\n ", "\t", "\r", "\u00a0", "\u200b", "\u00ad", "\ufeff"} & {
        tidy[start : start + size] for size in (1, 2) for start in range(len(tidy))
    }


@given(TYPED)
def test_cleaning_loses_no_letter(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(sign for sign in unicodedata.normalize("NFC", words) if sign.isalpha() or sign in ".,")

    unhidden = text.replace("\u00ad", "").replace("\u200b", "")
    assert letters(clean(text)) == letters(unhidden)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("", ""),
        ("Kế hoạch", "Kế hoạch"),
        (unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch"),
        ("Kê\u0301 hoa\u0323ch", "Kế hoạch"),
        ("  Kế \u00a0 hoạch\t", "Kế hoạch"),
        ("Một.\r\nHai.\rBa.\x0bBốn.\u2028Năm.", "Một.\nHai.\nBa.\nBốn.\nNăm."),
        ("Một. \n\n \n Hai.", "Một.\nHai."),
        ("tr\u00adường h\u200bọc\ufeff", "trường học"),
        ("a\u200b\u0301", "á"),
        ("a\x00b\x1f", "ab"),
        ("năm học 2026\u20112027", "năm học 2026-2027"),
        ("09/2026\u201012/2026", "09/2026-12/2026"),
        ("a \u2012 b \u2015 c", "a – b — c"),
        ("a – b — c −5", "a – b — c −5"),
        ("ÐIỂM yếu, ðiểm mạnh", "ĐIỂM yếu, điểm mạnh"),
        ("\u0422iêu \u0441hí 1.1", "Tiêu chí 1.1"),
        ("K\u0435\u0302\u0301 hoạch", "Kế hoạch"),
        ("\u0422\u0422", "TT"),
        ("\u039a\u1ebf hoạch", "Kế hoạch"),
        ("\u043aế hoạch", "kế hoạch"),
        ("Trường \u041c\u043e\u0441\u043a\u0432\u0430", "Trường \u041c\u043e\u0441\u043a\u0432\u0430"),
        ("Góc \u03b1, 5 \u03a9", "Góc \u03b1, 5 \u03a9"),
        ("ＫẾ ＨＯẠＣＨ ２０２６", "KẾ HOẠCH 2026"),
        ("𝐊ế 𝗵𝗼ạ𝑐ℎ", "Kế hoạcℎ"),
        ("Học kỳ Ⅱ", "Học kỳ II"),
        ("\ufb01le", "file"),
        ("m²", "m²"),
        ("☑\ufe0f Đạt", "☑ Đạt"),
        ("\u202akế\u202c \u2066hoạch\u2069", "kế hoạch"),
        ("\uf0fc xong", "✓ xong"),
        ("\uf0b7 một", "• một"),
        ("\uf048\uf06f\uf063", "Hoc"),
        ("- gạch; (ngoặc) “nháy”", "- gạch; (ngoặc) “nháy”"),
    ],
)
def test_what_people_type_comes_into_one_form(typed: str, tidy: str) -> None:
    assert clean(typed) == tidy


def test_one_line_joins_paragraphs_by_a_space() -> None:
    assert one_line("Ủy ban nhân dân xã\n Trường  TH Bình Minh\n") == "Ủy ban nhân dân xã Trường TH Bình Minh"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kế  Hoạch", "ke hoach"),
        ("ĐIỀU KIỆN", "dieu kien"),
        ("Tiêu chuẩn,\ntiêu chí", "tieu chuan, tieu chi"),
        ("2023–2024", "2023-2024"),
        ("ƯU ĐIỂM", "uu diem"),
        ("Ghi chú", "ghi chu"),
        ("2023\u20112024", "2023-2024"),
        ("2023\u20122024", "2023-2024"),
        ("ÐIỂM ðủ", "diem du"),
        ("\u0422iêu chí", "tieu chi"),
        ("kế\u200b hoạch\u202c", "ke hoach"),
        ("", ""),
    ],
)
def test_folded_text_has_no_accents_and_no_capitals(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(
    st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ", max_size=30)
)
def test_vietnamese_folds_to_ascii_and_case_does_not_matter(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)
    assert fold(fold(text)) == fold(text)


# First and last letter of each stretch nobody sees, then the letters beside those.
UNSEEN = "00AD 034F 061C 180E FEFF 200B 200F 202A 202E 2060 206F FE00 FE0F E0000 E01EF"
BESIDE = "00AC 0350 061D 180F FEFE 200A 2016 2027 2029 2030 205F 2070 FE10 E01F0"


def letters_of(codes: str) -> list[str]:
    return [chr(int(code, 16)) for code in codes.split()]


def test_a_letter_nobody_sees_is_no_part_of_a_text_and_those_beside_it_are() -> None:
    for letter in letters_of(UNSEEN):
        assert (clean(f"a{letter}b"), fold(f"A{letter}B")) == ("ab", "ab"), hex(ord(letter))
    for letter in letters_of(BESIDE):
        assert clean(f"a{letter}b") != "ab", hex(ord(letter))
        assert fold(f"aЖ{letter}b") != "aжb" or 0x300 <= ord(letter) < 0x370, hex(ord(letter))


# The letter, what it becomes in a text ("=": itself), what it is for comparing.
PLAIN = """
2010 - -|2011 - -|FE58 - -|FE63 - -|FF0D - -|2013 = -|2014 = -|2212 = -|2012 – -|2015 — -|2016 = ‖|2211 = ∑|2213 = ∓
00D0 Đ d|00F0 đ d|0189 Đ d|00CF Ï i|00D1 Ñ n|00F1 ñ n|FF01 ! !|FF5E ~ ~|FF5F = ｟|FB00 ff ﬀ|FB06 st ﬆ|FB07 = ﬇
2160 I i|217F m m|2180 = ↀ|215F = ⅟|1D400 A a|1D7FF 9 9|00C0 = a|024F = ɏ|1EFF = ỿ|1E00 = a|0041 = a|005A = z|00FF = y
1EF9 = y|00BF = ¿|1F00 = ἀ|005B = [|0040 = @|0111 = d|0110 = d
"""


def test_a_letter_is_what_it_looks_like_and_compared_by_its_plain_form() -> None:
    for line in PLAIN.replace("\n", "|").strip("|").split("|"):
        code, plain, compared = line.split()
        letter = chr(int(code, 16))
        assert clean(f"x {letter} x") == f"x {letter if plain == '=' else plain} x", line
        assert fold(f"x {letter} x") == f"x {compared} x", line
    assert [fold(f"a{letter}b") for letter in letters_of("0300 036F")] == ["ab", "ab"]
    assert fold("a\x00b") == "ab"


def test_cyrillic_and_greek_letters_become_the_latin_ones_they_look_like() -> None:
    cyrillic, latin = "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝӏ", "ABESIJKMHOPCTYXaesijopcyxhdqwl"
    greek, plain = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"
    for letters, like in ((cyrillic, latin), (greek, plain)):
        assert [clean(each) for each in letters] == list(like)
        assert [clean(f"x{each}") for each in letters] == [f"x{each}" for each in like]
        assert fold(letters) == like.lower()
    assert clean("xкмт") == "xkmt"
    assert clean("кмт") == "кмт"


def test_a_letter_without_ink_is_a_blank() -> None:
    for letter in letters_of("115F 1160 2800 3164 FFA0"):
        assert clean(f"a{letter}b") == "a b", hex(ord(letter))


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        *(("a  b", "a b"), (" a", "a"), ("a ", "a"), ("a\nb", "a\nb"), ("a\n\nb", "a\nb"), ("a \nb", "a\nb")),
        *(("a\n b", "a\nb"), ("a\tb", "a b"), ("a\x7fb", "ab"), ("a\x85b", "a\nb"), ("a\x0cb", "a\nb")),
        *(("a\u2029b", "a\nb"), ("a\x00\u0301", "á"), ("a\x08b", "ab"), ("a\x0eb", "ab"), ("\n", ""), ("\n\n", "")),
        ("М\u043eа", "Moa"),  # all look Latin, nothing plainly foreign
        ("М\u043eа ф", "М\u043eа ф"),  # a letter of Russian beside them
        ("kм", "km"),  # nearly alike: only beside Latin letters
        ("м", "м"),
    ],
)
def test_blanks_line_ends_and_look_alikes_at_the_edges(typed: str, tidy: str) -> None:
    assert clean(typed) == tidy


TONE_FIRST = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
TONE_LAST = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *(("Hoà", "HÒA", True), ("hoè", "hòe", True), ("thuỷ", "thủy", True), ("Hoa", "Hoà", False)),
        *((marked, new, True) for marked, new in zip(
            TONE_FIRST.split(), TONE_LAST.split(), strict=True
        )),
        *(("Tổ  Toán – Lý", "tổ toán - lý", True), ("Bính", "Bình", False)),
    ],
)  # fmt: skip
def test_a_name_is_the_same_in_capitals_and_with_its_tone_on_either_letter(one: str, other: str, same: bool) -> None:
    assert (identity(one) == identity(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        *(("Trần Bình", "Tran Binh", True), ("Tran Binh", "Trần Bình", True), ("Trần Bình", "Trần Bính", False)),
        *(("Trần Bình", "TRẦN BÌNH", True), ("Trần Bình", "Trân Binh", False), ("Trần Bình", "Lê Bình", False)),
    ],
)
def test_a_name_may_be_another_where_one_of_them_has_no_accent_at_all(one: str, other: str, may_be: bool) -> None:
    assert may_be_same(one, other) is may_be


@pytest.mark.parametrize(
    ("remarks", "said"),
    [
        ([], ""),
        (["Một."], "Một."),
        (["Một.", "", "Hai.", "Ba."], "Một; Hai; Ba."),
        (["Bàn, ghế, v.v.", "Hai"], "Bàn, ghế, v.v.; Hai"),
        (["Một ,;", "Hai"], "Một; Hai"),
    ],
)
def test_remarks_become_one_sentence(remarks: list[str], said: str) -> None:
    assert in_one_sentence(remarks) == said
