"""Which words of a text tell of a person: exactly those, with nothing beside them."""

import pytest

from caitien.domain.publishing.personal import Hit, HitKind, hits_in, known_of, public_text

OWN = ["Trần Văn Bình", "Đỗ Thị Cúc", "Y Blô Niê", "Võ Thu Hạnh", "Lê An", "Sơn"]
KNOWN = known_of(OWN, ["Trường THPT Nguyễn Huệ", "Tổ Văn", "UBND phường Hồ Xuân", ""])

PERSON = [
    ("Giao Trần Văn Bình sửa mái", "Trần Văn Bình"),
    ("TRẦN VĂN BÌNH và Đỗ Thị Cúc cùng ký", "TRẦN VĂN BÌNH|Đỗ Thị Cúc"),
    ("Văn Bình, Thị Cúc kiểm tra", "Văn Bình|Thị Cúc"),
    ("văn bình đẳng", ""),  # two small words are all of nobody's name
    ("trần văn bình", "trần văn bình"),
    ("lê an", "lê an"),  # two small words that are
    ("Trần Văn Bình Trần Văn Bình", "Trần Văn Bình"),
    ("Tổ Văn Bình", "Văn Bình"),
    ("Trường THPT Nguyễn Huệ Trần Văn Bình", "Trần Văn Bình"),
    ("TrầnVănBình nhận, ĐỗThịCúc ghi", "TrầnVănBình|ĐỗThịCúc"),
    *(("Lê_An", "Lê_An"), ("Lê-An", "Lê-An"), ("Lê.An", "Lê.An"), ("Lê   An", "Lê An"), ("Lê\nAn", "Lê\nAn")),
    ("Y Blô Niê", "Y Blô Niê"),
    *(
        ("Lê, An", "An"),
        ("Lê", ""),
        ("An", "An"),
        ("giao cho Bình", "Bình"),
        ("- Bình", "Bình"),
        ("Bình; Cúc", "Bình|Cúc"),
    ),
    ("Bình sửa mái. Hạnh, Cúc", "Hạnh|Cúc"),  # "Bình" opens a sentence and may be another word
    ("hôm nay Bình làm", "Bình"),
    ("Việc một. Bình làm", ""),
    ("• Bình làm", ""),
    ("Bình (tổ Văn)", "Bình"),
    ("tổ Toán, An trực", "An"),
    ("Toán, Văn", ""),
    ("Bình và Cúc (Bình)", "Cúc|Bình"),
]
NAME = [
    ("UBND phường Hồ Xuân", ""),
    *(("UBND Trần Minh", "Trần Minh"), ("Trần Minh THPT", "Trần Minh"), ("THPT UBND Lê Quý THCS GV", "Lê Quý")),
    *(("UBND THPT", ""), ("cô", ""), ("Cô Lan", "Lan"), ("Ông Phạm Minh Đức", "Phạm Minh Đức")),
    *(("thầy giáo Tuấn", "Tuấn"), ("đ/c Hùng", "Hùng"), ("đồng chí Hùng", "Hùng"), ("đồng", ""), ("chí Hùng", "")),
    *(
        ("ThS. Hùng", "Hùng"),
        ("ThS Hùng", "Hùng"),
        ("Ts. Lê", "Lê"),
        ("thầy. Hùng", ""),
        ("thầy, Hùng", ""),
        ("Mời cô, Hùng", ""),
    ),
    *(("giáo viên Hùng", ""), ("Hùng", ""), ("GV Toán", ""), ("thầy Toán", ""), ("thầy Toán Hùng", "Toán Hùng")),
    ("Nguyễn Thị Minh Khai Hoàng Anh Tuấn", "Nguyễn Thị Minh Khai Hoàng Anh"),  # six syllables at the most
    ("Maria Gomez", "Maria Gomez"),
    ("Maria Gomez Anna Bella Carla", "Maria Gomez Anna Bella Carla"),
    ("Maria Gomez Anna Bella Carla Dora", ""),  # nobody's name is as long without a surname
    *(("xã Mường Lay", ""), ("Hội Khuyến Học", ""), ("Maria", ""), ("Toán Anh", "")),
    *(("Nguyễn", ""), ("NGUYỄN AN", ""), ("NGUYỄN THỊ AN", "NGUYỄN THỊ AN"), ("Mai Anh", "Mai Anh")),
    ("Gửi Nguyễn Mai", "Nguyễn Mai"),  # a name begins with its surname
    ("Giao Bình An", "Giao Bình An"),  # a word too many is better than a name too few
    *(("Nguyễn văn nam", ""), ("nguyễn văn nam", "nguyễn văn nam"), ("phạm thị hoa hồng", "phạm thị hoa")),
    *(("N.V.Hải", "N.V.Hải"), ("N. V. Hải", "N. V. Hải"), ("A.B.C", "A.B.C")),
    ("H'Hen Êban", "H'Hen Êban"),
]
PHONE = [
    *(("gọi 0912345678", "0912345678"), ("gọi 0912.345.678.", "0912.345.678"), ("84912345678", "84912345678")),
    *(("+84 912 345 678", "+84 912 345 678"), ("(0912) 345 678", "(0912) 345 678"), ("(0912345678)", "0912345678")),
    *(("(024) 3825 1234)", "(024) 3825 1234"), ("02838251234", "02838251234"), ("024382512", "024382512")),
    *(("02438251", ""), ("0912--345", ""), ("0912   345   678", "0912 345 678")),
]
NUMBER = [
    *(("0012345678", "0012345678"), ("1.0912345678", "1.0912345678")),  # no telephone begins so
    *(("0243825123456", "0243825123456"), ("số 12345678", ""), ("số 123456789", "123456789"), ("số 1,234567890", "")),
    *(("1.234.567.890 đồng", ""), ("1.234.567.890 lượt", "1.234.567.890"), ("120.000.000đ", "")),
    *(("STK 12345", ""), ("STK 123456", "123456"), ("tk: 10 234 567", "10 234 567"), ("BHXH số 123456", "123456")),
    *(("mã định danh 0791.2345", "0791.2345"), ("1234.567.890.123 đồng", "1234.567.890.123")),
]
MAIL = [
    *(("a@b.vn", "a@b.vn"), ("binh.tran @ hoasen.edu.vn", "binh.tran @ hoasen.edu.vn"), ("a@b", ""), ("3 @ 5", "")),
    ("binh (at) hoasen . edu . vn", "binh (at) hoasen . edu . vn"),
]
ODD = [("học sinh ชาย và Иван", "ชาย|Иван"), ("Αθήνα", "Αθήνα"), ("Müller, ß, ơ", "")]
KINDS = {
    **{HitKind.PERSON: PERSON, HitKind.NAME: NAME, HitKind.PHONE: PHONE},
    **{HitKind.NUMBER: NUMBER, HitKind.MAIL: MAIL, HitKind.ODD: ODD},
}


