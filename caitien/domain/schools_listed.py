"""Schools as the list of a department names them (trường trong danh bạ): a line of it, and what its words mean."""

import re
from dataclasses import dataclass
from typing import Final

from caitien.domain.texts.folding import fold, identity

LONGEST_CODE: Final = 40  # letters
LONGEST_NAME: Final = 250
LONGEST_CONTACT: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """One school of a list (một trường trong danh bạ), as written; "" where the list does not say."""

    code: str  # of the Ministry, text: "01000713"
    name: str = ""
    kind: str = ""  # loại hình, cấp học, in the words of the list
    commune: str = ""  # xã, phường
    contact: str = ""
    joined_to: str = ""  # mã trường sau sáp nhập
    level: str = ""  # mức kiểm định, in the words of the list
    national: str = ""  # mức độ chuẩn quốc gia
    until: str = ""  # the day the recognition ends
    place: str = ""  # where it stands in its file, in words


@dataclass(frozen=True, slots=True)
class SchoolList:
    """A list of schools (danh bạ trường), and the headings of the columns nobody asked for."""

    rows: tuple[SchoolRow, ...]
    ignored: tuple[str, ...] = ()


_CODE: Final = re.compile(r"[0-9A-Z][0-9A-Z.\-]{2,39}")
_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("gdtx", r"\bgdtx\b|\bgdnn\b|giao duc thuong xuyen|giao duc nghe nghiep"),
        ("mam_non", r"\bmam non\b|\bmau giao\b|\bnha tre\b|^mn$|^mg$"),
        ("tieu_hoc", r"\btieu hoc\b|^th$|\bth\b(?= ?[-–&+,] ?(?:thcs|thpt))"),
        ("thcs", r"\btrung hoc co so\b|\bthcs\b"),
        ("thpt", r"\btrung hoc pho thong\b|\bthpt\b"),
    )
)
_LEVEL: Final = re.compile(r"(?:(?:dat )?(?:kdclgd |kdcl |cqg )?(?:muc do|muc|cap do) )?([0-9])")
_MANY: Final = re.compile(r"\bnhieu cap\b|\blien cap\b|\bpho thong nhieu\b")
_COMMUNE: Final = re.compile(r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+")
SEVERAL: Final = "nhieu_cap_hoc"


def kind_of_words(*texts: str) -> str:
    """The kind of school that words tell of (loại trường): the first text that tells one; "" where none does.

    "TH-THCS" is a school of several levels. Keys are those of :data:`caitien.domain.field_names.SCHOOL_TYPE_NAMES`.
    """
    return next((kind for text in texts if (kind := _kind(fold(text)))), "")


def _kind(folded: str) -> str:
    if _MANY.search(folded):
        return SEVERAL
    found = [kind for kind, pattern in _KINDS if pattern.search(folded)]
    return SEVERAL if len(found) > 1 else found[0] if found else ""


def level_of_words(text: str, most: int) -> int | None:
    """The level a cell tells (mức): "Mức 2", "cấp độ 3", "2"; 0 for "chưa đạt"; None for none up to ``most``."""
    folded = fold(text)
    if folded in {"chua", "chua dat", "khong", "khong dat"}:
        return 0
    found = _LEVEL.fullmatch(folded)
    return int(found[1]) if found and int(found[1]) <= most else None


def proper_code(text: str) -> str:
    """A code of the Ministry as it is kept (mã trường): capitals, no blanks; its zeros stay."""
    return "".join(text.split()).upper()


def is_code(text: str) -> bool:
    """Whether a text can be a code of the Ministry (có phải mã trường)."""
    return _CODE.fullmatch(text) is not None


def commune_key(name: str) -> str:
    """What two ways to write one commune have in common (tên xã để so): "UBND phường Hồ Xuân", "Phường Hồ Xuân".
    Accents count."""
    return _COMMUNE.sub("", identity(name))
