"""What tells of a person is found before a text goes out: names however they are typed, phones, mail, numbers."""

import io
import re

import docx
import pytest

from caitien.documents.write import write_official
from caitien.domain.paper import Form, Paper, Plan, PlanRow
from caitien.domain.publishing.page import Choice, Line, Page, PublicKind, page_of_paper, shown, texts_of
from caitien.domain.publishing.personal import Hit, HitKind, hits_in, known_of, public_text
from caitien.domain.texts.folding import fold
from caitien.publishing.checking import open_hits
from caitien.publishing.printing import official_of_page

OWN = ["Trần Văn Bình", "Đỗ Thị Cúc", "Y Blô Niê", "Võ Thu Hạnh", "Lê An"]
KNOWN = known_of(OWN, ["Trường THPT Nguyễn Huệ", "Tổ Văn", "Đà Lạt", "UBND phường Hồ Xuân"])

OF_THE_SCHOOL = [
    "Giao Trần Văn Bình sửa 3 phòng",
    "TRẦN VĂN BÌNH phụ trách",
    "tran van binh làm trước tháng 9",
    "Trần  Văn\u00a0Bình (tổ trưởng)",
    "Trần\u200bVăn Bình\u202e, Trần Văn\u2069 Bình",
    "Trâ\u0300n Va\u0306n Bi\u0300nh",
    "Văn Bình kiểm tra mái nhà",
    "Người làm: Đỗ Thị Cúc",
    "TrầnVănBình nhận sổ, Đỗ_Thị_Cúc ghi",
    "Y Blô Niê và tổ bảo vệ",
    "Hiệu trưởng Võ Thu Hạnh ký",
    "lê an ghi sổ",
]
OF_OTHERS = [
    "Mời ông Phạm Minh Đức, phụ huynh lớp 10A1",
    "Nguyễn Hoàng Bảo Ngọc đạt giải nhì",
    "Em Lò Thị Mai vắng 3 buổi",
    "đ/c Hùng liên hệ nhà thầu",
    "đồng chí Sơn phụ trách",
    "thầy Tuấn dạy bù",
    "cô giáo Lan Anh hỗ trợ",
    "Nguyễn V. An phụ trách kho",
    "N.V.Hải chấm bài",
    "LÊ THỊ HỒNG NHUNG",
    "H'Hen Êban chăm vườn",
    "Phối hợp Đặng Quốc Khánh (0912345678)",
    "GVCN Thảo báo cáo",
    "Ksor Phước trực đêm",
    "anh Dũng điện nước",
    "Maria Gomez dạy tiếng Anh",
]
CONTACTS = [
    "gọi 0912 345 678",
    "gọi 0912.345.678 trước 9 giờ",
    "số +84 912-345-678",
    "(024) 3825 1234",
    "điện thoại ０９１２３４５６７８",
    "thư binh.tran@hoasen.edu.vn",
    "binh (at) hoasen.edu.vn",
    "CCCD 079203001234",
    "CMND 250 123 456",
    "STK 1023 4567 89 Agribank",
    "tài khoản: 00112233445566",
    "BHXH 7916123456",
]
SECRETS = [  # folded
    *("tran van", "van binh", "do thi", "thi cuc", "y blo", "thu hanh", "le an", "minh duc", "bao ngoc", "lo thi"),
    *("hung", "son", "tuan", "lan anh", "v. an", "hai", "hong nhung", "h'hen", "quoc khanh", "thao", "ksor", "dung"),
    *("gomez", "binh.tran"),
]
EVASIONS = [
    "ĐT.0912345678",
    "zalo.me/0912345678",
    "0912345678/0987654321",
    "0912–345–678",
    "0912_345_678",
    "số 1234567890123456789012345",
    "nguyễn văn nam trực",
    "Từ Thị Hoa nhận",
    "giao cho Hạnh, Cúc",
    "Hạnh, tổ văn phòng",
    "phụ trách: Bình",
    "ThS. Hùng phụ trách",
]
QUIET = [
    "Tổ Văn, Tổ Toán phối hợp với Đoàn Thanh niên và Hội Khuyến học",
    "Kế hoạch số 12/KH-THPTHS ngày 05/09/2026, kinh phí 1.234.567.890 đồng",
    "Trường THPT Nguyễn Huệ, phường Xuân Hương, Đà Lạt, tỉnh Lâm Đồng",
    "Ban Giám hiệu; GV Toán, GV Tiếng Anh; tổ trưởng tổ Toán",
    "Trong năm học 2026-2027 có 1.250 học sinh, 45 lớp",
    "Sở Giáo dục và Đào tạo; UBND phường Hồ Xuân; Ban Đại diện cha mẹ học sinh",
    "Tập huấn Google Classroom cho 32 giáo viên, tuần 12",
    "Thông tư 57/2026/TT-BGDĐT; Thành phố Hồ Chí Minh; Hà Nội",
    "Bình quân mỗi lớp 35 em. An toàn trường học; Hạnh kiểm tốt",
    "Sửa 3 phòng, 120.000.000đ; thay 45 bóng đèn. Lắp thêm quạt. Cô giáo dạy bù.",
]


