"""What schools write above a column (nhãn cột) → the field of ours it means.

Patterns are tried on the folded heading, in order, and the first that fits wins, so the particular stands before the
general ("đã được điều chỉnh" before "đã thực hiện"). A wording not met before is one more line in a table here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caitien.domain.folding import fold


class Family(StrEnum):
    """Kinds of table in the papers of this field (loại bảng)."""

    PLAN = "plan"
    RESULTS = "results"
    PROBLEMS = "problems"
    REVIEWS = "reviews"


Patterns = tuple[tuple[str, str], ...]

ABBREVIATIONS: Mapping[str, str] = {  # as folded words in a heading
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
}

_NUMBER = ("number", r"^(s?tt|so tt|so thu tu|thu tu|no|#|stt muc)$")
_CRITERION = (
    "criterion",
    r"noi dung tieu chi\b(?!.*danh gia)|tieu chuan\W+(va )?\W*tieu chi|^(ma |so |ten |cac |thuoc )*tieu chi\b(?!.{0,12}(danh gia|thanh cong|do luong))"
    r"|^tc$|^tieu chi lien quan|^(ma )?t\.?chi\b|^tieu chi, chi bao|^chi bao$|^ma tc$",
)
_STANDARD = ("standard", r"^(ma |so |ten |cac |thuoc )*tieu chuan\b(?!.*tieu chi)")
_NOTE = ("note", r"ghi chu|^chu thich$|^luu y$")
_STATED = ("status_text", r"\bmuc do\b|tinh trang|trang thai|muc hoan thanh|ty le hoan thanh")
_STATUS = (
    "status_text",
    r"tien do( thuc hien| hien tai)?$|^ket qua$"
    r"|ket qua (thuc hien|dat duoc|trien khai|hien tai)|hien trang (thuc hien|cong viec)"
    r"|danh gia (ket qua|muc do|tien do|viec thuc hien)|^danh gia$|da thuc hien/chua",
)

PLAN: Patterns = (
    _NUMBER,
    _NOTE,
    _CRITERION,
    _STANDARD,
    ("evidence", r"minh chung|thong tin\W+du lieu|du lieu hoac|ho so luu|san pham minh"),
    ("indicator", r"chi so|tieu chi danh gia|chi bao danh gia|thuoc do|do luong|can cu danh gia ket qua"),
    (
        "target",
        r"du kien ket qua|ket qua (can|phai|mong|du kien|huong|phan dau|yeu cau|dat duoc theo)|muc tieu|chi tieu|yeu cau can dat"
        r"|muc can dat|dau ra|muc dich|ket qua dat$|noi dung can dat|san pham (can dat|dau ra|du kien)|dich can dat"
        r"|ket qua, san pham|yeu cau",
    ),
    ("support", r"dieu kien|ho tro|phuong tien can"),
    ("budget", r"kinh phi|nguon luc|tai chinh|du toan|nguon von|ngan sach|kinh te"),
    (
        "owners",
        r"chu tri|nhan luc|nhan su|phu trach|nguoi (thuc hien|chiu|lam|phu|duoc)|don vi (thuc hien|chiu|phoi)|phan cong|trach nhiem"
        r"|ca nhan|bo phan|luc luong|thanh phan|phoi hop|to chuc thuc hien|doi tuong thuc hien|nguoi phoi hop"
        r"|don vi, nguoi|ai (lam|thuc hien)|co quan thuc hien|^don vi$|^nguoi$",
    ),
    _STATED,
    _STATUS,
    (
        "time",
        r"thoi gian|thoi han|thoi diem|tien do|ngay (hoan thanh|bat dau|ket thuc|thuc hien)|^han\b|lo trinh|khi nao"
        r"|ke hoach thoi gian|^thang( thuc hien)?$|han (hoan thanh|cuoi|chot)|^hoc ky$|moc thoi",
    ),
    ("topic", r"(noi dung|van de|linh vuc|hang muc)( can)? (uu tien )?(cai tien|uu tien)|van de|^hang muc|^linh vuc"),
    (
        "work",
        r"cong viec|giai phap|bien phap|hoat dong|nhiem vu|cach thuc|viec (can|phai) lam|noi dung (thuc hien|can thuc"
        r"|cong tac|trien khai|ke hoach|hanh dong)|ke hoach (hanh dong|thuc hien|cai tien)|cach lam|phuong an"
        r"|^noi dung|hanh dong|cai tien chat luong",
    ),
)

RESULTS: Patterns = (
    _NUMBER,
    _NOTE,
    _CRITERION,
    _STANDARD,
    _STATED,
    ("adjusted", r"dieu chinh|bo sung|thay doi|sua doi"),
    (
        "not_started",
        r"\bchua\b(?!.*(da|dang) (trien khai|thuc hien))|\bkhong (thuc hien|trien khai)|^con lai$",
    ),
    (
        "ongoing",
        r"\bdang\b|\bcham\b|\btre\b|\bdo dang|mot phan|tiep tuc thuc hien",
    ),
    ("done", r"\bda (trien khai|thuc hien|hoan|lam|xong)|\bxong\b|^(viec |cong viec |noi dung )?(hoan thanh|dat)$"),
    (
        "planned",
        r"dau nam|ban dau|de ra|theo ke hoach$|noi dung (ke hoach|cai tien|cong viec|theo)|xay dung"
        r"|ke hoach (cai tien|da|duoc|dau|goc)|cong viec (theo|trong|can|da de)|^ke hoach|^noi dung"
        r"|^cong viec|giai phap|nhiem vu|bien phap|hoat dong cai tien",
    ),
    ("done", r"hoan thanh|dung (ke hoach|tien do)"),
    _STATUS,
)

PROBLEMS: Patterns = (
    _NUMBER,
    _CRITERION,
    _STANDARD,
    ("cause", r"nguyen nhan|ly do"),
    ("limitation", r"han che|ton tai|diem yeu|van de|bat cap|thieu sot|kho khan|khoang cach"),
    ("baseline", r"hien trang|thuc trang|danh gia|mo ta|ket qua (tu )?danh gia|tinh hinh"),
    _NOTE,
)

REVIEWS: Patterns = (
    _NUMBER,
    ("moment", r"thoi (diem|gian|ky)|dot |^dot$|^ky|giai doan|^moc|lan (danh gia|theo doi|ra soat)|hoc ky|^ngay"),
    ("reviewer", r"nguoi|don vi danh gia|bo phan|to giam sat|phu trach|chu tri|ca nhan"),
    ("adjustment", r"dieu chinh|giai phap|xu ly|khac phuc|bo sung"),
    ("content", r"noi dung"),
    ("result", r"ket qua|muc do|tinh trang|danh gia(?!.*nguoi)|tien do"),
    ("content", r"cong viec|viec theo doi|hang muc|theo doi|giam sat"),
    _NOTE,
)

VOCABULARY: Mapping[Family, tuple[tuple[str, re.Pattern[str]], ...]] = {
    family: tuple((name, re.compile(pattern)) for name, pattern in patterns)
    for family, patterns in {
        Family.PLAN: PLAN,
        Family.RESULTS: RESULTS,
        Family.PROBLEMS: PROBLEMS,
        Family.REVIEWS: REVIEWS,
    }.items()
}

# What tells a table's family: points for each field found. A field that several families share tells little.
EVIDENCE: Mapping[Family, Mapping[str, int]] = {
    Family.PLAN: {
        "target": 3,
        "work": 2,
        "owners": 3,
        "time": 2,
        "budget": 3,
        "support": 2,
        "indicator": 3,
        "evidence": 3,
        "topic": 1,
        "status_text": 1,
        "criterion": 1,
        "note": 1,
    },
    Family.RESULTS: {
        "planned": 2,
        "adjusted": 3,
        "done": 4,
        "ongoing": 4,
        "not_started": 4,
        "status_text": 2,
        "criterion": 1,
        "note": 1,
    },
    Family.PROBLEMS: {"limitation": 4, "cause": 4, "baseline": 3, "standard": 1, "criterion": 1},
    Family.REVIEWS: {"moment": 3, "content": 2, "result": 2, "adjustment": 2, "reviewer": 3},
}
OUTCOME_COLUMNS = frozenset(("done", "ongoing", "not_started"))
ACTION_ONLY = frozenset(("topic", "indicator", "evidence"))
PLAN_ONLY = frozenset(("target", "owners", "time", "budget", "support"))
ENOUGH = 5  # fewer points than this and the table is not one of ours


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above one column (đầu cột): its own, and those of the merged cell above them."""

    text: str
    parent: str = ""

    @property
    def full(self) -> str:
        """Both, as the name of a column without a field of ours."""
        return f"{self.parent} - {self.text}" if self.parent and self.text else self.text or self.parent


