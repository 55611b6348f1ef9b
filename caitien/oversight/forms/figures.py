"""The figures a form may ask for (các con số của biểu): columns of T1 to T6, and figures of the whole; by what words.

Patterns see folded text of a heading (:func:`caitien.domain.texts.folding.fold`). The first that fits wins, so the
particular stands before the general.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.texts.folding import fold

NOTHING: Final = ""  # a place that stays as it is
LABEL: Final = "name"  # the column that says what a row is of
NUMBER: Final = "tt"
TABLES: Final[Mapping[str, str]] = {
    "T1": "Tiến độ theo xã, phường",
    "T2": "Kết quả theo tiêu chí",
    "T3": "Nguyên nhân theo cấp học",
    "T4": "Kiến nghị theo nhóm",
    "T5": "Mức và công nhận theo cấp học",
    "T6": "Danh sách trường",
    "K": "Mỗi cột một cấp học, mỗi dòng một con số",
}
WHOLE: Final = "F"  # figures of the whole, not of a row
_SHARE: Final = r"^(?=.*(?:%|ty le|ti le|phan tram))"
_OF_LINES: Final = r"(?=.*\b(?:viec|noi dung|nhiem vu|hoat dong)\b)"
_OF_PETITIONS: Final = r"^(?=.*\bkien nghi\b)"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure (con số): its key, what people call it, and the pattern of the words over or before its place."""

    key: str
    words: str
    pattern: re.Pattern[str]


def _figures(table: str, *rows: tuple[str, str, str]) -> tuple[Figure, ...]:
    return tuple(Figure(f"{table}:{name}", words, re.compile(pattern)) for name, words, pattern in rows)


