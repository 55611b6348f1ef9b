"""Who leads a line (chủ trì): everybody, a body outside the school, or someone of the school."""

import re
from typing import Final

from caitien.domain.texts.folding import fold

_JOINTS: Final = re.compile(r"[,;\n+]| - ")  # of bodies, whose names hold "và": "Sở Giáo dục và Đào tạo"
_AND: Final = re.compile(rf"{_JOINTS.pattern}| va ")
_EVERYBODY: Final = re.compile(r"^(?:tap the|toan the|toan bo|tat ca|moi) (?:cac )?")
_CROWDS: Final = frozenset(
    (
        *("can bo", "can bo quan ly", "cbql", "vien chuc", "cong chuc", "nguoi lao dong", "toan truong", "nha truong"),
        *("giao vien", "gv", "giao vien chu nhiem", "gvcn", "giao vien bo mon", "gvbm", "nhan vien", "nv", "thay co"),
        *("hoc sinh", "hs", "tre", "phu huynh", "phu huynh hoc sinh", "cha me", "cha me hoc sinh", "cha me tre"),
        *("cb", "hoi dong su pham", "can bo giao vien", "can bo giao vien nhan vien", "cb-gv-nv", "cbgvnv", "cb gv nv"),
    )
)
_SEVERAL: Final = re.compile(  # units without a name, so nobody in particular
    r"cac (?:to|nhom|bo phan|phong ban|doan the|to chuc|ban nganh|khoi|lop|don vi|ca nhan|thanh vien)(?: truong)?"
    r"(?:(?:,| va)? (?:to|bo phan|doan the|ca nhan|chuyen mon|bo mon|van phong|co lien quan|lien quan|trong truong|khac"
    r"|trong nha truong|cua nha truong|cua truong))*+"
)
_MANAGERS: Final = frozenset(("can bo", "can bo quan ly", "cbql", "cb"))
_STAFF: Final = frozenset(("giao vien", "nhan vien"))
_ALL_BY_NAME: Final = frozenset(
    ("toan truong", "hoi dong su pham", "can bo giao vien nhan vien", "cb-gv-nv", "cbgvnv", "cb gv nv")
)
_OUTSIDE: Final = re.compile(  # read with its accents: "quận" is not "quản trị mạng"
    r"^(?:lãnh đạo |đại diện )?(?:ubnd|ủy ban|uỷ ban|sở|bộ (?=giáo dục|gd|tài chính|xây dựng|y tế)"
    r"|phòng (?:giáo dục|gd|gdđt|gd&đt|kế hoạch|tài chính|kt&kđclgd|văn hoá|văn hóa|kinh tế)"
    r"|(?:ban quản lý|bql) (?:các )?(?:dự án|công trình|đầu tư|khu)"
    r"|công ty|nhà (?:cung cấp|thầu)|(?:các )?đơn vị (?:thi công|cung cấp|tài trợ)"
    r"|thành phố|tp|tỉnh|huyện|quận|xã|phường|thị trấn|hđnd|hội đồng nhân dân|công an|trạm y tế|kho bạc)\b"
)
_UNIT: Final = re.compile(r"(?:to|nhom|ban(?! quan ly)|chi bo|chi doan|doan|cong doan|hoi|doi|lien doi|tap the)\b")
_OURS: Final = re.compile(
    r"(?<!môi )\btrường\b|\b(?:hiệu trưởng|ht|pht|bgh|ban giám hiệu|giáo viên|gv\w*|nhân viên|tổ (?!dân phố)|công đoàn"
    r"|chi bộ|đoàn thanh niên|chi đoàn|liên đội|kế toán|văn phòng|thư viện|học sinh|cha mẹ|phụ huynh)\b"
)


def _parts(owners: str, joints: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip(" .:") for part in joints.split(owners))))


def is_everybody(owners: str) -> bool:
    """Whether a cell names crowds only ("Tập thể giáo viên, nhân viên"), so that nobody is the one to ask.

    The managers alone are a handful and no crowd; teachers of a class ("Giáo viên chủ nhiệm") lead each their own,
    unless the cell says "tập thể".
    """
    parts = _parts(fold(owners.replace("\n", ", ")), _AND)
    named = {_EVERYBODY.sub("", part) for part in parts}
    if not named or not named <= _CROWDS or named <= _MANAGERS:
        return False
    return any(map(_EVERYBODY.match, parts)) or named >= _STAFF or bool(named & _ALL_BY_NAME)


def is_crowd(words: str) -> bool:
    """Whether one name is that of a crowd ("giáo viên", "cha mẹ học sinh", "các tổ chuyên môn"), which nothing can be
    given to; the managers are a handful and no crowd."""
    said = fold(words).strip(" .:")
    return _EVERYBODY.sub("", said) in _CROWDS - _MANAGERS or _SEVERAL.fullmatch(said) is not None


def reads_as_unit(words: str) -> bool:
    """Whether a name reads as a unit or a body of the school itself ("Chi bộ", "Ban Thanh tra nhân dân")."""
    return _UNIT.match(fold(words)) is not None and not is_crowd(words)


def is_outside_only(owners: str) -> bool:
    """Whether a cell names bodies outside the school and nobody of it."""
    parts = _parts(owners.lower(), _JOINTS)
    return bool(parts) and all(map(_OUTSIDE.match, parts)) and not _OURS.search(owners.lower())
