"""Texts are brought into one form, and compared without their accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.texts.folding import clean, fold, one_line

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
