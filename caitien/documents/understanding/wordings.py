"""What schools write above a column (lời đầu cột): patterns on folded headings, for each field of plan and results.

Those of Biểu 2's other tables stand in :mod:`caitien.documents.understanding.wordings_tt57`.

A family's patterns are tried in order and the first that fits wins, so the particular stands before the general
("đã được điều chỉnh" before "đã thực hiện"). A wording not met before is one more line here.
"""

from collections.abc import Mapping
from typing import Final

Wording = tuple[str, tuple[str, ...]]  # a field ("" for none of ours), and the patterns that mean it

ABBREVIATIONS: Final[Mapping[str, str]] = {  # as folded words in a heading
    "kq": "ket qua",
    "tg": "thoi gian",
    "kp": "kinh phi",
    "gc": "ghi chu",
    "nd": "noi dung",
    "kh": "ke hoach",
    "gp": "giai phap",
    "cv": "cong viec",
    "mt": "muc tieu",
    "dk": "dieu kien",
    "mc": "minh chung",
    "dc": "dieu chinh",
    "th": "thuc hien",
}

NUMBER: Final[Wording] = (
    "number",
    (  # TT
        r"^(s?tt|so tt|so thu tu|thu tu|no|#|stt muc)$",
    ),
)
CRITERION: Final[Wording] = (
    "criterion",
    (  # Tiêu chuẩn, tiêu chí
        r"noi dung tieu chi\b(?!.{0,150}danh gia)",
        r"tieu chuan\W++(va\W++)?tieu chi",
        r"^(ma |so |ten |cac |thuoc )*tieu chi\b(?!.{0,12}(danh gia|thanh cong|do luong))",
        r"^tc$",
        r"^tieu chi lien quan",
        r"^(ma )?t\.?chi\b",
        r"^tieu chi, chi bao",
        r"^chi bao$",
        r"^ma tc$",
    ),
)
STANDARD: Final[Wording] = (
    "standard",
    (  # Tiêu chuẩn
        r"^(ma |so |ten |cac |thuoc )*tieu chuan\b(?!.*tieu chi)",
    ),
)
_LEVEL: Final[Wording] = (
    "level",
    (  # Mức
        r"^muc( tieu chi| danh gia)?$",
    ),
)
NOTE: Final[Wording] = (
    "note",
    (  # Ghi chú
        r"ghi chu",
        r"^chu thich$",
        r"^luu y$",
    ),
)
_STATED: Final[Wording] = (
    "status_text",
    (  # Mức độ thực hiện
        r"\b(hoan thanh|dat|xong|thuc hien)\s*[/,(-]\s*(dang|chua|khong)\b",  # the choices named: "Đạt/chưa đạt"
        r"\bmuc do\b",
        r"tinh trang",
        r"trang thai",
        r"muc hoan thanh",
        r"ty le hoan thanh",
    ),
)
_STATUS: Final[Wording] = (
    "status_text",
    (  # Mức độ thực hiện
        r"tien do( thuc hien| hien tai)?$",
        r"^ket qua$",
        r"ket qua (thuc hien|dat duoc|trien khai|hien tai)",
        r"hien trang (thuc hien|cong viec)",
        r"danh gia (ket qua|muc do|tien do|viec thuc hien)",
        r"^danh gia$",
        r"da thuc hien/chua",
    ),
)