@pytest.mark.parametrize(
    ("kind", "text", "words"), [(kind, text, words) for kind, told in KINDS.items() for text, words in told]
)
def test_the_words_that_tell_are_found_and_no_others(kind: HitKind, text: str, words: str):
    assert hits_in(public_text(text), KNOWN) == [Hit(kind, each) for each in words.split("|") if each]


def test_a_wording_is_told_once_and_contacts_come_before_names():
    text = "Bà Phạm Thị Đào (0912345678, a@b.vn), bà Phạm Thị Đào, CCCD 012345678901"
    assert [(hit.kind, hit.words) for hit in hits_in(text, KNOWN)] == [
        (HitKind.MAIL, "a@b.vn"),
        (HitKind.PHONE, "0912345678"),
        (HitKind.NUMBER, "012345678901"),
        (HitKind.NAME, "Phạm Thị Đào"),
    ]


def test_people_are_known_by_their_whole_name_their_last_two_syllables_and_what_they_are_called_by():
    known = known_of(["Trần Văn Bình", "Lê An", "Sơn", "Nguyễn Y"], ["Tổ Văn", ""])
    assert known.people["tran"] == [("tran", "van", "binh")]
    assert known.people["van"] == [("van", "binh")]
    assert known.people["le"] == [("le", "an")]
    assert "son" not in known.people  # one syllable is a word like any other
    assert known.given == {"bình", "an", "sơn"}  # and one letter is none
    assert ("to", "van") in known.others["to"]
    assert ("ho", "chi", "minh") in known.others["ho"]


def test_longer_names_come_before_shorter_ones_that_begin_alike():
    known = known_of(["Lê An", "Lê An Bình"])
    assert [hit.words for hit in hits_in("Lê An Bình, Lê An", known)] == ["Lê An Bình", "Lê An"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("①２٣", "①23"), ("a\u202eb\x07c\ue000d", "abcd"), ("Ａ  b", "A b"), ("½ – “x” é", "½ – “x” é")],
)
def test_a_text_for_everyone_has_plain_figures_and_no_mark_nobody_sees(text: str, shown: str):
    assert public_text(text) == shown
