"""Whom the words of "Chủ trì và phối hợp" mean (ai là ai): people, units and outside bodies the school knows.

What is proposed is for a person to confirm: a name written as the school keeps it is sure, anything else is asked. The
words of the paper stay as they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.people.bodies import is_crowd, is_everybody, is_outside_only
from caitien.domain.people.listed import unit_key
from caitien.domain.texts.folding import fold, identity

LEAD, SUPPORT = "lead", "support"
PERSON, UNIT, OUTSIDE = "user", "unit", "outside"
CHAIR_TITLE: Final = "Hiệu trưởng"


@dataclass(frozen=True, slots=True)
class KnownParty:
    """Someone the school knows (người, tổ, đơn vị ngoài): by key, by name, and by what else they are called."""

    kind: str  # PERSON, UNIT or OUTSIDE
    key: int
    name: str
    others: tuple[str, ...] = ()  # titles of a person, other ways to write a body


@dataclass(frozen=True, slots=True)
class Meant:
    """What one piece of the words means (nghĩa của một cụm chữ): one found is proposed, several are asked about, of
    none the words are shown; ``new`` where they name a body outside the school that is not in its list yet."""

    words: str
    part: str = LEAD
    found: tuple[KnownParty, ...] = ()
    sure: bool = False
    new: bool = False
    crowd: bool = False  # everybody, so nobody in particular


_LEADS: Final = r"(?:chủ trì|phụ trách|chịu trách nhiệm)(?: chính)?(?: thực hiện)?"
_HELPS: Final = r"(?:cùng )?(?:phối hợp|phối kết hợp|hỗ trợ|tham gia)(?: thực hiện)?(?: với| cùng)?"
_WHO: Final = r"(?:(?:đơn vị|người|bộ phận|cá nhân) )?"
_OPENS: Final = re.compile(
    rf"^(?:và )?{_WHO}(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))(?: là)?\s*(?:[:–-]\s*|\s|$)", re.I
)
_CLOSES: Final = re.compile(rf"(?<!\s)\s+\(?(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))\)?$", re.I)
_JOINTS: Final = re.compile(
    rf"[,;\n+]|\s[-–]\s|\.\s+(?={_WHO}(?:{_LEADS}|{_HELPS})\b)"
    rf"|(?<!đơn vị)(?<!người)(?<!bộ phận)(?<!cá nhân)\s(?={_WHO}(?:{_LEADS}|{_HELPS})\s*:)"
    r"|\s(?=(?:cùng )?(?:phối hợp|phối kết hợp) (?:với|cùng)\b)",
    re.I,
)
_RUN_ON: Final = re.compile(  # bodies one after another without a comma; those of a name before them are part of it
    r"(?<=[\w.)])(?<!của)(?<!thuộc)(?<!đạo)(?<!đốc)(?<!diện)(?<!với) "
    r"(?=(?:Sở|Ủy ban|Uỷ ban|UBND|Trường (?:THPT|THCS|TH|PTDT|Tiểu|Mầm|MN)|Phòng G)\b)"
)
_AND: Final = re.compile(
    r" và (?=(?:các |toàn thể |tập thể )?(?:tổ|ban|công đoàn|đoàn|hiệu trưởng|phó|giáo viên|gv\w*|nhân viên|học sinh"
    r"|cha mẹ|phụ huynh|ubnd|ủy ban|uỷ ban|sở|phòng|chi bộ|chi đoàn|thư viện|kế toán|y tế|hội|tổng phụ trách)\b)",
    re.I,
)
_SCHOOL: Final = re.compile(r"^(?:ban giam hieu|lanh dao|nha truong|truong (?:pho thong|trung hoc|tieu hoc|mam non)\b)")
_BODY: Final = re.compile(  # besides those of caitien.domain.people.bodies
    r"^(?:ban dai dien|hoi (?:cha me|khuyen hoc|phu huynh|cuu)|cuu (?:hoc sinh|giao vien)|manh thuong quan|trung tam"
    r"|benh vien|ngan hang|doanh nghiep|don bien phong|nha hao tam|cac don vi|don vi)\b"
)
_POLITE: Final = re.compile(r"^(?:(?:cac|quy) )?(?:thay|co|ong|ba|dong chi|d/c|d\.c)(?: giao)?[:.]? ")
_POLITELY: Final = re.compile(  # the same, its accents written
    r"^(?:(?:các|cac|quý|quy) )?(?:thầy|thay|cô|co|ông|ong|bà|ba|đồng chí|dong chi|đ/c|d/c|đ\.c|d\.c)"
    r"(?: giáo| giao)?[:.]? "
)
_SHORT: Final = {  # how schools shorten, folded
    "bgh": "ban giam hieu",
    "bdd": "ban dai dien",
    "bql": "ban quan ly",
    "cd": "cong doan",
    "cmhs": "cha me hoc sinh",
    "phhs": "cha me hoc sinh",
    "dtn": "doan thanh nien",
    "gd&dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "gd-dt": "giao duc va dao tao",
    "ht": "hieu truong",
    "pht": "pho hieu truong",
    "mn": "mam non",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "tp": "thanh pho",
    "tptd": "tong phu trach doi",
    "tpt": "tong phu trach",
    "ubnd": "uy ban nhan dan",
}
_TOKEN: Final = re.compile(r"[\w&/-]+")


def meant_by(text: str, known: Sequence[KnownParty]) -> tuple[Meant, ...]:
    """Whom the words mean, in their order, nobody twice (ai chủ trì, ai phối hợp). Linear in the words times the known.

    What stands before "phối hợp" leads. Crowds ("toàn thể giáo viên") are nobody: they come with no one found.
    """
    told: set[tuple[str, int]] = set()
    meant: list[Meant] = []
    names = [(each, [_key(name) for name in (each.name, *each.others)]) for each in known]
    for words, part in _phrases(text):
        for piece in _pieces(words, names):
            found = _meant(piece, part, names)
            one = (found.found[0].kind, found.found[0].key) if len(found.found) == 1 else None
            if one not in told:
                meant.append(found)
            told |= {one} if one else set()
    return tuple(meant)


_Names = Sequence[tuple[KnownParty, list[str]]]


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """The pieces between commas and lines, each with the part it has."""
    part = LEAD
    for raw in _JOINTS.split(text):
        words = re.sub(r"^[-–+*•]\s*", "", raw.strip())
        if opened := _OPENS.match(words):
            part, words = (LEAD if opened["lead"] else SUPPORT), words[opened.end() :]
        own = part
        if closed := _CLOSES.search(words):
            own, words = (LEAD if closed["lead"] else SUPPORT), words[: closed.start()]
        for piece in _RUN_ON.split(words.strip(" .:()")):
            if piece:
                yield piece, own


def _pieces(words: str, names: _Names) -> list[str]:
    """The bodies "và" joins; a name that holds it itself is whole."""
    if any(_key(words) in keys for _, keys in names):
        return [words]
    return [piece.strip() for piece in _AND.split(words)]


def _meant(words: str, part: str, names: _Names) -> Meant:
    key = _key(words)
    alike = tuple(each for each, keys in names if key in keys)
    if alike:
        exact = tuple(each for each in alike if _is_called(each, words, key))
        return Meant(words, part, exact or alike, sure=len(exact) == 1)
    if is_everybody(words):
        return Meant(words, part, crowd=True)
    near = tuple(_near(words, key, names))
    if is_crowd(words) and not any(each.kind == PERSON for each in near):  # "giáo viên" is no "Chi đoàn Giáo viên"
        return Meant(words, part, crowd=True)
    outside = is_outside_only(words) or _BODY.match(key) is not None
    return Meant(words, part, near, new=outside and not near)


def _near(words: str, key: str, names: _Names) -> Iterable[KnownParty]:
    """Those whose name holds every word; a person by the given name after "thầy", "cô"; for the school its head."""
    if _SCHOOL.match(key):
        return [each for each, keys in names if _key(CHAIR_TITLE) in keys]
    polite = _POLITE.match(fold(words))
    wanted = set(key.split())
    if polite:
        alike = [each for each, keys in names if each.kind == PERSON and keys[0].split()[-len(wanted) :] == key.split()]
        return [each for each in alike if identity(each.name).endswith(_bare(words))] or alike
    if len(wanted) < 2:
        return []
    return [each for each, keys in names if each.kind != PERSON and any(wanted < set(other.split()) for other in keys)]


def _is_called(each: KnownParty, words: str, key: str) -> bool:
    """Whether the words call them just that: accents count in the own name of a person or unit and in every name of an
    outside body, or Bính would be taken for Bình, tổ Hoa for tổ Hóa, xã Mơ for xã Mở."""
    if each.kind == OUTSIDE:
        return any(_is_written(words, name) for name in (each.name, *each.others) if _key(name) == key)
    if key != _key(each.name):
        return True
    if each.kind == UNIT:
        return _is_shortened(words) or unit_key(words) == unit_key(each.name)
    return _bare(words) == identity(each.name)


def _is_written(one: str, other: str) -> bool:
    """Whether two ways to write one key have the same accents (cùng dấu), or one of them was typed without any."""
    pairs = zip(_accents(one), _accents(other), strict=False)
    plain = fold(one) in {identity(one), identity(other)}
    return plain or all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def _accents(words: str) -> list[str]:
    """The words of a key with their accents; "" for each that stands for what was shortened, which tells none."""
    tokens = ((token, _SHORT.get(fold(token))) for token in _TOKEN.findall(_bare(words)))
    return [each for token, whole in tokens for each in ([""] * len(whole.split()) if whole else [token])]


def _is_shortened(words: str) -> bool:
    """Whether a word of them is short for others, so that its accents tell nothing."""
    return any(token in _SHORT for token in _TOKEN.findall(fold(words)))


def _bare(words: str) -> str:
    """A person's name in the words (tên người): without "thầy", "cô", with its accents."""
    return _POLITELY.sub("", identity(words))


def _key(words: str) -> str:
    """A name as it is compared: folded, without "thầy", "cô", "chuyên môn", what is shortened written out."""
    bare = _POLITE.sub("", fold(words))
    whole = " ".join(_SHORT.get(token, token) for token in _TOKEN.findall(bare))
    return re.sub(r"^to (?:chuyen mon|bo mon) ", "to ", whole)
