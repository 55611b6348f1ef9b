"""What schools write above the columns of Biểu 2's problems and reviews (lời đầu cột, mục IV và VI của Biểu 2).

Patterns as in :mod:`caitien.documents.understanding.wordings`.
"""

from typing import Final

from caitien.documents.understanding.wordings import CRITERION, NOTE, NUMBER, STANDARD, Wording

PROBLEMS: Final[tuple[Wording, ...]] = (
    NUMBER,
    CRITERION,
    STANDARD,
    (
        "cause",
        (  # Nguyên nhân
            r"nguyen nhan(?! (chua|cham|khong))",
            r"ly do",
        ),
    ),
    (
        "limitation",
        (  # Điểm hạn chế
            r"han che",
            r"ton tai",
            r"diem yeu",
            r"van de",
            r"bat cap",
            r"thieu sot",
            r"kho khan",
            r"khoang cach",
        ),
    ),
    (
        "baseline",
        (  # Hiện trạng
            r"hien trang",
            r"thuc trang",
            r"danh gia(?!.{0,150}(hoan thanh|ket qua thuc hien))",
            r"mo ta",
            r"ket qua (tu )?danh gia",
            r"tinh hinh",
        ),
    ),
    NOTE,
)

REVIEWS: Final[tuple[Wording, ...]] = (
    NUMBER,
    (
        "moment",
        (  # Thời điểm
            r"thoi (diem|gian|ky)",
            r"dot ",
            r"^dot$",
            r"^ky",
            r"giai doan",
            r"^moc",
            r"lan (danh gia|theo doi|ra soat)",
            r"hoc ky",
            r"^ngay",
        ),
    ),
    (
        "reviewer",
        (  # Người đánh giá
            r"nguoi",
            r"don vi danh gia",
            r"bo phan",
            r"to giam sat",
            r"phu trach",
            r"chu tri",
            r"ca nhan",
        ),
    ),
    (
        "adjustment",
        (  # Điều chỉnh
            r"dieu chinh",
            r"giai phap",
            r"xu ly",
            r"khac phuc",
            r"bo sung",
        ),
    ),
    (
        "content",
        (  # Nội dung theo dõi
            r"noi dung",
        ),
    ),
    (
        "result",
        (  # Kết quả
            r"ket qua",
            r"muc do",
            r"tinh trang",
            r"danh gia(?!.{0,150}nguoi)",
            r"tien do",
        ),
    ),
    (
        "content",
        (  # Nội dung theo dõi
            r"cong viec",
            r"viec theo doi",
            r"hang muc",
            r"theo doi",
            r"giam sat",
        ),
    ),
    NOTE,
)
