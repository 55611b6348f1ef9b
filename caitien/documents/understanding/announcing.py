"""What a paper's title and first words announce (tên loại, trích yếu): improvement, something else, or nothing.

Asked twice: for each table, whether its lines can be of improvement at all, and at the end for the kind of the paper.
"""

import re
from collections.abc import Iterable
from enum import Enum
from itertools import islice
from typing import Final

from caitien.documents.understanding.accents import Words
from caitien.domain.paper_kind import PaperKind
from caitien.domain.texts.folding import fold, one_line

IMPROVEMENT: Final = Words(
    (
        r"cải tiến",
        r"khctcl|ctcl",
        r"sau đánh giá ngoài",
        r"khắc phục (các |những )?(hạn chế|tồn tại|điểm yếu|nội dung chưa đạt)",
        r"(khuyến|kiến) nghị của đoàn",
    )
)
_SELF_ASSESSMENT: Final = Words((r"tự đánh giá", r"phiếu đánh giá tiêu chí"))
_EVIDENCE: Final = Words((r"(danh mục|bảng|hệ thống)( mã)?( hóa)?( các)?( thông tin,?)? minh chứng",))
_IS_REPORT: Final = re.compile(r"^(bieu( mau)?( so)? 0?1\W+)?(bao cao|tu danh gia|phieu|ket qua tu danh gia)")
_TITLED: Final = tuple(  # the title of a paper, folded, and its kind where its subject says nothing of improvement
    (re.compile(rf"^({titles})\b"), kind)
    for titles, kind in (
        ("quyet dinh|nghi quyet", PaperKind.DECISION),
        ("bien ban", PaperKind.MINUTES),
        (
            "cong van|thong bao|to trinh|giay moi|giay gioi thieu|thu ngo|thu moi|don xin|don de nghi",
            PaperKind.LETTER,
        ),
        (
            "ke hoach|chuong trinh|de an|phuong an|chien luoc|thoi khoa bieu"
            "|lich (cong tac|tuan|truc|hop|day|hoc|kiem tra|thi)",
            PaperKind.OTHER_PLAN,
        ),
        (
            "bao cao|danh sach|noi quy|quy che|quy dinh|phieu|bang (tong hop|cham|phan cong)|du toan|tong hop",
            PaperKind.OTHER,
        ),
        ("huong dan|thong tu|nghi dinh|luat|cam nang|so tay", PaperKind.FOREIGN),
    )
)
FIRST_LINES: Final = 12  # of a paper without a title that are looked at
LONGEST_TITLE: Final = 160  # letters
_A_TABLE: Final = re.compile(  # a line that names the table below it, folded; else a sentence on what it is for
    r"^(?:\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)] ?)?(?!nham |de |can cu|thuc hien |tren co so|voi muc|huong toi |qua )"
    r"[^.;:]{0,60}\b(?:ke hoach|ket qua|bao cao|bang|bieu|noi dung|viec|giai phap|bien phap)\b[^.,;]{0,60}"
)
_BARE: Final = frozenset(("ke hoach", "bao cao", "bieu 2", "phu luc"))  # titles that say nothing by themselves
_ON_IMPROVEMENT: Final = frozenset((PaperKind.OTHER_PLAN, PaperKind.OTHER, None))
_NEVER: Final = frozenset((PaperKind.FOREIGN, PaperKind.SELF_ASSESSMENT, PaperKind.EVIDENCE_LIST))
ALWAYS: Final = frozenset((PaperKind.DECISION, PaperKind.MINUTES, PaperKind.LETTER))  # whatever they are about
_OF_OTHER_MATTERS: Final = re.compile(  # what a title is about, folded, where it is surely not improvement
    r"\b(tu danh gia|giao duc (nha truong|mon hoc|nam hoc|cua|trai|ca nhan)|ke hoach giao duc|chuyen mon|day hoc"
    r"|boi duong|kiem tra noi bo|thuc hien nhiem vu|nhiem vu nam hoc|tuyen sinh|phong,? chong|chuyen doi so"
    r"|ung dung cong nghe|thi dua|khen thuong|thu chi|mua sam|trai nghiem|pho cap|chien luoc|dai hoi|dang bo|chi bo"
    r"|cong doan|doan thanh nien|lien doi|y te|an toan thuc pham|ban tru|tuan sinh hoat|khai giang|tong ket|hoc ky"
    r"|to chuc (cac )?hoat dong)\b"
)