def field_of(heading: Heading, family: Family) -> str:
    """The field a heading means in a family of tables, or "" where it means none; own words before the parent's."""
    for words in (heading.text, f"{heading.parent} {heading.text}" if heading.parent else ""):
        folded = " ".join(ABBREVIATIONS.get(word, word) for word in fold(words).strip(" .:;*").split())
        if folded:
            for name, pattern in VOCABULARY[family]:
                if pattern.search(folded):
                    return name
    return ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a header row was understood (cách hiểu đầu bảng): the family, and the field of each column or ""."""

    family: Family
    fields: tuple[str, ...]
    points: int
    combined: bool = False  # a plan table with the result table's columns beside it
    ticked: bool = False  # a table of actions (Biểu 2) with a column for each state


def understand_headings(headings: Sequence[Heading]) -> Reading | None:
    """The best reading of a table's headings, or None where they are of no table of ours."""
    readings = {family: _read_as(headings, family) for family in Family}
    best = _combined(readings) or max(readings.values(), key=lambda reading: reading.points)
    return best if best.points >= ENOUGH else None


def _read_as(headings: Sequence[Heading], family: Family) -> Reading:
    fields: list[str] = []
    for heading in headings:
        name = field_of(heading, family)
        fields.append("" if name in fields else name)
    if family is Family.PLAN:
        _settle_plan(headings, fields)
    points = sum(EVIDENCE[family].get(name, 0) for name in set(fields))
    return Reading(family, tuple(fields), points)


