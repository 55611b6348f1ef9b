"""Labels, names and feet: what stands in many places stays there, a list ends where it ends, a name at the name."""

from datetime import date
from pathlib import Path

import pytest

from caitien.documents.write import write
from caitien.domain.paper import Paper
from tests.specimens import letterheads as heads
from tests.specimens.layout import body, head
from tests.specimens.pour import txt, word_table
from tests.specimens.reading import noted, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS
from tests.specimens.word import cell, docx, row, table

FAULTS = Path(__file__).parents[4] / "shared" / "faults" / "reading"
at_hand = pytest.mark.skipif(not FAULTS.is_dir(), reason="the faulty inputs (shared/faults) are not at hand")
RESULTS = table(
    ("TT", "Tiêu chí", "Việc đã xong", "Việc đang làm", "Việc chưa làm"), ("1", "Tiêu chí 3.2", "Lợp mái.", "", "")
)


def faulty(name: str) -> Paper:
    (path,) = (path for path in FAULTS.glob(f"{name}.*") if path.suffix != ".json")
    return read_paper(path.read_bytes(), path.name)


def words(paper: Paper) -> list[str]:
    """The headings and paragraphs of a paper's sections."""
    return [text for section in paper.sections for text in (section.heading, *section.paragraphs) if text]


def assert_reads_back(paper: Paper) -> None:
    for suffix in ("docx", "xlsx"):
        data = write(paper, paper.form, suffix)
        assert isinstance(data, bytes)
        assert read_paper(data, f"a.{suffix}") == paper


# --- labels that stand in many places ---------------------------------------------------------------------------------

PAIRS = {
    "numbered": ("2. Điểm mạnh:", "3. Điểm yếu:"),
    "without a colon": ("2. Điểm mạnh", "3. Điểm yếu"),
    "lettered": ("b) Ưu điểm", "c) Hạn chế"),
    "as the report prints them": ("+ Ưu điểm:", "+ Hạn chế:"),
    "in capitals": ("ĐIỂM MẠNH", "ĐIỂM YẾU"),
    "what remains": ("* Mặt mạnh:", "* Tồn tại:"),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
@pytest.mark.parametrize("behind", [True, False], ids=["words behind the label", "words below it"])
def test_strengths_and_weaknesses_of_each_criterion_stay_under_it(pair: tuple[str, str], *, behind: bool) -> None:
    lines = ["Phần II. TỰ ĐÁNH GIÁ"]
    for number in ("1.1", "1.2", "1.3"):
        lines.append(f"Tiêu chí {number}: Một tiêu chí")
        for label, text in zip(pair, (f"Làm tốt việc {number}.", f"Còn thiếu việc {number}."), strict=True):
            lines += [f"{label} {text}"] if behind and label.endswith(":") else [label, text]
        lines += ["4. Kế hoạch cải tiến chất lượng:", f"Sẽ làm việc {number}.", "5. Tự đánh giá: Đạt Mức 1"]
    paper = read_paper(docx(heads.as_table(), heads.title("BÁO CÁO", "Tự đánh giá năm học 2025-2026"), *lines))
    assert (paper.strengths, paper.limitations) == ("", "")
    assert [*words(paper)][1:] == lines[1:]
    assert_reads_back(paper)


def test_one_criterion_without_a_weak_point_does_not_open_the_paper_to_the_other() -> None:
    lines = ("Tiêu chí 1.1", "Điểm mạnh:", "Tổ chuyên môn đủ người.", "Điểm yếu:", "Sổ ghi chưa đều.", "Tiêu chí 1.2")
    paper = read_paper(docx(heads.title("BÁO CÁO"), *lines, "Điểm mạnh:", "Sân rộng."))
    assert (paper.strengths, paper.limitations) == ("", "")
    assert "Sổ ghi chưa đều." in words(paper)


def test_one_assessment_below_the_tables_is_still_one() -> None:
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "Điểm mạnh:", "Sân rộng.", "Điểm yếu:", "Mái dột."))
    assert (paper.strengths, paper.limitations) == ("Sân rộng.", "Mái dột.")


@at_hand
def test_the_faulty_self_assessment_keeps_every_label() -> None:
    paper = faulty("f1_bao_cao_tu_danh_gia")
    assert (paper.strengths, paper.limitations) == ("", "")
    assert sum("Điểm yếu" in text for text in words(paper)) == 2
    assert_reads_back(paper)


@at_hand
def test_labels_in_a_story_without_tables_stay_in_it() -> None:
    paper = faulty("g2_nhan_trong_loi")
    assert words(paper) == [
        "Đoạn kể chuyện, không có đầu đề.",
        "Điểm mạnh",
        "Thầy cô gắn bó với trường.",
        "Điểm tồn tại",
        "Sân trường hẹp.",
    ]


