"""Whole papers of five made-up schools, each in a layout of its own, each read in full."""

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from caitien.domain.paper import Form, Status
from caitien.domain.texts.folding import fold
from tests.specimens import letterheads as heads
from tests.specimens.layout import Grid, Spot
from tests.specimens.pour import fill, typed, word_table, xlsx
from tests.specimens.reading import read_paper
from tests.specimens.word import TAB, cell, docx, p, row, run, table

DONE, ONGOING, NOT_STARTED, UNSTATED = Status.DONE, Status.ONGOING, Status.NOT_STARTED, Status.UNSTATED


def test_a_kindergarten_with_a_table_for_each_standard() -> None:
    header: Grid = [
        [
            Spot("STT", down=2),
            Spot("Tiêu chí", down=2),
            Spot("Nội dung công việc", down=2),
            Spot("Thực hiện", 2),
            Spot("Kết quả mong đợi", down=2),
            Spot("Kinh phí (triệu đồng)", down=2),
        ],
        ["Người phụ trách", "Thời hạn"],
    ]
    first: Grid = [
        *header,
        [
            "1",
            "TC 1.5",
            "Chia lại nhóm trẻ 24-36 tháng theo số cô",
            "Cô Ly",
            "30/9/2024",
            "Mỗi nhóm không quá 20 cháu",
            "",
        ],
        [
            "2",
            "TC 1.10",
            "Diễn tập chữa cháy\nThay bốn bình đã hết hạn",
            "Bảo vệ",
            "Học kỳ I",
            "Cả trường biết lối thoát",
            "6,5",
        ],
    ]
    second: Grid = [
        *header,
        ["1", "TC 5.3", "Cân đo ba lần một năm", "Nhân viên y tế", "9, 12, 3", "Trẻ nhẹ cân giảm còn 4%", ""],
    ]
    paper = read_paper(
        docx(
            p("PHÒNG GD&ĐT HUYỆN ĐÁ BẠC", run(TAB), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            p("TRƯỜNG MẦM NON HOA MUỐNG", run(TAB), "Độc lập - Tự do - Hạnh phúc"),
            p("Số: 09/KH-MNHM", run(TAB), "Đá Bạc, ngày 16 tháng 9 năm 2024"),
            heads.title("KẾ HOẠCH", "Cải tiến chất lượng sau đánh giá ngoài", "Năm học 2024 – 2025"),
            "Căn cứ Thông tư số 19/2018/TT-BGDĐT;",
            "Tiêu chuẩn 1. Tổ chức và quản lý nhà trường",
            word_table(first),
            "Tiêu chuẩn 5. Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ",
            word_table(second),
            heads.foot("Bùi Thị Hương Lan", "HIỆU TRƯỞNG", ("Phòng GD&ĐT", "Lưu: VP")),
        )
    )
    assert (paper.school_type, paper.school_year, paper.framework, paper.form) == (
        "mam_non",
        "2024-2025",
        "tt19-2018",
        Form.PLAN,
    )
    assert fold(paper.school) == "truong mam non hoa muong"
    assert (paper.report.number, paper.report.place, paper.report.date) == ("09/KH-MNHM", "Đá Bạc", date(2024, 9, 16))
    assert (paper.report.signer, paper.report.recipients) == ("Bùi Thị Hương Lan", ("Phòng GD&ĐT", "Lưu: VP"))
    assert [
        (i.criterion, i.label, i.standard, i.work, i.owners, i.time, i.target, i.budget) for i in paper.plan.items
    ] == [
        (
            "1.5",
            "TC 1.5",
            1,
            "Chia lại nhóm trẻ 24-36 tháng theo số cô",
            "Cô Ly",
            "30/9/2024",
            "Mỗi nhóm không quá 20 cháu",
            "",
        ),
        (
            "1.10",
            "TC 1.10",
            1,
            "Diễn tập chữa cháy\nThay bốn bình đã hết hạn",
            "Bảo vệ",
            "Học kỳ I",
            "Cả trường biết lối thoát",
            "6,5",
        ),
        ("5.3", "TC 5.3", 5, "Cân đo ba lần một năm", "Nhân viên y tế", "9, 12, 3", "Trẻ nhẹ cân giảm còn 4%", ""),
    ]
    assert [i.standard_title for i in paper.plan.items] == [
        "Tổ chức và quản lý nhà trường",
        "Tổ chức và quản lý nhà trường",
        "Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ",
    ]


def test_a_primary_school_that_ticks() -> None:
    grid: Grid = [
        [
            Spot("TT", down=2),
            Spot("Tiêu chuẩn, tiêu chí", down=2),
            Spot("Nội dung kế hoạch cải tiến", down=2),
            Spot("Mức độ hoàn thành", 3),
            Spot("Lý do, giải trình", down=2),
        ],
        ["Hoàn thành", "Đang thực hiện", "Chưa thực hiện"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [Spot("Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên và học sinh", 7)],
        ["1", "2.1", "Hiệu trưởng học lớp bồi dưỡng", "X", "", "", ""],
        ["2", "2.2", "Dự giờ chéo giữa các khối", "", "X", "", "Hai khối chưa xếp được lịch"],
        [Spot("Tiêu chuẩn 3: Cơ sở vật chất và thiết bị dạy học", 7)],
        ["3", "3.4", "Xây thêm nhà vệ sinh", "", "", "X", "Xã chưa giao đất"],
        ["4", "3.6", "Mua 300 cuốn sách", "", "", "", ""],
    ]
    paper = read_paper(
        docx(
            heads.as_table(
                "UBND XÃ ĐÁ BẠC", "TRƯỜNG TIỂU HỌC BẾN ĐÁ", "Số: 31/BC-THBĐ", "Đá Bạc, ngày 30 tháng 5 năm 2025"
            ),
            heads.title("BÁO CÁO", "Kết quả thực hiện kế hoạch cải tiến chất lượng năm học 2024-2025"),
            word_table(grid, repeat=2),
            "1. Ưu điểm",
            "Giáo viên tự giác.",
            "2. Tồn tại",
            "Nhà vệ sinh còn thiếu.",
            "3. Kiến nghị",
            "UBND xã giao đất trước tháng 9.",
            heads.foot("Lê Thị Bưởi", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", ("UBND xã Đá Bạc", "Lưu: VT")),
        )
    )
    assert (paper.school_type, paper.school_year, paper.framework, paper.form) == (
        "tieu_hoc",
        "2024-2025",
        "tt17-2018",
        Form.REPORT,
    )
    assert [(i.criterion, i.planned, i.status, i.standard) for i in paper.results] == [
        ("2.1", "Hiệu trưởng học lớp bồi dưỡng", DONE, 2),
        ("2.2", "Dự giờ chéo giữa các khối", ONGOING, 2),
        ("3.4", "Xây thêm nhà vệ sinh", NOT_STARTED, 3),
        ("3.6", "Mua 300 cuốn sách", UNSTATED, 3),
    ]
    reasons = [item.note or item.extra.get("Lý do, giải trình", "") for item in paper.results]
    assert reasons == ["", "Hai khối chưa xếp được lịch", "Xã chưa giao đất", ""]
    assert (paper.strengths, paper.limitations) == ("Giáo viên tự giác.", "Nhà vệ sinh còn thiếu.")
    assert paper.recommendations == ("UBND xã giao đất trước tháng 9.",)
    assert paper.report.signer == "Lê Thị Bưởi"
    assert paper.counts == {"done": 1, "ongoing": 1, "not_started": 1, "unstated": 1}


def test_a_school_of_two_levels_with_several_actions_under_each_criterion() -> None:
    grid: Grid = [
        [
            "Tiêu chuẩn/tiêu chí",
            "Mục tiêu cần đạt",
            "Biện pháp thực hiện",
            "Phân công",
            "Thời gian",
            "Nguồn kinh phí",
            "Ghi chú",
        ],
        [Spot("TIÊU CHUẨN 3: CƠ SỞ VẬT CHẤT VÀ THIẾT BỊ DẠY HỌC", 7)],
        [
            Spot("Tiêu chí 3.1: Khuôn viên, khu sân chơi, bãi tập", down=2),
            Spot("Sân không còn ổ gà", down=2),
            "Xin 20 khối cát đá",
            "Hiệu phó",
            "8/2023",
            "Phụ huynh ủng hộ",
            "",
        ],
        ["Huy động 30 công", "Đoàn đội", "9/2023", "", "Đã xong"],
        [
            "Tiêu chí 3.5: Thiết bị",
            "Đủ đồ dùng lớp 6",
            "Mua bổ sung theo danh mục",
            "Kế toán",
            "Trước 15/10/2023",
            "Ngân sách",
            "",
        ],
    ]
    paper = read_paper(
        docx(
            heads.as_paragraphs(
                "UBND HUYỆN ĐÁ BẠC\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
                "TRƯỜNG TH&THCS ĐÁ BẠC",
                "Số: 112/KH-TH&THCSĐB",
                "Đá Bạc, ngày 5 tháng 8 năm 2023",
            ),
            heads.title("KẾ HOẠCH", "Cải tiến chất lượng giáo dục năm học 2023 - 2024"),
            word_table(grid),
            heads.foot_as_paragraphs("Hà Văn Đá"),
        )
    )
    assert (paper.school_type, paper.school_year, paper.framework) == ("nhieu_cap_hoc", "2023-2024", "tt18-2018")
    assert paper.report.number == "112/KH-TH&THCSĐB"
    assert [(i.criterion, i.label, i.target, i.work, i.owners, i.time, i.budget, i.note) for i in paper.plan.items] == [
        (
            "3.1",
            "Tiêu chí 3.1: Khuôn viên, khu sân chơi, bãi tập",
            "Sân không còn ổ gà",
            "Xin 20 khối cát đá",
            "Hiệu phó",
            "8/2023",
            "Phụ huynh ủng hộ",
            "",
        ),
        (
            "3.1",
            "Tiêu chí 3.1: Khuôn viên, khu sân chơi, bãi tập",
            "Sân không còn ổ gà",
            "Huy động 30 công",
            "Đoàn đội",
            "9/2023",
            "",
            "Đã xong",
        ),
        (
            "3.5",
            "Tiêu chí 3.5: Thiết bị",
            "Đủ đồ dùng lớp 6",
            "Mua bổ sung theo danh mục",
            "Kế toán",
            "Trước 15/10/2023",
            "Ngân sách",
            "",
        ),
    ]
    assert {i.standard_title for i in paper.plan.items} == {"CƠ SỞ VẬT CHẤT VÀ THIẾT BỊ DẠY HỌC"}


def test_a_high_school_that_keeps_everything_in_one_workbook() -> None:
    def plan(sheet: Worksheet) -> None:
        fill(
            sheet,
            [
                [Spot("SỞ GIÁO DỤC VÀ ĐÀO TẠO AN LẠC", 3)],
                [Spot("TRƯỜNG THPT NGÃ BA SÔNG", 3)],
                [],
                [Spot("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2025-2026", 7)],
                [],
                ["STT", "Tiêu chí", "Yêu cầu cần đạt", "Giải pháp", "Phụ trách", "Hạn hoàn thành", "Kinh phí"],
                [Spot("Tiêu chuẩn 5: Hoạt động giáo dục và kết quả giáo dục", 7)],
                ["", "", "Tỉ lệ đỗ đại học trên 90%", "Ôn thi theo nhóm năng lực", "Tổ trưởng", "", ""],
            ],
        )
        typed(sheet, "A8", 1)
        typed(sheet, "B8", 5.6)
        typed(sheet, "F8", date(2026, 5, 31), "dd/mm/yyyy")
        typed(sheet, "G8", 45, "General")

    results: Grid = [
        ["Kết quả thực hiện kế hoạch cải tiến"],
        ["STT", "Tiêu chí", "Nội dung kế hoạch", "Tình trạng", "Ghi chú"],
        ["1", "5.6", "Ôn thi theo nhóm năng lực", "Đang thực hiện - 40%", "Mới có khối 12"],
    ]
    paper = read_paper(xlsx({"KH 2025": plan, "KQ": results}), "ke-hoach.xlsx")
    assert (paper.school_type, paper.school_year, paper.framework) == ("thpt", "2025-2026", "tt18-2018")
    (item,) = paper.plan.items
    assert (item.criterion, item.target, item.work, item.owners, item.time, item.budget) == (
        "5.6",
        "Tỉ lệ đỗ đại học trên 90%",
        "Ôn thi theo nhóm năng lực",
        "Tổ trưởng",
        "31/05/2026",
        "45",
    )
    (found,) = paper.results
    assert (found.planned, found.status, found.status_text, found.note) == (
        "Ôn thi theo nhóm năng lực",
        ONGOING,
        "Đang thực hiện - 40%",
        "Mới có khối 12",
    )


def test_a_continuing_education_centre_with_the_new_form() -> None:
    paper = read_paper(
        docx(
            heads.as_one_row(
                "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH AN LẠC",
                "TRUNG TÂM GDNN-GDTX SÔNG TRONG",
                "Số: .../KH-TTGDTX",
                "Sông Trong, ngày ... tháng ... năm 2026",
            ),
            heads.title("KẾ HOẠCH", "Cải tiến chất lượng giáo dục năm học 2026-2027"),
            "IV. Các vấn đề trọng tâm cần cải tiến",
            table(
                ("TT", "Tiêu chuẩn", "Tiêu chí (nếu có)", "Thực trạng", "Hạn chế", "Nguyên nhân"),
                ("1", "Tiêu chuẩn 2", "2.2", "Sáu giáo viên", "Thiếu giáo viên Tin học", "Chưa có chỉ tiêu"),
            ),
            "V. Kế hoạch cải tiến",
            table(
                (
                    "TT",
                    "Nội dung",
                    "Mục tiêu",
                    "Giải pháp",
                    "Chỉ số",
                    "Thời gian",
                    "Phụ trách",
                    "Nguồn lực",
                    "Minh chứng",
                    "Mức độ thực hiện",
                ),
                row(
                    "1",
                    "Mời giáo viên Tin học",
                    "Đủ giờ dạy",
                    cell("Ký hợp đồng thỉnh giảng\nXin chỉ tiêu"),
                    "Số tiết bỏ trống",
                    "01/9/2026 - 31/12/2026",
                    "Giám đốc",
                    "Quỹ lương",
                    "Hợp đồng",
                    "Chưa hoàn thành",
                ),
            ),
            "VI. Theo dõi",
            table(
                ("TT", "Thời điểm", "Nội dung", "Kết quả", "Điều chỉnh", "Người đánh giá"),
                ("1", "Cuối học kỳ I", "Việc mời giáo viên", "", "", "Phó giám đốc"),
            ),
            heads.foot("Vi Văn Nước", "GIÁM ĐỐC", ("Sở GD&ĐT", "Lưu: VT")),
        )
    )
    assert (paper.form, paper.school_type, paper.school_year) == (Form.TT57, "gdtx", "2026-2027")
    assert (paper.report.date, paper.report.signer, paper.report.signer_title) == (None, "Vi Văn Nước", "GIÁM ĐỐC")
    assert [(i.standard, i.criterion, i.baseline, i.limitation, i.cause) for i in paper.problems] == [
        (2, "2.2", "Sáu giáo viên", "Thiếu giáo viên Tin học", "Chưa có chỉ tiêu")
    ]
    (item,) = paper.plan.items
    assert (item.topic, item.target, item.work, item.indicator, item.time) == (
        "Mời giáo viên Tin học",
        "Đủ giờ dạy",
        "Ký hợp đồng thỉnh giảng\nXin chỉ tiêu",
        "Số tiết bỏ trống",
        "01/9/2026 - 31/12/2026",
    )
    assert (item.owners, item.budget, item.evidence, item.status, item.status_text) == (
        "Giám đốc",
        "Quỹ lương",
        "Hợp đồng",
        NOT_STARTED,
        "Chưa hoàn thành",
    )
    assert [(r.moment, r.content, r.reviewer) for r in paper.reviews] == [
        ("Cuối học kỳ I", "Việc mời giáo viên", "Phó giám đốc")
    ]
