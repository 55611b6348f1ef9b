"""What the specimens say (nội dung mẫu): made-up schools and their plans, as the reader should understand them.

No school, person or sentence here exists elsewhere. The rows are the expectation itself: tests pour them into a file
with :mod:`tests.specimens.layout` and want them back.
"""

from dataclasses import replace
from typing import Final

from caitien.domain.paper import PlanRow, Problem, ResultRow, Review, Status

SCHOOL: Final = "Trường THCS Đồi Thông"
YEAR: Final = "2025-2026"

TITLES: Final = {
    1: "Tổ chức và quản lý nhà trường",
    2: "Cán bộ quản lý, giáo viên, nhân viên và học sinh",
    3: "Cơ sở vật chất và thiết bị dạy học",
    4: "Quan hệ giữa nhà trường, gia đình và xã hội",
    5: "Hoạt động giáo dục và kết quả giáo dục",
}

PLAN_COLUMNS: Final = {
    "tt": "TT",
    "label": "Tiêu chuẩn, tiêu chí",
    "target": "Kết quả cần đạt (so với hiện trạng)",
    "work": "Công việc/giải pháp cần thực hiện",
    "owners": "Chủ trì và phối hợp thực hiện",
    "time": "Thời gian thực hiện và hoàn thành",
    "budget": "Dự kiến kinh phí",
    "support": "Điều kiện hỗ trợ khác",
    "note": "Ghi chú",
}
RESULT_COLUMNS: Final = {
    "tt": "TT",
    "label": "Tiêu chuẩn, tiêu chí",
    "planned": "Kế hoạch đầu năm",
    "adjusted": "Kế hoạch đã điều chỉnh",
    "done": "Đã triển khai xong",
    "ongoing": "Đang triển khai hoặc chậm",
    "not_started": "Chưa triển khai",
    "note": "Ghi chú",
}
PROBLEM_COLUMNS: Final = {
    "tt": "TT",
    "standard": "Tiêu chuẩn",
    "label": "Tiêu chí liên quan (nếu có)",
    "baseline": "Đánh giá hiện trạng",
    "limitation": "Điểm hạn chế",
    "cause": "Nguyên nhân của hạn chế",
}
ACTION_COLUMNS: Final = {
    "tt": "TT",
    "topic": "Nội dung cải tiến",
    "target": "Mục tiêu cải tiến",
    "work": "Hoạt động/giải pháp",
    "indicator": "Chỉ số đánh giá kết quả",
    "time": "Thời gian thực hiện",
    "owners": "Đơn vị/cá nhân phụ trách",
    "budget": "Nguồn lực bảo đảm",
    "evidence": "Thông tin, dữ liệu hoặc minh chứng dự kiến",
    "status_text": "Mức độ thực hiện",
}
REVIEW_COLUMNS: Final = {
    "moment": "Thời điểm",
    "content": "Nội dung theo dõi",
    "result": "Kết quả thực hiện",
    "adjustment": "Điều chỉnh (nếu có)",
    "reviewer": "Người đánh giá",
}


def plan_row(criterion: str, level: int | None = 1, **texts: str) -> PlanRow:
    """A plan row of the 2018 set, its label and standard told from its criterion."""
    standard = int(criterion.split(".")[0])
    label = texts.pop("label", f"Tiêu chí {criterion}")
    return PlanRow(
        criterion=criterion, label=label, standard=standard, standard_title=TITLES[standard], level=level, **texts
    )


def result_row(criterion: str, status: Status, level: int | None = 1, **texts: str) -> ResultRow:
    """A result row of the 2018 set."""
    standard = int(criterion.split(".")[0])
    label = texts.pop("label", f"Tiêu chí {criterion}")
    return ResultRow(
        criterion=criterion,
        label=label,
        standard=standard,
        standard_title=TITLES[standard],
        level=level,
        status=status,
        **texts,
    )


PLAN: Final = (
    plan_row(
        "1.1",
        target="Chiến lược phát triển có thêm chỉ tiêu về chuyển đổi số, được công khai tới 100% cha mẹ học sinh.",
        work="Tổ thư ký lấy ý kiến các tổ chuyên môn về bộ chỉ tiêu mới.\n"
        "Trình hội đồng trường thông qua trước ngày tựu trường.",
        owners="Hiệu trưởng; thư ký hội đồng",
        time="Tháng 9/2025",
        budget="1.500.000 đồng",
        support="Phiếu hỏi trực tuyến",
        note="Việc ưu tiên số một",
    ),
    plan_row(
        "1.10",
        target="Không để xảy ra vụ việc mất an toàn nào trong khuôn viên.",
        work="Thay khoá cổng phụ và lắp thêm hai bóng đèn ở lối sau.",
        owners="Bảo vệ, tổ văn phòng",
        time="Quý IV/2025",
        budget="Quỹ sửa chữa nhỏ",
    ),
    plan_row(
        "2.2",
        target="Có ít nhất 03 giáo viên đạt danh hiệu dạy giỏi cấp phường.",
        work="Mỗi tổ mở một tiết dạy minh hoạ trong tháng, góp ý ngay trong tuần.",
        owners="Tổ trưởng chuyên môn",
        time="Hằng tháng",
        support="Phòng họp có máy chiếu",
    ),
    plan_row(
        "3.5",
        target="Phòng tin học có đủ 40 máy chạy được.",
        work="Kiểm kê máy hỏng; xin thanh lý 12 máy đời cũ.\nĐề nghị phường cấp bổ sung máy mới.",
        owners="Phó hiệu trưởng phụ trách cơ sở vật chất\nUBND phường Sông Trong",
        time="Từ 10/2025 đến 5/2026",
        budget="240 triệu đồng",
        note="Chờ phường duyệt",
    ),
    plan_row(
        "5.2",
        level=2,
        target="Học sinh gặp khó khăn môn Toán giảm còn dưới 5%.",
        work="Mở lớp phụ đạo chiều thứ Tư cho khối 6 và khối 7.",
        owners="Giáo viên môn Toán",
        time="2025-2026",
    ),
)