# --- labels that say more than the form's -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["Nhận xét của Phòng Văn hoá - Xã hội:", "Nhận xét của tổ trưởng", "Nhận xét, đánh giá của đoàn kiểm tra:"],
)
def test_who_remarks_is_kept(line: str) -> None:
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "Ưu điểm:", "Sân rộng.", line, "Trường làm đúng hẹn."))
    assert paper.strengths == "Sân rộng."
    assert [*words(paper)] == [line, "Trường làm đúng hẹn."]


def test_a_label_with_words_of_its_own_is_noted() -> None:
    paper = read_paper(
        docx(heads.title("BÁO CÁO"), RESULTS, "Hạn chế và nguyên nhân ở điểm trường Nà Pan:", "Mái dột.")
    )
    assert paper.limitations == "Mái dột."
    assert noted(paper, "điểm trường Nà Pan")


# --- below the petitions ----------------------------------------------------------------------------------------------

DATED = "Sông Trong, ngày 20 tháng 5 năm 2027"
SIGNATURES = {
    "the head of a team": ("TRƯỞNG ĐOÀN", "Lường Thị Mây"),
    "for a team": ("TM. ĐOÀN ĐÁNH GIÁ NGOÀI\nTRƯỞNG ĐOÀN", "Lường Thị Mây"),
    "the head of the school": ("HIỆU TRƯỞNG", "Lường Thị Mây"),
    "in somebody's place": ("KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "Lường Thị Mây"),
    "the secretary of a party cell": ("BÍ THƯ", "Lường Thị Mây"),
    "whoever wrote it": ("NGƯỜI LẬP BÁO CÁO", "Lường Thị Mây"),
    "in small letters": ("Người viết báo cáo", ""),
}


@pytest.mark.parametrize(("post", "name"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_date_and_signature_below_the_petitions_are_none(post: str, name: str) -> None:
    lines = (DATED, *post.split("\n"), "(Ký, ghi rõ họ tên)", name)
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "Kiến nghị:", "- Sửa nhà vệ sinh.", *filter(None, lines)))
    if post == post.upper():
        assert paper.recommendations == ("Sửa nhà vệ sinh.",)
        assert (paper.report.date, paper.report.place) == (date(2027, 5, 20), "Sông Trong")
        assert (paper.report.signer, paper.report.signer_title) == (name, post)
        assert_reads_back(paper)


def test_a_date_that_stands_last_is_that_of_the_signature() -> None:
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "Kiến nghị:", "- Sửa nhà vệ sinh.", DATED))
    assert (paper.recommendations, paper.report.date) == (("Sửa nhà vệ sinh.",), date(2027, 5, 20))


def test_a_second_date_below_is_kept_among_the_words() -> None:
    foot = (DATED, "HIỆU TRƯỞNG", "Lường Thị Mây")
    paper = read_paper(docx(heads.as_table(), heads.title("BÁO CÁO"), RESULTS, "Câu cuối.", *foot))
    assert paper.report.date == date(2025, 9, 5)
    assert DATED in words(paper)
    assert_reads_back(paper)


def test_a_date_among_petitions_with_words_after_it_is_no_signature() -> None:
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "Kiến nghị:", "Sửa nhà.", DATED, "Mua thêm bàn ghế."))
    assert paper.report.date is None
    assert paper.recommendations[-1] == "Mua thêm bàn ghế."


@at_hand
def test_the_faulty_petitions_end_where_they_end() -> None:
    paper = faulty("f2_kien_nghi_nuot_chu_ky")
    assert paper.recommendations == ("Cấp kinh phí sửa nhà vệ sinh.",)
    assert (paper.report.date, paper.report.signer_title) == (date(2027, 5, 20), "TRƯỞNG ĐOÀN")
    assert paper.report.signer == "Lường Thị Mây"
    assert_reads_back(paper)


# --- recipients -------------------------------------------------------------------------------------------------------

NO_RECIPIENTS = {
    "an item among others": ("Địa danh", "Nơi nhận", "Chữ ký", "Dấu của cơ quan"),
    "an item with a colon": ("Địa danh:", "Nơi nhận:", "Chữ ký:", "Dấu:"),
    "a sentence": ("Mục nơi nhận ghi ở góc trái.", "Nơi nhận hồ sơ: văn thư.", "Chữ ký ở góc phải."),
    "a bullet": ("- Địa danh", "- Nơi nhận", "- Chữ ký"),
}