_TT: Final = (NUMBER, "Số thứ tự", r"^(?:tt|stt|so tt|so thu tu)$")
_STATES: Final = (  # name, words, pattern; the share of each stands before its number
    ("unstated", "Chưa rõ", r"\b(?:chua|khong) ro"),
    ("not_started", "Chưa làm", r"\bchua\b(?! ro)"),
    ("ongoing", "Đang làm hoặc chậm", r"\bdang\b|\bcham\b"),
    ("done", "Xong", r"(?<!chua )\b(?:xong|hoan thanh)\b"),
)
_SHARES: Final = tuple(
    (f"{name}_share", f"{words} (%)", rf"{_SHARE}.*(?:{pattern})") for name, words, pattern in _STATES
)
_SENT: Final = (
    ("on_time", "Nộp đúng hạn", r"\bdung han\b"),
    ("late", "Nộp muộn", r"\b(?:muon|tre|qua han|cham)\b"),
    ("missing", "Chưa nộp", r"\bchua (?:nop|gui|bao cao)\b"),
    ("returns", "Trả lại (lượt)", r"\btra lai\b"),
    ("taken", "Đã nhận", r"\b(?:da nhan|da duyet|tiep nhan|da tiep nhan)\b"),
    ("exempt", "Miễn", r"\bmien\b"),
    ("submitted", "Đã nộp", r"\b(?:da )?(?:nop|gui|bao cao)\b"),
)
_BY_KIND: Final = (
    ("mam_non", SCHOOL_TYPE_NAMES["mam_non"].capitalize(), r"\bmam non\b|\bmn\b"),
    ("tieu_hoc", SCHOOL_TYPE_NAMES["tieu_hoc"].capitalize(), r"\btieu hoc\b|\bth\b"),
    ("thcs", SCHOOL_TYPE_NAMES["thcs"].capitalize(), r"\btrung hoc co so\b|\bthcs\b"),
    ("thpt", SCHOOL_TYPE_NAMES["thpt"].capitalize(), r"\btrung hoc pho thong\b|\bthpt\b"),
    ("nhieu_cap_hoc", SCHOOL_TYPE_NAMES["nhieu_cap_hoc"].capitalize(), r"\bnhieu cap\b|\blien cap\b"),
    ("gdtx", SCHOOL_TYPE_NAMES["gdtx"].capitalize(), r"\bthuong xuyen\b|\bgdtx\b"),
    ("total", "Cộng", r"^tong\b|^cong(?= *(?:$|\())"),
)
COLUMNS: Final[Mapping[str, Sequence[Figure]]] = {
    "T1": _figures(
        "T1",
        _TT,
        (LABEL, "Xã, phường", r"\b(?:xa|phuong|dia ban|dia phuong)\b|^(?:ten )?don vi(?: bao cao)?$"),
        *_SENT,
        ("asked", "Số trường", r"^(?:tong )?so (?:truong|co so|don vi)|^tong so|^tong cong"),
    ),
    "T2": _figures(
        "T2",
        _TT,
        *_SHARES,
        *_STATES,
        ("waiting", "Chờ đơn vị khác", r"^(?:dang )?cho\b"),
        ("shown", "Có số liệu, minh chứng (%)", r"\bminh chung\b|\bco so lieu\b"),
        ("schools", "Số trường có việc", r"\bso (?:truong|co so|don vi)\b"),
        ("lines", "Số việc", r"\bso (?:viec|noi dung|nhiem vu|hoat dong|giai phap|cong viec)|^tong so"),
        (LABEL, "Tiêu chuẩn, tiêu chí", r"\btieu (?:chi|chuan)\b"),
    ),
    "T3": _figures(
        "T3",
        _TT,
        (LABEL, "Nguyên nhân", r"\bnguyen nhan\b|\bly do\b"),
        *_BY_KIND,
    ),
    "T4": _figures(
        "T4",
        _TT,
        ("whom", "Gửi ai", r"\b(?:gui ai|gui den|noi nhan|co quan|cap giai quyet|tham quyen)\b"),
        ("answered", "Đã trả lời", r"\b(?:tra loi|giai quyet)\b"),
        ("repeated", "Lặp từ 2 năm", r"\blap\b|\bnhieu nam\b"),
        ("money", "Kinh phí nêu (triệu đồng)", r"\bkinh phi\b|\bso tien\b"),
        ("schools", "Số trường", r"\bso (?:truong|co so|don vi)\b"),
        ("petitions", "Số kiến nghị", r"\bso (?:kien nghi|luong|y kien|de nghi)\b"),
        (LABEL, "Nhóm kiến nghị", r"\bkien nghi\b|\bnhom\b|\bde xuat\b"),
    ),
    "T5": _figures(
        "T5",
        _TT,
        *(
            (f"level{n}", f"Kiểm định mức {n}", rf"^(?=.*\b(?:kdcl|kiem dinh)\b).*\b(?:muc|cap do)\D{{0,12}}{n}\b")
            for n in range(1, 5)
        ),
        *(
            (f"national{n}", f"Chuẩn quốc gia mức độ {n}", rf"\b(?:cqg|chuan quoc gia|dat chuan)\b\D{{0,40}}{n}\b")
            for n in (1, 2)
        ),
        ("ends_soon", "Hết hạn trong 12 tháng", r"\bhet han\b"),
        ("steady", "3 năm liên tiếp đủ dữ liệu", r"\blien tiep\b"),
        ("untold", "Danh bạ chưa ghi", r"\bchua ghi\b"),
        ("total", "Tổng số trường", r"^tong|\bso truong\b|\bso luong\b"),
        (LABEL, "Cấp học", r"\bcap hoc\b|\bloai (?:hinh|truong)\b|\bbac hoc\b"),
    ),
    "T6": _figures(
        "T6",
        _TT,
        ("code", "Mã trường", r"\bma\b"),
        ("late", "Quá hạn", r"\bqua han\b"),
        ("returns", "Số lượt trả lại", r"\btra lai\b"),
        ("state", "Trạng thái", r"\b(?:trang thai|tinh trang|tinh hinh)\b"),
        ("due", "Hạn", r"\bhan\b"),
        ("kind", "Loại trường", r"\bloai\b|\bcap hoc\b"),
        ("body", "Xã, phường", r"\b(?:xa|phuong|dia ban)\b"),
        (LABEL, "Tên trường", r"^ten\b.*\b(?:truong|don vi|co so)\b|^truong$"),
    ),
    "K": _figures(
        "K",
        _TT,
        *_BY_KIND,
        (LABEL, "Con số", r"\bchi tieu\b|\bchi so\b|\bnoi dung\b|\bso lieu\b|^danh muc\b"),
    ),
}
FACTS: Final[Sequence[Figure]] = _figures(
    WHOLE,
    ("school_year", "Năm học", r"\bnam hoc\b$"),
    ("round", "Tên đợt", r"\bten dot\b|\bdot bao cao\b$"),
    ("due", "Hạn nộp", r"\bhan (?:nop|cuoi)\b"),
    ("day", "Ngày lập biểu", r"\b(?:tinh den|ngay (?:lap|bao cao|chot))\b"),
    ("body", "Cơ quan báo cáo", r"\b(?:don vi|co quan) (?:bao cao|lap)\b|^ten (?:don vi|co quan)\b|^don vi$|^co quan$"),
    ("petitions_answered", "Kiến nghị đã trả lời", rf"{_OF_PETITIONS}.*\b(?:tra loi|giai quyet)\b"),
    ("petitions_repeated", "Kiến nghị lặp từ 2 năm", rf"{_OF_PETITIONS}.*\blap\b"),
    ("petitions", "Số kiến nghị", r"\bkien nghi\b"),
    ("lines_waiting", "Việc chờ đơn vị khác", rf"^{_OF_LINES}.*\bcho\b"),
    *(
        (f"lines_{name}_share", f"Việc: {words.lower()} (%)", rf"{_SHARE}{_OF_LINES}.*(?:{pattern})")
        for name, words, pattern in _STATES
    ),
    *((f"lines_{name}", f"Việc: {words.lower()}", rf"^{_OF_LINES}.*(?:{pattern})") for name, words, pattern in _STATES),
    ("lines", "Tổng số việc", r"\bso (?:viec|noi dung|nhiem vu|hoat dong)\b"),
    ("counted", "Số trường có số liệu", r"\bco so lieu\b"),
    ("submitted_share", "Trường đã nộp (%)", rf"{_SHARE}(?!.*\bchua\b).*\b(?:nop|gui|bao cao)\b"),
    *_SENT,
    ("asked", "Số trường được hỏi", r"\b(?:tong so|so) (?:truong|co so|don vi)\b"),
)
BY_KEY: Final[Mapping[str, Figure]] = {
    figure.key: figure for figures in (*COLUMNS.values(), FACTS) for figure in figures
}