class Stance(Enum):
    """How a paper stands to improvement, by its title (văn bản nói về gì)."""

    OWN = "own"  # its title or subject speaks of improvement
    UNTITLED = "untitled"  # nothing is announced
    OPEN = "open"  # a title that says nothing of it
    FOREIGN = "foreign"  # a title of something else


def stance_of(title: str, subject: str, first: Iterable[str]) -> Stance:
    """How a paper stands to improvement by its title and subject, or by its first lines where it has no title."""
    lines = [one_line(f"{title} {subject}")] if title else _titles_among(first)
    if speaks_of_improvement(lines):
        return Stance.OWN
    told = [line for line in lines if fold(line) not in _BARE and _kind_said(line) is not None]
    if not told:
        return Stance.OPEN if subject else Stance.UNTITLED
    return Stance.FOREIGN if any(map(_is_of_other_matters, told)) else Stance.OPEN


def is_bare_title(title: str, subject: str) -> bool:
    """Whether a title says nothing of what the paper is about: "KẾ HOẠCH" and no more."""
    return fold(f"{title} {subject}") in _BARE


def _is_of_other_matters(line: str) -> bool:
    kind = _kind_said(line)
    return kind in ALWAYS or kind in _NEVER or _OF_OTHER_MATTERS.search(fold(line)) is not None


def speaks_of_improvement(texts: Iterable[str]) -> str:
    """The first of some texts that speaks of improvement, or ""."""
    return next((text for text in texts if IMPROVEMENT.search(one_line(text).lower())), "")


def names_a_table_of_improvement(line: str) -> bool:
    """Whether a line is the heading of a table of improvement, and no sentence that only speaks of it: "V. Kế hoạch cải
    tiến chất lượng", not "Nhằm cải tiến chất lượng, nhà trường kiểm tra như sau:"."""
    return _A_TABLE.match(fold(line)) is not None and bool(speaks_of_improvement([line]))


def announced(title: str, subject: str, first: Iterable[str]) -> PaperKind | None:
    """The kind a paper announces by its title and subject, or its first lines where it has no title; or None."""
    named = [f"{title} {subject}"] if title else _titles_among(first)
    return next((kind for line in named if (kind := _kind_said(one_line(line))) is not None), None)


def _titles_among(lines: Iterable[str]) -> list[str]:
    """The lines that can be a title: short, and no sentence."""
    return [line for line in islice(lines, FIRST_LINES) if len(line) < LONGEST_TITLE and line[-1:] not in ".;,"]


def _kind_said(line: str) -> PaperKind | None:
    """The kind one line announces; of a plan or report that speaks of improvement, improvement."""
    folded, said = fold(line), line.lower()
    if folded.startswith(("kinh gui", "v/v")):
        return PaperKind.LETTER
    kind = next((kind for pattern, kind in _TITLED if pattern.match(folded)), None)
    if kind in ALWAYS:
        return kind
    if _EVIDENCE.search(said) and kind is not PaperKind.OTHER_PLAN:
        return PaperKind.EVIDENCE_LIST
    if IMPROVEMENT.search(said):
        return PaperKind.IMPROVEMENT if kind in _ON_IMPROVEMENT else None
    if _SELF_ASSESSMENT.search(said) and kind is not PaperKind.OTHER_PLAN and _IS_REPORT.match(folded):
        return PaperKind.SELF_ASSESSMENT
    return kind