@pytest.mark.parametrize("items", NO_RECIPIENTS.values(), ids=NO_RECIPIENTS.keys())
def test_a_list_that_names_recipients_is_no_list_of_them(items: tuple[str, ...]) -> None:
    lines = ("I. Các phần của văn bản", *items, "II. Cách làm", "Viết từng phần.")
    paper = read_paper(docx(heads.title("KẾ HOẠCH", "Soạn văn bản của nhà trường"), *lines))
    assert paper.report.recipients == ()
    assert [section.paragraphs for section in paper.sections] == [items, ("Viết từng phần.",)]
    assert_reads_back(paper)


ENDED = {
    "a section": "II. Cách làm",
    "an annex": "PHỤ LỤC: DANH MỤC MINH CHỨNG",
    "an annex in small letters": "Phụ lục I",
    "a list in capitals": "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG",
    "a sentence": "Ghi chú thêm: bản có dấu do văn thư giữ.",
}


@pytest.mark.parametrize("after", ENDED.values(), ids=ENDED.keys())
@pytest.mark.parametrize("mark", ["- ", ""], ids=["marked", "unmarked"])
def test_the_list_of_recipients_ends_where_it_ends(after: str, mark: str) -> None:
    listed = ("Nơi nhận:", f"{mark}Các tổ chuyên môn;", f"{mark}Lưu: VT.")
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, *listed, after, "Một câu nữa."))
    assert paper.report.recipients == ("Các tổ chuyên môn", "Lưu: VT")
    assert (paper.report.signer, paper.report.signer_title) == ("", "")
    kept = " ".join([*words(paper), *(f"{section.part}. {section.heading}" for section in paper.sections)])
    assert after in kept
    assert "Một câu nữa." in words(paper)


@pytest.mark.parametrize("heading", ["PHỤ LỤC MINH CHỨNG", "Phụ Lục Một", "DANH SÁCH THÀNH VIÊN", "Biểu Mẫu Kèm Theo"])
def test_a_heading_is_no_signer(heading: str) -> None:
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "HIỆU TRƯỞNG", heading, "Một câu nữa."))
    assert paper.report.signer == ""
    assert heading in words(paper)


def test_a_council_that_heads_some_words_signs_nothing() -> None:
    paper = read_paper(docx(heads.title("BÁO CÁO"), RESULTS, "HỘI ĐỒNG TỰ ĐÁNH GIÁ", "Họp mỗi tháng một lần."))
    assert paper.report.signer_title == ""
    assert words(paper) == ["HỘI ĐỒNG TỰ ĐÁNH GIÁ", "Họp mỗi tháng một lần."]


@at_hand
def test_the_faulty_list_keeps_all_its_items() -> None:
    paper = faulty("i2_noi_nhan_trong_danh_sach")
    assert paper.report.recipients == ()
    assert [len(section.paragraphs) for section in paper.sections] == [5, 1]
    assert_reads_back(paper)


# --- names of forms and annexes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Mẫu 06", "Mẫu số 01", "Phụ lục III", "Phụ lục 2", "PHỤ LỤC", "(Biểu mẫu 05)", "Biểu số 3"]
)
def test_of_which_form_or_annex_a_paper_is_stays(name: str) -> None:
    paper = read_paper(docx(name, heads.as_table(), heads.title(), "I. Mục đích", "Viết cho rõ."))
    assert words(paper)[0] == name
    assert paper.school == "Trường THCS Đồi Thông"
    assert_reads_back(paper)


@at_hand
def test_the_faulty_annex_keeps_its_names() -> None:
    paper = faulty("i1_phu_luc_mau")
    assert words(paper)[:2] == ["Mẫu 06", "Phụ lục III"]
    assert_reads_back(paper)


# --- the school's name ------------------------------------------------------------------------------------------------

UNDER = [
    "HỘI ĐỒNG TỰ ĐÁNH GIÁ",
    "TỔ VĂN PHÒNG",
    "TỔ TOÁN - TIN",
    "BAN CHỈ ĐẠO",
    "CHI BỘ NHÀ TRƯỜNG",
    "CÔNG ĐOÀN CƠ SỞ",
    "ĐIỂM TRƯỜNG NÀ PAN",
    "ĐỊA CHỈ: XÃ SÔNG TRONG",
    "NĂM HỌC 2026-2027",
]


@pytest.mark.parametrize("under", UNDER)
def test_the_schools_name_ends_at_the_schools_name(under: str) -> None:
    head = table(row(cell(f"{heads.ISSUER}\n{under}"), cell(f"{heads.NATION}\n{heads.MOTTO}")))
    paper = read_paper(docx(head, heads.title(), "I. Mục đích", "Viết cho rõ."))
    assert paper.school == "Trường THCS Đồi Thông"
    assert under in words(paper)
    assert_reads_back(paper)


