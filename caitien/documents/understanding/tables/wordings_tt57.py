"""What schools write above the columns of Biểu 2's problems and reviews (lời đầu cột, mục IV và VI của Biểu 2).

Patterns as in :mod:`caitien.documents.understanding.tables.wordings`.
"""

from typing import Final

from caitien.documents.understanding.tables.wordings import CRITERION, NOTE, NUMBER, STANDARD, Wording

PROBLEMS: Final[tuple[Wording, ...]] = (
    NUMBER,
    CRITERION,
    STANDARD,
    (
        "cause",
        (  # Nguyên nhân
            r"nguyên nhân(?! (chua|cham|khong))",
            r"lý do",
        ),
    ),
    (
        "limitation",
        (  # Điểm hạn chế
            r"hạn chế",
            r"tồn tại",
            r"điểm yếu",
            r"mặt yếu",
            r"vấn đề",
            r"bất cập",
            r"thiếu sót",
            r"khó khăn",
            r"khoảng cách",
        ),
    ),
    (
        "baseline",
        (  # Hiện trạng
            r"hiện trạng",
            r"thực trạng",
            r"đánh giá(?!.{0,150}(hoan thanh|ket qua thuc hien))",
            r"mô tả",
            r"kết quả (tự )?đánh giá",
            r"tình hình",
        ),
    ),
    NOTE,
)

REVIEWS: Final[tuple[Wording, ...]] = (
    NUMBER,
    (
        "moment",
        (  # Thời điểm
            r"thời (điểm|gian|kỳ)",
            r"^đợt( \d+)?$",
            r"đợt (đánh giá|theo dõi|rà soát|giám sát|kiểm tra)",
            r"^k[ỳì]( (đánh giá|theo dõi|rà soát|giám sát|báo cáo))?$",
            r"giai đoạn",
            r"^mốc( thời gian| đánh giá| theo dõi)?",
            r"lần (đánh giá|theo dõi|rà soát|giám sát)",
            r"học k[ỳì]",
            r"^ngày( (tháng|đánh giá|theo dõi|rà soát|giám sát))?",
        ),
    ),
    (
        "reviewer",
        (  # Người đánh giá
            r"người (theo dõi|đánh giá|giám sát|rà soát|kiểm tra|thực hiện|phụ trách|chịu|báo cáo|được)",
            r"^người$",
            r"đơn vị đánh giá",
            r"bộ phận",
            r"tổ giám sát",
            r"phụ trách",
            r"chủ trì",
            r"cá nhân",
        ),
    ),
    (
        "adjustment",
        (  # Điều chỉnh
            r"điều chỉnh",
            r"giải pháp",
            r"xử lý",
            r"khắc phục",
            r"bổ sung",
        ),
    ),
    (
        "content",
        (  # Nội dung theo dõi
            r"nội dung",
        ),
    ),
    (
        "result",
        (  # Kết quả
            r"kết quả",
            r"mức độ",
            r"tình trạng",
            r"đánh giá(?!.{0,150}nguoi)",
            r"tiến độ",
        ),
    ),
    (
        "content",
        (  # Nội dung theo dõi
            r"công việc",
            r"việc theo dõi",
            r"hạng mục",
            r"theo dõi",
            r"giám sát",
        ),
    ),
    NOTE,
)
