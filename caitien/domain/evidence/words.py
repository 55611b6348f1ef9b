"""What the words of an item tell (lời của minh chứng): its kind, who may see it, its number and days."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caitien.domain.texts.folding import fold
from caitien.domain.texts.typed import read_day


class Openness(StrEnum):
    """Who may see an item (mức mở): the school alone, the team that evaluates it, everyone."""

    INTERNAL = "internal"
    TEAM = "team"
    PUBLIC = "public"


OPENNESS_NAMES: Final = {
    Openness.INTERNAL.value: "Chỉ nội bộ",
    Openness.TEAM.value: "Đoàn đánh giá xem được",
    Openness.PUBLIC.value: "Công khai được",
}


FACES: Final = "yes"  # pupils can be told by their faces
FACES_NAMES: Final = {"": "Chưa trả lời", FACES: "Có, nhìn rõ mặt học sinh", "no": "Không"}


class ItemKind(StrEnum):
    """What sort of thing it is (loại minh chứng)."""

    DOCUMENT = "document"
    MINUTES = "minutes"
    FIGURES = "figures"
    PICTURE = "picture"
    RECORD = "record"
    OTHER = "other"


KIND_NAMES: Final = {
    ItemKind.DOCUMENT.value: "Văn bản",
    ItemKind.MINUTES.value: "Biên bản",
    ItemKind.FIGURES.value: "Số liệu",
    ItemKind.PICTURE.value: "Ảnh, sản phẩm",
    ItemKind.RECORD.value: "Sổ, hồ sơ",
    ItemKind.OTHER.value: "Khác",
}
_KINDS: Final = tuple(  # the first that fits what it is called
    (kind, re.compile(pattern))
    for kind, pattern in (
        (ItemKind.MINUTES, r"^(bien ban|bb)\b"),
        (ItemKind.PICTURE, r"^(anh|hinh|video|clip|san pham|mo hinh)\b"),
        (ItemKind.FIGURES, r"^(so lieu|thong ke|bang (diem|tong hop|thong ke)|danh sach|ds|ket qua)\b"),
        (ItemKind.RECORD, r"^(so|ho so|nhat ky)\b"),
        (ItemKind.DOCUMENT, r"^(ke hoach|kh|quyet dinh|qd|nghi quyet|nq|bao cao|bc|quy che|qc|cong van|to trinh)\b"),
    )
)
_INTERNAL: Final = re.compile(  # party papers and decisions about single people
    r"\b(chi bo|chi uy|dang bo|dang uy|dang vien)\b"
    r"|\b(bo nhiem|mien nhiem|ky luat|nang luong|dieu dong|luan chuyen|ly lich|trich ngang|ho so vien chuc)\b"
)
_NUMBER: Final = re.compile(
    r"(?:(?<!\w)|(?<=số)|(?<=Số)|(?<=SỐ))(\d{1,5}\s{0,5}/[\w/.\-–]{0,60}?[^\W\d_][\w/.\-–]{0,60})"
)
_DAY: Final = re.compile(r"\b(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\b")
_WRITTEN_DAY: Final = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")


@dataclass(frozen=True, slots=True)
class Issued:
    """What the column of number and day says (số, ngày ban hành): "" and None where it names none."""

    number: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def kind_of(name: str) -> ItemKind:
    """The kind its name suggests (loại đoán theo tên)."""
    folded = fold(name)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), ItemKind.OTHER)


def usual_openness(name: str) -> Openness:
    """Who may see it unless somebody says otherwise (mức mở ban đầu). Party papers and decisions about single people
    stay in the school: Luật Bảo vệ dữ liệu cá nhân 91/2025 (not checked against the gazette), and practice."""
    return Openness.INTERNAL if _INTERNAL.search(fold(name)) else Openness.TEAM


def issued_of(words: str) -> Issued:
    """The number and the days in the words of that column (đọc số, ngày); one day is both first and last."""
    found = _NUMBER.search(words)
    number = re.sub(r"\s+", "", found[1]).rstrip(".,-–/") if found else ""
    days = [day for text in _DAY.findall(words) if (day := read_day(text))]
    days += [day for d, m, y in _WRITTEN_DAY.findall(fold(words)) if (day := read_day(f"{d}/{m}/{y}"))]
    return Issued(number, min(days), max(days)) if days else Issued(number)