PLAN: Final[tuple[Wording, ...]] = (
    NUMBER,
    NOTE,
    _LEVEL,
    CRITERION,
    STANDARD,
    (
        "evidence",
        (  # Minh chứng dự kiến
            r"minh chung",
            r"thong tin\W+du lieu",
            r"du lieu hoac",
            r"ho so luu",
            r"san pham minh",
        ),
    ),
    (
        "indicator",
        (  # Chỉ số đánh giá
            r"chi so",
            r"tieu chi danh gia",
            r"chi bao danh gia",
            r"thuoc do",
            r"do luong",
            r"can cu danh gia ket qua",
        ),
    ),
    (
        "target",
        (  # Kết quả cần đạt, mục tiêu
            r"du kien ket qua",
            r"ket qua (can|phai|mong|du kien|huong|phan dau|yeu cau|dat duoc theo)",
            r"muc tieu",
            r"chi tieu",
            r"yeu cau can dat",
            r"muc can dat",
            r"dau ra",
            r"muc dich",
            r"ket qua dat$",
            r"noi dung can dat",
            r"san pham (can dat|dau ra|du kien)",
            r"dich can dat",
            r"ket qua, san pham",
            r"yeu cau",
        ),
    ),
    (
        "support",
        (  # Điều kiện hỗ trợ khác
            r"dieu kien",
            r"ho tro",
            r"phuong tien can",
        ),
    ),
    (
        "budget",
        (  # Kinh phí, nguồn lực
            r"kinh phi",
            r"nguon luc",
            r"tai chinh",
            r"du toan",
            r"nguon von",
            r"ngan sach",
            r"kinh te",
        ),
    ),
    (
        "owners",
        (  # Chủ trì và phối hợp
            r"chu tri",
            r"nhan luc",
            r"nhan su",
            r"phu trach",
            r"nguoi (thuc hien|chiu|lam|phu|duoc)",
            r"don vi (thuc hien|chiu|phoi)",
            r"phan cong",
            r"trach nhiem",
            r"ca nhan",
            r"bo phan",
            r"luc luong",
            r"thanh phan",
            r"phoi hop",
            r"to chuc thuc hien",
            r"doi tuong thuc hien",
            r"nguoi phoi hop",
            r"don vi, nguoi",
            r"ai (lam|thuc hien)",
            r"co quan thuc hien",
            r"^don vi$",
            r"^nguoi$",
        ),
    ),
    _STATED,
    _STATUS,
    (
        "time",
        (  # Thời gian
            r"thoi gian",
            r"thoi han",
            r"thoi diem",
            r"tien do",
            r"ngay (hoan thanh|bat dau|ket thuc|thuc hien)",
            r"^han\b(?! che)",
            r"lo trinh",
            r"khi nao",
            r"ke hoach thoi gian",
            r"^thang( thuc hien)?$",
            r"han (hoan thanh|cuoi|chot)",
            r"^hoc ky$",
            r"moc thoi",
        ),
    ),
    (
        "topic",
        (  # Nội dung cải tiến
            r"(noi dung|van de|linh vuc|hang muc)( can)? (uu tien )?(cai tien|uu tien)",
            r"van de",
            r"^hang muc",
            r"^linh vuc",
        ),
    ),
    (
        "work",
        (  # Công việc/giải pháp
            r"cong viec",
            r"giai phap",
            r"bien phap",
            r"hoat dong",
            r"nhiem vu",
            r"cach thuc",
            r"viec (can|phai) lam",
            r"noi dung (thuc hien|can thuc|cong tac|trien khai|ke hoach|hanh dong)",
            r"ke hoach (hanh dong|thuc hien|cai tien)",
            r"cach lam",
            r"phuong an",
            r"^noi dung",
            r"hanh dong",
            r"cai tien chat luong",
        ),
    ),
)

RESULTS: Final[tuple[Wording, ...]] = (
    NUMBER,
    NOTE,
    _LEVEL,
    CRITERION,
    STANDARD,
    _STATED,
    (
        "",
        (  # why, and what next: beside the three states, none of them
            r"^(neu )?(nguyen nhan|ly do|kho khan|vuong mac|huong (khac phuc|xu ly))",
        ),
    ),
    (
        "adjusted",
        (  # Kế hoạch đã điều chỉnh
            r"dieu chinh",
            r"bo sung",
            r"thay doi",
            r"sua doi",
        ),
    ),
    (
        "not_started",
        (  # Việc chưa triển khai
            r"\bchua\b(?!.{0,150}(da|dang) (trien khai|thuc hien))",
            r"\bkhong (thuc hien|trien khai)",
            r"^con lai$",
        ),
    ),
    (
        "ongoing",
        (  # Việc đang triển khai
            r"\bdang\b",
            r"\bcham\b",
            r"\btre\b",
            r"\bdo dang",
            r"mot phan",
            r"tiep tuc thuc hien",
        ),
    ),
    (
        "done",
        (  # Việc đã xong
            r"\bda (trien khai|thuc hien|hoan|lam|xong)",
            r"\bxong\b",
            r"^(viec |cong viec |noi dung )?(hoan thanh|dat)$",
        ),
    ),
    (
        "planned",
        (  # Kế hoạch đầu năm
            r"dau nam",
            r"ban dau",
            r"de ra",
            r"theo ke hoach$",
            r"noi dung (ke hoach|cai tien|cong viec|theo)",
            r"xay dung",
            r"ke hoach (cai tien|da|duoc|dau|goc)",
            r"cong viec (theo|trong|can|da de)",
            r"^ke hoach",
            r"^noi dung",
            r"^cong viec",
            r"giai phap",
            r"nhiem vu",
            r"bien phap",
            r"hoat dong cai tien",
        ),
    ),
    (
        "done",
        (  # Việc đã xong
            r"hoan thanh",
            r"dung (ke hoach|tien do)",
        ),
    ),
    _STATUS,
)