def _settle_plan(headings: Sequence[Heading], fields: list[str]) -> None:
    """What only the other columns tell: "Nội dung" beside "Hoạt động" is the topic, alone it is the work."""
    meant = [field_of(heading, Family.PLAN) for heading in headings]
    if meant.count("work") > 1 and "topic" not in fields:
        first = fields.index("work")
        if fold(headings[first].text).startswith("noi dung"):
            fields[first] = "topic"
            fields[next(i for i in range(first + 1, len(meant)) if meant[i] == "work")] = "work"
    elif "work" not in fields and "topic" in fields:
        fields[fields.index("topic")] = "work"
    if "time" not in fields and "status_text" in fields:
        at = fields.index("status_text")
        if fold(headings[at].text).startswith("tien do"):
            fields[at] = "time"


def _combined(readings: Mapping[Family, Reading]) -> Reading | None:
    """A wide table that holds plan and results in one, read as the plan with the columns of the results."""
    plan, results = readings[Family.PLAN], readings[Family.RESULTS]
    outcomes = [i for i, name in enumerate(results.fields) if name in OUTCOME_COLUMNS]
    if len(outcomes) < 2 or len(PLAN_ONLY & set(plan.fields)) < 2:
        return None
    fields = list(plan.fields)
    for i, name in enumerate(results.fields):
        if i in outcomes or (name == "adjusted" and fields[i] in ("", "work")):
            fields[i] = name
    actions = bool(ACTION_ONLY & set(plan.fields))
    return Reading(Family.PLAN, tuple(fields), plan.points + results.points, combined=not actions, ticked=actions)