RESULTS: Final = (
    result_row(
        "1.1",
        Status.DONE,
        planned="Trình hội đồng trường thông qua bộ chỉ tiêu chuyển đổi số.",
        done="Đã thông qua tại phiên họp ngày 28/8/2025, 15/15 thành viên đồng ý.",
        note="Có nghị quyết kèm theo",
    ),
    result_row(
        "1.10",
        Status.UNSTATED,
        planned="Thay khoá cổng phụ và lắp thêm hai bóng đèn ở lối sau.",
        adjusted="Lùi sang năm sau vì phường sắp làm lại tường rào.",
    ),
    result_row(
        "2.2",
        Status.ONGOING,
        planned="Mỗi tổ mở một tiết dạy minh hoạ trong tháng.",
        ongoing="Tổ Ngữ văn và tổ Toán đã mở; ba tổ còn lại mở trong tháng Ba.",
    ),
    result_row(
        "3.5",
        Status.NOT_STARTED,
        planned="Đề nghị phường cấp bổ sung máy mới.",
        not_started="Phường chưa bố trí được nguồn.",
        note="Kiến nghị lại",
    ),
    result_row(
        "5.2",
        Status.DONE,
        level=2,
        planned="Mở lớp phụ đạo chiều thứ Tư cho khối 6 và khối 7.",
        done="Mở 62 buổi, tỉ lệ học sinh gặp khó khăn còn 4,1%.",
    ),
)

PROBLEMS: Final = (
    Problem(
        standard=1,
        criterion="1.3",
        label="1.3",
        baseline="Dữ liệu học sinh nằm ở bốn bảng tính rời nhau.",
        limitation="Số liệu giữa các bảng lệch nhau, mất hai ngày để đối chiếu.",
        cause="Chưa có người chịu trách nhiệm chung về dữ liệu.",
    ),
    Problem(
        standard=3,
        baseline="Tỉ lệ học sinh tự học ở nhà trên 30 phút là 41%.",
        limitation="Học sinh khối 8 ít đọc sách.",
        cause="Thư viện mở cửa ít giờ.\nChưa có danh mục sách gợi ý.",
    ),
)
ACTIONS: Final = (
    PlanRow(
        topic="Gom dữ liệu học sinh về một nơi",
        target="Một bảng dữ liệu dùng chung, sai lệch bằng 0",
        work="Lập bảng mã thống nhất.\nNhập lại từ bốn bảng cũ.",
        indicator="Số bản ghi lệch khi đối chiếu",
        time="Từ 01/9/2026 đến 31/12/2026",
        owners="Tổ văn phòng",
        budget="02 máy tính sẵn có",
        evidence="MC.1.3.01 Bảng đối chiếu",
        status=Status.DONE,
        status_text="Hoàn thành",
    ),
    PlanRow(
        topic="Nâng thời gian tự đọc của khối 8",
        target="Từ 41% lên 60%",
        work="Mở thư viện thêm giờ trưa",
        indicator="Tỉ lệ học sinh mượn từ 2 cuốn mỗi tháng",
        time="Cả năm học",
        owners="Nhân viên thư viện; giáo viên chủ nhiệm khối 8",
        budget="3 triệu đồng mua sách",
        evidence="Sổ mượn sách",
        status=Status.ONGOING,
        status_text="Đang thực hiện - 40%",
    ),
    PlanRow(
        topic="Sửa mái nhà xe",
        target="Không còn dột",
        work="Lập dự toán gửi phường",
        indicator="Biên bản nghiệm thu",
        time="Học kỳ II",
        owners="Kế toán",
        budget="Ngân sách phường",
        evidence="Ảnh chụp trước và sau",
        status=Status.NOT_STARTED,
        status_text="Chưa bắt đầu",
    ),
)
REVIEWS: Final = (
    Review(
        moment="Cuối học kỳ I",
        content="Việc gom dữ liệu, việc mở thư viện",
        result="Xong bảng mã; thư viện mở từ tháng 11",
        adjustment="Thêm một buổi mở cửa thứ Bảy",
        reviewer="Tổ giám sát",
    ),
    Review(moment="Cuối năm học", content="Toàn bộ kế hoạch", reviewer="Hội đồng tự đánh giá"),
)


def bare(*rows: PlanRow) -> tuple[PlanRow, ...]:
    """Plan rows of a file that prints no level and no standard title."""
    return tuple(replace(row, level=None, standard_title="") for row in rows)


def bare_results(*rows: ResultRow) -> tuple[ResultRow, ...]:
    """Result rows of a file that prints no level and no standard title."""
    return tuple(replace(row, level=None, standard_title="") for row in rows)


def without_level(*rows: PlanRow) -> tuple[PlanRow, ...]:
    """Plan rows of a file that prints standards but no level."""
    return tuple(replace(row, level=None) for row in rows)