def choices_of_columns() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column may hold, by table, for a list to choose from (lựa chọn cho cột)."""
    return [
        (f"{code}. {TABLES[code]}", [(figure.key, figure.words) for figure in figures])
        for code, figures in COLUMNS.items()
    ]


def choices_of_places() -> list[tuple[str, str]]:
    """What a lone blank may hold (lựa chọn cho ô lẻ)."""
    return [(figure.key, figure.words) for figure in FACTS]


def fact_for(words: str) -> str:
    """The figure of the whole that words before a blank ask for (đề nghị cho ô lẻ), or "" where none is sure."""
    folded = fold(words).rstrip(" :.")
    return next((figure.key for figure in FACTS if figure.pattern.search(folded)), NOTHING)


def columns_for(headings: Sequence[str]) -> list[str]:
    """The figure of each heading of a table (đề nghị cho các cột): all of the one table most of them fit, none twice;
    "" where none is sure."""
    found = {code: list(_fitting(figures, headings)) for code, figures in COLUMNS.items()}
    best = max(found, key=lambda code: _weight(found[code]))
    return found[best] if _weight(found[best]) >= _SURE else [NOTHING] * len(headings)


_SURE: Final = 4


def _weight(keys: Sequence[str]) -> int:
    """How well a table fits: the column of labels says most, a running number nothing."""
    told = [key.partition(":")[2] for key in keys if key]
    return sum(0 if name == NUMBER else 3 if name == LABEL else 1 for name in told)


def _fitting(figures: Sequence[Figure], headings: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    for heading in headings:
        folded = fold(heading)
        free = (figure.key for figure in figures if figure.key not in taken and figure.pattern.search(folded))
        key = next(free, NOTHING)
        taken.add(key)
        yield key