@pytest.mark.parametrize("text", OF_THE_SCHOOL)
def test_the_schools_own_people_are_found_however_they_are_typed(text: str):
    assert HitKind.PERSON in {hit.kind for hit in hits_in(public_text(text), KNOWN)}, hits_in(public_text(text), KNOWN)


def test_of_forty_planted_places_all_are_found():
    planted = [*OF_THE_SCHOOL, *OF_OTHERS, *CONTACTS]
    missed = [text for text in planted if not hits_in(public_text(text), KNOWN)]
    assert len(planted) == 40
    assert missed == []


@pytest.mark.parametrize("text", EVASIONS)
def test_what_is_written_to_slip_through_is_found(text: str):
    assert hits_in(public_text(text), KNOWN)


def test_one_syllable_is_replaced_where_it_is_a_person_and_not_in_a_longer_proper_name():
    line = Line(key="x", heading="", cells={"work": "Bình đi tỉnh Thái Bình, Bình Dương; giao Bình"})
    page = Page(kind=PublicKind.PLAN, school="", school_year="", lines=(line,))
    changed = shown(page, Choice({}, replaced={"Bình": "tổ trưởng"})).lines[0].cells["work"]
    assert changed == "tổ trưởng đi tỉnh Thái Bình, Bình Dương; giao tổ trưởng"


@pytest.mark.parametrize(("text", "words"), [
    ("Mời ông Phạm Minh Đức, phụ huynh", "Phạm Minh Đức"),
    ("gọi 0912.345.678 trước 9 giờ", "0912.345.678"),
    ("ông Đức (0912 345 678) sửa", "0912 345 678"),
    ("gọi (024) 3825 1234", "(024) 3825 1234"),
    ("Người làm: Đỗ Thị Cúc, tổ văn phòng", "Đỗ Thị Cúc"),
    ("Cô Lan Anh, thầy Tuấn", "Lan Anh"),
])  # fmt: skip
def test_a_hit_is_just_the_words_that_tell(text: str, words: str):
    assert words in {hit.words for hit in hits_in(text, KNOWN)}


@pytest.mark.parametrize("text", QUIET)
def test_offices_places_sums_and_subjects_are_no_names(text: str):
    assert hits_in(public_text(text), KNOWN) == []


def test_after_all_is_settled_nothing_of_it_is_left_in_the_page_or_in_what_is_printed_of_it():
    planted = [*OF_THE_SCHOOL, *OF_OTHERS, *CONTACTS]
    rows = tuple(PlanRow(work=text, owners="Tổ Văn") for text in planted)
    paper = Paper(form=Form.PLAN, school="Trường THPT Hoa Sen", plan=Plan(items=rows))
    page, replaced = page_of_paper(PublicKind.PLAN, paper, sha256=""), {}
    for _ in range(3):  # what was behind a name may be found once that is gone
        found = open_hits(shown(page, Choice({}, replaced=replaced)), KNOWN, ())
        replaced |= {hit.words: "(đã che)" for hit in found}
    page = shown(page, Choice({}, replaced=replaced))
    assert open_hits(page, KNOWN, ()) == []
    read = docx.Document(io.BytesIO(write_official(official_of_page(page))))
    printed = " ".join(cell.text for table in read.tables for row in table.rows for cell in row.cells)
    for text in (" ".join(texts_of(page)), printed):
        assert len(text) > 500
        assert not [secret for secret in SECRETS if secret in fold(text)]
        assert not re.search(r"[0-9](?:[ .-]?[0-9]){7}|@", text)


def test_letters_of_another_script_are_shown_to_a_person():
    assert Hit(HitKind.ODD, "ชาย") in hits_in(public_text("Học sinh ชาย"), KNOWN)


def test_marks_of_reading_direction_never_go_out():
    assert public_text("Xong\u202e 19 \u2066trên\u2069 26\u200f") == "Xong 19 trên 26"