@pytest.mark.parametrize("parting", [" - ", " – ", ", "])
def test_who_stands_behind_the_schools_name_is_no_part_of_it(parting: str) -> None:
    head = table(row(cell(f"{heads.ISSUER}{parting}HỘI ĐỒNG TỰ ĐÁNH GIÁ"), cell(f"{heads.NATION}\n{heads.MOTTO}")))
    paper = read_paper(docx(head, heads.title(), "I. Mục đích", "Viết cho rõ."))
    assert paper.school == "Trường THCS Đồi Thông"
    assert "HỘI ĐỒNG TỰ ĐÁNH GIÁ" in words(paper)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TRƯỜNG PHỔ THÔNG DÂN TỘC BÁN TRÚ\nTRUNG HỌC CƠ SỞ ĐỒI THÔNG", "Trung học cơ sở Đồi Thông"),
        ("TRƯỜNG MẦM NON\nBAN MAI", "Mầm non Ban Mai"),
        ("TRƯỜNG THCS\nĐOÀN KẾT", "THCS Đoàn Kết"),
    ],
)
def test_a_name_broken_into_two_lines_is_one(printed: str, name: str) -> None:
    head = table(row(cell(printed), cell(f"{heads.NATION}\n{heads.MOTTO}")))
    assert read_paper(docx(head, heads.title(), "I. Mục đích", "Viết.")).school.endswith(name)


@at_hand
def test_the_faulty_council_is_not_the_school() -> None:
    paper = faulty("h1_hoi_dong_duoi_ten_truong")
    assert paper.school == "Trường Tiểu học Suối Bạc"
    assert_reads_back(paper)


# --- Markdown ---------------------------------------------------------------------------------------------------------

ROWS = """| TT | Công việc | **Người phụ trách** | Thời gian |
|---|:---|:-:|---:|
| 1 | **Lợp mái** | Tổ *văn phòng* | Tháng 9 |
"""
MARKDOWN = {
    "bold": ("**TRƯỜNG THCS ĐỒI THÔNG**", "**KẾ HOẠCH**", "**Cải tiến chất lượng năm học 2026-2027**"),
    "headings": ("# TRƯỜNG THCS ĐỒI THÔNG #", "## KẾ HOẠCH", "### Cải tiến chất lượng năm học 2026-2027"),
    "strokes": ("__TRƯỜNG THCS ĐỒI THÔNG__", "__KẾ HOẠCH__", "***Cải tiến chất lượng năm học 2026-2027***"),
    "quotations": ("> **TRƯỜNG THCS ĐỒI THÔNG**", "> # KẾ HOẠCH", "> Cải tiến chất lượng năm học 2026-2027"),
}


@pytest.mark.parametrize("lines", MARKDOWN.values(), ids=MARKDOWN.keys())
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_marks_of_markdown_are_no_letters(lines: tuple[str, ...], name: str) -> None:
    paper = read_paper(txt("\n\n".join(lines), "", ROWS), name)
    assert (paper.school, paper.report.title) == ("Trường THCS Đồi Thông", "KẾ HOẠCH")
    (found,) = paper.plan.items
    assert (found.work, found.owners) == ("Lợp mái", "Tổ văn phòng")
    assert not any(mark in text for mark in "*#_" for text in (paper.report.subject, *words(paper)))


def test_stars_and_strokes_of_a_schools_own_stay() -> None:
    paper = read_paper(
        txt("KẾ HOẠCH", "", "Lớp 5A* có 30 em; ký tên ____ và ____ ở dưới (*).", "", "2 * 3 = 6"), "a.txt"
    )
    assert words(paper) == ["Lớp 5A* có 30 em; ký tên ____ và ____ ở dưới (*).", "2 * 3 = 6"]


@at_hand
def test_the_faulty_markdown_is_read_as_its_words() -> None:
    paper = faulty("h3_dam")
    assert (paper.school, paper.report.title) == ("Trường Tiểu học Suối Bạc", "KẾ HOẠCH")
    assert [found.work for found in paper.plan.items] == ["Sửa mái nhà xe"]


def test_names_above_the_letterhead_stand_before_the_first_table_and_are_printed_there() -> None:
    table = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
    top = ("Phụ lục II", "TRƯỜNG TIỂU HỌC NẬM KHẨU", "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG")
    paper = read_paper(docx(*top, table, "Phụ lục III", "Sách."))
    assert [(section.before, section.paragraphs) for section in paper.sections] == [
        ("plan", ("Phụ lục II",)),
        ("end", ("Phụ lục III", "Sách.")),
    ]
    data = write(paper, paper.form, "docx")
    assert isinstance(data, bytes)
    assert read_paper(data).sections == paper.sections
